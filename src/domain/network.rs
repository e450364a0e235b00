//! A network: applications that belong together, counted against the bars of R19, with replacements set apart (R22).

use super::application::State;
use super::form::Form;
use super::kinship::{Bar, Count, Member, Standing};
use super::policy::Policy;
use super::review::Choice;
use super::space::Status;
use super::values::Slug;

/// What is known of a member.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// What it asked for.
    pub form: &'a Form,
    /// Where it stands.
    pub state: &'a State,
    /// Its space, where one was ordered.
    pub space: Option<(&'a Slug, Status)>,
}

/// Where a member stands.
pub fn standing(state: &State, space: Option<Status>) -> Standing {
    match (state, space) {
        (State::Accepted { .. }, Some(status)) if status.has_instance() => Standing::Live,
        (State::Accepted { .. }, Some(Status::Deleted)) => Standing::Over,
        (State::Accepted { .. }, _) | (State::Held { choice: Choice::Accept, .. }, _) => Standing::Accepted,
        (
            State::Held { choice: Choice::Refuse { .. } | Choice::Drop, .. }
            | State::Apart { until: Some(_), .. }
            | State::Refused { .. }
            | State::Closed { .. },
            _,
        ) => Standing::Over,
        (State::Unconfirmed | State::Pending { .. } | State::Apart { .. } | State::Asked(_) | State::Waiting { .. } | State::Held { .. }, _) => {
            Standing::Pending
        }
    }
}

/// The label of the space that a form says it replaces: alone, or as an address.
pub fn replaced(form: &Form) -> Option<Slug> {
    let said = form.address.replaces_space.as_deref()?.to_lowercase();
    let words = said.split(|c: char| c.is_whitespace() || ",;:/()«»\"".contains(c)).filter(|word| !word.is_empty());
    words.into_iter().find_map(|word| {
        let label = word.split_once('.').map_or(word, |(label, _)| label);
        let alone = word.contains('.') || said.split_whitespace().count() == 1;
        Slug::parse(label).filter(|_| alone)
    })
}

/// Counts a network. A member that replaces the living space of another is set apart while both exist.
pub fn count(members: &[Known<'_>]) -> Count {
    let living: Vec<&Slug> = members.iter().filter_map(|one| one.space.filter(|(_, status)| status.has_instance())).map(|(slug, _)| slug).collect();
    Count::of(members.iter().map(|one| Member {
        standing: standing(one.state, one.space.map(|(_, status)| status)),
        replaces: replaced(one.form).is_some_and(|slug| living.contains(&&slug) && one.space.is_none_or(|(own, _)| *own != slug)),
    }))
}

/// Where a network stands against the bars of the policy.
pub fn bar(count: Count, policy: &Policy) -> Bar {
    let whole = |n: i64| usize::try_from(n).unwrap_or(0);
    count.bar(whole(policy.network_warn), whole(policy.network_stop))
}

#[cfg(test)]
#[path = "network_tests.rs"]
mod tests;
