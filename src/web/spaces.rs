//! Spaces for the team: the list, and the page of one with what happened to it and what one may do.

use crate::actions::space_deed::{self as acts, Refusal};
use crate::domain::fold::fold;
use crate::domain::life::{self, Look, Wait};
use crate::domain::space::{Space, Status};
use crate::domain::space_deed::{Asked, SpaceDeed};
use crate::domain::values::{Role, Slug};
use crate::store;
use crate::store::spaces::{Line, Query};
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
use chrono::Duration;
use serde::Deserialize;

/// Spaces on a page.
const PAGE: i64 = 50;

/// What the address of the list carries.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Filter {
    q: String,
    etat: String,
    place: String,
    releve: String,
    panne: String,
    apres: String,
}

/// A space of the list.
struct Row {
    slug: String,
    name: String,
    state: Tag,
    storage: String,
    accounts: String,
    active: String,
    stale: bool,
}

#[derive(Template)]
#[template(path = "space/list.html")]
struct ListPage {
    frame: Frame,
    filter: Filter,
    states: Vec<(&'static str, String)>,
    high: i64,
    fresh: i64,
    rows: Vec<Row>,
    next: Option<String>,
    unheard: Vec<(String, String)>,
    /// How many say that they lost access; empty for none.
    requests: String,
}

/// `GET /equipe/espaces`
pub async fn list(volunteer: Volunteer, asked: web::Query<Filter>) -> Result<HttpResponse, Error> {
    let (filter, now, policy) = (asked.into_inner(), volunteer.visit.now(), volunteer.visit.app.policy());
    let limit = now - Duration::days(policy.fresh_days);
    let query = Query {
        status: Status::parse(&filter.etat),
        words: fold(&filter.q),
        percent: (filter.place == "haute").then_some(policy.quota_watch),
        stale: (filter.releve == "ancien").then_some(limit),
        failed: filter.panne == "oui",
        after: Slug::parse(&filter.apres).map(|slug| slug.to_string()),
    };
    let read = volunteer.visit.app.store.read(move |db| {
        Ok::<_, store::Error>((store::spaces::lines(db, &query, PAGE + 1)?, store::life::unheard(db, 20)?, store::access::count_open(db)?))
    });
    let (mut lines, unheard, requests) = read.await?;
    let more = lines.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    lines.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = more.then(|| lines.last().map(|line| address(&filter, &line.slug))).flatten();
    let row = |line: Line| Row {
        stale: line.status.has_instance() && line.measured_at.is_none_or(|at| at < limit),
        state: state_tag(line.status),
        storage: line.percent.map(|n| format!("{}\u{a0}%", words::number(n))).unwrap_or_else(|| "—".into()),
        accounts: line.accounts.map_or_else(|| "—".into(), words::number),
        active: line.active_at.map_or_else(|| "—".into(), words::date),
        slug: line.slug,
        name: line.name,
    };
    let states = Status::ALL.iter().filter(|status| **status != Status::Deleted);
    page::show(&ListPage {
        frame: volunteer.frame(Place::Spaces, &words::say("title-spaces")),
        states: states.map(|status| (status.code(), words::label("space-state", status.code()))).collect(),
        high: policy.quota_watch,
        fresh: policy.fresh_days,
        rows: lines.into_iter().map(row).collect(),
        next,
        unheard: unheard.into_iter().map(|(_, slug, name)| (slug, name)).collect(),
        requests: if requests > 0 { words::count("requests-open", requests) } else { String::new() },
        filter,
    })
}

fn address(filter: &Filter, after: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("q", filter.q.as_str()),
        ("etat", &filter.etat),
        ("place", &filter.place),
        ("releve", &filter.releve),
        ("panne", &filter.panne),
        ("apres", after),
    ] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    format!("/equipe/espaces?{}", query.finish())
}

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
    failed: Vec<String>,
    letters: Vec<(String, Tag, String)>,
    contacts: Vec<String>,
    happened: Vec<Happened>,
    exempt: Option<(String, String)>,
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
}

/// An address as the team sees it: enough to tell two apart.
fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    format!("{}…@{domain}", local.chars().take(1).collect::<String>())
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
        Ok::<_, store::Error>((facts, gauge, operations, notes, traces, letters, contacted, store::life::exemption(db, &of.id)?))
    });
    let (facts, gauge, operations, notes, traces, letters, contacted, exemption) = read.await?;
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
            failed: operations.iter().filter(|one| one.status.code() == "failed").filter_map(|one| one.reason.clone()).collect(),
            letters: letters.into_iter().map(letter_line).collect(),
            contacts: space.contacts.iter().map(|one| if coordinates { one.email.to_string() } else { masked(one.email.as_str()) }).collect(),
            happened: happened.into_iter().map(|(_, one)| one).take(60).collect(),
            exempt: exemption.filter(|one| one.until > now).map(|one| (words::date(one.until), one.because)),
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
