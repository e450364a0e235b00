//! Who is logged in: sessions by the hash of their key, checked at each request.

use super::schema::{sessions, volunteers};
use super::volunteer::{self, COLUMNS};
use super::{At, Db, Result, Tx, digest};
use crate::domain::values::{EmailAddress, Instant, VolunteerId};
use crate::domain::volunteer::Volunteer;
use diesel::prelude::*;

/// Whose session it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// A volunteer.
    Volunteer(VolunteerId),
    /// A person who administers spaces.
    Contact(EmailAddress),
}

/// Opens a session until `until` at the latest.
pub fn insert(tx: &mut Tx<'_>, hash: &str, owner: &Owner, now: Instant, until: Instant) -> Result<()> {
    let (volunteer, contact) = match owner {
        Owner::Volunteer(id) => (Some(id.as_str().to_owned()), None),
        Owner::Contact(email) => (None, Some(email.folded())),
    };
    diesel::insert_into(sessions::table)
        .values((
            sessions::key_hash.eq(hash),
            sessions::volunteer_id.eq(volunteer),
            sessions::contact_email.eq(contact),
            sessions::created_at.eq(At::of(now)),
            sessions::seen_at.eq(At::of(now)),
            sessions::expires_at.eq(At::of(until)),
        ))
        .execute(&mut ***tx)?;
    match owner {
        Owner::Volunteer(id) => digest::mark_seen(tx, id, now),
        Owner::Contact(_) => Ok(()),
    }
}

/// The volunteer of a live session, and when it was last seen; nobody when it is over, idle since before `idle`, or the
/// volunteer was disabled.
pub fn volunteer(db: &mut Db<'_>, hash: &str, now: Instant, idle: Instant) -> Result<Option<(Volunteer, Instant)>> {
    let row: Option<(volunteer::Row, At)> = sessions::table
        .inner_join(volunteers::table)
        .filter(sessions::key_hash.eq(hash))
        .filter(sessions::awaits_code.eq(false))
        .filter(sessions::expires_at.gt(At::of(now)))
        .filter(sessions::seen_at.gt(At::of(idle)))
        .filter(volunteers::disabled_at.is_null())
        .select((COLUMNS, sessions::seen_at))
        .first(&mut **db)
        .optional()?;
    row.map(|(row, seen)| Ok((row.read()?, seen.0))).transpose()
}

/// The session waits for its code: until then it opens nothing.
pub fn await_code(tx: &mut Tx<'_>, hash: &str) -> Result<()> {
    diesel::update(sessions::table.find(hash)).set(sessions::awaits_code.eq(true)).execute(&mut ***tx)?;
    Ok(())
}

/// The volunteer whose session waits for its code.
pub fn awaiting(db: &mut Db<'_>, hash: &str, now: Instant) -> Result<Option<Volunteer>> {
    let row: Option<volunteer::Row> = sessions::table
        .inner_join(volunteers::table)
        .filter(sessions::key_hash.eq(hash))
        .filter(sessions::awaits_code.eq(true))
        .filter(sessions::expires_at.gt(At::of(now)))
        .filter(volunteers::disabled_at.is_null())
        .select(COLUMNS)
        .first(&mut **db)
        .optional()?;
    row.map(volunteer::Row::read).transpose()
}

/// The owner of a session proved who they are.
pub fn prove(tx: &mut Tx<'_>, hash: &str, now: Instant) -> Result<()> {
    diesel::update(sessions::table.find(hash)).set(sessions::proven_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// When the owner of a session last proved who they are: by logging in, or since.
pub fn proven_at(db: &mut Db<'_>, hash: &str) -> Result<Option<Instant>> {
    let row: Option<(At, Option<At>)> = sessions::table.find(hash).select((sessions::created_at, sessions::proven_at)).first(&mut **db).optional()?;
    Ok(row.map(|(created, proven)| proven.unwrap_or(created).0))
}

/// The address of a live session of a person who administers spaces.
pub fn contact(db: &mut Db<'_>, hash: &str, now: Instant) -> Result<Option<EmailAddress>> {
    let row: Option<Option<String>> =
        sessions::table.find(hash).filter(sessions::expires_at.gt(At::of(now))).select(sessions::contact_email).first(&mut **db).optional()?;
    Ok(row.flatten().as_deref().and_then(EmailAddress::parse))
}

/// The session of a volunteer served now.
pub fn touch(tx: &mut Tx<'_>, hash: &str, id: &VolunteerId, now: Instant) -> Result<()> {
    diesel::update(sessions::table.find(hash)).set(sessions::seen_at.eq(At::of(now))).execute(&mut ***tx)?;
    digest::mark_seen(tx, id, now)
}

/// Closes a session.
pub fn delete(tx: &mut Tx<'_>, hash: &str) -> Result<()> {
    diesel::delete(sessions::table.find(hash)).execute(&mut ***tx)?;
    Ok(())
}

/// Closes all sessions of a volunteer.
pub fn delete_of(tx: &mut Tx<'_>, id: &VolunteerId) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::volunteer_id.eq(id.as_str()))).execute(&mut ***tx)?;
    Ok(())
}

/// Forgets the sessions that are over; gives how many.
pub fn delete_before(tx: &mut Tx<'_>, now: Instant) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(At::of(now)))).execute(&mut ***tx)?)
}
