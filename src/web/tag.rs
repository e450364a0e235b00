//! Where an application stands, in a tag: an icon and a word, repeated by a colour.

use crate::domain::application::{Shelf, State};
use crate::domain::review::Choice;
use crate::words;

/// A state in one or two words, with its icon.
pub struct Tag {
    /// Kind of its colour.
    pub kind: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its words.
    pub words: String,
}

/// The tag of a verdict.
pub fn verdict_tag(code: &str) -> Tag {
    let (kind, icon) = match code {
        "eligible" => ("ok", "ok"),
        "ineligible" => ("stop", "stop"),
        _ => ("watch", "watch"),
    };
    Tag { kind, icon, words: words::label("verdict", code) }
}

/// The tag of where an undecided application stands; none while it waits to be read.
pub fn shelf_tag(shelf: Shelf) -> Option<Tag> {
    let (kind, icon, key) = match shelf {
        Shelf::Unconfirmed => ("watch", "mail", "outcome-unconfirmed"),
        Shelf::Apart => ("watch", "hand", "outcome-apart"),
        Shelf::Asked => ("watch", "mail", "outcome-asked"),
        Shelf::Waiting => ("info", "clock", "outcome-waiting"),
        Shelf::ToRead | Shelf::Decided => return None,
    };
    Some(Tag { kind, icon, words: words::say(key) })
}

/// The tag of what became of an application; none while it waits to be read.
pub fn outcome_tag(state: &State) -> Option<Tag> {
    let (kind, icon, key) = match state {
        State::Unconfirmed | State::Apart { .. } | State::Pending { .. } | State::Asked(_) => {
            return shelf_tag(state.shelf());
        }
        State::Waiting(listed) => {
            return Some(Tag { kind: "info", icon: "clock", words: words::label("outcome-waiting", listed.because.code()) });
        }
        State::Held { choice: Choice::Accept, .. } => ("ok", "clock", "outcome-held-accept"),
        State::Held { choice: Choice::Wait { .. }, .. } => ("info", "clock", "outcome-held-wait"),
        State::Held { choice: Choice::Refuse { .. }, .. } => ("stop", "clock", "outcome-held-refuse"),
        State::Held { choice: Choice::Drop, .. } => ("stop", "clock", "outcome-held-drop"),
        State::Accepted { .. } => ("ok", "ok", "outcome-accepted"),
        State::Refused { .. } => ("stop", "stop", "outcome-refused"),
        State::Closed { .. } => ("watch", "mail", "outcome-closed"),
    };
    Some(Tag { kind, icon, words: words::say(key) })
}
