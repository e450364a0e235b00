//! Shares: lines of a table, each with its bar. Of several answers, each line makes a hundred; of one, it is a share of a whole.

use super::About;
use super::geometry::{self, Unfit, fit};
use crate::words;
use askama::Template;

/// Answers that are told apart without colours, from the darkest on.
pub const ANSWERS: usize = 5;
/// Lines of a table.
const LINES: usize = 100;

/// What was answered, in words already.
#[derive(Debug, Clone)]
pub struct Shares {
    /// The answers.
    pub answers: Vec<String>,
    /// A line: its name, and how many gave each answer; none where it is masked.
    pub lines: Vec<(String, Vec<Option<i64>>)>,
    /// What the shares are of; where there is none, each line is its own whole.
    pub of: Option<i64>,
    /// What stands for a number that is masked: « moins de 5 ».
    pub masked: String,
}

/// A line, drawn.
struct Line {
    name: String,
    /// Of each answer that is seen: its fill, and its path.
    parts: Vec<(&'static str, Option<usize>, String)>,
    /// Of each answer: how many, and which share.
    numbers: Vec<(String, String)>,
}

/// The shares, drawn.
#[derive(Template)]
#[template(path = "chart/shares.html")]
pub struct Table {
    about: About,
    /// With their fill; none for one answer alone.
    keys: Vec<(&'static str, Option<usize>, String)>,
    columns: Vec<String>,
    lines: Vec<Line>,
}

const FILLS: [(&str, Option<usize>); ANSWERS] = [("f-water", None), ("b2", Some(2)), ("b3", Some(3)), ("b4", Some(5)), ("b5", None)];

impl Shares {
    /// The table, or why there is none.
    pub fn draw(&self, about: About) -> Result<Table, Unfit> {
        let count = self.answers.len();
        if count > ANSWERS || self.lines.len() > LINES || (count > 1 && self.of.is_some()) {
            return Err(Unfit::TooMany);
        }
        if self.lines.iter().any(|(_, values)| values.len() != count) {
            return Err(Unfit::Uneven);
        }
        fit(self.lines.iter().flat_map(|(_, values)| values).flatten().copied().chain(self.of))?;
        let keys = FILLS.into_iter().zip(&self.answers).map(|((class, pattern), words)| (class, pattern, words.clone())).collect();
        Ok(Table {
            about,
            keys: if count > 1 { keys } else { Vec::new() },
            columns: self.answers.clone(),
            lines: self.lines.iter().map(|(name, values)| self.line(name, values)).collect(),
        })
    }

    fn line(&self, name: &str, values: &[Option<i64>]) -> Line {
        let shares = self.shares(values);
        let say = |(value, share): (&Option<i64>, &Option<i64>)| match (value, share) {
            (None, _) => (self.masked.clone(), String::new()),
            (Some(value), None) => (words::number(*value), String::new()),
            (Some(value), Some(share)) => (words::number(*value), format!("{share}\u{a0}%")),
        };
        let mut from = 0;
        let parts = FILLS.into_iter().zip(&shares).filter_map(|((class, pattern), share)| {
            let (left, right) = (from, from + share.unwrap_or(0));
            from = right;
            let d = format!("M{} 0H{}V20H{}z", left * 10, right * 10, left * 10);
            (right > left).then_some((class, pattern, d))
        });
        Line { name: name.to_owned(), parts: parts.collect(), numbers: values.iter().zip(&shares).map(say).collect() }
    }

    /// The share of each answer, in percent: none where it cannot be said, for it would tell what is masked.
    fn shares(&self, values: &[Option<i64>]) -> Vec<Option<i64>> {
        match self.of {
            Some(whole) => values
                .iter()
                .map(|value| value.and_then(|value| geometry::shares(&[value.min(whole), (whole - value).max(0)]).first().copied()))
                .collect(),
            None => {
                let known: Vec<i64> = values.iter().flatten().copied().collect();
                match known.len() == values.len() && known.iter().any(|value| *value > 0) {
                    true => geometry::shares(&known).into_iter().map(Some).collect(),
                    false => vec![None; values.len()],
                }
            }
        }
    }
}
