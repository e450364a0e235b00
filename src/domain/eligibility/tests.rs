use super::*;
use crate::domain::form::{Address, Contact, Employees, Field, LegalForm, Needs, Storage, Structure, TERMS_VERSION, Use};
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

pub(super) fn quoted(form: &Form, key: &str) -> Vec<String> {
    let findings = assess(form, &Policy::default()).findings;
    findings.into_iter().filter(|f| f.criterion == key).flat_map(|f| f.evidence).map(|e| e.words).collect()
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
        assert_eq!(storage::check(&with(|form| form.needs.storage = asked), &policy).outcome, expected, "{asked} {go}");
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
    assert_eq!(verdict(&with(|form| (form.structure.purpose, form.structure.activities) = (english.into(), english.into()))), Verdict::Examine);
}

#[test]
fn the_terms_in_force_are_to_be_accepted() {
    for (version, expected) in [(TERMS_VERSION, Verdict::Eligible), ("", Verdict::Ineligible), ("2020-01-01", Verdict::Examine)] {
        assert_eq!(verdict(&with(|form| form.terms_version = version.into())), expected, "{version:?}");
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_the_verdict_follows_from_the_findings(
        name in "\\PC{0,60}", text in "(?s).{0,200}", site in proptest::option::of("\\PC{0,40}"), number in proptest::option::of("[W0-9 .A-Zé-]{0,18}"),
        town in proptest::option::of("\\PC{0,20}"), form in 0..LegalForm::ALL.len(), accounts in 0i64..200, storage in 0..Storage::ALL.len(), go in 0i64..100,
        pieces in proptest::collection::vec(proptest::sample::select(vec!["commune", "de", "-", "d'", "l’", "école", "SA", "famille", "saint", "université", "(", "la", "A.B.", "œ"]), 0..8),
    ) {
        for name in [name, pieces.join(" "), pieces.concat()] {
            let form = with(|given| {
                given.structure.organization_name = name;
                given.structure.purpose.clone_from(&text);
                given.structure.website.clone_from(&site);
                given.structure.registration_number.clone_from(&number);
                given.structure.town.clone_from(&town);
                given.structure.legal_form = LegalForm::ALL[form];
                given.needs.accounts = accounts;
                given.needs.storage = Storage::ALL[storage];
            });
            let assessment = assess(&form, &Policy { storage_go: go, ..Policy::default() });
            let found = |outcome| assessment.findings.iter().any(|finding| finding.outcome == outcome);
            let expected = match (found(Outcome::NotSatisfied), found(Outcome::ToCheck)) {
                (true, _) => Verdict::Ineligible,
                (false, true) => Verdict::Examine,
                (false, false) => Verdict::Eligible,
            };
            prop_assert_eq!(assessment.verdict, expected);
            prop_assert_eq!(assessment.findings.len(), CRITERIA.len());
        }
    }
}
