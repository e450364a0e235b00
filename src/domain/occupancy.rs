//! How full the service was, month by month: what was admitted, and what there was at the end (R17).

use super::day;
use super::values::Instant;
use chrono::{Datelike, Months, NaiveDate};

/// A month of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    /// Spaces ordered in it.
    pub admitted: i64,
    /// Spaces that were there at its end, or now.
    pub there: i64,
}

/// The first day of a month.
fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last `most` months until that of `now`, from the first admission on.
pub fn months(ordered: &[Instant], deleted: &[Instant], now: Instant, most: usize) -> Vec<Month> {
    let Some(begun) = ordered.iter().min() else { return Vec::new() };
    let (mut first, today) = (first_of(day::of(*begun)), day::of(now));
    let mut months = Vec::new();
    let mut there = 0;
    while first <= today {
        let Some(next) = first.checked_add_months(Months::new(1)) else { break };
        let within = |all: &[Instant]| {
            let n = all.iter().filter(|at| first_of(day::of(**at)) == first).count();
            i64::try_from(n).unwrap_or(i64::MAX)
        };
        let admitted = within(ordered);
        there += admitted - within(deleted);
        months.push(Month { first, admitted, there });
        first = next;
    }
    months.split_off(months.len().saturating_sub(most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn months_follow_each_other_and_end_with_this_one() {
        let ordered = [at("2026-01-31T23:30:00Z"), at("2025-12-02T10:00:00Z"), at("2026-03-05T10:00:00Z")];
        let deleted = [at("2026-03-01T10:00:00Z")];
        let told: Vec<(String, i64, i64)> = months(&ordered, &deleted, at("2026-04-10T10:00:00Z"), 60)
            .into_iter()
            .map(|one| (one.first.to_string(), one.admitted, one.there))
            .collect();
        let expected = [("2025-12-01", 1, 1), ("2026-01-01", 0, 1), ("2026-02-01", 1, 2), ("2026-03-01", 1, 2), ("2026-04-01", 0, 2)];
        assert_eq!(told, expected.map(|(first, admitted, there)| (first.to_owned(), admitted, there)));
        assert_eq!(months(&ordered, &deleted, at("2026-04-10T10:00:00Z"), 2).len(), 2);
        assert!(months(&[], &[], at("2026-04-10T10:00:00Z"), 60).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_last_month_holds_what_is_left(ordered in proptest::collection::vec(0_i64..2_000, 1..60), gone in 0_usize..60) {
            let day = |n: &i64| at("2022-11-01T12:00:00Z") + chrono::Duration::days(*n);
            let now = at("2028-12-01T12:00:00Z");
            let ordered: Vec<Instant> = ordered.iter().map(day).collect();
            // What is deleted was ordered before.
            let deleted: Vec<Instant> = ordered.iter().take(gone).map(|at| *at + chrono::Duration::days(90)).collect();
            let all = months(&ordered, &deleted, now, 1_000);
            prop_assert_eq!(all.last().unwrap().there, i64::try_from(ordered.len() - deleted.len()).unwrap());
            prop_assert_eq!(all.iter().map(|one| one.admitted).sum::<i64>(), i64::try_from(ordered.len()).unwrap());
            prop_assert!(all.iter().all(|one| one.there >= 0));
        }
    }
}
