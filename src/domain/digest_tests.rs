use super::*;
use chrono_tz::Europe::Paris;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn in_paris(text: &str) -> NaiveDateTime {
    at(text).with_timezone(&Paris).naive_local()
}

#[test]
fn it_is_due_from_eight_in_paris_in_winter_and_in_summer() {
    for (instant, due_then) in [
        ("2026-11-23T06:59:59Z", false),
        ("2026-11-23T07:00:00Z", true),
        ("2027-07-01T05:59:59Z", false),
        ("2027-07-01T06:00:00Z", true),
        // The nights when clocks change.
        ("2027-03-28T05:59:59Z", false),
        ("2027-03-28T06:00:00Z", true),
        ("2027-10-31T06:59:59Z", false),
        ("2027-10-31T07:00:00Z", true),
        // In the evening it is still that day's; after midnight it is not yet the next one's.
        ("2026-11-23T22:59:59Z", true),
        ("2026-11-23T23:00:00Z", false),
    ] {
        assert_eq!(due(in_paris(instant), 8, None).is_some(), due_then, "{instant}");
    }
}

#[test]
fn a_day_is_served_once() {
    let morning = due(in_paris("2026-11-23T07:00:00Z"), 8, None).unwrap();
    assert_eq!(due(in_paris("2026-11-23T20:00:00Z"), 8, Some(morning)), None);
    assert_eq!(due(in_paris("2026-11-24T06:00:00Z"), 8, Some(morning)), None);
    assert_eq!(due(in_paris("2026-11-24T07:00:00Z"), 8, Some(morning)), Some(morning + 1));
    assert_eq!(due(in_paris("2026-11-30T07:00:00Z"), 8, Some(morning)), Some(morning + 7), "one for all that was missed");
    assert_eq!(due(in_paris("2026-11-22T07:00:00Z"), 8, Some(morning)), None, "a clock that was moved back serves nothing again");
}

#[test]
fn the_last_one_is_read_by_coming_back() {
    for (sent, seen, unread) in [
        (None, None, false),
        (None, Some("2026-11-23T07:00:00Z"), false),
        (Some("2026-11-23T07:00:00Z"), None, true),
        (Some("2026-11-23T07:00:00Z"), Some("2026-11-22T20:00:00Z"), true),
        (Some("2026-11-23T07:00:00Z"), Some("2026-11-23T06:59:00Z"), true),
        // One was on the pages when it left, and visits are noted to the minute.
        (Some("2026-11-23T07:00:00Z"), Some("2026-11-23T06:59:01Z"), false),
        (Some("2026-11-23T07:00:00Z"), Some("2026-11-23T07:00:00Z"), false),
        (Some("2026-11-23T07:00:00Z"), Some("2026-11-24T18:00:00Z"), false),
    ] {
        assert_eq!(is_unread(sent.map(at), seen.map(at)), unread, "{sent:?} {seen:?}");
    }
}

#[test]
fn there_is_something_to_write_about_as_soon_as_one_thing_waits() {
    assert!(Pile::default().is_nothing());
    for pile in [Pile { for_them: 1, ..Pile::default() }, Pile { unclaimed: 1, ..Pile::default() }, Pile { late: 1, ..Pile::default() }] {
        assert!(!pile.is_nothing(), "{pile:?}");
    }
}

proptest! {
    #[test]
    fn what_is_late_is_what_the_queue_says_is_late(hours in 0_i64..2000, promise in 1_i64..60) {
        let now = at("2026-11-23T07:00:00Z");
        let since = now - Duration::hours(hours);
        prop_assert_eq!(since <= late_before(promise, now), age_days(since, now) > promise);
    }

    #[test]
    fn however_often_one_asks_a_day_is_served_once(hours in prop::collection::vec(0_i64..240, 1..60)) {
        let mut hours = hours;
        hours.sort_unstable();
        let (begin, mut last, mut served) = (at("2027-03-25T00:00:00Z"), None, Vec::new());
        for hour in hours {
            if let Some(day) = due((begin + Duration::hours(hour)).with_timezone(&Paris).naive_local(), 8, last) {
                last = Some(day);
                served.push(day);
            }
        }
        prop_assert!(served.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
