//! The digest of the morning: who wants it, the letters of a day, and the link by which one stops it without logging in.

use super::{Failure, Moment, settle};
use crate::app::App;
use crate::domain::digest::{Pile, is_unread, late_before};
use crate::domain::effect::{About, Effect};
use crate::domain::letter::Kind;
use crate::domain::values::{Secret, VolunteerId};
use crate::domain::volunteer::Volunteer;
use crate::keys::Keys;
use crate::post::digest;
use crate::store::{self, Db, Tx};

/// Where one stops it, before the secret.
const STOP: &str = "/equipe/resume/";

/// The secret of the links of a volunteer's digests. It opens nothing: all it does is stop them.
fn secret(keys: &Keys, id: &VolunteerId) -> Secret {
    keys.derived("digest", id.as_str())
}

fn set(tx: &mut Tx<'_>, moment: &Moment, who: &Volunteer, wanted: bool, how: &str) -> Result<(), Failure> {
    if store::digest::is_wanted(tx, &who.id)? == wanted {
        return Ok(());
    }
    store::digest::set_wanted(tx, &who.id, wanted.then_some(moment.now))?;
    if !wanted {
        store::outbox::drop_queued(tx, Kind::Digest, &who.email)?;
    }
    let verb = if wanted { "want_digest" } else { "stop_digest" };
    settle(tx, moment, vec![Effect::Trace { verb, subject: who.id.to_string(), detail: how.into() }])
}

/// A volunteer wants the digest, or no more.
pub async fn want(app: &App, who: &Volunteer, wanted: bool) -> Result<(), Failure> {
    let (moment, who) = (Moment::of(app, format!("volunteer:{}", who.id)), who.clone());
    app.store.write(move |tx| set(tx, &moment, &who, wanted, "")).await
}

/// Whose digests a link stops. The team is small: their secrets are made again rather than stored.
fn whose(db: &mut Db<'_>, keys: &Keys, given: &str) -> store::Result<Option<Volunteer>> {
    let Some(given) = Secret::parse(given) else { return Ok(None) };
    let given = keys.hash(&given);
    Ok(store::volunteer::all(db)?.into_iter().find(|one| keys.hash(&secret(keys, &one.id)) == given))
}

/// Whether the digests that a link stops are still wanted; `None` of a link that is nobody's.
pub async fn is_wanted(app: &App, given: String) -> Result<Option<bool>, Failure> {
    let keys = app.keys.clone();
    let found = app.store.read(move |db| match whose(db, &keys, &given)? {
        Some(who) => Ok::<_, store::Error>(Some(store::digest::is_wanted(db, &who.id)?)),
        None => Ok(None),
    });
    Ok(found.await?)
}

/// Stops the digests of a link; gives whether it is someone's. A second time changes nothing.
pub async fn stop(app: &App, given: String) -> Result<bool, Failure> {
    let house = app.clone();
    app.store
        .write(move |tx| {
            let Some(who) = whose(tx, &house.keys, &given)? else { return Ok(false) };
            let moment = Moment::of(&house, format!("volunteer:{}", who.id));
            set(tx, &moment, &who, false, "link")?;
            Ok(true)
        })
        .await
}

/// Seals the digests of a day, all in one transaction: with several servers, one of them does. Gives how many.
pub async fn send(app: &App, day: i64) -> Result<usize, Failure> {
    let (moment, house, policy) = (Moment::of(app, "clockwork"), app.clone(), app.policy());
    app.store
        .write(move |tx| {
            if store::digest::day(tx)? >= Some(day) {
                return Ok(0);
            }
            store::digest::set_day(tx, day)?;
            let mut readers = store::digest::readers(tx)?;
            readers.retain(|reader| !is_unread(reader.sent_at, reader.seen_at));
            if readers.is_empty() {
                return Ok(0);
            }
            let all = store::digest::for_all(tx, late_before(policy.review_days.1, moment.now), moment.now)?;
            let mut count = 0;
            for reader in readers {
                let pile = Pile { for_them: store::digest::for_one(tx, &reader.who.id)?, ..all };
                if pile.is_nothing() {
                    continue;
                }
                let stop = house.settings.link(&format!("{STOP}{}", secret(&house.keys, &reader.who.id).reveal()));
                let letter = digest::digest(&house.settings, &reader.who, &pile, stop, moment.now)?;
                store::digest::mark_sent(tx, &reader.who.id, moment.now)?;
                settle(tx, &moment, vec![Effect::SendLetter { letter, about: About::House }])?;
                count += 1;
            }
            Ok(count)
        })
        .await
}
