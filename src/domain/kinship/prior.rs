//! How rare a word is in the names of French associations: counted once in open data, kept in `data/words.txt`.
//!
//! The store's own counts are not used for words: a hundred groups of one network would make its name look ordinary, when it is
//! exactly what must be seen.

use std::collections::HashMap;

/// Counts of words in a sample of names.
#[derive(Debug, Clone)]
pub struct Prior {
    total: f64,
    counts: HashMap<String, (u32, bool)>,
}

impl Prior {
    /// The counts of the house.
    pub fn built_in() -> Self {
        Self::read(include_str!("data/words.txt"))
    }

    /// Reads `count: stems`, one line a count, `total: names` first; `^` stands before what is always written in capitals.
    pub fn read(text: &str) -> Self {
        let mut prior = Self { total: 1.0, counts: HashMap::new() };
        for (head, stems) in text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')) {
            if head == "total" {
                prior.total = stems.trim().parse().unwrap_or(1.0);
                continue;
            }
            let count = head.parse().unwrap_or(0);
            for stem in stems.split_whitespace() {
                let plain = stem.trim_start_matches('^');
                prior.counts.insert(plain.to_owned(), (count, plain.len() == stem.len()));
            }
        }
        prior
    }

    /// Rarity of a stem, in nats: 0 for one that every name holds, about 9 for one never met.
    pub fn nats(&self, stem: &str) -> f64 {
        let count = self.counts.get(stem).map_or(0, |(count, _)| *count);
        ((self.total + 1.0) / (f64::from(count) + 1.0)).ln().max(0.0)
    }

    /// An ordinary word of the language, as opposed to an acronym or to a word never met.
    pub fn ordinary(&self, stem: &str) -> bool {
        self.counts.get(stem).is_some_and(|(_, ordinary)| *ordinary)
    }

    /// A word that is met in capitals, among words that are not.
    pub fn acronym(&self, stem: &str) -> bool {
        self.counts.get(stem).is_some_and(|(_, ordinary)| !*ordinary)
    }
}
