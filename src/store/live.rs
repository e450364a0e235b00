//! What pages of the team keep up to date by themselves: how much is in one's hands, and who holds what.

use super::schema::{applications as a, volunteers};
use super::{At, Db, Result, from_text};
use crate::domain::application::Shelf;
use crate::domain::values::{Instant, Reference, VolunteerId};
use diesel::prelude::*;

/// An application as a page left open knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the application")]
pub struct Held {
    pub reference: Reference,
    pub shelf: Shelf,
    /// Name of who holds it now.
    pub holder: Option<String>,
}

/// How many applications are in the hands of a volunteer.
pub fn in_hand(db: &mut Db<'_>, who: &VolunteerId, now: Instant) -> Result<i64> {
    let held = a::table.filter(a::claimed_by.eq(who.as_str())).filter(a::claimed_until.gt(At::of(now)));
    Ok(held.count().get_result(&mut **db)?)
}

/// How many the queue shows first to a volunteer: in their hands, or waiting for them.
pub fn first_for(db: &mut Db<'_>, who: &VolunteerId, now: Instant) -> Result<i64> {
    let held = a::claimed_by.eq(who.as_str()).and(a::claimed_until.gt(At::of(now)));
    let awaited = a::waits_for.eq(who.as_str()).and(a::shelf.eq(Shelf::ToRead.code()));
    Ok(a::table.filter(held.assume_not_null().or(awaited.assume_not_null())).count().get_result(&mut **db)?)
}

/// Who holds each of these; one that is erased is left out.
pub fn held(db: &mut Db<'_>, references: &[Reference], now: Instant) -> Result<Vec<Held>> {
    let wanted: Vec<&str> = references.iter().map(Reference::as_str).collect();
    let rows: Vec<(String, String, Option<At>, Option<String>)> = a::table
        .left_join(volunteers::table)
        .filter(a::reference.eq_any(wanted))
        .select((a::reference, a::shelf, a::claimed_until, volunteers::name.nullable()))
        .load(&mut **db)?;
    rows.into_iter()
        .map(|(reference, shelf, until, name)| {
            let holder = name.filter(|_| until.is_some_and(|until| now < until.0));
            Ok(Held { reference: from_text(reference, "reference")?, shelf: from_text(shelf, "shelf")?, holder })
        })
        .collect()
}
