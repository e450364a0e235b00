//! The letters about who administers a space (spec 7.4): named, changed, asked once a year; access that was lost.

use super::compose::{Unwritten, letter};
use crate::domain::access::AccessRequest;
use crate::domain::contact::Change;
use crate::domain::letter::{Kind, Letter};
use crate::domain::space::Space;
use crate::domain::values::{EmailAddress, Instant};
use crate::settings::Settings;
use crate::words;
use askama::Template;

#[derive(Template)]
#[template(path = "letters/contact_named.txt")]
struct ContactNamed<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    until: String,
    takes_over: bool,
    link: &'a str,
}

/// An address was named: its owner says yes or no.
pub fn named(settings: &Settings, space: &Space, to: &EmailAddress, takes_over: bool, link: &str, until: Instant) -> Result<Letter, Unwritten> {
    let template = ContactNamed { settings, space, to, until: words::date(until), takes_over, link };
    letter(Kind::ContactNamed, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/contacts_changed.txt")]
struct ContactsChanged<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    lines: Vec<String>,
    link: String,
}

/// The contacts of a space changed: told to those who were and to those who are.
pub fn changed(settings: &Settings, space: &Space, to: &EmailAddress, changes: &[(EmailAddress, Change)]) -> Result<Letter, Unwritten> {
    let line = |(email, change): &(EmailAddress, Change)| {
        format!("- {}", words::say_with(&words::key("contact-change", change.code()), &[("email", email.as_str())]))
    };
    let stays = space.is_administered_by(to);
    let link = settings.link(&if stays { format!("/espace/{}/contacts", space.slug) } else { "/espace/acces-perdu".to_owned() });
    let template = ContactsChanged { settings, space, to, lines: changes.iter().map(line).collect(), link };
    letter(Kind::ContactsChanged, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/still_you.txt")]
struct StillYou<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    until: String,
    link: &'a str,
}

/// Once a year: is this still you?
pub fn still_you(settings: &Settings, space: &Space, to: &EmailAddress, link: &str, until: Instant) -> Result<Letter, Unwritten> {
    letter(Kind::StillYou, to, &space.name, settings, StillYou { settings, space, to, until: words::date(until), link })
}

#[derive(Template)]
#[template(path = "letters/access_asked.txt")]
struct AccessAsked<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    address: &'a str,
    /// What the person says, as lines of a quotation.
    said: Vec<&'a str>,
    link: &'a str,
}

/// To the contacts: someone asks to administer the space.
pub fn access_asked(settings: &Settings, space: &Space, to: &EmailAddress, request: &AccessRequest, link: &str) -> Result<Letter, Unwritten> {
    let said = request.words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let template = AccessAsked { settings, space, to, address: request.address.as_str(), said, link };
    letter(Kind::AccessAsked, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/access_granted.txt")]
struct AccessGranted<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    address: &'a str,
    on: String,
    link: &'a str,
}

/// To the contacts: the team will give someone access, unless one of them refuses.
pub fn access_granted(
    settings: &Settings,
    space: &Space,
    to: &EmailAddress,
    request: &AccessRequest,
    on: Instant,
    link: &str,
) -> Result<Letter, Unwritten> {
    let template = AccessGranted { settings, space, to, address: request.address.as_str(), on: words::moment(on), link };
    letter(Kind::AccessGranted, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/access_answer.txt")]
struct AccessAnswer<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    /// Yes: from then on.
    on: Option<String>,
}

/// To who asked: yes and when, or no.
pub fn access_answer(settings: &Settings, space: &Space, to: &EmailAddress, on: Option<Instant>) -> Result<Letter, Unwritten> {
    letter(Kind::AccessAnswer, to, &space.name, settings, AccessAnswer { settings, space, to, on: on.map(words::moment) })
}
