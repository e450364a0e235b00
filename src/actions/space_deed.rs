//! What the team does to a space by hand: notes, exemptions, reopening, orders tried again; and, for who coordinates, abuse (R32),
//! deletion, giving a failed creation up.

use super::life::{ask, delete, move_on, open_again, trace};
use super::{Failure, Moment, Outcome, limits, settle, sign};
use crate::app::App;
use crate::domain::day;
use crate::domain::effect::{About, Effect};
use crate::domain::operation::OperationKind;
use crate::domain::space::{Event, Space, State, Status, Why};
use crate::domain::space_deed::{Asked, SpaceDeed};
use crate::domain::values::{Role, SpaceId};
use crate::domain::volunteer::Volunteer;
use crate::post::life as letters;
use crate::store::life::Exemption;
use crate::store::limits::Override;
use crate::store::{self, Tx};

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Only who coordinates does that.
    NotYours,
    /// The state of the space does not allow it, or no more.
    NotNow,
    /// Its administrators were not written to first (R32).
    NotContacted,
}

/// Does it, with its note and its trace, in one transaction.
pub async fn act(app: &App, by: &Volunteer, id: SpaceId, asked: Asked) -> Outcome<(), Refusal> {
    if asked.deed.is_coordinators() && by.role != Role::Coordinator {
        return Ok(Err(Refusal::NotYours));
    }
    let (moment, house, by) = (Moment::of(app, format!("volunteer:{}", by.id)), app.clone(), by.clone());
    app.store
        .write(move |tx| {
            let Some(space) = store::space::find(tx, &id)? else { return Ok(Err(Refusal::NotNow)) };
            // Of what was given up nothing stays to be written about.
            let note = (!asked.words.is_empty() && asked.deed != SpaceDeed::GiveUp).then(|| asked.words.clone());
            if let Err(refusal) = apply(tx, &house, &moment, &by, space, &asked)? {
                return Ok(Err(refusal));
            }
            if let Some(words) = note {
                store::spaces::note(tx, &moment.row_key(), &id, &by.id, asked.deed, &words, moment.now)?;
            }
            settle(tx, &moment, vec![Effect::Trace { verb: "space_deed", subject: id.to_string(), detail: asked.deed.code().into() }])?;
            Ok(Ok(()))
        })
        .await
}

fn apply(tx: &mut Tx<'_>, app: &App, moment: &Moment, by: &Volunteer, space: Space, asked: &Asked) -> Result<Result<(), Refusal>, Failure> {
    let id = space.id.clone();
    match asked.deed {
        SpaceDeed::Note => {}
        SpaceDeed::Limits => {
            let Some(given) = asked.limits.filter(|_| !matches!(space.state, State::Deleting { .. } | State::Deleted { .. })) else {
                return Ok(Err(Refusal::NotNow));
            };
            let until = asked.until.map(|until| day::start(day::plus(until, 1)));
            let why = Override { because: asked.words.clone(), by: by.id.clone(), until };
            limits::set(tx, moment, &space, given, &why)?;
        }
        SpaceDeed::Exempt => {
            let Some(until) = asked.until else { return Ok(Err(Refusal::NotNow)) };
            if !matches!(space.state, State::Active { .. } | State::Idle(_)) {
                return Ok(Err(Refusal::NotNow));
            }
            let exemption = Exemption { until: day::start(day::plus(until, 1)), because: asked.words.clone(), by: by.id.clone() };
            store::life::exempt(tx, &id, &exemption, moment.now)?;
            // The sequence that runs is over: the team says that the space is to be kept.
            super::life::in_sequence(tx, app, moment, &id)?;
            store::life::look_again(tx, std::slice::from_ref(&id), moment.now)?;
        }
        SpaceDeed::EndExemption => {
            let Some(before) = store::life::exemption(tx, &id)?.filter(|one| one.until > moment.now) else { return Ok(Err(Refusal::NotNow)) };
            store::life::exempt(tx, &id, &Exemption { until: moment.now, ..before }, moment.now)?;
            store::life::look_again(tx, std::slice::from_ref(&id), moment.now)?;
        }
        SpaceDeed::Reopen => {
            if matches!(space.state, State::Active { .. }) {
                return Ok(Err(Refusal::NotNow));
            }
            return Ok(sign::sign(tx, app, moment, space)?.map(drop).map_err(|_| Refusal::NotNow));
        }
        SpaceDeed::Retry => {
            let failed = store::operation::of_space(tx, &id)?.into_iter().find_map(|one| one.tried_again(moment.now));
            let Some(again) = failed else { return Ok(Err(Refusal::NotNow)) };
            store::operation::update(tx, &again)?;
        }
        SpaceDeed::Contact => {
            if !space.state.status().has_instance() {
                return Ok(Err(Refusal::NotNow));
            }
            let mut effects = Vec::new();
            for to in space.readers() {
                let letter = letters::abuse(&app.settings, &space, to, &asked.words)?;
                effects.push(Effect::SendLetter { letter, about: About::Space(id.clone()) });
            }
            settle(tx, moment, effects)?;
        }
        SpaceDeed::Suspend => {
            if store::spaces::contacted_at(tx, &id)?.is_none() {
                return Ok(Err(Refusal::NotContacted));
            }
            let Some(space) = move_on(tx, space, &Event::Suspend, moment.now)? else { return Ok(Err(Refusal::NotNow)) };
            store::life::set_leaving(tx, &id, None)?;
            store::life::cancel_waiting(tx, &id, &[OperationKind::Enable, OperationKind::Disable], moment.now)?;
            let mut effects = vec![ask(moment, &space, OperationKind::Suspend), trace("suspend", &space)];
            for to in space.readers() {
                let letter = letters::suspended(&app.settings, &space, to)?;
                effects.push(Effect::SendLetter { letter, about: About::Space(id.clone()) });
            }
            settle(tx, moment, effects)?;
        }
        SpaceDeed::Lift => {
            let Some(space) = move_on(tx, space, &Event::Lift, moment.now)? else { return Ok(Err(Refusal::NotNow)) };
            let mut effects = open_again(tx, app, moment, &space)?;
            effects.push(trace("lift", &space));
            settle(tx, moment, effects)?;
        }
        SpaceDeed::Delete => {
            if space.state.after(&Event::Delete(Why::Team), moment.now).is_none() {
                return Ok(Err(Refusal::NotNow));
            }
            delete(tx, moment, space, Why::Team)?;
        }
        SpaceDeed::GiveUp => {
            if space.state.status() != Status::CreationFailed {
                return Ok(Err(Refusal::NotNow));
            }
            super::departure::give_up(tx, app, moment, space)?;
        }
    }
    Ok(Ok(()))
}
