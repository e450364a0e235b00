//! What the law makes a host keep of deleted spaces: sealed, apart, each with its end (spec 11).

use super::schema::archives;
use super::{At, Result, Tx};
use crate::domain::values::Instant;
use diesel::prelude::*;

/// Keeps a sealed archive until `purge_at`.
pub fn insert(tx: &mut Tx<'_>, key: &str, sealed: &str, purge_at: Instant) -> Result<()> {
    diesel::insert_into(archives::table)
        .values((archives::id.eq(key), archives::sealed.eq(sealed), archives::purge_at.eq(At::of(purge_at))))
        .execute(&mut ***tx)?;
    Ok(())
}

/// Forgets those whose end has come; gives how many.
pub fn delete_before(tx: &mut Tx<'_>, now: Instant) -> Result<usize> {
    Ok(diesel::delete(archives::table.filter(archives::purge_at.le(At::of(now)))).execute(&mut ***tx)?)
}
