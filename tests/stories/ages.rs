//! Thousands of spaces lived through two years in simulated time: active, sleepy, dead, with summers, exemptions, addresses that bounce,
//! an agent and a mail server that stop for days. What the clockwork did is checked by a second account of it, kept here; each day,
//! what the dry run tells is what the passage does.

use crate::house::{House, On};
use chrono::{Duration, Months, NaiveDate};
use passeur::actions::{life, operation, sign, space_deed, usage};
use passeur::clockwork::next_try;
use passeur::domain::day;
use passeur::domain::hours;
use passeur::domain::letter::Kind;
use passeur::domain::life::{Deed, Look};
use passeur::domain::space::{Contact, Limits, Sort, Space, State, Step};
use passeur::domain::space_deed::{Asked, SpaceDeed};
use passeur::domain::token::Scope;
use passeur::domain::usage::UsageReport;
use passeur::domain::values::{EmailAddress, Instant, Role, Secret, Slug, SpaceId, Suite};
use passeur::store;
use std::collections::{BTreeMap, HashMap};

/// What becomes of the people of a space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Habit {
    Active,
    Sleepy,
    Summer,
    Dead,
    Bouncing,
    Exempt,
}

/// What is known here of a space, apart from the house.
struct Known {
    id: SpaceId,
    slug: Slug,
    habit: Habit,
    /// What really happened there last.
    active_at: Instant,
    /// The last sign that the house was told of.
    told_at: Instant,
    measured_at: Option<Instant>,
    exempt_until: Option<Instant>,
    /// The sequence: since when idle, steps with their days, what was said.
    steps: Vec<(Step, Instant)>,
    left: HashMap<Kind, Instant>,
    promised: Option<passeur::domain::life::Dates>,
    noticed: Option<Instant>,
    idle_since: Option<Instant>,
    disturbed: bool,
    gone: bool,
}

/// A sequence of numbers that is the same at each run.
struct Draw(u64);
impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

fn email(n: usize) -> EmailAddress {
    EmailAddress::parse(&format!("contact@s{n}.example")).unwrap()
}

fn kind_of(step: Step) -> Kind {
    store::life::letter_of(step)
}

#[derive(Debug)]
struct Outcome {
    deleted: usize,
    to_the_day: usize,
    undisturbed: usize,
    steps: BTreeMap<&'static str, usize>,
    letters: usize,
    saved: usize,
}

