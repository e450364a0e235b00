//! Sieves against waves (spec 6): make one, end it, let in or drop what it holds, and what the clockwork does for it.
//!
//! [`catch`] and [`record`] are called where an application is submitted and confirmed, in the same transaction.

use super::application::status_link;
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::{Application, Event, State};
use crate::domain::effect::{About, Effect};
use crate::domain::letter::Kind;
use crate::domain::sieve::{Criteria, Entry, Facts, Fate, Grade, Sieve, Task, is_wide, strongest};
use crate::domain::values::{ApplicationId, Instant, Reference, SieveId, VolunteerId};
use crate::domain::volunteer::Volunteer;
use crate::post::compose;
use crate::store::sieve::{Impact, Work};
use crate::store::{self, Tx};
use chrono::Duration;

/// Sieves that hold at the same time, at most.
pub const MOST: usize = 50;
/// Applications of one transaction of the clockwork, and such transactions in one beat.
const BATCH: i64 = 100;
const BATCHES: usize = 5;
/// Lines of an impact.
const FIRST: i64 = 20;
/// Days of decisions that an impact looks at.
const LATELY: i64 = 30;

/// Why a sieve is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// One that holds has this name.
    NameTaken,
    /// There are [`MOST`] of them.
    TooMany,
    /// The application is not known, or its connection is forgotten.
    NoOrigin,
    /// It touches most of what waits, and nobody said that this is meant.
    Wide(Box<Impact>),
}

fn actor(volunteer: &Volunteer) -> String {
    format!("volunteer:{}", volunteer.id)
}

fn trace(verb: &'static str, subject: impl ToString, detail: impl ToString) -> Effect {
    Effect::Trace { verb, subject: subject.to_string(), detail: detail.to_string() }
}

/// What an entry catches, with the connection that it names by an application.
async fn criteria(app: &App, entry: &Entry) -> Outcome<Criteria, Refusal> {
    let (mut criteria, same) = (entry.criteria.clone(), entry.same_origin.clone());
    let Some(reference) = same else { return Ok(Ok(criteria)) };
    let found = app.store.read(move |db| match store::application::by_reference(db, &reference)? {
        Some(application) => store::sieve::origin(db, &application.id),
        None => Ok(None),
    });
    criteria.origin = found.await?;
    Ok(if criteria.origin.is_some() { Ok(criteria) } else { Err(Refusal::NoOrigin) })
}

/// What a sieve would touch, before it is made.
pub async fn preview(app: &App, entry: &Entry) -> Outcome<Impact, Refusal> {
    let criteria = match criteria(app, entry).await? {
        Ok(criteria) => criteria,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let since = app.now() - Duration::days(LATELY);
    Ok(Ok(app.store.read(move |db| store::sieve::impact(db, &criteria, since, FIRST)).await?))
}

/// Makes a sieve: it catches what is sent or confirmed from now on.
pub async fn add(app: &App, by: &Volunteer, entry: Entry) -> Outcome<Sieve, Refusal> {
    let criteria = match criteria(app, &entry).await? {
        Ok(criteria) => criteria,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !entry.sure {
        match preview(app, &entry).await? {
            Ok(impact) if is_wide(impact.touched(), impact.pending) => return Ok(Err(Refusal::Wide(Box::new(impact)))),
            Ok(_) => {}
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            let active = store::sieve::active(tx, moment.now)?;
            if active.iter().any(|one| one.name == entry.name) {
                return Ok(Err(Refusal::NameTaken));
            }
            if active.len() >= MOST {
                return Ok(Err(Refusal::TooMany));
            }
            let ends_at = moment.now + Duration::days(entry.days);
            let sieve = Sieve { id: moment.key(), name: entry.name, criteria, grade: entry.grade, motive: entry.motive, ends_at };
            store::sieve::insert(tx, &sieve, &by, moment.now)?;
            settle(tx, &moment, vec![trace("add_sieve", &sieve.id, sieve.grade)])?;
            Ok(Ok(sieve))
        })
        .await
}

/// Ends a sieve before its time: whether there was one that held. What it holds stays where it is.
pub async fn end(app: &App, by: &Volunteer, id: SieveId) -> Result<bool, Failure> {
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(kept) = store::sieve::find(tx, &id)?.filter(|kept| kept.sieve.holds(moment.now)) else { return Ok(false) };
            store::sieve::end(tx, &kept.sieve.id, &by, moment.now)?;
            settle(tx, &moment, vec![trace("end_sieve", &id, "")])?;
            Ok(true)
        })
        .await
}

