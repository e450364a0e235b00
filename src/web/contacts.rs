//! Who administers a space (spec 7.4): the list and its changes, the answer of who was named, one's own sessions.

use crate::actions::contact::{self as acts, Answer};
use crate::domain::contact::{Deed, Refusal};
use crate::domain::space::Space;
use crate::domain::values::{EmailAddress, Instant};
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::SpaceAdmin;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// A contact of the list.
struct Line {
    email: String,
    principal: bool,
    /// When they said yes or came by their link; none for one who was only named.
    seen: Option<String>,
    /// Since when an answer is awaited.
    named: String,
    /// Whose place they take when they say yes.
    takes_over: Option<String>,
    /// Asked whether they still are, and silent since.
    silent: bool,
    own: bool,
}

/// A session of who looks.
struct Stay {
    handle: String,
    began: String,
    ends: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "space/contacts.html")]
struct ContactsPage {
    frame: Frame,
    form: View,
    name: String,
    slug: String,
    lines: Vec<Line>,
    stays: Vec<Stay>,
}

async fn render(admin: &SpaceAdmin, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let (space, visit) = (&admin.space, &admin.contact.visit);
    let (email, now) = (admin.contact.email.clone(), visit.now());
    let own = visit.contact().map(|secret| visit.app.keys.hash(&secret)).unwrap_or_default();
    let stays = visit.app.store.read(move |db| store::contact::stays(db, &email, now)).await?;
    let line = |one: &crate::domain::space::Contact| Line {
        email: one.email.to_string(),
        principal: one.principal,
        seen: one.confirmed_at.map(words::date),
        named: one.named_at.map(words::date).unwrap_or_default(),
        takes_over: one.takes_over.as_ref().map(ToString::to_string),
        silent: is_silent(one.confirmed_at, one.asked_at),
        own: one.email.folded() == admin.contact.email.folded(),
    };
    page::show_with(
        status,
        &ContactsPage {
            frame: visit.form_frame(Area::Private, Place::Space, &words::say_with("title-contacts", &[("name", &page::in_title(&space.name))])),
            form,
            name: space.name.clone(),
            slug: space.slug.to_string(),
            lines: space.contacts.iter().map(line).collect(),
            stays: stays
                .into_iter()
                .map(|stay| Stay {
                    handle: acts::handle(&stay.hash).to_owned(),
                    began: words::moment(stay.began_at),
                    ends: words::moment(stay.ends_at),
                    own: stay.hash == own,
                })
                .collect(),
        },
    )
}

/// They were asked whether they still are contacts, and said nothing since.
pub fn is_silent(confirmed: Option<Instant>, asked: Option<Instant>) -> bool {
    confirmed.zip(asked).is_some_and(|(confirmed, asked)| asked > confirmed)
}

/// `GET /espace/{slug}/contacts`
pub async fn show(admin: SpaceAdmin) -> Result<HttpResponse, Error> {
    render(&admin, View::default(), StatusCode::OK).await
}

