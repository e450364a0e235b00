//! Applying: the pages of the form.

use crate::actions::address;
use crate::actions::application::{self as apply, Saved};
use crate::domain::form::{self, Answers, LegalForm, Page, Problem, RegistrationKind};
use crate::domain::policy::Policy;
use crate::domain::registration;
use crate::domain::values::{ApplicationId, EmailAddress, Slug};
use crate::store;
use crate::web::answers::registration_remark;
use crate::web::availability;
use crate::web::error::Error;
use crate::web::form::{Sent, View};
use crate::web::options::Options;
use crate::web::page::{self, Area, Flash, Frame, Place, go};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Datelike;
use std::sync::Arc;

/// What was typed so far in this browser.
pub async fn typed(visit: &Visit) -> Result<Answers, Error> {
    Ok(open_draft(visit).await?.map(|(_, answers)| answers).unwrap_or_default())
}

/// The form on its way in this browser: none once it is sent.
async fn open_draft(visit: &Visit) -> Result<Option<(ApplicationId, Answers)>, Error> {
    let Some(id) = visit.draft() else { return Ok(None) };
    let found = visit.app.store.read(move |db| Ok::<_, store::Error>(store::draft::find(db, &id)?.map(|answers| (id, answers))));
    Ok(found.await?)
}

/// A step of the form, on the rope beside it.
pub struct Step {
    /// Its page.
    pub href: String,
    /// Its title.
    pub words: String,
    /// Done, now or next.
    pub state: &'static str,
    /// The same in words.
    pub said: String,
}

/// The steps of the form; `now` is the page we are on, none for the last: check and send.
pub fn steps(answers: &Answers, now: Option<Page>, this_year: i32) -> Vec<Step> {
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
    form: View,
    step: usize,
    steps: Vec<Step>,
    policy: Arc<Policy>,
    /// The draft that the page is shown for; empty before there is one.
    draft: String,
}

#[derive(Template)]
#[template(path = "application/structure.html")]
struct StructurePage {
    frame: Frame,
    sheet: Sheet,
    /// Kinds of registration numbers that fit the legal form and the country, then the others.
    kinds: (Options, Options),
}

#[derive(Template)]
#[template(path = "application/needs.html")]
struct NeedsPage {
    frame: Frame,
    sheet: Sheet,
}

#[derive(Template)]
#[template(path = "application/address.html")]
struct AddressPage {
    frame: Frame,
    sheet: Sheet,
    domain: String,
    suggestions: Vec<String>,
}

#[derive(Template)]
#[template(path = "application/contact.html")]
struct ContactPage {
    frame: Frame,
    sheet: Sheet,
    /// What the address was probably meant to be, and the address as typed.
    meant: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "application/commitments.html")]
struct CommitmentsPage {
    frame: Frame,
    sheet: Sheet,
}

/// Kinds of registration numbers for the form of a structure: those that fit, then the others.
pub fn kinds(answers: &Answers) -> (Options, Options) {
    let fitting = registration::offered(LegalForm::parse(&answers.text("legal_form")), &answers.text("country"));
    let label = |kind: &RegistrationKind| (kind.code(), words::label("registration-kind", kind.code()));
    let others = RegistrationKind::ALL.iter().filter(|kind| !fitting.contains(kind)).map(label).collect();
    (fitting.iter().map(label).collect(), others)
}

/// A page of the form as an answer.
fn page_of(visit: &Visit, page: Page, status: StatusCode, answers: Answers, problems: &[Problem], extra: Extra) -> Result<HttpResponse, Error> {
    let position = Page::ALL.iter().position(|one| *one == page).unwrap_or_default();
    let mut frame = visit.form_frame(Area::Private, Place::Apply, &words::label("question", page.code()));
    frame.flash = extra.notice.map(|key| Flash::watch(words::say(key))).or(frame.flash);
    let steps = steps(&answers, Some(page), this_year(visit));
    let kinds = if page == Page::Structure { kinds(&answers) } else { Default::default() };
    let mut form = View::with(answers, problems);
    if page == Page::Structure {
        let kind = RegistrationKind::parse(&form.value("registration_kind"));
        let number = kind.map(|kind| registration::normalise(kind, &form.value("registration_number"))).filter(|number| !number.is_empty());
        if let Some(words) = number.and_then(|number| registration_remark(kind, Some(&number))) {
            form.remark_on("registration_number", words);
        }
    }
    let draft = extra.draft.map(|id| id.to_string()).unwrap_or_default();
    let sheet = Sheet { form, step: position + 1, steps, policy: visit.app.policy(), draft };
    match page {
        Page::Structure => page::show_with(status, &StructurePage { frame, sheet, kinds }),
        Page::Needs => page::show_with(status, &NeedsPage { frame, sheet }),
        Page::Address => {
            let domain = visit.app.settings.space_domain.clone();
            page::show_with(status, &AddressPage { frame, sheet, domain, suggestions: extra.suggestions })
        }
        Page::Contact => page::show_with(status, &ContactPage { frame, sheet, meant: extra.meant }),
        Page::Commitments => page::show_with(status, &CommitmentsPage { frame, sheet }),
    }
    .map(|mut response| {
        // Not `no-store`: the way back must keep what was typed and not sent yet.
        response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
        response
    })
}

