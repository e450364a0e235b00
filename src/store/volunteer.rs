//! Volunteers of the team.

use super::schema::volunteers;
use super::{At, Db, Error, Result, Tx, from_text};
use crate::domain::values::{EmailAddress, Instant, VolunteerId};
use crate::domain::volunteer::Volunteer;
use diesel::prelude::*;

/// The columns that make a [`Volunteer`].
pub(super) type Columns = (volunteers::id, volunteers::email, volunteers::name, volunteers::role, volunteers::disabled_at, volunteers::totp_since);
pub(super) const COLUMNS: Columns =
    (volunteers::id, volunteers::email, volunteers::name, volunteers::role, volunteers::disabled_at, volunteers::totp_since);

/// A row, before it is read.
#[derive(Queryable)]
pub(super) struct Row {
    id: String,
    email: String,
    name: String,
    role: String,
    disabled_at: Option<At>,
    totp_since: Option<At>,
}

impl Row {
    pub(super) fn read(self) -> Result<Volunteer> {
        Ok(Volunteer {
            id: from_text(self.id, "volunteer")?,
            email: EmailAddress::parse(&self.email).ok_or(Error::Corrupt("address of a volunteer"))?,
            name: self.name,
            role: from_text(self.role, "role")?,
            disabled_at: self.disabled_at.map(|at| at.0),
            second_factor: self.totp_since.is_some(),
        })
    }
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &VolunteerId) -> Result<Option<Volunteer>> {
    volunteers::table.find(id.as_str()).select(COLUMNS).first::<Row>(&mut **db).optional()?.map(Row::read).transpose()
}

/// By address, with the hash of the password if one is set.
pub fn by_email(db: &mut Db<'_>, email: &EmailAddress) -> Result<Option<(Volunteer, Option<String>)>> {
    let found: Option<(Row, Option<String>)> =
        volunteers::table.filter(volunteers::email.eq(email.folded())).select((COLUMNS, volunteers::password_hash)).first(&mut **db).optional()?;
    found.map(|(row, hash)| Ok((row.read()?, hash))).transpose()
}

/// Everyone, by name.
pub fn all(db: &mut Db<'_>) -> Result<Vec<Volunteer>> {
    volunteers::table.order((volunteers::name, volunteers::id)).select(COLUMNS).load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}

/// Someone can come in, or could once invited: the house is not empty.
pub fn any(db: &mut Db<'_>) -> Result<bool> {
    Ok(volunteers::table.select(volunteers::id).first::<String>(&mut **db).optional()?.is_some())
}

/// Stores a new volunteer, without a password.
pub fn insert(tx: &mut Tx<'_>, volunteer: &Volunteer, now: Instant) -> Result<()> {
    diesel::insert_into(volunteers::table)
        .values((
            volunteers::id.eq(volunteer.id.as_str()),
            volunteers::email.eq(volunteer.email.folded()),
            volunteers::name.eq(&volunteer.name),
            volunteers::role.eq(volunteer.role.code()),
            volunteers::created_at.eq(At::of(now)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// Sets the hash of the password, or takes it away.
pub fn set_password(tx: &mut Tx<'_>, id: &VolunteerId, hash: Option<&str>) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::password_hash.eq(hash)).execute(&mut ***tx)?;
    Ok(())
}

/// Shuts a volunteer out since `now`, or lets them in again.
pub fn set_disabled(tx: &mut Tx<'_>, id: &VolunteerId, since: Option<Instant>) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::disabled_at.eq(since.map(At::of))).execute(&mut ***tx)?;
    Ok(())
}
