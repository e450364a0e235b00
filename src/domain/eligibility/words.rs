//! Texts read word by word: no case, no accents, no ligatures, no punctuation, yet always able to quote what was typed.
//!
//! Lists of words are written folded: `ecole`, `chambre d agriculture`. An apostrophe or a hyphen is a space there. A long list is
//! looked up through a [`super::lexicon::Lexicon`].

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word: where it is in the folded text and in what was typed.
#[derive(Debug, Clone)]
struct Word {
    folded: Range<usize>,
    typed: Range<usize>,
    /// A dash, a parenthesis, a comma or the like stands before it.
    opens: bool,
    /// Only a hyphen stands before it.
    hyphenated: bool,
}

/// A text and its words.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    typed: &'a str,
    folded: String,
    words: Vec<Word>,
}

/// Some words in a row: the first and how many.
pub type Span = (usize, usize);

impl<'a> Words<'a> {
    /// Reads a text.
    pub fn of(typed: &'a str) -> Self {
        let mut read = Self { typed, folded: String::with_capacity(typed.len() + 8), words: Vec::with_capacity(typed.len() / 5 + 1) };
        let mut word: Option<Word> = None;
        let mut gap = 0;
        for (at, c) in typed.char_indices() {
            let end = at + c.len_utf8();
            if is_letter(c) || (word.is_some() && !c.is_ascii() && is_combining_mark(c)) {
                let current = match &mut word {
                    Some(word) => word,
                    none => none.insert(read.open(gap..at)),
                };
                fold(c, &mut read.folded);
                current.typed.end = end;
                current.folded.end = read.folded.len();
            } else if c == '.' && word.as_ref().is_some_and(|word| initials(typed, word, end)) {
                // "S.A.R.L." is one word
            } else if let Some(word) = word.take() {
                gap = at;
                read.words.push(word);
            }
        }
        read.words.extend(word);
        read
    }

    /// A word begins after this gap.
    fn open(&mut self, gap: Range<usize>) -> Word {
        let first = self.words.is_empty();
        if !first {
            self.folded.push(' ');
        }
        let between = self.typed.get(gap.clone()).unwrap_or_default();
        let (folded, typed) = (self.folded.len(), gap.end);
        Word { folded: folded..folded, typed: typed..typed, opens: first || opens(between), hyphenated: !first && between == "-" }
    }

    /// What was typed.
    pub fn typed(&self) -> &'a str {
        self.typed
    }
    /// The folded words, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.from(0)
    }
    /// The folded words from this one on.
    pub fn from(&self, at: usize) -> impl Iterator<Item = &str> {
        self.words.get(at..).unwrap_or_default().iter().map(|word| self.folded.get(word.folded.clone()).unwrap_or_default())
    }
    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }
    /// No word at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    /// The folded word at this place; empty beyond the end.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.folded.get(word.folded.clone())).unwrap_or_default()
    }
    /// Something (a dash, a parenthesis, a comma) cuts the text before this word.
    pub fn opens(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.opens)
    }
    /// This word is tied to the one before by a hyphen.
    pub fn hyphenated(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.hyphenated)
    }
    /// These words as they were typed.
    pub fn quote(&self, (first, count): Span) -> &'a str {
        let last = (first + count.max(1)).saturating_sub(1).min(self.words.len().saturating_sub(1));
        let range = self.words.get(first).zip(self.words.get(last)).map(|(first, last)| first.typed.start..last.typed.end);
        range.and_then(|range| self.typed.get(range)).unwrap_or_default()
    }
    /// A folded phrase stands here: how many words it has.
    pub fn stands(&self, at: usize, phrase: &str) -> Option<usize> {
        let rest = self.folded.get(self.words.get(at)?.folded.start..)?.strip_prefix(phrase)?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| phrase.split(' ').count())
    }
    /// The first of these phrases that is met, and where.
    pub fn find(&self, phrases: &[&str]) -> Option<Span> {
        self.words.iter().enumerate().find_map(|(at, word)| {
            let first = self.folded.as_bytes().get(word.folded.start);
            let mut likely = phrases.iter().filter(|phrase| phrase.as_bytes().first() == first);
            likely.find_map(|phrase| self.stands(at, phrase)).map(|count| (at, count))
        })
    }
    /// One of these phrases is met.
    pub fn has(&self, phrases: &[&str]) -> bool {
        self.find(phrases).is_some()
    }
}

/// A letter or a figure; the usual ones are told at once.
fn is_letter(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{d7}' | '\u{f7}' | '’' | '\u{a0}' | '\u{202f}' => false,
        '\u{c0}'..='\u{17f}' => true,
        c => c.is_alphanumeric(),
    }
}

/// What stands between two words cuts the text in two.
fn opens(between: &str) -> bool {
    if matches!(between, " " | "'" | "-" | "’" | ".") {
        return false;
    }
    let dash = between.contains('-') && between.chars().any(char::is_whitespace);
    dash || between.contains(['(', ')', '[', ']', ',', ';', ':', '/', '|', '–', '—', '«', '»', '"', '“', '”', '\n', '!', '?', '…'])
        || between.contains(". ")
}

/// The word so far is made of single letters with dots, and a letter follows.
fn initials(typed: &str, word: &Word, next: usize) -> bool {
    let so_far = typed.get(word.typed.clone()).unwrap_or_default();
    let single = so_far.rsplit('.').next().is_some_and(|last| last.chars().count() == 1 && last.chars().all(char::is_alphabetic));
    single && typed.get(next..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphabetic)
}

/// Writes a character without case, accent or ligature.
fn fold(c: char, to: &mut String) {
    match c {
        c if c.is_ascii() => to.push(c.to_ascii_lowercase()),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => to.push('e'),
        'à' | 'â' | 'À' | 'Â' => to.push('a'),
        'î' | 'ï' | 'Î' => to.push('i'),
        'ô' | 'Ô' => to.push('o'),
        'ù' | 'û' | 'ü' => to.push('u'),
        'ç' | 'Ç' => to.push('c'),
        'œ' | 'Œ' => to.push_str("oe"),
        'æ' | 'Æ' => to.push_str("ae"),
        'ß' => to.push_str("ss"),
        c => to.extend(std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)),
    }
}
