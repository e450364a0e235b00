//! R7: a collective project of general interest is expected; « la famille X » is not one. Never a refusal: a person judges.

use super::Finding;
use super::name::ARTICLES;
use super::reading::{Reading, Speaker};
use super::words::{Span, Words};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "general_interest";

/// What is kept among one's own.
#[rustfmt::skip]
pub const PRIVATE: &[&str] = &[
    "photos de famille", "photos de vacances", "photos de la famille", "videos de famille", "souvenirs de famille", "documents de famille",
    "albums de famille", "notre famille", "ma famille", "nos reunions de famille", "cousinade", "cousinades", "usage prive", "usage familial",
    "nos vacances", "mes vacances", "notre mariage", "mon mariage", "mon mari", "ma femme", "mon epouse", "mon conjoint", "ma conjointe",
    "mes petits enfants", "nos petits enfants", "mes enfants et", "arbre genealogique de la famille", "entre cousins", "voyage entre amis",
    "nos voyages entre amis", "photos de nos enfants", "photos de mes enfants", "vacances en famille", "soirees entre potes",
    "enterrement de vie de", "mes photos", "nos photos personnelles", "mes papiers", "mes factures", "ma colocation", "notre colocation",
];

/// What makes a family another thing than « la famille X »: a cause, a kind of family, a figure of speech.
#[rustfmt::skip]
const NOT_A_NAME: &[&str] = &[
    "de", "d", "du", "des", "et", "en", "a", "au", "aux", "pour", "par", "sur", "avec", "sans", "dans", "d abord", "rurale", "rurales", "nombreuse",
    "africaine", "camerounaise", "chretienne", "catholique", "protestante", "monoparentale", "adoptive", "recomposee", "enfant", "enfants",
    "enfance",
    "jeunesse", "ecole", "sante", "solidaire", "solidarite", "services", "service", "accueil", "plus", "active", "ouverte", "heureuse", "unie",
    "humaine", "spirituelle", "missionnaire", "franciscaine", "salesienne", "vincentienne", "marianiste", "ignatienne", "mennaisienne",
    "montfortaine", "laique", "associative", "sportive", "musicale", "emploi", "insertion", "education", "parents", "petite", "club", "les", "la",
    "le", "l", "contre", "loisirs", "culture", "et amis", "unies", "francaise", "rural", "mosaique",
];

/// R7: « la famille X » in the name, private matters in the words.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    let name = family(&reading.name.words).map(|span| ("finding-interest-family", reading.named(span)));
    let words = reading.wrote(Speaker::Private).map(|words| ("finding-interest-private", words));
    reading.weigh(KEY, "finding-interest-fine", name.into_iter().chain(words))
}

/// « Famille X », « la famille X », « les descendants de la famille X »: at the end of a part of the name, at most two words after it.
fn family(name: &Words<'_>) -> Option<Span> {
    (0..name.len()).filter(|at| name.word(*at) == "famille").find_map(|at| {
        let end = (at + 1..name.len()).find(|next| name.opens(*next)).unwrap_or(name.len());
        let after = end - at - 1;
        let named = (1..=2).contains(&after) && (at + 1..end).all(|next| !NOT_A_NAME.contains(&name.word(next)));
        let led = at == 0 || ARTICLES.contains(&name.word(at - 1)) || name.opens(at);
        (named && led).then_some((at, after + 1))
    })
}
