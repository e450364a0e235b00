//! Words that coordinators teach to kinship: networks and their other names, common words that link nobody (spec 6).

use crate::actions::kin_word as acts;
use crate::domain::kin_word::{KinWord, Kind};
use crate::domain::values::KinWordId;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The list.
const LIST: &str = "/coordination/reseaux";

#[derive(Template)]
#[template(path = "review/kin_words.html")]
struct KinWordsPage {
    frame: Frame,
    form: View,
    networks: Vec<KinWord>,
    common: Vec<KinWord>,
    kinds: Options,
}

async fn list(coordinator: &Coordinator, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let words = coordinator.visit.app.store.read(store::kin_word::all).await?;
    let (networks, common) = words.into_iter().partition(|word| word.kind == Kind::Network);
    let page = KinWordsPage {
        frame: coordinator.frame(Place::Networks, &words::say("title-kin-words")),
        form,
        networks,
        common,
        kinds: options::of("kin-word", Kind::ALL.iter().map(|kind| kind.code())),
    };
    page::show_with(status, &page)
}

/// `GET /coordination/reseaux`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    list(&coordinator, View::default(), StatusCode::OK).await
}

/// `POST /coordination/reseaux`
pub async fn add(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    match acts::add(&coordinator.visit.app, &coordinator.who, &given).await? {
        Ok(word) => {
            coordinator.visit.say(Flash::done(words::say_with("flash-kin-word-added", &[("name", &word.name)])));
            Ok(go(LIST))
        }
        Err(problems) => list(&coordinator, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// `POST /coordination/reseaux/{id}/suppression`
pub async fn remove(coordinator: Coordinator, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let id = KinWordId::parse(&path).ok_or(Error::NotFound)?;
    if !acts::remove(&coordinator.visit.app, &coordinator.who, id).await? {
        return Err(Error::NotFound);
    }
    coordinator.visit.say(Flash::done(words::say("flash-kin-word-removed")));
    Ok(go(LIST))
}
