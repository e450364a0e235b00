//! Operations: every status met with every word of the agent (spec 10).

use super::OperationStatus::{Done, Failed, Leased, Waiting};
use super::*;
use chrono::{TimeZone, Utc};
use proptest::prelude::*;

fn at(seconds: i64) -> Instant {
    Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap() + Duration::seconds(seconds)
}

fn key(n: usize) -> String {
    format!("00000000-0000-7000-8000-{n:012x}")
}

fn hermes() -> TokenId {
    TokenId::parse(&key(1)).unwrap()
}

fn other() -> TokenId {
    TokenId::parse(&key(2)).unwrap()
}

/// Asked at second 0.
fn asked() -> Operation {
    Operation::new(OperationId::parse(&key(7)).unwrap(), SpaceId::parse(&key(8)).unwrap(), OperationKind::Create, at(0))
}

/// Leased by Hermès at its `attempt`, until second 60.
fn leased(attempt: i64) -> Operation {
    Operation { attempt: attempt - 1, ..asked() }.leased(&hermes(), 60, at(0))
}

/// An operation that was leased by Hermès, in a status.
fn in_status(status: OperationStatus) -> Operation {
    Operation { status, ended_at: matches!(status, Done | Failed).then(|| at(30)), ..leased(1) }
}

fn word(said: Result<Settled, Refusal>) -> String {
    match said {
        Ok(Settled::Now(operation)) => operation.status.to_string(),
        Ok(Settled::Already) => "Already".into(),
        Err(refusal) => format!("{refusal:?}"),
    }
}

fn now(said: Result<Settled, Refusal>) -> Operation {
    let Ok(Settled::Now(operation)) = said else { unreachable!("{said:?}") };
    operation
}

#[test]
fn each_word_of_the_agent_is_taken_or_refused_by_each_status() {
    let drawn: Vec<String> = [Waiting, Leased, Done, Failed]
        .into_iter()
        .flat_map(|status| [hermes(), other()].map(|by| (status, by)))
        .map(|(status, by)| {
            let said = || in_status(status);
            let renewed = said().renewed(&by, 60, at(40)).map_or_else(|refusal| format!("{refusal:?}"), |o| o.status.to_string());
            let done = word(said().completed(&by, at(40)));
            let tried = word(said().failed(&by, "disk full".into(), false, at(40)));
            let failed = word(said().failed(&by, "disk full".into(), true, at(40)));
            let who = if by == hermes() { "mine" } else { "another's" };
            format!("{status} {who}: renew {renewed}, complete {done}, fail {tried}, fail for good {failed}")
        })
        .collect();
    assert_eq!(
        drawn,
        [
            "waiting mine: renew NotYours, complete NotYours, fail NotYours, fail for good NotYours",
            "waiting another's: renew NotYours, complete NotYours, fail NotYours, fail for good NotYours",
            "leased mine: renew leased, complete done, fail waiting, fail for good failed",
            "leased another's: renew NotYours, complete NotYours, fail NotYours, fail for good NotYours",
            "done mine: renew Ended, complete Already, fail Ended, fail for good Ended",
            "done another's: renew Ended, complete Ended, fail Ended, fail for good Ended",
            "failed mine: renew Ended, complete Ended, fail Ended, fail for good Already",
            "failed another's: renew Ended, complete Ended, fail Ended, fail for good Ended",
        ]
    );
}

#[test]
fn an_operation_is_due_when_nobody_holds_it_any_more_and_it_did_not_end() {
    for (status, can_be) in [(Waiting, true), (Leased, true), (Done, false), (Failed, false)] {
        for (second, over) in [(59, false), (60, true), (61, true), (100_000, true)] {
            assert_eq!(in_status(status).is_due(at(second)), can_be && over, "{status} at second {second}");
        }
    }
    assert!(asked().is_due(at(0)), "a new one at once");
}

#[test]
fn a_new_operation_was_never_tried() {
    let new = asked();
    assert_eq!((new.status, new.attempt, new.due_at, new.created_at), (Waiting, 0, at(0), at(0)));
    assert_eq!((new.leased_by, new.reason, new.ended_at, new.payload.as_str()), (None, None, None, "{}"));
}

#[test]
fn a_lease_counts_the_try_and_names_its_holder_and_its_end() {
    let lease = asked().leased(&hermes(), 60, at(5));
    assert_eq!(lease, Operation { status: Leased, attempt: 1, due_at: at(65), leased_by: Some(hermes()), ..asked() });
    let again = lease.clone().leased(&other(), 10, at(65));
    assert_eq!(again, Operation { attempt: 2, due_at: at(75), leased_by: Some(other()), ..lease });
}

#[test]
fn a_lease_is_renewed_from_now_on_and_counts_no_other_try() {
    assert_eq!(leased(1).renewed(&hermes(), 90, at(50)), Ok(Operation { due_at: at(140), ..leased(1) }));
    assert_eq!(leased(1).renewed(&hermes(), 5, at(50)), Ok(Operation { due_at: at(55), ..leased(1) }), "even to end sooner");
}

