//! First page of the form: who asks.

use super::reading::{Reader, excess, one_line};
use super::{Answers, Employees, Field, LegalForm, Members, Problem, RegistrationKind};
use crate::domain::registration;
use serde::{Deserialize, Serialize};

/// First page: who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form, named as in the contract")]
pub struct Structure {
    pub organization_name: String,
    pub acronym: Option<String>,
    pub legal_form: LegalForm,
    pub country: String,
    pub postcode: Option<String>,
    pub town: Option<String>,
    pub registration_kind: Option<RegistrationKind>,
    pub registration_number: Option<String>,
    pub founded_year: Option<i32>,
    pub website: Option<String>,
    pub purpose: String,
    pub activities: String,
    pub field: Field,
    pub other_fields: Vec<Field>,
    pub employees: Employees,
    pub members: Option<Members>,
    pub network: Option<String>,
    pub network_spaces: Option<String>,
}

impl Structure {
    /// Reads the page; `this_year` bounds the year of creation.
    pub fn parse(answers: &Answers, this_year: i32) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let organization_name = one_line(&read.answers.text("organization_name"));
        match organization_name.chars().count() {
            0 | 1 => read.wrong("organization_name", "organization-name-missing", 0),
            n if n > 120 => read.wrong("organization_name", "text-too-long", excess(n, 120)),
            _ => {}
        }
        let acronym = read.line("acronym", 30);
        let legal_form = read.choice("legal_form", LegalForm::parse, "legal-form-missing");
        let country = read.answers.text("country").to_uppercase();
        if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
            read.wrong("country", "country-missing", 0);
        }
        let postcode = read.line("postcode", 12);
        let town = read.line("town", 80);
        let typed = read.line("registration_number", 60);
        let chosen = read.maybe("registration_kind", RegistrationKind::parse);
        let registration_kind = chosen.or_else(|| registration::guess(typed.as_deref()?, &country));
        let registration_number = typed.map(|typed| registration_kind.map_or_else(|| typed.clone(), |kind| registration::normalise(kind, &typed)));
        let founded_year = year(&mut read, this_year);
        let website = website(&mut read);
        let purpose = read.story("purpose", "purpose-too-short");
        let activities = read.story("activities", "activities-too-short");
        let field = read.choice("field", Field::parse, "field-missing");
        let mut other_fields = read.several("other_fields", Field::parse);
        other_fields.retain(|other| Some(*other) != field);
        if other_fields.len() > 2 {
            read.wrong("other_fields", "other-fields-too-many", 0);
        }
        let employees = read.choice("employees", Employees::parse, "employees-missing");
        let members = read.maybe("members", Members::parse);
        let network = read.line("network", 120);
        let network_spaces = read.line("network_spaces", 300);
        let page = (|| {
            Some(Self {
                organization_name,
                acronym,
                legal_form: legal_form?,
                country,
                postcode,
                town,
                registration_kind,
                registration_number,
                founded_year,
                website,
                purpose,
                activities,
                field: field?,
                other_fields,
                employees: employees?,
                members,
                network,
                network_spaces,
            })
        })();
        read.finish(page)
    }
}

fn year(read: &mut Reader<'_>, this_year: i32) -> Option<i32> {
    let text = read.answers.text("founded_year");
    if text.is_empty() {
        return None;
    }
    let year = text.parse().ok().filter(|year| (1000..=9999).contains(year));
    match year {
        None => read.wrong("founded_year", "founded-year-four-digits", 0),
        Some(year) if year > this_year => read.wrong("founded_year", "founded-year-future", 0),
        Some(_) => {}
    }
    year
}

/// A public address: `https://` is added where it is missing; anything that is not http(s) with a host is to be mended.
fn website(read: &mut Reader<'_>) -> Option<String> {
    let text = read.optional("website", 300)?;
    let lower = text.to_lowercase();
    let full = if lower.starts_with("http://") || lower.starts_with("https://") { text } else { format!("https://{text}") };
    let rest = full.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let good = port.parse::<u16>().is_ok()
        && name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-')
        && !full.chars().any(|c| c.is_whitespace() || c.is_control());
    if good {
        Some(full)
    } else {
        read.wrong("website", "website-malformed", 0);
        None
    }
}
