//! The letters about the life of a space (R24–R29, R32): warnings, disabling, deletion, the way back; storage that fills up; leaving.
//!
//! Each says the exact days, as they were stored with the step, and carries one act.

use super::compose::{Unwritten, letter};
use crate::domain::letter::{Kind, Letter};
use crate::domain::space::{Idle, Leaving, Space, Step};
use crate::domain::values::{EmailAddress, Instant};
use crate::settings::Settings;
use crate::words;
use askama::Template;

macro_rules! idle_letter {
    ($($name:ident $path:literal)*) => { $(
        #[derive(Template)]
        #[template(path = $path)]
        #[allow(dead_code, reason = "each letter says the days that matter to its reader")]
        struct $name<'a> {
            settings: &'a Settings,
            space: &'a Space,
            to: &'a EmailAddress,
            since: String,
            second_on: String,
            disable_on: String,
            announce_on: String,
            delete_on: String,
            link: &'a str,
        }
        impl<'a> $name<'a> {
            fn of(settings: &'a Settings, space: &'a Space, to: &'a EmailAddress, idle: &Idle, link: &'a str) -> Self {
                let dates = idle.dates;
                Self {
                    settings,
                    space,
                    to,
                    since: words::date(idle.idle_since),
                    second_on: words::day(dates.second_on),
                    disable_on: words::day(dates.disable_on),
                    announce_on: words::day(dates.announce_on),
                    delete_on: words::day(dates.delete_on),
                    link,
                }
            }
        }
    )* };
}
idle_letter! {
    FirstWarning "letters/first_warning.txt"
    SecondWarning "letters/second_warning.txt"
    SpaceDisabled "letters/space_disabled.txt"
    DeletionAnnounced "letters/deletion_announced.txt"
}

/// The letter of a step; `link` says that the space is in use, by a button.
pub fn step(settings: &Settings, space: &Space, to: &EmailAddress, idle: &Idle, link: &str) -> Result<Letter, Unwritten> {
    let name = &space.name;
    match idle.step {
        Step::WarnedOnce => letter(Kind::FirstWarning, to, name, settings, FirstWarning::of(settings, space, to, idle, link)),
        Step::WarnedTwice => letter(Kind::SecondWarning, to, name, settings, SecondWarning::of(settings, space, to, idle, link)),
        Step::Disabled => letter(Kind::SpaceDisabled, to, name, settings, SpaceDisabled::of(settings, space, to, idle, link)),
        Step::Announced => letter(Kind::DeletionAnnounced, to, name, settings, DeletionAnnounced::of(settings, space, to, idle, link)),
    }
}

macro_rules! plain_letter {
    ($(#[$doc:meta] $make:ident $name:ident $kind:ident $path:literal)*) => { $(
        #[derive(Template)]
        #[template(path = $path)]
        #[allow(dead_code, reason = "not all of them lead somewhere")]
        struct $name<'a> {
            settings: &'a Settings,
            space: &'a Space,
            to: &'a EmailAddress,
            link: String,
        }
        #[$doc]
        pub fn $make(settings: &Settings, space: &Space, to: &EmailAddress) -> Result<Letter, Unwritten> {
            letter(Kind::$kind, to, &space.name, settings, $name { settings, space, to, link: settings.link(&format!("/espace/{}", space.slug)) })
        }
    )* };
}
plain_letter! {
    /// The space is open again.
    reopened Reopened Reopened "letters/reopened.txt"
    /// The space and its files are no more.
    deleted SpaceDeleted SpaceDeleted "letters/space_deleted.txt"
    /// The space is closed for abuse of the terms (R32).
    suspended Suspended Suspended "letters/suspended.txt"
}

#[derive(Template)]
#[template(path = "letters/deletion_notice.txt")]
struct DeletionNotice<'a> {
    settings: &'a Settings,
    /// Name, address and day of each.
    lines: Vec<String>,
    link: String,
}

/// To the team: what will be deleted in a few days, unless someone stops it.
pub fn notice(settings: &Settings, to: &EmailAddress, spaces: &[&Space]) -> Result<Letter, Unwritten> {
    let line = |space: &&Space| {
        let on = space.state.idle().map(|idle| words::day(idle.dates.delete_on)).unwrap_or_default();
        format!("- {} ({}.{})\u{a0}: {on}", space.name, space.slug, settings.space_domain)
    };
    let count = words::count("deletion-notice-about", i64::try_from(spaces.len()).unwrap_or(i64::MAX));
    let template = DeletionNotice { settings, lines: spaces.iter().map(line).collect(), link: settings.link("/coordination/cycle-de-vie") };
    letter(Kind::DeletionNotice, to, &count, settings, template)
}

#[derive(Template)]
#[template(path = "letters/quota.txt")]
struct Quota<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    percent: i64,
    used: String,
    most: String,
    full: bool,
    measured: String,
    help: String,
    link: String,
}

/// The storage of a space fills up: past the first bar, or the second.
pub fn quota(
    settings: &Settings,
    space: &Space,
    to: &EmailAddress,
    used: i64,
    percent: i64,
    full: bool,
    measured: Instant,
) -> Result<Letter, Unwritten> {
    let template = Quota {
        settings,
        space,
        to,
        percent,
        used: words::gigabytes(used),
        most: words::gigabytes(space.limits.storage_bytes),
        full,
        measured: words::date(measured),
        help: settings.link("/aide#place"),
        link: settings.link(&format!("/espace/{}", space.slug)),
    };
    letter(if full { Kind::QuotaFull } else { Kind::QuotaHigh }, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/leaving.txt")]
struct LeavingLetter<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    until: String,
    link: String,
}

/// The deletion of a space was asked for: until when one may come back on it.
pub fn leaving(settings: &Settings, space: &Space, to: &EmailAddress, leaving: Leaving) -> Result<Letter, Unwritten> {
    let link = settings.link(&format!("/espace/{}/depart", space.slug));
    let template = LeavingLetter { settings, space, to, until: words::moment(leaving.until), link };
    letter(Kind::Leaving, to, &space.name, settings, template)
}

#[derive(Template)]
#[template(path = "letters/abuse.txt")]
struct Abuse<'a> {
    settings: &'a Settings,
    space: &'a Space,
    to: &'a EmailAddress,
    message: &'a str,
    terms: String,
}

/// A coordinator writes to the administrators before anything is closed (R32).
pub fn abuse(settings: &Settings, space: &Space, to: &EmailAddress, message: &str) -> Result<Letter, Unwritten> {
    // A line of two dashes would begin the foot of the letter.
    let plain = message.trim().replace("\n--\n", "\n\u{2014}\n");
    letter(Kind::Abuse, to, &space.name, settings, Abuse { settings, space, to, message: &plain, terms: settings.link("/conditions") })
}
