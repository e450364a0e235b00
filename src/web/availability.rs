//! What the form asks while one types, where there is JavaScript: is this address free, which numbers fit. Without it, the
//! same is said when the page is sent.

use crate::actions::application as apply;
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
    let mut free = false;
    let key = match Slug::parse(&typed_slug.slug) {
        None => "slug-malformed",
        Some(slug) if slug.is_reserved() => "slug-reserved",
        Some(slug) => {
            let id = visit.draft().or_else(|| ApplicationId::parse(NOBODY));
            free = match id {
                Some(id) => visit.app.store.read(move |db| apply::slug_is_free(db, &slug, &id)).await?,
                None => false,
            };
            if free { "slug-free" } else { "slug-taken" }
        }
    };
    let suggestions = if free { Vec::new() } else { free_slugs(&visit, &typed(&visit).await?).await? };
    Ok(said(json!({ "free": free, "words": words::say(key), "suggestions": suggestions })))
}

/// The key of no application.
pub const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

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
