//! What only coordinators do, on one page: to add a place, its line in [`PLACES`] and its two sentences in `locales/fr`.

use crate::web::error::Error;
use crate::web::guard::Coordinator;
use crate::web::page::{self, Frame, Place};
use crate::words;
use actix_web::HttpResponse;
use askama::Template;

/// A place: what it is, its address, the key of its name; what one does there is the same key with `-for`.
type Spot = (Place, &'static str, &'static str);

/// The places, in the order of the page.
pub const PLACES: &[Spot] = &[
    (Place::Policy, "/coordination/regles", "nav-policy"),
    (Place::Phases, "/coordination/phases", "nav-phases"),
    (Place::Life, "/coordination/cycle-de-vie", "nav-life"),
    (Place::Members, "/coordination/benevoles", "nav-members"),
    (Place::Wordings, "/coordination/reponses-types", "nav-wordings"),
    (Place::Alternatives, "/coordination/alternatives", "nav-alternatives"),
    (Place::Suites, "/coordination/suites", "nav-suites"),
    (Place::Networks, "/coordination/reseaux", "nav-networks"),
    (Place::Addresses, "/coordination/adresses", "nav-addresses"),
    (Place::Sieves, "/coordination/filtres", "nav-sieves"),
    (Place::LooksFigures, "/coordination/seconds-regards", "nav-looks-figures"),
];

#[derive(Template)]
#[template(path = "team/coordination.html")]
struct CoordinationPage {
    frame: Frame,
    /// Address, name, what one does there.
    places: Vec<(&'static str, String, String)>,
}

/// `GET /coordination`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    let place = |(_, href, key): &Spot| (*href, words::say(key), words::say(&format!("{key}-for")));
    let frame = coordinator.frame(Place::Coordination, &words::say("nav-coordination"));
    page::show(&CoordinationPage { frame, places: PLACES.iter().map(place).collect() })
}
