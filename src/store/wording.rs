//! Texts in the coordinators' own words, version by version.

use super::schema::wordings;
use super::{At, Db, Result, Tx, from_text};
use crate::domain::wording::{Kind, Series, Text, Wording};
use diesel::prelude::*;

type Row = (String, String, String, i64, String, String, Option<String>, At, bool);
type Columns = (
    wordings::id,
    wordings::series,
    wordings::title,
    wordings::version,
    wordings::subject,
    wordings::body,
    wordings::author_id,
    wordings::written_at,
    wordings::current,
);
const COLUMNS: Columns = (
    wordings::id,
    wordings::series,
    wordings::title,
    wordings::version,
    wordings::subject,
    wordings::body,
    wordings::author_id,
    wordings::written_at,
    wordings::current,
);

fn read((id, series, title, version, subject, body, author, at, current): Row) -> Result<Wording> {
    let series: Series = from_text(series, "series of texts")?;
    Ok(Wording {
        id: from_text(id, "text")?,
        text: Text { kind: series.kind(), title, subject, body },
        series,
        version,
        author: author.map(|id| from_text(id, "volunteer")).transpose()?,
        written_at: at.0,
        current,
    })
}

/// The version in use.
pub fn current(db: &mut Db<'_>, series: &Series) -> Result<Option<Wording>> {
    let one = wordings::table.filter(wordings::series.eq(series.as_str())).filter(wordings::current.eq(true));
    one.select(COLUMNS).first::<Row>(&mut **db).optional()?.map(read).transpose()
}

/// Every version of a text, the latest first.
pub fn history(db: &mut Db<'_>, series: &Series) -> Result<Vec<Wording>> {
    let all = wordings::table.filter(wordings::series.eq(series.as_str())).order(wordings::version.desc());
    all.select(COLUMNS).load::<Row>(&mut **db)?.into_iter().map(read).collect()
}

/// The latest version of every text, in use or not.
pub fn latest(db: &mut Db<'_>) -> Result<Vec<Wording>> {
    let all = wordings::table.order((wordings::series, wordings::version.desc())).select(COLUMNS).load::<Row>(&mut **db)?;
    let mut found: Vec<Wording> = all.into_iter().map(read).collect::<Result<_>>()?;
    found.dedup_by(|older, latest| older.series == latest.series);
    Ok(found)
}

/// The replies in use, in the order they were added.
pub fn replies(db: &mut Db<'_>) -> Result<Vec<Wording>> {
    let used = wordings::table.filter(wordings::kind.eq(Kind::Reply.code())).filter(wordings::current.eq(true));
    used.order(wordings::series).select(COLUMNS).load::<Row>(&mut **db)?.into_iter().map(read).collect()
}

/// Stores a version, and puts it in use where it says so: the one before no longer is.
pub fn insert(tx: &mut Tx<'_>, wording: &Wording) -> Result<()> {
    if wording.current {
        set_aside(tx, &wording.series)?;
    }
    diesel::insert_into(wordings::table)
        .values((
            wordings::id.eq(wording.id.as_str()),
            wordings::kind.eq(wording.text.kind.code()),
            wordings::series.eq(wording.series.as_str()),
            wordings::title.eq(&wording.text.title),
            wordings::version.eq(wording.version),
            wordings::subject.eq(&wording.text.subject),
            wordings::body.eq(&wording.text.body),
            wordings::author_id.eq(wording.author.as_ref().map(|id| id.as_str())),
            wordings::written_at.eq(At::of(wording.written_at)),
            wordings::current.eq(wording.current),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// No version of this text is in use any more.
pub fn set_aside(tx: &mut Tx<'_>, series: &Series) -> Result<()> {
    let used = wordings::table.filter(wordings::series.eq(series.as_str())).filter(wordings::current.eq(true));
    diesel::update(used).set(wordings::current.eq(false)).execute(&mut ***tx)?;
    Ok(())
}

/// The number of the next version.
pub fn next_version(db: &mut Db<'_>, series: &Series) -> Result<i64> {
    let all = wordings::table.filter(wordings::series.eq(series.as_str()));
    let last: Option<i64> = all.order(wordings::version.desc()).select(wordings::version).first(&mut **db).optional()?;
    Ok(last.unwrap_or(0) + 1)
}
