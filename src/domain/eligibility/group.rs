//! R1, R5: a group, not a person: associations, foundations, unions, clubs, collectives, declared or not; not individuals, families or groups of friends.

use super::lexicon::Lexicon;
use super::name::{Heads, firm};
use super::reading::{Reading, Speaker};
use super::words::Words;
use super::{Evidence, Finding};
use crate::domain::form::LegalForm;
use crate::domain::policy::Policy;
use std::sync::LazyLock;

/// Key of the criterion.
pub const KEY: &str = "group";

/// Someone who speaks of oneself or of one's own, not of a group.
#[rustfmt::skip]
pub const ALONE: &[&str] = &[
    "je suis un particulier", "je suis une particuliere", "je suis particulier", "je suis particuliere", "en tant que particulier",
    "en tant que particuliere", "pour mon usage personnel", "mon usage personnel", "pour un usage personnel", "pour usage personnel",
    "a titre personnel et prive",
    "un usage purement personnel", "un usage a titre personnel", "pour moi meme", "pour moi seul", "pour moi seule", "mon cloud personnel",
    "mon propre cloud",
    "mes fichiers personnels", "mes documents personnels", "mes donnees personnelles et", "nous sommes une famille", "nous sommes un groupe d amis",
    "nous sommes une bande d amis", "nous sommes une bande de copains", "nous sommes un couple", "nous sommes des amis",
    "nous sommes quelques amis", "nous sommes trois amis", "nous sommes quatre amis",
    "nous sommes un groupe de copains", "nous sommes une bande de potes", "nous sommes un groupe de potes", "nous sommes une fratrie",
    "groupe d amis d enfance", "entre ma famille et", "pour moi et ma famille", "pour ma famille et moi",
    "remplacer mon google drive", "remplacer mon dropbox", "projet personnel", "mon projet perso", "je suis etudiant et", "je suis etudiante et",
];

/// Names of persons, or of people who are only friends; a declared association may well be called « Madame X » or « Les Potes ».
#[rustfmt::skip]
const PERSONS: &[super::name::Head] = &[
    firm(&["monsieur", "madame", "mademoiselle", "mme", "mlle", "m et mme", "mr et mme", "monsieur et madame", "mr", "docteur", "moi",
        "particulier", "perso", "personnel"], &[]),
    firm(&["bande de potes", "bande de copains", "bande d amis", "groupe d amis", "groupe de potes", "potes", "colocation", "coloc",
        "ma famille"], &[]),
];

/// Where a person speaks of oneself…
const SINGULAR: &[&str] = &["je", "j", "me", "mon", "ma", "mes", "moi", "m"];
/// …and where a group does, or is spoken of.
#[rustfmt::skip]
const PLURAL: &[&str] = &[
    "nous", "notre", "nos", "association", "associations", "asso", "collectif", "membres", "adherents", "adherentes", "adherent", "benevoles",
    "groupe", "equipe", "club", "comite", "habitants", "bureau", "reseau", "amicale", "federation", "syndicat", "fondation", "asbl", "on",
    "cooperative", "compagnie", "chorale", "collectifs", "participants", "licencies",
];
/// So many words of a person alone, and none of a group.
const TOO_MANY: usize = 4;

static PERSON_NAMES: LazyLock<Heads> = LazyLock::new(|| Heads::of(PERSONS));
static PEOPLE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([SINGULAR, PLURAL]));

/// R1, R5: what was declared, then words of someone who asks for oneself.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    let declared = reading.form.structure.legal_form;
    if declared == LegalForm::Individual {
        return Finding::against(KEY, "finding-group-declared", vec![reading.declared()]);
    }
    let undeclared = matches!(declared, LegalForm::Informal | LegalForm::Other);
    let person = || reading.name.says_even_of_a_group(&PERSON_NAMES).filter(|said| said.at.0 == 0);
    let name = undeclared.then(person).flatten().map(|said| ("finding-group-person", reading.named(said.at)));
    let words = reading.wrote(Speaker::Alone).map(|words| ("finding-group-words", words));
    let singular = singular(reading).map(|words| ("finding-group-singular", words));
    let other = (declared == LegalForm::Other).then(|| ("finding-group-other", reading.declared()));
    reading.weigh(KEY, "finding-group-fine", name.into_iter().chain(words).chain(singular).chain(other))
}

/// Texts in the first person of the singular, where no group is ever spoken of.
fn singular(reading: &Reading<'_>) -> Option<Evidence> {
    let mut first = None;
    let mut count = 0;
    for (field, words) in &reading.texts {
        for (span, list) in PEOPLE.all(words) {
            if list == 1 {
                return None;
            }
            first = first.or(Some((*field, words, span.0)));
            count += 1;
        }
    }
    let (field, words, at): (&str, &Words<'_>, usize) = first.filter(|_| count >= TOO_MANY && !reading.name.group)?;
    Some(Evidence::of(field, words.quote((at, 4.min(words.len() - at)))))
}
