//! Which decisions are proposed, to whom, what follows, and what two looks come to.

use super::comparison::{Comparison, Counts, Shared, Whose, shared};
use super::*;
use crate::domain::application::Before;
use crate::domain::review::tests::application;
use crate::domain::waiting::Because;
use chrono::{Duration, TimeZone, Utc};
use proptest::prelude::*;

fn at(minutes: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn id(n: u64) -> DecisionId {
    DecisionId::parse(&format!("019ab0d0-0000-7000-8000-{n:012x}")).unwrap()
}

fn who(n: u64) -> VolunteerId {
    VolunteerId::parse(&format!("019ab0d0-0000-7000-8000-{n:012x}")).unwrap()
}

fn refuse(reasons: &[&str]) -> Choice {
    Choice::Refuse { reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect() }
}

fn judgement(choice: Opinion, reasons: &[&str]) -> Judgement {
    Judgement { choice, reasons: reasons.iter().map(|reason| (*reason).to_owned()).collect() }
}

fn typed(fields: &[(&str, &[&str])]) -> Answers {
    Answers(fields.iter().map(|(name, values)| ((*name).to_owned(), values.iter().map(|v| (*v).to_owned()).collect())).collect())
}

#[test]
fn a_share_of_keys_is_drawn_and_no_other() {
    // Keys as a generator draws them: a multiple of an odd number, in 48 bits.
    let keys: Vec<DecisionId> = (1..=20_000_u64).map(|n| id(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16)).collect();
    for share in [0, 1, 20, 50, 99, 100] {
        let drawn = keys.iter().filter(|key| is_drawn(key, share)).count();
        let expected = 200 * usize::try_from(share).unwrap();
        assert!(drawn.abs_diff(expected) <= 200, "{drawn} of 20000 at {share} %");
    }
    assert!(keys.iter().all(|key| !is_drawn(key, 0) && !is_drawn(key, -5) && is_drawn(key, 100) && is_drawn(key, 250)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_is_drawn_for_a_share_is_drawn_for_a_larger_one(n in 0..1_u64 << 48, share in 0..100i64) {
        prop_assert!(!is_drawn(&id(n), share) || is_drawn(&id(n), share + 1));
        // The time in a key, which one could guess, has no part in it.
        let later = DecisionId::parse(&format!("02ffffff-ffff-7fff-bfff-{n:012x}")).unwrap();
        prop_assert_eq!(is_drawn(&id(n), share), is_drawn(&later, share));
    }
}

#[test]
fn undoing_is_no_way_around_the_draw_and_a_look_is_not_asked_for_twice() {
    let (drawn, not) = (id(7), id(93));
    let half = Policy { blind_share: 50, ..Policy::default() };
    for (decision, choice, earlier, expected) in [
        (&drawn, Choice::Accept, Earlier::None, true),
        (&drawn, Choice::Wait { priority: 0, because: Because::NoRoom }, Earlier::None, true),
        (&drawn, refuse(&["full"]), Earlier::None, true),
        (&drawn, Choice::Drop, Earlier::None, false),
        (&not, Choice::Accept, Earlier::None, false),
        (&not, Choice::Accept, Earlier::Unseen, true),
        (&not, Choice::Drop, Earlier::Unseen, false),
        (&drawn, Choice::Accept, Earlier::Seen, false),
        (&not, Choice::Accept, Earlier::Seen, false),
    ] {
        assert_eq!(is_asked_for(decision, &choice, earlier, &half), expected, "{decision} {choice:?} {earlier:?}");
        assert!(!is_asked_for(decision, &choice, earlier, &Policy::default()), "none by default");
    }
}

#[test]
fn one_look_by_someone_who_had_nothing_to_do_with_it_while_it_is_held() {
    let (first, second, other) = (who(1), who(2), who(3));
    let answer = Answer { by: second.clone(), judgement: judgement(Opinion::Accept, &[]), word: String::new() };
    let proposed = |fate, answer: Option<&Answer>| Proposed {
        decision: id(7),
        application: ApplicationId::parse("019ab0d0-0000-7000-8000-0000000000ca").unwrap(),
        first: first.clone(),
        choice: Choice::Accept,
        fate,
        until: at(60),
        answer: answer.cloned(),
    };
    for (fate, given, by, involved, minute, expected) in [
        (Fate::Held, None, &second, false, 59, Ok(())),
        (Fate::Held, None, &second, false, 60, Err(Refusal::Left)),
        (Fate::Held, None, &second, true, 5, Err(Refusal::Involved)),
        (Fate::Held, None, &first, false, 5, Err(Refusal::Involved)),
        (Fate::Held, Some(&answer), &second, true, 5, Err(Refusal::Mine)),
        (Fate::Settled, Some(&answer), &second, true, 90, Err(Refusal::Mine)),
        (Fate::Held, Some(&answer), &other, false, 5, Err(Refusal::Answered)),
        (Fate::Held, Some(&answer), &first, false, 5, Err(Refusal::Involved)),
        (Fate::Undone, None, &second, false, 5, Err(Refusal::Undone)),
        (Fate::Undone, Some(&answer), &other, false, 5, Err(Refusal::Undone)),
        (Fate::Settled, None, &second, false, 5, Err(Refusal::Left)),
    ] {
        assert_eq!(proposed(fate, given).awaits(by, involved, at(minute)), expected, "{fate} {given:?} {by} {involved} {minute}");
    }
}

#[test]
fn an_agreement_lets_it_leave_and_the_trail_does_not_say_who_thinks_what() {
    let before = Before::Pending { since: at(-90), asker: None };
    let held = |look| application(State::Held { decision: id(1), choice: Choice::Accept, until: at(60), before: before.clone(), look });
    let awaited = held(Some(Look::Awaited { from: at(10) }));
    for (agrees, minute, until, look) in [(true, 5, 10, Look::Agreed), (true, 30, 30, Look::Agreed), (false, 5, 60, Look::Differed)] {
        let looked = awaited.looked_at(&id(1), agrees, &Policy::default(), at(minute)).unwrap();
        let state = State::Held { decision: id(1), choice: Choice::Accept, until: at(until), before: before.clone(), look: Some(look) };
        let trace = Effect::Trace { verb: "look", subject: awaited.id.to_string(), detail: id(1).to_string() };
        assert_eq!(looked, Looked { application: Application { state, ..awaited.clone() }, until: at(until), effects: vec![trace] });
    }
    let refused =
        |application: &Application, decision: u64, minute| application.looked_at(&id(decision), true, &Policy::default(), at(minute)).unwrap_err();
    assert_eq!(refused(&awaited, 2, 5), Refusal::Answered, "decided anew since");
    assert_eq!(refused(&awaited, 1, 60), Refusal::Left);
    assert_eq!(refused(&held(None), 1, 5), Refusal::Unknown);
    assert_eq!(refused(&held(Some(Look::Differed)), 1, 5), Refusal::Answered);
    assert_eq!(refused(&application(State::Refused { at: at(-1) }), 1, 5), Refusal::Left);
}

#[test]
fn a_look_is_a_choice_with_reasons_and_maybe_a_word() {
    assert_eq!(read(&typed(&[("choice", &["wait"])])), Ok((judgement(Opinion::Wait, &[]), String::new())));
    let (given, word) =
        read(&typed(&[("choice", &["refuse"]), ("reasons", &["full", "nothing", "school", "full"]), ("word", &[" Un\r\nmot\0 "])])).unwrap();
    assert_eq!(given, judgement(Opinion::Refuse, &["school", "full"]), "known reasons, each once, in their order");
    assert_eq!(word, "Un\nmot");
    let wrong = |fields: &[(&str, &[&str])]| read(&typed(fields)).unwrap_err().into_iter().map(|p| (p.field, p.key, p.n)).collect::<Vec<_>>();
    assert_eq!(wrong(&[("choice", &["drop"])]), [("choice", "second-look-choice-missing", 0)]);
    let long = "é".repeat(WORD + 3);
    assert_eq!(wrong(&[("choice", &["refuse"]), ("word", &[&long])]), [("reasons", "second-look-reasons-missing", 0), ("word", "text-too-long", 3)]);
}

#[test]
fn two_looks_are_compared_by_choice_then_by_reason() {
    let first = |choice: &Choice| Judgement::of(choice).unwrap();
    let comparison = |first, choice, reasons: &[&str]| Comparison { first, second: Some(judgement(choice, reasons)) };
    let waits = comparison(first(&Choice::Wait { priority: 0, because: Because::NoRoom }), Opinion::Wait, &["company"]);
    assert_eq!((waits.agrees(), waits.by_reason()), (Some(true), vec![("company", Whose::Second)]), "whatever the priority, or a doubt");
    let both = comparison(first(&refuse(&["full", "school"])), Opinion::Refuse, &["company", "school"]);
    assert_eq!(both.agrees(), Some(true));
    assert_eq!(both.by_reason(), [("school", Whose::Both), ("company", Whose::Second), ("full", Whose::First)]);
    let differ = comparison(first(&Choice::Accept), Opinion::Refuse, &["company"]);
    assert_eq!(differ.agrees(), Some(false));
    let unseen = Comparison { first: first(&refuse(&["school"])), second: None };
    assert_eq!(unseen.agrees(), None);
    assert_eq!(Judgement::of(&Choice::Drop), None);

    let all = [waits, both, differ, unseen];
    assert_eq!(Counts::of(&all), Counts { agreed: 2, differed: 1, unseen: 1 });
    assert_eq!(Counts::of(&all).looked(), 3);
    let expected = [("school", 1, 0), ("company", 0, 3), ("full", 0, 1)].map(|(reason, both, one)| Shared { reason, both, one });
    assert_eq!(shared(&all), expected, "in the order of the criteria; what nobody looked at says nothing");
}
