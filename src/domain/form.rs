//! What an applicant is asked (spec 4.2): the pages, their fields, and how raw answers become a [`Form`].
//!
//! A page is a struct with a `parse`, in a file of its own: raw [`Answers`] in, the typed page or all its [`Problem`]s out.
//! To add a field: its name here, its label in the page's template, its problems in `locales/fr/application.ftl`.

mod address;
mod contact;
mod needs;
mod reading;
mod structure;
mod typo;
mod writing;

pub use address::{Address, suggestions};
pub use contact::Contact;
pub use needs::Needs;
use reading::Reader;
pub use structure::Structure;
pub use typo::suggestion;

use crate::choices;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

choices!(
    /// The pages of the form, in order; the code is the last part of the address.
    Page { Structure = "structure", Needs = "besoins", Address = "adresse", Contact = "contact", Commitments = "engagements" }
);

choices!(
    /// Declared legal form.
    LegalForm {
        Association1901 = "association_1901", Cult = "cult_association", AlsaceMoselle = "alsace_moselle", Foreign = "foreign_association",
        Informal = "informal", Foundation = "foundation", Union = "union", Club = "club", Cooperative = "cooperative", Company = "company",
        School = "school", LocalAuthority = "local_authority", PublicService = "public_service", Individual = "individual", Other = "other",
    }
);
choices!(
    /// Kind of registration number.
    RegistrationKind {
        Rna = "rna", Siren = "siren", Siret = "siret", AlsaceMoselle = "alsace_moselle", Rnf = "rnf", Bce = "bce", Ide = "ide", Neq = "neq",
        Pending = "pending", None = "none", Other = "other",
    }
);
choices!(
    /// Field of activity, after the families of the RNA.
    Field {
        Culture = "culture", Sport = "sport", Leisure = "leisure", PopularEducation = "popular_education", Teaching = "teaching",
        Environment = "environment", Rights = "rights", Social = "social", Health = "health", Digital = "digital", Research = "research",
        UnionInterests = "union_interests", LocalDevelopment = "local_development", Spirituality = "spirituality", Other = "other",
    }
);
choices!(
    /// Number of employees.
    Employees { None = "0", OneOrTwo = "1-2", ThreeToFive = "3-5", SixToNine = "6-9", TenOrMore = "10+" }
);
choices!(
    /// Number of active members.
    Members { UnderTen = "1-9", UnderFifty = "10-49", UnderTwoHundred = "50-199", More = "200+" }
);
choices!(
    /// Storage needed, in Go.
    Storage { Under5 = "lt5", From5 = "5-10", From10 = "10-20", From20 = "20-40", More = "more", Unknown = "unknown" }
);
choices!(
    /// Ease with Nextcloud (R9).
    Ease { New = "new", Some = "some", Comfortable = "comfortable" }
);
choices!(
    /// What the space is meant for.
    Use {
        Files = "files", Office = "office", Calendar = "calendar", Contacts = "contacts", Wiki = "wiki", Talk = "talk", Kanban = "kanban",
        Tasks = "tasks", Photos = "photos", Forms = "forms",
    }
);
choices!(
    /// What the person who writes does in the structure.
    ContactRole { Board = "board", Employee = "employee", DigitalContact = "digital_contact", Member = "member", Other = "other" }
);

/// Countries proposed by the form: the French-speaking world first (ISO 3166 alpha-2); any other two letters are read too.
pub const COUNTRIES: &[&str] = &[
    "FR", "BE", "CH", "LU", "CA", "MC", "BF", "BI", "BJ", "CD", "CF", "CG", "CI", "CM", "DJ", "DZ", "GA", "GN", "HT", "KM", "LB", "MA", "MG", "ML",
    "MR", "MU", "NE", "RW", "SC", "SN", "TD", "TG", "TN", "VN", "VU", "ES", "DE", "GB", "IT", "NL", "PT", "US",
];

/// What was typed, as it was typed: field name to values. Kept whole whatever is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(pub BTreeMap<String, Vec<String>>);

