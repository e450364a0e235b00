//! An application and its life: one `match (state, event)`.
//!
//! ```text
//!                 confirm          decide            settle
//!  (form sent) → Unconfirmed → Pending ───→ Held ───────────→ Accepted (a space is ordered)
//!                     │           ↑  ↑       │  ╲             Waiting  (may be decided again)
//!              7 days │           │  └ undo ─┘   ╲            Refused  (erased once its letter has left)
//!                     ↓           │               ╲
//!                  erased      Waiting ←── undo ───┘ when it was on the list before
//! ```
//!
//! Held: decided, with its letter and its space order waiting together until the undo delay is over (spec 5.5).

use super::eligibility::Assessment;
use super::form::Form;
use super::review::{Choice, Claim};
use super::values::{ApplicationId, DecisionId, Instant, Reference, SpaceId};
use crate::choices;
use serde::{Deserialize, Serialize};

/// A request for a space, once its form was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Key; the same as the draft it was, so that a form sent twice is one application.
    pub id: ApplicationId,
    /// What people quote.
    pub reference: Reference,
    /// Grows at every change: a page that shows an older one is stale.
    pub version: i64,
    /// When the form was sent.
    pub submitted_at: Instant,
    /// What was answered.
    pub form: Form,
    /// What the criteria found when it was sent.
    pub assessment: Assessment,
    /// Where it is in its life.
    pub state: State,
    /// The volunteer who holds it, if any.
    pub claim: Option<Claim>,
}

/// Where an application is in its life, with the facts of that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The address is not confirmed yet.
    Unconfirmed,
    /// In the queue.
    Pending {
        /// Since when: the confirmation.
        since: Instant,
    },
    /// Decided; can still be undone.
    Held {
        /// The decision.
        decision: DecisionId,
        /// What was decided.
        choice: Choice,
        /// When it takes effect.
        until: Instant,
        /// Where an undo leads back.
        before: Before,
    },
    /// Eligible, no room yet (R13).
    Waiting {
        /// Rank among those of the same priority.
        since: Instant,
        /// 0 (first) to 3.
        priority: i64,
    },
    /// A space was ordered.
    Accepted {
        /// When.
        at: Instant,
        /// The space.
        space: SpaceId,
    },
    /// Refused; erased once the letter has left (R14).
    Refused {
        /// When.
        at: Instant,
    },
}

/// The states from which one may decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum Before {
    /// It was in the queue.
    Pending {
        /// Since when.
        since: Instant,
    },
    /// It was on the waiting list.
    Waiting {
        /// Since when.
        since: Instant,
        /// With which priority.
        priority: i64,
    },
}

impl From<Before> for State {
    fn from(before: Before) -> Self {
        match before {
            Before::Pending { since } => Self::Pending { since },
            Before::Waiting { since, priority } => Self::Waiting { since, priority },
        }
    }
}

choices!(
    /// Where an application stands for the team: the tabs of the queue.
    Shelf { Unconfirmed = "unconfirmed", ToRead = "to_read", Waiting = "waiting", Decided = "decided" }
);

/// What can happen to an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The applicant confirmed the address.
    Confirm,
    /// A volunteer decided.
    Decide {
        /// Key of the decision.
        decision: DecisionId,
        /// What was decided.
        choice: Choice,
        /// When it takes effect.
        until: Instant,
    },
    /// Anyone of the team took the decision back.
    Undo {
        /// The decision meant: another one may have come since.
        decision: DecisionId,
    },
    /// The undo delay is over.
    Settle {
        /// The decision meant.
        decision: DecisionId,
        /// Key of the space, should one be ordered.
        space: SpaceId,
    },
}

/// The event does not apply to the state; nothing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// It happened already: same event, same result.
    Already,
    /// It cannot happen from here.
    NotFromHere,
    /// It is too early: the undo delay runs.
    TooEarly,
    /// It is too late: the undo delay is over.
    TooLate,
}

impl State {
    /// The state after `event`, or why there is none.
    pub fn after(&self, event: Event, now: Instant) -> Result<Self, Misfit> {
        match (self, event) {
            (Self::Unconfirmed, Event::Confirm) => Ok(Self::Pending { since: now }),
            (_, Event::Confirm) => Err(Misfit::Already),

            (Self::Pending { since }, Event::Decide { decision, choice, until }) => {
                Ok(Self::Held { decision, choice, until, before: Before::Pending { since: *since } })
            }
            (Self::Waiting { since, priority }, Event::Decide { decision, choice, until }) => {
                Ok(Self::Held { decision, choice, until, before: Before::Waiting { since: *since, priority: *priority } })
            }
            (Self::Held { .. } | Self::Accepted { .. } | Self::Refused { .. }, Event::Decide { .. }) => Err(Misfit::Already),
            (Self::Unconfirmed, Event::Decide { .. }) => Err(Misfit::NotFromHere),

            (Self::Held { decision, before, until, .. }, Event::Undo { decision: meant }) if *decision == meant => {
                if now < *until {
                    Ok(before.clone().into())
                } else {
                    Err(Misfit::TooLate)
                }
            }
            (Self::Pending { .. } | Self::Held { .. }, Event::Undo { .. }) => Err(Misfit::Already),
            (Self::Accepted { .. } | Self::Refused { .. } | Self::Waiting { .. }, Event::Undo { .. }) => Err(Misfit::TooLate),
            (Self::Unconfirmed, Event::Undo { .. }) => Err(Misfit::NotFromHere),

            (Self::Held { decision, choice, until, before }, Event::Settle { decision: meant, space }) if *decision == meant => {
                if now < *until {
                    return Err(Misfit::TooEarly);
                }
                Ok(match choice {
                    Choice::Accept => Self::Accepted { at: now, space },
                    Choice::Refuse { .. } => Self::Refused { at: now },
                    Choice::Wait { priority } => {
                        // The rank is kept by who was on the list already.
                        let (Before::Pending { since } | Before::Waiting { since, .. }) = before;
                        Self::Waiting { since: *since, priority: *priority }
                    }
                })
            }
            (_, Event::Settle { .. }) => Err(Misfit::Already),
        }
    }

    /// The tab of the queue where it stands.
    pub fn shelf(&self) -> Shelf {
        match self {
            Self::Unconfirmed => Shelf::Unconfirmed,
            Self::Pending { .. } => Shelf::ToRead,
            Self::Waiting { .. } => Shelf::Waiting,
            Self::Held { .. } | Self::Accepted { .. } | Self::Refused { .. } => Shelf::Decided,
        }
    }

    /// The instant by which it is sorted on its shelf.
    pub fn since(&self, submitted_at: Instant) -> Instant {
        match self {
            Self::Unconfirmed => submitted_at,
            Self::Pending { since } | Self::Waiting { since, .. } => *since,
            Self::Held { until, .. } => *until,
            Self::Accepted { at, .. } | Self::Refused { at } => *at,
        }
    }

    /// It keeps its address from others: everything but a refusal in effect.
    pub fn keeps_slug(&self) -> bool {
        !matches!(self, Self::Refused { .. })
    }
}

#[cfg(test)]
#[path = "application_tests.rs"]
mod tests;
