//! The dashboard of a space (spec 7.2): what is used of what there is, its trend, what comes next, what is being done.

use crate::actions::sign;
use crate::domain::agenda::{Coming, agenda};
use crate::domain::life::is_fresh;
use crate::domain::operation::{Operation, OperationStatus};
use crate::domain::policy::Policy;
use crate::domain::space::{Space, Status};
use crate::domain::trend;
use crate::domain::usage::UsageReport;
use crate::domain::values::Instant;
use crate::store;
use crate::web::chart::{About, Figure, Line, Name, Unit};
use crate::web::contacts::is_silent;
use crate::web::error::Error;
use crate::web::guard::SpaceAdmin;
use crate::web::page::{self, Area, Frame, Place};
use crate::web::tag::Tag;
use crate::words;
use actix_web::HttpResponse;
use askama::Template;
use chrono::{Datelike, Duration, NaiveDate};

/// Orders shown.
const ORDERS: usize = 6;
/// How far back the trend goes.
const YEAR: Duration = Duration::days(366);

/// A gauge: what is used of what there is.
struct Gauge {
    words: String,
    percent: i64,
    /// Kind of the tag past a bar; empty below.
    kind: &'static str,
    /// Class, and the path of each part, in thousandths.
    parts: Vec<(&'static str, String)>,
    /// Where the bars are.
    bars: String,
}

fn share(used: i64, most: i64, parts: i64) -> i64 {
    if most <= 0 {
        return 0;
    }
    i64::try_from(i128::from(used) * i128::from(parts) / i128::from(most)).unwrap_or(i64::MAX)
}

impl Gauge {
    fn of(key: &str, used: i64, most: i64, written: impl Fn(i64) -> String) -> Self {
        let mut gauge = Self {
            words: words::say_with(key, &[("used", &written(used)), ("most", &written(most))]),
            percent: share(used, most, 100),
            kind: "",
            parts: Vec::new(),
            bars: String::new(),
        };
        gauge.fill(&[("f-water", used)], most);
        gauge
    }

