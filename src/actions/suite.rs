//! The office suite of a space (spec 7.3, R23), and the table that compares suites.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::operation::{Operation, OperationKind};
use crate::domain::suites::{self, COLUMNS, Mark, Need, NoSwitch, Switch, Table};
use crate::domain::values::{Instant, SpaceId, Suite};
use crate::domain::volunteer::Volunteer;
use crate::store::{self, Tx};
use serde::{Deserialize, Serialize};

/// What the agent must know to change a suite.
#[derive(Serialize, Deserialize)]
struct Payload {
    suite: Suite,
}

/// The suite that an order asks for.
pub fn wanted(operation: &Operation) -> Option<Suite> {
    serde_json::from_str::<Payload>(&operation.payload).ok().map(|payload| payload.suite)
}

/// Asks for another suite. The same asked twice is one order.
pub async fn switch(app: &App, id: SpaceId, suite: Suite) -> Outcome<Switch, NoSwitch> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    app.store
        .write(move |tx| {
            let policy = super::policy::in_force(&house, tx, &moment)?;
            let Some(space) = store::space::find(tx, &id)? else { return Ok(Err(NoSwitch::Closed)) };
            let (orders, last) = (store::operation::of_space(tx, &id)?, store::suite::changed_at(tx, &id)?);
            let decided = match suites::switch(&space, suite, last, &orders, &policy, moment.now) {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let waits = orders.iter().any(|one| one.is_open() && one.kind == OperationKind::SetSuite && wanted(one) == Some(suite));
            if decided == Switch::Replace && waits {
                return Ok(Ok(decided));
            }
            if decided != Switch::Order {
                store::life::cancel_waiting(tx, &id, &[OperationKind::SetSuite], moment.now)?;
            }
            let mut effects = vec![Effect::Trace { verb: "ask_suite", subject: id.to_string(), detail: suite.code().into() }];
            if decided != Switch::Void {
                let order = Operation::new(moment.key(), id.clone(), OperationKind::SetSuite, moment.now);
                effects.push(Effect::Ask(order.with(&Payload { suite })));
            }
            settle(tx, &moment, effects)?;
            Ok(Ok(decided))
        })
        .await
}

/// The agent changed the suite: the space has it from now on.
pub(super) fn done(tx: &mut Tx<'_>, operation: &Operation, now: Instant) -> Result<(), Failure> {
    if let Some(suite) = wanted(operation) {
        store::suite::changed(tx, &operation.space, suite, now)?;
    }
    Ok(())
}

/// Needs for which an edited table would have no answer.
pub type Gap = Vec<Need>;

/// A coordinator gives a need other marks, each with its reason, in the order of [`COLUMNS`]; or those of the house again.
pub async fn mark(app: &App, who: &Volunteer, need: Need, marks: Option<[(Mark, String); 3]>) -> Outcome<(), Gap> {
    let (moment, by) = (Moment::of(app, format!("volunteer:{}", who.id)), who.id.clone());
    app.store
        .write(move |tx| {
            let (mut table, house) = (store::suite::table(tx)?, Table::house());
            let given = marks.as_ref().map(|marks| marks.each_ref().map(|(mark, _)| *mark));
            for (suite, mark) in COLUMNS.into_iter().zip(given.unwrap_or_else(|| COLUMNS.map(|suite| house.mark(need, suite)))) {
                table.set(need, suite, mark, String::new());
            }
            if let Some(gap) = table.gap() {
                return Ok(Err(gap));
            }
            store::suite::reset_need(tx, need)?;
            for (suite, (mark, reason)) in COLUMNS.into_iter().zip(marks.into_iter().flatten()) {
                store::suite::set_mark(tx, need, suite, mark, &reason, &by, moment.now)?;
            }
            settle(tx, &moment, vec![Effect::Trace { verb: "mark_suites", subject: need.to_string(), detail: String::new() }])?;
            Ok(Ok(()))
        })
        .await
}
