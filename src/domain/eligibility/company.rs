//! R6: companies are considered exceptionally, cooperatives first: never refused by the machine, always for a person to check.

use super::Finding;
use super::clues::{evidence, wrote};
use super::name::{Head, Name, doubtful};
use super::words::{Span, Words};
use crate::domain::form::{Form, LegalForm};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "company";

/// Legal forms of companies, first or last in a part of the name.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "sarl", "sas", "sasu", "eurl", "snc", "sci", "scp", "selarl", "selas", "scop", "scic", "cuma", "gaec", "earl", "scea", "sica", "eirl", "spl",
    "sem", "srl", "sprl", "sagl", "gmbh", "ltd", "llc", "coop sa", "sa d hlm", "sa hlm",
];

/// What is in business, at the head of a name.
#[rustfmt::skip]
const HEADS: &[Head] = &[
    doubtful(
        &[
            "societe anonyme", "societe civile", "societe cooperative", "societe par actions", "societe a responsabilite", "societe publique locale",
            "societe en nom", "societe d economie mixte", "societe d exploitation", "societe commerciale", "societe immobiliere", "societe d avocats",
            "societe d expertise", "societe d amenagement", "societe coop", "societe d interet collectif agricole",
        ],
        &[],
    ),
    doubtful(&["cooperative", "cooperatives", "coop"], &["scolaire", "scolaires", "ecole", "classe", "etudiante", "enfants"]),
    doubtful(
        &[
            "cabinet", "ets", "etablissements", "entreprise", "auto entreprise", "micro entreprise", "autoentreprise", "microentreprise", "holding",
            "agence immobiliere", "boulangerie", "boucherie", "garage", "pharmacie", "brasserie", "coiffure", "salon de coiffure", "plomberie",
            "menuiserie", "maconnerie", "traiteur", "auto ecole", "restaurant", "imprimerie", "domaine viticole", "avocats", "immobiliere",
            "notaires", "optique", "patrimoine conseil",
        ],
        &[
            "solidaire", "solidaires", "participatif", "participative", "humanitaire", "coeur", "curiosites", "ephemere", "gratuit", "commun",
            "partage", "administratif", "interadministratif", "inter", "scolaire", "universitaire", "musee", "insertion", "social", "sociale",
            "sourire", "touristique", "fantastique", "figures", "photographique", "numerique", "electrique", "velo", "velos", "agents",
            "sans frontieres", "et", "associatif", "associative", "lecture", "culture", "culturelle", "theatre", "leo lagrange", "scolaires",
            "publics",
        ],
    ),
];

/// What is in business, at the end of a name.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "avocats", "consulting", "immobilier", "immo", "holding", "invest", "films sas", "advisory", "nettoyage", "architectes", "architectures",
    "et fils", "vtc", "conseil", "conseils", "transports", "assurances", "ventures", "experts comptables",
];

/// Someone in business speaks.
#[rustfmt::skip]
const BUSINESS: &[&str] = &[
    "nos clients", "mes clients", "notre clientele", "ma clientele", "notre entreprise", "mon entreprise", "notre chiffre d affaires",
    "mon chiffre d affaires", "notre societe commercialise", "notre societe vend", "notre societe propose", "notre societe realise",
    "notre societe est specialisee", "ma societe", "notre scop", "notre scic", "notre sarl", "notre sas", "je suis auto entrepreneur",
    "je suis auto entrepreneuse", "je suis autoentrepreneur", "je suis micro entrepreneur", "je suis artisan", "je suis artisane", "notre cabinet",
    "mon cabinet", "mon auto entreprise", "ma micro entreprise", "nos associes et actionnaires", "nos actionnaires", "nous sommes une entreprise",
    "nous sommes une societe", "nous sommes une cooperative", "nous sommes une scop", "nous sommes une scic", "nous sommes une start up",
];

/// R6: what was declared, then the name, then the words of business.
pub fn check(form: &Form, _: &Policy) -> Finding {
    let declared = form.structure.legal_form;
    let quote = || vec![evidence("legal_form", declared.code())];
    match declared {
        LegalForm::Company => return Finding::to_check(KEY, "finding-company-declared", quote()),
        LegalForm::Cooperative => return Finding::to_check(KEY, "finding-company-cooperative", quote()),
        _ => {}
    }
    let name = Name::of(form);
    if !name.registered
        && let Some(span) = named(&name)
    {
        return Finding::to_check(KEY, "finding-company-name", vec![evidence("organization_name", name.words.quote(span))]);
    }
    if let Some(words) = wrote(form, BUSINESS) {
        return Finding::to_check(KEY, "finding-company-words", vec![words]);
    }
    Finding::fine(KEY, "finding-company-fine")
}

/// The words of the name that are those of a company.
fn named(name: &Name<'_>) -> Option<Span> {
    if let Some(said) = name.says_even_of_a_group(HEADS).filter(|said| !name.group || name.words.stands(said.at.0, "societe").is_some()) {
        return Some(said.at);
    }
    let words = &name.words;
    (0..words.len()).filter(|_| !name.group).find_map(|at| {
        let first = words.opens(at);
        let last = |count: usize| at + count == words.len() || words.opens(at + count);
        let form = || FORMS.iter().find_map(|form| words.stands(at, form)).filter(|count| words.len() > *count && (first || last(*count)));
        let form = || form().filter(|_| words.stands(at, "sas de").is_none());
        let tail = || TAILS.iter().find_map(|tail| words.stands(at, tail)).filter(|count| at > 0 && last(*count) && !completes(words, at));
        let anonymous = || (words.quote((at, 1)) == "SA" && at > 0 && last(1) && !completes(words, at)).then_some(1);
        form().or_else(tail).or_else(anonymous).map(|count| (at, count))
    })
}

/// This word completes the one before: « formation et conseil », « histoire de la SA ».
fn completes(words: &Words<'_>, at: usize) -> bool {
    at > 0 && ["de", "d", "la", "le", "du", "des", "et", "en", "a", "pour", "sans"].contains(&words.word(at - 1))
}