    /// One part after the other.
    fn fill(&mut self, parts: &[(&'static str, i64)], most: i64) {
        let (mut from, mut sum) = (0, 0_i64);
        self.parts.clear();
        for (class, bytes) in parts {
            sum = sum.saturating_add(*bytes);
            let to = share(sum, most, 1000).clamp(0, 1000);
            self.parts.push((class, format!("M{from} 0H{to}V20H{from}z")));
            from = to;
        }
    }
}

/// What the latest report says.
struct Measures {
    storage: Gauge,
    /// The bars, in words: « 80, 90 et 95 % ».
    bars: (i64, i64, i64),
    accounts: Gauge,
    left: String,
    measured: String,
    /// The measure is old: since how many days.
    stale: Option<String>,
    /// Class and words of what fills it.
    parts: Vec<(&'static str, String)>,
    /// What emptying bins and old versions would give back.
    spare: Option<String>,
    /// When it will be full.
    full: Option<String>,
    trend: Option<Figure>,
}

/// An order to the agent, in words.
pub struct Order {
    /// What.
    pub words: String,
    /// Where it is.
    pub state: Tag,
    /// When it ended, or since when it is awaited.
    pub when: String,
}

/// What comes, in words.
struct Next {
    on: String,
    words: String,
}

#[derive(Template)]
#[template(path = "space/dashboard.html")]
struct DashboardPage {
    frame: Frame,
    name: String,
    slug: String,
    address: String,
    state: Tag,
    since: String,
    active: String,
    open: bool,
    /// `warned`, `paused`, `suspended`, `deleting` or nothing: what the page says first.
    alert: &'static str,
    /// The day of the next step, for the alert.
    on: String,
    leaving: Option<String>,
    suite: String,
    measures: Option<Measures>,
    accounts_limit: String,
    storage_limit: String,
    orders: Vec<Order>,
    next: Vec<Next>,
    paused: bool,
    contacts: Vec<(String, bool, &'static str)>,
    /// Fewer than two who said yes.
    alone: bool,
}

/// The tag of a state.
pub fn state_tag(status: Status) -> Tag {
    let (kind, icon) = match status {
        Status::Ordered | Status::Creating => ("info", "clock"),
        Status::Active => ("ok", "ok"),
        Status::WarnedOnce | Status::WarnedTwice => ("watch", "watch"),
        Status::Disabled | Status::DeletionAnnounced | Status::Deleting | Status::Suspended | Status::CreationFailed | Status::Deleted => {
            ("stop", "stop")
        }
    };
    Tag { kind, icon, words: words::label("space-state", status.code()) }
}

/// An order in words.
pub fn order(operation: &Operation, now: Instant) -> Order {
    let (kind, icon) = match operation.status {
        OperationStatus::Waiting | OperationStatus::Leased => ("info", "clock"),
        OperationStatus::Done => ("ok", "ok"),
        OperationStatus::Failed => ("stop", "stop"),
        OperationStatus::Cancelled => ("info", "back"),
    };
    let since = |at: Instant| words::count("order-since", (now - at).num_minutes().max(0));
    Order {
        words: words::label("operation", operation.kind.code()),
        state: Tag { kind, icon, words: words::label("operation-status", operation.status.code()) },
        when: match operation.ended_at {
            Some(at) => words::moment(at),
            None if now - operation.created_at < Duration::hours(2) => since(operation.created_at),
            None => words::moment(operation.created_at),
        },
    }
}

fn measures(space: &Space, report: &UsageReport, history: &[(Instant, i64)], policy: &Policy, now: Instant) -> Measures {
    let limit = space.limits.storage_bytes;
    let mut storage = Gauge::of("gauge-storage", report.storage_bytes, limit, words::gigabytes);
    let (watch, high, full) = (policy.quota_watch, policy.quota_high, policy.quota_full);
    storage.kind = match storage.percent {
        percent if percent >= full => "stop",
        percent if percent >= watch => "watch",
        _ => "",
    };
    storage.bars = [watch, high, full].iter().map(|bar| format!("M{} 0v20", bar * 10)).collect();
    let known = [
        ("f-water", "storage-files", report.files_bytes),
        ("g2", "storage-versions", report.versions_bytes),
        ("g3", "storage-trash", report.trash_bytes),
    ];
    let parts: Vec<(&'static str, &str, i64)> = known.into_iter().filter_map(|(class, key, bytes)| Some((class, key, bytes?))).collect();
    // Only what is told whole is drawn in parts.
    if parts.len() == known.len() {
        storage.fill(&parts.iter().map(|(class, _, bytes)| (*class, *bytes)).collect::<Vec<_>>(), limit);
    }
    let spare = report.versions_bytes.unwrap_or(0) + report.trash_bytes.unwrap_or(0);
    let accounts = Gauge::of("gauge-accounts", report.accounts, space.limits.accounts, words::number);
    let fresh = is_fresh(Some(report.measured_at), policy, now);
    Measures {
        stale: (!fresh).then(|| words::count("measures-stale", (now - report.measured_at).num_days())),
        // An old measure says nothing of the pace.
        full: trend::full_on(history, limit, now).filter(|_| fresh).map(words::day),
        spare: (!storage.kind.is_empty() && spare >= 100_000_000).then(|| words::gigabytes(spare)),
        trend: picture(history, limit, now),
        parts: parts.into_iter().map(|(class, key, bytes)| (class, words::say_with(key, &[("size", &words::gigabytes(bytes))]))).collect(),
        measured: words::moment(report.measured_at),
        left: words::count("accounts-left", (space.limits.accounts - report.accounts).max(0)),
        bars: (watch, high, full),
        storage,
        accounts,
    }
}

/// The trend over twelve months; none where there are fewer than two weeks to tell.
fn picture(history: &[(Instant, i64)], limit: i64, now: Instant) -> Option<Figure> {
    let weeks = trend::by_week(history, now);
    let known: Vec<(NaiveDate, i64)> = weeks.iter().filter_map(|(week, used)| Some((*week, (*used)?))).collect();
    let ((from, first), (to, last)) = (*known.first()?, *known.last()?);
    if known.len() < 2 {
        return None;
    }
    let mut month = 0;
    let mut name = |week: NaiveDate| {
        let begins = week.month() != month;
        month = week.month();
        Name {
            whole: words::say_with("trend-week", &[("day", &words::day(week))]),
            short: if begins { words::label("month", &month.to_string()) } else { String::new() },
        }
    };
    let said = [
        ("first", words::gigabytes(first)),
        ("from", words::day(from)),
        ("last", words::gigabytes(last)),
        ("to", words::day(to)),
        ("limit", words::gigabytes(limit)),
    ];
    let said: Vec<(&'static str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let line = Line {
        names: weeks.iter().map(|(week, _)| name(*week)).collect(),
        name: words::say("trend-name"),
        values: weeks.iter().map(|(_, used)| *used).collect(),
        bar: Some((words::say_with("trend-limit", &said[4..]), limit)),
        unit: Unit::Bytes,
    };
    let about = About {
        id: "tendance",
        caption: words::say("trend-caption"),
        summary: words::say_with("trend-summary", &said),
        rows: words::say("trend-rows"),
    };
    line.draw(about).ok()
}

/// The words of what comes.
pub fn coming(what: Coming) -> String {
    words::label("coming", what.code())
}

fn alert(status: Status) -> &'static str {
    match status {
        Status::WarnedOnce | Status::WarnedTwice => "warned",
        Status::Disabled | Status::DeletionAnnounced => "paused",
        Status::Suspended => "suspended",
        Status::Deleting => "deleting",
        Status::Ordered | Status::Creating | Status::CreationFailed => "coming",
        Status::Active | Status::Deleted => "",
    }
}

/// `GET /espace/{slug}`. Who administers and comes here shows that the space is in use (R29).
pub async fn show(admin: SpaceAdmin) -> Result<HttpResponse, Error> {
    let SpaceAdmin { space, contact } = admin;
    let visit = contact.visit;
    sign::visit(&visit.app, &space).await?;
    let (id, now, policy) = (space.id.clone(), visit.now(), visit.app.policy());
    let read = visit.app.store.read(move |db| {
        let Some((space, facts)) = store::life::known(db, std::slice::from_ref(&id))?.pop() else { return Ok(None) };
        let latest = store::usage::latest(db, &id, &space.slug)?;
        let history = store::usage::history(db, &id, now - YEAR)?;
        Ok::<_, store::Error>(Some((store::operation::of_space(db, &id)?, space, facts, latest, history)))
    });
    let (orders, space, facts, latest, history) = read.await?.ok_or(Error::NotFound)?;
    let status = space.state.status();
    let confirmed = space.contacts.iter().filter(|one| one.confirmed_at.is_some()).count();
    let next = agenda(&space, &facts, &policy, now);
    page::show(&DashboardPage {
        frame: visit.form_frame(Area::Private, Place::Space, &words::say_with("title-space", &[("name", &page::in_title(&space.name))])),
        address: format!("{}.{}", space.slug, visit.app.settings.space_domain),
        slug: space.slug.to_string(),
        open: status.is_open(),
        alert: alert(status),
        on: space.state.idle().map(|idle| words::day(idle.dates.next(idle.step))).unwrap_or_default(),
        state: state_tag(status),
        since: words::date(space.state.since().unwrap_or(space.ordered_at)),
        active: facts.active_at.max(facts.seen_at).map(words::date).unwrap_or_default(),
        leaving: space.leaving.map(|leaving| words::moment(leaving.until)),
        suite: words::label("suite", space.suite.code()),
        measures: latest.map(|report| measures(&space, &report, &history, &policy, now)),
        accounts_limit: words::number(space.limits.accounts),
        storage_limit: words::gigabytes(space.limits.storage_bytes),
        orders: orders.iter().take(ORDERS).map(|one| order(one, now)).collect(),
        next: next.into_iter().map(|(on, what)| Next { on: words::day(on), words: coming(what) }).collect(),
        paused: policy.life_paused != 0,
        contacts: space
            .contacts
            .iter()
            .map(|one| {
                let stands = match one.confirmed_at {
                    None => "named",
                    Some(_) if is_silent(one.confirmed_at, one.asked_at) => "silent",
                    Some(_) => "",
                };
                (one.email.to_string(), one.principal, stands)
            })
            .collect(),
        alone: confirmed < 2,
        name: space.name,
    })
}
