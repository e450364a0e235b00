//! The digest of the team (policy: `digest_hour`): one letter a day at most to each volunteer who wants it, only if something waits,
//! and not while the last one is unread.
//!
//! To add something that waits: a field of [`Pile`], its count in `store::digest`, a line in `post::digest`.

use super::review::age_days;
use super::values::Instant;
use super::volunteer::Volunteer;
use chrono::{Datelike, Duration, NaiveDateTime, Timelike};

/// The visits of a volunteer are noted so often at most: what is closer cannot be told apart.
pub const GRAIN: Duration = Duration::minutes(1);

/// The number of the day whose digest is due where clocks say `local`: from `hour` on until the day is over, once. `last` is the
/// day that was served last. A server that was off serves later the same day, and what a day missed is not made up for.
pub fn due(local: NaiveDateTime, hour: i64, last: Option<i64>) -> Option<i64> {
    let day = i64::from(local.date().num_days_from_ce());
    (i64::from(local.hour()) >= hour && last < Some(day)).then_some(day)
}

/// A volunteer who wants the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub who: Volunteer,
    /// When the last one left.
    pub sent_at: Option<Instant>,
    /// When they were last seen on the pages of the team.
    pub seen_at: Option<Instant>,
}

/// The last digest is unread: whom it was for did not come by since it left.
pub fn is_unread(sent_at: Option<Instant>, seen_at: Option<Instant>) -> bool {
    sent_at.is_some_and(|sent| seen_at.is_none_or(|seen| seen + GRAIN <= sent))
}

/// What waits for the team, and for one of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pile {
    /// Requests to read that wait for this person first: an answer came, or a colleague handed them over.
    pub for_them: i64,
    /// Requests to read that nobody holds.
    pub unclaimed: i64,
    /// Since when the oldest of these waits.
    pub oldest: Option<Instant>,
    /// Requests to read past the promised delay.
    pub late: i64,
}

impl Pile {
    /// Nothing waits: there is nothing to write about.
    pub fn is_nothing(&self) -> bool {
        self.for_them == 0 && self.unclaimed == 0 && self.late == 0
    }
    /// Whole days that the oldest waits.
    pub fn oldest_days(&self, now: Instant) -> i64 {
        self.oldest.map_or(0, |since| age_days(since, now))
    }
}

/// What waits since then or before is past a promise of so many days, as the queue says it.
pub fn late_before(promise: i64, now: Instant) -> Instant {
    now - Duration::days(promise + 1)
}

#[cfg(test)]
#[path = "digest_tests.rs"]
mod tests;
