//! Access that was lost (spec 7.4): asked for by a form, answered by a contact at once, or by a volunteer with a delay in which the old
//! addresses may refuse.

use super::{Failure, Moment, Outcome, contact, settle};
use crate::app::App;
use crate::domain::access::{AccessEvent, AccessRequest, AccessStatus};
use crate::domain::contact::{Deed, Refusal};
use crate::domain::day;
use crate::domain::effect::{About, Effect};
use crate::domain::link::Purpose;
use crate::domain::space::Space;
use crate::domain::space_deed::SpaceDeed;
use crate::domain::values::{EmailAddress, Instant, Secret, Slug};
use crate::domain::volunteer::Volunteer;
use crate::post::contact as letters;
use crate::store::{self, Db, Tx};
use chrono::Duration;

/// Requests for one space that wait at once.
const WAITING: i64 = 3;
/// How long a contact may answer by the link of the letter.
const LINK: Duration = Duration::days(60);
/// Requests put into effect in one passage.
const BATCH: i64 = 50;

/// Asks for access to a space; nothing tells whether there is such a space, nor who administers it.
pub async fn ask(app: &App, slug: Slug, address: EmailAddress, words: String) -> Result<(), Failure> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    app.store
        .write(move |tx| {
            let Some(space) = store::space::by_slug(tx, &slug)?.filter(|space| space.state.status().has_instance()) else { return Ok(()) };
            let refused = space.is_administered_by(&address)
                || store::access::pending(tx, &space.id, &address)?.is_some()
                || store::access::count_pending(tx, &space.id)? >= WAITING;
            if refused {
                return Ok(());
            }
            let request = AccessRequest {
                id: moment.row_key(),
                space: space.id.clone(),
                address,
                words,
                status: AccessStatus::Open,
                created_at: moment.now,
                due_at: None,
            };
            store::access::insert(tx, &request)?;
            let (link, path) = link(&house, &moment, &request);
            let mut effects = vec![link, super::life::trace("ask_access", &space)];
            for to in space.readers() {
                let letter = letters::access_asked(&house.settings, &space, to, &request, &path)?;
                effects.push(Effect::SendLetter { letter, about: About::Space(space.id.clone()) });
            }
            settle(tx, &moment, effects)
        })
        .await
}

fn link(app: &App, moment: &Moment, request: &AccessRequest) -> (Effect, String) {
    let secret = app.keys.secret();
    let path = app.settings.link(&format!("/espace/acces/{}", secret.reveal()));
    (Effect::Link { secret, purpose: Purpose::Access, subject: request.id.clone(), until: moment.now + LINK }, path)
}

fn of_link(db: &mut Db<'_>, hash: &str, now: Instant) -> store::Result<Option<(AccessRequest, Space)>> {
    let Some(link) = store::link::find(db, hash, Purpose::Access)?.filter(|link| now < link.until) else { return Ok(None) };
    whole(db, &link.subject)
}

fn whole(db: &mut Db<'_>, id: &str) -> store::Result<Option<(AccessRequest, Space)>> {
    let Some(request) = store::access::find(db, id)? else { return Ok(None) };
    Ok(store::space::find(db, &request.space)?.map(|space| (request, space)))
}

fn hash(app: &App, secret: &str) -> String {
    Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default()
}

/// The request of a link that a contact received, and its space; looking changes nothing.
pub async fn peek(app: &App, secret: &str) -> Result<Option<(AccessRequest, Space)>, Failure> {
    let (hash, now) = (hash(app, secret), app.now());
    Ok(app.store.read(move |db| of_link(db, &hash, now)).await?)
}

/// Why an answer changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// No such request.
    Unknown,
    /// It was answered for good.
    Answered,
    /// The contacts of the space do not allow it.
    Contacts(Refusal),
}

/// A contact answers, by the link of their letter. Said twice, the first time holds.
pub async fn answer(app: &App, secret: &str, yes: bool) -> Outcome<AccessRequest, Late> {
    let (moment, house, hash) = (Moment::of(app, "contact"), app.clone(), hash(app, secret));
    app.store
        .write(move |tx| match of_link(tx, &hash, moment.now)? {
            Some((request, space)) => {
                let event = if yes { AccessEvent::Vouch } else { AccessEvent::Refuse };
                go(tx, &house, &moment, request, space, event, None)
            }
            None => Ok(Err(Late::Unknown)),
        })
        .await
}

