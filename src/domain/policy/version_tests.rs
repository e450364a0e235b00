//! What holds when, and what may be written.

use super::*;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn numbers(all: &[(&str, i64)]) -> Changes {
    Changes { numbers: all.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect(), ..Changes::default() }
}

fn version(number: i64, changes: &[(&str, i64)], effective_at: &str) -> Version {
    Version { number, changes: numbers(changes), effective_at: at(effective_at), withdrawn: false }
}

fn given(all: &[(&str, &str)]) -> Answers {
    Answers(all.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect())
}

const NOW: &str = "2026-11-24T10:00:00Z";

#[test]
fn a_change_that_waits_does_not_take_back_what_changes_meanwhile() {
    let versions = [version(2, &[("storage_go", 50)], "2026-12-31T23:00:00Z"), version(3, &[("network_stop", 8)], "2026-11-24T09:00:00Z")];
    let base = Policy::default();
    let table = [("2026-11-24T08:59:59Z", 1, 40, 5), (NOW, 3, 40, 8), ("2026-12-31T22:59:59Z", 3, 40, 8), ("2026-12-31T23:00:00Z", 2, 50, 8)];
    for (when, number, storage, stop) in table {
        let policy = in_force(&base, &versions, at(when));
        assert_eq!((policy.version, policy.storage_go, policy.network_stop), (number, storage, stop), "{when}");
    }
    assert_eq!(next_change(&versions, at(NOW)), Some(at("2026-12-31T23:00:00Z")));
    let withdrawn = versions.map(|one| Version { withdrawn: one.number == 2, ..one });
    assert_eq!(in_force(&base, &withdrawn, at("2027-06-01T00:00:00Z")).storage_go, 40);
    assert_eq!(next_change(&withdrawn, at(NOW)), None);
}

#[test]
fn what_is_wrong_with_a_version_is_said_by_field() {
    type Pairs = &'static [(&'static str, &'static str)];
    let table: [(Theme, Pairs, Pairs); 15] = [
        (Theme::Limits, &[("storage_go", "50")], &[("motive", "policy-motive-missing")]),
        (Theme::Limits, &[("storage_go", "40"), ("motive", "m")], &[("accounts", "policy-unchanged")]),
        (Theme::Limits, &[("storage_go", "-5"), ("motive", "m")], &[("storage_go", "policy-out-of-bounds")]),
        (
            Theme::Limits,
            &[("storage_go", "beaucoup"), ("accounts", ""), ("motive", "m")],
            &[("accounts", "policy-out-of-bounds"), ("storage_go", "policy-out-of-bounds")],
        ),
        (Theme::Limits, &[("storage_go", "99999999999999999999"), ("motive", "m")], &[("storage_go", "policy-out-of-bounds")]),
        (Theme::Review, &[("blind_share", "101"), ("motive", "m")], &[("blind_share", "policy-out-of-bounds")]),
        (Theme::Review, &[("undo_minutes", "0"), ("motive", "m")], &[("undo_minutes", "policy-out-of-bounds")]),
        (Theme::Limits, &[("storage_go", "50"), ("motive", "m"), ("effective_on", "2026-11-23")], &[("effective_on", "policy-day-past")]),
        (Theme::Limits, &[("storage_go", "50"), ("motive", "m"), ("effective_on", "2036-11-23")], &[("effective_on", "policy-day-far")]),
        (Theme::Limits, &[("storage_go", "50"), ("motive", "m"), ("effective_on", "demain")], &[("effective_on", "policy-day-malformed")]),
        (Theme::Delays, &[("review_from", "12"), ("motive", "m")], &[("review_from", "policy-review-disorder")]),
        (Theme::Delays, &[("closing_days", "5"), ("motive", "m")], &[("reminder_days", "policy-reminder-disorder")]),
        (Theme::Networks, &[("network_stop", "2"), ("motive", "m")], &[("network_warn", "policy-network-disorder")]),
        (Theme::Robots, &[("sieve_days_most", "3"), ("motive", "m")], &[("sieve_days", "policy-sieve-disorder")]),
        // A number of another page is not read here.
        (Theme::Limits, &[("undo_minutes", "30"), ("motive", "m")], &[("accounts", "policy-unchanged")]),
    ];
    for (theme, sent, expected) in table {
        let problems = Entry::parse(theme, &given(sent), &Policy::default(), &[], at(NOW)).unwrap_err();
        let said: Vec<_> = problems.iter().map(|problem| (problem.field, problem.key)).collect();
        assert_eq!(said, expected, "{sent:?}");
    }
}

