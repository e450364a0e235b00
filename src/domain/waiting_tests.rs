//! The yearly question: what is due, when, and never before a letter has left; and who is passed over.

use super::*;
use crate::domain::application::Event;
use chrono::TimeZone;
use proptest::prelude::*;

fn at(days: i64) -> Instant {
    chrono::Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::days(days)
}

fn listed(inquiry: Option<Inquiry>) -> Listed {
    Listed { since: at(-500), priority: 2, because: Because::OthersFirst, inquiry }
}

fn policy() -> Policy {
    Policy { waiting_ask_months: 12, waiting_reminder_days: 15, waiting_leave_days: 30, ..Policy::default() }
}

#[test]
fn what_is_likely_meant_follows_the_places() {
    for (taken, because) in [(200, Because::NoRoom), (260, Because::NoRoom), (199, Because::OthersFirst)] {
        assert_eq!(Because::likely(Seats { ceiling: 200, taken, open: true }), because, "{taken} of 200");
    }
}

#[test]
fn each_step_waits_for_its_day_and_for_the_letter_before() {
    let ask = Step::Ask { remind_at: at(15), leave_at: at(30) };
    let sent = Inquiry::Sent { at: at(-15), remind_at: at(0), leave_at: at(15) };
    let recalled = Inquiry::Recalled { at: at(-30), leave_at: at(0) };
    let soon = at(0) + LOOK_AGAIN;
    for (inquiry, left, expected, why) in [
        (None, None, Due::Step(ask.clone()), "on the list for more than a year, never asked"),
        (Some(Inquiry::Planned { ask_at: at(0) }), None, Due::Step(ask.clone()), "its day has come"),
        (Some(Inquiry::Planned { ask_at: at(-400) }), None, Due::Step(ask), "long ago"),
        (Some(Inquiry::Planned { ask_at: at(1) }), None, Due::Later(at(1)), "not yet"),
        (Some(sent.clone()), Some(at(-15)), Due::Step(Step::Recall { leave_at: at(15) }), "left fifteen days ago"),
        (Some(sent.clone()), Some(at(-14)), Due::Later(at(1)), "left a day late"),
        (Some(sent.clone()), None, Due::Later(soon), "has not left"),
        (Some(recalled.clone()), Some(at(-15)), Due::Step(Step::Leave), "left fifteen days ago"),
        (Some(recalled.clone()), Some(at(-3)), Due::Later(at(12)), "left late"),
        (Some(recalled), None, Due::Later(soon), "has not left: nobody is closed"),
        (Some(Inquiry::Recalled { at: at(-30), leave_at: at(4) }), Some(at(-15)), Due::Later(at(4)), "never before the day that was said"),
    ] {
        assert_eq!(listed(inquiry.clone()).due_step(left, &policy(), at(0)), expected, "{inquiry:?}, {left:?}: {why}");
    }
}

#[test]
fn who_was_there_before_the_question_is_planned_from_their_date() {
    let place = Listed { since: at(-30), ..listed(None) };
    let Due::Step(step) = place.due_step(None, &policy(), at(0)) else { unreachable!("something is to be done") };
    assert_eq!(step, Step::Stay { ask_at: next_inquiry(at(-30), &policy()) });
    let State::Waiting(planned) = place.after(&step, at(0)).unwrap() else { unreachable!("still on the list") };
    assert_eq!((planned.since, planned.priority, planned.answer_by()), (at(-30), 2, None));
    assert!(planned.due() > at(300));
}

#[test]
fn odd_rules_neither_fail_nor_close_at_once() {
    for (months, reminder, leave) in [(0, 0, 0), (-5, -5, -5), (i64::MAX, i64::MAX, i64::MIN / 2), (12, 40, 30)] {
        let policy = Policy { waiting_ask_months: months, waiting_reminder_days: reminder, waiting_leave_days: leave, ..Policy::default() };
        assert!(next_inquiry(at(0), &policy) >= at(0));
        let Due::Step(Step::Ask { remind_at, leave_at }) = listed(Some(Inquiry::Planned { ask_at: at(0) })).due_step(None, &policy, at(0)) else {
            unreachable!("it is asked")
        };
        assert!(at(1) <= remind_at && remind_at + Duration::days(1) <= leave_at, "a day to answer, twice, at least");
    }
}

