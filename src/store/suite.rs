//! The suites of spaces, and what coordinators make of the table that compares them.

use super::schema::{spaces, suite_marks};
use super::{At, Db, Result, Tx};
use crate::domain::suites::{Mark, Need, Table};
use crate::domain::values::{Instant, SpaceId, Suite, VolunteerId};
use diesel::prelude::*;

/// A cross, as it is stored: points are never negative.
const CROSS: i64 = -1;

/// The table as it stands.
pub fn table(db: &mut Db<'_>) -> Result<Table> {
    let rows: Vec<(String, String, i64, String)> =
        suite_marks::table.select((suite_marks::need, suite_marks::suite, suite_marks::points, suite_marks::reason)).load(&mut **db)?;
    let mut table = Table::house();
    for (need, suite, points, reason) in rows {
        // A need or a suite that is no more has no place to go.
        if let (Some(need), Some(suite)) = (Need::parse(&need), Suite::parse(&suite)) {
            table.set(need, suite, if points == CROSS { Mark::Cross } else { Mark::Points(points) }, reason);
        }
    }
    Ok(table)
}

/// Stores a mark and its reason.
pub fn set_mark(tx: &mut Tx<'_>, need: Need, suite: Suite, mark: Mark, reason: &str, by: &VolunteerId, now: Instant) -> Result<()> {
    diesel::delete(suite_marks::table.find((need.code(), suite.code()))).execute(&mut ***tx)?;
    let values = (
        suite_marks::need.eq(need.code()),
        suite_marks::suite.eq(suite.code()),
        suite_marks::points.eq(if mark == Mark::Cross { CROSS } else { mark.points() }),
        suite_marks::reason.eq(reason),
        suite_marks::volunteer_id.eq(by.as_str()),
        suite_marks::at.eq(At::of(now)),
    );
    diesel::insert_into(suite_marks::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// The marks of a need are again those of the house.
pub fn reset_need(tx: &mut Tx<'_>, need: Need) -> Result<()> {
    diesel::delete(suite_marks::table.filter(suite_marks::need.eq(need.code()))).execute(&mut ***tx)?;
    Ok(())
}

/// When the suite of a space last changed.
pub fn changed_at(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Instant>> {
    let at: Option<Option<At>> = spaces::table.find(id.as_str()).select(spaces::suite_at).first(&mut **db).optional()?;
    Ok(at.flatten().map(|at| at.0))
}

/// The agent gave a space another suite.
pub fn changed(tx: &mut Tx<'_>, id: &SpaceId, suite: Suite, now: Instant) -> Result<()> {
    let values = (spaces::suite.eq(suite.code()), spaces::suite_at.eq(At::of(now)));
    diesel::update(spaces::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}
