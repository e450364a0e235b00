//! After the form: the receipt, the status page, the confirmation, the lost link.

use crate::actions::application as apply;
use crate::domain::application::{Application, State};
use crate::domain::policy::Policy;
use crate::domain::space;
use crate::domain::values::EmailAddress;
use crate::store;
use crate::web::answers::{Section, sections};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "application/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    policy: Arc<Policy>,
    reference: String,
    email: String,
    name: String,
}

/// `GET /demande/recu`: for the browser that sent the form; nothing secret on it.
pub async fn receipt(visit: Visit) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande")) };
    let Some(sent) = visit.app.store.read(move |db| store::application::find(db, &draft)).await? else { return Ok(go("/demande")) };
    page::show(&ReceiptPage {
        frame: visit.frame(Area::Private, Place::Apply, &words::say("title-receipt")),
        policy: visit.app.policy(),
        reference: sent.reference.to_string(),
        email: sent.form.contact.email.to_string(),
        name: sent.form.full_name(),
    })
}

/// A step of an application's way, on the status page.
struct Way {
    state: &'static str,
    title: String,
    words: String,
}

#[derive(Template)]
#[template(path = "application/status.html")]
struct StatusPage {
    frame: Frame,
    policy: Arc<Policy>,
    name: String,
    reference: String,
    secret: String,
    address: String,
    stage: &'static str,
    way: Vec<Way>,
    sections: Vec<Section>,
}

/// What the applicant is told: a decision that can still be undone is not said yet.
fn stage(application: &Application, space: Option<&space::State>) -> &'static str {
    match (&application.state, space) {
        (State::Unconfirmed, _) => "unconfirmed",
        (State::Pending { .. }, _) => "pending",
        (State::Held { before, .. }, _) => match before {
            crate::domain::application::Before::Pending { .. } => "pending",
            crate::domain::application::Before::Waiting { .. } => "waiting",
        },
        (State::Waiting { .. }, _) => "waiting",
        (State::Accepted { .. }, Some(space::State::Active { .. })) => "ready",
        (State::Accepted { .. }, _) => "accepted",
        (State::Refused { .. }, _) => "refused",
    }
}

fn way(application: &Application, stage: &str) -> Vec<Way> {
    const ORDER: &[&str] = &["sent", "unconfirmed", "pending", "decided", "ready"];
    let reached = match stage {
        "unconfirmed" => 1,
        "pending" => 2,
        "waiting" | "refused" => 3,
        "accepted" => 4,
        _ => 5,
    };
    let words_of = |step: &str| match step {
        "sent" => words::moment(application.submitted_at),
        "decided" if matches!(stage, "waiting" | "refused" | "accepted" | "ready") => words::say(&format!("way-{stage}-words")),
        _ => String::new(),
    };
    ORDER
        .iter()
        .enumerate()
        .map(|(i, step)| Way {
            state: if i < reached {
                "done"
            } else if i == reached {
                "now"
            } else {
                "next"
            },
            title: words::say(&format!("way-{step}")),
            words: words_of(step),
        })
        .collect()
}

/// `GET /demande/suivi/{secret}`
pub async fn show(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    let (found, space) = apply::by_link(&visit.app, &secret).await?.ok_or(Error::DeadLink("/demande/lien-perdu"))?;
    let stage = stage(&found, space.as_ref().map(|space| &space.state));
    page::show(&StatusPage {
        frame: visit.form_frame(Area::Private, Place::Apply, &words::say_with("title-status", &[("reference", found.reference.as_str())])),
        policy: visit.app.policy(),
        name: found.form.full_name(),
        reference: found.reference.to_string(),
        secret,
        address: format!("{}.{}", found.form.address.slug, visit.app.settings.space_domain),
        stage,
        way: way(&found, stage),
        sections: sections(&found.form, &visit.app.settings.space_domain),
    })
}

/// `POST /demande/suivi/{secret}/confirmation`
pub async fn confirm(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    if apply::confirm(&visit.app, &secret).await?.is_err() {
        return Err(Error::DeadLink("/demande/lien-perdu"));
    }
    visit.say(Flash::done(words::say("flash-confirmed")));
    Ok(go(&format!("/demande/suivi/{secret}")))
}

#[derive(Template)]
#[template(path = "application/lost_link.html")]
struct LostLinkPage {
    frame: Frame,
    form: View,
    sent: bool,
}

/// `GET /demande/lien-perdu`
pub async fn lost_link(visit: Visit) -> Result<HttpResponse, Error> {
    let frame = visit.form_frame(Area::Public, Place::Apply, &words::say("title-lost-link"));
    page::show(&LostLinkPage { frame, form: View::default(), sent: false })
}

/// `POST /demande/lien-perdu`: the same answer, in the same time, whether the address is known or not.
pub async fn send_lost_link(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let frame = visit.form_frame(Area::Public, Place::Apply, &words::say("title-lost-link"));
    let Some(email) = EmailAddress::parse(&given.text("email")) else {
        let mut form = View::of(given);
        form.add("email", "email-malformed");
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &LostLinkPage { frame, form, sent: false });
    };
    visit.count_letters()?;
    guard::in_even_time(apply::send_lost_link(&visit.app, email)).await?;
    page::show(&LostLinkPage { frame, form: View::of(given), sent: true })
}
