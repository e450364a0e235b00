//! The life of an application: every state met with every event, then any story of events.

use super::*;
use crate::domain::waiting::{Because, Inquiry};
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

const QUEUED: Before = Before::Pending { since: Instant::UNIX_EPOCH, asker: None };
const LISTED: Before = Before::Waiting(LIST);
const LIST: Listed = Listed { since: Instant::UNIX_EPOCH, priority: 1, because: Because::OthersFirst, inquiry: None };

/// Held by decision 1 until [`at`]`(10)`.
fn held(choice: Choice, before: Before) -> State {
    State::Held { decision: decision(1), choice, until: at(10), before, look: None }
}

fn ana() -> VolunteerId {
    VolunteerId::parse("00000000-0000-7000-8000-00000000000a").unwrap()
}

/// A question of minute -30, to be recalled at minute 5 and closed at minute 60.
fn question(priority: Option<i64>, reminded: bool) -> Asked {
    let (remind_at, close_at, fields) = (at(5), at(60), vec!["slug".into()]);
    let because = Because::OthersFirst;
    Asked { since: Instant::UNIX_EPOCH, priority, because, inquiry: None, at: at(-30), by: ana(), fields, remind_at, close_at, reminded }
}

fn ask() -> Event {
    Event::Ask { by: ana(), fields: vec!["slug".into()], dates: (at(5), at(60)) }
}

fn remind() -> Event {
    Event::Remind { close_at: at(70) }
}

fn decide(n: usize, choice: Choice) -> Event {
    Event::Decide { decision: decision(n), choice, until: at(20), look_until: None }
}

fn undo(n: usize) -> Event {
    Event::Undo { decision: decision(n) }
}

fn settle(n: usize) -> Event {
    Event::Settle { decision: decision(n), space: space(), ask_at: at(500) }
}

/// Held by decision 1 until [`at`]`(40)` for a second look; until [`at`]`(10)` it could be undone anyway.
fn watched(choice: Choice, look: Look) -> State {
    State::Held { decision: decision(1), choice, until: at(40), before: QUEUED, look: Some(look) }
}

fn look(n: usize, agrees: bool, now: i64) -> Event {
    Event::Look { decision: decision(n), agrees, stays: at(now + 10) }
}

fn apart(until: Option<Instant>) -> State {
    State::Apart { since: at(-90), asker: None, until }
}

/// On the list, with the yearly question: planned for minute 5, recalled at minute 5, given up at minute 60.
fn inquired(inquiry: Inquiry) -> State {
    State::Waiting(Listed { inquiry: Some(inquiry), ..LIST })
}

