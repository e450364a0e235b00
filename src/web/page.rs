//! What all pages share: the frame (title, places, who, flash, token of the forms), and how a page becomes an answer.

use crate::app::App;
use crate::choices;
use crate::web::assets;
use crate::web::coordination::PLACES;
use crate::web::error::Error;
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use askama::Template;

/// Which density and which places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Anyone.
    Public,
    /// Volunteers.
    Team,
    /// People who administer spaces, and applicants: public look, private pages.
    Private,
}

choices!(
    /// A place of the navigation.
    Place { Home = "home", Apply = "apply", Space = "space", Help = "help", Queue = "queue", Waiting = "waiting", Letters = "letters", Spaces = "spaces", Life = "life", Suites = "suites", Members = "members", Figures = "figures", Calibration = "calibration", SecondLooks = "second_looks", Me = "me", Alternatives = "alternatives", Wordings = "wordings", Networks = "networks", Sieves = "sieves", Addresses = "addresses", Policy = "policy", Phases = "phases", Coordination = "coordination", LooksFigures = "looks_figures", Elsewhere = "elsewhere" }
);

choices!(
    /// How a flash looks.
    Kind { Ok = "ok", Watch = "watch", Info = "info" }
);

/// Something said once, on the next page.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Flash {
    /// How it looks.
    pub kind: Kind,
    /// What it says.
    pub words: String,
    /// A decision that can be undone from here.
    pub undo: Option<String>,
}

impl Flash {
    /// It worked.
    pub fn done(words: String) -> Self {
        Self { kind: Kind::Ok, words, undo: None }
    }
    /// Something to know.
    pub fn watch(words: String) -> Self {
        Self { kind: Kind::Watch, words, undo: None }
    }
    /// Its icon.
    pub fn icon(&self) -> &'static str {
        match self.kind {
            Kind::Ok => "i-ok",
            Kind::Watch => "i-watch",
            Kind::Info => "i-mail",
        }
    }
}

/// A link of the navigation.
pub struct Link {
    /// Where.
    pub href: &'static str,
    /// Its words.
    pub words: String,
    /// We are there.
    pub current: bool,
}

/// What all pages share.
pub struct Frame {
    /// Title of the page.
    pub title: String,
    /// Name of the service.
    pub service: String,
    /// Who answers for the service, where the operator said so.
    pub publisher: Option<String>,
    /// Where anyone may write.
    pub contact: Option<String>,
    /// Which look.
    pub area: Area,
    /// Where we are.
    pub place: Option<Place>,
    /// Name of the volunteer.
    pub who: Option<String>,
    /// They coordinate.
    pub coordinates: bool,
    /// They have something to set up first: no other place is shown.
    pub held_back: bool,
    /// Something said once.
    pub flash: Option<Flash>,
    /// Token of the forms.
    pub csrf: String,
    /// Not for search engines.
    pub private: bool,
    /// Keys of one letter work (WCAG 2.1.4: they can be turned off).
    pub keys: bool,
    /// Changes of the queue are said to screen readers.
    pub aloud: bool,
    /// How many applications are in the volunteer's hands.
    pub in_hand: Option<i64>,
    /// The demo's places are shown.
    pub demo: bool,
    /// How many decisions wait for the second look of the volunteer.
    pub looks: i64,
}

impl Frame {
    /// A frame without a visitor: error pages.
    pub fn plain(app: &App, area: Area, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            service: app.settings.service_name.clone(),
            publisher: app.settings.publisher.clone(),
            contact: app.settings.contact.as_ref().map(ToString::to_string),
            area,
            place: None,
            who: None,
            coordinates: false,
            held_back: false,
            flash: None,
            csrf: String::new(),
            private: true,
            keys: true,
            aloud: false,
            in_hand: None,
            demo: app.settings.demo.is_some(),
            looks: 0,
        }
    }
    /// Address of the style sheet.
    pub fn sheet(&self) -> &'static str {
        assets::address("app.css")
    }
    /// What a browser checks an asset by.
    pub fn integrity(&self, name: &str) -> &'static str {
        assets::integrity(name)
    }
    /// Address of the icon.
    pub fn icon(&self) -> &'static str {
        assets::address("logo.svg")
    }
    /// Address of a script.
    pub fn script(&self, name: &str) -> &'static str {
        assets::address(name)
    }
    /// The volunteers' density.
    pub fn is_team(&self) -> bool {
        self.area == Area::Team
    }
    /// The navigation.
    pub fn links(&self) -> Vec<Link> {
        let link = |place, href, key| Link { href, words: words::say(key), current: self.place == Some(place) };
        match self.area {
            Area::Team if self.who.is_none() || self.held_back => Vec::new(),
            Area::Team => {
                let mut links = vec![
                    link(Place::Queue, "/equipe", "nav-queue"),
                    link(Place::Waiting, "/equipe/attente", "nav-waiting"),
                    link(Place::Spaces, "/equipe/espaces", "nav-spaces"),
                    link(Place::Letters, "/equipe/courrier", "nav-letters"),
                    link(Place::Figures, "/equipe/chiffres", "nav-figures"),
                    link(Place::Calibration, "/equipe/etalonnage", "nav-calibration"),
                ];
                // One more place only while there is something to do there.
                if self.looks > 0 || self.place == Some(Place::SecondLooks) {
                    let words = words::count("nav-second-looks", self.looks);
                    links.push(Link { words, ..link(Place::SecondLooks, "/equipe/seconds-regards", "nav-second-looks") });
                }
                if self.coordinates {
                    let within = PLACES.iter().any(|(place, ..)| self.place == Some(*place));
                    let there = link(Place::Coordination, "/coordination", "nav-coordination");
                    links.push(Link { current: there.current || within, ..there });
                }
                links
            }
            _ => {
                vec![link(Place::Apply, "/demande", "nav-apply"), link(Place::Space, "/espace", "nav-space"), link(Place::Help, "/aide", "nav-help")]
            }
        }
    }
}

/// A name as it fits in a title: forty-five characters at most.
pub fn in_title(text: &str) -> String {
    if text.chars().count() <= 45 { text.to_owned() } else { text.chars().take(44).chain(['…']).collect() }
}

/// A page as an answer.
pub fn show(page: &impl Template) -> Result<HttpResponse, Error> {
    show_with(StatusCode::OK, page)
}

/// A page with another status: 422 for a form to correct, 409 for a stale one.
pub fn show_with(status: StatusCode, page: &impl Template) -> Result<HttpResponse, Error> {
    // Room for a long page at once: growing by doubling copies it several times.
    let mut body = String::with_capacity(32 * 1024);
    page.render_into(&mut body)?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body))
}

/// On to another page, by GET: reloading it never sends a form twice.
pub fn go(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}
