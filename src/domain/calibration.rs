//! Calibration (spec 5.11): the same few applications, judged by each volunteer without seeing the others' answers; then the
//! spread, in counts. Nothing is decided by it, and nobody is named.
//!
//! What would tell who asks is hidden by [`veil`](veil::Veil). An application that is erased takes its case along.

pub mod veil;

use super::application::{Application, State};
use super::eligibility::CRITERIA;
use super::form::{Answers, Problem};
use super::values::{ApplicationId, CalibrationId, Instant, Reference, VolunteerId};
use crate::choices;

/// Applications of one calibration at most.
pub const MOST: usize = 10;
/// Characters of a title at most: it stands in the title of a page, with other words.
pub const TITLE: usize = 38;

choices!(
    /// What one would decide; the codes are those of decisions.
    Opinion { Accept = "accept", Wait = "wait", Refuse = "refuse" }
);

/// A set of applications to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calibration {
    /// Key.
    pub id: CalibrationId,
    /// What it is about.
    pub title: String,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was closed: nobody answers any more.
    pub closed_at: Option<Instant>,
}

/// One application of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its number, from 1; numbers of erased ones are not given again.
    pub position: i64,
    /// The application.
    pub application: ApplicationId,
}

/// What one volunteer thinks of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Of which case.
    pub position: i64,
    /// Who; never shown.
    pub by: VolunteerId,
    /// What they would decide.
    pub choice: Opinion,
    /// Keys of the criteria they doubt, in the order of the criteria.
    pub doubts: Vec<String>,
}

/// Why nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such calibration, or case (any more); or who asks has no right to it.
    Unknown,
    /// It is closed.
    Closed,
    /// One has seen the spread: one's answers stay as they were.
    Done,
    /// These references lead to nothing that can be judged.
    Unfit(Vec<String>),
    /// The same title is open already: most often the same form, sent twice.
    TitleTaken,
}

/// What a coordinator proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in the form")]
pub struct Proposal {
    pub title: String,
    pub references: Vec<Reference>,
}

impl Proposal {
    /// What was written, or what is to be mended, in the order of the fields. References are parted by spaces, commas or lines;
    /// each counts once.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field, key, n: usize| problems.push(Problem { field, key, n: i64::try_from(n).unwrap_or(i64::MAX) });
        let title = answers.text("title").split_whitespace().collect::<Vec<_>>().join(" ");
        match title.chars().count() {
            0 => wrong("title", "calibration-title-missing", 0),
            n if n > TITLE => wrong("title", "text-too-long", n - TITLE),
            _ => {}
        }
        let text = answers.text("references");
        let mut references: Vec<Reference> = Vec::new();
        let mut unread = 0;
        for word in text.split(|c: char| c.is_whitespace() || ",;".contains(c)).filter(|word| !word.is_empty()) {
            match Reference::parse(word) {
                Some(reference) if references.contains(&reference) => {}
                Some(reference) => references.push(reference),
                None => unread += 1,
            }
        }
        match (references.len(), unread) {
            (_, n) if n > 0 => wrong("references", "calibration-references-malformed", n),
            (0, _) => wrong("references", "calibration-references-missing", 0),
            (n, _) if n > MOST => wrong("references", "calibration-references-too-many", n - MOST),
            _ => {}
        }
        if problems.is_empty() { Ok(Self { title, references }) } else { Err(problems) }
    }
}

/// It may be judged: accepted or on the waiting list, so that it is not erased tomorrow and nobody is deciding it now.
pub fn may_be_judged(application: &Application) -> bool {
    matches!(application.state, State::Accepted { .. } | State::Waiting { .. })
}

