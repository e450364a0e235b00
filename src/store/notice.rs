//! What a volunteer is told on their next page, once: someone took over, a file was handed to them.

use super::schema::notices;
use super::{Db, Result, Tx};
use crate::domain::values::{ApplicationId, VolunteerId};
use diesel::prelude::*;

/// Leaves words for a volunteer, forgotten with the application they are about.
pub fn insert(tx: &mut Tx<'_>, id: &str, to: &VolunteerId, words: &str, about: &ApplicationId) -> Result<()> {
    let values = (notices::id.eq(id), notices::volunteer_id.eq(to.as_str()), notices::words.eq(words), notices::application_id.eq(about.as_str()));
    diesel::insert_into(notices::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// The words left for a volunteer, oldest first.
pub fn all(db: &mut Db<'_>, to: &VolunteerId) -> Result<Vec<(String, String)>> {
    Ok(notices::table.filter(notices::volunteer_id.eq(to.as_str())).order(notices::id).select((notices::id, notices::words)).load(&mut **db)?)
}

/// Forgets words that were read.
pub fn delete(tx: &mut Tx<'_>, to: &VolunteerId, id: &str) -> Result<()> {
    diesel::delete(notices::table.filter(notices::id.eq(id)).filter(notices::volunteer_id.eq(to.as_str()))).execute(&mut ***tx)?;
    Ok(())
}
