//! The words of each letter: a template in `templates/letters/`, a subject in `locales/fr/letters.ftl`.
//!
//! To add a letter: its kind in `domain::letter`, a struct here above its template, a subject, a snapshot in the stories.

use crate::domain::alternative::Alternative;
use crate::domain::application::Application;
use crate::domain::elsewhere::fitting;
use crate::domain::letter::{Kind, Letter};
use crate::domain::message::Message;
use crate::domain::policy::Policy;
use crate::domain::review::Choice;
use crate::domain::space::Space;
use crate::domain::values::{EmailAddress, Instant};
use crate::domain::volunteer::{AccountDeed, Volunteer};
use crate::domain::waiting::Because;
use crate::settings::Settings;
use crate::words;
use askama::Template;

/// A letter could not be written: the decision it says must not be taken.
#[derive(Debug, thiserror::Error)]
#[error("the letter {kind} cannot be written: {why}")]
pub struct Unwritten {
    kind: Kind,
    why: askama::Error,
}

pub(super) fn letter(kind: Kind, to: &EmailAddress, about: &str, settings: &Settings, template: impl Template) -> Result<Letter, Unwritten> {
    let body = template.render().map_err(|why| Unwritten { kind, why })?;
    let subject = words::say_with(&words::key("subject", kind.code()), &[("about", about), ("service", &settings.service_name)]);
    Ok(Letter { kind, to: to.clone(), subject, body: body.trim().to_owned() })
}

#[derive(Template)]
#[template(path = "letters/resume.txt")]
struct Resume<'a> {
    settings: &'a Settings,
    to: &'a EmailAddress,
    link: String,
    days: i64,
}

/// The link to a form on its way, for who wants to finish it later or elsewhere.
pub fn resume(settings: &Settings, to: &EmailAddress, link: String, policy: &Policy) -> Result<Letter, Unwritten> {
    letter(Kind::Resume, to, &settings.service_name, settings, Resume { settings, to, link, days: policy.unconfirmed_days })
}

#[derive(Template)]
#[template(path = "letters/confirmation.txt")]
struct Confirmation<'a> {
    settings: &'a Settings,
    application: &'a Application,
    link: String,
    days: i64,
}

/// The first letter: confirm the address. Its link is that of the status page.
pub fn confirmation(settings: &Settings, application: &Application, link: String, policy: &Policy) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let template = Confirmation { settings, application, link, days: policy.unconfirmed_days };
    letter(Kind::Confirmation, &application.form.contact.email, structure, settings, template)
}

#[derive(Template)]
#[template(path = "letters/receipt.txt")]
struct Receipt<'a> {
    settings: &'a Settings,
    application: &'a Application,
    policy: &'a Policy,
    link: String,
}

/// The address is confirmed, the request is in the queue (R11).
pub fn receipt(settings: &Settings, application: &Application, link: String, policy: &Policy) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    letter(Kind::Receipt, &application.form.contact.email, structure, settings, Receipt { settings, application, policy, link })
}

#[derive(Template)]
#[template(path = "letters/question.txt")]
struct Question<'a> {
    settings: &'a Settings,
    application: &'a Application,
    message: &'a str,
    /// Labels of the fields that may be changed.
    fields: Vec<String>,
    until: String,
    link: String,
}

/// A question of a volunteer; `until` is the day the request is closed without an answer.
pub fn question(settings: &Settings, application: &Application, message: &Message, link: String, until: Instant) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let fields = message.fields.iter().map(|field| words::label("label", field)).collect();
    // A line of two dashes would begin the foot of the letter.
    let plain = message.body.trim().replace("\n--\n", "\n\u{2014}\n");
    let template = Question { settings, application, message: &plain, fields, until: words::date(until), link };
    letter(Kind::Question, &application.form.contact.email, structure, settings, template)
}

#[derive(Template)]
#[template(path = "letters/reminder.txt")]
struct Reminder<'a> {
    settings: &'a Settings,
    application: &'a Application,
    asked: String,
    until: String,
    link: String,
}

/// A question waits for its answer: the reminder, with the day the request is closed.
pub fn reminder(settings: &Settings, application: &Application, asked: Instant, until: Instant, link: String) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let template = Reminder { settings, application, asked: words::date(asked), until: words::date(until), link };
    letter(Kind::Reminder, &application.form.contact.email, structure, settings, template)
}

#[derive(Template)]
#[template(path = "letters/closed.txt")]
struct Closed<'a> {
    settings: &'a Settings,
    application: &'a Application,
    asked: String,
    again: String,
}

/// No answer came: the request is closed and erased.
pub fn closed(settings: &Settings, application: &Application, asked: Instant) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let template = Closed { settings, application, asked: words::date(asked), again: settings.link("/demande") };
    letter(Kind::Closed, &application.form.contact.email, structure, settings, template)
}

#[derive(Template)]
#[template(path = "letters/withdrawn.txt")]
struct Withdrawn<'a> {
    settings: &'a Settings,
    application: &'a Application,
    again: String,
}

/// The applicant withdrew: all is erased.
pub fn withdrawn(settings: &Settings, application: &Application) -> Result<Letter, Unwritten> {
    let template = Withdrawn { settings, application, again: settings.link("/demande") };
    letter(Kind::Withdrawn, &application.form.contact.email, application.reference.as_str(), settings, template)
}