#[expect(clippy::too_many_lines, reason = "one life, told in order")]
async fn live(house: &House, count: usize, days: i64) -> Outcome {
    let app = &house.app;
    house.coordinator("ines").await;
    house.tick().await;
    let agent = {
        let secret = Secret::parse(&house.token(&[Scope::Operations]).await).unwrap();
        passeur::actions::token::authenticate(app, &secret).await.unwrap().unwrap()
    };
    let volunteer = app.store.read(store::volunteer::all).await.unwrap().into_iter().find(|one| one.role == Role::Coordinator).unwrap();
    let mut draw = Draw(0x5eed_2026_1124);
    let start = app.now();
    let mut known = Vec::with_capacity(count);
    for n in 0..count {
        let habit = match n % 50 {
            0..=33 => Habit::Active,
            34..=39 => Habit::Sleepy,
            40..=41 => Habit::Summer,
            42..=46 => Habit::Dead,
            47 => Habit::Bouncing,
            _ => Habit::Exempt,
        };
        let since = start - Duration::minutes(i64::try_from(draw.below(60 * 24 * 50)).unwrap());
        let id = SpaceId::parse(&format!("00000000-0000-7000-8000-{n:012x}")).unwrap();
        let slug = Slug::parse(&format!("s{n:06}")).unwrap();
        known.push(Known {
            id,
            slug,
            habit,
            active_at: since,
            told_at: since,
            measured_at: None,
            exempt_until: None,
            steps: Vec::new(),
            left: HashMap::new(),
            promised: None,
            noticed: None,
            idle_since: None,
            disturbed: false,
            gone: false,
        });
    }
    for some in known.chunks(500) {
        let spaces: Vec<Space> = some
            .iter()
            .map(|one| Space {
                id: one.id.clone(),
                slug: one.slug.clone(),
                application: None,
                name: format!("Association {}", one.slug),
                suite: Suite::Collabora,
                limits: Limits { accounts: 50, storage_bytes: 40_000_000_000 },
                policy_version: 1,
                ordered_at: one.active_at,
                state: State::Active { since: one.active_at },
                contacts: vec![Contact::confirmed(email(one.slug.as_str()[1..].parse().unwrap()), true, one.active_at)],
                sort: Sort::default(),
                leaving: None,
            })
            .collect();
        app.store
            .write(move |tx| {
                for space in &spaces {
                    store::space::insert(tx, space)?;
                    store::life::look_again(tx, std::slice::from_ref(&space.id), space.ordered_at)?;
                }
                Ok::<_, store::Error>(())
            })
            .await
            .unwrap();
    }
    let policy = app.policy();
    let by_id: HashMap<SpaceId, usize> = known.iter().enumerate().map(|(n, one)| (one.id.clone(), n)).collect();
    let mut outcome = Outcome { deleted: 0, to_the_day: 0, undisturbed: 0, steps: BTreeMap::new(), letters: 0, saved: 0 };
    let first = day::of(start);
    for passed in 1..=days {
        let today = day::plus(first, passed);
        if passed % 17 == 0 {
            app.clock.advance(day::at_hour(today, 3) - app.now());
            assert_eq!(life::go_on(app).await.unwrap(), 0, "nothing is done by night");
        }
        app.clock.advance(day::at_hour(today, 10) - app.now());
        let now = app.now();
        let agent_away = (200..=214).contains(&passed) || (430..=436).contains(&passed);
        let mail_away = (300..=310).contains(&passed);
        // What people do.
        for one in known.iter_mut().filter(|one| !one.gone) {
            let acts = match one.habit {
                Habit::Active => draw.below(9) == 0 || now - one.active_at > Duration::days(40),
                Habit::Sleepy => draw.below(75) == 0,
                Habit::Summer => !matches!(chrono::Datelike::month(&today), 7 | 8) && draw.below(9) == 0,
                Habit::Dead | Habit::Bouncing | Habit::Exempt => passed < 60 && draw.below(30) == 0,
            };
            if acts && one.idle_since.is_none_or(|_| !one.steps.iter().any(|(step, _)| *step >= Step::Disabled)) {
                one.active_at = now - Duration::hours(7);
            }
        }
        // What the agent measures: each night what was quiet for long, the rest now and then.
        if !agent_away {
            let mut reports = Vec::new();
            for (n, one) in known.iter_mut().enumerate().filter(|(_, one)| !one.gone) {
                let quiet = one.idle_since.is_some() || now - one.told_at > Duration::days(58);
                if !(quiet && (passed + n as i64) % 3 == 0 || (passed + n as i64) % 48 == 0) {
                    continue;
                }
                one.measured_at = Some(now - Duration::hours(6));
                if one.active_at > one.told_at {
                    one.told_at = one.active_at;
                    if one.idle_since.take().is_some() {
                        outcome.saved += 1;
                        one.steps.clear();
                    }
                }
                reports.push(Ok(UsageReport {
                    slug: one.slug.clone(),
                    measured_at: now - Duration::hours(6),
                    storage_bytes: 1_000_000_000,
                    files_bytes: None,
                    versions_bytes: None,
                    trash_bytes: None,
                    accounts: 3,
                    last_login_at: Some(one.active_at),
                    last_token_use_at: None,
                    last_file_change_at: None,
                    last_share_hit_at: None,
                    nextcloud_version: None,
                }));
            }
            let sent = reports.len();
            let (accepted, refused) = usage::report(app, "agent".into(), reports.into_iter()).await.unwrap();
            assert_eq!((accepted, refused.len()), (sent, 0));
        }
        // Some are exempted for a while, before anything happens to them.
        if passed == 70 {
            for one in known.iter_mut().filter(|one| one.habit == Habit::Exempt) {
                let until = day::plus(today, 120);
                let asked = Asked { deed: SpaceDeed::Exempt, words: "fermé pour travaux".into(), until: Some(until), limits: None };
                space_deed::act(app, &volunteer, one.id.clone(), asked).await.unwrap().unwrap();
                (one.exempt_until, one.idle_since) = (Some(day::start(day::plus(until, 1))), None);
                one.steps.clear();
                one.left.clear();
            }
        }
        // The dry run tells, then the passage does.
        let rules = policy.clone();
        let told = app.store.read(move |db| life::plan(db, &rules, now, i64::MAX)).await.unwrap();
        let deeds: Vec<(SpaceId, Deed)> =
            told.into_iter().filter_map(|one| if let Look::Make(deed) = one.look { Some((one.space.id, deed)) } else { None }).collect();
        let made = life::go_on(app).await.unwrap();
        assert_eq!(made, deeds.len(), "day {passed}: what was told is what is done");
        let (mut disabled, mut deleted) = (0, 0);
        for (id, deed) in deeds {
            let one = &mut known[by_id[&id]];
            let space = app
                .store
                .read({
                    let id = id.clone();
                    move |db| store::space::find(db, &id)
                })
                .await
                .unwrap()
                .unwrap();
            check(one, &deed, &space, now, &policy);
            match deed {
                Deed::Advance(idle) => {
                    disabled += usize::from(idle.step == Step::Disabled);
                    *outcome.steps.entry(idle.step.code()).or_default() += 1;
                    one.idle_since = Some(idle.idle_since);
                    one.steps.push((idle.step, now));
                    one.left.remove(&kind_of(idle.step));
                    one.promised = Some(idle.dates);
                    one.noticed = None;
                }
                Deed::Notice => one.noticed = Some(now),
                Deed::Delete => {
                    deleted += 1;
                    outcome.deleted += 1;
                    let idle_on = day::of(one.idle_since.unwrap());
                    if !one.disturbed {
                        outcome.undisturbed += 1;
                        let whole = idle_on.checked_add_months(Months::new(4)).unwrap();
                        outcome.to_the_day += usize::from(today == whole);
                        let announced = day::of(one.steps.last().unwrap().1);
                        assert_eq!(today, whole.max(day::plus(announced, 15)), "{}: neither sooner nor later", one.slug);
                    }
                    one.gone = true;
                }
                Deed::Revive => panic!("signs of life end the sequence as they come"),
            }
        }
        assert!(disabled <= usize::try_from(policy.disable_cap).unwrap() && deleted <= usize::try_from(policy.delete_cap).unwrap());
        // Whoever waits through an outage, or behind a cap, is late by no fault of the calendar.
        let capped = disabled == usize::try_from(policy.disable_cap).unwrap() || deleted == usize::try_from(policy.delete_cap).unwrap();
        if agent_away || mail_away || capped {
            for one in known.iter_mut().filter(|one| one.idle_since.is_some() || now - one.told_at > Duration::days(55)) {
                one.disturbed = true;
            }
        }
        // The mail server.
        loop {
            let due = app
                .store
                .write(move |tx| store::outbox::claim(tx, now, 2_000, |_, attempt| next_try(attempt, now).max(now + Duration::hours(20))))
                .await
                .unwrap();
            if due.is_empty() {
                break;
            }
            let mut fates = Vec::new();
            for one in due {
                let about = one.letter.to.as_str().strip_prefix("contact@s").and_then(|rest| rest.strip_suffix(".example")?.parse::<usize>().ok());
                let bounces = about.is_some_and(|n| known[n].habit == Habit::Bouncing);
                if !mail_away && !bounces {
                    outcome.letters += 1;
                    if let Some(n) = about.filter(|_| Step::ALL.iter().any(|step| kind_of(*step) == one.letter.kind)) {
                        let before = known[n].left.insert(one.letter.kind, now);
                        assert_eq!(before, None, "{}: {} twice", known[n].slug, one.letter.kind);
                        let promised = known[n].promised.unwrap();
                        assert!(one.letter.body.contains(&passeur::words::day(promised.delete_on)), "the letter says the day of the deletion");
                    }
                }
                fates.push((one.id, one.attempt, mail_away, bounces));
            }
            app.store
                .write(move |tx| {
                    for (id, attempt, away, bounces) in &fates {
                        match (away, bounces) {
                            (true, _) => store::outbox::mark_failed(tx, id, *attempt, "the mail server cannot be reached", false)?,
                            (_, true) => store::outbox::mark_failed(tx, id, *attempt, "the mail server answers 550", true)?,
                            _ => store::outbox::mark_sent(tx, id, now)?,
                        }
                    }
                    Ok::<_, store::Error>(())
                })
                .await
                .unwrap();
        }
        // Some answer a warning by its button.
        for one in &mut known {
            if one.gone || one.habit != Habit::Sleepy || one.idle_since.is_none() || draw.below(20) != 0 {
                continue;
            }
            let space = sign::reopen(app, "contact".into(), one.id.clone()).await.unwrap().unwrap();
            assert!(matches!(space.state, State::Active { .. }), "a sign of life always saves");
            (one.told_at, one.active_at, one.idle_since) = (now, now, None);
            one.steps.clear();
            one.left.clear();
            outcome.saved += 1;
        }
        for one in known.iter_mut().filter(|one| one.idle_since.is_none()) {
            one.left.clear();
            one.disturbed = false;
        }
        // The agent does what it is told.
        if !agent_away {
            loop {
                let leased = operation::lease(app, &agent, Vec::new(), 100, 600).await.unwrap();
                if leased.is_empty() {
                    break;
                }
                for (one, _) in leased {
                    operation::complete(app, &agent, one.id, None).await.unwrap().unwrap();
                }
            }
        }
    }
    outcome
}

