//! How many pages a second, as a ratio to a handler that answers 2 kB of constant bytes in the same run: `cargo bench`.
//! The figures and the machine are in `benches/README.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a bench that cannot go on fails")]

use actix_web::{App as Actix, HttpServer, web};
use chrono::Duration as Days;
use futures_util::future::join_all;
use passeur::actions::{self, kinship};
use passeur::app::App;
use passeur::clock::Clock;
use passeur::domain::application::{Application, State};
use passeur::domain::eligibility;
use passeur::domain::form::{Answers, COMMITMENTS, Form};
use passeur::domain::kinship::{Lexicon, Profile};
use passeur::domain::values::{EmailAddress, Reference, Role};
use passeur::settings::{Mail, Settings};
use passeur::store::{self, Open, Place};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const APPLICATIONS: usize = 100_000;
const CONNECTIONS: usize = 16;
const MEASURE: Duration = Duration::from_secs(4);

fn main() {
    // `cargo test` runs benches too, to see that they still build: nothing is measured then.
    if std::env::args().any(|argument| argument == "--bench") {
        actix_web::rt::System::new().block_on(bench());
    }
}

async fn bench() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("letters")).unwrap();
    let mut settings = Settings::read(&BTreeMap::new()).unwrap();
    // PostgreSQL: `PASSEUR_BENCH_DATABASE=postgres://… cargo bench`, on an empty database.
    settings.database = match std::env::var("PASSEUR_BENCH_DATABASE") {
        Ok(url) => Place::parse(&url).unwrap(),
        Err(_) => Place::Sqlite(folder.path().join("passeur.db")),
    };
    settings.mail = Mail::Folder(folder.path().join("letters"));
    settings.secret_file = folder.path().join("secret");
    settings.listen = free_port();
    let app = App::open(settings, Clock::system(), Open::Migrating).unwrap();
    let started = Instant::now();
    let status = fill(&app).await;
    println!("{APPLICATIONS} applications written in {:.1} s", started.elapsed().as_secs_f64());

    let (mut read, mut whole) = (Vec::new(), Vec::new());
    for k in 0..200 {
        let reference = Reference::from_random(reference_bits(k * 499));
        let id = app.store.read(move |db| store::application::by_reference(db, &reference)).await.unwrap().unwrap().id;
        let started = Instant::now();
        kinship::related(&app, id.clone()).await.unwrap();
        read.push(started.elapsed());
        let started = Instant::now();
        kinship::look(&app, id).await.unwrap();
        whole.push(started.elapsed());
    }
    for (what, mut took) in [("found", read), ("found and written, on disk", whole)] {
        took.sort();
        let of = |share: usize| took[took.len() * share / 100].as_secs_f64() * 1000.0;
        println!("kin of one among {APPLICATIONS}, {what}: median {:.2} ms, 95th percentile {:.2} ms", of(50), of(95));
    }

    let (ours, theirs) = (app.settings.listen, free_port());
    let team = volunteer(&app).await;
    std::thread::spawn(move || actix_web::rt::System::new().block_on(passeur::web::serve(app, || {})).unwrap());
    std::thread::spawn(move || {
        let server = HttpServer::new(|| Actix::new().route("/", web::get().to(async || web::Bytes::from_static(&[b'x'; 2048])))).workers(2);
        actix_web::rt::System::new().block_on(server.bind(theirs).unwrap().run()).unwrap();
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let team = log_in(ours, &team).await;
    let draft_page = ask(ours, "/demande/structure", "").await;
    let draft = cookie_of(&draft_page);

    println!("| one after the other | median | 95th percentile |\n|---|---|---|");
    let token = token_of(&draft_page);
    let steps = pages_of_the_form(&token).into_iter().cycle().take(500).map(|(path, body)| post(path, &draft, &body)).collect();
    times(ours, "a step of the form, on disk", steps).await;
    let looks = (0..500).map(|k| get(&format!("/demande/adresse/disponible?slug=atelier-{}", k * 397), &draft)).collect();
    times(ours, "is this address free? among 100 000", looks).await;

    let reference = Reference::from_random(reference_bits(APPLICATIONS - 5));
    for (name, path) in [
        ("queue", "/equipe?onglet=to_read&tout=1".to_owned()),
        ("queue filtered, 1 in 15 fits", "/equipe?onglet=to_read&domaine=sport&tri=rank&tout=1".to_owned()),
        ("queue by name, all 100 000", "/equipe?onglet=all&tri=name&tout=1".to_owned()),
        ("search, one hit", "/equipe?onglet=all&q=atelier-77777".to_owned()),
        ("search, 100 000 hits", "/equipe?onglet=all&q=velo".to_owned()),
        ("search, 100 000 hits, on one tab", "/equipe?onglet=to_read&q=mecanique%20savoir".to_owned()),
        ("page of an application", format!("/equipe/demandes/{reference}")),
    ] {
        times(ours, name, vec![get(&path, &team); 200]).await;
    }

    let mut rows = Vec::new();
    for round in 0..2 {
        let constant = rate(theirs, "/", "").await;
        for (name, path, cookie) in [
            ("home", "/", ""),
            ("form page", "/demande/structure", draft.as_str()),
            ("queue of 50 among 100 000", "/equipe?onglet=to_read&tout=1", team.as_str()),
            ("status page", status.as_str(), ""),
        ] {
            let pages = rate(ours, path, cookie).await;
            if round == 1 {
                rows.push((name, pages, pages / constant));
            }
        }
        if round == 1 {
            println!("| page | a second | ratio |\n|---|---|---|\n| 2 kB of constant bytes | {constant:.0} | 1 |");
        }
    }
    for (name, pages, ratio) in rows {
        println!("| {name} | {pages:.0} | {ratio:.2} |");
    }
    std::process::exit(0);
}

fn free_port() -> std::net::SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn form(k: usize) -> Form {
    let purpose = "Apprendre à réparer son vélo ensemble, à prix libre, et faire de la mécanique un savoir commun plutôt qu’un service.";
    let mut answers = Answers::default();
    for (name, value) in [
        ("organization_name", name(k)),
        ("legal_form", "association_1901".into()),
        ("country", "FR".into()),
        ("town", town(k).into()),
        ("purpose", purpose.into()),
        ("activities", (0..28).map(|n| word(k, n)).collect::<Vec<_>>().join(" ")),
        ("field", ["sport", "culture", "health"].get(k % 45).copied().unwrap_or("local_development").into()),
        ("employees", "0".into()),
        ("accounts", "12".into()),
        ("storage", "5-10".into()),
        ("slug", format!("atelier-{k}")),
        ("email", format!("contact@atelier-{k}.example")),
    ] {
        answers.0.insert(name.into(), vec![value]);
    }
    for field in COMMITMENTS {
        answers.0.insert((*field).into(), vec!["yes".into()]);
    }
    Form::parse(&answers, chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()).unwrap()
}

/// Names as they are met: a kind of association, sometimes a network, and a town.
fn name(k: usize) -> String {
    let kinds = [
        "Comité des fêtes",
        "Amicale laïque",
        "Les Amis du patrimoine",
        "Atelier vélo",
        "Club de judo",
        "Secours populaire",
        "Harmonie",
        "Foyer rural",
    ];
    format!("{} de {} {}", kinds[mixed(k, 1) % kinds.len()], town(k), word(k, 99))
}

fn town(k: usize) -> &'static str {
    static TOWNS: LazyLock<Vec<&str>> = LazyLock::new(|| lines(include_str!("../src/domain/kinship/data/towns.txt")));
    TOWNS[mixed(k, 2) % TOWNS.len()]
}

