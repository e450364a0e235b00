//! Logging in and out, and taking up an invitation.

use crate::actions::volunteer::{self as team, Entered, Invited};
use crate::domain::form::Answers;
use crate::domain::values::{EmailAddress, Reference, Secret};
use crate::domain::volunteer::{PASSWORD_LENGTH, Volunteer as Member, Weakness};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{Insider, Volunteer};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::second_factor::ask_code;
use crate::web::visit::{KEYS, Visit};
use crate::words;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Duration;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "volunteer/log_in.html")]
struct LogInPage {
    frame: Frame,
    form: View,
    /// Something was being decided when the session ended: what was typed, to go on with.
    carrying: bool,
}

#[derive(Template)]
#[template(path = "volunteer/go_on.html")]
struct GoOnPage {
    frame: Frame,
    reference: String,
    /// What was being decided, and the button that does it.
    title: String,
    button: String,
    letter: String,
    fields: Vec<(String, String)>,
}

/// The log-in form.
pub const LOG_IN: &str = "/equipe/connexion";

/// Where to go after logging in.
#[derive(Deserialize)]
pub struct Next {
    #[serde(default)]
    suite: String,
}

/// A path of the team's pages, or the queue: never another site.
fn inside(path: &str) -> &str {
    let ours = path.starts_with("/equipe") && !path.contains(['\\', '\r', '\n']) && !path.starts_with("/equipe/connexion");
    if ours { path } else { "/equipe" }
}

fn log_in_page(visit: &Visit, form: View) -> LogInPage {
    let carrying = !form.value(CARRIED).is_empty();
    LogInPage { frame: visit.form_frame(Area::Team, Place::Queue, &words::say("title-log-in")), form, carrying }
}

/// The field of the log-in form that carries a decision whose session ended, as JSON; and the one that says of which application.
const CARRIED: &str = "carried";
const CARRIED_OF: &str = "carried_of";

/// The log-in form, with what was being decided in it.
pub fn log_in_to_go_on(visit: &Visit, reference: &Reference, mut given: Answers) -> Result<HttpResponse, Error> {
    given.0.remove("csrf");
    let mut answers = Answers::default();
    answers.0.insert(CARRIED.into(), vec![serde_json::to_string(&given).unwrap_or_default()]);
    answers.0.insert(CARRIED_OF.into(), vec![reference.to_string()]);
    page::show_with(StatusCode::UNAUTHORIZED, &log_in_page(visit, View::of(answers)))
}

/// After logging in: what was being decided, to be sent again.
fn go_on(visit: &Visit, name: &str, reference: Reference, carried: Answers) -> Result<HttpResponse, Error> {
    let decision = carried.text("decision");
    if !["accept", "wait", "refuse"].contains(&decision.as_str()) {
        return Ok(go(&format!("/equipe/demandes/{reference}")));
    }
    let fields =
        carried.0.iter().filter(|(name, _)| *name != "letter").flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
    page::show(&GoOnPage {
        frame: Frame { who: Some(name.to_owned()), ..visit.form_frame(Area::Team, Place::Queue, &words::say("title-go-on")) },
        reference: reference.to_string(),
        title: words::say(&format!("decide-{decision}")),
        button: words::say(&format!("decide-{decision}-button")),
        letter: carried.text("letter"),
        fields: fields.collect(),
    })
}

/// `GET /equipe/connexion`
pub async fn log_in_form(visit: Visit, next: web::Query<Next>) -> Result<HttpResponse, Error> {
    let mut answers = Answers::default();
    answers.0.insert("suite".into(), vec![inside(&next.suite).to_owned()]);
    page::show(&log_in_page(&visit, View::of(answers)))
}

/// Wrong passwords that one address may give for one account in a quarter of an hour, and for all accounts.
const TRIES: u32 = 8;
const TRIES_IN_ALL: u32 = 60;

/// `POST /equipe/connexion`: counted by account *and* origin, so that nobody can lock someone else out.
pub async fn log_in(visit: Visit, Posted(mut given): Posted) -> Result<HttpResponse, Error> {
    let (email, password) =
        (EmailAddress::parse(&given.text("email")), given.0.remove("password").and_then(|p| p.into_iter().next()).unwrap_or_default());
    let account = email.as_ref().map(EmailAddress::folded).unwrap_or_default();
    let (quarter, origin) = (Duration::minutes(15), visit.origin());
    let key = format!("log in {origin} {}", visit.app.keys.keyed_hash("account", &account));
    visit.throttle.count(format!("log in {origin}"), TRIES_IN_ALL, quarter, visit.now())?;
    visit.throttle.count(key.clone(), TRIES, quarter, visit.now())?;
    // An address that cannot be one takes the same time as one that could.
    let email = email.or_else(|| EmailAddress::parse("personne@exemple.invalid"));
    let found = match email {
        Some(email) => team::log_in(&visit.app, email, password.chars().take(1000).collect()).await?,
        None => None,
    };
    let Some(entered) = found else {
        let mut form = View::of(given);
        form.add("email", "log-in-refused");
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &log_in_page(&visit, form));
    };
    match entered {
        Entered::In(who, session) => {
            visit.throttle.forget(&key);
            enter(&visit, &who, &session, &given)
        }
        // The tries stay counted until the code is good too.
        Entered::AwaitsCode(session) => {
            visit.set_volunteer(&session);
            ask_code(&visit, View::of(given.only(&["suite", CARRIED, CARRIED_OF])), StatusCode::OK)
        }
    }
}

