//! The figures of the team, month by month (spec 5.11): of the work, never of one person before others.

use super::delay::percentile;
use super::values::Instant;
use chrono::{Datelike, Months};

/// Months that the page shows, this one included.
pub const MONTHS: u32 = 12;
/// A delay is not said of fewer decisions than this: it would be that of one or two.
pub const SAMPLE: usize = 5;

/// The month of an instant, in UTC as the days of outcomes are: `2026-11`.
pub fn month_of(at: Instant) -> String {
    at.format("%Y-%m").to_string()
}

/// The first instant of the month of `at`.
pub fn month_start(at: Instant) -> Instant {
    let first = at.date_naive().with_day(1).unwrap_or_else(|| at.date_naive());
    first.and_time(chrono::NaiveTime::MIN).and_utc()
}

/// The last [`MONTHS`] months at `now`, oldest first, each by its first instant.
pub fn months(now: Instant) -> Vec<Instant> {
    let this = month_start(now);
    (0..MONTHS).rev().filter_map(|back| this.checked_sub_months(Months::new(back))).collect()
}

/// The delay, in hours, that half of these did not exceed; `None` of fewer than [`SAMPLE`].
pub fn median(hours: Vec<i64>) -> Option<i64> {
    if hours.len() < SAMPLE { None } else { percentile(hours, 50) }
}

/// The top of a chart that holds `most`: 2, 4 or 10 times a power of ten, so that its half is a whole number.
pub fn top(most: i64) -> i64 {
    let mut unit = 1;
    loop {
        for step in [2, 4, 10] {
            if step * unit >= most || unit > i64::MAX / 100 {
                return step * unit;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn twelve_months_end_with_this_one() {
        let names: Vec<String> = months(at("2027-02-28T23:59:59Z")).into_iter().map(month_of).collect();
        assert_eq!(names.len(), 12);
        assert_eq!((names[0].as_str(), names[9].as_str(), names[11].as_str()), ("2026-03", "2026-12", "2027-02"));
        assert_eq!(months(at("2026-12-31T12:00:00Z")).into_iter().map(month_of).next_back().as_deref(), Some("2026-12"));
        assert_eq!(month_start(at("2026-11-23T09:30:00Z")), at("2026-11-01T00:00:00Z"));
    }

    #[test]
    fn a_median_needs_a_sample() {
        assert_eq!(median(vec![1, 2, 3, 4]), None);
        assert_eq!(median(vec![90, 1, 2, 50, 3]), Some(3));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn a_chart_has_a_round_top_with_a_whole_half() {
        assert_eq!([0, 1, 2, 3, 5, 10, 11, 21, 41, 100, 101, 390].map(top), [2, 2, 2, 4, 10, 10, 20, 40, 100, 100, 200, 400]);
        assert!(top(i64::MAX) > 0);
    }
}
