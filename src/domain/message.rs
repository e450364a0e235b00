//! Words between the team and an applicant (spec 5.6): the question, the answer, and the fields that may be changed with it.

use super::application::{Application, Event, State};
use super::effect::{About, Effect};
use super::form::{Answers, COMMITMENTS, Form, Page, Problem};
use super::letter::Letter;
use super::policy::Policy;
use super::review::Refusal;
use super::values::{Instant, VolunteerId};
use super::waiting::{Because, Inquiry, Listed};
use chrono::{Datelike, Duration};
use serde::{Deserialize, Serialize};

/// Who wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// The person who asks for a space.
    Applicant,
    /// A volunteer.
    Volunteer(VolunteerId),
}

/// Something that was said about an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who wrote.
    pub author: Author,
    /// Their words; empty when fields were changed without a word.
    pub body: String,
    /// Fields asked about, or changed, by name.
    pub fields: Vec<String>,
    /// When.
    pub at: Instant,
}

/// The longest message, in characters.
pub const LONGEST: usize = 3000;

/// Messages that an applicant may write in a day.
pub const A_DAY: i64 = 20;

/// The applicant may be asked about this field: all of the form, but the address that was confirmed, the newsletter and the
/// commitments.
pub fn may_be_asked(field: &str) -> bool {
    !["email", "newsletter"].contains(&field) && !COMMITMENTS.contains(&field) && Page::ALL.iter().any(|page| page.fields().contains(&field))
}

/// A question that waits for its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Since when it was in the queue, or on the waiting list.
    pub since: Instant,
    /// Its priority when it was on the waiting list.
    pub priority: Option<i64>,
    /// Why it waited on the list.
    #[serde(default)]
    pub because: Because,
    /// Where the yearly question to who waits was, which stands still meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inquiry: Option<Inquiry>,
    /// When the question was asked.
    pub at: Instant,
    /// Who asked.
    pub by: VolunteerId,
    /// Fields of the form that the applicant may change, by name.
    pub fields: Vec<String>,
    /// When the applicant is reminded of it.
    pub remind_at: Instant,
    /// When it is closed without an answer: the day that the letters say.
    pub close_at: Instant,
    /// The reminder was written.
    pub reminded: bool,
}

impl Asked {
    /// When something is due: the reminder, then the closing.
    pub fn due(&self) -> Instant {
        if self.reminded { self.close_at } else { self.remind_at }
    }

    /// Its place on the waiting list, which it keeps.
    pub fn listed(&self) -> Option<Listed> {
        let (since, because, inquiry) = (self.since, self.because, self.inquiry.clone());
        self.priority.map(|priority| Listed { since, priority, because, inquiry })
    }

    /// Where it returns when it is answered at `now`: the time spent waiting does not count.
    pub(super) fn answered(&self, now: Instant) -> State {
        match self.listed() {
            Some(listed) => State::Waiting(listed),
            None => State::Pending { since: self.since + (now - self.at).max(Duration::zero()), asker: Some(self.by.clone()) },
        }
    }
}

/// What a volunteer asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The words, with the fields that may be changed.
    pub message: Message,
    /// When the applicant is reminded, and when the request is closed without an answer.
    pub dates: (Instant, Instant),
    /// The version of the application that was on the screen.
    pub seen: i64,
}

impl Question {
    /// The dates of a question asked at `now`.
    pub fn dates(policy: &Policy, now: Instant) -> (Instant, Instant) {
        (now + Duration::days(policy.reminder_days), now + Duration::days(policy.closing_days))
    }

    /// The soonest that a question recalled at `now` may be closed: one has as long to answer as was promised.
    pub fn notice(policy: &Policy, now: Instant) -> Instant {
        now + Duration::days((policy.closing_days - policy.reminder_days).max(0))
    }
}

/// What an applicant answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The form, with the fields asked about as they are now.
    pub form: Form,
    /// What was written, with the fields that changed.
    pub message: Message,
}

impl Application {
    /// Asks the applicant something: the claim is let go of, the clock stops, the letter leaves at once.
    pub fn ask(&self, by: &VolunteerId, question: Question, letter: Letter, now: Instant) -> Result<(Self, Vec<Effect>), Refusal> {
        let Question { message, dates, seen } = question;
        let event = Event::Ask { by: by.clone(), fields: message.fields.clone(), dates };
        let state = self.state.after(event, now).map_err(|_| match self.state {
            State::Asked(_) => Refusal::AlreadyAsked,
            _ => Refusal::AlreadyDecided,
        })?;
        self.in_hands_of(by, now)?;
        if seen != self.version {
            return Err(Refusal::Stale);
        }
        if message.body.trim().is_empty() {
            return Err(Refusal::MessageMissing);
        }
        let effects = vec![
            Effect::SendLetter { letter, about: About::Application(self.id.clone()) },
            Effect::Trace { verb: "ask", subject: self.id.to_string(), detail: message.fields.join(" ") },
        ];
        Ok((Self { state, claim: None, ..self.clone() }, effects))
    }

    /// The fields that the applicant may change now.
    pub fn open_fields(&self) -> &[String] {
        match &self.state {
            State::Asked(Asked { fields, .. }) => fields,
            _ => &[],
        }
    }

    /// The applicant may write: it is in the hands of the team, or waits for an answer.
    pub fn hears(&self) -> bool {
        matches!(self.state, State::Pending { .. } | State::Apart { .. } | State::Asked(_) | State::Waiting { .. } | State::Held { .. })
    }

    /// Reads an answer: words, and the fields asked about. Nothing else of the form can change.
    pub fn read_reply(&self, given: &Answers, now: Instant) -> Result<Reply, Vec<Problem>> {
        let open: Vec<&str> = self.open_fields().iter().map(String::as_str).collect();
        let before = self.form.answers();
        let mut answers = before.clone();
        answers.replace(&open, given.clone().only(&open));
        let year = now.year();
        let mut problems: Vec<Problem> = Page::ALL.iter().flat_map(|page| page.problems(&answers, year)).collect();
        problems.retain(|problem| open.contains(&problem.field));
        let words = given.text("message");
        let long = words.chars().count().saturating_sub(LONGEST);
        if long > 0 {
            problems.push(Problem { field: "message", key: "text-too-long", n: i64::try_from(long).unwrap_or(i64::MAX) });
        }
        let form = Form::parse(&answers, now.date_naive()).unwrap_or_else(|_| self.form.clone());
        let form = Form { terms_version: self.form.terms_version.clone(), ..form };
        let after = form.answers();
        let fields: Vec<String> = open.iter().filter(|name| after.all(name) != before.all(name)).map(|name| (*name).to_owned()).collect();
        if words.is_empty() && fields.is_empty() && problems.is_empty() {
            problems.push(Problem { field: "message", key: "message-missing", n: 0 });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Reply { form, message: Message { author: Author::Applicant, body: words, fields, at: now } })
    }
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
