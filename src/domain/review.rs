//! Reviewing: the claim, the decision and its rules (spec 5.3, 5.5; R13, R18).

use super::address::Unfree;
use super::application::{Application, Event, State};
use super::effect::Effect;
use super::eligibility::CRITERIA;
use super::kinship::Bar;
use super::letter::{Kind, Letter};
use super::policy::Policy;
use super::second_look::{self, Earlier};
use super::space::{Seats, Space};
use super::values::{DecisionId, Instant, SpaceId, VolunteerId};
use super::waiting::{Because, next_inquiry};
use crate::choices;
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// A volunteer's temporary hold on an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who holds it.
    pub by: VolunteerId,
    /// Until when, unless renewed.
    pub until: Instant,
}

impl Claim {
    /// It is held at `now`.
    pub fn holds(&self, now: Instant) -> bool {
        now < self.until
    }
}

impl Application {
    /// Who holds it at `now`.
    pub fn holder(&self, now: Instant) -> Option<&VolunteerId> {
        self.claim.as_ref().filter(|claim| claim.holds(now)).map(|claim| &claim.by)
    }

    /// Takes the claim, or renews one's own; refused while another volunteer holds it.
    pub fn claimed(&self, by: &VolunteerId, policy: &Policy, now: Instant) -> Result<Claim, Refusal> {
        match self.state {
            State::Pending { .. } | State::Waiting { .. } | State::Asked(_) => {}
            _ => return Err(Refusal::AlreadyDecided),
        }
        match self.holder(now) {
            Some(holder) if holder != by => Err(Refusal::HeldByAnother(holder.clone())),
            _ => Ok(Claim { by: by.clone(), until: now + policy.claim() }),
        }
    }
}

impl Application {
    /// The volunteer may act on it: nobody else holds it. One need not have taken it first, so that what is clear at a glance is
    /// decided at once, and what one wrote is not lost to a long read.
    pub fn in_hands_of(&self, by: &VolunteerId, now: Instant) -> Result<(), Refusal> {
        match self.holder(now) {
            Some(holder) if holder != by => Err(Refusal::HeldByAnother(holder.clone())),
            _ => Ok(()),
        }
    }
}

impl Application {
    /// Takes the claim from whoever holds it, who is told: `None` when nobody else does.
    pub fn taken_over(&self, by: &VolunteerId, policy: &Policy, now: Instant) -> Result<(Claim, Option<VolunteerId>), Refusal> {
        let other = self.holder(now).filter(|holder| *holder != by).cloned();
        let free = Self { claim: None, ..self.clone() };
        Ok((free.claimed(by, policy, now)?, other))
    }

    /// Hands it to a colleague: it waits for them first, and nobody holds it.
    pub fn handed_over(&self, by: &VolunteerId, to: &VolunteerId, now: Instant) -> Result<Self, Refusal> {
        self.in_hands_of(by, now)?;
        match &self.state {
            State::Pending { since, .. } => {
                Ok(Self { state: State::Pending { since: *since, asker: Some(to.clone()) }, claim: None, ..self.clone() })
            }
            _ => Err(Refusal::AlreadyDecided),
        }
    }
}

/// What may be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum Choice {
    /// A space opens.
    Accept,
    /// Eligible, but no room or others first.
    Wait {
        /// 0 (first) to 3.
        priority: i64,
        /// Why.
        #[serde(default)]
        because: Because,
    },
    /// Not eligible, or full.
    Refuse {
        /// Keys of criteria, or `full`.
        reasons: Vec<String>,
    },
    /// A robot's: erased without a word.
    Drop,
}

impl Choice {
    /// The written form, as in the contract.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Wait { .. } => "wait",
            Self::Refuse { .. } => "refuse",
            Self::Drop => "drop",
        }
    }
    /// The letter that says it; none for what is dropped in silence.
    pub fn letter_kind(&self) -> Option<Kind> {
        match self {
            Self::Accept => Some(Kind::Accepted),
            Self::Wait { .. } => Some(Kind::Waiting),
            Self::Refuse { .. } => Some(Kind::Refused),
            Self::Drop => None,
        }
    }
}

