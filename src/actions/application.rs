//! Applying: save a page, send the form, confirm the address, get a lost link again.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::{Application, Event, Misfit, State};
use crate::domain::effect::{About, Effect};
use crate::domain::eligibility;
use crate::domain::form::{Answers, Form, Page};
use crate::domain::letter::Kind;
use crate::domain::space::Space;
use crate::domain::values::{ApplicationId, EmailAddress, Reference, Secret, Slug};
use crate::post::compose;
use crate::store::{self, Db};
use chrono::Duration;

/// The address of the status page of an application; it can be written again at any time.
pub fn status_link(app: &App, id: &ApplicationId) -> String {
    app.settings.link(&format!("/demande/suivi/{}", status_secret(app, id).reveal()))
}

fn status_secret(app: &App, id: &ApplicationId) -> Secret {
    app.keys.derived("status", id.as_str())
}

/// Keeps what was typed on a page, whatever is wrong with it; gives the draft's key, a new one where there was none or where
/// that draft was sent meanwhile.
pub async fn save_page(app: &App, draft: Option<ApplicationId>, page: Page, answers: Answers) -> Result<ApplicationId, Failure> {
    let moment = Moment::of(app, "applicant");
    app.store
        .write(move |tx| {
            let sent = match &draft {
                Some(id) => store::application::find(tx, id)?.is_some(),
                None => false,
            };
            let id = draft.filter(|_| !sent).unwrap_or_else(|| moment.key());
            let mut all = store::draft::find(tx, &id)?.unwrap_or_default();
            all.replace(page.fields(), answers.only(page.fields()));
            store::draft::save(tx, &id, &all, moment.now)?;
            Ok(id)
        })
        .await
}

/// The label may be given to this application: no space bears it, no other application asks for it.
pub fn slug_is_free(db: &mut Db<'_>, slug: &Slug, id: &ApplicationId) -> store::Result<bool> {
    Ok(store::space::by_slug(db, slug)?.is_none() && !store::application::slug_asked(db, slug, id)?)
}

/// Why a form is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// There is no such draft: its time was over.
    NoDraft,
    /// This page must be mended first.
    Incomplete(Page),
}

/// Sends the form: one draft makes one application, however often it is sent.
pub async fn submit(app: &App, draft: ApplicationId) -> Outcome<Application, Unsent> {
    let moment = Moment::of(app, "applicant");
    let house = app.clone();
    app.store
        .write(move |tx| {
            if let Some(sent) = store::application::find(tx, &draft)? {
                return Ok(Ok(sent));
            }
            let Some(answers) = store::draft::find(tx, &draft)? else { return Ok(Err(Unsent::NoDraft)) };
            let form = match Form::parse(&answers, moment.now.date_naive()) {
                Ok(form) => form,
                Err(page) => return Ok(Err(Unsent::Incomplete(page))),
            };
            if !slug_is_free(tx, &form.address.slug, &draft)? {
                return Ok(Err(Unsent::Incomplete(Page::Address)));
            }
            let policy = house.policy();
            let application = Application {
                id: draft.clone(),
                reference: free_reference(tx, &house)?,
                version: 1,
                submitted_at: moment.now,
                assessment: eligibility::assess(&form, &policy),
                form,
                state: State::Unconfirmed,
                claim: None,
            };
            let letter = compose::confirmation(&house.settings, &application, status_link(&house, &draft), &policy)?;
            store::application::insert(tx, &application, house.keys.hash(&status_secret(&house, &draft)))?;
            store::draft::delete(tx, &draft)?;
            let effects = vec![
                Effect::SendLetter { letter, about: About::Application(draft.clone()) },
                Effect::Trace { verb: "submit", subject: draft.to_string(), detail: String::new() },
            ];
            settle(tx, &moment, effects)?;
            Ok(Ok(application))
        })
        .await
}

/// A reference that no application bears: 2⁴⁰ of them, so the first draw is nearly always good.
fn free_reference(db: &mut Db<'_>, app: &App) -> Result<Reference, Failure> {
    loop {
        let reference = Reference::from_random(app.keys.reference_bits());
        if store::application::by_reference(db, &reference)?.is_none() {
            return Ok(reference);
        }
    }
}

/// The application of a status link, with its space; `None` for one that leads nowhere (any more).
pub async fn by_link(app: &App, secret: &str) -> Result<Option<(Application, Option<Space>)>, Failure> {
    let hash = Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default();
    app.store
        .read(move |db| {
            let Some(application) = store::application::by_status_hash(db, &hash)? else { return Ok(None) };
            let space = match application.state {
                State::Accepted { .. } => store::space::of_application(db, &application.id)?,
                _ => None,
            };
            Ok(Some((application, space)))
        })
        .await
}

/// Confirms the address: the application enters the queue. Confirming twice changes nothing.
pub async fn confirm(app: &App, secret: &str) -> Outcome<Application, Misfit> {
    let moment = Moment::of(app, "applicant");
    let hash = Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default();
    app.store
        .write(move |tx| {
            let Some(before) = store::application::by_status_hash(tx, &hash)? else { return Ok(Err(Misfit::NotFromHere)) };
            let state = match before.state.after(Event::Confirm, moment.now) {
                Ok(state) => state,
                Err(Misfit::Already) => return Ok(Ok(before)),
                Err(misfit) => return Ok(Err(misfit)),
            };
            let after = Application { state, ..before.clone() };
            store::application::update(tx, &before, &after)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "confirm", subject: before.id.to_string(), detail: String::new() }])?;
            Ok(Ok(after))
        })
        .await
}

/// Letters with a lost link that one application may cause in an hour.
const LOST_LINKS_AN_HOUR: i64 = 3;

/// Sends the link of each application of an address once more. Nothing tells whether there is one.
pub async fn send_lost_link(app: &App, email: EmailAddress) -> Result<(), Failure> {
    let moment = Moment::of(app, "applicant");
    let house = app.clone();
    app.store
        .write(move |tx| {
            let since = moment.now - Duration::hours(1);
            for application in store::application::by_email(tx, &email.folded())? {
                if store::outbox::count_since(tx, &application.id, Kind::LostLink, since)? >= LOST_LINKS_AN_HOUR {
                    continue;
                }
                let letter = compose::lost_link(&house.settings, &application, status_link(&house, &application.id))?;
                settle(tx, &moment, vec![Effect::SendLetter { letter, about: About::Application(application.id) }])?;
            }
            Ok(())
        })
        .await
}
