//! The life of a space, every state and every event.

use super::*;

fn idle(step: Step, now: Instant) -> Idle {
    let dates = Dates::default();
    Idle { step, at: now, idle_since: now, dates }
}

#[test]
fn the_life_of_a_space_is_drawn_whole() {
    let now = Instant::default();
    let states = [
        State::Ordered,
        State::Creating { since: now },
        State::Active { since: now },
        State::Idle(idle(Step::WarnedOnce, now)),
        State::Idle(idle(Step::WarnedTwice, now)),
        State::Idle(idle(Step::Disabled, now)),
        State::Idle(idle(Step::Announced, now)),
        State::Suspended { at: now },
        State::Deleting { since: now, why: Why::Idle },
        State::CreationFailed { at: now },
        State::Deleted { at: now },
    ];
    let advance = |step| Event::Advance(idle(step, now));
    let events = [
        ("start", Event::Start),
        ("open", Event::Open),
        ("fail", Event::Fail),
        ("give up", Event::GiveUp),
        ("warn", advance(Step::WarnedOnce)),
        ("warn again", advance(Step::WarnedTwice)),
        ("disable", advance(Step::Disabled)),
        ("announce", advance(Step::Announced)),
        ("sign", Event::Sign),
        ("suspend", Event::Suspend),
        ("lift", Event::Lift),
        ("delete idle", Event::Delete(Why::Idle)),
        ("delete asked", Event::Delete(Why::Asked)),
        ("delete team", Event::Delete(Why::Team)),
        ("spare", Event::Spare),
        ("gone", Event::Gone),
    ];
    let drawn: Vec<String> = states
        .iter()
        .map(|state| {
            let leads = events.iter().filter_map(|(name, event)| Some(format!("{name}→{}", state.after(event, now)?.status())));
            format!("{}: {}", state.status(), leads.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        drawn,
        [
            "ordered: start→creating, open→active, fail→creation_failed",
            "creating: open→active, fail→creation_failed",
            "active: warn→warned_once, suspend→suspended, delete asked→deleting, delete team→deleting",
            "warned_once: warn again→warned_twice, sign→active, suspend→suspended, delete asked→deleting, delete team→deleting",
            "warned_twice: disable→disabled, sign→active, suspend→suspended, delete asked→deleting, delete team→deleting",
            "disabled: announce→deletion_announced, sign→active, suspend→suspended, delete asked→deleting, delete team→deleting",
            "deletion_announced: sign→active, suspend→suspended, delete idle→deleting, delete asked→deleting, delete team→deleting",
            "suspended: lift→active, delete team→deleting",
            "deleting: spare→active, gone→deleted",
            "creation_failed: start→creating, open→active, give up→deleted",
            "deleted: ",
        ]
    );
}

#[test]
fn each_state_comes_back_the_same_from_its_stored_words() {
    let now = Instant::default();
    let states =
        [State::Ordered, State::Idle(idle(Step::Disabled, now)), State::Deleting { since: now, why: Why::Asked }, State::Deleted { at: now }];
    for state in states {
        let words = serde_json::to_string(&state).unwrap();
        assert_eq!(serde_json::from_str::<State>(&words).unwrap(), state, "{words}");
    }
}

#[test]
fn the_instance_answers_people_until_it_is_disabled() {
    let open: Vec<Status> = Status::ALL.iter().copied().filter(|status| status.is_open()).collect();
    assert_eq!(open, [Status::Active, Status::WarnedOnce, Status::WarnedTwice]);
    assert!(Status::ALL.iter().all(|status| !status.is_open() || status.has_instance()));
}