choices!(
    /// What became of a decision.
    Fate { Held = "held", Settled = "settled", Undone = "undone" }
);

/// What a volunteer brings to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// What is decided.
    pub choice: Choice,
    /// A word for the team's memory; compulsory for a refusal.
    pub motive: String,
    /// Subject and words of the letter, as edited.
    pub subject: String,
    /// The letter's body.
    pub letter: String,
    /// The version of the application that was on the screen.
    pub seen: i64,
    /// The version of the rules that was on the screen, where the page said it.
    pub rules: Option<i64>,
}

/// A decision as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Key.
    pub id: DecisionId,
    /// Who.
    pub by: VolunteerId,
    /// What.
    pub choice: Choice,
    /// Why, for the team.
    pub motive: String,
    /// The rules in force (R10).
    pub policy_version: i64,
    /// When.
    pub at: Instant,
    /// Until when it can be undone.
    pub until: Instant,
    /// It waits for a second look (spec 5.10).
    pub second_look: bool,
}

/// Why a step of the review is refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such application (any more).
    Unknown,
    /// Decided by someone else meanwhile, or twice.
    AlreadyDecided,
    /// Taken back by someone else meanwhile, or twice.
    AlreadyUndone,
    /// The page was older than the application.
    Stale,
    /// The page was older than the rules, and they say something else now.
    RulesChanged,
    /// Another volunteer holds it.
    HeldByAnother(VolunteerId),
    /// Nothing new is admitted now (R17).
    Closed,
    /// No place is left (R18).
    NoSeat,
    /// Its network has as many spaces as one may have: accepting one more needs a coordinator (R19).
    NetworkStop,
    /// The same for who coordinates: why is missing.
    NetworkMotiveMissing,
    /// The address asked for may not be given any more.
    SlugUnfree(Unfree),
    /// There is no such colleague to hand it to.
    NoColleague,
    /// A question waits for its answer already.
    AlreadyAsked,
    /// A question needs words.
    MessageMissing,
    /// A refusal needs its motive.
    MotiveMissing,
    /// A refusal needs at least one reason that exists.
    ReasonMissing,
    /// The letter is empty.
    LetterMissing,
    /// The undo delay is over.
    TooLate,
}

/// What the store was asked for before deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The limits, delays or bars are not those of the page any more (R10).
    pub rules_changed: bool,
    /// Places of the service.
    pub seats: Seats,
    /// Why the address asked for may not be given, if so.
    pub unfree: Option<Unfree>,
    /// Where its network stands (R19), itself counted.
    pub bar: Bar,
    /// Who decides coordinates.
    pub coordinates: bool,
    /// What became of the second look at a decision taken back before.
    pub earlier: Earlier,
}

/// Reasons of a refusal that no criterion finds: no room, or one network too many times.
pub const OTHER_REASONS: [&str; 2] = ["full", "network"];

/// Every reason that a refusal may have, in the order of the screens.
pub fn reasons() -> impl Iterator<Item = &'static str> {
    CRITERIA.iter().map(|criterion| criterion.key).chain(OTHER_REASONS)
}

