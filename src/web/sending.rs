//! Sending the form: check one's answers, send, and come back later by a mailed link.

use crate::actions::application::{self as apply, Unsent};
use crate::domain::form::{Form, Page, suggestion};
use crate::domain::policy::Policy;
use crate::domain::values::EmailAddress;
use crate::web::answers::{Section, sections};
use crate::web::application::{HONEYPOT, Step, keep, sent_already, steps, this_year, typed};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "application/check.html")]
struct CheckPage {
    frame: Frame,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    sections: Vec<Section>,
    email: String,
    /// What the address was probably meant to be.
    meant: Option<String>,
}

/// `GET /demande/verification`
pub async fn check(visit: Visit) -> Result<HttpResponse, Error> {
    let answers = typed(&visit).await?;
    let form = match Form::parse(&answers, visit.now().date_naive()) {
        Ok(form) => form,
        Err(page) => return Ok(go(&format!("/demande/{page}"))),
    };
    page::show(&CheckPage {
        frame: visit.form_frame(Area::Private, Place::Apply, &words::label("question", "verification")),
        step: Page::ALL.len() + 1,
        steps: steps(&answers, None, this_year(&visit)),
        policy: visit.app.policy(),
        sections: sections(&form, &visit.app.settings.space_domain),
        email: form.contact.email.to_string(),
        meant: suggestion(form.contact.email.as_str()),
    })
}

/// `POST /demande/verification`: sends the form. A second click finds it sent and gets the same receipt.
pub async fn submit(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande/structure")) };
    if !given.text(HONEYPOT).is_empty() {
        visit.say(Flash::watch(words::say("notice-bait")));
        return Ok(go("/demande/verification"));
    }
    visit.count_forms()?;
    visit.take_time().await;
    match apply::submit(&visit.app, draft, Some(visit.origin())).await? {
        Ok(_) => {
            visit.end_form();
            Ok(go("/demande/recu"))
        }
        Err(Unsent::NoDraft) => {
            visit.say(Flash::watch(words::say("flash-draft-gone")));
            Ok(go("/demande/structure"))
        }
        Err(Unsent::Incomplete(page)) => {
            visit.say(Flash::watch(words::say(if page == Page::Address { "flash-slug-taken" } else { "flash-incomplete" })));
            Ok(go(&format!("/demande/{page}")))
        }
    }
}

/// `POST /demande/{page}/brouillon`: what is being typed, kept without leaving the page. Gives the draft and the hour.
pub async fn keep_typing(visit: Visit, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let page = Page::parse(&path).ok_or(Error::NotFound)?;
    let Some(draft) = keep(&visit, page, given).await? else { return Err(Error::Conflict(words::say("flash-sent-already"))) };
    let said = words::say_with("draft-kept", &[("hour", &words::hour(visit.now()))]);
    Ok(HttpResponse::Ok().json(serde_json::json!({ "draft": draft.to_string(), "words": said })))
}

#[derive(Template)]
#[template(path = "application/later.html")]
struct LaterPage {
    frame: Frame,
    form: View,
    policy: Arc<Policy>,
    sent: bool,
}

/// `GET /demande/plus-tard`: the way out of the form, with a way back.
pub async fn later(visit: Visit) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande")) };
    if apply::is_sent(&visit.app, &draft).await? {
        return Ok(go("/demande/recu"));
    }
    let form = View::of(typed(&visit).await?);
    let frame = visit.form_frame(Area::Private, Place::Apply, &words::say("title-later"));
    page::show(&LaterPage { frame, form, policy: visit.app.policy(), sent: false })
}

/// `POST /demande/plus-tard`: the link leaves by mail.
pub async fn send_later(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande")) };
    let frame = visit.form_frame(Area::Private, Place::Apply, &words::say("title-later"));
    let policy = visit.app.policy();
    let typed = given.text("email");
    let Some(email) = EmailAddress::parse(&typed) else {
        let mut form = View::of(given);
        form.add("email", if typed.is_empty() { "email-missing" } else { "email-malformed" });
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &LaterPage { frame, form, policy, sent: false });
    };
    visit.count_letters()?;
    if apply::is_sent(&visit.app, &draft).await? {
        return Ok(sent_already(&visit));
    }
    apply::send_resume_link(&visit.app, draft, email).await?;
    page::show(&LaterPage { frame, form: View::of(given), policy, sent: true })
}
