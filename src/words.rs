//! The words that code chooses, in French: labels, sentences to mend a form, refusals, subjects, dates, numbers.
//!
//! They live in `locales/fr/<feature>.ftl`. Prose read in one place is in its template instead.

use crate::domain::form::Problem;
use crate::domain::values::Instant;
use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Europe::Paris;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const FRENCH: LanguageIdentifier = langid!("fr");

/// Sentences already written: a page says a hundred of them, and each lookup formats anew. Bounded by the keys there are.
static SAID: LazyLock<RwLock<HashMap<String, String>>> = LazyLock::new(RwLock::default);

/// A sentence by its key. A missing key shows itself: a test keeps that from happening.
pub fn say(key: &str) -> String {
    if let Some(said) = SAID.read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return said.clone();
    }
    let Some(said) = LOCALES.try_lookup(&FRENCH, key) else { return key.to_owned() };
    SAID.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), said.clone());
    said
}

/// A sentence with what it names.
pub fn say_with(key: &str, values: &[(&'static str, &str)]) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
        values.iter().map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from(*value))).collect();
    LOCALES.try_lookup_with_args(&FRENCH, key, &values).unwrap_or_else(|| key.to_owned())
}

/// A sentence that counts: `$n` chooses the plural, `$count` is the number as it is written.
pub fn count(key: &str, n: i64) -> String {
    let values = HashMap::from([(Cow::Borrowed("n"), FluentValue::from(n)), (Cow::Borrowed("count"), FluentValue::from(number(n)))]);
    LOCALES.try_lookup_with_args(&FRENCH, key, &values).unwrap_or_else(|| key.to_owned())
}

/// The key of a code of an enum: `legal-form` and `association_1901` give `legal-form-association-1901`.
pub fn key(family: &str, code: &str) -> String {
    let mut key = String::with_capacity(family.len() + code.len() + 6);
    key.push_str(family);
    key.push('-');
    for c in code.chars() {
        match c {
            '_' => key.push('-'),
            '+' => key.push_str("-more"),
            c => key.push(c),
        }
    }
    key
}

/// The label of a code of an enum.
pub fn label(family: &str, code: &str) -> String {
    say(&key(family, code))
}

/// A month kept as `2026-03`: « mars 2026 ».
pub fn month(text: &str) -> String {
    let (year, month) = text.split_once('-').unwrap_or((text, "1"));
    format!("{}\u{a0}{year}", say(&format!("month-{}", month.trim_start_matches('0'))))
}

/// How to mend an answer.
pub fn problem(problem: &Problem) -> String {
    count(problem.key, problem.n)
}

/// A whole number: `1 250`, with the narrow space.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut written = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            written.push('\u{202f}');
        }
        written.push(digit);
    }
    if n < 0 { format!("−{written}") } else { written }
}

/// A size in Go with one decimal where it says something: `35,2 Go`.
pub fn gigabytes(bytes: i64) -> String {
    let tenths = (bytes + 50_000_000) / 100_000_000;
    let whole = number(tenths / 10);
    match tenths % 10 {
        0 => format!("{whole}\u{a0}Go"),
        tenth => format!("{whole},{tenth}\u{a0}Go"),
    }
}

/// A day in Paris: `12 mars 2027`, `1er mars 2027`.
pub fn date(at: Instant) -> String {
    day(at.with_timezone(&Paris).date_naive())
}

/// A day: `12 mars 2027`, `1er mars 2027`.
pub fn day(day: NaiveDate) -> String {
    let first = if day.day() == 1 { "er" } else { "" };
    format!("{}{first}\u{a0}{}\u{a0}{}", day.day(), say(&format!("month-{}", day.month())), day.year())
}

/// A day and an hour in Paris: `12 mars 2027 à 20 h 41`.
pub fn moment(at: Instant) -> String {
    say_with("moment", &[("date", &date(at)), ("hour", &hour(at))])
}

/// An hour in Paris: `20 h 41`.
pub fn hour(at: Instant) -> String {
    let time = at.with_timezone(&Paris);
    format!("{}\u{a0}h\u{a0}{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_french() {
        assert_eq!(number(1_250), "1\u{202f}250");
        assert_eq!(number(10_000_000), "10\u{202f}000\u{202f}000");
        assert_eq!(gigabytes(35_200_000_000), "35,2\u{a0}Go");
        assert_eq!(gigabytes(40_000_000_000), "40\u{a0}Go");
        assert_eq!(gigabytes(0), "0\u{a0}Go");
    }

    #[test]
    fn days_are_those_of_paris() {
        let at = "2027-02-28T23:30:00Z".parse().unwrap();
        assert_eq!(date(at), "1er\u{a0}mars\u{a0}2027");
        assert_eq!(hour(at), "0\u{a0}h\u{a0}30");
    }
}
