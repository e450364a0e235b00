//! Decisions: the memory of who decided what, and what is due.

use super::schema::{decisions, volunteers};
use super::{At, Db, Result, Tx, from_json, from_text, to_json};
use crate::domain::review::{Choice, Decision, Fate};
use crate::domain::values::{ApplicationId, DecisionId, Instant, VolunteerId};
use diesel::prelude::*;
use std::collections::HashMap;

/// Stores a decision, held.
pub fn insert(tx: &mut Tx<'_>, application: &ApplicationId, decision: &Decision) -> Result<()> {
    diesel::insert_into(decisions::table)
        .values((
            decisions::id.eq(decision.id.as_str()),
            decisions::application_id.eq(application.as_str()),
            decisions::volunteer_id.eq(decision.by.as_str()),
            decisions::choice.eq(to_json(&decision.choice)?),
            decisions::motive.eq(&decision.motive),
            decisions::policy_version.eq(decision.policy_version),
            decisions::decided_at.eq(At::of(decision.at)),
            decisions::undo_until.eq(At::of(decision.until)),
            decisions::status.eq(Fate::Held.code()),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// The application that a decision is about.
pub fn application_of(db: &mut Db<'_>, id: &DecisionId) -> Result<Option<ApplicationId>> {
    let found: Option<String> = decisions::table.find(id.as_str()).select(decisions::application_id).first(&mut **db).optional()?;
    found.map(|id| from_text(id, "application")).transpose()
}

/// It was taken back.
pub fn is_undone(db: &mut Db<'_>, id: &DecisionId) -> Result<bool> {
    let status: Option<String> = decisions::table.find(id.as_str()).select(decisions::status).first(&mut **db).optional()?;
    Ok(status.as_deref() == Some(Fate::Undone.code()))
}

/// Decisions whose undo delay is over, oldest first.
pub fn due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<(DecisionId, ApplicationId)>> {
    let rows: Vec<(String, String)> = decisions::table
        .filter(decisions::status.eq(Fate::Held.code()))
        .filter(decisions::undo_until.le(At::of(now)))
        .order((decisions::undo_until, decisions::id))
        .limit(most)
        .select((decisions::id, decisions::application_id))
        .load(&mut **db)?;
    rows.into_iter().map(|(id, application)| Ok((from_text(id, "decision")?, from_text(application, "application")?))).collect()
}

/// When a decision was taken.
pub fn taken_at(db: &mut Db<'_>, id: &DecisionId) -> Result<Option<Instant>> {
    let found: Option<At> = decisions::table.find(id.as_str()).select(decisions::decided_at).first(&mut **db).optional()?;
    Ok(found.map(|at| at.0))
}

/// The decision is held until another instant.
pub fn hold_until(tx: &mut Tx<'_>, id: &DecisionId, until: Instant) -> Result<()> {
    diesel::update(decisions::table.find(id.as_str())).set(decisions::undo_until.eq(At::of(until))).execute(&mut ***tx)?;
    Ok(())
}

/// The decision took effect.
pub fn settle(tx: &mut Tx<'_>, id: &DecisionId, now: Instant) -> Result<()> {
    let values = (decisions::status.eq(Fate::Settled.code()), decisions::ended_at.eq(At::of(now)));
    diesel::update(decisions::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// The decision was taken back.
pub fn undo(tx: &mut Tx<'_>, id: &DecisionId, by: &VolunteerId, now: Instant) -> Result<()> {
    let values = (decisions::status.eq(Fate::Undone.code()), decisions::undone_by.eq(by.as_str()), decisions::ended_at.eq(At::of(now)));
    diesel::update(decisions::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// What was last decided of each of these applications, and not taken back.
pub fn last_of(db: &mut Db<'_>, applications: &[String]) -> Result<HashMap<String, Choice>> {
    let rows: Vec<(String, String)> = decisions::table
        .filter(decisions::application_id.eq_any(applications))
        .filter(decisions::status.ne(Fate::Undone.code()))
        .order(decisions::id)
        .select((decisions::application_id, decisions::choice))
        .load(&mut **db)?;
    rows.into_iter().map(|(id, choice)| Ok((id, from_json(&choice, "choice")?))).collect()
}

/// A decision in the history of an application.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the decision")]
pub struct Past {
    pub id: DecisionId,
    pub by: String,
    pub choice: Choice,
    pub motive: String,
    pub at: Instant,
    pub undone: bool,
}

/// The decisions of an application, latest first.
pub fn history(db: &mut Db<'_>, application: &ApplicationId) -> Result<Vec<Past>> {
    let rows: Vec<(String, String, String, String, At, String)> = decisions::table
        .inner_join(volunteers::table.on(volunteers::id.eq(decisions::volunteer_id)))
        .filter(decisions::application_id.eq(application.as_str()))
        .order(decisions::id.desc())
        .select((decisions::id, volunteers::name, decisions::choice, decisions::motive, decisions::decided_at, decisions::status))
        .load(&mut **db)?;
    let past = |(id, by, choice, motive, at, status): (String, String, String, String, At, String)| {
        Ok(Past {
            id: from_text(id, "decision")?,
            by,
            choice: from_json(&choice, "choice")?,
            motive,
            at: at.0,
            undone: status == Fate::Undone.code(),
        })
    };
    rows.into_iter().map(past).collect()
}
