//! Counts that the one writer keeps up to date, so that no page counts a large table.

use super::schema::tallies;
use super::{Db, Result, Tx};
use crate::domain::application::Shelf;
use crate::domain::policy::Policy;
use crate::domain::space::Seats;
use crate::domain::values::Instant;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Spaces that exist.
pub const SPACES: &str = "spaces";
/// Acceptances that can still be undone.
pub const HELD_ACCEPTANCES: &str = "held_acceptances";

/// Hours that nine decisions out of ten took lately; there only when there are enough of them.
pub const DELAY: &str = "delay_hours";
/// Erasures whose traces are not scrubbed yet.
pub const UNSCRUBBED: &str = "unscrubbed";

/// Name of the count of a shelf.
pub fn shelf(shelf: Shelf) -> String {
    format!("shelf_{shelf}")
}

/// Adds `by` to a count.
pub fn add(tx: &mut Tx<'_>, name: &str, by: i64) -> Result<()> {
    if by == 0 {
        return Ok(());
    }
    let changed = diesel::update(tallies::table.find(name)).set(tallies::n.eq(tallies::n + by)).execute(&mut ***tx)?;
    if changed == 0 {
        diesel::insert_into(tallies::table).values((tallies::name.eq(name), tallies::n.eq(by))).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Sets a count, or forgets it.
pub fn set(tx: &mut Tx<'_>, name: &str, n: Option<i64>) -> Result<()> {
    diesel::delete(tallies::table.find(name)).execute(&mut ***tx)?;
    n.map_or(Ok(()), |n| add(tx, name, n))
}

/// One count; `None` where nothing was counted.
pub fn get(db: &mut Db<'_>, name: &str) -> Result<Option<i64>> {
    Ok(tallies::table.find(name).select(tallies::n).first(&mut **db).optional()?)
}

/// All counts.
pub fn all(db: &mut Db<'_>) -> Result<BTreeMap<String, i64>> {
    Ok(tallies::table.load::<(String, i64)>(&mut **db)?.into_iter().collect())
}

/// Places of the service: what exists, plus what is accepted and can still be undone (R18).
pub fn seats(db: &mut Db<'_>, policy: &Policy, now: Instant) -> Result<Seats> {
    Ok(seats_of(&all(db)?, policy, now))
}

/// The same, of counts that were read already.
pub fn seats_of(counts: &BTreeMap<String, i64>, policy: &Policy, now: Instant) -> Seats {
    let count = |name| counts.get(name).copied().unwrap_or(0);
    let opening = policy.opening(now);
    Seats { ceiling: opening.ceiling, taken: count(SPACES) + count(HELD_ACCEPTANCES), open: opening.open }
}
