//! What one may do: one verb, one transaction, one trace.
//!
//! An action fetches facts, asks the domain, and writes the new state with its effects through [`settle`], the one door
//! by which effects become rows. A refusal is an `Ok(Err(…))` and changes nothing; a [`Failure`] rolls back.

pub mod access;
pub mod address;
pub mod alternative;
pub mod application;
pub mod calibration;
pub mod contact;
pub mod departure;
pub mod digest;
pub mod kin_word;
pub mod kinship;
pub mod letter;
pub mod life;
pub mod limits;
pub mod me;
pub mod memory;
pub mod message;
pub mod note;
pub mod operation;
pub mod policy;
pub mod review;
pub mod second_factor;
pub mod second_look;
pub mod sieve;
pub mod sign;
pub mod space;
pub mod space_deed;
pub mod suite;
pub mod team;
pub mod token;
pub mod usage;
pub mod view;
pub mod volunteer;
pub mod waiting;
pub mod wording;

use crate::app::App;
use crate::domain::effect::{About, Effect};
use crate::domain::operation::{Operation, OperationKind};
use crate::domain::values::Instant;
use crate::keys::Keys;
use crate::post::compose::Unwritten;
use crate::store::{self, Tx};

/// Something broke: nothing was changed, the door logs it once and apologises.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A letter could not be written: what it says does not happen.
    #[error(transparent)]
    Letter(#[from] Unwritten),
    /// A secret could not be sealed or opened.
    #[error("a secret could not be sealed or opened")]
    Seal,
    /// A password could not be hashed.
    #[error("a password could not be hashed")]
    Hash,
}

/// What an action gives: its result or a refusal, or a failure.
pub type Outcome<T, R> = Result<Result<T, R>, Failure>;

/// When it is, who acts, and what keys are made from.
#[derive(Clone)]
pub struct Moment {
    /// The time of the action: one for all it writes.
    pub now: Instant,
    /// The version of the rules in force.
    pub policy: i64,
    /// Who acts, by role and key: `volunteer:…`, `applicant`, `clockwork`…
    pub actor: String,
    keys: Keys,
}

impl Moment {
    /// Now, for `actor`.
    pub fn of(app: &App, actor: impl Into<String>) -> Self {
        let now = app.now();
        Self { now, policy: app.rules.at(now).version, actor: actor.into(), keys: app.keys.clone() }
    }

    /// A fresh key of a row.
    pub fn key<T: TryFrom<String>>(&self) -> T {
        T::try_from(self.row_key()).unwrap_or_else(|_| unreachable!("a UUID is a key"))
    }

    /// The same for a row that nothing names.
    pub fn row_key(&self) -> String {
        self.keys.row_key(self.now)
    }

    /// A key that does not tell when it was made.
    pub fn timeless_key(&self) -> String {
        self.keys.timeless_key()
    }
}

/// Writes effects, in their order, in the transaction of the deed.
pub fn settle(tx: &mut Tx<'_>, moment: &Moment, effects: Vec<Effect>) -> Result<(), Failure> {
    for effect in effects {
        match effect {
            Effect::SendLetter { letter, about } => store::outbox::insert(tx, &moment.key(), &letter, &about, None, (moment.policy, moment.now))?,
            Effect::SendLater { letter, about, at } => store::outbox::insert_at(tx, &moment.key(), &letter, &about, (moment.policy, moment.now), at)?,
            Effect::HoldLetter { letter, application, decision } => {
                store::outbox::insert(tx, &moment.key(), &letter, &About::Application(application), Some(&decision), (moment.policy, moment.now))?;
            }
            Effect::ReleaseLetter(decision) => store::outbox::release(tx, &decision, moment.now)?,
            Effect::DropLetter(decision) => store::outbox::drop_held(tx, &decision)?,
            Effect::OrderSpace(space) => {
                store::space::insert(tx, &space)?;
                store::operation::insert(tx, &Operation::new(moment.key(), space.id, OperationKind::Create, moment.now))?;
            }
            Effect::Ask(operation) => store::operation::insert(tx, &operation)?,
            Effect::Link { secret, purpose, subject, until } => {
                store::link::insert(tx, &moment.keys.hash(&secret), purpose, &subject, moment.now, until)?;
            }
            Effect::Trace { verb, subject, detail } => {
                let trace = store::trace::Trace { at: moment.now, actor: moment.actor.clone(), verb: verb.into(), subject, detail };
                store::trace::insert(tx, &moment.row_key(), &trace)?;
            }
        }
    }
    Ok(())
}
