//! Hiding who asks in what they wrote, for people who judge without knowing. A machine's veil: it hides too much rather than too
//! little, and promises nothing against who knows the structure.
//!
//! Hidden: the name, its acronym, and its endings of several words; the town; the address asked for; the network; addresses of
//! the web and of mail; numbers of five figures or more; a word of the name written with a capital.

use crate::domain::fold::fold;
use crate::domain::form::Form;

/// What stands where something was hidden.
pub const HIDDEN: &str = "[…]";

/// Letters that a word of the name has at least to be hidden by itself.
const TELLING: usize = 4;

/// What would tell who asks.
#[derive(Debug, Clone, Default)]
pub struct Veil {
    /// Runs of words, folded, longest first.
    runs: Vec<Vec<String>>,
    /// Words of the name, hidden where they have a capital.
    capitals: Vec<String>,
}

impl Veil {
    /// The veil of a form.
    pub fn of(form: &Form) -> Self {
        let s = &form.structure;
        let mut veil = Self::default();
        veil.hide_name(&s.organization_name);
        let optional = [&s.acronym, &s.town, &s.network, &form.address.slug_alternative.as_ref().map(ToString::to_string)];
        let site = s.website.as_deref().map(host);
        let rest = optional.into_iter().flatten().map(String::as_str).chain(site.as_deref());
        for text in rest.chain([form.address.slug.as_str(), form.contact.email.domain()]) {
            veil.hide_run(words(text).map(|(_, word)| word).collect());
        }
        veil.runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        veil.runs.dedup();
        veil
    }

    fn hide_run(&mut self, run: Vec<String>) {
        // A word of one letter would hide half the text.
        if run.iter().map(|word| word.chars().count()).sum::<usize>() >= 2 {
            self.runs.push(run);
        }
    }

    fn hide_name(&mut self, name: &str) {
        let name: Vec<String> = words(name).map(|(_, word)| word).collect();
        for start in 0..name.len() {
            let telling = name[start].chars().count() >= TELLING;
            if start == 0 || name.len() - start >= 2 && telling {
                self.hide_run(name[start..].to_vec());
            }
            if telling {
                self.capitals.push(name[start].clone());
            }
        }
    }

    /// A text, with what tells hidden.
    pub fn over(&self, text: &str) -> String {
        let found: Vec<((usize, usize), String)> = words(text).collect();
        let mut hidden: Vec<(usize, usize)> = tokens(text).filter(|(from, to)| tells(&text[*from..*to])).collect();
        let mut at = 0;
        while at < found.len() {
            let run = self.runs.iter().find(|run| found[at..].len() >= run.len() && found[at..].iter().zip(*run).all(|((_, a), b)| a == b));
            let ((from, to), word) = &found[at];
            if let Some(run) = run {
                hidden.push((*from, found[at + run.len() - 1].0.1));
                at += run.len();
                continue;
            }
            if self.capitals.contains(word) && text[*from..].starts_with(char::is_uppercase) {
                hidden.push((*from, *to));
            }
            at += 1;
        }
        hidden.sort_unstable();
        cover(text, &hidden)
    }
}

/// The text with these stretches, in order, replaced; those that meet or overlap are one.
fn cover(text: &str, hidden: &[(usize, usize)]) -> String {
    let (mut covered, mut at) = (String::with_capacity(text.len()), 0);
    for (from, to) in hidden {
        if *from >= at {
            let between = &text[at..*from];
            if !(at > 0 && covered.ends_with(HIDDEN) && between.trim().is_empty()) {
                covered.push_str(between);
                covered.push_str(HIDDEN);
            }
        }
        at = at.max(*to);
    }
    covered.push_str(&text[at..]);
    covered
}

/// The name of a host in an address, without what stands before the last two parts (`www.`).
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let name = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    name.strip_prefix("www.").unwrap_or(name).to_owned()
}

/// Stretches parted by spaces, without the punctuation around.
fn tokens(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let edge = |c: char| !c.is_alphanumeric();
    text.split_whitespace().filter_map(move |token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        let kept = token.trim_matches(edge);
        let from = start + (token.len() - token.trim_start_matches(edge).len());
        (!kept.is_empty()).then_some((from, from + kept.len()))
    })
}

/// An address or a number that leads to somebody.
fn tells(token: &str) -> bool {
    let lower = token.to_lowercase();
    let dotted = lower.split(['/', '?']).next().unwrap_or_default();
    let domain = dotted.rsplit_once('.').is_some_and(|(name, end)| {
        name.chars().any(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
            && (2..=12).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_lowercase())
    });
    lower.contains('@') || lower.contains("://") || domain || lower.chars().filter(char::is_ascii_digit).count() >= 5
}

/// The words of a text: where each stands, and its folded form. A ligature or an accent apart is part of its word.
fn words(text: &str) -> impl Iterator<Item = ((usize, usize), String)> + '_ {
    let inside = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text[at..].find(inside)?;
        let to = text[from..].find(|c| !inside(c)).map_or(text.len(), |end| from + end);
        at = to;
        Some(((from, to), fold(&text[from..to])))
    })
}

#[cfg(test)]
#[path = "veil_tests.rs"]
mod tests;
