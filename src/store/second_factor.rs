//! The second factor of a volunteer: the sealed secret, the step of the last code, the codes on paper by their hash.

use super::schema::{recovery_codes, volunteers};
use super::{At, Db, Result, Tx};
use crate::domain::second_factor::Standing;
use crate::domain::values::{Instant, VolunteerId};
use diesel::prelude::*;

/// What is remembered of one.
#[derive(Debug, Clone)]
pub struct Factor {
    /// Where they stand.
    pub standing: Standing,
    /// The sealed secret, once it was made.
    pub sealed: Option<String>,
    /// The step of the last code taken.
    pub last: i64,
}

/// Of a volunteer.
pub fn of(db: &mut Db<'_>, id: &VolunteerId) -> Result<Factor> {
    let (sealed, since, last): (Option<String>, Option<At>, i64) =
        volunteers::table.find(id.as_str()).select((volunteers::totp_sealed, volunteers::totp_since, volunteers::totp_step)).first(&mut **db)?;
    let standing = match (&sealed, since) {
        (Some(_), Some(since)) => Standing::On(since.0),
        (Some(_), None) => Standing::Begun,
        _ => Standing::None,
    };
    Ok(Factor { standing, sealed, last })
}

/// A secret was made; it is not asked for yet.
pub fn begin(tx: &mut Tx<'_>, id: &VolunteerId, sealed: &str) -> Result<()> {
    let values = (volunteers::totp_sealed.eq(sealed), volunteers::totp_since.eq(None::<At>), volunteers::totp_step.eq(0));
    diesel::update(volunteers::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// It is asked for from now on.
pub fn turn_on(tx: &mut Tx<'_>, id: &VolunteerId, now: Instant) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::totp_since.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// It is asked for no more, and nothing of it stays.
pub fn turn_off(tx: &mut Tx<'_>, id: &VolunteerId) -> Result<()> {
    let values = (volunteers::totp_sealed.eq(None::<String>), volunteers::totp_since.eq(None::<At>), volunteers::totp_step.eq(0));
    diesel::update(volunteers::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    set_codes(tx, id, &[])
}

/// A code of this step was taken.
pub fn set_step(tx: &mut Tx<'_>, id: &VolunteerId, step: i64) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::totp_step.eq(step)).execute(&mut ***tx)?;
    Ok(())
}

/// The codes on paper, by their hash; those before serve no more.
pub fn set_codes(tx: &mut Tx<'_>, id: &VolunteerId, hashes: &[String]) -> Result<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::volunteer_id.eq(id.as_str()))).execute(&mut ***tx)?;
    let rows: Vec<_> = hashes.iter().map(|hash| (recovery_codes::code_hash.eq(hash), recovery_codes::volunteer_id.eq(id.as_str()))).collect();
    for row in rows {
        diesel::insert_into(recovery_codes::table).values(row).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Uses up a code on paper: whether there was one.
pub fn use_code(tx: &mut Tx<'_>, id: &VolunteerId, hash: &str) -> Result<bool> {
    let code = recovery_codes::table.find(hash).filter(recovery_codes::volunteer_id.eq(id.as_str()));
    Ok(diesel::delete(code).execute(&mut ***tx)? > 0)
}

/// How many codes on paper are left.
pub fn codes_left(db: &mut Db<'_>, id: &VolunteerId) -> Result<i64> {
    Ok(recovery_codes::table.filter(recovery_codes::volunteer_id.eq(id.as_str())).count().get_result(&mut **db)?)
}
