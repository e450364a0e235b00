//! Addresses that the demo's coordination keeps, and one in quarantine.

use super::fill::Unfilled;
use crate::actions::{Failure, Moment, address};
use crate::app::App;
use crate::domain::form::Answers;
use crate::domain::values::{Role, Slug};
use crate::domain::volunteer::Volunteer;
use crate::words;

/// What is reserved: how, and what; why is in the words of the demo, by place.
const RESERVED: [(&str, &str); 3] = [("word", "prefecture"), ("prefix", "essai-"), ("exact", "foyers-ruraux")];
/// The address of a space that is no more.
const GONE: &str = "les-anciens-bateliers";

/// Reserves them, and puts one in quarantine.
pub async fn keep(app: &App, team: &[Volunteer]) -> Result<(), Unfilled> {
    let Some(by) = team.iter().find(|one| one.role == Role::Coordinator) else { return Ok(()) };
    for (place, (kind, label)) in (1..).zip(RESERVED) {
        let fields = [("kind", kind.to_owned()), ("label", label.to_owned()), ("motive", words::say(&format!("demo-reserved-{place}")))];
        let answers = Answers(fields.into_iter().map(|(field, value)| (field.to_owned(), vec![value])).collect());
        address::reserve(app, by, &answers).await?.map_err(|why| Unfilled::Refused(format!("{why:?}")))?;
    }
    let (house, moment) = (app.clone(), Moment::of(app, "clockwork"));
    app.store
        .write(move |tx| match Slug::parse(GONE) {
            Some(slug) => address::quarantine(&house, tx, &moment, &slug),
            None => Ok(()),
        })
        .await
        .map_err(Failure::into)
}
