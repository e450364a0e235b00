//! Limits of one space that are not those of the rules (R23): who said so, why, until when.

use super::schema::overrides;
use super::{At, Db, Result, Tx, from_text};
use crate::domain::values::{Instant, SpaceId, VolunteerId};
use diesel::prelude::*;

/// Why a space has limits of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Why.
    pub because: String,
    /// Who said so.
    pub by: VolunteerId,
    /// Until when; none for as long as it lives.
    pub until: Option<Instant>,
}

/// Why a space has limits of its own, where it has.
pub fn find(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Override>> {
    let row: Option<(String, String, Option<At>)> =
        overrides::table.find(id.as_str()).select((overrides::because, overrides::volunteer_id, overrides::until)).first(&mut **db).optional()?;
    row.map(|(because, by, until)| Ok(Override { because, by: from_text(by, "volunteer")?, until: until.map(|at| at.0) })).transpose()
}

/// A space has limits of its own.
pub fn set(tx: &mut Tx<'_>, id: &SpaceId, one: &Override, now: Instant) -> Result<()> {
    end(tx, id)?;
    let values = (
        overrides::space_id.eq(id.as_str()),
        overrides::because.eq(&one.because),
        overrides::volunteer_id.eq(one.by.as_str()),
        overrides::until.eq(one.until.map(At::of)),
        overrides::at.eq(At::of(now)),
    );
    diesel::insert_into(overrides::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// A space has the limits of the rules again.
pub fn end(tx: &mut Tx<'_>, id: &SpaceId) -> Result<()> {
    diesel::delete(overrides::table.find(id.as_str())).execute(&mut ***tx)?;
    Ok(())
}

/// Spaces whose own limits are over.
pub fn due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<SpaceId>> {
    let over = overrides::table.filter(overrides::until.le(At::of(now))).order((overrides::until, overrides::space_id));
    let ids: Vec<String> = over.limit(most).select(overrides::space_id).load(&mut **db)?;
    ids.into_iter().map(|id| from_text(id, "space")).collect()
}
