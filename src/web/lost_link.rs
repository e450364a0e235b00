//! The lost link of an application, sent once more.

use crate::actions::application as apply;
use crate::domain::values::EmailAddress;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard;
use crate::web::page::{self, Area, Frame, Place};
use crate::web::visit::Visit;
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

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
