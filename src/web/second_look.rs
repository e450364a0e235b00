//! Second looks (spec 5.10): the list, a decision read blind, what one would decide, then both side by side; and the panel of the
//! page to decide. Their figures: [`super::second_look_figures`].

use crate::actions::second_look as acts;
use crate::domain::application::{Application, State};
use crate::domain::calibration::Opinion;
use crate::domain::form::Answers;
use crate::domain::message::Author;
use crate::domain::review;
use crate::domain::second_look::comparison::{Comparison, Judgement};
use crate::domain::second_look::{self, Look, Proposed, Refusal, WORD};
use crate::domain::values::{DecisionId, Instant, Role};
use crate::store::{self, second_look::Found};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::veiled::Veiled;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The list.
const LIST: &str = "/equipe/seconds-regards";
/// Lines of a list at most: the rest comes when these are done.
const MOST: i64 = 50;

/// A decision to look at.
struct Waiting {
    id: String,
    about: String,
    until: String,
}

/// A decision that is held although opinions differ.
struct Differing {
    reference: String,
    name: String,
    first: String,
    second: String,
    until: String,
}

#[derive(Template)]
#[template(path = "team/second_looks.html")]
struct ListPage {
    frame: Frame,
    waiting: Vec<Waiting>,
    differing: Vec<Differing>,
    coordinates: bool,
}

/// `GET /equipe/seconds-regards`
pub async fn show(volunteer: Volunteer) -> Result<HttpResponse, Error> {
    let (now, me) = (volunteer.visit.now(), volunteer.who.id.clone());
    let found = volunteer
        .visit
        .app
        .store
        .read(move |db| Ok::<_, store::Error>((store::second_look::open(db, &me, now, MOST)?, store::second_look::differing(db, now, MOST)?)));
    let (waiting, differing) = found.await?;
    let waits = |one: store::second_look::Open| Waiting {
        id: one.decision.to_string(),
        about: format!("{}, {}", words::label("legal-form-short", &one.legal_form), words::label("field-short", &one.field)),
        until: words::moment(one.until),
    };
    let differs = |one: store::second_look::Differing| Differing {
        reference: one.reference.to_string(),
        name: one.name,
        first: words::label("decision", one.choice.code()),
        second: words::label("decision", &one.second),
        until: words::moment(one.until),
    };
    page::show(&ListPage {
        frame: volunteer.frame(Place::SecondLooks, &words::say("title-second-looks")),
        waiting: waiting.into_iter().map(waits).collect(),
        differing: differing.into_iter().map(differs).collect(),
        coordinates: volunteer.who.role == Role::Coordinator,
    })
}

/// Two looks side by side.
pub struct Sides {
    /// What was decided.
    pub first: String,
    /// What the second volunteer would decide.
    pub second: String,
    /// Each reason that either gives, and who gives it.
    pub reasons: Vec<(String, String)>,
    /// The second volunteer's word, line by line.
    pub word: Vec<String>,
}

fn sides(proposed: &Proposed) -> Option<Sides> {
    let answer = proposed.answer.as_ref()?;
    let first = Judgement::of(&proposed.choice)?;
    let comparison = Comparison { first, second: Some(answer.judgement.clone()) };
    let reason = |(key, whose): (&str, second_look::comparison::Whose)| (words::label("criterion-reason", key), words::label("whose", whose.code()));
    Some(Sides {
        first: words::label("decision", proposed.choice.code()),
        second: words::label("decision", answer.judgement.choice.code()),
        reasons: comparison.by_reason().into_iter().map(reason).collect(),
        word: answer.word.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
    })
}

/// The second look on the page to decide.
pub struct Panel {
    /// Until when the decision is held.
    pub until: String,
    /// Both looks and the name of who looked, where they differ; nothing while nobody has looked.
    pub differs: Option<(Sides, String)>,
}

/// The panel of a decision that is held; none once both agree: it then waits like any other.
pub fn panel(state: &State, found: &Found, now: Instant) -> Option<Panel> {
    let State::Held { look: Some(look), until, .. } = state else { return None };
    let differs = match look {
        Look::Awaited { .. } => None,
        Look::Agreed => return None,
        Look::Differed => Some((sides(&found.proposed)?, found.second.clone()?)),
    };
    (now < *until).then(|| Panel { until: words::moment(*until), differs })
}

#[derive(Template)]
#[template(path = "team/second_look.html")]
struct CasePage {
    frame: Frame,
    form: View,
    id: String,
    case: Veiled,
    /// What the structure wrote to the team meanwhile.
    said: Vec<String>,
    until: String,
    choices: Options,
    reasons: Options,
    longest: usize,
}

#[derive(Template)]
#[template(path = "team/second_look_answer.html")]
struct AnswerPage {
    frame: Frame,
    reference: String,
    agrees: bool,
    sides: Sides,
    /// Until when it is held, where it still is.
    until: Option<String>,
}

#[derive(Template)]
#[template(path = "team/second_look_over.html")]
struct OverPage {
    frame: Frame,
    why: String,
    choice: String,
    reasons: Vec<String>,
    word: String,
}

