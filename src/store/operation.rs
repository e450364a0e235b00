//! Operations asked of the agent.

use super::schema::operations;
use super::{At, Db, Result, Tx, from_text};
use crate::domain::operation::{Operation, OperationKind, OperationStatus};
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

/// Those that can be leased at `now`, oldest first, of these kinds (all when empty).
pub fn due(db: &mut Db<'_>, kinds: &[OperationKind], now: Instant, most: i64) -> Result<Vec<Operation>> {
    let open = [OperationStatus::Waiting.code(), OperationStatus::Leased.code()];
    let mut rows = operations::table
        .filter(operations::status.eq_any(open))
        .filter(operations::due_at.le(At::of(now)))
        .order((operations::due_at, operations::id))
        .limit(most)
        .select(Row::as_select())
        .into_boxed();
    if !kinds.is_empty() {
        rows = rows.filter(operations::kind.eq_any(kinds.iter().map(|kind| kind.code())));
    }
    rows.load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}

/// Stores a new operation.
pub fn insert(tx: &mut Tx<'_>, operation: &Operation) -> Result<()> {
    diesel::insert_into(operations::table).values(Row::of(operation)).execute(&mut ***tx)?;
    Ok(())
}

/// Stores the next state of an operation.
pub fn update(tx: &mut Tx<'_>, operation: &Operation) -> Result<()> {
    diesel::update(operations::table.find(operation.id.as_str())).set(Row::of(operation)).execute(&mut ***tx)?;
    Ok(())
}
