//! Registration numbers of associations and other bodies: read as people type them, doubted aloud, never refused.
//!
//! To add a kind: its written form in `reading`, its rule in `checks`, its countries in [`offered`] and [`guess`], real numbers in the tests.

mod checks;
#[cfg(test)]
mod number_tests;
mod reading;

use super::form::{LegalForm, RegistrationKind};
use RegistrationKind as Kind;
use serde::{Deserialize, Serialize};

/// A doubt about a number, for a person to read; it never stops anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// It is not written like a number of its kind.
    Shape,
    /// It is written like one, but its check digit does not fit: a digit was probably mistyped.
    CheckDigit,
    /// It reads as a sound number of this other kind.
    LooksLike(RegistrationKind),
    /// Something was written although there is said to be no number.
    Unexpected,
    /// A kind was chosen and no number written.
    Missing,
}

impl Remark {
    /// The key of its sentence (which shows the other kind of [`Remark::LooksLike`]).
    pub fn code(self) -> &'static str {
        match self {
            Self::Shape => "registration-shape",
            Self::CheckDigit => "registration-check-digit",
            Self::LooksLike(_) => "registration-looks-like",
            Self::Unexpected => "registration-unexpected",
            Self::Missing => "registration-missing",
        }
    }
}

/// The canonical form of what was typed; what cannot be read for sure stays as typed, single-spaced. Doing it twice changes nothing.
pub fn normalise(kind: RegistrationKind, typed: &str) -> String {
    let text = reading::tidy(typed);
    reading::read(kind, &text).unwrap_or(text)
}

/// What is doubtful in a number that [`normalise`] returned; none for every number that its register may have given (rules in `checks`).
pub fn remark(kind: RegistrationKind, normalised: &str) -> Option<Remark> {
    let elsewhere = || guess(normalised, "").filter(|other| *other != kind);
    match kind {
        Kind::None | Kind::Pending if normalised.is_empty() => None,
        _ if normalised.is_empty() => Some(Remark::Missing),
        Kind::None => Some(elsewhere().map_or(Remark::Unexpected, Remark::LooksLike)),
        Kind::Pending | Kind::Other => elsewhere().map(Remark::LooksLike),
        _ if checks::shape(kind, normalised) => (!checks::key(kind, normalised)).then_some(Remark::CheckDigit),
        Kind::AlsaceMoselle if elsewhere().is_none() && checks::court_reference(normalised) => None,
        _ => Some(elsewhere().map_or(Remark::Shape, Remark::LooksLike)),
    }
}

/// Most likely kind of a number whose kind nobody chose: sound numbers of the country's registers (of all of them when `country` is
/// empty) or numbers typed with the mark of theirs; then, with a country, numbers that only have the shape.
pub fn guess(typed: &str, country: &str) -> Option<RegistrationKind> {
    let text = reading::tidy(typed);
    let home = registers(country);
    let numbers: Vec<_> = [Kind::Rna, Kind::Rnf, Kind::Siret, Kind::Siren, Kind::Bce, Kind::Ide, Kind::Neq, Kind::AlsaceMoselle]
        .into_iter()
        .filter(|kind| home.contains(kind) || reading::marked(*kind, &text))
        .filter(|kind| !country.trim().is_empty() || *kind != Kind::Ide || reading::marked(Kind::Ide, &text))
        .filter_map(|kind| reading::read(kind, &text).map(|number| (kind, number)))
        .filter(|(kind, number)| checks::shape(*kind, number))
        .collect();
    let sound = numbers.iter().find(|(kind, number)| checks::key(*kind, number));
    let alike = || numbers.first().filter(|(kind, _)| !country.trim().is_empty() || reading::marked(*kind, &text));
    sound.or_else(alike).map(|(kind, _)| *kind)
}

/// The kinds to propose, most likely first; "pending", "none" and "other" always end the list. An empty country is an unknown one.
pub fn offered(form: Option<LegalForm>, country: &str) -> Vec<RegistrationKind> {
    let (home, unknown) = (registers(country), country.trim().is_empty());
    let french: &[Kind] = match form {
        Some(LegalForm::Association1901 | LegalForm::Club | LegalForm::Cult) => &[Kind::Rna, Kind::Siren, Kind::Siret],
        Some(LegalForm::AlsaceMoselle) => &[Kind::AlsaceMoselle, Kind::Siren, Kind::Siret],
        Some(LegalForm::Foundation) => &[Kind::Rnf, Kind::Siren, Kind::Siret],
        Some(LegalForm::Informal) => &[],
        Some(LegalForm::Foreign) if unknown => &[],
        None | Some(LegalForm::Other | LegalForm::Foreign) => &[Kind::Rna, Kind::Siren, Kind::Siret, Kind::AlsaceMoselle, Kind::Rnf],
        Some(
            LegalForm::Union
            | LegalForm::Company
            | LegalForm::Cooperative
            | LegalForm::School
            | LegalForm::LocalAuthority
            | LegalForm::PublicService
            | LegalForm::Individual,
        ) => &[Kind::Siren, Kind::Siret],
    };
    let abroad: &[Kind] = if form == Some(LegalForm::Informal) { &[] } else { &[Kind::Bce, Kind::Ide, Kind::Neq] };
    let registered = french.iter().chain(abroad).filter(|kind| home.contains(kind));
    registered.copied().chain([Kind::Pending, Kind::None, Kind::Other]).collect()
}

/// The kinds that a country's registers give (ISO 3166 alpha-2, overseas France included); all of them when it is empty.
fn registers(country: &str) -> &'static [RegistrationKind] {
    const FRANCE: &[Kind] = &[Kind::Rna, Kind::Siren, Kind::Siret, Kind::AlsaceMoselle, Kind::Rnf];
    match country.trim().to_ascii_uppercase().as_str() {
        "" => &[Kind::Rna, Kind::Siren, Kind::Siret, Kind::AlsaceMoselle, Kind::Rnf, Kind::Bce, Kind::Ide, Kind::Neq],
        "FR" | "GP" | "MQ" | "GF" | "RE" | "YT" | "PM" | "BL" | "MF" | "NC" | "PF" | "WF" | "TF" => FRANCE,
        "BE" => &[Kind::Bce],
        "CH" => &[Kind::Ide],
        "CA" => &[Kind::Neq],
        _ => &[],
    }
}

#[cfg(test)]
#[path = "registration_tests.rs"]
mod tests;
