//! What comes next for a space, as a calendar (spec 7.2): true days, those of the letters and of the rules.

use super::day;
use super::life::{self, Facts};
use super::policy::Policy;
use super::space::{Space, State, Step};
use super::values::Instant;
use crate::choices;
use chrono::NaiveDate;

choices!(
    /// What may come; the codes name the words and the entries of the calendar.
    Coming {
        FirstWarning = "first_warning", SecondWarning = "second_warning", Disabling = "disabling", Announcing = "announcing",
        Deleting = "deleting", NotBefore = "not_before", ExemptionEnds = "exemption_ends", Leaving = "leaving", StillYou = "still_you",
    }
);

/// What comes, the soonest first. Nothing of idleness is told of a space that is exempted further than that, nor of one whose life is
/// not a matter of idleness.
pub fn agenda(space: &Space, facts: &Facts, policy: &Policy, now: Instant) -> Vec<(NaiveDate, Coming)> {
    let mut coming = Vec::new();
    if let Some(outlook) = life::outlook(&space.state, facts, policy) {
        let dates = outlook.dates;
        match &space.state {
            State::Active { .. } => coming.extend([(outlook.next_on, Coming::FirstWarning), (dates.delete_on, Coming::NotBefore)]),
            State::Idle(idle) => {
                let all = [
                    (Step::WarnedTwice, dates.second_on, Coming::SecondWarning),
                    (Step::Disabled, dates.disable_on, Coming::Disabling),
                    (Step::Announced, dates.announce_on, Coming::Announcing),
                ];
                coming.extend(all.into_iter().filter(|(step, ..)| *step > idle.step).map(|(_, on, what)| (on, what)));
                coming.push((dates.delete_on, Coming::Deleting));
            }
            _ => {}
        }
    }
    if let Some(until) = facts.exempt_until.filter(|until| *until > now) {
        coming.push((day::of(until), Coming::ExemptionEnds));
    }
    if let Some(leaving) = space.leaving {
        coming.push((day::of(leaving.until), Coming::Leaving));
    }
    let unseen = space.contacts.iter().filter_map(|one| one.confirmed_at.max(one.asked_at)).min();
    if let Some(at) = unseen.filter(|_| space.state.status().has_instance()) {
        coming.push((day::plus_months(day::of(at), policy.contact_ask_months), Coming::StillYou));
    }
    // A day that is over waits for a measure, a letter or a person: it says nothing any more.
    coming.retain(|(on, _)| *on >= day::of(now));
    coming.sort_by_key(|(on, what)| (*on, *what as u8));
    coming
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::space::{Contact, Idle, Leaving, Limits, Sort};
    use crate::domain::values::{EmailAddress, Slug, SpaceId, Suite};

    fn at(text: &str) -> Instant {
        format!("{text}T10:00:00Z").parse().unwrap()
    }

    fn space(state: State) -> Space {
        Space {
            id: SpaceId::parse("00000000-0000-7000-8000-000000000000").unwrap(),
            slug: Slug::parse("canal").unwrap(),
            application: None,
            name: "Canal".into(),
            suite: Suite::Collabora,
            limits: Limits { accounts: 50, storage_bytes: 40_000_000_000 },
            policy_version: 1,
            ordered_at: at("2026-12-01"),
            state,
            contacts: vec![Contact::confirmed(EmailAddress::parse("ana@canal.example").unwrap(), true, at("2027-01-04"))],
            sort: Sort::default(),
            leaving: None,
        }
    }

    fn told(space: &Space, facts: &Facts, now: &str) -> Vec<(String, &'static str)> {
        agenda(space, facts, &Policy::default(), at(now)).into_iter().map(|(on, what)| (on.to_string(), what.code())).collect()
    }

    fn days(told: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
        told.iter().map(|(on, what)| ((*on).to_owned(), *what)).collect()
    }

    #[test]
    fn a_space_in_use_knows_what_cannot_happen_before() {
        let alive = space(State::Active { since: at("2026-12-01") });
        let facts = Facts { active_at: Some(at("2027-03-01")), measured_at: Some(at("2027-03-02")), ..Facts::default() };
        let expected = [("2027-05-03", "first_warning"), ("2027-07-02", "not_before"), ("2028-01-04", "still_you")];
        assert_eq!(told(&alive, &facts, "2027-03-02"), days(&expected));
        let exempt = Facts { exempt_until: Some(at("2027-09-01")), ..facts };
        assert_eq!(told(&alive, &exempt, "2027-03-02")[0], ("2027-09-01".to_owned(), "exemption_ends"));
    }

    #[test]
    fn a_warned_space_has_the_days_of_its_letter() {
        let dates = life::Dates {
            second_on: "2027-03-20".parse().unwrap(),
            disable_on: "2027-04-05".parse().unwrap(),
            announce_on: "2027-04-20".parse().unwrap(),
            delete_on: "2027-05-05".parse().unwrap(),
        };
        let idle = |step| State::Idle(Idle { step, at: at("2027-03-05"), idle_since: at("2027-01-05"), dates });
        let mut warned = space(idle(Step::WarnedOnce));
        warned.contacts.clear();
        let expected = [("2027-03-20", "second_warning"), ("2027-04-05", "disabling"), ("2027-04-20", "announcing"), ("2027-05-05", "deleting")];
        assert_eq!(told(&warned, &Facts::default(), "2027-03-06"), days(&expected));
        let disabled = Space { state: idle(Step::Disabled), ..warned.clone() };
        assert_eq!(told(&disabled, &Facts::default(), "2027-04-06"), days(&expected[2..]));
        let leaving = Space { leaving: Some(Leaving { asked_at: at("2027-04-06"), until: at("2027-04-13") }), ..disabled };
        assert_eq!(told(&leaving, &Facts::default(), "2027-04-06")[0], ("2027-04-13".to_owned(), "leaving"));
        let gone = Space { state: State::Deleted { at: at("2027-05-06") }, contacts: Vec::new(), leaving: None, ..warned };
        assert_eq!(told(&gone, &Facts::default(), "2027-05-07"), []);
    }
}
