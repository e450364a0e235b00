//! The signals that are not in names: one function each, each with the very thing shared.

use super::keys::{Key, KeyKind};
use super::lexicon::Lexicon;
use super::profile::Profile;
use super::rarity::Rarity;
use super::{Reason, STRONG, Signal, text};

/// Every signal but those of names.
pub fn all(a: &Profile, b: &Profile, lexicon: &Lexicon, rarity: &Rarity) -> Vec<Reason> {
    let found = [email(a, b, rarity), domain(a, b, rarity), number(a, b, rarity), network(a, b, lexicon), slug(a, b, rarity), texts(a, b)];
    found.into_iter().flatten().collect()
}

fn reason(signal: Signal, weight: f64, words: impl Into<String>) -> Option<Reason> {
    Some(Reason { signal, weight, words: words.into() })
}

/// The same address is the same person: always enough to group.
fn email(a: &Profile, b: &Profile, rarity: &Rarity) -> Option<Reason> {
    let shared = a.emails.iter().find(|email| b.emails.contains(email))?;
    reason(Signal::SameEmail, STRONG.max(rarity.nats(Key::of(KeyKind::Email, shared))), shared)
}

/// The same domain, unless anyone may have an address there; the more hold it, the less it says.
fn domain(a: &Profile, b: &Profile, rarity: &Rarity) -> Option<Reason> {
    if let Some(shared) = a.mail_domains.iter().find(|domain| b.mail_domains.contains(domain)) {
        return reason(Signal::SameMailDomain, rarity.nats(Key::of(KeyKind::MailDomain, shared)), shared);
    }
    let shared = a.domains().find(|domain| b.domains().any(|other| other == *domain))?;
    reason(Signal::SameWebDomain, rarity.nats(Key::of(KeyKind::WebDomain, shared)), shared)
}

/// The same number, or one SIREN in two numbers: always enough to group.
fn number(a: &Profile, b: &Profile, rarity: &Rarity) -> Option<Reason> {
    if let Some(shared) = a.number.as_ref().filter(|number| b.number.as_ref() == Some(number)) {
        return reason(Signal::SameNumber, STRONG.max(rarity.nats(Key::of(KeyKind::Number, shared))), shared);
    }
    let shared = a.siren.as_ref().filter(|siren| b.siren.as_ref() == Some(siren))?;
    reason(Signal::SameSiren, STRONG.max(rarity.nats(Key::of(KeyKind::Siren, shared))), shared)
}

/// The same network declared, or declared by one and named by the other; words that no list knows weigh what they are rare.
fn network(a: &Profile, b: &Profile, lexicon: &Lexicon) -> Option<Reason> {
    let named = |profile: &Profile| profile.name.network().map(|mention| mention.network);
    let known = a.declared_network.filter(|network| b.declared_network == Some(*network) || named(b) == Some(*network));
    let known = known.or_else(|| b.declared_network.filter(|network| named(a) == Some(*network)));
    if let Some(network) = known {
        return reason(Signal::SameNetworkDeclared, STRONG, lexicon.network(network));
    }
    a.declared_words.filter(|words| b.declared_words == Some(*words))?;
    reason(Signal::SameNetworkDeclared, a.declared_nats, &*a.declared)
}

/// The same words in the address asked for, places and numbers apart: `cgt-75`, `cgt-lyon`.
fn slug(a: &Profile, b: &Profile, rarity: &Rarity) -> Option<Reason> {
    let stem = a.slug_stem.filter(|stem| b.slug_stem == Some(*stem))?;
    let shorter = std::cmp::min_by_key(&a.slug, &b.slug, |slug| (slug.len(), slug.as_str()));
    reason(Signal::SameSlugStem, (rarity.nats(Key::hashed(KeyKind::Slug, stem)) / 2.0).min(STRONG - 1.0), shorter)
}

/// The same text, or nearly: a campaign often pastes its purpose.
fn texts(a: &Profile, b: &Profile) -> Option<Reason> {
    let overlap = text::overlap(&a.text, &b.text);
    let signal = if overlap >= 0.95 { Signal::SameText } else { Signal::NearText };
    let words = a.text.shared(&b.text, 5);
    (overlap >= 0.5 && words.len() >= 3).then(|| Reason { signal, weight: STRONG * overlap * 1.25, words: words.join(", ") })
}
