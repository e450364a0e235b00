//! Groups: records tied by strong links, without letting one weak middle tie two networks.
//!
//! Links whose ends have the same neighbours are followed first, then the heaviest; two groups become one only when enough of their pairs are
//! strongly linked, or when a volunteer said that they are related. A pair judged not related is never in one group.

use std::collections::{BTreeMap, BTreeSet};

/// What a volunteer said of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They belong together, whatever the machine thinks.
    Related,
    /// They do not.
    NotRelated,
}

/// Of the pairs between two groups, the share that must be strong links for the groups to become one.
const ENOUGH: f64 = 0.5;
/// At most this many members of a group, or neighbours of a record, are looked at.
const SAMPLE: usize = 12;

/// The groups of two records or more, each sorted, the largest first. Links below the strong weight are to be left out by the caller.
pub fn groups<T: Ord + Clone>(links: impl IntoIterator<Item = (T, T, f64)>, verdicts: impl IntoIterator<Item = (T, T, Verdict)>) -> Vec<Vec<T>> {
    let mut grouping = Grouping::default();
    let mut ordered: Vec<(T, T, f64)> = links.into_iter().map(|(a, b, weight)| if a <= b { (a, b, weight) } else { (b, a, weight) }).collect();
    let mut said: Vec<(T, T)> = Vec::new();
    for (a, b, verdict) in verdicts {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        match verdict {
            Verdict::Related => said.push((a, b)),
            Verdict::NotRelated => {
                grouping.apart.insert((a, b));
            }
        }
    }
    ordered.retain(|(a, b, _)| a != b && !grouping.apart.contains(&(a.clone(), b.clone())));
    for (a, b, _) in &ordered {
        grouping.strong.insert((a.clone(), b.clone()));
    }
    let neighbours = neighbours(&grouping.strong);
    let mut ranked: Vec<(f64, T, T, f64)> = Vec::with_capacity(ordered.len());
    for (a, b, weight) in ordered {
        ranked.push((grouping.support(&a, &b, &neighbours), a, b, weight));
    }
    ranked.sort_by(|x, y| y.0.total_cmp(&x.0).then(y.3.total_cmp(&x.3)).then_with(|| (&x.1, &x.2).cmp(&(&y.1, &y.2))));
    for (_, a, b, _) in ranked {
        grouping.tie(&a, &b, false);
    }
    // Last, so that the groups that people tie are whole.
    said.sort();
    for (a, b) in said {
        grouping.tie(&a, &b, true);
    }
    let mut groups: Vec<Vec<T>> = grouping.members.into_values().filter(|members| members.len() > 1).collect();
    for group in &mut groups {
        group.sort();
    }
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    groups
}

struct Grouping<T> {
    strong: BTreeSet<(T, T)>,
    apart: BTreeSet<(T, T)>,
    group_of: BTreeMap<T, usize>,
    members: BTreeMap<usize, Vec<T>>,
}

impl<T> Default for Grouping<T> {
    fn default() -> Self {
        Self { strong: BTreeSet::new(), apart: BTreeSet::new(), group_of: BTreeMap::new(), members: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Grouping<T> {
    fn tie(&mut self, a: &T, b: &T, said: bool) {
        let (a, b) = (self.group(a), self.group(b));
        if a == b {
            return;
        }
        let (few, many) = (self.members_of(a), self.members_of(b));
        if self.kept_apart(few, many) || !(said || self.enough(few, many)) {
            return;
        }
        let (into, from) = if few.len() >= many.len() { (a, b) } else { (b, a) };
        let moved = self.members.remove(&from).unwrap_or_default();
        for member in &moved {
            self.group_of.insert(member.clone(), into);
        }
        self.members.entry(into).or_default().extend(moved);
    }

    fn group(&mut self, one: &T) -> usize {
        if let Some(group) = self.group_of.get(one) {
            return *group;
        }
        let group = self.group_of.len();
        self.group_of.insert(one.clone(), group);
        self.members.insert(group, vec![one.clone()]);
        group
    }

    fn members_of(&self, group: usize) -> &[T] {
        self.members.get(&group).map_or(&[], Vec::as_slice)
    }

    fn kept_apart(&self, a: &[T], b: &[T]) -> bool {
        !self.apart.is_empty() && a.iter().any(|x| b.iter().any(|y| self.apart.contains(&pair(x, y))))
    }

    /// Of the neighbours of each, the part that the other is linked to as well: the smaller of the two.
    fn support(&self, a: &T, b: &T, neighbours: &BTreeMap<T, Vec<T>>) -> f64 {
        let seen = |one: &T, other: &T| {
            let around: Vec<T> = spread(neighbours.get(one).map_or(&[], Vec::as_slice)).into_iter().filter(|near| near != other).collect();
            let both = around.iter().filter(|near| self.strong.contains(&pair(near, other))).count();
            if around.is_empty() { 1.0 } else { share(both, around.len()) }
        };
        seen(a, b).min(seen(b, a))
    }

    /// Among pairs spread over both groups, enough are strong links.
    fn enough(&self, a: &[T], b: &[T]) -> bool {
        let (a, b) = (spread(a), spread(b));
        let pairs = a.len() * b.len();
        let linked = a.iter().flat_map(|x| b.iter().map(move |y| pair(x, y))).filter(|pair| self.strong.contains(pair)).count();
        share(linked, pairs) >= ENOUGH
    }
}

/// A few of many, evenly spread.
fn spread<T: Clone>(many: &[T]) -> Vec<T> {
    many.iter().step_by(many.len().div_ceil(SAMPLE).max(1)).cloned().collect()
}

/// Who is linked to whom, both ways.
fn neighbours<T: Ord + Clone>(links: &BTreeSet<(T, T)>) -> BTreeMap<T, Vec<T>> {
    let mut around: BTreeMap<T, Vec<T>> = BTreeMap::new();
    for (a, b) in links {
        around.entry(a.clone()).or_default().push(b.clone());
        around.entry(b.clone()).or_default().push(a.clone());
    }
    around
}

fn pair<T: Ord + Clone>(a: &T, b: &T) -> (T, T) {
    if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

#[expect(clippy::cast_precision_loss, reason = "at most a few hundred pairs")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
