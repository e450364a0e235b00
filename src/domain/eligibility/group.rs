//! R1, R5: a group, not a person: associations, foundations, unions, clubs, collectives, declared or not; not individuals, families or groups of friends.

use super::Finding;
use super::clues::{evidence, wrote};
use super::name::{Name, firm};
use crate::domain::form::{Form, LegalForm};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "group";

/// Someone who speaks of oneself or of one's own, not of a group.
#[rustfmt::skip]
const ALONE: &[&str] = &[
    "je suis un particulier", "je suis une particuliere", "je suis particulier", "je suis particuliere", "en tant que particulier",
    "en tant que particuliere", "pour mon usage personnel", "mon usage personnel", "pour un usage personnel", "pour usage personnel",
    "un usage purement personnel", "un usage a titre personnel", "pour moi meme", "pour moi seul", "pour moi seule", "mon cloud personnel",
    "mes fichiers personnels", "mes documents personnels", "mes donnees personnelles et", "nous sommes une famille", "nous sommes un groupe d amis",
    "nous sommes une bande d amis", "nous sommes une bande de copains", "nous sommes un couple", "nous sommes des amis", "nous sommes quelques amis",
    "nous sommes un groupe de copains", "nous sommes une bande de potes", "nous sommes un groupe de potes",
];

/// Names of persons rather than of groups; a declared association may well be called « Madame X ».
#[rustfmt::skip]
const PERSONS: &[super::name::Head] =
    &[firm(&["monsieur", "madame", "mademoiselle", "mme", "mlle", "m et mme", "mr et mme", "monsieur et madame", "mr"], &[])];

/// R1, R5: what was declared, then words of someone who asks for oneself.
pub fn check(form: &Form, _: &Policy) -> Finding {
    let declared = form.structure.legal_form;
    if declared == LegalForm::Individual {
        return Finding::against(KEY, "finding-group-declared", vec![evidence("legal_form", declared.code())]);
    }
    let name = Name::of(form);
    let undeclared = matches!(declared, LegalForm::Informal | LegalForm::Other);
    if undeclared && let Some(said) = name.says(PERSONS).filter(|said| said.at.0 == 0) {
        return Finding::to_check(KEY, "finding-group-person", vec![evidence("organization_name", name.words.quote(said.at))]);
    }
    if let Some(words) = wrote(form, ALONE) {
        return Finding::to_check(KEY, "finding-group-words", vec![words]);
    }
    if declared == LegalForm::Other {
        return Finding::to_check(KEY, "finding-group-other", Vec::new());
    }
    Finding::fine(KEY, "finding-group-fine")
}
