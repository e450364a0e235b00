//! Texts in the coordinators' own words (spec 5.8): the letters of decisions and the replies, with their versions and a preview.

mod desk;

use crate::actions;
use crate::actions::wording::Refusal;
use crate::domain::application::{Application, Shelf};
use crate::domain::form::Answers;
use crate::domain::values::Reference;
use crate::domain::wording::{Kind, Series, Text};
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use desk::{Desk, EditPage, Line, Preview, line, mend, name, names};
use serde::Deserialize;

/// The list.
const LIST: &str = "/coordination/reponses-types";

#[derive(Template)]
#[template(path = "wording/list.html")]
struct ListPage {
    frame: Frame,
    letters: Vec<Line>,
    replies: Vec<Line>,
    retired: Vec<Line>,
}

/// `GET /coordination/reponses-types`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    let read = coordinator.visit.app.store.read(|db| Ok::<_, store::Error>((store::wording::latest(db)?, store::volunteer::all(db)?)));
    let (latest, volunteers) = read.await?;
    let names = names(volunteers);
    let letter = |series: Series| {
        let current = latest.iter().find(|wording| wording.series == series && wording.current);
        let house = || Line {
            href: format!("{LIST}/{series}"),
            name: words::label("wording", series.kind().code()),
            version: 0,
            at: String::new(),
            by: String::new(),
            current: true,
        };
        current.map_or_else(house, |wording| line(wording, &names))
    };
    let replies = latest.iter().filter(|wording| wording.text.kind == Kind::Reply).map(|wording| line(wording, &names));
    let (replies, retired): (Vec<Line>, Vec<Line>) = replies.partition(|reply| reply.current);
    page::show(&ListPage {
        frame: coordinator.frame(Place::Wordings, &words::say("title-wordings")),
        letters: Series::LETTERS.into_iter().map(letter).collect(),
        replies,
        retired,
    })
}

/// What the address of the page carries.
#[derive(Deserialize, Default)]
pub struct Asked {
    /// An old version to take up again.
    #[serde(default)]
    version: String,
}

/// `GET /coordination/reponses-types/{id}`: with `?version=2`, the form holds that version, which is saved like any change.
pub async fn form(coordinator: Coordinator, path: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    let desk = Desk::of(&coordinator, &path).await?;
    let old = desk.history.iter().find(|wording| wording.version.to_string() == asked.version);
    if old.is_none() && !asked.version.is_empty() {
        return Err(Error::NotFound);
    }
    let form = View::of(desk.text(&coordinator, old).answers());
    let page = desk.page(&coordinator, form, desk.seen());
    page::show(&EditPage { taken_up: old.filter(|old| !old.current).map(|old| old.version), ..page })
}

/// `GET /coordination/reponses-types/nouvelle`
pub async fn blank(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    page::show(&Desk::new().page(&coordinator, View::default(), 0))
}

/// `POST /coordination/reponses-types`: adds a reply, or shows what it would give.
pub async fn add(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    write(&coordinator, &Desk::new(), given).await
}

/// `POST /coordination/reponses-types/{id}`: a new version, or what it would give. From a stale page nothing is saved, and what was
/// typed comes back (409).
pub async fn change(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let desk = Desk::of(&coordinator, &path).await?;
    write(&coordinator, &desk, given).await
}

async fn write(coordinator: &Coordinator, desk: &Desk, given: Answers) -> Result<HttpResponse, Error> {
    let (app, seen) = (&coordinator.visit.app, given.text("seen").parse().unwrap_or(0));
    let mut form = View::of(given.clone());
    let text = match Text::parse(desk.kind, &given) {
        Ok(text) => text,
        Err(faults) => {
            for fault in &faults {
                form.add_words(fault.field, mend(fault));
            }
            return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.page(coordinator, form, seen));
        }
    };
    if given.text("action") == "preview" {
        return preview(coordinator, desk, form, seen, &given.text("reference"), &text).await;
    }
    let saved = match &desk.series {
        Some(series) => actions::wording::change(app, &coordinator.who, series.clone(), seen, text).await?,
        None => actions::wording::add(app, &coordinator.who, text).await?,
    };
    match saved {
        Ok(saved) => {
            let (name, version) = (name(&saved.text), words::number(saved.version));
            coordinator.visit.say(Flash::done(words::say_with("flash-wording-saved", &[("name", &name), ("version", &version)])));
            Ok(go(LIST))
        }
        Err(Refusal::Unknown) => Err(Error::NotFound),
        Err(Refusal::TitleTaken) => {
            form.add("title", "wording-title-taken");
            page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.page(coordinator, form, seen))
        }
        Err(Refusal::Stale(now)) => {
            let page = desk.page(coordinator, form, now.as_ref().map_or(0, |now| now.version));
            let meanwhile = now.map(|now| (line(&now, &desk.names), now.text));
            page::show_with(StatusCode::CONFLICT, &EditPage { put_aside: meanwhile.is_none(), meanwhile, ..page })
        }
    }
}

/// What the text gives for an application: that of the reference, else the next one to read. Nothing is saved.
async fn preview(coordinator: &Coordinator, desk: &Desk, mut form: View, seen: i64, typed: &str, text: &Text) -> Result<HttpResponse, Error> {
    let found = sample(coordinator, typed).await?;
    let Some(application) = found else {
        form.add("reference", if typed.is_empty() { "wording-reference-none" } else { "wording-reference-unknown" });
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.page(coordinator, form, seen));
    };
    let letter = actions::wording::preview(&coordinator.visit.app, &coordinator.who, &application, text).await?;
    let about = format!("{} ({})", application.form.full_name(), application.reference);
    let preview = Some(Preview { about, subject: letter.subject, body: letter.body });
    page::show(&EditPage { preview, ..desk.page(coordinator, form, seen) })
}

async fn sample(coordinator: &Coordinator, typed: &str) -> Result<Option<Application>, Error> {
    let (reference, now, asked) = (Reference::parse(typed), coordinator.visit.now(), !typed.is_empty());
    let read = coordinator.visit.app.store.read(move |db| match reference {
        Some(reference) => store::application::by_reference(db, &reference),
        None if asked => Ok(None),
        None => Ok(store::application::on_shelf_before(db, Shelf::ToRead, now, 1)?.pop()),
    });
    Ok(read.await?)
}

/// `POST /coordination/reponses-types/{id}/retrait`: a letter is the house's own again, a reply is no longer proposed.
pub async fn retire(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let series = Series::parse(&path).ok_or(Error::NotFound)?;
    let (is_reply, seen) = (series.kind() == Kind::Reply, given.text("seen").parse().unwrap_or(0));
    match actions::wording::retire(&coordinator.visit.app, &coordinator.who, series, seen).await? {
        Ok(gone) => {
            let key = if is_reply { "flash-wording-retired" } else { "flash-wording-house" };
            coordinator.visit.say(Flash::done(words::say_with(key, &[("name", &name(&gone.text))])));
            Ok(go(LIST))
        }
        Err(Refusal::Stale(_)) => Err(Error::Conflict(words::say("wording-stale"))),
        Err(_) => Err(Error::NotFound),
    }
}
