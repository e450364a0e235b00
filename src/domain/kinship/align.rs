//! Two lists of words put side by side: what both have, what each has alone, in nats.

use super::name::{Class, Token};
use super::words::one_slip;

/// Below this rarity, in nats, a word is known well enough to be told from its first three letters.
const COMMON: f64 = 6.5;
/// Once this much is shared, three letters are enough for any word.
const TRUSTING: f64 = 8.0;
/// A word cut short or misspelt weighs this much of the whole one.
const ALIKE: f64 = 0.8;

/// What two lists of words share.
#[derive(Debug, Default)]
pub struct Aligned<'a> {
    /// Rarity of what is shared.
    pub shared: f64,
    /// Rarity of what is shared and tells the body apart from others of its kind.
    pub telling: f64,
    /// Rarity of the places and numbers shared.
    pub placed: f64,
    /// Rarity of what only the first has.
    pub left: f64,
    /// Rarity of what only the second has.
    pub right: f64,
    /// How many words of their own are shared.
    pub own: usize,
    /// The words shared, of the first.
    pub tokens: Vec<&'a Token>,
    /// Some words are shared cut short or misspelt.
    pub bent: bool,
}

impl<'a> Aligned<'a> {
    /// Aligns two lists; a word said twice counts once.
    pub fn of(a: impl Iterator<Item = &'a Token>, b: impl Iterator<Item = &'a Token>) -> Self {
        let mut rest = distinct(b);
        let mut alone: Vec<&Token> = Vec::new();
        let mut aligned = Self::default();
        for token in distinct(a) {
            match rest.iter().position(|other| other.hash == token.hash) {
                Some(at) => {
                    rest.swap_remove(at);
                    aligned.take(token, 1.0);
                }
                None => alone.push(token),
            }
        }
        let trusting = aligned.shared >= TRUSTING;
        for token in alone {
            match rest.iter().position(|other| alike(token, other, trusting)) {
                Some(at) => {
                    rest.swap_remove(at);
                    aligned.take(token, ALIKE);
                    aligned.bent = true;
                }
                None => aligned.left += apart(token),
            }
        }
        aligned.right = rest.into_iter().map(apart).sum();
        aligned
    }

    /// Nothing but the shape of the structure is on one side only.
    pub fn is_whole(&self) -> bool {
        self.left + self.right <= 0.0
    }

    /// Of the side that has most alone, the part that is shared.
    pub fn covered(&self) -> f64 {
        self.shared / (self.shared + self.left.max(self.right)).max(0.1)
    }

    /// The words shared, as typed.
    pub fn words(&self) -> String {
        self.tokens.iter().map(|token| token.typed.as_str()).filter(|typed| !typed.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn take(&mut self, token: &'a Token, factor: f64) {
        let nats = token.nats * factor;
        self.shared += nats;
        self.own += usize::from(token.class == Class::Own);
        match token.class {
            Class::Own | Class::Network => self.telling += nats,
            // A saint, a great person: many bodies share it.
            Class::Common => self.telling += nats / 2.0,
            Class::Place | Class::Number => self.placed += nats,
            Class::Level | Class::Shape | Class::Kind => {}
        }
        self.tokens.push(token);
    }
}

/// What a word that only one side has weighs: the shape of a structure and a former name are often left out.
fn apart(token: &Token) -> f64 {
    if token.class == Class::Shape || token.former { 0.0 } else { token.nats }
}

fn distinct<'a>(tokens: impl Iterator<Item = &'a Token>) -> Vec<&'a Token> {
    let mut kept: Vec<&Token> = Vec::with_capacity(8);
    for token in tokens {
        if !kept.iter().any(|other| other.hash == token.hash) {
            kept.push(token);
        }
    }
    kept
}

/// One word cut short (`develop`, `développement`; three letters are enough for a common word, most of a rare one) or misspelt by one letter.
fn alike(a: &Token, b: &Token, trusting: bool) -> bool {
    if a.folded.bytes().next() != b.folded.bytes().next() {
        return false;
    }
    let (short, long) = if a.folded.len() <= b.folded.len() { (a, b) } else { (b, a) };
    let letters = short.folded.chars().count();
    let digits = short.folded.bytes().any(|b| b.is_ascii_digit());
    let cut = letters >= if trusting || long.nats < COMMON { 3 } else { 4.max(long.folded.chars().count() * 3 / 5) };
    !digits && ((cut && long.folded.starts_with(&short.folded)) || (letters >= 5 && one_slip(&short.folded, &long.folded)))
}
