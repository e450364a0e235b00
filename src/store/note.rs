//! Notes of the team about an application, erased with it.

use super::schema::{notes, volunteers};
use super::{At, Db, Result, Tx};
use crate::domain::values::{ApplicationId, Instant, VolunteerId};
use diesel::prelude::*;

/// A note, with the name of who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "who, what, when")]
pub struct Note {
    pub by: String,
    pub body: String,
    pub at: Instant,
}

/// Stores a note under a key that sorts by age.
pub fn insert(tx: &mut Tx<'_>, id: &str, application: &ApplicationId, by: &VolunteerId, body: &str, now: Instant) -> Result<()> {
    diesel::insert_into(notes::table)
        .values((
            notes::id.eq(id),
            notes::application_id.eq(application.as_str()),
            notes::volunteer_id.eq(by.as_str()),
            notes::body.eq(body),
            notes::written_at.eq(At::of(now)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// The notes about an application, oldest first.
pub fn about(db: &mut Db<'_>, application: &ApplicationId) -> Result<Vec<Note>> {
    let rows: Vec<(String, String, At)> = notes::table
        .inner_join(volunteers::table)
        .filter(notes::application_id.eq(application.as_str()))
        .order(notes::id)
        .select((volunteers::name, notes::body, notes::written_at))
        .load(&mut **db)?;
    Ok(rows.into_iter().map(|(by, body, at)| Note { by, body, at: at.0 }).collect())
}
