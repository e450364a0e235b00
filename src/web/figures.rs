//! The figures of the team, month by month (spec 5.11): a chart and its table. Of one person, only one's own, shown to oneself.

use crate::domain::application::Shelf;
use crate::domain::delay;
use crate::domain::figures::{self, MONTHS, SAMPLE, median, month_of, month_start, months};
use crate::domain::review::age_days;
use crate::domain::values::Instant;
use crate::store;
use crate::store::outcome::Outcome;
use crate::web::error::Error;
use crate::web::guard::Volunteer;
use crate::web::page::{self, Frame, Place};
use crate::words;
use actix_web::HttpResponse;
use askama::Template;

use std::collections::BTreeMap;

/// A line of the table.
struct Month {
    name: String,
    received: String,
    /// By outcome, in the order of the columns.
    outcomes: Vec<String>,
    /// Median delay; none of too few decisions.
    delay: Option<String>,
}

/// The bars: path data in a box of `width` by `height`.
struct Chart {
    width: i64,
    height: i64,
    half: String,
    top: String,
    received: String,
    decided: String,
    from: String,
    to: String,
    title: String,
}

#[derive(Template)]
#[template(path = "team/figures.html")]
struct FiguresPage {
    frame: Frame,
    sample: usize,
    columns: Vec<String>,
    months: Vec<Month>,
    chart: Chart,
    received: String,
    decided: String,
    delay: Option<String>,
    oldest: Option<String>,
    oldest_listed: Option<String>,
    mine: String,
}

/// Room of a month in the chart, of a bar in it, and the height of the whole.
const ROOM: i64 = 20;
const BAR: i64 = 8;
const HEIGHT: i64 = 100;

/// Bars of these values, one a month, `shift` from its left: path data.
fn bars(values: &[i64], top: i64, shift: i64) -> String {
    let bar = |(room, value): (i64, &i64)| {
        let height = (value * HEIGHT / top.max(1)).clamp(i64::from(*value > 0), HEIGHT);
        format!("M{} {}h{BAR}v{height}h-{BAR}z", room * ROOM + shift, HEIGHT - height)
    };
    (0..).zip(values).filter(|(_, value)| **value > 0).map(bar).collect()
}

/// `mars 2027`.
pub fn month_name(at: Instant) -> String {
    words::month(&month_of(at))
}

fn in_days(hours: i64) -> String {
    words::count("age-days", delay::days(hours))
}

/// Values of twelve months, and what they come from.
struct Numbers {
    received: Vec<Option<i64>>,
    outcomes: Vec<BTreeMap<&'static str, i64>>,
    hours: Vec<Vec<i64>>,
}

fn numbers(months: &[Instant], arrivals: &BTreeMap<String, i64>, became: Vec<(Instant, Outcome, Option<i64>)>) -> Numbers {
    // Before the first month that was counted, nothing is known.
    let first = arrivals.keys().next();
    let received = months.iter().map(|at| {
        let month = month_of(*at);
        first.filter(|first| **first <= month).map(|_| arrivals.get(&month).copied().unwrap_or(0))
    });
    let mut found = Numbers { received: received.collect(), outcomes: vec![BTreeMap::new(); months.len()], hours: vec![Vec::new(); months.len()] };
    for (day, outcome, hours) in became {
        if let Some(place) = months.iter().position(|month| *month == month_start(day)) {
            *found.outcomes[place].entry(outcome.code()).or_insert(0) += 1;
            found.hours[place].extend(hours);
        }
    }
    found
}

fn chart(months: &[Instant], received: &[i64], decided: &[i64]) -> Chart {
    let top = figures::top(received.iter().chain(decided).copied().max().unwrap_or(0));
    let name = |at: Option<&Instant>| at.copied().map(month_name).unwrap_or_default();
    let (from, to) = (name(months.first()), name(months.last()));
    let title = words::say_with("figures-chart", &[("from", &from), ("to", &to)]);
    let width = i64::from(MONTHS) * ROOM;
    Chart {
        width,
        height: HEIGHT,
        half: words::number(top / 2),
        top: words::number(top),
        received: bars(received, top, 1),
        decided: bars(decided, top, 1 + BAR + 1),
        from,
        to,
        title,
    }
}

/// `GET /equipe/chiffres`
pub async fn show(volunteer: Volunteer) -> Result<HttpResponse, Error> {
    let (now, me) = (volunteer.visit.now(), volunteer.who.id.clone());
    let months = months(now);
    let since = months.first().copied().unwrap_or(now);
    let (arrivals, became, mine, oldest) = volunteer
        .visit
        .app
        .store
        .read(move |db| {
            let mut oldest = Vec::new();
            for shelf in [Shelf::ToRead, Shelf::Waiting] {
                oldest.push(store::figures::oldest(db, shelf)?.map(|since| age_days(since, now)));
            }
            let mine: i64 = store::figures::decided_by(db, &me, month_start(now))?.values().sum();
            Ok::<_, store::Error>((store::figures::arrivals(db)?, store::figures::outcomes(db, since)?, mine, oldest))
        })
        .await?;
    let found = numbers(&months, &arrivals, became);
    let received: Vec<i64> = found.received.iter().map(|n| n.unwrap_or(0)).collect();
    let decided: Vec<i64> = found.outcomes.iter().map(|counts| counts.values().sum()).collect();
    let month = |(place, at): (usize, &Instant)| Month {
        name: month_name(*at),
        received: found.received[place].map_or_else(|| "—".to_owned(), words::number),
        outcomes: Outcome::ALL.iter().map(|one| words::number(found.outcomes[place].get(one.code()).copied().unwrap_or(0))).collect(),
        delay: median(found.hours[place].clone()).map(in_days),
    };
    let age = |place: usize| oldest.get(place).copied().flatten().map(|days| words::count("age-days", days));
    page::show(&FiguresPage {
        frame: volunteer.frame(Place::Figures, &words::say("title-figures")),
        sample: SAMPLE,
        columns: Outcome::ALL.iter().map(|one| words::label("figures-outcome", one.code())).collect(),
        chart: chart(&months, &received, &decided),
        received: words::number(received.iter().sum()),
        decided: words::number(decided.iter().sum()),
        delay: median(found.hours.concat()).map(in_days),
        oldest: age(0),
        oldest_listed: age(1),
        mine: words::count("figures-mine", mine),
        // The latest month first, as one reads it most.
        months: months.iter().enumerate().rev().map(month).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_the_ground_and_a_little_still_shows() {
        assert_eq!(bars(&[0, 1, 1000], 1000, 1), "M21 99h8v1h-8zM41 0h8v100h-8z");
        assert_eq!(bars(&[], 2, 1), "");
        assert_eq!(bars(&[5, 2], 10, 10), "M10 50h8v50h-8zM30 80h8v20h-8z");
    }
}
