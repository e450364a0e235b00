//! Entering the pages of a space by a mailed link, and its first connection.

use crate::actions::space::{self as gate, Identifier};
use crate::domain::link::Purpose;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{self, Contact};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "space/enter.html")]
struct EnterPage {
    frame: Frame,
    form: View,
    sent: bool,
    minutes: i64,
    domain: String,
}

fn enter_page(visit: &Visit, form: View, sent: bool) -> EnterPage {
    EnterPage {
        frame: visit.form_frame(Area::Public, Place::Space, &words::say("title-enter")),
        form,
        sent,
        minutes: visit.app.policy().entry_minutes,
        domain: visit.app.settings.space_domain.clone(),
    }
}

/// `GET /espace`: those who are in already go on to their space, or choose among several.
pub async fn enter_form(visit: Visit, contact: Option<Contact>) -> Result<HttpResponse, Error> {
    let Some(contact) = contact else { return page::show(&enter_page(&visit, View::default(), false)) };
    let email = contact.email.clone();
    let spaces = visit.app.store.read(move |db| store::space::administered_by(db, &email)).await?;
    match spaces.as_slice() {
        [] => page::show(&enter_page(&visit, View::default(), false)),
        [(slug, _)] => Ok(go(&format!("/espace/{slug}"))),
        _ => page::show(&ChoosePage {
            frame: visit.form_frame(Area::Private, Place::Space, &words::say("title-choose-space")),
            spaces: spaces.into_iter().map(|(slug, name)| (slug.to_string(), name)).collect(),
        }),
    }
}

#[derive(Template)]
#[template(path = "space/choose.html")]
struct ChoosePage {
    frame: Frame,
    spaces: Vec<(String, String)>,
}

/// `POST /espace`: the same answer, in the same time, whether there is such a space or not.
pub async fn send_entry(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let Some(identifier) = Identifier::parse(&given.text("identifier"), &visit.app.settings.space_domain) else {
        let mut form = View::of(given);
        form.add("identifier", "identifier-malformed");
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &enter_page(&visit, form, false));
    };
    visit.count_letters()?;
    guard::in_even_time(gate::send_entry(&visit.app, identifier)).await?;
    page::show(&enter_page(&visit, View::of(given), true))
}

/// A page with one button: looking at it uses nothing up, as mail scanners look.
#[derive(Template)]
#[template(path = "space/threshold.html")]
struct ThresholdPage {
    frame: Frame,
    first: bool,
}

/// `GET /espace/entrer/{secret}`
pub async fn threshold(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    gate::peek(&visit.app, &path, Purpose::Entry).await?.map_err(|_| Error::DeadLink("/espace"))?;
    let frame = visit.form_frame(Area::Private, Place::Space, &words::say("title-threshold"));
    page::show(&ThresholdPage { frame, first: false })
}

/// `POST /espace/entrer/{secret}`
pub async fn enter(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let (session, slugs) = gate::enter(&visit.app, &path).await?.map_err(|_| Error::DeadLink("/espace"))?;
    visit.set_contact(&session);
    Ok(go(&match slugs.as_slice() {
        [slug] => format!("/espace/{slug}"),
        _ => "/espace".to_owned(),
    }))
}

/// `POST /espace/sortie`
pub async fn leave(contact: Contact, _: Posted) -> Result<HttpResponse, Error> {
    if let Some(session) = contact.visit.contact() {
        gate::leave(&contact.visit.app, &session).await?;
    }
    contact.visit.forget();
    contact.visit.say(Flash::done(words::say("flash-left")));
    Ok(go("/espace"))
}

/// `GET /espace/premiere-connexion/{secret}`
pub async fn first_connection(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    gate::peek(&visit.app, &path, Purpose::FirstConnection).await?.map_err(|_| Error::DeadLink("/aide#premiere-connexion"))?;
    let frame = visit.form_frame(Area::Private, Place::Space, &words::say("title-first-connection"));
    page::show(&ThresholdPage { frame, first: true })
}

#[derive(Template)]
#[template(path = "space/credentials.html")]
struct CredentialsPage {
    frame: Frame,
    login: String,
    password: String,
    url: String,
    address: String,
}

/// `POST /espace/premiere-connexion/{secret}`: shown once; what was sealed is erased.
pub async fn reveal(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let (slug, credentials) = gate::reveal_credentials(&visit.app, &path).await?.map_err(|_| Error::DeadLink("/aide#premiere-connexion"))?;
    let address = format!("{slug}.{}", visit.app.settings.space_domain);
    page::show(&CredentialsPage {
        frame: visit.frame(Area::Private, Place::Space, &words::say("title-credentials")),
        login: credentials.admin_login,
        password: credentials.initial_password,
        url: format!("https://{address}/"),
        address,
    })
}
