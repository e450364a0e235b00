//! The waiting list: rank, counts, what is due of the yearly question, how many were admitted lately.
//!
//! The one order of the list is priority, then date, then key: [`ahead`], [`first`], and `Order::Rank` of the queue.

use super::application::Row;
use super::schema::{applications as a, letters, outcomes};
use super::{At, Db, Result, Tx, from_text};
use crate::domain::application::{Application, Shelf, State};
use crate::domain::forecast::WINDOW;
use crate::domain::letter::Kind;
use crate::domain::values::{ApplicationId, Instant};
use crate::domain::waiting::{Because, Listed, PRIORITIES};
use crate::store::outbox::Fate;
use crate::store::outcome::Outcome;
use chrono::Duration;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashSet};

/// Name of the count of those who wait with a priority, for a reason.
pub fn tally(listed: &Listed) -> String {
    tally_of(listed.priority, listed.because)
}

fn tally_of(priority: i64, because: Because) -> String {
    format!("waiting_{priority}_{because}")
}

/// How many wait, by priority and by reason, of counts that were read already.
pub fn counts(tallies: &BTreeMap<String, i64>) -> Vec<(i64, Vec<(Because, i64)>)> {
    let count = |priority, because| tallies.get(&tally_of(priority, because)).copied().unwrap_or(0);
    let row = |priority: i64| (priority, Because::ALL.iter().map(|because| (*because, count(priority, *because))).collect());
    PRIORITIES.iter().copied().map(row).collect()
}

/// How many wait before this place.
pub fn ahead(db: &mut Db<'_>, priority: i64, since: Instant, id: &ApplicationId) -> Result<i64> {
    let (since, same) = (At::of(since), a::priority.eq(priority));
    let sooner = a::sort_at.lt(since).or(a::sort_at.eq(since).and(a::id.lt(id.as_str())));
    let ahead = a::table.filter(a::shelf.eq(Shelf::Waiting.code())).filter(a::priority.lt(priority).or(same.and(sooner)));
    Ok(ahead.count().get_result::<i64>(&mut **db)?)
}

/// Rank of an application on the list, 1 for the next; `None` for one that is not on it.
pub fn rank(db: &mut Db<'_>, application: &Application) -> Result<Option<i64>> {
    let Some(listed) = application.state.listed() else { return Ok(None) };
    Ok(Some(ahead(db, listed.priority, listed.since, &application.id)? + 1))
}

/// The first of the list in the order of their rank, `most` at most.
pub fn first(db: &mut Db<'_>, most: i64) -> Result<Vec<Application>> {
    let list = a::table.filter(a::shelf.eq(Shelf::Waiting.code())).order((a::priority.asc(), a::sort_at.asc(), a::id.asc()));
    list.limit(most).select(Row::as_select()).load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}

/// Those of the list whose applicant was asked something, which keeps their place: of the `most` questions asked last.
pub fn asked(db: &mut Db<'_>, most: i64) -> Result<Vec<Application>> {
    let asked = a::table.filter(a::shelf.eq(Shelf::Asked.code())).order((a::sort_at.desc(), a::id.desc())).limit(most);
    let all: Vec<Application> = asked.select(Row::as_select()).load::<Row>(&mut **db)?.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(all.into_iter().filter(|one| matches!(&one.state, State::Asked(asked) if asked.listed().is_some())).collect())
}

/// Of these applications, those to whose contact address a letter could not be delivered.
pub fn undelivered(db: &mut Db<'_>, among: &[Application]) -> Result<HashSet<ApplicationId>> {
    let ids: Vec<&str> = among.iter().map(|one| one.id.as_str()).collect();
    let stuck = letters::table.filter(letters::application_id.eq_any(ids)).filter(letters::status.eq(Fate::Stuck.code()));
    let found: Vec<(Option<String>, String)> = stuck.select((letters::application_id, letters::recipient)).load(&mut **db)?;
    let meant = |one: &&Application| {
        found.iter().any(|(id, to)| id.as_deref() == Some(one.id.as_str()) && to.eq_ignore_ascii_case(one.form.contact.email.as_str()))
    };
    Ok(among.iter().filter(meant).map(|one| one.id.clone()).collect())
}

/// Those of whom the yearly question is due, `most` at most.
pub fn due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<ApplicationId>> {
    let due = a::table.filter(a::due_at.le(At::of(now))).filter(a::shelf.eq(Shelf::Waiting.code())).order((a::due_at, a::id)).limit(most);
    due.select(a::id).load::<String>(&mut **db)?.into_iter().map(|id| from_text(id, "application")).collect()
}

/// Nothing can be done yet: it is looked at again then. Nothing of the application changes.
pub fn look_again(tx: &mut Tx<'_>, id: &ApplicationId, at: Instant) -> Result<()> {
    diesel::update(a::table.find(id.as_str())).set(a::due_at.eq(At::of(at))).execute(&mut ***tx)?;
    Ok(())
}

/// When the last letter of a kind about an application left, if it did.
pub fn letter_left(db: &mut Db<'_>, id: &ApplicationId, kind: Kind) -> Result<Option<Instant>> {
    let last = letters::table.filter(letters::application_id.eq(id.as_str())).filter(letters::kind.eq(kind.code()));
    let sent: Option<Option<At>> = last.order(letters::id.desc()).select(letters::sent_at).first(&mut **db).optional()?;
    Ok(sent.flatten().map(|at| at.0))
}

/// How many were admitted in the last thirty days, in the thirty before, and in the thirty before those.
pub fn admitted(db: &mut Db<'_>, now: Instant) -> Result<[i64; 3]> {
    let accepted =
        outcomes::table.filter(outcomes::day.gt(At::of(now - Duration::days(WINDOW)))).filter(outcomes::outcome.eq(Outcome::Accepted.code()));
    let by_day: Vec<(At, i64)> = accepted.group_by(outcomes::day).select((outcomes::day, count_star())).load(&mut **db)?;
    let third = WINDOW / 3;
    let within = |from: i64| by_day.iter().filter(|(day, _)| ((now - day.0).num_days() / third) == from).map(|(_, n)| n).sum();
    Ok([within(0), within(1), within(2)])
}

/// Since when those of the list stand there.
pub fn since(db: &mut Db<'_>) -> Result<Vec<Instant>> {
    let all: Vec<At> = a::table.filter(a::shelf.eq(Shelf::Waiting.code())).select(a::sort_at).load(&mut **db)?;
    Ok(all.into_iter().map(|at| at.0).collect())
}
