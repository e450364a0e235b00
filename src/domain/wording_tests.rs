use super::*;
use proptest::prelude::*;

fn values() -> Values {
    Values::default().with(Variable::Structure, "Les Halles {lien}").with(Variable::Link, "https://a.example/x").with(Variable::Service, "Framaspace")
}

fn typed(kind: Kind, heading: &str, body: &str) -> Result<Text, Vec<Fault>> {
    let mut answers = Answers::default();
    for (field, value) in [(if kind == Kind::Reply { "title" } else { "subject" }, heading), ("body", body)] {
        answers.0.insert(field.into(), vec![value.into()]);
    }
    Text::parse(kind, &answers)
}

fn wrong(kind: Kind, heading: &str, body: &str) -> Vec<(&'static str, Wrong)> {
    typed(kind, heading, body).err().unwrap_or_default().into_iter().map(|fault| (fault.field, fault.what)).collect()
}

const BODY: &str = "Bonjour,\n\nVotre espace va s’ouvrir.\n\nSuivre l’ouverture\u{a0}:\n{lien}\n";

#[test]
fn variables_are_filled_and_values_are_not_read() {
    assert_eq!(fill("Pour { structure }\u{a0}: {{oui}} {service}.", &values()), "Pour Les Halles {lien}\u{a0}: {oui} Framaspace.");
    assert_eq!(fill("{{{service}}}", &values()), "{Framaspace}");
}

#[test]
fn what_the_house_no_longer_knows_is_left_out_and_its_sentence_stays() {
    for (text, filled) in [
        ("Bonjour {prenom}, voici.", "Bonjour, voici."),
        ("Bonjour {prenom} et merci.", "Bonjour et merci."),
        ("Bonjour {prenom}.", "Bonjour."),
        ("{prenom} bonjour", "bonjour"),
        ("Ceci\n{prenom}\nreste", "Ceci\n\nreste"),
        ("Un {a} {b} mot", "Un mot"),
        ("Sans {raisons} valeur", "Sans valeur"),
        ("Tout {service} seul", "Tout Framaspace seul"),
        ("Une { seule, ou } deux", "Une deux"),
        ("Une } seule {", "Une } seule {"),
        ("Ouverte {\nplus loin}", "Ouverte {\nplus loin}"),
    ] {
        assert_eq!(fill(text, &values()), filled, "{text}");
    }
}

#[test]
fn a_text_that_is_right_is_read_on_its_lines() {
    let text = typed(Kind::Accepted, "  Pour\r\n{structure} ", BODY).unwrap();
    assert_eq!((text.subject.as_str(), text.title.as_str(), text.body.as_str()), ("Pour {structure}", "", BODY.trim()));
    assert_eq!(Text::parse(Kind::Accepted, &text.answers()), Ok(text.clone()));
    let (subject, body) = text.fill(&values());
    assert_eq!(subject, "Pour Les Halles {lien}");
    assert!(body.ends_with("ouverture\u{a0}:\nhttps://a.example/x"));
}

#[test]
fn a_name_that_nothing_fills_is_told_with_the_nearest() {
    let near = |name: &str, near| vec![("body", Wrong::Unknown(name.into(), near))];
    for (name, expected) in [
        ("structrue", Some(Variable::Structure)),
        ("Structure", Some(Variable::Structure)),
        ("adressé", Some(Variable::Address)),
        ("délai", Some(Variable::Delay)),
        ("prenom", None),
        ("raisons", None),
        ("", None),
    ] {
        assert_eq!(wrong(Kind::Reply, "Titre", &format!("Pouvez-vous nous dire {{{name}}} {{{name}}}\u{202f}?")), near(name, expected), "{name}");
    }
    let subject = wrong(Kind::Accepted, "Suivre {lien}", BODY);
    assert_eq!(subject, [("subject", Wrong::Unknown("lien".into(), None))], "no lines in a subject");
}

