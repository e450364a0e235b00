//! Calibration (spec 5.11): reading a case without knowing who asks, and saying what one would decide.

use crate::actions::calibration as acts;
use crate::domain::application::Application;
use crate::domain::calibration::{self, Calibration, Opinion, Refusal, Table};
use crate::domain::eligibility::CRITERIA;
use crate::domain::form::Answers;
use crate::store;
use crate::web::calibration::{LIST, one};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::veiled::Veiled;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "team/calibration_case.html")]
struct CasePage {
    frame: Frame,
    form: View,
    id: String,
    title: String,
    position: i64,
    case: Veiled,
    /// One may answer.
    open: bool,
    choices: Options,
    criteria: Options,
}

/// A case of a set, as the address names it.
struct Found {
    set: Calibration,
    table: Table,
    position: i64,
    application: Application,
}

async fn case(volunteer: &Volunteer, (id, position): (String, String)) -> Result<Found, Error> {
    let (set, table) = one(volunteer, &id).await?;
    let position: i64 = position.parse().map_err(|_| Error::NotFound)?;
    let application = table.cases.iter().find(|case| case.position == position).map(|case| case.application.clone()).ok_or(Error::NotFound)?;
    let application = volunteer.visit.app.store.read(move |db| store::application::find(db, &application)).await?.ok_or(Error::NotFound)?;
    Ok(Found { set, table, position, application })
}

fn show_found(volunteer: &Volunteer, found: &Found, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let Found { set, table, position, application } = found;
    let title = words::say_with("title-calibration-case", &[("n", &position.to_string()), ("title", &set.title)]);
    let page = CasePage {
        frame: volunteer.frame(Place::Calibration, &title),
        form,
        id: set.id.to_string(),
        title: set.title.clone(),
        position: *position,
        case: Veiled::of(application),
        open: table.takes(set, &volunteer.who.id, *position).is_ok(),
        choices: options::of("decision", Opinion::ALL.iter().map(|choice| choice.code())),
        criteria: options::of("criterion", CRITERIA.iter().map(|criterion| criterion.key)),
    };
    page::show_with(status, &page)
}

/// `GET /equipe/etalonnage/{id}/{page}`
pub async fn show_case(volunteer: Volunteer, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let found = case(&volunteer, path.into_inner()).await?;
    let mut before = Answers::default();
    if let Some(answer) = found.table.answer_of(&volunteer.who.id, found.position) {
        before.0.insert("choice".into(), vec![answer.choice.code().to_owned()]);
        before.0.insert("doubts".into(), answer.doubts.clone());
    }
    show_found(&volunteer, &found, View::of(before), StatusCode::OK)
}

/// `POST /equipe/etalonnage/{id}/{page}`: what one would decide; then the next case, or the spread.
pub async fn answer(volunteer: Volunteer, path: web::Path<(String, String)>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let found = case(&volunteer, path.into_inner()).await?;
    let opinion = match calibration::opinion(&given) {
        Ok(opinion) => opinion,
        Err(problems) => return show_found(&volunteer, &found, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let id = found.set.id.clone();
    let here = format!("{LIST}/{id}");
    match acts::answer(&volunteer.visit.app, &volunteer.who, id, found.position, opinion).await? {
        Ok(Some(next)) => Ok(go(&format!("{here}/{next}"))),
        Ok(None) => {
            volunteer.visit.say(Flash::done(words::say("flash-calibration-done")));
            Ok(go(&here))
        }
        Err(Refusal::Closed) => Ok(refused(&volunteer, &here, "calibration-closed")),
        Err(Refusal::Done) => Ok(refused(&volunteer, &here, "calibration-answered")),
        Err(_) => Err(Error::NotFound),
    }
}

fn refused(volunteer: &Volunteer, to: &str, key: &str) -> HttpResponse {
    volunteer.visit.say(Flash::watch(words::say(key)));
    go(to)
}
