//! Bars: counts by month or by class, one series or a few, on each other or side by side.

use super::geometry::{self, Scale, Unfit, fit};
use super::{About, Figure, Name, POINTS, SERIES, SQUARE, Unit};

/// How the series of one place stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// On each other: their sum is seen.
    Stacked,
    /// Side by side.
    Beside,
}

/// Counts by place, in words already.
#[derive(Debug, Clone)]
pub struct Bars {
    /// The places, in their order.
    pub names: Vec<Name>,
    /// The series: a name, and a value a place. One needs no name.
    pub series: Vec<(String, Vec<i64>)>,
    /// How they stand.
    pub layout: Layout,
    /// What the values are.
    pub unit: Unit,
}

/// How a series is filled; the pattern of the second and the third is told by its number.
pub(super) const FILLS: [(&str, Option<usize>); SERIES] = [("f-water", None), ("b2", Some(2)), ("b3", Some(3))];

impl Bars {
    /// The chart, or why there is none.
    pub fn draw(&self, about: About) -> Result<Figure, Unfit> {
        let (places, count) = (self.names.len(), self.series.len());
        if places > POINTS || count > SERIES {
            return Err(Unfit::TooMany);
        }
        if self.series.iter().any(|(_, values)| values.len() != places) {
            return Err(Unfit::Uneven);
        }
        fit(self.series.iter().flat_map(|(_, values)| values.iter().copied()))?;
        let at = |series: usize, place: usize| self.series.get(series).and_then(|(_, values)| values.get(place)).copied().unwrap_or(0);
        let under = |series: usize, place: usize| (0..series).map(|lower| at(lower, place)).sum::<i64>();
        let sums: Vec<i64> = (0..places).map(|place| under(count, place)).collect();
        fit(sums.iter().copied())?;
        let most = match self.layout {
            Layout::Stacked => sums.iter().copied().max(),
            Layout::Beside => self.series.iter().flat_map(|(_, values)| values).copied().max(),
        };
        let scale = Scale::holding(most.unwrap_or(0), self.unit.least());
        let mut figure = Figure::of(about, scale, self.unit);
        for (series, (class, pattern)) in FILLS.into_iter().enumerate().take(count) {
            let bars = (0..places).map(|place| {
                let (value, below) = (at(series, place), if self.layout == Layout::Stacked { under(series, place) } else { 0 });
                let (left, right) = self.sides(place, series);
                let down = scale.y(below);
                // What is not nothing is seen, on others as on the ground.
                (left, right, scale.y(below + value).min(down - i64::from(value > 0)).max(0), down)
            });
            figure.draw(class, pattern, geometry::bars(bars));
            if count > 1 {
                let name = self.series.get(series).map_or("", |(name, _)| name.as_str());
                figure.key(class, pattern, SQUARE, name);
            }
        }
        figure.mark(
            self.names
                .iter()
                .enumerate()
                .map(|(n, name)| ((geometry::room(n, places) + geometry::room(n + 1, places)) / 2, name.short.clone()))
                .collect(),
        );
        figure.columns = self.series.iter().map(|(name, _)| name.clone()).collect();
        let row = |(place, name): (usize, &Name)| (name.whole.clone(), (0..count).map(|series| self.unit.say(at(series, place))).collect());
        figure.rows = self.names.iter().enumerate().map(row).collect();
        Ok(figure)
    }

    /// Left and right of a bar: a fifth of its room stays free.
    fn sides(&self, place: usize, series: usize) -> (i64, i64) {
        let (left, right) = (geometry::room(place, self.names.len()), geometry::room(place + 1, self.names.len()));
        let free = (right - left) / 10;
        let (left, right) = (left + free, (right - free).max(left + free + 1));
        match (self.layout, i64::try_from(self.series.len()), i64::try_from(series)) {
            (Layout::Beside, Ok(count), Ok(n)) if count > 1 => {
                let from = left + (right - left) * n / count;
                (from, (left + (right - left) * (n + 1) / count).max(from + 1))
            }
            _ => (left, right),
        }
    }
}
