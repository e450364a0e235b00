//! What a coordinator writes to make a sieve, and what is to be mended.

use super::pattern::Unfit;
use super::{Criteria, Grade, MailDomain, Pattern};
use crate::domain::form::{Answers, COUNTRIES, LegalForm, Problem};
use crate::domain::policy::Policy;
use crate::domain::values::{EmailAddress, Reference};

/// Characters of a line at most, and of the motive and the words.
const LINE: usize = 80;
const TEXT: usize = 300;
/// Words at most.
const WORDS: usize = 5;

/// A sieve to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// What it catches, but the connection.
    pub criteria: Criteria,
    /// The application from whose connection others come.
    pub same_origin: Option<Reference>,
    /// What it does.
    pub grade: Grade,
    /// Why.
    pub motive: String,
    /// Days until it ends.
    pub days: i64,
    /// It may touch most of what is pending.
    pub sure: bool,
}

impl Entry {
    /// What was written, or what is to be mended.
    pub fn parse(answers: &Answers, policy: &Policy) -> Result<Self, Vec<Problem>> {
        let mut problems: Vec<Problem> = Vec::new();
        let mut wrong = |field, key, n| problems.push(Problem { field, key, n });
        let line = |name: &str| answers.text(name).split_whitespace().collect::<Vec<_>>().join(" ");
        let long = |text: &str, most: usize| text.chars().count() > most || text.chars().any(char::is_control);
        let n = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);

        let (name, motive) = (line("name"), line("motive"));
        if name.is_empty() {
            wrong("name", "sieve-name-missing", 0);
        } else if long(&name, LINE) {
            wrong("name", "sieve-name-long", n(LINE));
        }
        let mut criteria = Criteria::default();
        let domain = line("mail_domain").trim_start_matches('@').to_lowercase();
        if !domain.is_empty() {
            match EmailAddress::parse(&format!("a@{domain}")) {
                Some(email) => criteria.mail = Some(MailDomain { domain: email.domain().to_owned(), below: answers.has("mail_below", "yes") }),
                None => wrong("mail_domain", "sieve-domain-malformed", 0),
            }
        }
        let mut pattern = |field, text: &str| match Pattern::parse(text) {
            _ if long(text, LINE) => {
                wrong(field, "sieve-pattern-long", n(LINE));
                None
            }
            Ok(pattern) => Some(pattern),
            Err(Unfit::Short) => {
                wrong(field, "sieve-pattern-short", 0);
                None
            }
            Err(Unfit::Stars) => {
                wrong(field, "sieve-pattern-many", 0);
                None
            }
        };
        let of_name = line("name_pattern");
        if !of_name.is_empty() {
            criteria.name = pattern("name_pattern", &of_name);
        }
        let said = answers.text("words");
        let said: Vec<&str> = said.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect();
        if said.len() > WORDS {
            wrong("words", "sieve-words-many", n(WORDS));
        } else {
            for one in said {
                let Some(read) = pattern("words", one) else { break };
                criteria.words.push(read);
            }
        }
        let mut wrong = |field, key, n| problems.push(Problem { field, key, n });
        criteria.legal_form = LegalForm::parse(&answers.text("legal_form"));
        criteria.country = COUNTRIES.iter().find(|code| **code == answers.text("country")).map(|code| (*code).to_owned());
        let same = answers.text("same_origin");
        let same_origin = Reference::parse(&same);
        if !same.is_empty() && same_origin.is_none() {
            wrong("same_origin", "sieve-origin-malformed", 0);
        }
        let grade = Grade::parse(&answers.text("grade"));
        if grade.is_none() {
            wrong("grade", "sieve-grade-missing", 0);
        }
        if motive.is_empty() {
            wrong("motive", "sieve-motive-missing", 0);
        } else if long(&motive, TEXT) {
            wrong("motive", "sieve-motive-long", n(TEXT));
        }
        // What a connection is known by is forgotten sooner than a sieve may end.
        let most = if same_origin.is_some() { policy.origin_days } else { policy.sieve_days_most };
        let days = line("days").parse().ok().filter(|days| (1..=most).contains(days));
        if days.is_none() {
            wrong("days", if same_origin.is_some() { "sieve-days-origin-many" } else { "sieve-days-many" }, most);
        }
        match (grade, days) {
            (Some(grade), Some(days)) if problems.is_empty() => {
                if criteria.is_empty() && same_origin.is_none() && grade != Grade::Note {
                    return Err(vec![Problem { field: "mail_domain", key: "sieve-criteria-missing", n: 0 }]);
                }
                Ok(Self { name, criteria, same_origin, grade, motive, days, sure: answers.has("sure", "yes") })
            }
            _ => Err(problems),
        }
    }
}
