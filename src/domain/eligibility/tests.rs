use super::quoted as quoted_of;
use super::*;
use crate::domain::form::{Address, Contact, Employees, Field, LegalForm, Needs, RegistrationKind, Storage, Structure, TERMS_VERSION, Use};
use crate::domain::values::{EmailAddress, Slug};
use proptest::prelude::*;

/// A small association that everything is fine with.
fn fine() -> Form {
    Form {
        structure: Structure {
            organization_name: "Les Jardins partagés de Trifouilly".into(),
            acronym: None,
            legal_form: LegalForm::Association1901,
            country: "FR".into(),
            postcode: Some("49123".into()),
            town: Some("Trifouilly-les-Oies".into()),
            registration_kind: None,
            registration_number: None,
            founded_year: Some(2015),
            website: None,
            purpose: "Cultiver ensemble des potagers ouverts à tout le quartier, et transmettre les gestes du jardinage sans pesticides.".into(),
            activities: "Deux chantiers par mois, une fête des récoltes en septembre, des ateliers avec le centre social et l’école.".into(),
            field: Field::Environment,
            other_fields: Vec::new(),
            employees: Employees::None,
            members: None,
            network: None,
            network_spaces: None,
        },
        needs: Needs {
            accounts: 20,
            storage: Storage::From5,
            uses: vec![Use::Files],
            current_tools: None,
            ease: None,
            suite: None,
            motivation: None,
        },
        address: Address { slug: Slug::parse("jardins-trifouilly").unwrap(), slug_alternative: None, replaces_space: None, other_spaces: None },
        contact: Contact { email: EmailAddress::parse("bonjour@jardins.example").unwrap(), second_email: None, role: None, newsletter: false },
        terms_version: TERMS_VERSION.into(),
    }
}

pub(super) fn with(change: impl FnOnce(&mut Form)) -> Form {
    let mut form = fine();
    change(&mut form);
    form
}

pub(super) fn named(name: &str) -> Form {
    with(|form| form.structure.organization_name = name.into())
}

/// What is said against, or to check: the key of the criterion and its outcome.
pub(super) fn said(form: &Form) -> Vec<(String, Outcome)> {
    let findings = assess(form, &Policy::default()).findings;
    findings.into_iter().filter(|f| f.outcome != Outcome::Satisfied).map(|f| (f.criterion, f.outcome)).collect()
}

fn verdict(form: &Form) -> Verdict {
    assess(form, &Policy::default()).verdict
}

/// The words of the clues; the declared form, which stands beside them, is left out.
pub(super) fn quoted(form: &Form, key: &str) -> Vec<String> {
    let findings = assess(form, &Policy::default()).findings;
    let evidence = findings.into_iter().filter(|f| f.criterion == key).flat_map(|f| f.evidence);
    evidence.filter(|e| e.field != "legal_form").map(|e| e.words).collect()
}

/// What was typed in a field that evidence may quote.
fn typed(form: &Form, field: &str) -> String {
    let structure = &form.structure;
    match field {
        "organization_name" => structure.organization_name.clone(),
        "legal_form" => structure.legal_form.code().into(),
        "country" => structure.country.clone(),
        "registration_number" => structure.registration_number.clone().unwrap_or_default(),
        "website" => structure.website.clone().unwrap_or_default(),
        "purpose" => structure.purpose.clone(),
        "activities" => structure.activities.clone(),
        "motivation" => form.needs.motivation.clone().unwrap_or_default(),
        "accounts" => form.needs.accounts.to_string(),
        "storage" => form.needs.storage.code().into(),
        "email" => form.contact.email.to_string(),
        "second_email" => form.contact.second_email.as_ref().map(ToString::to_string).unwrap_or_default(),
        "terms_version" => form.terms_version.clone(),
        other => unreachable!("no such field: {other}"),
    }
}

