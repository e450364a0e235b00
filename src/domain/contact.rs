//! Who administers a space (spec 7.4): named by another, one when they say so themselves, asked once a year whether they still are.
//!
//! ```text
//!  named by an administrator, the form or the team ── their own word, from their own mailbox ─→ contact ── a year unseen ─→ asked
//! ```
//! A space keeps one contact at least who said so; letters go to the principal first. A handover is a naming that says whose place
//! the new one takes: that one leaves when the new one has said yes.

use super::space::Contact;
use super::values::{EmailAddress, Instant};
use crate::choices;

/// Addresses of a space, at most.
pub const MOST: usize = 10;

choices!(
    /// What changes among the contacts of a space; the codes are those of the trail and of letters.
    Change { Named = "name_contact", Confirmed = "confirm_contact", Removed = "remove_contact", Promoted = "promote_contact" }
);

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Another address is named; it takes the place of this one when it says yes.
    Name(EmailAddress, Option<EmailAddress>),
    /// The owner of an address says that it is theirs, and that they administer.
    Confirm(EmailAddress),
    /// An address goes.
    Remove(EmailAddress),
    /// An address becomes the principal.
    Promote(EmailAddress),
}

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is a contact already.
    Already,
    /// There are as many as may be.
    TooMany,
    /// It is the last who said yes: someone must administer.
    Last,
    /// No such contact.
    Unknown,
    /// Its owner did not say yes.
    Unconfirmed,
}

impl Refusal {
    /// Its key among the words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Already => "contact-already",
            Self::TooMany => "contact-too-many",
            Self::Last => "contact-last",
            Self::Unknown => "contact-unknown",
            Self::Unconfirmed => "contact-unconfirmed",
        }
    }
}

fn place(all: &[Contact], email: &EmailAddress) -> Option<usize> {
    all.iter().position(|one| one.email.folded() == email.folded())
}

/// The contacts after a deed, the principal first.
pub fn after(all: &[Contact], deed: &Deed, now: Instant) -> Result<Vec<Contact>, Refusal> {
    let mut next = all.to_vec();
    match deed {
        Deed::Name(email, takes_over) => match place(all, email) {
            Some(at) if all[at].confirmed_at.is_some() => return Err(Refusal::Already),
            Some(at) => next[at] = Contact { named_at: Some(now), takes_over: takes_over.clone(), ..all[at].clone() },
            None if all.len() >= MOST => return Err(Refusal::TooMany),
            None => next.push(Contact { takes_over: takes_over.clone(), named_at: Some(now), ..Contact::named(email.clone()) }),
        },
        Deed::Confirm(email) => {
            let at = place(all, email).ok_or(Refusal::Unknown)?;
            next[at].confirmed_at = Some(now);
            if let Some(old) = next[at].takes_over.take().and_then(|old| place(&next, &old)).filter(|old| *old != at) {
                next[at].principal |= next[old].principal;
                next.remove(old);
            }
        }
        Deed::Remove(email) => {
            let at = place(all, email).ok_or(Refusal::Unknown)?;
            let gone = next.remove(at);
            if gone.confirmed_at.is_some() && next.iter().all(|one| one.confirmed_at.is_none()) {
                return Err(Refusal::Last);
            }
            // Whom it named to take its place still may, without taking any.
            next.iter_mut()
                .filter(|one| one.takes_over.as_ref().is_some_and(|old| old.folded() == gone.email.folded()))
                .for_each(|one| one.takes_over = None);
        }
        Deed::Promote(email) => {
            let at = place(all, email).ok_or(Refusal::Unknown)?;
            if next[at].confirmed_at.is_none() {
                return Err(Refusal::Unconfirmed);
            }
            for (n, one) in next.iter_mut().enumerate() {
                one.principal = n == at;
            }
        }
    }
    // Someone is the principal: the first who said yes.
    if !next.iter().any(|one| one.principal)
        && let Some(at) = next.iter().position(|one| one.confirmed_at.is_some())
    {
        next[at].principal = true;
    }
    next.sort_by_key(|one| !one.principal);
    Ok(next)
}

/// What changed between two lists: each address with what happened to it.
pub fn changes(before: &[Contact], after: &[Contact]) -> Vec<(EmailAddress, Change)> {
    let mut found = Vec::new();
    for one in after {
        match place(before, &one.email).map(|at| &before[at]) {
            None => found.push((one.email.clone(), Change::Named)),
            Some(was) => {
                if was.confirmed_at.is_none() && one.confirmed_at.is_some() {
                    found.push((one.email.clone(), Change::Confirmed));
                }
                if one.principal && !was.principal {
                    found.push((one.email.clone(), Change::Promoted));
                }
            }
        }
    }
    let gone = before.iter().filter(|one| place(after, &one.email).is_none());
    found.extend(gone.map(|one| (one.email.clone(), Change::Removed)));
    found
}

#[cfg(test)]
#[path = "contact_tests.rs"]
mod tests;
