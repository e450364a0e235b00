//! What is due of an idle space (R24–R29; spec 8): facts in, what is to be done now out.
//!
//! ```text
//!  last sign of life ── months ─→ first warning ── days ─→ second ── days ─→ disabled ── days ─→ announced ── days ─→ deleted
//! ```
//! A step is made only in the hours when letters leave, on a fresh measure, a whole delay after the letter of the step before was
//! really accepted by the mail server, and never before the dates that this letter said. Dates are stored with the step, before its
//! letter is written. Nothing is caught up: after a stop, each step comes with its full delay after its own letter.

use super::day;
use super::hours;
use super::policy::Policy;
use super::space::{Idle, State, Step};
use super::values::Instant;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

/// What follows the step that was made, at the soonest: what its letter says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// The second warning.
    pub second_on: NaiveDate,
    /// The space is disabled.
    pub disable_on: NaiveDate,
    /// Its deletion is announced.
    pub announce_on: NaiveDate,
    /// It is deleted.
    pub delete_on: NaiveDate,
}

impl Dates {
    /// The dates that follow from `step` made on `today`. What was `said` before is never brought forward, and the whole lasts as many
    /// calendar months as the rules say, from the last sign of life on.
    pub fn after(step: Step, today: NaiveDate, idle_since: Instant, said: Option<&Self>, policy: &Policy) -> Self {
        let said = said.copied().unwrap_or_default();
        let date = |made: bool, before: NaiveDate, delay: i64, said: NaiveDate| {
            if made { said.max(NaiveDate::default()) } else { hours::open_day(day::plus(before, delay).max(said), policy) }
        };
        let second_on =
            if step == Step::WarnedTwice { today } else { date(step > Step::WarnedTwice, today, policy.second_warning_days, said.second_on) };
        let disable_on = if step == Step::Disabled { today } else { date(step > Step::Disabled, second_on, policy.disabling_days, said.disable_on) };
        let announce_on = if step == Step::Announced { today } else { date(false, disable_on, policy.announcing_days, said.announce_on) };
        let (months, days) = policy.idle_in_all();
        let in_all = day::plus(day::plus_months(day::of(idle_since), months), days);
        let delete_on = day::plus(announce_on, policy.deleting_days).max(in_all).max(said.delete_on);
        Self { second_on, disable_on, announce_on, delete_on }
    }

    /// When the step after this one comes, at the soonest.
    pub fn next(&self, step: Step) -> NaiveDate {
        match step {
            Step::WarnedOnce => self.second_on,
            Step::WarnedTwice => self.disable_on,
            Step::Disabled => self.announce_on,
            Step::Announced => self.delete_on,
        }
    }
}

/// What is known of a space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// When it was last measured.
    pub measured_at: Option<Instant>,
    /// The last activity that was ever measured.
    pub active_at: Option<Instant>,
    /// When an administrator last came to its pages, or said that it is in use.
    pub seen_at: Option<Instant>,
    /// Nothing is done to it until then.
    pub exempt_until: Option<Instant>,
    /// When the first of the letters of the last step was accepted by the mail server.
    pub letter_left: Option<Instant>,
    /// The team was written to about its deletion…
    pub noticed: bool,
    /// …and the first of these letters was accepted then.
    pub notice_left: Option<Instant>,
}

/// What keeps a step that is due from being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// Everything is paused.
    Paused,
    /// No fresh measure.
    Measure,
    /// The letter of the step before has not left.
    Letter,
    /// The team was not told, or its letter has not left.
    Notice,
    /// As many were made today as may be.
    Cap,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// It lives: the sequence is over (R29).
    Revive,
    /// The next step.
    Advance(Idle),
    /// The team is told that it will be deleted.
    Notice,
    /// The agent is told to delete it.
    Delete,
}

/// What one sees looking at a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Its life is not a matter of idleness.
    Never,
    /// Nothing before this moment.
    Rest(Instant),
    /// A step is due and something is missing.
    Wait(Wait),
    /// This is to be done now.
    Make(Deed),
}

/// The last sign of life of a space that lives since `since`: an exemption counts as one until its end. Nothing is retroactive: what
/// was before the space was known here does not count.
pub fn last_sign(since: Instant, facts: &Facts) -> Instant {
    [facts.active_at, facts.seen_at, facts.exempt_until].into_iter().flatten().fold(since, Instant::max)
}

/// The day of the first warning of a space whose last sign of life is this.
pub fn warning_day(sign: Instant, policy: &Policy) -> NaiveDate {
    hours::open_day(day::plus_months(day::of(sign), policy.idle_months), policy)
}

/// When the team is told of a deletion: early enough, on a day when letters leave.
pub fn notice_day(delete_on: NaiveDate, policy: &Policy) -> NaiveDate {
    hours::open_day_before(day::plus(delete_on, -policy.notice_days), policy)
}