/// What one looks at, as far as it exists.
struct File {
    proposed: Proposed,
    involved: bool,
    application: Application,
    said: Vec<String>,
}

async fn file(volunteer: &Volunteer, id: DecisionId) -> Result<Option<File>, Error> {
    let me = volunteer.who.id.clone();
    let found = volunteer.visit.app.store.read(move |db| {
        let Some(Found { proposed, .. }) = store::second_look::find(db, &id)? else { return Ok(None) };
        let Some(application) = store::application::find(db, &proposed.application)? else { return Ok(None) };
        let involved = store::second_look::is_involved(db, &application.id, &me)?;
        let messages = store::message::about(db, &application.id)?.into_iter().map(|(message, _)| message);
        let said = messages.filter(|message| message.author == Author::Applicant).map(|message| message.body).collect();
        Ok::<_, store::Error>(Some(File { proposed, involved, application, said }))
    });
    Ok(found.await?)
}

fn show_case(volunteer: &Volunteer, file: &File, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let case = Veiled::of(&file.application);
    let page = CasePage {
        frame: volunteer.frame(Place::SecondLooks, &words::say("title-second-look")),
        form,
        id: file.proposed.decision.to_string(),
        said: file.said.iter().map(|text| case.veil.over(text)).filter(|text| !text.is_empty()).collect(),
        case,
        until: words::moment(file.proposed.until),
        choices: options::of("decision", Opinion::ALL.iter().map(|choice| choice.code())),
        reasons: options::of("criterion-reason", review::reasons()),
        longest: WORD,
    };
    page::show_with(status, &page)
}

/// `GET /equipe/seconds-regards/{id}`: the decision to look at; once one has answered, both looks.
pub async fn show_one(volunteer: Volunteer, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = DecisionId::parse(&path).ok_or(Error::NotFound)?;
    let file = file(&volunteer, id).await?.ok_or(Error::NotFound)?;
    match file.proposed.awaits(&volunteer.who.id, file.involved, volunteer.visit.now()) {
        Ok(()) => show_case(&volunteer, &file, View::default(), StatusCode::OK),
        Err(Refusal::Mine) => show_answer(&volunteer, &file),
        Err(refusal) => {
            volunteer.visit.say(Flash::watch(words::say(refusal_key(refusal))));
            Ok(go(LIST))
        }
    }
}

fn show_answer(volunteer: &Volunteer, File { proposed, application, .. }: &File) -> Result<HttpResponse, Error> {
    let (sides, now) = (sides(proposed).ok_or(Error::NotFound)?, volunteer.visit.now());
    let holds = matches!(&application.state, State::Held { decision, until, .. } if *decision == proposed.decision && now < *until);
    page::show(&AnswerPage {
        frame: volunteer.frame(Place::SecondLooks, &words::say("title-second-look")),
        reference: application.reference.to_string(),
        agrees: sides.first == sides.second,
        sides,
        until: holds.then(|| words::moment(proposed.until)),
    })
}

fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Unknown => "second-look-unknown",
        Refusal::Mine => "second-look-mine",
        Refusal::Involved => "second-look-involved",
        Refusal::Answered => "second-look-answered",
        Refusal::Undone => "second-look-undone",
        Refusal::Left => "second-look-left",
    }
}

/// `POST /equipe/seconds-regards/{id}`: what one would decide; then both looks.
pub async fn answer(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let id = DecisionId::parse(&path).ok_or(Error::NotFound)?;
    let Some(file) = file(&volunteer, id.clone()).await? else { return over(&volunteer, Refusal::Unknown, &given) };
    match file.proposed.awaits(&volunteer.who.id, file.involved, volunteer.visit.now()) {
        Ok(()) => {}
        // The same click, twice.
        Err(Refusal::Mine) => return Ok(go(&format!("{LIST}/{id}"))),
        Err(refusal) => return over(&volunteer, refusal, &given),
    }
    let read = match second_look::read(&given) {
        Ok(read) => read,
        Err(problems) => return show_case(&volunteer, &file, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let told = words::say_with("notice-second-look", &[("name", &file.application.form.structure.organization_name)]);
    match acts::answer(&volunteer.visit.app, &volunteer.who, id.clone(), read, told).await? {
        Ok(_) | Err(Refusal::Mine) => Ok(go(&format!("{LIST}/{id}"))),
        Err(refusal) => over(&volunteer, refusal, &given),
    }
}

/// Too late: why, and what was typed.
fn over(volunteer: &Volunteer, refusal: Refusal, given: &Answers) -> Result<HttpResponse, Error> {
    let choice = Opinion::parse(&given.text("choice")).map(|choice| words::label("decision", choice.code()));
    let page = OverPage {
        frame: volunteer.frame(Place::SecondLooks, &words::say("title-second-look")),
        why: words::say(refusal_key(refusal)),
        choice: choice.unwrap_or_default(),
        reasons: review::reasons().filter(|key| given.has("reasons", key)).map(|key| words::label("criterion-reason", key)).collect(),
        word: given.text("word"),
    };
    page::show_with(StatusCode::CONFLICT, &page)
}
