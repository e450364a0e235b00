//! Asking an applicant something (spec 5.6), from the page to decide.

use crate::actions::{message as talk, wording};
use crate::domain::form::{Answers, Page};
use crate::domain::message::{LONGEST, may_be_asked};
use crate::domain::review::Refusal;
use crate::domain::values::Reference;
use crate::web::decision::refusal_words;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::options::Options;
use crate::web::page::{Flash, go};
use crate::web::review::{self, file, render};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use std::sync::LazyLock;

/// The fields that an applicant may be asked about, with their labels, page by page.
pub static FIELDS: LazyLock<Vec<(String, Options)>> = LazyLock::new(|| {
    let fields = |page: &Page| page.fields().iter().filter(|field| may_be_asked(field)).map(|field| (*field, words::label("label", field)));
    let pages = Page::ALL.iter().filter(|page| fields(page).next().is_some());
    pages.map(|page| (words::label("section", page.code()), fields(page).collect())).collect()
});

/// `POST /equipe/demandes/{reference}/questions`: the letter leaves at once, and the clock of the delay stops.
pub async fn ask(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let app = &volunteer.visit.app;
    let fields: Vec<String> =
        FIELDS.iter().flat_map(|(_, fields)| fields).map(|(code, _)| *code).filter(|code| given.has("fields", code)).map(str::to_owned).collect();
    let message: String = given.text("message").chars().take(LONGEST).collect();
    let file = file(&volunteer, reference.clone()).await?;
    if given.text("action") == "insert" {
        return insert(&volunteer, file, given).await;
    }
    let seen = given.text("seen").parse().unwrap_or(file.application.version);
    match talk::ask(app, &volunteer.who, reference.clone(), message, fields, seen).await? {
        Ok(asked) => {
            volunteer.visit.say(Flash::done(words::say_with("flash-asked", &[("name", &asked.form.structure.organization_name)])));
            Ok(go(&format!("/equipe/demandes/{reference}")))
        }
        Err(Refusal::Unknown) => Err(Error::NotFound),
        Err(refusal) => refused(&volunteer, file, given, &refusal).await,
    }
}

/// The same page, with a reply added to what was typed.
async fn insert(volunteer: &Volunteer, file: review::File, mut given: Answers) -> Result<HttpResponse, Error> {
    if let Err(refusal) = file.application.in_hands_of(&volunteer.who.id, volunteer.visit.now()) {
        return refused(volunteer, file, given, &refusal).await;
    }
    let chosen = given.text("reponse");
    if let Some(reply) = file.replies.iter().find(|one| one.series.as_str() == chosen) {
        let words = wording::reply(&volunteer.visit.app, &file.application, &reply.text);
        let typed = given.text("message");
        given.0.insert("message".into(), vec![if typed.is_empty() { words } else { format!("{typed}\n\n{words}") }]);
    }
    render(volunteer, file, None, View::of(given), None, StatusCode::OK)
}

/// The same page with what was typed.
async fn refused(volunteer: &Volunteer, file: review::File, given: Answers, refusal: &Refusal) -> Result<HttpResponse, Error> {
    let mut form = View::of(given);
    if *refusal == Refusal::MessageMissing {
        form.add("message", "refusal-message-missing");
        return render(volunteer, file, None, form, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let words = refusal_words(volunteer, refusal).await?;
    render(volunteer, file, None, form, Some(words), StatusCode::CONFLICT)
}
