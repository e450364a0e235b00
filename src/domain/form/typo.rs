//! Addresses that were probably meant otherwise: near misses of the mail domains that French speakers use most.
//!
//! To add a domain: in [`COMMON`], more used before less used. A real domain that would be "corrected" goes to [`REAL`].

use crate::domain::values::EmailAddress;

/// Domains that a typing slip is corrected to; the first of a name is the one proposed when the ending is missing.
const COMMON: &[&str] = &[
    "gmail.com",
    "orange.fr",
    "hotmail.com",
    "hotmail.fr",
    "free.fr",
    "yahoo.fr",
    "yahoo.com",
    "wanadoo.fr",
    "laposte.net",
    "sfr.fr",
    "outlook.fr",
    "outlook.com",
    "live.fr",
    "live.com",
    "icloud.com",
    "neuf.fr",
    "bbox.fr",
    "protonmail.com",
    "proton.me",
    "numericable.fr",
    "aliceadsl.fr",
    "gmx.fr",
    "gmx.com",
    "mailo.com",
    "riseup.net",
    "posteo.net",
    "disroot.org",
    "framasoft.org",
    "club-internet.fr",
    "libertysurf.fr",
    "netcourrier.com",
    "skynet.be",
    "telenet.be",
    "proximus.be",
    "bluewin.ch",
    "hispeed.ch",
    "sunrise.ch",
    "videotron.ca",
    "sympatico.ca",
];

/// Domains that are well written but are not what people mean by them.
const MEANT: &[(&str, &str)] = &[
    ("gmail.fr", "gmail.com"),
    ("gmail.net", "gmail.com"),
    ("gmail.org", "gmail.com"),
    ("laposte.fr", "laposte.net"),
    ("laposte.com", "laposte.net"),
    ("wanadoo.com", "wanadoo.fr"),
    ("wanadoo.net", "wanadoo.fr"),
    ("icloud.fr", "icloud.com"),
    ("protonmail.fr", "protonmail.com"),
];

/// Domains that exist although they are close to a common one.
const REAL: &[&str] = &[
    "googlemail.com",
    "mail.com",
    "email.com",
    "ymail.com",
    "fmail.com",
    "mails.com",
    "grail.com",
    "orange.com",
    "orange.re",
    "orange.gr",
    "oranges.fr",
    "oranger.fr",
    "orangee.fr",
    "orangie.fr",
    "hotmail.gr",
    "hotmail.be",
    "hotmail.ch",
    "hotmail.ca",
    "hotmail.it",
    "hotmail.es",
    "hotmail.de",
    "outlook.be",
    "outlook.es",
    "outlook.de",
    "outlook.it",
    "outlook.pt",
    "outlook.kr",
    "yahoo.be",
    "yahoo.ca",
    "yahoo.gr",
    "yahoo.co",
    "laposte.be",
    "poste.net",
    "posteo.de",
    "posteo.eu",
    "cloud.com",
    "mac.com",
    "me.com",
    "proton.ch",
    "protonmail.ch",
    "photon.me",
    "videotron.com",
    "videotron.net",
    "telnet.be",
    "bluewine.ch",
    "sunrise.com",
    "framasite.org",
    "live.be",
    "live.ca",
    "live.it",
];

/// Endings that no registry gives, and the ones they stand for.
const ENDINGS: &[(&str, &str)] = &[
    ("con", "com"),
    ("cpm", "com"),
    ("vom", "com"),
    ("xom", "com"),
    ("cim", "com"),
    ("ccom", "com"),
    ("comm", "com"),
    ("coom", "com"),
    ("cmo", "com"),
    ("ocm", "com"),
    ("clm", "com"),
    ("ckm", "com"),
    ("c0m", "com"),
    ("coml", "com"),
    ("comn", "com"),
    ("com1", "com"),
    ("conm", "com"),
    ("cop", "com"),
    ("c", "com"),
    ("rf", "fr"),
    ("f", "fr"),
    ("r", "fr"),
    ("ft", "fr"),
    ("ff", "fr"),
    ("fe", "fr"),
    ("fd", "fr"),
    ("frr", "fr"),
    ("ffr", "fr"),
    ("fre", "fr"),
    ("frf", "fr"),
    ("ft", "fr"),
    ("dr", "fr"),
    ("vr", "fr"),
    ("nte", "net"),
    ("ner", "net"),
    ("nett", "net"),
    ("ney", "net"),
    ("n", "net"),
    ("orgg", "org"),
    ("ogr", "org"),
    ("b", "be"),
    ("bee", "be"),
];

