//! A name, read: the networks it names, its places and numbers, its shape, the kind it is of, and the words that are its own.

use super::keys::fnv;
use super::lexicon::{Lexicon, Meaning, NetworkId};
use super::places::Town;
use super::words::{self, Word};

/// What a word of a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Names a network.
    Network,
    /// A place.
    Place,
    /// A number: of a département, of an arrondissement, a year.
    Number,
    /// A rung of a network: departmental, regional.
    Level,
    /// The shape of the structure.
    Shape,
    /// The kind of the structure or of what it does.
    Kind,
    /// The name of a school, a church, a street, a great person, or one that many give themselves.
    Common,
    /// A word of its own.
    Own,
}

/// A word of a name, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// As typed.
    pub typed: String,
    /// Folded.
    pub folded: String,
    /// The hash of its stem.
    pub hash: u64,
    /// How rare the word is, in nats.
    pub nats: f64,
    /// What it is for.
    pub class: Class,
    /// It may be an acronym: written as initials, or no ordinary word.
    pub acronym: bool,
    /// It is written as initials.
    pub initials: bool,
    /// It is a place of the town that the record gives.
    pub here: bool,
    /// It belongs to a former name: « ex … » stands before it.
    pub former: bool,
}

impl Token {
    /// « France » and « français » say nothing alone, yet make names: « France Bénévolat ».
    pub fn is_france(&self) -> bool {
        self.class == Class::Shape && (self.folded == "france" || self.folded.starts_with("francais"))
    }

    /// « National », « française »: one body for the whole country.
    pub fn is_national(&self) -> bool {
        self.class == Class::Shape && ["national", "francais", "international"].iter().any(|start| self.folded.starts_with(start))
    }
}

/// A network named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which.
    pub network: NetworkId,
    /// The words that name it, as typed.
    pub typed: String,
}

/// A name, read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Name {
    /// Its words, small ones left out.
    pub tokens: Vec<Token>,
    /// The networks it names; the first is the one it belongs to.
    pub mentions: Vec<Mention>,
    /// It is a departmental, regional or national body.
    pub level: bool,
    /// A kind of association is named.
    pub kind: bool,
    /// The hash of its letters without spaces nor shape, where it has words of its own.
    pub squeezed: Option<u64>,
    /// The first letters of its words, in the ways that acronyms are made.
    pub letters: Vec<String>,
}

impl Name {
    /// Reads a name, with the acronym and the town given beside it.
    pub fn read(name: &str, acronym: &str, town: &Town, lexicon: &Lexicon) -> Self {
        let mut content = lexicon.content(name);
        for (at, word) in lexicon.content(acronym).into_iter().enumerate() {
            if !content.iter().any(|known| known.stem == word.stem) {
                content.push(Word { initials: true, opens: at == 0, ..word });
            }
        }
        let mut reader = Reader { lexicon, town, tokens: Vec::with_capacity(content.len()), mentions: Vec::new(), venue: 0, former: false };
        let mut at = 0;
        while let Some(rest) = content.get(at..).filter(|rest| !rest.is_empty()) {
            at += reader.take(rest, at.checked_sub(1).and_then(|before| content.get(before)));
        }
        let sober = !reader.tokens.iter().any(|token| matches!(token.class, Class::Own | Class::Kind));
        let sure: Vec<NetworkId> = reader.mentions.iter().filter(|(_, sure)| *sure).map(|(mention, _)| mention.network).collect();
        reader.mentions.retain(|(mention, is_sure)| *is_sure || sober || sure.contains(&mention.network));
        Self {
            level: level(&reader.tokens),
            kind: content.iter().any(|word| lexicon.sense_of(&word.stem).kind) || reader.tokens.iter().any(|token| token.class == Class::Kind),
            squeezed: squeezed(&reader.tokens),
            letters: letters(&reader.tokens),
            mentions: reader.mentions.into_iter().map(|(mention, _)| mention).collect(),
            tokens: reader.tokens,
        }
    }

