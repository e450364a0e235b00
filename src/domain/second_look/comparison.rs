//! What two volunteers thought of one decision, side by side, and what it comes to over months. Nothing in it names anyone, or
//! says who was right.

use crate::choices;
use crate::domain::calibration::Opinion;
use crate::domain::review::Choice;
use crate::domain::review::reasons;

/// What one person would decide, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What.
    pub choice: Opinion,
    /// Keys of criteria, or `full`.
    pub reasons: Vec<String>,
}

impl Judgement {
    /// That of a decision; none of what is dropped in silence.
    pub fn of(choice: &Choice) -> Option<Self> {
        let reasons = match choice {
            Choice::Refuse { reasons } => reasons.clone(),
            Choice::Accept | Choice::Wait { .. } | Choice::Drop => Vec::new(),
        };
        Some(Self { choice: Opinion::parse(choice.code())?, reasons })
    }
}

choices!(
    /// Who gives a reason.
    Whose { Both = "both", First = "first", Second = "second" }
);

/// A decision, and what a second volunteer thought of it, if anyone looked in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What was decided.
    pub first: Judgement,
    /// The second look.
    pub second: Option<Judgement>,
}

impl Comparison {
    /// Both would decide the same, whatever the priority and the reasons; `None` where nobody looked.
    pub fn agrees(&self) -> Option<bool> {
        self.second.as_ref().map(|second| second.choice == self.first.choice)
    }

    /// The reasons that either gives, in their order, and who gives them.
    pub fn by_reason(&self) -> Vec<(&'static str, Whose)> {
        let gives = |judgement: &Judgement, key: &str| judgement.reasons.iter().any(|reason| reason == key);
        let whose = |key| match (gives(&self.first, key), self.second.as_ref().is_some_and(|second| gives(second, key))) {
            (true, true) => Some(Whose::Both),
            (true, false) => Some(Whose::First),
            (false, true) => Some(Whose::Second),
            (false, false) => None,
        };
        reasons().filter_map(|key| whose(key).map(|whose| (key, whose))).collect()
    }
}

/// How often two looks agreed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Both would decide the same.
    pub agreed: i64,
    /// They would not.
    pub differed: i64,
    /// Nobody looked in time.
    pub unseen: i64,
}

impl Counts {
    /// Of these comparisons.
    pub fn of<'c>(all: impl IntoIterator<Item = &'c Comparison>) -> Self {
        all.into_iter().fold(Self::default(), |counts, one| match one.agrees() {
            Some(true) => Self { agreed: counts.agreed + 1, ..counts },
            Some(false) => Self { differed: counts.differed + 1, ..counts },
            None => Self { unseen: counts.unseen + 1, ..counts },
        })
    }
    /// Those that someone looked at.
    pub fn looked(self) -> i64 {
        self.agreed + self.differed
    }
}

/// How two looks agree about one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// Its key.
    pub reason: &'static str,
    /// Both gave it.
    pub both: i64,
    /// Only one of the two did.
    pub one: i64,
}

/// By reason, over comparisons that someone looked at. Reasons that nobody gave are left out.
pub fn shared(all: &[Comparison]) -> Vec<Shared> {
    let given: Vec<(&str, Whose)> = all.iter().filter(|one| one.second.is_some()).flat_map(Comparison::by_reason).collect();
    let count = |key: &str, both: bool| {
        let found = given.iter().filter(|(reason, whose)| *reason == key && (*whose == Whose::Both) == both).count();
        i64::try_from(found).unwrap_or(i64::MAX)
    };
    reasons().map(|key| Shared { reason: key, both: count(key, true), one: count(key, false) }).filter(|one| one.both + one.one > 0).collect()
}
