//! The small values everything else is made of: parsed once, at the door, and trusted afterwards.
//!
//! To add one: a newtype with a `parse` that normalises, `as_str`, and the conversions of [`text_value!`].

use chrono::{DateTime, Utc};
use std::fmt;

/// A moment, in UTC. The store keeps whole seconds.
pub type Instant = DateTime<Utc>;

/// What was given is not such a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed value")
    }
}
impl std::error::Error for Malformed {}

/// An enum whose variants have one written form, used in forms, in JSON and in the database.
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[allow(missing_docs, reason = "a variant is what its code says")]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant),* }
        impl $name {
            /// Every variant, in the order of the screens.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The written form.
            pub fn code(self) -> &'static str { match self { $(Self::$variant => $code),* } }
            /// Reads the written form.
            pub fn parse(code: &str) -> Option<Self> { match code { $($code => Some(Self::$variant),)* _ => None } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
        impl TryFrom<String> for $name {
            type Error = $crate::domain::values::Malformed;
            fn try_from(code: String) -> std::result::Result<Self, Self::Error> { Self::parse(&code).ok_or($crate::domain::values::Malformed) }
        }
        impl From<$name> for String { fn from(value: $name) -> Self { value.code().to_owned() } }
    };
}

/// Conversions of a newtype over `String` that has a `parse`.
macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The written form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = Malformed;
            fn try_from(text: String) -> Result<Self, Malformed> {
                Self::parse(&text).ok_or(Malformed)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

/// A key of a row: a UUIDv7 as text, so that keys sort by age.
macro_rules! id_value {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);
        impl $name {
            /// Reads the canonical, lower-case form of a UUID.
            pub fn parse(text: &str) -> Option<Self> {
                let dashes = [8, 13, 18, 23];
                let canonical = text.len() == 36 && text.bytes().enumerate().all(|(i, b)| {
                    if dashes.contains(&i) { b == b'-' } else { matches!(b, b'0'..=b'9' | b'a'..=b'f') }
                });
                canonical.then(|| Self(text.to_owned()))
            }
        }
        text_value!($name);
    )* };
}
id_value!(
    /// Key of an alternative.
    AlternativeId,
    /// Key of a request of who lost access to a space.
    AccessRequestId,
    /// Key of an application (and of the draft it was).
    ApplicationId,
    /// Key of a calibration.
    CalibrationId,
    /// Key of a decision.
    DecisionId,
    /// Key of a word taught to kinship.
    KinWordId,
    /// Key of a reserved label.
    LabelId,
    /// Key of a network of applications.
    NetworkId,
    /// Key of a letter in the outbox.
    LetterId,
    /// Key of an operation asked of the agent.
    OperationId,
    /// Key of a quarantine.
    QuarantineId,
    /// Key of a sieve.
    SieveId,
    /// Key of a space.
    SpaceId,
    /// Key of an API token.
    TokenId,
    /// Key of a version of a wording.
    WordingId,
    /// Key of a volunteer.
    VolunteerId,
);

/// An e-mail address: the domain in lower case, the local part as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);
text_value!(EmailAddress);

impl EmailAddress {
    /// Reads an address as people type it (spaces around are forgiven). Quoted local parts, display names and
    /// line breaks are not.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let domain = domain.trim_end_matches('.').to_lowercase();
        let local_ok = (1..=64).contains(&local.len())
            && local.split('.').all(|part| !part.is_empty())
            && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b));
        let label_ok = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let domain_ok = domain.len() <= 253
            && domain.contains('.')
            && domain.split('.').all(label_ok)
            && domain.rsplit('.').next().is_some_and(|tld| tld.len() >= 2 && !tld.bytes().all(|b| b.is_ascii_digit()));
        (local_ok && domain_ok).then(|| Self(format!("{local}@{domain}")))
    }

    /// What the address is looked up by: no case at all.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The DNS label of a space: 3 to 40 characters of `[a-z0-9-]`, spec 4.2.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);