    /// Its words as typed, small ones left out.
    pub fn typed(&self) -> String {
        self.tokens.iter().map(|token| token.typed.as_str()).filter(|typed| !typed.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The network it belongs to: the first it names.
    pub fn network(&self) -> Option<&Mention> {
        self.mentions.first()
    }

    /// The first word that is neither shape nor place is its own: it is no kind of association.
    pub fn leads(&self) -> bool {
        let first =
            self.tokens.iter().find(|token| !matches!(token.class, Class::Shape | Class::Level | Class::Place | Class::Number) || token.is_france());
        first.is_some_and(|token| token.class != Class::Kind)
    }

    /// The words that may be acronyms, three to eight letters.
    pub fn acronyms(&self) -> impl Iterator<Item = &Token> {
        let long = |token: &&Token| (3..=8).contains(&token.folded.len()) && token.folded.bytes().all(|b| b.is_ascii_lowercase());
        self.tokens.iter().filter(|token| token.acronym && matches!(token.class, Class::Own | Class::Network)).filter(long)
    }

    /// Words of this class.
    pub fn of(&self, class: Class) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(move |token| token.class == class)
    }
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    town: &'a Town,
    tokens: Vec<Token>,
    mentions: Vec<(Mention, bool)>,
    /// How many more words may be the name of the venue just read.
    venue: usize,
    /// « Ex » has been read.
    former: bool,
}

impl Reader<'_> {
    /// Reads the first of these words, or the phrase they start with: how many were read.
    fn take(&mut self, rest: &[Word], before: Option<&Word>) -> usize {
        let Some(word) = rest.first() else { return 1 };
        if word.opens {
            self.venue = 0;
        }
        if word.folded == "ex" && before.is_some() && rest.len() > 1 {
            self.former = true;
            return 1;
        }
        if let Some((count, meaning)) = self.lexicon.longest(rest) {
            let words: Vec<&Word> = rest.iter().take(count).collect();
            match *meaning {
                Meaning::Network { id, sure } if !(count > 1 && before.is_some_and(|before| self.lexicon.sense_of(&before.stem).venue)) => {
                    let typed = words.iter().map(|word| word.typed.as_str()).filter(|typed| !typed.is_empty()).collect::<Vec<_>>().join(" ");
                    self.mentions.push((Mention { network: id, typed }, sure));
                    self.push(&words, Class::Network);
                    return count;
                }
                Meaning::Kind => {
                    self.push(&words, Class::Kind);
                    return count;
                }
                Meaning::Place if count > 1 || !self.lexicon.sense_of(&word.stem).kind => {
                    self.push(&words, Class::Place);
                    return count;
                }
                Meaning::Network { .. } | Meaning::Common => {
                    self.push(&words, Class::Common);
                    return count;
                }
                Meaning::Place => {}
            }
        }
        // « Saint X », whatever X is: a church, a school, a village.
        if let (true, Some(name)) = (word.stem == "saint", rest.get(1)) {
            let class = if self.town.stems().contains(&name.stem) { Class::Place } else { Class::Common };
            self.push(&[word, name], class);
            return 2;
        }
        let class = self.class(word);
        self.push(&[word], class);
        1
    }

    fn class(&mut self, word: &Word) -> Class {
        if words::number(&word.folded).is_some() {
            return Class::Number;
        }
        let sense = self.lexicon.sense_of(&word.stem);
        if sense.venue {
            self.venue = 3;
            return Class::Kind;
        }
        if self.town.stems().contains(&word.stem) && !sense.kind || self.town.is_its_people(&word.folded) {
            return Class::Place;
        }
        match sense {
            sense if sense.level => Class::Level,
            sense if sense.shape => Class::Shape,
            sense if sense.kind => Class::Kind,
            _ if self.venue > 0 && !word.initials => {
                self.venue -= 1;
                Class::Common
            }
            _ => Class::Own,
        }
    }

    fn push(&mut self, words: &[&Word], class: Class) {
        for word in words {
            let number = words::number(&word.folded);
            let stem = number.as_deref().unwrap_or(&word.stem);
            self.tokens.push(Token {
                typed: word.typed.clone(),
                folded: word.folded.clone(),
                hash: fnv(stem.as_bytes()),
                nats: self.lexicon.prior().nats(stem),
                class,
                acronym: (2..=9).contains(&word.folded.len()) && (word.initials || !self.lexicon.prior().ordinary(&word.stem)),
                initials: word.initials || self.lexicon.prior().acronym(&word.stem),
                former: self.former,
                here: self.town.stems().contains(&word.stem),
            });
        }
    }
}

/// Departmental, regional, or of the whole country: « Société française de… », not « Festival de la chanson française ».
fn level(tokens: &[Token]) -> bool {
    let national = tokens.windows(2).any(|two| matches!(two, [before, token] if before.class == Class::Shape && token.is_national()));
    national || tokens.iter().any(|token| token.class == Class::Level)
}

fn squeezed(tokens: &[Token]) -> Option<u64> {
    let own = tokens.iter().any(|token| token.class == Class::Own);
    let said = tokens.iter().filter(|token| !matches!(token.class, Class::Shape | Class::Level) && !token.here);
    let letters: String = said.map(|token| token.folded.as_str()).collect();
    (own && letters.len() >= 6).then(|| fnv(letters.as_bytes()))
}

/// The ways an acronym may be made of a name: all its words, or those that say more than its shape; from the start, four letters or more.
fn letters(tokens: &[Token]) -> Vec<String> {
    let first = |token: &Token| token.folded.chars().next();
    let all: String = tokens.iter().filter(|token| !token.initials).filter_map(first).collect();
    let mut ways = vec![all];
    ways.retain(|way| way.len() >= 3);
    ways
}
