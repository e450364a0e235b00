//! The values that coordinators may change: one typed value, read in one place. Every **(policy)** mark of the product.
//!
//! To add one: a field here with its default from the service's FAQ, its line in [`field`], its label in `locales/fr/policy.ftl`;
//! pages and letters print it. What coordinators write is in [`version`]: changes, each with its day of effect.

pub mod field;
pub mod version;

use super::day;
use super::phase::{Admissions, Opening, Phase, default_calendar, opening};
use super::values::Instant;
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
    /// R17: the calendar of phases, in order.
    pub phases: Vec<Phase>,
    /// R17: what a coordinator says of admissions, above the calendar.
    pub admissions: Admissions,
    /// R12: the delay promised, in days: from, to.
    pub review_days: (i64, i64),
    /// Spec 4.4: an unconfirmed application vanishes after this many days.
    pub unconfirmed_days: i64,
    /// Spec 4.4: the time kept free of robots: a form sent sooner after it was opened waits for the rest, in seconds.
    pub form_seconds: i64,
    /// Spec 4.6: forms that one connection may send in an hour (a house of associations gets through).
    pub forms_an_hour: i64,
    /// Spec 5.6: a question without an answer is recalled after this many days…
    pub reminder_days: i64,
    /// …and closed after this many.
    pub closing_days: i64,
    /// Spec 4.5: the delay seen lately is that of decisions of so many days…
    pub delay_days: i64,
    /// …and is not said of fewer decisions than this.
    pub delay_sample: i64,
    /// R23: people who write in one document at the same time, in an office suite.
    pub simultaneous_editors: i64,
    /// R23: the same in Nextcloud Text.
    pub simultaneous_text_editors: i64,
    /// R23: a video may weigh this much at most, in Mo (10⁶ bytes).
    pub video_mo: i64,
    /// R19: from so many spaces of one network on, the page says so…
    pub network_warn: i64,
    /// …and from so many on, accepting needs a coordinator and a motive.
    pub network_stop: i64,
    /// R21: a network of more groups than this is pointed to a paid host.
    pub network_groups: i64,
    /// Spec 5.12: what is remembered of an erased application, in hashes, is forgotten after so many months.
    pub memory_months: i64,
    /// Spec 6: from which connection a form was sent is known, as a hash, for so many days. What a sieve drops waits as long
    /// as what is not confirmed.
    pub origin_days: i64,
    /// Spec 6: a sieve ends after so many days…
    pub sieve_days: i64,
    /// …or after this many at most.
    pub sieve_days_most: i64,
    /// Spec 5.3: a claim expires after this many minutes without activity.
    pub claim_minutes: i64,
    /// Spec 5.5: a decision can be undone for this many minutes.
    pub undo_minutes: i64,
    /// Spec 5.10: the share of decisions proposed blind to a second volunteer, in percent.
    pub blind_share: i64,
    /// Spec 5.10: a decision waits for a second look for this many hours at most.
    pub second_look_hours: i64,
    /// Spec 7.1: a link to enter a space is good for this many minutes.
    pub entry_minutes: i64,
    /// Spec 7.5: the first connection's link is good for this many days.
    pub first_connection_days: i64,
    /// Spec 11: a line of the audit trail is kept for this many days.
    pub trace_days: i64,
    /// An invitation of a volunteer is good for this many days.
    pub invitation_days: i64,
    /// R24: without a sign of life for so many months, a space is warned…
    pub idle_months: i64,
    /// R25: …again so many days later…
    pub second_warning_days: i64,
    /// R26: …disabled so many days after that…
    pub disabling_days: i64,
    /// R27: …its deletion announced so many days after…
    pub announcing_days: i64,
    /// R28: …and it is deleted so many days after the announcement.
    pub deleting_days: i64,
    /// Spec 8: 1 while nothing at all is done to idle spaces; 0 otherwise.
    pub life_paused: i64,
    /// Spec 8: no step is made unless the space was measured within so many days.
    pub fresh_days: i64,
    /// Spec 8: spaces disabled in one day, at most.
    pub disable_cap: i64,
    /// Spec 8: spaces deleted in one day, at most.
    pub delete_cap: i64,
    /// Spec 8: the team is told of what cannot be undone so many days before.
    pub notice_days: i64,
    /// Spec 7.6: who asks for the deletion of a space may come back on it for so many days.
    pub leave_days: i64,
    /// Spec 7.2: from this share of the storage on, in percent, the pages say so…
    pub quota_watch: i64,
    /// …from this one on, a letter says so…
    pub quota_high: i64,
    /// …and from this one on, a second.
    pub quota_full: i64,
    /// Below a bar by so many points, it may be crossed again.
    pub quota_back: i64,
    /// Spec 7.3: the office suite changes once in so many hours at most.
    pub suite_hours: i64,
    /// Spec 7.4: a contact who was not seen for so many months is asked whether they still are one.
    pub contact_ask_months: i64,
    /// Spec 7.4: who lost access gets it back so many days after the old addresses were told, at the earliest.
    pub access_days: i64,
    /// Letters about the life of a space leave from this hour on, in Paris…
    pub letters_from: i64,
    /// …and before this one…
    pub letters_to: i64,
    /// …and, where this is 1, neither on Sundays nor on public holidays.
    pub letters_rest: i64,
    /// Spec 11: what the law makes a host keep of a deleted space is kept for so many years.
    pub archive_years: i64,
    /// From this hour on, in Paris, the digest of the day leaves.
    pub digest_hour: i64,
    /// Spec 5.7: who waits is asked after so many months whether they still do…
    pub waiting_ask_months: i64,
    /// …asked again after so many days without an answer…
    pub waiting_reminder_days: i64,
    /// …and leaves the list after so many days, counted from the first letter.
    pub waiting_leave_days: i64,
    /// Spec 8: the address of a deleted space is given to nobody for so many months.
    pub quarantine_months: i64,
    /// R9: days of seniority in the queue that each level of ease with Nextcloud above the first gives, while the first phase runs.
    pub pioneer_days: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            version: 1,
            accounts: 50,
            storage_go: 40,
            phases: default_calendar(),
            admissions: Admissions::Calendar,
            review_days: (1, 10),
            unconfirmed_days: 7,
            form_seconds: 2,
            forms_an_hour: 60,
            reminder_days: 7,
            closing_days: 30,
            delay_days: 90,
            delay_sample: 20,
            simultaneous_editors: 20,
            simultaneous_text_editors: 50,
            video_mo: 500,
            network_warn: 3,
            network_stop: 5,
            network_groups: 30,
            memory_months: 12,
            origin_days: 7,
            sieve_days: 14,
            sieve_days_most: 90,
            claim_minutes: 30,
            undo_minutes: 10,
            blind_share: 0,
            second_look_hours: 24,
            entry_minutes: 15,
            first_connection_days: 30,
            trace_days: 365,
            invitation_days: 7,
            idle_months: 2,
            second_warning_days: 15,
            disabling_days: 15,
            announcing_days: 15,
            deleting_days: 15,
            life_paused: 0,
            fresh_days: 3,
            disable_cap: 50,
            delete_cap: 20,
            notice_days: 2,
            leave_days: 7,
            quota_watch: 80,
            quota_high: 90,
            quota_full: 95,
            quota_back: 5,
            suite_hours: 24,
            contact_ask_months: 12,
            access_days: 7,
            letters_from: 9,
            letters_to: 18,
            letters_rest: 1,
            archive_years: 5,
            digest_hour: 8,
            waiting_ask_months: 12,
            waiting_reminder_days: 15,
            waiting_leave_days: 30,
            quarantine_months: 6,
            pioneer_days: 3,
        }
    }
}

