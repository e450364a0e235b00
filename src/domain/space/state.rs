//! Where a space is in its life, and what leads from one state to another (spec 8, R24–R29, R32).
//!
//! ```text
//!            agent leases          agent completes
//!  Ordered ─────────────→ Creating ──────────────→ Active ←──────────── a sign of life, a reactivation (R29) ───────┐
//!     ↑                      │ fails for good        │ idle (R24)                                                  │
//!     └── (lease runs out)   ↓                       ↓                                                             │
//!                      CreationFailed      WarnedOnce → WarnedTwice → Disabled → DeletionAnnounced ────────────────┤
//!                            │ given up                   (R25)        (R26)          (R27)   │ (R28)              │
//!                            ↓                                                                ↓                    │
//!                         Deleted ←──────────── the agent confirms ──────────────────── Deleting ── called off ────┘
//!                                                                                             ↑
//!  Active, warned, disabled, Suspended (R32) ── asked for by its administrators or by the team ┘
//! ```

use crate::choices;
use crate::domain::life::Dates;
use crate::domain::values::Instant;
use serde::{Deserialize, Serialize};

/// Where a space is in its life, with the facts of that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Waiting for the agent.
    Ordered,
    /// The agent is at it.
    Creating {
        /// Since when.
        since: Instant,
    },
    /// It lives.
    Active {
        /// Since when.
        since: Instant,
    },
    /// Nothing moves there: warned once, twice, disabled, its deletion announced.
    Idle(Idle),
    /// It was closed for abuse (R32), after a contact.
    Suspended {
        /// When.
        at: Instant,
    },
    /// The agent was told to delete it.
    Deleting {
        /// When.
        since: Instant,
        /// Why.
        why: Why,
    },
    /// The agent gave up; a person must look.
    CreationFailed {
        /// When.
        at: Instant,
    },
    /// It is no more; its place is free.
    Deleted {
        /// When.
        at: Instant,
    },
}

/// Where an idle space is in the sequence that ends with its deletion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idle {
    /// The last step made.
    pub step: Step,
    /// When it was made.
    pub at: Instant,
    /// The last sign of life before the sequence began: any later one ends it.
    pub idle_since: Instant,
    /// What follows, as the letters say it.
    pub dates: Dates,
}

choices!(
    /// Steps of the sequence, in their order; the codes are those of the states in the contract.
    Step { WarnedOnce = "warned_once", WarnedTwice = "warned_twice", Disabled = "disabled", Announced = "deletion_announced" }
);

choices!(
    /// Why a space is deleted: nothing moved there, its administrators asked, the team decided.
    Why { Idle = "idle", Asked = "asked", Team = "team" }
);

choices!(
    /// The written form of [`State`], as in the contract.
    Status {
        Ordered = "ordered", Creating = "creating", Active = "active", WarnedOnce = "warned_once", WarnedTwice = "warned_twice",
        Disabled = "disabled", DeletionAnnounced = "deletion_announced", Deleting = "deleting", Deleted = "deleted", Suspended = "suspended",
        CreationFailed = "creation_failed",
    }
);

impl Status {
    /// Its instance answers people.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Active | Self::WarnedOnce | Self::WarnedTwice)
    }
    /// Its instance exists: it is measured, and can be told things.
    pub fn has_instance(self) -> bool {
        !matches!(self, Self::Ordered | Self::Creating | Self::CreationFailed | Self::Deleting | Self::Deleted)
    }
}

/// What can happen to a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The agent took the order to create it.
    Start,
    /// The agent created it.
    Open,
    /// The agent cannot create it.
    Fail,
    /// It will never be created.
    GiveUp,
    /// The next step of the sequence, with its dates.
    Advance(Idle),
    /// A sign of life (R29).
    Sign,
    /// It is closed for abuse (R32).
    Suspend,
    /// It is opened again after that.
    Lift,
    /// The agent is told to delete it.
    Delete(Why),
    /// The deletion is called off, before the agent began.
    Spare,
    /// The agent deleted it.
    Gone,
}

