//! The digest of the morning: the choice on one's own page, and the page by which a letter's reader stops it without logging in.

use crate::actions::digest as acts;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::Volunteer;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::{HttpResponse, web};
use askama::Template;

/// `POST /equipe/moi/resume`
pub async fn choose(volunteer: Volunteer, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let wanted = given.has("digest", "yes");
    acts::want(&volunteer.visit.app, &volunteer.who, wanted).await?;
    volunteer.visit.say(Flash::done(words::say(if wanted { "flash-digest-on" } else { "flash-digest-off" })));
    Ok(go("/equipe/moi"))
}

/// Where one goes from a link that is nobody's.
const NOBODY: Error = Error::DeadLink("/equipe/connexion");

#[derive(Template)]
#[template(path = "team/stop_digest.html")]
struct StopPage {
    frame: Frame,
    /// It still comes: a button stops it.
    wanted: bool,
}

fn render(visit: &Visit, wanted: bool) -> Result<HttpResponse, Error> {
    let title = words::say(if wanted { "title-digest-stop" } else { "title-digest-stopped" });
    page::show(&StopPage { frame: visit.frame(Area::Private, Place::Elsewhere, &title), wanted })
}

/// `GET /equipe/resume/{secret}`: looking changes nothing, as mail scanners look.
pub async fn ask(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let wanted = acts::is_wanted(&visit.app, path.into_inner()).await?.ok_or(NOBODY)?;
    render(&visit, wanted)
}

/// `POST /equipe/resume/{secret}`: the button, or a mail program by itself (RFC 8058), which has neither cookie nor token and is
/// not to be sent elsewhere. The secret of the address is the whole right, to this alone: nothing of the form is read, nor of the
/// cookie.
pub async fn stop(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    if !acts::stop(&visit.app, path.into_inner()).await? {
        return Err(NOBODY);
    }
    render(&visit, false)
}
