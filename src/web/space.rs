//! The pages of a space: entering by a mailed link, the first connection, the dashboard.

use crate::actions::space::{self as gate, Identifier};
use crate::domain::link::Purpose;
use crate::domain::operation::{Operation, OperationStatus};
use crate::domain::space::Status;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{self, Contact, SpaceAdmin};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::tag::Tag;
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "space/enter.html")]
struct EnterPage {
    frame: Frame,
    form: View,
    sent: bool,
    minutes: i64,
    domain: String,
}

fn enter_page(visit: &Visit, form: View, sent: bool) -> EnterPage {
    EnterPage {
        frame: visit.form_frame(Area::Public, Place::Space, &words::say("title-enter")),
        form,
        sent,
        minutes: visit.app.policy().entry_minutes,
        domain: visit.app.settings.space_domain.clone(),
    }
}

/// `GET /espace`: those who are in already go on to their space, or choose among several.
pub async fn enter_form(visit: Visit, contact: Option<Contact>) -> Result<HttpResponse, Error> {
    let Some(contact) = contact else { return page::show(&enter_page(&visit, View::default(), false)) };
    let email = contact.email.clone();
    let spaces = visit.app.store.read(move |db| store::space::administered_by(db, &email)).await?;
    match spaces.as_slice() {
        [] => page::show(&enter_page(&visit, View::default(), false)),
        [(slug, _)] => Ok(go(&format!("/espace/{slug}"))),
        _ => page::show(&ChoosePage {
            frame: visit.form_frame(Area::Private, Place::Space, &words::say("title-choose-space")),
            spaces: spaces.into_iter().map(|(slug, name)| (slug.to_string(), name)).collect(),
        }),
    }
}

#[derive(Template)]
#[template(path = "space/choose.html")]
struct ChoosePage {
    frame: Frame,
    spaces: Vec<(String, String)>,
}

/// `POST /espace`: the same answer, in the same time, whether there is such a space or not.
pub async fn send_entry(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let Some(identifier) = Identifier::parse(&given.text("identifier"), &visit.app.settings.space_domain) else {
        let mut form = View::of(given);
        form.add("identifier", "identifier-malformed");
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &enter_page(&visit, form, false));
    };
    visit.count_letters()?;
    guard::in_even_time(gate::send_entry(&visit.app, identifier)).await?;
    page::show(&enter_page(&visit, View::of(given), true))
}

/// A page with one button: looking at it uses nothing up, as mail scanners look.
#[derive(Template)]
#[template(path = "space/threshold.html")]
struct ThresholdPage {
    frame: Frame,
    first: bool,
}

/// `GET /espace/entrer/{secret}`
pub async fn threshold(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    gate::peek(&visit.app, &path, Purpose::Entry).await?.map_err(|_| Error::DeadLink("/espace"))?;
    let frame = visit.form_frame(Area::Private, Place::Space, &words::say("title-threshold"));
    page::show(&ThresholdPage { frame, first: false })
}

/// `POST /espace/entrer/{secret}`
pub async fn enter(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let (session, slugs) = gate::enter(&visit.app, &path).await?.map_err(|_| Error::DeadLink("/espace"))?;
    visit.set_contact(&session);
    Ok(go(&match slugs.as_slice() {
        [slug] => format!("/espace/{slug}"),
        _ => "/espace".to_owned(),
    }))
}

/// `POST /espace/sortie`
pub async fn leave(contact: Contact, _: Posted) -> Result<HttpResponse, Error> {
    if let Some(session) = contact.visit.contact() {
        gate::leave(&contact.visit.app, &session).await?;
    }
    contact.visit.forget();
    contact.visit.say(Flash::done(words::say("flash-left")));
    Ok(go("/espace"))
}

/// `GET /espace/premiere-connexion/{secret}`
pub async fn first_connection(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    gate::peek(&visit.app, &path, Purpose::FirstConnection).await?.map_err(|_| Error::DeadLink("/aide#premiere-connexion"))?;
    let frame = visit.form_frame(Area::Private, Place::Space, &words::say("title-first-connection"));
    page::show(&ThresholdPage { frame, first: true })
}

#[derive(Template)]
#[template(path = "space/credentials.html")]
struct CredentialsPage {
    frame: Frame,
    login: String,
    password: String,
    url: String,
    address: String,
}

/// `POST /espace/premiere-connexion/{secret}`: shown once; what was sealed is erased.
pub async fn reveal(visit: Visit, path: web::Path<String>, _: Posted) -> Result<HttpResponse, Error> {
    let (slug, credentials) = gate::reveal_credentials(&visit.app, &path).await?.map_err(|_| Error::DeadLink("/aide#premiere-connexion"))?;
    let address = format!("{slug}.{}", visit.app.settings.space_domain);
    page::show(&CredentialsPage {
        frame: visit.frame(Area::Private, Place::Space, &words::say("title-credentials")),
        login: credentials.admin_login,
        password: credentials.initial_password,
        url: format!("https://{address}/"),
        address,
    })
}

