//! Texts that coordinators write in their own words (spec 5.8): the letters of decisions, and replies to begin a question with.
//!
//! A name between braces, `{structure}`, is a variable; `{{` and `}}` are plain braces. What is saved is checked; what was saved
//! long ago is filled all the same: a variable that the house no longer knows is left out, and its sentence stays.
//!
//! To add a variable: a line in [`Variable`], the kinds that have it in [`Kind::variables`], its value in `post/wording.rs`, its
//! sentence in `locales/fr/wording.ftl`.

mod filling;

pub use filling::{Values, fill};

use super::form::Answers;
use super::letter::{Part, parts};
use super::message;
use super::review::Choice;
use super::values::{Instant, Malformed, VolunteerId, WordingId};
use crate::choices;
use std::fmt;

choices!(
    /// What a text is for; the codes of letters are those of `letter::Kind`.
    Kind { Accepted = "accepted", Waiting = "waiting", Refused = "refused", Reply = "reply" }
);

choices!(
    /// What a text may name between braces.
    Variable {
        Structure = "structure", Reference = "reference", Address = "adresse", Service = "service", Link = "lien", Accounts = "comptes",
        Storage = "stockage", Delay = "delai", Reasons = "raisons", Elsewhere = "ailleurs", Because = "pourquoi",
    }
);

/// Characters of a title: at least, at most.
pub const TITLE: (usize, usize) = (2, 80);
/// Characters of a subject at most.
pub const SUBJECT: usize = 150;
/// Characters of a body at least.
pub const SHORTEST: usize = 20;
/// Characters of the body of a letter at most.
pub const LONGEST: usize = 6000;
/// Characters of a subject once it is filled, at most.
const FILLED_SUBJECT: usize = 200;

impl Kind {
    /// What a text of this kind may name, in the order it is explained.
    pub fn variables(self) -> &'static [Variable] {
        use Variable::{Accounts, Address, Because, Delay, Elsewhere, Link, Reasons, Reference, Service, Storage, Structure};
        match self {
            Self::Accepted => &[Structure, Reference, Address, Service, Link, Accounts, Storage],
            Self::Waiting => &[Structure, Reference, Address, Service, Because, Link],
            Self::Refused => &[Structure, Reference, Service, Reasons, Elsewhere, Accounts, Storage],
            Self::Reply => &[Structure, Reference, Address, Service, Accounts, Storage, Delay],
        }
    }

    /// What a text of this kind must name: without it the letter would fail its reader.
    pub fn needed(self) -> &'static [Variable] {
        match self {
            Self::Accepted | Self::Waiting => &[Variable::Link],
            Self::Refused => &[Variable::Reasons],
            Self::Reply => &[],
        }
    }

    /// Characters of a body at most; a reply becomes a question, and is no longer than one.
    pub fn longest(self) -> usize {
        if self == Self::Reply { message::LONGEST } else { LONGEST }
    }
}

impl Variable {
    /// It stands for lines of their own: never in a sentence, never in a subject.
    pub fn is_block(self) -> bool {
        matches!(self, Self::Link | Self::Reasons | Self::Elsewhere)
    }
}

/// What is written anew from version to version: a letter, or one of the replies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Series {
    /// The letter of an acceptance.
    Accepted,
    /// The letter of the waiting list.
    Waiting,
    /// The letter of a refusal.
    Refused,
    /// A reply, by the key of its first version.
    Reply(WordingId),
}

impl Series {
    /// The letters, in the order of the screens.
    pub const LETTERS: [Self; 3] = [Self::Accepted, Self::Waiting, Self::Refused];

    /// The letter of a decision.
    pub fn of(choice: &Choice) -> Option<Self> {
        match choice {
            Choice::Accept => Some(Self::Accepted),
            Choice::Wait { .. } => Some(Self::Waiting),
            Choice::Refuse { .. } => Some(Self::Refused),
            Choice::Drop => None,
        }
    }
    /// What its texts are for.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Accepted => Kind::Accepted,
            Self::Waiting => Kind::Waiting,
            Self::Refused => Kind::Refused,
            Self::Reply(_) => Kind::Reply,
        }
    }
    /// The written form: a part of an address, the column of the store.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Accepted => "acceptation",
            Self::Waiting => "attente",
            Self::Refused => "refus",
            Self::Reply(id) => id.as_str(),
        }
    }
    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::LETTERS.into_iter().find(|letter| letter.as_str() == text).or_else(|| WordingId::parse(text).map(Self::Reply))
    }
}
impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl TryFrom<String> for Series {
    type Error = Malformed;
    fn try_from(text: String) -> Result<Self, Malformed> {
        Self::parse(&text).ok_or(Malformed)
    }
}

