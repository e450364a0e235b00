//! Applying: the pages of the form, read again and sent.

use crate::actions::application::{self as apply, Unsent};
use crate::domain::form::{self, Answers, Form, Page, Problem};
use crate::domain::policy::Policy;
use crate::domain::values::{ApplicationId, Slug};
use crate::store;
use crate::web::answers::{Section, sections};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::options;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "application/start.html")]
struct StartPage {
    frame: Frame,
    policy: Arc<Policy>,
    resuming: bool,
}

/// `GET /demande`
pub async fn start(visit: Visit) -> Result<HttpResponse, Error> {
    let resuming = !typed(&visit).await?.0.is_empty();
    let frame = visit.frame(Area::Public, Place::Apply, &words::say("title-start"));
    page::show(&StartPage { frame, policy: visit.app.policy(), resuming })
}

/// What was typed so far in this browser.
async fn typed(visit: &Visit) -> Result<Answers, Error> {
    match visit.draft() {
        Some(id) => Ok(visit.app.store.read(move |db| store::draft::find(db, &id)).await?.unwrap_or_default()),
        None => Ok(Answers::default()),
    }
}

/// A step of the form, on the rope beside it.
pub struct Step {
    href: String,
    words: String,
    state: &'static str,
    said: String,
}

/// The steps; `now` is the page we are on, none for the last: check and send.
fn steps(answers: &Answers, now: Option<Page>, this_year: i32) -> Vec<Step> {
    let step = |code: &str, state: &'static str| Step {
        href: format!("/demande/{code}"),
        words: words::label("page", code),
        state,
        said: words::label("step", state),
    };
    let state = |page: Page| match now {
        Some(here) if here == page => "now",
        _ if page.problems(answers, this_year).is_empty() => "done",
        _ => "next",
    };
    let last = if now.is_none() { "now" } else { "next" };
    Page::ALL.iter().map(|page| step(page.code(), state(*page))).chain([step("verification", last)]).collect()
}

/// What every page of the form shows.
struct Sheet {
    frame: Frame,
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
}

#[derive(Template)]
#[template(path = "application/structure.html")]
struct StructurePage {
    frame: Frame,
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    options: &'static options::All,
}

#[derive(Template)]
#[template(path = "application/needs.html")]
struct NeedsPage {
    frame: Frame,
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    options: &'static options::All,
}

#[derive(Template)]
#[template(path = "application/address.html")]
struct AddressPage {
    frame: Frame,
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    domain: String,
    suggestions: Vec<String>,
}

#[derive(Template)]
#[template(path = "application/contact.html")]
struct ContactPage {
    frame: Frame,
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    options: &'static options::All,
}

#[derive(Template)]
#[template(path = "application/commitments.html")]
struct CommitmentsPage {
    frame: Frame,
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
}

/// A page of the form with its options, as an answer.
fn sheet(visit: &Visit, page: Page, status: StatusCode, sheet: Sheet, suggestions: Vec<String>) -> Result<HttpResponse, Error> {
    let Sheet { frame, form, step, steps, policy } = sheet;
    let options = &*options::ALL;
    match page {
        Page::Structure => page::show_with(status, &StructurePage { frame, form, step, steps, policy, options }),
        Page::Needs => page::show_with(status, &NeedsPage { frame, form, step, steps, policy, options }),
        Page::Address => {
            page::show_with(status, &AddressPage { frame, form, step, steps, policy, domain: visit.app.settings.space_domain.clone(), suggestions })
        }
        Page::Contact => page::show_with(status, &ContactPage { frame, form, step, steps, policy, options }),
        Page::Commitments => page::show_with(status, &CommitmentsPage { frame, form, step, steps, policy }),
    }
    .map(|mut response| {
        // Not `no-store`: the way back must keep what was typed and not sent yet.
        response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
        response
    })
}

fn this_year(visit: &Visit) -> i32 {
    visit.now().year()
}

fn sheet_of(visit: &Visit, page: Page, answers: Answers, problems: &[Problem]) -> Sheet {
    let position = Page::ALL.iter().position(|one| *one == page).unwrap_or_default();
    Sheet {
        frame: visit.form_frame(Area::Private, Place::Apply, &words::label("question", page.code())),
        steps: steps(&answers, Some(page), this_year(visit)),
        form: View::with(answers, problems),
        step: position + 1,
        policy: visit.app.policy(),
    }
}