/// Comes in: the cookie starts afresh, and one goes on where one wanted, or with what one was deciding.
pub fn enter(visit: &Visit, who: &Member, session: &Secret, given: &Answers) -> Result<HttpResponse, Error> {
    let to = inside(&given.text("suite")).to_owned();
    visit.set_volunteer(session);
    let carried = serde_json::from_str(&given.text(CARRIED)).ok().zip(Reference::parse(&given.text(CARRIED_OF)));
    match carried {
        Some((carried, reference)) => go_on(visit, &who.name, reference, carried),
        None => Ok(go(&to)),
    }
}

/// `POST /equipe/deconnexion`
pub async fn log_out(volunteer: Insider, _: Posted) -> Result<HttpResponse, Error> {
    if let Some(secret) = volunteer.visit.volunteer() {
        team::log_out(&volunteer.visit.app, &secret).await?;
    }
    volunteer.visit.forget();
    volunteer.visit.say(Flash::done(words::say("flash-logged-out")));
    Ok(go(LOG_IN))
}

#[derive(Template)]
#[template(path = "volunteer/invitation.html")]
struct InvitationPage {
    frame: Frame,
    form: View,
    /// Address of the volunteer invited; none for the first coordinator, who types it.
    known: Option<String>,
    length: usize,
}

fn invitation_page(visit: &Visit, form: View, invited: &Invited) -> InvitationPage {
    let known = match invited {
        Invited::First => None,
        Invited::Known(volunteer) => Some(volunteer.email.to_string()),
    };
    InvitationPage { frame: visit.form_frame(Area::Team, Place::Queue, &words::say("title-invitation")), form, known, length: PASSWORD_LENGTH }
}

/// `GET /equipe/invitation/{secret}`
pub async fn invitation(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let invited = team::invited(&visit.app, &path).await?.map_err(|_| Error::DeadLink(LOG_IN))?;
    page::show(&invitation_page(&visit, View::default(), &invited))
}

/// `POST /equipe/invitation/{secret}`
pub async fn accept_invitation(visit: Visit, path: web::Path<String>, Posted(mut given): Posted) -> Result<HttpResponse, Error> {
    let shut = |_| Error::DeadLink(LOG_IN);
    let invited = team::invited(&visit.app, &path).await?.map_err(shut)?;
    let password = given.0.remove("password").and_then(|p| p.into_iter().next()).unwrap_or_default();
    let mut form = View::of(given.clone());
    let who = match &invited {
        Invited::Known(volunteer) => Some(volunteer.clone()),
        Invited::First => {
            let (email, name) = (EmailAddress::parse(&given.text("email")), given.text("name"));
            if email.is_none() {
                form.add("email", "email-malformed");
            }
            if name.is_empty() || name.chars().count() > 60 {
                form.add("name", "name-missing");
            }
            email.map(|email| team::first_coordinator(&visit.app, email, name))
        }
    };
    if let Some(who) = &who {
        match team::weakness(&visit.app, &password, &who.email, &who.name) {
            Some(Weakness::Short) => form.add("password", "password-short"),
            Some(Weakness::Long) => form.add("password", "password-long"),
            Some(Weakness::Common) => form.add("password", "password-common"),
            None => {}
        }
    }
    match who {
        Some(who) if !form.has_problems() => {
            team::accept_invitation(&visit.app, &path, who, password).await?.map_err(shut)?;
            visit.say(Flash::done(words::say("flash-password-set")));
            Ok(go(LOG_IN))
        }
        _ => page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &invitation_page(&visit, form, &invited)),
    }
}

/// `POST /equipe/raccourcis`: turns the keys of one letter on or off in this browser, for a year.
pub async fn set_keys(volunteer: Volunteer, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let value = if given.text("keys") == "off" { "off" } else { "on" };
    volunteer.visit.say(Flash::done(words::say(&format!("flash-keys-{value}"))));
    let cookie = Cookie::build(KEYS, value)
        .path("/equipe")
        .http_only(true)
        .secure(volunteer.visit.app.settings.is_public())
        .same_site(SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(365))
        .finish();
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, "/equipe")).cookie(cookie).finish())
}
