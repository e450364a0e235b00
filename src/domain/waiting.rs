//! The waiting list: why one waits, in which order, and whether one still does (R13; spec 5.7).
//!
//! Rank is by priority, then by the instant the request entered the queue; a decision, a question or a yes do not change it.
//! Once a year those who wait are asked whether they still want a space:
//!
//! ```text
//!              ask_at          remind_at             leave_at
//!  Planned ─────────→ Sent ─────────────→ Recalled ───────────→ Closed, and erased at once
//!     ↑                 │ yes                 │ yes
//!     └─────────────────┴─────────────────────┘
//! ```
//!
//! Dates are stored before the letter that says them. No step is made unless the letter before has really left, and its reader
//! has had as long as was promised: `due_step` says so, whatever the clock did meanwhile.
//!
//! To add a reason to wait: a code in [`Because`], its sentences in `locales/fr/waiting.ftl`.

use super::application::{Misfit, State};
use super::kinship::Bar;
use super::letter::Kind;
use super::policy::Policy;
use super::space::Seats;
use super::values::{ApplicationId, Instant, VolunteerId};
use crate::choices;
use chrono::{Duration, Months};
use serde::{Deserialize, Serialize};

choices!(
    /// Why one waits.
    Because { NoRoom = "no_room", OthersFirst = "others_first" }
);

impl Because {
    /// What is most likely meant: no place is free, or others come first.
    pub fn likely(seats: Seats) -> Self {
        if seats.free() == 0 || !seats.open { Self::NoRoom } else { Self::OthersFirst }
    }
}

impl Default for Because {
    /// What was meant before the reason was asked for.
    fn default() -> Self {
        Self::NoRoom
    }
}

/// Priorities, the first to come first.
pub const PRIORITIES: [i64; 4] = [0, 1, 2, 3];

/// A place on the waiting list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Rank among those of the same priority.
    pub since: Instant,
    /// 0 (first) to 3.
    pub priority: i64,
    /// Why it waits.
    #[serde(default)]
    pub because: Because,
    /// Where the yearly question is; none for a place that is older than the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inquiry: Option<Inquiry>,
}

/// The yearly question: still interested?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "inquiry", rename_all = "snake_case")]
pub enum Inquiry {
    /// It is asked then.
    Planned {
        /// When.
        ask_at: Instant,
    },
    /// Its letter was written.
    Sent {
        /// When.
        at: Instant,
        /// When it is recalled.
        remind_at: Instant,
        /// When the place is given up without an answer: the day that the letters say.
        leave_at: Instant,
    },
    /// The reminder was written.
    Recalled {
        /// When the question was asked.
        at: Instant,
        /// When the place is given up.
        leave_at: Instant,
    },
}

/// A step of the yearly question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is asked.
    Ask {
        /// When to recall it.
        remind_at: Instant,
        /// When the place is given up.
        leave_at: Instant,
    },
    /// It is recalled.
    Recall {
        /// When the place is given up, at the soonest.
        leave_at: Instant,
    },
    /// No answer came: the place is given up.
    Leave,
    /// The applicant still wants a space (or the question is planned for the first time).
    Stay {
        /// When it is asked next.
        ask_at: Instant,
    },
}

/// What is to be done of the yearly question now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// This step.
    Step(Step),
    /// Nothing before then: a letter has not left, or not long enough ago.
    Later(Instant),
}

/// How long a letter that does not leave is waited for before it is looked at again.
const LOOK_AGAIN: Duration = Duration::hours(6);

/// When the next yearly question is asked of who says yes, or comes on the list, at `at`.
pub fn next_inquiry(at: Instant, policy: &Policy) -> Instant {
    let months = u32::try_from(policy.waiting_ask_months.max(1)).unwrap_or(u32::MAX);
    at.checked_add_months(Months::new(months)).unwrap_or(at)
}

/// How long one has to answer before the reminder, and after it: a day at least.
fn delays(policy: &Policy) -> (Duration, Duration) {
    let days = |n: i64| Duration::days(n.clamp(1, 3650));
    (days(policy.waiting_reminder_days), days(policy.waiting_leave_days.saturating_sub(policy.waiting_reminder_days)))
}

impl Listed {
    /// A place taken, or taken anew, at `now`.
    pub fn of(since: Instant, priority: i64, because: Because, ask_at: Instant) -> Self {
        Self { since, priority, because, inquiry: Some(Inquiry::Planned { ask_at }) }
    }

    /// What ranks it: priority, then date, then key.
    pub fn rank_key(&self, id: &ApplicationId) -> (i64, Instant, String) {
        (self.priority, self.since, id.to_string())
    }

    /// The day by which an answer is waited for, while the question is open.
    pub fn answer_by(&self) -> Option<Instant> {
        match self.inquiry {
            Some(Inquiry::Sent { leave_at, .. } | Inquiry::Recalled { leave_at, .. }) => Some(leave_at),
            Some(Inquiry::Planned { .. }) | None => None,
        }
    }

    /// When something is due about the question.
    pub fn due(&self) -> Instant {
        match self.inquiry {
            Some(Inquiry::Planned { ask_at }) => ask_at,
            Some(Inquiry::Sent { remind_at, .. }) => remind_at,
            Some(Inquiry::Recalled { leave_at, .. }) => leave_at,
            None => self.since,
        }
    }

