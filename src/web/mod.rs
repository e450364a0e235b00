//! Who asks, what they see: HTTP in, a page or JSON out.
//!
//! `routes` is the table of contents, by audience. A page is a struct just above its handler, its template in the folder of its
//! feature, and a [`page::Frame`]. Handlers are paragraphs: who asks, what they bring, what we do, what they see. To add a
//! page: a line in `routes`, a struct and a handler in the file of its noun, a template, a story.

pub mod access;
pub mod activity;
pub mod address;
pub mod alternative;
pub mod answers;
pub mod api;
pub mod application;
pub mod assets;
pub mod availability;
pub mod calendar;
pub mod calibration;
pub mod calibration_case;
pub mod chart;
pub mod contacts;
pub mod coordination;
pub mod criterion;
pub mod dashboard;
pub mod decision;
pub mod departure;
pub mod digest;
pub mod directory;
pub mod disabled;
pub mod error;
pub mod field;
pub mod figures;
pub mod filter;
pub mod form;
pub mod guard;
pub mod headers;
pub mod health;
pub mod history;
pub mod kin_word;
pub mod kinship;
pub mod letter;
pub mod life;
pub mod live;
pub mod lost_link;
pub mod lot;
pub mod me;
pub mod network;
pub mod note;
pub mod occupancy;
pub mod options;
pub mod page;
pub mod phase;
pub mod policy;
pub mod precheck;
pub mod proof;
pub mod public;
pub mod qr;
pub mod question;
pub mod queue;
pub mod reply;
pub mod review;
pub mod routes;
pub mod second_factor;
pub mod second_look;
pub mod second_look_figures;
pub mod sending;
pub mod sieve;
pub mod space;
pub mod space_list;
pub mod spaces;
pub mod status;
pub mod suite;
pub mod suite_table;
pub mod suites;
pub mod tag;
pub mod team;
pub mod throttle;
pub mod veiled;
pub mod visit;
pub mod volunteer;
pub mod waiting;
pub mod wording;

use crate::app::App;
use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, PersistentSession};
use actix_session::storage::CookieSessionStore;
use actix_web::cookie::{Key, SameSite, time::Duration};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpServer, web};

/// The cookie of sessions: encrypted, so that nothing need be stored for people who only look or fill a form. What logs
/// someone in is a secret within it, checked in the store at each request, so that a session can be closed at once.
pub fn sessions(app: &App) -> SessionMiddleware<CookieSessionStore> {
    let public = app.settings.is_public();
    SessionMiddleware::builder(CookieSessionStore::default(), Key::from(&app.keys.cookie_key()))
        .cookie_name(if public { "__Host-passeur" } else { "passeur" }.into())
        .cookie_secure(public)
        .cookie_same_site(SameSite::Lax)
        .cookie_content_security(CookieContentSecurity::Private)
        .session_lifecycle(PersistentSession::default().session_ttl(Duration::days(7)))
        .build()
}

/// The application as actix runs it; a macro because its type has no name. Tests use the same.
#[macro_export]
macro_rules! actix_app {
    ($app:expr, $throttle:expr) => {
        actix_web::App::new()
            .app_data(actix_web::web::Data::new($app.clone()))
            .app_data($throttle.clone())
            .wrap(actix_web::middleware::from_fn($crate::web::error::pages))
            .wrap($crate::web::sessions(&$app))
            .wrap(actix_web::middleware::from_fn($crate::web::headers::protect))
            .configure($crate::web::routes::all)
    };
}

/// Serves until told to stop; requests under way are finished. `ready` is called once the port is bound.
pub async fn serve(app: App, ready: impl FnOnce()) -> Result<(), String> {
    crate::actions::policy::learn(&app).await.map_err(|e| format!("the rules cannot be read: {e}"))?;
    let (house, throttle) = (app.clone(), web::Data::new(throttle::Throttle::default()));
    let server = HttpServer::new(move || crate::actix_app!(house, throttle).wrap(from_fn(headers::log)).wrap(Compress::default()))
        .workers(2)
        .shutdown_timeout(10)
        .bind(app.settings.listen)
        .map_err(|e| format!("cannot listen on {}: {e}", app.settings.listen))?;
    ready();
    let beat = std::time::Duration::from_secs(if app.settings.demo.is_some() { 2 } else { 5 });
    let clockwork = tokio::spawn(crate::clockwork::run(app, beat));
    let served = server.run().await.map_err(|e| format!("the server stopped: {e}"));
    clockwork.abort();
    served
}
