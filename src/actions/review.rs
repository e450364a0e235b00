//! Reviewing: hold, decide, take back, and what happens when the undo delay is over.

use super::application::status_link;
use super::kinship::bar_of;
use super::memory::remember as remember_marks;
use super::policy::{in_force, is_old};
use super::{Failure, Moment, Outcome, second_look, settle};
use crate::app::App;
use crate::domain::application::{Application, State};
use crate::domain::delay;
use crate::domain::effect::Effect;
use crate::domain::kinship::Bar;
use crate::domain::letter::Letter;
use crate::domain::memory::Became as Erased;
use crate::domain::policy::Policy;
use crate::domain::review::{Ballot, Choice, Claim, Decision, Facts, Refusal};
use crate::domain::values::{ApplicationId, DecisionId, Instant, Reference, Role};
use crate::domain::volunteer::Volunteer;
use crate::domain::wording::Series;
use crate::post::wording;
use crate::store::{self, outcome::Outcome as Became};
use chrono::Duration;

/// Who acts, for the trail.
fn actor(volunteer: &Volunteer) -> String {
    format!("volunteer:{}", volunteer.id)
}

/// Takes the claim, or renews one's own.
pub async fn claim(app: &App, by: &Volunteer, reference: Reference) -> Outcome<Claim, Refusal> {
    let (moment, by, policy) = (Moment::of(app, actor(by)), by.id.clone(), app.policy());
    app.store
        .write(move |tx| {
            let Some(application) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            let claim = match application.claimed(&by, &policy, moment.now) {
                Ok(claim) => claim,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let renewed = application.holder(moment.now).is_some();
            store::application::set_claim(tx, &application.id, Some(&claim))?;
            if !renewed {
                settle(tx, &moment, vec![Effect::Trace { verb: "claim", subject: application.id.to_string(), detail: String::new() }])?;
            }
            Ok(Ok(claim))
        })
        .await
}

/// Lets go of a claim; of another's, nothing happens.
pub async fn release(app: &App, by: &Volunteer, reference: Reference) -> Outcome<(), Refusal> {
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(application) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            if application.holder(moment.now) == Some(&by) {
                store::application::set_claim(tx, &application.id, None)?;
                settle(tx, &moment, vec![Effect::Trace { verb: "release", subject: application.id.to_string(), detail: String::new() }])?;
            }
            Ok(Ok(()))
        })
        .await
}

/// The letter of a decision, in the coordinators' words where there are any, for a volunteer to read and edit before deciding; none
/// for what is dropped in silence.
pub async fn draft_letter(app: &App, application: &Application, choice: &Choice) -> Result<Option<Letter>, Failure> {
    let Some(series) = Series::of(choice) else { return Ok(None) };
    let link = status_link(app, application);
    let read = app.store.read(move |db| Ok::<_, store::Error>((store::wording::current(db, &series)?, store::alternative::all(db)?)));
    let (current, alternatives) = read.await?;
    let text = current.as_ref().map(|wording| &wording.text);
    Ok(Some(wording::decision(&app.settings, application, choice, link, &app.policy(), &alternatives, text)?))
}

/// The letters of acceptance of several, for who is about to accept them: the wording is read once.
pub async fn draft_acceptances(app: &App, applications: &[Application]) -> Result<Vec<Letter>, Failure> {
    let read = app.store.read(|db| Ok::<_, store::Error>((store::wording::current(db, &Series::Accepted)?, store::alternative::all(db)?)));
    let (current, alternatives) = read.await?;
    let text = current.as_ref().map(|wording| &wording.text);
    let draft = |one: &Application| {
        let link = status_link(app, one);
        Ok(wording::decision(&app.settings, one, &Choice::Accept, link, &app.policy(), &alternatives, text)?)
    };
    applications.iter().map(draft).collect()
}

/// Decides: state, decision, letter and trace in one transaction, all held until the undo delay is over.
pub async fn decide(app: &App, by: &Volunteer, reference: Reference, ballot: Ballot) -> Outcome<Decision, Refusal> {
    let (moment, by, house) = (Moment::of(app, actor(by)), by.clone(), app.clone());
    app.store
        .write(move |tx| {
            let policy = in_force(&house, tx, &moment)?;
            let Some(before) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            let facts = Facts {
                rules_changed: ballot.rules.is_some_and(|seen| is_old(&house, seen, &policy)),
                seats: store::tally::seats(tx, &policy, moment.now)?,
                unfree: super::address::unfree(&house, tx, &before.form.address.slug, &before.id)?,
                bar: if ballot.choice == Choice::Accept { bar_of(tx, &before, &policy)? } else { Bar::Below },
                coordinates: by.role == Role::Coordinator,
                earlier: store::second_look::earlier(tx, &before.id)?,
            };
            let decided = match before.decide(moment.key(), ballot, &by.id, facts, &policy, moment.now) {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::application::update(tx, &before, &decided.application)?;
            store::decision::insert(tx, &before.id, &decided.decision)?;
            if decided.decision.second_look {
                store::second_look::insert(tx, &decided.decision.id, &before.id, moment.now)?;
            }
            settle(tx, &moment, decided.effects)?;
            Ok(Ok(decided.decision))
        })
        .await
}

/// Takes a decision back: its letter and its place with it. Gives the application, free to be decided again.
pub async fn undo(app: &App, by: &Volunteer, decision: DecisionId) -> Outcome<Application, Refusal> {
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(id) = store::decision::application_of(tx, &decision)? else { return Ok(Err(Refusal::Unknown)) };
            let Some(before) = store::application::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            if store::decision::is_undone(tx, &decision)? {
                return Ok(Err(Refusal::AlreadyUndone));
            }
            let (after, effects) = match before.undo(&decision, moment.now) {
                Ok(undone) => undone,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::application::update(tx, &before, &after)?;
            store::decision::undo(tx, &decision, &by, moment.now)?;
            store::second_look::close(tx, &decision)?;
            settle(tx, &moment, effects)?;
            Ok(Ok(after))
        })
        .await
}

