//! A space for the team: what happened to it, and what one may do.

use crate::actions::space_deed::{self as acts, Refusal};
use crate::domain::day;
use crate::domain::life::{self, Look, Wait};
use crate::domain::operation::OperationStatus;
use crate::domain::space::{Space, Status};
use crate::domain::space_deed::{Asked, SpaceDeed};
use crate::domain::values::{Instant, Role, Slug};
use crate::store;
use crate::web::dashboard::{Order, order, state_tag};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::proof::Proven;
use crate::web::tag::Tag;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// Lines of the trail that the page tells; deeds of the team come with their notes.
pub const TRACES: &[&str] = &[
    "open",
    "set_limits",
    "order_deletion",
    "reveal_credentials",
    "revive",
    "spare",
    "notice_deletion",
    "ask_deletion",
    "stay",
    "suspend",
    "lift",
    "warned_once",
    "warned_twice",
    "disabled",
    "deletion_announced",
    "ask_suite",
    "name_contact",
    "confirm_contact",
    "remove_contact",
    "promote_contact",
    "ask_access",
    "vouch_access",
    "grant_access",
    "give_access",
    "refuse_access",
];

/// A line of what happened.
struct Happened {
    when: String,
    who: String,
    what: String,
    words: String,
}

#[derive(Template)]
#[template(path = "space/one.html")]
struct OnePage {
    frame: Frame,
    form: View,
    slug: String,
    name: String,
    address: String,
    state: Tag,
    since: String,
    facts: Vec<(String, String)>,
    /// What comes next, or why nothing does.
    next: String,
    orders: Vec<Order>,
    /// An order failed for good, or is being tried again.
    troubled: bool,
    /// What its tries came to.
    failed: Vec<String>,
    letters: Vec<(String, Tag, String)>,
    contacts: Vec<String>,
    happened: Vec<Happened>,
    exempt: Option<(String, String)>,
    /// Limits of its own: until when, and why.
    limited: Option<(String, String)>,
    can: Can,
}

/// What one may do now.
struct Can {
    exempt: bool,
    reopen: bool,
    retry: bool,
    contact: bool,
    suspend: bool,
    lift: bool,
    delete: bool,
    give_up: bool,
    limits: bool,
}

/// An address as the team sees it: enough to tell two apart.
fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    format!("{}…@{domain}", local.chars().take(1).collect::<String>())
}

/// Failed tries shown.
const TRIES: i64 = 8;

