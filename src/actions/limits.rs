//! Limits of one space that are not those of the rules (R23): given by a coordinator with a reason, taken back when their time is over.

use super::{Failure, Moment, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::operation::{Operation, OperationKind};
use crate::domain::space::{Limits, Space};
use crate::store::limits::Override;
use crate::store::{self, Tx};

/// Spaces in one passage.
const BATCH: i64 = 50;

/// Gives a space limits, and the agent its order where there is an instance.
fn give(tx: &mut Tx<'_>, moment: &Moment, space: &Space, limits: Limits, detail: &str) -> Result<(), Failure> {
    store::space::set_limits(tx, &space.id, limits, moment.policy)?;
    let mut effects = vec![Effect::Trace { verb: "set_limits", subject: space.id.to_string(), detail: detail.to_owned() }];
    if space.state.status().has_instance() {
        effects.push(Effect::Ask(Operation::new(moment.key(), space.id.clone(), OperationKind::SetLimits, moment.now)));
    }
    settle(tx, moment, effects)
}

/// A coordinator gives a space limits of its own.
pub(super) fn set(tx: &mut Tx<'_>, moment: &Moment, space: &Space, limits: Limits, why: &Override) -> Result<(), Failure> {
    store::limits::set(tx, &space.id, why, moment.now)?;
    give(tx, moment, space, limits, "override")
}

/// Gives back the limits of the rules where those of a space are over; gives how many.
pub async fn go_on(app: &App) -> Result<usize, Failure> {
    let now = app.now();
    let due = app.store.read(move |db| store::limits::due(db, now, BATCH)).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
    app.store
        .write(move |tx| {
            let policy = super::policy::in_force(&house, tx, &moment)?;
            let limits = Limits { accounts: policy.accounts, storage_bytes: policy.storage_bytes() };
            // Another server may have been there first.
            let due = store::limits::due(tx, moment.now, BATCH)?;
            for space in store::space::find_all(tx, &due)? {
                store::limits::end(tx, &space.id)?;
                give(tx, &moment, &space, limits, "override over")?;
            }
            Ok(due.len())
        })
        .await
}
