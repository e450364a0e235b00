//! What a decision brings about, as data. `actions::settle` is the one door through which they become rows.

use super::letter::Letter;
use super::link::Purpose;
use super::operation::Operation;
use super::space::Space;
use super::values::{ApplicationId, DecisionId, Instant, Secret, SpaceId};

/// Something to be written along with a new state, in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A letter that leaves now.
    SendLetter {
        /// The letter.
        letter: Letter,
        /// What it is about, so that it is erased with it.
        about: About,
    },
    /// A letter that leaves at a moment when its reader can act: in daytime.
    SendLater {
        /// The letter.
        letter: Letter,
        /// What it is about.
        about: About,
        /// When it leaves, at the soonest.
        at: Instant,
    },
    /// A letter that waits for its decision to take effect.
    HoldLetter {
        /// The letter.
        letter: Letter,
        /// The application decided.
        application: ApplicationId,
        /// The decision it says.
        decision: DecisionId,
    },
    /// The decision took effect: its letter may leave.
    ReleaseLetter(DecisionId),
    /// The decision was undone: its letter never existed.
    DropLetter(DecisionId),
    /// A space is ordered, with the operation that creates it.
    OrderSpace(Space),
    /// The agent is asked for something.
    Ask(Operation),
    /// A secret that a letter carries.
    Link {
        /// The secret; only its hash is stored.
        secret: Secret,
        /// What it opens.
        purpose: Purpose,
        /// Whose.
        subject: String,
        /// Until when.
        until: Instant,
    },
    /// A line of the audit trail: keys only, never a person's words.
    Trace {
        /// The verb.
        verb: &'static str,
        /// Key of what it was done to.
        subject: String,
        /// What else must be known.
        detail: String,
    },
}

/// What a letter is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// An application.
    Application(ApplicationId),
    /// A space.
    Space(SpaceId),
    /// The house itself (an invitation).
    House,
}
