//! What an acceptance orders, the life that follows, and the places of the service (R17, R18, R23; spec 8).

use super::*;
use crate::domain::eligibility;
use crate::domain::form::{Answers, COMMITMENTS, Form};
use crate::domain::values::Reference;
use chrono::{Duration, NaiveDate, TimeZone, Utc};
use proptest::prelude::*;

fn at(minutes: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::minutes(minutes)
}

fn key(n: usize) -> String {
    format!("00000000-0000-7000-8000-{n:012x}")
}

/// The space ordered at minute 0 for a small association whose form also says `more`.
fn ordered(more: &[(&str, &str)], policy: &Policy) -> Space {
    let story = "Nous entretenons le canal et ses berges avec les habitantes et les habitants. ".repeat(2);
    let typed = [
        ("organization_name", "Les Amis du canal"),
        ("acronym", "ADC"),
        ("legal_form", "association_1901"),
        ("country", "FR"),
        ("purpose", &story),
        ("activities", &story),
        ("field", "environment"),
        ("employees", "0"),
        ("accounts", "12"),
        ("storage", "5-10"),
        ("slug", "amis-du-canal"),
        ("slug_alternative", "canal-amis"),
        ("email", "contact@canal.example"),
    ];
    let boxes = COMMITMENTS.iter().map(|field| (*field, "yes"));
    let all = typed.into_iter().chain(boxes).chain(more.iter().copied());
    let answers = Answers(all.map(|(field, value)| (field.to_owned(), vec![value.to_owned()])).collect());
    let form = Form::parse(&answers, NaiveDate::from_ymd_opt(2027, 3, 12).unwrap()).unwrap();
    let application = Application {
        id: ApplicationId::parse(&key(1)).unwrap(),
        reference: Reference::from_random([1; 5]),
        version: 4,
        submitted_at: at(-100),
        assessment: eligibility::assess(&form, policy),
        form,
        state: super::super::application::State::Unconfirmed,
        claim: None,
        sieved: None,
        lead: chrono::Duration::zero(),
    };
    Space::ordered(SpaceId::parse(&key(2)).unwrap(), &application, policy, at(0))
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

#[test]
fn a_space_is_ordered_as_it_was_asked_for_within_the_limits_in_force() {
    let policy = Policy { version: 12, accounts: 60, storage_go: 45, ..Policy::default() };
    let space = ordered(&[("suite", "onlyoffice")], &policy);
    assert_eq!(
        space,
        Space {
            id: SpaceId::parse(&key(2)).unwrap(),
            slug: Slug::parse("amis-du-canal").unwrap(),
            application: ApplicationId::parse(&key(1)),
            name: "Les Amis du canal".into(),
            suite: Suite::Onlyoffice,
            limits: Limits { accounts: 60, storage_bytes: 45_000_000_000 },
            policy_version: 12,
            ordered_at: at(0),
            state: State::Ordered,
            contacts: vec![Contact::confirmed(address("contact@canal.example"), true, at(0))],
            sort: Sort { field: "environment".into(), employees: "0".into(), country: "FR".into() },
            leaving: None,
        }
    );
}

#[test]
fn a_space_has_50_accounts_and_40_go_unless_the_rules_changed() {
    assert_eq!(ordered(&[], &Policy::default()).limits, Limits { accounts: 50, storage_bytes: 40_000_000_000 });
}

#[test]
fn the_suite_is_collabora_unless_another_was_wished() {
    for (wish, suite) in [("", Suite::Collabora), ("collabora", Suite::Collabora), ("onlyoffice", Suite::Onlyoffice), ("none", Suite::None)] {
        assert_eq!(ordered(&[("suite", wish)], &Policy::default()).suite, suite, "{wish:?}");
    }
}

#[test]
fn the_second_address_administers_too_and_letters_go_to_the_principal() {
    let mut space = ordered(&[("second_email", "bureau@canal.example")], &Policy::default());
    let (first, second) = (address("contact@canal.example"), address("bureau@canal.example"));
    let contact = |email: &EmailAddress, principal, confirmed_at| Contact { principal, confirmed_at, ..Contact::named(email.clone()) };
    assert_eq!(space.contacts, [contact(&first, true, Some(at(0))), contact(&second, false, None)]);
    assert_eq!(space.readers(), [&first], "a second address is written to once its owner said that it is theirs");
    assert!(space.is_administered_by(&first) && !space.is_administered_by(&second));
    assert_eq!(space.principal(), Some(&first));
    space.contacts.reverse();
    assert_eq!(space.principal(), Some(&first), "wherever it stands");
    space.contacts.retain(|contact| !contact.principal);
    assert_eq!(space.principal(), Some(&second), "the other one when there is no principal");
    space.contacts.clear();
    assert_eq!(space.principal(), None);
}

#[test]
fn places_left_are_what_the_ceiling_leaves() {
    for (ceiling, taken, free) in [(7, 0, 7), (7, 6, 1), (7, 7, 0), (7, 8, 0), (0, 0, 0), (0, 5, 0), (10_000, 9_999, 1)] {
        assert_eq!(Seats { ceiling, taken, open: true }.free(), free, "{taken} of {ceiling}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_left_follow_every_change_and_are_never_negative(
        start in 0..50i64, steps in proptest::collection::vec((any::<bool>(), -8..8i64), 0..80),
    ) {
        let mut seats = Seats { ceiling: start, taken: 0, open: true };
        for (of_ceiling, change) in steps {
            let before = seats;
            // Spaces open and are deleted; a coordinator raises or lowers the ceiling, even below what exists.
            let moved = if of_ceiling { &mut seats.ceiling } else { &mut seats.taken };
            *moved = (*moved + change).max(0);
            prop_assert!(seats.free() >= 0);
            prop_assert_eq!(seats.free() > 0, seats.taken < seats.ceiling, "a place is left exactly while fewer are taken than there are");
            if before.free() > 0 && seats.free() > 0 {
                let gained = (seats.ceiling - before.ceiling) - (seats.taken - before.taken);
                prop_assert_eq!(seats.free() - before.free(), gained);
            }
        }
    }

    #[test]
    fn a_space_that_lives_stays_alive_whatever_the_agent_says_again(story in proptest::collection::vec(0..3usize, 0..20)) {
        let mut state = State::Ordered;
        for (minute, event) in story.into_iter().enumerate() {
            let event = [Event::Start, Event::Open, Event::Fail][event].clone();
            if let Some(after) = state.after(&event, at(minute.try_into().unwrap())) {
                prop_assert!(state.status() != Status::Active, "{event:?} closed a space that lives");
                prop_assert!(after != State::Ordered, "nothing is ordered twice");
                state = after;
            }
        }
    }
}
