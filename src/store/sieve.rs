//! Sieves: who made them, what they would catch, and how far the clockwork went for them. What they caught is in `catch`.

use super::dialect::MultiBackend;
use super::schema::{applications as a, sieves, volunteers};
use super::{At, Db, Result, Tx, from_json, from_text, tally, to_json};
use crate::domain::application::Shelf;
use crate::domain::sieve::{Criteria, Sieve, Task};
use crate::domain::values::{ApplicationId, Instant, Reference, SieveId, VolunteerId};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

/// What waits: where a sieve looks.
pub const PENDING: [Shelf; 3] = [Shelf::ToRead, Shelf::Asked, Shelf::Unconfirmed];

/// A sieve with what happened to it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Kept {
    pub sieve: Sieve,
    pub author: String,
    pub written_at: Instant,
    /// Someone ended it before its time.
    pub ended: bool,
    /// What the clockwork does or did for it, how many it touched, and when it was over.
    pub task: Option<(Task, i64, Option<Instant>)>,
}

type SieveRow = ((String, String, String, Option<String>, String, String, At), (String, At, Option<String>), (Option<String>, i64, Option<At>));

fn sieve((id, name, criteria, origin, grade, motive, ends_at): (String, String, String, Option<String>, String, String, At)) -> Result<Sieve> {
    Ok(Sieve {
        id: from_text(id, "sieve")?,
        name,
        criteria: Criteria { origin, ..from_json(&criteria, "criteria of a sieve")? },
        grade: from_text(grade, "grade of a sieve")?,
        motive,
        ends_at: ends_at.0,
    })
}

fn kept((own, (author, written_at, ended_by), (task, done, ended)): SieveRow) -> Result<Kept> {
    let task = task.map(|task| Ok::<_, super::Error>((from_text(task, "task of a sieve")?, done, ended.map(|at| at.0)))).transpose()?;
    Ok(Kept { sieve: sieve(own)?, author, written_at: written_at.0, ended: ended_by.is_some(), task })
}

/// The columns of a sieve.
macro_rules! own {
    () => {
        (sieves::id, sieves::name, sieves::criteria, sieves::origin, sieves::grade, sieves::motive, sieves::ends_at)
    };
}

/// Those that hold at `now`, oldest first.
pub fn active(db: &mut Db<'_>, now: Instant) -> Result<Vec<Sieve>> {
    let rows = sieves::table.filter(sieves::ends_at.gt(At::of(now))).order(sieves::id).select(own!());
    rows.load(&mut **db)?.into_iter().map(sieve).collect()
}

/// The latest, with who made them; `most` at most.
pub fn latest(db: &mut Db<'_>, most: i64) -> Result<Vec<Kept>> {
    let rows = sieves::table.inner_join(volunteers::table.on(volunteers::id.eq(sieves::author_id))).order(sieves::id.desc()).limit(most).select((
        own!(),
        (volunteers::name, sieves::written_at, sieves::ended_by),
        (sieves::task, sieves::task_done, sieves::task_ended_at),
    ));
    rows.load(&mut **db)?.into_iter().map(kept).collect()
}

/// One.
pub fn find(db: &mut Db<'_>, id: &SieveId) -> Result<Option<Kept>> {
    let row = sieves::table.inner_join(volunteers::table.on(volunteers::id.eq(sieves::author_id))).filter(sieves::id.eq(id.as_str())).select((
        own!(),
        (volunteers::name, sieves::written_at, sieves::ended_by),
        (sieves::task, sieves::task_done, sieves::task_ended_at),
    ));
    row.first(&mut **db).optional()?.map(kept).transpose()
}

/// Stores one.
pub fn insert(tx: &mut Tx<'_>, sieve: &Sieve, by: &VolunteerId, now: Instant) -> Result<()> {
    let row = (
        sieves::id.eq(sieve.id.as_str()),
        sieves::name.eq(&sieve.name),
        sieves::criteria.eq(to_json(&sieve.criteria)?),
        sieves::origin.eq(&sieve.criteria.origin),
        sieves::grade.eq(sieve.grade.code()),
        sieves::motive.eq(&sieve.motive),
        sieves::author_id.eq(by.as_str()),
        sieves::written_at.eq(At::of(now)),
        sieves::ends_at.eq(At::of(sieve.ends_at)),
        sieves::task_from.eq(""),
        sieves::task_done.eq(0),
    );
    diesel::insert_into(sieves::table).values(row).execute(&mut ***tx)?;
    Ok(())
}

