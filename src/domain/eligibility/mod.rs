//! Is it for us? One file per criterion, each a pure function of a [`Reading`] and a [`Policy`], and the one list of them.
//!
//! To add a criterion: a file with its function, a line in [`CRITERIA`], its sentences in `locales/fr/eligibility.ftl`.
//! The engine never decides: a volunteer reads the findings and does (spec 5.4).
//!
//! # Method
//!
//! An application is read once: name, texts word by word, hosts, number. Only what was declared (legal form, needs, terms) can be *not
//! satisfied*. Everything else is a clue, *to check*, shown in its very words beside the declared form that it contradicts.
//! Names are parsed: the head decides (« Mairie de… »), associative nouns excuse wherever they lead (« Amicale… de la mairie »), and do
//! not where they only complete (« Direction de la vie associative »). A doubtful head is lifted by the number of an association
//! (RNA), or, for public bodies, by a SIREN that is not of their family; a firm one is not. Languages are told by their small words.
//! The lists of heads are general knowledge of how France, Belgium, Switzerland and Québec are run; no row of a data set is in them.
//!
//! # Figures
//!
//! Open data, declared as `association_1901`, in two halves by a hash of the name. The lists were written from general knowledge, and
//! looked at again with the failures: unseen names will do a little worse.
//!
//! | called something else than eligible | half 0 | half 1 | bar |
//! |---|---|---|---|
//! | ineligible bodies, names of towns left out | 98.6 % of 1859 | 98.4 % of 1824 | ≥ 97 % |
//! | the same without companies | 99.9 % | 99.7 % | |
//! | names of towns alone | 97.9 % of 328 | 98.3 % of 295 | |
//! | associations with an RNA number | 0 of 493 | 1 of 532 | ≤ 2 % |
//! | associations whose names sound like institutions | 1 of 134 | 2 of 133 | ≤ 10 % |
//! | all associations | 0.6 % of 9869 | 0.7 % of 10131 | |
//!
//! On one core: 400 000 rows of open data a second, 145 000 whole forms of ordinary length, 30 000 of the greatest length.
//!
//! # Ten honest failures
//!
//! Called eligible: companies with fanciful names (« Smoke Dog », « Belles Gamelles »); « … Productions », for as many are
//! associations; « SA … Rugby », read as a sports club; « Casa de Velázquez »; « École pour l’informatique… », where *pour* tells a
//! cause; « Ensemble inter contemporain », led by a group. To check for nothing: « Aimantes (hôpital de jour) », a head between
//! parentheses; schools run by associations (« ESTP », « ISEN »), which only their statutes tell; « Centre de loisirs des jeunes –
//! Police nationale »; lone words with neither town nor number (« Octopus »), which may be towns; real associations whose SIREN was
//! typed as that of a town.

mod accounts;
mod clues;
mod company;
mod french;
mod general_interest;
mod group;
mod highlight;
mod language;
mod lexicon;
mod name;
mod public_body;
mod reading;
mod school;
mod storage;
mod terms;
mod words;

pub use highlight::{highlight, quoted};
use reading::Reading;

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

impl Evidence {
    /// Words of a field.
    fn of(field: &str, words: &str) -> Self {
        Self { field: field.to_owned(), words: words.to_owned() }
    }
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
    /// Against the rule: only for what the applicant declared.
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
    pub check: fn(&Reading<'_>, &Policy) -> Finding,
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
    let reading = Reading::of(form);
    let findings: Vec<Finding> = CRITERIA.iter().map(|criterion| (criterion.check)(&reading, policy)).collect();
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
