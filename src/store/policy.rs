//! Versions of the policy, and what a change of it touches.

use super::schema::{applications as a, policy_versions as p, volunteers};
use super::{At, Db, Result, Tx, from_json, tally, to_json};
use crate::domain::application::Shelf;
use crate::domain::eligibility::Assessment;
use crate::domain::form::Form;
use crate::domain::policy::version::Version;
use crate::domain::values::{ApplicationId, Instant, VolunteerId};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// Grows at each change of the versions: who keeps them knows that they are old.
pub const STAMP: &str = "policy";

/// A version with who wrote it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Kept {
    pub version: Version,
    pub motive: String,
    pub author: String,
    pub written_at: Instant,
}

type Row = (i64, String, At, Option<At>);

fn version((number, changes, effective_at, withdrawn_at): Row) -> Result<Version> {
    let changes = from_json(&changes, "version of the policy")?;
    Ok(Version { number, changes, effective_at: effective_at.0, withdrawn: withdrawn_at.is_some() })
}

/// All, by number.
pub fn all(db: &mut Db<'_>) -> Result<Vec<Version>> {
    let rows = p::table.order(p::number).select((p::number, p::changes, p::effective_at, p::withdrawn_at)).load::<Row>(&mut **db)?;
    rows.into_iter().map(version).collect()
}

/// The latest, `most` at most, with who wrote them.
pub fn latest(db: &mut Db<'_>, most: i64) -> Result<Vec<Kept>> {
    let rows: Vec<(Row, (String, String, At))> = p::table
        .inner_join(volunteers::table)
        .order(p::number.desc())
        .limit(most)
        .select(((p::number, p::changes, p::effective_at, p::withdrawn_at), (p::motive, volunteers::name, p::written_at)))
        .load(&mut **db)?;
    let kept = |(row, (motive, author, written_at)): (Row, (String, String, At))| {
        Ok(Kept { version: version(row)?, motive, author, written_at: written_at.0 })
    };
    rows.into_iter().map(kept).collect()
}

/// Stores one.
pub fn insert(tx: &mut Tx<'_>, version: &Version, motive: &str, by: &VolunteerId, now: Instant) -> Result<()> {
    let row = (
        p::number.eq(version.number),
        p::changes.eq(to_json(&version.changes)?),
        p::motive.eq(motive),
        p::author_id.eq(by.as_str()),
        p::written_at.eq(At::of(now)),
        p::effective_at.eq(At::of(version.effective_at)),
    );
    diesel::insert_into(p::table).values(row).execute(&mut ***tx)?;
    tally::add(tx, STAMP, 1)
}

/// Takes one back that has not taken effect: whether there was one.
pub fn withdraw(tx: &mut Tx<'_>, number: i64, by: &VolunteerId, now: Instant) -> Result<bool> {
    let waiting = p::table.find(number).filter(p::withdrawn_at.is_null()).filter(p::effective_at.gt(At::of(now)));
    let there = diesel::update(waiting).set((p::withdrawn_at.eq(At::of(now)), p::withdrawn_by.eq(by.as_str()))).execute(&mut ***tx)? > 0;
    tally::add(tx, STAMP, i64::from(there))?;
    Ok(there)
}

/// What the counts of a change are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// Spaces that hold more bytes than this.
    Storage(i64),
    /// Spaces that have more accounts than this.
    Accounts(i64),
    /// Networks of this many applications and spaces, or more.
    Networks(i64),
    /// Applications to read that came before this instant.
    Older(Instant),
    /// Applications not confirmed that were sent before this instant.
    Unconfirmed(Instant),
    /// Claims that hold at this instant.
    Claims(Instant),
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Spaces whose last report says more than `limit` of a column.
fn exceeding(db: &mut Db<'_>, column: &str, limit: i64) -> Result<i64> {
    let last = format!("SELECT u.{column} FROM usage_reports u WHERE u.space_id = s.id ORDER BY u.measured_at DESC LIMIT 1");
    let counted = diesel::sql_query(format!("SELECT count(*) AS n FROM spaces s WHERE ({last}) > {limit}"));
    Ok(counted.get_result::<Count>(&mut **db)?.n)
}

/// Counts what a change touches.
pub fn touched(db: &mut Db<'_>, touch: Touch) -> Result<i64> {
    let before = |shelf: Shelf, limit: Instant| a::table.filter(a::shelf.eq(shelf.code())).filter(a::sort_at.lt(At::of(limit))).count();
    match touch {
        Touch::Storage(limit) => exceeding(db, "storage_bytes", limit),
        Touch::Accounts(limit) => exceeding(db, "accounts", limit),
        Touch::Networks(n) => {
            let grouped = "SELECT count(*) AS size FROM applications WHERE network_id IS NOT NULL GROUP BY network_id";
            let counted = diesel::sql_query(format!("SELECT count(*) AS n FROM ({grouped}) AS networks WHERE size >= {n}"));
            Ok(counted.get_result::<Count>(&mut **db)?.n)
        }
        Touch::Older(limit) => Ok(before(Shelf::ToRead, limit).get_result(&mut **db)?),
        Touch::Unconfirmed(limit) => Ok(before(Shelf::Unconfirmed, limit).get_result(&mut **db)?),
        Touch::Claims(now) => Ok(a::table.filter(a::claimed_until.gt(At::of(now))).count().get_result(&mut **db)?),
    }
}

/// Where the eligibility of an application still counts.
const UNDECIDED: [Shelf; 5] = [Shelf::ToRead, Shelf::Asked, Shelf::Waiting, Shelf::Unconfirmed, Shelf::Apart];

/// Undecided applications after a key, with what the criteria found, `most` at most.
pub fn undecided(db: &mut Db<'_>, after: &str, most: i64) -> Result<Vec<(String, Form, Assessment)>> {
    let shelves: Vec<&str> = UNDECIDED.iter().map(|shelf| shelf.code()).collect();
    let rows: Vec<(String, String, String)> = a::table
        .filter(a::id.gt(after))
        .filter(a::shelf.eq_any(shelves))
        .order(a::id)
        .limit(most)
        .select((a::id, a::form, a::assessment))
        .load(&mut **db)?;
    rows.into_iter().map(|(id, form, found)| Ok((id, from_json(&form, "form")?, from_json(&found, "assessment")?))).collect()
}

/// Stores what the criteria find now. What volunteers see changes, not what was decided: the version stays.
pub fn set_assessment(tx: &mut Tx<'_>, id: &str, assessment: &Assessment) -> Result<()> {
    let values = (a::assessment.eq(to_json(assessment)?), a::verdict.eq(assessment.verdict.code()));
    diesel::update(a::table.find(id)).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// The key of the application that would be asked next: where a walk goes on.
pub fn last_key(page: &[(String, Form, Assessment)]) -> Option<ApplicationId> {
    page.last().and_then(|(id, ..)| ApplicationId::parse(id))
}
