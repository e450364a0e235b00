//! What each register promises of its numbers: their shape and, where it is published, their check digit.

use super::reading::{digits_of, volume_folio};
use crate::domain::form::RegistrationKind as Kind;

/// The canonical text is written like a number of this kind; always for the kinds that are no number.
pub(super) fn shape(kind: Kind, number: &str) -> bool {
    let digits = |length: usize| number.len() == length && number.bytes().all(|b| b.is_ascii_digit()) && number.bytes().any(|b| b != b'0');
    match kind {
        Kind::Rna => rna(number),
        Kind::Siren => digits(9),
        Kind::Siret => digits(14) && !number.starts_with("000000000"),
        Kind::AlsaceMoselle => volume_folio(number).is_some_and(|canonical| canonical == number),
        Kind::Rnf => rnf(number),
        Kind::Bce => digits(10) && (number.starts_with('0') || number.starts_with('1')),
        Kind::Ide => number.strip_prefix("CHE").is_some_and(|rest| rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_digit())),
        Kind::Neq => digits(10) && ["11", "22", "33", "88"].iter().any(|first| number.starts_with(first)),
        Kind::Pending | Kind::None | Kind::Other => true,
    }
}

/// The check digit of a number of the right shape fits, or its kind has none that is published.
pub(super) fn key(kind: Kind, number: &str) -> bool {
    match kind {
        Kind::Siren => luhn(&digits_of(number)),
        Kind::Siret => siret(number),
        Kind::Bce => bce(number),
        Kind::Ide => ide(number),
        Kind::Rnf => rnf_key(number),
        Kind::Rna | Kind::Neq | Kind::AlsaceMoselle | Kind::Pending | Kind::None | Kind::Other => true,
    }
}

/// `W` and nine characters, digits but for Corsica and overseas (`W9R1001234`); no check digit (service-public.fr F1926).
fn rna(number: &str) -> bool {
    let rest = number.strip_prefix('W').unwrap_or_default();
    let all = rest.len() == 9 && rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    all && rest.bytes().filter(u8::is_ascii_digit).count() >= 7
}

/// Luhn's sum, from the right, every second digit doubled (INSEE, for SIREN and SIRET).
fn luhn(digits: &[u32]) -> bool {
    luhn_sum(digits, 1).is_multiple_of(10)
}

/// The sum of the digits, doubled (and folded under ten) at the places of this parity, counted from the right.
fn luhn_sum(digits: &[u32], parity: usize) -> u32 {
    let fold = |n: u32| if n > 9 { n - 9 } else { n };
    digits.iter().rev().enumerate().map(|(place, digit)| if place % 2 == parity { fold(digit * 2) } else { *digit }).sum()
}

/// Luhn over the fourteen digits; the post offices of La Poste (356 000 000), too many for it, have a sum that five divides (INSEE).
fn siret(number: &str) -> bool {
    let digits = digits_of(number);
    luhn(&digits) || (number.starts_with("356000000") && digits.iter().sum::<u32>().is_multiple_of(5))
}

/// The last two digits are 97 less the rest by 97 of the first eight (Belgian royal decree of 24 June 2003).
fn bce(number: &str) -> bool {
    let (Some(body), Some(key)) = (number.get(..8), number.get(8..)) else { return false };
    let (Ok(body), Ok(key)) = (body.parse::<u32>(), key.parse::<u32>()) else { return false };
    key == 97 - body % 97
}

/// Weights 5 4 3 2 7 6 5 4, modulo 11; a check digit of ten is never given (Swiss Federal Statistical Office, UID, after eCH-0097).
fn ide(number: &str) -> bool {
    let digits = digits_of(number);
    let sum: u32 = digits.iter().zip([5, 4, 3, 2, 7, 6, 5, 4]).map(|(digit, weight)| digit * weight).sum();
    digits.last().is_some_and(|last| (11 - sum % 11) % 11 == *last)
}

/// Department, letters of the type, five or six digits, two digits of key (README of the register's own software, `rnf-api`).
fn rnf(number: &str) -> bool {
    let parts: Vec<_> = number.split('-').collect();
    let [department, family, serial, key] = parts[..] else { return false };
    let numeric = |text: &str, lengths: &[usize]| lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let corsica = department == "02A" || department == "02B";
    (corsica || numeric(department, &[3]))
        && (2..=4).contains(&family.len())
        && family.bytes().all(|b| b.is_ascii_uppercase())
        && numeric(serial, &[5, 6])
        && numeric(key, &[2])
}

/// Ten less Luhn's sum over the character codes of the rest, written in decimal one after the other: 01 to 10 (`rnf-api`, its
/// `addLuhnToRnf`; holds for every published number we met).
fn rnf_key(number: &str) -> bool {
    let Some((body, key)) = number.rsplit_once('-') else { return false };
    let codes: String = body.bytes().filter(|b| *b != b'-').map(|b| b.to_string()).collect();
    key.parse() == Ok(10 - luhn_sum(&digits_of(&codes), 1) % 10)
}

/// A text in which the court's register can be found again: two numbers at least (volume and folio, among other words), or one code
/// with four digits (the AMALIA number that replaces them since 2023, whose writing is not published).
pub(super) fn court_reference(text: &str) -> bool {
    let runs: Vec<_> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    runs.len() >= 2 || runs.iter().any(|run| run.len() >= 4) || super::reading::roman_and_number(text)
}
