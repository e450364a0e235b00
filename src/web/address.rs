//! Reserved addresses, and how many are in quarantine: for coordinators (spec 4.2, 8).

use crate::actions::address::{self as acts, Refusal};
use crate::domain::address::Kind;
use crate::domain::values::{LabelId, RESERVED_SLUGS};
use crate::store;
use crate::store::address::{Borne, Freed, Kept};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The list.
const LIST: &str = "/coordination/adresses";
/// Quarantines ended by coordinators that the page shows, the latest first.
const FREED: i64 = 20;

/// A reserved label as the list shows it.
struct Line {
    id: String,
    kind: String,
    text: String,
    motive: String,
    author: String,
    since: String,
}

fn line(kept: Kept) -> Line {
    let Kept { label, author, written_at } = kept;
    let kind = words::label("reserved-kind", label.kind.code());
    Line { id: label.id.to_string(), kind, text: label.text, motive: label.motive, author, since: words::date(written_at) }
}

#[derive(Template)]
#[template(path = "address/list.html")]
struct AddressesPage {
    frame: Frame,
    form: View,
    release: View,
    domain: String,
    kinds: Options,
    lines: Vec<Line>,
    ours: &'static [&'static str],
    /// Who has what was to be reserved, or asks for it.
    borne: Option<Borne>,
    quarantined: String,
    months: String,
    freed: Vec<(Freed, String)>,
}

/// What the page shows besides the list: the forms as they were sent, and who has what was to be reserved.
#[derive(Default)]
struct Given {
    form: View,
    release: View,
    borne: Option<Borne>,
}

async fn list(coordinator: &Coordinator, given: Given, status: StatusCode) -> Result<HttpResponse, Error> {
    let (app, now) = (&coordinator.visit.app, coordinator.visit.now());
    let read = app.store.read(move |db| {
        Ok::<_, store::Error>((store::address::reserved(db)?, store::address::count_quarantined(db, now)?, store::address::freed(db, now, FREED)?))
    });
    let (reserved, count, freed) = read.await?;
    let page = AddressesPage {
        frame: coordinator.frame(Place::Addresses, &words::say("title-addresses")),
        form: given.form,
        release: given.release,
        domain: app.settings.space_domain.clone(),
        kinds: options::of("reserved-kind", Kind::ALL.iter().map(|kind| kind.code())),
        lines: reserved.into_iter().map(line).collect(),
        ours: RESERVED_SLUGS,
        borne: given.borne,
        quarantined: words::count("quarantine-count", count),
        months: words::count("quarantine-months", app.policy().quarantine_months),
        freed: freed.into_iter().map(|one| (one.clone(), words::date(one.at))).collect(),
    };
    page::show_with(status, &page)
}

/// `GET /coordination/adresses`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    list(&coordinator, Given::default(), StatusCode::OK).await
}

/// `POST /coordination/adresses`: reserves, or says who has it already.
pub async fn reserve(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let given = match acts::reserve(&coordinator.visit.app, &coordinator.who, &given).await? {
        Ok(label) => {
            coordinator.visit.say(Flash::done(words::say_with("flash-reserved", &[("label", &label.text)])));
            return Ok(go(LIST));
        }
        Err(Refusal::Problems(problems)) => Given { form: View::with(given, &problems), ..Given::default() },
        Err(Refusal::Borne(borne)) => {
            let mut form = View::of(given);
            form.add("sure", "reserved-borne");
            Given { form, borne: Some(borne), ..Given::default() }
        }
    };
    list(&coordinator, given, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// `POST /coordination/adresses/{id}/retrait`
pub async fn unreserve(coordinator: Coordinator, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let id = LabelId::parse(&path).ok_or(Error::NotFound)?;
    if !acts::unreserve(&coordinator.visit.app, &coordinator.who, id).await? {
        return Err(Error::NotFound);
    }
    coordinator.visit.say(Flash::done(words::say("flash-unreserved")));
    Ok(go(LIST))
}

/// `POST /coordination/adresses/quarantaine`: frees the one that is typed.
pub async fn free(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    match acts::free(&coordinator.visit.app, &coordinator.who, &given).await? {
        Ok(slug) => {
            coordinator.visit.say(Flash::done(words::say_with("flash-freed", &[("label", slug.as_str())])));
            Ok(go(LIST))
        }
        Err(problems) => {
            let release = View::with(given, &problems);
            list(&coordinator, Given { release, ..Given::default() }, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
