//! An application and its life: one `match (state, event)`.
//!
//! ```text
//!                 confirm          decide            settle
//!  (form sent) → Unconfirmed → Pending ───→ Held ───────────→ Accepted (a space is ordered)
//!                     │         │ ↑  ↑       │  ╲             Waiting  (may be decided again)
//!              7 days │     ask ↓ │  └ undo ─┘   ╲            Refused  (erased once its letter has left)
//!                     ↓       Asked answer        ╲
//!                  erased       │     Waiting ←────┘ undo, when it was on the list before
//!                               └ no answer → Closed (erased once its letter has left)
//! ```
//!
//! Apart: a sieve holds it before the queue (spec 6). `SetApart` leads there from the queue, at the confirmation or in a sweep, `LetIn` back;
//! what is dropped is erased when its time is over.
//! Held: decided, with its letter and its space order waiting together until the undo delay is over (spec 5.5). Where a second
//! look is waited for (spec 5.10), it is held until that came, or its time is over: `look` moves the end, never anything else.
//! Asked: the team waits for the applicant, and the clock of the delay stands still (spec 5.6). One may ask from the queue or
//! from the waiting list, and decide without waiting for the answer.
//! Waiting: once a year one is asked whether one still does, and leaves the list without an answer (`waiting`).

mod before;
mod event;

pub use before::Before;
pub use event::{Event, Misfit};

use super::eligibility::Assessment;
use super::fold::words;
use super::form::Form;
use super::message::Asked;
use super::review::{Choice, Claim};
use super::second_look::Look;
use super::sieve::Grade;
use super::values::{ApplicationId, DecisionId, Instant, Reference, SpaceId, VolunteerId};
use super::waiting::{Listed, Step};
use crate::choices;
use chrono::Duration;
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
    /// What a sieve does to it now (spec 6).
    pub sieved: Option<Grade>,
    /// How much older it stands in the queue than it is (R9).
    pub lead: Duration,
}

/// Where an application is in its life, with the facts of that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The address is not confirmed yet.
    Unconfirmed,
    /// In the queue.
    Pending {
        /// Since when: the confirmation, later by the time spent waiting for the applicant.
        since: Instant,
        /// Who asked the question that was answered last: the answer returns to them.
        #[serde(default)]
        asker: Option<VolunteerId>,
    },
    /// Held before the queue by a sieve (spec 6).
    Apart {
        /// Since when it waits, as in the queue.
        since: Instant,
        /// Whom it waited for in the queue.
        #[serde(default)]
        asker: Option<VolunteerId>,
        /// When it is erased, once dropped; none while a person must say.
        #[serde(default)]
        until: Option<Instant>,
    },
    /// The team waits for the applicant's answer (spec 5.6).
    Asked(Asked),
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
        /// The second look at it, where one was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        look: Option<Look>,
    },
    /// Eligible, but no room, or others first (R13).
    Waiting(Listed),
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
    /// Closed because no answer came; erased once the letter has left.
    Closed {
        /// When.
        at: Instant,
    },
}

choices!(
    /// Where an application stands for the team: the tabs of the queue.
    Shelf { Unconfirmed = "unconfirmed", Apart = "apart", ToRead = "to_read", Asked = "asked", Waiting = "waiting", Decided = "decided" }
);

