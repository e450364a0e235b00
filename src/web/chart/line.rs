//! A line: a trend at equal steps of time, broken where nothing is known, with a bar it should not reach.

use super::geometry::{self, Scale, Unfit, fit};
use super::{About, Figure, Name, POINTS, STROKE, Unit, said};

/// A trend, in words already.
#[derive(Debug, Clone)]
pub struct Line {
    /// The places, in their order.
    pub names: Vec<Name>,
    /// What is measured.
    pub name: String,
    /// Its values, one a place; none where nothing is known.
    pub values: Vec<Option<i64>>,
    /// A bar, by its name.
    pub bar: Option<(String, i64)>,
    /// What the values are.
    pub unit: Unit,
}

/// Points without those that are not known, one list a run.
pub(super) fn runs(points: impl IntoIterator<Item = Option<(i64, i64)>>) -> Vec<Vec<(i64, i64)>> {
    let mut runs = vec![Vec::new()];
    for point in points {
        match (point, runs.last_mut()) {
            (Some(point), Some(run)) => run.push(point),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

impl Line {
    /// The chart, or why there is none.
    pub fn draw(&self, about: About) -> Result<Figure, Unfit> {
        let places = self.names.len();
        if places > POINTS {
            return Err(Unfit::TooMany);
        }
        if self.values.len() != places {
            return Err(Unfit::Uneven);
        }
        let bar = self.bar.as_ref().map(|(_, bar)| *bar);
        let known = || self.values.iter().flatten().copied().chain(bar);
        fit(known())?;
        let scale = Scale::holding(known().max().unwrap_or(0), self.unit.least());
        let mut figure = Figure::of(about, scale, self.unit);
        let point = |(n, value): (usize, &Option<i64>)| value.map(|value| (geometry::place(n, places), scale.y(value)));
        let runs = runs(self.values.iter().enumerate().map(point));
        figure.draw("l-area", None, geometry::area(&runs));
        let (alone, runs): (Vec<_>, Vec<_>) = runs.into_iter().partition(|run| run.len() == 1);
        figure.draw("l-line", None, geometry::line(&runs));
        figure.draw("l-dot", None, geometry::line(&alone));
        figure.key("l-line", None, STROKE, &self.name);
        if let Some((name, bar)) = &self.bar {
            figure.draw("l-bar", None, format!("M0 {}H{}", scale.y(*bar), geometry::WIDTH));
            figure.key("l-bar", None, STROKE, name);
        }
        figure.mark(self.names.iter().enumerate().map(|(n, name)| (geometry::place(n, places), name.short.clone())).collect());
        figure.columns = vec![self.name.clone()];
        figure.rows = self.names.iter().zip(&self.values).map(|(name, value)| (name.whole.clone(), vec![said(self.unit, *value)])).collect();
        Ok(figure)
    }
}