/// A gauge: what is used of what there is.
struct Gauge {
    words: String,
    /// Thousandths used, a thousand at most.
    used: i64,
    percent: i64,
    /// Kind of the tag past a threshold; empty below.
    kind: &'static str,
}

impl Gauge {
    fn of(key: &str, used: i64, most: i64, written: impl Fn(i64) -> String) -> Self {
        let share = |parts: i64| if most > 0 { i128::from(used) * i128::from(parts) / i128::from(most) } else { 0 };
        let percent = i64::try_from(share(100)).unwrap_or(i64::MAX);
        let thousandths = i64::try_from(share(1000)).unwrap_or(1000).clamp(0, 1000);
        let kind = match percent {
            95.. => "stop",
            80.. => "watch",
            _ => "",
        };
        Self { words: words::say_with(key, &[("used", &written(used)), ("most", &written(most))]), used: thousandths, percent, kind }
    }
}

/// What the latest report says.
struct Measures {
    storage: Gauge,
    accounts: Gauge,
    measured: String,
    activity: String,
    parts: Vec<String>,
}

/// An order to the agent, in words.
pub struct Order {
    /// What.
    pub words: String,
    /// Where it is.
    pub state: Tag,
    /// When it ended, or was asked.
    pub when: String,
}

#[derive(Template)]
#[template(path = "space/dashboard.html")]
struct DashboardPage {
    frame: Frame,
    name: String,
    address: String,
    state: Tag,
    since: String,
    open: bool,
    suite: String,
    measures: Option<Measures>,
    accounts_limit: String,
    storage_limit: String,
    orders: Vec<Order>,
    contacts: Vec<(String, bool)>,
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
pub fn order(operation: &Operation) -> Order {
    let (kind, icon) = match operation.status {
        OperationStatus::Waiting | OperationStatus::Leased => ("info", "clock"),
        OperationStatus::Done => ("ok", "ok"),
        OperationStatus::Failed => ("stop", "stop"),
        OperationStatus::Cancelled => ("info", "back"),
    };
    Order {
        words: words::label("operation", operation.kind.code()),
        state: Tag { kind, icon, words: words::label("operation-status", operation.status.code()) },
        when: words::moment(operation.ended_at.unwrap_or(operation.created_at)),
    }
}

/// `GET /espace/{slug}`
pub async fn dashboard(admin: SpaceAdmin) -> Result<HttpResponse, Error> {
    let SpaceAdmin { space, contact } = admin;
    let (id, slug) = (space.id.clone(), space.slug.clone());
    let visit = contact.visit;
    let (latest, operations) = {
        let read =
            visit.app.store.read(move |db| Ok::<_, store::Error>((store::usage::latest(db, &id, &slug)?, store::operation::of_space(db, &id)?)));
        read.await?
    };
    let measures = latest.map(|report| {
        let part = |key: &str, bytes: Option<i64>| bytes.map(|bytes| words::say_with(key, &[("size", &words::gigabytes(bytes))]));
        let parts =
            [part("storage-files", report.files_bytes), part("storage-versions", report.versions_bytes), part("storage-trash", report.trash_bytes)];
        Measures {
            storage: Gauge::of("gauge-storage", report.storage_bytes, space.limits.storage_bytes, words::gigabytes),
            accounts: Gauge::of("gauge-accounts", report.accounts, space.limits.accounts, words::number),
            measured: words::moment(report.measured_at),
            activity: report.last_activity().map(words::date).unwrap_or_default(),
            parts: parts.into_iter().flatten().collect(),
        }
    });
    let (state, since) = (state_tag(space.state.status()), space.state.since().unwrap_or(space.ordered_at));
    page::show(&DashboardPage {
        frame: visit.form_frame(Area::Private, Place::Space, &words::say_with("title-space", &[("name", &page::in_title(&space.name))])),
        address: format!("{}.{}", space.slug, visit.app.settings.space_domain),
        name: space.name,
        open: space.state.status().is_open(),
        state,
        since: words::date(since),
        suite: words::label("suite", space.suite.code()),
        measures,
        accounts_limit: words::number(space.limits.accounts),
        storage_limit: words::gigabytes(space.limits.storage_bytes),
        orders: operations.iter().map(order).collect(),
        contacts: space.contacts.into_iter().map(|c| (c.email.to_string(), c.principal)).collect(),
    })
}
