//! Other places to go: add one, change it, take it off the list (spec 4.7). The guard of the door lets coordinators alone in.

use super::{Moment, Outcome, settle};
use crate::app::App;
use crate::domain::alternative::{Alternative, Entry};
use crate::domain::effect::Effect;
use crate::domain::values::AlternativeId;
use crate::domain::volunteer::Volunteer;
use crate::store;

/// Why the list stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such alternative (any more).
    Unknown,
    /// It was changed since the page was shown; as it is now.
    Stale(Box<Alternative>),
    /// Another one has this name already: most often the same form, sent twice.
    NameTaken,
}

fn actor(volunteer: &Volunteer) -> String {
    format!("volunteer:{}", volunteer.id)
}

fn trace(verb: &'static str, id: &AlternativeId) -> Vec<Effect> {
    vec![Effect::Trace { verb, subject: id.to_string(), detail: String::new() }]
}

/// Adds one.
pub async fn add(app: &App, by: &Volunteer, entry: Entry) -> Outcome<Alternative, Refusal> {
    let moment = Moment::of(app, actor(by));
    app.store
        .write(move |tx| {
            if store::alternative::by_name(tx, &entry.name)?.is_some() {
                return Ok(Err(Refusal::NameTaken));
            }
            let alternative = Alternative::new(moment.key(), entry);
            store::alternative::insert(tx, &alternative, moment.now)?;
            settle(tx, &moment, trace("add_alternative", &alternative.id))?;
            Ok(Ok(alternative))
        })
        .await
}

/// Changes one, as long as it is still what the page showed: version `seen`.
pub async fn change(app: &App, by: &Volunteer, id: AlternativeId, seen: i64, entry: Entry) -> Outcome<Alternative, Refusal> {
    let moment = Moment::of(app, actor(by));
    app.store
        .write(move |tx| {
            let Some(before) = store::alternative::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            if before.version != seen {
                return Ok(Err(Refusal::Stale(Box::new(before))));
            }
            if store::alternative::by_name(tx, &entry.name)?.is_some_and(|other| other.id != id) {
                return Ok(Err(Refusal::NameTaken));
            }
            let after = before.changed(entry);
            store::alternative::update(tx, &after, moment.now)?;
            settle(tx, &moment, trace("change_alternative", &id))?;
            Ok(Ok(after))
        })
        .await
}

/// Takes one off the list; gives what it was.
pub async fn remove(app: &App, by: &Volunteer, id: AlternativeId) -> Outcome<Alternative, Refusal> {
    let moment = Moment::of(app, actor(by));
    app.store
        .write(move |tx| {
            let Some(gone) = store::alternative::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            store::alternative::delete(tx, &id)?;
            settle(tx, &moment, trace("remove_alternative", &id))?;
            Ok(Ok(gone))
        })
        .await
}
