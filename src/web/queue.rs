//! The queue of the team: what is in my hands, then the shelf, by key.

use crate::actions::review as desk;
use crate::domain::application::{Shelf, State};
use crate::domain::policy::Policy;
use crate::domain::review::age_days;
use crate::domain::values::{ApplicationId, Instant};
use crate::store::application::{Line, Query, lines};
use crate::store::{self, outbox, tally};
use crate::web::error::Error;
use crate::web::guard::Volunteer;
use crate::web::page::{self, Frame, Place};
use crate::web::{answers, review};
use crate::words;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Lines of a page of the queue.
pub const LINES: usize = 50;

/// What the address of the queue carries.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    onglet: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    apres: String,
    #[serde(default)]
    avant: String,
}

/// A tab with its count.
struct Tab {
    href: String,
    words: String,
    count: String,
    current: bool,
}

/// A line as it is shown.
struct Shown {
    reference: String,
    name: String,
    place: String,
    form: String,
    field: String,
    verdict: review::Tag,
    /// What became of it, on the other shelves.
    outcome: Option<review::Tag>,
    /// How long it waits: the kind of its colour, its words, and tenths of the promise where there is one.
    age_kind: &'static str,
    age_words: String,
    tenths: Option<i64>,
    holder: String,
    undo: Option<String>,
}

#[derive(Template)]
#[template(path = "review/queue.html")]
struct QueuePage {
    frame: Frame,
    tabs: Vec<Tab>,
    promise: i64,
    free: String,
    mine: Vec<Shown>,
    lines: Vec<Shown>,
    q: String,
    onglet: &'static str,
    first: Option<String>,
    next: Option<String>,
    troubled: i64,
}

/// Age against the promise: amber at 70 %, red past it (spec 5.1). Nothing is promised once it was read.
fn age(line: &Line, now: Instant, policy: &Policy) -> (i64, &'static str, Option<i64>) {
    let days = age_days(line.sort_at, now);
    if line.shelf != Shelf::ToRead {
        return (days, "", None);
    }
    let promise = policy.review_days.1.max(1);
    let kind = if days > promise {
        "c-stop"
    } else if days * 10 >= promise * 7 {
        "c-watch"
    } else {
        ""
    };
    (days, kind, Some((days * 10 / promise).clamp(0, 10)))
}

fn shown(line: Line, policy: &Policy, now: Instant) -> Shown {
    let (age, age_kind, tenths) = age(&line, now, policy);
    let undo = match &line.state {
        Some(State::Held { decision, until, .. }) if now < *until => Some(decision.to_string()),
        _ => None,
    };
    let place = if line.town.is_empty() { answers::country(&line.country) } else { line.town.clone() };
    Shown {
        reference: line.reference.to_string(),
        name: line.organization_name,
        place,
        form: words::label("legal-form-short", &line.legal_form),
        field: words::label("field-short", &line.field),
        verdict: review::verdict_tag(&line.verdict),
        outcome: line.state.as_ref().map_or_else(|| review::shelf_tag(line.shelf), review::outcome_tag),
        age_kind,
        age_words: words::count("age-days", age),
        tenths,
        holder: line.claim.filter(|(_, until)| now < *until).map_or_else(String::new, |(name, _)| name),
        undo,
    }
}

fn key(text: &str) -> Option<(Instant, ApplicationId)> {
    let (at, id) = text.split_once('_')?;
    Some((Instant::from_timestamp(at.parse().ok()?, 0)?, ApplicationId::parse(id)?))
}

fn key_of(line: &Line) -> String {
    format!("{}_{}", line.sort_at.timestamp(), line.id)
}

