//! Charts, drawn on the server: SVG stretched to the page, its words in HTML around it so that they never shrink, and the
//! numbers in a table beside it. A kind of chart is a file: what it takes, in words already, and `draw`, which gives a [`Figure`] (or
//! [`shares::Table`]) that a template shows with `{{ figure|safe }}`. To add a kind: a file here that fills a [`Figure`]; the
//! geometry is in [`geometry`], and the looks are classes of the style sheet, told apart without colours.

pub mod bars;
pub mod geometry;
pub mod line;
pub mod shares;
pub mod steps;

pub use bars::{Bars, Layout};
pub use geometry::Unfit;
pub use line::Line;
pub use shares::Shares;
pub use steps::Steps;

use crate::words;
use askama::Template;

/// Points of a chart, at most: more than one can see.
pub const POINTS: usize = 400;
/// Series that are told apart without colours.
pub const SERIES: usize = 3;

/// What the numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things that are counted.
    Count,
    /// Sizes, in bytes.
    Bytes,
    /// Whole percents.
    Percent,
}

impl Unit {
    /// A value in words.
    pub fn say(self, value: i64) -> String {
        match self {
            Self::Count => words::number(value),
            Self::Bytes => words::gigabytes(value),
            Self::Percent => format!("{}\u{a0}%", words::number(value)),
        }
    }
    /// The smallest difference that the words tell.
    fn least(self) -> i64 {
        if self == Self::Bytes { 100_000_000 } else { 1 }
    }
}

/// What is said about a chart, already in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What its elements are named by in the page: one of its own for each chart of a page.
    pub id: &'static str,
    /// What it shows.
    pub caption: String,
    /// What one sees in it, in a sentence: for who does not see it.
    pub summary: String,
    /// What the lines of its table are: « Mois ».
    pub rows: String,
}

/// A name of a place along the chart: whole in the table, short under the chart (empty where none is needed).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// In the table.
    pub whole: String,
    /// Under the chart.
    pub short: String,
}

impl Name {
    /// The same in both places.
    pub fn same(text: &str) -> Self {
        Self { whole: text.to_owned(), short: text.to_owned() }
    }
}

/// Words under the chart.
struct Mark {
    at: String,
    anchor: &'static str,
    words: String,
}

/// One path, by its class; with the number of a pattern where it has one.
struct Path {
    class: &'static str,
    pattern: Option<usize>,
    d: String,
}

/// A line of the legend.
struct Key {
    class: &'static str,
    pattern: Option<usize>,
    d: &'static str,
    words: String,
}

const SQUARE: &str = "M1 1H17V17H1z";
const STROKE: &str = "M0 9H18";

/// A chart, drawn.
#[derive(Template)]
#[template(path = "chart/figure.html")]
pub struct Figure {
    about: About,
    /// Ticks, the highest first.
    ticks: Vec<String>,
    grid: String,
    marks: Vec<Mark>,
    paths: Vec<Path>,
    /// Where nothing is known: from, and how wide.
    gaps: Vec<(String, String)>,
    keys: Vec<Key>,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Figure {
    fn of(about: About, scale: geometry::Scale, unit: Unit) -> Self {
        let grid = scale.ticks().map(|tick| format!("M0 {}H{}", scale.y(tick), geometry::WIDTH)).collect();
        let ticks = scale.ticks().rev().map(|tick| unit.say(tick)).collect();
        let (marks, paths, gaps, keys, columns, rows) = Default::default();
        Self { about, ticks, grid, marks, paths, gaps, keys, columns, rows }
    }

    fn draw(&mut self, class: &'static str, pattern: Option<usize>, d: String) {
        if !d.is_empty() {
            self.paths.push(Path { class, pattern, d });
        }
    }

    fn key(&mut self, class: &'static str, pattern: Option<usize>, d: &'static str, words: &str) {
        self.keys.push(Key { class, pattern, d, words: words.to_owned() });
    }

    /// Writes under the chart as many of these as fit, each at its place.
    fn mark(&mut self, names: Vec<(i64, String)>) {
        let names: Vec<(i64, String)> = names.into_iter().filter(|(_, words)| !words.is_empty()).collect();
        let every = geometry::every(names.len(), names.iter().map(|(_, words)| words.chars().count()).max().unwrap_or(0));
        let mark = |(x, words)| {
            let anchor = match x {
                ..60 => "start",
                541.. => "end",
                _ => "middle",
            };
            // What is at an edge begins or ends there, so that it stays within the page.
            let x = if anchor == "start" {
                0
            } else if anchor == "end" {
                geometry::WIDTH
            } else {
                x
            };
            Mark { at: geometry::percent(x), anchor, words }
        };
        self.marks = names.into_iter().step_by(every).map(mark).collect();
    }
}

/// A gap in the numbers, as the table says it.
const NOTHING: &str = "—";

fn said(unit: Unit, value: Option<i64>) -> String {
    value.map_or_else(|| NOTHING.to_owned(), |value| unit.say(value))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
