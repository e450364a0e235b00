//! After the form: the receipt, the status page, the confirmation, the form opened again.

use crate::actions::application as apply;
use crate::domain::application::{Application, Before, State};
use crate::domain::delay;
use crate::domain::forecast::{Forecast, forecast};
use crate::domain::form::Page;
use crate::domain::message::{Author, Message};
use crate::domain::policy::Policy;
use crate::domain::space::{self, Seats, Space};
use crate::domain::values::{ApplicationId, Instant};
use crate::domain::waiting::Because;
use crate::store::outbox::{Fate, Listed};
use crate::store::{self, Db, tally};
use crate::web::answers::{Section, sections};
use crate::web::application::{this_year, typed};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::phase;
use crate::web::visit::Visit;
use crate::web::waiting;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use std::sync::Arc;

/// Where one asks for a link again.
pub const LOST: Error = Error::DeadLink("/demande/lien-perdu");

#[derive(Template)]
#[template(path = "application/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    policy: Arc<Policy>,
    reference: String,
    email: String,
    name: String,
    /// The address waits to be confirmed.
    unconfirmed: bool,
    /// The last letter did not leave.
    undelivered: bool,
}

/// The application that this browser sent, with its letters.
async fn sent(visit: &Visit, draft: ApplicationId) -> Result<Option<(Application, Vec<Listed>)>, Error> {
    let found = visit.app.store.read(move |db| {
        let Some(sent) = store::application::find(db, &draft)? else { return Ok(None) };
        let letters = store::outbox::about(db, &sent.id)?;
        Ok::<_, store::Error>(Some((sent, letters)))
    });
    Ok(found.await?)
}

/// `GET /demande/recu`: for the browser that sent the form; nothing secret on it.
pub async fn receipt(visit: Visit) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande")) };
    let Some((sent, letters)) = sent(&visit, draft).await? else { return Ok(go("/demande")) };
    page::show(&ReceiptPage {
        frame: visit.form_frame(Area::Private, Place::Apply, &words::say("title-receipt")),
        policy: visit.app.policy(),
        reference: sent.reference.to_string(),
        email: sent.form.contact.email.to_string(),
        name: sent.form.full_name(),
        unconfirmed: sent.state == State::Unconfirmed,
        undelivered: letters.last().is_some_and(|letter| letter.fate == Fate::Stuck),
    })
}

/// `POST /demande/recu`: the form is opened again, in the browser that sent it, until the address is confirmed.
pub async fn correct(visit: Visit, _: Posted) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande")) };
    let Some((sent, _)) = sent(&visit, draft).await? else { return Ok(go("/demande")) };
    let link = apply::status_link(&visit.app, &sent);
    let opened = apply::reopen(&visit.app, link.rsplit('/').next().unwrap_or_default()).await?;
    Ok(if opened.is_ok() { go("/demande/verification") } else { go("/demande/recu") })
}

/// A step of an application's way, on the status page.
struct Way {
    state: &'static str,
    title: String,
    words: String,
}

/// Something that was said, as the applicant reads it.
struct Said {
    mine: bool,
    at: String,
    lines: Vec<String>,
    fields: Vec<String>,
}

#[derive(Template)]
#[template(path = "application/status.html")]
struct StatusPage {
    frame: Frame,
    policy: Arc<Policy>,
    form: View,
    name: String,
    reference: String,
    secret: String,
    address: String,
    domain: String,
    stage: &'static str,
    way: Vec<Way>,
    sections: Vec<Section>,
    messages: Vec<Said>,
    /// One may write to the team.
    hears: bool,
    /// The fields that may be changed with the answer.
    open: Vec<String>,
    /// The day the request is closed without an answer.
    closes: String,
    may_be_withdrawn: bool,
    /// The days that nine decisions out of ten took lately, when there are enough of them.
    delay: Option<i64>,
    /// It waits because others come first, its rank on the list, when a place may come, and by when one says that one still waits.
    others_first: bool,
    rank: Option<i64>,
    /// Nobody is admitted now, and until when.
    closed: Option<String>,
    forecast: Option<String>,
    answer_by: Option<String>,
    /// Places left, and places in all.
    free: i64,
    ceiling: i64,
    /// Subjects of the letters that could not be delivered.
    undelivered: Vec<String>,
}

