//! The words of the digest of the morning: what waits, what is the reader's first. Nothing in it is an applicant's.

use super::compose::{Unwritten, letter};
use crate::domain::digest::Pile;
use crate::domain::letter::{Kind, Letter};
use crate::domain::values::Instant;
use crate::domain::volunteer::Volunteer;
use crate::settings::Settings;
use crate::words;
use askama::Template;

#[derive(Template)]
#[template(path = "letters/digest.txt")]
struct Digest<'a> {
    settings: &'a Settings,
    name: &'a str,
    /// What waits, a paragraph each.
    lines: Vec<String>,
    queue: String,
    me: String,
    stop: String,
}

/// What waits for `who` and for the team; `stop` is the address where one stops it.
pub fn digest(settings: &Settings, who: &Volunteer, pile: &Pile, stop: String, now: Instant) -> Result<Letter, Unwritten> {
    let line = |key: &str, n: i64| (n > 0).then(|| words::count(key, n));
    let oldest = || words::count("digest-oldest", pile.oldest_days(now));
    let unclaimed = line("digest-unclaimed", pile.unclaimed).map(|said| format!("{said} {}", oldest()));
    let lines = [line("digest-for-them", pile.for_them), unclaimed, line("digest-late", pile.late)].into_iter().flatten().collect();
    let template = Digest { settings, name: &who.name, lines, queue: settings.link("/equipe"), me: settings.link("/equipe/moi"), stop };
    letter(Kind::Digest, &who.email, &settings.service_name, settings, template)
}
