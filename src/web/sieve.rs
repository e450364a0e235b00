//! Sieves against waves, for coordinators: the list, a new one with what it would touch, one with what it holds (spec 6).

use crate::actions::sieve::{self as acts, Refusal};
use crate::domain::form::Answers;
use crate::domain::policy::Policy;
use crate::domain::sieve::{Entry, Fate, Grade, Pattern, Sieve, Task, is_wide};
use crate::domain::values::{Reference, SieveId};
use crate::store;
use crate::store::catch::Catch;
use crate::store::sieve::{Impact, Kept, Touched};
use crate::web::answers;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::proof::Proven;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

/// The list.
const LIST: &str = "/coordination/filtres";
/// Sieves that the list shows, the latest first.
const LATEST: i64 = 100;
/// Applications that the place of a sieve shows, the oldest first.
const PLACE: i64 = 50;

/// What a sieve does to an application, as the page to decide says it, and why.
pub fn said(catch: &Catch) -> (String, String) {
    (words::say_with(&words::key("sieve-said", catch.grade.code()), &[("name", &catch.sieve)]), catch.motive.clone())
}

/// A sieve as it is shown.
struct Shown {
    id: String,
    name: String,
    grade: String,
    criteria: Vec<String>,
    motive: String,
    author: String,
    since: String,
    /// It catches now.
    holds: bool,
    /// When it ends, or ended.
    end: String,
    /// How many it holds, by grade.
    held: Vec<String>,
    /// What the clockwork does for it.
    task: Option<String>,
    /// It is still at it.
    at_work: bool,
}

fn criteria(sieve: &Sieve) -> Vec<String> {
    let criteria = &sieve.criteria;
    let quoted =
        |patterns: &[Pattern]| patterns.iter().map(|one| words::say_with("sieve-quoted", &[("words", one.as_str())])).collect::<Vec<_>>().join(", ");
    let line = |key: &str, words: &str| words::say_with(key, &[("words", words)]);
    let lines = [
        criteria.mail.as_ref().map(|mail| line(if mail.below { "sieve-mail-below" } else { "sieve-mail" }, &mail.domain)),
        criteria.name.as_ref().map(|name| line("sieve-name", &quoted(std::slice::from_ref(name)))),
        (!criteria.words.is_empty()).then(|| line("sieve-words", &quoted(&criteria.words))),
        criteria.legal_form.map(|form| line("sieve-form", &answers::legal_form(form))),
        criteria.country.as_ref().map(|country| line("sieve-country", &answers::country(country))),
        criteria.origin.as_ref().map(|_| words::say("sieve-origin")),
    ];
    lines.into_iter().flatten().collect()
}

fn shown(kept: Kept, counts: &[(SieveId, Grade, i64)], now: crate::domain::values::Instant) -> Shown {
    let sieve = &kept.sieve;
    let held = counts.iter().filter(|(id, ..)| *id == sieve.id).map(|(_, grade, n)| words::count(&words::key("sieve-held", grade.code()), *n));
    let task = kept
        .task
        .map(|(task, done, over)| words::count(&words::key(if over.is_some() { "sieve-task-done" } else { "sieve-task" }, task.code()), done));
    Shown {
        id: sieve.id.to_string(),
        name: sieve.name.clone(),
        grade: words::label("sieve-grade", sieve.grade.code()),
        criteria: criteria(sieve),
        motive: sieve.motive.clone(),
        author: kept.author,
        since: words::moment(kept.written_at),
        holds: sieve.holds(now),
        end: words::moment(sieve.ends_at),
        held: held.collect(),
        task,
        at_work: kept.task.is_some_and(|(_, _, over)| over.is_none()),
    }
}

#[derive(Template)]
#[template(path = "sieve/list.html")]
struct ListPage {
    frame: Frame,
    sieves: Vec<Shown>,
    ended: Vec<Shown>,
}

/// `GET /coordination/filtres`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    let read = coordinator.visit.app.store.read(|db| Ok::<_, store::Error>((store::sieve::latest(db, LATEST)?, store::catch::held(db)?)));
    let (all, counts) = read.await?;
    let now = coordinator.visit.now();
    let (sieves, ended) = all.into_iter().map(|kept| shown(kept, &counts, now)).partition(|one| one.holds);
    page::show(&ListPage { frame: coordinator.frame(Place::Sieves, &words::say("title-sieves")), sieves, ended })
}

