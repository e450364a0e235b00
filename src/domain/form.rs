//! What an applicant is asked (spec 4.2): the pages, their fields, and how raw answers become a [`Form`].
//!
//! A page is a struct with a `parse`: raw [`Answers`] in, the typed page or all its [`Problem`]s out.
//! To add a field: its name here, its label in the page's template, its problems in `locales/fr/application.ftl`.

use super::values::{EmailAddress, Slug, Suite};
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
    /// Keeps only these fields, cut at a length no honest answer reaches.
    pub fn only(mut self, names: &[&str]) -> Self {
        self.0.retain(|name, _| names.contains(&name.as_str()));
        for values in self.0.values_mut() {
            values.truncate(20);
            for value in values {
                *value = value.chars().filter(|c| *c != '\0').take(4000).collect();
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

/// Second page: what the space is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form, named as in the contract")]
pub struct Needs {
    pub accounts: i64,
    pub storage: Storage,
    pub uses: Vec<Use>,
    pub current_tools: Option<String>,
    pub ease: Option<Ease>,
    pub suite: Option<Suite>,
    pub motivation: Option<String>,
}

/// Third page: where it will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form, named as in the contract")]
pub struct Address {
    pub slug: Slug,
    pub slug_alternative: Option<Slug>,
    pub replaces_space: Option<String>,
    pub other_spaces: Option<String>,
}

/// Fourth page: whom we write to. Nothing here names a person (R16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form, named as in the contract")]
pub struct Contact {
    pub email: EmailAddress,
    pub second_email: Option<EmailAddress>,
    pub role: Option<ContactRole>,
    pub newsletter: bool,
}

/// The boxes of the fifth page; each must be ticked.
pub const COMMITMENTS: &[&str] = &["accept_terms", "accept_mandate", "accept_data", "accept_inactivity", "accept_surveys"];

/// Version of the terms that the form shows (R4): the date they were published.
pub const TERMS_VERSION: &str = "2026-11-01";

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

/// Reads the fields of one page and gathers what is wrong.
struct Reader<'a> {
    answers: &'a Answers,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn new(answers: &'a Answers) -> Self {
        Self { answers, problems: Vec::new() }
    }
    fn wrong(&mut self, field: &'static str, key: &'static str, n: i64) {
        self.problems.push(Problem { field, key, n });
    }
    fn optional(&mut self, field: &'static str, max: usize) -> Option<String> {
        let text = self.answers.text(field);
        let length = text.chars().count();
        if length > max {
            self.wrong(field, "text-too-long", excess(length, max));
        }
        (!text.is_empty()).then_some(text)
    }
    /// The same on one line: a line break would make paragraphs in letters.
    fn line(&mut self, field: &'static str, max: usize) -> Option<String> {
        self.optional(field, max).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
    /// A choice that must be made; `missing` says what to do when it is not.
    fn choice<T: Copy>(&mut self, field: &'static str, parse: impl Fn(&str) -> Option<T>, missing: &'static str) -> Option<T> {
        let found = parse(&self.answers.text(field));
        if found.is_none() {
            self.wrong(field, missing, 0);
        }
        found
    }
    /// A choice that may be left open; an unknown value counts as left open.
    fn maybe<T>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        parse(&self.answers.text(field))
    }
    fn several<T: PartialEq>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        self.answers.all(field).iter().filter_map(|v| parse(v)).fold(Vec::new(), |mut kept, v| {
            if !kept.contains(&v) {
                kept.push(v);
            }
            kept
        })
    }
    fn story(&mut self, field: &'static str, too_short: &'static str) -> String {
        let text = self.answers.text(field);
        let length = text.chars().count();
        if length < 80 {
            self.wrong(field, too_short, excess(80, length));
        } else if length > 1500 {
            self.wrong(field, "text-too-long", excess(length, 1500));
        }
        text
    }
    fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Problem>> {
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}

fn excess(more: usize, less: usize) -> i64 {
    i64::try_from(more - less).unwrap_or(i64::MAX)
}

impl Structure {
    /// Reads the page; `this_year` bounds the year of creation.
    pub fn parse(answers: &Answers, this_year: i32) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let organization_name = read.answers.text("organization_name").split_whitespace().collect::<Vec<_>>().join(" ");
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
        let registration_kind = read.maybe("registration_kind", RegistrationKind::parse);
        let registration_number = read.line("registration_number", 60);
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

impl Needs {
    /// Reads the page. More than the service gives is a need like another: the criteria speak of it, not the form.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let typed: String = read.answers.text("accounts").chars().filter(|c| !c.is_whitespace()).collect();
        let accounts = typed.parse().ok().filter(|n| (1..=100_000).contains(n));
        if accounts.is_none() {
            read.wrong("accounts", "accounts-missing", 0);
        }
        let storage = read.choice("storage", Storage::parse, "storage-missing");
        let uses = read.several("uses", Use::parse);
        let current_tools = read.optional("current_tools", 300);
        let ease = read.maybe("ease", Ease::parse);
        let suite = read.maybe("suite", Suite::parse);
        let motivation = read.optional("motivation", 800);
        let page = (|| Some(Self { accounts: accounts?, storage: storage?, uses, current_tools, ease, suite, motivation }))();
        read.finish(page)
    }
}

impl Address {
    /// Reads the page. Whether the address is free is asked of the store, not here.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let label = |read: &mut Reader<'_>, field: &'static str, required: bool| {
            let text = read.answers.text(field);
            if text.is_empty() && !required {
                return None;
            }
            let slug = Slug::parse(&text);
            match &slug {
                None if text.is_empty() => read.wrong(field, "slug-missing", 0),
                None => read.wrong(field, "slug-malformed", 0),
                Some(slug) if slug.is_reserved() => read.wrong(field, "slug-reserved", 0),
                Some(_) => {}
            }
            slug
        };
        let slug = label(&mut read, "slug", true);
        let mut slug_alternative = label(&mut read, "slug_alternative", false);
        if slug_alternative == slug {
            slug_alternative = None;
        }
        let replaces_space = read.line("replaces_space", 120);
        let other_spaces = read.optional("other_spaces", 300);
        let page = (|| Some(Self { slug: slug?, slug_alternative, replaces_space, other_spaces }))();
        read.finish(page)
    }
}

impl Contact {
    /// Reads the page.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let typed = read.answers.text("email");
        let email = EmailAddress::parse(&typed);
        if email.is_none() {
            read.wrong("email", if typed.is_empty() { "email-missing" } else { "email-malformed" }, 0);
        }
        let typed = read.answers.text("second_email");
        let mut second_email = EmailAddress::parse(&typed);
        if !typed.is_empty() && second_email.is_none() {
            read.wrong("second_email", "email-malformed", 0);
        }
        if second_email.as_ref().map(EmailAddress::folded) == email.as_ref().map(EmailAddress::folded) {
            second_email = None;
        }
        let role = read.maybe("role", ContactRole::parse);
        let newsletter = read.answers.has("newsletter", "yes");
        let page = (|| Some(Self { email: email?, second_email, role, newsletter }))();
        read.finish(page)
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