impl Policy {
    /// How long a claim lasts without activity.
    pub fn claim(&self) -> Duration {
        Duration::minutes(self.claim_minutes)
    }
    /// The first phase runs at `now` (R9).
    pub fn first_phase(&self, now: Instant) -> bool {
        let opening = self.opening(now);
        opening.runs && opening.phase == Some(0)
    }
    /// How long a decision can be undone.
    pub fn undo(&self) -> Duration {
        Duration::minutes(self.undo_minutes)
    }
    /// How long a decision waits for a second look at most.
    pub fn second_look(&self) -> Duration {
        Duration::hours(self.second_look_hours)
    }
    /// Where the service stands at `now` (R17).
    pub fn opening(&self, now: Instant) -> Opening {
        opening(&self.phases, self.admissions, day::of(now))
    }
    /// The same rules with one phase that has no end: tests, demonstrations.
    #[must_use]
    pub fn with_ceiling(self, ceiling: i64) -> Self {
        Self { phases: vec![Phase { from: chrono::NaiveDate::default(), to: None, ceiling }], ..self }
    }
    /// Another version says something else in letters, to the criteria or at the bars.
    pub fn says_otherwise(&self, other: &Self) -> bool {
        let said = |one: &Self| (one.accounts, one.storage_go, one.review_days, one.network_warn, one.network_stop, one.network_groups);
        said(self) != said(other)
    }
    /// From the last sign of life to the deletion (R24–R28): months, and days past them; thirty days count as a month where they come
    /// out even.
    pub fn idle_in_all(&self) -> (i64, i64) {
        let days = self.second_warning_days + self.disabling_days + self.announcing_days + self.deleting_days;
        if days % 30 == 0 { (self.idle_months + days / 30, 0) } else { (self.idle_months, days) }
    }
    /// Storage of a space in bytes.
    pub fn storage_bytes(&self) -> i64 {
        self.storage_go * 1_000_000_000
    }
}
