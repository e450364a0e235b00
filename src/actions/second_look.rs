//! A second look (spec 5.10): say what one would decide, of a decision that is held.

use super::{Failure, Moment, Outcome, settle as write_down};
use crate::app::App;
use crate::domain::application::{Application, State};
use crate::domain::second_look::comparison::{Comparison, Judgement};
use crate::domain::second_look::{Answer, Looked, Refusal};
use crate::domain::values::DecisionId;
use crate::domain::volunteer::Volunteer;
use crate::store::{self, Tx};

/// Keeps what a second volunteer thinks: agreed, the decision leaves once the undo delay is over; otherwise it stays held, and who
/// decided reads `told` on their next page. Gives whether they agree.
pub async fn answer(app: &App, by: &Volunteer, id: DecisionId, (judgement, word): (Judgement, String), told: String) -> Outcome<bool, Refusal> {
    let (moment, by, policy) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone(), app.policy());
    app.store
        .write(move |tx| {
            let Some(found) = store::second_look::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            let proposed = found.proposed;
            let involved = store::second_look::is_involved(tx, &proposed.application, &by)?;
            if let Err(refusal) = proposed.awaits(&by, involved, moment.now) {
                return Ok(Err(refusal));
            }
            let Some(before) = store::application::find(tx, &proposed.application)? else { return Ok(Err(Refusal::Unknown)) };
            let Some(first) = Judgement::of(&proposed.choice) else { return Ok(Err(Refusal::Unknown)) };
            let comparison = Comparison { first, second: Some(judgement.clone()) };
            let agrees = comparison.agrees() == Some(true);
            let Looked { application, until, effects } = match before.looked_at(&id, agrees, &policy, moment.now) {
                Ok(looked) => looked,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::application::update(tx, &before, &application)?;
            store::decision::hold_until(tx, &id, until)?;
            store::second_look::answer(tx, &id, &Answer { by, judgement, word })?;
            store::comparison::insert(tx, &moment.timeless_key(), &comparison, moment.now)?;
            if !agrees {
                store::notice::insert(tx, &moment.row_key(), &proposed.first, &told, &before.id)?;
            }
            write_down(tx, &moment, effects)?;
            Ok(Ok(agrees))
        })
        .await
}

/// A decision takes effect: where nobody looked in time, that is remembered, without a word of whom it was about.
pub(super) fn settle(tx: &mut Tx<'_>, moment: &Moment, before: &Application, decision: &DecisionId) -> Result<(), Failure> {
    let unseen = store::second_look::settle(tx, &before.id, decision)?;
    let State::Held { choice, .. } = &before.state else { return Ok(()) };
    match Judgement::of(choice) {
        Some(first) if unseen => Ok(store::comparison::insert(tx, &moment.timeless_key(), &Comparison { first, second: None }, moment.now)?),
        _ => Ok(()),
    }
}
