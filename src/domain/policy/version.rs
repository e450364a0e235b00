//! Versions of the policy: what coordinators change, each with its author, its motive and its moment of effect.
//!
//! A version says what it changes, not all that holds: a change that waits for its day does not take back what is changed meanwhile.
//! What holds at an instant is the FAQ's values with all that took effect by then, in the order of effect. As no version takes effect
//! in the past, what held at an instant never changes afterwards (R10).

use super::Policy;
use super::field::{self, Field, Theme};
use crate::domain::day;
use crate::domain::form::{Answers, Problem};
use crate::domain::phase::{Admissions, Phase, whole};
use crate::domain::values::Instant;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a version changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Numbers, by the key of their field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, i64>,
    /// The whole calendar of phases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phases: Option<Vec<Phase>>,
    /// What is said of admissions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admissions: Option<Admissions>,
    /// The limits of that moment are given to the spaces that exist (R23).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_existing: bool,
}

/// A version, written once and for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number: 2 and on, as 1 is the FAQ's.
    pub number: i64,
    /// What it changes.
    pub changes: Changes,
    /// When it takes effect.
    pub effective_at: Instant,
    /// Taken back before it took effect.
    pub withdrawn: bool,
}

impl Changes {
    /// The policy with these changes.
    pub fn on(&self, mut policy: Policy) -> Policy {
        for (key, n) in &self.numbers {
            // A number that the house no longer knows changes nothing.
            if let Some(field) = field::of(key) {
                (field.set)(&mut policy, *n);
            }
        }
        if let Some(phases) = &self.phases {
            policy.phases.clone_from(phases);
        }
        if let Some(admissions) = self.admissions {
            policy.admissions = admissions;
        }
        policy
    }

    /// Its parts by name, for the trail.
    pub fn names(&self) -> Vec<&str> {
        let parts =
            [self.phases.as_ref().map(|_| "phases"), self.admissions.as_ref().map(|_| "admissions"), self.to_existing.then_some("to_existing")];
        self.numbers.keys().map(String::as_str).chain(parts.into_iter().flatten()).collect()
    }
}

/// The versions that hold at `now`, in the order of their effect.
fn holding(versions: &[Version], now: Instant) -> Vec<&Version> {
    let mut holding: Vec<&Version> = versions.iter().filter(|one| !one.withdrawn && one.effective_at <= now).collect();
    holding.sort_by_key(|one| (one.effective_at, one.number));
    holding
}

/// What holds at `now`, `base` being what the house begins with.
pub fn in_force(base: &Policy, versions: &[Version], now: Instant) -> Policy {
    let holding = holding(versions, now);
    let number = holding.last().map_or(base.version, |one| one.number);
    let policy = holding.into_iter().fold(base.clone(), |policy, one| one.changes.on(policy));
    Policy { version: number, ..policy }
}

/// The first moment after `now` at which something changes by itself.
pub fn next_change(versions: &[Version], now: Instant) -> Option<Instant> {
    versions.iter().filter(|one| !one.withdrawn && one.effective_at > now).map(|one| one.effective_at).min()
}

/// Characters of a motive at most.
pub const MOTIVE: usize = 500;
/// A version may be written this long before its day.
const AHEAD: Duration = Duration::days(3 * 366);

/// A version to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it changes.
    pub changes: Changes,
    /// Why.
    pub motive: String,
    /// When it takes effect; at once where none is said.
    pub day: Option<NaiveDate>,
}

impl Entry {
    /// When it takes effect.
    pub fn effective_at(&self, now: Instant) -> Instant {
        self.day.map_or(now, day::start)
    }

    /// What a coordinator wrote on the page of a theme, or what is to be mended. Numbers that are the same as what will hold that
    /// day are no change.
    pub fn parse(theme: Theme, given: &Answers, base: &Policy, versions: &[Version], now: Instant) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let day = day_of(given, now, &mut problems);
        let motive = motive_of(given, &mut problems);
        let before = in_force(base, versions, day.map_or(now, day::start));
        let mut changes = Changes::default();
        for field in field::about(theme) {
            // A program that does not send a number leaves it as it is.
            let text = given.text(field.key);
            if given.all(field.key).is_empty() {
                continue;
            }
            match whole(&text).filter(|n| (field.least..=field.most).contains(n)) {
                Some(n) if n == (field.get)(&before) => {}
                Some(n) => drop(changes.numbers.insert(field.key.to_owned(), n)),
                None => problems.push(Problem { field: field.key, key: "policy-out-of-bounds", n: field.most }),
            }
        }
        if problems.is_empty() && changes == Changes::default() {
            let field = field::about(theme).next().map_or("motive", |field| field.key);
            problems.push(Problem { field, key: "policy-unchanged", n: 0 });
        }
        let entry = Self { changes, motive, day };
        if problems.is_empty() {
            problems.extend(entry.disorder(base, versions, now).map(|(low, _)| Problem { field: low.key, key: disorder_key(low), n: 0 }));
        }
        if problems.is_empty() { Ok(entry) } else { Err(problems) }
    }

    /// The pair that it would turn round, on its day or on a later one that is written already.
    pub fn disorder(&self, base: &Policy, versions: &[Version], now: Instant) -> Option<(&'static Field, &'static Field)> {
        let number = versions.iter().map(|one| one.number).max().unwrap_or(1) + 1;
        let effective_at = self.effective_at(now);
        let mut all = versions.to_vec();
        all.push(Version { number, changes: self.changes.clone(), effective_at, withdrawn: false });
        let days = all.iter().filter(|one| !one.withdrawn && one.effective_at >= effective_at).map(|one| one.effective_at);
        days.filter_map(|at| field::disorder(&in_force(base, &all, at))).next()
    }
}

/// How to mend a pair turned round.
fn disorder_key(low: &Field) -> &'static str {
    match low.key {
        "review_from" => "policy-review-disorder",
        "waiting_reminder_days" => "policy-waiting-disorder",
        "reminder_days" => "policy-reminder-disorder",
        "network_warn" => "policy-network-disorder",
        "quota_watch" | "quota_high" => "policy-quota-disorder",
        "notice_days" => "policy-notice-disorder",
        _ => "policy-sieve-disorder",
    }
}

/// The day of effect; today and no day are now.
fn day_of(given: &Answers, now: Instant, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let text = given.text("effective_on");
    if text.is_empty() {
        return None;
    }
    let today = day::of(now);
    match text.parse::<NaiveDate>() {
        Ok(day) if day == today => None,
        Ok(day) if day < today => {
            problems.push(Problem { field: "effective_on", key: "policy-day-past", n: 0 });
            None
        }
        Ok(day) if day::start(day) - now > AHEAD => {
            problems.push(Problem { field: "effective_on", key: "policy-day-far", n: 3 });
            None
        }
        Ok(day) => Some(day),
        Err(_) => {
            problems.push(Problem { field: "effective_on", key: "policy-day-malformed", n: 0 });
            None
        }
    }
}

/// Why: compulsory.
pub fn motive_of(given: &Answers, problems: &mut Vec<Problem>) -> String {
    let motive = given.text("motive");
    if motive.is_empty() {
        problems.push(Problem { field: "motive", key: "policy-motive-missing", n: 0 });
    } else if motive.chars().count() > MOTIVE {
        problems.push(Problem { field: "motive", key: "policy-motive-long", n: i64::try_from(MOTIVE).unwrap_or(i64::MAX) });
    }
    motive
}

#[cfg(test)]
#[path = "version_tests.rs"]
mod tests;
