//! R2: the interface and the support exist in French only; the whole French-speaking world is welcome. Never a refusal.
//!
//! To welcome a country: its code in [`FRENCH_SPEAKING`]. Languages are told apart in `language.rs`.

use super::language::{Language, language};
use super::reading::Reading;
use super::{Evidence, Finding};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "french";

/// Countries and territories where French is an official or a widely shared language (ISO 3166 alpha-2).
const FRENCH_SPEAKING: &[&str] = &[
    "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF", "MC", "AD", "BE", "CH", "LU", "CA", "BF", "BI", "BJ", "CD", "CF",
    "CG", "CI", "CM", "DJ", "DZ", "GA", "GN", "GQ", "HT", "KM", "LB", "MA", "MG", "ML", "MR", "MU", "NE", "RW", "SC", "SN", "TD", "TG", "TN", "VN",
    "VU",
];

/// Words of a text that are quoted.
const QUOTED: usize = 12;

/// R2: where the structure is, and whether what it wrote is in French. A regional language or a creole is said, and held against nobody.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    let country = &reading.form.structure.country;
    let mut clues = Vec::new();
    if !FRENCH_SPEAKING.contains(&country.as_str()) {
        clues.push(("finding-french-country", Evidence::of("country", country)));
    }
    let texts = reading.texts.each_ref().map(|(_, words)| words);
    let written = language(&texts);
    if written == Language::Other {
        let quotes = reading.texts.iter().filter(|(_, words)| !words.is_empty());
        clues
            .extend(quotes.take(1).map(|(field, words)| ("finding-french-language", Evidence::of(field, words.quote((0, QUOTED.min(words.len())))))));
    }
    let mut clues = clues.into_iter();
    match clues.next() {
        Some((because, first)) => Finding::to_check(KEY, because, std::iter::once(first).chain(clues.map(|(_, clue)| clue)).collect()),
        None if written == Language::Regional => Finding::fine(KEY, "finding-french-regional"),
        None => Finding::fine(KEY, "finding-french-fine"),
    }
}