/// The words of a text, with their variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it is for.
    pub kind: Kind,
    /// How volunteers find a reply; empty for a letter.
    pub title: String,
    /// The subject of a letter; empty for a reply.
    pub subject: String,
    /// The words, without the foot that says why one gets this mail: code adds it.
    pub body: String,
}

/// One version of a text: it never changes, the next one is another row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Key of this version.
    pub id: WordingId,
    /// What it is a version of.
    pub series: Series,
    /// Its number in the series, from 1.
    pub version: i64,
    /// The words.
    pub text: Text,
    /// Who wrote it; none for those that came with the house.
    pub author: Option<VolunteerId>,
    /// When.
    pub written_at: Instant,
    /// The one in use: at most one of a series.
    pub current: bool,
}

/// Something to mend in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `name` of the field.
    pub field: &'static str,
    /// What it is.
    pub what: Wrong,
}

/// What may be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was written.
    Missing,
    /// Fewer characters than needed.
    Short,
    /// So many characters too many.
    Long(i64),
    /// A brace without its fellow, in this line.
    Brace(i64),
    /// Nothing fills this name here; the nearest that something fills, if one is near.
    Unknown(String, Option<Variable>),
    /// This must be named.
    Needed(Variable),
    /// This must be alone on its line; the link, under a line that ends with a colon, so that it becomes the act.
    NotAlone(Variable),
}

impl Text {
    /// What was typed, or what is to be mended, in the order of the fields.
    pub fn parse(kind: Kind, answers: &Answers) -> Result<Self, Vec<Fault>> {
        let reply = kind == Kind::Reply;
        let line = |name: &str, asked: bool| if asked { one_line(&answers.text(name)) } else { String::new() };
        let text = Self { kind, title: line("title", reply), subject: line("subject", !reply), body: answers.text("body") };
        let faults = text.faults();
        if faults.is_empty() { Ok(text) } else { Err(faults) }
    }

    /// What is to be mended, in the order of the fields.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut wrong = |field, found: Vec<Wrong>| faults.extend(found.into_iter().map(|what| Fault { field, what }));
        let inline: Vec<Variable> = self.kind.variables().iter().copied().filter(|variable| !variable.is_block()).collect();
        if self.kind == Kind::Reply {
            wrong("title", length(&self.title, TITLE.0, TITLE.1));
        } else {
            wrong("subject", [length(&self.subject, 1, SUBJECT), filling::faults(&self.subject, &inline)].concat());
        }
        let mut body = [length(&self.body, SHORTEST, self.kind.longest()), filling::faults(&self.body, self.kind.variables())].concat();
        if !self.body.is_empty() {
            let named = filling::variables(&self.body);
            body.extend(self.kind.needed().iter().filter(|needed| !named.contains(needed)).map(|needed| Wrong::Needed(*needed)));
            let here = |variable: &Variable| variable.is_block() && self.kind.variables().contains(variable);
            body.extend(named.into_iter().filter(|variable| here(variable) && !self.has_alone(*variable)).map(Wrong::NotAlone));
        }
        wrong("body", body);
        faults
    }

    /// Each place that names this variable names nothing else; the link is an act.
    fn has_alone(&self, variable: Variable) -> bool {
        const SAMPLE: &str = "https://sample.example/";
        let filled = fill(&self.body, &Values::default().with(variable, SAMPLE));
        let act = || parts(&filled).0.iter().any(|part| matches!(part, Part::Act(label, SAMPLE) if *label != SAMPLE));
        filled.lines().filter(|line| line.contains(SAMPLE)).all(|line| line.trim() == SAMPLE) && (variable != Variable::Link || act())
    }

    /// Subject and words with their variables filled; lines that would begin the foot of a letter do not.
    pub fn fill(&self, values: &Values) -> (String, String) {
        let subject = one_line(&fill(&self.subject, values)).chars().take(FILLED_SUBJECT).collect();
        let body = fill(&self.body, values);
        let plain: Vec<&str> = body.lines().map(|line| if line.trim() == "--" { "\u{2014}" } else { line.trim_end() }).collect();
        (subject, plain.join("\n").trim().to_owned())
    }

    /// What a form shows of it, by field.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for (field, value) in [("title", &self.title), ("subject", &self.subject), ("body", &self.body)] {
            answers.0.insert(field.into(), vec![value.clone()]);
        }
        answers
    }
}

fn length(text: &str, least: usize, most: usize) -> Vec<Wrong> {
    match text.chars().count() {
        0 => vec![Wrong::Missing],
        n if n < least => vec![Wrong::Short],
        n if n > most => vec![Wrong::Long(i64::try_from(n - most).unwrap_or(i64::MAX))],
        _ => Vec::new(),
    }
}

/// The same words on one line; no-break spaces stay.
fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "wording_tests.rs"]
mod tests;