/// The last measure says something about today.
pub fn is_fresh(measured_at: Option<Instant>, policy: &Policy, now: Instant) -> bool {
    let oldest = now - Duration::days(policy.fresh_days);
    measured_at.is_some_and(|at| (oldest..=now + Duration::minutes(5)).contains(&at))
}

/// What is to be done of a space at `now`.
pub fn look(state: &State, facts: &Facts, policy: &Policy, now: Instant) -> Look {
    match state {
        State::Active { since } => look_at_active(last_sign(*since, facts), facts, policy, now),
        State::Idle(idle) if last_sign(idle.idle_since, facts) > idle.idle_since => Look::Make(Deed::Revive),
        State::Idle(idle) => look_at_idle(idle, facts, policy, now),
        _ => Look::Never,
    }
}

fn look_at_active(sign: Instant, facts: &Facts, policy: &Policy, now: Instant) -> Look {
    let (on, today) = (warning_day(sign, policy), day::of(now));
    if today < on || sign > now {
        return Look::Rest(hours::opening(on, policy));
    }
    if !hours::is_open(now, policy) {
        return Look::Rest(hours::next_open(now, policy));
    }
    match () {
        () if policy.life_paused != 0 => Look::Wait(Wait::Paused),
        () if !is_fresh(facts.measured_at, policy, now) => Look::Wait(Wait::Measure),
        () => {
            let dates = Dates::after(Step::WarnedOnce, today, sign, None, policy);
            Look::Make(Deed::Advance(Idle { step: Step::WarnedOnce, at: now, idle_since: sign, dates }))
        }
    }
}

fn look_at_idle(idle: &Idle, facts: &Facts, policy: &Policy, now: Instant) -> Look {
    let today = day::of(now);
    if idle.step == Step::Announced && !facts.noticed {
        let on = notice_day(idle.dates.delete_on, policy).max(day::of(idle.at));
        return match () {
            () if today < on => Look::Rest(hours::opening(on, policy)),
            () if !hours::is_open(now, policy) => Look::Rest(hours::next_open(now, policy)),
            () if policy.life_paused != 0 => Look::Wait(Wait::Paused),
            () => Look::Make(Deed::Notice),
        };
    }
    let on = idle.dates.next(idle.step);
    if today < on {
        return Look::Rest(hours::opening(on, policy));
    }
    if let Some(opens) = opens_at(idle.step, now, policy) {
        return Look::Rest(opens);
    }
    if policy.life_paused != 0 {
        return Look::Wait(Wait::Paused);
    }
    let Some(left) = facts.letter_left else { return Look::Wait(Wait::Letter) };
    let delay = match idle.step {
        Step::WarnedOnce => policy.second_warning_days,
        Step::WarnedTwice => policy.disabling_days,
        Step::Disabled => policy.announcing_days,
        Step::Announced => policy.deleting_days,
    };
    let heard = day::later(left, delay);
    if now < heard {
        return Look::Rest(heard);
    }
    if !is_fresh(facts.measured_at, policy, now) {
        return Look::Wait(Wait::Measure);
    }
    if let Some(step) = idle.step.next() {
        let dates = Dates::after(step, today, idle.idle_since, Some(&idle.dates), policy);
        return Look::Make(Deed::Advance(Idle { step, at: now, idle_since: idle.idle_since, dates }));
    }
    match facts.notice_left {
        None => Look::Wait(Wait::Notice),
        Some(left) if today < day::plus(day::of(left), policy.notice_days) => {
            Look::Rest(hours::opening(day::plus(day::of(left), policy.notice_days), policy))
        }
        Some(_) => Look::Make(Deed::Delete),
    }
}

/// When the next step may be made, where that is not now. A deletion writes no letter: it comes on its day, in daytime, whichever
/// day of the week that is.
fn opens_at(step: Step, now: Instant, policy: &Policy) -> Option<Instant> {
    let opens = match step {
        Step::Announced => hours::next_open(now, &Policy { letters_rest: 0, ..policy.clone() }),
        _ => hours::next_open(now, policy),
    };
    (opens > now).then_some(opens)
}

/// What comes next if nothing moves, for who looks at the calendar of the space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// The next step: its code, or the deletion.
    pub next: Option<Step>,
    /// Its day, at the soonest.
    pub next_on: NaiveDate,
    /// All days that follow.
    pub dates: Dates,
}

/// What comes next; `None` where idleness does not matter.
pub fn outlook(state: &State, facts: &Facts, policy: &Policy) -> Option<Outlook> {
    match state {
        State::Active { since } => {
            let sign = last_sign(*since, facts);
            let next_on = warning_day(sign, policy);
            Some(Outlook { next: Some(Step::WarnedOnce), next_on, dates: Dates::after(Step::WarnedOnce, next_on, sign, None, policy) })
        }
        State::Idle(idle) => Some(Outlook { next: idle.step.next(), next_on: idle.dates.next(idle.step), dates: idle.dates }),
        _ => None,
    }
}

#[cfg(test)]
#[path = "life_tests.rs"]
mod tests;
