//! A second look (spec 5.10): a share of decisions is proposed blind to a second volunteer, while letter and order are held.
//!
//! ```text
//!  decided ─ not drawn ──────────────────────────────→ held for the undo delay
//!     └─ drawn → Awaited ─ the same ────→ Agreed ────→ held for the undo delay, or no longer where it is over
//!                   │  └── otherwise ───→ Differed ──→ held for the rest of the time: either may take it back
//!                   └───── nobody looks ─────────────→ held for the rest of the time
//! ```
//!
//! What two people thought of one decision, and what it comes to over months: [`comparison`].

pub mod comparison;

use super::application::{Application, Event, Misfit, State};
use super::calibration::Opinion;
use super::effect::Effect;
use super::form::{Answers, Problem};
use super::policy::Policy;
use super::review::{Choice, Fate, reasons};
use super::values::{ApplicationId, DecisionId, Instant, VolunteerId};
use comparison::Judgement;
use serde::{Deserialize, Serialize};

/// Characters of the second volunteer's word at most.
pub const WORD: usize = 1000;

/// Where the second look at a held decision stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "look", rename_all = "snake_case")]
pub enum Look {
    /// A second volunteer is waited for.
    Awaited {
        /// From when on it may leave, should they agree: the end of the undo delay.
        from: Instant,
    },
    /// They would decide the same.
    Agreed,
    /// They would decide otherwise.
    Differed,
}

impl Look {
    /// The look came at `now`: until when the decision is held then. `until` is until when it was, `stays` until when it is at
    /// least where opinions differ: who differs at the last minute still has time to take the decision back.
    pub(super) fn came(before: Option<&Self>, agrees: bool, (until, stays): (Instant, Instant), now: Instant) -> Result<(Instant, Self), Misfit> {
        match before {
            None => Err(Misfit::NotFromHere),
            Some(Self::Agreed | Self::Differed) => Err(Misfit::Already),
            Some(Self::Awaited { .. }) if now >= until => Err(Misfit::TooLate),
            Some(Self::Awaited { from }) if agrees => Ok((now.max(*from), Self::Agreed)),
            Some(Self::Awaited { .. }) => Ok((until.max(stays), Self::Differed)),
        }
    }
}

/// What became of the second look at the last decision about this application that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// There is none.
    None,
    /// It was taken back before anyone looked.
    Unseen,
    /// Someone had looked.
    Seen,
}

/// A decision is drawn: `share` in a hundred are, and which ones follows from their keys alone.
///
/// The last 48 bits of a key are drawn by the system's generator when the decision is stored, once the volunteer has sent it:
/// nobody can know them before, or choose them, so that no secret is needed; and whoever has the keys can check the draw.
pub fn is_drawn(decision: &DecisionId, share: i64) -> bool {
    let drawn = decision.as_str().get(24..).and_then(|tail| i64::from_str_radix(tail, 16).ok());
    drawn.is_some_and(|drawn| drawn % 100 < share)
}

/// A second look is asked for. Never at what is dropped in silence; again where the decision before was taken back unseen, so that
/// undoing is no way around the draw; not again where someone had looked and it was taken back for that.
pub fn is_asked_for(decision: &DecisionId, choice: &Choice, earlier: Earlier, policy: &Policy) -> bool {
    let share = policy.blind_share;
    match earlier {
        _ if share <= 0 || *choice == Choice::Drop => false,
        Earlier::Seen => false,
        Earlier::Unseen => true,
        Earlier::None => is_drawn(decision, share),
    }
}

/// What a second volunteer thinks of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who.
    pub by: VolunteerId,
    /// What they would decide, and for which reasons.
    pub judgement: Judgement,
    /// A word to who decided; may be empty.
    pub word: String,
}

/// A decision proposed to a second volunteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The decision.
    pub decision: DecisionId,
    /// What it is about.
    pub application: ApplicationId,
    /// Who decided.
    pub first: VolunteerId,
    /// What.
    pub choice: Choice,
    /// What became of it.
    pub fate: Fate,
    /// Until when it is held.
    pub until: Instant,
    /// The second look, once it came.
    pub answer: Option<Answer>,
}

/// Why a second look is not taken. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such decision (any more), or nobody asked for a second look at it.
    Unknown,
    /// One answered already: the same click, twice.
    Mine,
    /// One decided, or had this application in hand.
    Involved,
    /// Someone else answered.
    Answered,
    /// The decision was taken back.
    Undone,
    /// It took effect.
    Left,
}

impl Proposed {
    /// `by` may say what they think at `now`; `involved` tells that they had the application in hand before.
    pub fn awaits(&self, by: &VolunteerId, involved: bool, now: Instant) -> Result<(), Refusal> {
        match (&self.answer, self.fate) {
            (Some(answer), _) if answer.by == *by => Err(Refusal::Mine),
            _ if involved || self.first == *by => Err(Refusal::Involved),
            (_, Fate::Undone) => Err(Refusal::Undone),
            (_, Fate::Settled) => Err(Refusal::Left),
            (Some(_), Fate::Held) => Err(Refusal::Answered),
            (None, Fate::Held) if now >= self.until => Err(Refusal::Left),
            (None, Fate::Held) => Ok(()),
        }
    }
}

/// What is said of a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The application, held until another instant.
    pub application: Application,
    /// Until when.
    pub until: Instant,
    /// The trace.
    pub effects: Vec<Effect>,
}

impl Application {
    /// Someone looked at a held decision: agreed, it leaves once the undo delay is over; else it stays for the rest of the time.
    pub fn looked_at(&self, decision: &DecisionId, agrees: bool, policy: &Policy, now: Instant) -> Result<Looked, Refusal> {
        let event = Event::Look { decision: decision.clone(), agrees, stays: now + policy.undo() };
        let state = self.state.after(event, now).map_err(|misfit| match misfit {
            Misfit::Already => Refusal::Answered,
            Misfit::NotFromHere => Refusal::Unknown,
            Misfit::TooEarly | Misfit::TooLate => Refusal::Left,
        })?;
        let State::Held { until, .. } = state else { return Err(Refusal::Left) };
        // Which decision, and not what was thought of it.
        let effects = vec![Effect::Trace { verb: "look", subject: self.id.to_string(), detail: decision.to_string() }];
        Ok(Looked { application: Self { state, ..self.clone() }, until, effects })
    }
}

/// What one thinks of a decision, as typed; a refusal says why.
pub fn read(answers: &Answers) -> Result<(Judgement, String), Vec<Problem>> {
    let mut problems = Vec::new();
    let choice = Opinion::parse(&answers.text("choice"));
    let given: Vec<String> = reasons().filter(|key| answers.has("reasons", key)).map(str::to_owned).collect();
    // Databases do not take the character zero.
    let word = answers.text("word").replace('\0', "");
    match choice {
        None => problems.push(Problem { field: "choice", key: "second-look-choice-missing", n: 0 }),
        Some(Opinion::Refuse) if given.is_empty() => problems.push(Problem { field: "reasons", key: "second-look-reasons-missing", n: 0 }),
        Some(_) => {}
    }
    let long = word.chars().count().saturating_sub(WORD);
    if long > 0 {
        problems.push(Problem { field: "word", key: "text-too-long", n: i64::try_from(long).unwrap_or(i64::MAX) });
    }
    match choice {
        Some(choice) if problems.is_empty() => Ok((Judgement { choice, reasons: given }, word)),
        _ => Err(problems),
    }
}

#[cfg(test)]
#[path = "second_look_tests.rs"]
mod tests;
