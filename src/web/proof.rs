//! Proving again who one is, before what cannot be undone or gives rights (spec 11): a handler that needs it takes [`Proven`]
//! instead of `Posted`. What was sent waits in the page that asks, and is done once the proof is given.

use crate::actions::second_factor as acts;
use crate::domain;
use crate::domain::form::Answers;
use crate::domain::second_factor::{Given, PROOF};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{Coordinator, Volunteer};
use crate::web::page::{Area, Frame, Place};
use crate::web::visit::Visit;
use crate::words;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest};
use askama::Template;
use chrono::Duration;
use futures_util::future::LocalBoxFuture;

/// A guard that knows who passes.
pub trait Person: FromRequest<Error = Error, Future = LocalBoxFuture<'static, Result<Self, Error>>> + 'static {
    /// Who, and their visit.
    fn person(&self) -> (&domain::volunteer::Volunteer, &Visit);
}
impl Person for Volunteer {
    fn person(&self) -> (&domain::volunteer::Volunteer, &Visit) {
        (&self.who, &self.visit)
    }
}
impl Person for Coordinator {
    fn person(&self) -> (&domain::volunteer::Volunteer, &Visit) {
        (&self.who, &self.visit)
    }
}

/// A form sent by someone who proved a moment ago who they are.
pub struct Proven<P> {
    /// Who.
    pub by: P,
    /// What they sent.
    pub given: Answers,
}

#[derive(Template)]
#[template(path = "volunteer/proof.html")]
struct ProofPage {
    frame: Frame,
    form: View,
    /// Where what was sent goes on to.
    address: String,
    fields: Vec<(String, String)>,
    second_factor: bool,
    email: String,
}

/// The fields of the proof.
const PASSWORD: &str = "proof_password";
const CODE: &str = "proof_code";
/// Proofs that one may try in a quarter of an hour.
const TRIES: u32 = 8;

impl<P: Person> FromRequest for Proven<P> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (by, posted, address) = (P::from_request(req, &mut Payload::None), Posted::from_request(req, payload), req.path().to_owned());
        Box::pin(async move {
            let by = by.await?;
            let Posted(given) = posted.await?;
            Self::ask(by, given, address).await
        })
    }
}

impl<P: Person> Proven<P> {
    /// Asks for the proof of what was sent to an address, where only some of what is sent there needs one.
    pub async fn ask(by: P, mut given: Answers, address: String) -> Result<Self, Error> {
        let (who, visit) = by.person();
        let session = visit.volunteer().ok_or_else(|| Error::LogIn("/equipe".into()))?;
        let mut take = |name: &str| given.0.remove(name).and_then(|values| values.into_iter().next());
        let (password, code) = (take(PASSWORD), take(CODE).unwrap_or_default());
        let proven = acts::proven_at(&visit.app, &session).await?;
        if proven.is_some_and(|at| visit.now() - at < PROOF) {
            return Ok(Self { by, given });
        }
        let mut form = View::default();
        let mut status = StatusCode::FORBIDDEN;
        if let Some(password) = password {
            let key = format!("prove {}", who.id);
            visit.throttle.count(key.clone(), TRIES, Duration::minutes(15), visit.now())?;
            let password = password.chars().take(1000).collect();
            if acts::prove(&visit.app, who, &session, password, Given::parse(&code)).await?.is_ok() {
                visit.throttle.forget(&key);
                return Ok(Self { by, given });
            }
            form.add(PASSWORD, if who.second_factor { "proof-wrong-code" } else { "proof-wrong" });
            status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        for ours in ["csrf", "username"] {
            given.0.remove(ours);
        }
        let fields = given.0.iter().flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
        let page = ProofPage {
            frame: Frame { who: Some(who.name.clone()), ..visit.form_frame(Area::Team, Place::Elsewhere, &words::say("title-proof")) },
            form,
            address,
            fields: fields.collect(),
            second_factor: who.second_factor,
            email: who.email.to_string(),
        };
        Err(Error::Prove(status, page.render()?))
    }
}