/// Puts one decision into effect once its undo delay is over: the letter may leave and the space is ordered, together.
pub async fn put_into_effect(app: &App, decision: DecisionId, application: ApplicationId) -> Result<(), Failure> {
    let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
    app.store
        .write(move |tx| {
            in_force(&house, tx, &moment)?;
            let Some(before) = store::application::find(tx, &application)? else { return Ok(()) };
            let taken_at = store::decision::taken_at(tx, &decision)?.unwrap_or(moment.now);
            // What the letter promised holds: the rules of when it was written.
            let policy = house.rules.at(taken_at);
            if let Some((after, effects)) = before.settle(&decision, moment.key(), &policy, moment.now) {
                second_look::settle(tx, &moment, &before, &decision)?;
                let dropped = matches!(before.state, State::Held { choice: Choice::Drop, .. });
                if dropped {
                    // Nobody is written to: nothing is waited for before all is erased.
                    remember_marks(&house, tx, &moment, &before, Erased::Dropped)?;
                    store::application::erase(tx, &before)?;
                } else {
                    store::application::update(tx, &before, &after)?;
                    store::decision::settle(tx, &decision, moment.now)?;
                }
                settle(tx, &moment, effects)?;
                remember(tx, &moment, &before, (&after, taken_at), &policy)?;
            }
            Ok(())
        })
        .await
}

/// Remembers what became of an application, and how long its first decision took, without a word of it. The time spent waiting for
/// a second look does not count.
fn remember(
    tx: &mut store::Tx<'_>,
    moment: &Moment,
    before: &Application,
    (after, decided_at): (&Application, Instant),
    policy: &Policy,
) -> Result<(), Failure> {
    let State::Held { before: left, .. } = &before.state else { return Ok(()) };
    let outcome = match after.state {
        _ if matches!(before.state, State::Held { choice: Choice::Drop, .. }) => Became::Dropped,
        State::Accepted { .. } => Became::Accepted,
        State::Waiting { .. } => Became::Waiting,
        _ => Became::Refused,
    };
    let hours = (!left.was_listed() && outcome != Became::Dropped).then(|| (decided_at - left.since(decided_at)).num_hours().max(0));
    store::outcome::insert(tx, &moment.timeless_key(), outcome, hours, moment.now)?;
    measure_delay(tx, policy, moment.now)
}

/// Measures the delay seen lately anew (spec 4.5); it is not said of too few decisions.
pub fn measure_delay(tx: &mut store::Tx<'_>, policy: &Policy, now: Instant) -> Result<(), Failure> {
    let hours = store::outcome::hours_since(tx, now - Duration::days(policy.delay_days))?;
    let enough = i64::try_from(hours.len()).is_ok_and(|n| n >= policy.delay_sample);
    let said = if enough { delay::percentile(hours, 90) } else { None };
    Ok(store::tally::set(tx, store::tally::DELAY, said)?)
}

/// Erases an application for good: a refused or closed one (its letter has left), one that a sieve dropped, or one unconfirmed since before `limit`. One that was
/// confirmed meanwhile stays.
pub async fn erase(app: &App, application: ApplicationId, limit: Instant) -> Result<(), Failure> {
    let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
    app.store
        .write(move |tx| {
            let Some(found) = store::application::find(tx, &application)? else { return Ok(()) };
            let verb = match found.state {
                State::Refused { .. } => "erase_refused",
                State::Closed { .. } => "erase_closed",
                State::Apart { until: Some(until), .. } if until <= moment.now => "erase_sieved",
                State::Unconfirmed if found.submitted_at <= limit => "erase_unconfirmed",
                _ => return Ok(()),
            };
            match found.state {
                State::Refused { .. } => remember_marks(&house, tx, &moment, &found, Erased::Refused)?,
                State::Closed { .. } => remember_marks(&house, tx, &moment, &found, Erased::Closed)?,
                State::Apart { .. } => {
                    remember_marks(&house, tx, &moment, &found, Erased::Dropped)?;
                    store::outcome::insert(tx, &moment.timeless_key(), Became::Dropped, None, moment.now)?;
                }
                _ => {}
            }
            store::application::erase(tx, &found)?;
            store::draft::delete(tx, &found.id)?;
            settle(tx, &moment, vec![Effect::Trace { verb, subject: found.id.to_string(), detail: String::new() }])
        })
        .await
}
