//! Is the house up? For load balancers and watchers.

use crate::store;
use crate::web::visit::Visit;
use actix_web::{HttpResponse, http::StatusCode};

/// `GET /healthz`: the process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `GET /readyz`: the database answers too.
pub async fn ready(visit: Visit) -> HttpResponse {
    let answered = visit.app.store.read(store::tally::all).await;
    let (status, words) = match answered {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    };
    HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(words)
}
