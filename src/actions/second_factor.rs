//! The second factor: set it up, give its code at the log-in, prove again who one is, give it up (spec 11).

use super::volunteer::STAY;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::second_factor::{CODES, Given, Standing, is_compulsory, may_serve, paper_code};
use crate::domain::values::{Secret, VolunteerId};
use crate::domain::volunteer::{AccountDeed, Volunteer};
use crate::keys::{random, totp};
use crate::post::compose;
use crate::store::session::Owner;
use crate::store::{self, Tx};

fn moment(app: &App, who: &Volunteer) -> Moment {
    Moment::of(app, format!("volunteer:{}", who.id))
}

/// The trace of a deed, and the letter that tells its owner.
pub(super) fn told(app: &App, moment: &Moment, who: &Volunteer, verb: &'static str, deed: AccountDeed) -> Result<Vec<Effect>, Failure> {
    let letter = compose::account(&app.settings, who, deed, moment.now)?;
    Ok(vec![Effect::Trace { verb, subject: who.id.to_string(), detail: String::new() }, Effect::SendLetter { letter, about: About::House }])
}

fn context(id: &VolunteerId) -> String {
    format!("totp {id}")
}

fn code_hash(app: &App, id: &VolunteerId, code: &str) -> String {
    app.keys.keyed_hash("recovery", &format!("{id} {code}"))
}

/// What a telephone needs to make codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The secret, in base 32.
    pub secret: String,
    /// The same with its names, as an address (`otpauth://`).
    pub address: String,
}

/// What to share with a telephone: the same until a first code confirms it. None where it was confirmed already.
pub async fn begin(app: &App, who: &Volunteer) -> Result<Option<Setup>, Failure> {
    let secret = secret_of(app, who).await?;
    Ok(secret.map(|secret| Setup { address: totp::address(&secret, &app.settings.service_name, &who.email).unwrap_or_default(), secret }))
}

async fn secret_of(app: &App, who: &Volunteer) -> Result<Option<String>, Failure> {
    let (house, id) = (app.clone(), who.id.clone());
    app.store
        .write(move |tx| {
            let factor = store::second_factor::of(tx, &id)?;
            if let Standing::On(_) = factor.standing {
                return Ok(None);
            }
            if let Some(secret) = factor.sealed.and_then(|sealed| house.keys.unseal(&context(&id), &sealed)) {
                return Ok(Some(secret));
            }
            let secret = totp::secret();
            let sealed = house.keys.seal(&context(&id), &secret).ok_or(Failure::Seal)?;
            store::second_factor::begin(tx, &id, &sealed)?;
            Ok(Some(secret))
        })
        .await
}

/// Why nothing was set up, proven or given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The code is wrong, or served already.
    Wrong,
    /// There is nothing to do: it is on (or off) already.
    Already,
    /// Who coordinates cannot do without.
    Compulsory,
}

/// How someone proved that they hold the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Telephone,
    Paper,
}

/// Takes a code, which serves no more; nothing when it is wrong. Telephones follow the time of the world, whatever the clock of the
/// house says: both are tried.
fn take(app: &App, tx: &mut Tx<'_>, id: &VolunteerId, given: &Given) -> Result<Option<By>, Failure> {
    if let Given::Paper(code) = given {
        return Ok(store::second_factor::use_code(tx, id, &code_hash(app, id, code))?.then_some(By::Paper));
    }
    let factor = store::second_factor::of(tx, id)?;
    let Some(sealed) = factor.sealed else { return Ok(None) };
    let secret = app.keys.unseal(&context(id), &sealed).ok_or(Failure::Seal)?;
    let times = [app.clock.world(), app.now()];
    let step = times.into_iter().find_map(|at| totp::step(&secret, given, at)).filter(|step| may_serve(*step, factor.last));
    let Some(step) = step else { return Ok(None) };
    store::second_factor::set_step(tx, id, step)?;
    Ok(Some(By::Telephone))
}

/// Fresh codes on paper: those before serve no more.
fn renew(app: &App, tx: &mut Tx<'_>, id: &VolunteerId) -> Result<Vec<String>, Failure> {
    let codes: Vec<String> = (0..CODES).map(|_| paper_code(random())).collect();
    let hashes: Vec<String> = codes.iter().map(|code| code_hash(app, id, code)).collect();
    store::second_factor::set_codes(tx, id, &hashes)?;
    Ok(codes)
}

/// Turns it on with a first code from the telephone, closes the other sessions, and gives the codes to keep on paper.
pub async fn turn_on(app: &App, who: &Volunteer, session: &Secret, given: Given) -> Outcome<Vec<String>, Refusal> {
    let (moment, house, who, mine) = (moment(app, who), app.clone(), who.clone(), app.keys.hash(session));
    app.store
        .write(move |tx| {
            match store::second_factor::of(tx, &who.id)?.standing {
                Standing::On(_) => return Ok(Err(Refusal::Already)),
                Standing::None => return Ok(Err(Refusal::Wrong)),
                Standing::Begun => {}
            }
            if take(&house, tx, &who.id, &given)?.is_none() {
                return Ok(Err(Refusal::Wrong));
            }
            store::second_factor::turn_on(tx, &who.id, moment.now)?;
            store::team::close_other_sessions(tx, &who.id, &mine)?;
            store::session::prove(tx, &mine, moment.now)?;
            let codes = renew(&house, tx, &who.id)?;
            settle(tx, &moment, told(&house, &moment, &who, "turn_second_factor_on", AccountDeed::SecondFactorOn)?)?;
            Ok(Ok(codes))
        })
        .await
}

