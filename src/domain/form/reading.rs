//! Reading the fields of one page, and gathering what is to be mended.

use super::{Answers, Problem};
use unicode_normalization::UnicodeNormalization;

/// Reads the fields of one page and gathers what is wrong.
pub(super) struct Reader<'a> {
    pub(super) answers: &'a Answers,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(answers: &'a Answers) -> Self {
        Self { answers, problems: Vec::new() }
    }
    pub(super) fn wrong(&mut self, field: &'static str, key: &'static str, n: i64) {
        self.problems.push(Problem { field, key, n });
    }
    pub(super) fn optional(&mut self, field: &'static str, max: usize) -> Option<String> {
        let text = self.answers.text(field);
        self.within(field, text, max)
    }
    fn within(&mut self, field: &'static str, text: String, max: usize) -> Option<String> {
        let length = text.chars().count();
        if length > max {
            self.wrong(field, "text-too-long", excess(length, max));
        }
        (!text.is_empty()).then_some(text)
    }
    /// The same on one line: a line break would make paragraphs in letters.
    pub(super) fn line(&mut self, field: &'static str, max: usize) -> Option<String> {
        let text = one_line(&self.answers.text(field));
        self.within(field, text, max)
    }
    /// A choice that must be made; `missing` says what to do when it is not.
    pub(super) fn choice<T: Copy>(&mut self, field: &'static str, parse: impl Fn(&str) -> Option<T>, missing: &'static str) -> Option<T> {
        let found = parse(&self.answers.text(field));
        if found.is_none() {
            self.wrong(field, missing, 0);
        }
        found
    }
    /// A choice that may be left open; an unknown value counts as left open.
    pub(super) fn maybe<T>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        parse(&self.answers.text(field))
    }
    pub(super) fn several<T: PartialEq>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        self.answers.all(field).iter().filter_map(|v| parse(v)).fold(Vec::new(), |mut kept, v| {
            if !kept.contains(&v) {
                kept.push(v);
            }
            kept
        })
    }
    pub(super) fn story(&mut self, field: &'static str, too_short: &'static str) -> String {
        let text = self.answers.text(field);
        let length = text.chars().count();
        if length < 80 {
            self.wrong(field, too_short, excess(80, length));
        } else if length > 1500 {
            self.wrong(field, "text-too-long", excess(length, 1500));
        }
        text
    }
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}

pub(super) fn excess(more: usize, less: usize) -> i64 {
    i64::try_from(more - less).unwrap_or(i64::MAX)
}

/// The same words on one line, composed (NFC); no-break spaces stay, marks that nobody sees but that turn or hide words go.
pub(super) fn one_line(text: &str) -> String {
    let unseen =
        |c: &char| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let seen: String = text.nfc().filter(|c| !unseen(c) && (!c.is_control() || c.is_whitespace())).collect();
    let text = seen.as_str();
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
