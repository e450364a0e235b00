//! Applying: save a page, come back to a form, send it, confirm the address, withdraw, get a lost link again.

use super::address::unfree;
use super::memory::remember;
use super::sieve::{catch, record};
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::{Application, Event, Misfit, State};
use crate::domain::effect::{About, Effect};
use crate::domain::eligibility;
use crate::domain::form::{Answers, Form, Page};
use crate::domain::letter::Kind;
use crate::domain::memory::Became;
use crate::domain::pioneer::lead;
use crate::domain::sieve::Grade;
use crate::domain::values::{ApplicationId, EmailAddress, Reference, Secret};
use crate::post::compose;
use crate::store::{self, Db};
use chrono::Duration;

/// The link of the status page of an application. It can be written again at any time, and another address has another link:
/// who was written to by mistake does not keep a key.
pub fn status_link(app: &App, application: &Application) -> String {
    link(app, &status_secret(app, application))
}

/// The link that leads back to a form on its way.
pub fn draft_link(app: &App, draft: &ApplicationId) -> String {
    link(app, &draft_secret(app, draft))
}

fn link(app: &App, secret: &Secret) -> String {
    app.settings.link(&format!("/demande/suivi/{}", secret.reveal()))
}

fn status_secret(app: &App, application: &Application) -> Secret {
    app.keys.derived("status", &format!("{} {}", application.id, application.form.contact.email.folded()))
}

fn draft_secret(app: &App, draft: &ApplicationId) -> Secret {
    app.keys.derived("draft", draft.as_str())
}

/// The hash under which the secret of a link is stored; that of nothing for what is no secret.
pub fn link_hash(app: &App, secret: &str) -> String {
    Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default()
}

/// What becomes of a page that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, in this draft.
    Draft(ApplicationId),
    /// Its form was sent already: nothing was changed.
    SentAlready,
}

/// Keeps what was typed on a page, whatever is wrong with it: in the draft of this browser, or in a new one. `shown` is the draft
/// that the page was shown for: one whose form was sent meanwhile, in another window, is not begun again by accident.
pub async fn save_page(
    app: &App,
    draft: Option<ApplicationId>,
    shown: Option<ApplicationId>,
    page: Page,
    answers: Answers,
) -> Result<Saved, Failure> {
    let moment = Moment::of(app, "applicant");
    let house = app.clone();
    app.store
        .write(move |tx| {
            let mut known = None;
            if let Some(id) = draft {
                known = store::draft::find(tx, &id)?;
                if known.is_none() && shown.as_ref() == Some(&id) && store::application::find(tx, &id)?.is_some() {
                    return Ok(Saved::SentAlready);
                }
                if known.is_some() {
                    return keep(tx, &house, &moment, id, known.unwrap_or_default(), page, answers);
                }
            }
            keep(tx, &house, &moment, moment.key(), known.unwrap_or_default(), page, answers)
        })
        .await
}

fn keep(
    tx: &mut store::Tx<'_>,
    house: &App,
    moment: &Moment,
    id: ApplicationId,
    mut all: Answers,
    page: Page,
    answers: Answers,
) -> Result<Saved, Failure> {
    all.replace(page.fields(), answers.only(page.fields()));
    store::draft::save(tx, &id, &all, &house.keys.hash(&draft_secret(house, &id)), moment.now)?;
    Ok(Saved::Draft(id))
}

/// Why a form is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// There is no such draft: its time was over.
    NoDraft,
    /// This page must be mended first.
    Incomplete(Page),
}

