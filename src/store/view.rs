//! How volunteers look at the queue: the last filters of each tab, and views they gave a name.

use super::schema::views;
use super::{Db, Result, Tx};
use crate::domain::values::VolunteerId;
use diesel::prelude::*;

/// A view with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct View {
    pub id: String,
    pub name: String,
    pub query: String,
}

/// The name of the last view of a tab: none.
const LAST: &str = "";

/// The filters last used in a tab.
pub fn last(db: &mut Db<'_>, who: &VolunteerId, tab: &str) -> Result<Option<String>> {
    let found = views::table.filter(views::volunteer_id.eq(who.as_str())).filter(views::tab.eq(tab)).filter(views::name.eq(LAST));
    Ok(found.select(views::query).first(&mut **db).optional()?)
}

/// The views with a name, in the order of their names.
pub fn named(db: &mut Db<'_>, who: &VolunteerId) -> Result<Vec<View>> {
    let found = views::table.filter(views::volunteer_id.eq(who.as_str())).filter(views::name.ne(LAST)).order(views::name);
    let rows: Vec<(String, String, String)> = found.select((views::id, views::name, views::query)).load(&mut **db)?;
    Ok(rows.into_iter().map(|(id, name, query)| View { id, name, query }).collect())
}

/// Stores a view in place of the one of the same name in that tab; without a name, the last one.
pub fn save(tx: &mut Tx<'_>, id: &str, who: &VolunteerId, tab: &str, name: &str, query: &str) -> Result<()> {
    let same = views::table.filter(views::volunteer_id.eq(who.as_str())).filter(views::tab.eq(tab)).filter(views::name.eq(name));
    diesel::delete(same).execute(&mut ***tx)?;
    let values = (views::id.eq(id), views::volunteer_id.eq(who.as_str()), views::tab.eq(tab), views::name.eq(name), views::query.eq(query));
    diesel::insert_into(views::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// Forgets a view of a volunteer; gives whether there was one.
pub fn delete(tx: &mut Tx<'_>, who: &VolunteerId, id: &str) -> Result<bool> {
    let own = views::table.filter(views::id.eq(id)).filter(views::volunteer_id.eq(who.as_str()));
    Ok(diesel::delete(own).execute(&mut ***tx)? == 1)
}
