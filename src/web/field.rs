//! The fields of the form, each written once: how it is asked. The page of the form shows them all, the status page those that
//! a volunteer asked about.
//!
//! To add one: its name in `domain::form`, a line in [`make`], its label (and hint) in `locales/fr/application.ftl` under `ask-`.

use crate::domain::form::Page;
use crate::web::options::{self, Options};
use crate::words;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a field is answered.
pub enum Control {
    /// One line; attributes of the input.
    Line(&'static str),
    /// A text: rows, and characters at most.
    Area(u8, u16),
    /// One of a list: options, class, attributes.
    Select(&'static Options, &'static str, &'static str),
    /// One of a few, all shown.
    One(&'static Options),
    /// Several of a few.
    Several(&'static Options),
}

/// A field as it is asked; the commitments and the newsletter, boxes to tick, are written in their pages.
pub struct Field {
    /// Its label.
    pub label: String,
    /// A sentence of help; empty when it needs none.
    pub hint: String,
    /// How it is answered.
    pub control: Control,
}

const PLAIN: &str = "autocapitalize=\"none\" autocomplete=\"off\" spellcheck=\"false\"";

/// Fields that one may leave empty.
const OPTIONAL: &[&str] = &[
    "acronym",
    "postcode",
    "town",
    "registration_kind",
    "registration_number",
    "founded_year",
    "website",
    "members",
    "network",
    "network_spaces",
    "uses",
    "current_tools",
    "ease",
    "suite",
    "motivation",
    "slug_alternative",
    "replaces_space",
    "other_spaces",
    "second_email",
    "role",
    "other_fields",
];

static FIELDS: LazyLock<BTreeMap<&'static str, Field>> =
    LazyLock::new(|| Page::ALL.iter().flat_map(|page| page.fields()).map(|name| (*name, make(name))).collect());
static UNKNOWN: Field = Field { label: String::new(), hint: String::new(), control: Control::Line("") };

/// The field of this name.
pub fn of(name: &str) -> &'static Field {
    FIELDS.get(name).unwrap_or(&UNKNOWN)
}

/// A field: one line of text where nothing else is said.
fn make(name: &str) -> Field {
    let all = &*options::ALL;
    let (control, hint) = match name {
        "organization_name" => (Control::Line("autocomplete=\"organization\""), false),
        "acronym" => (Control::Line("class=\"w8\""), false),
        "legal_form" => (Control::Select(&all.legal_forms, "", ""), true),
        "country" => (Control::Select(&all.countries, "", "autocomplete=\"country\""), false),
        "postcode" => (Control::Line("class=\"w8\" autocomplete=\"postal-code\""), false),
        "town" => (Control::Line("autocomplete=\"address-level2\""), false),
        "registration_kind" => (Control::Select(&all.registration_kinds, "w16", ""), true),
        "registration_number" => (Control::Line(PLAIN), true),
        "founded_year" => (Control::Line("class=\"w4\" inputmode=\"numeric\""), false),
        "website" => (Control::Line("inputmode=\"url\" autocomplete=\"url\" autocapitalize=\"none\" spellcheck=\"false\""), true),
        "purpose" => (Control::Area(5, 1500), true),
        "activities" => (Control::Area(6, 1500), true),
        "field" => (Control::Select(&all.fields, "", ""), false),
        "other_fields" => (Control::Several(&all.fields), true),
        "employees" => (Control::One(&all.employees), false),
        "members" => (Control::One(&all.members), false),
        "network_spaces" => (Control::Line(""), true),
        "accounts" => (Control::Line("class=\"w8\" inputmode=\"numeric\""), true),
        "storage" => (Control::One(&all.storages), true),
        "uses" => (Control::Several(&all.uses), true),
        "current_tools" => (Control::Area(2, 300), true),
        "ease" => (Control::One(&all.eases), true),
        "suite" => (Control::One(&all.suites), true),
        "motivation" => (Control::Area(4, 800), true),
        "slug" | "slug_alternative" => (Control::Line("class=\"w16\" autocapitalize=\"none\" autocomplete=\"off\" spellcheck=\"false\""), true),
        "replaces_space" => (Control::Line("class=\"w16\""), true),
        "other_spaces" => (Control::Area(2, 300), true),
        "email" => (Control::Line("type=\"email\" inputmode=\"email\" autocomplete=\"email\" autocapitalize=\"none\" spellcheck=\"false\""), true),
        "second_email" => (Control::Line("type=\"email\" inputmode=\"email\" autocapitalize=\"none\" spellcheck=\"false\""), true),
        "role" => (Control::One(&all.roles), false),
        _ => (Control::Line(""), false),
    };
    let label = words::label("ask", name);
    let label = if OPTIONAL.contains(&name) { words::say_with("optional", &[("label", &label)]) } else { label };
    let hint = if hint { words::say(&format!("{}-hint", words::key("ask", name))) } else { String::new() };
    Field { label, hint, control }
}
