//! Steps: a level over time under a ceiling that is raised now and then; where nothing is known is hatched.

use super::geometry::{self, Scale, Unfit, fit};
use super::line::runs;
use super::{About, Figure, Name, POINTS, SQUARE, STROKE, Unit, said};
use crate::domain::values::Instant;
use std::collections::BTreeMap;

/// A level and its ceiling over time, in words already.
#[derive(Debug, Clone)]
pub struct Steps {
    /// Where the chart begins and ends.
    pub period: (Instant, Instant),
    /// What the level is.
    pub name: String,
    /// The level from each instant on, in their order; none where nothing is known until the next.
    pub level: Vec<(Instant, Option<i64>)>,
    /// The ceiling: its name, and its value from each instant on.
    pub ceiling: Option<(String, Vec<(Instant, i64)>)>,
    /// What is hatched, in words.
    pub unknown: String,
    /// Instants to name: in the table where something changes then, under the chart where there is room.
    pub names: Vec<(Instant, Name)>,
    /// How any other instant is named in the table.
    pub say: fn(Instant) -> String,
    /// What the values are.
    pub unit: Unit,
}

impl Steps {
    /// The chart, or why there is none.
    pub fn draw(&self, about: About) -> Result<Figure, Unfit> {
        let (from, to) = self.period;
        if to < from {
            return Err(Unfit::Backwards);
        }
        let ceiling: &[(Instant, i64)] = self.ceiling.as_ref().map_or(&[], |(_, ceiling)| ceiling);
        if self.level.len().max(ceiling.len()) > POINTS {
            return Err(Unfit::TooMany);
        }
        let ordered = self.level.is_sorted_by_key(|(at, _)| at) && ceiling.is_sorted_by_key(|(at, _)| at);
        if !ordered {
            return Err(Unfit::Backwards);
        }
        let known = || self.level.iter().filter_map(|(_, value)| *value).chain(ceiling.iter().map(|(_, value)| *value));
        fit(known())?;
        let scale = Scale::holding(known().max().unwrap_or(0), self.unit.least());
        let mut figure = Figure::of(about, scale, self.unit);
        let x = |at: Instant| geometry::moment(at.timestamp(), from.timestamp(), to.timestamp());
        let levels = self.along(&self.level, x, scale);
        figure.draw("l-area", None, geometry::area(&levels));
        figure.draw("l-line", None, geometry::line(&levels));
        figure.key("l-line", None, STROKE, &self.name);
        if let Some((name, _)) = &self.ceiling {
            let raised: Vec<(Instant, Option<i64>)> = ceiling.iter().map(|(at, value)| (*at, Some(*value))).collect();
            figure.draw("l-bar", None, geometry::line(&self.along(&raised, x, scale)));
            figure.key("l-bar", None, STROKE, name);
        }
        // What nothing is known of begins at one instant and ends at the next that is known.
        for unknown in self.level.chunk_by(|(_, a), (_, b)| a.is_none() == b.is_none()).filter(|run| run.iter().all(|(_, value)| value.is_none())) {
            let begins = unknown.first().map_or(to, |(at, _)| *at);
            let ends = self.level.iter().find(|(at, value)| *at > begins && value.is_some()).map_or(to, |(at, _)| *at);
            if x(ends) > x(begins) {
                figure.gaps.push((geometry::percent(x(begins)), geometry::percent(x(ends) - x(begins))));
            }
        }
        if !figure.gaps.is_empty() {
            figure.key("gap", Some(4), SQUARE, &self.unknown);
        }
        figure.mark(self.names.iter().filter(|(at, _)| (from..=to).contains(at)).map(|(at, name)| (x(*at), name.short.clone())).collect());
        figure.columns = [Some(&self.name), self.ceiling.as_ref().map(|(name, _)| name)].into_iter().flatten().cloned().collect();
        figure.rows = self.table(ceiling);
        Ok(figure)
    }

    /// A level as stairs that go on to the end of the period, or of what is known.
    fn along(&self, level: &[(Instant, Option<i64>)], x: impl Fn(Instant) -> i64, scale: Scale) -> Vec<Vec<(i64, i64)>> {
        let mut points = Vec::new();
        for ((at, value), next) in level.iter().zip(level.iter().skip(1).map(|(at, _)| *at).chain([self.period.1])) {
            match value.map(|value| scale.y(value)) {
                Some(y) => points.extend([Some((x(*at), y)), Some((x(next), y))]),
                None => points.push(None),
            }
        }
        geometry::stairs(&runs(points))
            .into_iter()
            .map(|mut run| {
                run.dedup();
                run
            })
            .collect()
    }

    /// What is known from each instant on at which something changes.
    fn table(&self, ceiling: &[(Instant, i64)]) -> Vec<(String, Vec<String>)> {
        let mut changes: BTreeMap<Instant, (Option<Option<i64>>, Option<i64>)> = BTreeMap::new();
        for (at, value) in &self.level {
            changes.entry(*at).or_default().0 = Some(*value);
        }
        for (at, value) in ceiling {
            changes.entry(*at).or_default().1 = Some(*value);
        }
        let (mut level, mut top) = (None, None);
        let row = |(at, (new, raised)): (Instant, (Option<Option<i64>>, Option<i64>))| {
            (level, top) = (new.unwrap_or(level), raised.or(top));
            let name = self.names.iter().find(|(named, _)| *named == at).map_or_else(|| (self.say)(at), |(_, name)| name.whole.clone());
            let values = [Some(level), self.ceiling.as_ref().map(|_| top)];
            (name, values.into_iter().flatten().map(|value| said(self.unit, value)).collect())
        };
        changes.into_iter().map(row).collect()
    }
}