/// `GET /equipe`
pub async fn show(volunteer: Volunteer, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    let app = &volunteer.visit.app;
    let (now, policy) = (volunteer.visit.now(), app.policy());
    let shelf = match asked.onglet.as_str() {
        "all" => None,
        code => Some(Shelf::parse(code).filter(|shelf| *shelf != Shelf::Unconfirmed).unwrap_or(Shelf::ToRead)),
    };
    let query = Query { shelf, words: asked.q.chars().take(200).collect(), held_by: None, after: key(&asked.apres), before: key(&asked.avant) };
    let mine = Query { held_by: Some((volunteer.who.id.clone(), now)), ..Query::default() };
    let (walking, backwards) = (query.after.is_some(), query.before.is_some());
    let (mut found, mine, counts, seats, troubled) = {
        let policy = policy.clone();
        let read = app.store.read(move |db| {
            let most = i64::try_from(LINES + 1).unwrap_or(i64::MAX);
            let found = lines(db, &query, most)?;
            let counts = tally::all(db)?;
            let seats = tally::seats_of(&counts, &policy);
            Ok::<_, store::Error>((found, lines(db, &mine, 20)?, counts, seats, outbox::count_troubled(db)?))
        });
        read.await?
    };
    let more = found.len() > LINES;
    if more && backwards {
        found.remove(0);
    }
    found.truncate(LINES);
    let address = |name: &str, line: &Line| {
        let q: String = url::form_urlencoded::byte_serialize(asked.q.as_bytes()).collect();
        format!("/equipe?onglet={}&q={q}&{name}={}", shelf.map_or("all", Shelf::code), key_of(line))
    };
    let first = (walking || backwards && more).then(|| found.first().map(|line| address("avant", line))).flatten();
    let next = (backwards || more).then(|| found.last().map(|line| address("apres", line))).flatten();
    let tab = |one: Option<Shelf>| {
        let code = one.map_or("all", Shelf::code);
        let total = |shelf: Shelf| counts.get(&tally::shelf(shelf)).copied().unwrap_or(0);
        let count = one.map_or_else(|| Shelf::ALL.iter().copied().map(total).sum(), total);
        Tab { href: format!("/equipe?onglet={code}"), words: words::label("shelf", code), count: words::number(count), current: one == shelf }
    };
    let place = if shelf == Some(Shelf::Waiting) { Place::Waiting } else { Place::Queue };
    page::show(&QueuePage {
        frame: volunteer.frame(place, &words::say_with("title-queue", &[("shelf", &words::label("shelf", shelf.map_or("all", Shelf::code)))])),
        tabs: [Some(Shelf::ToRead), Some(Shelf::Waiting), Some(Shelf::Decided), None].map(tab).into(),
        promise: policy.review_days.1,
        free: words::number(seats.free()),
        mine: mine.into_iter().map(|line| shown(line, &policy, now)).collect(),
        lines: found.into_iter().map(|line| shown(line, &policy, now)).collect(),
        q: asked.q.clone(),
        onglet: shelf.map_or("all", Shelf::code),
        first,
        next,
        troubled,
    })
}

/// The next application that nobody holds, after a decision: the oldest to read.
pub async fn next_to_read(volunteer: &Volunteer) -> Result<Option<String>, Error> {
    let now = volunteer.visit.now();
    let query = Query { shelf: Some(Shelf::ToRead), ..Query::default() };
    let found = volunteer.visit.app.store.read(move |db| lines(db, &query, 30)).await?;
    let free = found.into_iter().find(|line| line.claim.as_ref().is_none_or(|(_, until)| now >= *until));
    Ok(free.map(|line| line.reference.to_string()))
}

/// `POST /equipe/suivante`: takes the next one that nobody holds and opens it.
pub async fn take_next(volunteer: Volunteer, _: crate::web::form::Posted) -> Result<HttpResponse, Error> {
    let Some(reference) = next_to_read(&volunteer).await? else { return Ok(page::go("/equipe")) };
    if let Some(reference) = crate::domain::values::Reference::parse(&reference) {
        // Someone may have been faster: the page says so.
        let _ = desk::claim(&volunteer.visit.app, &volunteer.who, reference).await?;
    }
    Ok(page::go(&format!("/equipe/demandes/{reference}")))
}

/// `GET` of an address that a form was sent to: back to the queue.
pub async fn back(_: Volunteer) -> HttpResponse {
    page::go("/equipe")
}

/// `GET /equipe/attente`: the waiting list, one of the tabs.
pub async fn waiting(_: Volunteer) -> HttpResponse {
    page::go("/equipe?onglet=waiting")
}
