//! Words that coordinators teach to kinship.

use super::schema::kin_words;
use super::{At, Db, Result, Tx, from_json, from_text, tally, to_json};
use crate::domain::kin_word::KinWord;
use crate::domain::values::{Instant, KinWordId, VolunteerId};
use diesel::prelude::*;

/// Grows at each change: who keeps a lexicon knows that it is old.
pub const VERSION: &str = "kin_words";

/// All, by name.
pub fn all(db: &mut Db<'_>) -> Result<Vec<KinWord>> {
    let rows: Vec<(String, String, String, String)> = kin_words::table
        .order((kin_words::name, kin_words::id))
        .select((kin_words::id, kin_words::kind, kin_words::name, kin_words::forms))
        .load(&mut **db)?;
    let word = |(id, kind, name, forms): (String, String, String, String)| {
        Ok(KinWord { id: from_text(id, "word")?, kind: from_text(kind, "kind of a word")?, name, forms: from_json(&forms, "forms of a word")? })
    };
    rows.into_iter().map(word).collect()
}

/// Stores one.
pub fn insert(tx: &mut Tx<'_>, word: &KinWord, by: &VolunteerId, now: Instant) -> Result<()> {
    let row = (
        kin_words::id.eq(word.id.as_str()),
        kin_words::kind.eq(word.kind.code()),
        kin_words::name.eq(&word.name),
        kin_words::forms.eq(to_json(&word.forms)?),
        kin_words::author_id.eq(by.as_str()),
        kin_words::written_at.eq(At::of(now)),
    );
    diesel::insert_into(kin_words::table).values(row).execute(&mut ***tx)?;
    tally::add(tx, VERSION, 1)
}

/// Forgets one: whether there was one.
pub fn delete(tx: &mut Tx<'_>, id: &KinWordId) -> Result<bool> {
    let there = diesel::delete(kin_words::table.find(id.as_str())).execute(&mut ***tx)? > 0;
    tally::add(tx, VERSION, i64::from(there))?;
    Ok(there)
}