/// Sends the form: one draft makes one application, however often it is sent. Sent again before the address is confirmed, it
/// corrects that application, which keeps its reference. `origin` is the hash of the connection, where one is known. What a sieve
/// drops gets no letter, and nothing tells (spec 6).
pub async fn submit(app: &App, draft: ApplicationId, origin: Option<String>) -> Outcome<Application, Unsent> {
    let moment = Moment::of(app, "applicant");
    let house = app.clone();
    app.store
        .write(move |tx| {
            let before = store::application::find(tx, &draft)?;
            let Some(answers) = store::draft::find(tx, &draft)? else { return Ok(before.ok_or(Unsent::NoDraft)) };
            let form = match Form::parse(&answers, moment.now.date_naive()) {
                Ok(form) => form,
                Err(page) => return Ok(Err(Unsent::Incomplete(page))),
            };
            if unfree(&house, tx, &form.address.slug, &draft)?.is_some() {
                return Ok(Err(Unsent::Incomplete(Page::Address)));
            }
            let policy = house.policy();
            let assessment = eligibility::assess(&form, &policy);
            store::draft::delete(tx, &draft)?;
            let mut application = match &before {
                Some(before) if before.state != State::Unconfirmed => return Ok(Ok(before.clone())),
                Some(before) => Application { form, assessment, submitted_at: moment.now, ..before.clone() },
                None => {
                    let (id, reference, state) = (draft.clone(), free_reference(tx, &house)?, State::Unconfirmed);
                    Application {
                        id,
                        reference,
                        version: 1,
                        submitted_at: moment.now,
                        assessment,
                        form,
                        state,
                        claim: None,
                        sieved: None,
                        lead: Duration::zero(),
                    }
                }
            };
            let caught = catch(tx, &application, origin.clone(), moment.now)?;
            application.sieved = caught.as_ref().map(|(_, grade)| *grade).or(application.sieved);
            let hash = house.keys.hash(&status_secret(&house, &application));
            let verb = match &before {
                Some(before) => store::application::update_with_hash(tx, before, &application, hash).map(|()| "correct")?,
                None => store::application::insert(tx, &application, hash).map(|()| "submit")?,
            };
            if let Some(origin) = &origin {
                store::sieve::set_origin(tx, &draft, origin)?;
            }
            record(tx, &moment, &draft, caught)?;
            let mut effects = vec![Effect::Trace { verb, subject: draft.to_string(), detail: String::new() }];
            if !application.is_dropped() {
                let letter = compose::confirmation(&house.settings, &application, status_link(&house, &application), &policy)?;
                effects.push(Effect::SendLetter { letter, about: About::Application(draft.clone()) });
            }
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

/// The form of this draft was sent, and is not open again.
pub async fn is_sent(app: &App, draft: &ApplicationId) -> Result<bool, Failure> {
    let id = draft.clone();
    let found = app.store.read(move |db| Ok::<_, store::Error>((store::draft::find(db, &id)?, store::application::find(db, &id)?)));
    let (draft, application) = found.await?;
    Ok(draft.is_none() && application.is_some())
}

/// Opens the form of a link again: a draft as it is, an unconfirmed application with its answers. Gives the draft's key.
pub async fn reopen(app: &App, secret: &str) -> Outcome<ApplicationId, Misfit> {
    let moment = Moment::of(app, "applicant");
    let (house, hash) = (app.clone(), link_hash(app, secret));
    app.store
        .write(move |tx| {
            if let Some((draft, _)) = store::draft::by_secret_hash(tx, &hash)? {
                return Ok(Ok(draft));
            }
            let Some(found) = store::application::by_status_hash(tx, &hash)? else { return Ok(Err(Misfit::NotFromHere)) };
            if found.state != State::Unconfirmed {
                return Ok(Err(Misfit::TooLate));
            }
            if store::draft::find(tx, &found.id)?.is_none() {
                let secret = house.keys.hash(&draft_secret(&house, &found.id));
                store::draft::save(tx, &found.id, &found.form.answers(), &secret, moment.now)?;
            }
            Ok(Ok(found.id))
        })
        .await
}

/// Sends the link of a form on its way, to who wants to finish it later.
pub async fn send_resume_link(app: &App, draft: ApplicationId, to: EmailAddress) -> Result<(), Failure> {
    let moment = Moment::of(app, "applicant");
    let letter = compose::resume(&app.settings, &to, draft_link(app, &draft), &app.policy())?;
    app.store
        .write(move |tx| match store::draft::find(tx, &draft)? {
            Some(_) => settle(tx, &moment, vec![Effect::SendLetter { letter, about: About::House }]),
            None => Ok(()),
        })
        .await
}

/// Confirms the address: the application enters the queue, and its receipt is acknowledged (R11). Confirming twice changes nothing.
/// A sieve may hold it before the queue, or drop it (spec 6): the applicant sees no difference.
pub async fn confirm(app: &App, secret: &str) -> Outcome<Application, Misfit> {
    let moment = Moment::of(app, "applicant");
    let (house, hash) = (app.clone(), link_hash(app, secret));
    app.store
        .write(move |tx| {
            let Some(before) = store::application::by_status_hash(tx, &hash)? else { return Ok(Err(Misfit::NotFromHere)) };
            let state = match before.state.after(Event::Confirm, moment.now) {
                Ok(state) => state,
                Err(Misfit::Already) => return Ok(Ok(before)),
                Err(misfit) => return Ok(Err(misfit)),
            };
            let origin = store::sieve::origin(tx, &before.id)?;
            let caught = catch(tx, &before, origin, moment.now)?;
            let sieved = caught.as_ref().map(|(_, grade)| *grade).or(before.sieved);
            let apart = match sieved {
                Some(Grade::Drop) => Some(Some(moment.now + Duration::days(house.policy().unconfirmed_days))),
                Some(Grade::AskPerson) => Some(None),
                _ => None,
            };
            let state = match apart.map(|until| state.after(Event::SetApart { until }, moment.now)) {
                Some(Ok(apart)) => apart,
                _ => state,
            };
            // R9: its place in the queue, from now on.
            let policy = house.policy();
            let lead = lead(before.form.needs.ease, policy.first_phase(moment.now), &policy);
            let after = Application { state, sieved, lead, ..before.clone() };
            store::application::update(tx, &before, &after)?;
            record(tx, &moment, &before.id, caught)?;
            store::figures::count_arrival(tx, moment.now)?;
            store::draft::delete(tx, &before.id)?;
            let mut effects = vec![Effect::Trace { verb: "confirm", subject: before.id.to_string(), detail: String::new() }];
            if sieved != Some(Grade::Drop) {
                let letter = compose::receipt(&house.settings, &after, status_link(&house, &after), &house.policy())?;
                effects.push(Effect::SendLetter { letter, about: About::Application(before.id.clone()) });
            }
            settle(tx, &moment, effects)?;
            Ok(Ok(after))
        })
        .await
}

/// Withdraws an application: all that was said is erased at once, with a decision that was not said yet. A last letter says so.
pub async fn withdraw(app: &App, secret: &str) -> Outcome<(), Misfit> {
    let moment = Moment::of(app, "applicant");
    let (house, hash) = (app.clone(), link_hash(app, secret));
    app.store
        .write(move |tx| {
            let Some(found) = store::application::by_status_hash(tx, &hash)? else { return Ok(Err(Misfit::NotFromHere)) };
            if !found.state.may_be_withdrawn() {
                return Ok(Err(Misfit::TooLate));
            }
            let letter = compose::withdrawn(&house.settings, &found)?;
            remember(&house, tx, &moment, &found, Became::Withdrawn)?;
            store::application::erase(tx, &found)?;
            store::draft::delete(tx, &found.id)?;
            store::outcome::insert(tx, &moment.timeless_key(), store::outcome::Outcome::Withdrawn, None, moment.now)?;
            let effects = vec![
                Effect::SendLetter { letter, about: About::House },
                Effect::Trace { verb: "withdraw", subject: found.id.to_string(), detail: String::new() },
            ];
            settle(tx, &moment, effects)?;
            Ok(Ok(()))
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
                // What was dropped is written to by nobody: one does not get around a sieve this way.
                if application.is_dropped() || store::outbox::count_since(tx, &application.id, Kind::LostLink, since)? >= LOST_LINKS_AN_HOUR {
                    continue;
                }
                let letter = compose::lost_link(&house.settings, &application, status_link(&house, &application))?;
                settle(tx, &moment, vec![Effect::SendLetter { letter, about: About::Application(application.id) }])?;
            }
            Ok(())
        })
        .await
}