impl State {
    /// The written form.
    pub fn status(&self) -> Status {
        match self {
            Self::Ordered => Status::Ordered,
            Self::Creating { .. } => Status::Creating,
            Self::Active { .. } => Status::Active,
            Self::Idle(idle) => match idle.step {
                Step::WarnedOnce => Status::WarnedOnce,
                Step::WarnedTwice => Status::WarnedTwice,
                Step::Disabled => Status::Disabled,
                Step::Announced => Status::DeletionAnnounced,
            },
            Self::Suspended { .. } => Status::Suspended,
            Self::Deleting { .. } => Status::Deleting,
            Self::CreationFailed { .. } => Status::CreationFailed,
            Self::Deleted { .. } => Status::Deleted,
        }
    }

    /// Since when; `None` for one that was just ordered.
    pub fn since(&self) -> Option<Instant> {
        match self {
            Self::Ordered => None,
            Self::Creating { since } | Self::Active { since } | Self::Deleting { since, .. } => Some(*since),
            Self::Idle(idle) => Some(idle.at),
            Self::Suspended { at } | Self::CreationFailed { at } | Self::Deleted { at } => Some(*at),
        }
    }

    /// The sequence of an idle space.
    pub fn idle(&self) -> Option<&Idle> {
        if let Self::Idle(idle) = self { Some(idle) } else { None }
    }

    /// The state after `event`; `None` where it changes nothing, or may not happen.
    pub fn after(&self, event: &Event, now: Instant) -> Option<Self> {
        match (self, event) {
            (Self::Ordered | Self::CreationFailed { .. }, Event::Start) => Some(Self::Creating { since: now }),
            (Self::Ordered | Self::Creating { .. } | Self::CreationFailed { .. }, Event::Open) => Some(Self::Active { since: now }),
            (Self::Ordered | Self::Creating { .. }, Event::Fail) => Some(Self::CreationFailed { at: now }),
            (Self::CreationFailed { .. }, Event::GiveUp) => Some(Self::Deleted { at: now }),
            (Self::Active { .. }, Event::Advance(idle)) if idle.step == Step::WarnedOnce => Some(Self::Idle(idle.clone())),
            // One step at a time: nothing is skipped, nothing is made twice.
            (Self::Idle(before), Event::Advance(idle)) if before.step.next() == Some(idle.step) => Some(Self::Idle(idle.clone())),
            (Self::Idle(_), Event::Sign) => Some(Self::Active { since: now }),
            (Self::Active { .. } | Self::Idle(_), Event::Suspend) => Some(Self::Suspended { at: now }),
            (Self::Suspended { .. }, Event::Lift) => Some(Self::Active { since: now }),
            // Idleness deletes what was announced, and nothing else.
            (Self::Idle(Idle { step: Step::Announced, .. }), Event::Delete(Why::Idle)) => Some(Self::Deleting { since: now, why: Why::Idle }),
            (Self::Active { .. } | Self::Idle(_), Event::Delete(Why::Asked)) => Some(Self::Deleting { since: now, why: Why::Asked }),
            (Self::Active { .. } | Self::Idle(_) | Self::Suspended { .. }, Event::Delete(Why::Team)) => {
                Some(Self::Deleting { since: now, why: Why::Team })
            }
            (Self::Deleting { .. }, Event::Spare) => Some(Self::Active { since: now }),
            (Self::Deleting { .. }, Event::Gone) => Some(Self::Deleted { at: now }),
            // Among others: a space that lives is not deleted because a program says so, and what was deleted stays so.
            _ => None,
        }
    }
}

impl Step {
    /// The one after it.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::WarnedOnce => Some(Self::WarnedTwice),
            Self::WarnedTwice => Some(Self::Disabled),
            Self::Disabled => Some(Self::Announced),
            Self::Announced => None,
        }
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
