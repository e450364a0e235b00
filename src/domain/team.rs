//! The team (spec 5.11): who is in it, and what a coordinator may do for a member. The rules look at facts and change nothing.
//!
//! ```text
//!            invitation taken up           leave
//!  Invited ───────────────────→ Here ────────────→ Gone
//!     │                          ↑                  │
//!     └────────── leave ─────────┼──→ Gone          │ back (with the password they had, if any)
//!                                └──────────────────┘
//! ```

use super::form::{Answers, Problem};
use super::values::{EmailAddress, Instant, Role, VolunteerId};
use super::volunteer::Volunteer;
use crate::choices;
use chrono::Duration;

/// Characters of the name that the team sees, at most.
pub const NAME: usize = 60;

/// Between two letters with a link to the same person: the second click of a double one sends nothing.
pub const PAUSE: Duration = Duration::minutes(5);

choices!(
    /// Where someone stands in the team.
    Standing { Here = "here", Invited = "invited", Gone = "gone" }
);

/// A person of the team, with what the house knows of their comings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub volunteer: Volunteer,
    /// Since when they are on the list.
    pub since: Instant,
    /// A password was chosen: they came in, or could.
    pub has_password: bool,
    /// When they were last seen, as far as is remembered.
    pub seen_at: Option<Instant>,
    /// Until when their last link may be used, where one waits.
    pub invited_until: Option<Instant>,
}

/// Why nothing is changed for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such member, or who asks does not coordinate (any more): the same answer.
    Unknown,
    /// One does not take one's own role or access away.
    Oneself,
    /// Somebody must be left who coordinates and can come in.
    LastCoordinator,
    /// They left: they come back first.
    Gone,
    /// A link left a moment ago.
    JustSent,
}

impl Member {
    /// Where they stand.
    pub fn standing(&self) -> Standing {
        match (self.volunteer.disabled_at, self.has_password) {
            (Some(_), _) => Standing::Gone,
            (None, true) => Standing::Here,
            (None, false) => Standing::Invited,
        }
    }

    /// They coordinate and can come in.
    pub fn steers(&self) -> bool {
        self.volunteer.role == Role::Coordinator && self.standing() == Standing::Here
    }

    /// Gives another role: whether something changes. `steering` is how many members coordinate and can come in.
    pub fn with_role(&self, role: Role, by: &VolunteerId, steering: usize) -> Result<bool, Refusal> {
        if self.standing() == Standing::Gone {
            return Err(Refusal::Gone);
        }
        if self.volunteer.role == role {
            return Ok(false);
        }
        if role != Role::Coordinator {
            self.spared(by, steering)?;
        }
        Ok(true)
    }

    /// Leaves the team: whether something changes.
    pub fn leaving(&self, by: &VolunteerId, steering: usize) -> Result<bool, Refusal> {
        if self.standing() == Standing::Gone {
            return Ok(false);
        }
        self.spared(by, steering)?;
        Ok(true)
    }

    /// Comes back to the team: whether something changes.
    pub fn coming_back(&self) -> bool {
        self.standing() == Standing::Gone
    }

    /// A new link may leave: one to come in for the first time, or to choose another password.
    pub fn may_get_link(&self, last_sent: Option<Instant>, now: Instant) -> Result<(), Refusal> {
        match (self.standing(), last_sent) {
            (Standing::Gone, _) => Err(Refusal::Gone),
            (_, Some(at)) if now < at + PAUSE => Err(Refusal::JustSent),
            _ => Ok(()),
        }
    }

    /// Neither oneself nor the last who coordinates.
    fn spared(&self, by: &VolunteerId, steering: usize) -> Result<(), Refusal> {
        if self.volunteer.id == *by {
            Err(Refusal::Oneself)
        } else if self.steers() && steering <= 1 {
            Err(Refusal::LastCoordinator)
        } else {
            Ok(())
        }
    }
}

/// Whom a coordinator invites.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in Volunteer")]
pub struct Guest {
    pub name: String,
    pub email: EmailAddress,
    pub role: Role,
}

impl Guest {
    /// What was written, or what is to be mended, in the order of the fields.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field, key| problems.push(Problem { field, key, n: 0 });
        let name = answers.text("name").split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > NAME || name.chars().any(char::is_control) {
            wrong("name", "name-missing");
        }
        let email = EmailAddress::parse(&answers.text("email"));
        if email.is_none() {
            wrong("email", "member-email-malformed");
        }
        let role = Role::parse(&answers.text("role"));
        if role.is_none() {
            wrong("role", "member-role-missing");
        }
        match (email, role) {
            (Some(email), Some(role)) if problems.is_empty() => Ok(Self { name, email, role }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
#[path = "team_tests.rs"]
mod tests;
