//! The audit trail: who did what, when, to what.

use super::schema::traces;
use super::{At, Db, Result, Tx};
use crate::domain::values::Instant;
use diesel::prelude::*;

/// A line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "who, what, to what, and what else")]
pub struct Trace {
    pub at: Instant,
    pub actor: String,
    pub verb: String,
    pub subject: String,
    pub detail: String,
}

/// Writes a line under a key that sorts by age.
pub fn insert(tx: &mut Tx<'_>, id: &str, trace: &Trace) -> Result<()> {
    diesel::insert_into(traces::table)
        .values((
            traces::id.eq(id),
            traces::at.eq(At::of(trace.at)),
            traces::actor.eq(&trace.actor),
            traces::verb.eq(&trace.verb),
            traces::subject.eq(&trace.subject),
            traces::detail.eq(&trace.detail),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// The lines about one thing, oldest first.
pub fn about(db: &mut Db<'_>, subject: &str) -> Result<Vec<Trace>> {
    let rows: Vec<(At, String, String, String, String)> = traces::table
        .filter(traces::subject.eq(subject))
        .order(traces::id)
        .select((traces::at, traces::actor, traces::verb, traces::subject, traces::detail))
        .load(&mut **db)?;
    Ok(rows.into_iter().map(|(at, actor, verb, subject, detail)| Trace { at: at.0, actor, verb, subject, detail }).collect())
}

/// Deletes the lines older than `limit`; gives how many.
pub fn delete_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    Ok(diesel::delete(traces::table.filter(traces::at.lt(At::of(limit)))).execute(&mut ***tx)?)
}
