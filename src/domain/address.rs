//! Addresses that are not to be given: labels that coordinators reserve, and why a label is not free (spec 4.2).
//!
//! A label of a space that was deleted waits in quarantine (spec 8), so that nobody receives the visits and the mail meant for those who
//! had it. Whoever applies again to replace that very space (R22) waits as anyone: which space is typed, and proves nothing. A
//! coordinator who knows them frees the label. While the space lives, its label is taken: a space cannot be renamed.
//!
//! To add a kind of reservation: a variant of [`Kind`], what it covers in [`Label::covers`], its words in `locales/fr/address.ftl`.

use super::form::{Answers, Problem};
use super::values::{Instant, LabelId, Slug};
use crate::choices;
use chrono::Months;

choices!(
    /// Why a label may not be given.
    Unfree { Reserved = "reserved", Taken = "taken", Quarantined = "quarantined" }
);

impl Unfree {
    /// The key of its sentence, for who asks for the label.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reserved => "slug-reserved",
            Self::Taken => "slug-taken",
            Self::Quarantined => "slug-quarantined",
        }
    }
}

choices!(
    /// What a reservation covers: one label, all that begin so, all that hold the word between hyphens.
    Kind { Exact = "exact", Prefix = "prefix", Word = "word" }
);

/// A label, or several of a likeness, that coordinators keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Key.
    pub id: LabelId,
    /// What it covers.
    pub kind: Kind,
    /// The label, its beginning, or a word of it.
    pub text: String,
    /// Why.
    pub motive: String,
}

impl Label {
    /// This label may not be given.
    pub fn covers(&self, slug: &Slug) -> bool {
        match self.kind {
            Kind::Exact => slug.as_str() == self.text,
            Kind::Prefix => slug.as_str().starts_with(&self.text),
            Kind::Word => slug.as_str().split('-').any(|word| word == self.text),
        }
    }
}

/// Characters of a motive at most.
const MOTIVE: usize = 200;

fn motive(answers: &Answers, field: &'static str, problems: &mut Vec<Problem>) -> String {
    let motive = answers.text(field).split_whitespace().collect::<Vec<_>>().join(" ");
    if motive.is_empty() {
        problems.push(Problem { field, key: "reserved-motive-missing", n: 0 });
    } else if motive.chars().count() > MOTIVE {
        problems.push(Problem { field, key: "reserved-motive-long", n: i64::try_from(MOTIVE).unwrap_or_default() });
    }
    motive
}

/// A reservation as a coordinator asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it would be.
    pub label: Label,
    /// They know that someone has it or asks for it.
    pub sure: bool,
}

impl Entry {
    /// What was written, or what is to be mended.
    pub fn parse(id: LabelId, answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let text = answers.text("label").to_lowercase();
        let kind = Kind::parse(&answers.text("kind"));
        // A beginning may end with a hyphen; what is read stays a part of a label.
        let part = Slug::parse(if kind == Some(Kind::Prefix) { text.strip_suffix('-').unwrap_or(&text) } else { &text });
        let word = kind != Some(Kind::Word) || !text.contains('-');
        if text.is_empty() {
            problems.push(Problem { field: "label", key: "reserved-label-missing", n: 0 });
        } else if part.is_none() || !word {
            let key = if kind == Some(Kind::Word) { "reserved-word-malformed" } else { "reserved-label-malformed" };
            problems.push(Problem { field: "label", key, n: 0 });
        } else if kind == Some(Kind::Exact) && part.is_some_and(|slug| slug.is_reserved()) {
            problems.push(Problem { field: "label", key: "reserved-label-ours", n: 0 });
        }
        if kind.is_none() {
            problems.push(Problem { field: "kind", key: "reserved-kind-missing", n: 0 });
        }
        let motive = motive(answers, "motive", &mut problems);
        match kind {
            Some(kind) if problems.is_empty() => Ok(Self { label: Label { id, kind, text, motive }, sure: answers.has("sure", "yes") }),
            _ => Err(problems),
        }
    }
}

