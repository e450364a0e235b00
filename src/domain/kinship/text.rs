//! Texts (purpose and activities): how alike two are, which past ones are nearest, and whether one was pasted.

use super::keys::fnv;
use super::prior::Prior;
use super::words::{LONGEST_TEXT, words};
use std::collections::{BTreeMap, BTreeSet};

/// Overlap is measured on this many shingles at most, those of smallest hash.
const SHINGLES: usize = 96;

/// A text, read.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Its words by the hash of their stem: rarity, and the word as typed.
    words: BTreeMap<u64, (f64, String)>,
    /// Hashes of three words in a row, the smallest ones.
    shingles: BTreeSet<u64>,
}

impl Text {
    /// Reads texts as one.
    pub fn read(texts: &[&str], prior: &Prior) -> Self {
        let mut read = Self::default();
        for text in texts {
            let words = words(text, LONGEST_TEXT);
            for three in words.windows(3) {
                let joined = three.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ");
                read.shingles.insert(fnv(joined.as_bytes()));
                if read.shingles.len() > SHINGLES {
                    read.shingles.pop_last();
                }
            }
            for word in words {
                // Small words are in every text.
                if word.folded.chars().count() > 3 {
                    read.words.entry(fnv(word.stem.as_bytes())).or_insert_with(|| (prior.nats(&word.stem), word.typed));
                }
            }
        }
        read
    }

    /// Nothing was written.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A few shingles by which pasted texts meet.
    pub(super) fn sample(&self) -> impl Iterator<Item = u64> {
        self.shingles.iter().take(4).copied()
    }

    /// The rarest words, by which texts of one subject meet.
    pub(super) fn rarest(&self, count: usize) -> impl Iterator<Item = u64> {
        let mut hashes: Vec<(f64, u64)> = self.words.iter().map(|(hash, (nats, _))| (*nats, *hash)).collect();
        hashes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        hashes.into_iter().take(count).map(|(_, hash)| hash)
    }

    /// The rarest words that both hold, as this one writes them.
    pub fn shared(&self, other: &Self, count: usize) -> Vec<String> {
        let mut shared: Vec<(f64, &str)> =
            self.words.iter().filter(|(hash, _)| other.words.contains_key(hash)).map(|(_, (nats, typed))| (*nats, typed.as_str())).collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        shared.into_iter().take(count).map(|(_, typed)| typed.to_lowercase()).collect()
    }

    fn length(&self) -> f64 {
        self.words.values().map(|(nats, _)| nats * nats).sum::<f64>().sqrt()
    }
}

/// How much of two texts is word for word the same, from 0 to 1.
pub fn overlap(a: &Text, b: &Text) -> f64 {
    let common: BTreeSet<u64> = a.shingles.union(&b.shingles).copied().take(SHINGLES).collect();
    if common.len() < 8 {
        return 0.0;
    }
    let both = common.iter().filter(|shingle| a.shingles.contains(shingle) && b.shingles.contains(shingle)).count();
    share(both, common.len())
}

/// How near two texts are by their rare words, from 0 to 1.
pub fn similarity(a: &Text, b: &Text) -> f64 {
    let (few, many) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let dot: f64 = few.words.iter().filter(|(hash, _)| many.words.contains_key(hash)).map(|(_, (nats, _))| nats * nats).sum();
    let length = a.length() * b.length();
    if length > 0.0 { (dot / length).min(1.0) } else { 0.0 }
}

/// The `count` texts nearest to one, nearest first, each with its similarity; those that share nothing are left out.
pub fn nearest<'a, T: Ord + Clone + 'a>(to: &Text, among: impl IntoIterator<Item = (T, &'a Text)>, count: usize) -> Vec<(T, f64)> {
    let mut found: Vec<(T, f64)> = among.into_iter().map(|(id, text)| (id, similarity(to, text))).filter(|(_, near)| *near > 0.0).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(count);
    found
}

#[expect(clippy::cast_precision_loss, reason = "at most a few hundred")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
