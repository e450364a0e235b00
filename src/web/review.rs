//! The page to decide: what the structure says, the criteria, the claim, the decision with its letter (spec 5.2 to 5.5).

use crate::actions::application::status_link;
use crate::actions::review as desk;
use crate::domain::application::{Application, Before, State};
use crate::domain::eligibility::{self, Finding, Outcome};
use crate::domain::letter::Letter;
use crate::domain::policy::Policy;
use crate::domain::review::{Ballot, Choice, Refusal};
use crate::domain::values::{DecisionId, Reference};
use crate::post::compose;
use crate::store::{self, decision::Past, outbox};
use crate::web::answers::{self, Section};
use crate::web::error::Error;
use crate::web::form::{Posted, View, options};
use crate::web::guard::Volunteer;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::queue::next_to_read;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// A state in one or two words, with its icon.
pub struct Tag {
    /// Kind of its colour.
    pub kind: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its words.
    pub words: String,
}

/// The tag of a verdict.
pub fn verdict_tag(code: &str) -> Tag {
    let (kind, icon) = match code {
        "eligible" => ("ok", "ok"),
        "ineligible" => ("stop", "stop"),
        _ => ("watch", "watch"),
    };
    Tag { kind, icon, words: words::label("verdict", code) }
}

/// The tag of what became of an application; none while it waits to be read.
pub fn outcome_tag(state: &State) -> Option<Tag> {
    let (kind, icon, key) = match state {
        State::Unconfirmed => ("watch", "mail", "outcome-unconfirmed"),
        State::Pending { .. } => return None,
        State::Waiting { .. } => ("info", "clock", "outcome-waiting"),
        State::Held { choice: Choice::Accept, .. } => ("ok", "clock", "outcome-held-accept"),
        State::Held { choice: Choice::Wait { .. }, .. } => ("info", "clock", "outcome-held-wait"),
        State::Held { choice: Choice::Refuse { .. }, .. } => ("stop", "clock", "outcome-held-refuse"),
        State::Accepted { .. } => ("ok", "ok", "outcome-accepted"),
        State::Refused { .. } => ("stop", "stop", "outcome-refused"),
    };
    Some(Tag { kind, icon, words: words::say(key) })
}

/// A finding as it is shown.
struct Shown {
    kind: &'static str,
    icon: &'static str,
    said: String,
    title: String,
    rule: &'static str,
    because: String,
    /// It needs eyes: shown first and explained.
    open: bool,
}

/// A line of the history.
struct Event {
    at: String,
    words: String,
    motive: String,
}

