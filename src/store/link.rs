//! Secrets that letters carry, by their hash.

use super::schema::links;
use super::{At, Db, Result, Tx, from_text};
use crate::domain::link::{Link, Purpose};
use crate::domain::values::Instant;
use diesel::prelude::*;

/// Stores a link.
pub fn insert(tx: &mut Tx<'_>, hash: &str, purpose: Purpose, subject: &str, now: Instant, until: Instant) -> Result<()> {
    diesel::insert_into(links::table)
        .values((
            links::secret_hash.eq(hash),
            links::purpose.eq(purpose.code()),
            links::subject.eq(subject),
            links::created_at.eq(At::of(now)),
            links::expires_at.eq(At::of(until)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// The link with this hash, if it opens `purpose`.
pub fn find(db: &mut Db<'_>, hash: &str, purpose: Purpose) -> Result<Option<Link>> {
    let row: Option<(String, String, At, Option<At>)> = links::table
        .find(hash)
        .filter(links::purpose.eq(purpose.code()))
        .select((links::purpose, links::subject, links::expires_at, links::used_at))
        .first(&mut **db)
        .optional()?;
    row.map(|(purpose, subject, until, used)| {
        Ok(Link { purpose: from_text(purpose, "link")?, subject, until: until.0, used_at: used.map(|at| at.0) })
    })
    .transpose()
}

/// Marks a link as used.
pub fn mark_used(tx: &mut Tx<'_>, hash: &str, now: Instant) -> Result<()> {
    diesel::update(links::table.find(hash)).set(links::used_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// How many links of a purpose a subject was sent since `since`.
pub fn count_since(db: &mut Db<'_>, subject: &str, purpose: Purpose, since: Instant) -> Result<i64> {
    let sent = links::table.filter(links::subject.eq(subject)).filter(links::purpose.eq(purpose.code())).filter(links::created_at.gt(At::of(since)));
    Ok(sent.count().get_result(&mut **db)?)
}

/// Takes the links of a subject out of use.
pub fn revoke(tx: &mut Tx<'_>, subject: &str, purpose: Purpose) -> Result<()> {
    diesel::delete(links::table.filter(links::subject.eq(subject)).filter(links::purpose.eq(purpose.code()))).execute(&mut ***tx)?;
    Ok(())
}

/// Takes all links of a subject out of use.
pub fn revoke_all(tx: &mut Tx<'_>, subject: &str) -> Result<()> {
    diesel::delete(links::table.filter(links::subject.eq(subject))).execute(&mut ***tx)?;
    Ok(())
}

/// Forgets links whose end is before `limit`; gives how many.
pub fn delete_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    Ok(diesel::delete(links::table.filter(links::expires_at.le(At::of(limit)))).execute(&mut ***tx)?)
}
