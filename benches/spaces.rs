//! What ten thousand spaces cost: a night's measures in one request, and a passage of the clockwork in which five hundred have
//! something due: `cargo bench --bench spaces`. The figures and the machine are in `benches/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a bench that cannot go on fails")]

use actix_web::test::{TestRequest, call_service, init_service, read_body_json};
use actix_web::web;
use chrono::Duration;
use passeur::actions::{self, life};
use passeur::app::App;
use passeur::clock::Clock;
use passeur::domain::day;
use passeur::domain::space::{Contact, Limits, Sort, Space, State};
use passeur::domain::token::Scope;
use passeur::domain::values::{EmailAddress, Instant, Slug, SpaceId, Suite};
use passeur::settings::{Mail, Settings};
use passeur::store::{self, Open, Place};
use passeur::web::throttle::Throttle;
use serde_json::json;
use std::collections::BTreeMap;

const SPACES: usize = 10_000;
/// One in so many sleeps long enough to be warned.
const SLEEPERS: usize = 20;

fn main() {
    if std::env::args().any(|argument| argument == "--bench") {
        actix_web::rt::System::new().block_on(bench());
    }
}

/// Megabytes resident now, and at most so far.
fn memory() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    };
    (of("VmRSS:"), of("VmHWM:"))
}

fn space(n: usize, at: Instant) -> Space {
    Space {
        id: SpaceId::parse(&format!("00000000-0000-7000-8000-{n:012x}")).unwrap(),
        slug: Slug::parse(&format!("s{n:06}")).unwrap(),
        application: None,
        name: format!("Association {n}"),
        suite: Suite::Collabora,
        limits: Limits { accounts: 50, storage_bytes: 40_000_000_000 },
        policy_version: 1,
        ordered_at: at,
        state: State::Active { since: at },
        contacts: vec![Contact::confirmed(EmailAddress::parse(&format!("contact@s{n}.example")).unwrap(), true, at)],
        sort: Sort::default(),
        leaving: None,
    }
}

async fn bench() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("letters")).unwrap();
    let mut settings = Settings::read(&BTreeMap::new()).unwrap();
    settings.database = match std::env::var("PASSEUR_BENCH_DATABASE") {
        Ok(url) => Place::parse(&url).unwrap(),
        Err(_) => Place::Sqlite(folder.path().join("passeur.db")),
    };
    settings.mail = Mail::Folder(folder.path().join("letters"));
    settings.secret_file = folder.path().join("secret");
    // Ten in the morning of a weekday: letters leave.
    let morning = day::at_hour("2027-03-10".parse().unwrap(), 10);
    let app = App::open(settings, Clock::frozen(morning), Open::Migrating).unwrap();
    for some in (0..SPACES).collect::<Vec<_>>().chunks(500).map(<[usize]>::to_vec) {
        app.store
            .write(move |tx| {
                for n in some {
                    let one = space(n, morning - Duration::days(100));
                    store::space::insert(tx, &one)?;
                    store::life::look_again(tx, std::slice::from_ref(&one.id), one.ordered_at)?;
                }
                Ok::<_, store::Error>(())
            })
            .await
            .unwrap();
    }
    let (_, secret) = actions::token::create(&app, "bench".into(), vec![Scope::Usage], None).await.unwrap();

    let throttle = web::Data::new(Throttle::default());
    let service = init_service(passeur::actix_app!(app, throttle)).await;
    for night in ["first", "second"] {
        let measured = morning - Duration::hours(if night == "first" { 30 } else { 6 });
        let report = |n: usize| {
            let asleep = n.is_multiple_of(SLEEPERS);
            let active = measured - if asleep { Duration::days(70) } else { Duration::hours(9) };
            json!({"slug": format!("s{n:06}"), "measured_at": measured, "storage_bytes": 4_000_000_000_i64, "accounts": 8, "last_login_at": active})
        };
        let body = serde_json::to_vec(&(0..SPACES).map(report).collect::<Vec<_>>()).unwrap();
        let ((before, _), started) = (memory(), std::time::Instant::now());
        let request = TestRequest::post().uri("/api/v1/usage-reports").insert_header(("authorization", format!("Bearer {}", secret.reveal())));
        let answer = call_service(&service, request.insert_header(("content-type", "application/json")).set_payload(body.clone()).to_request()).await;
        let took = started.elapsed();
        let answer: serde_json::Value = read_body_json(answer).await;
        assert_eq!(answer["accepted"], SPACES, "{answer}");
        let (after, most) = memory();
        println!(
            "{SPACES} measures in one request of {} kB, {night} night: {:.2} s, resident {before:.1} → {after:.1} MB, {most:.1} at most",
            body.len() / 1000,
            took.as_secs_f64()
        );
    }

    // All look at their turn once, so that what follows is an ordinary day.
    let quiet = app.clone().with_clock(Clock::frozen(morning - Duration::hours(5)));
    assert_eq!(life::go_on(&quiet).await.unwrap(), 0, "nothing is done by night");
    let ((before, _), started) = (memory(), std::time::Instant::now());
    let made = life::go_on(&app).await.unwrap();
    let took = started.elapsed();
    let (after, most) = memory();
    println!(
        "a passage over {SPACES} spaces, {made} steps made: {:.2} s, resident {before:.1} → {after:.1} MB, {most:.1} at most",
        took.as_secs_f64()
    );
    let started = std::time::Instant::now();
    assert_eq!(life::go_on(&app).await.unwrap(), 0);
    println!("the next, with nothing due: {:.4} s", started.elapsed().as_secs_f64());
}
