//! The office suite of a space (spec 7.3): what it has, which one suits, the change and its progress.

use crate::actions::suite::{self as acts};
use crate::domain::operation::{OperationKind, OperationStatus};
use crate::domain::suites::{self, COLUMNS, NoSwitch, Switch};
use crate::domain::values::Suite;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::SpaceAdmin;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::suites::{Chooser, name, ticked};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// A change that was asked for.
struct Change {
    suite: String,
    asked: String,
    /// `waiting`, `leased`, `done` or `failed`.
    step: &'static str,
    /// Since when it is there.
    when: String,
}

#[derive(Template)]
#[template(path = "space/suite.html")]
struct SuitePage {
    frame: Frame,
    form: View,
    name: String,
    slug: String,
    today: String,
    current: &'static str,
    since: Option<String>,
    chooser: Chooser,
    /// Code, name, and whether it is the one that is chosen.
    choices: Vec<(&'static str, String, bool)>,
    /// The suite whose change is to be confirmed: code and name.
    confirm: Option<(&'static str, String)>,
    change: Option<Change>,
    /// Why none may be asked for now.
    refused: Option<String>,
    hours: i64,
    editors: i64,
}

fn said(refusal: NoSwitch) -> String {
    match refusal {
        NoSwitch::Same => words::say("suite-same"),
        NoSwitch::Closed => words::say("suite-closed"),
        NoSwitch::Busy => words::say("suite-busy"),
        NoSwitch::TooSoon(at) => words::say_with("suite-too-soon", &[("at", &words::moment(at))]),
    }
}

async fn render(admin: &SpaceAdmin, query: &str, form: View, confirm: Option<Suite>, status: StatusCode) -> Result<HttpResponse, Error> {
    let (space, visit) = (&admin.space, &admin.contact.visit);
    let (id, now, policy) = (space.id.clone(), visit.now(), visit.app.policy());
    let read = visit
        .app
        .store
        .read(move |db| Ok::<_, store::Error>((store::operation::of_space(db, &id)?, store::suite::changed_at(db, &id)?, store::suite::table(db)?)));
    let (orders, last, table) = read.await?;
    let recent = orders.iter().find(|one| one.kind == OperationKind::SetSuite && one.status != OperationStatus::Cancelled);
    let change = recent.filter(|one| one.ended_at.is_none_or(|at| now - at < chrono::Duration::days(1))).map(|one| Change {
        suite: acts::wanted(one).map(name).unwrap_or_default(),
        asked: words::moment(one.created_at),
        step: one.status.code(),
        when: one.ended_at.map(words::moment).unwrap_or_default(),
    });
    // Any other suite will do to learn whether one may change at all.
    let other = COLUMNS.into_iter().find(|suite| *suite != space.suite).unwrap_or(Suite::None);
    let refused = suites::switch(space, other, last, &orders, &policy, now).err().map(said);
    let needs = ticked(query);
    page::show_with(
        status,
        &SuitePage {
            frame: visit.form_frame(Area::Private, Place::Space, &words::say_with("title-suite", &[("name", &page::in_title(&space.name))])),
            form,
            name: space.name.clone(),
            slug: space.slug.to_string(),
            today: name(space.suite),
            current: space.suite.code(),
            since: last.map(words::date),
            chooser: Chooser::of(&needs, &policy, table),
            choices: COLUMNS.iter().map(|suite| (suite.code(), name(*suite), confirm.unwrap_or(space.suite) == *suite)).collect(),
            confirm: confirm.map(|suite| (suite.code(), name(suite))),
            change,
            refused,
            hours: policy.suite_hours,
            editors: policy.simultaneous_editors,
        },
    )
}

/// `GET /espace/{slug}/suite`: the needs that are ticked are in the address, as on the public page; `suite` is one to confirm.
pub async fn show(admin: SpaceAdmin, request: HttpRequest) -> Result<HttpResponse, Error> {
    let query = request.query_string();
    let asked = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "suite").and_then(|(_, code)| Suite::parse(&code));
    render(&admin, query, View::default(), asked.filter(|suite| *suite != admin.space.suite), StatusCode::OK).await
}

/// `POST /espace/{slug}/suite`: `suite`.
pub async fn switch(admin: SpaceAdmin, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let (visit, here) = (&admin.contact.visit, format!("/espace/{}/suite", admin.space.slug));
    let Some(suite) = Suite::parse(&given.text("suite")) else {
        let mut form = View::of(given);
        form.add("suite", "suite-unknown");
        return render(&admin, "", form, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match acts::switch(&visit.app, admin.space.id.clone(), suite).await? {
        Ok(Switch::Order | Switch::Replace) => visit.say(Flash::done(words::say_with("flash-suite-asked", &[("suite", &name(suite))]))),
        Ok(Switch::Void) => visit.say(Flash::done(words::say_with("flash-suite-void", &[("suite", &name(suite))]))),
        Err(refusal) => {
            let mut form = View::of(given);
            form.add_words("suite", said(refusal));
            return render(&admin, "", form, None, StatusCode::CONFLICT).await;
        }
    }
    Ok(go(&here))
}
