//! The rules in force: the versions of the policy as they were last read, and what they give at this moment.

use crate::domain::policy::Policy;
use crate::domain::policy::version::{Version, in_force, next_change};
use crate::domain::values::Instant;
use std::sync::{Arc, PoisonError, RwLock};

/// Shared by all who hold the house. Another server's change is known at the next beat, or in the transaction that must know.
#[derive(Clone, Default)]
pub struct Rules {
    base: Arc<Policy>,
    held: Arc<RwLock<Held>>,
}

#[derive(Default)]
struct Held {
    /// How many changes of the versions had been written when they were read.
    stamp: i64,
    versions: Arc<Vec<Version>>,
    /// What holds from the first instant until before the second.
    now: Option<(Instant, Option<Instant>, Arc<Policy>)>,
}

impl Rules {
    /// Rules that begin with other values than the FAQ's: tests.
    pub fn beginning_with(base: Policy) -> Self {
        Self { base: Arc::new(base), held: Arc::default() }
    }

    /// What holds at `now`.
    pub fn at(&self, now: Instant) -> Arc<Policy> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((from, until, policy)) = &held.now
            && *from <= now
            && until.is_none_or(|until| now < until)
        {
            return policy.clone();
        }
        let versions = held.versions.clone();
        drop(held);
        let policy = Arc::new(in_force(&self.base, &versions, now));
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&held.versions, &versions) {
            held.now = Some((now, next_change(&versions, now), policy.clone()));
        }
        policy
    }

    /// The versions known, and what they change.
    pub fn versions(&self) -> (Arc<Policy>, Arc<Vec<Version>>) {
        (self.base.clone(), self.held.read().unwrap_or_else(PoisonError::into_inner).versions.clone())
    }

    /// How many changes had been written when the versions were read.
    pub fn stamp(&self) -> i64 {
        self.held.read().unwrap_or_else(PoisonError::into_inner).stamp
    }

    /// Keeps the versions as they were read at `stamp`.
    pub fn keep(&self, stamp: i64, versions: Vec<Version>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        *held = Held { stamp, versions: Arc::new(versions), now: None };
    }
}
