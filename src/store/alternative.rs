//! Other places to go: the list that coordinators keep.

use super::schema::alternatives;
use super::{At, Db, Result, Tx, from_json, from_text, to_json};
use crate::domain::alternative::Alternative;
use crate::domain::fold::fold;
use crate::domain::values::{AlternativeId, Instant};
use diesel::prelude::*;

type Row = (String, String, String, String, String, i64);
type Columns = (alternatives::id, alternatives::name, alternatives::url, alternatives::words, alternatives::situations, alternatives::version);
const COLUMNS: Columns =
    (alternatives::id, alternatives::name, alternatives::url, alternatives::words, alternatives::situations, alternatives::version);

fn read((id, name, url, words, situations, version): Row) -> Result<Alternative> {
    Ok(Alternative { id: from_text(id, "alternative")?, version, name, url, words, situations: from_json(&situations, "situations")? })
}

/// All, by name, without regard to case and accents.
pub fn all(db: &mut Db<'_>) -> Result<Vec<Alternative>> {
    let rows = alternatives::table.order((alternatives::folded, alternatives::id)).select(COLUMNS).load::<Row>(&mut **db)?;
    rows.into_iter().map(read).collect()
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &AlternativeId) -> Result<Option<Alternative>> {
    alternatives::table.find(id.as_str()).select(COLUMNS).first::<Row>(&mut **db).optional()?.map(read).transpose()
}

/// By name, without regard to case and accents.
pub fn by_name(db: &mut Db<'_>, name: &str) -> Result<Option<Alternative>> {
    let named = alternatives::table.filter(alternatives::folded.eq(fold(name)));
    named.select(COLUMNS).first::<Row>(&mut **db).optional()?.map(read).transpose()
}

/// Stores a new one.
pub fn insert(tx: &mut Tx<'_>, alternative: &Alternative, now: Instant) -> Result<()> {
    diesel::insert_into(alternatives::table)
        .values((
            alternatives::id.eq(alternative.id.as_str()),
            alternatives::name.eq(&alternative.name),
            alternatives::folded.eq(fold(&alternative.name)),
            alternatives::url.eq(&alternative.url),
            alternatives::words.eq(&alternative.words),
            alternatives::situations.eq(to_json(&alternative.situations)?),
            alternatives::version.eq(alternative.version),
            alternatives::updated_at.eq(At::of(now)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// Stores a change.
pub fn update(tx: &mut Tx<'_>, alternative: &Alternative, now: Instant) -> Result<()> {
    diesel::update(alternatives::table.find(alternative.id.as_str()))
        .set((
            alternatives::name.eq(&alternative.name),
            alternatives::folded.eq(fold(&alternative.name)),
            alternatives::url.eq(&alternative.url),
            alternatives::words.eq(&alternative.words),
            alternatives::situations.eq(to_json(&alternative.situations)?),
            alternatives::version.eq(alternative.version),
            alternatives::updated_at.eq(At::of(now)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// Takes one off the list; gives whether there was one.
pub fn delete(tx: &mut Tx<'_>, id: &AlternativeId) -> Result<bool> {
    Ok(diesel::delete(alternatives::table.find(id.as_str())).execute(&mut ***tx)? == 1)
}
