//! Days as people count them, by the clocks of Paris: when one begins, which one an instant belongs to.

use super::values::Instant;
use chrono::{NaiveDate, NaiveTime, TimeZone};
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
}
