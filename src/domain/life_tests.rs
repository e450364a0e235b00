//! The sequence of an idle space, against a calendar.

use super::super::space::Why;
use super::*;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Lives a space day after day, at `hour` in UTC, its letters leaving `late` hours after they are written, and measured each morning
/// where `measured` says so. Gives each step with its day.
fn live(from: &str, days: i64, late: i64, policy: &Policy, measured: impl Fn(NaiveDate) -> bool) -> Vec<(String, NaiveDate)> {
    let mut state = State::Active { since: at(from) };
    let mut facts = Facts::default();
    let mut made = Vec::new();
    let mut now = at(from);
    for _ in 0..days * 24 {
        now += Duration::hours(1);
        if measured(day::of(now)) {
            facts.measured_at = Some(now);
        }
        let Look::Make(deed) = look(&state, &facts, policy, now) else { continue };
        let told = match deed {
            Deed::Advance(idle) => {
                facts.letter_left = Some(now + Duration::hours(late));
                let told = idle.step.code().to_owned();
                state = State::Idle(idle);
                told
            }
            Deed::Notice => {
                (facts.noticed, facts.notice_left) = (true, Some(now + Duration::hours(late)));
                "notice".into()
            }
            Deed::Delete => {
                made.push(("deleted".into(), day::of(now)));
                return made;
            }
            Deed::Revive => "revived".into(),
        };
        made.push((told, day::of(now)));
    }
    made
}

#[test]
fn a_dead_space_lasts_four_calendar_months_to_the_day() {
    let policy = Policy::default();
    for (from, expected) in [
        // 61 days of 2 months, and one Sunday on the way: made up for.
        ("2027-01-15T10:00:00Z", ["2027-03-15", "2027-03-30", "2027-04-14", "2027-04-29", "2027-05-13", "2027-05-15"]),
        // Two months of 31 days: the last delay lasts a day or two longer.
        ("2027-05-20T20:00:00Z", ["2027-07-20", "2027-08-04", "2027-08-19", "2027-09-03", "2027-09-18", "2027-09-20"]),
    ] {
        let made = live(from, 140, 0, &policy, |_| true);
        let steps = ["warned_once", "warned_twice", "disabled", "deletion_announced", "notice", "deleted"];
        let expected: Vec<(String, NaiveDate)> = steps.iter().zip(expected).map(|(step, on)| ((*step).to_owned(), date(on))).collect();
        assert_eq!(made, expected, "from {from}");
    }
}

#[test]
fn across_february_the_delays_are_kept_and_the_whole_lasts_longer() {
    // From 31 December two calendar months end on 28 February, a Sunday.
    let made = live("2026-12-31T10:00:00Z", 140, 0, &Policy::default(), |_| true);
    let days: Vec<NaiveDate> = made.iter().map(|(_, day)| *day).collect();
    assert_eq!(days, ["2027-03-01", "2027-03-16", "2027-03-31", "2027-04-15", "2027-04-28", "2027-04-30"].map(date));
    // Leap years have one day more.
    let made = live("2027-12-29T10:00:00Z", 140, 0, &Policy::default(), |_| true);
    assert_eq!(made[0].1, date("2028-02-29"));
}

#[test]
fn without_a_fresh_measure_nothing_advances() {
    assert_eq!(live("2027-01-15T10:00:00Z", 200, 0, &Policy::default(), |_| false), []);
    // The agent stops for a month after the first warning.
    let made = live("2027-01-15T10:00:00Z", 200, 0, &Policy::default(), |day| day < date("2027-03-20") || day > date("2027-04-20"));
    let days: Vec<NaiveDate> = made.iter().map(|(_, day)| *day).collect();
    assert_eq!(days, ["2027-03-15", "2027-04-21", "2027-05-07", "2027-05-22", "2027-06-04", "2027-06-06"].map(date), "each with its whole delay");
}

#[test]
fn a_letter_that_leaves_ten_days_late_is_waited_for() {
    let made = live("2027-01-15T10:00:00Z", 250, 240, &Policy::default(), |_| true);
    for pair in made.windows(2).filter(|pair| pair[1].0 != "notice") {
        let delay = if pair[0].0 == "notice" { 12 } else { 25 };
        assert!((pair[1].1 - pair[0].1).num_days() >= delay, "{pair:?}");
    }
    assert_eq!(made.len(), 6);
}

#[test]
fn a_pause_stops_everything_but_signs_of_life() {
    let paused = Policy { life_paused: 1, ..Policy::default() };
    assert_eq!(live("2027-01-15T10:00:00Z", 200, 0, &paused, |_| true), []);
    let idle = Idle { step: Step::Disabled, at: at("2027-04-14T08:00:00Z"), idle_since: at("2027-01-15T10:00:00Z"), dates: Dates::default() };
    let facts = Facts { seen_at: Some(at("2027-04-20T08:00:00Z")), ..Facts::default() };
    assert_eq!(look(&State::Idle(idle), &facts, &paused, at("2027-04-20T22:00:00Z")), Look::Make(Deed::Revive), "by night too");
}