/// Gives the clockwork something to do for a sieve: whether it may be. One sweeps with a sieve that holds only.
pub async fn ask(app: &App, by: &Volunteer, id: SieveId, task: Task) -> Result<bool, Failure> {
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            let Some(kept) = store::sieve::find(tx, &id)? else { return Ok(false) };
            if task == Task::Sweep && !kept.sieve.holds(moment.now) {
                return Ok(false);
            }
            store::sieve::set_task(tx, &id, task, &by)?;
            settle(tx, &moment, vec![trace("ask_of_sieve", &id, task)])?;
            Ok(true)
        })
        .await
}

/// Lets in, or drops, some that a sieve holds; gives how many.
pub async fn judge(app: &App, by: &Volunteer, id: SieveId, references: Vec<Reference>, fate: Fate) -> Result<usize, Failure> {
    let (moment, house, by) = (Moment::of(app, actor(by)), app.clone(), by.id.clone());
    app.store
        .write(move |tx| {
            let mut count = 0;
            for reference in references {
                let Some(found) = store::application::by_reference(tx, &reference)? else { continue };
                if found.is_apart() && store::catch::holder(tx, &found.id)?.as_ref() == Some(&id) {
                    count += usize::from(release(&house, tx, &moment, &found, (&id, fate, Some(&by)))?);
                }
            }
            Ok(count)
        })
        .await
}

/// What a sieve does to an application that is sent or confirmed: more than what one does already, or nothing.
pub(super) fn catch(tx: &mut Tx<'_>, application: &Application, origin: Option<String>, now: Instant) -> Result<Option<(SieveId, Grade)>, Failure> {
    let facts = Facts::of(application, origin);
    let mut caught = Vec::new();
    for sieve in store::sieve::active(tx, now)? {
        if Some(sieve.grade) > application.sieved && sieve.criteria.catch(&facts) && !store::catch::is_cleared(tx, &application.id, &sieve.id)? {
            caught.push(sieve);
        }
    }
    Ok(strongest(&caught, &facts, now).map(|sieve| (sieve.id.clone(), sieve.grade)))
}

/// Remembers which sieve caught an application, whose row is there.
pub(super) fn record(tx: &mut Tx<'_>, moment: &Moment, id: &ApplicationId, caught: Option<(SieveId, Grade)>) -> Result<(), Failure> {
    let Some((sieve, grade)) = caught else { return Ok(()) };
    store::catch::end(tx, id, Fate::Outdone, None, moment.now)?;
    store::catch::insert(tx, &moment.row_key(), id, &sieve, grade, moment.now)?;
    settle(tx, moment, vec![trace("sieve", id, format!("{sieve} {grade}"))])
}

/// Until when what is dropped now may be let in.
fn drop_end(app: &App, now: Instant) -> Instant {
    now + Duration::days(app.policy().unconfirmed_days)
}

/// Does to one that waits what a sieve says; whether it did.
fn touch(app: &App, tx: &mut Tx<'_>, moment: &Moment, sieve: &Sieve, id: &ApplicationId) -> Result<bool, Failure> {
    let Some(before) = store::application::find(tx, id)? else { return Ok(false) };
    let origin = store::sieve::origin(tx, id)?;
    if !before.may_be_swept(sieve.grade, moment.now)
        || !sieve.criteria.catch(&Facts::of(&before, origin))
        || store::catch::is_cleared(tx, id, &sieve.id)?
    {
        return Ok(false);
    }
    let until = (sieve.grade == Grade::Drop).then(|| drop_end(app, moment.now));
    let mut after = Application { sieved: Some(sieve.grade), ..before.clone() };
    match before.state.after(Event::SetApart { until }, moment.now) {
        Ok(state) if sieve.grade >= Grade::AskPerson => {
            after.state = state;
            store::application::update(tx, &before, &after)?;
        }
        _ => store::application::set_sieved(tx, &after)?,
    }
    record(tx, moment, id, Some((sieve.id.clone(), sieve.grade)))?;
    Ok(true)
}

