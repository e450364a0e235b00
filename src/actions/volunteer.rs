//! Volunteers: invite, choose a password, log in and out, shut out (spec 11).

use super::second_factor::told;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::digest::GRAIN;
use crate::domain::effect::{About, Effect};
use crate::domain::link::{Purpose, Shut};
use crate::domain::second_factor::WAIT;
use crate::domain::values::{EmailAddress, Role, Secret, VolunteerId};
use crate::domain::volunteer::{AccountDeed, Volunteer, Weakness, check_password};
use crate::keys::is_guessable;
use crate::post::compose;
use crate::store::session::Owner;
use crate::store::{self};
use chrono::Duration;

/// Without a click for so long, a volunteer is logged out.
pub const IDLE: Duration = Duration::hours(2);
/// After so long, a volunteer logs in again.
pub const STAY: Duration = Duration::hours(12);
/// Subject of the link with which the first coordinator comes in.
const FIRST: &str = "first-coordinator";

/// A volunteer with this address exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exists;

/// Adds a volunteer and the link with which they choose a password; with `by_letter` it is mailed to them.
pub async fn invite(app: &App, email: EmailAddress, name: String, role: Role, by_letter: bool) -> Outcome<(Volunteer, String), Exists> {
    let (moment, house) = (Moment::of(app, "operator"), app.clone());
    app.store
        .write(move |tx| {
            if store::volunteer::by_email(tx, &email)?.is_some() {
                return Ok(Err(Exists));
            }
            let volunteer = Volunteer { id: moment.key(), email, name, role, disabled_at: None, second_factor: false };
            store::volunteer::insert(tx, &volunteer, moment.now)?;
            let (effects, link) = invitation(&house, &moment, &volunteer, by_letter)?;
            settle(tx, &moment, effects)?;
            Ok(Ok((volunteer, link)))
        })
        .await
}

pub(super) fn invitation(app: &App, moment: &Moment, volunteer: &Volunteer, by_letter: bool) -> Result<(Vec<Effect>, String), Failure> {
    let secret = app.keys.secret();
    let link = app.settings.link(&format!("/equipe/invitation/{}", secret.reveal()));
    let until = moment.now + Duration::days(app.policy().invitation_days);
    let mut effects = vec![
        Effect::Link { secret, purpose: Purpose::Invitation, subject: volunteer.id.to_string(), until },
        Effect::Trace { verb: "invite", subject: volunteer.id.to_string(), detail: volunteer.role.code().into() },
    ];
    if by_letter {
        let letter = compose::invitation(&app.settings, &volunteer.email, &volunteer.name, link.clone(), until)?;
        effects.push(Effect::SendLetter { letter, about: About::House });
    }
    Ok((effects, link))
}

/// The link with which the first coordinator comes in, when nobody is there yet; it replaces the one before.
pub async fn first_link(app: &App) -> Result<Option<String>, Failure> {
    let (moment, secret, house) = (Moment::of(app, "operator"), app.keys.secret(), app.clone());
    app.store
        .write(move |tx| {
            if store::volunteer::any(tx)? {
                return Ok(None);
            }
            store::link::revoke(tx, FIRST, Purpose::Invitation)?;
            let link = house.settings.link(&format!("/equipe/invitation/{}", secret.reveal()));
            let until = moment.now + Duration::days(house.policy().invitation_days);
            settle(tx, &moment, vec![Effect::Link { secret, purpose: Purpose::Invitation, subject: FIRST.into(), until }])?;
            Ok(Some(link))
        })
        .await
}

/// Whom an invitation is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invited {
    /// The first coordinator, who says their name and address too.
    First,
    /// A volunteer who was added.
    Known(Volunteer),
}

/// Whom an invitation is for, if it may be used now.
pub async fn invited(app: &App, secret: &str) -> Outcome<Invited, Shut> {
    let (hash, now) = (Secret::parse(secret).map(|s| app.keys.hash(&s)).unwrap_or_default(), app.now());
    app.store
        .read(move |db| {
            let Some(link) = store::link::find(db, &hash, Purpose::Invitation)? else { return Ok(Err(Shut::Unknown)) };
            if let Err(shut) = link.open(now) {
                return Ok(Err(shut));
            }
            if link.subject == FIRST {
                return Ok(if store::volunteer::any(db)? { Err(Shut::Used) } else { Ok(Invited::First) });
            }
            let Some(id) = VolunteerId::parse(&link.subject) else { return Ok(Err(Shut::Unknown)) };
            Ok(store::volunteer::find(db, &id)?.map(Invited::Known).ok_or(Shut::Unknown))
        })
        .await
}