#[test]
fn everything_to_mend_is_told_at_once() {
    assert_eq!(wrong(Kind::Accepted, " ", ""), [("subject", Wrong::Missing), ("body", Wrong::Missing)]);
    assert_eq!(wrong(Kind::Reply, "T", "court"), [("title", Wrong::Short), ("body", Wrong::Short)]);
    let long = format!("{}\n\nSuivre\u{a0}:\n{{lien}}", "é".repeat(6000));
    assert_eq!(wrong(Kind::Waiting, &"é".repeat(151), &long), [("subject", Wrong::Long(1)), ("body", Wrong::Long(17))]);
    assert_eq!(wrong(Kind::Reply, "Titre", &"é".repeat(3001)), [("body", Wrong::Long(1))]);
    assert_eq!(
        wrong(Kind::Refused, "Non", "Une ligne.\nPuis {structure, sans fin."),
        [("body", Wrong::Brace(2)), ("body", Wrong::Needed(Variable::Reasons))]
    );
    assert_eq!(wrong(Kind::Waiting, "Attente", "Vous êtes sur la liste d’attente."), [("body", Wrong::Needed(Variable::Link))]);
    assert_eq!(wrong(Kind::Waiting, "Attente", "Une accolade} de trop.\n\nSuivre :\n{lien}"), [("body", Wrong::Brace(1))]);
}

#[test]
fn blocks_are_alone_and_the_link_is_the_act() {
    let alone = |variable| vec![("body", Wrong::NotAlone(variable))];
    assert_eq!(wrong(Kind::Waiting, "Attente", "Suivez votre demande ici : {lien} ou pas."), alone(Variable::Link));
    assert_eq!(wrong(Kind::Waiting, "Attente", "Suivez votre demande ici\n{lien}"), alone(Variable::Link));
    assert_eq!(wrong(Kind::Waiting, "Attente", "Votre demande est gardée.\n\n{lien}"), alone(Variable::Link));
    assert_eq!(wrong(Kind::Refused, "Non", "Voici pourquoi : {raisons} Au revoir."), alone(Variable::Reasons));
    assert_eq!(wrong(Kind::Refused, "Non", "Voici pourquoi.\n\n{raisons}\n\nVoyez : {ailleurs}"), alone(Variable::Elsewhere));
    assert_eq!(wrong(Kind::Refused, "Non", "Voici pourquoi.\n\n{raisons}\n\nVoyez :\n{ailleurs}"), []);
}

#[test]
fn a_line_of_dashes_does_not_begin_the_foot() {
    let text = Text { kind: Kind::Reply, title: "T".into(), subject: String::new(), body: "Un\n-- \nDeux\n{a}\n--".into() };
    let (_, body) = text.fill(&values());
    assert_eq!(body, "Un\n\u{2014}\nDeux\n\n\u{2014}");
    assert_eq!(parts(&body).1, None);
}

#[test]
fn series_are_read_as_they_are_written() {
    let reply = Series::Reply(WordingId::parse("019ab0d0-0000-7000-8000-000000000001").unwrap());
    for series in Series::LETTERS.into_iter().chain([reply]) {
        assert_eq!(Series::parse(series.as_str()), Some(series));
    }
    assert_eq!(Series::parse("accepted"), None);
    for kind in Kind::ALL {
        assert!(kind.needed().iter().all(|needed| kind.variables().contains(needed)), "{kind}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_filled(text in "[a{} \n,.é]{0,60}(\\{(lien|structure|rien)\\})?[{} \n]{0,5}") {
        let filled = fill(&text, &values());
        if !text.contains(['{', '}']) {
            prop_assert_eq!(&filled, &text);
        }
        let text = Text { kind: Kind::Waiting, title: String::new(), subject: text.clone(), body: text };
        let _ = text.faults();
        let (subject, body) = text.fill(&values());
        prop_assert!(!subject.contains('\n') && parts(&body).1.is_none());
    }
}