/// What a sieve would touch, in words.
struct Told {
    counts: Vec<String>,
    first: Vec<Line>,
    more: bool,
    decided: String,
    accepted: Option<String>,
    wide: bool,
}

/// An application that a sieve touches.
struct Line {
    reference: String,
    name: String,
    town: String,
    place: String,
}

fn line(touched: Touched) -> Line {
    let Touched { reference, name, town, shelf } = touched;
    Line { reference: reference.to_string(), name, town, place: words::label("sieve-shelf", shelf.code()) }
}

fn told(impact: Impact) -> Told {
    let touched = impact.touched();
    Told {
        counts: impact.counts.iter().map(|(shelf, n)| words::count(&words::key("sieve-count", shelf.code()), *n)).collect(),
        more: touched > i64::try_from(impact.first.len()).unwrap_or(i64::MAX),
        first: impact.first.into_iter().map(line).collect(),
        decided: words::count("sieve-decided", impact.decided),
        accepted: (impact.accepted > 0).then(|| words::count("sieve-accepted", impact.accepted)),
        wide: is_wide(touched, impact.pending),
    }
}

#[derive(Template)]
#[template(path = "sieve/new.html")]
struct NewPage {
    frame: Frame,
    form: View,
    grades: Options,
    legal_forms: Options,
    countries: Options,
    policy: Arc<Policy>,
    impact: Option<Told>,
    /// It may touch most of what waits: the box is there to be ticked.
    wide: bool,
}

fn new(coordinator: &Coordinator, form: View, impact: Option<Told>, status: StatusCode) -> Result<HttpResponse, Error> {
    let wide = impact.as_ref().is_some_and(|told| told.wide) || form.chosen("sure", "yes");
    let page = NewPage {
        frame: coordinator.frame(Place::Sieves, &words::say(if impact.is_some() { "title-sieve-preview" } else { "title-sieve-new" })),
        form,
        grades: options::of("sieve-grade", Grade::ALL.iter().map(|grade| grade.code())),
        legal_forms: options::ALL.legal_forms.clone(),
        countries: options::ALL.countries.clone(),
        policy: coordinator.visit.app.policy(),
        impact,
        wide,
    };
    page::show_with(status, &page)
}

/// What the address of a new sieve carries.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    connexion: String,
}

/// `GET /coordination/filtres/nouveau`: `?connexion=` names the application from whose connection others come.
pub async fn blank(coordinator: Coordinator, from: web::Query<From>) -> Result<HttpResponse, Error> {
    let mut answers = Answers::default();
    if let Some(reference) = Reference::parse(&from.connexion) {
        answers.0.insert("same_origin".into(), vec![reference.to_string()]);
    }
    let policy = coordinator.visit.app.policy();
    let days = if answers.0.is_empty() { policy.sieve_days } else { policy.origin_days };
    answers.0.insert("days".into(), vec![days.to_string()]);
    new(&coordinator, View::of(answers), None, StatusCode::OK)
}

/// `POST /coordination/filtres`: shows what it would touch, or makes it. Who drops without a letter proves who they are.
pub async fn add(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let (wrong, good) = (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::OK);
    let entry = match Entry::parse(&given, &coordinator.visit.app.policy()) {
        Ok(entry) => entry,
        Err(problems) => return new(&coordinator, View::with(given, &problems), None, wrong),
    };
    if given.text("action") == "preview" {
        return match acts::preview(&coordinator.visit.app, &entry).await? {
            Ok(impact) => new(&coordinator, View::of(given), Some(told(impact)), good),
            Err(refusal) => refused(&coordinator, given, refusal),
        };
    }
    let (coordinator, given) = match entry.grade {
        Grade::Drop => {
            let proven = Proven::ask(coordinator, given, LIST.to_owned()).await?;
            (proven.by, proven.given)
        }
        _ => (coordinator, given),
    };
    match acts::add(&coordinator.visit.app, &coordinator.who, entry).await? {
        Ok(sieve) => {
            coordinator.visit.say(Flash::done(words::say_with("flash-sieve-added", &[("name", &sieve.name)])));
            Ok(go(&format!("{LIST}/{}", sieve.id)))
        }
        Err(refusal) => refused(&coordinator, given, refusal),
    }
}

