//! What the engine knows of the words of names: networks, places, kinds of associations, abbreviations. A value: coordinators extend it.
//!
//! To teach it something for everybody: a line in `data/` (`networks.txt`, `kinds.txt`, `structure.txt`, `towns.txt`). Phrases are
//! matched on stems, without small words: case, accents, plurals, apostrophes and « de la » do not matter.

use super::places;
use super::prior::Prior;
use super::words::{LONGEST_NAME, Word, words};
use std::collections::{HashMap, HashSet};

/// Which network: a stable hash of the name it is shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NetworkId(pub u64);

/// What a phrase of the lexicon says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A network; not sure when the form also means other things.
    Network {
        /// Which.
        id: NetworkId,
        /// The form means nothing else.
        sure: bool,
    },
    /// A place: a town, a département, a region.
    Place,
    /// A name that people like to give, or the name of a great person: it tells nobody apart.
    Common,
    /// Several words of a kind of association.
    Kind,
}

/// What a single word says; a word may say several things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sense {
    /// Only the shape of the structure (association, section).
    pub shape: bool,
    /// A rung of a network (departmental, regional).
    pub level: bool,
    /// A kind of association or of activity.
    pub kind: bool,
    /// A building or a street: a name follows.
    pub venue: bool,
}

#[derive(Debug, Clone)]
struct Phrase {
    stems: Vec<String>,
    /// An acronym is met as it is: `APEL` is not « appel », `FOL` is not « folle ».
    exact: Option<String>,
    meaning: Meaning,
}

/// Everything known of words.
#[derive(Debug, Clone)]
pub struct Lexicon {
    phrases: HashMap<String, Vec<Phrase>>,
    senses: HashMap<String, Sense>,
    small: HashSet<String>,
    nothing: HashSet<String>,
    abbreviations: HashMap<String, Vec<Word>>,
    names: HashMap<NetworkId, String>,
    hosts: HashSet<String>,
    prior: Prior,
}

/// Single words up to this many letters are taken for acronyms.
const LONGEST_ACRONYM: usize = 5;

const NETWORKS: &str = include_str!("data/networks.txt");
const STRUCTURE: &str = include_str!("data/structure.txt");
const KINDS: &str = include_str!("data/kinds.txt");
const HOSTS: &str = include_str!("data/hosts.txt");

impl Lexicon {
    /// The lexicon of the house.
    pub fn built_in() -> Self {
        let mut lexicon = Self::without_networks();
        for line in lines(NETWORKS) {
            let (name, forms) = line.split_once(':').unwrap_or((line, ""));
            lexicon.add_network(name, &forms.split(';').collect::<Vec<_>>());
        }
        lexicon
    }

    /// The lexicon of the house without any network: what the general rules find alone.
    pub fn without_networks() -> Self {
        let mut lexicon = Self {
            phrases: HashMap::new(),
            senses: HashMap::new(),
            small: HashSet::new(),
            nothing: HashSet::new(),
            abbreviations: HashMap::new(),
            names: HashMap::new(),
            hosts: lines(HOSTS).flat_map(str::split_whitespace).map(str::to_owned).collect(),
            prior: Prior::built_in(),
        };
        for (section, entry) in entries(STRUCTURE).chain(entries(KINDS)) {
            match section {
                "stop" => lexicon.small.extend(words(entry, 1).into_iter().map(|word| word.folded)),
                "nothing" => {
                    lexicon.nothing.insert(words(entry, 9).into_iter().map(|word| word.stem).collect::<Vec<_>>().join(" "));
                }
                "abbreviation" => lexicon.add_abbreviation(entry),
                "shape" => lexicon.sense(entry, |sense| sense.shape = true),
                "level" => lexicon.sense(entry, |sense| sense.level = true),
                "venue" => lexicon.sense(entry, |sense| (sense.venue, sense.kind) = (true, true)),
                "fancy" => lexicon.add_phrase(entry, Meaning::Common),
                _ => lexicon.sense(entry, |sense| sense.kind = true),
            }
        }
        for place in places::names() {
            lexicon.add_phrase(place, Meaning::Place);
        }
        lexicon
    }

    /// Adds a network: the name it is shown by, and its other names and acronyms; `~` ends those that also mean something else.
    pub fn add_network(&mut self, name: &str, forms: &[&str]) {
        let id = NetworkId(super::keys::fnv(name.trim().as_bytes()));
        self.names.insert(id, name.trim().to_owned());
        for form in forms {
            let sure = !form.trim_end().ends_with('~');
            self.add_phrase(form.trim().trim_end_matches('~'), Meaning::Network { id, sure });
        }
    }