/// A word of open data, those met most more often.
fn word(k: usize, n: usize) -> &'static str {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| lines(include_str!("../src/domain/kinship/data/words.txt")));
    let (a, b) = (mixed(k, n + 3) % WORDS.len(), mixed(k, n + 200) % WORDS.len());
    WORDS[a.min(b)]
}

fn lines(text: &'static str) -> Vec<&'static str> {
    let kept = text.lines().filter(|line| !line.starts_with('#'));
    kept.flat_map(|line| line.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3)).collect()
}

/// Numbers without a pattern.
fn mixed(k: usize, salt: usize) -> usize {
    let x = (k as u64 ^ (salt as u64) << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((x ^ x >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as usize
}

fn reference_bits(k: usize) -> [u8; 5] {
    let mut bits = [0; 5];
    bits.copy_from_slice(&(k as u64).to_be_bytes()[3..]);
    bits
}

/// Writes the applications; gives the path of the status page of the last.
async fn fill(app: &App) -> String {
    let (now, house) = (app.now(), app.clone());
    let moment = actions::Moment::of(app, "bench");
    let mut last = None;
    // A few hundred at a time: PostgreSQL keeps every version of a row until its transaction ends.
    for first in (0..APPLICATIONS).step_by(500) {
        let (moment, house) = (moment.clone(), house.clone());
        let written = app.store.write(move |tx| {
            let mut last = None;
            let lexicon = Lexicon::built_in();
            for k in first..(first + 500).min(APPLICATIONS) {
                let form = form(k);
                let since = now - Days::minutes(i64::try_from(APPLICATIONS - k).unwrap());
                let application = Application {
                    id: moment.key(),
                    reference: Reference::from_random(reference_bits(k)),
                    version: 1,
                    submitted_at: since,
                    assessment: eligibility::assess(&form, &house.policy()),
                    form,
                    // One in five is open.
                    state: match k % 5 {
                        0 => State::Pending { since, asker: None },
                        _ => State::Accepted { at: since, space: moment.key() },
                    },
                    claim: None,
                    sieved: None,
                    lead: chrono::Duration::zero(),
                };
                let link = actions::application::status_link(&house, &application);
                let secret = passeur::domain::values::Secret::parse(link.rsplit('/').next().unwrap()).unwrap();
                store::application::insert(tx, &application, house.keys.hash(&secret))?;
                // As the clockwork leaves them once it has looked for their kin.
                let keys: Vec<i64> = Profile::read(&kinship::facts(&application.form), &lexicon).keys().iter().map(store::kinship::stored).collect();
                store::kinship::put_keys(tx, &application.id, &keys)?;
                store::kinship::set_looked(tx, &application.id, 1, false, now)?;
                last = Some(link);
            }
            Ok::<_, store::Error>(last)
        });
        last = written.await.unwrap();
    }
    let link: String = last.unwrap();
    link[link.find("/demande/").unwrap()..].to_owned()
}

async fn volunteer(app: &App) -> (String, String) {
    let (email, password) = ("ana@equipe.example".to_owned(), "trois nœuds et un bac".to_owned());
    let (ana, _) =
        actions::volunteer::invite(app, EmailAddress::parse(&email).unwrap(), "Ana".into(), Role::Volunteer, false).await.unwrap().unwrap();
    actions::volunteer::set_password(app, ana.id, password.clone()).await.unwrap();
    (email, password)
}

async fn log_in(at: std::net::SocketAddr, (email, password): &(String, String)) -> String {
    let page = ask(at, "/equipe/connexion", "").await;
    let cookie = cookie_of(&page);
    let token = token_of(&page);
    let body: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("csrf", &token)
        .append_pair("email", email)
        .append_pair("password", password)
        .finish();
    let mut stream = TcpStream::connect(at).await.unwrap();
    let head = post("/equipe/connexion", &cookie, &body).replacen("\r\n", "\r\nConnection: close\r\n", 1);
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    cookie_of(&answer)
}

/// One page, with its headers.
async fn ask(at: std::net::SocketAddr, path: &str, cookie: &str) -> String {
    let mut stream = TcpStream::connect(at).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", &answer[..answer.len().min(200)]);
    answer
}

fn token_of(page: &str) -> String {
    page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn get(path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n")
}

fn post(path: &str, cookie: &str, body: &str) -> String {
    let kind = "application/x-www-form-urlencoded";
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}")
}

/// The five pages as a browser sends them.
fn pages_of_the_form(token: &str) -> Vec<(&'static str, String)> {
    use passeur::domain::form::Page;
    let answers = form(APPLICATIONS + 1).answers();
    let address = |page: Page| match page {
        Page::Structure => "/demande/structure",
        Page::Needs => "/demande/besoins",
        Page::Address => "/demande/adresse",
        Page::Contact => "/demande/contact",
        Page::Commitments => "/demande/engagements",
    };
    let body = |page: &Page| {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", token);
        for name in page.fields() {
            for value in answers.all(name) {
                body.append_pair(name, value);
            }
        }
        (address(*page), body.finish())
    };
    Page::ALL.iter().map(body).collect()
}

/// The answer is there, with its body.
fn whole(answer: &[u8]) -> bool {
    let Some(head) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let text = String::from_utf8_lossy(&answer[..head]).to_lowercase();
    let length = text.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok()).unwrap_or(0);
    answer.len() >= head + 4 + length
}

/// How long each request takes, one after the other on one connection.
async fn times(at: std::net::SocketAddr, name: &str, requests: Vec<String>) {
    let mut stream = TcpStream::connect(at).await.unwrap();
    let mut cookie = None::<String>;
    let mut spent = Vec::new();
    let mut buffer = vec![0; 256 * 1024];
    for request in requests {
        // The first answer names the draft: later ones are kept in it, as a browser would.
        let request = match &cookie {
            Some(cookie) => {
                let line = request.lines().find(|line| line.starts_with("Cookie: ")).unwrap().to_owned();
                request.replacen(&line, &format!("Cookie: {cookie}"), 1)
            }
            None => request,
        };
        let start = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut read = stream.read(&mut buffer).await.unwrap();
        while !whole(&buffer[..read]) {
            read += stream.read(&mut buffer[read..]).await.unwrap();
        }
        spent.push(start.elapsed());
        let answer = String::from_utf8_lossy(&buffer[..read]);
        assert!(answer.starts_with("HTTP/1.1 303") || answer.starts_with("HTTP/1.1 200"), "{name}: {answer}");
        if let Some(line) = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")) {
            cookie = Some(line[11..].split(';').next().unwrap().trim().to_owned());
        }
    }
    spent.sort();
    let at = |percent: usize| spent[spent.len() * percent / 100].as_secs_f64() * 1000.0;
    println!("| {name} | {:.2} ms | {:.2} ms |", at(50), at(95));
}

fn cookie_of(answer: &str) -> String {
    let line = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).expect("a cookie");
    line[11..].split(';').next().unwrap().trim().to_owned()
}

