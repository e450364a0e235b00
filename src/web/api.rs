//! The API of the agent: JSON in, JSON or problem documents out (spec 10).

use crate::actions::operation::{self as orders, Credentials};
use crate::actions::usage;
use crate::app::App;
use crate::domain::operation::{Operation, OperationKind, Refusal};
use crate::domain::space::Space;
use crate::domain::usage::UsageReport;
use crate::domain::values::OperationId;
use crate::web::directory;
use crate::web::error::Error;
use crate::web::guard::{Agent, Operations, Usage};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Bytes of a body at most: thousands of reports.
const LARGEST: usize = 4 * 1024 * 1024;

/// A JSON body, read strictly.
fn body<'a, T: Deserialize<'a>>(bytes: &'a web::Bytes) -> Result<T, Error> {
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge);
    }
    serde_json::from_slice(bytes).map_err(|e| Error::Api(StatusCode::BAD_REQUEST, "Malformed body", e.to_string()))
}

fn bad(detail: &str) -> Error {
    Error::Api(StatusCode::UNPROCESSABLE_ENTITY, "Value out of bounds", detail.to_owned())
}

fn ok(value: &Value) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(value.to_string())
}

/// A refusal of the agent's word.
fn refused(refusal: Refusal) -> Error {
    let (status, title, detail) = match refusal {
        Refusal::Unknown => (StatusCode::NOT_FOUND, "Unknown operation", "there is no such operation"),
        Refusal::NotYours => (StatusCode::CONFLICT, "Not leased to you", "the lease ran out and the operation is free or leased to another"),
        Refusal::Ended => (StatusCode::CONFLICT, "Already ended", "the operation ended otherwise before"),
        Refusal::ResultMissing => (StatusCode::UNPROCESSABLE_ENTITY, "Result missing", "create gives admin_login and initial_password"),
    };
    Error::Api(status, title, detail.into())
}

fn key(path: &str) -> Result<OperationId, Error> {
    OperationId::parse(path).ok_or_else(|| refused(Refusal::Unknown))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Leases {
    max: i64,
    seconds: i64,
    #[serde(default)]
    kinds: Vec<OperationKind>,
}

fn seconds(given: i64) -> Result<i64, Error> {
    if (1..=86_400).contains(&given) { Ok(given) } else { Err(bad("seconds is from 1 to 86400")) }
}

/// An operation as the agent reads it.
fn operation(app: &App, operation: &Operation, space: &Space) -> Value {
    let contacts: Vec<&str> = space.readers().into_iter().map(|email| email.as_str()).collect();
    json!({
        "id": operation.id,
        "kind": operation.kind,
        "attempt": operation.attempt,
        "lease_expires_at": operation.due_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "space": directory::entry(app, space),
        "payload": match operation.kind {
            OperationKind::Create => json!({ "name": space.name, "contacts": contacts }),
            // The principal first; read when it is leased, so that no address waits in an order.
            OperationKind::SetContacts => json!({ "contacts": contacts }),
            _ => serde_json::from_str(&operation.payload).unwrap_or_else(|_| json!({})),
        },
    })
}

/// `POST /api/v1/operations/leases`
pub async fn lease(agent: Agent<Operations>, bytes: web::Bytes) -> Result<HttpResponse, Error> {
    let asked: Leases = body(&bytes)?;
    if !(1..=100).contains(&asked.max) {
        return Err(bad("max is from 1 to 100"));
    }
    let app = &agent.visit.app;
    let leased = orders::lease(app, &agent.token, asked.kinds, asked.max, seconds(asked.seconds)?).await?;
    let list: Vec<Value> = leased.iter().map(|(one, space)| operation(app, one, space)).collect();
    Ok(ok(&json!({ "operations": list })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lease {
    seconds: i64,
}

/// `POST /api/v1/operations/{id}/lease`
pub async fn renew(agent: Agent<Operations>, path: web::Path<String>, bytes: web::Bytes) -> Result<HttpResponse, Error> {
    let asked: Lease = body(&bytes)?;
    let renewed = orders::renew(&agent.visit.app, &agent.token, key(&path)?, seconds(asked.seconds)?).await?.map_err(refused)?;
    Ok(ok(&json!({ "id": renewed.id, "lease_expires_at": renewed.due_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true) })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Completion {
    #[serde(default)]
    result: Value,
}

/// `POST /api/v1/operations/{id}/completion`
pub async fn complete(agent: Agent<Operations>, path: web::Path<String>, bytes: web::Bytes) -> Result<HttpResponse, Error> {
    let given: Completion = body(&bytes)?;
    let id = key(&path)?;
    let credentials: Option<Credentials> = serde_json::from_value(given.result).ok();
    let credentials =
        credentials.filter(|c| !c.admin_login.is_empty() && !c.initial_password.is_empty() && c.admin_login.len() + c.initial_password.len() <= 1000);
    orders::complete(&agent.visit.app, &agent.token, id.clone(), credentials).await?.map_err(refused)?;
    Ok(ok(&json!({ "id": id, "status": "done" })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    reason: String,
    #[serde(default)]
    permanent: bool,
}

/// `POST /api/v1/operations/{id}/failure`
pub async fn fail(agent: Agent<Operations>, path: web::Path<String>, bytes: web::Bytes) -> Result<HttpResponse, Error> {
    let given: Fault = body(&bytes)?;
    let id = key(&path)?;
    let reason = given.reason.chars().take(500).collect();
    let status = orders::fail(&agent.visit.app, &agent.token, id.clone(), reason, given.permanent).await?.map_err(refused)?;
    Ok(ok(&json!({ "id": id, "status": status })))
}

/// Reports in one body at most.
const REPORTS: usize = 10_000;

/// `POST /api/v1/usage-reports`: each report stands alone; what is wrong with one does not stop the others.
pub async fn report(agent: Agent<Usage>, bytes: web::Bytes) -> Result<HttpResponse, Error> {
    // Cut into its reports, which are read a few hundred at a time: thousands take little room.
    let given: Vec<&RawValue> = body(&bytes)?;
    if given.len() > REPORTS {
        return Err(bad("10000 reports at most"));
    }
    let read = |one: &RawValue| serde_json::from_str::<UsageReport>(one.get()).map_err(|e| e.to_string());
    let actor = format!("agent:{}", agent.token.id);
    let (accepted, refused) = usage::report(&agent.visit.app, actor, given.into_iter().map(read)).await?;
    Ok(ok(&json!({ "accepted": accepted, "refused": refused })))
}