#[test]
fn a_small_association_is_eligible_by_every_criterion() {
    let assessment = assess(&fine(), &Policy::default());
    assert_eq!(assessment.verdict, Verdict::Eligible);
    assert_eq!(assessment.findings.iter().map(|f| f.criterion.as_str()).collect::<Vec<_>>(), CRITERIA.iter().map(|c| c.key).collect::<Vec<_>>());
    assert!(assessment.findings.iter().all(|f| f.outcome == Outcome::Satisfied && f.evidence.is_empty()));
}

#[test]
#[rustfmt::skip]
fn the_declared_form_decides_first() {
    use LegalForm as L;
    for (declared, expected) in [
        (L::Association1901, Verdict::Eligible), (L::Cult, Verdict::Eligible), (L::AlsaceMoselle, Verdict::Eligible), (L::Foreign, Verdict::Eligible),
        (L::Informal, Verdict::Eligible), (L::Foundation, Verdict::Eligible), (L::Union, Verdict::Eligible), (L::Club, Verdict::Eligible),
        (L::Cooperative, Verdict::Examine), (L::Company, Verdict::Examine), (L::Other, Verdict::Examine), (L::School, Verdict::Ineligible),
        (L::LocalAuthority, Verdict::Ineligible), (L::PublicService, Verdict::Ineligible), (L::Individual, Verdict::Ineligible),
    ] {
        assert_eq!(verdict(&with(|form| form.structure.legal_form = declared)), expected, "{declared}");
    }
}

#[test]
#[rustfmt::skip]
fn words_of_the_texts_are_quoted_as_they_were_typed() {
    for (text, criterion, words) in [
        ("Bonjour, nous sommes une Mairie de 800 habitants.", "public_body", "nous sommes une Mairie"),
        ("NOTRE ÉTABLISSEMENT SCOLAIRE accueille 300 élèves.", "school", "NOTRE ÉTABLISSEMENT SCOLAIRE"),
        ("Un outil pour fidéliser nos  clients.", "company", "nos  clients"),
        ("Partager les Photos de famille.", "general_interest", "Photos de famille"),
        ("Nous sommes un groupe d’amis.", "group", "Nous sommes un groupe d’amis"),
    ] {
        let form = with(|form| form.needs.motivation = Some(text.into()));
        assert_eq!(said(&form), [(criterion.to_owned(), Outcome::ToCheck)], "{text}");
        assert_eq!(quoted(&form, criterion), [words], "{text}");
    }
}

#[test]
#[rustfmt::skip]
fn accounts_up_to_those_of_the_policy_are_fine() {
    for (asked, policy, expected) in [
        (50, 50, Verdict::Eligible), (51, 50, Verdict::Ineligible), (1, 50, Verdict::Eligible), (51, 60, Verdict::Eligible),
        (50, 40, Verdict::Ineligible),
    ] {
        let policy = Policy { accounts: policy, ..Policy::default() };
        assert_eq!(assess(&with(|form| form.needs.accounts = asked), &policy).verdict, expected, "{asked}");
    }
}

#[test]
#[rustfmt::skip]
fn storage_is_compared_with_that_of_the_policy() {
    use Outcome::{NotSatisfied as No, Satisfied as Yes, ToCheck as Maybe};
    for (asked, go, expected) in [
        (Storage::From20, 40, Yes), (Storage::More, 40, No), (Storage::Unknown, 40, Maybe), (Storage::Under5, 40, Yes), (Storage::From20, 30, Maybe),
        (Storage::From20, 20, Maybe), (Storage::From20, 19, No), (Storage::From10, 20, Yes), (Storage::More, 30, No), (Storage::More, 100, Maybe),
        (Storage::Under5, 2, Maybe),
    ] {
        let policy = Policy { storage_go: go, ..Policy::default() };
        assert_eq!(storage::check(&Reading::of(&with(|form| form.needs.storage = asked)), &policy).outcome, expected, "{asked} {go}");
    }
}