/// Other codes on paper; the ones before serve no more.
pub async fn renew_codes(app: &App, who: &Volunteer) -> Outcome<Vec<String>, Refusal> {
    let (moment, house, who) = (moment(app, who), app.clone(), who.clone());
    app.store
        .write(move |tx| {
            let Standing::On(_) = store::second_factor::of(tx, &who.id)?.standing else { return Ok(Err(Refusal::Already)) };
            let codes = renew(&house, tx, &who.id)?;
            settle(tx, &moment, told(&house, &moment, &who, "renew_recovery_codes", AccountDeed::PaperCodes)?)?;
            Ok(Ok(codes))
        })
        .await
}

/// Gives it up; who coordinates cannot.
pub async fn turn_off(app: &App, who: &Volunteer) -> Outcome<(), Refusal> {
    let (moment, house, who) = (moment(app, who), app.clone(), who.clone());
    app.store
        .write(move |tx| {
            // The role is looked at now: it may have been given meanwhile.
            if store::volunteer::find(tx, &who.id)?.is_none_or(|now| is_compulsory(now.role)) {
                return Ok(Err(Refusal::Compulsory));
            }
            if store::second_factor::of(tx, &who.id)?.standing == Standing::None {
                return Ok(Err(Refusal::Already));
            }
            store::second_factor::turn_off(tx, &who.id)?;
            settle(tx, &moment, told(&house, &moment, &who, "turn_second_factor_off", AccountDeed::SecondFactorOff)?)?;
            Ok(Ok(()))
        })
        .await
}

/// The code that a log-in waits for: the session that waited is closed and another is opened, so that nobody goes on with one
/// that was known before.
pub async fn enter(app: &App, waiting: &Secret, given: Given) -> Outcome<(Volunteer, Secret), Refusal> {
    let (house, waiting, session) = (app.clone(), app.keys.hash(waiting), app.keys.secret());
    let now = app.now();
    app.store
        .write(move |tx| {
            let Some(who) = store::session::awaiting(tx, &waiting, now)? else { return Ok(Err(Refusal::Already)) };
            let moment = moment(&house, &who);
            let Some(by) = take(&house, tx, &who.id, &given)? else { return Ok(Err(Refusal::Wrong)) };
            store::session::delete(tx, &waiting)?;
            store::session::insert(tx, &house.keys.hash(&session), &Owner::Volunteer(who.id.clone()), now, now + STAY)?;
            let mut effects = vec![Effect::Trace { verb: "log_in", subject: who.id.to_string(), detail: String::new() }];
            if by == By::Paper {
                effects.extend(told(&house, &moment, &who, "use_recovery_code", AccountDeed::PaperCode)?);
            }
            settle(tx, &moment, effects)?;
            Ok(Ok((who, session)))
        })
        .await
}

/// Proves again who one is: the password, and a code where one has a second factor.
pub async fn prove(app: &App, who: &Volunteer, session: &Secret, password: String, code: Option<Given>) -> Outcome<(), Refusal> {
    let email = who.email.clone();
    let hash = app.store.read(move |db| store::volunteer::by_email(db, &email)).await?.and_then(|(_, hash)| hash);
    if !app.keys.check_password(password, hash).await {
        return Ok(Err(Refusal::Wrong));
    }
    let (house, who, mine, now) = (app.clone(), who.clone(), app.keys.hash(session), app.now());
    app.store
        .write(move |tx| {
            if let Standing::On(_) = store::second_factor::of(tx, &who.id)?.standing {
                let Some(given) = code else { return Ok(Err(Refusal::Wrong)) };
                if take(&house, tx, &who.id, &given)?.is_none() {
                    return Ok(Err(Refusal::Wrong));
                }
            }
            store::session::prove(tx, &mine, now)?;
            Ok(Ok(()))
        })
        .await
}

/// When the owner of a session last proved who they are.
pub async fn proven_at(app: &App, session: &Secret) -> Result<Option<crate::domain::values::Instant>, Failure> {
    let mine = app.keys.hash(session);
    Ok(app.store.read(move |db| store::session::proven_at(db, &mine)).await?)
}

/// Gives a member of the demo a second factor whose secret all know.
pub async fn share(app: &App, id: VolunteerId, secret: &str) -> Result<(), Failure> {
    let sealed = app.keys.seal(&context(&id), secret).ok_or(Failure::Seal)?;
    let now = app.now();
    app.store
        .write(move |tx| {
            store::second_factor::begin(tx, &id, &sealed)?;
            Ok(store::second_factor::turn_on(tx, &id, now)?)
        })
        .await
}