text_value!(Slug);

/// Labels that the service keeps for itself.
pub const RESERVED_SLUGS: &[&str] = &[
    "www",
    "forum",
    "new",
    "abc",
    "mail",
    "smtp",
    "imap",
    "admin",
    "api",
    "static",
    "docs",
    "status",
    "statut",
    "aide",
    "help",
    "support",
    "blog",
    "demo",
    "test",
    "root",
    "ns1",
    "ns2",
    "webmail",
    "passeur",
    "hermes",
    "chronos",
    "charon",
    "frama",
    "framasoft",
    "framaspace",
    "acces",
    "acces-perdu",
    "contact",
    "entrer",
    "sortie",
    "premiere-connexion",
];

impl Slug {
    /// Reads a label; upper case is lowered, spaces around are forgiven. Reserved ones parse: see [`Slug::is_reserved`].
    pub fn parse(text: &str) -> Option<Self> {
        let slug = text.trim().to_lowercase();
        let ok = (3..=40).contains(&slug.len())
            && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !slug.starts_with('-')
            && !slug.ends_with('-')
            && !slug.contains("--");
        ok.then_some(Self(slug))
    }

    /// Kept by the service for itself.
    pub fn is_reserved(&self) -> bool {
        RESERVED_SLUGS.contains(&self.0.as_str())
    }
}

/// The reference of an application, said on the phone and in letters: `FS-7K3M-2QXD`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);
text_value!(Reference);

/// Crockford's base 32: no I, L, O, U.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// Eight characters drawn from 40 random bits.
    pub fn from_random(bits: [u8; 5]) -> Self {
        let number = bits.iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
        let letter = |i: u32| char::from(CROCKFORD[(number >> (35 - 5 * i) & 31) as usize]);
        let text: String = (0..8).map(letter).collect();
        Self(format!("FS-{}-{}", &text[..4], &text[4..]))
    }

    /// Reads a reference as people copy it: any case, with or without dashes, O for 0, I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        // As it is stored: a queue reads fifty of them.
        if let [b'F', b'S', b'-', a, b, c, d, b'-', e, f, g, h] = text.as_bytes()
            && [a, b, c, d, e, f, g, h].into_iter().all(|letter| CROCKFORD.contains(letter))
        {
            return Some(Self(text.to_owned()));
        }
        let kept: String = text.trim().to_uppercase().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let body = kept.strip_prefix("FS").filter(|body| body.len() == 8)?;
        let body: String = body
            .chars()
            .map(|c| match c {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            })
            .collect();
        let known = body.bytes().all(|b| CROCKFORD.contains(&b));
        known.then(|| Self(format!("FS-{}-{}", &body[..4], &body[4..])))
    }
}

/// A random secret carried by a link: 26 characters of Crockford's base 32 in lower case, 130 bits.
/// It is never stored as it is, and never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Written from 17 random bytes, of which 130 bits are kept.
    pub fn from_random(bytes: [u8; 17]) -> Self {
        let bit = |i: usize| bytes[i / 8] >> (7 - i % 8) & 1;
        let letter = |n: usize| {
            let value = (0..5).fold(0u8, |v, i| v << 1 | bit(n * 5 + i));
            char::from(CROCKFORD[usize::from(value)]).to_ascii_lowercase()
        };
        Self((0..26).map(letter).collect())
    }

    /// Reads what a link carried.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let ok = text.len() == 26 && text.bytes().all(|b| CROCKFORD.contains(&b.to_ascii_uppercase()));
        ok.then_some(Self(text))
    }

    /// The secret itself, to be written in a link.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

choices!(
    /// What a volunteer may do (spec 1).
    Role { Volunteer = "volunteer", Coordinator = "coordinator" }
);

choices!(
    /// The office suite of a space (R23).
    Suite { Collabora = "collabora", Onlyoffice = "onlyoffice", None = "none" }
);

#[cfg(test)]
#[path = "values_tests.rs"]
mod tests;