#[test]
#[rustfmt::skip]
fn outside_the_french_speaking_world_a_person_looks() {
    for (country, expected) in [
        ("FR", Verdict::Eligible), ("BE", Verdict::Eligible), ("SN", Verdict::Eligible), ("CA", Verdict::Eligible), ("RE", Verdict::Eligible),
        ("DE", Verdict::Examine),
    ] {
        assert_eq!(verdict(&with(|form| form.structure.country = country.into())), expected, "{country}");
    }
    let english = "We are a small group of people who care for the river and its banks, and for the animals that live there with us.";
    let form = with(|form| (form.structure.purpose, form.structure.activities) = (english.into(), english.into()));
    assert_eq!(said(&form), [("french".to_owned(), Outcome::ToCheck)]);
    assert_eq!(quoted(&form, "french"), ["We are a small group of people who care for the river"]);
}

#[test]
fn a_clue_is_shown_beside_the_declared_form_it_contradicts() {
    let form = with(|form| {
        form.structure.organization_name = "Mairie de Trifouilly".into();
        form.structure.website = Some("https://www.Mairie-Trifouilly.fr/contact".into());
        form.structure.registration_kind = Some(RegistrationKind::Siren);
        form.structure.registration_number = Some("217 500 016".into());
        form.contact.email = EmailAddress::parse("accueil@trifouilly-les-oies.fr").unwrap();
        form.needs.motivation = Some("Notre  mairie cherche un outil libre.".into());
    });
    let finding = assess(&form, &Policy::default()).findings.into_iter().find(|f| f.criterion == "public_body").unwrap();
    let shown: Vec<(&str, &str)> = finding.evidence.iter().map(|e| (e.field.as_str(), e.words.as_str())).collect();
    let (name, site, mail) = (("organization_name", "Mairie"), ("website", "www.Mairie-Trifouilly.fr"), ("email", "trifouilly-les-oies.fr"));
    let rest = [("registration_number", "217 500 016"), ("motivation", "Notre  mairie"), ("legal_form", "association_1901")];
    assert_eq!(shown, [vec![name, site, mail], rest.to_vec()].concat());
    assert_eq!((finding.outcome, finding.because.as_str()), (Outcome::ToCheck, "finding-public-body-name"));
}

#[test]
fn a_person_who_never_speaks_of_a_group_is_looked_at() {
    let alone = "Je voudrais ranger mes textes et mes dessins, que je montre ensuite sur mon site quand j’ai le temps.";
    let form = with(|form| (form.structure.purpose, form.structure.activities) = (alone.into(), alone.into()));
    assert_eq!(said(&form), [("group".to_owned(), Outcome::ToCheck)]);
    let spoken = "Je suis secrétaire : je voudrais ranger mes comptes rendus, et mon ordinateur est plein. Les adhérents m’aident.";
    let form = with(|form| (form.structure.purpose, form.structure.activities) = (spoken.into(), spoken.into()));
    assert_eq!(said(&form), []);
}

#[test]
fn the_terms_in_force_are_to_be_accepted() {
    for (version, expected) in [(TERMS_VERSION, Verdict::Eligible), ("", Verdict::Ineligible), ("2020-01-01", Verdict::Examine)] {
        assert_eq!(verdict(&with(|form| form.terms_version = version.into())), expected, "{version:?}");
    }
}

/// Pieces that names and texts are hard with.
const PIECES: &[&str] = &[
    "commune",
    "Mairie",
    "de",
    "-",
    "d'",
    "l’",
    "École",
    "SA",
    "S.A.R.L.",
    "famille",
    "saint",
    "Université",
    "(",
    ")",
    "la",
    "A.B.",
    "œ",
    "association",
    "🎉",
    "<b>",
    "</script>",
    "é",
    "مدرسة",
    "\u{202e}",
    "NOTRE",
    "nos",
    "clients",
    "je",
    "mes",
    "nous sommes une",
    "municipale",
    "Métropole",
    "SICTOM",
    "\u{301}",
    "ﬁ",
    "ß",
    "\0",
    "\n",
    ",",
    "  ",
];

