//! The check-list of criteria on the page to decide.

use crate::domain::eligibility::{self, Finding, Outcome};
use crate::domain::policy::Policy;
use crate::web::answers;
use crate::words;

/// A finding as it is shown.
pub struct Shown {
    /// Kind of its colour.
    pub kind: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// What it found, in a word.
    pub said: String,
    /// The criterion.
    pub title: String,
    /// The rule it comes from.
    pub rule: &'static str,
    /// Why, with the words it rests on.
    pub because: String,
    /// It needs eyes: shown first and explained.
    pub open: bool,
}

/// The words a finding rests on, between quotation marks; codes of choices in words.
fn quote(evidence: &eligibility::Evidence) -> Option<String> {
    let words = match evidence.field.as_str() {
        "legal_form" => words::label("legal-form", &evidence.words),
        "storage" => words::label("storage", &evidence.words),
        "country" => answers::country(&evidence.words),
        "terms_version" => return None,
        _ => evidence.words.clone(),
    };
    Some(format!("«\u{a0}{words}\u{a0}»"))
}

/// A text line by line, cut where the words of findings begin and end: those are marked.
pub fn marked(text: &str, found: &[Finding], field: &str) -> Vec<Vec<(bool, String)>> {
    let words = eligibility::quoted(found, field);
    let line = |line| eligibility::highlight(line, &words).into_iter().map(|(marked, part)| (marked, part.to_owned())).collect();
    text.lines().map(line).collect()
}

/// Findings that need eyes first, explained; satisfied ones on one line.
pub fn findings(found: &[Finding], policy: &Policy) -> Vec<Shown> {
    let numbers = [("accounts", words::number(policy.accounts)), ("storage", words::number(policy.storage_go))];
    let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut shown: Vec<Shown> = found
        .iter()
        .map(|finding| {
            let (kind, icon) = match finding.outcome {
                Outcome::Satisfied => ("c-ok", "ok"),
                Outcome::NotSatisfied => ("c-stop", "stop"),
                Outcome::ToCheck => ("c-watch", "watch"),
            };
            let quotes: Vec<String> = finding.evidence.iter().filter_map(quote).collect();
            let sentence = words::say_with(&finding.because, &numbers);
            Shown {
                kind,
                icon,
                said: words::label("finding", finding.outcome.code()),
                title: words::say_with(&words::key("criterion", &finding.criterion), &numbers),
                rule: eligibility::CRITERIA.iter().find(|c| c.key == finding.criterion).map_or("", |c| c.rule),
                because: if quotes.is_empty() { sentence } else { format!("{sentence} {}", quotes.join(", ")) },
                open: finding.outcome != Outcome::Satisfied,
            }
        })
        .collect();
    shown.sort_by_key(|finding| !finding.open);
    shown
}