#[derive(Template)]
#[template(path = "application/resume.html")]
struct ResumePage {
    frame: Frame,
    policy: Arc<Policy>,
    name: String,
    secret: String,
}

/// What the applicant is told: a decision that can still be undone is not said yet.
fn stage(application: &Application, space: Option<&space::State>) -> &'static str {
    match (&application.state, space) {
        (State::Unconfirmed, _) => "unconfirmed",
        (State::Pending { .. } | State::Apart { .. }, _) => "pending",
        (State::Asked(_), _) => "asked",
        (State::Held { before, .. }, _) => match before {
            Before::Pending { .. } => "pending",
            Before::Asked(_) => "asked",
            Before::Waiting(_) => "waiting",
        },
        (State::Waiting(_), _) => "waiting",
        (State::Accepted { .. }, Some(state)) if state.status().has_instance() => "ready",
        (State::Accepted { .. }, _) => "accepted",
        (State::Refused { .. }, _) => "refused",
        (State::Closed { .. }, _) => "closed",
    }
}

fn way(application: &Application, stage: &str) -> Vec<Way> {
    const ORDER: &[&str] = &["sent", "unconfirmed", "pending", "decided", "ready"];
    let reached = match stage {
        "unconfirmed" => 1,
        "pending" | "asked" => 2,
        "waiting" | "refused" | "closed" => 3,
        "accepted" => 4,
        _ => 5,
    };
    let words_of = |step: &str| match step {
        "sent" => words::moment(application.submitted_at),
        "pending" if stage == "asked" => words::say("way-asked-words"),
        "decided" if reached > 2 => words::say(&format!("way-{stage}-words")),
        _ => String::new(),
    };
    let state = |i: usize| match i.cmp(&reached) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "next",
    };
    let step = |(i, step): (usize, &&str)| Way { state: state(i), title: words::say(&format!("way-{step}")), words: words_of(step) };
    ORDER.iter().enumerate().map(step).collect()
}

/// What the status page tells of an application, read at once.
pub struct File {
    /// The application.
    pub application: Application,
    /// Its space, once there is one.
    pub space: Option<Space>,
    /// What was said.
    pub messages: Vec<Message>,
    /// Its letters.
    pub letters: Vec<Listed>,
    rank: Option<i64>,
    forecast: Option<Forecast>,
    delay: Option<i64>,
    seats: Seats,
}

/// What a link leads to.
pub enum Found {
    /// A form on its way: the name typed so far.
    Draft(String),
    /// An application.
    Application(Box<File>),
}

/// Reads what a link leads to; a link that leads nowhere is answered like any other that does not.
pub async fn found(visit: &Visit, secret: &str) -> Result<Found, Error> {
    let (hash, policy, now) = (apply::link_hash(&visit.app, secret), visit.app.policy(), visit.now());
    let found = visit.app.store.read(move |db| {
        if let Some(application) = store::application::by_status_hash(db, &hash)? {
            return file(db, application, &policy, now).map(|file| Some(Found::Application(Box::new(file))));
        }
        let draft = store::draft::by_secret_hash(db, &hash)?;
        Ok::<_, store::Error>(draft.map(|(_, answers)| Found::Draft(answers.text("organization_name"))))
    });
    found.await?.ok_or(LOST)
}

fn file(db: &mut Db<'_>, application: Application, policy: &Policy, now: Instant) -> store::Result<File> {
    let space = match application.state {
        State::Accepted { .. } => store::space::of_application(db, &application.id)?,
        _ => None,
    };
    let messages = store::message::about(db, &application.id)?.into_iter().map(|(message, _)| message).collect();
    let letters = store::outbox::about(db, &application.id)?;
    let counts = tally::all(db)?;
    let rank = store::waiting::rank(db, &application)?;
    let seats = tally::seats_of(&counts, policy, now);
    let forecast = match rank {
        Some(rank) if seats.open => forecast(store::waiting::admitted(db, now)?, seats.free(), rank),
        _ => None,
    };
    Ok(File { space, messages, letters, rank, forecast, delay: counts.get(tally::DELAY).map(|hours| delay::days(*hours)), seats, application })
}