/// What is wrong with a password for this person.
pub fn weakness(app: &App, password: &str, email: &EmailAddress, name: &str) -> Option<Weakness> {
    let context = [app.settings.service_name.as_str(), app.settings.space_domain.as_str(), "passeur", email.as_str(), name];
    check_password(password, &context, |password| is_guessable(password, &context)).err()
}

/// Takes up an invitation: the password is set and the link used up. The first coordinator is created.
pub async fn accept_invitation(app: &App, secret: &str, who: Volunteer, password: String) -> Outcome<Volunteer, Shut> {
    let password_hash = app.keys.hash_password(password).await.ok_or(Failure::Hash)?;
    let hash = Secret::parse(secret).map(|s| app.keys.hash(&s)).unwrap_or_default();
    let (moment, house) = (Moment::of(app, format!("volunteer:{}", who.id)), app.clone());
    app.store
        .write(move |tx| {
            let Some(link) = store::link::find(tx, &hash, Purpose::Invitation)? else { return Ok(Err(Shut::Unknown)) };
            if let Err(shut) = link.open(moment.now) {
                return Ok(Err(shut));
            }
            if link.subject == FIRST {
                if store::volunteer::any(tx)? {
                    return Ok(Err(Shut::Used));
                }
                store::volunteer::insert(tx, &who, moment.now)?;
            } else if link.subject != who.id.as_str() {
                return Ok(Err(Shut::Unknown));
            }
            store::link::mark_used(tx, &hash, moment.now)?;
            let had = store::volunteer::by_email(tx, &who.email)?.and_then(|(_, hash)| hash);
            store::volunteer::set_password(tx, &who.id, Some(&password_hash))?;
            store::session::delete_of(tx, &who.id)?;
            // A first password is no change: whoever chose it knows.
            let effects = match had {
                Some(_) => told(&house, &moment, &who, "set_password", AccountDeed::Password)?,
                None => vec![Effect::Trace { verb: "set_password", subject: who.id.to_string(), detail: String::new() }],
            };
            settle(tx, &moment, effects)?;
            Ok(Ok(who))
        })
        .await
}

/// A new volunteer for the first coordinator's invitation.
pub fn first_coordinator(app: &App, email: EmailAddress, name: String) -> Volunteer {
    Volunteer { id: Moment::of(app, "operator").key(), email, name, role: Role::Coordinator, disabled_at: None, second_factor: false }
}

/// Sets a password at once: the command line and the demo.
pub async fn set_password(app: &App, id: VolunteerId, password: String) -> Result<(), Failure> {
    let hash = app.keys.hash_password(password).await.ok_or(Failure::Hash)?;
    let moment = Moment::of(app, "operator");
    app.store
        .write(move |tx| {
            store::volunteer::set_password(tx, &id, Some(&hash))?;
            store::session::delete_of(tx, &id)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "set_password", subject: id.to_string(), detail: String::new() }])
        })
        .await
}

/// What a good password opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entered {
    /// The pages of the team.
    In(Volunteer, Secret),
    /// The form of the code, by the secret of a session that waits for it.
    AwaitsCode(Secret),
}

