//! Entering the pages of a space, and seeing its first credentials once (spec 7.1, 7.5).

use super::operation::Credentials;
use super::{Failure, Moment, Outcome, contact, settle};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::link::{Link, Purpose, Shut};
use crate::domain::values::{EmailAddress, Secret, Slug, SpaceId};
use crate::post::compose;
use crate::store::session::Owner;
use crate::store::{self, Db};
use chrono::Duration;

/// What a person typed to enter: an e-mail, a label, or the whole address of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identifier {
    /// An address that may administer spaces.
    Email(EmailAddress),
    /// The label of a space.
    Slug(Slug),
}

impl Identifier {
    /// Reads `contact@asso.example`, `mon-asso`, `mon-asso.frama.space` or `https://mon-asso.frama.space/…`.
    pub fn parse(text: &str, domain: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('@') {
            return EmailAddress::parse(text).map(Self::Email);
        }
        let text = text.to_lowercase();
        let host = text.trim_start_matches("https://").trim_start_matches("http://").split('/').next().unwrap_or_default();
        Slug::parse(host.strip_suffix(&format!(".{domain}")).unwrap_or(host)).map(Self::Slug)
    }
}

/// Links to enter that one address may be sent in an hour.
const ENTRIES_AN_HOUR: i64 = 5;

/// Sends a link to enter to whoever administers; nothing tells whether there is anyone.
pub async fn send_entry(app: &App, identifier: Identifier) -> Result<(), Failure> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    app.store
        .write(move |tx| {
            let recipients = match &identifier {
                Identifier::Email(email) if store::space::administered_by(tx, email)?.is_empty() => {
                    contact::invite_again(tx, &house, &moment, email)?;
                    Vec::new()
                }
                Identifier::Email(email) => vec![email.clone()],
                Identifier::Slug(slug) => {
                    let who = store::space::by_slug(tx, slug)?.map(|space| space.contacts).unwrap_or_default();
                    who.into_iter().filter(|one| one.confirmed_at.is_some()).map(|one| one.email).collect()
                }
            };
            for to in recipients {
                let subject = to.folded();
                if store::link::count_since(tx, &subject, Purpose::Entry, moment.now - Duration::hours(1))? >= ENTRIES_AN_HOUR {
                    continue;
                }
                let (secret, policy) = (house.keys.secret(), house.policy());
                let link = house.settings.link(&format!("/espace/entrer/{}", secret.reveal()));
                let letter = compose::entry(&house.settings, &to, link, &policy)?;
                let until = moment.now + Duration::minutes(policy.entry_minutes);
                settle(
                    tx,
                    &moment,
                    vec![Effect::Link { secret, purpose: Purpose::Entry, subject, until }, Effect::SendLetter { letter, about: About::House }],
                )?;
            }
            Ok(())
        })
        .await
}

/// The link of a secret, if it may be used now.
fn open_link(db: &mut Db<'_>, hash: &str, purpose: Purpose, now: crate::domain::values::Instant) -> store::Result<Result<Link, Shut>> {
    Ok(match store::link::find(db, hash, purpose)? {
        Some(link) => link.open(now).map(|()| link),
        None => Err(Shut::Unknown),
    })
}

/// Whether a link may be used now; looking does not use it, as mail scanners look.
pub async fn peek(app: &App, secret: &str, purpose: Purpose) -> Outcome<(), Shut> {
    let (hash, now) = (hash(app, secret), app.now());
    app.store.read(move |db| Ok(open_link(db, &hash, purpose, now)?.map(|_| ()))).await
}

fn hash(app: &App, secret: &str) -> String {
    Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default()
}

/// How long a person who administers spaces stays in.
pub const STAY: Duration = Duration::hours(12);

/// Enters: the link is used up, a session opens. Gives the session's secret and the labels of the spaces.
pub async fn enter(app: &App, secret: &str) -> Outcome<(Secret, Vec<Slug>), Shut> {
    let (moment, hash, session, keys) = (Moment::of(app, "contact"), hash(app, secret), app.keys.secret(), app.keys.clone());
    app.store
        .write(move |tx| {
            let link = match open_link(tx, &hash, Purpose::Entry, moment.now)? {
                Ok(link) => link,
                Err(shut) => return Ok(Err(shut)),
            };
            let Some(email) = EmailAddress::parse(&link.subject) else { return Ok(Err(Shut::Unknown)) };
            store::link::mark_used(tx, &hash, moment.now)?;
            store::contact::seen(tx, &email, moment.now)?;
            let slugs = store::space::administered_by(tx, &email)?.into_iter().map(|(slug, _)| slug).collect();
            store::session::insert(tx, &keys.hash(&session), &Owner::Contact(email), moment.now, moment.now + STAY)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "enter", subject: keys.keyed_hash("contact", &link.subject), detail: String::new() }])?;
            Ok(Ok((session, slugs)))
        })
        .await
}

/// Closes a session.
pub async fn leave(app: &App, session: &Secret) -> Result<(), Failure> {
    let hash = app.keys.hash(session);
    Ok(app.store.write(move |tx| store::session::delete(tx, &hash)).await?)
}

/// Shows the first credentials: the link is used up and what was sealed is erased, in one transaction.
pub async fn reveal_credentials(app: &App, secret: &str) -> Outcome<(Slug, Credentials), Shut> {
    let (moment, hash, keys) = (Moment::of(app, "contact"), hash(app, secret), app.keys.clone());
    app.store
        .write(move |tx| {
            let link = match open_link(tx, &hash, Purpose::FirstConnection, moment.now)? {
                Ok(link) => link,
                Err(shut) => return Ok(Err(shut)),
            };
            let Some(id) = SpaceId::parse(&link.subject) else { return Ok(Err(Shut::Unknown)) };
            let (Some(space), Some(sealed)) = (store::space::find(tx, &id)?, store::space::credentials(tx, &id)?) else { return Ok(Err(Shut::Used)) };
            let text = keys.unseal(id.as_str(), &sealed).ok_or(Failure::Seal)?;
            let credentials = serde_json::from_str(&text).map_err(|_| Failure::Seal)?;
            store::link::mark_used(tx, &hash, moment.now)?;
            store::space::forget_credentials(tx, &id)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "reveal_credentials", subject: id.to_string(), detail: String::new() }])?;
            Ok(Ok((space.slug, credentials)))
        })
        .await
}
