//! What is proposed, who may answer when, and what the answers say together.

use super::*;

fn id(n: u8) -> VolunteerId {
    VolunteerId::parse(&format!("019ab0d0-0000-7000-8000-0000000000{n:02}")).unwrap()
}

fn typed(fields: &[(&str, &[&str])]) -> Answers {
    Answers(fields.iter().map(|(name, values)| ((*name).to_owned(), values.iter().map(|v| (*v).to_owned()).collect())).collect())
}

fn calibration(closed: bool) -> Calibration {
    let created_at: Instant = "2026-11-23T09:00:00Z".parse().unwrap();
    let id = CalibrationId::parse("019ab0d0-0000-7000-8000-000000000099").unwrap();
    Calibration { id, title: "Novembre".into(), created_at, closed_at: closed.then_some(created_at) }
}

fn case(position: i64) -> Case {
    Case { position, application: ApplicationId::parse("019ab0d0-0000-7000-8000-000000000077").unwrap() }
}

fn answer(by: u8, position: i64, choice: Opinion, doubts: &[&str]) -> Answer {
    Answer { position, by: id(by), choice, doubts: doubts.iter().map(|d| (*d).to_owned()).collect() }
}

#[test]
fn a_proposal_reads_references_however_they_are_parted_each_once() {
    let proposal =
        Proposal::parse(&typed(&[("title", &[" Cas  limites "]), ("references", &["FS-7K3M-2QXD, fs7k3m2qxd\r\nFS-0000-0001;FS-0000-0002"])]))
            .unwrap();
    assert_eq!(proposal.title, "Cas limites");
    assert_eq!(proposal.references.iter().map(Reference::as_str).collect::<Vec<_>>(), ["FS-7K3M-2QXD", "FS-0000-0001", "FS-0000-0002"]);
}

#[test]
fn what_is_wrong_with_a_proposal_is_said_at_once() {
    let wrong = |title: &str, references: &str| {
        let problems = Proposal::parse(&typed(&[("title", &[title]), ("references", &[references])])).unwrap_err();
        problems.into_iter().map(|p| (p.field, p.key, p.n)).collect::<Vec<_>>()
    };
    assert_eq!(wrong("", ""), [("title", "calibration-title-missing", 0), ("references", "calibration-references-missing", 0)]);
    assert_eq!(wrong("Cas", "FS-7K3M-2QXD rien"), [("references", "calibration-references-malformed", 1)]);
    let eleven: Vec<String> = (0..11).map(|n| format!("FS-0000-00{n:02}")).collect();
    assert_eq!(wrong("Cas", &eleven.join(" ")), [("references", "calibration-references-too-many", 1)]);
    assert_eq!(wrong(&"é".repeat(TITLE + 2), "FS-7K3M-2QXD"), [("title", "text-too-long", 2)]);
}

#[test]
fn an_opinion_is_a_choice_and_a_refusal_says_why() {
    assert_eq!(opinion(&typed(&[("choice", &["accept"])])), Ok((Opinion::Accept, vec![])));
    assert_eq!(
        opinion(&typed(&[("choice", &["refuse"]), ("doubts", &["school", "nothing", "group", "school"])])),
        Ok((Opinion::Refuse, vec!["group".to_owned(), "school".to_owned()])),
        "known criteria, each once, in their order"
    );
    let wrong = |answers: &Answers| opinion(answers).unwrap_err().into_iter().map(|p| (p.field, p.key)).collect::<Vec<_>>();
    assert_eq!(wrong(&typed(&[("choice", &["drop"])])), [("choice", "calibration-choice-missing")]);
    assert_eq!(wrong(&typed(&[("choice", &["refuse"])])), [("doubts", "calibration-doubts-missing")]);
}

#[test]
fn one_may_think_again_until_the_spread_is_seen() {
    let (open, closed) = (calibration(false), calibration(true));
    let none = Table { cases: vec![case(1), case(3)], answers: vec![] };
    let half = Table { answers: vec![answer(1, 1, Opinion::Accept, &[]), answer(2, 3, Opinion::Accept, &[])], ..none.clone() };
    let whole = Table { answers: vec![answer(1, 1, Opinion::Accept, &[]), answer(1, 3, Opinion::Wait, &[])], ..none.clone() };
    for (name, table, calibration, position, expected) in [
        ("first", &none, &open, 1, Ok(())),
        ("again", &half, &open, 1, Ok(())),
        ("last", &half, &open, 3, Ok(())),
        ("erased", &half, &open, 2, Err(Refusal::Unknown)),
        ("after the spread", &whole, &open, 1, Err(Refusal::Done)),
        ("closed", &none, &closed, 1, Err(Refusal::Closed)),
        ("closed and done", &whole, &closed, 1, Err(Refusal::Closed)),
        ("closed and erased", &none, &closed, 2, Err(Refusal::Unknown)),
    ] {
        assert_eq!(table.takes(calibration, &id(1), position), expected, "{name}");
    }
    assert_eq!([&none, &half, &whole].map(|table| table.next_for(&id(1))), [Some(1), Some(3), None]);
    assert!(!whole.is_done(&id(2)), "another's answers are not mine");
    assert!(Table { cases: vec![case(1)], ..whole }.is_done(&id(1)), "a case that was erased is not waited for");
}

#[test]
fn the_spread_counts_and_names_nobody() {
    let table = Table {
        cases: vec![case(1), case(2), case(3)],
        answers: vec![
            answer(1, 1, Opinion::Accept, &[]),
            answer(2, 1, Opinion::Refuse, &["school", "company"]),
            answer(3, 1, Opinion::Refuse, &["school"]),
            answer(1, 2, Opinion::Wait, &["company"]),
            answer(2, 2, Opinion::Wait, &["company"]),
            answer(1, 3, Opinion::Refuse, &["french"]),
        ],
    };
    let spread = table.spread(1);
    assert_eq!((spread.answers, spread.choices), (3, vec![(Opinion::Accept, 1), (Opinion::Wait, 0), (Opinion::Refuse, 2)]));
    let doubts: Vec<_> = spread.doubts.into_iter().filter(|(_, n)| *n > 0).collect();
    assert_eq!(doubts, [("school", 2), ("company", 1)]);
    assert_eq!(
        table.by_criterion(),
        [Agreement { criterion: "school", shared: 0, divided: 1 }, Agreement { criterion: "company", shared: 1, divided: 1 }],
        "one answer alone neither agrees nor differs"
    );
}
