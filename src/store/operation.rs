//! Operations asked of the agent.

use super::schema::{failed_tries, operations};
use super::{At, Db, Result, Tx, from_text};
use crate::domain::operation::{Operation, OperationKind};
use crate::domain::values::{Instant, OperationId, SpaceId};
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = operations, treat_none_as_null = true)]
struct Row {
    id: String,
    space_id: String,
    kind: String,
    payload: String,
    status: String,
    attempt: i64,
    due_at: At,
    leased_by: Option<String>,
    reason: Option<String>,
    created_at: At,
    ended_at: Option<At>,
}

impl Row {
    fn of(operation: &Operation) -> Self {
        Self {
            id: operation.id.to_string(),
            space_id: operation.space.to_string(),
            kind: operation.kind.to_string(),
            payload: operation.payload.clone(),
            status: operation.status.to_string(),
            attempt: operation.attempt,
            due_at: At::of(operation.due_at),
            leased_by: operation.leased_by.as_ref().map(ToString::to_string),
            reason: operation.reason.clone(),
            created_at: At::of(operation.created_at),
            ended_at: operation.ended_at.map(At::of),
        }
    }
    fn read(self) -> Result<Operation> {
        Ok(Operation {
            id: from_text(self.id, "operation")?,
            space: from_text(self.space_id, "space")?,
            kind: from_text(self.kind, "operation")?,
            payload: self.payload,
            status: from_text(self.status, "operation")?,
            attempt: self.attempt,
            due_at: self.due_at.0,
            leased_by: self.leased_by.map(|id| from_text(id, "token")).transpose()?,
            reason: self.reason,
            created_at: self.created_at.0,
            ended_at: self.ended_at.map(|at| at.0),
        })
    }
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &OperationId) -> Result<Option<Operation>> {
    operations::table.find(id.as_str()).select(Row::as_select()).first(&mut **db).optional()?.map(Row::read).transpose()
}

/// Those of a space, latest first, twenty at most.
pub fn of_space(db: &mut Db<'_>, space: &SpaceId) -> Result<Vec<Operation>> {
    let rows = operations::table.filter(operations::space_id.eq(space.as_str())).order(operations::id.desc()).limit(20).select(Row::as_select());
    rows.load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}

/// Those that can be leased at `now`, oldest first, of these kinds (all when empty). Of one space, only the first that has not ended:
/// the others wait for their turn, even where that one is to be tried again later.
pub fn due(db: &mut Db<'_>, kinds: &[OperationKind], now: Instant, most: i64) -> Result<Vec<Operation>> {
    use diesel::dsl::{exists, not};
    let before = diesel::alias!(operations as before);
    let first = before
        .filter(before.field(operations::space_id).eq(operations::space_id))
        .filter(before.field(operations::turn).lt(operations::turn))
        .filter(before.field(operations::status).eq_any(OPEN));
    let mut rows = operations::table
        .filter(operations::status.eq_any(OPEN))
        .filter(operations::due_at.le(At::of(now)))
        .filter(not(exists(first)))
        .order((operations::due_at, operations::id))
        .limit(most)
        .select(Row::as_select())
        .into_boxed();
    if !kinds.is_empty() {
        rows = rows.filter(operations::kind.eq_any(kinds.iter().map(|kind| kind.code())));
    }
    rows.load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}

/// Codes of the states that are no end.
const OPEN: [&str; 2] = ["waiting", "leased"];

/// Stores a new operation, after those of its space.
pub fn insert(tx: &mut Tx<'_>, operation: &Operation) -> Result<()> {
    use diesel::dsl::max;
    let last: Option<i64> =
        operations::table.filter(operations::space_id.eq(operation.space.as_str())).select(max(operations::turn)).get_result(&mut ***tx)?;
    let values = (Row::of(operation), operations::turn.eq(last.unwrap_or(0) + 1));
    diesel::insert_into(operations::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// Stores the next state of an operation.
pub fn update(tx: &mut Tx<'_>, operation: &Operation) -> Result<()> {
    diesel::update(operations::table.find(operation.id.as_str())).set(Row::of(operation)).execute(&mut ***tx)?;
    Ok(())
}

/// A try did not work.
pub fn keep_failure(tx: &mut Tx<'_>, key: &str, operation: &Operation, reason: &str, now: Instant) -> Result<()> {
    let values = (
        failed_tries::id.eq(key),
        failed_tries::operation_id.eq(operation.id.as_str()),
        failed_tries::attempt.eq(operation.attempt),
        failed_tries::at.eq(At::of(now)),
        failed_tries::reason.eq(reason),
    );
    diesel::insert_into(failed_tries::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// A try that did not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedTry {
    /// What was tried.
    pub kind: OperationKind,
    /// Which try.
    pub attempt: i64,
    /// When it was said.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

/// The tries of a space's operations that did not work, latest first, `most` at most.
pub fn failures(db: &mut Db<'_>, space: &SpaceId, most: i64) -> Result<Vec<FailedTry>> {
    let rows: Vec<(String, i64, At, String)> = failed_tries::table
        .inner_join(operations::table)
        .filter(operations::space_id.eq(space.as_str()))
        .order((failed_tries::at.desc(), failed_tries::attempt.desc()))
        .limit(most)
        .select((operations::kind, failed_tries::attempt, failed_tries::at, failed_tries::reason))
        .load(&mut **db)?;
    rows.into_iter().map(|(kind, attempt, at, reason)| Ok(FailedTry { kind: from_text(kind, "operation")?, attempt, at: at.0, reason })).collect()
}
