//! Calibration (spec 5.11): propose a set, answer a case, close the set.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::calibration::{Answer, Calibration, Opinion, Proposal, Refusal, may_be_judged};
use crate::domain::effect::Effect;
use crate::domain::values::{CalibrationId, Role, VolunteerId};
use crate::domain::volunteer::Volunteer;
use crate::store::{self, Tx};

fn trace(verb: &'static str, id: &CalibrationId) -> Vec<Effect> {
    vec![Effect::Trace { verb, subject: id.to_string(), detail: String::new() }]
}

/// Who asks still coordinates.
fn coordinates(tx: &mut Tx<'_>, by: &VolunteerId) -> Result<bool, Failure> {
    let found = store::volunteer::find(tx, by)?;
    Ok(found.is_some_and(|one| one.role == Role::Coordinator && one.disabled_at.is_none()))
}

/// Opens a set of applications to judge: all of them, or nothing where one does not fit.
pub async fn open(app: &App, by: &Volunteer, proposal: Proposal) -> Outcome<Calibration, Refusal> {
    let (moment, by) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone());
    app.store
        .write(move |tx| {
            if !coordinates(tx, &by)? {
                return Ok(Err(Refusal::Unknown));
            }
            if store::calibration::all(tx)?.iter().any(|other| other.closed_at.is_none() && other.title == proposal.title) {
                return Ok(Err(Refusal::TitleTaken));
            }
            let (mut applications, mut unfit) = (Vec::new(), Vec::new());
            for reference in &proposal.references {
                match store::application::by_reference(tx, reference)?.filter(may_be_judged) {
                    Some(application) => applications.push(application.id),
                    None => unfit.push(reference.to_string()),
                }
            }
            if !unfit.is_empty() {
                return Ok(Err(Refusal::Unfit(unfit)));
            }
            let calibration = Calibration { id: moment.key(), title: proposal.title, created_at: moment.now, closed_at: None };
            store::calibration::insert(tx, &calibration, &applications)?;
            settle(tx, &moment, trace("open_calibration", &calibration.id))?;
            Ok(Ok(calibration))
        })
        .await
}

/// Keeps what a volunteer thinks of a case; gives the number of the next one to answer, none when all are. The trail does not
/// say who thinks what.
pub async fn answer(
    app: &App,
    by: &Volunteer,
    id: CalibrationId,
    position: i64,
    (choice, doubts): (Opinion, Vec<String>),
) -> Outcome<Option<i64>, Refusal> {
    let (moment, by) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(calibration) = store::calibration::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            let mut table = store::calibration::table(tx, &id)?;
            if let Err(refusal) = table.takes(&calibration, &by, position) {
                return Ok(Err(refusal));
            }
            let answer = Answer { position, by: by.clone(), choice, doubts };
            store::calibration::answer(tx, &id, &answer, moment.now)?;
            settle(tx, &moment, trace("answer_calibration", &id))?;
            table.answers.push(answer);
            Ok(Ok(table.next_for(&by)))
        })
        .await
}

/// Closes a set: nobody answers any more, everyone sees the spread. A second time changes nothing.
pub async fn close(app: &App, by: &Volunteer, id: CalibrationId) -> Outcome<Calibration, Refusal> {
    let (moment, by) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone());
    app.store
        .write(move |tx| {
            if !coordinates(tx, &by)? {
                return Ok(Err(Refusal::Unknown));
            }
            let Some(calibration) = store::calibration::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            if calibration.closed_at.is_none() {
                store::calibration::close(tx, &id, moment.now)?;
                settle(tx, &moment, trace("close_calibration", &id))?;
            }
            Ok(Ok(calibration))
        })
        .await
}