/// One name or text: anything, or hard pieces put together.
fn anything() -> impl Strategy<Value = String> {
    let pieces = || proptest::collection::vec(proptest::sample::select(PIECES), 0..14);
    prop_oneof!["\\PC{0,60}", "(?s).{0,300}", pieces().prop_map(|all| all.join(" ")), pieces().prop_map(|all| all.concat())]
}

proptest! {
    #[test]
    fn whatever_is_typed_only_declared_answers_refuse_and_evidence_is_what_was_typed(
        name in anything(), purpose in anything(), motivation in proptest::option::of(anything()),
        site in proptest::option::of("\\PC{0,40}|https?://[a-zA-Z.-]{0,30}(/.{0,9})?"),
        number in proptest::option::of("[W0-9 .A-Zé-]{0,18}"), town in proptest::option::of("\\PC{0,20}"),
        declared in 0..LegalForm::ALL.len(), kind in 0..RegistrationKind::ALL.len(),
        mail in "[a-z]{1,9}@[a-z]{1,9}(-[a-z]{1,4})?\\.(fr|be|ch|ca|gouv\\.fr|edu)", country in "FR|BE|CH|CA|DE|[A-Z]{2}",
        accounts in 0i64..200, storage in 0..Storage::ALL.len(), go in 0i64..100,
    ) {
        let form = with(|given| {
            given.structure.organization_name = name;
            given.structure.purpose.clone_from(&purpose);
            given.structure.website = site;
            given.structure.registration_number = number;
            given.structure.registration_kind = Some(RegistrationKind::ALL[kind]);
            given.structure.town = town;
            given.structure.country = country;
            given.structure.legal_form = LegalForm::ALL[declared];
            given.needs.motivation = motivation;
            given.needs.accounts = accounts;
            given.needs.storage = Storage::ALL[storage];
            given.contact.email = EmailAddress::parse(&mail).unwrap();
        });
        let policy = Policy { storage_go: go, ..Policy::default() };
        let assessment = assess(&form, &policy);
        prop_assert_eq!(&assessment, &assess(&form, &policy), "the same each time");
        prop_assert_eq!(assessment.findings.len(), CRITERIA.len());
        let found = |outcome| assessment.findings.iter().any(|finding| finding.outcome == outcome);
        let expected = match (found(Outcome::NotSatisfied), found(Outcome::ToCheck)) {
            (true, _) => Verdict::Ineligible,
            (false, true) => Verdict::Examine,
            (false, false) => Verdict::Eligible,
        };
        prop_assert_eq!(assessment.verdict, expected);
        for finding in &assessment.findings {
            for evidence in &finding.evidence {
                let text = typed(&form, &evidence.field);
                prop_assert!(!evidence.words.is_empty() && text.contains(&evidence.words), "{:?} in {:?}", evidence, text);
                let segments = highlight(&text, &quoted_of(&assessment.findings, &evidence.field));
                prop_assert!(segments.iter().any(|(marked, words)| *marked && words.contains(evidence.words.as_str())));
            }
            if finding.outcome == Outcome::NotSatisfied {
                let declared = ["legal_form", "accounts", "storage", "terms_version"];
                prop_assert!(finding.evidence.iter().all(|evidence| declared.contains(&evidence.field.as_str())), "{:?}", finding);
            } else if finding.outcome == Outcome::ToCheck {
                prop_assert!(!finding.evidence.is_empty(), "{:?}", finding);
            }
        }
    }
}

#[test]
fn a_huge_text_is_read_all_the_same() {
    for piece in ["École ", "S.A.", "🎉", "مدرسة ", "<b>nous sommes une "] {
        let text = piece.repeat(1_000_000 / piece.len());
        let form = with(|form| {
            (form.structure.purpose, form.structure.activities) = (text.clone(), text.clone());
            form.structure.organization_name = text.clone();
            form.structure.website = Some(text.clone());
            form.structure.registration_number = Some(text.clone());
            form.structure.town = Some(text);
        });
        assert_eq!(assess(&form, &Policy::default()).findings.len(), CRITERIA.len());
    }
}
