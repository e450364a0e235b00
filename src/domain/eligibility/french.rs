//! R2: the interface and the support exist in French only; the whole French-speaking world is welcome. Never a refusal.
//!
//! To welcome a country: its code in [`FRENCH_SPEAKING`].

use super::Finding;
use super::clues::evidence;
use super::words::Words;
use crate::domain::form::Form;
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "french";

/// Countries and territories where French is an official or a widely shared language (ISO 3166 alpha-2).
const FRENCH_SPEAKING: &[&str] = &[
    "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF", "MC", "AD", "BE", "CH", "LU", "CA", "BF", "BI", "BJ", "CD", "CF",
    "CG", "CI", "CM", "DJ", "DZ", "GA", "GN", "GQ", "HT", "KM", "LB", "MA", "MG", "ML", "MR", "MU", "NE", "RW", "SC", "SN", "TD", "TG", "TN", "VN",
    "VU",
];

/// Small words that no French text can do without.
const FRENCH: &[&str] = &[
    "le", "la", "les", "l", "de", "du", "des", "d", "et", "un", "une", "pour", "dans", "avec", "par", "nous", "notre", "nos", "sont", "est", "aux",
    "qui", "sur",
];
/// Small words of its neighbours, none of them French once folded.
const OTHERS: &[&str] = &[
    "the", "of", "and", "to", "for", "with", "our", "is", "are", "der", "die", "das", "und", "fur", "wir", "mit", "el", "los", "las", "y", "para",
    "con", "il", "di", "che", "per", "della", "het", "een", "van", "voor", "wij", "os", "uma", "com",
];

/// R2: where the structure is, and whether what it wrote is in French.
pub fn check(form: &Form, _: &Policy) -> Finding {
    let structure = &form.structure;
    if !FRENCH_SPEAKING.contains(&structure.country.as_str()) {
        return Finding::to_check(KEY, "finding-french-country", vec![evidence("country", &structure.country)]);
    }
    let (mut french, mut other) = (0, 0);
    for text in [&structure.purpose, &structure.activities] {
        let words = Words::of(text);
        let met = |known: &[&str]| (0..words.len()).filter(|at| known.contains(&words.word(*at))).count();
        french += met(FRENCH);
        other += met(OTHERS);
    }
    if other >= 4 && other > french {
        let words = Words::of(&structure.purpose);
        return Finding::to_check(KEY, "finding-french-language", vec![evidence("purpose", words.quote((0, 12.min(words.len()))))]);
    }
    Finding::fine(KEY, "finding-french-fine")
}
