//! Signs of life (R29): whatever shows that a space is in use ends the sequence, opens it again, and calls a deletion off that did not
//! begin.

use super::life::{move_on, open_again, revive, trace};
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::link::Purpose;
use crate::domain::operation::OperationKind;
use crate::domain::space::{Event, Space, State};
use crate::domain::values::{Instant, Secret, SpaceId};
use crate::store::{self, Db, Tx};
use chrono::Duration;

/// Why a space is not opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// No such space, or no such link.
    Unknown,
    /// A person closed it for abuse, and a person opens it.
    Suspended,
    /// The agent is deleting it, or did.
    TooLate,
}

/// A sign of life: the sequence is over, a disabled space opens, a deletion that did not begin is called off (R29).
pub fn sign(tx: &mut Tx<'_>, app: &App, moment: &Moment, space: Space) -> Result<Result<Space, Closed>, Failure> {
    match &space.state {
        State::Active { .. } => {}
        State::Idle(_) => {
            let id = space.id.clone();
            let revived = revive(tx, app, moment, space)?;
            store::life::mark_seen(tx, &id, moment.now)?;
            return Ok(revived.ok_or(Closed::TooLate));
        }
        State::Suspended { .. } => return Ok(Err(Closed::Suspended)),
        State::Deleting { .. } => {
            if store::life::cancel_waiting(tx, &space.id, &[OperationKind::Delete], moment.now)? > 0 {
                return Ok(Err(Closed::TooLate));
            }
            let Some(space) = move_on(tx, space, &Event::Spare, moment.now)? else { return Ok(Err(Closed::TooLate)) };
            store::life::set_leaving(tx, &space.id, None)?;
            let mut effects = open_again(tx, app, moment, &space)?;
            effects.push(trace("spare", &space));
            settle(tx, moment, effects)?;
            store::life::mark_seen(tx, &space.id, moment.now)?;
            return Ok(Ok(Space { leaving: None, ..space }));
        }
        _ => return Ok(Err(Closed::TooLate)),
    }
    store::life::mark_seen(tx, &space.id, moment.now)?;
    Ok(Ok(space))
}

/// The space of a link that says that it is in use; looking changes nothing.
pub async fn peek(app: &App, secret: &str) -> Result<Option<Space>, Failure> {
    let (hash, now) = (Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default(), app.now());
    Ok(app.store.read(move |db| of_link(db, &hash, now)).await?)
}

fn of_link(db: &mut Db<'_>, hash: &str, now: Instant) -> store::Result<Option<Space>> {
    let Some(link) = store::link::find(db, hash, Purpose::Activity)?.filter(|link| now < link.until) else { return Ok(None) };
    match SpaceId::parse(&link.subject) {
        Some(id) => store::space::find(db, &id),
        None => Ok(None),
    }
}

/// Says that the space of a link is in use: the button of a warning. Said twice, it is so once.
pub async fn say_alive(app: &App, secret: &str) -> Outcome<Space, Closed> {
    let (moment, house) = (Moment::of(app, "contact"), app.clone());
    let hash = Secret::parse(secret).map(|secret| app.keys.hash(&secret)).unwrap_or_default();
    app.store
        .write(move |tx| match of_link(tx, &hash, moment.now)? {
            Some(space) => sign(tx, &house, &moment, space),
            None => Ok(Err(Closed::Unknown)),
        })
        .await
}

/// An administrator, or the team, opens a space again.
pub async fn reopen(app: &App, actor: String, id: SpaceId) -> Outcome<Space, Closed> {
    let (moment, house) = (Moment::of(app, actor), app.clone());
    app.store
        .write(move |tx| match store::space::find(tx, &id)? {
            Some(space) => sign(tx, &house, &moment, space),
            None => Ok(Err(Closed::Unknown)),
        })
        .await
}

/// Hours between two visits that are written down.
const VISIT: Duration = Duration::hours(6);

/// An administrator came to the pages of a space: a sign of life, written down now and then.
pub async fn visit(app: &App, space: &Space) -> Result<(), Failure> {
    let (id, now) = (space.id.clone(), app.now());
    if matches!(space.state, State::Suspended { .. } | State::Deleting { .. } | State::Deleted { .. }) {
        return Ok(());
    }
    let seen = app.store.read(move |db| store::life::seen_at(db, &id)).await?;
    if matches!(space.state, State::Active { .. }) && seen.is_some_and(|at| now - at < VISIT) {
        return Ok(());
    }
    reopen(app, "contact".into(), space.id.clone()).await.map(drop)
}
