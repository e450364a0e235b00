//! What one does for oneself: another password, other sessions closed (spec 11).

use super::second_factor::told;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::values::Secret;
use crate::domain::volunteer::{AccountDeed, Volunteer};
use crate::store;

/// The password given as the old one is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongPassword;

fn trace(verb: &'static str, who: &Volunteer) -> Vec<Effect> {
    vec![Effect::Trace { verb, subject: who.id.to_string(), detail: String::new() }]
}

/// Changes one's password: the old one is asked again, and one's other sessions are closed. Whether the new one is good is asked
/// before, of [`super::volunteer::weakness`].
pub async fn change_password(app: &App, who: &Volunteer, session: &Secret, old: String, new: String) -> Outcome<(), WrongPassword> {
    let email = who.email.clone();
    let found = app.store.read(move |db| store::volunteer::by_email(db, &email)).await?;
    let hash = found.and_then(|(_, hash)| hash);
    if !app.keys.check_password(old, hash.clone()).await {
        return Ok(Err(WrongPassword));
    }
    let made = app.keys.hash_password(new).await.ok_or(Failure::Hash)?;
    let (moment, house, who, mine) = (Moment::of(app, format!("volunteer:{}", who.id)), app.clone(), who.clone(), app.keys.hash(session));
    app.store
        .write(move |tx| {
            // The old one may have been changed or taken away meanwhile.
            let now = store::volunteer::by_email(tx, &who.email)?.and_then(|(_, hash)| hash);
            if now != hash {
                return Ok(Err(WrongPassword));
            }
            store::volunteer::set_password(tx, &who.id, Some(&made))?;
            store::team::close_other_sessions(tx, &who.id, &mine)?;
            settle(tx, &moment, told(&house, &moment, &who, "set_password", AccountDeed::Password)?)?;
            Ok(Ok(()))
        })
        .await
}

/// Closes one's other sessions; gives how many there were.
pub async fn close_other_sessions(app: &App, who: &Volunteer, session: &Secret) -> Result<usize, Failure> {
    let (moment, who, mine) = (Moment::of(app, format!("volunteer:{}", who.id)), who.clone(), app.keys.hash(session));
    app.store
        .write(move |tx| {
            let closed = store::team::close_other_sessions(tx, &who.id, &mine)?;
            if closed > 0 {
                settle(tx, &moment, trace("close_sessions", &who))?;
            }
            Ok(closed)
        })
        .await
}
