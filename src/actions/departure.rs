//! The end of a space: its administrators ask for it and may come back on it (spec 7.6); the agent confirms it, and what is about
//! people goes, but for what the law makes a host keep (spec 8, 11).

use super::life::{move_on, trace};
use super::{Failure, Moment, Outcome, address, settle};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::letter::Kind;
use crate::domain::space::{Event, Leaving, Space, State};
use crate::domain::values::SpaceId;
use crate::post::life as letters;
use crate::store::{self, Tx};
use chrono::{Duration, Months};

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The name of the space was not typed as it is.
    NotTyped,
    /// There is nothing to leave, or it is too late to stay.
    TooLate,
}

/// Asks for the deletion of a space: `typed` must be its label. Asked twice, the first date holds.
pub async fn ask(app: &App, id: SpaceId, typed: String) -> Outcome<Leaving, Refusal> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    app.store
        .write(move |tx| {
            let policy = super::policy::in_force(&house, tx, &moment)?;
            let Some(space) = store::space::find(tx, &id)? else { return Ok(Err(Refusal::TooLate)) };
            if typed.trim().to_lowercase() != space.slug.as_str() {
                return Ok(Err(Refusal::NotTyped));
            }
            if let Some(leaving) = space.leaving {
                return Ok(Ok(leaving));
            }
            if !matches!(space.state, State::Active { .. } | State::Idle(_)) {
                return Ok(Err(Refusal::TooLate));
            }
            let leaving = Leaving { asked_at: moment.now, until: moment.now + Duration::days(policy.leave_days) };
            store::life::set_leaving(tx, &id, Some(leaving))?;
            let mut effects = vec![trace("ask_deletion", &space)];
            for to in space.readers() {
                effects.push(Effect::SendLetter { letter: letters::leaving(&house.settings, &space, to, leaving)?, about: About::Space(id.clone()) });
            }
            settle(tx, &moment, effects)?;
            Ok(Ok(leaving))
        })
        .await
}

/// The administrators come back on it; said twice, it is so once.
pub async fn stay(app: &App, id: SpaceId) -> Outcome<(), Refusal> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    app.store
        .write(move |tx| {
            let Some(space) = store::space::find(tx, &id)? else { return Ok(Err(Refusal::TooLate)) };
            if matches!(space.state, State::Deleting { .. }) {
                return Ok(super::sign::sign(tx, &house, &moment, space)?.map(drop).map_err(|_| Refusal::TooLate));
            }
            if space.leaving.is_none() {
                return Ok(Ok(()));
            }
            store::life::set_leaving(tx, &id, None)?;
            store::outbox::drop_queued_about(tx, &id, &[Kind::Leaving])?;
            settle(tx, &moment, vec![trace("stay", &space)])?;
            super::sign::sign(tx, &house, &moment, Space { leaving: None, ..space })?
                .map(drop)
                .map_err(|_| Refusal::TooLate)
                .map_or_else(|refusal| Ok(Err(refusal)), |()| Ok(Ok(())))
        })
        .await
}

/// What the law makes a host keep of a space that is no more.
#[derive(serde::Serialize, serde::Deserialize)]
struct Archived {
    slug: String,
    contacts: Vec<String>,
    terms: Option<String>,
    ordered_at: chrono::DateTime<chrono::Utc>,
    deleted_at: chrono::DateTime<chrono::Utc>,
}

/// The agent deleted the instance: in its transaction, contacts, letters, measures and the application go, the label goes into
/// quarantine, and a sealed archive waits apart for its purge.
pub(super) fn gone(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: Space) -> Result<(), Failure> {
    let mut effects = Vec::new();
    for to in space.readers() {
        effects.push(Effect::SendLetter { letter: letters::deleted(&app.settings, &space, to)?, about: About::House });
    }
    archive(tx, app, moment, &space)?;
    address::quarantine(app, tx, moment, &space.slug)?;
    erase(tx, moment, space, &Event::Gone)?;
    settle(tx, moment, effects)
}

/// A creation that failed is given up: the place is free, the label too, as no instance ever bore it.
pub(super) fn give_up(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: Space) -> Result<(), Failure> {
    archive(tx, app, moment, &space)?;
    erase(tx, moment, space, &Event::GiveUp)
}

/// Keeps apart what the law makes a host keep.
fn archive(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: &Space) -> Result<(), Failure> {
    let application = match &space.application {
        Some(id) => store::application::find(tx, id)?,
        None => None,
    };
    let archived = Archived {
        slug: space.slug.to_string(),
        contacts: space.contacts.iter().map(|contact| contact.email.to_string()).collect(),
        terms: application.map(|one| one.form.terms_version),
        ordered_at: space.ordered_at,
        deleted_at: moment.now,
    };
    let text = serde_json::to_string(&archived).map_err(|_| Failure::Seal)?;
    let key = moment.timeless_key();
    let sealed = app.keys.seal(&key, &text).ok_or(Failure::Seal)?;
    let months = u32::try_from(app.policy().archive_years * 12).unwrap_or(60);
    let purge_at = moment.now.checked_add_months(Months::new(months)).unwrap_or(moment.now);
    Ok(store::archive::insert(tx, &key, &sealed, purge_at)?)
}

/// What is about people goes, with the application that the space came from.
fn erase(tx: &mut Tx<'_>, moment: &Moment, space: Space, event: &Event) -> Result<(), Failure> {
    let (id, application) = (space.id.clone(), space.application.clone());
    settle(tx, moment, vec![trace("delete_space", &space)])?;
    move_on(tx, space, event, moment.now)?;
    if let Some(application) = application
        && let Some(application) = store::application::find(tx, &application)?
    {
        store::application::erase(tx, &application)?;
    }
    store::link::revoke_all(tx, id.as_str())?;
    Ok(store::space::erase(tx, &id)?)
}