/// The address that was probably meant, when the domain is a near miss of a common one; none for domains known to exist, and never
/// something that is not an address.
pub fn suggestion(email: &str) -> Option<String> {
    let (local, typed) = email.trim().rsplit_once('@')?;
    let typed = typed.trim().to_lowercase();
    let domain = mended(&typed);
    let settled = COMMON.contains(&domain.as_str()) || REAL.contains(&domain.as_str());
    let meant = if settled { (domain != typed).then_some(domain)? } else { probable(&domain)?.to_owned() };
    EmailAddress::parse(&format!("{}@{meant}", local.trim())).map(String::from)
}

/// A domain without what can never stand in one: spaces, commas for dots, dots at the ends, dots in a row, a web prefix.
fn mended(domain: &str) -> String {
    let dotted: String = domain.chars().filter(|c| !c.is_whitespace()).map(|c| if ",;:".contains(c) { '.' } else { c }).collect();
    let parts: Vec<_> = dotted.trim_end_matches(['>', ')']).split('.').filter(|part| !part.is_empty()).collect();
    let whole = parts.join(".");
    whole.strip_prefix("www.").map_or(whole.clone(), str::to_owned)
}

/// The common domain that this unknown one stands for.
fn probable(domain: &str) -> Option<&'static str> {
    let Some((name, ending)) = domain.rsplit_once('.') else { return undotted(domain) };
    let never = ENDINGS.iter().find(|(wrong, _)| *wrong == ending).map(|(_, right)| *right);
    let ending = never.unwrap_or(ending);
    let by_ending = |wanted: &str| targets().find(|target| target.0 == wanted).map(|target| target.1);
    let exact = by_ending(&format!("{name}.{ending}"));
    let same_name =
        || targets().find(|(written, _)| split(written).0 == name && slipped_ending(name, split(written).1, ending)).map(|target| target.1);
    let close_name = || nearest(name, |written| written == ending);
    let any_ending = || never.and_then(|_| COMMON.iter().copied().find(|common| split(common).0 == name).or_else(|| nearest(name, |_| true)));
    exact.or_else(same_name).or_else(close_name).or_else(any_ending)
}

/// The common domain whose name is close to this one, the closest first.
fn nearest(name: &str, ending: impl Fn(&str) -> bool) -> Option<&'static str> {
    let rated = targets().filter(|(written, _)| ending(split(written).1)).filter_map(|(written, meant)| {
        let distance = distance(name, split(written).0);
        slipped_name(name, split(written).0, distance).then_some((distance, meant))
    });
    rated.min_by_key(|(distance, _)| *distance).map(|(_, meant)| meant)
}

/// A domain without any dot is no domain: the common one that it is without its dot or its ending, or almost.
fn undotted(domain: &str) -> Option<&'static str> {
    let bare = |common: &str| common.replace('.', "");
    let exact = COMMON.iter().copied().find(|common| bare(common) == domain || split(common).0 == domain);
    let close = || {
        let near = COMMON.iter().copied().filter(|common| split(common).0.len() > 4 && domain.starts_with(|c| common.starts_with(c)));
        near.map(|common| (distance(domain, &bare(common)), common)).filter(|(distance, _)| *distance <= 1).min_by_key(|near| near.0)
    };
    exact.or_else(|| close().map(|(_, common)| common))
}

/// What may be written and what it means.
fn targets() -> impl Iterator<Item = (&'static str, &'static str)> {
    COMMON.iter().map(|common| (*common, *common)).chain(MEANT.iter().copied())
}

/// Name and ending of a domain.
fn split(domain: &str) -> (&str, &str) {
    domain.rsplit_once('.').unwrap_or((domain, ""))
}

/// The ending is one slip away from the right one; short names exist under every ending, so nothing is said of them.
fn slipped_ending(name: &str, right: &str, typed: &str) -> bool {
    name.len() > 4 && distance(right, typed) <= 1
}

/// The name is a slip away from the right one: none for four letters or fewer, one for six or fewer, two beyond; the first letter is
/// rarely wrong, and domains that differ by it are mostly somebody's.
fn slipped_name(typed: &str, right: &str, distance: usize) -> bool {
    let most = match right.len() {
        0..=4 => 0,
        5..=6 => 1,
        _ => 2,
    };
    let (mut t, mut r) = (typed.chars(), right.chars());
    let (typed_start, right_start) = ((t.next(), t.next()), (r.next(), r.next()));
    let swapped = (typed_start.1, typed_start.0) == right_start;
    let start = typed_start.0 == right_start.0 || swapped;
    start && distance <= most && (distance < 2 || typed.chars().count().abs_diff(right.len()) < 2)
}

/// Slips between two words: letters added, left out, changed, or swapped with the next (Damerau and Levenshtein, optimal alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut older: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = changed.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(older[j - 2] + 1);
            }
        }
        older = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
#[path = "typo_tests.rs"]
mod tests;
