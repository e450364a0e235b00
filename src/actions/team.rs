//! The team, as coordinators keep it (spec 5.11): invite, send the link again, change a role, make leave, let come back.
//!
//! The guard of the door lets coordinators alone in; as a role may go between the door and the deed, each action looks again.

use super::second_factor::told;
use super::volunteer::invitation;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::link::Purpose;
use crate::domain::team::{Guest, Member, Refusal};
use crate::domain::values::{Role, VolunteerId};
use crate::domain::volunteer::{AccountDeed, Volunteer};
use crate::post::compose;
use crate::store::{self, Tx};

/// Why nobody was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uninvited {
    /// Who asks does not coordinate any more.
    Unknown,
    /// Someone has this address already, of this name: most often the same form, sent twice.
    Exists(String),
}

fn moment(app: &App, by: &Volunteer) -> Moment {
    Moment::of(app, format!("volunteer:{}", by.id))
}

fn trace(verb: &'static str, id: &VolunteerId, detail: &str) -> Effect {
    Effect::Trace { verb, subject: id.to_string(), detail: detail.to_owned() }
}

/// The team, if who asks coordinates it now.
fn team(tx: &mut Tx<'_>, moment: &Moment, by: &VolunteerId) -> Result<Option<Vec<Member>>, Failure> {
    let members = store::team::members(tx, moment.now)?;
    let asks = members.iter().any(|member| member.volunteer.id == *by && member.steers());
    Ok(asks.then_some(members))
}

/// The member meant, and how many coordinate; nobody where who asks does not.
fn facts(tx: &mut Tx<'_>, moment: &Moment, by: &VolunteerId, id: &VolunteerId) -> Result<Option<(Member, usize)>, Failure> {
    let Some(members) = team(tx, moment, by)? else { return Ok(None) };
    let steering = members.iter().filter(|member| member.steers()).count();
    Ok(members.into_iter().find(|member| member.volunteer.id == *id).map(|member| (member, steering)))
}

/// Invites someone by mail.
pub async fn invite(app: &App, by: &Volunteer, guest: Guest) -> Outcome<Volunteer, Uninvited> {
    let (moment, house, by) = (moment(app, by), app.clone(), by.id.clone());
    app.store
        .write(move |tx| {
            if team(tx, &moment, &by)?.is_none() {
                return Ok(Err(Uninvited::Unknown));
            }
            if let Some((there, _)) = store::volunteer::by_email(tx, &guest.email)? {
                return Ok(Err(Uninvited::Exists(there.name)));
            }
            let Guest { name, email, role } = guest;
            let volunteer = Volunteer { id: moment.key(), email, name, role, disabled_at: None, second_factor: false };
            store::volunteer::insert(tx, &volunteer, moment.now)?;
            let (effects, _) = invitation(&house, &moment, &volunteer, true)?;
            settle(tx, &moment, effects)?;
            Ok(Ok(volunteer))
        })
        .await
}

/// Sends a link with which a member chooses a password: to come in for the first time, or because the old one is lost. The links
/// before it open nothing any more; a password that exists stays until the link is used.
pub async fn send_link(app: &App, by: &Volunteer, id: VolunteerId) -> Outcome<Member, Refusal> {
    let (moment, house, by) = (moment(app, by), app.clone(), by.id.clone());
    app.store
        .write(move |tx| {
            let Some((member, _)) = facts(tx, &moment, &by, &id)? else { return Ok(Err(Refusal::Unknown)) };
            let last = store::team::last_link(tx, &id)?;
            if let Err(refusal) = member.may_get_link(last, moment.now) {
                return Ok(Err(refusal));
            }
            store::link::revoke(tx, id.as_str(), Purpose::Invitation)?;
            let (effects, _) = invitation(&house, &moment, &member.volunteer, true)?;
            settle(tx, &moment, effects)?;
            Ok(Ok(member))
        })
        .await
}

/// Gives a member another role; the same one again changes nothing.
pub async fn set_role(app: &App, by: &Volunteer, id: VolunteerId, role: Role) -> Outcome<Member, Refusal> {
    let (moment, house, by) = (moment(app, by), app.clone(), by.id.clone());
    app.store
        .write(move |tx| {
            let Some((member, steering)) = facts(tx, &moment, &by, &id)? else { return Ok(Err(Refusal::Unknown)) };
            match member.with_role(role, &by, steering) {
                Err(refusal) => return Ok(Err(refusal)),
                Ok(false) => {}
                Ok(true) => {
                    store::team::set_role(tx, &id, role)?;
                    let deed = if role == Role::Coordinator { AccountDeed::Coordinator } else { AccountDeed::Volunteer };
                    let letter = compose::account(&house.settings, &member.volunteer, deed, moment.now)?;
                    settle(tx, &moment, vec![trace("set_role", &id, role.code()), Effect::SendLetter { letter, about: About::House }])?;
                }
            }
            Ok(Ok(member))
        })
        .await
}

/// Makes a member leave at once: no session, no link, nothing in hand. A second time changes nothing.
pub async fn make_leave(app: &App, by: &Volunteer, id: VolunteerId) -> Outcome<Member, Refusal> {
    let (moment, by) = (moment(app, by), by.id.clone());
    app.store
        .write(move |tx| {
            let Some((member, steering)) = facts(tx, &moment, &by, &id)? else { return Ok(Err(Refusal::Unknown)) };
            match member.leaving(&by, steering) {
                Err(refusal) => return Ok(Err(refusal)),
                Ok(false) => {}
                Ok(true) => {
                    store::volunteer::set_disabled(tx, &id, Some(moment.now))?;
                    store::session::delete_of(tx, &id)?;
                    store::link::revoke(tx, id.as_str(), Purpose::Invitation)?;
                    store::team::release_claims(tx, &id)?;
                    settle(tx, &moment, vec![trace("disable_volunteer", &id, "")])?;
                }
            }
            Ok(Ok(member))
        })
        .await
}

/// Lets a member come back, with the role and the password they had. A second time changes nothing.
pub async fn let_back(app: &App, by: &Volunteer, id: VolunteerId) -> Outcome<Member, Refusal> {
    let (moment, by) = (moment(app, by), by.id.clone());
    app.store
        .write(move |tx| {
            let Some((member, _)) = facts(tx, &moment, &by, &id)? else { return Ok(Err(Refusal::Unknown)) };
            if member.coming_back() {
                store::volunteer::set_disabled(tx, &id, None)?;
                settle(tx, &moment, vec![trace("enable_volunteer", &id, "")])?;
            }
            Ok(Ok(member))
        })
        .await
}

/// Lifts a member's second factor and closes their sessions: their password alone opens until they set another one up.
pub async fn lift_second_factor(app: &App, by: &Volunteer, id: VolunteerId) -> Outcome<Member, Refusal> {
    let (moment, house, by) = (moment(app, by), app.clone(), by.id.clone());
    app.store
        .write(move |tx| {
            let Some((member, _)) = facts(tx, &moment, &by, &id)? else { return Ok(Err(Refusal::Unknown)) };
            if by == id {
                return Ok(Err(Refusal::Oneself));
            }
            if member.volunteer.second_factor {
                store::second_factor::turn_off(tx, &id)?;
                store::session::delete_of(tx, &id)?;
                settle(tx, &moment, told(&house, &moment, &member.volunteer, "lift_second_factor", AccountDeed::SecondFactorOff)?)?;
            }
            Ok(Ok(member))
        })
        .await
}
