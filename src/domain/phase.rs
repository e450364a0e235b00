//! Phases of opening (R17): a calendar of ceilings that may leave gaps. In a gap the last ceiling holds and nothing new is admitted,
//! unless a coordinator says so.
//!
//! The calendar is a value of the policy: changing it writes a version of the policy, with its author and motive.

use super::form::{Answers, Problem};
use crate::choices;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A period with a ceiling of spaces in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; none while the next is not written.
    pub to: Option<NaiveDate>,
    /// Spaces that may exist in all.
    pub ceiling: i64,
}

choices!(
    /// Who says whether new spaces are admitted: the calendar, or a coordinator.
    Admissions { Calendar = "calendar", Open = "open", Closed = "closed" }
);

/// Where the service stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// New spaces are admitted.
    pub open: bool,
    /// Spaces that may exist in all.
    pub ceiling: i64,
    /// The phase that runs, or ran last in a gap, counted from 0.
    pub phase: Option<usize>,
    /// A phase runs.
    pub runs: bool,
    /// The first day of the next phase.
    pub next: Option<NaiveDate>,
}

impl Phase {
    /// It runs on this day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && !self.is_over(day)
    }
    /// It ended before this day.
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.to.is_some_and(|to| to < day)
    }
}

/// The FAQ's calendar (R17). The fifth has no end until a coordinator writes the next.
pub fn default_calendar() -> Vec<Phase> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    vec![
        Phase { from: day(2022, 11, 1), to: Some(day(2022, 12, 31)), ceiling: 200 },
        Phase { from: day(2023, 1, 1), to: Some(day(2023, 6, 30)), ceiling: 1_000 },
        Phase { from: day(2023, 9, 1), to: Some(day(2023, 12, 31)), ceiling: 2_500 },
        Phase { from: day(2024, 1, 1), to: Some(day(2024, 12, 31)), ceiling: 5_000 },
        Phase { from: day(2025, 1, 1), to: None, ceiling: 10_000 },
    ]
}

/// Where the service stands on `day`, by a calendar in order.
pub fn opening(calendar: &[Phase], admissions: Admissions, day: NaiveDate) -> Opening {
    let begun = calendar.iter().rposition(|phase| phase.from <= day);
    let last = begun.and_then(|place| calendar.get(place));
    let runs = last.is_some_and(|phase| phase.holds(day));
    Opening {
        open: match admissions {
            Admissions::Calendar => runs,
            Admissions::Open => true,
            Admissions::Closed => false,
        },
        ceiling: last.map_or(0, |phase| phase.ceiling),
        phase: begun,
        runs,
        next: calendar.iter().map(|phase| phase.from).find(|from| *from > day),
    }
}

/// Spaces that a ceiling may say at most.
const MOST: i64 = 1_000_000;

/// The calendar once a phase is written anew: `which` begins on that day, or it is a new one. What is over stays as it was; a phase
/// that runs keeps its beginning, and a ceiling that what exists (`taken`) does not exceed.
pub fn written(calendar: &[Phase], which: Option<NaiveDate>, given: &Answers, today: NaiveDate, taken: i64) -> Result<Vec<Phase>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut wrong = |field, key, n| problems.push(Problem { field, key, n });
    let day = |name: &str| given.text(name).parse::<NaiveDate>().ok();
    let (from, to) = (day("from"), day("to"));
    let old = which.and_then(|first| calendar.iter().find(|phase| phase.from == first));
    if old.is_some_and(|phase| phase.is_over(today)) || (which.is_some() && old.is_none()) {
        return Err(vec![Problem { field: "from", key: "phase-over", n: 0 }]);
    }
    let begun = old.filter(|phase| phase.from <= today);
    match from {
        None => wrong("from", "phase-from-missing", 0),
        Some(from) if begun.is_some_and(|phase| phase.from != from) => wrong("from", "phase-from-begun", 0),
        Some(from) if begun.is_none() && from < today => wrong("from", "phase-from-past", 0),
        Some(_) => {}
    }
    if to.is_none() && !given.text("to").is_empty() {
        wrong("to", "phase-to-malformed", 0);
    }
    if let (Some(from), Some(to)) = (from, to) {
        if to < from {
            wrong("to", "phase-to-before", 0);
        } else if to < today {
            wrong("to", "phase-to-past", 0);
        }
    }
    let ceiling = whole(&given.text("ceiling")).filter(|n| (0..=MOST).contains(n));
    match ceiling {
        None => wrong("ceiling", "phase-ceiling-malformed", MOST),
        // A phase that runs cannot promise less than what exists: to admit nobody, one closes.
        Some(n) if n < taken && from.is_some_and(|from| from <= today) => wrong("ceiling", "phase-ceiling-below", taken),
        Some(_) => {}
    }
    let (Some(from), Some(ceiling)) = (from, ceiling) else { return Err(problems) };
    let mut after: Vec<Phase> = calendar.iter().filter(|phase| Some(phase.from) != which).copied().collect();
    after.push(Phase { from, to, ceiling });
    after.sort_by_key(|phase| phase.from);
    let overlap = after.windows(2).any(|pair| matches!(pair, [one, next] if one.to.is_none_or(|to| to >= next.from)));
    if overlap {
        problems.push(Problem { field: "from", key: "phase-overlaps", n: 0 });
    }
    if problems.is_empty() { Ok(after) } else { Err(problems) }
}

/// The calendar without a phase that has not begun; none where there is no such phase.
pub fn without(calendar: &[Phase], which: NaiveDate, today: NaiveDate) -> Option<Vec<Phase>> {
    let there = calendar.iter().any(|phase| phase.from == which && which > today);
    there.then(|| calendar.iter().filter(|phase| phase.from != which).copied().collect())
}

/// A calendar in one line, for the trail.
pub fn written_out(calendar: &[Phase]) -> String {
    let line = |phase: &Phase| format!("{}/{} {}", phase.from, phase.to.map(|to| to.to_string()).unwrap_or_default(), phase.ceiling);
    calendar.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// A whole number as people write it: spaces of all widths set aside.
pub fn whole(text: &str) -> Option<i64> {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().parse().ok()
}

#[cfg(test)]
#[path = "phase_tests.rs"]
mod tests;
