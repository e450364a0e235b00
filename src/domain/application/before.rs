//! Where an application was when it was decided: the way back of an undo.

use super::State;
use crate::domain::message::Asked;
use crate::domain::values::{Instant, VolunteerId};
use crate::domain::waiting::Listed;
use serde::{Deserialize, Serialize};

/// The states from which one may decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "before", rename_all = "snake_case")]
pub enum Before {
    /// It was in the queue.
    Pending {
        /// Since when.
        since: Instant,
        /// Who asked the question answered last.
        #[serde(default)]
        asker: Option<VolunteerId>,
    },
    /// It was on the waiting list.
    Waiting(Listed),
    /// A question waited for its answer.
    Asked(Asked),
}

impl Before {
    /// It was on the waiting list: this is not the first decision about it.
    pub fn was_listed(&self) -> bool {
        matches!(self, Self::Waiting { .. } | Self::Asked(Asked { priority: Some(_), .. }))
    }
    /// Since when it had waited for the team at `now`, without the time spent waiting for the applicant.
    pub fn since(&self, now: Instant) -> Instant {
        match self {
            Self::Pending { since, .. } | Self::Waiting(Listed { since, .. }) => *since,
            // A question takes nothing from a rank.
            Self::Asked(Asked { priority: Some(_), since, .. }) => *since,
            Self::Asked(asked) => asked.since + (now - asked.at).max(chrono::Duration::zero()),
        }
    }
}

impl From<Before> for State {
    fn from(before: Before) -> Self {
        match before {
            Before::Pending { since, asker } => Self::Pending { since, asker },
            Before::Asked(asked) => Self::Asked(asked),
            Before::Waiting(listed) => Self::Waiting(listed),
        }
    }
}
