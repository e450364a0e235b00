//! A record as it is compared: what was given, read once.

use super::keys::{self, Key, fnv};
use super::lexicon::{Lexicon, NetworkId};
use super::name::{Class, Name};
use super::places::Town;
use super::text::Text;
use crate::domain::form::RegistrationKind;
use serde::{Deserialize, Serialize};

/// What is compared of an application or a space; what is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Facts {
    pub name: String,
    pub acronym: String,
    pub town: String,
    pub postcode: String,
    /// Folded.
    pub email: String,
    /// Folded.
    pub second_email: String,
    pub website: String,
    pub registration_kind: Option<RegistrationKind>,
    /// Normalised.
    pub registration_number: String,
    /// The network it says it belongs to.
    pub network: String,
    pub purpose: String,
    pub activities: String,
    pub slug: String,
}

/// A record, read.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// The same for the same facts: it says in which order two records are compared.
    pub(super) fingerprint: u64,
    pub(super) name: Name,
    pub(super) town: Town,
    pub(super) emails: Vec<String>,
    pub(super) mail_domains: Vec<String>,
    pub(super) web_domain: Option<String>,
    pub(super) number: Option<String>,
    pub(super) siren: Option<String>,
    pub(super) declared_network: Option<NetworkId>,
    /// The words of a declared network that the lexicon does not know, hashed.
    pub(super) declared_words: Option<u64>,
    pub(super) declared: String,
    /// How rare these words are, in nats.
    pub(super) declared_nats: f64,
    pub(super) slug_stem: Option<u64>,
    pub(super) slug: String,
    pub(super) text: Text,
}

impl Profile {
    /// Reads a record.
    pub fn read(facts: &Facts, lexicon: &Lexicon) -> Self {
        let town = Town::read(&facts.town, &facts.postcode, lexicon.prior());
        let name = Name::read(&facts.name, &facts.acronym, &town, lexicon);
        let mut emails: Vec<String> = [&facts.email, &facts.second_email].into_iter().map(|email| email.trim().to_lowercase()).collect();
        emails.retain(|email| email.contains('@'));
        emails.sort();
        emails.dedup();
        let mut mail_domains: Vec<String> =
            emails.iter().filter_map(|email| email.rsplit_once('@')).filter_map(|(_, host)| own_domain(host, lexicon)).collect();
        mail_domains.sort();
        mail_domains.dedup();
        let number = compact(&facts.registration_number);
        let said = if lexicon.says_nothing(&facts.network) { "" } else { facts.network.trim() };
        let declared = Name::read(said, "", &Town::default(), lexicon);
        let declared_network = declared.network().map(|mention| mention.network);
        let slug = Name::read(&facts.slug.replace('-', " "), "", &town, lexicon);
        Self {
            fingerprint: fingerprint(facts),
            web_domain: host(&facts.website).and_then(|host| own_domain(&host, lexicon)),
            siren: number.as_deref().and_then(|number| siren(facts.registration_kind, number)),
            declared_words: if declared_network.is_none() { hash_of(&declared, &[Class::Own, Class::Kind]) } else { None },
            declared_network,
            declared_nats: [Class::Own, Class::Kind].into_iter().flat_map(|class| declared.of(class)).map(|token| token.nats).sum(),
            declared: said.to_owned(),
            slug_stem: hash_of(&slug, &[Class::Own, Class::Network]),
            slug: facts.slug.trim().to_owned(),
            text: Text::read(&[&facts.purpose, &facts.activities], lexicon.prior()),
            name,
            town,
            emails,
            mail_domains,
            number,
        }
    }

    /// The index keys of the record, at most forty, the surest first.
    pub fn keys(&self) -> Vec<Key> {
        keys::of(self)
    }

    /// Its own domains, of its site and of its addresses.
    pub(super) fn domains(&self) -> impl Iterator<Item = &String> {
        self.web_domain.iter().chain(&self.mail_domains)
    }
}

fn fingerprint(facts: &Facts) -> u64 {
    let place = [&facts.town, &facts.postcode, &facts.registration_number, &facts.website];
    let who = [&facts.email, &facts.second_email, &facts.network, &facts.slug, &facts.purpose, &facts.activities];
    let all = [&facts.name, &facts.acronym].into_iter().chain(place).chain(who);
    fnv(all.map(String::as_str).collect::<Vec<_>>().join("\u{1f}").as_bytes())
}

/// The words of these classes, whatever their order; none when there is none.
fn hash_of(name: &Name, classes: &[Class]) -> Option<u64> {
    let mut hashes: Vec<u64> = name.tokens.iter().filter(|token| classes.contains(&token.class)).map(|token| token.hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
    (!bytes.is_empty()).then(|| fnv(&bytes))
}

/// A number without spaces nor punctuation.
fn compact(number: &str) -> Option<String> {
    let compact: String = number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).take(40).collect();
    (compact.len() >= 5).then_some(compact)
}

/// The SIREN that a number is or holds.
fn siren(kind: Option<RegistrationKind>, number: &str) -> Option<String> {
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let french = matches!(kind, None | Some(RegistrationKind::Siren | RegistrationKind::Siret | RegistrationKind::Other));
    (digits && french && matches!(number.len(), 9 | 14)).then(|| number.chars().take(9).collect())
}

/// The host of an address of a site.
fn host(website: &str) -> Option<String> {
    let lower = website.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':', ' ']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().trim_matches('.');
    (host.contains('.')).then(|| host.to_owned())
}

/// The domain that someone registered: what stands before the public suffix. None where anyone has an address.
fn own_domain(host: &str, lexicon: &Lexicon) -> Option<String> {
    const SECOND: &[&str] = &["asso", "com", "co", "org", "net", "gouv", "nom", "ac", "qc", "edu", "gov", "prd", "tm"];
    let host = host.trim_end_matches('.').to_lowercase();
    if lexicon.is_shared_host(&host) {
        return None;
    }
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let before_last = labels.len().checked_sub(2).and_then(|at| labels.get(at)).copied().unwrap_or_default();
    let country = labels.last().is_some_and(|last| last.len() == 2);
    let keep = if country && SECOND.contains(&before_last) { 3 } else { 2 };
    (labels.len() >= keep).then(|| labels.iter().skip(labels.len() - keep).copied().collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_what_someone_registered() {
        let lexicon = Lexicon::without_networks();
        let own = |site: &str| host(site).and_then(|host| own_domain(&host, &lexicon));
        assert_eq!(own("https://www.Les-Amis.fr/page?x").as_deref(), Some("les-amis.fr"));
        assert_eq!(own("section.les-amis.asso.fr").as_deref(), Some("les-amis.asso.fr"));
        for shared in ["http://les-amis.wordpress.com", "https://facebook.com/les-amis", "gmail.com", "", "localhost", "http://"] {
            assert_eq!(own(shared), None, "{shared}");
        }
    }

    #[test]
    fn a_siret_holds_its_siren() {
        assert_eq!(siren(Some(RegistrationKind::Siret), "12345678900012").as_deref(), Some("123456789"));
        assert_eq!(siren(Some(RegistrationKind::Neq), "123456789"), None);
        assert_eq!(siren(None, "W751234567"), None);
    }
}
