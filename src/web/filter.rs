//! The filters of the queue: read from the address, written back to it, shown as a form. They combine, and an address shared with a
//! colleague shows the same list.

use crate::domain::application::Shelf;
use crate::domain::day;
use crate::domain::eligibility::Verdict;
use crate::domain::form::{COUNTRIES, Field, LegalForm};
use crate::domain::phase::Phase;
use crate::domain::values::{ApplicationId, Instant, VolunteerId};
use crate::store::queue::{Cursor, Filters, Hands, Order, Query, Word};
use crate::web::options::{self, Options};
use crate::words;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the address of the queue carries, by name.
#[derive(Debug, Clone, Default)]
pub struct Asked(BTreeMap<String, String>);

/// The names that filter or sort, in the order of the address.
const NAMES: [&str; 9] = ["q", "constat", "domaine", "forme", "pays", "phase", "mains", "mot", "tri"];

impl Asked {
    /// Reads a query string; what is not known is left out.
    pub fn read(query: &str) -> Self {
        let known = |name: &str| NAMES.contains(&name) || ["onglet", "apres", "avant", "tout", "passage"].contains(&name);
        let pairs = url::form_urlencoded::parse(query.as_bytes()).take(50).filter(|(name, value)| known(name) && !value.trim().is_empty());
        Self(pairs.map(|(name, value)| (name.into_owned(), value.chars().take(200).collect())).collect())
    }
    /// A value; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
    /// Nothing but the tab was asked for.
    pub fn is_bare(&self) -> bool {
        !self.0.keys().any(|name| name != "onglet")
    }
    /// It narrows the list.
    pub fn narrows(&self) -> bool {
        NAMES.iter().any(|name| *name != "tri" && self.0.contains_key(*name))
    }
    /// The tab; none for all.
    pub fn shelf(&self) -> Option<Shelf> {
        match self.get("onglet") {
            "all" => None,
            code => Some(Shelf::parse(code).filter(|shelf| !matches!(shelf, Shelf::Unconfirmed | Shelf::Apart)).unwrap_or(Shelf::ToRead)),
        }
    }
    /// The filters and the order as a query string, without the tab nor the place in the list.
    pub fn written(&self) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        for name in NAMES {
            if let Some(value) = self.0.get(name) {
                out.append_pair(name, value);
            }
        }
        out.finish()
    }
    /// The same with these filters.
    pub fn with(&self, written: &str) -> Self {
        let mut other = Self::read(written);
        other.0.extend(self.0.clone());
        other
    }
    /// An address of the queue: this tab and these filters, with another order or place.
    pub fn address(&self, more: &[(&str, &str)]) -> String {
        let tab = self.shelf().map_or("all", Shelf::code);
        let mut out = url::form_urlencoded::Serializer::new(format!("/equipe?onglet={tab}"));
        for name in NAMES.iter().filter(|name| !more.iter().any(|(other, _)| other == *name)) {
            if let Some(value) = self.0.get(*name) {
                out.append_pair(name, value);
            }
        }
        // One looks in passing: the tab does not remember it.
        if !self.get("passage").is_empty() {
            out.append_pair("passage", "1");
        }
        for (name, value) in more {
            out.append_pair(name, value);
        }
        out.finish()
    }

    /// The list that is asked for.
    pub fn query(&self, who: VolunteerId, now: Instant, phases: &[Phase]) -> Query {
        let known = |name: &str, options: &Options| options.iter().find(|(code, _)| *code == self.get(name)).map(|(code, _)| (*code).to_owned());
        let base = Query::of(self.shelf(), who, now);
        Query {
            words: self.get("q").to_owned(),
            filters: Filters {
                verdict: known("constat", &ALL.verdicts),
                field: known("domaine", &ALL.fields),
                country: known("pays", &ALL.countries),
                legal_form: known("forme", &ALL.legal_forms),
                hands: Hands::parse(self.get("mains")),
                last_word: Word::parse(self.get("mot")),
                sent: numbered(phases).find(|(code, _)| *code == self.get("phase")).map(|(_, phase)| span(phase)),
            },
            order: Order::parse(self.get("tri")).unwrap_or(base.order),
            after: cursor(self.get("apres")),
            before: cursor(self.get("avant")),
            ..base
        }
    }
}

/// The phases by their number, as the address says it.
fn numbered(phases: &[Phase]) -> impl Iterator<Item = (&'static str, &Phase)> {
    PHASES.iter().copied().zip(phases)
}

/// Numbers of phases: more than there will ever be.
const PHASES: [&str; 40] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25",
    "26", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39", "40",
];

/// From and until when what is sent is of a phase.
fn span(phase: &Phase) -> (Instant, Option<Instant>) {
    (day::start(phase.from), phase.to.and_then(|last| last.succ_opt()).map(day::start))
}

/// A place in the list, as the address carries it; one that was made by hand and does not read is the beginning.
pub fn cursor(text: &str) -> Option<Cursor> {
    let mut parts = text.splitn(4, '.');
    let priority = parts.next()?.parse().ok()?;
    let at = Instant::from_timestamp(parts.next()?.parse().ok()?, 0)?;
    let id = ApplicationId::parse(parts.next()?)?;
    Some(Cursor { priority, at, id, name: parts.next()?.to_owned() })
}

/// The same, written.
pub fn written(cursor: &Cursor) -> String {
    format!("{}.{}.{}.{}", cursor.priority, cursor.at.timestamp(), cursor.id, cursor.name)
}

/// The options of the filters.
struct All {
    verdicts: Options,
    fields: Options,
    legal_forms: Options,
    countries: Options,
    hands: Options,
    words: Options,
}

static ALL: LazyLock<All> = LazyLock::new(|| All {
    verdicts: options::of("verdict", Verdict::ALL.iter().map(|c| c.code())),
    fields: options::of("field-short", Field::ALL.iter().map(|c| c.code())),
    legal_forms: options::of("legal-form-short", LegalForm::ALL.iter().map(|c| c.code())),
    countries: COUNTRIES.iter().map(|code| (*code, words::say(&format!("country-{code}")))).collect(),
    hands: options::of("hands", Hands::ALL.iter().map(|c| c.code())),
    words: options::of("last-word", Word::ALL.iter().map(|c| c.code())),
});

/// A filter as a list to choose from.
pub struct Choice {
    /// Name of its field.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Its options.
    pub options: Cow<'static, Options>,
    /// What is chosen; empty for all.
    pub chosen: String,
}

/// The filters of the form.
pub fn choices(asked: &Asked, phases: &[Phase]) -> Vec<Choice> {
    let choice = |name: &'static str, options: &'static Options| Choice {
        name,
        label: words::say(&format!("filter-{name}")),
        options: Cow::Borrowed(options),
        chosen: asked.get(name).to_owned(),
    };
    let phases = numbered(phases).map(|(code, _)| (code, words::say_with("filter-phase-one", &[("n", code)]))).collect();
    let phase = Choice { options: Cow::Owned(phases), ..choice("phase", &ALL.verdicts) };
    vec![
        choice("constat", &ALL.verdicts),
        choice("domaine", &ALL.fields),
        choice("forme", &ALL.legal_forms),
        choice("pays", &ALL.countries),
        phase,
        choice("mains", &ALL.hands),
        choice("mot", &ALL.words),
    ]
}