fn refused(coordinator: &Coordinator, given: Answers, refusal: Refusal) -> Result<HttpResponse, Error> {
    let mut form = View::of(given);
    let mut impact = None;
    match refusal {
        Refusal::NameTaken => form.add("name", "sieve-name-taken"),
        Refusal::TooMany => form.add_words("name", words::count("sieve-too-many", i64::try_from(acts::MOST).unwrap_or_default())),
        Refusal::NoOrigin => form.add("same_origin", "sieve-origin-unknown"),
        Refusal::Wide(found) => {
            form.add("sure", "sieve-wide");
            impact = Some(told(*found));
        }
    }
    new(coordinator, form, impact, StatusCode::UNPROCESSABLE_ENTITY)
}

#[derive(Template)]
#[template(path = "sieve/one.html")]
struct OnePage {
    frame: Frame,
    sieve: Shown,
    /// What stands in its place: the application, since when, dropped already.
    place: Vec<(Line, String, bool)>,
    more: bool,
    /// Some wait for a person.
    asks: bool,
    /// How long what is dropped stays here.
    kept: String,
}

/// `GET /coordination/filtres/{id}`
pub async fn show_one(coordinator: Coordinator, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = SieveId::parse(&path).ok_or(Error::NotFound)?;
    let read = coordinator.visit.app.store.read(move |db| {
        let Some(kept) = store::sieve::find(db, &id)? else { return Ok(None) };
        Ok::<_, store::Error>(Some((kept, store::catch::held(db)?, store::catch::place(db, &id, PLACE + 1)?)))
    });
    let (kept, counts, mut place) = read.await?.ok_or(Error::NotFound)?;
    let title = words::say_with("title-sieve", &[("name", &page::in_title(&kept.sieve.name))]);
    let more = place.len() > usize::try_from(PLACE).unwrap_or(usize::MAX);
    place.truncate(usize::try_from(PLACE).unwrap_or(usize::MAX));
    let asks = counts.iter().any(|(id, grade, _)| *id == kept.sieve.id && *grade == Grade::AskPerson);
    let place = place.into_iter().map(|(touched, grade, at)| (line(touched), words::moment(at), grade == Grade::Drop)).collect();
    let sieve = shown(kept, &counts, coordinator.visit.now());
    let kept = words::count("age-days", coordinator.visit.app.policy().unconfirmed_days);
    page::show(&OnePage { frame: coordinator.frame(Place::Sieves, &title), sieve, place, more, asks, kept })
}

fn back(coordinator: &Coordinator, id: &SieveId, flash: Flash) -> HttpResponse {
    coordinator.visit.say(flash);
    go(&format!("{LIST}/{id}"))
}

/// `POST /coordination/filtres/{id}/fin`
pub async fn end(coordinator: Coordinator, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let id = SieveId::parse(&path).ok_or(Error::NotFound)?;
    if !acts::end(&coordinator.visit.app, &coordinator.who, id.clone()).await? {
        return Err(Error::NotFound);
    }
    Ok(back(&coordinator, &id, Flash::done(words::say("flash-sieve-ended"))))
}

/// `POST /coordination/filtres/{id}/passage`: sweep, put back, drop all.
pub async fn ask(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let id = SieveId::parse(&path).ok_or(Error::NotFound)?;
    let task = Task::parse(&given.text("task")).ok_or(Error::NotFound)?;
    if !acts::ask(&coordinator.visit.app, &coordinator.who, id.clone(), task).await? {
        return Err(Error::NotFound);
    }
    Ok(back(&coordinator, &id, Flash::done(words::label("flash-sieve", task.code()))))
}

/// `POST /coordination/filtres/{id}/demandes`: lets in or drops those that are ticked.
pub async fn judge(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let id = SieveId::parse(&path).ok_or(Error::NotFound)?;
    let fate = if given.text("fate") == Fate::Dropped.code() { Fate::Dropped } else { Fate::LetIn };
    let references: Vec<Reference> = given.all("references").iter().take(100).filter_map(|one| Reference::parse(one)).collect();
    let id_known = id.clone();
    if coordinator.visit.app.store.read(move |db| store::sieve::find(db, &id_known)).await?.is_none() {
        return Err(Error::NotFound);
    }
    let count = acts::judge(&coordinator.visit.app, &coordinator.who, id.clone(), references, fate).await?;
    let count = i64::try_from(count).unwrap_or_default();
    let flash = match (count, fate) {
        (0, _) => Flash::watch(words::say("flash-sieve-none")),
        (n, Fate::Dropped) => Flash::done(words::count("flash-sieve-dropped", n)),
        (n, _) => Flash::done(words::count("flash-sieve-let-in", n)),
    };
    Ok(back(&coordinator, &id, flash))
}
