//! Other places to go: as everyone reads them, by situation, and as coordinators keep them (spec 4.7).

use crate::actions;
use crate::actions::alternative::Refusal;
use crate::domain::alternative::{Alternative, Entry};
use crate::domain::precheck::Situation;
use crate::domain::values::AlternativeId;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The list, for coordinators.
const LIST: &str = "/coordination/alternatives";

/// A situation, with what answers it.
pub struct Group {
    /// Anchor; empty for most.
    pub id: &'static str,
    /// The situation, said to who is in it.
    pub title: String,
    /// Something to know first; empty for most.
    pub note: String,
    /// By name.
    pub alternatives: Vec<Alternative>,
}

/// What answers these situations, in their order; one that nothing answers is left out.
pub async fn groups(visit: &Visit, situations: &[Situation]) -> Result<Vec<Group>, Error> {
    let all = visit.app.store.read(store::alternative::all).await?;
    let group = |situation: Situation| Group {
        id: if situation == Situation::Larger { "plus-grand" } else { "" },
        title: words::label("situation", situation.code()),
        note: note(situation),
        alternatives: all.iter().filter(|one| one.answers_to(situation)).cloned().collect(),
    };
    let groups = situations.iter().copied().map(group);
    Ok(groups.filter(|group| !group.note.is_empty() || !group.alternatives.is_empty()).collect())
}

fn note(situation: Situation) -> String {
    match situation {
        Situation::University => words::say("situation-note-university"),
        Situation::Larger => words::say("situation-note-larger"),
        Situation::Secrecy => words::say("situation-note-secrecy"),
        _ => String::new(),
    }
}

/// A line of the list.
struct Shown {
    id: String,
    name: String,
    url: String,
    words: String,
    situations: Vec<String>,
}

fn shown(alternative: Alternative) -> Shown {
    let situations = alternative.situations.iter().map(|situation| words::label("situation-short", situation.code())).collect();
    Shown { id: alternative.id.to_string(), name: alternative.name, url: alternative.url, words: alternative.words, situations }
}

fn situations() -> Options {
    options::of("situation-short", Situation::ALL.iter().map(|situation| situation.code()))
}

#[derive(Template)]
#[template(path = "alternative/list.html")]
struct ListPage {
    frame: Frame,
    form: View,
    alternatives: Vec<Shown>,
    situations: Options,
}

#[derive(Template)]
#[template(path = "alternative/edit.html")]
struct EditPage {
    frame: Frame,
    form: View,
    id: String,
    seen: i64,
    situations: Options,
    /// What it became meanwhile, when the page was stale.
    meanwhile: Option<Shown>,
}

async fn list(coordinator: &Coordinator, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let all = coordinator.visit.app.store.read(store::alternative::all).await?;
    let page = ListPage {
        frame: coordinator.frame(Place::Alternatives, &words::say("title-alternatives")),
        form,
        alternatives: all.into_iter().map(shown).collect(),
        situations: situations(),
    };
    page::show_with(status, &page)
}

/// `GET /coordination/alternatives`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    list(&coordinator, View::default(), StatusCode::OK).await
}

/// `POST /coordination/alternatives`: adds one.
pub async fn add(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let entry = match Entry::parse(&given) {
        Ok(entry) => entry,
        Err(problems) => return list(&coordinator, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    match actions::alternative::add(&coordinator.visit.app, &coordinator.who, entry).await? {
        Ok(added) => Ok(done(&coordinator, "flash-alternative-added", &added)),
        Err(_) => {
            let mut form = View::of(given);
            form.add("name", "alternative-name-taken");
            list(&coordinator, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// Back to the list, with a word.
fn done(coordinator: &Coordinator, key: &str, alternative: &Alternative) -> HttpResponse {
    coordinator.visit.say(Flash::done(words::say_with(key, &[("name", &alternative.name)])));
    go(LIST)
}

/// The one of an address; none is answered like any address that leads nowhere.
async fn one(coordinator: &Coordinator, path: &str) -> Result<Alternative, Error> {
    let id = AlternativeId::parse(path).ok_or(Error::NotFound)?;
    coordinator.visit.app.store.read(move |db| store::alternative::find(db, &id)).await?.ok_or(Error::NotFound)
}

/// The page of one, with what was typed; `seen` is the version that its form was filled from.
fn edit(
    coordinator: &Coordinator,
    alternative: &Alternative,
    form: View,
    seen: i64,
    meanwhile: Option<Shown>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let title = words::say_with("title-alternative", &[("name", &page::in_title(&alternative.name))]);
    let frame = coordinator.frame(Place::Alternatives, &title);
    page::show_with(status, &EditPage { frame, form, id: alternative.id.to_string(), seen, situations: situations(), meanwhile })
}

/// `GET /coordination/alternatives/{id}`
pub async fn form(coordinator: Coordinator, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let found = one(&coordinator, &path).await?;
    edit(&coordinator, &found, View::of(found.answers()), found.version, None, StatusCode::OK)
}

/// `POST /coordination/alternatives/{id}`: from a stale page, nothing is changed and what was typed comes back (409).
pub async fn change(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let found = one(&coordinator, &path).await?;
    let seen = given.text("seen").parse().unwrap_or(0);
    let entry = match Entry::parse(&given) {
        Ok(entry) => entry,
        Err(problems) => return edit(&coordinator, &found, View::with(given, &problems), seen, None, StatusCode::UNPROCESSABLE_ENTITY),
    };
    match actions::alternative::change(&coordinator.visit.app, &coordinator.who, found.id.clone(), seen, entry).await? {
        Ok(changed) => Ok(done(&coordinator, "flash-alternative-changed", &changed)),
        Err(Refusal::Unknown) => Err(Error::NotFound),
        Err(Refusal::Stale(now)) => {
            let version = now.version;
            edit(&coordinator, &found, View::of(given), version, Some(shown(*now)), StatusCode::CONFLICT)
        }
        Err(Refusal::NameTaken) => {
            let mut form = View::of(given);
            form.add("name", "alternative-name-taken");
            edit(&coordinator, &found, form, seen, None, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// `POST /coordination/alternatives/{id}/suppression`
pub async fn remove(coordinator: Coordinator, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let found = one(&coordinator, &path).await?;
    match actions::alternative::remove(&coordinator.visit.app, &coordinator.who, found.id).await? {
        Ok(gone) => Ok(done(&coordinator, "flash-alternative-removed", &gone)),
        Err(_) => Err(Error::NotFound),
    }
}