/// Every state, by name.
fn states() -> [(&'static str, State); 21] {
    [
        ("unconfirmed", State::Unconfirmed),
        ("pending", QUEUED.into()),
        ("asked", State::Asked(question(None, false))),
        ("recalled", State::Asked(question(None, true))),
        ("asked listed", State::Asked(question(Some(1), false))),
        ("accepting", held(Choice::Accept, QUEUED)),
        ("listing", held(Choice::Wait { priority: 3, because: Because::NoRoom }, QUEUED)),
        ("refusing", held(refuse(), QUEUED)),
        ("accepting listed", held(Choice::Accept, LISTED)),
        ("refusing asked", held(refuse(), Before::Asked(question(None, false)))),
        ("waiting", LISTED.into()),
        ("accepted", State::Accepted { at: at(-60), space: space() }),
        ("refused", State::Refused { at: at(-60) }),
        ("closed", State::Closed { at: at(-60) }),
        ("accepting, awaited", watched(Choice::Accept, Look::Awaited { from: at(10) })),
        ("refusing, differed", watched(refuse(), Look::Differed)),
        ("apart", apart(None)),
        ("dropped", apart(Some(at(60)))),
        ("waiting, planned", inquired(Inquiry::Planned { ask_at: at(5) })),
        ("waiting, sent", inquired(Inquiry::Sent { at: at(-30), remind_at: at(5), leave_at: at(60) })),
        ("waiting, recalled", inquired(Inquiry::Recalled { at: at(-30), leave_at: at(60) })),
    ]
}

/// Where an event leads, in a word.
fn word(result: Result<State, Misfit>) -> &'static str {
    match result {
        Ok(State::Unconfirmed) => "unconfirmed",
        Ok(State::Pending { .. }) => "pending",
        Ok(State::Apart { .. }) => "apart",
        Ok(State::Asked(_)) => "asked",
        Ok(State::Closed { .. }) => "closed",
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
fn met(event: Event, now: Instant) -> [&'static str; 21] {
    states().map(|(_, state)| word(state.after(event.clone(), now)))
}

#[test]
fn each_event_leads_each_state_where_the_drawing_says() {
    let already = "Already ".repeat(15);
    let decided = "NotFromHere held held held held Already Already Already Already Already held Already Already Already Already Already";
    let undecided =
        "Already Already TooEarly TooEarly TooEarly Already Already Already Already Already Already Already Already Already Already Already";
    let looked =
        "NotFromHere Already Already Already Already NotFromHere NotFromHere NotFromHere NotFromHere NotFromHere TooLate TooLate TooLate TooLate";
    let drawn = [
        (Event::Confirm, 5, format!("pending {already}")),
        (decide(2, Choice::Accept), 5, decided.into()),
        (decide(2, refuse()), 5, decided.into()),
        (decide(1, Choice::Accept), 15, decided.into()),
        (
            ask(),
            0,
            "NotFromHere asked Already Already Already Already Already Already Already Already asked Already Already Already Already Already".into(),
        ),
        (
            Event::Answer,
            5,
            "Already Already pending pending waiting Already Already Already Already Already Already Already Already Already Already Already".into(),
        ),
        (remind(), 4, undecided.into()),
        (remind(), 5, undecided.replace("TooEarly TooEarly TooEarly", "asked TooEarly asked")),
        (remind(), 60, undecided.replace("TooEarly TooEarly TooEarly", "asked Already asked")),
        (Event::Close, 59, undecided.into()),
        (Event::Close, 60, undecided.replace("TooEarly TooEarly TooEarly", "TooEarly closed TooEarly")),
        (
            undo(1),
            5,
            "NotFromHere Already Already Already Already pending pending pending waiting asked TooLate TooLate TooLate TooLate pending pending"
                .into(),
        ),
        (
            undo(1),
            10,
            "NotFromHere Already Already Already Already TooLate TooLate TooLate TooLate TooLate TooLate TooLate TooLate TooLate pending pending"
                .into(),
        ),
        (
            undo(1),
            40,
            "NotFromHere Already Already Already Already TooLate TooLate TooLate TooLate TooLate TooLate TooLate TooLate TooLate TooLate TooLate"
                .into(),
        ),
        (
            undo(2),
            5,
            "NotFromHere Already Already Already Already Already Already Already Already Already TooLate TooLate TooLate TooLate Already Already"
                .into(),
        ),
        (
            settle(1),
            5,
            "Already Already Already Already Already TooEarly TooEarly TooEarly TooEarly TooEarly Already Already Already Already TooEarly TooEarly"
                .into(),
        ),
        (
            settle(1),
            10,
            "Already Already Already Already Already accepted waiting refused accepted refused Already Already Already Already TooEarly TooEarly"
                .into(),
        ),
        (
            settle(1),
            40,
            "Already Already Already Already Already accepted waiting refused accepted refused Already Already Already Already accepted refused"
                .into(),
        ),
        (settle(2), 40, format!("Already {already}")),
        (look(1, true, 5), 5, format!("{looked} held Already")),
        (look(1, false, 5), 5, format!("{looked} held Already")),
        (look(1, true, 39), 39, format!("{looked} held Already")),
        (look(1, true, 40), 40, format!("{looked} TooLate Already")),
        (look(1, false, 40), 40, format!("{looked} TooLate Already")),
        (
            look(2, true, 5),
            5,
            "NotFromHere Already Already Already Already Already Already Already Already Already TooLate TooLate TooLate TooLate Already Already"
                .into(),
        ),
    ];
    for (event, minute, expected) in drawn {
        // What a sieve holds is neither decided nor asked about.
        let apart = if matches!(event, Event::Decide { .. } | Event::Ask { .. }) { "NotFromHere" } else { "Already" };
        // The yearly question changes nothing of what else may happen to who waits.
        let waiting = expected.split_whitespace().nth(10).unwrap();
        let expected = format!("{} {apart} {apart} {waiting} {waiting} {waiting}", expected.trim());
        assert_eq!(met(event.clone(), at(minute)).join(" "), expected, "{event:?} at minute {minute}");
    }
}

#[test]
fn a_sieve_holds_what_is_in_the_queue_only_and_lets_in_what_it_holds() {
    for until in [None, Some(at(60))] {
        let led: Vec<&str> = met(Event::SetApart { until }, at(5)).into_iter().filter(|word| *word != "NotFromHere").collect();
        assert_eq!(led, ["apart"; 3], "the one to read, and those that are apart");
    }
    let led: Vec<&str> = met(Event::LetIn, at(5)).into_iter().filter(|word| *word != "Already").collect();
    assert_eq!(led, ["pending"; 2]);
}

#[test]
fn a_confirmed_application_queues_from_its_confirmation_on() {
    assert_eq!(State::Unconfirmed.after(Event::Confirm, at(3)), Ok(State::Pending { since: at(3), asker: None }));
}

#[test]
fn a_decision_is_held_with_its_choice_and_the_way_back() {
    for before in [QUEUED, LISTED] {
        for choice in [Choice::Accept, Choice::Wait { priority: 2, because: Because::NoRoom }, refuse()] {
            let state = State::from(before.clone()).after(decide(7, choice.clone()), at(3));
            assert_eq!(state, Ok(State::Held { decision: decision(7), choice, until: at(20), before: before.clone(), look: None }));
        }
    }
}

#[test]
fn an_undone_decision_leads_back_to_the_very_place_it_left() {
    let second = Duration::seconds(1);
    for before in [QUEUED, LISTED] {
        for choice in [Choice::Accept, Choice::Wait { priority: 3, because: Because::NoRoom }, refuse()] {
            let held = held(choice, before.clone());
            assert_eq!(held.after(undo(1), at(10) - second), Ok(before.clone().into()), "up to the last second");
            assert_eq!(held.after(undo(1), at(10)), Err(Misfit::TooLate), "never once it may be settled");
        }
    }
}

#[test]
fn a_second_look_moves_the_end_and_nothing_else() {
    let asked = State::from(LISTED).after(Event::Decide { decision: decision(1), choice: refuse(), until: at(10), look_until: Some(at(40)) }, at(0));
    let held = |until, look| Ok(State::Held { decision: decision(1), choice: refuse(), until: at(until), before: LISTED, look: Some(look) });
    assert_eq!(asked, held(40, Look::Awaited { from: at(10) }));
    let asked = asked.unwrap();
    for (agrees, minute, expected) in [
        (true, 5, held(10, Look::Agreed)),
        (true, 10, held(10, Look::Agreed)),
        (true, 25, held(25, Look::Agreed)),
        (false, 5, held(40, Look::Differed)),
        (false, 30, held(40, Look::Differed)),
        (false, 31, held(41, Look::Differed)),
        (false, 39, held(49, Look::Differed)),
    ] {
        let looked = asked.after(look(1, agrees, minute), at(minute));
        assert_eq!(looked, expected, "{agrees} at minute {minute}");
        let looked = looked.unwrap();
        assert_eq!(looked.after(look(1, !agrees, minute), at(minute)), Err(Misfit::Already), "one look, and no second thoughts");
    }
    let agreed = asked.after(look(1, true, 25), at(25)).unwrap();
    assert_eq!(agreed.after(settle(1), at(25)), Ok(State::Refused { at: at(25) }), "at once");
    assert_eq!(agreed.after(undo(1), at(25)), Err(Misfit::TooLate));
    assert_eq!(asked.after(look(1, false, 25), at(25)).unwrap().after(undo(1), at(39)), Ok(LISTED.into()));
    let short = State::from(QUEUED).after(Event::Decide { decision: decision(1), choice: refuse(), until: at(10), look_until: Some(at(3)) }, at(0));
    assert_eq!(short.unwrap().since(at(0)), at(10), "never less than the undo delay");
}

#[test]
fn what_was_held_before_there_were_second_looks_still_reads() {
    let words = serde_json::to_string(&held(refuse(), QUEUED)).unwrap();
    assert!(!words.contains("look"), "{words}");
    assert_eq!(serde_json::from_str::<State>(&words).unwrap(), held(refuse(), QUEUED));
}

#[test]
fn a_decision_is_settled_at_the_end_of_its_delay_and_at_no_second_before() {
    let (accepting, listing, refusing) =
        (held(Choice::Accept, QUEUED), held(Choice::Wait { priority: 3, because: Because::NoRoom }, QUEUED), held(refuse(), QUEUED));
    for state in [&accepting, &listing, &refusing] {
        assert_eq!(state.after(settle(1), at(10) - Duration::seconds(1)), Err(Misfit::TooEarly));
    }
    assert_eq!(accepting.after(settle(1), at(10)), Ok(State::Accepted { at: at(10), space: space() }));
    assert_eq!(refusing.after(settle(1), at(5000)), Ok(State::Refused { at: at(5000) }), "downtime costs delay, not work");
    assert_eq!(listing.after(settle(1), at(10)), Ok(State::Waiting(Listed::of(Instant::UNIX_EPOCH, 3, Because::NoRoom, at(500)))));
}

#[test]
fn who_was_on_the_list_keeps_the_rank_and_takes_the_new_priority() {
    let before = Before::Waiting(Listed { since: at(-9000), ..LIST });
    let again = held(Choice::Wait { priority: 0, because: Because::NoRoom }, before);
    assert_eq!(again.after(settle(1), at(10)), Ok(State::Waiting(Listed::of(at(-9000), 0, Because::NoRoom, at(500)))));
    // Nor does a question whose answer is not waited for.
    let asked = State::Waiting(Listed { since: at(-9000), ..LIST }).after(ask(), at(0)).unwrap();
    let again = asked.after(decide(1, Choice::Wait { priority: 2, because: Because::NoRoom }), at(50)).unwrap();
    assert_eq!(again.after(settle(1), at(90)), Ok(State::Waiting(Listed::of(at(-9000), 2, Because::NoRoom, at(500)))));
}

#[test]
fn each_state_has_its_shelf_its_instant_and_its_hold_on_the_address() {
    let seen = states().map(|(_, state)| (state.shelf(), state.since(at(-100)), state.keeps_slug()));
    let epoch = Instant::UNIX_EPOCH;
    let expected = [
        (Shelf::Unconfirmed, at(-100), true),
        (Shelf::ToRead, epoch, true),
        (Shelf::Asked, at(-30), true),
        (Shelf::Asked, at(-30), true),
        (Shelf::Asked, at(-30), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Decided, at(10), true),
        (Shelf::Waiting, epoch, true),
        (Shelf::Decided, at(-60), true),
        (Shelf::Decided, at(-60), false),
        (Shelf::Decided, at(-60), false),
        (Shelf::Decided, at(40), true),
        (Shelf::Decided, at(40), true),
        (Shelf::Apart, at(-90), true),
        (Shelf::Apart, at(-90), true),
        (Shelf::Waiting, epoch, true),
        (Shelf::Waiting, epoch, true),
        (Shelf::Waiting, epoch, true),
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

#[test]
fn the_time_spent_waiting_for_an_answer_does_not_count() {
    let asked = State::Pending { since: at(-90), asker: None }.after(ask(), at(0)).unwrap();
    let answered = asked.after(Event::Answer, at(45)).unwrap();
    assert_eq!(answered, State::Pending { since: at(-45), asker: Some(ana()) }, "it waited ninety minutes for us, and still has");
    let place = Listed { since: at(-90), priority: 2, ..LIST };
    let listed = State::Waiting(place.clone()).after(ask(), at(0)).unwrap();
    assert_eq!(listed.after(Event::Answer, at(45)), Ok(State::Waiting(place)), "the rank and the reason are kept");
    assert_eq!(Before::Asked(question(None, false)).since(at(0)), Instant::UNIX_EPOCH + Duration::minutes(30));
}

#[test]
fn the_yearly_question_leads_who_waits_and_nobody_else() {
    let (ask, recall) = (Step::Ask { remind_at: at(80), leave_at: at(90) }, Step::Recall { leave_at: at(90) });
    let stay = Step::Stay { ask_at: at(900) };
    // Waiting since ever; planned, sent and recalled, as they stand in `states`.
    for (step, minute, expected) in [
        (&ask, 4, "waiting TooEarly TooEarly TooEarly"),
        (&ask, 5, "waiting waiting Already TooEarly"),
        (&ask, 60, "waiting waiting Already Already"),
        (&recall, 4, "TooEarly TooEarly TooEarly TooEarly"),
        (&recall, 5, "TooEarly TooEarly waiting TooEarly"),
        (&recall, 60, "TooEarly TooEarly waiting Already"),
        (&Step::Leave, 59, "TooEarly TooEarly TooEarly TooEarly"),
        (&Step::Leave, 60, "TooEarly TooEarly TooEarly closed"),
        (&stay, 0, "waiting Already waiting waiting"),
        (&stay, 4, "waiting Already waiting waiting"),
        (&stay, 90, "waiting waiting waiting waiting"),
    ] {
        let met: Vec<(&str, &str)> = states().iter().map(|(name, _)| *name).zip(met(Event::Inquiry(step.clone()), at(minute))).collect();
        let waiting: Vec<&str> = met.iter().filter(|(name, _)| name.starts_with("waiting")).map(|(_, word)| *word).collect();
        assert_eq!(waiting.join(" "), expected, "{step:?} at minute {minute}");
        for (name, word) in met.iter().filter(|(name, _)| !name.starts_with("waiting")) {
            let held = *name == "accepting listed" && *step == stay;
            let expected = match *name {
                _ if held => "held",
                "unconfirmed" | "pending" | "asked" | "recalled" | "asked listed" | "apart" | "dropped" => "NotFromHere",
                _ => "Already",
            };
            assert_eq!(*word, expected, "{step:?} of {name}");
        }
    }
}

#[test]
fn a_yes_said_while_a_decision_is_held_is_there_after_the_undo() {
    let sent = Listed { inquiry: Some(Inquiry::Sent { at: at(0), remind_at: at(5), leave_at: at(60) }), ..LIST };
    let held = State::Waiting(sent).after(decide(1, Choice::Accept), at(1)).unwrap();
    let stay = Event::Inquiry(Step::Stay { ask_at: at(900) });
    let said = held.after(stay.clone(), at(2)).unwrap();
    assert_eq!(said.after(stay, at(2)), Err(Misfit::Already));
    assert_eq!(said.after(undo(1), at(3)), Ok(inquired(Inquiry::Planned { ask_at: at(900) })));
}

#[test]
fn who_waited_before_the_reason_was_asked_for_still_reads() {
    let epoch = "1970-01-01T00:00:00Z";
    let place = Listed { because: Because::NoRoom, ..LIST };
    let read = |words: String| serde_json::from_str::<State>(&words).unwrap();
    assert_eq!(read(format!(r#"{{"state":"waiting","since":"{epoch}","priority":1}}"#)), State::Waiting(place.clone()));
    let before: Before = serde_json::from_str(&format!(r#"{{"before":"waiting","since":"{epoch}","priority":1}}"#)).unwrap();
    assert_eq!(before, Before::Waiting(place.clone()));
    let asked = serde_json::to_value(State::Asked(Asked { because: Because::NoRoom, ..question(Some(1), false) })).unwrap();
    let mut old = asked.clone();
    old.as_object_mut().unwrap().remove("because").unwrap();
    assert_eq!(read(old.to_string()), read(asked.to_string()));
    let choice: Choice = serde_json::from_str(r#"{"choice":"wait","priority":2}"#).unwrap();
    assert_eq!(choice, Choice::Wait { priority: 2, because: Because::NoRoom });
}

#[test]
fn a_late_reminder_puts_the_closing_off() {
    let recalled = State::Asked(question(None, false)).after(remind(), at(6)).unwrap();
    assert_eq!(recalled.due(), Some(at(70)));
    let in_time = State::Asked(question(None, false)).after(Event::Remind { close_at: at(30) }, at(6)).unwrap();
    assert_eq!(in_time.due(), Some(at(60)), "never sooner than the day that was said");
}

#[test]
fn one_may_withdraw_until_it_is_over() {
    let not: Vec<&str> = states().iter().filter(|(_, state)| !state.may_be_withdrawn()).map(|(name, _)| *name).collect();
    assert_eq!(not, ["accepted", "refused", "closed"]);
}

/// A step of a story: an event of any kind on one of the decisions so far, some minutes later.
fn step() -> impl Strategy<Value = (u8, usize, i64)> {
    (0..18u8, 0..3usize, prop_oneof![Just(0), 1..5i64, Just(10)])
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
                6 => ask(),
                7 => Event::Answer,
                8 => remind(),
                9 => Event::Close,
                10 => look(meant, true, minute),
                11 => look(meant, false, minute),
                12 => Event::SetApart { until: None },
                13 => Event::LetIn,
                14 => Event::Inquiry(Step::Ask { remind_at: at(minute + 3), leave_at: at(minute + 6) }),
                15 => Event::Inquiry(Step::Recall { leave_at: at(minute + 3) }),
                16 => Event::Inquiry(Step::Leave),
                17 => Event::Inquiry(Step::Stay { ask_at: at(minute + 9) }),
                n => {
                    count += 1;
                    let choice = [Choice::Accept, Choice::Wait { priority: 2, because: Because::NoRoom }, refuse()][usize::from(n) - 3].clone();
                    Event::Decide { decision: decision(count), choice, until: at(minute + 10), look_until: (count % 2 == 0).then(|| at(minute + 30)) }
                }
            };
            let Ok(next) = state.after(event.clone(), at(minute)) else { continue };
            prop_assert!(!matches!(state, State::Refused { .. } | State::Accepted { .. } | State::Closed { .. }), "{state:?} left by {event:?}");
            match event {
                Event::Ask { .. } => prop_assert!(matches!(state, State::Pending { .. } | State::Waiting { .. }), "asked"),
                Event::Answer | Event::Remind { .. } | Event::Close => prop_assert!(matches!(state, State::Asked(_)), "waited"),
                Event::Inquiry(Step::Leave) => prop_assert!(matches!(next, State::Closed { .. }), "given up"),
                Event::Inquiry(_) => {
                    let place = |state: &State| state.listed().map(|listed| (listed.since, listed.priority, listed.because));
                    prop_assert!(place(&state).is_some());
                    prop_assert_eq!(place(&state), place(&next), "the rank is kept");
                    if let Some((_, left)) = &mut open {
                        let State::Held { before, .. } = &next else { return Err(TestCaseError::fail("still held")) };
                        *left = before.clone().into();
                    }
                }
                Event::Confirm => prop_assert_eq!(&state, &State::Unconfirmed),
                Event::SetApart { .. } => prop_assert!(matches!(state, State::Pending { .. } | State::Apart { .. }), "queued"),
                Event::LetIn => prop_assert!(matches!(state, State::Apart { .. }), "held"),
                Event::Decide { .. } => {
                    prop_assert!(open.is_none(), "{state:?} decided twice");
                    open = Some((count, state.clone()));
                }
                Event::Look { .. } => {
                    let State::Held { before: left, look: Some(Look::Agreed | Look::Differed), .. } = &next else {
                        return Err(TestCaseError::fail(format!("{event:?} led to {next:?}")));
                    };
                    prop_assert_eq!(open.as_ref().map(|(held, left)| (*held, left.clone())), Some((meant, left.clone().into())));
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
