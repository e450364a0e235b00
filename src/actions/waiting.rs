//! The waiting list: the yearly question to who waits, their yes, and the next who may be accepted (spec 5.7).

use super::address::unfree;
use super::application::{link_hash, status_link};
use super::kinship::bar_of;
use super::memory::remember;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::{Application, Event, Misfit, State};
use crate::domain::effect::{About, Effect};
use crate::domain::kinship::Bar;
use crate::domain::memory::Became;
use crate::domain::values::{ApplicationId, Role};
use crate::domain::volunteer::Volunteer;
use crate::domain::waiting::{Due, Facts, Hindrance, Step, next_inquiry};
use crate::post::waiting as letters;
use crate::store::{self, outcome};
use std::collections::HashMap;

/// Makes the step of the yearly question that is due, if one is: state and letter in one transaction. Whether one was made.
pub async fn go_on(app: &App, application: ApplicationId) -> Result<bool, Failure> {
    let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
    app.store
        .write(move |tx| {
            let Some(before) = store::application::find(tx, &application)? else { return Ok(false) };
            let State::Waiting(listed) = &before.state else { return Ok(false) };
            let left = match listed.awaited_letter() {
                Some(kind) => store::waiting::letter_left(tx, &before.id, kind)?,
                None => None,
            };
            let step = match listed.due_step(left, &house.policy(), moment.now) {
                Due::Step(step) => step,
                Due::Later(at) => {
                    store::waiting::look_again(tx, &before.id, at)?;
                    return Ok(false);
                }
            };
            let Ok(state) = before.state.after(Event::Inquiry(step.clone()), moment.now) else { return Ok(false) };
            let (settings, link) = (&house.settings, status_link(&house, &before));
            let (letter, verb) = match &step {
                Step::Stay { .. } => (None, "plan_inquiry"),
                Step::Ask { leave_at, .. } => (Some(letters::inquiry(settings, &before, listed, &house.policy(), *leave_at, link)?), "inquire"),
                Step::Recall { .. } => {
                    let by = state.listed().and_then(|listed| listed.answer_by()).unwrap_or(moment.now);
                    (Some(letters::reminder(settings, &before, by, link)?), "recall_inquiry")
                }
                Step::Leave => (Some(letters::left(settings, &before)?), "leave_list"),
            };
            let about = if step == Step::Leave {
                // As a withdrawal: all is erased at once, and the letter leaves nothing once it left.
                remember(&house, tx, &moment, &before, Became::Closed)?;
                store::application::erase(tx, &before)?;
                store::outcome::insert(tx, &moment.timeless_key(), outcome::Outcome::Closed, None, moment.now)?;
                About::House
            } else {
                store::application::update(tx, &before, &Application { state, ..before.clone() })?;
                About::Application(before.id.clone())
            };
            let mut effects: Vec<Effect> = letter.map(|letter| Effect::SendLetter { letter, about }).into_iter().collect();
            effects.push(Effect::Trace { verb, subject: before.id.to_string(), detail: String::new() });
            settle(tx, &moment, effects)?;
            Ok(true)
        })
        .await
}

/// The applicant still wants a space: the question rests for a year, the rank stays. Saying it twice, or before it is asked, changes
/// nothing.
pub async fn stay(app: &App, secret: &str) -> Outcome<(), Misfit> {
    let (moment, house, hash) = (Moment::of(app, "applicant"), app.clone(), link_hash(app, secret));
    app.store
        .write(move |tx| {
            let Some(before) = store::application::by_status_hash(tx, &hash)? else { return Ok(Err(Misfit::NotFromHere)) };
            let ask_at = next_inquiry(moment.now, &house.policy());
            let state = match before.state.after(Event::Inquiry(Step::Stay { ask_at }), moment.now) {
                Ok(state) => state,
                Err(Misfit::Already) if before.state.listed().is_some() => return Ok(Ok(())),
                Err(_) => return Ok(Err(Misfit::TooLate)),
            };
            store::application::update(tx, &before, &Application { state, ..before.clone() })?;
            settle(tx, &moment, vec![Effect::Trace { verb: "stay", subject: before.id.to_string(), detail: String::new() }])?;
            Ok(Ok(()))
        })
        .await
}

/// Applications read at most to find those who may be accepted.
pub const MOST_READ: i64 = 200;

/// An application met on the way down the list.
#[derive(Debug, Clone)]
pub struct Met {
    /// It.
    pub application: Application,
    /// Why it is passed over, if it is.
    pub hindrance: Option<Hindrance>,
}

/// The next `wanted` of the list that may be accepted, in the order of their rank, with those passed over and why. At most
/// [`MOST_READ`] are read.
pub async fn next(app: &App, by: &Volunteer, wanted: usize) -> Result<Vec<Met>, Failure> {
    let (now, policy, by, house) = (app.now(), app.policy(), by.clone(), app.clone());
    app.store
        .read(move |db| {
            let (mut all, asked) = (store::waiting::first(db, MOST_READ)?, store::waiting::asked(db, MOST_READ)?);
            all.extend(asked);
            let rank = |one: &Application| match &one.state {
                State::Asked(asked) => asked.listed().map(|listed| listed.rank_key(&one.id)),
                state => state.listed().map(|listed| listed.rank_key(&one.id)),
            };
            all.sort_by_cached_key(rank);
            let undelivered = store::waiting::undelivered(db, &all)?;
            let (mut met, mut found, mut bars) = (Vec::new(), 0, HashMap::new());
            for application in all {
                if found == wanted {
                    break;
                }
                // The members of a network are read once.
                let bar = match store::network::of(db, &application.id)?.0 {
                    None => Bar::Below,
                    Some(network) => match bars.get(&network) {
                        Some(bar) => *bar,
                        None => *bars.entry(network).or_insert(bar_of(db, &application, &policy)?),
                    },
                };
                let facts = Facts {
                    held_by: application.holder(now).filter(|holder| **holder != by.id).cloned(),
                    asked: matches!(application.state, State::Asked(_)),
                    slug_taken: unfree(&house, db, &application.form.address.slug, &application.id)?.is_some(),
                    bar,
                    coordinates: by.role == Role::Coordinator,
                    undelivered: undelivered.contains(&application.id),
                };
                let hindrance = facts.hindrance();
                found += usize::from(hindrance.is_none());
                met.push(Met { application, hindrance });
            }
            Ok(met)
        })
        .await
}
