//! The life of spaces (R24–R29): what is due of idle ones. Signs of life are in `sign`, the end in `departure`.
//!
//! [`decide`] says what is to be done of a space and with which letters; the clockwork does it ([`go_on`]), and the dry run only
//! tells it ([`plan`]): both ask the same function, so that what is told is what is done.

use super::{Failure, Moment, settle};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::hours;
use crate::domain::letter::{Kind, Letter};
use crate::domain::life::{self, Deed, Facts, Look, Wait};
use crate::domain::link::Purpose;
use crate::domain::operation::{Operation, OperationKind};
use crate::domain::policy::Policy;
use crate::domain::space::{Event, Space, Step, Why};
use crate::domain::values::{Instant, SpaceId};
use crate::domain::{day, letter};
use crate::post::life as letters;
use crate::store::{self, Db, Tx, tally};
use chrono::Duration;
use std::collections::BTreeMap;

/// Spaces looked at in one reading.
const BATCH: usize = 100;
/// Where a sign of life is given without entering, before the secret.
const ACTIVITY: &str = "/activite/";

/// How many spaces were disabled and deleted today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Today {
    disabled: i64,
    deleted: i64,
}

impl Today {
    fn of(db: &mut Db<'_>, now: Instant) -> store::Result<Self> {
        let (disabled, deleted) = store::life::made_since(db, day::start(day::of(now)))?;
        Ok(Self { disabled, deleted })
    }
    fn holds(self, deed: &Deed, policy: &Policy) -> bool {
        match deed {
            Deed::Advance(idle) if idle.step == Step::Disabled => self.disabled < policy.disable_cap,
            Deed::Delete => self.deleted < policy.delete_cap,
            _ => true,
        }
    }
    fn with(self, deed: &Deed) -> Self {
        match deed {
            Deed::Advance(idle) if idle.step == Step::Disabled => Self { disabled: self.disabled + 1, ..self },
            Deed::Delete => Self { deleted: self.deleted + 1, ..self },
            _ => self,
        }
    }
}

/// What is to be done of a space at `now`.
fn decide(space: &Space, facts: &Facts, policy: &Policy, today: Today, now: Instant) -> Look {
    match life::look(&space.state, facts, policy, now) {
        Look::Make(deed) if !today.holds(&deed, policy) => Look::Wait(Wait::Cap),
        // Who asked for the deletion is not asked whether the space is in use.
        Look::Make(Deed::Advance(_) | Deed::Notice) if space.leaving.is_some() => Look::Rest(now + Duration::days(1)),
        look => look,
    }
}

/// What the next passage would do to a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The space, as it is.
    pub space: Space,
    /// What would be done, or why nothing is.
    pub look: Look,
}

/// What a passage at `at` would do, in its order: deeds, and what waits.
pub fn plan(db: &mut Db<'_>, policy: &Policy, at: Instant, most: i64) -> Result<Vec<Planned>, Failure> {
    let mut today = Today::of(db, at)?;
    let mut planned = Vec::new();
    for ids in store::life::due(db, at, most)?.chunks(BATCH) {
        for (space, facts) in store::life::known(db, ids)? {
            let look = decide(&space, &facts, policy, today, at);
            if let Look::Make(deed) = &look {
                today = today.with(deed);
            }
            if !matches!(look, Look::Rest(_) | Look::Never) {
                planned.push(Planned { space, look });
            }
        }
    }
    Ok(planned)
}

/// The letters of a step, as they would leave: one to each reader.
pub fn letters_of(app: &App, space: &Space, deed: &Deed, link: &str) -> Result<Vec<Letter>, Failure> {
    let Deed::Advance(idle) = deed else { return Ok(Vec::new()) };
    space.readers().into_iter().map(|to| Ok(letters::step(&app.settings, space, to, idle, link)?)).collect()
}

/// When the next passage that can do anything is.
pub fn next_passage(policy: &Policy, now: Instant) -> Instant {
    hours::next_open(now, policy)
}

/// Does what is due of all spaces; gives how many steps were made.
pub async fn go_on(app: &App) -> Result<usize, Failure> {
    look_anew(app).await?;
    let (now, mut made, mut notices) = (app.now(), 0, Vec::new());
    loop {
        let due = app.store.read(move |db| store::life::due(db, now, i64::try_from(BATCH).unwrap_or(i64::MAX))).await?;
        let full = due.len() == BATCH;
        let mut looked = match steps(app, due.clone(), now).await {
            Ok(looked) => looked,
            Err(failure) => one_by_one(app, due, now, &failure).await?,
        };
        made += looked.made;
        notices.append(&mut looked.notices);
        if !full {
            break;
        }
    }
    if !notices.is_empty() {
        made += notify(app, notices, now).await?;
    }
    Ok(made + leave(app, now).await?)
}

