//! Calibration (spec 5.11): the sets of applications to judge, and the spread of answers once one has answered.
//! Reading a case and answering it: [`super::calibration_case`].

use crate::actions::calibration as acts;
use crate::domain::calibration::{self, Calibration, MOST, Proposal, Refusal, Table};
use crate::domain::values::{CalibrationId, Role, VolunteerId};
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{Coordinator, Volunteer};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The list of sets.
pub const LIST: &str = "/equipe/etalonnage";

/// A set as the list shows it.
struct Set {
    id: String,
    title: String,
    since: String,
    closed: bool,
    /// How far one is: `3 sur 6`.
    progress: String,
    done: bool,
}

#[derive(Template)]
#[template(path = "team/calibrations.html")]
struct ListPage {
    frame: Frame,
    form: View,
    sets: Vec<Set>,
    coordinates: bool,
    most: usize,
}

fn set(one: &Calibration, table: &Table, me: &VolunteerId) -> Set {
    let answered = table.cases.iter().filter(|case| table.answer_of(me, case.position).is_some()).count();
    let (answered, all) = (answered.to_string(), table.cases.len().to_string());
    Set {
        id: one.id.to_string(),
        title: one.title.clone(),
        since: words::date(one.created_at),
        closed: one.closed_at.is_some(),
        progress: words::say_with("calibration-progress", &[("answered", &answered), ("all", &all)]),
        done: table.is_done(me),
    }
}

async fn list(volunteer: &Volunteer, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let me = volunteer.who.id.clone();
    let sets = volunteer.visit.app.store.read(move |db| {
        let mut sets = Vec::new();
        for one in store::calibration::all(db)? {
            let table = store::calibration::table(db, &one.id)?;
            sets.push(set(&one, &table, &me));
        }
        Ok::<_, store::Error>(sets)
    });
    let page = ListPage {
        sets: sets.await?,
        frame: volunteer.frame(Place::Calibration, &words::say("title-calibrations")),
        form,
        coordinates: volunteer.who.role == Role::Coordinator,
        most: MOST,
    };
    page::show_with(status, &page)
}

/// `GET /equipe/etalonnage`
pub async fn show(volunteer: Volunteer) -> Result<HttpResponse, Error> {
    list(&volunteer, View::default(), StatusCode::OK).await
}

/// `POST /equipe/etalonnage`: a coordinator proposes a set.
pub async fn open(Coordinator { who, visit }: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let volunteer = Volunteer { who, visit };
    let proposal = match Proposal::parse(&given) {
        Ok(proposal) => proposal,
        Err(problems) => return list(&volunteer, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let refusal = match acts::open(&volunteer.visit.app, &volunteer.who, proposal).await? {
        Ok(opened) => {
            volunteer.visit.say(Flash::done(words::say_with("flash-calibration-opened", &[("title", &opened.title)])));
            return Ok(go(&format!("{LIST}/{}", opened.id)));
        }
        Err(refusal) => refusal,
    };
    let mut form = View::of(given);
    match refusal {
        Refusal::TitleTaken => form.add("title", "calibration-title-taken"),
        Refusal::Unfit(references) => {
            form.add("references", "calibration-references-unfit");
            form.remark_on("references", words::say_with("calibration-references-which", &[("references", &references.join(", "))]));
        }
        _ => return Err(Error::NotFound),
    }
    list(&volunteer, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// One count of a spread, with its bar.
struct Count {
    words: String,
    n: usize,
}

/// The spread of a case, as it is shown.
struct Spread {
    position: i64,
    answers: usize,
    choices: Vec<Count>,
    /// Criteria that someone doubts.
    doubts: Vec<Count>,
}

struct Agreement {
    words: String,
    shared: usize,
    divided: usize,
}

/// A case in the table of contents of a set.
struct Entry {
    position: i64,
    answered: bool,
}

#[derive(Template)]
#[template(path = "team/calibration.html")]
struct SetPage {
    frame: Frame,
    id: String,
    title: String,
    since: String,
    closed: bool,
    coordinates: bool,
    entries: Vec<Entry>,
    next: Option<i64>,
    /// Shown to who answered all, and to all once it is closed.
    spreads: Option<Vec<Spread>>,
    agreements: Vec<Agreement>,
}

fn spread(table: &Table, position: i64) -> Spread {
    let found = table.spread(position);
    let doubts = found.doubts.into_iter().filter(|(_, n)| *n > 0);
    Spread {
        position,
        answers: found.answers,
        choices: found.choices.into_iter().map(|(choice, n)| Count { words: words::label("decision", choice.code()), n }).collect(),
        doubts: doubts.map(|(key, n)| Count { words: words::label("criterion", key), n }).collect(),
    }
}

/// A set of an address, with its cases and answers.
pub async fn one(volunteer: &Volunteer, id: &str) -> Result<(Calibration, Table), Error> {
    let id = CalibrationId::parse(id).ok_or(Error::NotFound)?;
    let found = volunteer.visit.app.store.read(move |db| {
        let Some(found) = store::calibration::find(db, &id)? else { return Ok(None) };
        let table = store::calibration::table(db, &id)?;
        Ok::<_, store::Error>(Some((found, table)))
    });
    found.await?.ok_or(Error::NotFound)
}

/// `GET /equipe/etalonnage/{id}`
pub async fn show_set(volunteer: Volunteer, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let (found, table) = one(&volunteer, &path).await?;
    let me = &volunteer.who.id;
    let closed = found.closed_at.is_some();
    let revealed = closed || table.is_done(me);
    let entry = |case: &calibration::Case| Entry { position: case.position, answered: table.answer_of(me, case.position).is_some() };
    let agreement =
        |one: calibration::Agreement| Agreement { words: words::label("criterion", one.criterion), shared: one.shared, divided: one.divided };
    page::show(&SetPage {
        frame: volunteer.frame(Place::Calibration, &words::say_with("title-calibration", &[("title", &found.title)])),
        id: found.id.to_string(),
        title: found.title.clone(),
        since: words::date(found.created_at),
        closed,
        coordinates: volunteer.who.role == Role::Coordinator,
        entries: table.cases.iter().map(entry).collect(),
        next: table.next_for(me).filter(|_| !closed),
        spreads: revealed.then(|| table.cases.iter().map(|case| spread(&table, case.position)).collect()),
        agreements: if revealed { table.by_criterion().into_iter().map(agreement).collect() } else { Vec::new() },
    })
}

/// `POST /equipe/etalonnage/{id}/fermeture`
pub async fn close(coordinator: Coordinator, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let id = CalibrationId::parse(&path).ok_or(Error::NotFound)?;
    let closed = acts::close(&coordinator.visit.app, &coordinator.who, id).await?.map_err(|_| Error::NotFound)?;
    coordinator.visit.say(Flash::done(words::say_with("flash-calibration-closed", &[("title", &closed.title)])));
    Ok(go(&format!("{LIST}/{}", closed.id)))
}
