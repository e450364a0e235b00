//! The same decision for several applications (spec 5.9): chosen in the queue, re-checked one by one, the result listed.

use crate::actions::review as desk;
use crate::domain::application::Application;
use crate::domain::form::Answers;
use crate::domain::review::{self, Ballot, Choice, Refusal};
use crate::domain::values::{DecisionId, Reference};
use crate::domain::waiting::Because;
use crate::store;
use crate::web::decision::{choice_of, refusal_words};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::tag::{Tag, outcome_tag, verdict_tag};
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

/// Applications that one may decide about at once.
const MOST: usize = 200;

/// An application that was chosen, and what became of it.
struct Chosen {
    reference: String,
    name: String,
    verdict: Tag,
    state: Option<Tag>,
    /// The version that was on the screen.
    seen: i64,
    /// What became of it; none before deciding.
    result: Option<(bool, String)>,
    /// The decision, while it can be undone.
    undo: Option<String>,
}

#[derive(Template)]
#[template(path = "review/lot.html")]
struct LotPage {
    frame: Frame,
    form: View,
    chosen: Vec<Chosen>,
    reasons: Options,
    priorities: Options,
    becauses: Options,
    decisions: Options,
    undo_minutes: i64,
    /// How many were decided; none before.
    decided: Option<usize>,
    /// They were chosen on the page of the waiting list.
    from_list: bool,
}

fn chosen(application: &Application, result: Option<(bool, String)>, decision: Option<DecisionId>) -> Chosen {
    Chosen {
        reference: application.reference.to_string(),
        name: application.form.full_name(),
        verdict: verdict_tag(application.assessment.verdict.code()),
        state: outcome_tag(&application.state),
        seen: application.version,
        result,
        undo: decision.map(|id| id.to_string()),
    }
}

fn show(volunteer: &Volunteer, status: StatusCode, form: View, chosen: Vec<Chosen>, decided: Option<usize>) -> Result<HttpResponse, Error> {
    let reasons = options::of("criterion-reason", review::reasons());
    let from_list = form.chosen("depuis", "attente");
    let page = LotPage {
        frame: volunteer.frame(if from_list { Place::Waiting } else { Place::Queue }, &words::say("title-lot")),
        from_list,
        form,
        chosen,
        reasons,
        priorities: options::of("priority", ["0", "1", "2", "3"]),
        becauses: options::of("because", Because::ALL.iter().map(|one| one.code())),
        decisions: options::of("decide", ["accept", "wait", "refuse", "drop"]),
        undo_minutes: volunteer.visit.app.policy().undo_minutes,
        decided,
    };
    page::show_with(status, &page)
}

/// `POST /equipe/lot`: with the boxes of the queue, shows them; with a decision, takes it for each whose state still allows it.
pub async fn decide(volunteer: Volunteer, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let app = &volunteer.visit.app;
    let mut wanted: Vec<Reference> = given.all("references").iter().filter_map(|text| Reference::parse(text)).collect();
    wanted.dedup();
    wanted.truncate(MOST);
    let read = wanted.clone();
    let found = app.store.read(move |db| {
        let found: store::Result<Vec<_>> = read.iter().map(|reference| store::application::by_reference(db, reference)).collect();
        found
    });
    let found: Vec<Application> = found.await?.into_iter().flatten().collect();
    if found.is_empty() {
        volunteer.visit.say(Flash::watch(words::say("lot-empty")));
        return Ok(go(if given.has("depuis", "attente") { "/equipe/attente" } else { "/equipe" }));
    }
    let as_they_are = |found: &[Application]| found.iter().map(|one| chosen(one, None, None)).collect::<Vec<_>>();
    let Some(choice) = choice_of(&volunteer, &given).await? else {
        return show(&volunteer, StatusCode::OK, View::default(), as_they_are(&found), None);
    };
    let mut form = View::of(given.clone());
    if matches!(&choice, Choice::Refuse { reasons } if reasons.is_empty()) {
        form.add("reasons", "refusal-reason-missing");
    }
    if matches!(choice, Choice::Refuse { .. } | Choice::Drop) && given.text("motive").is_empty() {
        form.add("motive", "refusal-motive-missing");
    }
    if form.has_problems() {
        return show(&volunteer, StatusCode::UNPROCESSABLE_ENTITY, form, as_they_are(&found), None);
    }
    let (mut results, mut decided, mut full) = (Vec::with_capacity(found.len()), 0, false);
    for application in found {
        // Past the last place there is nothing to try.
        let result = if full { Err(Refusal::NoSeat) } else { one(&volunteer, &application, &choice, &given).await? };
        full |= matches!(result, Err(Refusal::NoSeat | Refusal::Closed));
        let said = match &result {
            Ok(_) => words::say(&format!("lot-{}", choice.code())),
            Err(Refusal::NoSeat) => words::say("lot-no-seat"),
            Err(refusal) => refusal_words(&volunteer, refusal).await?,
        };
        decided += usize::from(result.is_ok());
        results.push(chosen(&application, Some((result.is_ok(), said)), result.ok()));
    }
    show(&volunteer, StatusCode::OK, form, results, Some(decided))
}

/// Decides about one of them, as if alone: claimed, checked, held with its letter.
async fn one(volunteer: &Volunteer, application: &Application, choice: &Choice, given: &Answers) -> Result<Result<DecisionId, Refusal>, Error> {
    let app = &volunteer.visit.app;
    if let Err(refusal) = desk::claim(app, &volunteer.who, application.reference.clone()).await? {
        return Ok(Err(refusal));
    }
    let (subject, letter) = desk::draft_letter(app, application, choice).await?.map(|letter| (letter.subject, letter.body)).unwrap_or_default();
    let seen = given.text(&format!("seen-{}", application.reference)).parse().unwrap_or(application.version);
    let motive = given.text("motive").chars().take(2000).collect();
    let ballot = Ballot { choice: choice.clone(), motive, subject, letter, seen, rules: None };
    match desk::decide(app, &volunteer.who, application.reference.clone(), ballot).await? {
        Ok(decision) => Ok(Ok(decision.id)),
        Err(refusal) => {
            let _ = desk::release(app, &volunteer.who, application.reference.clone()).await?;
            Ok(Err(refusal))
        }
    }
}
