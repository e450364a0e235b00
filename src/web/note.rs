//! Notes, taking over, handing over: what volunteers do together around an application (spec 5.3, 5.10).

use crate::actions::note as team;
use crate::domain::review::Refusal;
use crate::domain::values::{Reference, VolunteerId};
use crate::store;
use crate::web::decision::refusal_words;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::Volunteer;
use crate::web::page::{Flash, go};
use crate::words;
use actix_web::{HttpResponse, web};

/// The name of an application, as volunteers are told of it.
async fn name(volunteer: &Volunteer, reference: &Reference) -> Result<String, Error> {
    let reference = reference.clone();
    let found = volunteer.visit.app.store.read(move |db| store::application::by_reference(db, &reference)).await?;
    Ok(found.ok_or(Error::NotFound)?.form.structure.organization_name)
}

/// Back to the page of the application, saying what happened.
async fn told(volunteer: &Volunteer, reference: &Reference, done: Result<(), Refusal>, key: &str) -> Result<HttpResponse, Error> {
    let flash = match done {
        Ok(()) => Flash::done(words::say(key)),
        Err(Refusal::Unknown) => return Err(Error::NotFound),
        Err(refusal) => Flash::watch(refusal_words(volunteer, &refusal).await?),
    };
    volunteer.visit.say(flash);
    Ok(go(&format!("/equipe/demandes/{reference}")))
}

/// `POST /equipe/demandes/{reference}/notes`
pub async fn write(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let done = team::write(&volunteer.visit.app, &volunteer.who, reference.clone(), given.text("note")).await?;
    if done == Err(Refusal::MessageMissing) {
        volunteer.visit.say(Flash::watch(words::say("note-missing")));
        return Ok(go(&format!("/equipe/demandes/{reference}")));
    }
    told(&volunteer, &reference, done, "flash-noted").await
}

/// `POST /equipe/demandes/{reference}/reprise`: the one who held it reads so on their next page.
pub async fn take_over(volunteer: Volunteer, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let name = name(&volunteer, &reference).await?;
    let words = words::say_with("notice-taken-over", &[("who", &volunteer.who.name), ("name", &name)]);
    let done = team::take_over(&volunteer.visit.app, &volunteer.who, reference.clone(), words).await?;
    told(&volunteer, &reference, done, "flash-taken-over").await
}

/// `POST /equipe/demandes/{reference}/transmission`: to a colleague, with a note.
pub async fn hand_over(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let name = name(&volunteer, &reference).await?;
    let words = words::say_with("notice-handed-over", &[("who", &volunteer.who.name), ("name", &name)]);
    let Some(to) = VolunteerId::parse(&given.text("to")) else {
        return told(&volunteer, &reference, Err(Refusal::NoColleague), "").await;
    };
    let done = team::hand_over(&volunteer.visit.app, &volunteer.who, reference.clone(), to, given.text("note"), words).await?;
    told(&volunteer, &reference, done, "flash-handed-over").await
}