#[test]
fn a_version_takes_effect_at_once_or_at_midnight_in_paris() {
    let sent = [("storage_go", "50"), ("accounts", "50"), ("motive", "Les disques ont doublé.")];
    let now = Entry::parse(Theme::Limits, &given(&sent), &Policy::default(), &[], at(NOW)).unwrap();
    assert_eq!((now.changes.clone(), now.effective_at(at(NOW))), (numbers(&[("storage_go", 50)]), at(NOW)));
    let today = Entry::parse(Theme::Limits, &given(&[sent.as_slice(), &[("effective_on", "2026-11-24")]].concat()), &Policy::default(), &[], at(NOW));
    assert_eq!(today.unwrap().day, None);
    let later = Entry::parse(Theme::Limits, &given(&[sent.as_slice(), &[("effective_on", "2027-07-01")]].concat()), &Policy::default(), &[], at(NOW));
    assert_eq!(later.unwrap().effective_at(at(NOW)), at("2027-06-30T22:00:00Z"));
}

#[test]
fn a_pair_is_not_turned_round_later_either() {
    // In January, the bar to warn goes to 20: today's stop at 25 would hold, one at 12 would not.
    let planned = [
        version(2, &[("network_warn", 20), ("network_stop", 40)], "2026-12-31T23:00:00Z"),
        version(3, &[("network_stop", 30)], "2027-01-31T23:00:00Z"),
    ];
    let lower = Entry::parse(
        Theme::Networks,
        &given(&[("network_stop", "12"), ("motive", "m"), ("effective_on", "2027-03-01")]),
        &Policy::default(),
        &planned,
        at(NOW),
    );
    assert_eq!(lower.unwrap_err().first().unwrap().key, "policy-network-disorder");
    let raise = Entry::parse(
        Theme::Networks,
        &given(&[("network_stop", "25"), ("motive", "m"), ("effective_on", "2027-03-01")]),
        &Policy::default(),
        &planned,
        at(NOW),
    );
    assert!(raise.is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_held_at_an_instant_never_changes_afterwards(
        steps in proptest::collection::vec((0_i64..1_000, 0_i64..1_000, 1_i64..500, any::<bool>()), 1..20),
    ) {
        let origin = at("2026-01-01T00:00:00Z");
        let hour = |n: i64| origin + Duration::hours(n);
        let (mut versions, mut clock, mut known): (Vec<Version>, i64, Vec<(i64, Policy)>) = (Vec::new(), 0, Vec::new());
        for (wait, ahead, accounts, withdraw) in steps {
            clock += wait;
            known.push((clock, in_force(&Policy::default(), &versions, hour(clock))));
            if withdraw {
                // Only what has not taken effect is taken back.
                if let Some(one) = versions.iter_mut().find(|one| one.effective_at > hour(clock)) {
                    one.withdrawn = true;
                }
            } else {
                let number = i64::try_from(versions.len()).unwrap() + 2;
                // Strictly later than what was asked at this very instant.
                versions.push(Version { number, changes: numbers(&[("accounts", accounts)]), effective_at: hour(clock + ahead + 1), withdrawn: false });
            }
            for (then, policy) in &known {
                prop_assert_eq!(&in_force(&Policy::default(), &versions, hour(*then)), policy);
            }
        }
    }
}
