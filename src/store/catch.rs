//! Catches: what sieves did to applications, and how that ended.

use super::schema::{applications as a, catches, sieves, volunteers};
use super::sieve::Touched;
use super::{At, Db, Result, Tx, from_text};
use crate::domain::application::Shelf;
use crate::domain::sieve::{Fate, Grade};
use crate::domain::values::{ApplicationId, Instant, SieveId, VolunteerId};
use diesel::prelude::*;

/// Remembers that a sieve caught an application.
pub fn insert(tx: &mut Tx<'_>, id: &str, application: &ApplicationId, sieve: &SieveId, grade: Grade, now: Instant) -> Result<()> {
    let row = (
        catches::id.eq(id),
        catches::application_id.eq(application.as_str()),
        catches::sieve_id.eq(sieve.as_str()),
        catches::grade.eq(grade.code()),
        catches::caught_at.eq(At::of(now)),
    );
    diesel::insert_into(catches::table).values(row).execute(&mut ***tx)?;
    Ok(())
}

/// The sieve that holds an application now.
pub fn holder(db: &mut Db<'_>, application: &ApplicationId) -> Result<Option<SieveId>> {
    let open = catches::table.filter(catches::application_id.eq(application.as_str())).filter(catches::fate.is_null());
    let id: Option<String> = open.order(catches::id.desc()).select(catches::sieve_id).first(&mut **db).optional()?;
    id.map(|id| from_text(id, "sieve")).transpose()
}

/// Ends what holds an application: how, by whom.
pub fn end(tx: &mut Tx<'_>, application: &ApplicationId, fate: Fate, by: Option<&VolunteerId>, now: Instant) -> Result<()> {
    let open = catches::table.filter(catches::application_id.eq(application.as_str())).filter(catches::fate.is_null());
    let values = (catches::fate.eq(fate.code()), catches::ended_by.eq(by.map(VolunteerId::as_str)), catches::ended_at.eq(At::of(now)));
    diesel::update(open).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// A person let it in: no sieve holds it again; or all that this sieve held was put back.
pub fn is_cleared(db: &mut Db<'_>, application: &ApplicationId, sieve: &SieveId) -> Result<bool> {
    let by_person = catches::fate.eq(Fate::LetIn.code());
    let with_all = catches::fate.eq(Fate::PutBack.code()).and(catches::sieve_id.eq(sieve.as_str()));
    let cleared = catches::table.filter(catches::application_id.eq(application.as_str())).filter(by_person.or(with_all));
    Ok(diesel::select(diesel::dsl::exists(cleared)).get_result::<bool>(&mut **db)?)
}

/// The next that a sieve holds, after a key: of these grades, or all.
pub fn next_held(db: &mut Db<'_>, sieve: &SieveId, grades: &[Grade], after: &str, most: i64) -> Result<Vec<ApplicationId>> {
    let grades: Vec<&str> = grades.iter().map(|grade| grade.code()).collect();
    let open = catches::table.filter(catches::sieve_id.eq(sieve.as_str())).filter(catches::fate.is_null()).filter(catches::grade.eq_any(grades));
    let ids = open.filter(catches::application_id.gt(after)).order(catches::application_id).limit(most).select(catches::application_id);
    ids.load::<String>(&mut **db)?.into_iter().map(|id| from_text(id, "application")).collect()
}

/// How many a sieve holds, by grade.
pub fn held(db: &mut Db<'_>) -> Result<Vec<(SieveId, Grade, i64)>> {
    let rows: Vec<(String, String, i64)> = catches::table
        .filter(catches::fate.is_null())
        .group_by((catches::sieve_id, catches::grade))
        .select((catches::sieve_id, catches::grade, diesel::dsl::count_star()))
        .load(&mut **db)?;
    rows.into_iter().map(|(id, grade, n)| Ok((from_text(id, "sieve")?, from_text(grade, "grade of a sieve")?, n))).collect()
}

/// The oldest that stand in the place of a sieve, held or dropped.
pub fn place(db: &mut Db<'_>, sieve: &SieveId, most: i64) -> Result<Vec<(Touched, Grade, Instant)>> {
    let open = catches::table.inner_join(a::table).filter(catches::sieve_id.eq(sieve.as_str())).filter(catches::fate.is_null());
    let rows: Vec<(String, String, String, String, String, At)> = open
        .filter(a::shelf.eq(Shelf::Apart.code()).or(a::shelf.eq(Shelf::Unconfirmed.code()).and(catches::grade.eq(Grade::Drop.code()))))
        .order((catches::application_id, catches::id))
        .limit(most)
        .select((a::reference, a::organization_name, a::town, a::shelf, catches::grade, catches::caught_at))
        .load(&mut **db)?;
    let line = |(reference, name, town, shelf, grade, at): (String, String, String, String, String, At)| {
        let touched = Touched { reference: from_text(reference, "reference")?, name, town, shelf: from_text(shelf, "shelf")? };
        Ok((touched, from_text(grade, "grade of a sieve")?, at.0))
    };
    rows.into_iter().map(line).collect()
}

/// A catch in the history of an application.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Catch {
    pub sieve: String,
    pub motive: String,
    pub grade: Grade,
    pub at: Instant,
    /// How it ended, by whom, when.
    pub end: Option<(Fate, Option<String>, Instant)>,
}

/// What sieves did to an application, oldest first.
pub fn about(db: &mut Db<'_>, application: &ApplicationId) -> Result<Vec<Catch>> {
    type Row = (String, String, String, At, Option<String>, Option<String>, Option<At>);
    let rows: Vec<Row> = catches::table
        .inner_join(sieves::table)
        .left_join(volunteers::table.on(catches::ended_by.eq(volunteers::id.nullable())))
        .filter(catches::application_id.eq(application.as_str()))
        .order(catches::id)
        .select((sieves::name, sieves::motive, catches::grade, catches::caught_at, catches::fate, volunteers::name.nullable(), catches::ended_at))
        .load(&mut **db)?;
    let read = |(sieve, motive, grade, at, fate, by, ended): Row| {
        let end = match (fate, ended) {
            (Some(fate), Some(ended)) => Some((from_text(fate, "end of a catch")?, by, ended.0)),
            _ => None,
        };
        Ok(Catch { sieve, motive, grade: from_text(grade, "grade of a sieve")?, at: at.0, end })
    };
    rows.into_iter().map(read).collect()
}

/// Dropped applications whose time is over, `most` at most.
pub fn over(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<ApplicationId>> {
    let due = a::table.filter(a::due_at.le(At::of(now))).filter(a::shelf.eq(Shelf::Apart.code())).order((a::due_at, a::id)).limit(most);
    due.select(a::id).load::<String>(&mut **db)?.into_iter().map(|id| from_text(id, "application")).collect()
}
