//! The life of an application: every state met with every event, then any story of events.

use super::*;
use chrono::{Duration, TimeZone, Utc};
use proptest::prelude::*;

fn at(minutes: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn decision(n: usize) -> DecisionId {
    DecisionId::parse(&format!("00000000-0000-7000-8000-{n:012x}")).unwrap()
}

fn space() -> SpaceId {
    SpaceId::parse("00000000-0000-7000-8000-00000000500a").unwrap()
}

fn refuse() -> Choice {
    Choice::Refuse { reasons: vec!["full".into()] }
}

const QUEUED: Before = Before::Pending { since: Instant::UNIX_EPOCH };
const LISTED: Before = Before::Waiting { since: Instant::UNIX_EPOCH, priority: 1 };

/// Held by decision 1 until [`at`]`(10)`.
fn held(choice: Choice, before: Before) -> State {
    State::Held { decision: decision(1), choice, until: at(10), before }
}

fn decide(n: usize, choice: Choice) -> Event {
    Event::Decide { decision: decision(n), choice, until: at(20) }
}

fn undo(n: usize) -> Event {
    Event::Undo { decision: decision(n) }
}

fn settle(n: usize) -> Event {
    Event::Settle { decision: decision(n), space: space() }
}

/// Every state, by name.
fn states() -> [(&'static str, State); 9] {
    [
        ("unconfirmed", State::Unconfirmed),
        ("pending", QUEUED.into()),
        ("accepting", held(Choice::Accept, QUEUED)),
        ("listing", held(Choice::Wait { priority: 3 }, QUEUED)),
        ("refusing", held(refuse(), QUEUED)),
        ("accepting listed", held(Choice::Accept, LISTED)),
        ("waiting", LISTED.into()),
        ("accepted", State::Accepted { at: at(-60), space: space() }),
        ("refused", State::Refused { at: at(-60) }),
    ]
}

/// Where an event leads, in a word.
fn word(result: Result<State, Misfit>) -> &'static str {
    match result {
        Ok(State::Unconfirmed) => "unconfirmed",
        Ok(State::Pending { .. }) => "pending",
        Ok(State::Held { .. }) => "held",
        Ok(State::Waiting { .. }) => "waiting",
        Ok(State::Accepted { .. }) => "accepted",
        Ok(State::Refused { .. }) => "refused",
        Err(Misfit::Already) => "Already",
        Err(Misfit::NotFromHere) => "NotFromHere",
        Err(Misfit::TooEarly) => "TooEarly",
        Err(Misfit::TooLate) => "TooLate",
    }
}

/// One event met with every state, in the order of [`states`].
fn met(event: Event, now: Instant) -> [&'static str; 9] {
    states().map(|(_, state)| word(state.after(event.clone(), now)))
}

#[test]
fn each_event_leads_each_state_where_the_drawing_says() {
    let names = states().map(|(name, _)| name);
    assert_eq!(names, ["unconfirmed", "pending", "accepting", "listing", "refusing", "accepting listed", "waiting", "accepted", "refused"]);
    let drawn = [
        (Event::Confirm, 5, "pending Already Already Already Already Already Already Already Already"),
        (decide(2, Choice::Accept), 5, "NotFromHere held Already Already Already Already held Already Already"),
        (decide(2, Choice::Wait { priority: 0 }), 5, "NotFromHere held Already Already Already Already held Already Already"),
        (decide(2, refuse()), 5, "NotFromHere held Already Already Already Already held Already Already"),
        (decide(1, Choice::Accept), 15, "NotFromHere held Already Already Already Already held Already Already"),
        (undo(1), 5, "NotFromHere Already pending pending pending waiting TooLate TooLate TooLate"),
        (undo(1), 10, "NotFromHere Already TooLate TooLate TooLate TooLate TooLate TooLate TooLate"),
        (undo(2), 5, "NotFromHere Already Already Already Already Already TooLate TooLate TooLate"),
        (undo(2), 10, "NotFromHere Already Already Already Already Already TooLate TooLate TooLate"),
        (settle(1), 5, "Already Already TooEarly TooEarly TooEarly TooEarly Already Already Already"),
        (settle(1), 10, "Already Already accepted waiting refused accepted Already Already Already"),
        (settle(2), 10, "Already Already Already Already Already Already Already Already Already"),
    ];
    for (event, minute, expected) in drawn {
        assert_eq!(met(event.clone(), at(minute)).join(" "), expected, "{event:?} at minute {minute}");
    }
}

#[test]
fn a_confirmed_application_queues_from_its_confirmation_on() {
    assert_eq!(State::Unconfirmed.after(Event::Confirm, at(3)), Ok(State::Pending { since: at(3) }));
}

#[test]
fn a_decision_is_held_with_its_choice_and_the_way_back() {
    for before in [QUEUED, LISTED] {
        for choice in [Choice::Accept, Choice::Wait { priority: 2 }, refuse()] {
            let state = State::from(before.clone()).after(decide(7, choice.clone()), at(3));
            assert_eq!(state, Ok(State::Held { decision: decision(7), choice, until: at(20), before: before.clone() }));
        }
    }
}

#[test]
fn an_undone_decision_leads_back_to_the_very_place_it_left() {
    let second = Duration::seconds(1);
    for before in [QUEUED, LISTED] {
        for choice in [Choice::Accept, Choice::Wait { priority: 3 }, refuse()] {
            let held = held(choice, before.clone());
            assert_eq!(held.after(undo(1), at(10) - second), Ok(before.clone().into()), "up to the last second");
            assert_eq!(held.after(undo(1), at(10)), Err(Misfit::TooLate), "never once it may be settled");
        }
    }
}

#[test]
fn a_decision_is_settled_at_the_end_of_its_delay_and_at_no_second_before() {
    let (accepting, listing, refusing) = (held(Choice::Accept, QUEUED), held(Choice::Wait { priority: 3 }, QUEUED), held(refuse(), QUEUED));
    for state in [&accepting, &listing, &refusing] {
        assert_eq!(state.after(settle(1), at(10) - Duration::seconds(1)), Err(Misfit::TooEarly));
    }
    assert_eq!(accepting.after(settle(1), at(10)), Ok(State::Accepted { at: at(10), space: space() }));
    assert_eq!(refusing.after(settle(1), at(5000)), Ok(State::Refused { at: at(5000) }), "downtime costs delay, not work");
    assert_eq!(listing.after(settle(1), at(10)), Ok(State::Waiting { since: Instant::UNIX_EPOCH, priority: 3 }));
}

#[test]
fn who_was_on_the_list_keeps_the_rank_and_takes_the_new_priority() {
    let before = Before::Waiting { since: at(-9000), priority: 1 };
    let again = held(Choice::Wait { priority: 0 }, before);
    assert_eq!(again.after(settle(1), at(10)), Ok(State::Waiting { since: at(-9000), priority: 0 }));
}

#[test]
fn each_state_has_its_shelf_its_instant_and_its_hold_on_the_address() {
    let seen = states().map(|(_, state)| (state.shelf(), state.since(at(-100)), state.keeps_slug()));
    let epoch = Instant::UNIX_EPOCH;
    let expected = [
        (Shelf::Unconfirmed, at(-100), true),
        (Shelf::ToRead, epoch, true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Waiting, epoch, true),
        (Shelf::Decided, at(-60), true),
        (Shelf::Decided, at(-60), false),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn each_state_comes_back_the_same_from_its_stored_words() {
    for (name, state) in states() {
        let words = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&words).unwrap(), state, "{name}");
    }
}

/// A step of a story: an event of any kind on one of the decisions so far, some minutes later.
fn step() -> impl Strategy<Value = (u8, usize, i64)> {
    (0..6u8, 0..3usize, prop_oneof![Just(0), 1..5i64, Just(10)])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn no_story_leaves_a_refusal_or_holds_two_decisions(story in proptest::collection::vec(step(), 1..60)) {
        let (mut state, mut minute) = (State::Unconfirmed, 0);
        // The decision that is held with the place it left, how many there were, and those that ended.
        let (mut open, mut count, mut ended): (Option<(usize, State)>, usize, Vec<usize>) = (None, 0, vec![]);
        for (kind, back, pause) in story {
            minute += pause;
            let meant = count.saturating_sub(back);
            let event = match kind {
                0 => Event::Confirm,
                1 => undo(meant),
                2 => settle(meant),
                n => {
                    count += 1;
                    let choice = [Choice::Accept, Choice::Wait { priority: 2 }, refuse()][usize::from(n) - 3].clone();
                    Event::Decide { decision: decision(count), choice, until: at(minute + 10) }
                }
            };
            let Ok(next) = state.after(event.clone(), at(minute)) else { continue };
            prop_assert!(!matches!(state, State::Refused { .. } | State::Accepted { .. }), "{state:?} left by {event:?}");
            match event {
                Event::Confirm => prop_assert_eq!(&state, &State::Unconfirmed),
                Event::Decide { .. } => {
                    prop_assert!(open.is_none(), "{state:?} decided twice");
                    open = Some((count, state.clone()));
                }
                Event::Undo { .. } | Event::Settle { .. } => {
                    let Some((held, left)) = open.take() else { return Err(TestCaseError::fail(format!("{event:?} of nothing held"))) };
                    prop_assert_eq!(held, meant);
                    prop_assert!(!ended.contains(&held), "ended twice");
                    ended.push(held);
                    if matches!(event, Event::Undo { .. }) {
                        prop_assert_eq!(&next, &left);
                    }
                }
            }
            prop_assert_eq!(matches!(next, State::Held { .. }), open.is_some());
            state = next;
        }
    }
}
