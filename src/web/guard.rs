//! Who may pass: a handler that needs a right takes a guard as an argument, so that it cannot be forgotten.

use crate::actions;
use crate::actions::volunteer::{IDLE, Present};
use crate::domain::second_factor::is_compulsory;
use crate::domain::token::{Scope, Token};
use crate::domain::values::{EmailAddress, Role, Secret, Slug};
use crate::domain::{self, space::Space};
use crate::store;
use crate::web::error::Error;
use crate::web::page::{Area, Flash, Frame, Place};
use crate::web::visit::Visit;
use actix_web::dev::Payload;
use actix_web::http::{Method, StatusCode, header};
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use std::marker::PhantomData;

/// Someone of the team who is logged in, whatever they still have to set up: their own account only.
pub struct Insider {
    /// Who.
    pub who: domain::volunteer::Volunteer,
    /// Their visit.
    pub visit: Visit,
}

impl Insider {
    /// The frame of a page of the team.
    pub fn frame(&self, place: Place, title: &str) -> Frame {
        team_frame(&self.who, &self.visit, place, title)
    }
}

/// A page of the team; who must set up their second factor first is shown no other place.
fn team_frame(who: &domain::volunteer::Volunteer, visit: &Visit, place: Place, title: &str) -> Frame {
    let (coordinates, held_back) = (who.role == Role::Coordinator, must_set_up(who));
    Frame { who: Some(who.name.clone()), coordinates, held_back, ..visit.form_frame(Area::Team, place, title) }
}

/// Who coordinates sets up a second factor before anything else (spec 11).
fn must_set_up(who: &domain::volunteer::Volunteer) -> bool {
    is_compulsory(who.role) && !who.second_factor
}

/// A volunteer who is logged in, and the visit.
pub struct Volunteer {
    /// Who.
    pub who: domain::volunteer::Volunteer,
    /// Their visit.
    pub visit: Visit,
}

impl Volunteer {
    /// The frame of a page of the team.
    pub fn frame(&self, place: Place, title: &str) -> Frame {
        team_frame(&self.who, &self.visit, place, title)
    }
}

impl FromRequest for Volunteer {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let insider = Insider::from_request(req, payload);
        Box::pin(async move {
            let Insider { who, visit } = insider.await?;
            if must_set_up(&who) { Err(Error::SetUp) } else { Ok(Self { who, visit }) }
        })
    }
}

impl FromRequest for Insider {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visit = Visit::of(req);
        let reading = req.method() == Method::GET;
        // Coming back only makes sense to a page that can be asked for again.
        let back = if req.method() == Method::GET { req.uri().path_and_query().map(|p| p.as_str()).unwrap_or_default() } else { "/equipe" };
        let back: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
        Box::pin(async move {
            let mut visit = visit?;
            let Some(secret) = visit.volunteer() else { return Err(Error::LogIn(back)) };
            match actions::volunteer::by_session(&visit.app, &secret).await? {
                Some(Present { who, notices, in_hand, looks }) => {
                    // Who is held back is shown no other place.
                    visit.in_hand = (!must_set_up(&who)).then_some(in_hand);
                    visit.looks = looks;
                    if reading && !notices.is_empty() {
                        let (ids, words): (Vec<String>, Vec<String>) = notices.into_iter().unzip();
                        visit.say(Flash::watch(words.join(" ")));
                        actions::note::forget_notices(&visit.app, &who, ids).await?;
                    }
                    Ok(Self { who, visit })
                }
                None => Err(Error::LogIn(back)),
            }
        })
    }
}

/// A volunteer whose page asks by itself. That is no visit: the session is not kept alive, and what they are to be told waits for
/// a page that they look at.
pub struct Onlooker {
    /// Who.
    pub who: domain::volunteer::Volunteer,
    /// Their visit.
    pub visit: Visit,
}

impl FromRequest for Onlooker {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visit = Visit::of(req);
        Box::pin(async move {
            let (visit, out) = (visit?, || Error::LogIn("/equipe".into()));
            let secret = visit.volunteer().ok_or_else(out)?;
            let (hash, now) = (visit.app.keys.hash(&secret), visit.now());
            let found = visit.app.store.read(move |db| store::session::volunteer(db, &hash, now, now - IDLE)).await?;
            let (who, _) = found.ok_or_else(out)?;
            if must_set_up(&who) { Err(Error::SetUp) } else { Ok(Self { who, visit }) }
        })
    }
}

