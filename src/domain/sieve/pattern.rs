//! A pattern of words: folded, in their order, `*` for anything between. Never an expression that costs more than it reads.

use crate::domain::fold::words;
use serde::{Deserialize, Serialize};

/// Stars of a pattern at most.
const STARS: usize = 4;
/// Letters and digits of a pattern at least.
const LEAST: usize = 3;

/// Words in their order; whole, unless a star touches them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern(String);

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Too little to tell anything.
    Short,
    /// Too many stars.
    Stars,
}

impl Pattern {
    /// Reads a pattern as people type it.
    pub fn parse(text: &str) -> Result<Self, Unfit> {
        let mut read = String::new();
        for (n, piece) in text.split('*').enumerate() {
            let spaced = |edge: Option<char>| edge.is_some_and(|c| !c.is_alphanumeric());
            let (folded, before, after) = (words(piece), spaced(piece.chars().next()), spaced(piece.chars().next_back()));
            if n > 0 && !read.ends_with('*') {
                read.push('*');
            }
            match (folded.is_empty(), before && !read.is_empty()) {
                (true, true) if !read.ends_with(' ') && !read.ends_with('*') => read.push(' '),
                (false, true) => {
                    read.push(' ');
                    read.push_str(&folded);
                }
                _ => read.push_str(&folded),
            }
            if after && !folded.is_empty() {
                read.push(' ');
            }
        }
        let read = read.trim().to_owned();
        if read.chars().filter(|c| c.is_alphanumeric()).count() < LEAST {
            return Err(Unfit::Short);
        }
        if read.matches('*').count() > STARS { Err(Unfit::Stars) } else { Ok(Self(read)) }
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for the `LIKE` of a database, to be met with a text between two spaces: nothing in it needs an escape.
    pub fn like(&self) -> String {
        format!("% {} %", self.0.replace('*', "%"))
    }

    /// It is somewhere in a folded text.
    pub fn fits(&self, folded: &str) -> bool {
        let (text, pattern) = (format!(" {folded} "), format!(" {} ", self.0));
        let mut rest = text.as_str();
        pattern.split('*').all(|piece| match rest.split_once(piece) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
    }
}

impl TryFrom<String> for Pattern {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).map_err(|_| "no pattern")
    }
}
impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.0
    }
}
