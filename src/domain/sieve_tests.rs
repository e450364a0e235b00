use super::*;
use crate::domain::application::Event;
use crate::domain::form::Answers;
use crate::domain::policy::Policy;
use crate::domain::review::Claim;
use crate::domain::review::tests;
use crate::domain::values::VolunteerId;
use chrono::{Duration, TimeZone, Utc};
use proptest::prelude::*;

fn at(minutes: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn ana() -> VolunteerId {
    VolunteerId::parse("00000000-0000-7000-8000-00000000000a").unwrap()
}

fn application(state: State) -> Application {
    Application { claim: None, ..tests::application(state) }
}

fn facts() -> Facts {
    Facts {
        mail: "mail.vague.example".into(),
        name: "les amis du velo 12".into(),
        said: "les amis du velo 12 rennes casino en ligne bonus".into(),
        legal_form: LegalForm::Association1901,
        country: "FR".into(),
        origin: Some("x".into()),
    }
}

fn pattern(text: &str) -> Pattern {
    Pattern::parse(text).unwrap()
}

#[test]
fn a_pattern_is_words_in_their_order_with_stars_between() {
    for (text, written, fits) in [
        ("Vélo", "velo", true),
        ("vél", "vel", false),
        ("vél*", "vel*", true),
        ("*élo", "*elo", true),
        ("les * vélo", "les * velo", true),
        ("LES AMIS", "les amis", true),
        ("amis les", "amis les", false),
        ("amis du * 12", "amis du * 12", true),
        ("les***12", "les*12", true),
        ("v*o 12", "v*o 12", true),
        ("a%_b", "a b", false),
    ] {
        match Pattern::parse(text) {
            Ok(read) => {
                assert_eq!(read.as_str(), written, "{text}");
                assert_eq!(read.fits("les amis du velo 12"), fits, "{text}");
                assert!(!read.like().trim_matches('%').contains('_'), "{text}");
            }
            Err(_) => assert_eq!(text, "a%_b"),
        }
    }
    for (text, why) in [("", "Short"), ("*", "Short"), ("é*", "Short"), ("* * *", "Short"), ("a*b*c*d*e*f", "Stars")] {
        assert_eq!(format!("{:?}", Pattern::parse(text).unwrap_err()), why, "{text}");
    }
    assert!(Pattern::parse(&"a*".repeat(1000)).is_err());
}

#[test]
fn all_that_is_asked_must_be_there() {
    let mail = |domain: &str, below| Criteria { mail: Some(MailDomain { domain: domain.into(), below }), ..Criteria::default() };
    let cases = [
        (mail("mail.vague.example", false), true),
        (mail("vague.example", false), false),
        (mail("vague.example", true), true),
        (mail("ague.example", true), false),
        (Criteria { words: vec![pattern("casino"), pattern("bonus")], ..Criteria::default() }, true),
        (Criteria { words: vec![pattern("casino"), pattern("vélo bonus")], ..Criteria::default() }, false),
        (Criteria { country: Some("BE".into()), ..Criteria::default() }, false),
        (Criteria { legal_form: Some(LegalForm::Association1901), country: Some("FR".into()), ..Criteria::default() }, true),
        (Criteria { origin: Some("x".into()), ..Criteria::default() }, true),
        (Criteria { origin: Some("y".into()), ..Criteria::default() }, false),
        (Criteria { name: Some(pattern("amis")), ..mail("ailleurs.example", true) }, false),
    ];
    for (criteria, caught) in cases {
        assert_eq!(criteria.catch(&facts()), caught, "{criteria:?}");
    }
    assert!(!Criteria { origin: Some("x".into()), ..Criteria::default() }.catch(&Facts { origin: None, ..facts() }));
}

fn sieve(n: u8, grade: Grade, name: &str) -> Sieve {
    let criteria = Criteria { name: Some(pattern(name)), ..Criteria::default() };
    let id = SieveId::parse(&format!("019a0000-0000-7000-8000-00000000000{n}")).unwrap();
    Sieve { id, name: n.to_string(), criteria, grade, motive: String::new(), ends_at: at(10) }
}

#[test]
fn the_strongest_of_those_that_hold_wins() {
    let sieves =
        [sieve(1, Grade::Lower, "velo"), sieve(2, Grade::Drop, "autre"), sieve(3, Grade::AskPerson, "amis"), sieve(4, Grade::AskPerson, "amis")];
    let found = |now| strongest(&sieves, &facts(), at(now)).map(|one| one.name.as_str());
    assert_eq!((found(9), found(10)), (Some("3"), None));
}

#[test]
fn a_sweep_leaves_what_is_held_decided_or_waited_for() {
    let states = [State::Unconfirmed, State::Pending { since: at(-90), asker: None }, State::Pending { since: at(-90), asker: Some(ana()) }];
    let can = |grade| states.clone().map(|state| application(state).may_be_swept(grade, at(0)));
    assert_eq!(can(Grade::Drop), [true, true, false]);
    let held = Application { claim: Some(Claim { by: ana(), until: at(1) }), ..application(states[1].clone()) };
    assert!(!held.may_be_swept(Grade::Note, at(0)) && held.may_be_swept(Grade::Note, at(1)));
    let lowered = Application { sieved: Some(Grade::Lower), ..application(states[1].clone()) };
    assert!(!lowered.may_be_swept(Grade::Note, at(0)) && !lowered.may_be_swept(Grade::Lower, at(0)) && lowered.may_be_swept(Grade::AskPerson, at(0)));
    assert!(!application(State::Refused { at: at(-1) }).may_be_swept(Grade::Note, at(0)));
}

#[test]
fn what_is_lowered_comes_after_all_others_until_it_is_put_back() {
    let pending = State::Pending { since: at(-90), asker: None };
    let lowered = Application { sieved: Some(Grade::Lower), ..application(pending.clone()) };
    assert_eq!((lowered.priority(), application(pending.clone()).priority()), (9, 0));
    let apart = pending.after(Event::SetApart { until: None }, at(0)).unwrap();
    assert_eq!(apart.after(Event::LetIn, at(5)).unwrap(), pending, "with its age");
}

fn typed(changed: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (name, value) in [("name", "Vague"), ("name_pattern", "casino*"), ("grade", "lower"), ("motive", "Des robots"), ("days", "14")] {
        answers.0.insert(name.into(), vec![value.into()]);
    }
    for (name, value) in changed {
        answers.0.insert((*name).into(), vec![(*value).into()]);
    }
    answers
}

#[test]
fn what_cannot_be_a_sieve_says_why() {
    let long = "a".repeat(2000);
    let stars = "ab*".repeat(600);
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: &[Case<'_>] = &[
        (&[], &[]),
        (&[("name", " "), ("motive", "")], &["sieve-name-missing", "sieve-motive-missing"]),
        (&[("name", &long)], &["sieve-name-long"]),
        (&[("name", "a\u{7}b")], &["sieve-name-long"]),
        (&[("name_pattern", &long)], &["sieve-pattern-long"]),
        (&[("name_pattern", &stars)], &["sieve-pattern-long"]),
        (&[("name_pattern", "a*b*c*d*e*f")], &["sieve-pattern-many"]),
        (&[("name_pattern", "**")], &["sieve-pattern-short"]),
        (&[("words", "casino, x")], &["sieve-pattern-short"]),
        (&[("words", "un un,deux,trois,quatre,cinq,sept")], &["sieve-words-many"]),
        (&[("mail_domain", "pas un domaine")], &["sieve-domain-malformed"]),
        (&[("same_origin", "FS-?")], &["sieve-origin-malformed"]),
        (&[("days", "-3")], &["sieve-days-many"]),
        (&[("days", "91")], &["sieve-days-many"]),
        (&[("days", "demain")], &["sieve-days-many"]),
        (&[("days", "8"), ("same_origin", "FS-7K3M-2QXD")], &["sieve-days-origin-many"]),
        (&[("grade", "autre")], &["sieve-grade-missing"]),
        (&[("name_pattern", "")], &["sieve-criteria-missing"]),
        (&[("name_pattern", ""), ("grade", "note")], &[]),
    ];
    for (changed, keys) in cases {
        let said: Vec<&str> = Entry::parse(&typed(changed), &Policy::default()).err().unwrap_or_default().iter().map(|one| one.key).collect();
        assert_eq!(said, *keys, "{changed:?}");
    }
    let read =
        Entry::parse(&typed(&[("mail_domain", "@Vague.Example"), ("mail_below", "yes"), ("words", "casino\nEn ligne")]), &Policy::default()).unwrap();
    assert_eq!(read.criteria.mail, Some(MailDomain { domain: "vague.example".into(), below: true }));
    assert_eq!(read.criteria.words.iter().map(Pattern::as_str).collect::<Vec<_>>(), ["casino", "en ligne"]);
}

proptest! {
    #[test]
    fn a_pattern_is_read_the_same_when_written_again(text in ".{0,60}") {
        if let Ok(pattern) = Pattern::parse(&text) {
            prop_assert_eq!(Pattern::parse(pattern.as_str()).map(|again| again.as_str().to_owned()), Ok(pattern.as_str().to_owned()));
        }
    }

    #[test]
    fn the_words_of_a_text_are_found_in_it(text in "[a-z]{3,8}( [a-zé*]{1,6}){0,4}") {
        if let Ok(pattern) = Pattern::parse(&text) {
            prop_assert!(pattern.fits(&words(&text.replace('*', "x"))), "{:?} in {:?}", pattern, words(&text.replace('*', "x")));
        }
    }
}

#[test]
fn only_what_touches_more_than_half_is_wide() {
    assert_eq!([is_wide(0, 0), is_wide(1, 1), is_wide(2, 4), is_wide(3, 4), is_wide(3, 5)], [false, false, false, true, true]);
}