/// Ends one now, and forgets the connection that it looked for.
pub fn end(tx: &mut Tx<'_>, id: &SieveId, by: &VolunteerId, now: Instant) -> Result<()> {
    let values = (sieves::ends_at.eq(At::of(now)), sieves::ended_by.eq(by.as_str()), sieves::origin.eq(None::<String>));
    diesel::update(sieves::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// Forgets from which connections what was sent before `limit` came, and those that sieves looked for until `now`.
pub fn forget_origins(tx: &mut Tx<'_>, limit: Instant, now: Instant) -> Result<()> {
    let old = a::table.filter(a::origin.is_not_null()).filter(a::submitted_at.le(At::of(limit)));
    let gone = diesel::update(old).set(a::origin.eq(None::<String>)).execute(&mut ***tx)?;
    let ended = sieves::table.filter(sieves::origin.is_not_null()).filter(sieves::ends_at.le(At::of(now)));
    let ended = diesel::update(ended).set(sieves::origin.eq(None::<String>)).execute(&mut ***tx)?;
    tally::add(tx, tally::UNSCRUBBED, i64::from(gone + ended > 0))
}

/// The hash of the connection from which an application was sent, while it is known.
pub fn origin(db: &mut Db<'_>, id: &ApplicationId) -> Result<Option<String>> {
    Ok(a::table.find(id.as_str()).select(a::origin).first::<Option<String>>(&mut **db).optional()?.flatten())
}

/// Stores it.
pub fn set_origin(tx: &mut Tx<'_>, id: &ApplicationId, hash: &str) -> Result<()> {
    diesel::update(a::table.find(id.as_str())).set(a::origin.eq(hash)).execute(&mut ***tx)?;
    Ok(())
}

/// What is on these shelves and would be caught: the conditions are those of `Criteria::catch`, on the folded columns.
fn caught(criteria: &Criteria, shelves: &[Shelf]) -> a::BoxedQuery<'static, MultiBackend> {
    let shelves: Vec<&'static str> = shelves.iter().map(|shelf| shelf.code()).collect();
    let mut query = a::table.filter(a::shelf.eq_any(shelves)).into_boxed();
    if let Some(origin) = &criteria.origin {
        query = query.filter(a::origin.eq(origin.clone()));
    }
    if let Some(form) = criteria.legal_form {
        query = query.filter(a::legal_form.eq(form.code()));
    }
    if let Some(country) = &criteria.country {
        query = query.filter(a::country.eq(country.clone()));
    }
    if let Some(mail) = &criteria.mail {
        let exact = a::email.like(format!("%@{}", mail.domain));
        query = match mail.below {
            true => query.filter(exact.or(a::email.like(format!("%@%.{}", mail.domain)))),
            false => query.filter(exact),
        };
    }
    if let Some(name) = &criteria.name {
        query = query.filter(sql::<Bool>("(' ' || applications.name_key || ' ') LIKE ").bind::<Text, _>(name.like()));
    }
    for pattern in &criteria.words {
        query = query.filter(sql::<Bool>("(' ' || applications.search || ' ') LIKE ").bind::<Text, _>(pattern.like()));
    }
    query
}

/// A line of what is touched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the application")]
pub struct Touched {
    pub reference: Reference,
    pub name: String,
    pub town: String,
    pub shelf: Shelf,
}

/// What a sieve would touch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    /// How many wait, by shelf, in the order of [`PENDING`].
    pub counts: Vec<(Shelf, i64)>,
    /// The oldest of them.
    pub first: Vec<Touched>,
    /// All that waits, touched or not.
    pub pending: i64,
    /// What was decided since a date, and what of it was accepted.
    pub decided: i64,
    /// Accepted, or about to be.
    pub accepted: i64,
}

