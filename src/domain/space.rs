//! A space: a Nextcloud instance of one association. Its states and what leads from one to another are in [`state`]; what is due
//! of an idle one in [`super::life`].
//!
//! A place is taken from the acceptance on, and given back by the deletion alone: who was told yes keeps it while a person looks at
//! what failed (R18).

pub mod state;

pub use state::{Event, Idle, State, Status, Step, Why};

use super::application::Application;
use super::policy::Policy;
use super::values::{ApplicationId, EmailAddress, Instant, Slug, SpaceId, Suite};
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
    /// What the association does, where it is, whom it employs: for statistics (R16), and all that stays of it.
    pub sort: Sort,
    /// Its administrators asked for its deletion: when it may be done.
    pub leaving: Option<Leaving>,
}

/// What sort of association it is of: broad answers of the form, about nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sort {
    /// Code of the main field.
    pub field: String,
    /// Code of the class of employees.
    pub employees: String,
    /// ISO 3166 alpha-2.
    pub country: String,
}

/// A deletion that administrators asked for (spec 7.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// When they asked.
    pub asked_at: Instant,
    /// Until then they may come back on it.
    pub until: Instant,
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
    /// When its owner last said that it is theirs, or came by its link; none for one that was only named.
    pub confirmed_at: Option<Instant>,
    /// When it was last named, by a letter.
    pub named_at: Option<Instant>,
    /// When it was last asked whether it still is a contact.
    pub asked_at: Option<Instant>,
    /// The contact that it takes the place of, once it says yes.
    pub takes_over: Option<EmailAddress>,
}

impl Contact {
    /// An address that was only named.
    pub fn named(email: EmailAddress) -> Self {
        Self { email, principal: false, confirmed_at: None, named_at: None, asked_at: None, takes_over: None }
    }

    /// An address whose owner said at `at` that it is theirs.
    pub fn confirmed(email: EmailAddress, principal: bool, at: Instant) -> Self {
        Self { principal, confirmed_at: Some(at), ..Self::named(email) }
    }
}

impl Space {
    /// The space that an acceptance orders.
    pub fn ordered(id: SpaceId, application: &Application, policy: &Policy, now: Instant) -> Self {
        let form = &application.form;
        let principal = Contact::confirmed(form.contact.email.clone(), true, now);
        let second = form.contact.second_email.clone().map(Contact::named);
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
            sort: Sort {
                field: form.structure.field.to_string(),
                employees: form.structure.employees.to_string(),
                country: form.structure.country.to_string(),
            },
            leaving: None,
        }
    }

    /// The addresses letters about its life go to: those whose owners said that they are theirs, or all where nobody did.
    pub fn readers(&self) -> Vec<&EmailAddress> {
        let confirmed: Vec<&EmailAddress> = self.contacts.iter().filter(|c| c.confirmed_at.is_some()).map(|c| &c.email).collect();
        if confirmed.is_empty() { self.contacts.iter().map(|c| &c.email).collect() } else { confirmed }
    }

    /// This address administers it.
    pub fn is_administered_by(&self, email: &EmailAddress) -> bool {
        self.contacts.iter().any(|contact| contact.confirmed_at.is_some() && contact.email.folded() == email.folded())
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
#[path = "space_tests.rs"]
mod space_tests;
