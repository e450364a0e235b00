//! Claims and decisions: who may, when, and what follows (spec 5.3, 5.5; R13, R18).

use super::*;
use crate::domain::address::Unfree;
use crate::domain::application::Before;
use crate::domain::eligibility;
use crate::domain::form::{Answers, COMMITMENTS, Form};
use crate::domain::values::{ApplicationId, Reference};
use crate::domain::waiting::{Because, Listed};
use chrono::{NaiveDate, TimeZone, Utc};
use proptest::prelude::*;

fn at(minutes: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn key(n: usize) -> String {
    format!("00000000-0000-7000-8000-{n:012x}")
}

fn decision(n: usize) -> DecisionId {
    DecisionId::parse(&key(n)).unwrap()
}

fn space(n: usize) -> SpaceId {
    SpaceId::parse(&key(n)).unwrap()
}

fn ana() -> VolunteerId {
    VolunteerId::parse(&key(0xa)).unwrap()
}

fn bea() -> VolunteerId {
    VolunteerId::parse(&key(0xb)).unwrap()
}

fn claim(by: VolunteerId, minutes: i64) -> Option<Claim> {
    Some(Claim { by, until: at(minutes) })
}

fn pending() -> State {
    State::Pending { since: at(-90), asker: None }
}

fn waiting() -> State {
    State::Waiting(Listed::of(at(-9000), 1, Because::NoRoom, at(-9000)))
}

fn held() -> State {
    State::Held { decision: decision(1), choice: Choice::Accept, until: at(10), before: Before::Pending { since: at(-90), asker: None }, look: None }
}

fn refuse() -> Choice {
    Choice::Refuse { reasons: vec!["full".into()] }
}

/// An application of a small association, held by Ana until minute 30.
pub(in crate::domain) fn application(state: State) -> Application {
    let story = "Nous entretenons le canal et ses berges avec les habitantes et les habitants. ".repeat(2);
    let typed = [
        ("organization_name", "Les Amis du canal"),
        ("legal_form", "association_1901"),
        ("country", "FR"),
        ("purpose", &story),
        ("activities", &story),
        ("field", "environment"),
        ("employees", "0"),
        ("accounts", "12"),
        ("storage", "5-10"),
        ("slug", "amis-du-canal"),
        ("email", "contact@canal.example"),
    ];
    let boxes = COMMITMENTS.iter().map(|field| (*field, "yes"));
    let answers = Answers(typed.into_iter().chain(boxes).map(|(field, value)| (field.to_owned(), vec![value.to_owned()])).collect());
    let form = Form::parse(&answers, NaiveDate::from_ymd_opt(2027, 3, 12).unwrap()).unwrap();
    Application {
        id: ApplicationId::parse(&key(0xca)).unwrap(),
        reference: Reference::from_random([1; 5]),
        version: 4,
        submitted_at: at(-100),
        assessment: eligibility::assess(&form, &Policy::default()),
        form,
        state,
        claim: claim(ana(), 30),
        sieved: None,
        lead: Duration::zero(),
    }
}

fn ballot(choice: Choice) -> Ballot {
    Ballot {
        choice,
        motive: " Rien ne va. ".into(),
        subject: " Votre demande ".into(),
        letter: "\nBonjour,\n\nVoici.\n".into(),
        seen: 4,
        rules: None,
    }
}

fn facts(free: i64) -> Facts {
    let seats = Seats { ceiling: 200, taken: 200 - free, open: true };
    Facts { rules_changed: false, seats, unfree: None, bar: Bar::Below, coordinates: false, earlier: Earlier::None }
}

/// Ana decides at minute 0.
fn decided(application: &Application, ballot: Ballot, facts: Facts) -> Result<Decided, Refusal> {
    application.decide(decision(1), ballot, &ana(), facts, &Policy::default(), at(0))
}

fn refused(application: &Application, ballot: Ballot, facts: Facts) -> Option<Refusal> {
    decided(application, ballot, facts).err()
}

#[test]
fn a_claim_is_for_who_comes_first_and_for_who_comes_back() {
    let policy = Policy { claim_minutes: 25, ..Policy::default() };
    let mine = Ok(Claim { by: ana(), until: at(25) });
    for (claim, expected) in [
        (None, mine.clone()),
        (claim(ana(), 1), mine.clone()),
        (claim(ana(), -1), mine.clone()),
        (claim(bea(), 1), Err(Refusal::HeldByAnother(bea()))),
        (claim(bea(), 0), mine.clone()),
        (claim(bea(), -1), mine.clone()),
    ] {
        for state in [pending(), waiting()] {
            let application = Application { claim: claim.clone(), ..application(state) };
            assert_eq!(application.claimed(&ana(), &policy, at(0)), expected, "{claim:?}");
        }
    }
    assert_eq!(Policy::default().claim(), Duration::minutes(30));
}

#[test]
fn a_claim_holds_until_its_last_second() {
    let application = application(pending());
    assert_eq!(application.holder(at(30) - Duration::seconds(1)), Some(&ana()));
    assert_eq!(application.holder(at(30)), None);
    assert_eq!(Application { claim: None, ..application }.holder(at(0)), None);
}

#[test]
fn nothing_is_claimed_once_decided_nor_before_its_confirmation() {
    for state in [State::Unconfirmed, held(), State::Accepted { at: at(-5), space: space(1) }, State::Refused { at: at(-5) }] {
        let application = application(state);
        assert_eq!(application.claimed(&ana(), &Policy::default(), at(0)), Err(Refusal::AlreadyDecided), "{:?}", application.state);
    }
}

#[test]
fn only_the_queue_and_the_waiting_list_are_decided() {
    for choice in [Choice::Accept, Choice::Wait { priority: 0, because: Because::NoRoom }, refuse()] {
        for state in [pending(), waiting()] {
            assert_eq!(refused(&application(state), ballot(choice.clone()), facts(1)), None);
        }
        for state in [State::Unconfirmed, held(), State::Accepted { at: at(-5), space: space(1) }, State::Refused { at: at(-5) }] {
            assert_eq!(refused(&application(state), ballot(choice.clone()), facts(1)), Some(Refusal::AlreadyDecided));
        }
    }
}

#[test]
fn a_second_volunteer_learns_it_is_already_decided() {
    let first = decided(&application(pending()), ballot(Choice::Accept), facts(9)).unwrap().application;
    let second = first.decide(decision(2), ballot(refuse()), &bea(), facts(8), &Policy::default(), at(1));
    assert_eq!(second, Err(Refusal::AlreadyDecided), "said before anything about the claim or the page");
    assert_eq!(first.claimed(&bea(), &Policy::default(), at(1)), Err(Refusal::AlreadyDecided));
}

#[test]
fn one_decides_only_what_nobody_else_holds() {
    for (claim, expected) in [
        (None, None),
        (claim(ana(), 1), None),
        (claim(ana(), 0), None),
        (claim(bea(), 1), Some(Refusal::HeldByAnother(bea()))),
        (claim(bea(), 0), None),
    ] {
        let application = Application { claim: claim.clone(), ..application(pending()) };
        assert_eq!(refused(&application, ballot(Choice::Accept), facts(1)), expected, "{claim:?}");
    }
}

#[test]
fn a_ballot_from_a_page_of_another_version_is_refused() {
    for (seen, expected) in [(3, Some(Refusal::Stale)), (4, None), (5, Some(Refusal::Stale))] {
        assert_eq!(refused(&application(pending()), Ballot { seen, ..ballot(Choice::Accept) }, facts(1)), expected, "seen {seen}");
        assert_eq!(refused(&application(waiting()), Ballot { seen, ..ballot(refuse()) }, facts(0)), expected, "seen {seen}");
    }
}

#[test]
fn a_full_service_accepts_nobody_but_still_answers() {
    let (taken, free) = (Facts { unfree: Some(Unfree::Taken), ..facts(1) }, Facts { unfree: Some(Unfree::Taken), ..facts(0) });
    for (choice, facts, expected) in [
        (Choice::Accept, facts(1), None),
        (Choice::Accept, Facts { rules_changed: true, ..facts(1) }, Some(Refusal::RulesChanged)),
        (refuse(), Facts { rules_changed: true, ..facts(1) }, Some(Refusal::RulesChanged)),
        (Choice::Drop, Facts { rules_changed: true, ..facts(1) }, None),
        (Choice::Accept, Facts { seats: Seats { open: false, ..facts(1).seats }, ..facts(1) }, Some(Refusal::Closed)),
        (Choice::Accept, facts(0), Some(Refusal::NoSeat)),
        (Choice::Accept, facts(-3), Some(Refusal::NoSeat)),
        (Choice::Accept, Facts { bar: Bar::Warn, ..facts(1) }, None),
        (Choice::Accept, Facts { bar: Bar::Stop, ..facts(1) }, Some(Refusal::NetworkStop)),
        (Choice::Accept, Facts { bar: Bar::Stop, coordinates: true, ..facts(1) }, None),
        (refuse(), Facts { bar: Bar::Stop, ..facts(1) }, None),
        (Choice::Wait { priority: 1, because: Because::NoRoom }, Facts { bar: Bar::Stop, ..facts(1) }, None),
        (Choice::Accept, taken, Some(Refusal::SlugUnfree(Unfree::Taken))),
        (Choice::Wait { priority: 0, because: Because::NoRoom }, facts(0), None),
        (Choice::Wait { priority: 0, because: Because::NoRoom }, free, None),
        (refuse(), facts(0), None),
        (refuse(), free, None),
    ] {
        assert_eq!(refused(&application(pending()), ballot(choice.clone()), facts), expected, "{choice:?} {facts:?}");
    }
}

#[test]
fn a_refusal_says_its_reasons_and_its_motive() {
    let unreasoned = Choice::Refuse { reasons: vec![] };
    for (choice, motive, expected) in [
        (unreasoned, "Parce que.", Some(Refusal::ReasonMissing)),
        (refuse(), "", Some(Refusal::MotiveMissing)),
        (refuse(), " \r\n\t", Some(Refusal::MotiveMissing)),
        (refuse(), "x", None),
        (Choice::Accept, "", None),
        (Choice::Wait { priority: 3, because: Because::NoRoom }, "", None),
    ] {
        let ballot = Ballot { motive: motive.into(), ..ballot(choice.clone()) };
        assert_eq!(refused(&application(pending()), ballot, facts(1)), expected, "{choice:?} {motive:?}");
    }
}

#[test]
fn no_decision_goes_without_its_letter() {
    for choice in [Choice::Accept, Choice::Wait { priority: 3, because: Because::NoRoom }, refuse()] {
        for (subject, letter) in [("", "Bonjour"), ("Votre demande", ""), (" ", "Bonjour"), ("Votre demande", "\r\n ")] {
            let ballot = Ballot { subject: subject.into(), letter: letter.into(), ..ballot(choice.clone()) };
            assert_eq!(refused(&application(pending()), ballot, facts(1)), Some(Refusal::LetterMissing));
        }
    }
}

#[test]
fn the_letter_is_held_with_its_decision() {
    let wait = Choice::Wait { priority: 2, because: Because::NoRoom };
    for (choice, kind, code) in [(Choice::Accept, Kind::Accepted, "accept"), (wait, Kind::Waiting, "wait"), (refuse(), Kind::Refused, "refuse")] {
        let before = application(waiting());
        let done = decided(&before, ballot(choice.clone()), facts(1)).unwrap();
        let to = before.form.contact.email.clone();
        let letter = Letter { kind, to, subject: "Votre demande".into(), body: "Bonjour,\n\nVoici.".into() };
        let trace = Effect::Trace { verb: "decide", subject: before.id.to_string(), detail: code.into() };
        assert_eq!(done.effects, [Effect::HoldLetter { letter, application: before.id.clone(), decision: decision(1) }, trace]);
        let left = Before::Waiting(Listed::of(at(-9000), 1, Because::NoRoom, at(-9000)));
        let state = State::Held { decision: decision(1), choice, until: at(10), before: left, look: None };
        assert_eq!(done.application, Application { state, claim: None, ..before }, "held, and free of its claim");
    }
}

#[test]
fn a_decision_remembers_who_why_and_under_which_rules() {
    let policy = Policy { version: 12, undo_minutes: 25, ..Policy::default() };
    let done = application(pending()).decide(decision(1), ballot(refuse()), &ana(), facts(0), &policy, at(2)).unwrap();
    let motive = "Rien ne va.".into();
    assert_eq!(
        done.decision,
        Decision { id: decision(1), by: ana(), choice: refuse(), motive, policy_version: 12, at: at(2), until: at(27), second_look: false }
    );
}

#[test]
fn anyone_takes_a_decision_back_until_the_delay_is_over() {
    for state in [pending(), waiting()] {
        let before = application(state);
        let held = decided(&before, ballot(refuse()), facts(0)).unwrap().application;
        let (after, effects) = held.undo(&decision(1), at(10) - Duration::seconds(1)).unwrap();
        assert_eq!(after, Application { claim: None, ..before.clone() }, "back where it was, priority and rank kept");
        let trace = Effect::Trace { verb: "undo", subject: before.id.to_string(), detail: key(1) };
        assert_eq!(effects, [Effect::DropLetter(decision(1)), trace]);
        assert_eq!(held.undo(&decision(1), at(10)), Err(Refusal::TooLate));

        let claim = after.claimed(&bea(), &Policy::default(), at(10)).unwrap();
        let again = Application { claim: Some(claim), ..after };
        assert!(again.decide(decision(2), ballot(Choice::Accept), &bea(), facts(1), &Policy::default(), at(11)).is_ok());
    }
}

#[test]
fn only_the_decision_that_is_held_is_taken_back() {
    for (state, expected) in [
        (pending(), Refusal::AlreadyDecided),
        (held(), Refusal::AlreadyDecided),
        (State::Accepted { at: at(-5), space: space(1) }, Refusal::TooLate),
        (State::Refused { at: at(-5) }, Refusal::TooLate),
    ] {
        assert_eq!(application(state).undo(&decision(2), at(1)), Err(expected));
    }
}

#[test]
fn the_letter_leaves_and_the_space_is_ordered_together_once_the_delay_is_over() {
    let policy = Policy { version: 12, ..Policy::default() };
    for choice in [Choice::Accept, Choice::Wait { priority: 2, because: Because::NoRoom }, refuse()] {
        let held = decided(&application(pending()), ballot(choice.clone()), facts(1)).unwrap().application;
        let settle = |n: usize, minute: i64| held.settle(&decision(n), space(5), &policy, at(minute));
        assert_eq!(settle(1, 9), None, "still to be undone");
        assert_eq!(settle(2, 10), None, "another decision");
        let (after, effects) = settle(1, 10).unwrap();
        let (state, order) = match choice {
            Choice::Accept => (State::Accepted { at: at(10), space: space(5) }, Some(Space::ordered(space(5), &held, &policy, at(10)))),
            Choice::Wait { priority, because } => (State::Waiting(Listed::of(at(-90), priority, because, next_inquiry(at(10), &policy))), None),
            Choice::Refuse { .. } | Choice::Drop => (State::Refused { at: at(10) }, None),
        };
        assert_eq!(after, Application { state, ..held.clone() });
        let trace = Effect::Trace { verb: "settle", subject: held.id.to_string(), detail: key(1) };
        let expected: Vec<Effect> = [Effect::ReleaseLetter(decision(1))].into_iter().chain(order.map(Effect::OrderSpace)).chain([trace]).collect();
        assert_eq!(effects, expected);
        assert_eq!(after.settle(&decision(1), space(6), &policy, at(11)), None, "once");
    }
}

#[test]
fn an_age_is_told_in_whole_days_and_never_below_zero() {
    let day = 24 * 60;
    for (minutes, days) in [(-day, 0), (0, 0), (day - 1, 0), (day, 1), (2 * day - 1, 1), (10 * day, 10)] {
        assert_eq!(age_days(at(0), at(minutes)), days, "{minutes} minutes");
    }
}

/// What the store counts as taken (R18): spaces, and acceptances that are held.
fn taken(house: &[Application]) -> i64 {
    let takes = |state: &State| matches!(state, State::Accepted { .. } | State::Held { choice: Choice::Accept, .. });
    house.iter().filter(|application| takes(&application.state)).count().try_into().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_story_of_decisions_takes_more_places_than_there_are(
        ceiling in 0..4i64,
        story in proptest::collection::vec((0..6usize, 0..8u8, prop_oneof![Just(0), 1..5i64, Just(10)]), 1..60),
    ) {
        let policy = Policy::default().with_ceiling(ceiling);
        let (mut house, mut minute) = (vec![application(pending()); 6], 0);
        for (n, (i, verb, pause)) in story.into_iter().enumerate() {
            minute += pause;
            let seats = Seats { ceiling, taken: taken(&house), open: true };
            let claimed = Application { claim: claim(ana(), minute + 1), ..house[i].clone() };
            let held = if let State::Held { decision, .. } = &claimed.state { decision.clone() } else { decision(n) };
            let decide = |choice| {
                let facts = Facts { seats, ..facts(0) };
                claimed.decide(decision(n), ballot(choice), &ana(), facts, &policy, at(minute)).map(|done| done.application)
            };
            let next = match verb {
                0 => claimed.undo(&held, at(minute)).map(|(after, _)| after).ok(),
                1 => claimed.settle(&held, space(n), &policy, at(minute)).map(|(after, _)| after),
                2 => decide(refuse()).ok(),
                3 => decide(Choice::Wait { priority: 1, because: Because::NoRoom }).ok(),
                _ => {
                    let open = matches!(claimed.state, State::Pending { .. } | State::Waiting { .. });
                    let accepted = decide(Choice::Accept);
                    prop_assert_eq!(accepted.is_ok(), open && taken(&house) < ceiling);
                    accepted.ok()
                }
            };
            house[i] = next.unwrap_or(claimed);
            prop_assert!(taken(&house) <= ceiling);
        }
    }
}