#[test]
fn what_cannot_be_lifted_is_said_first() {
    let ana = VolunteerId::parse("00000000-0000-7000-8000-00000000000a").unwrap();
    let free = Facts { held_by: None, asked: false, slug_taken: false, bar: Bar::Below, coordinates: false, undelivered: false };
    let all = Facts { held_by: Some(ana.clone()), asked: true, slug_taken: true, bar: Bar::Stop, coordinates: false, undelivered: true };
    for (facts, expected, lifted) in [
        (free.clone(), None, true),
        (Facts { bar: Bar::Warn, ..free.clone() }, None, true),
        (all.clone(), Some("held"), false),
        (Facts { held_by: None, ..all.clone() }, Some("slug_taken"), false),
        (Facts { held_by: None, slug_taken: false, ..all.clone() }, Some("network"), false),
        (Facts { held_by: None, slug_taken: false, coordinates: true, ..all.clone() }, Some("network"), true),
        (Facts { held_by: None, slug_taken: false, bar: Bar::Below, ..all.clone() }, Some("asked"), true),
        (Facts { undelivered: true, ..free }, Some("undelivered"), true),
    ] {
        let found = facts.clone().hindrance();
        assert_eq!(found.as_ref().map(Hindrance::code), expected, "{facts:?}");
        assert_eq!(found.is_none_or(|one| one.may_be_lifted()), lifted, "{facts:?}");
    }
}

/// What happens next in a story: so many days pass, the mail server works or not, the clockwork looks, or the applicant says yes.
fn day() -> impl Strategy<Value = (i64, bool, bool)> {
    (prop_oneof![Just(0i64), 1..40i64, Just(400)], any::<bool>(), prop::bool::weighted(0.1))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    /// Whatever the clock jumps and the mail server does, who is closed had both letters, each for as long as was promised.
    #[test]
    fn nobody_leaves_the_list_unheard(story in prop::collection::vec(day(), 1..60)) {
        let (policy, mut now, mut place) = (policy(), 0, listed(Some(Inquiry::Planned { ask_at: at(0) })));
        // When the letters of the question were written, and when they left.
        let mut letters: Vec<(Kind, i64, Option<i64>)> = Vec::new();
        for (pause, mail, yes) in story {
            now += pause;
            if mail {
                for letter in &mut letters {
                    letter.2 = letter.2.or(Some(now));
                }
            }
            if yes {
                if let Ok(stayed) = place.stay(next_inquiry(at(now), &policy), at(now)) {
                    place = stayed;
                    letters.clear();
                }
                continue;
            }
            let left = place.awaited_letter().and_then(|kind| letters.iter().rev().find(|one| one.0 == kind)).and_then(|one| one.2);
            let Due::Step(step) = place.due_step(left.map(at), &policy, at(now)) else { continue };
            match (State::Waiting(place.clone()).after(Event::Inquiry(step.clone()), at(now)).unwrap(), step) {
                (State::Waiting(next), step) => {
                    prop_assert_eq!((next.since, next.priority, next.because), (place.since, place.priority, place.because));
                    place = next;
                    letters.push((if matches!(step, Step::Ask { .. }) { Kind::Inquiry } else { Kind::InquiryReminder }, now, None));
                }
                (closed, step) => {
                    prop_assert_eq!(&step, &Step::Leave);
                    prop_assert_eq!(closed, State::Closed { at: at(now) });
                    let [(Kind::Inquiry, asked, Some(first)), (Kind::InquiryReminder, recalled, Some(second))] = letters[..] else {
                        return Err(TestCaseError::fail(format!("closed after {letters:?}")));
                    };
                    prop_assert!(asked <= first && first + 15 <= recalled && recalled <= second && second + 15 <= now, "{:?} at {}", letters, now);
                    return Ok(());
                }
            }
        }
    }
}
