//! A visit: the house, and what the visitor's cookie holds. Handlers take it as an argument.

use crate::app::App;
use crate::domain::values::{ApplicationId, Instant, Secret};
use crate::web::error::Error;
use crate::web::page::{Area, Flash, Frame, Place};
use crate::web::throttle::Throttle;
use actix_session::{Session, SessionExt};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::Duration;
use std::future::{Ready, ready};
use std::net::IpAddr;

/// What the cookie may hold.
const CSRF: &str = "csrf";
const FLASH: &str = "flash";
const DRAFT: &str = "draft";
const BEGUN: &str = "begun";
const VOLUNTEER: &str = "volunteer";
const CONTACT: &str = "contact";

/// The cookie that remembers whether keys of one letter work in this browser.
pub const KEYS: &str = "raccourcis";
/// The cookie that remembers whether changes of the queue are said to screen readers in this browser.
pub const ALOUD: &str = "annonces";

/// The house and the visitor's cookie.
pub struct Visit {
    /// What the house has in hand.
    pub app: web::Data<App>,
    /// How often one may try.
    pub throttle: web::Data<Throttle>,
    /// How many applications are in the hands of the volunteer who visits.
    pub in_hand: Option<i64>,
    /// Changes of the queue are said to screen readers.
    pub aloud: bool,
    /// How many decisions wait for the second look of the volunteer who visits.
    pub looks: i64,
    session: Session,
    keys: bool,
    peer: Option<IpAddr>,
}

impl FromRequest for Visit {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(req))
    }
}

impl Visit {
    /// The visit of a request.
    pub fn of(req: &HttpRequest) -> Result<Self, Error> {
        let app = req.app_data::<web::Data<App>>().cloned().ok_or(Error::NotFound)?;
        let throttle = req.app_data::<web::Data<Throttle>>().cloned().ok_or(Error::NotFound)?;
        let peer = client(req, &app);
        let keys = req.cookie(KEYS).is_none_or(|cookie| cookie.value() != "off");
        let aloud = req.cookie(ALOUD).is_some_and(|cookie| cookie.value() == "on");
        Ok(Self { session: req.get_session(), keys, aloud, in_hand: None, looks: 0, app, throttle, peer })
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.app.now()
    }

