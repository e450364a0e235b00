//! Pages for everyone: home, help, terms, privacy, accessibility.

use crate::domain::form::{TERMS, TERMS_VERSION};
use crate::domain::phase::Opening;
use crate::domain::policy::Policy;
use crate::domain::precheck::Situation;
use crate::domain::space::Seats;
use crate::store;
use crate::web::alternative::{Group, groups};
use crate::web::error::Error;
use crate::web::page::{self, Area, Frame, Place};
use crate::web::phase;
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use std::sync::Arc;

/// How full the service is: boats of a thousand places, heads of a hundred.
struct Places {
    ceiling: i64,
    free: i64,
    boats: Vec<i64>,
    /// Nobody is admitted now, and until when.
    closed: Option<String>,
}

impl Places {
    fn of(seats: Seats, opening: &Opening) -> Self {
        let boats = (seats.ceiling + 999) / 1000;
        let heads = seats.taken.min(seats.ceiling) / 100;
        let closed = phase::closed(opening);
        Self { ceiling: seats.ceiling, free: seats.free(), closed, boats: (0..boats.min(20)).map(|boat| (heads - boat * 10).clamp(0, 10)).collect() }
    }
}

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    frame: Frame,
    policy: Arc<Policy>,
    places: Places,
    today: String,
}

/// `GET /`
pub async fn home(visit: Visit) -> Result<HttpResponse, Error> {
    let (policy, now) = (visit.app.policy(), visit.now());
    let rules = policy.clone();
    let seats = visit.app.store.read(move |db| store::tally::seats(db, &rules, now)).await?;
    let opening = policy.opening(now);
    let frame = visit.frame(Area::Public, Place::Home, &words::say("title-home"));
    prose(&HomePage { frame, policy, places: Places::of(seats, &opening), today: words::date(visit.now()) })
}

/// A page that is the same for everyone may be kept, and asked about again.
pub fn prose(page: &impl Template) -> Result<HttpResponse, Error> {
    let mut response = page::show(page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

#[derive(Template)]
#[template(path = "public/help.html")]
struct HelpPage {
    frame: Frame,
    policy: Arc<Policy>,
    /// Where else to go, by situation.
    elsewhere: Vec<Group>,
}

/// `GET /aide`
pub async fn help(visit: Visit) -> Result<HttpResponse, Error> {
    let elsewhere = groups(&visit, Situation::ALL).await?;
    prose(&HelpPage { frame: visit.frame(Area::Public, Place::Help, &words::say("title-help")), policy: visit.app.policy(), elsewhere })
}

/// A version of the terms, in the list at their end.
struct Version {
    href: String,
    date: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "public/terms.html")]
struct TermsPage {
    frame: Frame,
    policy: Arc<Policy>,
    version: String,
    /// It is no longer in force.
    past: bool,
    versions: Vec<Version>,
}

/// `GET /conditions`: the version in force.
pub async fn terms(visit: Visit) -> Result<HttpResponse, Error> {
    terms_of(&visit, TERMS_VERSION)
}

/// `GET /conditions/{version}`: the version that someone accepted.
pub async fn terms_version(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let version = TERMS.iter().find(|version| **version == *path).ok_or(Error::NotFound)?;
    terms_of(&visit, version)
}

fn terms_of(visit: &Visit, version: &str) -> Result<HttpResponse, Error> {
    let date = |version: &str| format!("{version}T12:00:00Z").parse().map(words::date).unwrap_or_default();
    let title = if version == TERMS_VERSION { words::say("title-terms") } else { words::say_with("title-terms-of", &[("date", &date(version))]) };
    let frame = visit.frame(Area::Public, Place::Elsewhere, &title);
    let entry = |version: &&str| Version { href: format!("/conditions/{version}"), date: date(version), current: *version == TERMS_VERSION };
    let versions = TERMS.iter().rev().map(entry).collect();
    prose(&TermsPage { frame, policy: visit.app.policy(), version: date(version), past: version != TERMS_VERSION, versions })
}

#[derive(Template)]
#[template(path = "public/privacy.html")]
struct PrivacyPage {
    frame: Frame,
    policy: Arc<Policy>,
}

/// `GET /vie-privee`
pub async fn privacy(visit: Visit) -> Result<HttpResponse, Error> {
    prose(&PrivacyPage { frame: visit.frame(Area::Public, Place::Elsewhere, &words::say("title-privacy")), policy: visit.app.policy() })
}

#[derive(Template)]
#[template(path = "public/accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
}

/// `GET /accessibilite`
pub async fn accessibility(visit: Visit) -> Result<HttpResponse, Error> {
    prose(&AccessibilityPage { frame: visit.frame(Area::Public, Place::Elsewhere, &words::say("title-accessibility")) })
}