fn said(message: &Message) -> Said {
    Said {
        mine: message.author == Author::Applicant,
        at: words::moment(message.at),
        lines: message.body.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect(),
        fields: message.fields.iter().map(|field| words::label("label", field)).collect(),
    }
}

/// The status page; `given` is what was typed in an answer that must be mended.
pub fn render(visit: &Visit, secret: String, file: File, given: Option<View>) -> Result<HttpResponse, Error> {
    let found = &file.application;
    let stage = stage(found, file.space.as_ref().map(|space| &space.state));
    let status = if given.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let open = if stage == "asked" { found.open_fields().to_vec() } else { Vec::new() };
    let asked = match &found.state {
        State::Asked(asked) | State::Held { before: Before::Asked(asked), .. } => Some(asked),
        _ => None,
    };
    let (domain, policy) = (visit.app.settings.space_domain.clone(), visit.app.policy());
    let listed = found.state.listed();
    let page = StatusPage {
        frame: visit.form_frame(Area::Private, Place::Apply, &words::say_with("title-status", &[("reference", found.reference.as_str())])),
        policy: policy.clone(),
        form: given.unwrap_or_else(|| View::of(found.form.answers())),
        name: found.form.full_name(),
        reference: found.reference.to_string(),
        secret,
        address: format!("{}.{domain}", found.form.address.slug),
        stage,
        way: way(found, stage),
        sections: sections(&found.form, &domain),
        domain,
        messages: file.messages.iter().map(said).collect(),
        hears: found.hears(),
        open,
        closes: asked.map(|asked| words::date(asked.close_at)).unwrap_or_default(),
        may_be_withdrawn: found.state.may_be_withdrawn(),
        delay: file.delay,
        others_first: listed.is_some_and(|listed| listed.because == Because::OthersFirst),
        rank: file.rank,
        closed: phase::closed(&policy.opening(visit.now())),
        forecast: file.forecast.map(waiting::forecast_words),
        answer_by: listed.and_then(|listed| listed.answer_by()).map(words::date),
        free: file.seats.free(),
        ceiling: file.seats.ceiling,
        undelivered: file.letters.iter().filter(|letter| letter.fate == Fate::Stuck).map(|letter| letter.subject.clone()).collect(),
    };
    page::show_with(status, &page)
}

/// `GET /demande/suivi/{secret}`
pub async fn show(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    match found(&visit, &secret).await? {
        Found::Application(file) => render(&visit, secret, *file, None),
        Found::Draft(name) => {
            let frame = visit.form_frame(Area::Private, Place::Apply, &words::say("title-resume"));
            page::show(&ResumePage { frame, policy: visit.app.policy(), name, secret })
        }
    }
}

/// `POST /demande/suivi/{secret}/reprise`: the form of this link, in this browser.
pub async fn reopen(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    match apply::reopen(&visit.app, &secret).await? {
        Ok(draft) => {
            visit.set_draft(&draft);
            visit.begin_form();
            let (answers, year) = (typed(&visit).await?, this_year(&visit));
            let next = Page::ALL.iter().find(|page| !page.problems(&answers, year).is_empty());
            Ok(go(&format!("/demande/{}", next.map_or("verification", |next| next.code()))))
        }
        Err(crate::domain::application::Misfit::NotFromHere) => Err(LOST),
        Err(_) => {
            visit.say(Flash::watch(words::say("flash-too-late-to-correct")));
            Ok(go(&format!("/demande/suivi/{secret}")))
        }
    }
}

/// `POST /demande/suivi/{secret}/confirmation`
pub async fn confirm(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let secret = path.into_inner();
    if apply::confirm(&visit.app, &secret).await?.is_err() {
        return Err(LOST);
    }
    visit.say(Flash::done(words::say("flash-confirmed")));
    Ok(go(&format!("/demande/suivi/{secret}")))
}