/// Freeing a label before its quarantine is over, as a coordinator asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The label, typed: nothing lists those in quarantine.
    pub slug: Slug,
    /// Why.
    pub motive: String,
}

impl Release {
    /// What was written, or what is to be mended.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let text = answers.text("freed");
        let slug = Slug::parse(&text);
        if slug.is_none() {
            let key = if text.is_empty() { "reserved-label-missing" } else { "reserved-label-malformed" };
            problems.push(Problem { field: "freed", key, n: 0 });
        }
        let motive = motive(answers, "freed_motive", &mut problems);
        match slug {
            Some(slug) if problems.is_empty() => Ok(Self { slug, motive }),
            _ => Err(problems),
        }
    }
}

/// When a quarantine that begins now is over: the same day, so many months later.
pub fn quarantine_end(now: Instant, months: i64) -> Instant {
    u32::try_from(months).ok().and_then(|months| now.checked_add_months(Months::new(months))).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &str, label: &str, motive: &str) -> Result<Label, Vec<(&'static str, &'static str)>> {
        let typed = [("kind", kind), ("label", label), ("motive", motive)];
        let answers = Answers(typed.into_iter().map(|(field, value)| (field.to_owned(), vec![value.to_owned()])).collect());
        let id = LabelId::parse("019a0000-0000-7000-8000-000000000000").unwrap();
        Entry::parse(id, &answers).map(|entry| entry.label).map_err(|problems| problems.into_iter().map(|one| (one.field, one.key)).collect())
    }

    #[test]
    fn a_reservation_covers_what_its_kind_says() {
        for (kind, text, covered, free) in [
            ("exact", "mairie", &["mairie"][..], &["mairies", "la-mairie"][..]),
            ("prefix", "test-", &["test-1", "test-de-plus"], &["test", "mon-test-1", "testament"]),
            ("prefix", "test", &["test", "test-1", "testament"], &["mon-test"]),
            ("word", "mairie", &["mairie", "la-mairie", "mairie-de-x"], &["mairies", "lamairie"]),
        ] {
            let label = entry(kind, text, "Pourquoi").unwrap();
            let covers = |slug: &&&str| label.covers(&Slug::parse(slug).unwrap());
            assert_eq!(covered.iter().filter(covers).count(), covered.len(), "{kind} {text}");
            assert_eq!(free.iter().filter(covers).count(), 0, "{kind} {text}");
        }
    }

    #[test]
    fn what_is_no_label_is_not_reserved() {
        for (kind, text, key) in [
            ("exact", "", "reserved-label-missing"),
            ("exact", "a", "reserved-label-malformed"),
            ("exact", "-abc", "reserved-label-malformed"),
            ("exact", "éclair", "reserved-label-malformed"),
            ("exact", "un deux", "reserved-label-malformed"),
            ("exact", "a_b%", "reserved-label-malformed"),
            ("exact", "WWW", "reserved-label-ours"),
            ("prefix", "te-", "reserved-label-malformed"),
            ("prefix", "test--", "reserved-label-malformed"),
            ("word", "deux-mots", "reserved-word-malformed"),
        ] {
            assert_eq!(entry(kind, text, "Pourquoi"), Err(vec![("label", key)]), "{kind} {text}");
        }
        assert_eq!(entry("autre", "abc", ""), Err(vec![("kind", "reserved-kind-missing"), ("motive", "reserved-motive-missing")]));
        assert_eq!(entry("exact", "abcd", &"x".repeat(201)), Err(vec![("motive", "reserved-motive-long")]));
        assert_eq!(entry("exact", " La-Mairie ", "Pourquoi").unwrap().text, "la-mairie");
    }

    #[test]
    fn a_quarantine_is_counted_in_calendar_months() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        assert_eq!(quarantine_end(at("2026-08-31T10:00:00Z"), 6), at("2027-02-28T10:00:00Z"));
        assert_eq!(quarantine_end(at("2026-08-31T10:00:00Z"), 0), at("2026-08-31T10:00:00Z"));
        assert_eq!(quarantine_end(at("2026-08-31T10:00:00Z"), -3), at("2026-08-31T10:00:00Z"), "never before it begins");
    }
}
