//! Deciding: the letter written anew, the decision, what refuses it, and taking it back (spec 5.5).

use crate::actions::application::status_link;
use crate::actions::review as desk;
use crate::app::App;
use crate::domain::application::Application;
use crate::domain::form::Answers;
use crate::domain::letter::{Letter, split_foot};
use crate::domain::review::{Ballot, Choice, Refusal, reasons};
use crate::domain::values::{DecisionId, Reference};
use crate::domain::waiting::Because;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::page::{Flash, go};
use crate::web::queue::next_to_read;
use crate::web::review::{file, render};
use crate::web::visit::Visit;
use crate::web::volunteer::log_in_to_go_on;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// A refusal in words, with the name of who was faster.
pub async fn refusal_words(volunteer: &Volunteer, refusal: &Refusal) -> Result<String, Error> {
    let key = match refusal {
        Refusal::HeldByAnother(id) => {
            let id = id.clone();
            let found = volunteer.visit.app.store.read(move |db| store::volunteer::find(db, &id)).await?;
            let name = found.map_or_else(String::new, |volunteer| volunteer.name);
            return Ok(words::say_with("refusal-held-by-another", &[("name", &name)]));
        }
        Refusal::Unknown => "refusal-unknown",
        Refusal::AlreadyDecided => "refusal-already-decided",
        Refusal::AlreadyUndone => "refusal-already-undone",
        Refusal::NoColleague => "refusal-no-colleague",
        Refusal::AlreadyAsked => "refusal-already-asked",
        Refusal::MessageMissing => "refusal-message-missing",
        Refusal::Stale => "refusal-stale",
        Refusal::RulesChanged => "refusal-rules-changed",
        Refusal::Closed => "refusal-closed",
        Refusal::NoSeat => "refusal-no-seat",
        Refusal::NetworkStop => "refusal-network-stop",
        Refusal::NetworkMotiveMissing => "refusal-network-motive-missing",
        Refusal::SlugUnfree(why) => return Ok(words::label("refusal-slug", why.code())),
        Refusal::MotiveMissing => "refusal-motive-missing",
        Refusal::ReasonMissing => "refusal-reason-missing",
        Refusal::LetterMissing => "refusal-letter-missing",
        Refusal::TooLate => "refusal-too-late",
    };
    Ok(words::say(key))
}

/// What stands for the secret of the applicant's link while a letter is edited.
const VEIL: &str = "/demande/suivi/\u{2026}";

/// The address of the applicant's page, within its site.
fn status_path(app: &App, application: &Application) -> String {
    let link = status_link(app, application);
    format!("/demande/suivi/{}", link.rsplit('/').next().unwrap_or_default())
}

/// The words of a letter as volunteers edit them: without the foot, and with the applicant's link veiled. That link opens the
/// whole request, contact address and all: it is put back when one decides.
pub fn veiled(app: &App, application: &Application, letter: &Letter) -> String {
    split_foot(&letter.body).0.replace(&status_path(app, application), VEIL)
}

/// Why one would wait, where nobody says: no place is free, or others come first.
pub async fn likely(volunteer: &Volunteer) -> Result<Because, Error> {
    let (policy, now) = (volunteer.visit.app.policy(), volunteer.visit.now());
    Ok(Because::likely(volunteer.visit.app.store.read(move |db| store::tally::seats(db, &policy, now)).await?))
}

/// The decision that a form asks for; reasons that are none are left out, and a program may leave out why one waits.
pub async fn choice_of(volunteer: &Volunteer, given: &Answers) -> Result<Option<Choice>, Error> {
    let known = |reason: &String| reasons().any(|one| one == reason);
    Ok(match given.text("decision").as_str() {
        "accept" => Some(Choice::Accept),
        "wait" => {
            let because = match Because::parse(&given.text("because")) {
                Some(because) => because,
                None => likely(volunteer).await?,
            };
            Some(Choice::Wait { priority: given.text("priority").parse().unwrap_or(2).clamp(0, 3), because })
        }
        "drop" => Some(Choice::Drop),
        "refuse" => Some(Choice::Refuse { reasons: given.all("reasons").iter().filter(|reason| known(reason)).cloned().collect() }),
        _ => None,
    })
}

