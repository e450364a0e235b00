//! The keys by which candidates are found: two related records share at least one that few others hold.
//!
//! A caller keeps `(key, record)` and leaves out, when it looks for candidates, every key that more than [`KeyKind::limit`] records hold.

use super::name::{Class, Name};
use super::profile::Profile;
use crate::choices;

/// A record has at most this many keys.
pub const MOST_KEYS: usize = 40;

choices!(
    /// What a key is the hash of.
    KeyKind {
        Email = "email", MailDomain = "mail_domain", WebDomain = "web_domain", Number = "number", Siren = "siren", Network = "network",
        Word = "word", TownWord = "town_word", Letters = "letters", Slug = "slug", Shingle = "shingle", TextWord = "text_word",
    }
);

impl KeyKind {
    /// What it is the hash of is worth following whole: it makes strong links by itself.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Network | Self::Email | Self::Number | Self::Siren)
    }

    /// Beyond this many holders a key finds too many candidates to be worth following.
    pub fn limit(self) -> usize {
        match self {
            Self::Network | Self::Email | Self::Number | Self::Siren => 5000,
            Self::MailDomain | Self::WebDomain | Self::Slug | Self::Shingle => 1000,
            Self::Word | Self::TownWord | Self::Letters => 500,
            Self::TextWord => 300,
        }
    }
}

/// A key of a record. The hash is stable: it may be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is the hash of.
    pub kind: KeyKind,
    /// FNV-1a, 64 bits.
    pub hash: i64,
}

impl Key {
    /// The key of a text.
    pub fn of(kind: KeyKind, text: &str) -> Self {
        Self::hashed(kind, fnv(text.as_bytes()))
    }

    /// The key of what is hashed already.
    pub fn hashed(kind: KeyKind, hash: u64) -> Self {
        Self { kind, hash: i64::from_ne_bytes(hash.to_ne_bytes()) }
    }
}

/// FNV-1a, 64 bits: the same on every machine, for ever.
pub fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The keys of a record, the surest first.
pub fn of(profile: &Profile) -> Vec<Key> {
    let mut keys: Vec<Key> = profile.emails.iter().map(|email| Key::of(KeyKind::Email, email)).collect();
    keys.extend(profile.mail_domains.iter().map(|domain| Key::of(KeyKind::MailDomain, domain)));
    keys.extend(profile.domains().map(|domain| Key::of(KeyKind::WebDomain, domain)));
    keys.extend(profile.number.iter().map(|number| Key::of(KeyKind::Number, number)));
    keys.extend(profile.siren.iter().map(|siren| Key::of(KeyKind::Siren, siren)));
    let networks = profile.name.mentions.iter().map(|mention| mention.network).chain(profile.declared_network);
    keys.extend(networks.map(|network| Key::hashed(KeyKind::Network, network.0)));
    keys.extend(profile.declared_words.map(|hash| Key::hashed(KeyKind::Network, hash)));
    keys.extend(profile.slug_stem.map(|hash| Key::hashed(KeyKind::Slug, hash)));
    of_name(&profile.name, profile, &mut keys);
    keys.extend(profile.text.sample().map(|hash| Key::hashed(KeyKind::Shingle, hash)));
    keys.extend(profile.text.rarest(9).map(|hash| Key::hashed(KeyKind::TextWord, hash)));
    let mut seen = std::collections::HashSet::new();
    keys.retain(|key| seen.insert(*key));
    keys.truncate(MOST_KEYS);
    keys
}

fn of_name(name: &Name, profile: &Profile, keys: &mut Vec<Key>) {
    // Shape says nothing; a town's own words are met in every name of the town.
    let mut telling: Vec<_> = name.tokens.iter().filter(|token| !matches!(token.class, Class::Shape | Class::Level | Class::Network)).collect();
    telling.sort_by(|a, b| b.nats.total_cmp(&a.nats).then(a.hash.cmp(&b.hash)));
    telling.dedup_by_key(|token| token.hash);
    keys.extend(telling.iter().take(6).map(|token| Key::hashed(KeyKind::Word, token.hash)));
    if !profile.town.stems().is_empty() {
        let town = profile.town.stems().join(" ");
        let words = name.tokens.iter().filter(|token| !token.here).take(8);
        keys.extend(words.map(|token| Key::of(KeyKind::TownWord, &format!("{town} {:x}", token.hash))));
    }
    // Truncated and misspelt words meet by their start.
    let starts = telling.iter().filter(|token| token.class == Class::Own && token.folded.len() >= 6).take(3);
    keys.extend(starts.map(|token| Key::of(KeyKind::Letters, &start(&token.folded))));
    keys.extend(name.squeezed.map(|hash| Key::hashed(KeyKind::Letters, hash)));
    keys.extend(name.acronyms().map(|token| Key::of(KeyKind::Letters, &token.folded)));
    keys.extend(name.letters.iter().map(|letters| Key::of(KeyKind::Letters, letters)));
}

fn start(folded: &str) -> String {
    folded.chars().take(5).chain(['*']).collect()
}
