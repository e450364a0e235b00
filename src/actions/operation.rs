//! Operations: the agent leases them, renews, says they are done or that they failed (spec 10).

use super::{Failure, Moment, Outcome, contact, departure, settle, suite};
use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::link::Purpose;
use crate::domain::operation::{Operation, OperationKind, OperationStatus, Refusal, Settled};
use crate::domain::space::{Event, Space, State};
use crate::domain::token::Token;
use crate::domain::values::OperationId;
use crate::post::compose;
use crate::store::{self, Tx};
use chrono::Duration;
use serde::{Deserialize, Serialize};

fn moment(app: &App, agent: &Token) -> Moment {
    Moment::of(app, format!("agent:{}", agent.id))
}

/// Leases up to `most` operations for `seconds`, with the spaces they are about.
pub async fn lease(app: &App, agent: &Token, kinds: Vec<OperationKind>, most: i64, seconds: i64) -> Result<Vec<(Operation, Space)>, Failure> {
    let (moment, agent) = (moment(app, agent), agent.id.clone());
    app.store
        .write(move |tx| {
            let mut leased = Vec::new();
            for operation in store::operation::due(tx, &kinds, moment.now, most)? {
                let Some(space) = store::space::find(tx, &operation.space)? else { continue };
                let operation = operation.leased(&agent, seconds, moment.now);
                store::operation::update(tx, &operation)?;
                let space = if operation.kind == OperationKind::Create { step(tx, space, Event::Start, &moment)? } else { space };
                settle(tx, &moment, vec![Effect::Trace { verb: "lease", subject: operation.id.to_string(), detail: operation.attempt.to_string() }])?;
                leased.push((operation, space));
            }
            Ok(leased)
        })
        .await
}

/// The space in the state after `event`, stored where it changes.
fn step(tx: &mut Tx<'_>, mut space: Space, event: Event, moment: &Moment) -> Result<Space, Failure> {
    if let Some(state) = space.state.after(&event, moment.now) {
        space.state = state;
        store::space::set_state(tx, &space)?;
    }
    Ok(space)
}

/// The lease lasts `seconds` from now on.
pub async fn renew(app: &App, agent: &Token, id: OperationId, seconds: i64) -> Outcome<Operation, Refusal> {
    let (moment, agent) = (moment(app, agent), agent.id.clone());
    app.store
        .write(move |tx| {
            let Some(operation) = store::operation::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            match operation.renewed(&agent, seconds, moment.now) {
                Ok(operation) => {
                    store::operation::update(tx, &operation)?;
                    Ok(Ok(operation))
                }
                Err(refusal) => Ok(Err(refusal)),
            }
        })
        .await
}

/// What the agent gives back when it created an instance.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// Login of the first account.
    pub admin_login: String,
    /// Its password, shown once.
    pub initial_password: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// Done. Said twice, the second time changes nothing and gets the same answer.
pub async fn complete(app: &App, agent: &Token, id: OperationId, credentials: Option<Credentials>) -> Outcome<(), Refusal> {
    let (moment, agent, house) = (moment(app, agent), agent.id.clone(), app.clone());
    app.store
        .write(move |tx| {
            let Some(operation) = store::operation::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            let done = match operation.completed(&agent, moment.now) {
                Ok(Settled::Now(done)) => done,
                Ok(Settled::Already) => return Ok(Ok(())),
                Err(refusal) => return Ok(Err(refusal)),
            };
            match done.kind {
                OperationKind::Create => {
                    let Some(credentials) = credentials else { return Ok(Err(Refusal::ResultMissing)) };
                    open_space(tx, &house, &moment, &done, &credentials)?;
                }
                OperationKind::Delete => {
                    let space = store::space::find(tx, &done.space)?.ok_or(store::Error::Corrupt("operation without a space"))?;
                    // A space that lives is not deleted because a program says so.
                    if !matches!(space.state, State::Deleting { .. }) {
                        return Ok(Err(Refusal::Ended));
                    }
                    departure::gone(tx, &house, &moment, space)?;
                }
                OperationKind::SetSuite => suite::done(tx, &done, moment.now)?,
                _ => {}
            }
            store::operation::update(tx, &done)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "complete", subject: done.id.to_string(), detail: done.kind.code().into() }])?;
            Ok(Ok(()))
        })
        .await
}

/// The instance is there: seal its first credentials, write to its administrators.
fn open_space(tx: &mut Tx<'_>, app: &App, moment: &Moment, done: &Operation, credentials: &Credentials) -> Result<(), Failure> {
    let space = store::space::find(tx, &done.space)?.ok_or(store::Error::Corrupt("operation without a space"))?;
    let space = step(tx, space, Event::Open, moment)?;
    let until = moment.now + Duration::days(app.policy().first_connection_days);
    let text = serde_json::to_string(credentials).map_err(|_| Failure::Seal)?;
    let sealed = app.keys.seal(space.id.as_str(), &text).ok_or(Failure::Seal)?;
    store::space::seal_credentials(tx, &space.id, &sealed, until)?;
    contact::invite_named(tx, app, moment, &space)?;
    let Some(to) = space.principal() else { return Ok(()) };
    let secret = app.keys.secret();
    let link = app.settings.link(&format!("/espace/premiere-connexion/{}", secret.reveal()));
    let letter = compose::first_connection(&app.settings, &space, to, link, until)?;
    let effects = vec![
        Effect::Link { secret, purpose: Purpose::FirstConnection, subject: space.id.to_string(), until },
        Effect::SendLetter { letter, about: About::Space(space.id.clone()) },
        Effect::Trace { verb: "open", subject: space.id.to_string(), detail: String::new() },
    ];
    settle(tx, moment, effects)
}

/// It did not work: for good, or to be tried again later. Gives where the operation is now.
pub async fn fail(app: &App, agent: &Token, id: OperationId, reason: String, permanent: bool) -> Outcome<OperationStatus, Refusal> {
    let (moment, agent) = (moment(app, agent), agent.id.clone());
    app.store
        .write(move |tx| {
            let Some(operation) = store::operation::find(tx, &id)? else { return Ok(Err(Refusal::Unknown)) };
            let failed = match operation.failed(&agent, reason.clone(), permanent, moment.now) {
                Ok(Settled::Now(failed)) => failed,
                Ok(Settled::Already) => return Ok(Ok(OperationStatus::Failed)),
                Err(refusal) => return Ok(Err(refusal)),
            };
            if failed.kind == OperationKind::Create && failed.status == OperationStatus::Failed {
                let space = store::space::find(tx, &failed.space)?.ok_or(store::Error::Corrupt("operation without a space"))?;
                step(tx, space, Event::Fail, &moment)?;
            }
            store::operation::update(tx, &failed)?;
            store::operation::keep_failure(tx, &moment.row_key(), &failed, &reason, moment.now)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "fail", subject: failed.id.to_string(), detail: failed.status.code().into() }])?;
            Ok(Ok(failed.status))
        })
        .await
}