/// `GET /demande/{page}`
pub async fn show(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let page = Page::parse(&path).ok_or(Error::NotFound)?;
    let mut answers = typed(&visit).await?;
    if page == Page::Address
        && answers.text("slug").is_empty()
        && let Some(first) = free_slugs(&visit, &answers).await?.into_iter().next()
    {
        answers.0.insert("slug".into(), vec![first]);
    }
    let made = sheet_of(&visit, page, answers, &[]);
    sheet(&visit, page, StatusCode::OK, made, Vec::new())
}

/// `POST /demande/{page}`: kept whatever is wrong with it; then the next page that needs something.
pub async fn save(visit: Visit, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let page = Page::parse(&path).ok_or(Error::NotFound)?;
    let draft = apply::save_page(&visit.app, visit.draft(), page, given).await?;
    visit.set_draft(&draft);
    let answers = typed(&visit).await?;
    let mut problems = page.problems(&answers, this_year(&visit));
    let mut suggestions = Vec::new();
    if page == Page::Address && problems.is_empty() && !slug_is_free(&visit, &answers, &draft).await? {
        problems.push(Problem { field: "slug", key: "slug-taken", n: 0 });
        suggestions = free_slugs(&visit, &answers).await?;
    }
    if problems.is_empty() {
        let year = this_year(&visit);
        let next = Page::ALL.iter().find(|next| !next.problems(&answers, year).is_empty());
        return Ok(go(&format!("/demande/{}", next.map_or("verification", |next| next.code()))));
    }
    let made = sheet_of(&visit, page, answers, &problems);
    sheet(&visit, page, StatusCode::UNPROCESSABLE_ENTITY, made, suggestions)
}

async fn slug_is_free(visit: &Visit, answers: &Answers, draft: &ApplicationId) -> Result<bool, Error> {
    let (Some(slug), draft) = (Slug::parse(&answers.text("slug")), draft.clone()) else { return Ok(false) };
    Ok(visit.app.store.read(move |db| apply::slug_is_free(db, &slug, &draft)).await?)
}

/// Up to three free addresses made from the name, the acronym and the town.
async fn free_slugs(visit: &Visit, answers: &Answers) -> Result<Vec<String>, Error> {
    let proposed = form::suggestions(&answers.text("organization_name"), &answers.text("acronym"), &answers.text("town"));
    let draft = visit.draft();
    let free = visit.app.store.read(move |db| {
        let nobody = ApplicationId::parse("00000000-0000-0000-0000-000000000000");
        let Some(id) = draft.or(nobody) else { return Ok(Vec::new()) };
        let mut free = Vec::new();
        for slug in proposed {
            if free.len() < 3 && apply::slug_is_free(db, &slug, &id)? {
                free.push(slug.to_string());
            }
        }
        Ok::<_, store::Error>(free)
    });
    Ok(free.await?)
}

#[derive(Template)]
#[template(path = "application/check.html")]
struct CheckPage {
    frame: Frame,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    sections: Vec<Section>,
    email: String,
}

/// `GET /demande/verification`
pub async fn check(visit: Visit) -> Result<HttpResponse, Error> {
    let answers = typed(&visit).await?;
    let form = match Form::parse(&answers, visit.now().date_naive()) {
        Ok(form) => form,
        Err(page) => return Ok(go(&format!("/demande/{page}"))),
    };
    page::show(&CheckPage {
        frame: visit.form_frame(Area::Private, Place::Apply, &words::label("question", "verification")),
        step: Page::ALL.len() + 1,
        steps: steps(&answers, None, this_year(&visit)),
        policy: visit.app.policy(),
        sections: sections(&form, &visit.app.settings.space_domain),
        email: form.contact.email.to_string(),
    })
}

/// `POST /demande/verification`: sends the form. A second click finds it sent and gets the same receipt.
pub async fn submit(visit: Visit, _: Posted) -> Result<HttpResponse, Error> {
    let Some(draft) = visit.draft() else { return Ok(go("/demande/structure")) };
    match apply::submit(&visit.app, draft).await? {
        Ok(_) => Ok(go("/demande/recu")),
        Err(Unsent::NoDraft) => {
            visit.say(Flash::watch(words::say("flash-draft-gone")));
            Ok(go("/demande/structure"))
        }
        Err(Unsent::Incomplete(page)) => {
            visit.say(Flash::watch(words::say(if page == Page::Address { "flash-slug-taken" } else { "flash-incomplete" })));
            Ok(go(&format!("/demande/{page}")))
        }
    }
}