    fn put(&self, key: &str, value: impl serde::Serialize) {
        if let Err(error) = self.session.insert(key, value) {
            tracing::error!(%error, key, "cookie");
        }
    }
    fn get<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.session.get(key).ok().flatten()
    }

    /// The token of this visitor's forms; made when first asked for.
    pub fn csrf(&self) -> String {
        self.get(CSRF).unwrap_or_else(|| {
            let token = self.app.keys.secret().reveal().to_owned();
            self.put(CSRF, &token);
            token
        })
    }
    /// The token is this visitor's.
    pub fn csrf_is(&self, given: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.get::<String>(CSRF).is_some_and(|token| bool::from(token.as_bytes().ct_eq(given.as_bytes())))
    }

    /// The frame of a page without forms: it sets no cookie.
    pub fn frame(&self, area: Area, place: Place, title: &str) -> Frame {
        let flash = self.get(FLASH);
        if flash.is_some() {
            self.session.remove(FLASH);
        }
        Frame {
            place: Some(place),
            flash,
            private: area != Area::Public,
            keys: self.keys,
            aloud: self.aloud,
            in_hand: self.in_hand,
            looks: self.looks,
            ..Frame::plain(&self.app, area, title)
        }
    }
    /// The frame of a page with forms.
    pub fn form_frame(&self, area: Area, place: Place, title: &str) -> Frame {
        Frame { csrf: self.csrf(), private: true, ..self.frame(area, place, title) }
    }
    /// Something to say on the next page.
    pub fn say(&self, flash: Flash) {
        self.put(FLASH, flash);
    }

    /// The form on its way, in this browser.
    pub fn draft(&self) -> Option<ApplicationId> {
        self.get(DRAFT)
    }
    /// Remembers the form on its way.
    pub fn set_draft(&self, id: &ApplicationId) {
        self.put(DRAFT, id);
    }

    /// Forgets the form on its way: it was erased.
    pub fn forget_draft(&self) {
        self.session.remove(DRAFT);
    }

    /// The form was opened: the cookie keeps when. It is sealed, so that nobody else sets it, and nothing is stored here.
    pub fn begin_form(&self) {
        if self.get::<i64>(BEGUN).is_none() {
            self.put(BEGUN, self.now().timestamp_millis());
        }
    }
    /// The form was sent.
    pub fn end_form(&self) {
        self.session.remove(BEGUN);
    }
    /// Waits until a person could have filled the form (spec 4.6): a program gets through, but no faster.
    pub async fn take_time(&self) {
        let least = self.app.policy().form_seconds * 1000;
        let spent = self.get::<i64>(BEGUN).map_or(0, |begun| self.now().timestamp_millis() - begun);
        // A clock that was moved back must not make anyone wait longer than the whole.
        let rest = u64::try_from((least - spent).clamp(0, least)).unwrap_or_default();
        tokio::time::sleep(std::time::Duration::from_millis(rest)).await;
    }

    /// The secret of a volunteer's session.
    pub fn volunteer(&self) -> Option<Secret> {
        self.get::<String>(VOLUNTEER).as_deref().and_then(Secret::parse)
    }
    /// A volunteer comes in: the cookie starts afresh.
    pub fn set_volunteer(&self, secret: &Secret) {
        self.session.clear();
        self.session.renew();
        self.put(VOLUNTEER, secret.reveal());
    }
    /// The secret of the session of a person who administers spaces.
    pub fn contact(&self) -> Option<Secret> {
        self.get::<String>(CONTACT).as_deref().and_then(Secret::parse)
    }
    /// A person who administers spaces comes in: the cookie starts afresh.
    pub fn set_contact(&self, secret: &Secret) {
        self.session.clear();
        self.session.renew();
        self.put(CONTACT, secret.reveal());
    }
    /// Forgets all.
    pub fn forget(&self) {
        self.session.clear();
        self.session.renew();
    }

    /// Counts something that this visitor's connection does, for an hour. A house of associations shares one connection: the
    /// limits let dozens of people through.
    fn limit(&self, what: &str, most: u32) -> Result<(), Error> {
        self.throttle.count(format!("{what} {}", self.origin()), most, Duration::hours(1), self.now())
    }
    /// Counts a letter that this visitor causes.
    pub fn count_letters(&self) -> Result<(), Error> {
        self.limit("letters", 40)
    }
    fn forms_an_hour(&self) -> u32 {
        u32::try_from(self.app.policy().forms_an_hour).unwrap_or(u32::MAX)
    }
    /// Counts a form that is sent.
    pub fn count_forms(&self) -> Result<(), Error> {
        self.limit("forms", self.forms_an_hour())
    }
    /// Counts a form that is begun.
    pub fn count_drafts(&self) -> Result<(), Error> {
        self.limit("drafts", self.forms_an_hour().saturating_mul(4))
    }
    /// Counts a look while typing: is this address free?
    pub fn count_looks(&self) -> Result<(), Error> {
        self.limit("looks", 3000)
    }

    /// A keyed hash of where the visitor comes from (a /64 for IPv6), for counting tries; another each day, so that nothing can
    /// be followed from one day to the next.
    pub fn origin(&self) -> String {
        let place = match self.peer {
            Some(IpAddr::V4(v4)) => v4.to_string(),
            Some(IpAddr::V6(v6)) => v6.octets()[..8].iter().map(|b| format!("{b:02x}")).collect(),
            None => String::new(),
        };
        self.app.keys.keyed_hash("origin", &format!("{} {place}", self.now().date_naive()))
    }
}

/// The visitor's address; what a proxy says is believed only from a trusted one.
fn client(req: &HttpRequest, app: &App) -> Option<IpAddr> {
    let peer = req.peer_addr().map(|address| address.ip())?;
    if !app.settings.trusted_proxies.contains(&peer) {
        return Some(peer);
    }
    let forwarded = req.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let hops = forwarded.split(',').rev().filter_map(|hop| hop.trim().parse().ok());
    hops.into_iter().find(|hop| !app.settings.trusted_proxies.contains(hop)).or(Some(peer))
}
