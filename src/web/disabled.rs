//! `/desactive/{slug}`: what a proxy serves for every address of a space that does not answer (spec 7.8), written for a stranger who
//! followed a link, with the administrators' way back. No cookie: the page is the same for all, whatever the path, on any host.

use crate::actions::address::is_quarantined;
use crate::actions::space::{self as gate, Identifier};
use crate::domain::space::Status;
use crate::domain::values::Slug;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Sent, View};
use crate::web::guard;
use crate::web::page::{Area, Frame};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "space/disabled.html")]
struct DisabledPage {
    frame: Frame,
    form: View,
    address: String,
    /// `pause`, `closed`, `opening`, `coming`, `leaving` or `gone`.
    what: &'static str,
    since: String,
    until: String,
    sent: bool,
    minutes: i64,
}

/// What is said of a state, and seconds after which one may look again.
fn said(status: Status) -> (&'static str, u32) {
    match status {
        Status::Disabled | Status::DeletionAnnounced => ("pause", 3_600),
        Status::Suspended => ("closed", 86_400),
        Status::Active | Status::WarnedOnce | Status::WarnedTwice => ("opening", 60),
        Status::Ordered | Status::Creating | Status::CreationFailed => ("coming", 300),
        Status::Deleting | Status::Deleted => ("leaving", 86_400),
    }
}

async fn page(visit: &Visit, slug: Slug, form: View, sent: bool) -> Result<HttpResponse, Error> {
    let asked = slug.clone();
    let app = visit.app.clone();
    let (space, quarantined) =
        visit.app.store.read(move |db| Ok::<_, store::Error>((store::space::by_slug(db, &asked)?, is_quarantined(&app, db, &asked)?))).await?;
    let ((what, again), since, until) = match &space {
        Some(space) => {
            let until = space.state.idle().map(|idle| words::day(idle.dates.delete_on)).unwrap_or_default();
            (said(space.state.status()), space.state.since().map(words::date).unwrap_or_default(), until)
        }
        None if quarantined => (("gone", 0), String::new(), String::new()),
        None => return Err(Error::NotFound),
    };
    let address = format!("{slug}.{}", visit.app.settings.space_domain);
    let title = words::say_with(&format!("title-disabled-{what}"), &[("address", &address)]);
    let page = DisabledPage {
        frame: Frame { private: true, ..Frame::plain(&visit.app, Area::Private, &title) },
        form,
        address,
        what,
        since,
        until,
        sent,
        minutes: visit.app.policy().entry_minutes,
    };
    let mut answer = HttpResponse::build(if what == "gone" { StatusCode::GONE } else { StatusCode::SERVICE_UNAVAILABLE });
    if what != "gone" {
        answer.insert_header((header::RETRY_AFTER, again.to_string()));
    }
    answer.insert_header(("x-robots-tag", "noindex"));
    Ok(answer.content_type("text/html; charset=utf-8").body(page.render()?))
}

fn slug_of(request: &HttpRequest) -> Result<Slug, Error> {
    request.match_info().get("slug").and_then(Slug::parse).ok_or(Error::NotFound)
}

/// `GET /desactive/{slug}`, and whatever follows.
pub async fn show(visit: Visit, request: HttpRequest) -> Result<HttpResponse, Error> {
    page(&visit, slug_of(&request)?, View::default(), false).await
}

/// `POST` there: a link to enter leaves to a contact. Nothing of the visitor is used, so there is no token: all it may do is write to
/// who administers, as often as `/espace` does. The same answer whether the address is known or not.
pub async fn send(visit: Visit, request: HttpRequest, sent: Sent) -> Result<HttpResponse, Error> {
    let slug = slug_of(&request)?;
    let Some(Identifier::Email(email)) = Identifier::parse(&sent.answers.text("identifier"), &visit.app.settings.space_domain) else {
        let mut form = View::of(sent.answers);
        form.add("identifier", "disabled-email-malformed");
        return page(&visit, slug, form, false).await;
    };
    visit.count_letters()?;
    guard::in_even_time(gate::send_entry(&visit.app, Identifier::Email(email))).await?;
    page(&visit, slug, View::default(), true).await
}
