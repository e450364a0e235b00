//! The queue of the team: what waits for me first, then the shelf, filtered, sorted, walked by key (spec 5.1).

use crate::actions::{review as desk, view as looks};
use crate::domain::application::{Shelf, State};
use crate::domain::policy::Policy;
use crate::domain::review::age_days;
use crate::domain::values::{Instant, Reference};
use crate::store::queue::{Hands, Line, Order, Query, Word, lines};
use crate::store::{self, outbox, tally, view::View};
use crate::web::error::Error;
use crate::web::filter::{self, Asked, Choice, written};
use crate::web::form::Posted;
use crate::web::guard::Volunteer;
use crate::web::page::{self, Flash, Frame, Place};
use crate::web::{answers, tag};
use crate::words;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Lines of a page of the queue.
pub const LINES: usize = 50;
/// Lines of what waits for me first, at most.
pub const FIRST: i64 = 20;

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
    verdict: tag::Tag,
    /// What became of it, on the other shelves.
    outcome: Option<tag::Tag>,
    /// The applicant answered.
    answered: bool,
    /// It is in a network; the memory knows it.
    networked: bool,
    seen_before: bool,
    /// What a sieve does to it; empty for most.
    sieved: String,
    /// How long it waits: the kind of its colour, its words, and tenths of the promise where there is one.
    age_kind: &'static str,
    age_words: String,
    tenths: Option<i64>,
    holder: String,
    undo: Option<String>,
}

/// A column by which one sorts: its address, and the order it is in now.
struct Column {
    href: String,
    sorted: &'static str,
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
    filters: Vec<Choice>,
    /// The list is narrowed: by what, so that it can be kept under a name; and the address without it.
    narrowed: Option<String>,
    whole: String,
    by_name: Column,
    by_age: Column,
    views: Vec<View>,
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
        verdict: tag::verdict_tag(&line.verdict),
        outcome: line.state.as_ref().map_or_else(|| tag::shelf_tag(line.shelf), tag::outcome_tag),
        answered: line.shelf == Shelf::ToRead && line.last_word == Some(Word::Applicant),
        networked: line.networked,
        seen_before: line.seen_before,
        sieved: line.sieved.map_or_else(String::new, |grade| words::label("sieve-tag", grade.code())),
        age_kind,
        age_words: words::count("age-days", age),
        tenths,
        holder: line.claim.filter(|(_, until)| now < *until).map_or_else(String::new, |(name, _)| name),
        undo,
    }
}

/// What is asked for: the address, or what was last looked at in this tab.
async fn wanted(volunteer: &Volunteer, req: &HttpRequest) -> Result<Asked, Error> {
    let (app, asked) = (&volunteer.visit.app, Asked::read(req.query_string()));
    let tab = asked.shelf().map_or("all", Shelf::code).to_owned();
    if asked.is_bare() {
        let who = volunteer.who.id.clone();
        let last = app.store.read(move |db| store::view::last(db, &who, &tab)).await?;
        return Ok(asked.with(&last.unwrap_or_default()));
    }
    if ["apres", "avant", "passage"].iter().all(|name| asked.get(name).is_empty()) {
        looks::remember(app, &volunteer.who, tab, asked.written()).await?;
    }
    Ok(asked)
}

/// `GET /equipe`
pub async fn show(volunteer: Volunteer, req: HttpRequest) -> Result<HttpResponse, Error> {
    let app = &volunteer.visit.app;
    let (now, policy) = (volunteer.visit.now(), app.policy());
    let asked = wanted(&volunteer, &req).await?;
    let shelf = asked.shelf();
    let query = asked.query(volunteer.who.id.clone(), now, &policy.phases);
    let mine = Query { mine: true, ..Query::of(None, volunteer.who.id.clone(), now) };
    let (walking, backwards, order) = (query.after.is_some(), query.before.is_some(), query.order);
    let (mut found, mine, counts, seats, troubled, views) = {
        let (policy, who) = (policy.clone(), volunteer.who.id.clone());
        let read = app.store.read(move |db| {
            let most = i64::try_from(LINES + 1).unwrap_or(i64::MAX);
            let found = lines(db, &query, most)?;
            let counts = tally::all(db)?;
            let seats = tally::seats_of(&counts, &policy, now);
            Ok::<_, store::Error>((found, lines(db, &mine, FIRST)?, counts, seats, outbox::count_troubled(db)?, store::view::named(db, &who)?))
        });
        read.await?
    };
    let more = found.len() > LINES;
    if more && backwards {
        found.remove(0);
    }
    found.truncate(LINES);
    let first = (walking || backwards && more).then(|| found.first().map(|line| asked.address(&[("avant", &written(&line.cursor()))]))).flatten();
    let next = (backwards || more).then(|| found.last().map(|line| asked.address(&[("apres", &written(&line.cursor()))]))).flatten();
    let tab = |one: Option<Shelf>| {
        let code = one.map_or("all", Shelf::code);
        let total = |shelf: Shelf| counts.get(&tally::shelf(shelf)).copied().unwrap_or(0);
        let count = one.map_or_else(|| Shelf::ALL.iter().copied().map(total).sum(), total);
        Tab { href: format!("/equipe?onglet={code}"), words: words::label("shelf", code), count: words::number(count), current: one == shelf }
    };
    let column = |up: Order, down: Order| Column {
        href: asked.address(&[("tri", if order == up { down.code() } else { up.code() })]),
        sorted: if order == up {
            "ascending"
        } else if order == down {
            "descending"
        } else {
            ""
        },
    };
    let onglet = shelf.map_or("all", Shelf::code);
    page::show(&QueuePage {
        frame: volunteer.frame(Place::Queue, &words::say_with("title-queue", &[("shelf", &words::label("shelf", onglet))])),
        tabs: [Some(Shelf::ToRead), Some(Shelf::Asked), Some(Shelf::Waiting), Some(Shelf::Decided), None].map(tab).into(),
        promise: policy.review_days.1,
        free: words::number(seats.free()),
        mine: mine.into_iter().map(|line| shown(line, &policy, now)).collect(),
        lines: found.into_iter().map(|line| shown(line, &policy, now)).collect(),
        q: asked.get("q").to_owned(),
        onglet,
        filters: filter::choices(&asked, &policy.phases),
        narrowed: asked.narrows().then(|| format!("onglet={onglet}&{}", asked.written())),
        whole: format!("/equipe?onglet={onglet}&tout=1"),
        by_name: column(Order::Name, Order::NameDown),
        by_age: column(Order::Latest, Order::Oldest),
        views,
        first,
        next,
        troubled,
    })
}