/// What a page of the form says besides.
#[derive(Default)]
struct Extra {
    /// The draft that the page is shown for.
    draft: Option<ApplicationId>,
    /// Addresses of spaces that are free.
    suggestions: Vec<String>,
    /// What a mail address was probably meant to be, and the address as typed.
    meant: Option<(String, String)>,
    /// Key of a sentence said above all.
    notice: Option<&'static str>,
}

/// The year, by which years of creation are read.
pub fn this_year(visit: &Visit) -> i32 {
    visit.now().year()
}

/// The field that people never see: what fills it is no person.
pub const HONEYPOT: &str = "fax";

/// `GET /demande/{page}`
pub async fn show(visit: Visit, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let page = Page::parse(&path).ok_or(Error::NotFound)?;
    visit.begin_form();
    let (draft, answers) = open_draft(&visit).await?.unzip();
    let mut answers = answers.unwrap_or_default();
    if page == Page::Address
        && answers.text("slug").is_empty()
        && let Some(first) = free_slugs(&visit, &answers).await?.into_iter().next()
    {
        answers.0.insert("slug".into(), vec![first]);
    }
    // What was sent, here or elsewhere, is not begun again without knowing it.
    let sent = match visit.draft() {
        Some(id) if draft.is_none() => apply::is_sent(&visit.app, &id).await?,
        _ => false,
    };
    page_of(&visit, page, StatusCode::OK, answers, &[], Extra { draft, notice: sent.then_some("notice-another"), ..Extra::default() })
}

/// `POST /demande/{page}`: kept whatever is wrong with it; then the next page that needs something.
pub async fn save(visit: Visit, path: web::Path<String>, sent: Sent) -> Result<HttpResponse, Error> {
    let page = Page::parse(&path).ok_or(Error::NotFound)?;
    let mut given = sent.answers;
    if !sent.ours {
        // The cookie is gone or another: nothing is kept, but what was typed is there again, with a token that is good.
        let (draft, answers) = open_draft(&visit).await?.unzip();
        let mut answers = answers.unwrap_or_default();
        answers.replace(page.fields(), given.only(page.fields()));
        return page_of(
            &visit,
            page,
            StatusCode::FORBIDDEN,
            answers,
            &[],
            Extra { notice: Some(if draft.is_some() { "notice-token" } else { "notice-token-alone" }), draft, ..Extra::default() },
        );
    }
    if given.text("kept_email") == given.text("email")
        && let Some(meant) = EmailAddress::parse(&given.text("use_email"))
    {
        given.0.insert("email".into(), vec![meant.to_string()]);
    }
    let (kept, bait, later) = (given.text("kept_email"), given.text(HONEYPOT), given.text("then") == "later");
    let Some(draft) = keep(&visit, page, given).await? else { return Ok(sent_already(&visit)) };
    if later {
        return Ok(go("/demande/plus-tard"));
    }
    let answers = typed(&visit).await?;
    let mut problems = page.problems(&answers, this_year(&visit));
    let mut extra = Extra { draft: Some(draft.clone()), ..Extra::default() };
    if page == Page::Address
        && problems.is_empty()
        && let Some(slug) = Slug::parse(&answers.text("slug"))
        && let Some(why) = availability::unfree(&visit, slug).await?
    {
        problems.push(Problem { field: "slug", key: why.key(), n: 0 });
        extra.suggestions = free_slugs(&visit, &answers).await?;
    }
    let email = answers.text("email");
    if page == Page::Contact && kept != email {
        extra.meant = form::suggestion(&email).map(|meant| (meant, email));
    }
    if !bait.is_empty() {
        extra.notice = Some("notice-bait");
    }
    if problems.is_empty() && extra.meant.is_none() && extra.notice.is_none() {
        let year = this_year(&visit);
        let next = Page::ALL.iter().find(|next| !next.problems(&answers, year).is_empty());
        return Ok(go(&format!("/demande/{}", next.map_or("verification", |next| next.code()))));
    }
    page_of(&visit, page, StatusCode::UNPROCESSABLE_ENTITY, answers, &problems, extra)
}

/// Keeps a page in the draft of this browser; `None` when its form was sent already. New drafts are counted by connection.
pub async fn keep(visit: &Visit, page: Page, given: Answers) -> Result<Option<ApplicationId>, Error> {
    let shown = ApplicationId::parse(&given.text("draft"));
    if visit.draft().is_none() {
        visit.count_drafts()?;
    }
    match apply::save_page(&visit.app, visit.draft(), shown, page, given).await? {
        Saved::Draft(draft) => {
            visit.begin_form();
            visit.set_draft(&draft);
            Ok(Some(draft))
        }
        Saved::SentAlready => Ok(None),
    }
}

/// On to the receipt: the form of this page was sent meanwhile, in another window or before going back.
pub fn sent_already(visit: &Visit) -> HttpResponse {
    visit.say(Flash::watch(words::say("flash-sent-already")));
    go("/demande/recu")
}

/// Up to three free addresses made from the name, the acronym and the town.
pub async fn free_slugs(visit: &Visit, answers: &Answers) -> Result<Vec<String>, Error> {
    let proposed = form::suggestions(&answers.text("organization_name"), &answers.text("acronym"), &answers.text("town"));
    let (house, id) = (visit.app.clone(), availability::seeker(visit)?);
    let free = visit.app.store.read(move |db| {
        let mut free = Vec::new();
        for slug in proposed {
            if free.len() < 3 && address::unfree(&house, db, &slug, &id)?.is_none() {
                free.push(slug.to_string());
            }
        }
        Ok::<_, store::Error>(free)
    });
    Ok(free.await?)
}
