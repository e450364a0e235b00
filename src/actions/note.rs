//! What volunteers tell each other about an application: a note, a file handed over, a claim taken over.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::review::Refusal;
use crate::domain::values::{Reference, VolunteerId};
use crate::domain::volunteer::Volunteer;
use crate::store;

/// The longest note, in characters.
pub const LONGEST: usize = 3000;

fn moment(app: &App, by: &Volunteer) -> Moment {
    Moment::of(app, format!("volunteer:{}", by.id))
}

/// Writes a note; the applicant never reads it.
pub async fn write(app: &App, by: &Volunteer, reference: Reference, body: String) -> Outcome<(), Refusal> {
    let (moment, by) = (moment(app, by), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(found) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            let body: String = body.trim().chars().take(LONGEST).collect();
            if body.is_empty() {
                return Ok(Err(Refusal::MessageMissing));
            }
            store::note::insert(tx, &moment.row_key(), &found.id, &by, &body, moment.now)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "note", subject: found.id.to_string(), detail: String::new() }])?;
            Ok(Ok(()))
        })
        .await
}

/// Takes the claim from whoever holds it; `told` is what they read on their next page.
pub async fn take_over(app: &App, by: &Volunteer, reference: Reference, told: String) -> Outcome<(), Refusal> {
    let (moment, by, policy) = (moment(app, by), by.id.clone(), app.policy());
    app.store
        .write(move |tx| {
            let Some(found) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            let (claim, other) = match found.taken_over(&by, &policy, moment.now) {
                Ok(taken) => taken,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::application::set_claim(tx, &found.id, Some(&claim))?;
            if let Some(other) = &other {
                store::notice::insert(tx, &moment.row_key(), other, &told, &found.id)?;
            }
            let detail = other.map(|other| other.to_string()).unwrap_or_default();
            settle(tx, &moment, vec![Effect::Trace { verb: "take_over", subject: found.id.to_string(), detail }])?;
            Ok(Ok(()))
        })
        .await
}

/// Hands an application to a colleague with a note; `told` is what they read on their next page.
pub async fn hand_over(app: &App, by: &Volunteer, reference: Reference, to: VolunteerId, body: String, told: String) -> Outcome<(), Refusal> {
    let (moment, by) = (moment(app, by), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(before) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            let there = store::volunteer::find(tx, &to)?.is_some_and(|volunteer| volunteer.disabled_at.is_none());
            if !there || to == by {
                return Ok(Err(Refusal::NoColleague));
            }
            let after = match before.handed_over(&by, &to, moment.now) {
                Ok(after) => after,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::application::update(tx, &before, &after)?;
            let body: String = body.trim().chars().take(LONGEST).collect();
            if !body.is_empty() {
                store::note::insert(tx, &moment.row_key(), &before.id, &by, &body, moment.now)?;
            }
            store::notice::insert(tx, &moment.row_key(), &to, &told, &before.id)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "hand_over", subject: before.id.to_string(), detail: to.to_string() }])?;
            Ok(Ok(()))
        })
        .await
}

/// Forgets words that a volunteer has read.
pub async fn forget_notices(app: &App, to: &Volunteer, ids: Vec<String>) -> Result<(), Failure> {
    let to = to.id.clone();
    app.store
        .write(move |tx| {
            for id in ids {
                store::notice::delete(tx, &to, &id)?;
            }
            Ok::<_, Failure>(())
        })
        .await
}
