//! The geometry of charts: whole numbers in a box of [`WIDTH`] by [`HEIGHT`] that is stretched to the page. No words here.

use std::fmt::Write;

/// Width of the box, in units that the page stretches.
pub const WIDTH: i64 = 600;
/// Height of the box: about one pixel a unit.
pub const HEIGHT: i64 = 200;
/// The largest value that is drawn: its ticks still are numbers.
pub const MOST: i64 = 1_000_000_000_000_000_000;
/// Steps of a scale, at most.
const STEPS: i64 = 5;

/// Why values make no chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Counts and sizes are never below zero.
    #[error("a value is negative")]
    Negative,
    /// A value is above [`MOST`].
    #[error("a value is too large")]
    Huge,
    /// There is not one value a name.
    #[error("there is not one value for each name")]
    Uneven,
    /// More points, or series, than can be told apart.
    #[error("there are too many points or series")]
    TooMany,
    /// The period ends before it begins.
    #[error("the period ends before it begins")]
    Backwards,
}

/// Refuses what cannot be drawn.
pub fn fit(values: impl IntoIterator<Item = i64>) -> Result<(), Unfit> {
    values.into_iter().try_for_each(|value| match value {
        i64::MIN..0 => Err(Unfit::Negative),
        0..=MOST => Ok(()),
        _ => Err(Unfit::Huge),
    })
}

/// `n` of `of` parts of `whole`, rounded down; none of nothing.
fn part(n: i64, of: i64, whole: i64) -> i64 {
    i64::try_from(i128::from(n) * i128::from(whole) / i128::from(of.max(1))).unwrap_or(whole)
}

/// A scale from zero, with round ticks: 1, 2 or 5 times a power of ten apart, from one to five of them above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    step: i64,
    steps: i64,
}

impl Scale {
    /// The smallest that holds `most`, with ticks no closer than `least`.
    pub fn holding(most: i64, least: i64) -> Self {
        let most = most.clamp(0, MOST);
        let mut unit = 1;
        loop {
            for step in [unit, 2 * unit, 5 * unit] {
                let steps = most / step + i64::from(most % step > 0);
                if step >= least.min(MOST) && steps <= STEPS {
                    return Self { step, steps: steps.max(1) };
                }
            }
            unit *= 10;
        }
    }

    /// The value of the upper edge.
    pub fn top(self) -> i64 {
        self.step * self.steps
    }

    /// The ticks, zero first.
    pub fn ticks(self) -> impl DoubleEndedIterator<Item = i64> {
        (0..=self.steps).map(move |n| n * self.step)
    }

    /// Where a value stands, from the upper edge down. What is not nothing is seen.
    pub fn y(self, value: i64) -> i64 {
        let value = value.clamp(0, self.top());
        HEIGHT - part(value, self.top(), HEIGHT).max(i64::from(value > 0))
    }
}

/// Where the `n`th of `count` rooms begins, from the left; `n` may be `count`.
pub fn room(n: usize, count: usize) -> i64 {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    part(whole(n.min(count)), whole(count), WIDTH)
}

/// Where the `n`th of `count` points stands: the first and the last at the edges, one alone in the middle.
pub fn place(n: usize, count: usize) -> i64 {
    if count <= 1 { WIDTH / 2 } else { room(n, count - 1) }
}

/// Where an instant stands between two, in seconds; what is outside stands at the edge.
pub fn moment(at: i64, from: i64, to: i64) -> i64 {
    if to <= from { WIDTH / 2 } else { part(at.clamp(from, to).saturating_sub(from), to.saturating_sub(from), WIDTH) }
}

/// Bars on the ground or on each other: left, right, upper and lower edge of each; path data. Those without height are left out.
pub fn bars(bars: impl IntoIterator<Item = (i64, i64, i64, i64)>) -> String {
    let mut path = String::new();
    for (left, right, up, down) in bars {
        if down > up {
            let (width, height) = (right - left, down - up);
            let _ = write!(path, "M{left} {up}h{width}v{height}h-{width}z");
        }
    }
    path
}

/// Lines through points, one line a run: path data. A point alone is a dot.
pub fn line(runs: &[Vec<(i64, i64)>]) -> String {
    let mut path = String::new();
    for run in runs {
        let mut before = None;
        for (x, y) in run {
            let _ = match before {
                None => write!(path, "M{x} {y}"),
                Some((a, b)) => write!(path, "l{} {}", x - a, y - b),
            };
            before = Some((x, y));
        }
        if run.len() == 1 {
            path.push_str("h0");
        }
    }
    path
}

/// The surface between lines and the ground.
pub fn area(runs: &[Vec<(i64, i64)>]) -> String {
    let mut path = String::new();
    for run in runs.iter().filter(|run| run.len() > 1) {
        path.push_str(&line(std::slice::from_ref(run)));
        if let Some((x, _)) = run.first() {
            let _ = write!(path, "V{HEIGHT}H{x}z");
        }
    }
    path
}

/// Points where a level changes, as a line that goes along, then up or down. It goes on to the last of each run as it was.
pub fn stairs(runs: &[Vec<(i64, i64)>]) -> Vec<Vec<(i64, i64)>> {
    let climb = |run: &Vec<(i64, i64)>| {
        let mut points: Vec<(i64, i64)> = Vec::new();
        for (x, y) in run {
            if let Some((_, before)) = points.last().copied().filter(|(_, before)| before != y) {
                points.push((*x, before));
            }
            points.push((*x, *y));
        }
        points
    };
    runs.iter().map(climb).collect()
}

/// A length of the box as a share of the page: `12.5%`.
pub fn percent(length: i64) -> String {
    let tenths = part(length, WIDTH, 1000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Which of `count` labels fit under a chart, the longest being of so many characters: one in so many. Thought for 360 pixels.
pub fn every(count: usize, longest: usize) -> usize {
    let fit = (260 / (longest.max(1) * 8 + 12)).max(1);
    count.div_ceil(fit).max(1)
}

/// Whole shares of a hundred, by the largest remainder: they always make a hundred, unless there is nothing to share.
pub fn shares(counts: &[i64]) -> Vec<i64> {
    let counts: Vec<i128> = counts.iter().map(|n| i128::from(*n.max(&0))).collect();
    let whole = counts.iter().sum::<i128>();
    if whole == 0 {
        return vec![0; counts.len()];
    }
    let mut shares: Vec<i64> = counts.iter().map(|n| i64::try_from(n * 100 / whole).unwrap_or(100)).collect();
    let mut left = 100 - shares.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(counts.get(*i).map(|n| n * 100 % whole)));
    for i in order {
        if let Some(share) = shares.get_mut(i).filter(|_| left > 0) {
            *share += 1;
            left -= 1;
        }
    }
    shares
}

#[cfg(test)]
#[path = "geometry_tests.rs"]
mod tests;
