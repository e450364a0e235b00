//! The questions before the form (spec 4.1): five answers in, an advice out. Nothing is stored and nobody is locked in.
//!
//! To add a reason: a variant of [`Reason`] with its criterion, its rule and the situations where others help; its sentence in
//! `locales/fr/precheck.ftl`. R4 and R7 are for the form itself: terms are accepted there, and a project is told there.

use super::form::{Answers, LegalForm, Problem};
use crate::choices;

choices!(
    /// For whom the space would be.
    ForWhom { Group = "group", Oneself = "self", Family = "family", Friends = "friends" }
);

choices!(
    /// Why someone looks for another place; the alternatives say which of these they answer (spec 4.7).
    Situation {
        LocalAuthority = "local_authority", School = "school", University = "university", Larger = "larger", Company = "company",
        Individual = "individual", Belgium = "belgium", Secrecy = "secrecy", Search = "search",
    }
);

choices!(
    /// What in the answers speaks against a space, or asks for a person's eyes; in the order they are said.
    Reason {
        Oneself = "oneself", Family = "family", Friends = "friends", Individual = "individual", School = "school",
        LocalAuthority = "local_authority", PublicService = "public_service", Language = "language", Accounts = "accounts",
        Storage = "storage", Cooperative = "cooperative", Company = "company", Other = "other",
    }
);

/// The fields, by `name`, in the order of the page.
pub const FIELDS: &[&str] = &["for_whom", "legal_form", "french", "accounts_ok", "storage_ok"];

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Precheck {
    /// For whom.
    pub for_whom: ForWhom,
    /// Kind of structure.
    pub legal_form: LegalForm,
    /// It works in French (R2).
    pub french: bool,
    /// The accounts of a space are enough; exactly as many is enough (R3).
    pub accounts_ok: bool,
    /// The storage of a space is enough; exactly as much is enough (R3).
    pub storage_ok: bool,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Nothing speaks against it.
    GoOn,
    /// A volunteer will look (R6): neither yes nor no from a machine.
    Look {
        /// What asks for their eyes.
        reasons: Vec<Reason>,
    },
    /// Not for this service; a person who disagrees can still apply.
    Elsewhere {
        /// What speaks against it.
        reasons: Vec<Reason>,
    },
}

impl Reason {
    /// Key of the criterion that will say the same of the whole form.
    pub fn criterion(self) -> &'static str {
        match self {
            Self::Oneself | Self::Family | Self::Friends | Self::Individual | Self::Other => "group",
            Self::School => "school",
            Self::LocalAuthority | Self::PublicService => "public_body",
            Self::Language => "french",
            Self::Accounts => "accounts",
            Self::Storage => "storage",
            Self::Cooperative | Self::Company => "company",
        }
    }

    /// Number of the rule it comes from (spec 3).
    pub fn rule(self) -> &'static str {
        match self {
            Self::Other => "R1",
            Self::Language => "R2",
            Self::Accounts | Self::Storage => "R3",
            Self::Oneself | Self::Family | Self::Friends | Self::Individual | Self::School | Self::LocalAuthority | Self::PublicService => "R5",
            Self::Cooperative | Self::Company => "R6",
        }
    }

    /// Where others may help. A school and a university declare the same legal form: both are answered.
    pub fn situations(self) -> &'static [Situation] {
        match self {
            Self::Oneself | Self::Family | Self::Friends | Self::Individual => &[Situation::Individual],
            Self::School => &[Situation::School, Situation::University],
            Self::LocalAuthority | Self::PublicService => &[Situation::LocalAuthority],
            Self::Accounts | Self::Storage => &[Situation::Larger],
            Self::Cooperative | Self::Company => &[Situation::Company],
            Self::Language | Self::Other => &[Situation::Search],
        }
    }

    /// A volunteer decides: it is no reason to go elsewhere (R6).
    pub fn is_for_a_volunteer(self) -> bool {
        matches!(self, Self::Cooperative | Self::Company | Self::Other)
    }
}