/// The form of a decision.
struct Decide {
    choice: &'static str,
    title: String,
    button: String,
    reasons: Vec<(&'static str, String)>,
    priorities: Vec<(&'static str, String)>,
    seen: i64,
}

/// A key of the bar: what it decides.
struct Key {
    href: String,
    words: String,
    letter: &'static str,
    current: bool,
}

#[derive(Template)]
#[template(path = "review/application.html")]
struct ApplicationPage {
    frame: Frame,
    reference: String,
    name: String,
    line: String,
    website: Option<String>,
    verdict: Tag,
    outcome: Option<Tag>,
    purpose: String,
    activities: String,
    findings: Vec<Shown>,
    sections: Vec<Section>,
    /// Contact addresses, shown to the holder only.
    email: Option<String>,
    held_by_me: bool,
    holder: Option<String>,
    minutes_left: String,
    can_claim: bool,
    keys: Vec<Key>,
    decide: Option<Decide>,
    form: View,
    history: Vec<Event>,
    undo: Option<String>,
    undo_until: String,
    undo_minutes: i64,
    /// What happened meanwhile, when the page was stale.
    meanwhile: Option<String>,
}

/// What the page knows of an application, in a bounded number of queries.
struct File {
    application: Application,
    past: Vec<Past>,
    letters: Vec<outbox::Listed>,
    holder: Option<String>,
}

async fn file(volunteer: &Volunteer, reference: Reference) -> Result<File, Error> {
    let now = volunteer.visit.now();
    let found = volunteer.visit.app.store.read(move |db| {
        let Some(application) = store::application::by_reference(db, &reference)? else { return Ok(None) };
        let past = store::decision::history(db, &application.id)?;
        let letters = outbox::about(db, &application.id)?;
        let holder = match application.holder(now) {
            Some(id) => store::volunteer::find(db, id)?.map(|volunteer| volunteer.name),
            None => None,
        };
        Ok::<_, store::Error>(Some(File { application, past, letters, holder }))
    });
    found.await?.ok_or(Error::NotFound)
}

/// What the address of the page carries.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    decision: String,
    /// Reasons ticked before the letter is written.
    #[serde(default)]
    reasons: String,
}

/// `GET /equipe/demandes/{reference}`
pub async fn show(volunteer: Volunteer, path: web::Path<String>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let file = file(&volunteer, reference).await?;
    let policy = volunteer.visit.app.policy();
    let chosen = choice_of(&asked.decision, &file.application, asked.reasons.split(',').filter(|r| !r.is_empty()).map(str::to_owned).collect(), 0);
    let mut form = View::default();
    if let Some(choice) = &chosen {
        let letter = draft_letter(&volunteer, &file.application, choice, &policy)?;
        form = prefilled(choice, &letter);
    }
    render(&volunteer, file, chosen, form, None, StatusCode::OK)
}

/// The choice of a code; a refusal starts with what the criteria found.
fn choice_of(code: &str, application: &Application, reasons: Vec<String>, priority: i64) -> Option<Choice> {
    match code {
        "accept" => Some(Choice::Accept),
        "wait" => Some(Choice::Wait { priority }),
        "refuse" => {
            let found = application.assessment.findings.iter().filter(|f| f.outcome == Outcome::NotSatisfied).map(|f| f.criterion.clone());
            Some(Choice::Refuse { reasons: if reasons.is_empty() { found.collect() } else { reasons } })
        }
        _ => None,
    }
}

fn draft_letter(volunteer: &Volunteer, application: &Application, choice: &Choice, policy: &Policy) -> Result<Letter, Error> {
    let app = &volunteer.visit.app;
    let link = status_link(app, &application.id);
    compose::decision(&app.settings, application, choice, link, policy).map_err(|e| Error::Failure(e.into()))
}

fn prefilled(choice: &Choice, letter: &Letter) -> View {
    let mut answers = crate::domain::form::Answers::default();
    answers.0.insert("letter".into(), vec![letter.body.clone()]);
    answers.0.insert("subject".into(), vec![letter.subject.clone()]);
    match choice {
        Choice::Refuse { reasons } => drop(answers.0.insert("reasons".into(), reasons.clone())),
        Choice::Wait { priority } => drop(answers.0.insert("priority".into(), vec![priority.to_string()])),
        Choice::Accept => {}
    }
    View::of(answers)
}

fn render(
    volunteer: &Volunteer,
    file: File,
    chosen: Option<Choice>,
    form: View,
    meanwhile: Option<String>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let app = &volunteer.visit.app;
    let (now, policy) = (volunteer.visit.now(), app.policy());
    let File { application, past, letters, holder } = file;
    let s = &application.form.structure;
    let held_by_me = application.holder(now) == Some(&volunteer.who.id);
    let open = matches!(application.state, State::Pending { .. } | State::Waiting { .. });
    let here = format!("/equipe/demandes/{}", application.reference);
    let code = chosen.as_ref().map(Choice::code);
    let key = |letter, decision: &str| Key {
        href: format!("{here}?decision={decision}#decider"),
        words: words::say(&format!("decision-{decision}")),
        letter,
        current: code == Some(decision),
    };
    let (undo, undo_until) = match &application.state {
        State::Held { decision, until, .. } if now < *until => (Some(decision.to_string()), words::hour(*until)),
        _ => (None, String::new()),
    };
    let line = [
        Some(answers::legal_form(s.legal_form)),
        s.founded_year.map(|year| year.to_string()),
        Some(answers::place(&application.form)),
        Some(words::label("field", s.field.code())),
        answers::registration(s.registration_kind, s.registration_number.as_deref()),
    ];
    let decide = chosen.filter(|_| open && held_by_me).map(|choice| decision_form(&choice, &application));
    let title = format!("{} ({})", application.form.full_name(), application.reference);
    let page = ApplicationPage {
        frame: volunteer.frame(Place::Queue, &title),
        reference: application.reference.to_string(),
        name: application.form.full_name(),
        line: line.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        website: s.website.clone(),
        verdict: verdict_tag(application.assessment.verdict.code()),
        outcome: outcome_tag(&application.state),
        purpose: s.purpose.clone(),
        activities: s.activities.clone(),
        findings: findings(&application.assessment.findings, &policy),
        sections: answers::sections(&application.form, &app.settings.space_domain).into_iter().take(3).collect(),
        email: held_by_me.then(|| application.form.contact.email.to_string()),
        held_by_me,
        holder: holder.filter(|_| !held_by_me),
        minutes_left: application
            .claim
            .as_ref()
            .map_or_else(String::new, |claim| words::count("minutes-left", (claim.until - now).num_minutes().max(0))),
        can_claim: open && application.holder(now).is_none(),
        keys: if open { vec![key("a", "accept"), key("w", "wait"), key("r", "refuse")] } else { Vec::new() },
        decide,
        form,
        history: history(&application, &past, &letters),
        undo,
        undo_until,
        undo_minutes: policy.undo_minutes,
        meanwhile,
    };
    page::show_with(status, &page)
}

fn decision_form(choice: &Choice, application: &Application) -> Decide {
    let code = choice.code();
    let reasons = match choice {
        Choice::Refuse { .. } => {
            let mut reasons = options("criterion-reason", eligibility::CRITERIA.iter().map(|criterion| criterion.key));
            reasons.push(("full", words::say("criterion-reason-full")));
            reasons
        }
        _ => Vec::new(),
    };
    let priorities = match choice {
        Choice::Wait { .. } => options("priority", ["0", "1", "2", "3"]),
        _ => Vec::new(),
    };
    Decide {
        choice: code,
        title: words::say(&format!("decide-{code}")),
        button: words::say(&format!("decide-{code}-button")),
        reasons,
        priorities,
        seen: application.version,
    }
}

/// The words a finding rests on, between quotation marks; codes of choices in words.
fn quote(evidence: &eligibility::Evidence) -> Option<String> {
    let words = match evidence.field.as_str() {
        "legal_form" => words::label("legal-form", &evidence.words),
        "storage" => words::label("storage", &evidence.words),
        "country" => answers::country(&evidence.words),
        "terms_version" => return None,
        _ => evidence.words.clone(),
    };
    Some(format!("«\u{a0}{words}\u{a0}»"))
}

/// Findings that need eyes first, explained; satisfied ones on one line.
fn findings(found: &[Finding], policy: &Policy) -> Vec<Shown> {
    let numbers = [("accounts", words::number(policy.accounts)), ("storage", words::number(policy.storage_go))];
    let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let mut shown: Vec<Shown> = found
        .iter()
        .map(|finding| {
            let (kind, icon) = match finding.outcome {
                Outcome::Satisfied => ("c-ok", "ok"),
                Outcome::NotSatisfied => ("c-stop", "stop"),
                Outcome::ToCheck => ("c-watch", "watch"),
            };
            let quotes: Vec<String> = finding.evidence.iter().filter_map(quote).collect();
            let sentence = words::say_with(&finding.because, &numbers);
            Shown {
                kind,
                icon,
                said: words::label("finding", finding.outcome.code()),
                title: words::say_with(&words::key("criterion", &finding.criterion), &numbers),
                rule: eligibility::CRITERIA.iter().find(|c| c.key == finding.criterion).map_or("", |c| c.rule),
                because: if quotes.is_empty() { sentence } else { format!("{sentence} {}", quotes.join(", ")) },
                open: finding.outcome != Outcome::Satisfied,
            }
        })
        .collect();
    shown.sort_by_key(|finding| !finding.open);
    shown
}

fn history(application: &Application, past: &[Past], letters: &[outbox::Listed]) -> Vec<Event> {
    let mut events = vec![(application.submitted_at, words::say("history-submitted"), String::new())];
    let confirmed = match &application.state {
        State::Pending { since } | State::Waiting { since, .. } => Some(*since),
        State::Held { before: Before::Pending { since } | Before::Waiting { since, .. }, .. } => Some(*since),
        State::Unconfirmed | State::Accepted { .. } | State::Refused { .. } => None,
    };
    if let Some(at) = confirmed {
        events.push((at, words::say("history-confirmed"), String::new()));
    }
    for decision in past {
        let key = format!("history-{}{}", decision.choice.code(), if decision.undone { "-undone" } else { "" });
        events.push((decision.at, words::say_with(&key, &[("name", &decision.by)]), decision.motive.clone()));
    }
    for letter in letters {
        let (at, key) = match (letter.fate, letter.sent_at) {
            (outbox::Fate::Sent, Some(at)) => (at, "history-letter-sent"),
            (outbox::Fate::Stuck, _) => (letter.created_at, "history-letter-stuck"),
            (outbox::Fate::Held, _) => (letter.created_at, "history-letter-held"),
            _ => (letter.created_at, "history-letter-queued"),
        };
        events.push((at, words::say_with(key, &[("subject", &letter.subject)]), String::new()));
    }
    events.sort_by_key(|(at, ..)| *at);
    events.into_iter().map(|(at, words, motive)| Event { at: words::moment(at), words, motive }).collect()
}

/// `POST /equipe/demandes/{reference}/prise-en-charge`
pub async fn claim(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let app = &volunteer.visit.app;
    if given.text("action") == "release" {
        let _ = desk::release(app, &volunteer.who, reference.clone()).await?;
    } else if let Err(refusal) = desk::claim(app, &volunteer.who, reference.clone()).await? {
        if refusal == Refusal::Unknown {
            return Err(Error::NotFound);
        }
        let words = refusal_words(&volunteer, &refusal).await?;
        volunteer.visit.say(Flash::watch(words));
    }
    Ok(go(&format!("/equipe/demandes/{reference}")))
}

/// A refusal in words, with the name of who was faster.
async fn refusal_words(volunteer: &Volunteer, refusal: &Refusal) -> Result<String, Error> {
    let key = match refusal {
        Refusal::HeldByAnother(id) => {
            let id = id.clone();
            let found = volunteer.visit.app.store.read(move |db| store::volunteer::find(db, &id)).await?;
            let name = found.map_or_else(String::new, |volunteer| volunteer.name);
            return Ok(words::say_with("refusal-held-by-another", &[("name", &name)]));
        }
        Refusal::Unknown => "refusal-unknown",
        Refusal::AlreadyDecided => "refusal-already-decided",
        Refusal::Stale => "refusal-stale",
        Refusal::NotHeld => "refusal-not-held",
        Refusal::NoSeat => "refusal-no-seat",
        Refusal::SlugTaken => "refusal-slug-taken",
        Refusal::MotiveMissing => "refusal-motive-missing",
        Refusal::ReasonMissing => "refusal-reason-missing",
        Refusal::LetterMissing => "refusal-letter-missing",
        Refusal::TooLate => "refusal-too-late",
    };
    Ok(words::say(key))
}

/// `POST /equipe/demandes/{reference}/decision`: then the next one to read. Refused, the page comes back with what was typed.
pub async fn decide(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    let app = &volunteer.visit.app;
    let known = |reason: &String| reason == "full" || eligibility::CRITERIA.iter().any(|criterion| criterion.key == reason);
    let reasons: Vec<String> = given.all("reasons").iter().filter(|reason| known(reason)).cloned().collect();
    let choice = match given.text("decision").as_str() {
        "accept" => Choice::Accept,
        "wait" => Choice::Wait { priority: given.text("priority").parse().unwrap_or(2).clamp(0, 3) },
        "refuse" => Choice::Refuse { reasons },
        _ => return Err(Error::Unreadable),
    };
    if given.text("action") == "rewrite" {
        return rewrite(&volunteer, reference, given, choice).await;
    }
    // A program that leaves the letter out gets the one that the page would have shown.
    let file = file(&volunteer, reference.clone()).await?;
    let proposed = draft_letter(&volunteer, &file.application, &choice, &app.policy())?;
    let or = |name: &str, proposal: &str| if given.0.contains_key(name) { given.text(name) } else { proposal.to_owned() };
    let ballot = Ballot {
        choice: choice.clone(),
        motive: given.text("motive").chars().take(2000).collect(),
        subject: or("subject", &proposed.subject).chars().take(200).collect(),
        letter: or("letter", &proposed.body).chars().take(10_000).collect(),
        seen: given.text("seen").parse().unwrap_or(file.application.version),
    };
    match desk::decide(app, &volunteer.who, reference, ballot).await? {
        Ok(decision) => {
            let words = words::say_with(
                &format!("flash-{}", choice.code()),
                &[("name", &file.application.form.structure.organization_name), ("hour", &words::hour(decision.until))],
            );
            volunteer.visit.say(Flash { undo: Some(decision.id.to_string()), ..Flash::done(words) });
            let next = next_to_read(&volunteer).await?;
            Ok(go(&next.map_or_else(|| "/equipe".to_owned(), |reference| format!("/equipe/demandes/{reference}"))))
        }
        Err(refusal) => refused(&volunteer, file.application.reference, given, choice, &refusal).await,
    }
}

/// The letter is written anew from the reasons ticked; nothing is decided.
async fn rewrite(volunteer: &Volunteer, reference: Reference, given: crate::domain::form::Answers, choice: Choice) -> Result<HttpResponse, Error> {
    let file = file(volunteer, reference).await?;
    let letter = draft_letter(volunteer, &file.application, &choice, &volunteer.visit.app.policy())?;
    let mut answers = given;
    answers.0.insert("letter".into(), vec![letter.body]);
    render(volunteer, file, Some(choice), View::of(answers), None, StatusCode::OK)
}

/// The same page with what was typed: 422 for something to mend, 409 for what happened meanwhile.
async fn refused(
    volunteer: &Volunteer,
    reference: Reference,
    given: crate::domain::form::Answers,
    choice: Choice,
    refusal: &Refusal,
) -> Result<HttpResponse, Error> {
    let words = refusal_words(volunteer, refusal).await?;
    let field = match refusal {
        Refusal::MotiveMissing => Some(("motive", "refusal-motive-missing")),
        Refusal::ReasonMissing => Some(("reasons", "refusal-reason-missing")),
        Refusal::LetterMissing => Some(("letter", "refusal-letter-missing")),
        _ => None,
    };
    let mut form = View::of(given);
    let file = file(volunteer, reference).await?;
    match field {
        Some((field, key)) => {
            form.add(field, key);
            render(volunteer, file, Some(choice), form, None, StatusCode::UNPROCESSABLE_ENTITY)
        }
        None => render(volunteer, file, Some(choice), form, Some(words), StatusCode::CONFLICT),
    }
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
