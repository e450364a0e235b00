//! `/demo`: who can log in, the clock, the mailbox, and a button that plays the agent. Outside the demo it does not exist.

use super::{ACCOUNTS, Account, Kept, clock_file, fill, kept_file};
use crate::actions;
use crate::app::App;
use crate::clockwork;
use crate::domain::letter::{Part, parts};
use crate::domain::operation::OperationKind;
use crate::domain::values::{LetterId, Secret};
use crate::keys::totp;
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{self, ServiceConfig, resource};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use askama::Template;
use chrono::Duration;
use mail_parser::MessageParser;
use serde::Deserialize;
use std::future::{Ready, ready};
use std::path::{Path, PathBuf};

/// The places of the demo.
pub fn routes(house: &mut ServiceConfig) {
    house
        .service(resource("/demo").get(show))
        .service(resource("/demo.json").get(json))
        .service(resource("/demo/horloge").post(advance))
        .service(resource("/demo/agent").post(play_agent))
        .service(resource("/demo/lettres/{id}").get(letter));
}

/// A visit of the demo, with its folder.
pub struct Demo {
    visit: Visit,
    dir: PathBuf,
}

impl FromRequest for Demo {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Visit::of(req).and_then(|visit| {
            let dir = visit.app.settings.demo.clone().ok_or(Error::NotFound)?;
            Ok(Self { visit, dir })
        }))
    }
}

impl Demo {
    fn api_token(&self) -> String {
        let kept = std::fs::read_to_string(kept_file(&self.dir)).unwrap_or_default();
        serde_json::from_str::<Kept>(&kept).map(|kept| kept.api_token).unwrap_or_default()
    }
    fn letters(&self) -> PathBuf {
        self.dir.join("letters")
    }
}

struct Line {
    id: String,
    to: String,
    subject: String,
    at: String,
}

#[derive(Template)]
#[template(path = "demo/home.html")]
struct HomePage {
    frame: Frame,
    now: String,
    accounts: Vec<Shown>,
    api_token: String,
    letters_dir: String,
    q: String,
    letters: Vec<Line>,
}

/// Who can log in, and with what.
struct Shown {
    name: &'static str,
    email: &'static str,
    password: &'static str,
    role: String,
    /// The secret of the second factor, and the code of the moment.
    code: Option<(&'static str, String)>,
}

fn shown(app: &App, one: &Account) -> Shown {
    let code = one.totp_secret.and_then(|secret| Some((secret, totp::digits(secret, app.clock.world())?)));
    Shown { name: one.name, email: one.email, password: one.password, role: words::label("role", one.role.code()), code }
}

/// What the address carries: words to find in recipient or subject.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

/// Letters shown.
const SHOWN: usize = 15;

/// `GET /demo`
pub async fn show(demo: Demo, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    let (folder, wanted) = (demo.letters(), asked.q.to_lowercase());
    let letters = web::block(move || latest(&folder, &wanted)).await.map_err(|_| Error::Unreadable)?;
    page::show(&HomePage {
        frame: demo.visit.form_frame(Area::Private, Place::Elsewhere, &words::say("title-demo")),
        now: words::moment(demo.visit.now()),
        accounts: ACCOUNTS.iter().map(|one| shown(&demo.visit.app, one)).collect(),
        api_token: demo.api_token(),
        letters_dir: demo.letters().display().to_string(),
        q: asked.q.clone(),
        letters,
    })
}

/// The latest letters whose recipient or subject holds the words: file names sort by time.
fn latest(folder: &Path, wanted: &str) -> Vec<Line> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).filter(|name| name.ends_with(".eml")).collect())
        .unwrap_or_default();
    names.sort_unstable_by(|a, b| b.cmp(a));
    let lines = names.into_iter().filter_map(|name| {
        let bytes = std::fs::read(folder.join(&name)).ok()?;
        let mail = MessageParser::default().parse_headers(&bytes)?;
        let to = mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned();
        let subject = mail.subject().unwrap_or_default().to_owned();
        let at = mail.date().and_then(|date| chrono::DateTime::from_timestamp(date.to_timestamp(), 0)).map(words::moment).unwrap_or_default();
        Some(Line { id: name.trim_end_matches(".eml").to_owned(), to, subject, at })
    });
    lines
        .filter(|line| wanted.is_empty() || line.to.to_lowercase().contains(wanted) || line.subject.to_lowercase().contains(wanted))
        .take(SHOWN)
        .collect()
}

