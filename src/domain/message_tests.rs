//! Questions and answers: who may ask, what may change with an answer, and that nothing else does.

use super::*;
use crate::domain::form::Field;
use crate::domain::letter::Kind;
use crate::domain::review::Claim;
use crate::domain::review::tests::application;
use crate::domain::waiting::{Because, Listed};
use chrono::{TimeZone, Utc};

fn at(minutes: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn ana() -> VolunteerId {
    VolunteerId::parse("00000000-0000-7000-8000-00000000000a").unwrap()
}

fn bea() -> VolunteerId {
    VolunteerId::parse("00000000-0000-7000-8000-00000000000b").unwrap()
}

fn question(words: &str, fields: &[&str], seen: i64) -> (Question, Letter) {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    let message = Message { author: Author::Volunteer(ana()), body: words.into(), fields, at: at(0) };
    let to = application(State::Unconfirmed).form.contact.email;
    let letter = Letter { kind: Kind::Question, to, subject: "Question".into(), body: words.into() };
    (Question { message, dates: Question::dates(&Policy::default(), at(0)), seen }, letter)
}

fn asked(fields: &[&str]) -> Application {
    let (question, letter) = question("Depuis quand ?", fields, 4);
    application(State::Pending { since: at(-90), asker: None }).ask(&ana(), question, letter, at(0)).unwrap().0
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers(pairs.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect())
}

#[test]
fn a_question_lets_go_of_the_claim_and_leaves_at_once() {
    let (question, letter) = question("Depuis quand ?", &["founded_year"], 4);
    let pending = application(State::Pending { since: at(-90), asker: None });
    let (after, effects) = pending.ask(&ana(), question, letter.clone(), at(0)).unwrap();
    assert_eq!((after.claim.clone(), after.open_fields()), (None, &["founded_year".to_owned()][..]));
    assert!(effects.contains(&Effect::SendLetter { letter, about: About::Application(pending.id) }));
    assert_eq!(after.state.due(), Some(at(0) + Duration::days(7)));
}

#[test]
fn one_asks_what_one_holds_has_seen_and_has_words_for() {
    let ask = |who: &VolunteerId, words: &str, seen: i64, state: State| {
        let (question, letter) = question(words, &[], seen);
        application(state).ask(who, question, letter, at(0)).map(|_| ())
    };
    let pending = || State::Pending { since: at(-90), asker: None };
    assert_eq!(ask(&bea(), "?", 4, pending()), Err(Refusal::HeldByAnother(ana())));
    assert_eq!(ask(&ana(), "?", 3, pending()), Err(Refusal::Stale));
    assert_eq!(ask(&ana(), "  ", 4, pending()), Err(Refusal::MessageMissing));
    assert_eq!(ask(&ana(), "?", 4, asked(&[]).state), Err(Refusal::AlreadyAsked));
    assert_eq!(ask(&ana(), "?", 4, State::Refused { at: at(-1) }), Err(Refusal::AlreadyDecided));
    assert_eq!(ask(&ana(), "?", 4, State::Waiting(Listed::of(at(-90), 1, Because::NoRoom, at(-90)))), Ok(()));
    let mut free = application(pending());
    free.claim = None;
    let (question, letter) = question("?", &[], 4);
    assert_eq!(free.ask(&ana(), question, letter, at(0)).map(|_| ()), Ok(()), "nobody holds it: one need not take it first");
    let late = Application { claim: Some(Claim { by: ana(), until: at(-1) }), ..application(pending()) };
    let (question, letter) = self::question("?", &[], 4);
    assert!(late.ask(&ana(), question, letter, at(0)).is_ok(), "nobody took it since");
}

#[test]
fn an_answer_changes_the_fields_asked_about_and_no_other() {
    let asked = asked(&["field", "slug"]);
    let given =
        answers(&[("field", "sport"), ("slug", "canal-vivant"), ("email", "autre@ailleurs.example"), ("accounts", "7"), ("message", " Voici. ")]);
    let reply = asked.read_reply(&given, at(10)).unwrap();
    assert_eq!(reply.form.structure.field, Field::Sport);
    assert_eq!(reply.form.address.slug.as_str(), "canal-vivant");
    assert_eq!((reply.form.contact, reply.form.needs), (asked.form.contact.clone(), asked.form.needs.clone()));
    assert_eq!((reply.message.body.as_str(), reply.message.fields), ("Voici.", vec!["field".to_owned(), "slug".to_owned()]));
    assert_eq!(reply.form.terms_version, asked.form.terms_version);
}

#[test]
fn what_must_be_mended_in_an_answer_is_said_and_nothing_else_is() {
    let asked = asked(&["slug", "purpose"]);
    let problems = asked.read_reply(&answers(&[("slug", "-non-"), ("purpose", "Court")]), at(10)).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.field).collect::<Vec<_>>(), ["purpose", "slug"]);
    let same = answers(&[("slug", "amis-du-canal"), ("purpose", &asked.form.structure.purpose)]);
    assert_eq!(asked.read_reply(&same, at(10)).unwrap_err()[0].key, "message-missing", "neither a word nor a change");
    let long = answers(&[("message", &"x".repeat(LONGEST + 2))]);
    assert_eq!(application(asked.state.clone()).read_reply(&long, at(10)).unwrap_err().last().map(|p| p.n), Some(2));
}

#[test]
fn without_a_question_one_may_write_and_change_nothing() {
    let pending = application(State::Pending { since: at(-90), asker: None });
    let reply = pending.read_reply(&answers(&[("slug", "autre-adresse"), ("message", "Nous avons déménagé.")]), at(10)).unwrap();
    assert_eq!((reply.form, reply.message.fields.len()), (pending.form, 0));
}

#[test]
fn the_address_the_newsletter_and_the_commitments_are_never_asked_about() {
    for (field, expected) in
        [("slug", true), ("purpose", true), ("second_email", true), ("email", false), ("newsletter", false), ("accept_terms", false), ("x", false)]
    {
        assert_eq!(may_be_asked(field), expected, "{field}");
    }
}

#[test]
fn a_form_written_back_as_answers_reads_the_same() {
    let form = application(State::Unconfirmed).form;
    assert_eq!(Form::parse(&form.answers(), at(0).date_naive()), Ok(form));
}
