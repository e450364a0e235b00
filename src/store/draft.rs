//! Forms on their way: what was typed so far, page by page.

use super::schema::drafts;
use super::{At, Db, Result, Tx, from_json, from_text, to_json};
use crate::domain::form::Answers;
use crate::domain::values::{ApplicationId, Instant};
use diesel::prelude::*;

/// What was typed in a draft.
pub fn find(db: &mut Db<'_>, id: &ApplicationId) -> Result<Option<Answers>> {
    let text: Option<String> = drafts::table.find(id.as_str()).select(drafts::answers).first(&mut **db).optional()?;
    text.map(|text| from_json(&text, "draft")).transpose()
}

/// The draft that a secret leads back to, by the secret's hash.
pub fn by_secret_hash(db: &mut Db<'_>, hash: &str) -> Result<Option<(ApplicationId, Answers)>> {
    let row: Option<(String, String)> =
        drafts::table.filter(drafts::secret_hash.eq(hash)).select((drafts::id, drafts::answers)).first(&mut **db).optional()?;
    row.map(|(id, text)| Ok((from_text(id, "draft")?, from_json(&text, "draft")?))).transpose()
}

/// Stores what was typed, with the hash of the secret that leads back to it.
pub fn save(tx: &mut Tx<'_>, id: &ApplicationId, answers: &Answers, hash: &str, now: Instant) -> Result<()> {
    let values = (drafts::answers.eq(to_json(answers)?), drafts::updated_at.eq(At::of(now)), drafts::secret_hash.eq(hash));
    if diesel::update(drafts::table.find(id.as_str())).set(values.clone()).execute(&mut ***tx)? == 0 {
        diesel::insert_into(drafts::table).values((drafts::id.eq(id.as_str()), values.0, values.1, values.2)).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Forgets a draft: it was sent.
pub fn delete(tx: &mut Tx<'_>, id: &ApplicationId) -> Result<()> {
    diesel::delete(drafts::table.find(id.as_str())).execute(&mut ***tx)?;
    Ok(())
}

/// Forgets the drafts left untouched since `limit`; gives how many.
pub fn delete_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    Ok(diesel::delete(drafts::table.filter(drafts::updated_at.le(At::of(limit)))).execute(&mut ***tx)?)
}
