//! Clues that are not prose: addresses on the web and of mail, registration numbers. They read like `ac-lyon.fr` or a SIREN of the 2xx family.

use super::Evidence;
use crate::domain::form::{Form, RegistrationKind, Structure};

/// Where the structure is, or is written to.
#[derive(Debug, Clone)]
pub struct Host<'a> {
    /// The field it is from.
    pub field: &'static str,
    /// As it was typed. Of a mail address only the host is read (R16).
    pub typed: &'a str,
    /// The same in lower case.
    pub folded: String,
}

/// The hosts of the web page and of the mail addresses.
/// A page of a directory of associations on the site of a town says nothing against the structure: it is left out. So is a student's
/// address: it says who writes, not for whom.
pub fn hosts(form: &Form) -> Vec<Host<'_>> {
    const STUDENTS: &[&str] = &["etu", "etud", "etudiant", "etudiants", "etudiante", "student", "students", "alumni", "edu-etu", "asso", "assos"];
    let site = form.structure.website.as_deref().and_then(|site| {
        let rest = site.split_once("://").map_or(site, |(_, rest)| rest);
        let (host, path) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
        let host = host.split_once(':').map_or(host, |(name, _)| name);
        let directory = path.to_lowercase().contains("asso");
        (!directory).then_some(("website", host))
    });
    let mail = Some(("email", form.contact.email.domain()));
    let second = form.contact.second_email.as_ref().map(|mail| ("second_email", mail.domain()));
    let read = [site, mail, second].into_iter().flatten().map(|(field, typed)| Host { field, typed, folded: typed.to_lowercase() });
    read.filter(|host| !host.folded.split('.').any(|label| STUDENTS.contains(&label))).collect()
}

impl Host<'_> {
    /// It is this host, or one below it.
    pub fn is_below(&self, known: &str) -> bool {
        self.folded.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
    /// Its names, from the left, without `www` and without the last: `ville-x`, `qc` of `www.ville-x.qc.ca`.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let last = self.folded.rfind('.').unwrap_or(self.folded.len());
        self.folded.get(..last).unwrap_or_default().split('.').filter(|label| *label != "www")
    }
    /// Its words, as they were typed.
    pub fn evidence(&self) -> Evidence {
        Evidence::of(self.field, self.typed)
    }
}

/// Whose register a number is of, as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Of an association (RNA, Alsace-Moselle, RNF).
    Association,
    /// Of a school or a university: SIREN in 19 (INSEE).
    School,
    /// Of a public body: SIREN in 1 or 2 (INSEE), BCE in 02 or 03.
    Public,
    /// Of neither a public body nor a school: any other SIREN.
    Private,
    /// It does not tell.
    Unknown,
}

/// What the registration number says. A SIREN counts only where its check digit is right.
pub fn family(structure: &Structure) -> Family {
    let Some(number) = structure.registration_number.as_deref() else { return Family::Unknown };
    let kept: String = number.chars().filter(|c| c.is_ascii_alphanumeric()).take(20).map(|c| c.to_ascii_uppercase()).collect();
    let bytes = kept.as_bytes();
    let digits = !kept.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    let kind = structure.registration_kind;
    if kept.len() == 10 && kept.starts_with('W') || kind == Some(RegistrationKind::AlsaceMoselle) || kind == Some(RegistrationKind::Rnf) {
        return Family::Association;
    }
    if kind == Some(RegistrationKind::Bce) || (structure.country == "BE" && digits && kept.len() == 10) {
        return if digits && kept.len() == 10 && (kept.starts_with("02") || kept.starts_with("03")) { Family::Public } else { Family::Unknown };
    }
    let french = !matches!(structure.country.as_str(), "BE" | "CH" | "CA" | "LU");
    let typed = matches!(kind, None | Some(RegistrationKind::Siren | RegistrationKind::Siret | RegistrationKind::Other));
    match kept.get(..9) {
        Some(siren) if french && typed && digits && matches!(kept.len(), 9 | 14) && luhn(siren) => match siren.as_bytes() {
            [b'1', b'9', ..] => Family::School,
            [b'1' | b'2', ..] => Family::Public,
            _ => Family::Private,
        },
        _ => Family::Unknown,
    }
}

/// The check digit of a SIREN.
fn luhn(digits: &str) -> bool {
    let double = |n: u32| if n > 4 { 2 * n - 9 } else { 2 * n };
    let sum: u32 = digits.bytes().rev().map(|b| u32::from(b - b'0')).enumerate().map(|(i, n)| if i % 2 == 1 { double(n) } else { n }).sum();
    sum.is_multiple_of(10)
}