#[derive(Template)]
#[template(path = "letters/lost_link.txt")]
struct LostLink<'a> {
    settings: &'a Settings,
    application: &'a Application,
    link: String,
}

/// The link of the status page, once more.
pub fn lost_link(settings: &Settings, application: &Application, link: String) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    letter(Kind::LostLink, &application.form.contact.email, structure, settings, LostLink { settings, application, link })
}

#[derive(Template)]
#[template(path = "letters/accepted.txt")]
struct Accepted<'a> {
    settings: &'a Settings,
    application: &'a Application,
    policy: &'a Policy,
    link: String,
}

#[derive(Template)]
#[template(path = "letters/waiting.txt")]
struct Waiting<'a> {
    settings: &'a Settings,
    application: &'a Application,
    because: String,
    link: String,
}

#[derive(Template)]
#[template(path = "letters/refused.txt")]
struct Refused<'a> {
    settings: &'a Settings,
    application: &'a Application,
    reasons: Vec<String>,
    /// Where else to go, one a line; may be empty.
    alternatives: String,
    elsewhere: String,
}

/// The letter of a decision, for a volunteer to read and edit. `link` is that of the status page.
pub fn decision(
    settings: &Settings,
    application: &Application,
    choice: &Choice,
    link: String,
    policy: &Policy,
    alternatives: &[Alternative],
) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let to = &application.form.contact.email;
    match choice {
        Choice::Accept => letter(Kind::Accepted, to, structure, settings, Accepted { settings, application, policy, link }),
        Choice::Wait { because, .. } => {
            let because = because_sentence(*because);
            letter(Kind::Waiting, to, structure, settings, Waiting { settings, application, because, link })
        }
        // What is dropped is not written to: it has no letter but this one, that nobody asks for.
        Choice::Drop => decision(settings, application, &Choice::Refuse { reasons: Vec::new() }, link, policy, alternatives),
        Choice::Refuse { reasons } => {
            let alternatives = elsewhere(alternatives, reasons);
            let reasons = reasons.iter().map(|reason| refusal_sentence(reason, policy)).collect();
            let template = Refused { settings, application, reasons, alternatives, elsewhere: settings.link(ELSEWHERE) };
            letter(Kind::Refused, to, structure, settings, template)
        }
    }
}

/// Where all the alternatives are.
pub(super) const ELSEWHERE: &str = "/aide#ailleurs";

/// Where else to go for these reasons, one place a line; empty where nothing fits.
pub(super) fn elsewhere(alternatives: &[Alternative], reasons: &[String]) -> String {
    fitting(alternatives, reasons).iter().map(|one| format!("- {}\u{a0}: {}", one.name, one.url)).collect::<Vec<_>>().join("\n")
}

/// Why one waits, as the letter says it.
pub(super) fn because_sentence(because: Because) -> String {
    words::label("because-letter", because.code())
}

/// The sentence of a refusal letter for a criterion, or for `full`.
pub(super) fn refusal_sentence(reason: &str, policy: &Policy) -> String {
    let key = match reason {
        "full" | "network" => words::key("refusal", reason),
        criterion => format!("{}-refusal", words::key("criterion", criterion)),
    };
    words::say_with(&key, &[("accounts", &words::number(policy.accounts)), ("storage", &words::number(policy.storage_go))])
}

#[derive(Template)]
#[template(path = "letters/first_connection.txt")]
struct FirstConnection<'a> {
    settings: &'a Settings,
    space: &'a Space,
    link: String,
    until: String,
    dashboard: String,
}

/// The space is there: the link to its first login and password.
pub fn first_connection(settings: &Settings, space: &Space, to: &EmailAddress, link: String, until: Instant) -> Result<Letter, Unwritten> {
    let template = FirstConnection { settings, space, link, until: words::date(until), dashboard: settings.link("/espace") };
    letter(Kind::FirstConnection, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/entry.txt")]
struct Entry<'a> {
    settings: &'a Settings,
    to: &'a EmailAddress,
    link: String,
    minutes: i64,
}

/// The link to the pages of one's spaces.
pub fn entry(settings: &Settings, to: &EmailAddress, link: String, policy: &Policy) -> Result<Letter, Unwritten> {
    letter(Kind::Entry, to, &settings.service_name, settings, Entry { settings, to, link, minutes: policy.entry_minutes })
}

#[derive(Template)]
#[template(path = "letters/account.txt")]
struct Account<'a> {
    settings: &'a Settings,
    name: &'a str,
    what: String,
    link: String,
}

/// Something changed in the account of a volunteer.
pub fn account(settings: &Settings, who: &Volunteer, deed: AccountDeed, at: Instant) -> Result<Letter, Unwritten> {
    let what = words::say_with(&words::key("account", deed.code()), &[("at", &words::moment(at))]);
    let template = Account { settings, name: &who.name, what, link: settings.link("/equipe/moi") };
    letter(Kind::Account, &who.email, &settings.service_name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/invitation.txt")]
struct Invitation<'a> {
    settings: &'a Settings,
    name: &'a str,
    link: String,
    until: String,
}

/// The link with which a new volunteer chooses a password.
pub fn invitation(settings: &Settings, to: &EmailAddress, name: &str, link: String, until: Instant) -> Result<Letter, Unwritten> {
    letter(Kind::Invitation, to, &settings.service_name, settings, Invitation { settings, name, link, until: words::date(until) })
}