#[test]
fn who_went_silent_may_still_speak_until_another_took_over() {
    let late = at(7200);
    assert!(leased(1).is_due(late));
    assert_eq!(leased(1).renewed(&hermes(), 60, late).map(|o| o.due_at), Ok(at(7260)));
    assert_eq!(word(leased(1).completed(&hermes(), late)), "done");
    assert_eq!(word(leased(1).failed(&hermes(), "disk full".into(), false, late)), "waiting");

    let taken = || leased(1).leased(&other(), 60, late);
    assert_eq!(taken().renewed(&hermes(), 60, late), Err(Refusal::NotYours));
    assert_eq!(taken().completed(&hermes(), late), Err(Refusal::NotYours));
    assert_eq!(taken().failed(&hermes(), "disk full".into(), true, late), Err(Refusal::NotYours));
    assert_eq!(word(taken().completed(&other(), late)), "done");
}

#[test]
fn done_is_done_and_forgets_the_troubles_before() {
    let troubled = Operation { reason: Some("disk full".into()), ..leased(3) };
    let done = now(troubled.completed(&hermes(), at(9)));
    assert_eq!(done, Operation { status: Done, ended_at: Some(at(9)), reason: None, ..leased(3) });
    assert_eq!(done.clone().completed(&hermes(), at(10)), Ok(Settled::Already), "said twice, done once");
    assert_eq!(done.completed(&other(), at(10)), Err(Refusal::Ended), "said by another, it is another's word");
}

#[test]
fn a_failure_for_good_ends_at_the_first_try() {
    let failed = now(leased(1).failed(&hermes(), "no such host".into(), true, at(9)));
    assert_eq!(failed, Operation { status: Failed, ended_at: Some(at(9)), reason: Some("no such host".into()), ..leased(1) });
    assert_eq!(failed.clone().failed(&hermes(), "no such host".into(), true, at(10)), Ok(Settled::Already));
    assert_eq!(failed.completed(&hermes(), at(10)), Err(Refusal::Ended));
}

#[test]
fn a_failure_is_tried_again_later_and_later_then_ends() {
    let fails = |operation: Operation, second| {
        let lease = operation.leased(&hermes(), 60, at(second));
        now(lease.failed(&hermes(), "busy".into(), false, at(second + 5)))
    };
    let (mut operation, mut second) = (asked(), 0);
    for minutes in [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360] {
        let attempt = operation.attempt + 1;
        operation = fails(operation, second);
        second += 5 + minutes * 60;
        assert_eq!(operation, Operation { status: Waiting, due_at: at(second), reason: Some("busy".into()), ..leased(attempt) });
        assert!(operation.is_due(at(second)) && !operation.is_due(at(second - 1)));
    }
    let ended = fails(operation, second);
    assert_eq!((ended.status, ended.attempt, ended.ended_at), (Failed, ATTEMPTS, Some(at(second + 5))));
}

#[test]
fn the_last_failure_said_twice_is_one_failure() {
    let failed = now(leased(ATTEMPTS).failed(&hermes(), "busy".into(), false, at(9)));
    assert_eq!(failed.status, Failed);
    assert_eq!(failed.failed(&hermes(), "busy".into(), false, at(10)), Ok(Settled::Already));
}

#[test]
fn the_pause_doubles_from_one_minute_to_six_hours() {
    for (attempt, minutes) in [(-1, 1), (0, 1), (1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (12, 360), (64, 360), (i64::MAX, 360)] {
        assert_eq!(back_off(attempt), Duration::minutes(minutes), "attempt {attempt}");
    }
}

#[test]
fn each_kind_has_the_code_of_the_contract() {
    let codes = ["create", "set_suite", "set_limits", "disable", "enable", "suspend", "delete", "reset_admin", "set_contacts"];
    assert!(OperationKind::ALL.iter().map(|kind| kind.code()).eq(codes));
    assert!(codes.iter().all(|code| OperationKind::parse(code).is_some_and(|kind| kind.code() == *code)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_agents_that_crash_and_repeat_do_nothing_twice(
        story in proptest::collection::vec((0..5u8, any::<bool>(), prop_oneof![Just(0), 1..90i64, Just(30_000)]), 1..80),
    ) {
        let (mut operation, mut second, mut ends, mut leases) = (asked(), 0, 0, 0);
        for (verb, first, pause) in story {
            second += pause;
            let (now, by, before) = (at(second), if first { hermes() } else { other() }, operation.clone());
            let said = match verb {
                0 if before.is_due(now) => {
                    leases += 1;
                    Ok(Settled::Now(before.clone().leased(&by, 60, now)))
                }
                0 => Ok(Settled::Already),
                1 => before.clone().renewed(&by, 60, now).map(Settled::Now),
                2 => before.clone().completed(&by, now),
                n => before.clone().failed(&by, "busy".into(), n == 4, now),
            };
            if let Ok(Settled::Now(after)) = said {
                prop_assert!(before.ended_at.is_none(), "{before:?} changed after its end");
                prop_assert!(verb == 0 || before.leased_by == Some(by), "taken from who does not hold it");
                prop_assert_eq!(after.ended_at.is_some(), matches!(after.status, Done | Failed));
                ends += i32::from(after.ended_at.is_some());
                operation = after;
            }
            prop_assert_eq!(operation.attempt, leases);
            prop_assert!(operation.ended_at.is_some() || operation.is_due(at(second + 360 * 60)), "never lost");
        }
        prop_assert!(ends <= 1);
    }
}