    /// Adds a word that many associations share (a kind of activity): it links nobody.
    pub fn add_kind(&mut self, words: &str) {
        self.sense(words, |sense| sense.kind = true);
    }

    /// The name that a network is shown by.
    pub fn network(&self, id: NetworkId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// What a single stem says.
    pub fn sense_of(&self, stem: &str) -> Sense {
        self.senses.get(stem).copied().unwrap_or_default()
    }

    /// An answer that names nothing: « aucun », « Non, nous sommes indépendants ».
    pub fn says_nothing(&self, answer: &str) -> bool {
        let stems: Vec<String> = words(answer, LONGEST_NAME).into_iter().map(|word| word.stem).collect();
        stems.iter().any(|stem| self.nothing.contains(stem)) || self.nothing.contains(&stems.join(" "))
    }

    /// The rarity of words.
    pub fn prior(&self) -> &Prior {
        &self.prior
    }

    /// A domain where anyone has an address or a page: it links nobody.
    pub fn is_shared_host(&self, domain: &str) -> bool {
        let mut rest = domain;
        loop {
            if self.hosts.contains(rest) {
                return true;
            }
            match rest.split_once('.') {
                Some((_, parent)) if parent.contains('.') => rest = parent,
                _ => return false,
            }
        }
    }

    /// The words of a name that say something: abbreviations written out, small words left out.
    pub fn content(&self, text: &str) -> Vec<Word> {
        self.spell_out(words(text, LONGEST_NAME))
    }

    fn spell_out(&self, words: Vec<Word>) -> Vec<Word> {
        let mut content = Vec::with_capacity(words.len());
        for word in words {
            match self.abbreviations.get(&word.folded) {
                Some(full) => content.extend(full.iter().enumerate().map(|(at, part)| Word {
                    typed: if at == 0 { word.typed.clone() } else { String::new() },
                    opens: at == 0 && word.opens,
                    ..part.clone()
                })),
                None if self.small.contains(&word.folded) && !word.initials => {}
                None => content.push(word),
            }
        }
        content.truncate(LONGEST_NAME);
        content
    }

    /// The longest phrase that starts at the first of these words: how many words it takes, and what it says. A network wins a tie.
    pub fn longest(&self, words: &[Word]) -> Option<(usize, &Meaning)> {
        let candidates = self.phrases.get(&words.first()?.stem)?;
        let stands = |phrase: &&Phrase| {
            let exact = phrase.exact.as_ref().is_none_or(|exact| words.first().is_some_and(|word| word.folded == *exact));
            exact && phrase.stems.len() <= words.len() && phrase.stems.iter().zip(words).all(|(stem, word)| *stem == word.stem)
        };
        let standing = candidates.iter().filter(stands);
        let best = standing.max_by_key(|phrase| (phrase.stems.len(), matches!(phrase.meaning, Meaning::Network { .. })))?;
        Some((best.stems.len(), &best.meaning))
    }

    fn add_phrase(&mut self, text: &str, meaning: Meaning) {
        let words = self.content(text);
        let exact = match words.as_slice() {
            [word] if matches!(meaning, Meaning::Network { .. }) && word.folded.len() <= LONGEST_ACRONYM => Some(word.folded.clone()),
            _ => None,
        };
        let stems: Vec<String> = words.into_iter().map(|word| word.stem).collect();
        let Some(first) = stems.first().cloned() else { return };
        let phrases = self.phrases.entry(first).or_default();
        if !phrases.iter().any(|phrase| phrase.stems == stems && phrase.exact == exact && phrase.meaning == meaning) {
            phrases.push(Phrase { stems, exact, meaning });
        }
    }

    fn add_abbreviation(&mut self, entry: &str) {
        if let Some((short, full)) = entry.split_once(' ') {
            self.abbreviations.insert(short.to_owned(), full.split(' ').map(Word::new).collect());
        }
    }

    fn sense(&mut self, entry: &str, mark: impl Fn(&mut Sense)) {
        let stems: Vec<String> = self.content(entry).into_iter().map(|word| word.stem).collect();
        match stems.as_slice() {
            [] => {}
            [stem] => mark(self.senses.entry(stem.clone()).or_default()),
            _ => self.add_phrase(entry, Meaning::Kind),
        }
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a file of sections: `[section]`, then entries between semicolons.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    let mut found = Vec::new();
    for line in lines(text) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name,
            None => found.extend(line.split(';').map(str::trim).filter(|entry| !entry.is_empty()).map(|entry| (section, entry))),
        }
    }
    // Small words and abbreviations first: the other lists are read with them.
    found.sort_by_key(|(section, _)| !matches!(*section, "stop" | "abbreviation"));
    found.into_iter()
}
