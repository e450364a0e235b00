//! How a volunteer looks at the queue: remembered by itself for each tab, or kept under a name.

use super::{Failure, Moment};
use crate::app::App;
use crate::domain::volunteer::Volunteer;
use crate::store;

/// Views with a name that a volunteer may keep.
pub const MOST: usize = 20;

/// Remembers the filters of a tab; nothing is written when they are the same.
pub async fn remember(app: &App, who: &Volunteer, tab: String, query: String) -> Result<(), Failure> {
    let (moment, who) = (Moment::of(app, "queue"), who.id.clone());
    let (tab_, who_) = (tab.clone(), who.clone());
    let known = app.store.read(move |db| store::view::last(db, &who_, &tab_)).await?;
    if known.unwrap_or_default() == query {
        return Ok(());
    }
    app.store.write(move |tx| Ok::<_, Failure>(store::view::save(tx, &moment.row_key(), &who, &tab, "", &query)?)).await
}

/// Keeps a view under a name, in place of one of the same name; `false` when there are too many.
pub async fn keep(app: &App, who: &Volunteer, name: String, query: String) -> Result<bool, Failure> {
    let (moment, who) = (Moment::of(app, "queue"), who.id.clone());
    app.store
        .write(move |tx| {
            let known = store::view::named(tx, &who)?;
            if known.len() >= MOST && !known.iter().any(|view| view.name == name) {
                return Ok(false);
            }
            store::view::save(tx, &moment.row_key(), &who, "named", &name, &query)?;
            Ok(true)
        })
        .await
}

/// Forgets a view; `false` when it is not theirs, or gone.
pub async fn forget(app: &App, who: &Volunteer, id: String) -> Result<bool, Failure> {
    let who = who.id.clone();
    app.store.write(move |tx| Ok::<_, Failure>(store::view::delete(tx, &who, &id)?)).await
}
