//! The rules, for coordinators: all of them, those of a theme to change, the versions written so far, and what exists under others.

use crate::actions::policy::{self as acts, Draft, Refusal, latest};
use crate::domain::form::Answers;
use crate::domain::policy::Policy;
use crate::domain::policy::field::{self, Field, Theme};
use crate::domain::policy::version::{Changes, Entry, Version, in_force, motive_of};
use crate::domain::space::Limits;
use crate::domain::values::Instant;
use crate::store;
use crate::store::policy::{Touch, touched};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::proof::Proven;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Duration;

/// The page of all rules.
pub const LIST: &str = "/coordination/regles";
/// Versions that the page shows, the latest first.
const LATEST: i64 = 50;

/// A number with its unit: `40 Go`, `10 jours`.
pub fn written(field: &Field, n: i64) -> String {
    words::count(&words::key("policy-unit", field.unit.code()), n)
}

fn label(field: &Field) -> String {
    words::label("policy", field.key)
}

/// A rule as it is shown.
struct Rule {
    label: String,
    faq: String,
    today: String,
    moved: bool,
    /// What it will be, and from when on.
    coming: Vec<String>,
}

fn rule(field: &Field, policy: &Policy, versions: &[Version], now: Instant) -> Rule {
    let (faq, today) = ((field.get)(&Policy::default()), (field.get)(policy));
    let later = versions.iter().filter(|one| !one.withdrawn && one.effective_at > now);
    let coming = later.filter_map(|one| Some((one.effective_at, *one.changes.numbers.get(field.key)?)));
    let coming = coming.map(|(at, n)| words::say_with("policy-from", &[("value", &written(field, n)), ("date", &words::date(at))]));
    Rule { label: label(field), faq: written(field, faq), today: written(field, today), moved: faq != today, coming: coming.collect() }
}

/// A theme as it is shown.
struct Group {
    code: &'static str,
    title: String,
    rules: Vec<Rule>,
}

/// A version as it is shown.
struct Shown {
    number: i64,
    changes: Vec<String>,
    motive: String,
    author: String,
    written: String,
    effective: String,
    /// `waits`, `holds` or `withdrawn`.
    state: &'static str,
}

/// What a version says, one line a change.
pub fn said(changes: &Changes) -> Vec<String> {
    let numbers = changes.numbers.iter().map(|(key, n)| match field::of(key) {
        Some(field) => words::say_with("policy-said", &[("label", &label(field)), ("value", &written(field, *n))]),
        None => format!("{key}\u{a0}: {n}"),
    });
    let phases = changes.phases.as_ref().map(|_| words::say("policy-said-phases"));
    let admissions = changes.admissions.map(|one| words::label("policy-said-admissions", one.code()));
    let existing = changes.to_existing.then(|| words::say("policy-said-to-existing"));
    numbers.chain(phases).chain(admissions).chain(existing).collect()
}

fn shown(kept: store::policy::Kept, now: Instant) -> Shown {
    let version = kept.version;
    Shown {
        number: version.number,
        changes: said(&version.changes),
        motive: kept.motive,
        author: kept.author,
        written: words::moment(kept.written_at),
        effective: words::moment(version.effective_at),
        state: match version {
            Version { withdrawn: true, .. } => "withdrawn",
            Version { effective_at, .. } if effective_at > now => "waits",
            _ => "holds",
        },
    }
}

#[derive(Template)]
#[template(path = "policy/list.html")]
struct ListPage {
    frame: Frame,
    form: View,
    number: i64,
    groups: Vec<Group>,
    versions: Vec<Shown>,
    /// Spaces that have other limits than those of today.
    others: i64,
    others_words: String,
    /// How many of them hold more than the limits of today allow.
    exceeding: Vec<String>,
    limits: String,
    /// The limits are being given.
    at_work: bool,
}

async fn list(coordinator: &Coordinator, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let app = &coordinator.visit.app;
    let (now, policy) = (coordinator.visit.now(), app.policy());
    let limits = Limits { accounts: policy.accounts, storage_bytes: policy.storage_bytes() };
    let read = app.store.read(move |db| {
        let versions = store::policy::latest(db, LATEST)?;
        let others = store::space::count_other_limits(db, limits)?;
        let over = [touched(db, Touch::Storage(limits.storage_bytes))?, touched(db, Touch::Accounts(limits.accounts))?];
        Ok::<_, store::Error>((versions, others, over, store::tally::get(db, acts::APPLYING)?.is_some()))
    });
    let (kept, others, [storage, accounts], at_work) = read.await?;
    let versions: Vec<Version> = kept.iter().map(|one| one.version.clone()).collect();
    let groups = Theme::ALL.iter().map(|theme| Group {
        code: theme.code(),
        title: words::label("policy-theme", theme.code()),
        rules: field::about(*theme).map(|field| rule(field, &policy, &versions, now)).collect(),
    });
    let exceeding = [("policy-touch-storage", storage), ("policy-touch-accounts", accounts)];
    let page = ListPage {
        frame: coordinator.frame(Place::Policy, &words::say("title-policy")),
        form,
        number: policy.version,
        groups: groups.collect(),
        versions: kept.into_iter().map(|one| shown(one, now)).collect(),
        others,
        others_words: words::count("policy-others", others),
        exceeding: exceeding.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words::count(key, n)).collect(),
        limits: words::say_with("policy-limits", &[("accounts", &words::number(policy.accounts)), ("storage", &words::number(policy.storage_go))]),
        at_work,
    };
    page::show_with(status, &page)
}

