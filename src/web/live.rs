//! What pages of the team that are left open ask for by themselves: counts, and who holds what. Asking so is no visit.

use crate::domain::application::Shelf;
use crate::domain::values::Reference;
use crate::store::{self, live, tally};
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::{Onlooker, Volunteer};
use crate::web::page::Flash;
use crate::web::queue::{FIRST, LINES};
use crate::web::visit::ALOUD;
use crate::words;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, ETag, EntityTag, IfNoneMatch};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Applications asked about at once: the lines of a page of the queue, and one more.
const MOST: usize = LINES + 1;

/// What the address carries.
#[derive(Deserialize, Default)]
pub struct Asked {
    /// References, with commas; what is no reference is left out.
    #[serde(default)]
    refs: String,
}

/// `GET /equipe/etat?refs=…`: the counts as they are written on the pages, and who holds these applications; 304 where nothing
/// changed. Nothing of it is kept by the browser: the script remembers the mark itself.
pub async fn state(onlooker: Onlooker, asked: web::Query<Asked>, known: web::Header<IfNoneMatch>) -> Result<HttpResponse, Error> {
    let Onlooker { who, visit } = onlooker;
    let references: Vec<Reference> = asked.refs.split(',').take(MOST).filter_map(Reference::parse).collect();
    let now = visit.now();
    let read = visit.app.store.read(move |db| {
        let held = if references.is_empty() { Vec::new() } else { live::held(db, &references, now)? };
        Ok::<_, store::Error>((tally::all(db)?, live::in_hand(db, &who.id, now)?, live::first_for(db, &who.id, now)?, held))
    });
    let (counts, in_hand, first, held) = read.await?;
    let shelves = [Shelf::ToRead, Shelf::Asked, Shelf::Waiting, Shelf::Decided];
    let total = |shelf: Shelf| counts.get(&tally::shelf(shelf)).copied().unwrap_or(0);
    let mut tabs: BTreeMap<&str, String> = shelves.iter().map(|shelf| (shelf.code(), words::number(total(*shelf)))).collect();
    tabs.insert("all", words::number(Shelf::ALL.iter().copied().map(total).sum()));
    let files: BTreeMap<String, _> =
        held.into_iter().map(|one| (one.reference.to_string(), json!({ "shelf": one.shelf.code(), "holder": one.holder }))).collect();
    let body = json!({ "tabs": tabs, "in_hand": words::number(in_hand), "first": first.min(FIRST).to_string(), "files": files }).to_string();
    let mark: String = Sha256::digest(body.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    // Weak: the body may leave compressed.
    let mark = EntityTag::new_weak(mark);
    let same = match known.into_inner() {
        IfNoneMatch::Any => false,
        IfNoneMatch::Items(items) => items.iter().any(|item| item.weak_eq(&mark)),
    };
    let mut answer = if same { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(ETag(mark)).insert_header((header::CACHE_CONTROL, "private, no-store"));
    Ok(if same { answer.finish() } else { answer.content_type("application/json").body(body) })
}

/// `POST /equipe/annonces`: changes of the queue are said to screen readers in this browser, or no more, for a year.
pub async fn set_aloud(volunteer: Volunteer, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let value = if given.has("aloud", "yes") { "on" } else { "off" };
    volunteer.visit.say(Flash::done(words::say(&format!("flash-aloud-{value}"))));
    let cookie = Cookie::build(ALOUD, value)
        .path("/equipe")
        .http_only(true)
        .secure(volunteer.visit.app.settings.is_public())
        .same_site(SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(365))
        .finish();
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, "/equipe/moi")).cookie(cookie).finish())
}