impl State {
    /// The state after `event`, or why there is none.
    pub fn after(&self, event: Event, now: Instant) -> Result<Self, Misfit> {
        match (self, event) {
            (Self::Unconfirmed, Event::Confirm) => Ok(Self::Pending { since: now, asker: None }),
            (_, Event::Confirm) => Err(Misfit::Already),

            (Self::Pending { since, asker } | Self::Apart { since, asker, .. }, Event::SetApart { until }) => {
                Ok(Self::Apart { since: *since, asker: asker.clone(), until })
            }
            (Self::Apart { since, asker, .. }, Event::LetIn) => Ok(Self::Pending { since: *since, asker: asker.clone() }),
            (_, Event::SetApart { .. }) => Err(Misfit::NotFromHere),
            (_, Event::LetIn) => Err(Misfit::Already),

            (_, Event::Decide { decision, choice, until, look_until }) => {
                let before = self.undecided().ok_or(Misfit::Already)?.ok_or(Misfit::NotFromHere)?;
                let look = look_until.map(|_| Look::Awaited { from: until });
                Ok(Self::Held { decision, choice, until: look_until.unwrap_or(until).max(until), before, look })
            }
            (Self::Held { decision, choice, until, before, look }, Event::Look { decision: meant, agrees, stays }) if *decision == meant => {
                let (until, look) = Look::came(look.as_ref(), agrees, (*until, stays), now)?;
                Ok(Self::Held { decision: meant, choice: choice.clone(), until, before: before.clone(), look: Some(look) })
            }

            (Self::Pending { .. } | Self::Waiting { .. }, Event::Ask { by, fields, dates: (remind_at, close_at) }) => {
                let (priority, because, inquiry) = match self {
                    Self::Waiting(listed) => (Some(listed.priority), listed.because, listed.inquiry.clone()),
                    _ => Default::default(),
                };
                let since = self.since(now);
                Ok(Self::Asked(Asked { since, priority, because, inquiry, at: now, by, fields, remind_at, close_at, reminded: false }))
            }
            (Self::Unconfirmed | Self::Apart { .. }, Event::Ask { .. }) => Err(Misfit::NotFromHere),
            (_, Event::Ask { .. }) => Err(Misfit::Already),

            (Self::Asked(asked), Event::Answer) => Ok(asked.answered(now)),
            (Self::Asked(asked), Event::Remind { .. } | Event::Close) if now < asked.due() => Err(Misfit::TooEarly),
            (Self::Asked(asked), Event::Remind { close_at }) if !asked.reminded => {
                Ok(Self::Asked(Asked { reminded: true, close_at: asked.close_at.max(close_at), ..asked.clone() }))
            }
            (Self::Asked(asked), Event::Close) if asked.reminded => Ok(Self::Closed { at: now }),
            (Self::Asked(_), Event::Close) => Err(Misfit::TooEarly),
            (_, Event::Answer | Event::Remind { .. } | Event::Close) => Err(Misfit::Already),

            (Self::Held { decision, before, until, .. }, Event::Undo { decision: meant }) if *decision == meant => {
                if now < *until {
                    Ok(before.clone().into())
                } else {
                    Err(Misfit::TooLate)
                }
            }
            (Self::Pending { .. } | Self::Apart { .. } | Self::Asked(_) | Self::Held { .. }, Event::Undo { .. } | Event::Look { .. }) => {
                Err(Misfit::Already)
            }
            (Self::Accepted { .. } | Self::Refused { .. } | Self::Closed { .. } | Self::Waiting { .. }, Event::Undo { .. } | Event::Look { .. }) => {
                Err(Misfit::TooLate)
            }
            (Self::Unconfirmed, Event::Undo { .. } | Event::Look { .. }) => Err(Misfit::NotFromHere),

            (Self::Waiting(listed), Event::Inquiry(step)) => listed.after(&step, now),
            (Self::Held { before: Before::Waiting(listed), .. }, Event::Inquiry(Step::Stay { ask_at })) => {
                let mut held = self.clone();
                if let Self::Held { before, .. } = &mut held {
                    *before = Before::Waiting(listed.stay(ask_at, now)?);
                }
                Ok(held)
            }
            (Self::Unconfirmed | Self::Pending { .. } | Self::Apart { .. } | Self::Asked(_), Event::Inquiry(_)) => Err(Misfit::NotFromHere),
            (Self::Held { .. } | Self::Accepted { .. } | Self::Refused { .. } | Self::Closed { .. }, Event::Inquiry(_)) => Err(Misfit::Already),

            (Self::Held { decision, choice, until, before, .. }, Event::Settle { decision: meant, space, ask_at }) if *decision == meant => {
                if now < *until {
                    return Err(Misfit::TooEarly);
                }
                Ok(match choice {
                    Choice::Accept => Self::Accepted { at: now, space },
                    Choice::Refuse { .. } | Choice::Drop => Self::Refused { at: now },
                    // The rank is kept by who was on the list already.
                    Choice::Wait { priority, because } => Self::Waiting(Listed::of(before.since(now), *priority, *because, ask_at)),
                })
            }
            (_, Event::Settle { .. }) => Err(Misfit::Already),
        }
    }

