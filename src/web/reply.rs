//! What an applicant does from the status page: write to the team, take the request back, carry the data away.

use crate::actions::application as apply;
use crate::actions::message::{self as talk, Unheard};
use crate::actions::waiting;
use crate::domain::application::Misfit;
use crate::domain::message::Author;
use crate::web::answers::sections;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::status::{Found, LOST, found, render};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde_json::json;

/// `POST /demande/suivi/{secret}/reponse`: words to the team, and the fields it asked about. Nothing else can change.
pub async fn reply(visit: Visit, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    let back = format!("/demande/suivi/{secret}");
    match talk::reply(&visit.app, &secret, given.clone()).await? {
        Ok(_) => {
            visit.say(Flash::done(words::say("flash-replied")));
            Ok(go(&back))
        }
        Err(Unheard::Unknown) => Err(LOST),
        Err(Unheard::TooMany) => Err(Error::TooMany(24 * 3600)),
        Err(Unheard::NotNow) => {
            visit.say(Flash::watch(words::say("flash-not-heard")));
            Ok(go(&back))
        }
        Err(Unheard::Problems(problems)) => match found(&visit, &secret).await? {
            Found::Application(file) => {
                // What was asked about is shown as it was typed; the rest as it is.
                let mut answers = file.application.form.answers();
                let mut shown: Vec<&str> = file.application.open_fields().iter().map(String::as_str).collect();
                shown.push("message");
                answers.replace(&shown, given.only(&shown));
                render(&visit, secret, *file, Some(View::with(answers, &problems)))
            }
            Found::Draft(_) => Err(LOST),
        },
    }
}

/// `POST /demande/suivi/{secret}/interet`: who waits still wants a space.
pub async fn stay(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    match waiting::stay(&visit.app, &secret).await? {
        Ok(()) => visit.say(Flash::done(words::say("flash-still-waiting"))),
        Err(Misfit::NotFromHere) => return Err(LOST),
        Err(_) => visit.say(Flash::watch(words::say("flash-not-waiting"))),
    }
    Ok(go(&format!("/demande/suivi/{secret}")))
}

#[derive(Template)]
#[template(path = "application/withdrawal.html")]
struct WithdrawalPage {
    frame: Frame,
    name: String,
    reference: String,
    secret: String,
    /// It was on the waiting list.
    listed: bool,
    /// It was withdrawn: nothing is left to show.
    done: bool,
}

/// `GET /demande/suivi/{secret}/retrait`: what withdrawing does, before doing it.
pub async fn withdrawal(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    let Found::Application(file) = found(&visit, &secret).await? else { return Err(LOST) };
    let found = &file.application;
    if !found.state.may_be_withdrawn() {
        return Ok(go(&format!("/demande/suivi/{secret}")));
    }
    let frame = visit.form_frame(Area::Private, Place::Apply, &words::say("title-withdrawal"));
    let listed = found.state.listed().is_some();
    page::show(&WithdrawalPage { frame, name: found.form.full_name(), reference: found.reference.to_string(), secret, listed, done: false })
}

/// `POST /demande/suivi/{secret}/retrait`: all is erased at once.
pub async fn withdraw(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    match apply::withdraw(&visit.app, &secret).await? {
        Ok(()) => {
            visit.forget_draft();
            let frame = visit.frame(Area::Private, Place::Apply, &words::say("title-withdrawn"));
            page::show(&WithdrawalPage { frame, name: String::new(), reference: String::new(), secret: String::new(), listed: false, done: true })
        }
        Err(Misfit::NotFromHere) => Err(LOST),
        Err(_) => {
            visit.say(Flash::watch(words::say("flash-too-late-to-withdraw")));
            Ok(go(&format!("/demande/suivi/{secret}")))
        }
    }
}

/// `GET /demande/suivi/{secret}/donnees.json`: all that is kept of an application, to carry away (R36).
pub async fn export(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let Found::Application(file) = found(&visit, &path).await? else { return Err(LOST) };
    let application = &file.application;
    let in_words: Vec<_> = sections(&application.form, &visit.app.settings.space_domain)
        .into_iter()
        .map(|section| {
            let answers: Vec<_> = section.rows.into_iter().map(|row| json!({ "question": row.label, "answer": row.value })).collect();
            json!({ "page": section.title, "answers": answers })
        })
        .collect();
    let messages: Vec<_> = file
        .messages
        .iter()
        .map(|message| {
            let author = if message.author == Author::Applicant { "applicant" } else { "team" };
            json!({ "at": message.at, "author": author, "words": message.body, "fields": message.fields })
        })
        .collect();
    let letters: Vec<_> = file
        .letters
        .iter()
        .filter(|letter| letter.fate != crate::store::outbox::Fate::Held)
        .map(|letter| json!({ "kind": letter.kind, "to": letter.recipient, "subject": letter.subject, "written_at": letter.created_at, "sent_at": letter.sent_at }))
        .collect();
    let body = json!({
        "service": visit.app.settings.service_name,
        "exported_at": visit.now(),
        "reference": application.reference,
        "submitted_at": application.submitted_at,
        "terms_version": application.form.terms_version,
        "form": application.form,
        "in_words": in_words,
        "messages": messages,
        "letters": letters,
        "waiting": application.state.listed().map(|listed| json!({ "since": listed.since, "because": listed.because })),
    });
    let name = format!("attachment; filename=\"{}.json\"", application.reference);
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_DISPOSITION, name)).json(body))
}