impl Answers {
    /// The first value of a field, trimmed, line ends as `\n`; empty when absent.
    pub fn text(&self, name: &str) -> String {
        self.0.get(name).and_then(|v| v.first()).map(|v| v.trim().replace("\r\n", "\n")).unwrap_or_default()
    }
    /// All values of a repeated field.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
    /// The field has this value among its values.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|v| v == value)
    }
    /// Keeps only these fields, whole: what is too long is said, not cut. Databases do not take the character zero.
    pub fn only(mut self, names: &[&str]) -> Self {
        self.0.retain(|name, _| names.contains(&name.as_str()));
        for values in self.0.values_mut() {
            values.truncate(20);
            for value in values {
                value.retain(|c| c != '\0');
            }
        }
        self
    }
    /// Replaces the fields `names` by those of `newer`.
    pub fn replace(&mut self, names: &[&str], newer: Self) {
        self.0.retain(|name, _| !names.contains(&name.as_str()));
        self.0.extend(newer.0);
    }
}

/// Something to mend in an answer: which field, which sentence of `locales/fr/application.ftl`, with which number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `name` of the field.
    pub field: &'static str,
    /// Key of the sentence.
    pub key: &'static str,
    /// The number the sentence shows as `$n`, 0 where it shows none.
    pub n: i64,
}

/// The boxes of the fifth page; each must be ticked.
pub const COMMITMENTS: &[&str] = &["accept_terms", "accept_mandate", "accept_data", "accept_inactivity", "accept_surveys"];

/// Every version of the terms that was ever accepted (R4), by the date it was published, the one in force last. Each keeps its
/// text in `templates/public/terms/`; a new one is a file there, a line here, and an arm in `terms.html`.
pub const TERMS: [&str; 1] = ["2026-11-01"];

/// Version of the terms that the form shows.
pub const TERMS_VERSION: &str = TERMS[TERMS.len() - 1];

/// A whole, valid form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "one member per page")]
pub struct Form {
    pub structure: Structure,
    pub needs: Needs,
    pub address: Address,
    pub contact: Contact,
    /// Version of the terms that was accepted (R4).
    pub terms_version: String,
}

impl Page {
    /// The fields of the page, by `name`.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Structure => &[
                "organization_name",
                "acronym",
                "legal_form",
                "country",
                "postcode",
                "town",
                "registration_kind",
                "registration_number",
                "founded_year",
                "website",
                "purpose",
                "activities",
                "field",
                "other_fields",
                "employees",
                "members",
                "network",
                "network_spaces",
            ],
            Self::Needs => &["accounts", "storage", "uses", "current_tools", "ease", "suite", "motivation"],
            Self::Address => &["slug", "slug_alternative", "replaces_space", "other_spaces"],
            Self::Contact => &["email", "second_email", "role", "newsletter"],
            Self::Commitments => COMMITMENTS,
        }
    }

    /// What is wrong with the page, in the order of its fields; empty when it can be left.
    pub fn problems(self, answers: &Answers, this_year: i32) -> Vec<Problem> {
        match self {
            Self::Structure => Structure::parse(answers, this_year).err(),
            Self::Needs => Needs::parse(answers).err(),
            Self::Address => Address::parse(answers).err(),
            Self::Contact => Contact::parse(answers).err(),
            Self::Commitments => commitments(answers).err(),
        }
        .unwrap_or_default()
    }

    /// The page after this one; none after the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|page| *page > self)
    }
    /// The page before this one; none before the first.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.iter().copied().rev().find(|page| *page < self)
    }
}

impl Form {
    /// The whole form, or the first page that is not right yet.
    pub fn parse(answers: &Answers, today: chrono::NaiveDate) -> Result<Self, Page> {
        Ok(Self {
            structure: Structure::parse(answers, today.year()).map_err(|_| Page::Structure)?,
            needs: Needs::parse(answers).map_err(|_| Page::Needs)?,
            address: Address::parse(answers).map_err(|_| Page::Address)?,
            contact: Contact::parse(answers).map_err(|_| Page::Contact)?,
            terms_version: commitments(answers).map(|()| TERMS_VERSION.to_owned()).map_err(|_| Page::Commitments)?,
        })
    }

    /// Name and acronym as one says them.
    pub fn full_name(&self) -> String {
        match &self.structure.acronym {
            Some(acronym) => format!("{} ({acronym})", self.structure.organization_name),
            None => self.structure.organization_name.clone(),
        }
    }
}

/// Every commitment is ticked.
fn commitments(answers: &Answers) -> Result<(), Vec<Problem>> {
    let mut read = Reader::new(answers);
    let missing = ["accept-terms-missing", "accept-mandate-missing", "accept-data-missing", "accept-inactivity-missing", "accept-surveys-missing"];
    for (field, key) in COMMITMENTS.iter().zip(missing) {
        if !read.answers.has(field, "yes") {
            read.wrong(field, key, 0);
        }
    }
    read.finish(Some(()))
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
