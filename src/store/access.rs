//! Requests of access that was lost.

use super::schema::{access_requests, spaces};
use super::{At, Db, Result, Tx, from_text};
use crate::domain::access::{AccessRequest, AccessStatus};
use crate::domain::values::{EmailAddress, Instant, SpaceId, VolunteerId};
use diesel::prelude::*;

type Row = (String, String, String, String, String, At, Option<At>);

const COLUMNS: (
    access_requests::id,
    access_requests::space_id,
    access_requests::address,
    access_requests::words,
    access_requests::status,
    access_requests::created_at,
    access_requests::due_at,
) = (
    access_requests::id,
    access_requests::space_id,
    access_requests::address,
    access_requests::words,
    access_requests::status,
    access_requests::created_at,
    access_requests::due_at,
);

fn read((id, space, address, words, status, created, due): Row) -> Result<AccessRequest> {
    Ok(AccessRequest {
        id,
        space: from_text(space, "space")?,
        address: from_text(address, "access request")?,
        words,
        status: from_text(status, "access request")?,
        created_at: created.0,
        due_at: due.map(|at| at.0),
    })
}

/// Stores a request.
pub fn insert(tx: &mut Tx<'_>, one: &AccessRequest) -> Result<()> {
    let values = (
        access_requests::id.eq(&one.id),
        access_requests::space_id.eq(one.space.as_str()),
        access_requests::address.eq(one.address.as_str()),
        access_requests::words.eq(&one.words),
        access_requests::status.eq(one.status.code()),
        access_requests::created_at.eq(At::of(one.created_at)),
    );
    diesel::insert_into(access_requests::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// Stores where a request is, and which volunteer answered.
pub fn update(tx: &mut Tx<'_>, one: &AccessRequest, by: Option<&VolunteerId>) -> Result<()> {
    let row = access_requests::table.find(&one.id);
    let values = (access_requests::status.eq(one.status.code()), access_requests::due_at.eq(one.due_at.map(At::of)));
    diesel::update(row).set(values).execute(&mut ***tx)?;
    if let Some(by) = by {
        diesel::update(row).set(access_requests::volunteer_id.eq(by.as_str())).execute(&mut ***tx)?;
    }
    Ok(())
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &str) -> Result<Option<AccessRequest>> {
    access_requests::table.find(id).select(COLUMNS).first::<Row>(&mut **db).optional()?.map(read).transpose()
}

/// The request of an address for a space that is not answered for good.
pub fn pending(db: &mut Db<'_>, space: &SpaceId, address: &EmailAddress) -> Result<Option<AccessRequest>> {
    let of = access_requests::table.filter(access_requests::space_id.eq(space.as_str())).filter(access_requests::status.eq_any(PENDING));
    let rows: Vec<Row> = of.select(COLUMNS).load(&mut **db)?;
    let all = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    Ok(all.into_iter().find(|one| one.address.folded() == address.folded()))
}

const PENDING: [&str; 2] = ["open", "granted"];

/// How many requests for a space are not answered.
pub fn count_pending(db: &mut Db<'_>, space: &SpaceId) -> Result<i64> {
    let of = access_requests::table.filter(access_requests::space_id.eq(space.as_str())).filter(access_requests::status.eq_any(PENDING));
    Ok(of.count().get_result(&mut **db)?)
}

/// Requests that wait for an answer, or for their delay: the oldest first, with the label and the name of the space.
pub fn waiting(db: &mut Db<'_>, most: i64) -> Result<Vec<(AccessRequest, String, String)>> {
    let rows: Vec<(Row, String, String)> = access_requests::table
        .inner_join(spaces::table)
        .filter(access_requests::status.eq_any(PENDING))
        .order((access_requests::created_at, access_requests::id))
        .limit(most)
        .select((COLUMNS, spaces::slug, spaces::name))
        .load(&mut **db)?;
    rows.into_iter().map(|(row, slug, name)| Ok((read(row)?, slug, name))).collect()
}

/// How many wait for the answer of a volunteer.
pub fn count_open(db: &mut Db<'_>) -> Result<i64> {
    Ok(access_requests::table.filter(access_requests::status.eq(AccessStatus::Open.code())).count().get_result(&mut **db)?)
}

/// Requests whose delay is over.
pub fn due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<String>> {
    let granted = access_requests::table.filter(access_requests::status.eq(AccessStatus::Granted.code()));
    let due = granted.filter(access_requests::due_at.le(At::of(now))).order(access_requests::due_at);
    Ok(due.limit(most).select(access_requests::id).load(&mut **db)?)
}

/// Forgets the requests answered for good, asked before `limit`.
pub fn delete_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    let over = access_requests::table.filter(access_requests::status.ne_all(PENDING)).filter(access_requests::created_at.lt(At::of(limit)));
    Ok(diesel::delete(over).execute(&mut ***tx)?)
}