/// What must hold of a deed, by the account kept here.
fn check(one: &Known, deed: &Deed, space: &Space, now: Instant, policy: &passeur::domain::policy::Policy) {
    let today = day::of(now);
    let name = &one.slug;
    assert!(one.exempt_until.is_none_or(|until| until <= now), "{name} is exempt");
    assert!(!matches!(one.habit, Habit::Active), "{name} is active");
    if *deed != Deed::Notice {
        assert!(one.measured_at.is_some_and(|at| now - at <= Duration::days(3)), "{name}: no step without a fresh measure");
    }
    match deed {
        Deed::Advance(idle) => {
            assert_eq!(space.state.idle().map(|idle| idle.step), Some(idle.step));
            assert!(hours::is_open(now, policy), "{name}: by day, not on Sundays");
            let place = one.steps.len();
            assert_eq!(Step::ALL[place], idle.step, "{name}: one step at a time");
            if place == 0 {
                let sign = one.exempt_until.map_or(one.told_at, |until| until.max(one.told_at));
                assert!(today >= day::of(sign).checked_add_months(Months::new(2)).unwrap(), "{name}: two whole months");
                return;
            }
            delay(one, place, now);
            assert!(today >= one.promised.unwrap().next(one.steps[place - 1].0), "{name}: not before the day that was said");
        }
        Deed::Notice => assert_eq!(one.steps.len(), 4),
        Deed::Delete => {
            delay(one, 4, now);
            assert!(today >= one.promised.unwrap().delete_on, "{name}: not before the day that was said");
            assert!(one.told_at <= one.idle_since.unwrap(), "{name}: a sign of life saves");
            assert!(one.noticed.is_some_and(|at| today >= day::plus(day::of(at), 2)), "{name}: the team was told two days before");
            let whole: NaiveDate = day::of(one.idle_since.unwrap()).checked_add_months(Months::new(4)).unwrap();
            assert!(today >= whole, "{name}: four months at least");
        }
        Deed::Revive => {}
    }
}

