//! Long lists of phrases, met in one look a word: names and texts are read word by word, each word is looked up once.

use super::words::{Span, Words};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Something by folded word.
pub type Folded<T> = HashMap<&'static str, T, BuildHasherDefault<Fnv>>;

/// Folded phrases, word after word: where one ends, the list it is of; and the words that may follow.
#[derive(Debug, Default)]
pub struct Lexicon {
    ends: Option<usize>,
    next: Folded<Lexicon>,
}

impl Lexicon {
    /// Phrases in lists: what is met says in which list it was; a phrase of two lists is of the first.
    pub fn of(lists: impl IntoIterator<Item = &'static [&'static str]>) -> Self {
        let mut made = Self::default();
        for (list, phrases) in lists.into_iter().enumerate() {
            for phrase in phrases {
                let end = phrase.split(' ').fold(&mut made, |at, word| at.next.entry(word).or_default());
                end.ends = end.ends.or(Some(list));
            }
        }
        made
    }

    /// The longest phrase that stands at this word: how many words it has, and the place of its list.
    pub fn stands(&self, words: &Words<'_>, at: usize) -> Option<(usize, usize)> {
        let (mut longest, mut here) = (None, self);
        for (count, word) in words.from(at).enumerate() {
            let Some(next) = here.next.get(word) else { break };
            longest = next.ends.map(|list| (count + 1, list)).or(longest);
            if next.next.is_empty() {
                break;
            }
            here = next;
        }
        longest
    }

    /// Every phrase that is met, and the place of its list.
    pub fn all<'w>(&'w self, words: &'w Words<'_>) -> impl Iterator<Item = (Span, usize)> + 'w {
        (0..words.len()).filter_map(move |at| self.stands(words, at).map(|(count, of)| ((at, count), of)))
    }

    /// The list of a lone word.
    pub fn word(&self, word: &str) -> Option<usize> {
        self.next.get(word)?.ends
    }
}

/// The hash of Fowler, Noll and Vo: quick on short words. What is looked up is a fixed list: nobody can choose its keys.
#[derive(Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_met() {
        let lexicon = Lexicon::of([&["commune", "commune libre"][..], &["commune libre de"]]);
        let words = Words::of("La Commune libre du Bourg");
        assert_eq!(lexicon.all(&words).collect::<Vec<_>>(), [((1, 2), 0)]);
        assert_eq!(lexicon.stands(&Words::of("commune libre de X"), 0), Some((3, 1)));
        assert_eq!((lexicon.stands(&Words::of("Communes"), 0), lexicon.word("commune")), (None, Some(0)));
    }
}