/// The next application that nobody holds, after a decision: an answer that waits for me, then the first of the queue.
pub async fn next_to_read(volunteer: &Volunteer) -> Result<Option<Reference>, Error> {
    Ok(next_ones(volunteer, 1).await?.pop())
}

async fn next_ones(volunteer: &Volunteer, most: usize) -> Result<Vec<Reference>, Error> {
    let (who, now) = (volunteer.who.id.clone(), volunteer.visit.now());
    let limit = i64::try_from(most + 30).unwrap_or(i64::MAX);
    let found = volunteer.visit.app.store.read(move |db| {
        let base = Query::of(Some(Shelf::ToRead), who, now);
        let free = crate::store::queue::Filters { hands: Some(Hands::Nobody), ..Default::default() };
        let for_me = Query { mine: true, filters: free.clone(), ..base.clone() };
        let mut found = lines(db, &for_me, limit)?;
        found.extend(lines(db, &Query { filters: free, ..base }, limit)?);
        Ok::<_, store::Error>(found)
    });
    let mut next: Vec<Reference> = Vec::new();
    for line in found.await? {
        if next.len() < most && !next.contains(&line.reference) {
            next.push(line.reference);
        }
    }
    Ok(next)
}

/// `POST /equipe/suivante`: takes the next one that nobody holds and opens it; with `combien`, takes as many and stays.
pub async fn take_next(volunteer: Volunteer, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let many: usize = given.text("combien").parse().unwrap_or(1).clamp(1, 10);
    let mut taken = Vec::new();
    for reference in next_ones(&volunteer, many).await? {
        // Someone may have been faster: the next page says who holds what.
        if desk::claim(&volunteer.visit.app, &volunteer.who, reference.clone()).await?.is_ok() {
            taken.push(reference);
        }
    }
    match taken.as_slice() {
        [one] if many == 1 => Ok(page::go(&format!("/equipe/demandes/{one}"))),
        taken => {
            let count = i64::try_from(taken.len()).unwrap_or_default();
            volunteer.visit.say(Flash::done(words::count("flash-taken", count)));
            Ok(page::go("/equipe"))
        }
    }
}

/// `GET` of an address that a form was sent to: back to the queue.
pub async fn back(_: Volunteer) -> HttpResponse {
    page::go("/equipe")
}

/// `POST /equipe/vues`: keeps the filters of an address under a name.
pub async fn keep_view(volunteer: Volunteer, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let name: String = given.text("name").split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
    let asked = Asked::read(&given.text("query"));
    let query = format!("onglet={}&{}", asked.shelf().map_or("all", Shelf::code), asked.written());
    let back = format!("/equipe?{query}");
    let said = if name.is_empty() {
        Flash::watch(words::say("view-name-missing"))
    } else if looks::keep(&volunteer.visit.app, &volunteer.who, name.clone(), query).await? {
        Flash::done(words::say_with("flash-view-kept", &[("name", &name)]))
    } else {
        Flash::watch(words::count("views-too-many", i64::try_from(looks::MOST).unwrap_or_default()))
    };
    volunteer.visit.say(said);
    Ok(page::go(&back))
}

/// `POST /equipe/vues/{id}/suppression`
pub async fn forget_view(volunteer: Volunteer, path: actix_web::web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    if !looks::forget(&volunteer.visit.app, &volunteer.who, path.into_inner()).await? {
        return Err(Error::NotFound);
    }
    volunteer.visit.say(Flash::done(words::say("flash-view-forgotten")));
    Ok(page::go("/equipe"))
}
