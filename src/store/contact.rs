//! Who administers each space.

use super::schema::{contacts, sessions, spaces};
use super::{At, Db, Result, Tx, from_text};
use crate::domain::space::{Contact, Status};
use crate::domain::values::{EmailAddress, Instant, SpaceId};
use diesel::prelude::*;

/// Stores who administers a space.
pub(super) fn insert(tx: &mut Tx<'_>, space: &SpaceId, all: &[Contact]) -> Result<()> {
    let row = |one: &Contact| {
        (
            contacts::space_id.eq(space.to_string()),
            contacts::email.eq(one.email.folded()),
            contacts::address.eq(one.email.to_string()),
            contacts::principal.eq(one.principal),
            contacts::confirmed_at.eq(one.confirmed_at.map(At::of)),
            contacts::named_at.eq(one.named_at.map(At::of)),
            contacts::asked_at.eq(one.asked_at.map(At::of)),
            contacts::takes_over.eq(one.takes_over.as_ref().map(ToString::to_string)),
        )
    };
    for one in all {
        diesel::insert_into(contacts::table).values(row(one)).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Puts these contacts in the place of those of a space.
pub fn replace(tx: &mut Tx<'_>, space: &SpaceId, all: &[Contact]) -> Result<()> {
    diesel::delete(contacts::table.filter(contacts::space_id.eq(space.as_str()))).execute(&mut ***tx)?;
    insert(tx, space, all)
}

/// The owner of an address came by its link: they still are a contact wherever they said that they were.
pub fn seen(tx: &mut Tx<'_>, email: &EmailAddress, now: Instant) -> Result<()> {
    let of = contacts::table.filter(contacts::email.eq(email.folded())).filter(contacts::confirmed_at.is_not_null());
    diesel::update(of).set(contacts::confirmed_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// Contacts of living spaces not seen since `before` and not asked since then, with their spaces, `most` at most.
pub fn unseen(db: &mut Db<'_>, before: Instant, most: i64) -> Result<Vec<(SpaceId, EmailAddress)>> {
    let lives: Vec<&str> = Status::ALL.iter().filter(|status| status.has_instance()).map(|status| status.code()).collect();
    let rows: Vec<(String, String)> = contacts::table
        .inner_join(spaces::table)
        .filter(contacts::confirmed_at.lt(At::of(before)))
        .filter(contacts::asked_at.is_null().or(contacts::asked_at.lt(At::of(before))))
        .filter(spaces::status.eq_any(lives))
        .order((contacts::confirmed_at, contacts::space_id, contacts::email))
        .limit(most)
        .select((contacts::space_id, contacts::address))
        .load(&mut **db)?;
    rows.into_iter().map(|(space, address)| Ok((from_text(space, "space")?, from_text(address, "contact")?))).collect()
}

/// Who named an address of which nobody said anything yet: the spaces.
pub fn awaited_at(db: &mut Db<'_>, email: &EmailAddress, most: i64) -> Result<Vec<SpaceId>> {
    let named = contacts::table.filter(contacts::email.eq(email.folded())).filter(contacts::confirmed_at.is_null());
    let ids: Vec<String> = named.order(contacts::space_id).limit(most).select(contacts::space_id).load(&mut **db)?;
    ids.into_iter().map(|id| from_text(id, "space")).collect()
}

/// A person was asked whether they still are a contact.
pub fn mark_asked(tx: &mut Tx<'_>, space: &SpaceId, email: &EmailAddress, now: Instant) -> Result<()> {
    let one = contacts::table.find((space.as_str(), email.folded()));
    diesel::update(one).set(contacts::asked_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// A session of a person who administers.
pub struct Stay {
    /// The hash of its key.
    pub hash: String,
    /// When it began.
    pub began_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
}

/// The sessions of an address that live, the latest first.
pub fn stays(db: &mut Db<'_>, email: &EmailAddress, now: Instant) -> Result<Vec<Stay>> {
    let live = sessions::table.filter(sessions::contact_email.eq(email.folded())).filter(sessions::expires_at.gt(At::of(now)));
    let rows: Vec<(String, At, At)> =
        live.order(sessions::created_at.desc()).select((sessions::key_hash, sessions::created_at, sessions::expires_at)).load(&mut **db)?;
    Ok(rows.into_iter().map(|(hash, began, ends)| Stay { hash, began_at: began.0, ends_at: ends.0 }).collect())
}

/// Closes sessions of an address: this one, or all but this one.
pub fn close(tx: &mut Tx<'_>, email: &EmailAddress, hash: &str, others: bool) -> Result<usize> {
    let of = sessions::table.filter(sessions::contact_email.eq(email.folded()));
    Ok(match others {
        true => diesel::delete(of.filter(sessions::key_hash.ne(hash))).execute(&mut ***tx)?,
        false => diesel::delete(of.filter(sessions::key_hash.eq(hash))).execute(&mut ***tx)?,
    })
}