/// Ends what a sieve does to an application: it goes back where it was, or is dropped.
fn release(
    app: &App,
    tx: &mut Tx<'_>,
    moment: &Moment,
    before: &Application,
    (sieve, fate, by): (&SieveId, Fate, Option<&VolunteerId>),
) -> Result<bool, Failure> {
    let (policy, dropping) = (app.policy(), fate == Fate::Dropped);
    if dropping && (before.sieved == Some(Grade::Drop) || !before.is_apart()) {
        return Ok(false);
    }
    let mut after = Application { sieved: dropping.then_some(Grade::Drop), ..before.clone() };
    let event = if dropping { Event::SetApart { until: Some(drop_end(app, moment.now)) } } else { Event::LetIn };
    let mut letter = None;
    match before.state.after(event, moment.now) {
        Ok(state) if before.is_apart() && before.state != State::Unconfirmed => {
            after.state = state;
            store::application::update(tx, before, &after)?;
            if !dropping && store::outbox::last_fate(tx, &before.id, Kind::Receipt)?.is_none() {
                letter = Some(compose::receipt(&app.settings, &after, status_link(app, &after), &policy)?);
            }
        }
        _ if before.is_dropped() => {
            // The time to confirm begins when the letter leaves.
            after.submitted_at = moment.now;
            store::application::update(tx, before, &after)?;
            letter = Some(compose::confirmation(&app.settings, &after, status_link(app, &after), &policy)?);
        }
        _ => store::application::set_sieved(tx, &after)?,
    }
    store::catch::end(tx, &before.id, fate, by, moment.now)?;
    let mut effects = vec![trace("end_catch", &before.id, format!("{sieve} {fate}"))];
    if dropping {
        store::catch::insert(tx, &moment.row_key(), &before.id, sieve, Grade::Drop, moment.now)?;
    }
    effects.extend(letter.map(|letter| Effect::SendLetter { letter, about: About::Application(before.id.clone()) }));
    settle(tx, moment, effects)?;
    Ok(true)
}

/// Goes on with what was asked of sieves, a hundred applications a transaction, from where it stopped; gives how many it read.
pub async fn go_on(app: &App) -> Result<usize, Failure> {
    let mut count = 0;
    for _ in 0..BATCHES {
        let Some(Work { sieve: id, task, from, by }) = app.store.read(store::sieve::at_work).await? else { break };
        let Some(kept) = app
            .store
            .read({
                let id = id.clone();
                move |db| store::sieve::find(db, &id)
            })
            .await?
        else {
            break;
        };
        let (sieve, now) = (kept.sieve, app.now());
        let next = {
            // Looked for before the pen is taken: a long search must not hold the others up.
            let sieve = sieve.clone();
            let search = app.store.read(move |db| match task {
                Task::Sweep if !sieve.holds(now) => Ok(Vec::new()),
                Task::Sweep => store::sieve::next_caught(db, &sieve.criteria, &from, BATCH),
                Task::PutBack => store::catch::next_held(db, &sieve.id, Grade::ALL, &from, BATCH),
                Task::DropAll => store::catch::next_held(db, &sieve.id, &[Grade::AskPerson], &from, BATCH),
            });
            search.await?
        };
        count += 1 + next.len();
        let (moment, house) = (Moment::of(app, by.as_ref().map_or_else(|| "clockwork".to_owned(), |by| format!("volunteer:{by}"))), app.clone());
        app.store.write(move |tx| batch(&house, tx, &moment, (&sieve, task, by.as_ref()), &next)).await?;
    }
    Ok(count)
}

fn batch(
    app: &App,
    tx: &mut Tx<'_>,
    moment: &Moment,
    (sieve, task, by): (&Sieve, Task, Option<&VolunteerId>),
    next: &[ApplicationId],
) -> Result<(), Failure> {
    // Another server may have gone on meanwhile, or something else was asked for.
    let mine = store::sieve::at_work(tx)?
        .filter(|work| work.sieve == sieve.id && work.task == task && next.first().is_none_or(|first| work.from.as_str() < first.as_str()));
    let Some(Work { from, .. }) = mine else { return Ok(()) };
    let mut done = 0;
    for id in next {
        let fate = if task == Task::DropAll { Fate::Dropped } else { Fate::PutBack };
        let did = match task {
            Task::Sweep => touch(app, tx, moment, sieve, id)?,
            Task::PutBack | Task::DropAll => match store::application::find(tx, id)? {
                Some(found) => release(app, tx, moment, &found, (&sieve.id, fate, by))?,
                None => false,
            },
        };
        done += i64::from(did);
    }
    let over = i64::try_from(next.len()).is_ok_and(|n| n < BATCH);
    store::sieve::go_on(tx, &sieve.id, next.last().map_or(&from, |last| last.as_str()), done, over.then_some(moment.now))?;
    if over {
        settle(tx, moment, vec![trace("sieve_done", &sieve.id, task)])?;
    }
    Ok(())
}
