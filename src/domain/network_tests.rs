use super::*;
use crate::domain::application::Before;
use crate::domain::review::tests::application;
use crate::domain::values::{DecisionId, Instant, SpaceId};
use crate::domain::waiting::{Because, Listed};

fn now() -> Instant {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn complete() -> Form {
    application(State::Unconfirmed).form
}

fn id<T: TryFrom<String>>() -> T {
    T::try_from("019a0000-0000-7000-8000-000000000000".to_owned()).ok().unwrap()
}

fn replacing(said: &str) -> Form {
    let mut form = complete();
    form.address.replaces_space = Some(said.to_owned());
    form
}

#[test]
fn each_state_stands_where_r19_counts_it() {
    let held = |choice| State::Held {
        decision: id::<DecisionId>(),
        choice,
        until: now(),
        look: None,
        before: Before::Pending { since: now(), asker: None },
    };
    let accepted = State::Accepted { at: now(), space: id::<SpaceId>() };
    for (state, space, expected) in [
        (State::Pending { since: now(), asker: None }, None, Standing::Pending),
        (State::Waiting(Listed::of(now(), 0, Because::NoRoom, now())), None, Standing::Pending),
        (held(Choice::Wait { priority: 1, because: Because::NoRoom }), None, Standing::Pending),
        (held(Choice::Accept), None, Standing::Accepted),
        (held(Choice::Refuse { reasons: vec![] }), None, Standing::Over),
        (held(Choice::Drop), None, Standing::Over),
        (accepted.clone(), Some(Status::Ordered), Standing::Accepted),
        (accepted.clone(), Some(Status::CreationFailed), Standing::Accepted),
        (accepted.clone(), Some(Status::Deleted), Standing::Over),
        (accepted, Some(Status::Active), Standing::Live),
        (State::Refused { at: now() }, None, Standing::Over),
        (State::Closed { at: now() }, None, Standing::Over),
    ] {
        assert_eq!(standing(&state, space), expected, "{state:?}");
    }
}

#[test]
fn what_is_replaced_is_read_as_people_write_it() {
    for (said, label) in [
        ("les-velos", Some("les-velos")),
        (" Les-Velos.frama.space ", Some("les-velos")),
        ("oui, https://les-velos.frama.space/", Some("les-velos")),
        ("l’ancien est les-velos.frama.space", Some("les-velos")),
        ("Aucun espace à remplacer", None),
        ("", None),
    ] {
        assert_eq!(replaced(&replacing(said)).as_ref().map(Slug::as_str), label, "{said}");
    }
}

#[test]
fn a_replacement_is_set_apart_while_both_exist() {
    let (old, new) = (Slug::parse("les-velos").unwrap(), Slug::parse("la-remise").unwrap());
    let (form, replacement) = (complete(), replacing("les-velos.frama.space"));
    let accepted = State::Accepted { at: now(), space: id::<SpaceId>() };
    let pending = State::Pending { since: now(), asker: None };
    let known = |form, state, space| Known { form, state, space };
    let of = |members: &[Known<'_>]| count(members);
    let both = of(&[known(&form, &accepted, Some((&old, Status::Active))), known(&replacement, &pending, None)]);
    assert_eq!((both.live, both.pending, both.replacing, both.total()), (1, 0, 1, 1));
    let alive = of(&[known(&form, &accepted, Some((&old, Status::Active))), known(&replacement, &accepted, Some((&new, Status::Active)))]);
    assert_eq!((alive.total(), alive.replacing), (1, 1));
    let alone = of(&[known(&replacement, &pending, None)]);
    assert_eq!((alone.total(), alone.replacing), (1, 0), "what it names does not exist: it is counted");
}

#[test]
fn the_bars_are_those_of_the_policy() {
    let policy = Policy::default();
    for (pending, expected) in [(0, Bar::Below), (2, Bar::Below), (3, Bar::Warn), (4, Bar::Warn), (5, Bar::Stop), (100, Bar::Stop)] {
        assert_eq!(bar(Count { pending, ..Count::default() }, &policy), expected, "{pending}");
    }
}
