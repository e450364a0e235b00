//! The calendar of R17 on its days of change, and how it is changed.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn given(from: &str, to: &str, ceiling: &str) -> Answers {
    Answers([("from", from), ("to", to), ("ceiling", ceiling)].map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).into())
}

#[test]
fn the_five_phases_follow_each_other_with_the_gap_of_summer_2023() {
    let table = [
        ("2022-10-31", false, 0, None, Some("2022-11-01")),
        ("2022-11-01", true, 200, Some(0), Some("2023-01-01")),
        ("2022-12-31", true, 200, Some(0), Some("2023-01-01")),
        ("2023-01-01", true, 1_000, Some(1), Some("2023-09-01")),
        ("2023-06-30", true, 1_000, Some(1), Some("2023-09-01")),
        ("2023-07-01", false, 1_000, Some(1), Some("2023-09-01")),
        ("2023-08-31", false, 1_000, Some(1), Some("2023-09-01")),
        ("2023-09-01", true, 2_500, Some(2), Some("2024-01-01")),
        ("2024-06-15", true, 5_000, Some(3), Some("2025-01-01")),
        ("2025-01-01", true, 10_000, Some(4), None),
        ("2025-12-31", true, 10_000, Some(4), None),
        ("2027-01-01", true, 10_000, Some(4), None),
    ];
    for (at, open, ceiling, phase, next) in table {
        let runs = open;
        let expected = Opening { open, ceiling, phase, runs, next: next.map(day) };
        assert_eq!(opening(&default_calendar(), Admissions::Calendar, day(at)), expected, "{at}");
    }
}

#[test]
fn a_coordinator_opens_in_a_gap_and_closes_in_a_phase() {
    let calendar = default_calendar();
    let gap = opening(&calendar, Admissions::Open, day("2023-07-14"));
    assert_eq!((gap.open, gap.ceiling, gap.runs), (true, 1_000, false));
    let closed = opening(&calendar, Admissions::Closed, day("2024-07-14"));
    assert_eq!((closed.open, closed.ceiling, closed.runs), (false, 5_000, true));
}

#[test]
fn what_does_not_fit_a_calendar_is_said_by_field() {
    type Line = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);
    let table: [Line; 13] = [
        ("", "", "1", &[("from", "phase-from-missing")]),
        ("2026-13-01", "", "1", &[("from", "phase-from-missing")]),
        ("2026-01-01", "", "12000", &[("from", "phase-from-past"), ("from", "phase-overlaps")]),
        ("2027-01-01", "2026-12-31", "12000", &[("to", "phase-to-before"), ("from", "phase-overlaps")]),
        ("2027-01-01", "soon", "12000", &[("to", "phase-to-malformed"), ("from", "phase-overlaps")]),
        ("2027-01-01", "", "-1", &[("ceiling", "phase-ceiling-malformed")]),
        ("2027-01-01", "", "", &[("ceiling", "phase-ceiling-malformed")]),
        ("2027-01-01", "", "12,5", &[("ceiling", "phase-ceiling-malformed")]),
        ("2027-01-01", "", "99999999999999999999", &[("ceiling", "phase-ceiling-malformed")]),
        ("2027-01-01", "", "2 000 000", &[("ceiling", "phase-ceiling-malformed")]),
        ("2024-06-01", "2024-07-01", "12000", &[("from", "phase-from-past"), ("to", "phase-to-past"), ("from", "phase-overlaps")]),
        ("2026-11-24", "", "100", &[("ceiling", "phase-ceiling-below"), ("from", "phase-overlaps")]),
        // The last one has no end: nothing may follow it.
        ("2027-01-01", "", "12000", &[("from", "phase-overlaps")]),
    ];
    for (from, to, ceiling, expected) in table {
        let problems = written(&default_calendar(), None, &given(from, to, ceiling), day("2026-11-24"), 1_203).unwrap_err();
        let said: Vec<_> = problems.iter().map(|problem| (problem.field, problem.key)).collect();
        assert_eq!(said, expected, "{from} {to} {ceiling}");
    }
}

#[test]
fn the_phase_that_runs_is_ended_and_the_next_follows() {
    let today = day("2026-11-24");
    let first = Some(day("2025-01-01"));
    let ended = written(&default_calendar(), first, &given("2025-01-01", "2026-12-31", "10 000"), today, 1_203).unwrap();
    let next = written(&ended, None, &given("2027-02-01", "", "12 000"), today, 1_203).unwrap();
    assert_eq!(next.len(), 6);
    assert!(!opening(&next, Admissions::Calendar, day("2027-01-15")).open);
    assert_eq!(opening(&next, Admissions::Calendar, day("2027-02-01")).ceiling, 12_000);
    // Its beginning is history.
    let moved = written(&ended, first, &given("2025-02-01", "2026-12-31", "10000"), today, 0).unwrap_err();
    assert_eq!(moved.first().unwrap().key, "phase-from-begun");
    // So is what is over, and what does not exist.
    for which in ["2022-11-01", "2030-01-01"] {
        let refused = written(&ended, Some(day(which)), &given(which, "", "300"), today, 0).unwrap_err();
        assert_eq!(refused.first().unwrap().key, "phase-over", "{which}");
    }
    // One that has not begun may lie below what exists, and be taken away; one that has may not.
    assert!(written(&ended, None, &given("2027-02-01", "", "5"), today, 1_203).is_ok());
    assert_eq!(without(&next, day("2027-02-01"), today).unwrap(), ended);
    assert_eq!(without(&next, day("2025-01-01"), today), None);
    assert_eq!(without(&next, day("2031-01-01"), today), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_the_calendar_stays_in_order_without_overlap(
        steps in proptest::collection::vec((0..4_000_i64, proptest::option::of(0..900_i64), -5..20_000_i64, any::<bool>()), 0..12),
        today in 0..4_000_i64,
    ) {
        let origin = day("2022-01-01");
        let today = origin + chrono::Duration::days(today);
        let mut calendar = default_calendar();
        for (from, length, ceiling, anew) in steps {
            let from = origin + chrono::Duration::days(from);
            let to = length.map(|days| (from + chrono::Duration::days(days)).to_string()).unwrap_or_default();
            let which = if anew { calendar.last().map(|phase| phase.from) } else { None };
            if let Ok(after) = written(&calendar, which, &given(&from.to_string(), &to, &ceiling.to_string()), today, 150) {
                // What is over is as it was.
                for old in calendar.iter().filter(|phase| phase.is_over(today)) {
                    prop_assert!(after.contains(old));
                }
                let (was, is) = (opening(&calendar, Admissions::Calendar, today), opening(&after, Admissions::Calendar, today));
                prop_assert!(is.ceiling >= 150 || is.ceiling == was.ceiling || !is.runs, "a phase that runs was lowered below what exists");
                calendar = after;
            }
            for pair in calendar.windows(2) {
                prop_assert!(pair[0].from < pair[1].from);
                prop_assert!(pair[0].to.is_some_and(|to| to < pair[1].from && pair[0].from <= to));
            }
        }
    }
}
