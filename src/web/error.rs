//! What went wrong, said as a page with a way out (or as a problem document to programs).
//!
//! A form to correct is not an error: it is the same page again, with 422.

use crate::actions::Failure;
use crate::app::App;
use crate::store;
use crate::web::page::{Area, Frame};
use crate::words;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError, web};
use askama::Template;

/// Why a request gets no page of its own.
#[derive(Debug)]
pub enum Error {
    /// Nothing here, or nothing for this person: the same answer.
    NotFound,
    /// A link that leads nowhere, served already, or is over: with where to get another.
    DeadLink(&'static str),
    /// The form's token is missing or old, or the request comes from another site.
    Forged,
    /// One must log in first; then come back here.
    LogIn(String),
    /// One must set up one's second factor first.
    SetUp,
    /// One must prove who one is first: the page that asks for it.
    Prove(StatusCode, String),
    /// One must enter a space's pages first.
    Enter,
    /// What is on the screen is no longer so.
    Conflict(String),
    /// Too many tries; seconds until the next.
    TooMany(i64),
    /// The request cannot be read.
    Unreadable,
    /// The request is too large.
    TooLarge,
    /// It broke here.
    Failure(Failure),
    /// A page could not be written.
    Page(askama::Error),
    /// A program's request is wrong: status, title, detail.
    Api(StatusCode, &'static str, String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failure(failure) => write!(f, "{failure}"),
            Self::Page(error) => write!(f, "page: {error}"),
            Self::Prove(..) => f.write_str("a proof is asked for"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}
impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Failure(error.into())
    }
}
impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Page(error)
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::DeadLink(_) => StatusCode::NOT_FOUND,
            Self::Forged => StatusCode::FORBIDDEN,
            Self::LogIn(_) | Self::SetUp | Self::Enter => StatusCode::SEE_OTHER,
            Self::Prove(status, _) => *status,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Failure(_) | Self::Page(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Api(status, ..) => *status,
        }
    }
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        match self {
            Self::LogIn(back) => response.insert_header((header::LOCATION, format!("/equipe/connexion?suite={back}"))),
            Self::SetUp => response.insert_header((header::LOCATION, crate::web::second_factor::HERE)),
            Self::Prove(_, page) => return response.content_type("text/html; charset=utf-8").body(page.clone()),
            Self::Enter => response.insert_header((header::LOCATION, "/espace")),
            Self::TooMany(seconds) => response.insert_header((header::RETRY_AFTER, seconds.to_string())),
            _ => &mut response,
        };
        response.finish()
    }
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    frame: Frame,
    code: u16,
    title: String,
    words: String,
    ways: Vec<(String, String)>,
    reference: String,
}

/// Turns bare errors into pages, or into problem documents under `/api/`. Failures are logged here, once, with a reference.
pub async fn pages<B: MessageBody + 'static>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(req).await?.map_into_boxed_body();
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.headers().contains_key(header::CONTENT_TYPE) && response.response().error().is_none_or(is_page)
    {
        return Ok(response);
    }
    let Some(app) = response.request().app_data::<web::Data<App>>().cloned() else { return Ok(response) };
    let error = response.response().error().and_then(|error| error.as_error::<Error>());
    let reference = app.keys.secret().reveal()[..8].to_owned();
    if let Some(error @ (Error::Failure(_) | Error::Page(_))) = error {
        tracing::error!(reference, route = response.request().match_pattern().unwrap_or_default(), %error, "failure");
    }
    let path = response.request().path().to_owned();
    let mut made = HttpResponse::build(status);
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            made.insert_header((name, value.clone()));
        }
    }
    if status == StatusCode::UNAUTHORIZED {
        made.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    let made = if path.starts_with("/api/") {
        made.content_type("application/problem+json").body(problem_document(error, status, &reference))
    } else {
        let page = error_page(&app, &path, status, error, reference);
        made.content_type("text/html; charset=utf-8").body(page.render().unwrap_or_default())
    };
    Ok(ServiceResponse::new(response.request().clone(), made))
}

/// The answer is a page already.
fn is_page(error: &actix_web::Error) -> bool {
    matches!(error.as_error::<Error>(), Some(Error::Prove(..)))
}

fn error_page(app: &App, path: &str, status: StatusCode, error: Option<&Error>, reference: String) -> ErrorPage {
    let area = if path.starts_with("/equipe") || path.starts_with("/coordination") { Area::Team } else { Area::Public };
    let key = match (error, status.as_u16()) {
        (Some(Error::DeadLink(_)), _) => "error-dead-link",
        (_, 400) => "error-400",
        (_, 403) => "error-403",
        (_, 404) => "error-404",
        (_, 405) => "error-405",
        (_, 409) => "error-409",
        (_, 413) => "error-413",
        (_, 415) => "error-415",
        (_, 429) => "error-429",
        (_, code) if code < 500 => "error-400",
        _ => "error-500",
    };
    let words = match error {
        Some(Error::Conflict(words)) => words.clone(),
        Some(Error::TooMany(seconds)) => words::count("error-429-words", (seconds + 59) / 60),
        _ => words::say(&format!("{key}-words")),
    };
    let way = |href: &str, key: &str| (href.to_owned(), words::say(key));
    let ways = match (error, area) {
        (Some(Error::DeadLink(href)), _) => vec![way(href, "way-new-link"), way("/", "way-home")],
        (_, Area::Team) => vec![way("/equipe", "way-queue")],
        _ => vec![way("/", "way-home"), way("/demande/lien-perdu", "way-lost-link"), way("/aide", "way-help")],
    };
    ErrorPage { frame: Frame::plain(app, area, &words::say(key)), code: status.as_u16(), title: words::say(key), words, ways, reference }
}

/// RFC 9457.
fn problem_document(error: Option<&Error>, status: StatusCode, reference: &str) -> String {
    let (title, detail) = match error {
        Some(Error::Api(_, title, detail)) => (*title, detail.clone()),
        Some(Error::TooMany(seconds)) => ("Too many requests", format!("try again in {seconds} seconds")),
        Some(Error::Failure(_) | Error::Page(_)) => ("Internal error", format!("reference {reference}")),
        _ => (status.canonical_reason().unwrap_or("Error"), String::new()),
    };
    serde_json::json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail }).to_string()
}