/// A try that did not work, in a sentence.
fn failed_try(one: store::operation::FailedTry) -> String {
    let said = [
        ("what", words::label("operation", one.kind.code())),
        ("attempt", words::number(one.attempt)),
        ("at", words::moment(one.at)),
        ("reason", one.reason),
    ];
    words::say_with("failed-try", &said.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The last day before a moment: what one says until which something holds.
fn last_day(until: Instant) -> String {
    words::day(day::plus(day::of(until), -1))
}

/// What comes next for a space, in a sentence.
pub fn outlook(look: &Look) -> String {
    match look {
        Look::Never => words::say("look-never"),
        Look::Rest(at) => words::say_with("look-rest", &[("at", &words::date(*at))]),
        Look::Wait(wait) => words::label("look-wait", wait_code(*wait)),
        Look::Make(_) => words::say("look-now"),
    }
}

/// Code of what is waited for.
pub fn wait_code(wait: Wait) -> &'static str {
    match wait {
        Wait::Paused => "paused",
        Wait::Measure => "measure",
        Wait::Letter => "letter",
        Wait::Notice => "notice",
        Wait::Cap => "cap",
    }
}

async fn render(volunteer: &Volunteer, space: Space, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let app = &volunteer.visit.app;
    let (now, policy, of) = (volunteer.visit.now(), app.policy(), space.clone());
    let read = app.store.read(move |db| {
        let facts = store::life::known(db, std::slice::from_ref(&of.id))?.pop().map(|(_, facts)| facts).unwrap_or_default();
        let gauge = store::usage::gauge(db, &of.id)?;
        let operations = store::operation::of_space(db, &of.id)?;
        let notes = store::spaces::notes(db, &of.id)?;
        let traces = store::trace::about(db, of.id.as_str())?;
        let letters = store::outbox::about_space(db, &of.id)?;
        let contacted = store::spaces::contacted_at(db, &of.id)?.is_some();
        Ok::<_, store::Error>((
            facts,
            gauge,
            operations,
            notes,
            traces,
            letters,
            contacted,
            store::life::exemption(db, &of.id)?,
            store::limits::find(db, &of.id)?,
            store::operation::failures(db, &of.id, TRIES)?,
        ))
    });
    let (facts, gauge, operations, notes, traces, letters, contacted, exemption, limited, tries) = read.await?;
    let fact = |key: &str, value: Option<String>| Some((words::say(key), value?));
    let shown = [
        fact("fact-storage", gauge.map(|one| format!("{} ({}\u{a0}%)", words::gigabytes(one.storage_bytes), one.percent))),
        fact("fact-accounts", gauge.map(|one| words::number(one.accounts))),
        fact("fact-measured", gauge.map(|one| words::moment(one.measured_at))),
        fact("fact-active", facts.active_at.map(words::moment)),
        fact("fact-seen", facts.seen_at.map(words::moment)),
        fact("fact-suite", Some(words::label("suite", space.suite.code()))),
        fact("fact-limits", Some(format!("{}, {}", words::number(space.limits.accounts), words::gigabytes(space.limits.storage_bytes)))),
        fact("fact-leaving", space.leaving.map(|leaving| words::moment(leaving.until))),
    ];
    let status_now = space.state.status();
    let coordinates = volunteer.who.role == Role::Coordinator;
    let can = Can {
        exempt: space.state.idle().is_some() || status_now == Status::Active,
        reopen: space.state.idle().is_some() || status_now == Status::Deleting,
        retry: operations.iter().any(|one| one.clone().tried_again(now).is_some()),
        contact: coordinates && status_now.has_instance(),
        suspend: coordinates && contacted && status_now.has_instance() && status_now != Status::Suspended,
        lift: coordinates && status_now == Status::Suspended,
        delete: coordinates && status_now.has_instance(),
        give_up: coordinates && status_now == Status::CreationFailed,
        limits: coordinates && !matches!(status_now, Status::Deleting | Status::Deleted),
    };
    let written = notes.into_iter().map(|note| {
        (note.at, Happened { when: words::moment(note.at), who: note.author, what: words::label("deed", note.kind.code()), words: note.words })
    });
    let traced = traces.into_iter().filter(|trace| TRACES.contains(&trace.verb.as_str())).map(|trace| {
        let who = trace.actor.split(':').next().unwrap_or_default();
        let what = words::label("space-trace", &trace.verb);
        (trace.at, Happened { when: words::moment(trace.at), who: words::label("space-actor", who), what, words: String::new() })
    });
    let mut happened: Vec<_> = written.chain(traced).collect();
    happened.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let letter_line = |letter: store::outbox::Listed| {
        let (kind, icon) = match letter.fate {
            store::outbox::Fate::Sent => ("ok", "ok"),
            store::outbox::Fate::Stuck => ("stop", "stop"),
            _ => ("info", "clock"),
        };
        let tag = Tag { kind, icon, words: words::label("letter-fate", letter.fate.code()) };
        (words::label("letter", letter.kind.code()), tag, words::moment(letter.sent_at.unwrap_or(letter.created_at)))
    };
    page::show_with(
        status,
        &OnePage {
            frame: volunteer.frame(Place::Spaces, &words::say_with("title-space-file", &[("name", &page::in_title(&space.name))])),
            form,
            address: format!("{}.{}", space.slug, app.settings.space_domain),
            state: state_tag(status_now),
            since: words::date(space.state.since().unwrap_or(space.ordered_at)),
            facts: shown.into_iter().flatten().collect(),
            next: outlook(&life::look(&space.state, &facts, &policy, now)),
            orders: operations.iter().map(|one| order(one, now)).collect(),
            troubled: operations.iter().any(|one| one.status == OperationStatus::Failed || one.is_open() && one.reason.is_some()),
            failed: tries.into_iter().map(failed_try).collect(),
            letters: letters.into_iter().map(letter_line).collect(),
            contacts: space.contacts.iter().map(|one| if coordinates { one.email.to_string() } else { masked(one.email.as_str()) }).collect(),
            happened: happened.into_iter().map(|(_, one)| one).take(60).collect(),
            exempt: exemption.filter(|one| one.until > now).map(|one| (last_day(one.until), one.because)),
            limited: limited.map(|one| (one.until.map(last_day).unwrap_or_default(), one.because)),
            can,
            slug: space.slug.to_string(),
            name: space.name,
        },
    )
}

async fn find(volunteer: &Volunteer, slug: &str) -> Result<Space, Error> {
    let slug = Slug::parse(slug).ok_or(Error::NotFound)?;
    let found = volunteer.visit.app.store.read(move |db| store::space::by_slug(db, &slug)).await?;
    found.filter(|space| space.state.status() != Status::Deleted).ok_or(Error::NotFound)
}

/// `GET /equipe/espaces/{slug}`
pub async fn show(volunteer: Volunteer, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let space = find(&volunteer, &path).await?;
    render(&volunteer, space, View::default(), StatusCode::OK).await
}

/// `POST /equipe/espaces/{slug}/gestes`: `deed`, `words`, `until`. What closes or deletes asks who one is again.
pub async fn act(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let here = format!("/equipe/espaces/{path}");
    let space = find(&volunteer, &path).await?;
    let asked = match Asked::parse(&given, volunteer.visit.now()) {
        Ok(asked) => asked,
        Err(problems) => return render(&volunteer, space, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    let grave = matches!(asked.deed, SpaceDeed::Delete | SpaceDeed::Suspend | SpaceDeed::GiveUp);
    let volunteer = if grave && volunteer.who.role == Role::Coordinator {
        Proven::<Volunteer>::ask(volunteer, given, format!("{here}/gestes")).await?.by
    } else {
        volunteer
    };
    let deed = asked.deed;
    match acts::act(&volunteer.visit.app, &volunteer.who, space.id, asked).await? {
        Ok(()) => {
            volunteer.visit.say(Flash::done(words::label("flash-deed", deed.code())));
            Ok(go(if deed == SpaceDeed::GiveUp { "/equipe/espaces" } else { &here }))
        }
        Err(Refusal::NotYours) => Err(Error::NotFound),
        Err(Refusal::NotNow) => Err(Error::Conflict(words::say("deed-not-now"))),
        Err(Refusal::NotContacted) => Err(Error::Conflict(words::say("deed-not-contacted"))),
    }
}
