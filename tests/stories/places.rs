//! Places (R18): whatever happens in whatever order, none is given twice, none is lost, and the trail tells the same count.

use crate::hammer::{Dice, apply, ballot, volunteer};
use crate::house::{House, On};
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use futures_util::future::join_all;
use passeur::actions::policy::{self as rules, Draft};
use passeur::actions::{self, operation, review};
use passeur::app::App;
use passeur::clockwork;
use passeur::domain::application::{Application, State};
use passeur::domain::operation::OperationKind;
use passeur::domain::phase::{Admissions, Phase};
use passeur::domain::policy::version::{Changes, Entry};
use passeur::domain::review::{Choice, Refusal};
use passeur::domain::space::{Event, Status, Why};
use passeur::domain::token::{Scope, Token};
use passeur::domain::values::{Secret, SpaceId};
use passeur::domain::volunteer::Volunteer;
use passeur::store::schema::{applications, decisions, spaces, traces};
use passeur::store::{self, tally};

/// A way of counting, and what it counts.
type Told = (&'static str, i64);

/// Places taken, counted three ways: as the tallies say, from what there is, and by replaying the trail.
async fn counts(app: &App) -> [Told; 3] {
    app.store
        .read(|db| {
            let counts = tally::all(db)?;
            let told = |name: &str| counts.get(name).copied().unwrap_or(0);
            let living: i64 = spaces::table.filter(spaces::status.ne(Status::Deleted.code())).count().get_result(&mut **db)?;
            let all: Vec<String> = applications::table.select(applications::state).load(&mut **db)?;
            let states = all.iter().map(|text| serde_json::from_str::<State>(text).unwrap());
            let held = states.filter(|state| matches!(state, State::Held { choice: Choice::Accept, .. })).count();
            // The trail: an acceptance takes a place, its undoing or the deletion of its space gives it back.
            let accepted: Vec<String> = decisions::table.filter(decisions::choice.like("%accept%")).select(decisions::id).load(&mut **db)?;
            let trail: Vec<(String, String)> = traces::table.order(traces::id).select((traces::verb, traces::detail)).load(&mut **db)?;
            let replayed: i64 = trail
                .iter()
                .map(|(verb, detail)| match verb.as_str() {
                    "decide" if detail == "accept" => 1,
                    "undo" if accepted.contains(detail) => -1,
                    "delete_space" => -1,
                    _ => 0,
                })
                .sum();
            let there = living + i64::try_from(held).unwrap();
            Ok::<_, store::Error>([("tallies", told(tally::SPACES) + told(tally::HELD_ACCEPTANCES)), ("rows", there), ("trail", replayed)])
        })
        .await
        .unwrap()
}

async fn accept(app: &App, by: &Volunteer, application: &Application) -> Result<(), Refusal> {
    review::claim(app, by, application.reference.clone()).await.unwrap()?;
    let id = application.id.clone();
    let now = app.store.read(move |db| store::application::find(db, &id)).await.unwrap().unwrap();
    review::decide(app, by, application.reference.clone(), ballot(0, Choice::Accept, now.version)).await.unwrap().map(drop)
}

async fn wait(app: &App, by: &Volunteer, application: &Application, choice: Choice) {
    if review::claim(app, by, application.reference.clone()).await.unwrap().is_ok() {
        let id = application.id.clone();
        let Some(now) = app.store.read(move |db| store::application::find(db, &id)).await.unwrap() else { return };
        let _ = review::decide(app, by, application.reference.clone(), ballot(1, choice, now.version)).await.unwrap();
    }
}

/// Takes back the decision that holds an application, if one does.
async fn undo(app: &App, by: &Volunteer, application: &Application) {
    let id = application.id.clone();
    let found = app.store.read(move |db| store::application::find(db, &id)).await.unwrap();
    if let Some(State::Held { decision, .. }) = found.map(|found| found.state) {
        let _ = review::undo(app, by, decision).await.unwrap();
    }
}

/// The agent takes what is due, and creates it or gives up.
async fn agent(app: &App, token: &Token, works: bool) {
    for (order, space) in operation::lease(app, token, vec![OperationKind::Create], 5, 60).await.unwrap() {
        if works {
            let credentials = operation::Credentials { admin_login: "a".into(), initial_password: "b".into() };
            operation::complete(app, token, order.id, Some(credentials)).await.unwrap().unwrap();
        } else {
            operation::fail(app, token, order.id, format!("{} is full", space.slug), true).await.unwrap().unwrap();
        }
    }
}

/// A space that lives, or could not be created, is no more.
async fn delete(app: &App, n: usize) {
    let now = app.now();
    app.store
        .write(move |tx| {
            let all: Vec<String> = spaces::table.order(spaces::id).select(spaces::id).load(&mut ***tx)?;
            let Some(id) = all.get(n % all.len().max(1)).and_then(|id| SpaceId::parse(id)) else { return Ok(()) };
            let space = store::space::find(tx, &id)?.unwrap();
            let begun = space.state.after(&Event::Delete(Why::Team), now).unwrap_or_else(|| space.state.clone());
            if let Some(state) = begun.after(&Event::Gone, now).or_else(|| begun.after(&Event::GiveUp, now)) {
                store::space::set_state(tx, &passeur::domain::space::Space { state, ..space })?;
                let trace = store::trace::Trace {
                    at: now,
                    actor: "clockwork".into(),
                    verb: "delete_space".into(),
                    subject: id.to_string(),
                    detail: String::new(),
                };
                store::trace::insert(tx, &format!("{}-{n}", id.as_str()), &trace)?;
            }
            Ok::<_, store::Error>(())
        })
        .await
        .unwrap();
}

async fn change(app: &App, by: &Volunteer, changes: Changes) {
    rules::learn(app).await.unwrap();
    let seen = rules::latest(&app.rules.versions().1);
    let entry = Entry { changes, motive: "à l’essai".into(), day: None };
    rules::write(app, by, Draft { entry, seen }).await.unwrap().unwrap();
}

fn phases(ceiling: i64) -> Changes {
    Changes { phases: Some(vec![Phase { from: NaiveDate::default(), to: None, ceiling }]), ..Changes::default() }
}

#[actix_web::test]
async fn no_story_of_places_leaks_one_or_gives_one_twice() {
    for (on, seed) in [(On::Sqlite, 7_u64), (On::Sqlite, 1_001), (On::Postgres, 20_261_124)] {
        let house = House::on(on).under(|policy| *policy = policy.clone().with_ceiling(6));
        let other = house.second_server();
        let servers = [&house.app, &other.app];
        let ana = volunteer(&house.app, "ana").await;
        let secret = Secret::parse(&house.token(&[Scope::Operations]).await).unwrap();
        let token = actions::token::authenticate(&house.app, &secret).await.unwrap().unwrap();
        let mut files = Vec::new();
        for n in 0..24 {
            files.push(apply(&house.app, &format!("place-{n}")).await);
        }
        let (mut dice, mut accepted, mut refused) = (Dice(seed), 0, 0);
        for step in 0..220 {
            let app = servers[dice.below(2)];
            let file = files[dice.below(files.len())].clone();
            match dice.below(16) {
                0..=5 => match accept(app, &ana, &file).await {
                    Ok(()) => accepted += 1,
                    Err(Refusal::NoSeat | Refusal::Closed) => refused += 1,
                    Err(_) => {}
                },
                6 => wait(app, &ana, &file, Choice::Wait { priority: 1, because: passeur::domain::waiting::Because::NoRoom }).await,
                7 => undo(app, &ana, &file).await,
                8 => agent(app, &token, true).await,
                9 => agent(app, &token, false).await,
                10..=11 => delete(app, dice.below(50)).await,
                12 => change(app, &ana, phases(i64::try_from(dice.below(9)).unwrap())).await,
                13 => {
                    let admissions = [Admissions::Calendar, Admissions::Open, Admissions::Closed][dice.below(3)];
                    change(app, &ana, Changes { admissions: Some(admissions), ..Changes::default() }).await;
                }
                14 => {
                    house.app.clock.advance(Duration::minutes(11));
                }
                _ => drop(clockwork::tick(app).await.unwrap()),
            }
            let told = counts(app).await;
            assert!(told.iter().all(|(_, n)| *n == told[0].1 && *n >= 0), "seed {seed}, step {step}: {told:?}");
            let (policy, now) = (app.policy(), app.now());
            let seats = app.store.read(move |db| tally::seats(db, &policy, now)).await.unwrap();
            assert!(seats.free() >= 0, "seed {seed}, step {step}: {seats:?}");
        }
        assert!(accepted > 8 && refused > 5, "seed {seed}: {accepted} accepted, {refused} refused: too little happened");
        house.rest().await;
    }
}

stories! {
    async fn of_fifty_acceptances_at_once_on_two_servers_for_seven_places_seven_hold(house) {
        let house = house.under(|policy| *policy = policy.clone().with_ceiling(7));
        let other = house.second_server();
        let servers = [&house.app, &other.app];
        let mut asked = Vec::new();
        for n in 0..50 {
            let by = volunteer(servers[n % 2], &format!("benevole-{n}")).await;
            asked.push((by, apply(servers[n % 2], &format!("foule-{n}")).await));
        }
        let deeds = asked.iter().enumerate().map(|(n, (by, file))| accept(servers[n % 2], by, file));
        let answers = join_all(deeds).await;
        let held = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(held, 7, "{answers:?}");
        assert!(answers.iter().all(|answer| matches!(answer, Ok(()) | Err(Refusal::NoSeat))), "{answers:?}");
        assert!(counts(&house.app).await.iter().all(|(_, n)| *n == 7));
        house.let_it_leave().await;
        other.tick().await;
        assert!(counts(&other.app).await.iter().all(|(_, n)| *n == 7));
        let ordered = house.app.store.read(|db| Ok::<_, store::Error>(spaces::table.count().get_result::<i64>(&mut **db)?)).await.unwrap();
        assert_eq!(ordered, 7);
    }
}
