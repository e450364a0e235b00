//! Pioneers (R9): while the first phase runs, groups at ease with Nextcloud are read a little sooner.
//!
//! Ease gives days of seniority in the order of the queue, and in nothing else: the age that is shown, the promised delay and the
//! figures are those of the true date. The lead is given once, when the address is confirmed, and stays until the application is read.

use super::application::{Application, State};
use super::form::Ease;
use super::policy::Policy;
use super::values::Instant;
use chrono::Duration;

/// Days of seniority that one level of ease may give at most, so that who waits is never overtaken for long.
const MOST: i64 = 30;

/// How much older an application stands in the queue than it is.
pub fn lead(ease: Option<Ease>, first_phase: bool, policy: &Policy) -> Duration {
    let levels = match ease {
        Some(Ease::Comfortable) if first_phase => 2,
        Some(Ease::Some) if first_phase => 1,
        _ => 0,
    };
    Duration::days(levels * policy.pioneer_days.clamp(0, MOST))
}

impl Application {
    /// The instant by which the default order of its shelf places it: that of its shelf, sooner by its lead. The waiting list has an
    /// order of its own.
    pub fn rank_at(&self) -> Instant {
        let since = self.state.since(self.submitted_at);
        match self.state {
            State::Unconfirmed | State::Waiting { .. } => since,
            _ => since - self.lead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ease_gives_days_of_seniority_while_the_first_phase_runs() {
        let days = |ease, first_phase, pioneer_days| lead(ease, first_phase, &Policy { pioneer_days, ..Policy::default() }).num_days();
        for (ease, expected) in [(None, 0), (Some(Ease::New), 0), (Some(Ease::Some), 3), (Some(Ease::Comfortable), 6)] {
            assert_eq!(days(ease, true, 3), expected, "{ease:?}");
            assert_eq!(days(ease, false, 3), 0, "{ease:?}, later");
            assert_eq!(days(ease, true, 0), 0, "{ease:?}, where coordinators want none");
            assert_eq!(days(ease, true, -3), 0, "{ease:?}, never a handicap");
        }
        assert_eq!(days(Some(Ease::Comfortable), true, i64::MAX), 60);
    }
}