/// The words that were sent are those proposed for another reason to wait: nobody wrote them, so the letter follows the reason.
async fn is_other_proposal(volunteer: &Volunteer, application: &Application, choice: &Choice, sent: &str) -> Result<bool, Error> {
    let Choice::Wait { priority, because } = choice else { return Ok(false) };
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for other in Because::ALL.iter().copied().filter(|other| other != because) {
        let proposed = desk::draft_letter(&volunteer.visit.app, application, &Choice::Wait { priority: *priority, because: other }).await?;
        if proposed.is_some_and(|letter| plain(&veiled(&volunteer.visit.app, application, &letter)) == plain(sent)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `POST /equipe/demandes/{reference}/decision`: then the next one to read. Refused, the page comes back with what was typed.
/// When the session ended meanwhile, one logs in and goes on with it.
pub async fn decide(
    visit: Visit,
    volunteer: Result<Volunteer, Error>,
    path: web::Path<String>,
    Posted(given): Posted,
) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let volunteer = match volunteer {
        Err(Error::LogIn(_)) if visit.volunteer().is_some() => return log_in_to_go_on(&visit, &reference, given),
        other => other?,
    };
    let app = &volunteer.visit.app;
    let choice = choice_of(&volunteer, &given).await?.ok_or(Error::Unreadable)?;
    if given.text("action") == "rewrite" {
        return rewrite(&volunteer, reference, given, choice).await;
    }
    // A program that leaves the letter out gets the one that the page would have shown.
    let file = file(&volunteer, reference.clone()).await?;
    let (subject, letter) =
        desk::draft_letter(app, &file.application, &choice).await?.map(|letter| (letter.subject, letter.body)).unwrap_or_default();
    // The foot is added here, whatever was edited.
    let (words, foot) = split_foot(&letter);
    let or = |name: &str, proposal: &str| if given.0.contains_key(name) { given.text(name) } else { proposal.to_owned() };
    let sent = or("letter", words);
    let sent = if is_other_proposal(&volunteer, &file.application, &choice, &sent).await? { words.to_owned() } else { sent };
    let edited: String = split_foot(&sent).0.trim().chars().take(10_000).collect();
    let edited = edited.replace(VEIL, &status_path(app, &file.application));
    let edited = if edited.is_empty() { edited } else { edited + foot };
    let ballot = Ballot {
        choice: choice.clone(),
        motive: given.text("motive").chars().take(2000).collect(),
        subject: or("subject", &subject).chars().take(200).collect(),
        letter: edited,
        seen: given.text("seen").parse().unwrap_or(file.application.version),
        rules: given.text("rules").parse().ok(),
    };
    match desk::decide(app, &volunteer.who, reference, ballot).await? {
        Ok(decision) => {
            let name = &file.application.form.structure.organization_name;
            let words = if decision.second_look {
                let when = words::moment(decision.until);
                words::say_with(&format!("flash-look-{}", choice.code()), &[("name", name), ("when", &when)])
            } else {
                words::say_with(&format!("flash-{}", choice.code()), &[("name", name), ("hour", &words::hour(decision.until))])
            };
            volunteer.visit.say(Flash { undo: Some(decision.id.to_string()), ..Flash::done(words) });
            let next = next_to_read(&volunteer).await?;
            Ok(go(&next.map_or_else(|| "/equipe".to_owned(), |reference| format!("/equipe/demandes/{reference}"))))
        }
        Err(refusal) => refused(&volunteer, file.application.reference, given, choice, &refusal).await,
    }
}

/// The letter is written anew from the reasons ticked; nothing is decided.
async fn rewrite(volunteer: &Volunteer, reference: Reference, given: Answers, choice: Choice) -> Result<HttpResponse, Error> {
    let file = file(volunteer, reference).await?;
    let letter = desk::draft_letter(&volunteer.visit.app, &file.application, &choice).await?;
    let mut answers = given;
    answers.0.insert("letter".into(), letter.map(|letter| veiled(&volunteer.visit.app, &file.application, &letter)).into_iter().collect());
    render(volunteer, file, Some(choice), View::of(answers), None, StatusCode::OK)
}

/// The same page with what was typed: 422 for something to mend, 409 for what happened meanwhile.
async fn refused(volunteer: &Volunteer, reference: Reference, given: Answers, choice: Choice, refusal: &Refusal) -> Result<HttpResponse, Error> {
    let file = file(volunteer, reference).await?;
    if !matches!(refusal, Refusal::MotiveMissing | Refusal::ReasonMissing | Refusal::LetterMissing) {
        let words = refusal_words(volunteer, refusal).await?;
        return render(volunteer, file, Some(choice), View::of(given), Some(words), StatusCode::CONFLICT);
    }
    // The decision is refused for the first thing that it lacks: the page names them all.
    let mut form = View::of(given.clone());
    if matches!(&choice, Choice::Refuse { reasons } if reasons.is_empty()) {
        form.add("reasons", "refusal-reason-missing");
    }
    if matches!(choice, Choice::Refuse { .. } | Choice::Drop) && given.text("motive").is_empty() {
        form.add("motive", "refusal-motive-missing");
    }
    if given.0.contains_key("subject") && given.text("subject").is_empty() {
        form.add("subject", "refusal-subject-missing");
    }
    if given.0.contains_key("letter") && given.text("letter").is_empty() {
        form.add("letter", "refusal-letter-missing");
    }
    render(volunteer, file, Some(choice), form, None, StatusCode::UNPROCESSABLE_ENTITY)
}

/// `POST /equipe/decisions/{id}/annulation`: anyone of the team, until the delay is over.
pub async fn undo(volunteer: Volunteer, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let id = DecisionId::parse(&path).ok_or(Error::NotFound)?;
    match desk::undo(&volunteer.visit.app, &volunteer.who, id).await? {
        Ok(application) => {
            volunteer.visit.say(Flash::done(words::say_with("flash-undone", &[("name", &application.form.structure.organization_name)])));
            Ok(go(&format!("/equipe/demandes/{}", application.reference)))
        }
        Err(Refusal::Unknown) => Err(Error::NotFound),
        Err(refusal) => Err(Error::Conflict(refusal_words(&volunteer, &refusal).await?)),
    }
}