impl Precheck {
    /// The answers, or what is missing, in the order of the fields.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let for_whom = needed(&mut problems, "for_whom", "for-whom-missing", ForWhom::parse(&answers.text("for_whom")));
        let legal_form = needed(&mut problems, "legal_form", "legal-form-missing-before", LegalForm::parse(&answers.text("legal_form")));
        let french = needed(&mut problems, "french", "french-missing", yes_or_no(answers, "french"));
        let accounts_ok = needed(&mut problems, "accounts_ok", "accounts-ok-missing", yes_or_no(answers, "accounts_ok"));
        let storage_ok = needed(&mut problems, "storage_ok", "storage-ok-missing", yes_or_no(answers, "storage_ok"));
        match (for_whom, legal_form, french, accounts_ok, storage_ok) {
            (Some(for_whom), Some(legal_form), Some(french), Some(accounts_ok), Some(storage_ok)) => {
                Ok(Self { for_whom, legal_form, french, accounts_ok, storage_ok })
            }
            _ => Err(problems),
        }
    }

    /// All that the answers bring up, in the order it is said.
    pub fn reasons(&self) -> Vec<Reason> {
        let whom = match self.for_whom {
            ForWhom::Group => None,
            ForWhom::Oneself => Some(Reason::Oneself),
            ForWhom::Family => Some(Reason::Family),
            ForWhom::Friends => Some(Reason::Friends),
        };
        let form = match self.legal_form {
            // Said once: "for whom" tells it better.
            LegalForm::Individual => whom.is_none().then_some(Reason::Individual),
            LegalForm::School => Some(Reason::School),
            LegalForm::LocalAuthority => Some(Reason::LocalAuthority),
            LegalForm::PublicService => Some(Reason::PublicService),
            LegalForm::Cooperative => Some(Reason::Cooperative),
            LegalForm::Company => Some(Reason::Company),
            LegalForm::Other => Some(Reason::Other),
            LegalForm::Association1901
            | LegalForm::Cult
            | LegalForm::AlsaceMoselle
            | LegalForm::Foreign
            | LegalForm::Informal
            | LegalForm::Foundation
            | LegalForm::Union
            | LegalForm::Club => None,
        };
        let needs = [(!self.french, Reason::Language), (!self.accounts_ok, Reason::Accounts), (!self.storage_ok, Reason::Storage)];
        let needs = needs.into_iter().filter_map(|(against, reason)| against.then_some(reason));
        let mut reasons: Vec<Reason> = whom.into_iter().chain(form).chain(needs).collect();
        reasons.sort_unstable();
        reasons
    }

    /// What to do next (R1 to R3, R5, R6).
    pub fn advise(&self) -> Advice {
        let (looked_at, against): (Vec<Reason>, Vec<Reason>) = self.reasons().into_iter().partition(|reason| reason.is_for_a_volunteer());
        if !against.is_empty() {
            Advice::Elsewhere { reasons: against }
        } else if !looked_at.is_empty() {
            Advice::Look { reasons: looked_at }
        } else {
            Advice::GoOn
        }
    }

    /// The situations in which others may help, in the order of the screens.
    pub fn situations(&self) -> Vec<Situation> {
        let reasons = self.reasons();
        Situation::ALL.iter().copied().filter(|situation| reasons.iter().any(|reason| reason.situations().contains(situation))).collect()
    }
}

fn yes_or_no(answers: &Answers, field: &str) -> Option<bool> {
    match answers.text(field).as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// An answer that must be given; noted where it is not.
fn needed<T>(problems: &mut Vec<Problem>, field: &'static str, key: &'static str, found: Option<T>) -> Option<T> {
    if found.is_none() {
        problems.push(Problem { field, key, n: 0 });
    }
    found
}

#[cfg(test)]
#[path = "precheck_tests.rs"]
mod tests;
