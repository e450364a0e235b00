//! Pictures of how full the service was, phase by phase, of what was admitted, and of how long people wait.

use crate::domain::day;
use crate::domain::occupancy::{self, Month};
use crate::domain::policy::Policy;
use crate::domain::values::Instant;
use crate::web::chart::{About, Bars, Figure, Layout, Name, Steps, Unit};
use crate::words;
use chrono::Datelike;

/// Months that the level goes back, and months of admissions.
const LONG: usize = 120;
const LATELY: usize = 24;
/// The classes of an age: its words, its months in short, and the days it ends with.
const AGES: [(&str, &str, i64); 5] =
    [("age-month", "0–1", 30), ("age-quarter", "1–3", 91), ("age-half", "3–6", 183), ("age-year", "6–12", 365), ("age-more", "12+", i64::MAX)];

fn month(one: &Month) -> String {
    words::month(&one.first.format("%Y-%m").to_string())
}

/// Places taken over time under the ceilings of the phases, and admissions by month; none before the first admission.
pub fn pictures(ordered: &[Instant], deleted: &[Instant], policy: &Policy, now: Instant) -> Vec<Figure> {
    let months = occupancy::months(ordered, deleted, now, LONG);
    [level(&months, policy, now), admissions(&months)].into_iter().flatten().collect()
}

fn level(months: &[Month], policy: &Policy, now: Instant) -> Option<Figure> {
    let from = day::start(months.first()?.first);
    let ends = months.iter().skip(1).map(|one| day::start(one.first)).chain([now]);
    let level = std::iter::once((from, Some(0))).chain(ends.zip(months).map(|(at, one)| (at, Some(one.there))));
    let held = policy.phases.iter().map(|phase| (day::start(phase.from), phase.ceiling)).filter(|(at, _)| *at <= now);
    let (before, after): (Vec<_>, Vec<_>) = held.partition(|(at, _)| *at <= from);
    let ceiling = before.last().map(|(_, ceiling)| (from, *ceiling)).into_iter().chain(after).collect();
    let year = |one: &Month| if one.first.month() == 1 { one.first.year().to_string() } else { String::new() };
    let names = months.iter().map(|one| (day::start(one.first), Name { whole: month(one), short: year(one) }));
    let steps = Steps {
        period: (from, now),
        name: words::say("occupancy-level"),
        level: level.collect(),
        ceiling: Some((words::say("occupancy-ceiling"), ceiling)),
        unknown: words::say("occupancy-unknown"),
        names: names.collect(),
        say: words::date,
        unit: Unit::Count,
    };
    let last = months.last().map_or(0, |one| one.there);
    let summary = [("n", words::number(last)), ("ceiling", words::number(policy.opening(now).ceiling)), ("date", words::date(now))];
    let summary: Vec<(&'static str, &str)> = summary.iter().map(|(name, value)| (*name, value.as_str())).collect();
    steps
        .draw(About {
            id: "niveau",
            caption: words::say("occupancy-level-caption"),
            summary: words::say_with("occupancy-level-summary", &summary),
            rows: words::say("occupancy-rows"),
        })
        .ok()
}

fn admissions(months: &[Month]) -> Option<Figure> {
    let lately = months.get(months.len().saturating_sub(LATELY)..)?;
    let most = lately.iter().max_by_key(|one| one.admitted)?;
    let summary = words::say_with("occupancy-admissions-summary", &[("n", &words::number(most.admitted)), ("month", &month(most))]);
    let bars = Bars {
        names: lately.iter().map(|one| Name::same(&month(one))).collect(),
        series: vec![(words::say("occupancy-admissions"), lately.iter().map(|one| one.admitted).collect())],
        layout: Layout::Stacked,
        unit: Unit::Count,
    };
    bars.draw(About { id: "admissions-mois", caption: words::say("occupancy-admissions-caption"), summary, rows: words::say("occupancy-rows") }).ok()
}

/// How long those of the waiting list have waited; none where nobody waits.
pub fn ages(since: &[Instant], now: Instant) -> Option<Figure> {
    let mut counts = [0; AGES.len()];
    for at in since {
        let days = (now - *at).num_days();
        let class = AGES.iter().position(|(_, _, end)| days < *end).unwrap_or(AGES.len() - 1);
        if let Some(n) = counts.get_mut(class) {
            *n += 1;
        }
    }
    let all = i64::try_from(since.len()).ok().filter(|n| *n > 0)?;
    let bars = Bars {
        names: AGES.iter().map(|(key, short, _)| Name { whole: words::say(key), short: (*short).to_owned() }).collect(),
        series: vec![(words::say("occupancy-waiting"), counts.to_vec())],
        layout: Layout::Stacked,
        unit: Unit::Count,
    };
    bars.draw(About {
        id: "ages",
        caption: words::say("occupancy-ages-caption"),
        summary: words::count("occupancy-ages-summary", all),
        rows: words::say("occupancy-ages-rows"),
    })
    .ok()
}
