//! Days as people count them, by the clocks of Paris: when one begins, which one an instant belongs to.

use super::values::Instant;
use chrono::{Days, Months, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Paris;

/// The day of an instant.
pub fn of(at: Instant) -> NaiveDate {
    at.with_timezone(&Paris).date_naive()
}

/// The first instant of a day: clocks never jump at midnight there.
pub fn start(day: NaiveDate) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    Paris.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// The instant of an hour of a day; where clocks jump over it, the first one after.
pub fn at_hour(day: NaiveDate, hour: i64) -> Instant {
    let clock = u32::try_from(hour).ok().and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
    clock.map_or_else(
        || start(plus(day, 1)),
        |time| Paris.from_local_datetime(&day.and_time(time)).earliest().map_or_else(|| start(day), |at| at.to_utc()),
    )
}

/// So many whole days later.
pub fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    let many = Days::new(days.unsigned_abs());
    (if days < 0 { day.checked_sub_days(many) } else { day.checked_add_days(many) }).unwrap_or(day)
}

/// So many calendar months later (or earlier): the same day of the month, or the last of it where it is shorter.
pub fn plus_months(day: NaiveDate, months: i64) -> NaiveDate {
    let many = Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(0));
    (if months < 0 { day.checked_sub_months(many) } else { day.checked_add_months(many) }).unwrap_or(day)
}

/// The same hour so many days later, as people count: a night when clocks change is a night.
pub fn later(at: Instant, days: i64) -> Instant {
    let local = at.with_timezone(&Paris).naive_local();
    let there = plus(local.date(), days).and_time(local.time());
    Paris.from_local_datetime(&there).latest().map_or_else(|| at + chrono::Duration::days(days), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_paris_whatever_the_season() {
        for (day, first) in [("2026-01-01", "2025-12-31T23:00:00Z"), ("2026-07-01", "2026-06-30T22:00:00Z"), ("2026-03-29", "2026-03-28T23:00:00Z")] {
            let (day, first): (NaiveDate, Instant) = (day.parse().unwrap(), first.parse().unwrap());
            assert_eq!(start(day), first, "{day}");
            assert_eq!((of(first), of(first - chrono::Duration::seconds(1))), (day, day.pred_opt().unwrap()));
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        for (from, months, to) in [
            ("2027-01-15", 2, "2027-03-15"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2027-12-31", 2, "2028-02-29"),
            ("2028-02-29", 12, "2029-02-28"),
            ("2026-11-30", 4, "2027-03-30"),
            ("2028-02-29", -12, "2027-02-28"),
        ] {
            assert_eq!(plus_months(day(from), months), day(to), "{from} and {months} months");
        }
    }

    #[test]
    fn fifteen_days_later_is_the_same_hour_by_the_clocks_of_paris() {
        // Clocks go forward on 28 March 2027 and back on 31 October.
        for (from, to) in [("2027-03-20T08:30:00Z", "2027-04-04T07:30:00Z"), ("2027-10-20T07:30:00Z", "2027-11-04T08:30:00Z")] {
            assert_eq!(later(from.parse().unwrap(), 15), to.parse::<Instant>().unwrap());
        }
        // An hour that clocks jump over.
        assert_eq!(later("2027-03-27T01:30:00Z".parse().unwrap(), 1), "2027-03-28T01:30:00Z".parse::<Instant>().unwrap());
        assert_eq!(at_hour(day("2027-03-28"), 2), "2027-03-27T23:00:00Z".parse::<Instant>().unwrap());
        assert_eq!(at_hour(day("2027-07-01"), 9), "2027-07-01T07:00:00Z".parse::<Instant>().unwrap());
        assert_eq!(at_hour(day("2027-07-01"), 24), "2027-07-01T22:00:00Z".parse::<Instant>().unwrap());
    }
}
