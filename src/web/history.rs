//! What happened to an application, in one line of time: events, decisions, letters, messages, notes (spec 5.2).

use crate::domain::application::Application;
use crate::domain::letter::Kind;
use crate::domain::message::Message;
use crate::store::{catch::Catch, decision::Past, note::Note, outbox};
use crate::words;

/// A line of the history.
pub struct Event {
    /// When.
    pub at: String,
    /// What.
    pub words: String,
    /// What was written besides.
    pub motive: String,
}

/// The history of an application, oldest first.
pub fn history(
    application: &Application,
    past: &[Past],
    letters: &[outbox::Listed],
    messages: Vec<(Message, Option<String>)>,
    notes: Vec<Note>,
    catches: &[Catch],
) -> Vec<Event> {
    let mut events = vec![(application.submitted_at, words::say("history-submitted"), String::new())];
    // The receipt leaves when the address is confirmed.
    if let Some(receipt) = letters.iter().find(|letter| letter.kind == Kind::Receipt) {
        events.push((receipt.created_at, words::say("history-confirmed"), String::new()));
    }
    for catch in catches {
        let key = words::key("history-sieve", catch.grade.code());
        events.push((catch.at, words::say_with(&key, &[("name", &catch.sieve)]), catch.motive.clone()));
        if let Some((fate, by, at)) = &catch.end {
            let by = by.as_deref().unwrap_or_default();
            events.push((*at, words::say_with(&words::key("history-catch", fate.code()), &[("name", &catch.sieve), ("by", by)]), String::new()));
        }
    }
    for note in notes {
        events.push((note.at, words::say_with("history-note", &[("name", &note.by)]), note.body));
    }
    for (message, name) in messages {
        let (key, name) = name.map_or(("history-applicant", String::new()), |name| ("history-asked", name));
        let words = words::say_with(key, &[("name", &name)]);
        let labels: Vec<String> = message.fields.iter().map(|field| words::label("label", field)).collect();
        let about = if labels.is_empty() { words } else { format!("{words} ({})", labels.join(", ")) };
        events.push((message.at, about, message.body));
    }
    for decision in past {
        let key = format!("history-{}{}", decision.choice.code(), if decision.undone { "-undone" } else { "" });
        events.push((decision.at, words::say_with(&key, &[("name", &decision.by)]), decision.motive.clone()));
    }
    for letter in letters {
        let (at, key) = match (letter.fate, letter.sent_at) {
            (outbox::Fate::Sent, Some(at)) => (at, "history-letter-sent"),
            (outbox::Fate::Stuck, _) => (letter.created_at, "history-letter-stuck"),
            (outbox::Fate::Held, _) => (letter.created_at, "history-letter-held"),
            _ => (letter.created_at, "history-letter-queued"),
        };
        events.push((at, words::say_with(key, &[("subject", &letter.subject)]), String::new()));
    }
    events.sort_by_key(|(at, ..)| *at);
    events.into_iter().map(|(at, words, motive)| Event { at: words::moment(at), words, motive }).collect()
}
