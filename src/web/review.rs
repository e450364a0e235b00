//! The page to decide: what the structure says, the criteria, the claim, the decision with its letter (spec 5.2 to 5.5).

use crate::actions::Failure;
use crate::actions::review as desk;
use crate::domain::application::{Application, State};
use crate::domain::eligibility::{Outcome, Verdict};
use crate::domain::form::Answers;
use crate::domain::kinship::Bar;
use crate::domain::message::Message;
use crate::domain::policy::Policy;
use crate::domain::review::{Choice, Refusal, reasons};
use crate::domain::values::Reference;
use crate::domain::waiting::Because;
use crate::domain::wording::Wording;
use crate::store::{self, catch::Catch, decision::Past, note::Note, outbox, second_look::Found};
use crate::web::answers::{self, Section};
use crate::web::criterion;
use crate::web::decision::{likely, refusal_words, veiled};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::history::{Event, history};
use crate::web::kinship::{self, Kin, Panel};
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::question;
use crate::web::second_look;
use crate::web::sieve;
use crate::web::tag::{Tag, outcome_tag, verdict_tag};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The form of a decision.
struct Decide {
    choice: &'static str,
    title: String,
    button: String,
    reasons: Vec<(&'static str, String)>,
    priorities: Vec<(&'static str, String)>,
    /// Why one waits.
    becauses: Options,
    seen: i64,
    /// The version of the rules that the letter says.
    rules: i64,
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
    purpose: Vec<Vec<(bool, String)>>,
    activities: Vec<Vec<(bool, String)>>,
    findings: Vec<criterion::Shown>,
    kin: Panel,
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
    /// What may be asked about, and the version on the screen, where one may ask.
    ask: Option<(&'static [(String, Options)], i64)>,
    /// Replies that a question may begin with.
    replies: Vec<(String, String)>,
    /// To whom it may be handed.
    colleagues: Vec<(String, String)>,
    history: Vec<Event>,
    undo: Option<String>,
    undo_until: String,
    undo_minutes: i64,
    /// The second look at the decision that is held.
    look: Option<second_look::Panel>,
    differs: bool,
    /// What a sieve does to it: in words, and why.
    sieved: Option<(String, String)>,
    /// What happened meanwhile, when the page was stale.
    meanwhile: Option<String>,
}

/// What the page knows of an application, in a bounded number of queries.
pub struct File {
    /// The application.
    pub application: Application,
    past: Vec<Past>,
    letters: Vec<outbox::Listed>,
    messages: Vec<(Message, Option<String>)>,
    notes: Vec<Note>,
    /// Replies that a question may hold.
    pub replies: Vec<Wording>,
    kin: Kin,
    /// The others of the team, to hand it over to.
    colleagues: Vec<(String, String)>,
    holder: Option<String>,
    look: Option<Found>,
    catches: Vec<Catch>,
}

/// Reads it.
pub async fn file(volunteer: &Volunteer, reference: Reference) -> Result<File, Error> {
    let (now, me) = (volunteer.visit.now(), volunteer.who.id.clone());
    let app = volunteer.visit.app.clone();
    let found = volunteer.visit.app.store.read(move |db| {
        let Some(application) = store::application::by_reference(db, &reference)? else { return Ok(None) };
        let past = store::decision::history(db, &application.id)?;
        let letters = outbox::about(db, &application.id)?;
        let messages = store::message::about(db, &application.id)?;
        let notes = store::note::about(db, &application.id)?;
        let replies = store::wording::replies(db)?;
        let kin = kinship::read(&app, db, &application, now)?;
        let others = store::volunteer::all(db)?.into_iter().filter(|one| one.id != me && one.disabled_at.is_none());
        let colleagues = others.map(|one| (one.id.to_string(), one.name)).collect();
        let holder = match application.holder(now) {
            Some(id) => store::volunteer::find(db, id)?.map(|volunteer| volunteer.name),
            None => None,
        };
        let look = match &application.state {
            State::Held { decision, look: Some(_), .. } => store::second_look::find(db, decision)?,
            _ => None,
        };
        let catches = store::catch::about(db, &application.id)?;
        Ok::<_, Failure>(Some(File { application, past, letters, messages, notes, replies, kin, colleagues, holder, look, catches }))
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
    // What is clear is ready to be decided: two keys, and the next one.
    let code = match asked.decision.as_str() {
        "" => suggested(&file, &volunteer.visit.app.policy()),
        code => code,
    };
    let because = if code == "wait" { likely(&volunteer).await? } else { Because::default() };
    let chosen = choice_of(code, &file.application, asked.reasons.split(',').filter(|r| !r.is_empty()).map(str::to_owned).collect(), because);
    let mut form = View::default();
    if let Some(choice) = &chosen {
        let letter = desk::draft_letter(&volunteer.visit.app, &file.application, choice).await?;
        form = prefilled(choice, letter.map(|letter| (veiled(&volunteer.visit.app, &file.application, &letter), letter.subject)));
    }
    render(&volunteer, file, chosen, form, None, StatusCode::OK)
}

/// The choice of a code; a refusal starts with what the criteria found.
fn choice_of(code: &str, application: &Application, reasons: Vec<String>, because: Because) -> Option<Choice> {
    match code {
        "accept" => Some(Choice::Accept),
        "wait" => Some(Choice::Wait { priority: 0, because }),
        "drop" => Some(Choice::Drop),
        "refuse" => {
            let found = |outcome| application.assessment.findings.iter().filter(move |f| f.outcome == outcome).map(|f| f.criterion.clone());
            // What is against, or else what made one doubt: the volunteer unticks what is not.
            let found = [Outcome::NotSatisfied, Outcome::ToCheck].map(|outcome| found(outcome).collect::<Vec<_>>());
            let found = found.into_iter().find(|reasons| !reasons.is_empty()).unwrap_or_default();
            Some(Choice::Refuse { reasons: if reasons.is_empty() { found } else { reasons } })
        }
        _ => None,
    }
}

/// The decision that the verdict suggests for one to read; none where a person must think first.
fn suggested(file: &File, policy: &Policy) -> &'static str {
    match (&file.application.state, file.application.assessment.verdict) {
        (State::Pending { .. }, Verdict::Eligible) if file.kin.bar(policy) != Bar::Stop => "accept",
        (State::Pending { .. }, Verdict::Ineligible) => "refuse",
        _ => "",
    }
}

fn prefilled(choice: &Choice, letter: Option<(String, String)>) -> View {
    let mut answers = Answers::default();
    if let Some((words, subject)) = letter {
        answers.0.insert("letter".into(), vec![words]);
        answers.0.insert("subject".into(), vec![subject]);
    }
    match choice {
        Choice::Refuse { reasons } => drop(answers.0.insert("reasons".into(), reasons.clone())),
        Choice::Wait { priority, because } => {
            answers.0.insert("priority".into(), vec![priority.to_string()]);
            answers.0.insert("because".into(), vec![because.to_string()]);
        }
        Choice::Accept | Choice::Drop => {}
    }
    View::of(answers)
}

/// The page, with the form of a decision where one was chosen.
pub fn render(
    volunteer: &Volunteer,
    file: File,
    chosen: Option<Choice>,
    form: View,
    meanwhile: Option<String>,
    status: StatusCode,
) -> Result<HttpResponse, Error> {
    let app = &volunteer.visit.app;
    let (now, policy) = (volunteer.visit.now(), app.policy());
    let File { application, past, letters, messages, notes, replies, kin, colleagues, holder, look, catches } = file;
    let s = &application.form.structure;
    let held_by_me = application.holder(now) == Some(&volunteer.who.id);
    let open = matches!(application.state, State::Pending { .. } | State::Asked(_) | State::Waiting { .. });
    let free = application.holder(now).is_none_or(|holder| *holder == volunteer.who.id);
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
    let look = look.as_ref().and_then(|found| second_look::panel(&application.state, found, now));
    let decide = chosen.filter(|_| open && free).map(|choice| decision_form(&choice, &application, &policy));
    let title = page::in_title(&format!("{} {}", application.reference, application.form.full_name()));
    let page = ApplicationPage {
        frame: volunteer.frame(Place::Queue, &title),
        reference: application.reference.to_string(),
        name: application.form.full_name(),
        line: line.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        website: s.website.clone(),
        verdict: verdict_tag(application.assessment.verdict.code()),
        outcome: outcome_tag(&application.state),
        purpose: criterion::marked(&s.purpose, &application.assessment.findings, "purpose"),
        activities: criterion::marked(&s.activities, &application.assessment.findings, "activities"),
        kin: kinship::panel(kin, &application, &policy),
        findings: criterion::findings(&application.assessment.findings, &policy),
        sections: answers::sections(&application.form, &app.settings.space_domain).into_iter().take(3).map(Section::without_texts).collect(),
        email: held_by_me.then(|| application.form.contact.email.to_string()),
        held_by_me,
        holder: holder.filter(|_| !held_by_me),
        minutes_left: application
            .claim
            .as_ref()
            .map_or_else(String::new, |claim| words::count("minutes-left", (claim.until - now).num_minutes().max(0))),
        can_claim: open && application.holder(now).is_none(),
        keys: if open && free { vec![key("a", "accept"), key("w", "wait"), key("r", "refuse")] } else { Vec::new() },
        decide,
        form,
        ask: (open && free && !matches!(application.state, State::Asked(_))).then_some((question::FIELDS.as_slice(), application.version)),
        replies: replies.into_iter().map(|one| (one.series.to_string(), one.text.title)).collect(),
        colleagues,
        history: history(&application, &past, &letters, messages, notes, &catches),
        sieved: catches.iter().rev().find(|catch| catch.end.is_none()).map(sieve::said),
        undo,
        undo_until,
        undo_minutes: policy.undo_minutes,
        differs: look.as_ref().is_some_and(|panel| panel.differs.is_some()),
        look,
        meanwhile,
    };
    page::show_with(status, &page)
}

fn decision_form(choice: &Choice, application: &Application, policy: &Policy) -> Decide {
    let code = choice.code();
    let reasons = match choice {
        Choice::Refuse { .. } => options::of("criterion-reason", reasons()),
        _ => Vec::new(),
    };
    let (priorities, becauses) = match choice {
        Choice::Wait { .. } => (options::of("priority", ["0", "1", "2", "3"]), options::of("because", Because::ALL.iter().map(|one| one.code()))),
        _ => Default::default(),
    };
    Decide {
        choice: code,
        title: words::say(&format!("decide-{code}")),
        button: words::say(&format!("decide-{code}-button")),
        reasons,
        priorities,
        becauses,
        seen: application.version,
        rules: policy.version,
    }
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

/// `GET` of an address that a form was sent to (reloading, the address bar): back to the page.
pub async fn back(_: Volunteer, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let reference = Reference::parse(&path).ok_or(Error::NotFound)?;
    Ok(go(&format!("/equipe/demandes/{reference}")))
}
