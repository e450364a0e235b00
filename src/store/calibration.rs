//! Calibrations: the sets, their cases, and what each volunteer answered.

use super::schema::{calibration_answers as answers, calibration_cases as cases, calibrations};
use super::{At, Db, Result, Tx, from_json, from_text, to_json};
use crate::domain::calibration::{Answer, Calibration, Case, Table};
use crate::domain::values::{ApplicationId, CalibrationId, Instant, VolunteerId};
use diesel::prelude::*;

type Row = (String, String, At, Option<At>);
type Columns = (calibrations::id, calibrations::title, calibrations::created_at, calibrations::closed_at);
const COLUMNS: Columns = (calibrations::id, calibrations::title, calibrations::created_at, calibrations::closed_at);

fn read((id, title, created_at, closed_at): Row) -> Result<Calibration> {
    Ok(Calibration { id: from_text(id, "calibration")?, title, created_at: created_at.0, closed_at: closed_at.map(|at| at.0) })
}

/// All, latest first.
pub fn all(db: &mut Db<'_>) -> Result<Vec<Calibration>> {
    calibrations::table.order(calibrations::id.desc()).select(COLUMNS).load::<Row>(&mut **db)?.into_iter().map(read).collect()
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &CalibrationId) -> Result<Option<Calibration>> {
    calibrations::table.find(id.as_str()).select(COLUMNS).first::<Row>(&mut **db).optional()?.map(read).transpose()
}

/// The cases that are left, by number, and all answers.
pub fn table(db: &mut Db<'_>, id: &CalibrationId) -> Result<Table> {
    let found: Vec<(i64, String)> = cases::table
        .filter(cases::calibration_id.eq(id.as_str()))
        .order(cases::position)
        .select((cases::position, cases::application_id))
        .load(&mut **db)?;
    let given: Vec<(i64, String, String, String)> = answers::table
        .filter(answers::calibration_id.eq(id.as_str()))
        .order((answers::position, answers::volunteer_id))
        .select((answers::position, answers::volunteer_id, answers::choice, answers::doubts))
        .load(&mut **db)?;
    let case = |(position, application): (i64, String)| Ok(Case { position, application: from_text(application, "application")? });
    let answer = |(position, by, choice, doubts): (i64, String, String, String)| {
        Ok(Answer { position, by: from_text(by, "volunteer")?, choice: from_text(choice, "opinion")?, doubts: from_json(&doubts, "doubts")? })
    };
    Ok(Table { cases: found.into_iter().map(case).collect::<Result<_>>()?, answers: given.into_iter().map(answer).collect::<Result<_>>()? })
}

/// Stores a new one, with its applications in their order.
pub fn insert(tx: &mut Tx<'_>, calibration: &Calibration, applications: &[ApplicationId]) -> Result<()> {
    diesel::insert_into(calibrations::table)
        .values((
            calibrations::id.eq(calibration.id.as_str()),
            calibrations::title.eq(&calibration.title),
            calibrations::created_at.eq(At::of(calibration.created_at)),
        ))
        .execute(&mut ***tx)?;
    for (position, application) in (1_i64..).zip(applications) {
        let values =
            (cases::calibration_id.eq(calibration.id.as_str()), cases::position.eq(position), cases::application_id.eq(application.as_str()));
        diesel::insert_into(cases::table).values(values).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Stores an answer in the place of the one before.
pub fn answer(tx: &mut Tx<'_>, id: &CalibrationId, answer: &Answer, now: Instant) -> Result<()> {
    forget(tx, id, &answer.by, answer.position)?;
    diesel::insert_into(answers::table)
        .values((
            answers::calibration_id.eq(id.as_str()),
            answers::position.eq(answer.position),
            answers::volunteer_id.eq(answer.by.as_str()),
            answers::choice.eq(answer.choice.code()),
            answers::doubts.eq(to_json(&answer.doubts)?),
            answers::answered_at.eq(At::of(now)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

fn forget(tx: &mut Tx<'_>, id: &CalibrationId, by: &VolunteerId, position: i64) -> Result<()> {
    let before = answers::table
        .filter(answers::calibration_id.eq(id.as_str()))
        .filter(answers::position.eq(position))
        .filter(answers::volunteer_id.eq(by.as_str()));
    diesel::delete(before).execute(&mut ***tx)?;
    Ok(())
}

/// Closes one: nobody answers any more.
pub fn close(tx: &mut Tx<'_>, id: &CalibrationId, now: Instant) -> Result<()> {
    diesel::update(calibrations::table.find(id.as_str())).set(calibrations::closed_at.eq(Some(At::of(now)))).execute(&mut ***tx)?;
    Ok(())
}
