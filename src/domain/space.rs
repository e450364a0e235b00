//! A space: a Nextcloud instance of one association, and the beginning of its life (spec 8).
//!
//! ```text
//!             agent leases         agent completes
//!  Ordered ──────────────→ Creating ─────────────→ Active
//!     ↑                        │ fails for good      │
//!     └── (lease runs out) ────┴──────→ CreationFailed ──┴─→ Deleted
//! ```
//! A place is taken from the acceptance on, and given back by the deletion alone: who was told yes keeps it while a person looks at
//! what failed (R18).

use super::application::Application;
use super::policy::Policy;
use super::values::{ApplicationId, EmailAddress, Instant, Slug, SpaceId, Suite};
use crate::choices;
use serde::{Deserialize, Serialize};

/// A space as it is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// Key.
    pub id: SpaceId,
    /// Its DNS label.
    pub slug: Slug,
    /// The application it comes from, until that is erased.
    pub application: Option<ApplicationId>,
    /// Name of the structure.
    pub name: String,
    /// Its office suite.
    pub suite: Suite,
    /// Its limits, copied from the policy when it was ordered (R23).
    pub limits: Limits,
    /// The policy they come from.
    pub policy_version: i64,
    /// When it was ordered.
    pub ordered_at: Instant,
    /// Where it is in its life.
    pub state: State,
    /// Who administers it.
    pub contacts: Vec<Contact>,
}

/// What a space may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Accounts.
    pub accounts: i64,
    /// Bytes.
    pub storage_bytes: i64,
}

/// An address that administers a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address.
    pub email: EmailAddress,
    /// The one letters go to first.
    pub principal: bool,
}

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

choices!(
    /// The written form of [`State`], as in the contract.
    Status { Ordered = "ordered", Creating = "creating", Active = "active", CreationFailed = "creation_failed", Deleted = "deleted" }
);

/// What can happen to a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The agent took the order to create it.
    Start,
    /// The agent created it.
    Open,
    /// The agent cannot.
    Fail,
    /// It is deleted, or will never be created.
    Delete,
}

impl State {
    /// The written form.
    pub fn status(&self) -> Status {
        match self {
            Self::Ordered => Status::Ordered,
            Self::Creating { .. } => Status::Creating,
            Self::Active { .. } => Status::Active,
            Self::CreationFailed { .. } => Status::CreationFailed,
            Self::Deleted { .. } => Status::Deleted,
        }
    }

    /// The state after `event`; `None` where it changes nothing.
    pub fn after(&self, event: Event, now: Instant) -> Option<Self> {
        match (self, event) {
            (Self::Ordered | Self::CreationFailed { .. }, Event::Start) => Some(Self::Creating { since: now }),
            (Self::Creating { .. } | Self::Active { .. }, Event::Start) => None,
            (Self::Ordered | Self::Creating { .. } | Self::CreationFailed { .. }, Event::Open) => Some(Self::Active { since: now }),
            (Self::Active { .. }, Event::Open) => None,
            (Self::Ordered | Self::Creating { .. }, Event::Fail) => Some(Self::CreationFailed { at: now }),
            (Self::Active { .. } | Self::CreationFailed { .. }, Event::Fail) => None,
            (Self::Active { .. } | Self::CreationFailed { .. }, Event::Delete) => Some(Self::Deleted { at: now }),
            // What the agent may be at is not deleted under its hands.
            (Self::Ordered | Self::Creating { .. }, Event::Delete) | (Self::Deleted { .. }, _) => None,
        }
    }
}

impl Space {
    /// The space that an acceptance orders.
    pub fn ordered(id: SpaceId, application: &Application, policy: &Policy, now: Instant) -> Self {
        let form = &application.form;
        let principal = Contact { email: form.contact.email.clone(), principal: true };
        let second = form.contact.second_email.clone().map(|email| Contact { email, principal: false });
        Self {
            id,
            slug: form.address.slug.clone(),
            application: Some(application.id.clone()),
            name: form.structure.organization_name.clone(),
            suite: form.needs.suite.unwrap_or(Suite::Collabora),
            limits: Limits { accounts: policy.accounts, storage_bytes: policy.storage_bytes() },
            policy_version: policy.version,
            ordered_at: now,
            state: State::Ordered,
            contacts: [principal].into_iter().chain(second).collect(),
        }
    }

    /// The address letters go to.
    pub fn principal(&self) -> Option<&EmailAddress> {
        self.contacts.iter().find(|c| c.principal).or(self.contacts.first()).map(|c| &c.email)
    }
}

/// Places of the service (R17, R18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    /// Spaces that may exist.
    pub ceiling: i64,
    /// Spaces that exist, plus acceptances not yet in effect.
    pub taken: i64,
    /// New spaces are admitted: a phase runs, or a coordinator opened.
    pub open: bool,
}

impl Seats {
    /// Places left, never negative.
    pub fn free(self) -> i64 {
        (self.ceiling - self.taken).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_life_of_a_space_is_drawn_whole() {
        let now = Instant::default();
        let states = [
            State::Ordered,
            State::Creating { since: now },
            State::Active { since: now },
            State::CreationFailed { at: now },
            State::Deleted { at: now },
        ];
        let drawn: Vec<String> = states
            .iter()
            .flat_map(|state| [Event::Start, Event::Open, Event::Fail, Event::Delete].map(|event| (state, event)))
            .map(|(state, event)| format!("{} {event:?} {}", state.status(), state.after(event, now).map_or("-", |s| s.status().code())))
            .collect();
        assert_eq!(
            drawn,
            [
                "ordered Start creating",
                "ordered Open active",
                "ordered Fail creation_failed",
                "ordered Delete -",
                "creating Start -",
                "creating Open active",
                "creating Fail creation_failed",
                "creating Delete -",
                "active Start -",
                "active Open -",
                "active Fail -",
                "active Delete deleted",
                "creation_failed Start creating",
                "creation_failed Open active",
                "creation_failed Fail -",
                "creation_failed Delete deleted",
                "deleted Start -",
                "deleted Open -",
                "deleted Fail -",
                "deleted Delete -",
            ]
        );
    }

    #[test]
    fn places_left_are_never_negative() {
        assert_eq!(Seats { ceiling: 7, taken: 3, open: true }.free(), 4);
        assert_eq!(Seats { ceiling: 7, taken: 9, open: true }.free(), 0);
    }
}

#[cfg(test)]
#[path = "space_tests.rs"]
mod space_tests;