/// One of several could not be done: the others are, and that one is put off and said.
async fn one_by_one(app: &App, due: Vec<SpaceId>, now: Instant, failure: &Failure) -> Result<Looked, Failure> {
    tracing::warn!(error = %failure, "steps of spaces: one by one");
    let mut all = Looked::default();
    for id in due {
        match steps(app, vec![id.clone()], now).await {
            Ok(mut looked) => {
                all.made += looked.made;
                all.notices.append(&mut looked.notices);
            }
            Err(failure) => {
                tracing::error!(space = %id, error = %failure, "step of a space");
                app.store.write(move |tx| store::life::look_again(tx, &[id], now + Duration::hours(1))).await?;
            }
        }
    }
    Ok(all)
}

/// What looking at spaces brought.
#[derive(Default)]
struct Looked {
    /// Steps that were made.
    made: usize,
    /// Spaces of whose deletion the team is to be told.
    notices: Vec<SpaceId>,
}

/// After the rules changed, every space is looked at anew.
async fn look_anew(app: &App) -> Result<(), Failure> {
    const LOOKED: &str = "life_looked";
    let (version, now) = (app.policy().version, app.now());
    let known = app.store.read(|db| tally::get(db, LOOKED)).await?;
    if known != Some(version) {
        app.store
            .write(move |tx| {
                store::life::look_at_all(tx, now)?;
                tally::set(tx, LOOKED, Some(version))
            })
            .await?;
    }
    Ok(())
}

/// Looks at spaces, and does what is due: states, letters, orders and traces in one transaction.
async fn steps(app: &App, ids: Vec<SpaceId>, now: Instant) -> Result<Looked, Failure> {
    let (moment, house) = (Moment { now, ..Moment::of(app, "clockwork") }, app.clone());
    app.store
        .write(move |tx| {
            let policy = super::policy::in_force(&house, tx, &moment)?;
            let mut today = Today::of(tx, now)?;
            let soon = hours::next_open(now + Duration::hours(1), &policy);
            let (mut looked, mut again) = (Looked::default(), BTreeMap::<Instant, Vec<SpaceId>>::new());
            for (space, facts) in store::life::known(tx, &ids)? {
                let at = match decide(&space, &facts, &policy, today, now) {
                    Look::Never => now + Duration::days(365),
                    Look::Rest(at) => at.max(now + Duration::seconds(1)),
                    Look::Wait(_) => soon,
                    Look::Make(Deed::Notice) => {
                        looked.notices.push(space.id.clone());
                        soon
                    }
                    Look::Make(deed) => {
                        today = today.with(&deed);
                        make(tx, &house, &moment, space, &deed)?;
                        looked.made += 1;
                        continue;
                    }
                };
                again.entry(at).or_default().push(space.id);
            }
            for (at, ids) in again {
                store::life::look_again(tx, &ids, at)?;
            }
            Ok(looked)
        })
        .await
}

/// Moves a space on, and looks when it is due next.
pub(super) fn move_on(tx: &mut Tx<'_>, space: Space, event: &Event, now: Instant) -> Result<Option<Space>, Failure> {
    let Some(state) = space.state.after(event, now) else { return Ok(None) };
    let space = Space { state, ..space };
    store::space::set_state(tx, &space)?;
    Ok(Some(space))
}

fn make(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: Space, deed: &Deed) -> Result<(), Failure> {
    match deed {
        Deed::Advance(idle) => {
            let Some(space) = move_on(tx, space, &Event::Advance(idle.clone()), moment.now)? else { return Ok(()) };
            let secret = app.keys.secret();
            let link = app.settings.link(&format!("{ACTIVITY}{}", secret.reveal()));
            let until = day::start(day::plus(idle.dates.delete_on, 60));
            let mut effects = vec![Effect::Link { secret, purpose: Purpose::Activity, subject: space.id.to_string(), until }];
            for letter in letters_of(app, &space, deed, &link)? {
                effects.push(Effect::SendLetter { letter, about: About::Space(space.id.clone()) });
            }
            if idle.step == Step::Disabled {
                effects.push(ask(moment, &space, OperationKind::Disable));
            }
            effects.push(trace(idle.step.code(), &space));
            settle(tx, moment, effects)
        }
        Deed::Revive => revive(tx, app, moment, space).map(drop),
        Deed::Delete => delete(tx, moment, space, Why::Idle),
        Deed::Notice => Ok(()),
    }
}

pub(super) fn ask(moment: &Moment, space: &Space, kind: OperationKind) -> Effect {
    Effect::Ask(Operation::new(moment.key(), space.id.clone(), kind, moment.now))
}

pub(super) fn trace(verb: &'static str, space: &Space) -> Effect {
    Effect::Trace { verb, subject: space.id.to_string(), detail: String::new() }
}

/// The letters of the sequence: void once it is over.
const SEQUENCE: [Kind; 4] = [Kind::FirstWarning, Kind::SecondWarning, Kind::SpaceDisabled, Kind::DeletionAnnounced];

