//! Leaving (spec 7.6): taking one's files along, asking for the deletion of the space, coming back on it, changing its address.

use crate::actions::departure::{self as acts, Refusal};
use crate::actions::sign;
use crate::domain::policy::Policy;
use crate::domain::space::Status;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::SpaceAdmin;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "space/departure.html")]
struct DeparturePage {
    frame: Frame,
    form: View,
    policy: Arc<Policy>,
    name: String,
    slug: String,
    domain: String,
    /// It was asked for: until then one may come back on it.
    until: Option<String>,
    /// The agent is at it.
    deleting: bool,
    /// It may be asked for.
    may: bool,
}

fn render(admin: &SpaceAdmin, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let (space, visit) = (&admin.space, &admin.contact.visit);
    let state = space.state.status();
    page::show_with(
        status,
        &DeparturePage {
            frame: visit.form_frame(Area::Private, Place::Space, &words::say_with("title-departure", &[("name", &page::in_title(&space.name))])),
            form,
            policy: visit.app.policy(),
            name: space.name.clone(),
            slug: space.slug.to_string(),
            domain: visit.app.settings.space_domain.clone(),
            until: space.leaving.map(|leaving| words::moment(leaving.until)),
            deleting: state == Status::Deleting,
            may: state.has_instance() && state != Status::Suspended,
        },
    )
}

/// `GET /espace/{slug}/depart`
pub async fn show(admin: SpaceAdmin) -> Result<HttpResponse, Error> {
    render(&admin, View::default(), StatusCode::OK)
}

/// `POST /espace/{slug}/depart`: `confirmation` is the label of the space, typed; or `action` is `stay`.
pub async fn ask(admin: SpaceAdmin, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let (visit, id) = (&admin.contact.visit, admin.space.id.clone());
    let here = format!("/espace/{}/depart", admin.space.slug);
    if given.text("action") == "stay" {
        match acts::stay(&visit.app, id).await? {
            Ok(()) => visit.say(Flash::done(words::say("flash-stays"))),
            Err(_) => visit.say(Flash::watch(words::say("flash-too-late"))),
        }
        return Ok(go(&here));
    }
    match acts::ask(&visit.app, id, given.text("confirmation")).await? {
        Ok(leaving) => {
            visit.say(Flash::done(words::say_with("flash-leaves", &[("until", &words::moment(leaving.until))])));
            Ok(go(&here))
        }
        Err(Refusal::NotTyped) => {
            let mut form = View::of(given);
            form.add_words("confirmation", words::say_with("departure-not-typed", &[("slug", admin.space.slug.as_str())]));
            render(&admin, form, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Refusal::TooLate) => {
            visit.say(Flash::watch(words::say("flash-too-late")));
            Ok(go(&here))
        }
    }
}

/// `POST /espace/{slug}/reouverture`: at once (spec 7.7).
pub async fn reopen(admin: SpaceAdmin, _: Posted) -> Result<HttpResponse, Error> {
    let visit = &admin.contact.visit;
    let was_open = admin.space.state.status().is_open();
    let flash = match sign::reopen(&visit.app, "contact".into(), admin.space.id.clone()).await? {
        Ok(_) if was_open => Flash::done(words::say("flash-kept")),
        Ok(_) => Flash::done(words::say("flash-reopens")),
        Err(sign::Closed::Suspended) => Flash::watch(words::say("flash-suspended")),
        Err(_) => Flash::watch(words::say("flash-too-late")),
    };
    visit.say(flash);
    Ok(go(&format!("/espace/{}", admin.space.slug)))
}
