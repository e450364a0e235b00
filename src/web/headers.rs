//! What every answer carries, and which writes are let in at all.

use crate::app::App;
use crate::clock::Stopwatch;
use crate::web::error::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;

/// Nothing but what this server gives; no inline script or style.
const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", CSP),
    ("x-content-type-options", "nosniff"),
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("x-frame-options", "DENY"),
];

/// Adds the headers; refuses a write that a browser says comes from another site (the token of the form is checked besides).
pub async fn protect<B: MessageBody + 'static>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut req = req;
    if req.method() == Method::HEAD {
        // The same answer as to GET; the server leaves the body out.
        req.head_mut().method = Method::GET;
    }
    let public = req.app_data::<web::Data<App>>().is_some_and(|app| app.settings.is_public());
    let foreign = is_foreign(&req);
    let mut response = if foreign {
        let request = req.request().clone();
        let refused = actix_web::HttpResponse::from_error(Error::Forged);
        ServiceResponse::new(request, refused).map_into_right_body()
    } else {
        next.call(req).await?.map_into_left_body()
    };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if public {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn is_foreign(req: &ServiceRequest) -> bool {
    if matches!(*req.method(), Method::GET | Method::HEAD | Method::OPTIONS) || req.path().starts_with("/api/") {
        return false;
    }
    // A mail program that stops a digest may be a page of another site; the secret of the address is all that counts there.
    if req.path().starts_with("/equipe/resume/") {
        return false;
    }
    let header = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    if header("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return true;
    }
    let Some(origin) = header("origin") else { return false };
    let ours = req.app_data::<web::Data<App>>().is_some_and(|app| app.settings.base_url.origin().ascii_serialization() == origin);
    let host = header("host").unwrap_or_default();
    !ours && origin.split_once("://").is_none_or(|(_, name)| name != host)
}

/// Logs a line a request: no address, no query, no secret of a path.
pub async fn log<B: MessageBody + 'static>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, actix_web::Error> {
    let watch = Stopwatch::start();
    let method = req.method().clone();
    let response = next.call(req).await?;
    let route = response.request().match_pattern().unwrap_or_else(|| "unknown".into());
    tracing::info!(target: "passeur::http", %method, route, status = response.status().as_u16(), ms = watch.milliseconds(), "request");
    Ok(response)
}
