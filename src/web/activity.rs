//! `/activite/{secret}`: the button of every warning. Looking at it changes nothing, as mail scanners look.

use crate::actions::sign::{self, Closed};
use crate::domain::space::{Space, Status};
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::page::{self, Area, Frame, Place};
use crate::web::visit::Visit;
use crate::words;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "space/activity.html")]
struct ActivityPage {
    frame: Frame,
    name: String,
    address: String,
    /// `warned`, `paused`, `alive`, `suspended`, `late`, `kept` or `opening`.
    what: &'static str,
    on: String,
}

fn what(status: Status) -> &'static str {
    match status {
        Status::WarnedOnce | Status::WarnedTwice => "warned",
        Status::Disabled | Status::DeletionAnnounced => "paused",
        Status::Suspended => "suspended",
        Status::Deleting | Status::Deleted => "late",
        Status::Active | Status::Ordered | Status::Creating | Status::CreationFailed => "alive",
    }
}

fn show_page(visit: &Visit, space: &Space, what: &'static str) -> Result<HttpResponse, Error> {
    page::show(&ActivityPage {
        frame: visit.form_frame(Area::Private, Place::Space, &words::say("title-activity")),
        name: space.name.clone(),
        address: format!("{}.{}", space.slug, visit.app.settings.space_domain),
        what,
        on: space.state.idle().map(|idle| words::day(idle.dates.next(idle.step))).unwrap_or_default(),
    })
}

const DEAD: Error = Error::DeadLink("/espace");

/// `GET /activite/{secret}`
pub async fn show(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let space = sign::peek(&visit.app, &path).await?.ok_or(DEAD)?;
    let what = what(space.state.status());
    show_page(&visit, &space, what)
}

/// `POST /activite/{secret}`: the space is in use. Pressed twice, it is so once.
pub async fn say(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let before = sign::peek(&visit.app, &path).await?.ok_or(DEAD)?;
    match sign::say_alive(&visit.app, &path).await? {
        Ok(space) => show_page(&visit, &space, if before.state.status().is_open() { "kept" } else { "opening" }),
        Err(Closed::Unknown) => Err(DEAD),
        Err(Closed::Suspended) => show_page(&visit, &before, "suspended"),
        Err(Closed::TooLate) => show_page(&visit, &before, "late"),
    }
}
