//! When letters about the life of a space leave: in daytime, not on Sundays nor on public holidays, so that who reads them may act
//! at once and finds someone to answer. Hours and days of rest are policy; holidays are those of all France (Code du travail, L3133-1).

use super::day;
use super::policy::Policy;
use super::values::Instant;
use chrono::{Datelike, NaiveDate, Weekday};

/// Easter Sunday of a year, by the Gregorian rule (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// Days and months of the holidays that do not move.
const FIXED: [(u32, u32); 8] = [(1, 1), (1, 5), (8, 5), (14, 7), (15, 8), (1, 11), (11, 11), (25, 12)];
/// Days from Easter Sunday to Easter Monday, Ascension Day and Whit Monday.
const MOVING: [i64; 3] = [1, 39, 50];

/// A public holiday.
pub fn is_holiday(date: NaiveDate) -> bool {
    FIXED.contains(&(date.day(), date.month()))
        || easter(date.year()).is_some_and(|sunday| MOVING.iter().any(|after| day::plus(sunday, *after) == date))
}

/// Letters leave on this day.
pub fn is_open_day(date: NaiveDate, policy: &Policy) -> bool {
    policy.letters_rest == 0 || (date.weekday() != Weekday::Sun && !is_holiday(date))
}

/// The first day from this one on when letters leave. There are never five days of rest in a row.
pub fn open_day(date: NaiveDate, policy: &Policy) -> NaiveDate {
    (0..7).map(|after| day::plus(date, after)).find(|date| is_open_day(*date, policy)).unwrap_or(date)
}

/// The last day up to this one when letters leave.
pub fn open_day_before(date: NaiveDate, policy: &Policy) -> NaiveDate {
    (0..7).map(|before| day::plus(date, -before)).find(|date| is_open_day(*date, policy)).unwrap_or(date)
}

/// Letters leave now.
pub fn is_open(now: Instant, policy: &Policy) -> bool {
    let today = day::of(now);
    is_open_day(today, policy) && (opening(today, policy)..closing(today, policy)).contains(&now)
}

/// When letters begin to leave on a day.
pub fn opening(date: NaiveDate, policy: &Policy) -> Instant {
    day::at_hour(date, policy.letters_from)
}

fn closing(date: NaiveDate, policy: &Policy) -> Instant {
    day::at_hour(date, policy.letters_to)
}

/// The first instant from `at` on when letters leave.
pub fn next_open(at: Instant, policy: &Policy) -> Instant {
    if is_open(at, policy) {
        return at;
    }
    let today = day::of(at);
    let from = if at < opening(today, policy) { today } else { day::plus(today, 1) };
    opening(open_day(from, policy), policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_are_those_of_all_france() {
        let found: Vec<String> =
            (0..365).map(|n| day::plus(date("2027-01-01"), n)).filter(|day| is_holiday(*day)).map(|day| day.to_string()).collect();
        // Easter Sunday is 28 March 2027.
        let expected = ["01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25"];
        assert_eq!(found, expected.map(|day| format!("2027-{day}")));
        for (year, sunday) in [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2028, "2028-04-16"), (2038, "2038-04-25")] {
            assert_eq!(easter(year), Some(date(sunday)));
        }
    }

    #[test]
    fn letters_wait_for_the_next_morning_that_is_not_of_rest() {
        let policy = Policy::default();
        for (at, open) in [
            ("2027-03-12T10:00:00Z", "2027-03-12T10:00:00Z"),
            ("2027-03-12T07:59:59Z", "2027-03-12T08:00:00Z"),
            ("2027-03-12T17:00:00Z", "2027-03-13T08:00:00Z"),
            // A Saturday evening, then a Sunday.
            ("2027-03-13T18:00:00Z", "2027-03-15T08:00:00Z"),
            // Easter Sunday, when clocks go forward, then its Monday.
            ("2027-03-28T10:00:00Z", "2027-03-30T07:00:00Z"),
            // The year ends on a Friday; the next begins on a Saturday.
            ("2027-12-31T17:30:00Z", "2028-01-03T08:00:00Z"),
        ] {
            assert_eq!(next_open(at.parse().unwrap(), &policy), open.parse::<Instant>().unwrap(), "{at}");
        }
        let every_day = Policy { letters_rest: 0, ..policy };
        assert!(is_open("2027-03-28T10:00:00Z".parse().unwrap(), &every_day));
    }

    #[test]
    fn the_last_open_day_before_a_monday_holiday_is_the_saturday() {
        let policy = Policy::default();
        assert_eq!(open_day_before(date("2027-03-29"), &policy), date("2027-03-27"));
        assert_eq!(open_day_before(date("2027-03-30"), &policy), date("2027-03-30"));
    }
}