/// `GET /coordination/regles`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    list(&coordinator, View::default(), StatusCode::OK).await
}

/// A number to change.
struct Asked {
    key: &'static str,
    label: String,
    hint: String,
}

/// What a version would do, in words.
struct Told {
    changes: Vec<(String, Vec<String>)>,
    when: String,
}

#[derive(Template)]
#[template(path = "policy/theme.html")]
struct ThemePage {
    frame: Frame,
    form: View,
    theme: &'static str,
    asked: Vec<Asked>,
    seen: i64,
    told: Option<Told>,
    /// What someone else wrote meanwhile.
    meanwhile: Option<String>,
}

struct Answered {
    form: View,
    told: Option<Told>,
    meanwhile: Option<String>,
    status: StatusCode,
}

fn theme_page(coordinator: &Coordinator, theme: Theme, answered: Answered) -> Result<HttpResponse, Error> {
    let app = &coordinator.visit.app;
    let policy = app.policy();
    let asked = field::about(theme).map(|field| {
        let numbers = [
            ("today", written(field, (field.get)(&policy))),
            ("faq", written(field, (field.get)(&Policy::default()))),
            ("least", words::number(field.least)),
            ("most", words::number(field.most)),
        ];
        let numbers: Vec<(&'static str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Asked { key: field.key, label: label(field), hint: words::say_with("policy-hint", &numbers) }
    });
    let title = words::say_with("title-policy-theme", &[("theme", &words::label("policy-theme", theme.code()))]);
    let page = ThemePage {
        frame: coordinator.frame(Place::Policy, &title),
        form: answered.form,
        theme: theme.code(),
        asked: asked.collect(),
        seen: latest(&app.rules.versions().1),
        told: answered.told,
        meanwhile: answered.meanwhile,
    };
    page::show_with(answered.status, &page)
}

/// `GET /coordination/regles/{theme}`
pub async fn form(coordinator: Coordinator, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let theme = Theme::parse(&path).ok_or(Error::NotFound)?;
    acts::learn(&coordinator.visit.app).await?;
    let policy = coordinator.visit.app.policy();
    let mut answers = Answers::default();
    for field in field::about(theme) {
        answers.0.insert(field.key.to_owned(), vec![(field.get)(&policy).to_string()]);
    }
    theme_page(&coordinator, theme, Answered { form: View::of(answers), told: None, meanwhile: None, status: StatusCode::OK })
}

/// What a number that changes touches.
fn touches(field: &Field, after: &Policy, now: Instant) -> Option<(Touch, &'static str)> {
    Some(match field.key {
        "storage_go" => (Touch::Storage(after.storage_bytes()), "policy-touch-storage"),
        "accounts" => (Touch::Accounts(after.accounts), "policy-touch-accounts"),
        "network_warn" => (Touch::Networks(after.network_warn), "policy-touch-networks"),
        "network_stop" => (Touch::Networks(after.network_stop), "policy-touch-networks"),
        "network_groups" => (Touch::Networks(after.network_groups), "policy-touch-networks"),
        "review_to" => (Touch::Older(now - Duration::days(after.review_days.1)), "policy-touch-late"),
        "unconfirmed_days" => (Touch::Unconfirmed(now - Duration::days(after.unconfirmed_days)), "policy-touch-unconfirmed"),
        "claim_minutes" => (Touch::Claims(now), "policy-touch-claims"),
        _ => return None,
    })
}

async fn told(coordinator: &Coordinator, entry: &Entry) -> Result<Told, Error> {
    let app = &coordinator.visit.app;
    let now = coordinator.visit.now();
    let (base, versions) = app.rules.versions();
    let before = in_force(&base, &versions, entry.effective_at(now));
    let after = entry.changes.on(before.clone());
    let fields: Vec<&'static Field> = entry.changes.numbers.keys().filter_map(|key| field::of(key)).collect();
    let asked: Vec<Option<(Touch, &'static str)>> = fields.iter().map(|field| touches(field, &after, now)).collect();
    let counted = app.store.read(move |db| {
        let count = |one: Option<(Touch, &'static str)>| one.map(|(touch, key)| Ok((key, touched(db, touch)?))).transpose();
        asked.into_iter().map(count).collect::<store::Result<Vec<_>>>()
    });
    let changes = fields.iter().zip(counted.await?).map(|(field, count)| {
        let (was, is) = (written(field, (field.get)(&before)), written(field, (field.get)(&after)));
        let line = words::say_with("policy-moves", &[("label", &label(field)), ("was", &was), ("is", &is)]);
        let kept = matches!(field.key, "storage_go" | "accounts").then(|| words::say("policy-touch-existing"));
        (line, count.map(|(key, n)| words::count(key, n)).into_iter().chain(kept).collect())
    });
    let when = match entry.day {
        Some(day) => words::say_with("policy-when-day", &[("date", &words::day(day))]),
        None => words::say("policy-when-now"),
    };
    Ok(Told { changes: changes.collect(), when })
}

/// `POST /coordination/regles/{theme}`: shows what it would do, or writes it.
pub async fn change(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let theme = Theme::parse(&path).ok_or(Error::NotFound)?;
    let app = &coordinator.visit.app;
    acts::learn(app).await?;
    let (base, versions) = app.rules.versions();
    let entry = match Entry::parse(theme, &given, &base, &versions, coordinator.visit.now()) {
        Ok(entry) => entry,
        Err(problems) => {
            let form = View::with(given, &problems);
            return theme_page(&coordinator, theme, Answered { form, told: None, meanwhile: None, status: StatusCode::UNPROCESSABLE_ENTITY });
        }
    };
    if given.text("action") == "preview" {
        let told = Some(told(&coordinator, &entry).await?);
        return theme_page(&coordinator, theme, Answered { form: View::of(given), told, meanwhile: None, status: StatusCode::OK });
    }
    match save(&coordinator, &given, entry.clone()).await? {
        Ok(done) => {
            coordinator.visit.say(done);
            Ok(go(LIST))
        }
        Err(meanwhile) => {
            let told = Some(told(&coordinator, &entry).await?);
            theme_page(&coordinator, theme, Answered { form: View::of(given), told, meanwhile: Some(meanwhile), status: StatusCode::CONFLICT })
        }
    }
}

/// Writes a version from a page: what to say when it is done, or what someone wrote meanwhile.
pub async fn save(coordinator: &Coordinator, given: &Answers, entry: Entry) -> Result<Result<Flash, String>, Error> {
    let app = &coordinator.visit.app;
    let seen = given.text("seen").parse().unwrap_or_else(|_| latest(&app.rules.versions().1));
    let now = coordinator.visit.now();
    match acts::write(app, &coordinator.who, Draft { entry, seen }).await? {
        Ok(version) => {
            let number = words::number(version.number);
            let later = version.effective_at > now;
            let key = if later { "flash-policy-later" } else { "flash-policy-now" };
            Ok(Ok(Flash::done(words::say_with(key, &[("number", &number), ("date", &words::date(version.effective_at))]))))
        }
        Err(_) => {
            acts::learn(app).await?;
            let last = app.store.read(|db| store::policy::latest(db, 1)).await?.pop();
            let said = last.map(|one| {
                let changes = said(&one.version.changes).join(", ");
                words::say_with("policy-meanwhile", &[("author", &one.author), ("changes", &changes)])
            });
            Ok(Err(said.unwrap_or_default()))
        }
    }
}

/// `POST /coordination/regles/{version}/retrait`: takes back a version that waits for its day.
pub async fn withdraw(coordinator: Coordinator, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let number = path.parse().map_err(|_| Error::NotFound)?;
    let flash = match acts::withdraw(&coordinator.visit.app, &coordinator.who, number).await? {
        Ok(()) => Flash::done(words::say_with("flash-policy-withdrawn", &[("number", &words::number(number))])),
        Err(Refusal::TooLate | Refusal::Stale(_)) => Flash::watch(words::say("flash-policy-too-late")),
    };
    coordinator.visit.say(flash);
    Ok(go(LIST))
}

/// `POST /coordination/regles/espaces`: gives the spaces that exist the limits of today. Who does it proves who they are.
pub async fn apply(Proven { by, given }: Proven<Coordinator>) -> Result<HttpResponse, Error> {
    let mut problems = Vec::new();
    let motive = motive_of(&given, &mut problems);
    if !problems.is_empty() {
        return list(&by, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    acts::apply_limits(&by.visit.app, &by.who, motive).await?;
    by.visit.say(Flash::done(words::say("flash-policy-applied")));
    Ok(go(LIST))
}