impl Application {
    /// Decides: the held state, the decision and its letter, or why not (R8, R13, R18; spec 5.5).
    pub fn decide(&self, id: DecisionId, ballot: Ballot, by: &VolunteerId, facts: Facts, policy: &Policy, now: Instant) -> Result<Decided, Refusal> {
        let until = now + policy.undo();
        let second_look = second_look::is_asked_for(&id, &ballot.choice, facts.earlier, policy);
        let look_until = second_look.then(|| now + policy.second_look());
        let event = Event::Decide { decision: id.clone(), choice: ballot.choice.clone(), until, look_until };
        let state = self.state.after(event, now).map_err(|_| Refusal::AlreadyDecided)?;
        self.in_hands_of(by, now)?;
        if ballot.seen != self.version {
            return Err(Refusal::Stale);
        }
        if facts.rules_changed && ballot.choice != Choice::Drop {
            return Err(Refusal::RulesChanged);
        }
        match &ballot.choice {
            Choice::Accept if !facts.seats.open => return Err(Refusal::Closed),
            Choice::Accept if facts.seats.free() == 0 => return Err(Refusal::NoSeat),
            Choice::Accept if let Some(why) = facts.unfree => return Err(Refusal::SlugUnfree(why)),
            Choice::Accept if facts.bar == Bar::Stop && !facts.coordinates => return Err(Refusal::NetworkStop),
            Choice::Accept if facts.bar == Bar::Stop && ballot.motive.trim().is_empty() => return Err(Refusal::NetworkMotiveMissing),
            Choice::Refuse { reasons } if reasons.is_empty() => return Err(Refusal::ReasonMissing),
            Choice::Refuse { .. } | Choice::Drop if ballot.motive.trim().is_empty() => return Err(Refusal::MotiveMissing),
            _ => {}
        }
        let kind = ballot.choice.letter_kind();
        if kind.is_some() && (ballot.letter.trim().is_empty() || ballot.subject.trim().is_empty()) {
            return Err(Refusal::LetterMissing);
        }
        let letter = kind.map(|kind| Letter {
            kind,
            to: self.form.contact.email.clone(),
            subject: ballot.subject.trim().to_owned(),
            body: ballot.letter.trim().to_owned(),
        });
        let decision = Decision {
            id: id.clone(),
            by: by.clone(),
            choice: ballot.choice,
            motive: ballot.motive.trim().to_owned(),
            policy_version: policy.version,
            at: now,
            until: look_until.unwrap_or(until).max(until),
            second_look,
        };
        let application = Self { state, claim: None, ..self.clone() };
        let held = letter.map(|letter| Effect::HoldLetter { letter, application: self.id.clone(), decision: id });
        let trace = Effect::Trace { verb: "decide", subject: self.id.to_string(), detail: decision.choice.code().to_owned() };
        let effects = held.into_iter().chain([trace]).collect();
        Ok(Decided { application, decision, effects })
    }

    /// Takes a decision back (spec 5.5): anyone of the team, until the delay is over.
    pub fn undo(&self, decision: &DecisionId, now: Instant) -> Result<(Self, Vec<Effect>), Refusal> {
        use super::application::Misfit;
        let state = self.state.after(Event::Undo { decision: decision.clone() }, now).map_err(|misfit| match misfit {
            Misfit::TooLate | Misfit::TooEarly => Refusal::TooLate,
            Misfit::Already | Misfit::NotFromHere => Refusal::AlreadyDecided,
        })?;
        let effects =
            vec![Effect::DropLetter(decision.clone()), Effect::Trace { verb: "undo", subject: self.id.to_string(), detail: decision.to_string() }];
        Ok((Self { state, ..self.clone() }, effects))
    }

    /// The delay is over: the letter may leave and, for an acceptance, the space is ordered, all together.
    /// `None` when there is nothing (left) to settle.
    pub fn settle(&self, decision: &DecisionId, space: SpaceId, policy: &Policy, now: Instant) -> Option<(Self, Vec<Effect>)> {
        let event = Event::Settle { decision: decision.clone(), space: space.clone(), ask_at: next_inquiry(now, policy) };
        let state = self.state.after(event, now).ok()?;
        let mut effects = vec![Effect::ReleaseLetter(decision.clone())];
        if let State::Accepted { .. } = state {
            effects.push(Effect::OrderSpace(Space::ordered(space, self, policy, now)));
        }
        effects.push(Effect::Trace { verb: "settle", subject: self.id.to_string(), detail: decision.to_string() });
        Some((Self { state, ..self.clone() }, effects))
    }
}

/// A decision taken: what to store, and what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The application in its new state.
    pub application: Application,
    /// The decision.
    pub decision: Decision,
    /// Letter and trace.
    pub effects: Vec<Effect>,
}

/// How long one waits for something, in whole days rounded down: the age shown in the queue.
pub fn age_days(since: Instant, now: Instant) -> i64 {
    (now - since).max(Duration::zero()).num_days()
}

#[cfg(test)]
#[path = "review_tests.rs"]
pub(super) mod tests;