/// What one thinks of a case, as typed; a refusal says which criteria it rests on.
pub fn opinion(answers: &Answers) -> Result<(Opinion, Vec<String>), Vec<Problem>> {
    let wrong = |field, key| vec![Problem { field, key, n: 0 }];
    let choice = Opinion::parse(&answers.text("choice")).ok_or_else(|| wrong("choice", "calibration-choice-missing"))?;
    let doubts: Vec<String> = CRITERIA.iter().map(|criterion| criterion.key).filter(|key| answers.has("doubts", key)).map(str::to_owned).collect();
    if choice == Opinion::Refuse && doubts.is_empty() { Err(wrong("doubts", "calibration-doubts-missing")) } else { Ok((choice, doubts)) }
}

/// All the answers of a calibration, with its cases: what the rules look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The cases that are left, by number.
    pub cases: Vec<Case>,
    /// All answers.
    pub answers: Vec<Answer>,
}

impl Table {
    /// What this volunteer answered of a case.
    pub fn answer_of(&self, by: &VolunteerId, position: i64) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.by == *by && answer.position == position)
    }

    /// The first case that this volunteer has not answered.
    pub fn next_for(&self, by: &VolunteerId) -> Option<i64> {
        self.cases.iter().map(|case| case.position).find(|position| self.answer_of(by, *position).is_none())
    }

    /// This volunteer has answered all that is left, and so may see the spread.
    pub fn is_done(&self, by: &VolunteerId) -> bool {
        self.next_for(by).is_none()
    }

    /// An answer of this volunteer is taken: the set is open, the case is in it, and they have not seen the spread.
    pub fn takes(&self, calibration: &Calibration, by: &VolunteerId, position: i64) -> Result<(), Refusal> {
        if !self.cases.iter().any(|case| case.position == position) {
            return Err(Refusal::Unknown);
        }
        match calibration.closed_at {
            Some(_) => Err(Refusal::Closed),
            None if self.is_done(by) => Err(Refusal::Done),
            None => Ok(()),
        }
    }

    /// The spread of a case: how many would accept, wait, refuse; then, by criterion in their order, how many doubt it.
    pub fn spread(&self, position: i64) -> Spread {
        let given: Vec<&Answer> = self.answers.iter().filter(|answer| answer.position == position).collect();
        let count = |of: &dyn Fn(&Answer) -> bool| given.iter().filter(|answer| of(answer)).count();
        let doubted = |key: &str| count(&|answer: &Answer| answer.doubts.iter().any(|doubt| doubt == key));
        Spread {
            answers: given.len(),
            choices: Opinion::ALL.iter().map(|choice| (*choice, count(&|answer: &Answer| answer.choice == *choice))).collect(),
            doubts: CRITERIA.iter().map(|criterion| (criterion.key, doubted(criterion.key))).collect(),
        }
    }

    /// By criterion, over all cases: in how many everyone doubts it, in how many opinions are divided. A case with fewer than
    /// two answers says nothing. Criteria that nobody doubts are left out.
    pub fn by_criterion(&self) -> Vec<Agreement> {
        let spreads: Vec<Spread> = self.cases.iter().map(|case| self.spread(case.position)).filter(|spread| spread.answers > 1).collect();
        let of = |key: &'static str| {
            let doubted = |spread: &Spread| spread.doubts.iter().find(|(other, _)| *other == key).map_or(0, |(_, n)| *n);
            let shared = spreads.iter().filter(|spread| doubted(spread) == spread.answers).count();
            let divided = spreads.iter().filter(|spread| (1..spread.answers).contains(&doubted(spread))).count();
            Agreement { criterion: key, shared, divided }
        };
        CRITERIA.iter().map(|criterion| of(criterion.key)).filter(|agreement| agreement.shared + agreement.divided > 0).collect()
    }
}

/// How the answers to one case are spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How many answered.
    pub answers: usize,
    /// How many would decide so.
    pub choices: Vec<(Opinion, usize)>,
    /// How many doubt each criterion.
    pub doubts: Vec<(&'static str, usize)>,
}

/// How the team agrees about one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Its key.
    pub criterion: &'static str,
    /// Cases where everyone doubts it.
    pub shared: usize,
    /// Cases where some doubt it and some do not.
    pub divided: usize,
}

#[cfg(test)]
#[path = "calibration_tests.rs"]
mod tests;
