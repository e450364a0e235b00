//! Acronyms: one that two names share, or one that the words of the other name spell.

use super::name::{Class, Name, Token};
use super::places::Towns;
use super::{Reason, Signal};

/// What one letter of an acronym says, in nats: the entropy of the first letters of French words.
const LETTER: f64 = 2.4;
/// What the letter of a word of shape says: names often start with « association », « union ».
const SHAPE_LETTER: f64 = 1.6;
/// Beyond this many, letters say no more: long words are words.
const MOST_LETTERS: usize = 6;
/// What being in the same town says, in nats.
const TOGETHER: f64 = 2.0;
/// What is taken away when the acronym is not all that both names have of their own.
const NOT_ALONE: f64 = 3.0;
/// What is taken away when nothing shows that the word is an acronym: it may be a word never met; more when a kind of association is named.
const MAYBE: (f64, f64) = (4.5, 8.5);

/// Every reason that acronyms give.
pub fn all(a: &Name, b: &Name, towns: Towns) -> Vec<Reason> {
    let together = if towns == Towns::Same { TOGETHER } else { 0.0 };
    // In two towns, one letter a word; elsewhere « DOMicile MUlti Services » will do.
    let most = if towns == Towns::Different { 1 } else { 3 };
    let spelt = || expands(a, b, most).into_iter().chain(expands(b, a, most)).max_by(|x, y| x.weight.total_cmp(&y.weight));
    let found = shared(a, b).or_else(spelt).map(|reason| Reason { weight: reason.weight + together, ..reason });
    found.into_iter().collect()
}

/// One acronym, which is nearly all that both names have of their own.
fn shared(a: &Name, b: &Name) -> Option<Reason> {
    let both = a.acronyms().filter(|token| b.acronyms().any(|other| other.folded == token.folded));
    let found = both.max_by_key(|token| (token.folded.len(), token.folded.as_str()))?;
    let written = a.acronyms().chain(b.acronyms()).any(|token| token.folded == found.folded && token.initials);
    let others = |name: &Name| name.of(Class::Own).filter(|token| token.folded != found.folded).count();
    let doubt = match (written, a.kind || b.kind) {
        (true, _) => 0.0,
        (false, false) => MAYBE.0,
        (false, true) => MAYBE.1,
    };
    let apart = if others(a).min(others(b)) == 0 { 0.0 } else { NOT_ALONE };
    let weight = count(found.folded.len().min(MOST_LETTERS)) * LETTER - doubt - apart;
    Some(Reason { signal: Signal::SameAcronym, weight, words: found.typed.to_uppercase() })
}

/// An acronym in one name, its words in a row in the other. One that its own name spells stands for nothing else.
fn expands(short: &Name, long: &Name, most: usize) -> Option<Reason> {
    let spells = |name: &Name, acronym: &str| (0..name.tokens.len()).find_map(|start| spelt(acronym, name.tokens.get(start..)?, most));
    let unknown = |token: &&Token| !long.tokens.iter().any(|other| other.folded == token.folded) && spells(short, &token.folded).is_none();
    let found = short.acronyms().filter(|token| token.class == Class::Own).filter(unknown).filter_map(|token| {
        let (words, weight) = spells(long, &token.folded)?;
        // A longer name gives an acronym more places to start at.
        let starts = count(long.tokens.len().saturating_sub(token.folded.len()).max(1)).ln();
        Some(Reason { signal: Signal::AcronymExpands, weight: weight - starts, words: format!("{} = {words}", token.typed.to_uppercase()) })
    });
    found.max_by(|x, y| x.weight.total_cmp(&y.weight).then_with(|| y.words.cmp(&x.words)))
}

/// The words in a row whose first letters (up to `most` each) make the acronym, and what that says, in nats.
fn spelt(acronym: &str, tokens: &[Token], most: usize) -> Option<(String, f64)> {
    let mut rest = acronym;
    let mut words: Vec<&str> = Vec::new();
    let mut weight = 0.0;
    let mut tokens = tokens.iter().peekable();
    while !rest.is_empty() {
        let token = tokens.next()?;
        let common = rest.bytes().zip(token.folded.bytes()).take_while(|(x, y)| x == y).count().min(most);
        let next = tokens.peek().and_then(|next| next.folded.bytes().next());
        // One letter, or as many as it takes for the next word to give its own.
        let taken = (1..=common).find(|taken| {
            let left = rest.get(*taken..).unwrap_or_default();
            left.is_empty() || (next.is_some() && left.bytes().next() == next)
        })?;
        let letter = if token.class == Class::Shape { SHAPE_LETTER } else { LETTER };
        // Each further letter was one more way to fit.
        weight += letter + if taken > 1 { letter * count(taken - 1) - 1.0 } else { 0.0 };
        rest = rest.get(taken..).unwrap_or_default();
        words.push(&token.typed);
    }
    (words.len() >= 3).then(|| (words.into_iter().filter(|typed| !typed.is_empty()).collect::<Vec<_>>().join(" "), weight))
}

/// Names have few words, acronyms few letters.
fn count(few: usize) -> f64 {
    f64::from(u8::try_from(few).unwrap_or(u8::MAX))
}
