//! Who administers a space (spec 7.4): naming, saying yes or no, removing, handing over, the yearly question, sessions.

use super::life::ask;
use super::{Failure, Moment, Outcome, settle, sign};
use crate::app::App;
use crate::domain::contact::{self, Change, Deed, Refusal};
use crate::domain::effect::{About, Effect};
use crate::domain::hours;
use crate::domain::link::{Link, Purpose};
use crate::domain::operation::OperationKind;
use crate::domain::space::{Contact, Space, Status};
use crate::domain::values::{EmailAddress, Instant, Secret, SpaceId};
use crate::domain::{day, space};
use crate::post::contact as letters;
use crate::store::{self, Db, Tx};
use chrono::Duration;

/// How long one has to say yes to being a contact, and to answer the yearly question.
const ANSWER: Duration = Duration::days(30);
/// Letters to one address about one space in a day: naming again and again is no way to pester.
const LETTERS: i64 = 3;
/// Contacts asked in one passage.
const BATCH: i64 = 50;
/// Where one says yes or no, before the secret.
const PATH: &str = "/espace/contact/";

fn subject(space: &SpaceId, email: &EmailAddress) -> String {
    format!("{space} {}", email.folded())
}

/// Changes the contacts of a space in a transaction: rows, links, letters to all concerned, order to the agent, trace.
pub(super) fn apply(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: Space, deed: &Deed) -> Result<Result<Space, Refusal>, Failure> {
    let next = match contact::after(&space.contacts, deed, moment.now) {
        Ok(next) => next,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (changes, before) = (contact::changes(&space.contacts, &next), space.clone());
    let space = Space { contacts: next, ..space };
    store::contact::replace(tx, &space.id, &space.contacts)?;
    let mut effects: Vec<Effect> = changes.iter().map(|(_, change)| super::life::trace(change.code(), &space)).collect();
    for (email, _) in changes.iter().filter(|(_, change)| *change == Change::Removed) {
        store::link::revoke(tx, &subject(&space.id, email), Purpose::Contact)?;
    }
    if let Deed::Name(email, _) = deed {
        effects.append(&mut invite(tx, app, moment, &space, email)?);
    }
    let told: Vec<(EmailAddress, Change)> = changes.into_iter().filter(|(_, change)| *change != Change::Named).collect();
    if told.iter().any(|(email, change)| *change != Change::Removed || before.is_administered_by(email)) {
        for to in readers(&before, &space) {
            effects.push(Effect::SendLetter { letter: letters::changed(&app.settings, &space, to, &told)?, about: About::Space(space.id.clone()) });
        }
        if space.state.status().has_instance() {
            store::life::cancel_waiting(tx, &space.id, &[OperationKind::SetContacts], moment.now)?;
            effects.push(ask(moment, &space, OperationKind::SetContacts));
        }
    }
    settle(tx, moment, effects)?;
    Ok(Ok(space))
}

/// Who administered and who administers, each once.
fn readers<'a>(before: &'a Space, after: &'a Space) -> Vec<&'a EmailAddress> {
    let mut all = before.readers();
    all.extend(after.readers().into_iter().filter(|one| !before.is_administered_by(one)));
    all
}

/// The letter by which an address says yes or no, unless it was sent several today.
fn invite(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: &Space, to: &EmailAddress) -> Result<Vec<Effect>, Failure> {
    let subject = subject(&space.id, to);
    if store::link::count_since(tx, &subject, Purpose::Contact, moment.now - Duration::days(1))? >= LETTERS {
        return Ok(Vec::new());
    }
    let takes_over = space.contacts.iter().any(|one| one.email.folded() == to.folded() && one.takes_over.is_some());
    let (secret, until) = (app.keys.secret(), moment.now + ANSWER);
    let letter = letters::named(&app.settings, space, to, takes_over, &app.settings.link(&format!("{PATH}{}", secret.reveal())), until)?;
    Ok(vec![Effect::Link { secret, purpose: Purpose::Contact, subject, until }, Effect::SendLetter { letter, about: About::Space(space.id.clone()) }])
}

/// The space is open: who was only named in the form is asked to say yes.
pub(super) fn invite_named(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: &Space) -> Result<(), Failure> {
    let mut effects = Vec::new();
    for one in space.contacts.iter().filter(|one| one.confirmed_at.is_none()) {
        effects.append(&mut invite(tx, app, moment, space, &one.email)?);
    }
    settle(tx, moment, effects)
}

/// An address that was named and did not answer asks to enter: it is sent its letter again.
pub(super) fn invite_again(tx: &mut Tx<'_>, app: &App, moment: &Moment, email: &EmailAddress) -> Result<(), Failure> {
    let ids = store::contact::awaited_at(tx, email, LETTERS)?;
    for space in store::space::find_all(tx, &ids)? {
        let effects = invite(tx, app, moment, &space, email)?;
        settle(tx, moment, effects)?;
    }
    Ok(())
}

/// An administrator changes the contacts of their space.
pub async fn change(app: &App, id: SpaceId, deed: Deed) -> Outcome<Space, Refusal> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    app.store
        .write(move |tx| match living(tx, &id)? {
            Some(space) => apply(tx, &house, &moment, space, &deed),
            None => Ok(Err(Refusal::Unknown)),
        })
        .await
}

