//! Words between the team and applicants (spec 5.6): ask, answer, remind, close.

use super::address::unfree;
use super::application::{link_hash, status_link};
use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::{Application, Event, State};
use crate::domain::effect::{About, Effect};
use crate::domain::eligibility;
use crate::domain::form::{Answers, Problem};
use crate::domain::letter::Kind;
use crate::domain::message::{A_DAY, Author, Message, Question};
use crate::domain::review::Refusal;
use crate::domain::values::{ApplicationId, Reference};
use crate::domain::volunteer::Volunteer;
use crate::domain::waiting::{Step, next_inquiry};
use crate::post::compose;
use crate::store::{self, outbox::Fate, outcome};
use chrono::Duration;

/// Asks an applicant something: the message, the letter and the state in one transaction. `seen` is the version on the screen.
pub async fn ask(app: &App, by: &Volunteer, reference: Reference, words: String, fields: Vec<String>, seen: i64) -> Outcome<Application, Refusal> {
    let (moment, by, house) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone(), app.clone());
    app.store
        .write(move |tx| {
            let Some(before) = store::application::by_reference(tx, &reference)? else { return Ok(Err(Refusal::Unknown)) };
            let dates = Question::dates(&house.policy(), moment.now);
            let message = Message { author: Author::Volunteer(by.clone()), body: words.trim().to_owned(), fields, at: moment.now };
            let letter = compose::question(&house.settings, &before, &message, status_link(&house, &before), dates.1)?;
            let question = Question { message: message.clone(), dates, seen };
            let (after, effects) = match before.ask(&by, question, letter, moment.now) {
                Ok(asked) => asked,
                Err(refusal) => return Ok(Err(refusal)),
            };
            store::application::update(tx, &before, &after)?;
            store::message::insert(tx, &moment.row_key(), &before.id, &message)?;
            settle(tx, &moment, effects)?;
            Ok(Ok(after))
        })
        .await
}

/// Why an answer is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unheard {
    /// There is no such application (any more).
    Unknown,
    /// It is decided, or not confirmed yet: nobody would read it.
    NotNow,
    /// Too many messages in a day.
    TooMany,
    /// Something is to be mended.
    Problems(Vec<Problem>),
}

/// Takes the applicant's answer, or a word of theirs: the message, the fields asked about, the criteria anew, the state.
pub async fn reply(app: &App, secret: &str, given: Answers) -> Outcome<Application, Unheard> {
    let (moment, house, hash) = (Moment::of(app, "applicant"), app.clone(), link_hash(app, secret));
    app.store
        .write(move |tx| {
            let Some(before) = store::application::by_status_hash(tx, &hash)? else { return Ok(Err(Unheard::Unknown)) };
            if !before.hears() {
                return Ok(Err(Unheard::NotNow));
            }
            if store::message::count_of_applicant(tx, &before.id, moment.now - Duration::days(1))? >= A_DAY {
                return Ok(Err(Unheard::TooMany));
            }
            let mut reply = match before.read_reply(&given, moment.now) {
                Ok(reply) => reply,
                Err(problems) => return Ok(Err(Unheard::Problems(problems))),
            };
            let slug = &reply.form.address.slug;
            if *slug != before.form.address.slug
                && let Some(why) = unfree(&house, tx, slug, &before.id)?
            {
                return Ok(Err(Unheard::Problems(vec![Problem { field: "slug", key: why.key(), n: 0 }])));
            }
            reply.message.at = moment.now;
            let state = before.state.after(Event::Answer, moment.now).unwrap_or_else(|_| before.state.clone());
            // Who waits and writes still waits: the yearly question is answered too.
            let stays = Event::Inquiry(Step::Stay { ask_at: next_inquiry(moment.now, &house.policy()) });
            let state = state.after(stays, moment.now).unwrap_or(state);
            let assessment =
                if reply.message.fields.is_empty() { before.assessment.clone() } else { eligibility::assess(&reply.form, &house.policy()) };
            let after = Application { state, assessment, form: reply.form, ..before.clone() };
            store::application::update(tx, &before, &after)?;
            store::message::insert(tx, &moment.row_key(), &before.id, &reply.message)?;
            let trace = Effect::Trace { verb: "reply", subject: before.id.to_string(), detail: reply.message.fields.join(" ") };
            settle(tx, &moment, vec![trace])?;
            Ok(Ok(after))
        })
        .await
}

/// Does what is due about a question without an answer: reminds, or closes. A request is only closed when the question and its
/// reminder have really left.
pub async fn follow_up(app: &App, application: ApplicationId) -> Result<bool, Failure> {
    let (moment, house) = (Moment::of(app, "clockwork"), app.clone());
    app.store
        .write(move |tx| {
            let Some(before) = store::application::find(tx, &application)? else { return Ok(false) };
            let State::Asked(asked) = &before.state else { return Ok(false) };
            let event = match asked.reminded {
                false => Event::Remind { close_at: Question::notice(&house.policy(), moment.now) },
                true => Event::Close,
            };
            let Ok(state) = before.state.after(event, moment.now) else { return Ok(false) };
            let (letter, verb) = match &state {
                State::Asked(recalled) => {
                    let link = status_link(&house, &before);
                    (compose::reminder(&house.settings, &before, asked.at, recalled.close_at, link)?, "remind")
                }
                _ => {
                    for kind in [Kind::Question, Kind::Reminder] {
                        if store::outbox::last_fate(tx, &before.id, kind)? != Some(Fate::Sent) {
                            return Ok(false);
                        }
                    }
                    store::outcome::insert(tx, &moment.timeless_key(), outcome::Outcome::Closed, None, moment.now)?;
                    (compose::closed(&house.settings, &before, asked.at)?, "close")
                }
            };
            store::application::update(tx, &before, &Application { state, ..before.clone() })?;
            let effects = vec![
                Effect::SendLetter { letter, about: About::Application(before.id.clone()) },
                Effect::Trace { verb, subject: before.id.to_string(), detail: String::new() },
            ];
            settle(tx, &moment, effects)?;
            Ok(true)
        })
        .await
}
