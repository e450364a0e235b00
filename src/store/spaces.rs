//! Spaces as the team lists them: filtered, searched, by key; and what was written about one.

use super::schema::{gauges, operations, space_notes, spaces, volunteers};
use super::{At, Db, Result, Tx, from_text};
use crate::domain::operation::OperationStatus;
use crate::domain::space::Status;
use crate::domain::space_deed::SpaceDeed;
use crate::domain::values::{Instant, SpaceId, VolunteerId};
use diesel::prelude::*;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// In this state.
    pub status: Option<Status>,
    /// Words of the label or the name, folded.
    pub words: String,
    /// At least so many percent of the storage used.
    pub percent: Option<i64>,
    /// Not measured since then.
    pub stale: Option<Instant>,
    /// No activity was measured there since then.
    pub quiet: Option<Instant>,
    /// An order failed for good.
    pub failed: bool,
    /// After this label.
    pub after: Option<String>,
}

/// A space of the list.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Line {
    pub slug: String,
    pub name: String,
    pub status: Status,
    pub percent: Option<i64>,
    pub accounts: Option<i64>,
    pub measured_at: Option<Instant>,
    pub active_at: Option<Instant>,
}

/// The spaces looked for, by label, `most` at most. What is deleted is nobody's any more.
pub fn lines(db: &mut Db<'_>, query: &Query, most: i64) -> Result<Vec<Line>> {
    type Of = (String, String, String, Option<(i64, i64, At, Option<At>)>);
    let columns = (gauges::percent, gauges::accounts, gauges::measured_at, gauges::active_at);
    let mut all = spaces::table
        .left_join(gauges::table)
        .filter(spaces::status.ne(Status::Deleted.code()))
        .order(spaces::slug)
        .limit(most)
        .select((spaces::slug, spaces::name, spaces::status, columns.nullable()))
        .into_boxed();
    if let Some(status) = query.status {
        all = all.filter(spaces::status.eq(status.code()));
    }
    for word in query.words.split_whitespace() {
        all = all.filter(spaces::folded.like(format!("%{}%", word.replace(['%', '_', '\\'], ""))));
    }
    if let Some(percent) = query.percent {
        all = all.filter(gauges::percent.ge(percent).assume_not_null());
    }
    if let Some(limit) = query.stale {
        all = all.filter(gauges::measured_at.lt(At::of(limit)).or(gauges::measured_at.is_null()).assume_not_null());
    }
    if let Some(limit) = query.quiet {
        all = all.filter(gauges::active_at.lt(At::of(limit)).assume_not_null());
    }
    if query.failed {
        let failed = operations::table.filter(operations::status.eq(OperationStatus::Failed.code())).select(operations::space_id);
        all = all.filter(spaces::id.eq_any(failed));
    }
    if let Some(after) = &query.after {
        all = all.filter(spaces::slug.gt(after.clone()));
    }
    let one = |(slug, name, status, gauge): Of| {
        Ok(Line {
            slug,
            name,
            status: from_text(status, "space")?,
            percent: gauge.as_ref().map(|(percent, ..)| *percent),
            accounts: gauge.as_ref().map(|(_, accounts, ..)| *accounts),
            measured_at: gauge.as_ref().map(|(_, _, at, _)| at.0),
            active_at: gauge.and_then(|(.., at)| at).map(|at| at.0),
        })
    };
    all.load::<Of>(&mut **db)?.into_iter().map(one).collect()
}

/// What a volunteer wrote about a space.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Note {
    pub kind: SpaceDeed,
    pub words: String,
    pub author: String,
    pub at: Instant,
}

/// What was written about a space, the latest first.
pub fn notes(db: &mut Db<'_>, id: &SpaceId) -> Result<Vec<Note>> {
    let rows: Vec<(String, String, String, At)> = space_notes::table
        .inner_join(volunteers::table)
        .filter(space_notes::space_id.eq(id.as_str()))
        .order(space_notes::id.desc())
        .limit(100)
        .select((space_notes::kind, space_notes::words, volunteers::name, space_notes::at))
        .load(&mut **db)?;
    rows.into_iter().map(|(kind, words, author, at)| Ok(Note { kind: from_text(kind, "note")?, words, author, at: at.0 })).collect()
}

/// Keeps what a volunteer wrote about a space.
pub fn note(tx: &mut Tx<'_>, key: &str, id: &SpaceId, by: &VolunteerId, kind: SpaceDeed, words: &str, now: Instant) -> Result<()> {
    let values = (
        space_notes::id.eq(key),
        space_notes::space_id.eq(id.as_str()),
        space_notes::volunteer_id.eq(by.as_str()),
        space_notes::kind.eq(kind.code()),
        space_notes::words.eq(words),
        space_notes::at.eq(At::of(now)),
    );
    diesel::insert_into(space_notes::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// When the administrators of a space were last written to about abuse.
pub fn contacted_at(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Instant>> {
    let of = space_notes::table.filter(space_notes::space_id.eq(id.as_str())).filter(space_notes::kind.eq(SpaceDeed::Contact.code()));
    let at: Option<At> = of.order(space_notes::id.desc()).select(space_notes::at).first(&mut **db).optional()?;
    Ok(at.map(|at| at.0))
}