/// The sequence is over: letters that did not leave are void, and a disabled instance is opened again.
pub(super) fn revive(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: Space) -> Result<Option<Space>, Failure> {
    let was_open = space.state.status().is_open();
    let Some(space) = move_on(tx, space, &Event::Sign, moment.now)? else { return Ok(None) };
    store::outbox::drop_queued_about(tx, &space.id, &SEQUENCE)?;
    let mut effects = vec![trace("revive", &space)];
    if !was_open {
        effects.append(&mut open_again(tx, app, moment, &space)?);
    }
    settle(tx, moment, effects)?;
    Ok(Some(space))
}

/// Activity was measured after the sequence began: it is over, if it is still so.
pub(super) fn in_sequence(tx: &mut Tx<'_>, app: &App, moment: &Moment, id: &SpaceId) -> Result<(), Failure> {
    let Some((space, facts)) = store::life::known(tx, std::slice::from_ref(id))?.pop() else { return Ok(()) };
    match life::look(&space.state, &facts, &app.policy(), moment.now) {
        Look::Make(Deed::Revive) => revive(tx, app, moment, space).map(drop),
        _ => Ok(()),
    }
}

/// The agent opens the instance again, and its contacts are told.
pub(super) fn open_again(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: &Space) -> Result<Vec<Effect>, Failure> {
    store::life::cancel_waiting(tx, &space.id, &[OperationKind::Disable, OperationKind::Suspend], moment.now)?;
    let mut effects = vec![ask(moment, space, OperationKind::Enable)];
    for to in space.readers() {
        let letter = letters::reopened(&app.settings, space, to)?;
        effects.push(Effect::SendLetter { letter, about: About::Space(space.id.clone()) });
    }
    Ok(effects)
}

pub(super) fn delete(tx: &mut Tx<'_>, moment: &Moment, space: Space, why: Why) -> Result<(), Failure> {
    let Some(space) = move_on(tx, space, &Event::Delete(why), moment.now)? else { return Ok(()) };
    store::outbox::drop_queued_about(tx, &space.id, &SEQUENCE)?;
    let others = [OperationKind::Disable, OperationKind::Enable, OperationKind::SetSuite, OperationKind::SetLimits, OperationKind::SetContacts];
    store::life::cancel_waiting(tx, &space.id, &others, moment.now)?;
    let ordered = Effect::Trace { verb: "order_deletion", subject: space.id.to_string(), detail: why.code().into() };
    settle(tx, moment, vec![ask(moment, &space, OperationKind::Delete), ordered])
}

/// Tells the team of these deletions, in one letter to each coordinator.
async fn notify(app: &App, ids: Vec<SpaceId>, now: Instant) -> Result<usize, Failure> {
    let (moment, house) = (Moment { now, ..Moment::of(app, "clockwork") }, app.clone());
    app.store
        .write(move |tx| {
            let policy = super::policy::in_force(&house, tx, &moment)?;
            let mut told = Vec::new();
            for (space, facts) in store::life::known(tx, &ids)? {
                if life::look(&space.state, &facts, &policy, now) == Look::Make(Deed::Notice) {
                    told.push(space);
                }
            }
            let readers = store::life::coordinators(tx)?;
            // Nobody to tell: nothing is deleted.
            if told.is_empty() || readers.is_empty() {
                return Ok(0);
            }
            let all: Vec<&Space> = told.iter().collect();
            let mut effects = Vec::new();
            for to in readers {
                effects.push(Effect::SendLetter { letter: letters::notice(&house.settings, &to, &all)?, about: About::House });
            }
            for space in &told {
                store::life::mark_noticed(tx, &space.id, now)?;
                effects.push(trace("notice_deletion", space));
                if let Some(idle) = space.state.idle() {
                    store::life::look_again(tx, std::slice::from_ref(&space.id), hours::opening(idle.dates.delete_on, &policy))?;
                }
            }
            settle(tx, &moment, effects)?;
            Ok(told.len())
        })
        .await
}

/// Deletes what its administrators asked to delete, once they had the time to come back on it.
async fn leave(app: &App, now: Instant) -> Result<usize, Failure> {
    let due = app.store.read(move |db| store::life::leaving_due(db, now, i64::try_from(BATCH).unwrap_or(i64::MAX))).await?;
    let count = due.len();
    for id in due {
        let moment = Moment { now, ..Moment::of(app, "clockwork") };
        app.store
            .write(move |tx| match store::space::find(tx, &id)? {
                Some(space) if space.leaving.is_some_and(|leaving| leaving.until <= now) => delete(tx, &moment, space, Why::Asked),
                _ => Ok(()),
            })
            .await?;
    }
    Ok(count)
}

/// Which letters leave in daytime only, whenever they are tried again.
pub fn in_daytime(kind: letter::Kind) -> bool {
    SEQUENCE.contains(&kind) || matches!(kind, Kind::QuotaHigh | Kind::QuotaFull)
}
