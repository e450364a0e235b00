//! What the form asks while one types, where there is JavaScript: is this address free, which numbers fit. Without it, the
//! same is said when the page is sent.

use crate::actions::address;
use crate::domain::address::Unfree;
use crate::domain::form::Answers;
use crate::domain::values::{ApplicationId, Slug};
use crate::web::application::{free_slugs, kinds, typed};
use crate::web::error::Error;
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

/// The address that is being typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    slug: String,
}

/// `GET /demande/adresse/disponible?slug=…`
pub async fn slug(visit: Visit, typed_slug: web::Query<Typed>) -> Result<HttpResponse, Error> {
    visit.count_looks()?;
    let key = match Slug::parse(&typed_slug.slug) {
        None => "slug-malformed",
        Some(slug) => unfree(&visit, slug).await?.map_or("slug-free", Unfree::key),
    };
    let free = key == "slug-free";
    let suggestions = if free { Vec::new() } else { free_slugs(&visit, &typed(&visit).await?).await? };
    Ok(said(json!({ "free": free, "words": words::say(key), "suggestions": suggestions })))
}

/// Why the address may not be given to who fills the form, if so.
pub async fn unfree(visit: &Visit, slug: Slug) -> Result<Option<Unfree>, Error> {
    let (house, id) = (visit.app.clone(), seeker(visit)?);
    Ok(visit.app.store.read(move |db| address::unfree(&house, db, &slug, &id)).await?)
}

/// The application that an address would be for; of who has no draft yet, one that does not exist.
pub fn seeker(visit: &Visit) -> Result<ApplicationId, Error> {
    visit.draft().or_else(|| ApplicationId::parse(NOBODY)).ok_or(Error::NotFound)
}

/// The key of no application.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// What was chosen so far.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    legal_form: String,
    #[serde(default)]
    country: String,
}

/// `GET /demande/structure/numeros?legal_form=…&country=…`: the codes of the kinds of numbers that fit, the likeliest first.
pub async fn numbers(visit: Visit, chosen: web::Query<Chosen>) -> Result<HttpResponse, Error> {
    visit.count_looks()?;
    let mut answers = Answers::default();
    answers.0.insert("legal_form".into(), vec![chosen.legal_form.clone()]);
    answers.0.insert("country".into(), vec![chosen.country.clone()]);
    let codes: Vec<&str> = kinds(&answers).0.iter().map(|(code, _)| *code).collect();
    Ok(said(json!({ "kinds": codes })))
}

fn said(value: serde_json::Value) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(value)
}
