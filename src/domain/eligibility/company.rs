//! R6: companies are considered exceptionally, cooperatives first: never refused by the machine, always for a person to check.
//!
//! To teach it a trade or a legal form: a phrase in `company/words.rs`.

mod words;

pub use words::BUSINESS;

use super::Finding;
use super::lexicon::Lexicon;
use super::name::{Heads, Name, Weight};
use super::reading::{Reading, Speaker};
use super::words::{Span, Words};
use crate::domain::form::LegalForm;
use crate::domain::policy::Policy;
use std::sync::LazyLock;

/// Key of the criterion.
pub const KEY: &str = "company";

static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(words::HEADS));
static FORMS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([words::SURE_FORMS, words::FORMS]));
static TAILS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([words::TAILS]));

/// R6: what was declared, then the clues: name, words of business.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    let declared = match reading.form.structure.legal_form {
        LegalForm::Company => Some("finding-company-declared"),
        LegalForm::Cooperative => Some("finding-company-cooperative"),
        _ => None,
    };
    if let Some(because) = declared {
        return Finding::to_check(KEY, because, vec![reading.declared()]);
    }
    let name = named(&reading.name).map(|span| ("finding-company-name", reading.named(span)));
    let words = reading.wrote(Speaker::Business).map(|words| ("finding-company-words", words));
    reading.weigh(KEY, "finding-company-fine", name.into_iter().chain(words))
}

/// The words of the name that are those of a company. The number of an association leaves only what nothing else is called.
fn named(name: &Name<'_>) -> Option<Span> {
    let words = &name.words;
    let society = |span: Span| words.stands(span.0, "societe").is_some() || words.stands(span.0, "groupement").is_some();
    let sporting = words.word(0) == "sa" && !words.typed().starts_with("SA ");
    if let Some(said) = name.says_even_of_a_group(&HEADS).filter(|said| (!name.group || society(said.at)) && !sporting)
        && (said.weight == Weight::Firm || !leads_otherwise(words))
    {
        return Some(said.at);
    }
    if name.group {
        return None;
    }
    (0..words.len()).find_map(|at| {
        let first = words.opens(at);
        let last = |count: usize| at + count == words.len() || words.opens(at + count);
        let form = FORMS.stands(words, at).filter(|(count, sure)| {
            words.len() > *count
                && (first || last(*count))
                && (*sure == 0 || !name.registered)
                && words.stands(at, "sas de").is_none()
                && !completes(words, at)
        });
        let trade = || {
            TAILS
                .stands(words, at)
                .filter(|(count, _)| at > 0 && last(*count) && !name.registered && !completes(words, at) && !words.has(words::NOT_FIRMS))
        };
        let anonymous = || (words.quote((at, 1)) == "SA" && at > 0 && last(1) && !name.registered && !completes(words, at)).then_some((1, 0));
        form.or_else(trade).or_else(anonymous).map(|(count, _)| (at, count))
    })
}

/// « Maison… », « Musée… », « Théâtre… »: what leads is no business, whatever follows.
fn leads_otherwise(words: &Words<'_>) -> bool {
    words.has(&["amis", "musee", "ecomusee"])
}

/// This word completes the one before: « formation et conseil », « histoire de la SA ».
fn completes(words: &Words<'_>, at: usize) -> bool {
    at > 0 && ["de", "d", "la", "le", "du", "des", "et", "en", "a", "pour", "sans", "l", "sur", "par"].contains(&words.word(at - 1))
}
