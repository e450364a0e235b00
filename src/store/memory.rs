//! Memory after erasure: keyed hashes, and the keys that made them.

use super::schema::{memories, memory_keys};
use super::{At, Db, Result, Tx, from_text};
use crate::domain::memory::Became;
use crate::domain::values::Instant;
use diesel::prelude::*;
use std::collections::HashMap;

/// The keys that still serve: half-year and sealed key.
pub fn keys(db: &mut Db<'_>, now: Instant) -> Result<Vec<(String, String)>> {
    Ok(memory_keys::table.filter(memory_keys::expires_at.gt(At::of(now))).select((memory_keys::epoch, memory_keys::sealed)).load(&mut **db)?)
}

/// Stores the key of a half-year.
pub fn insert_key(tx: &mut Tx<'_>, epoch: &str, sealed: &str, until: Instant) -> Result<()> {
    let row = (memory_keys::epoch.eq(epoch), memory_keys::sealed.eq(sealed), memory_keys::expires_at.eq(At::of(until)));
    diesel::insert_into(memory_keys::table).values(row).execute(&mut ***tx)?;
    Ok(())
}

/// A row to remember, or found again.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Row {
    pub kind: String,
    pub hash: String,
    pub became: Became,
    /// Separated by spaces.
    pub reasons: String,
    pub month: String,
}

/// Remembers a mark until `until`.
pub fn insert(tx: &mut Tx<'_>, id: &str, row: &Row, until: Instant) -> Result<()> {
    let values = (
        memories::id.eq(id),
        memories::kind.eq(&row.kind),
        memories::hash.eq(&row.hash),
        memories::outcome.eq(row.became.code()),
        memories::reasons.eq(&row.reasons),
        memories::month.eq(&row.month),
        memories::expires_at.eq(At::of(until)),
    );
    diesel::insert_into(memories::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// What is remembered of these hashes.
pub fn find(db: &mut Db<'_>, hashes: &[String], now: Instant) -> Result<Vec<Row>> {
    let rows: Vec<(String, String, String, String, String)> = memories::table
        .filter(memories::hash.eq_any(hashes))
        .filter(memories::expires_at.gt(At::of(now)))
        .select((memories::kind, memories::hash, memories::outcome, memories::reasons, memories::month))
        .load(&mut **db)?;
    let row = |(kind, hash, became, reasons, month)| Ok(Row { kind, hash, became: from_text(became, "outcome")?, reasons, month });
    rows.into_iter().map(row).collect()
}

/// How many hashes there are of each kind.
pub fn counts(db: &mut Db<'_>) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = memories::table.group_by(memories::kind).select((memories::kind, diesel::dsl::count_star())).load(&mut **db)?;
    Ok(rows.into_iter().collect())
}

/// Forgets what is over, and the keys that made it; gives how many hashes.
pub fn delete_before(tx: &mut Tx<'_>, now: Instant) -> Result<usize> {
    diesel::delete(memory_keys::table.filter(memory_keys::expires_at.le(At::of(now)))).execute(&mut ***tx)?;
    Ok(diesel::delete(memories::table.filter(memories::expires_at.le(At::of(now)))).execute(&mut ***tx)?)
}
