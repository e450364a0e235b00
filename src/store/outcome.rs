//! What became of applications: rows without a name, which stay when the application is erased.

use super::schema::outcomes;
use super::{At, Db, Result, Tx};
use crate::choices;
use crate::domain::values::Instant;
use chrono::Timelike;
use diesel::prelude::*;

choices!(
    /// What became of an application.
    Outcome { Accepted = "accepted", Waiting = "waiting", Refused = "refused", Closed = "closed", Withdrawn = "withdrawn", Dropped = "dropped" }
);

/// Remembers an outcome of the day of `now`; `hours` is how long the first decision took.
pub fn insert(tx: &mut Tx<'_>, id: &str, outcome: Outcome, hours: Option<i64>, now: Instant) -> Result<()> {
    let day = now.with_hour(0).and_then(|at| at.with_minute(0)).and_then(|at| at.with_second(0)).unwrap_or(now);
    let values = (outcomes::id.eq(id), outcomes::day.eq(At::of(day)), outcomes::outcome.eq(outcome.code()), outcomes::hours.eq(hours));
    diesel::insert_into(outcomes::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// How long first decisions took, in hours, of the days since `since`.
pub fn hours_since(db: &mut Db<'_>, since: Instant) -> Result<Vec<i64>> {
    let decided = outcomes::table.filter(outcomes::day.ge(At::of(since))).filter(outcomes::hours.is_not_null());
    let hours: Vec<Option<i64>> = decided.select(outcomes::hours).load(&mut **db)?;
    Ok(hours.into_iter().flatten().collect())
}
