//! Spaces as the team lists them: by label, filtered.

use crate::domain::day;
use crate::domain::fold::fold;
use crate::domain::space::Status;
use crate::domain::values::Slug;
use crate::store;
use crate::store::spaces::{Line, Query};
use crate::web::dashboard::state_tag;
use crate::web::error::Error;
use crate::web::guard::Volunteer;
use crate::web::page::{self, Frame, Place};
use crate::web::tag::Tag;
use crate::words;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Duration;
use serde::Deserialize;

/// Spaces on a page.
const PAGE: i64 = 50;

/// What the address of the list carries.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Filter {
    q: String,
    etat: String,
    place: String,
    releve: String,
    activite: String,
    panne: String,
    apres: String,
}

/// A space of the list.
struct Row {
    slug: String,
    name: String,
    state: Tag,
    storage: String,
    accounts: String,
    active: String,
    stale: bool,
}

#[derive(Template)]
#[template(path = "space/list.html")]
struct ListPage {
    frame: Frame,
    filter: Filter,
    states: Vec<(&'static str, String)>,
    high: i64,
    fresh: i64,
    rows: Vec<Row>,
    next: Option<String>,
    unheard: Vec<(String, String)>,
    /// How many say that they lost access; empty for none.
    requests: String,
}

/// `GET /equipe/espaces`
pub async fn list(volunteer: Volunteer, asked: web::Query<Filter>) -> Result<HttpResponse, Error> {
    let (filter, now, policy) = (asked.into_inner(), volunteer.visit.now(), volunteer.visit.app.policy());
    let limit = now - Duration::days(policy.fresh_days);
    let query = Query {
        status: Status::parse(&filter.etat),
        words: fold(&filter.q),
        percent: (filter.place == "haute").then_some(policy.quota_watch),
        stale: (filter.releve == "ancien").then_some(limit),
        quiet: (filter.activite == "ancienne").then(|| day::start(day::plus_months(day::of(now), -1))),
        failed: filter.panne == "oui",
        after: Slug::parse(&filter.apres).map(|slug| slug.to_string()),
    };
    let read = volunteer.visit.app.store.read(move |db| {
        Ok::<_, store::Error>((store::spaces::lines(db, &query, PAGE + 1)?, store::life::unheard(db, 20)?, store::access::count_open(db)?))
    });
    let (mut lines, unheard, requests) = read.await?;
    let more = lines.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = more.then(|| lines.last().map(|line| address(&filter, &line.slug))).flatten();
    let row = |line: Line| Row {
        stale: line.status.has_instance() && line.measured_at.is_none_or(|at| at < limit),
        state: state_tag(line.status),
        storage: line.percent.map(|n| format!("{}\u{a0}%", words::number(n))).unwrap_or_else(|| "—".into()),
        accounts: line.accounts.map_or_else(|| "—".into(), words::number),
        active: line.active_at.map_or_else(|| "—".into(), words::date),
        slug: line.slug,
        name: line.name,
    };
    let states = Status::ALL.iter().filter(|status| **status != Status::Deleted);
    page::show(&ListPage {
        frame: volunteer.frame(Place::Spaces, &words::say("title-spaces")),
        states: states.map(|status| (status.code(), words::label("space-state", status.code()))).collect(),
        high: policy.quota_watch,
        fresh: policy.fresh_days,
        rows: lines.into_iter().map(row).collect(),
        next,
        unheard: unheard.into_iter().map(|(_, slug, name)| (slug, name)).collect(),
        requests: if requests > 0 { words::count("requests-open", requests) } else { String::new() },
        filter,
    })
}

fn address(filter: &Filter, after: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("q", filter.q.as_str()),
        ("etat", &filter.etat),
        ("place", &filter.place),
        ("releve", &filter.releve),
        ("activite", &filter.activite),
        ("panne", &filter.panne),
        ("apres", after),
    ] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    format!("/equipe/espaces?{}", query.finish())
}
