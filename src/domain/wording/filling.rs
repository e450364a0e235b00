//! Variables between braces: what a text names, what is wrong with it, and the text once they are filled.

use super::{Variable, Wrong};
use crate::domain::fold::fold;
use std::collections::BTreeMap;

/// What variables stand for in one letter.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<Variable, String>);

impl Values {
    /// The same, knowing this one.
    #[must_use]
    pub fn with(mut self, variable: Variable, value: impl Into<String>) -> Self {
        self.0.insert(variable, value.into());
        self
    }
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(&Variable::parse(name)?).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Words, doubled braces made single.
    Words(String),
    /// A name between braces.
    Name(&'a str),
}

/// The pieces of a text, and the line of the first brace that lacks its fellow: such a brace is read as a plain one.
fn pieces(text: &str) -> (Vec<Piece<'_>>, Option<i64>) {
    let (mut found, mut words, mut alone, mut rest) = (Vec::new(), String::new(), None, text);
    while let Some(at) = rest.find(['{', '}']) {
        words.push_str(&rest[..at]);
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            words.push_str(brace);
            rest = after;
            continue;
        }
        let end = after.find(['{', '}', '\n']).filter(|end| brace == "{" && after[*end..].starts_with('}'));
        if let Some(end) = end {
            found.push(Piece::Words(std::mem::take(&mut words)));
            found.push(Piece::Name(after[..end].trim()));
            rest = &after[end + 1..];
        } else {
            let lines = text[..text.len() - rest.len() + at].matches('\n').count();
            alone = alone.or(i64::try_from(lines + 1).ok());
            words.push_str(brace);
            rest = after;
        }
    }
    words.push_str(rest);
    found.push(Piece::Words(words));
    (found, alone)
}

fn names(text: &str) -> Vec<&str> {
    let (pieces, _) = pieces(text);
    let names = pieces.into_iter().filter_map(|piece| if let Piece::Name(name) = piece { Some(name) } else { None });
    names.collect()
}

/// The variables that a text names, each once.
pub fn variables(text: &str) -> Vec<Variable> {
    let mut found: Vec<Variable> = names(text).into_iter().filter_map(Variable::parse).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What is wrong with the braces of a text in which these variables are filled: each thing once.
pub fn faults(text: &str, known: &[Variable]) -> Vec<Wrong> {
    let mut faults: Vec<Wrong> = pieces(text).1.map(Wrong::Brace).into_iter().collect();
    for name in names(text) {
        let unknown = Wrong::Unknown(name.chars().take(40).collect(), nearest(name, known));
        if !known.iter().any(|variable| variable.code() == name) && !faults.contains(&unknown) {
            faults.push(unknown);
        }
    }
    faults
}

/// The variable whose name is nearest, two letters away at most.
fn nearest(name: &str, known: &[Variable]) -> Option<Variable> {
    let name: Vec<char> = fold(name).chars().take(40).collect();
    let away = |variable: &Variable| distance(&name, &variable.code().chars().collect::<Vec<_>>());
    known.iter().copied().map(|variable| (away(&variable), variable)).min().filter(|(away, _)| *away <= 2).map(|(_, variable)| variable)
}

/// Letters to add, to leave out or to change between two words (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// The text with its variables filled. A name that has no value, or that the house no longer knows, is left out with one of the
/// spaces around it; nothing in a value is read as a variable.
pub fn fill(text: &str, values: &Values) -> String {
    let (mut out, mut gap) = (String::with_capacity(text.len()), false);
    for piece in pieces(text).0 {
        match piece {
            Piece::Name(name) => match values.get(name) {
                Some(value) => {
                    out.push_str(value);
                    gap = false;
                }
                None => gap = true,
            },
            Piece::Words(words) if gap && !words.is_empty() => {
                let begins = out.is_empty() || out.ends_with('\n');
                let close = words.starts_with([' ', ',', '.', '\n']);
                if out.ends_with(' ') && close {
                    out.pop();
                }
                out.push_str(if begins { words.trim_start_matches(' ') } else { &words });
                gap = false;
            }
            Piece::Words(words) => out.push_str(&words),
        }
    }
    out
}
