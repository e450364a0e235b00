//! Second page of the form: what the space is for.

use super::reading::Reader;
use super::{Answers, Ease, Problem, Storage, Use};
use crate::domain::values::Suite;
use serde::{Deserialize, Serialize};

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
