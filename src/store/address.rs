//! Addresses that are not to be given: labels that coordinators reserve, and hashes of those in quarantine.

use super::schema::{applications as a, quarantines as q, reserved_labels as r, spaces, volunteers};
use super::{At, Db, Result, Tx, from_text, tally};
use crate::domain::address::{Kind, Label};
use crate::domain::application::Shelf;
use crate::domain::values::{Instant, LabelId, QuarantineId, Reference, Slug, VolunteerId};
use diesel::prelude::*;

/// A reserved label, with who reserved it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Kept {
    pub label: Label,
    pub author: String,
    pub written_at: Instant,
}

/// All, by label.
pub fn reserved(db: &mut Db<'_>) -> Result<Vec<Kept>> {
    let rows: Vec<(String, String, String, String, String, At)> = r::table
        .inner_join(volunteers::table)
        .order((r::label, r::kind))
        .select((r::id, r::kind, r::label, r::motive, volunteers::name, r::written_at))
        .load(&mut **db)?;
    let kept = |(id, kind, text, motive, author, at): (String, String, String, String, String, At)| {
        let label = Label { id: from_text(id, "reserved label")?, kind: from_text(kind, "kind of a label")?, text, motive };
        Ok(Kept { label, author, written_at: at.0 })
    };
    rows.into_iter().map(kept).collect()
}

/// Stores one.
pub fn reserve(tx: &mut Tx<'_>, label: &Label, by: &VolunteerId, now: Instant) -> Result<()> {
    let row = (
        r::id.eq(label.id.as_str()),
        r::kind.eq(label.kind.code()),
        r::label.eq(&label.text),
        r::motive.eq(&label.motive),
        r::author_id.eq(by.as_str()),
        r::written_at.eq(At::of(now)),
    );
    diesel::insert_into(r::table).values(row).execute(&mut ***tx)?;
    Ok(())
}

/// Gives one back: whether there was one.
pub fn unreserve(tx: &mut Tx<'_>, id: &LabelId) -> Result<bool> {
    Ok(diesel::delete(r::table.find(id.as_str())).execute(&mut ***tx)? > 0)
}

/// Who has, or asks for, what a reservation would cover.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Borne {
    /// Labels of spaces.
    pub spaces: Vec<Slug>,
    /// Applications that are not decided.
    pub applications: Vec<(Reference, Slug)>,
}

/// Rows that are looked at for one kind of who has it.
const LOOKED: i64 = 200;

/// Spaces and applications that a reservation would cover, the first of each.
pub fn borne(db: &mut Db<'_>, label: &Label) -> Result<Borne> {
    // A label has no letter that means something in a pattern.
    let like = match label.kind {
        Kind::Exact => label.text.clone(),
        Kind::Prefix => format!("{}%", label.text),
        Kind::Word => format!("%{}%", label.text),
    };
    let mut borne = Borne::default();
    let slugs: Vec<String> = spaces::table.filter(spaces::slug.like(&like)).order(spaces::slug).limit(LOOKED).select(spaces::slug).load(&mut **db)?;
    for slug in slugs {
        borne.spaces.push(from_text(slug, "slug")?);
    }
    let rows = a::table.filter(a::slug.like(&like)).filter(a::shelf.ne(Shelf::Decided.code())).order((a::sort_at, a::id)).limit(LOOKED);
    for (reference, slug) in rows.select((a::reference, a::slug)).load::<(String, String)>(&mut **db)? {
        borne.applications.push((from_text(reference, "reference")?, from_text(slug, "slug")?));
    }
    borne.spaces.retain(|slug| label.covers(slug));
    borne.applications.retain(|(_, slug)| label.covers(slug));
    Ok(borne)
}

/// Puts the hash of a label in quarantine.
pub fn quarantine(tx: &mut Tx<'_>, id: &QuarantineId, hash: &str, until: Instant) -> Result<()> {
    let row = (q::id.eq(id.as_str()), q::hash.eq(hash), q::ends_at.eq(At::of(until)));
    diesel::insert_into(q::table).values(row).execute(&mut ***tx)?;
    Ok(())
}

/// The quarantine of a hash that holds at `now`, the longest.
pub fn quarantined(db: &mut Db<'_>, hash: &str, now: Instant) -> Result<Option<QuarantineId>> {
    let holds = q::table.filter(q::hash.eq(hash)).filter(q::freed_at.is_null()).filter(q::ends_at.gt(At::of(now)));
    let id: Option<String> = holds.order((q::ends_at.desc(), q::id)).select(q::id).first(&mut **db).optional()?;
    id.map(|id| from_text(id, "quarantine")).transpose()
}

/// How many hold at `now`.
pub fn count_quarantined(db: &mut Db<'_>, now: Instant) -> Result<i64> {
    Ok(q::table.filter(q::freed_at.is_null()).filter(q::ends_at.gt(At::of(now))).count().get_result(&mut **db)?)
}

/// A quarantine that a coordinator ended: when, who, why. Which label it was is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Freed {
    pub at: Instant,
    pub by: String,
    pub motive: String,
}

/// Those that coordinators ended, the latest first; each is forgotten when it would have been over.
pub fn freed(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<Freed>> {
    let rows: Vec<(Option<At>, String, Option<String>)> = q::table
        .inner_join(volunteers::table)
        .filter(q::ends_at.gt(At::of(now)))
        .order((q::freed_at.desc(), q::id))
        .limit(most)
        .select((q::freed_at, volunteers::name, q::motive))
        .load(&mut **db)?;
    let freed = |(at, by, motive): (Option<At>, String, Option<String>)| Some(Freed { at: at?.0, by, motive: motive.unwrap_or_default() });
    Ok(rows.into_iter().filter_map(freed).collect())
}

/// Ends one before its time.
pub fn free(tx: &mut Tx<'_>, id: &QuarantineId, by: &VolunteerId, motive: &str, now: Instant) -> Result<()> {
    let values = (q::freed_at.eq(At::of(now)), q::freed_by.eq(by.as_str()), q::motive.eq(motive));
    diesel::update(q::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// Forgets those that are over; gives how many.
pub fn delete_over(tx: &mut Tx<'_>, now: Instant) -> Result<usize> {
    let gone = diesel::delete(q::table.filter(q::ends_at.le(At::of(now)))).execute(&mut ***tx)?;
    tally::add(tx, tally::UNSCRUBBED, i64::from(gone > 0))?;
    Ok(gone)
}