/// A volunteer who also coordinates. To another volunteer, what only coordinators do does not exist.
pub struct Coordinator {
    /// Who.
    pub who: domain::volunteer::Volunteer,
    /// Their visit.
    pub visit: Visit,
}

impl Coordinator {
    /// The frame of a page of the coordination.
    pub fn frame(&self, place: Place, title: &str) -> Frame {
        team_frame(&self.who, &self.visit, place, title)
    }
}

impl FromRequest for Coordinator {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let volunteer = Volunteer::from_request(req, payload);
        Box::pin(async move {
            let Volunteer { who, visit } = volunteer.await?;
            if who.role == Role::Coordinator { Ok(Self { who, visit }) } else { Err(Error::NotFound) }
        })
    }
}

/// A person who entered by a link, and the visit.
pub struct Contact {
    /// Their address.
    pub email: EmailAddress,
    /// Their visit.
    pub visit: Visit,
}

impl FromRequest for Contact {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visit = Visit::of(req);
        Box::pin(async move {
            let visit = visit?;
            let Some(secret) = visit.contact() else { return Err(Error::Enter) };
            let (hash, now) = (visit.app.keys.hash(&secret), visit.now());
            let email = visit.app.store.read(move |db| store::session::contact(db, &hash, now)).await?;
            email.map(|email| Self { email, visit }).ok_or(Error::Enter)
        })
    }
}

/// A person who administers the space of the address, and that space. Another's space is answered like one that does not exist.
pub struct SpaceAdmin {
    /// The space.
    pub space: Space,
    /// Who, and their visit.
    pub contact: Contact,
}

impl FromRequest for SpaceAdmin {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let slug = req.match_info().get("slug").and_then(Slug::parse);
        let contact = Contact::from_request(req, payload);
        Box::pin(async move {
            let contact = contact.await?;
            let slug = slug.ok_or(Error::NotFound)?;
            let space = contact.visit.app.store.read(move |db| store::space::by_slug(db, &slug)).await?.ok_or(Error::NotFound)?;
            if space.is_administered_by(&contact.email) { Ok(Self { space, contact }) } else { Err(Error::NotFound) }
        })
    }
}

/// A scope as a type, so that a handler names the right it needs.
pub trait Right: 'static {
    /// The scope.
    const SCOPE: Scope;
}
/// The right to operations.
pub struct Operations;
impl Right for Operations {
    const SCOPE: Scope = Scope::Operations;
}
/// The right to report usage.
pub struct Usage;
impl Right for Usage {
    const SCOPE: Scope = Scope::Usage;
}

/// The right to the list of spaces.
pub struct Directory;
impl Right for Directory {
    const SCOPE: Scope = Scope::Directory;
}

/// A program with a token that has a right.
pub struct Agent<R: Right> {
    /// Its token.
    pub token: Token,
    /// The house.
    pub visit: Visit,
    right: PhantomData<R>,
}

impl<R: Right> FromRequest for Agent<R> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visit = Visit::of(req);
        let given =
            req.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer ")).and_then(Secret::parse);
        Box::pin(async move {
            let visit = visit?;
            let unknown = || Error::Api(StatusCode::UNAUTHORIZED, "Unauthorized", "a valid bearer token is needed".into());
            let secret = given.ok_or_else(unknown)?;
            let token = actions::token::authenticate(&visit.app, &secret).await?.ok_or_else(unknown)?;
            if !token.may(R::SCOPE) {
                return Err(Error::Api(StatusCode::FORBIDDEN, "Forbidden", format!("this token has no scope {}", R::SCOPE)));
            }
            Ok(Self { token, visit, right: PhantomData })
        })
    }
}

/// Time that an answer takes at least when it must not tell whether something exists.
const EVEN: std::time::Duration = std::time::Duration::from_millis(250);

/// Does the work and answers after the same time, whatever there was to do.
pub async fn in_even_time<T>(work: impl Future<Output = T>) -> T {
    futures_util::future::join(work, tokio::time::sleep(EVEN)).await.0
}