/// A space whose contacts may change.
fn living(db: &mut Db<'_>, id: &SpaceId) -> store::Result<Option<Space>> {
    let space = store::space::find(db, id)?;
    Ok(space.filter(|space| !matches!(space.state.status(), Status::Deleting | Status::Deleted)))
}

/// The space of a link, and the contact it speaks to.
fn of_link(db: &mut Db<'_>, hash: &str, now: Instant) -> store::Result<Option<(Space, Contact)>> {
    let Some(link) = store::link::find(db, hash, Purpose::Contact)?.filter(|link: &Link| link.open(now).is_ok()) else { return Ok(None) };
    let Some((id, email)) = link.subject.split_once(' ') else { return Ok(None) };
    let space = match SpaceId::parse(id) {
        Some(id) => living(db, &id)?,
        None => None,
    };
    Ok(space.and_then(|space| {
        let contact = space.contacts.iter().find(|one| one.email.folded() == email).cloned()?;
        Some((space, contact))
    }))
}

fn hash(app: &App, secret: &str) -> String {
    Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default()
}

/// What a link asks; looking at it uses nothing up.
pub async fn peek(app: &App, secret: &str) -> Result<Option<(Space, Contact)>, Failure> {
    let (hash, now) = (hash(app, secret), app.now());
    Ok(app.store.read(move |db| of_link(db, &hash, now)).await?)
}

/// What the owner of an address answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is theirs, and they administer.
    Yes,
    /// No, or no longer; someone may take their place.
    No(Option<EmailAddress>),
}

/// Answers a link, once. `None` where it does not open.
pub async fn answer(app: &App, secret: &str, answer: Answer) -> Outcome<Option<Space>, Refusal> {
    let (moment, house, hash) = (Moment::of(app, "contact"), app.clone(), hash(app, secret));
    app.store
        .write(move |tx| {
            let Some((space, contact)) = of_link(tx, &hash, moment.now)? else { return Ok(Ok(None)) };
            let deed = match answer {
                Answer::Yes => Deed::Confirm(contact.email.clone()),
                Answer::No(Some(other)) => Deed::Name(other, Some(contact.email.clone())),
                Answer::No(None) => Deed::Remove(contact.email.clone()),
            };
            let (yes, asked) = (matches!(deed, Deed::Confirm(_)), space.clone());
            let space = match apply(tx, &house, &moment, space, &deed)? {
                Ok(space) => space,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::link::mark_used(tx, &hash, moment.now)?;
            // Who says « still me » shows that the space is in use; who only accepts to be named does not.
            if yes && asked.is_administered_by(&contact.email) {
                sign::sign(tx, &house, &moment, space.clone())?.ok();
            }
            Ok(Ok(Some(space)))
        })
        .await
}

/// Asks those not seen for long whether they still are contacts; gives how many.
pub async fn ask_still(app: &App) -> Result<usize, Failure> {
    let (moment, house, policy) = (Moment::of(app, "clockwork"), app.clone(), app.policy());
    if !hours::is_open(moment.now, &policy) {
        return Ok(0);
    }
    let before = day::start(day::plus_months(day::of(moment.now), -policy.contact_ask_months));
    let due = app.store.read(move |db| store::contact::unseen(db, before, BATCH)).await?;
    if due.is_empty() {
        return Ok(0);
    }
    app.store
        .write(move |tx| {
            let ids: Vec<SpaceId> = due.iter().map(|(id, _)| id.clone()).collect();
            let spaces: std::collections::HashMap<SpaceId, Space> =
                store::space::find_all(tx, &ids)?.into_iter().map(|space| (space.id.clone(), space)).collect();
            let (mut asked, mut effects) = (0, Vec::new());
            for (id, email) in due {
                let still = |one: &space::Contact| one.email.folded() == email.folded() && one.confirmed_at.is_some_and(|at| at < before);
                let Some(space) = spaces.get(&id).filter(|space| space.contacts.iter().any(still)) else { continue };
                let (secret, until) = (house.keys.secret(), moment.now + ANSWER);
                let link = house.settings.link(&format!("{PATH}{}", secret.reveal()));
                let letter = letters::still_you(&house.settings, space, &email, &link, until)?;
                effects.push(Effect::Link { secret, purpose: Purpose::Contact, subject: subject(&id, &email), until });
                effects.push(Effect::SendLetter { letter, about: About::Space(id.clone()) });
                store::contact::mark_asked(tx, &id, &email, moment.now)?;
                asked += 1;
            }
            settle(tx, &moment, effects)?;
            Ok(asked)
        })
        .await
}

/// Closes a session of an address, by the beginning of its hash, or all but the one that asks.
pub async fn close(app: &App, email: EmailAddress, own: &Secret, which: Option<String>) -> Result<usize, Failure> {
    let (own, now) = (app.keys.hash(own), app.now());
    app.store
        .write(move |tx| match which {
            None => Ok(store::contact::close(tx, &email, &own, true)?),
            Some(which) => {
                let stays = store::contact::stays(tx, &email, now)?;
                match stays.iter().find(|stay| handle(&stay.hash) == which) {
                    Some(stay) => Ok(store::contact::close(tx, &email, &stay.hash, false)?),
                    None => Ok(0),
                }
            }
        })
        .await
}

/// What names a session on a page: not enough of its hash to be of any use.
pub fn handle(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