impl Impact {
    /// How many wait in all.
    pub fn touched(&self) -> i64 {
        self.counts.iter().map(|(_, n)| n).sum()
    }
}

/// What a sieve would touch of what waits, `most` lines of it, and of what was decided since `since`.
pub fn impact(db: &mut Db<'_>, criteria: &Criteria, since: Instant, most: i64) -> Result<Impact> {
    let mut impact = Impact::default();
    for shelf in PENDING {
        impact.counts.push((shelf, caught(criteria, &[shelf]).count().get_result(&mut **db)?));
    }
    let tallies = tally::all(db)?;
    impact.pending = PENDING.iter().filter_map(|shelf| tallies.get(&tally::shelf(*shelf))).sum();
    let rows: Vec<(String, String, String, String)> = caught(criteria, &PENDING)
        .order((a::sort_at, a::id))
        .limit(most)
        .select((a::reference, a::organization_name, a::town, a::shelf))
        .load(&mut **db)?;
    for (reference, name, town, shelf) in rows {
        impact.first.push(Touched { reference: from_text(reference, "reference")?, name, town, shelf: from_text(shelf, "shelf")? });
    }
    let decided = || caught(criteria, &[Shelf::Decided, Shelf::Waiting]).filter(a::sort_at.ge(At::of(since)));
    impact.decided = decided().count().get_result(&mut **db)?;
    let accepted = a::state.like("{\"state\":\"accepted\"%").or(a::state.like("{\"state\":\"held\"%\"choice\":\"accept\"%"));
    impact.accepted = decided().filter(accepted).count().get_result(&mut **db)?;
    Ok(impact)
}

/// The next that a sweep may touch, after a key; `most` at most.
pub fn next_caught(db: &mut Db<'_>, criteria: &Criteria, after: &str, most: i64) -> Result<Vec<ApplicationId>> {
    let ids = caught(criteria, &PENDING).filter(a::id.gt(after.to_owned())).order(a::id).limit(most).select(a::id);
    ids.load::<String>(&mut **db)?.into_iter().map(|id| from_text(id, "application")).collect()
}

/// What the clockwork has to do for a sieve.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Work {
    pub sieve: SieveId,
    pub task: Task,
    /// The key after which it goes on.
    pub from: String,
    /// Who asked for it.
    pub by: Option<VolunteerId>,
}

/// The oldest sieve for which the clockwork has something to do.
pub fn at_work(db: &mut Db<'_>) -> Result<Option<Work>> {
    let rows = sieves::table.filter(sieves::task.is_not_null()).filter(sieves::task_ended_at.is_null()).order(sieves::id);
    let row: Option<(String, Option<String>, String, Option<String>)> =
        rows.select((sieves::id, sieves::task, sieves::task_from, sieves::task_by)).first(&mut **db).optional()?;
    let Some((id, Some(task), from, by)) = row else { return Ok(None) };
    let by = by.map(|by| from_text(by, "volunteer")).transpose()?;
    Ok(Some(Work { sieve: from_text(id, "sieve")?, task: from_text(task, "task of a sieve")?, from, by }))
}

/// Gives the clockwork something to do, from the beginning.
pub fn set_task(tx: &mut Tx<'_>, id: &SieveId, task: Task, by: &VolunteerId) -> Result<()> {
    let values = (
        sieves::task.eq(task.code()),
        sieves::task_by.eq(by.as_str()),
        sieves::task_from.eq(""),
        sieves::task_done.eq(0),
        sieves::task_ended_at.eq(None::<At>),
    );
    diesel::update(sieves::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// Remembers how far it went, and that it is over.
pub fn go_on(tx: &mut Tx<'_>, id: &SieveId, from: &str, done: i64, over: Option<Instant>) -> Result<()> {
    let values = (sieves::task_from.eq(from), sieves::task_done.eq(sieves::task_done + done), sieves::task_ended_at.eq(over.map(At::of)));
    diesel::update(sieves::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}