#[test]
fn any_later_sign_ends_the_sequence_and_an_earlier_one_does_not() {
    let idle_since = at("2027-01-15T10:00:00Z");
    let idle = Idle { step: Step::WarnedOnce, at: at("2027-03-15T08:00:00Z"), idle_since, dates: Dates::default() };
    let now = at("2027-03-16T08:00:00Z");
    let said = |facts: Facts| look(&State::Idle(idle.clone()), &facts, &Policy::default(), now) == Look::Make(Deed::Revive);
    for (sign, revives) in [(idle_since, false), (idle_since - Duration::days(3), false), (idle_since + Duration::seconds(1), true)] {
        assert_eq!(said(Facts { active_at: Some(sign), ..Facts::default() }), revives);
        assert_eq!(said(Facts { seen_at: Some(sign), ..Facts::default() }), revives);
        assert_eq!(said(Facts { exempt_until: Some(sign), ..Facts::default() }), revives);
    }
}

#[test]
fn what_was_before_the_house_knew_the_space_does_not_count() {
    let now = at("2027-03-16T10:00:00Z");
    let facts = Facts { measured_at: Some(now), active_at: Some(at("2020-01-01T00:00:00Z")), ..Facts::default() };
    let look = look(&State::Active { since: at("2027-03-15T10:00:00Z") }, &facts, &Policy::default(), now);
    assert_eq!(look, Look::Rest(at("2027-05-15T07:00:00Z")));
}

#[test]
fn an_exemption_holds_until_its_end_then_the_count_begins_anew() {
    let facts = Facts { exempt_until: Some(at("2027-09-01T10:00:00Z")), measured_at: Some(at("2027-06-01T10:00:00Z")), ..Facts::default() };
    let look = look(&State::Active { since: at("2027-01-15T10:00:00Z") }, &facts, &Policy::default(), at("2027-06-01T10:00:00Z"));
    // 1 November is a holiday.
    assert_eq!(look, Look::Rest(at("2027-11-02T08:00:00Z")));
}

#[test]
fn a_rule_that_changes_never_brings_forward_what_was_said() {
    let (policy, shorter) =
        (Policy::default(), Policy { disabling_days: 7, announcing_days: 7, deleting_days: 7, idle_months: 1, ..Policy::default() });
    let since = at("2027-01-15T10:00:00Z");
    let said = Dates::after(Step::WarnedOnce, date("2027-03-15"), since, None, &policy);
    let again = Dates::after(Step::WarnedTwice, date("2027-03-30"), since, Some(&said), &shorter);
    assert_eq!((again.disable_on, again.announce_on, again.delete_on), (said.disable_on, said.announce_on, said.delete_on));
    let longer = Dates::after(Step::WarnedTwice, date("2027-03-30"), since, Some(&said), &Policy { disabling_days: 30, ..policy });
    assert!(longer.disable_on > said.disable_on && longer.delete_on > said.delete_on);
}

#[test]
fn what_is_deleted_was_announced() {
    let now = at("2027-03-16T10:00:00Z");
    for step in Step::ALL {
        let idle = State::Idle(Idle { step: *step, at: now, idle_since: now, dates: Dates::default() });
        let deleted = idle.after(&crate::domain::space::Event::Delete(Why::Idle), now);
        assert_eq!(deleted.is_some(), *step == Step::Announced, "{step}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever the day it begins, however late letters are and whenever the agent rests.
    #[test]
    fn no_delay_is_shorter_than_was_said(start in 0..1_500i64, late in 0..100i64, rest in 0..120i64, pause in 0..40i64) {
        let policy = Policy::default();
        let from = at("2026-01-01T11:00:00Z") + Duration::days(start);
        let away = day::plus(day::of(from), 40 + rest);
        let made = live(&from.to_rfc3339(), 400, late, &policy, |day| day < away || day >= day::plus(away, pause));
        prop_assert_eq!(made.len(), 6, "{:?}", made);
        let days: Vec<NaiveDate> = made.iter().map(|(_, day)| *day).collect();
        prop_assert!(days[0] >= day::plus_months(day::of(from), 2));
        for (before, after) in [(0, 1), (1, 2), (2, 3), (3, 5)] {
            prop_assert!((days[after] - days[before]).num_days() >= 15);
        }
        prop_assert!((days[5] - days[4]).num_days() >= 2);
        prop_assert!(days[5] >= day::plus_months(day::of(from), 4));
        prop_assert!(days[..5].iter().all(|day| hours::is_open_day(*day, &policy)));
    }
}