    /// Where it may be decided from: `None` once it is decided, `Some(None)` before it may be.
    fn undecided(&self) -> Option<Option<Before>> {
        match self {
            Self::Unconfirmed | Self::Apart { .. } => Some(None),
            Self::Pending { since, asker } => Some(Some(Before::Pending { since: *since, asker: asker.clone() })),
            Self::Waiting(listed) => Some(Some(Before::Waiting(listed.clone()))),
            Self::Asked(asked) => Some(Some(Before::Asked(asked.clone()))),
            Self::Held { .. } | Self::Accepted { .. } | Self::Refused { .. } | Self::Closed { .. } => None,
        }
    }

    /// The tab of the queue where it stands.
    pub fn shelf(&self) -> Shelf {
        match self {
            Self::Unconfirmed => Shelf::Unconfirmed,
            Self::Apart { .. } => Shelf::Apart,
            Self::Pending { .. } => Shelf::ToRead,
            Self::Asked(_) => Shelf::Asked,
            Self::Waiting { .. } => Shelf::Waiting,
            Self::Held { .. } | Self::Accepted { .. } | Self::Refused { .. } | Self::Closed { .. } => Shelf::Decided,
        }
    }

    /// The instant by which it is sorted on its shelf.
    pub fn since(&self, submitted_at: Instant) -> Instant {
        match self {
            Self::Unconfirmed => submitted_at,
            Self::Pending { since, .. } | Self::Apart { since, .. } | Self::Waiting(Listed { since, .. }) => *since,
            Self::Asked(asked) => asked.at,
            Self::Held { until, .. } => *until,
            Self::Accepted { at, .. } | Self::Refused { at } | Self::Closed { at } => *at,
        }
    }

    /// It keeps its address from others: everything but a refusal in effect.
    pub fn keeps_slug(&self) -> bool {
        !self.is_over()
    }

    /// Refused or closed: erased once its letter has left.
    pub fn is_over(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::Closed { .. })
    }

    /// The applicant may withdraw it: a space that is ordered is left by its own pages.
    pub fn may_be_withdrawn(&self) -> bool {
        !matches!(self, Self::Accepted { .. }) && !self.is_over()
    }

    /// When something happens by itself: a question recalled, or closed.
    pub fn due(&self) -> Option<Instant> {
        match self {
            Self::Asked(asked) => Some(asked.due()),
            Self::Waiting(listed) => Some(listed.due()),
            Self::Apart { until, .. } => *until,
            _ => None,
        }
    }

    /// Who should read it first: who asked what was answered, or whom it was handed to.
    pub fn waits_for(&self) -> Option<&VolunteerId> {
        match self {
            Self::Pending { asker, .. } => asker.as_ref(),
            _ => None,
        }
    }

    /// Its place on the waiting list, where it has one; a decision that can still be undone takes none away.
    pub fn listed(&self) -> Option<&Listed> {
        match self {
            Self::Waiting(listed) | Self::Held { before: Before::Waiting(listed), .. } => Some(listed),
            _ => None,
        }
    }

    /// Priority on the waiting list, 0 (first) to 3; 0 elsewhere.
    pub fn priority(&self) -> i64 {
        match self {
            Self::Waiting(listed) => listed.priority,
            _ => 0,
        }
    }
}

/// Where what a sieve lowers stands on the shelf to read: after all others.
const LOWERED: i64 = 9;

impl Application {
    /// Its rank on its shelf before dates count: that of the waiting list, or the end of the queue where a sieve lowers it.
    pub fn priority(&self) -> i64 {
        match self.state {
            State::Pending { .. } if self.sieved == Some(Grade::Lower) => LOWERED,
            _ => self.state.priority(),
        }
    }

    /// All that one may look for in it, folded (`store` keeps it in a column).
    pub fn searched(&self) -> String {
        let (structure, contact) = (&self.form.structure, &self.form.contact);
        let said = [
            structure.organization_name.as_str(),
            structure.acronym.as_deref().unwrap_or_default(),
            self.form.address.slug.as_str(),
            self.reference.as_str(),
            structure.town.as_deref().unwrap_or_default(),
            structure.network.as_deref().unwrap_or_default(),
            contact.email.domain(),
            structure.website.as_deref().unwrap_or_default(),
            &structure.purpose,
            &structure.activities,
        ];
        words(&said.join(" "))
    }
}

#[cfg(test)]
#[path = "application_tests.rs"]
mod tests;
