//! Sieves against waves (spec 6): what they catch, what they do to it, and until when.
//!
//! A sieve looks at the folded columns that `store` keeps of an application, so that one rule holds in Rust, at the submission and at
//! the confirmation, and in SQL, over all that is pending. To add a criterion: a field of [`Criteria`], its reading in `entry`, its
//! test in [`Criteria::catch`], its condition in `store/sieve.rs`, its field in the form and its line in the words.

mod entry;
mod pattern;

pub use entry::Entry;
pub use pattern::Pattern;

use super::application::{Application, State};
use super::fold::words;
use super::form::LegalForm;
use super::values::{Instant, SieveId};
use crate::choices;
use serde::{Deserialize, Serialize};

choices!(
    /// What a sieve does to what it catches; each more than the one before.
    Grade { Note = "note", Lower = "lower", AskPerson = "ask_person", Drop = "drop" }
);

choices!(
    /// How a catch ended: a person said so for one, all was put back, or another catch took its place.
    Fate { LetIn = "let_in", Dropped = "dropped", PutBack = "put_back", Outdone = "outdone" }
);

choices!(
    /// What the clockwork does for a sieve, a hundred at a time.
    Task { Sweep = "sweep", PutBack = "put_back", DropAll = "drop_all" }
);

/// A mail domain, with those below it or alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDomain {
    /// Lower case.
    pub domain: String,
    /// Those below it too.
    pub below: bool,
}

/// What is caught: all that is there must match.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criteria {
    /// Domain of the contact address.
    pub mail: Option<MailDomain>,
    /// Words of the name of the structure.
    pub name: Option<Pattern>,
    /// Words of all that is said, each somewhere.
    #[serde(default)]
    pub words: Vec<Pattern>,
    /// The legal form.
    pub legal_form: Option<LegalForm>,
    /// The country.
    pub country: Option<String>,
    /// Sent from the same connection, the same day, as an application: its keyed hash, kept apart from the rest.
    #[serde(skip)]
    pub origin: Option<String>,
}

/// What a sieve looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the criteria")]
pub struct Facts {
    pub mail: String,
    pub name: String,
    pub said: String,
    pub legal_form: LegalForm,
    pub country: String,
    pub origin: Option<String>,
}

impl Facts {
    /// Those of an application, with the hash of the connection it was sent from.
    pub fn of(application: &Application, origin: Option<String>) -> Self {
        let (structure, contact) = (&application.form.structure, &application.form.contact);
        Self {
            mail: contact.email.domain().to_lowercase(),
            name: words(&structure.organization_name),
            said: application.searched(),
            legal_form: structure.legal_form,
            country: structure.country.clone(),
            origin,
        }
    }
}

impl Criteria {
    /// Nothing is asked: all would be caught.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All that is asked is there.
    pub fn catch(&self, facts: &Facts) -> bool {
        let mail =
            |one: &MailDomain| facts.mail == one.domain || one.below && facts.mail.strip_suffix(&one.domain).is_some_and(|rest| rest.ends_with('.'));
        self.mail.as_ref().is_none_or(mail)
            && self.name.as_ref().is_none_or(|pattern| pattern.fits(&facts.name))
            && self.words.iter().all(|pattern| pattern.fits(&facts.said))
            && self.legal_form.is_none_or(|form| form == facts.legal_form)
            && self.country.as_ref().is_none_or(|country| *country == facts.country)
            && self.origin.as_ref().is_none_or(|origin| facts.origin.as_ref() == Some(origin))
    }
}

/// A sieve, as a coordinator made it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Sieve {
    pub id: SieveId,
    pub name: String,
    pub criteria: Criteria,
    pub grade: Grade,
    pub motive: String,
    pub ends_at: Instant,
}

impl Sieve {
    /// It catches at `now`.
    pub fn holds(&self, now: Instant) -> bool {
        now < self.ends_at
    }
}

/// The sieve that catches, of those that hold: the strongest, and of these the oldest.
pub fn strongest<'a>(sieves: &'a [Sieve], facts: &Facts, now: Instant) -> Option<&'a Sieve> {
    let mut found: Option<&Sieve> = None;
    for sieve in sieves.iter().filter(|sieve| sieve.holds(now) && sieve.criteria.catch(facts)) {
        if found.is_none_or(|best| best.grade < sieve.grade) {
            found = Some(sieve);
        }
    }
    found
}

impl Application {
    /// A sweep may do this to it at `now`: it waits, nobody holds it nor is waited for, and no sieve does as much already. What the
    /// team talks about with the applicant is noted and lowered, never held.
    pub fn may_be_swept(&self, grade: Grade, now: Instant) -> bool {
        let waits = match &self.state {
            State::Unconfirmed => true,
            State::Pending { asker, .. } => asker.is_none(),
            State::Asked(_) => grade <= Grade::Lower,
            _ => false,
        };
        waits && self.holder(now).is_none() && self.sieved < Some(grade)
    }

    /// It stands in the place of a sieve: held before the queue, or dropped before its address was confirmed.
    pub fn is_apart(&self) -> bool {
        matches!(self.state, State::Apart { .. }) || self.is_dropped()
    }

    /// Dropped before its address was confirmed: nobody is written to.
    pub fn is_dropped(&self) -> bool {
        self.state == State::Unconfirmed && self.sieved == Some(Grade::Drop)
    }
}

/// A sieve that touches more than half of what is pending is saved on purpose only.
pub fn is_wide(touched: i64, pending: i64) -> bool {
    touched * 2 > pending && touched > 1
}

#[cfg(test)]
#[path = "sieve_tests.rs"]
mod tests;
