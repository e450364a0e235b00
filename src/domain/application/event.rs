//! What can happen to an application, and why it does not.

use crate::domain::review::Choice;
use crate::domain::values::{DecisionId, Instant, SpaceId, VolunteerId};
use crate::domain::waiting::Step;

/// What can happen to an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The applicant confirmed the address.
    Confirm,
    /// A sieve holds it before the queue, or a coordinator drops what one held (spec 6).
    SetApart {
        /// When it is erased; none while a person must say.
        until: Option<Instant>,
    },
    /// A coordinator lets in what a sieve held.
    LetIn,
    /// A volunteer decided.
    Decide {
        /// Key of the decision.
        decision: DecisionId,
        /// What was decided.
        choice: Choice,
        /// When the undo delay is over.
        until: Instant,
        /// Until when a second look is waited for, where one is asked for.
        look_until: Option<Instant>,
    },
    /// A second volunteer said what they would decide (spec 5.10).
    Look {
        /// The decision meant.
        decision: DecisionId,
        /// They would decide the same.
        agrees: bool,
        /// If not, it is held until then at least: there is time to take it back.
        stays: Instant,
    },
    /// A volunteer asked something.
    Ask {
        /// Who.
        by: VolunteerId,
        /// Fields that the applicant may change.
        fields: Vec<String>,
        /// When to remind, and when to close.
        dates: (Instant, Instant),
    },
    /// The applicant answered.
    Answer,
    /// The time to remind the applicant of the question came.
    Remind {
        /// When to close, at the soonest.
        close_at: Instant,
    },
    /// The time to wait for an answer is over.
    Close,
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
        /// When who comes on the waiting list is asked whether they still wait.
        ask_at: Instant,
    },
    /// A step of the yearly question to who waits (spec 5.7).
    Inquiry(Step),
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