/// A volunteer answers, and says why: yes with the delay of the rules, or no.
pub async fn decide(app: &App, who: &Volunteer, id: String, yes: bool, words: String) -> Outcome<AccessRequest, Late> {
    let (moment, house, who) = (Moment::of(app, format!("volunteer:{}", who.id)), app.clone(), who.clone());
    app.store
        .write(move |tx| {
            let policy = super::policy::in_force(&house, tx, &moment)?;
            let Some((request, space)) = whole(tx, &id)? else { return Ok(Err(Late::Unknown)) };
            let event = if yes { AccessEvent::Grant(day::later(moment.now, policy.access_days)) } else { AccessEvent::Refuse };
            let key = moment.row_key();
            let (about, decided) = (space.id.clone(), go(tx, &house, &moment, request, space, event, Some(&who))?);
            if decided.is_ok() {
                store::spaces::note(tx, &key, &about, &who.id, SpaceDeed::Note, &words, moment.now)?;
            }
            Ok(decided)
        })
        .await
}

/// One event of a request, with its letters, in a transaction.
fn go(
    tx: &mut Tx<'_>,
    app: &App,
    moment: &Moment,
    request: AccessRequest,
    space: Space,
    event: AccessEvent,
    by: Option<&Volunteer>,
) -> Result<Result<AccessRequest, Late>, Failure> {
    let Some(next) = request.after(event, moment.now) else { return Ok(Err(Late::Answered)) };
    store::access::update(tx, &next, by.map(|who| &who.id))?;
    let about = || About::Space(space.id.clone());
    let mut effects = Vec::new();
    match event {
        AccessEvent::Vouch | AccessEvent::Pass => {
            let named = contact::apply(tx, app, moment, space.clone(), &Deed::Name(next.address.clone(), None))?;
            // Who became a contact meanwhile has what they asked for.
            if let Err(refusal) = named
                && refusal != Refusal::Already
            {
                store::access::update(tx, &request, None)?;
                return Ok(Err(Late::Contacts(refusal)));
            }
        }
        AccessEvent::Grant(on) => {
            let (link, path) = link(app, moment, &next);
            effects.push(link);
            for to in space.readers() {
                let letter = letters::access_granted(&app.settings, &space, to, &next, on, &path)?;
                effects.push(Effect::SendLetter { letter, about: about() });
            }
            let letter = letters::access_answer(&app.settings, &space, &next.address, Some(on))?;
            effects.push(Effect::SendLetter { letter, about: about() });
        }
        AccessEvent::Refuse => {
            let letter = letters::access_answer(&app.settings, &space, &next.address, None)?;
            effects.push(Effect::SendLetter { letter, about: about() });
        }
    }
    let verb = match event {
        AccessEvent::Vouch => "vouch_access",
        AccessEvent::Grant(_) => "grant_access",
        AccessEvent::Pass => "give_access",
        AccessEvent::Refuse => "refuse_access",
    };
    effects.push(super::life::trace(verb, &space));
    settle(tx, moment, effects)?;
    Ok(Ok(next))
}

/// Gives the access whose delay is over; gives how many.
pub async fn go_on(app: &App) -> Result<usize, Failure> {
    let now = app.now();
    let due = app.store.read(move |db| store::access::due(db, now, BATCH)).await?;
    let mut given = 0;
    for id in due {
        let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
        let done = app
            .store
            .write(move |tx| -> Result<bool, Failure> {
                let Some((request, space)) = whole(tx, &id)? else { return Ok(false) };
                match go(tx, &house, &moment, request.clone(), space, AccessEvent::Pass, None)? {
                    Ok(_) => Ok(true),
                    Err(Late::Contacts(_)) => {
                        // No room among the contacts: looked at again tomorrow.
                        let later = AccessRequest { due_at: Some(moment.now + Duration::days(1)), ..request };
                        store::access::update(tx, &later, None)?;
                        Ok(false)
                    }
                    Err(_) => Ok(false),
                }
            })
            .await?;
        given += usize::from(done);
    }
    Ok(given)
}
