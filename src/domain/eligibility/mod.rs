//! Is it for us? One file per criterion, each a pure function `fn(&Form, &Policy) -> Finding`, and the one list of them.
//!
//! To add a criterion: a file with its function, a line in [`CRITERIA`], its sentences in `locales/fr/eligibility.ftl`.
//! The engine never decides: a volunteer reads the findings and does (spec 5.4).

mod accounts;
mod clues;
mod company;
mod french;
mod general_interest;
mod group;
mod name;
mod public_body;
mod school;
mod storage;
mod terms;
mod words;

use super::form::Form;
use super::policy::Policy;
use crate::choices;
use serde::{Deserialize, Serialize};

choices!(
    /// What a criterion found.
    Outcome { Satisfied = "satisfied", NotSatisfied = "not_satisfied", ToCheck = "to_check" }
);
choices!(
    /// What the criteria say together. The codes are those of the command `assess`.
    Verdict { Eligible = "eligible", Examine = "examine", Ineligible = "ineligible" }
);

/// The words that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// `name` of the form's field.
    pub field: String,
    /// The very words, as they were typed.
    pub words: String,
}

/// What one criterion found in one application, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Key of the criterion, also the reason of a refusal letter.
    pub criterion: String,
    /// Satisfied, not satisfied, or for a person to check.
    pub outcome: Outcome,
    /// Key of the sentence of `locales/fr/eligibility.ftl` that explains it.
    pub because: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// Nothing to say against.
    fn fine(criterion: &str, because: &str) -> Self {
        Self::new(criterion, Outcome::Satisfied, because, Vec::new())
    }
    /// For a person to check.
    fn to_check(criterion: &str, because: &str, evidence: Vec<Evidence>) -> Self {
        Self::new(criterion, Outcome::ToCheck, because, evidence)
    }
    /// Against the rule.
    fn against(criterion: &str, because: &str, evidence: Vec<Evidence>) -> Self {
        Self::new(criterion, Outcome::NotSatisfied, because, evidence)
    }
    fn new(criterion: &str, outcome: Outcome, because: &str, evidence: Vec<Evidence>) -> Self {
        Self { criterion: criterion.to_owned(), outcome, because: because.to_owned(), evidence }
    }
}

/// One question put to an application.
#[derive(Debug, Clone, Copy)]
pub struct Criterion {
    /// Its key: that of its findings, of its words and of the reason of a refusal.
    pub key: &'static str,
    /// The numbers of the rules it applies (spec 3).
    pub rule: &'static str,
    /// The question itself.
    pub check: fn(&Form, &Policy) -> Finding,
}

/// Every criterion, in the order in which they are read.
pub const CRITERIA: &[Criterion] = &[
    Criterion { key: group::KEY, rule: "R1, R5", check: group::check },
    Criterion { key: public_body::KEY, rule: "R5", check: public_body::check },
    Criterion { key: school::KEY, rule: "R5", check: school::check },
    Criterion { key: company::KEY, rule: "R6", check: company::check },
    Criterion { key: general_interest::KEY, rule: "R7", check: general_interest::check },
    Criterion { key: french::KEY, rule: "R2", check: french::check },
    Criterion { key: accounts::KEY, rule: "R3", check: accounts::check },
    Criterion { key: storage::KEY, rule: "R3", check: storage::check },
    Criterion { key: terms::KEY, rule: "R4", check: terms::check },
];

/// What all the criteria found in one application, by the policy it was given (R10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// What they say together.
    pub verdict: Verdict,
    /// One finding a criterion, in the order of [`CRITERIA`].
    pub findings: Vec<Finding>,
}

/// Puts every question to an application.
pub fn assess(form: &Form, policy: &Policy) -> Assessment {
    let findings: Vec<Finding> = CRITERIA.iter().map(|criterion| (criterion.check)(form, policy)).collect();
    Assessment { verdict: Verdict::of(&findings), findings }
}

impl Verdict {
    /// One finding against is enough to say no, one doubt to have it examined.
    pub fn of(findings: &[Finding]) -> Self {
        let found = |outcome| findings.iter().any(|finding| finding.outcome == outcome);
        if found(Outcome::NotSatisfied) {
            Self::Ineligible
        } else if found(Outcome::ToCheck) {
            Self::Examine
        } else {
            Self::Eligible
        }
    }
}

#[cfg(test)]
mod name_tests;
#[cfg(test)]
mod tests;
