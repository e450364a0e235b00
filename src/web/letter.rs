//! Letters that do not leave: the team sees them, and sends them again.

use crate::actions;
use crate::domain::values::LetterId;
use crate::store::outbox;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::Volunteer;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::{HttpResponse, web};
use askama::Template;

struct Shown {
    id: String,
    kind: String,
    subject: String,
    since: String,
    attempts: i64,
    error: String,
    stuck: bool,
    next_try: String,
}

#[derive(Template)]
#[template(path = "review/letters.html")]
struct LettersPage {
    frame: Frame,
    letters: Vec<Shown>,
}

/// `GET /equipe/courrier`
pub async fn show(volunteer: Volunteer) -> Result<HttpResponse, Error> {
    let troubled = volunteer.visit.app.store.read(outbox::troubled).await?;
    let shown = |letter: outbox::Listed| Shown {
        id: letter.id.to_string(),
        kind: words::label("letter", letter.kind.code()),
        subject: letter.subject,
        since: words::moment(letter.created_at),
        attempts: letter.attempts,
        error: letter.last_error.unwrap_or_default(),
        stuck: letter.fate == outbox::Fate::Stuck,
        next_try: words::moment(letter.next_try_at),
    };
    page::show(&LettersPage {
        frame: volunteer.frame(Place::Letters, &words::say("title-letters")),
        letters: troubled.into_iter().map(shown).collect(),
    })
}

/// `POST /equipe/courrier/{id}/relance`
pub async fn retry(volunteer: Volunteer, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let id = LetterId::parse(&path).ok_or(Error::NotFound)?;
    let found = actions::letter::retry(&volunteer.visit.app, &volunteer.who, id).await?;
    volunteer.visit.say(if found { Flash::done(words::say("flash-letter-retried")) } else { Flash::watch(words::say("flash-letter-gone")) });
    Ok(go("/equipe/courrier"))
}
