//! The digest of the morning: who wants it, what waits, and the day that was served last.

use super::schema::{applications as a, volunteers};
use super::volunteer::{COLUMNS, Row};
use super::{At, Db, Result, Tx, tally};
use crate::domain::application::Shelf;
use crate::domain::digest::{Pile, Reader};
use crate::domain::values::{Instant, VolunteerId};
use diesel::prelude::*;

/// Name of the count that holds the number of the day served last.
const DAY: &str = "digest_day";

/// The number of the day served last.
pub fn day(db: &mut Db<'_>) -> Result<Option<i64>> {
    tally::get(db, DAY)
}

/// This day is served.
pub fn set_day(tx: &mut Tx<'_>, day: i64) -> Result<()> {
    tally::set(tx, DAY, Some(day))
}

/// A volunteer wants it.
pub fn is_wanted(db: &mut Db<'_>, id: &VolunteerId) -> Result<bool> {
    let since: Option<Option<At>> = volunteers::table.find(id.as_str()).select(volunteers::digest_wanted_at).first(&mut **db).optional()?;
    Ok(since.flatten().is_some())
}

/// A volunteer wants it since then, or no more.
pub fn set_wanted(tx: &mut Tx<'_>, id: &VolunteerId, since: Option<Instant>) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::digest_wanted_at.eq(since.map(At::of))).execute(&mut ***tx)?;
    Ok(())
}

/// Everyone who wants it and may come in. The size of a team bounds it.
pub fn readers(db: &mut Db<'_>) -> Result<Vec<Reader>> {
    let rows: Vec<(Row, Option<At>, Option<At>)> = volunteers::table
        .filter(volunteers::digest_wanted_at.is_not_null())
        .filter(volunteers::disabled_at.is_null())
        .order(volunteers::id)
        .select((COLUMNS, volunteers::digest_sent_at, volunteers::seen_at))
        .load(&mut **db)?;
    rows.into_iter().map(|(row, sent, seen)| Ok(Reader { who: row.read()?, sent_at: sent.map(|at| at.0), seen_at: seen.map(|at| at.0) })).collect()
}

/// One is sealed for a volunteer.
pub fn mark_sent(tx: &mut Tx<'_>, id: &VolunteerId, now: Instant) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::digest_sent_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// A volunteer is seen on the pages of the team.
pub fn mark_seen(tx: &mut Tx<'_>, id: &VolunteerId, now: Instant) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::seen_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// What waits for the whole team; what is to read since `late` or before is late.
pub fn for_all(db: &mut Db<'_>, late: Instant, now: Instant) -> Result<Pile> {
    let free = || {
        let free = a::claimed_until.is_null().or(a::claimed_until.le(At::of(now)).assume_not_null());
        a::table.filter(a::shelf.eq(Shelf::ToRead.code())).filter(free)
    };
    let unclaimed = free().count().get_result(&mut **db)?;
    let oldest: Option<At> = free().order((a::sort_at, a::id)).select(a::sort_at).first(&mut **db).optional()?;
    let late = a::table.filter(a::shelf.eq(Shelf::ToRead.code())).filter(a::sort_at.le(At::of(late)));
    Ok(Pile { for_them: 0, unclaimed, oldest: oldest.map(|at| at.0), late: late.count().get_result(&mut **db)? })
}

/// How many requests to read wait for a volunteer first.
pub fn for_one(db: &mut Db<'_>, id: &VolunteerId) -> Result<i64> {
    let theirs = a::table.filter(a::waits_for.eq(id.as_str())).filter(a::shelf.eq(Shelf::ToRead.code()));
    Ok(theirs.count().get_result(&mut **db)?)
}