fn delay(one: &Known, place: usize, now: Instant) {
    let before = one.steps[place - 1].0;
    let left = one.left.get(&kind_of(before)).unwrap_or_else(|| panic!("{}: the letter of {before} never left", one.slug));
    assert!(now - *left >= Duration::days(15) - Duration::hours(1), "{}: fifteen days after the letter left", one.slug);
    assert!((day::of(now) - day::of(*left)).num_days() >= 15, "{}: fifteen whole days", one.slug);
}

#[actix_web::test]
async fn ten_thousand_spaces_live_two_years() {
    let house = House::on(On::Sqlite);
    let outcome = live(&house, 10_000, 730).await;
    assert!(outcome.deleted >= 1_000 && outcome.saved >= 500, "{outcome:?}");
    assert!(outcome.undisturbed >= 100 && outcome.to_the_day * 2 >= outcome.undisturbed, "most last four calendar months to the day");
    // Whoever bounces is never disabled: a person must find another address.
    let unheard = house.app.store.read(|db| store::life::unheard(db, 10_000)).await.unwrap();
    assert!(unheard.len() >= 150, "{} wait for a person", unheard.len());
}

#[actix_web::test]
async fn three_hundred_spaces_live_two_years_on_postgres() {
    let house = House::on(On::Postgres);
    let outcome = live(&house, 300, 730).await;
    assert!(outcome.deleted >= 20 && outcome.saved >= 10, "{outcome:?}");
}
