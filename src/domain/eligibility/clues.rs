//! Clues that are not prose: addresses on the web and of mail, registration numbers. They read like `ac-lyon.fr` or a SIREN of the 2xx family.

use super::Evidence;
use super::words::Words;
use crate::domain::form::{Form, RegistrationKind};

/// A clue of the form's field `field`: the very words, as they were typed.
pub fn evidence(field: &str, words: &str) -> Evidence {
    Evidence { field: field.to_owned(), words: words.to_owned() }
}

/// The hosts of the web page and of the mail addresses, with the field each is from. Of a mail address only the host is read (R16).
/// A page of a directory of associations on the site of a town says nothing against the structure: it is left out.
pub fn hosts(form: &Form) -> impl Iterator<Item = (&'static str, String)> + '_ {
    let site = form.structure.website.as_deref().and_then(|site| {
        let rest = site.split_once("://").map_or(site, |(_, rest)| rest);
        let (host, path) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
        let host = host.split_once(':').map_or(host, |(name, _)| name);
        let directory = path.to_lowercase().contains("asso");
        (!directory).then(|| ("website", host.to_lowercase()))
    });
    let mail = Some(("email", form.contact.email.domain().to_lowercase()));
    let second = form.contact.second_email.as_ref().map(|mail| ("second_email", mail.domain().to_lowercase()));
    [site, mail, second].into_iter().flatten()
}

/// The first host that this test knows, as evidence. A student's address says who writes, not for whom: it is left out.
pub fn host_where(form: &Form, known: impl Fn(&str) -> bool) -> Option<Evidence> {
    const STUDENTS: &[&str] = &["etu", "etud", "etudiant", "etudiants", "student", "students", "alumni"];
    hosts(form).find(|(_, host)| !host.split('.').any(|label| STUDENTS.contains(&label)) && known(host)).map(|(field, host)| evidence(field, &host))
}

/// The registration number is that of an association at the RNA.
pub fn is_rna(form: &Form) -> bool {
    let number = form.structure.registration_number.as_deref().unwrap_or_default();
    let mut kept = number.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase());
    kept.next() == Some('W') && kept.clone().count() == 9 && kept.all(|c| c.is_ascii_alphanumeric())
}

/// The SIREN (nine digits) in the registration number, of which a SIRET (fourteen) starts; only where its check digit is right.
pub fn siren(form: &Form) -> Option<String> {
    let structure = &form.structure;
    let french = !matches!(structure.country.as_str(), "BE" | "CH" | "CA" | "LU");
    let kind = matches!(structure.registration_kind, None | Some(RegistrationKind::Siren | RegistrationKind::Siret | RegistrationKind::Other));
    let number = structure.registration_number.as_deref().filter(|_| french && kind)?;
    let digits: String = number.chars().filter(|c| !c.is_whitespace() && !".-".contains(*c)).collect();
    let numeric = digits.bytes().all(|b| b.is_ascii_digit()) && matches!(digits.len(), 9 | 14);
    digits.get(..9).filter(|siren| numeric && luhn(siren)).map(str::to_owned)
}

/// The check digit of a SIREN.
fn luhn(digits: &str) -> bool {
    let double = |n: u32| if n > 4 { 2 * n - 9 } else { 2 * n };
    let sum: u32 = digits.bytes().rev().map(|b| u32::from(b - b'0')).enumerate().map(|(i, n)| if i % 2 == 1 { double(n) } else { n }).sum();
    sum.is_multiple_of(10)
}

/// The first of these phrases in what the applicant wrote about the structure, as evidence.
pub fn wrote(form: &Form, phrases: &[&str]) -> Option<Evidence> {
    let structure = &form.structure;
    let texts = [("purpose", Some(&structure.purpose)), ("activities", Some(&structure.activities)), ("motivation", form.needs.motivation.as_ref())];
    texts.into_iter().find_map(|(field, text)| {
        let words = Words::of(text?);
        words.find(phrases).map(|span| evidence(field, words.quote(span)))
    })
}