/// `POST /espace/{slug}/contacts`: `action` is `name` or `hand_over` (with `email`), `again`, `remove` or `promote` (with `which`), or
/// `close` (a session, or all the others).
pub async fn act(admin: SpaceAdmin, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let (visit, here) = (&admin.contact.visit, format!("/espace/{}/contacts", admin.space.slug));
    let (own, which) = (&admin.contact.email, EmailAddress::parse(&given.text("which")));
    let action = given.text("action");
    let deed = match (action.as_str(), which) {
        ("name" | "hand_over", _) => {
            let Some(email) = EmailAddress::parse(&given.text("email")) else {
                let mut form = View::of(given);
                form.add("email", "contact-malformed");
                return render(&admin, form, StatusCode::UNPROCESSABLE_ENTITY).await;
            };
            visit.count_letters()?;
            Deed::Name(email, (action == "hand_over").then(|| own.clone()))
        }
        ("again", Some(email)) => {
            visit.count_letters()?;
            // Whose place it takes stays as it was said.
            let named = admin.space.contacts.iter().find(|one| one.email.folded() == email.folded());
            let old = named.and_then(|one| one.takes_over.clone());
            Deed::Name(email, old)
        }
        ("remove", Some(email)) => Deed::Remove(email),
        ("promote", Some(email)) => Deed::Promote(email),
        ("close", _) => {
            let Some(secret) = visit.contact() else { return Err(Error::Enter) };
            let one = given.text("session");
            let closed = acts::close(&visit.app, own.clone(), &secret, (!one.is_empty()).then_some(one)).await?;
            visit.say(Flash::done(words::count("flash-stays-closed", i64::try_from(closed).unwrap_or(0))));
            return Ok(go(&here));
        }
        _ => return Err(Error::Unreadable),
    };
    match acts::change(&visit.app, admin.space.id.clone(), deed.clone()).await? {
        Ok(space) => {
            visit.say(Flash::done(said(&deed)));
            // Who removed themselves has no page here any more.
            Ok(go(if space.is_administered_by(own) { &here } else { "/espace" }))
        }
        Err(refusal) => {
            let mut form = View::of(given);
            form.add("email", refusal.key());
            render(&admin, form, if refusal == Refusal::Unknown { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY }).await
        }
    }
}

fn said(deed: &Deed) -> String {
    let (key, email) = match deed {
        Deed::Name(email, _) => ("flash-contact-named", email),
        Deed::Confirm(email) => ("flash-contact-confirmed", email),
        Deed::Remove(email) => ("flash-contact-removed", email),
        Deed::Promote(email) => ("flash-contact-promoted", email),
    };
    words::say_with(key, &[("email", email.as_str())])
}

#[derive(Template)]
#[template(path = "space/contact.html")]
struct ContactPage {
    frame: Frame,
    form: View,
    name: String,
    address: String,
    email: String,
    /// `named`, `still`, `yes` or `no`.
    what: &'static str,
    takes_over: Option<String>,
}

const DEAD: Error = Error::DeadLink("/espace");

fn contact_page(visit: &Visit, space: &Space, email: String, what: &'static str, takes_over: Option<String>, form: View) -> ContactPage {
    ContactPage {
        frame: visit.form_frame(Area::Private, Place::Space, &words::say("title-contact")),
        form,
        name: space.name.clone(),
        address: format!("{}.{}", space.slug, visit.app.settings.space_domain),
        email,
        what,
        takes_over,
    }
}

async fn asked(visit: &Visit, secret: &str, form: View) -> Result<ContactPage, Error> {
    let (space, contact) = acts::peek(&visit.app, secret).await?.ok_or(DEAD)?;
    let what = if contact.confirmed_at.is_some() { "still" } else { "named" };
    Ok(contact_page(visit, &space, contact.email.to_string(), what, contact.takes_over.map(|old| old.to_string()), form))
}

/// `GET /espace/contact/{secret}`: looking uses nothing up.
pub async fn ask(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    page::show(&asked(&visit, &path, View::default()).await?)
}

/// `POST /espace/contact/{secret}`: `action` is `yes` or `no`; `email` is who takes over.
pub async fn answer(visit: Visit, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let successor = given.text("email");
    let yes = given.text("action") == "yes";
    let said = match (yes, successor.is_empty(), EmailAddress::parse(&successor)) {
        (true, ..) => Answer::Yes,
        (false, true, _) => Answer::No(None),
        (false, false, Some(email)) => {
            visit.count_letters()?;
            Answer::No(Some(email))
        }
        (false, false, None) => {
            let mut form = View::of(given);
            form.add("email", "contact-malformed");
            return page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &asked(&visit, &path, form).await?);
        }
    };
    match acts::answer(&visit.app, &path, said).await? {
        Ok(Some(space)) => page::show(&contact_page(&visit, &space, successor, if yes { "yes" } else { "no" }, None, View::default())),
        Ok(None) => Err(DEAD),
        Err(refusal) => {
            let mut form = View::of(given);
            form.add("email", if refusal == Refusal::Last { "contact-last-successor" } else { refusal.key() });
            page::show_with(StatusCode::UNPROCESSABLE_ENTITY, &asked(&visit, &path, form).await?)
        }
    }
}
