//! The values that coordinators may change: one typed value, read in one place. Every **(policy)** mark of the product.
//!
//! To add one: a field here with its default from the service's FAQ, and nothing else anywhere: pages and letters print it.

use chrono::Duration;

/// The rules in force. A decision records [`Policy::version`] (R10).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Policy {
    /// Number of the version; 1 is the FAQ's.
    pub version: i64,
    /// R3, R23: accounts of a space.
    pub accounts: i64,
    /// R3, R23: storage of a space, in Go (10⁹ bytes).
    pub storage_go: i64,
    /// R17: spaces that may exist in all.
    pub ceiling: i64,
    /// R12: the delay promised, in days: from, to.
    pub review_days: (i64, i64),
    /// Spec 4.4: an unconfirmed application vanishes after this many days.
    pub unconfirmed_days: i64,
    /// Spec 5.3: a claim expires after this many minutes without activity.
    pub claim_minutes: i64,
    /// Spec 5.5: a decision can be undone for this many minutes.
    pub undo_minutes: i64,
    /// Spec 7.1: a link to enter a space is good for this many minutes.
    pub entry_minutes: i64,
    /// Spec 7.5: the first connection's link is good for this many days.
    pub first_connection_days: i64,
    /// Spec 11: a line of the audit trail is kept for this many days.
    pub trace_days: i64,
    /// An invitation of a volunteer is good for this many days.
    pub invitation_days: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            version: 1,
            accounts: 50,
            storage_go: 40,
            ceiling: 10_000,
            review_days: (1, 10),
            unconfirmed_days: 7,
            claim_minutes: 30,
            undo_minutes: 10,
            entry_minutes: 15,
            first_connection_days: 30,
            trace_days: 365,
            invitation_days: 7,
        }
    }
}

impl Policy {
    /// How long a claim lasts without activity.
    pub fn claim(&self) -> Duration {
        Duration::minutes(self.claim_minutes)
    }
    /// How long a decision can be undone.
    pub fn undo(&self) -> Duration {
        Duration::minutes(self.undo_minutes)
    }
    /// Storage of a space in bytes.
    pub fn storage_bytes(&self) -> i64 {
        self.storage_go * 1_000_000_000
    }
}
