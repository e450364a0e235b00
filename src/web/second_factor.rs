//! The second factor on screen: its code at the log-in, setting it up, the codes on paper, giving it up (spec 11).

use crate::actions::second_factor::{self as acts, Refusal};
use crate::domain::second_factor::{Given, Standing, grouped, is_compulsory};
use crate::domain::values::Secret;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{Insider, Volunteer};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::proof::Proven;
use crate::web::qr::Qr;
use crate::web::visit::Visit;
use crate::web::volunteer::{LOG_IN, enter};
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use chrono::Duration;

#[derive(Template)]
#[template(path = "volunteer/code.html")]
struct CodePage {
    frame: Frame,
    form: View,
}

/// The form of the code, with where one wanted to go and what one was deciding.
pub fn ask_code(visit: &Visit, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    page::show_with(status, &CodePage { frame: visit.form_frame(Area::Team, Place::Queue, &words::say("title-code")), form })
}

/// `GET /equipe/connexion/code`
pub async fn code_form(visit: Visit) -> Result<HttpResponse, Error> {
    let Some(secret) = visit.volunteer() else { return Ok(go(LOG_IN)) };
    let (hash, now) = (visit.app.keys.hash(&secret), visit.now());
    match visit.app.store.read(move |db| store::session::awaiting(db, &hash, now)).await? {
        Some(_) => ask_code(&visit, View::default(), StatusCode::OK),
        None => Ok(go(LOG_IN)),
    }
}

/// Codes that one log-in may try; then it gives its password again, which is counted too.
const TRIES: u32 = 6;

/// `POST /equipe/connexion/code`
pub async fn give_code(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let Some(waiting) = visit.volunteer() else { return Ok(go(LOG_IN)) };
    visit.throttle.count(format!("code {}", visit.app.keys.hash(&waiting)), TRIES, Duration::minutes(15), visit.now())?;
    let outcome = match Given::parse(&given.text("code")) {
        Some(code) => acts::enter(&visit.app, &waiting, code).await?,
        None => Err(Refusal::Wrong),
    };
    match outcome {
        Ok((who, session)) => enter(&visit, &who, &session, &given),
        Err(Refusal::Wrong) => {
            let mut form = View::of(given);
            form.add("code", "code-wrong");
            ask_code(&visit, form, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Refusal::Already | Refusal::Compulsory) => {
            visit.say(Flash::watch(words::say("code-too-late")));
            Ok(go(LOG_IN))
        }
    }
}

/// What a telephone needs to make codes.
struct Setup {
    picture: Option<Qr>,
    secret: String,
    address: String,
}

#[derive(Template)]
#[template(path = "team/second_factor.html")]
struct SecondFactorPage {
    frame: Frame,
    form: View,
    compulsory: bool,
    /// None once it is on.
    setup: Option<Setup>,
    since: String,
    left: String,
}

/// The page where it is set up and kept.
pub const HERE: &str = "/equipe/moi/double-authentification";

async fn render(insider: &Insider, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let (app, who) = (&insider.visit.app, &insider.who);
    let setup = acts::begin(app, who).await?.map(|acts::Setup { secret, address }| Setup {
        picture: Qr::of(&address),
        secret: grouped(&secret).replace('-', " "),
        address,
    });
    let id = who.id.clone();
    let (factor, left) =
        app.store.read(move |db| Ok::<_, store::Error>((store::second_factor::of(db, &id)?, store::second_factor::codes_left(db, &id)?))).await?;
    let since = match factor.standing {
        Standing::On(since) => words::date(since),
        Standing::None | Standing::Begun => String::new(),
    };
    let page = SecondFactorPage {
        frame: insider.frame(Place::Me, &words::say("title-second-factor")),
        form,
        compulsory: is_compulsory(who.role),
        setup,
        since,
        left: words::count("paper-codes-left", left),
    };
    page::show_with(status, &page)
}

/// `GET /equipe/moi/double-authentification`
pub async fn show(insider: Insider) -> Result<HttpResponse, Error> {
    render(&insider, View::default(), StatusCode::OK).await
}

#[derive(Template)]
#[template(path = "team/paper_codes.html")]
struct PaperCodesPage {
    frame: Frame,
    service: String,
    codes: Vec<String>,
}

fn paper_codes(frame: Frame, codes: Vec<String>) -> Result<HttpResponse, Error> {
    page::show(&PaperCodesPage { service: frame.service.clone(), frame, codes })
}

fn session(visit: &Visit) -> Result<Secret, Error> {
    visit.volunteer().ok_or_else(|| Error::LogIn(HERE.to_owned()))
}

/// First codes that one may try in a quarter of an hour.
const FIRST_TRIES: u32 = 12;

/// `POST /equipe/moi/double-authentification`: a first code turns it on.
pub async fn turn_on(insider: Insider, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let (visit, who) = (&insider.visit, &insider.who);
    visit.throttle.count(format!("first code {}", who.id), FIRST_TRIES, Duration::minutes(15), visit.now())?;
    let outcome = match Given::parse(&given.text("code")) {
        Some(code) => acts::turn_on(&visit.app, who, &session(visit)?, code).await?,
        None => Err(Refusal::Wrong),
    };
    match outcome {
        Ok(codes) => paper_codes(insider.frame(Place::Me, &words::say("title-paper-codes")), codes),
        Err(Refusal::Already | Refusal::Compulsory) => Ok(go(HERE)),
        Err(Refusal::Wrong) => {
            let mut form = View::of(given);
            form.add("code", "first-code-wrong");
            render(&insider, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// `POST /equipe/moi/double-authentification/codes`
pub async fn renew_codes(Proven { by, .. }: Proven<Volunteer>) -> Result<HttpResponse, Error> {
    match acts::renew_codes(&by.visit.app, &by.who).await? {
        Ok(codes) => paper_codes(by.frame(Place::Me, &words::say("title-paper-codes")), codes),
        Err(_) => Ok(go(HERE)),
    }
}

/// `POST /equipe/moi/double-authentification/retrait`
pub async fn turn_off(Proven { by, .. }: Proven<Volunteer>) -> Result<HttpResponse, Error> {
    match acts::turn_off(&by.visit.app, &by.who).await? {
        Ok(()) => by.visit.say(Flash::done(words::say("flash-second-factor-off"))),
        Err(Refusal::Compulsory) => by.visit.say(Flash::watch(words::say("second-factor-compulsory"))),
        Err(Refusal::Already | Refusal::Wrong) => {}
    }
    Ok(go("/equipe/moi"))
}
