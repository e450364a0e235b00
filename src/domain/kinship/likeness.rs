//! What two names share: a network, a body written in two ways, rare words, an acronym and what it stands for.
//!
//! The town decides how to read: in one town, like names are one body; in two towns, only what names a network links them.

use super::align::Aligned;
use super::lexicon::Lexicon;
use super::name::{Class, Name, Token};
use super::places::Towns;
use super::profile::Profile;
use super::{Reason, STRONG, Signal, acronym};

/// What two registration numbers take away from like names.
const TWO_NUMBERS: f64 = 4.0;
/// Words of one's own from this weight on tell a body; below, one name must be whole in the other.
const OWN_WORDS: f64 = 5.0;
/// What is shared beside places must weigh this much in one town, two thirds of it without a town.
const SAID: f64 = 3.0;
/// A town that is not given is the same more often than chance would have it: measured on bodies written in several ways.
const UNKNOWN_TOWN: f64 = 1.5;
/// What a nat of words that each side has alone takes away.
const BOTH_SIDES: f64 = 0.6;
/// What a nat of words that only one side has takes away, up to a little.
const ONE_SIDE: f64 = 0.05;
/// A name whole in another says enough without a town from this weight on.
const CONTAINED: f64 = 12.0;

/// Every reason that names give.
pub fn all(a: &Profile, b: &Profile, lexicon: &Lexicon) -> Vec<Reason> {
    let towns = a.town.relation(&b.town);
    let mut found: Vec<Reason> = network(&a.name, &b.name, lexicon).into_iter().collect();
    found.extend(acronym::all(&a.name, &b.name, towns));
    // Each names a network, and not the same: what else they share is not theirs.
    let two_networks = a.name.network().zip(b.name.network()).is_some_and(|(a, b)| a.network != b.network);
    if !two_networks {
        found.extend(body(a, b, towns));
        // Beside the network that only one names, its own words are mostly places.
        if a.name.network().is_some() == b.name.network().is_some() {
            found.extend(rare_words(&a.name, &b.name, towns));
        }
        found.extend(rung(&a.name, &b.name));
    }
    found
}

/// Both name one network. To be listed is to be worth grouping; a network named in passing is only shown.
fn network(a: &Name, b: &Name, lexicon: &Lexicon) -> Option<Reason> {
    let first = a.network().zip(b.network()).filter(|(a, b)| a.network == b.network).map(|(a, _)| (a, STRONG));
    let other = |mention: &&super::name::Mention| b.mentions.iter().any(|other| other.network == mention.network);
    let (mention, weight) = first.or_else(|| a.mentions.iter().find(other).map(|mention| (mention, STRONG / 2.0)))?;
    let name = lexicon.network(mention.network);
    let words = if name.is_empty() { &mention.typed } else { name };
    Some(Reason { signal: Signal::SameNetworkNamed, weight, words: words.to_owned() })
}

/// One body written in two ways: the words shared weigh, those that each side has alone weigh against.
fn body(a: &Profile, b: &Profile, towns: Towns) -> Option<Reason> {
    if towns == Towns::Different {
        return None;
    }
    let here = |token: &Token| token.here || a.town.has(token.hash) || b.town.has(token.hash);
    let telling = |token: &&Token| token.class != Class::Level && !here(token);
    let aligned = Aligned::of(a.name.tokens.iter().filter(telling), b.name.tokens.iter().filter(telling));
    let known = towns == Towns::Same;
    let two_numbers = a.number.is_some() && b.number.is_some() && a.siren != b.siren;
    let (less, more) = (aligned.left.min(aligned.right), aligned.left.max(aligned.right));
    let unshared = BOTH_SIDES * less + (ONE_SIDE * more).min(0.15);
    let together = if known { a.town.nats().min(b.town.nats()) } else { UNKNOWN_TOWN } - if two_numbers { TWO_NUMBERS } else { 0.0 };
    // « INTER FILM » and « Interfilm ».
    let squeezed = a.name.squeezed.is_some() && a.name.squeezed == b.name.squeezed;
    let weight = if squeezed && !aligned.is_whole() { STRONG + together } else { aligned.shared - unshared + together };
    let same = squeezed || (!aligned.bent && aligned.is_whole());
    let contained = less <= 0.0 && aligned.shared >= CONTAINED;
    let said = aligned.shared - aligned.placed;
    let enough = if known {
        aligned.telling >= OWN_WORDS || same || (less <= 0.0 && said >= SAID)
    } else {
        same || contained || (said >= SAID * 2.0 / 3.0 && aligned.telling + aligned.placed >= OWN_WORDS)
    };
    let signal = if same { Signal::SameName } else { Signal::NearName };
    (enough && aligned.shared.max(aligned.left) > 0.0 && weight > 0.0).then(|| Reason {
        signal,
        weight,
        words: if squeezed { a.name.typed() } else { aligned.words() },
    })
}

/// Rare words of their own, which make most of both names: an unknown network, or one body in two towns.
fn rare_words(a: &Name, b: &Name, towns: Towns) -> Option<Reason> {
    if towns == Towns::Same {
        return None;
    }
    let telling = |token: &&Token| matches!(token.class, Class::Own | Class::Kind) || token.is_france();
    let aligned = Aligned::of(a.tokens.iter().filter(telling), b.tokens.iter().filter(telling));
    let least = aligned.covered();
    // « Banque alimentaire » leads with a word of its own; « Théâtre du cristal » with the kind it is of.
    let needed = if a.leads() && b.leads() { 1 } else { 3 };
    if aligned.own < needed || aligned.tokens.len() < 2 || least < 0.6 {
        return unheard(a, b);
    }
    Some(Reason { signal: Signal::SameRareWords, weight: aligned.shared * least * 0.8, words: aligned.words() })
}

/// The only word of their own, never met before, in two names of one kind.
fn unheard(a: &Name, b: &Name) -> Option<Reason> {
    let words = Aligned::of(a.of(Class::Own), b.of(Class::Own));
    let long = |token: &&Token| token.folded.len() >= 4;
    if words.own == 0 || words.bent || !words.is_whole() || !words.tokens.iter().all(long) {
        return None;
    }
    let kinds = Aligned::of(a.of(Class::Kind), b.of(Class::Kind));
    let one_kind = kinds.shared > 0.0 || kinds.left <= 0.0 || kinds.right <= 0.0;
    one_kind.then(|| Reason { signal: Signal::SameRareWords, weight: words.shared * 0.95, words: words.words() })
}

/// Departmental, regional or national bodies of one subject: rungs of one federation.
fn rung(a: &Name, b: &Name) -> Option<Reason> {
    if !(a.level && b.level) {
        return None;
    }
    let subject = |token: &&Token| matches!(token.class, Class::Own | Class::Kind | Class::Common | Class::Network);
    let aligned = Aligned::of(a.tokens.iter().filter(subject), b.tokens.iter().filter(subject));
    let whole = aligned.shared > 0.0 && aligned.is_whole();
    whole.then(|| Reason { signal: Signal::SameRung, weight: STRONG.max(aligned.shared), words: aligned.words() })
}
