//! The letters of the yearly question to who waits (spec 5.7): asked, recalled, the place given up.

use super::compose::{Unwritten, letter};
use crate::domain::application::Application;
use crate::domain::letter::{Kind, Letter};
use crate::domain::policy::Policy;
use crate::domain::values::Instant;
use crate::domain::waiting::Listed;
use crate::settings::Settings;
use crate::words;
use askama::Template;

#[derive(Template)]
#[template(path = "letters/inquiry.txt")]
struct Inquiry<'a> {
    settings: &'a Settings,
    application: &'a Application,
    policy: &'a Policy,
    since: String,
    until: String,
    link: String,
}

/// Once a year: does who waits still want a space? `until` is the day by which an answer is waited for.
pub fn inquiry(
    settings: &Settings,
    application: &Application,
    listed: &Listed,
    policy: &Policy,
    until: Instant,
    link: String,
) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let template = Inquiry { settings, application, policy, since: words::date(listed.since), until: words::date(until), link };
    letter(Kind::Inquiry, &application.form.contact.email, structure, settings, template)
}

#[derive(Template)]
#[template(path = "letters/inquiry_reminder.txt")]
struct InquiryReminder<'a> {
    settings: &'a Settings,
    application: &'a Application,
    until: String,
    link: String,
}

/// The yearly question waits for its answer.
pub fn reminder(settings: &Settings, application: &Application, until: Instant, link: String) -> Result<Letter, Unwritten> {
    let structure = &application.form.structure.organization_name;
    let template = InquiryReminder { settings, application, until: words::date(until), link };
    letter(Kind::InquiryReminder, &application.form.contact.email, structure, settings, template)
}

#[derive(Template)]
#[template(path = "letters/left.txt")]
struct Left<'a> {
    settings: &'a Settings,
    application: &'a Application,
    again: String,
}

/// No answer came: the place on the list is given up, and all is erased.
pub fn left(settings: &Settings, application: &Application) -> Result<Letter, Unwritten> {
    let template = Left { settings, application, again: settings.link("/demande") };
    letter(Kind::Left, &application.form.contact.email, application.reference.as_str(), settings, template)
}