/// `GET /demo.json`: the same for programs.
pub async fn json(demo: Demo) -> Result<HttpResponse, Error> {
    let account = |one: &Account| {
        let mut account = serde_json::json!({ "email": one.email, "password": one.password, "role": one.role.code() });
        if let Some(secret) = one.totp_secret {
            account["totp_secret"] = secret.into();
        }
        account
    };
    let accounts: Vec<_> = ACCOUNTS.iter().map(account).collect();
    Ok(HttpResponse::Ok().json(serde_json::json!({
        "now": demo.visit.now(),
        "accounts": accounts,
        "api_token": demo.api_token(),
        "letters_dir": demo.letters(),
    })))
}

/// `POST /demo/horloge`: moves the clock, and does what is due then. It goes back too (`days` below zero), to see another season.
pub async fn advance(demo: Demo, Posted(given): Posted) -> Result<HttpResponse, Error> {
    // A year at most forward, so that what follows in steps is done in steps; back as far as the first phase.
    let whole = |name: &str, most| given.text(name).parse::<i64>().unwrap_or(0).clamp(-4_000, most);
    let by = Duration::days(whole("days", 400)) + Duration::minutes(whole("minutes", 10_000));
    let app = &demo.visit.app;
    // Night after night, before the clock is there.
    super::measure::nights(app, app.now(), app.now() + by).await?;
    let shift = app.clock.advance(by);
    let file = clock_file(&demo.dir);
    if let Err(error) = std::fs::write(file, shift.num_milliseconds().to_string()) {
        tracing::warn!(%error, "the clock's shift is not kept");
    }
    settle(app).await?;
    demo.visit.say(Flash::done(words::say_with("flash-clock", &[("now", &words::moment(app.now()))])));
    Ok(go("/demo"))
}

/// Does what is due until nothing more is, within reason.
async fn settle(app: &App) -> Result<(), Error> {
    for _ in 0..50 {
        if clockwork::tick(app).await?.is_idle() {
            break;
        }
    }
    Ok(())
}

/// `POST /demo/agent`: does what the real agent would with all that is due.
pub async fn play_agent(demo: Demo, _: Posted) -> Result<HttpResponse, Error> {
    let app = &demo.visit.app;
    let Some(secret) = Secret::parse(&demo.api_token()) else { return Err(Error::NotFound) };
    let Some(agent) = actions::token::authenticate(app, &secret).await? else { return Err(Error::NotFound) };
    let leased = actions::operation::lease(app, &agent, Vec::new(), 50, 60).await?;
    let count = i64::try_from(leased.len()).unwrap_or(i64::MAX);
    let mut reports = Vec::new();
    for (operation, space) in leased {
        let credentials = (operation.kind == OperationKind::Create).then(|| fill::credentials(&space.slug));
        if actions::operation::complete(app, &agent, operation.id, credentials).await?.is_ok() {
            reports.push(Ok(fill::report(space.slug, 20_000_000, 1, app.now())));
        }
    }
    actions::usage::report(app, "demo".into(), reports.into_iter()).await?;
    settle(app).await?;
    demo.visit.say(Flash::done(words::count("flash-agent", count)));
    Ok(go("/demo"))
}

#[derive(Template)]
#[template(path = "demo/letter.html")]
struct LetterPage<'a> {
    frame: Frame,
    from: String,
    to: String,
    subject: String,
    at: String,
    parts: Vec<Part<'a>>,
    foot: Option<String>,
}

/// `GET /demo/lettres/{id}`: its text part, with live links; `{id}.eml` gives the file.
pub async fn letter(demo: Demo, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let raw = path.ends_with(".eml");
    let id = LetterId::parse(path.trim_end_matches(".eml")).ok_or(Error::NotFound)?;
    let bytes = std::fs::read(demo.letters().join(format!("{id}.eml"))).map_err(|_| Error::NotFound)?;
    if raw {
        return Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8")).body(bytes));
    }
    let mail = MessageParser::default().parse(&bytes).ok_or(Error::NotFound)?;
    let address = |of: Option<&mail_parser::Address<'_>>| of.and_then(|of| of.first()).and_then(|one| one.address()).unwrap_or_default().to_owned();
    // The act's label and address stand apart in the text part: together again, they are read as in the outbox.
    let text =
        mail.body_text(0).unwrap_or_default().replace("\r\n", "\n").replace("\u{a0}:\n\n    http", "\u{a0}:\nhttp").replace("\n-- \n", "\n--\n");
    let (parts, foot) = parts(&text);
    page::show(&LetterPage {
        frame: demo.visit.frame(Area::Private, Place::Elsewhere, &words::say("title-demo-letter")),
        from: address(mail.from()),
        to: address(mail.to()),
        subject: mail.subject().unwrap_or_default().to_owned(),
        at: mail.date().and_then(|date| chrono::DateTime::from_timestamp(date.to_timestamp(), 0)).map(words::moment).unwrap_or_default(),
        parts,
        foot,
    })
}
