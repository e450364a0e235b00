//! Access that was lost (spec 7.4): someone of an association whose contacts are gone asks to administer its space.
//!
//! ```text
//!  Open ── a contact says yes ───────────────────────────→ Done (named as a contact)
//!   │ └─── a volunteer says yes ─→ Granted ── the delay ──→ Done
//!   │                                │  the old addresses were told; any of them may still refuse
//!   └── a contact or a volunteer refuses, at any time ───→ Refused
//! ```

use super::values::{EmailAddress, Instant, SpaceId};
use crate::choices;

choices!(
    /// Where a request is.
    AccessStatus { Open = "open", Granted = "granted", Done = "done", Refused = "refused" }
);

/// Characters of what one says of oneself, at most.
pub const WORDS: usize = 1_000;

/// A request, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRequest {
    /// Key.
    pub id: String,
    /// To which space.
    pub space: SpaceId,
    /// The address that would administer.
    pub address: EmailAddress,
    /// Who asks, in their words.
    pub words: String,
    /// Where it is.
    pub status: AccessStatus,
    /// When it was asked.
    pub created_at: Instant,
    /// When the delay after a volunteer's yes is over.
    pub due_at: Option<Instant>,
}

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessEvent {
    /// A contact of the space says yes.
    Vouch,
    /// A volunteer says yes: the old addresses have until then.
    Grant(Instant),
    /// The delay is over.
    Pass,
    /// A contact or a volunteer says no.
    Refuse,
}

impl AccessRequest {
    /// The request after an event; none where it changes nothing.
    #[must_use]
    pub fn after(&self, event: AccessEvent, now: Instant) -> Option<Self> {
        use AccessStatus::{Done, Granted, Open, Refused};
        let (status, due_at) = match (self.status, event) {
            (Open | Granted, AccessEvent::Vouch) => (Done, None),
            (Open, AccessEvent::Grant(until)) => (Granted, Some(until)),
            (Granted, AccessEvent::Pass) if self.due_at.is_some_and(|at| at <= now) => (Done, None),
            (Open | Granted, AccessEvent::Refuse) => (Refused, None),
            _ => return None,
        };
        Some(Self { status, due_at, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    #[test]
    fn a_request_ends_once_and_waits_its_whole_delay() {
        let now: Instant = "2027-03-12T20:00:00Z".parse().unwrap();
        let until = now + Duration::days(7);
        let request = |status, due_at| AccessRequest {
            id: "x".into(),
            space: SpaceId::parse("00000000-0000-7000-8000-000000000000").unwrap(),
            address: EmailAddress::parse("ana@canal.example").unwrap(),
            words: String::new(),
            status,
            created_at: now,
            due_at,
        };
        use AccessEvent::{Grant, Pass, Refuse, Vouch};
        use AccessStatus::{Done, Granted, Open, Refused};
        for (status, due, event, at, expected) in [
            (Open, None, Vouch, now, Some(Done)),
            (Open, None, Grant(until), now, Some(Granted)),
            (Open, None, Pass, until, None),
            (Open, None, Refuse, now, Some(Refused)),
            (Granted, Some(until), Vouch, now, Some(Done)),
            (Granted, Some(until), Grant(until), now, None),
            (Granted, Some(until), Pass, until - Duration::seconds(1), None),
            (Granted, Some(until), Pass, until, Some(Done)),
            (Granted, Some(until), Refuse, now, Some(Refused)),
            (Done, None, Refuse, now, None),
            (Done, None, Vouch, now, None),
            (Refused, None, Vouch, now, None),
            (Refused, None, Grant(until), now, None),
            (Refused, None, Pass, until, None),
        ] {
            assert_eq!(request(status, due).after(event, at).map(|next| next.status), expected, "{status} {event:?}");
        }
    }
}