/// Pages a second, over connections that stay open.
async fn rate(at: std::net::SocketAddr, path: &str, cookie: &str) -> f64 {
    ask(at, path, cookie).await;
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
    let end = Instant::now() + MEASURE;
    let one = async || {
        let mut stream = TcpStream::connect(at).await.unwrap();
        let (mut buffer, mut held, mut count) = (vec![0; 64 * 1024], Vec::with_capacity(64 * 1024), 0_u32);
        while Instant::now() < end {
            stream.write_all(request.as_bytes()).await.unwrap();
            held.clear();
            let mut whole = None;
            while whole.is_none_or(|whole| held.len() < whole) {
                let read = stream.read(&mut buffer).await.unwrap();
                assert!(read > 0, "the server hung up");
                held.extend_from_slice(&buffer[..read]);
                if whole.is_none()
                    && let Some(head) = held.windows(4).position(|four| four == b"\r\n\r\n")
                {
                    let head_text = String::from_utf8_lossy(&held[..head]).to_lowercase();
                    assert!(head_text.starts_with("http/1.1 200"), "{head_text}");
                    let length: usize = head_text.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap().parse().unwrap();
                    whole = Some(head + 4 + length);
                }
            }
            count += 1;
        }
        f64::from(count)
    };
    let counts = join_all((0..CONNECTIONS).map(|_| one())).await;
    counts.iter().sum::<f64>() / MEASURE.as_secs_f64()
}