/// Logs in; the answer and its time are the same for an unknown address and a wrong password.
pub async fn log_in(app: &App, email: EmailAddress, password: String) -> Result<Option<Entered>, Failure> {
    let found = app.store.read(move |db| store::volunteer::by_email(db, &email)).await?;
    let (volunteer, hash) = found.unzip();
    let hash = hash.flatten().filter(|_| volunteer.as_ref().is_some_and(|v| v.disabled_at.is_none()));
    if !app.keys.check_password(password, hash).await {
        return Ok(None);
    }
    let Some(volunteer) = volunteer else { return Ok(None) };
    let (moment, session) = (Moment::of(app, format!("volunteer:{}", volunteer.id)), app.keys.secret());
    let (hash, id, awaits) = (app.keys.hash(&session), volunteer.id.clone(), volunteer.second_factor);
    app.store
        .write(move |tx| {
            let until = moment.now + if awaits { WAIT } else { STAY };
            store::session::insert(tx, &hash, &Owner::Volunteer(id.clone()), moment.now, until)?;
            if awaits {
                return Ok(store::session::await_code(tx, &hash)?);
            }
            settle(tx, &moment, vec![Effect::Trace { verb: "log_in", subject: id.to_string(), detail: String::new() }])
        })
        .await?;
    Ok(Some(if awaits { Entered::AwaitsCode(session) } else { Entered::In(volunteer, session) }))
}

/// A volunteer at work, as each page of the team needs to know.
#[derive(Debug, Clone)]
pub struct Present {
    /// Who.
    pub who: Volunteer,
    /// What they are to be told: key and words.
    pub notices: Vec<(String, String)>,
    /// How many applications are in their hands.
    pub in_hand: i64,
    /// How many decisions wait for their second look.
    pub looks: i64,
}

/// The volunteer of a session, if it is live, with what waits for them. It is touched once a minute at most.
pub async fn by_session(app: &App, session: &Secret) -> Result<Option<Present>, Failure> {
    let (hash, now) = (app.keys.hash(session), app.now());
    let key = hash.clone();
    let found = app.store.read(move |db| {
        let Some((volunteer, seen)) = store::session::volunteer(db, &key, now, now - IDLE)? else { return Ok(None) };
        let (notices, in_hand) = (store::notice::all(db, &volunteer.id)?, store::live::in_hand(db, &volunteer.id, now)?);
        let looks = store::second_look::count_open(db, &volunteer.id, now)?;
        Ok::<_, store::Error>(Some((Present { who: volunteer, notices, in_hand, looks }, seen)))
    });
    let Some((present, seen)) = found.await? else { return Ok(None) };
    if now - seen >= GRAIN {
        let id = present.who.id.clone();
        app.store.write(move |tx| store::session::touch(tx, &hash, &id, now)).await?;
    }
    Ok(Some(present))
}

/// Logs out: the session is closed.
pub async fn log_out(app: &App, session: &Secret) -> Result<(), Failure> {
    let hash = app.keys.hash(session);
    Ok(app.store.write(move |tx| store::session::delete(tx, &hash)).await?)
}

/// Shuts a volunteer out at once, or lets them in again; gives whether there is one with this address.
pub async fn set_disabled(app: &App, email: EmailAddress, disabled: bool) -> Result<bool, Failure> {
    let moment = Moment::of(app, "operator");
    app.store
        .write(move |tx| {
            let Some((volunteer, _)) = store::volunteer::by_email(tx, &email)? else { return Ok(false) };
            store::volunteer::set_disabled(tx, &volunteer.id, disabled.then_some(moment.now))?;
            store::session::delete_of(tx, &volunteer.id)?;
            let verb = if disabled { "disable_volunteer" } else { "enable_volunteer" };
            settle(tx, &moment, vec![Effect::Trace { verb, subject: volunteer.id.to_string(), detail: String::new() }])?;
            Ok(true)
        })
        .await
}

/// Takes the password and the second factor away and gives a new invitation link; `None` when nobody has this address.
pub async fn reset(app: &App, email: EmailAddress) -> Result<Option<String>, Failure> {
    let (moment, house) = (Moment::of(app, "operator"), app.clone());
    app.store
        .write(move |tx| {
            let Some((volunteer, _)) = store::volunteer::by_email(tx, &email)? else { return Ok(None) };
            store::volunteer::set_password(tx, &volunteer.id, None)?;
            store::second_factor::turn_off(tx, &volunteer.id)?;
            store::session::delete_of(tx, &volunteer.id)?;
            store::link::revoke(tx, volunteer.id.as_str(), Purpose::Invitation)?;
            let (effects, link) = invitation(&house, &moment, &volunteer, false)?;
            settle(tx, &moment, effects)?;
            Ok(Some(link))
        })
        .await
}
