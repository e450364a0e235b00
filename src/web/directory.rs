//! The spaces there are, for the programs that serve them: Salt pillars, proxies, every instance's cron. Nothing about people.

use crate::app::App;
use crate::domain::space::{Space, Status};
use crate::domain::values::Slug;
use crate::store;
use crate::web::error::Error;
use crate::web::guard::{Agent, Directory};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Spaces on a page, where nothing is said, and at most.
const PAGE: i64 = 200;
const MOST: i64 = 1_000;

/// A space as programs read it.
pub fn entry(app: &App, space: &Space) -> Value {
    json!({
        "slug": space.slug,
        "url": format!("https://{}.{}", space.slug, app.settings.space_domain),
        "state": space.state.status(),
        "suite": space.suite,
        "limits": space.limits,
    })
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    state: Option<String>,
    after: Option<String>,
    limit: Option<i64>,
}

fn bad(detail: impl Into<String>) -> Error {
    Error::Api(StatusCode::UNPROCESSABLE_ENTITY, "Value out of bounds", detail.into())
}

/// An answer that is not sent again to who has it: its mark is a digest of its bytes.
fn marked(request: &HttpRequest, body: &Value) -> HttpResponse {
    let bytes = body.to_string();
    let mark: String = Sha256::digest(bytes.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let mark = header::EntityTag::new_strong(mark);
    let known =
        request.headers().get(header::IF_NONE_MATCH).and_then(|given| given.to_str().ok()).is_some_and(|given| {
            given.trim() == "*" || given.split(',').any(|one| one.trim().trim_start_matches("W/") == format!("\"{}\"", mark.tag()))
        });
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(header::ETag(mark)).insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if known { answer.finish() } else { answer.content_type("application/json").body(bytes) }
}

/// `GET /api/v1/spaces[?state=&after=&limit=]`: by label; `next` is the label after which the next page begins.
pub async fn list(agent: Agent<Directory>, request: HttpRequest) -> Result<HttpResponse, Error> {
    let asked = web::Query::<Asked>::from_query(request.query_string()).map_err(|e| bad(e.to_string()))?.into_inner();
    let status = match asked.state.as_deref() {
        Some(code) => Some(Status::parse(code).filter(|one| *one != Status::Deleted).ok_or_else(|| bad("state is none of those of a living space"))?),
        None => None,
    };
    let after = match asked.after.as_deref() {
        Some(text) => Some(Slug::parse(text).ok_or_else(|| bad("after is no slug"))?),
        None => None,
    };
    let limit = asked.limit.unwrap_or(PAGE);
    if !(1..=MOST).contains(&limit) {
        return Err(bad("limit is from 1 to 1000"));
    }
    let app = &agent.visit.app;
    let mut spaces = app.store.read(move |db| store::space::page(db, status, after.as_ref(), limit + 1)).await?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = spaces.len() > most;
    spaces.truncate(most);
    let next = more.then(|| spaces.last().map(|space| space.slug.clone())).flatten();
    let all: Vec<Value> = spaces.iter().map(|space| entry(app, space)).collect();
    Ok(marked(&request, &json!({ "spaces": all, "next": next })))
}

/// `GET /api/v1/spaces/{slug}`
pub async fn show(agent: Agent<Directory>, request: HttpRequest, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let unknown = || Error::Api(StatusCode::NOT_FOUND, "Unknown space", "there is no such space".into());
    let slug = Slug::parse(&path).ok_or_else(unknown)?;
    let app = &agent.visit.app;
    let space = app.store.read(move |db| store::space::by_slug(db, &slug)).await?.ok_or_else(unknown)?;
    Ok(marked(&request, &entry(app, &space)))
}
