//! Figures of the work (spec 5.11): what came in by month, what became of it, what one did oneself.

use super::outcome::Outcome;
use super::schema::{applications, arrivals, decisions, outcomes, traces};
use super::{At, Db, Result, Tx, from_json, from_text};
use crate::domain::application::Shelf;
use crate::domain::figures::month_of;
use crate::domain::review::Choice;
use crate::domain::values::{Instant, Reference, VolunteerId};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Counts an application confirmed at `now`.
pub fn count_arrival(tx: &mut Tx<'_>, now: Instant) -> Result<()> {
    let month = month_of(now);
    let changed = diesel::update(arrivals::table.find(month.as_str())).set(arrivals::n.eq(arrivals::n + 1_i64)).execute(&mut ***tx)?;
    if changed == 0 {
        diesel::insert_into(arrivals::table).values((arrivals::month.eq(month.as_str()), arrivals::n.eq(1_i64))).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Applications confirmed, by month (`2026-11`).
pub fn arrivals(db: &mut Db<'_>) -> Result<BTreeMap<String, i64>> {
    Ok(arrivals::table.load::<(String, i64)>(&mut **db)?.into_iter().collect())
}

/// What became of applications since the day `since`: day, outcome, and hours that the first decision took.
pub fn outcomes(db: &mut Db<'_>, since: Instant) -> Result<Vec<(Instant, Outcome, Option<i64>)>> {
    let rows: Vec<(At, String, Option<i64>)> =
        outcomes::table.filter(outcomes::day.ge(At::of(since))).select((outcomes::day, outcomes::outcome, outcomes::hours)).load(&mut **db)?;
    rows.into_iter().map(|(day, outcome, hours)| Ok((day.0, from_text(outcome, "outcome")?, hours))).collect()
}

/// Since when the oldest application of a shelf stands there.
pub fn oldest(db: &mut Db<'_>, shelf: Shelf) -> Result<Option<Instant>> {
    let there = applications::table.filter(applications::shelf.eq(shelf.code())).order((applications::sort_at, applications::id));
    let first: Option<At> = there.select(applications::sort_at).first(&mut **db).optional()?;
    Ok(first.map(|at| at.0))
}

/// How many decisions of each kind a volunteer took since `since`, those that were undone too: what the trail tells, as a
/// decision goes with its application.
pub fn decided_by(db: &mut Db<'_>, id: &VolunteerId, since: Instant) -> Result<BTreeMap<String, i64>> {
    let taken = traces::table.filter(traces::actor.eq(format!("volunteer:{id}"))).filter(traces::verb.eq("decide"));
    let kinds: Vec<String> = taken.filter(traces::at.ge(At::of(since))).select(traces::detail).load(&mut **db)?;
    Ok(kinds.into_iter().fold(BTreeMap::new(), |mut counts, kind| {
        *counts.entry(kind).or_insert(0) += 1;
        counts
    }))
}

/// A decision that one took.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the decision")]
pub struct Taken {
    pub reference: Reference,
    pub choice: Choice,
    pub at: Instant,
    pub undone: bool,
}

/// The last decisions of a volunteer about applications that still exist, latest first.
pub fn decisions_of(db: &mut Db<'_>, id: &VolunteerId, most: i64) -> Result<Vec<Taken>> {
    let rows: Vec<(String, String, At, Option<String>)> = decisions::table
        .inner_join(applications::table)
        .filter(decisions::volunteer_id.eq(id.as_str()))
        .order(decisions::id.desc())
        .limit(most)
        .select((applications::reference, decisions::choice, decisions::decided_at, decisions::undone_by))
        .load(&mut **db)?;
    let taken = |(reference, choice, at, undone): (String, String, At, Option<String>)| {
        Ok(Taken { reference: from_text(reference, "reference")?, choice: from_json(&choice, "choice")?, at: at.0, undone: undone.is_some() })
    };
    rows.into_iter().map(taken).collect()
}
