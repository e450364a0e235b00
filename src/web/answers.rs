//! The answers of a form, as rows to reread: on "check your answers", on the status page, and for the team.

use crate::domain::form::{Form, LegalForm, Page, RegistrationKind};
use crate::domain::registration::{self, Remark};
use crate::domain::values::EmailAddress;
use crate::words;

/// The answers of one page.
pub struct Section {
    /// Title of the page.
    pub title: String,
    /// What the team calls it.
    pub name: String,
    /// Where they can be changed.
    pub href: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One answer, with its label.
pub struct Row {
    /// Its label.
    pub label: String,
    /// The answer, in words.
    pub value: String,
    /// `name` of the field where it is answered.
    pub field: &'static str,
    /// A doubt about it.
    pub remark: Option<String>,
}

struct Rows(Vec<Row>);

impl Rows {
    fn add(mut self, key: &str, field: &'static str, value: impl Into<String>) -> Self {
        self.0.push(Row { label: words::say(key), value: value.into(), field, remark: None });
        self
    }
    fn maybe(self, key: &str, field: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.add(key, field, value),
            None => self,
        }
    }
    /// A doubt about the answer added last to a field.
    fn doubt(mut self, field: &'static str, remark: Option<String>) -> Self {
        if let Some(row) = self.0.iter_mut().find(|row| row.field == field) {
            row.remark = remark;
        }
        self
    }
}

impl Section {
    /// Without the two texts, which are shown elsewhere.
    pub fn without_texts(mut self) -> Self {
        self.rows.retain(|row| !["purpose", "activities"].contains(&row.field));
        self
    }
}

/// All answers, page by page; `space_domain` completes the address.
pub fn sections(form: &Form, space_domain: &str) -> Vec<Section> {
    let (s, n, a, c) = (&form.structure, &form.needs, &form.address, &form.contact);
    let section = |page: Page, rows: Rows| Section {
        title: words::label("page", page.code()),
        name: words::label("section", page.code()),
        href: format!("/demande/{page}"),
        rows: rows.0,
    };
    let start = || Rows(Vec::new());
    let fields: Vec<String> = [s.field].iter().chain(&s.other_fields).map(|field| words::label("field", field.code())).collect();
    let size = [Some(words::label("employees-count", s.employees.code())), s.members.map(|members| words::label("members-count", members.code()))];
    let structure = start()
        .add("label-organization-name", "organization_name", form.full_name())
        .add("label-legal-form", "legal_form", legal_form(s.legal_form))
        .add("label-place", "country", place(form))
        .maybe("label-founded-year", "founded_year", s.founded_year.map(|year| year.to_string()))
        .maybe("label-registration", "registration_number", registration(s.registration_kind, s.registration_number.as_deref()))
        .doubt("registration_number", registration_remark(s.registration_kind, s.registration_number.as_deref()))
        .maybe("label-website", "website", s.website.clone())
        .add("label-purpose", "purpose", &s.purpose)
        .add("label-activities", "activities", &s.activities)
        .add("label-fields", "field", fields.join(", "))
        .add("label-size", "employees", size.into_iter().flatten().collect::<Vec<_>>().join(", "))
        .maybe("label-network", "network", s.network.clone())
        .maybe("label-network-spaces", "network_spaces", s.network_spaces.clone());
    let uses: Vec<String> = n.uses.iter().map(|one| words::label("use", one.code())).collect();
    let needs = start()
        .add("label-accounts", "accounts", words::number(n.accounts))
        .add("label-storage", "storage", words::label("storage", n.storage.code()))
        .maybe("label-uses", "uses", (!uses.is_empty()).then(|| uses.join(", ")))
        .maybe("label-current-tools", "current_tools", n.current_tools.clone())
        .maybe("label-ease", "ease", n.ease.map(|ease| words::label("ease", ease.code())))
        .maybe("label-suite", "suite", n.suite.map(|suite| words::label("suite", suite.code())))
        .maybe("label-motivation", "motivation", n.motivation.clone());
    let address = start()
        .add("label-slug", "slug", format!("{}.{space_domain}", a.slug))
        .maybe("label-slug-alternative", "slug_alternative", a.slug_alternative.as_ref().map(|slug| format!("{slug}.{space_domain}")))
        .maybe("label-replaces-space", "replaces_space", a.replaces_space.clone())
        .maybe("label-other-spaces", "other_spaces", a.other_spaces.clone());
    let contact = start()
        .add("label-email", "email", c.email.to_string())
        .maybe("label-second-email", "second_email", c.second_email.as_ref().map(EmailAddress::to_string))
        .maybe("label-role", "role", c.role.map(|role| words::label("contact-role", role.code())))
        .add("label-newsletter", "newsletter", words::say(if c.newsletter { "yes" } else { "no" }));
    vec![section(Page::Structure, structure), section(Page::Needs, needs), section(Page::Address, address), section(Page::Contact, contact)]
}

/// A legal form in words.
pub fn legal_form(form: LegalForm) -> String {
    words::label("legal-form", form.code())
}

/// `38990 Montbrume, France`.
pub fn place(form: &Form) -> String {
    let s = &form.structure;
    let town = [s.postcode.as_deref(), s.town.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let country = country(&s.country);
    if town.is_empty() { country } else { format!("{town}, {country}") }
}

/// A country in words, or its code where it is not one of ours.
pub fn country(code: &str) -> String {
    let key = format!("country-{code}");
    let said = words::say(&key);
    if said == key { code.to_owned() } else { said }
}

/// A doubt about a registration number: never a reason to refuse it.
pub fn registration_remark(kind: Option<RegistrationKind>, number: Option<&str>) -> Option<String> {
    let remark = registration::remark(kind?, number.unwrap_or_default())?;
    Some(match remark {
        Remark::LooksLike(other) => words::say_with(remark.code(), &[("kind", &words::label("registration-kind", other.code()))]),
        _ => words::say(remark.code()),
    })
}

/// Kind and number, as declared.
pub fn registration(kind: Option<RegistrationKind>, number: Option<&str>) -> Option<String> {
    let kind = kind.filter(|kind| number.is_some() || *kind != RegistrationKind::None).map(|kind| words::label("registration-kind", kind.code()));
    match (kind, number) {
        (None, None) => None,
        (kind, number) => Some([kind.as_deref(), number].into_iter().flatten().collect::<Vec<_>>().join(" ")),
    }
}
