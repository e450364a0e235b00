//! How many spaces a network has and asks for, against the bars of R19, replacements set apart (R22), with the hint of R21.

use crate::choices;
use serde::{Deserialize, Serialize};

choices!(
    /// Where a member of a network stands: a space that lives; accepted, its space not made yet; received, not decided yet; over
    /// (refused, withdrawn, deleted: shown, not counted).
    Standing { Live = "live", Accepted = "accepted", Pending = "pending", Over = "over" }
);

/// A member of a network, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Where it stands.
    pub standing: Standing,
    /// It replaces another space of the network, and both exist for a while (R22).
    pub replaces: bool,
}

/// Where a network stands against the bars of R19.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    /// Nothing to say.
    Below,
    /// The page says so.
    Warn,
    /// Accepting needs a coordinator and a motive.
    Stop,
}

/// The count of a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Spaces that live.
    pub live: usize,
    /// Accepted, not made yet.
    pub accepted: usize,
    /// Not decided yet.
    pub pending: usize,
    /// Set apart: they replace a space of the network.
    pub replacing: usize,
}

impl Count {
    /// Counts the members of a network, the application under review among them.
    pub fn of(members: impl IntoIterator<Item = Member>) -> Self {
        let mut count = Self::default();
        for member in members {
            match (member.standing, member.replaces) {
                (Standing::Over, _) => {}
                (_, true) => count.replacing += 1,
                (Standing::Live, false) => count.live += 1,
                (Standing::Accepted, false) => count.accepted += 1,
                (Standing::Pending, false) => count.pending += 1,
            }
        }
        count
    }

    /// What R19 counts.
    pub fn total(self) -> usize {
        self.live + self.accepted + self.pending
    }

    /// Where the network stands; `warn` and `stop` are the first counts at which each bar is reached.
    pub fn bar(self, warn: usize, stop: usize) -> Bar {
        match self.total() {
            total if total >= stop => Bar::Stop,
            total if total >= warn => Bar::Warn,
            _ => Bar::Below,
        }
    }

    /// So large a network is pointed to a paid host (R21).
    pub fn wants_a_host(self, groups: usize, said: Option<usize>) -> bool {
        self.total() > groups || said.is_some_and(|said| said > groups)
    }
}
