//! Access that was lost (spec 7.4): the form, the answer of a contact, the volunteers' list.

use crate::actions::access::{self as acts, Late};
use crate::actions::space::Identifier;
use crate::domain::access::{AccessRequest, AccessStatus, WORDS};
use crate::domain::values::EmailAddress;
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::{self, Volunteer};
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "space/lost_access.html")]
struct LostPage {
    frame: Frame,
    form: View,
    sent: bool,
    domain: String,
    days: i64,
}

fn lost_page(visit: &Visit, form: View, sent: bool) -> LostPage {
    LostPage {
        frame: visit.form_frame(Area::Public, Place::Space, &words::say("title-lost-access")),
        form,
        sent,
        domain: visit.app.settings.space_domain.clone(),
        days: visit.app.policy().access_days,
    }
}

/// `GET /espace/acces-perdu`
pub async fn form(visit: Visit) -> Result<HttpResponse, Error> {
    page::show(&lost_page(&visit, View::default(), false))
}

/// `POST /espace/acces-perdu`: `identifier` (the space), `email` (theirs), `words`. The same answer for a space that does not exist.
pub async fn ask(visit: Visit, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let slug = match Identifier::parse(&given.text("identifier"), &visit.app.settings.space_domain) {
        Some(Identifier::Slug(slug)) => Some(slug),
        _ => None,
    };
    let (email, said) = (EmailAddress::parse(&given.text("email")), given.text("words"));
    let mut problems: Vec<(&'static str, &str)> = Vec::new();
    if slug.is_none() {
        problems.push(("identifier", "access-space-malformed"));
    }
    if email.is_none() {
        problems.push(("email", "contact-malformed"));
    }
    match said.chars().count() {
        0 => problems.push(("words", "access-words-missing")),
        n if n > WORDS => problems.push(("words", "access-words-long")),
        _ => {}
    }
    let (Some(slug), Some(email), true) = (slug, email, problems.is_empty()) else {
        let mut form = View::of(given);
        for (field, key) in problems {
            form.add(field, key);
        }
        return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &lost_page(&visit, form, false));
    };
    visit.count_letters()?;
    guard::in_even_time(acts::ask(&visit.app, slug, email, said)).await?;
    page::show(&lost_page(&visit, View::of(given), true))
}

#[derive(Template)]
#[template(path = "space/access.html")]
struct AccessPage {
    frame: Frame,
    form: View,
    name: String,
    address: String,
    who: String,
    said: String,
    /// `asked`, `granted` (the team said yes), `yes`, `no`, or `late`.
    what: &'static str,
    on: String,
}

const DEAD: Error = Error::DeadLink("/espace");

async fn access_page(visit: &Visit, secret: &str, what: Option<&'static str>, form: View) -> Result<AccessPage, Error> {
    let (request, space) = acts::peek(&visit.app, secret).await?.ok_or(DEAD)?;
    let stands = match request.status {
        AccessStatus::Open => "asked",
        AccessStatus::Granted => "granted",
        AccessStatus::Done | AccessStatus::Refused => "late",
    };
    Ok(AccessPage {
        frame: visit.form_frame(Area::Private, Place::Space, &words::say("title-access")),
        form,
        name: space.name,
        address: format!("{}.{}", space.slug, visit.app.settings.space_domain),
        who: request.address.to_string(),
        said: request.words,
        what: what.unwrap_or(stands),
        on: request.due_at.map(words::moment).unwrap_or_default(),
    })
}

/// `GET /espace/acces/{secret}`: looking changes nothing.
pub async fn show(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    page::show(&access_page(&visit, &path, None, View::default()).await?)
}

/// `POST /espace/acces/{secret}`: `action` is `yes` or `no`.
pub async fn answer(visit: Visit, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let yes = given.text("action") == "yes";
    match acts::answer(&visit.app, &path, yes).await? {
        Ok(_) => page::show(&access_page(&visit, &path, Some(if yes { "yes" } else { "no" }), View::default()).await?),
        Err(Late::Answered) => page::show(&access_page(&visit, &path, Some("late"), View::default()).await?),
        Err(Late::Unknown) => Err(DEAD),
        Err(Late::Contacts(refusal)) => {
            let mut form = View::of(given);
            form.add("action", refusal.key());
            page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &access_page(&visit, &path, None, form).await?)
        }
    }
}

/// A request of the list.
struct Line {
    id: String,
    slug: String,
    name: String,
    who: String,
    said: String,
    asked: String,
    /// The team said yes: when the delay is over.
    on: Option<String>,
}

#[derive(Template)]
#[template(path = "space/requests.html")]
struct RequestsPage {
    frame: Frame,
    form: View,
    lines: Vec<Line>,
    /// The request that `form` answers.
    answered: String,
    days: i64,
}

/// Requests on the page.
const PAGE: i64 = 100;

async fn render(volunteer: &Volunteer, form: View, answered: String, status: StatusCode) -> Result<HttpResponse, Error> {
    let waiting = volunteer.visit.app.store.read(|db| store::access::waiting(db, PAGE)).await?;
    let line = |(request, slug, name): (AccessRequest, String, String)| Line {
        id: request.id,
        slug,
        name,
        who: request.address.to_string(),
        said: request.words,
        asked: words::date(request.created_at),
        on: request.due_at.map(words::moment),
    };
    let page = RequestsPage {
        frame: volunteer.frame(Place::Spaces, &words::say("title-requests")),
        form,
        lines: waiting.into_iter().map(line).collect(),
        answered,
        days: volunteer.visit.app.policy().access_days,
    };
    page::show_with(status, &page)
}

/// `GET /equipe/acces`
pub async fn list(volunteer: Volunteer) -> Result<HttpResponse, Error> {
    render(&volunteer, View::default(), String::new(), StatusCode::OK).await
}

/// `POST /equipe/acces/{id}`: `action` is `yes` or `no`; `words` say why, for the next who reads.
pub async fn decide(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let (id, said, yes) = (path.into_inner(), given.text("words"), given.text("action") == "yes");
    if said.is_empty() || said.chars().count() > WORDS {
        let mut form = View::of(given);
        form.add("words", if said.is_empty() { "deed-words-missing" } else { "access-words-long" });
        return render(&volunteer, form, id, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let flash = match acts::decide(&volunteer.visit.app, &volunteer.who, id, yes, said).await? {
        Ok(_) if yes => Flash::done(words::say("flash-access-granted")),
        Ok(_) => Flash::done(words::say("flash-access-refused")),
        Err(Late::Unknown) => return Err(Error::NotFound),
        Err(_) => Flash::watch(words::say("flash-access-late")),
    };
    volunteer.visit.say(flash);
    Ok(go("/equipe/acces"))
}
