//! An operation: something the agent must do to an instance (spec 10).
//!
//! ```text
//!  Cancelled ←─ made void ─┐         ┌── completion ─→ Done
//!                         Waiting ── lease ─→ Leased ── failure, for good ─→ Failed ── tried again by a person ─→ Waiting
//!                            ↑                  │
//!                            └── lease runs out, failure to be tried again
//! ```
//! A lease is the back-off: a lease that runs out makes the operation due again, so a crash of either side loses nothing.

use super::values::{Instant, OperationId, SpaceId, TokenId};
use crate::choices;
use chrono::Duration;

choices!(
    /// Kinds of operations; the codes are those of the contract.
    OperationKind {
        Create = "create", SetSuite = "set_suite", SetLimits = "set_limits", Disable = "disable", Enable = "enable", Suspend = "suspend",
        Delete = "delete", ResetAdmin = "reset_admin", SetContacts = "set_contacts",
    }
);
choices!(
    /// Where an operation is.
    OperationStatus { Waiting = "waiting", Leased = "leased", Done = "done", Failed = "failed", Cancelled = "cancelled" }
);

/// An operation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Key.
    pub id: OperationId,
    /// On which space.
    pub space: SpaceId,
    /// What.
    pub kind: OperationKind,
    /// What else the agent must know: a JSON object.
    pub payload: String,
    /// Where it is.
    pub status: OperationStatus,
    /// How many times it was leased.
    pub attempt: i64,
    /// When it may be leased (again).
    pub due_at: Instant,
    /// Who holds the lease.
    pub leased_by: Option<TokenId>,
    /// Why it failed, last time.
    pub reason: Option<String>,
    /// When it was asked.
    pub created_at: Instant,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

/// Why the agent's word on an operation is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such operation.
    Unknown,
    /// Another agent holds it now, or nobody does.
    NotYours,
    /// It ended already, otherwise than said now.
    Ended,
    /// The result lacks what this kind must give.
    ResultMissing,
}

impl Operation {
    /// The same, with what else the agent must know.
    #[must_use]
    pub fn with(self, payload: &impl serde::Serialize) -> Self {
        Self { payload: serde_json::to_string(payload).unwrap_or_else(|_| "{}".into()), ..self }
    }

    /// It has not ended.
    pub fn is_open(&self) -> bool {
        matches!(self.status, OperationStatus::Waiting | OperationStatus::Leased)
    }

    /// Made void, as long as no agent is at it.
    pub fn cancelled(self, now: Instant) -> Option<Self> {
        let void = self.status == OperationStatus::Waiting;
        void.then_some(Self { status: OperationStatus::Cancelled, ended_at: Some(now), ..self })
    }

    /// Tried again after it failed for good, as a person asks.
    pub fn tried_again(self, now: Instant) -> Option<Self> {
        let failed = self.status == OperationStatus::Failed;
        failed.then_some(Self { status: OperationStatus::Waiting, attempt: 0, due_at: now, leased_by: None, ended_at: None, ..self })
    }

    /// A new operation, due at once.
    pub fn new(id: OperationId, space: SpaceId, kind: OperationKind, now: Instant) -> Self {
        Self {
            id,
            space,
            kind,
            payload: "{}".into(),
            status: OperationStatus::Waiting,
            attempt: 0,
            due_at: now,
            leased_by: None,
            reason: None,
            created_at: now,
            ended_at: None,
        }
    }

    /// It can be leased at `now`: waiting and due, or leased by someone who went silent.
    pub fn is_due(&self, now: Instant) -> bool {
        matches!(self.status, OperationStatus::Waiting | OperationStatus::Leased) && self.due_at <= now
    }

    /// Leased by `token` for `seconds`.
    pub fn leased(self, token: &TokenId, seconds: i64, now: Instant) -> Self {
        Self {
            status: OperationStatus::Leased,
            attempt: self.attempt + 1,
            due_at: now + Duration::seconds(seconds),
            leased_by: Some(token.clone()),
            ..self
        }
    }

    /// The lease lasts `seconds` from now on.
    pub fn renewed(self, token: &TokenId, seconds: i64, now: Instant) -> Result<Self, Refusal> {
        self.held_by(token)?;
        Ok(Self { due_at: now + Duration::seconds(seconds), ..self })
    }

    /// Done. The holder may say so even when the lease has run out, as long as nobody else took it;
    /// the same word again is [`Settled::Already`].
    pub fn completed(self, token: &TokenId, now: Instant) -> Result<Settled, Refusal> {
        if self.status == OperationStatus::Done && self.leased_by.as_ref() == Some(token) {
            return Ok(Settled::Already);
        }
        self.held_by(token)?;
        Ok(Settled::Now(Self { status: OperationStatus::Done, ended_at: Some(now), reason: None, ..self }))
    }

    /// It did not work: for good, or to be tried again after a growing delay.
    pub fn failed(self, token: &TokenId, reason: String, permanent: bool, now: Instant) -> Result<Settled, Refusal> {
        let gives_up = permanent || self.attempt >= ATTEMPTS;
        if self.status == OperationStatus::Failed && gives_up && self.leased_by.as_ref() == Some(token) {
            return Ok(Settled::Already);
        }
        self.held_by(token)?;
        Ok(Settled::Now(if gives_up {
            Self { status: OperationStatus::Failed, ended_at: Some(now), reason: Some(reason), ..self }
        } else {
            let due_at = now + back_off(self.attempt);
            Self { status: OperationStatus::Waiting, due_at, reason: Some(reason), ..self }
        }))
    }

    fn held_by(&self, token: &TokenId) -> Result<(), Refusal> {
        match self.status {
            OperationStatus::Done | OperationStatus::Failed | OperationStatus::Cancelled => Err(Refusal::Ended),
            OperationStatus::Leased if self.leased_by.as_ref() == Some(token) => Ok(()),
            OperationStatus::Leased | OperationStatus::Waiting => Err(Refusal::NotYours),
        }
    }
}

/// The agent's word, taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The operation in its new state.
    Now(Operation),
    /// It was said before: same answer, nothing to do.
    Already,
}

/// Tries before an operation fails for good.
pub const ATTEMPTS: i64 = 12;

/// One minute, then twice as much at each try, six hours at most.
pub fn back_off(attempt: i64) -> Duration {
    let doubled = 1_i64 << (attempt - 1).clamp(0, 20);
    Duration::minutes(doubled.min(360))
}

#[cfg(test)]
#[path = "operation_tests.rs"]
mod tests;