    /// The letter that must have left before the next step.
    pub fn awaited_letter(&self) -> Option<Kind> {
        match self.inquiry {
            Some(Inquiry::Sent { .. }) => Some(Kind::Inquiry),
            Some(Inquiry::Recalled { .. }) => Some(Kind::InquiryReminder),
            Some(Inquiry::Planned { .. }) | None => None,
        }
    }

    /// What is to be done at `now`; `left` is when the letter that is waited for left, if it did.
    pub fn due_step(&self, left: Option<Instant>, policy: &Policy, now: Instant) -> Due {
        let (first, second) = delays(policy);
        let ask = || Due::Step(Step::Ask { remind_at: now + first, leave_at: now + first + second });
        let later = |delay: Duration, stored: Instant, step: Step| {
            let soonest = left.map_or(now + LOOK_AGAIN, |left| (left + delay).max(stored));
            if left.is_some() && soonest <= now { Due::Step(step) } else { Due::Later(soonest) }
        };
        match self.inquiry {
            None => match next_inquiry(self.since, policy) {
                ask_at if now < ask_at => Due::Step(Step::Stay { ask_at }),
                _ => ask(),
            },
            Some(Inquiry::Planned { ask_at }) if now < ask_at => Due::Later(ask_at),
            Some(Inquiry::Planned { .. }) => ask(),
            Some(Inquiry::Sent { remind_at, .. }) => later(first, remind_at, Step::Recall { leave_at: now + second }),
            Some(Inquiry::Recalled { leave_at, .. }) => later(second, leave_at, Step::Leave),
        }
    }

    /// The place after a yes at `now`; `Already` when nothing is asked, nor about to be.
    pub fn stay(&self, ask_at: Instant, now: Instant) -> Result<Self, Misfit> {
        match self.inquiry {
            Some(Inquiry::Planned { ask_at }) if now < ask_at => Err(Misfit::Already),
            _ => Ok(Self { inquiry: Some(Inquiry::Planned { ask_at }), ..self.clone() }),
        }
    }

    /// Where a step of the question leads who waits.
    pub(super) fn after(&self, step: &Step, now: Instant) -> Result<State, Misfit> {
        let with = |inquiry| Ok(State::Waiting(Self { inquiry: Some(inquiry), ..self.clone() }));
        match (step, &self.inquiry) {
            (Step::Stay { ask_at }, _) => self.stay(*ask_at, now).map(State::Waiting),
            _ if now < self.due() => Err(Misfit::TooEarly),
            (Step::Ask { remind_at, leave_at }, None | Some(Inquiry::Planned { .. })) => {
                with(Inquiry::Sent { at: now, remind_at: *remind_at, leave_at: *leave_at })
            }
            // Never sooner than the day that was said.
            (Step::Recall { leave_at: soonest }, Some(Inquiry::Sent { at, leave_at, .. })) => {
                with(Inquiry::Recalled { at: *at, leave_at: *leave_at.max(soonest) })
            }
            (Step::Leave, Some(Inquiry::Recalled { .. })) => Ok(State::Closed { at: now }),
            (Step::Leave | Step::Recall { .. }, None | Some(Inquiry::Planned { .. } | Inquiry::Sent { .. })) => Err(Misfit::TooEarly),
            (Step::Ask { .. } | Step::Recall { .. }, _) => Err(Misfit::Already),
        }
    }
}

/// Why an application is passed over when the next of the list are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance {
    /// Another volunteer holds it.
    Held(VolunteerId),
    /// The address it asks for went to another meanwhile.
    SlugTaken,
    /// Its network is at the bar where a coordinator must say why.
    Network {
        /// Who looks may lift it, with a motive.
        liftable: bool,
    },
    /// A question waits for its answer.
    Asked,
    /// A letter to its address could not be delivered.
    Undelivered,
}

impl Hindrance {
    /// The written form.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Held(_) => "held",
            Self::SlugTaken => "slug_taken",
            Self::Network { .. } => "network",
            Self::Asked => "asked",
            Self::Undelivered => "undelivered",
        }
    }

    /// One may accept it all the same, knowing.
    pub fn may_be_lifted(&self) -> bool {
        match self {
            Self::Held(_) | Self::SlugTaken => false,
            Self::Network { liftable } => *liftable,
            Self::Asked | Self::Undelivered => true,
        }
    }
}

/// What is looked at before one of the list is proposed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as the hindrances")]
pub struct Facts {
    pub held_by: Option<VolunteerId>,
    pub asked: bool,
    pub slug_taken: bool,
    pub bar: Bar,
    /// Who looks coordinates.
    pub coordinates: bool,
    pub undelivered: bool,
}

impl Facts {
    /// What stands in the way: what cannot be lifted first.
    pub fn hindrance(self) -> Option<Hindrance> {
        let network = (self.bar == Bar::Stop).then_some(Hindrance::Network { liftable: self.coordinates });
        let held = self.held_by.map(Hindrance::Held);
        let slug = self.slug_taken.then_some(Hindrance::SlugTaken);
        let asked = self.asked.then_some(Hindrance::Asked);
        held.or(slug).or(network).or(asked).or(self.undelivered.then_some(Hindrance::Undelivered))
    }
}

#[cfg(test)]
#[path = "waiting_tests.rs"]
mod tests;
