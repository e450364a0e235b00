//! Two servers and twenty volunteers at once on one database: whatever order things come in, nothing is said twice, lost or half done.
//!
//! The deeds are drawn from a seed (`PASSEUR_HAMMER_SEED` tries another); how they interleave is not: a failure says its seed.

use crate::house::{House, answers};
use chrono::Duration;
use diesel::prelude::*;
use futures_util::StreamExt;
use futures_util::future::{join, join_all};
use passeur::actions::{self, Outcome, application, message, note, review};
use passeur::app::App;
use passeur::clockwork;
use passeur::domain::application::{Application, Shelf, State};
use passeur::domain::form::{Answers, Page};
use passeur::domain::review::{Ballot, Choice, Refusal};
use passeur::domain::values::{ApplicationId, DecisionId, EmailAddress, Reference, Role};
use passeur::domain::volunteer::Volunteer;
use passeur::domain::waiting::Because;
use passeur::store::schema::{applications, decisions, letters, operations, outcomes, spaces, traces};
use passeur::store::{self, tally};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::RwLock;

const VOLUNTEERS: usize = 20;
const APPLICATIONS: usize = 200;
const DEEDS: usize = 3000;
/// Deeds under way at once.
const AT_ONCE: usize = 8;
/// Reached on the way, so that the last place is fought for.
const CEILING: i64 = 60;

fn seed() -> u64 {
    std::env::var("PASSEUR_HAMMER_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_123)
}

/// Numbers that follow from a seed (xorshift64*).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % n
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Claim,
    Release,
    TakeOver,
    HandOver,
    Accept,
    Wait,
    Refuse,
    Drop,
    /// A decision from a page that is older than the application.
    Stale,
    Undo,
    Ask,
    Reply,
    Withdraw,
    Note,
    Tick,
    /// Minutes pass.
    Pass,
}

/// How often each comes.
const WEIGHTS: [(Kind, usize); 16] = [
    (Kind::Claim, 22),
    (Kind::Release, 3),
    (Kind::TakeOver, 4),
    (Kind::HandOver, 4),
    (Kind::Accept, 18),
    (Kind::Wait, 8),
    (Kind::Refuse, 4),
    (Kind::Drop, 2),
    (Kind::Stale, 4),
    (Kind::Undo, 8),
    (Kind::Ask, 5),
    (Kind::Reply, 8),
    (Kind::Withdraw, 1),
    (Kind::Note, 4),
    (Kind::Tick, 3),
    (Kind::Pass, 3),
];

#[derive(Debug, Clone, Copy)]
struct Deed {
    n: usize,
    kind: Kind,
    server: usize,
    file: usize,
    volunteer: usize,
    /// Done by whoever holds the application, when someone does.
    as_holder: bool,
    /// Whatever else is to be drawn.
    draw: usize,
}

/// All that will be tried.
fn deeds(seed: u64) -> Vec<Deed> {
    let mut dice = Dice(seed | 1);
    let whole: usize = WEIGHTS.iter().map(|(_, weight)| weight).sum();
    let mut all = Vec::with_capacity(DEEDS);
    for n in 0..DEEDS {
        let mut left = dice.below(whole);
        let mut kind = Kind::Pass;
        for (one, weight) in WEIGHTS {
            if left < weight {
                kind = one;
                break;
            }
            left -= weight;
        }
        // Most deeds crowd on a few applications, which move twice through all of them.
        let near = n * 2 * APPLICATIONS / DEEDS + dice.below(12);
        let file = if dice.below(10) < 7 { near % APPLICATIONS } else { dice.below(APPLICATIONS) };
        let (server, volunteer) = (dice.below(2), dice.below(VOLUNTEERS));
        all.push(Deed { n, kind, server, file, volunteer, as_holder: dice.below(4) > 0, draw: dice.below(1000) });
    }
    all
}

/// An application as those who act on it know it.
struct File {
    id: ApplicationId,
    reference: Reference,
    /// The secret of its status page.
    secret: String,
    email: String,
}

/// A decision that was taken.
#[derive(Clone)]
struct Decided {
    deed: usize,
    id: DecisionId,
    file: usize,
    choice: &'static str,
}

/// What was answered to the deeds.
#[derive(Default)]
struct Log {
    /// Deeds that succeeded: how many, by verb, actor and application.
    done: BTreeMap<Key, usize>,
    /// Refusals, by verb and name.
    refused: BTreeMap<String, usize>,
    decided: Vec<Decided>,
    undone: Vec<DecisionId>,
    /// Questions: the deed and the application.
    asked: Vec<(usize, usize)>,
    withdrawn: Vec<usize>,
}

/// Verb, actor, key of the application.
type Key = (String, String, String);

struct World<'a> {
    seed: u64,
    servers: [&'a App; 2],
    team: Vec<Volunteer>,
    files: Vec<File>,
    /// A letter takes less time to leave than its lease lasts: minutes do not pass during a tick.
    still: RwLock<()>,
    log: RefCell<Log>,
}

impl World<'_> {
    /// Remembers what was answered; a failure is never an answer.
    fn heard<T, R: std::fmt::Debug>(&self, deed: Deed, verb: &str, actor: &str, about: usize, answer: Outcome<T, R>) -> Option<T> {
        let mut log = self.log.borrow_mut();
        match answer.unwrap_or_else(|failure| panic!("seed {}, {deed:?}: {failure}", self.seed)) {
            Ok(given) => {
                *log.done.entry((verb.to_owned(), actor.to_owned(), self.files[about].id.to_string())).or_default() += 1;
                Some(given)
            }
            Err(refusal) => {
                let name = format!("{refusal:?}");
                let name = name.split(['(', '{', '[']).next().unwrap_or_default().trim();
                *log.refused.entry(format!("{verb} {name}")).or_default() += 1;
                None
            }
        }
    }

    async fn act(&self, deed: Deed) {
        let app = self.servers[deed.server];
        match deed.kind {
            Kind::Tick => {
                let _still = self.still.read().await;
                clockwork::tick(app).await.unwrap_or_else(|failure| panic!("seed {}, {deed:?}: {failure}", self.seed));
            }
            Kind::Pass => {
                let _moving = self.still.write().await;
                app.clock.advance(Duration::minutes(1 + i64::try_from(deed.draw % 9).unwrap()));
            }
            Kind::Reply | Kind::Withdraw => self.applicant_acts(app, deed).await,
            _ => self.volunteer_acts(app, deed).await,
        }
    }

    async fn applicant_acts(&self, app: &App, deed: Deed) {
        let file = &self.files[deed.file];
        if let Kind::Withdraw = deed.kind {
            let answer = application::withdraw(app, &file.secret).await;
            if self.heard(deed, "withdraw", "applicant", deed.file, answer).is_some() {
                self.log.borrow_mut().withdrawn.push(deed.file);
            }
            return;
        }
        let mut given = Answers::default();
        given.0.insert("message".into(), vec![format!("Voici la réponse {}.", deed.n)]);
        // Only taken while it is asked about.
        given.0.insert("town".into(), vec![format!("Montbrume {}", deed.n)]);
        let answer = message::reply(app, &file.secret, given).await;
        self.heard(deed, "reply", "applicant", deed.file, answer);
    }

    async fn volunteer_acts(&self, app: &App, deed: Deed) {
        let file = &self.files[deed.file];
        let id = file.id.clone();
        let found = app.store.read(move |db| store::application::find(db, &id)).await.unwrap();
        let seen = found.as_ref().map_or(0, |found| found.version);
        let holder = found.and_then(|found| found.claim).and_then(|claim| self.team.iter().find(|one| one.id == claim.by));
        let by = holder.filter(|_| deed.as_holder).unwrap_or(&self.team[deed.volunteer]);
        let (actor, reference) = (format!("volunteer:{}", by.id), file.reference.clone());
        let told = format!("{} a repris ou transmis {}", by.name, file.reference);
        match deed.kind {
            Kind::Claim => {
                self.heard(deed, "claim", &actor, deed.file, review::claim(app, by, reference).await);
            }
            Kind::Release => {
                self.heard(deed, "release", &actor, deed.file, review::release(app, by, reference).await);
            }
            Kind::TakeOver => {
                self.heard(deed, "take_over", &actor, deed.file, note::take_over(app, by, reference, told).await);
            }
            Kind::HandOver => {
                let to = self.team[deed.draw % VOLUNTEERS].id.clone();
                let answer = note::hand_over(app, by, reference, to, "À toi.".into(), told).await;
                self.heard(deed, "hand_over", &actor, deed.file, answer);
            }
            Kind::Note => {
                self.heard(deed, "note", &actor, deed.file, note::write(app, by, reference, "Vu.".into()).await);
            }
            Kind::Ask => {
                let words = format!("Une question, mot-{} pour la retrouver.", deed.n);
                let answer = message::ask(app, by, reference, words, vec!["town".into()], seen).await;
                if self.heard(deed, "ask", &actor, deed.file, answer).is_some() {
                    self.log.borrow_mut().asked.push((deed.n, deed.file));
                }
            }
            Kind::Undo => self.undo(app, by, deed).await,
            Kind::Accept => self.decide(app, by, deed, Choice::Accept, seen).await,
            Kind::Wait => {
                self.decide(app, by, deed, Choice::Wait { priority: i64::try_from(deed.draw % 4).unwrap(), because: Because::NoRoom }, seen).await
            }
            Kind::Refuse => self.decide(app, by, deed, Choice::Refuse { reasons: vec!["full".into()] }, seen).await,
            Kind::Drop => self.decide(app, by, deed, Choice::Drop, seen).await,
            Kind::Stale => {
                let answer = review::decide(app, by, reference, ballot(deed.n, Choice::Accept, seen - 1)).await;
                let refused = self.heard(deed, "decide", &actor, deed.file, answer).is_none();
                assert!(refused, "seed {}, {deed:?}: a stale page decided", self.seed);
            }
            Kind::Reply | Kind::Withdraw | Kind::Tick | Kind::Pass => unreachable!("no volunteer's"),
        }
    }

    async fn decide(&self, app: &App, by: &Volunteer, deed: Deed, choice: Choice, seen: i64) {
        let code = choice.code();
        let answer = review::decide(app, by, self.files[deed.file].reference.clone(), ballot(deed.n, choice, seen)).await;
        if let Some(decision) = self.heard(deed, "decide", &format!("volunteer:{}", by.id), deed.file, answer) {
            self.log.borrow_mut().decided.push(Decided { deed: deed.n, id: decision.id, file: deed.file, choice: code });
        }
    }

    /// Takes back one of the last decisions, whoever took it.
    async fn undo(&self, app: &App, by: &Volunteer, deed: Deed) {
        let last: Vec<Decided> = self.log.borrow().decided.iter().rev().take(12).cloned().collect();
        if last.is_empty() {
            return;
        }
        let Decided { id, file, .. } = last[deed.draw % last.len()].clone();
        let answer = review::undo(app, by, id.clone()).await;
        if self.heard(deed, "undo", &format!("volunteer:{}", by.id), file, answer).is_some() {
            self.log.borrow_mut().undone.push(id);
        }
    }
}

/// Its letter says by its subject which deed it comes from.
pub fn ballot(deed: usize, choice: Choice, seen: i64) -> Ballot {
    let subject = format!("hammer-{deed}-{}", choice.code());
    Ballot { choice, motive: "à l’essai".into(), subject, letter: "Bonjour,\n\nNous avons décidé.".into(), seen, rules: None }
}

/// An association that sent its form and confirmed its address, without a browser.
pub async fn apply(app: &App, slug: &str) -> Application {
    let mut draft = None;
    for (code, fields) in answers(slug) {
        let mut typed = Answers::default();
        for (name, value) in fields {
            typed.0.entry(name.to_owned()).or_default().push(value);
        }
        match application::save_page(app, draft.take(), None, Page::parse(code).unwrap(), typed).await.unwrap() {
            application::Saved::Draft(id) => draft = Some(id),
            application::Saved::SentAlready => panic!("{slug} was sent already"),
        }
    }
    let sent = application::submit(app, draft.unwrap(), None).await.unwrap().unwrap();
    application::confirm(app, &secret(app, &sent)).await.unwrap().unwrap()
}

/// The secret of the status page of an application.
pub fn secret(app: &App, application: &Application) -> String {
    application::status_link(app, application).rsplit('/').next().unwrap().to_owned()
}

pub async fn volunteer(app: &App, name: &str) -> Volunteer {
    let email = EmailAddress::parse(&format!("{name}@equipe.example")).unwrap();
    actions::volunteer::invite(app, email, name.to_owned(), Role::Volunteer, false).await.unwrap().unwrap().0
}

/// What the house keeps at the end.
struct Kept {
    /// By key: shelf of the row, holder, the whole.
    applications: BTreeMap<String, (String, Option<String>, Application)>,
    /// Key, application, status.
    decisions: Vec<(String, String, String)>,
    /// Key, kind, recipient, status, decision.
    letters: Vec<(String, String, String, String, Option<String>)>,
    /// Key and application.
    spaces: Vec<(String, Option<String>)>,
    /// Space and kind.
    operations: Vec<(String, String)>,
    /// Actor, verb, subject, detail.
    traces: Vec<(String, String, String, String)>,
    outcomes: Vec<String>,
    tallies: BTreeMap<String, i64>,
}

async fn kept(app: &App) -> Kept {
    let read = app.store.read(|db| {
        let rows: Vec<(String, String, Option<String>)> =
            applications::table.select((applications::id, applications::shelf, applications::claimed_by)).load(&mut **db)?;
        let mut found = BTreeMap::new();
        for (id, shelf, holder) in rows {
            let whole = store::application::find(db, &ApplicationId::parse(&id).unwrap())?.unwrap();
            found.insert(id, (shelf, holder, whole));
        }
        let sealed = (letters::id, letters::kind, letters::recipient, letters::status, letters::decision_id);
        Ok::<_, store::Error>(Kept {
            applications: found,
            decisions: decisions::table.select((decisions::id, decisions::application_id, decisions::status)).load(&mut **db)?,
            letters: letters::table.select(sealed).load(&mut **db)?,
            spaces: spaces::table.select((spaces::id, spaces::application_id)).load(&mut **db)?,
            operations: operations::table.select((operations::space_id, operations::kind)).load(&mut **db)?,
            traces: traces::table.select((traces::actor, traces::verb, traces::subject, traces::detail)).load(&mut **db)?,
            outcomes: outcomes::table.select(outcomes::outcome).load(&mut **db)?,
            tallies: tally::all(db)?,
        })
    });
    read.await.unwrap()
}

fn counted<T: Ord>(all: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// What contradicts what, one line each.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn unless(&mut self, right: bool, what: impl FnOnce() -> String) {
        if !right {
            self.0.push(what());
        }
    }
}

/// Each deed that succeeded left its line, and no line comes from a deed that did not.
fn look_at_traces(world: &World<'_>, kept: &Kept, wrong: &mut Wrong) {
    let log = world.log.borrow();
    let traced = counted(kept.traces.iter().map(|(actor, verb, subject, _)| (verb.clone(), actor.clone(), subject.clone())));
    let all: BTreeSet<&Key> = traced.keys().chain(log.done.keys()).collect();
    for key in all {
        let (lines, done) = (traced.get(key).copied().unwrap_or(0), log.done.get(key).copied().unwrap_or(0));
        match key.0.as_str() {
            "decide" | "undo" | "ask" | "reply" | "withdraw" | "note" | "hand_over" | "take_over" => {
                wrong.unless(lines == done, || format!("{key:?}: done {done} times, {lines} lines"));
            }
            // Renewing one's own claim is no news; letting go of what one does not hold changes nothing.
            "claim" => {
                let taken = ("take_over".to_owned(), key.1.clone(), key.2.clone());
                wrong.unless(lines <= done, || format!("{key:?}: done {done} times, {lines} lines"));
                wrong.unless(done == 0 || lines > 0 || traced.contains_key(&taken), || format!("{key:?}: held, and no line says since when"));
            }
            "release" => wrong.unless(lines <= done, || format!("{key:?}: done {done} times, {lines} lines")),
            _ => {}
        }
    }
    for file in &world.files {
        for verb in ["submit", "confirm"] {
            let lines = kept.traces.iter().filter(|(_, one, subject, _)| one == verb && *subject == file.id.as_str()).count();
            wrong.unless(lines == 1, || format!("{}: {lines} lines of {verb}", file.reference));
        }
    }
}

/// Each decision has one end: settled, undone, or gone with an application that was withdrawn. Gives those that took effect.
fn look_at_decisions<'l>(world: &World<'_>, log: &'l Log, kept: &Kept, wrong: &mut Wrong) -> Vec<&'l Decided> {
    let ended = |wanted: &str| -> BTreeMap<(String, String), usize> {
        counted(kept.traces.iter().filter(|(_, verb, ..)| verb == wanted).map(|(_, _, subject, detail)| (detail.clone(), subject.clone())))
    };
    let (settled, undone) = (ended("settle"), ended("undo"));
    let stored: BTreeMap<&str, &str> = kept.decisions.iter().map(|(id, _, status)| (id.as_str(), status.as_str())).collect();
    for (key, lines) in settled.iter().chain(&undone) {
        wrong.unless(*lines == 1, || format!("decision {key:?} ended {lines} times"));
        wrong.unless(log.decided.iter().any(|one| one.id.as_str() == key.0), || format!("decision {key:?} ended and nobody took it"));
    }
    let mut effective = Vec::new();
    for one in &log.decided {
        let file = &world.files[one.file];
        let key = (one.id.to_string(), file.id.to_string());
        let (took_effect, taken_back) = (settled.contains_key(&key), undone.contains_key(&key));
        let name = || format!("{} of deed {} on {}", one.choice, one.deed, file.reference);
        wrong.unless(!(took_effect && taken_back), || format!("{} was undone and took effect", name()));
        wrong.unless(taken_back == log.undone.contains(&one.id), || format!("{}: undone or not?", name()));
        wrong.unless(took_effect || taken_back || log.withdrawn.contains(&one.file), || format!("{} has no end", name()));
        let expected = match (kept.applications.contains_key(file.id.as_str()), took_effect) {
            (false, _) => None,
            (true, true) => Some("settled"),
            (true, false) => Some("undone"),
        };
        wrong.unless(stored.get(one.id.as_str()).copied() == expected, || format!("{} is stored as {:?}", name(), stored.get(one.id.as_str())));
        if took_effect {
            effective.push(one);
        }
    }
    effective
}

/// One letter for each decision in effect, and for each question; none for what was undone. None is stuck.
fn look_at_letters(world: &World<'_>, house: &House, log: &Log, kept: &Kept, effective: &[&Decided], wrong: &mut Wrong) {
    let left = house.letters();
    let ids = counted(left.iter().map(|letter| letter.id.split('@').next().unwrap_or_default().to_owned()));
    wrong.unless(ids.len() == left.len(), || "a Message-ID serves twice".to_owned());
    for (id, kind, to, status, _) in &kept.letters {
        wrong.unless(status == "sent", || format!("letter {id} ({kind}) to {to} is {status}"));
        wrong.unless(ids.contains_key(id), || format!("letter {id} ({kind}) to {to} is said to have left"));
    }
    let mut by_subject: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for letter in left.iter().filter(|letter| letter.subject.starts_with("hammer-")) {
        by_subject.entry(&letter.subject).or_default().push(&letter.to);
    }
    // What was erased without waiting for its letters may have taken one along: withdrawn, or dropped in silence.
    let dropped: BTreeSet<usize> = effective.iter().filter(|one| one.choice == "drop").map(|one| one.file).collect();
    let hurried = |file: usize| log.withdrawn.contains(&file) || dropped.contains(&file);
    for one in &log.decided {
        let subject = format!("hammer-{}-{}", one.deed, one.choice);
        let to = by_subject.remove(subject.as_str()).unwrap_or_default();
        let said = effective.iter().any(|other| other.id == one.id) && one.choice != "drop";
        let right = if said { to.len() == 1 || to.is_empty() && hurried(one.file) } else { to.is_empty() };
        wrong.unless(right, || format!("{subject}: {} letters left, in effect and to be said: {said}", to.len()));
        let email = &world.files[one.file].email;
        wrong.unless(to.iter().all(|to| to == email), || format!("{subject} went to {to:?} instead of {email}"));
        let kind = match one.choice {
            "accept" => "accepted",
            "wait" => "waiting",
            _ => "refused",
        };
        let sealed: Vec<&str> =
            kept.letters.iter().filter(|(.., decision)| decision.as_deref() == Some(one.id.as_str())).map(|(_, kind, ..)| kind.as_str()).collect();
        let there = kept.applications.contains_key(world.files[one.file].id.as_str());
        let expected: Vec<&str> = (said && there).then_some(kind).into_iter().collect();
        wrong.unless(sealed == expected, || format!("{subject}: sealed {sealed:?} instead of {expected:?}"));
    }
    wrong.unless(by_subject.is_empty(), || format!("letters of no decision left: {:?}", by_subject.keys()));
    let words = left.iter().flat_map(|letter| letter.text.split_whitespace()).filter_map(|word| word.strip_prefix("mot-"));
    let mut questions = counted(words.filter_map(|n| n.parse::<usize>().ok()));
    for (deed, file) in &log.asked {
        let count = questions.remove(deed).unwrap_or(0);
        wrong.unless(count == 1 || count == 0 && hurried(*file), || format!("question of deed {deed}: {count} letters left"));
    }
    wrong.unless(questions.is_empty(), || format!("questions that nobody asked left: {questions:?}"));
    for file in &log.withdrawn {
        let File { reference, email, .. } = &world.files[*file];
        let last =
            left.iter().filter(|letter| letter.to == *email && letter.subject.contains(reference.as_str()) && letter.subject.contains("retirée"));
        let count = last.count();
        wrong.unless(count == 1, || format!("{reference} was withdrawn: {count} letters say so"));
    }
}

/// One space and one order to create it for each acceptance in effect, no more than there are places.
fn look_at_spaces(world: &World<'_>, kept: &Kept, effective: &[&Decided], wrong: &mut Wrong) {
    let accepted = counted(effective.iter().filter(|one| one.choice == "accept").map(|one| world.files[one.file].id.to_string()));
    let opened = counted(kept.spaces.iter().map(|(_, application)| application.clone().unwrap_or_default()));
    wrong.unless(accepted.values().all(|count| *count == 1), || "an application was accepted twice".to_owned());
    wrong.unless(accepted == opened, || format!("accepted {accepted:?}, opened {opened:?}"));
    let places = usize::try_from(CEILING).unwrap();
    wrong.unless(kept.spaces.len() <= places, || format!("{} spaces for {places} places", kept.spaces.len()));
    let ordered = counted(kept.operations.iter().cloned());
    let expected = counted(kept.spaces.iter().map(|(id, _)| (id.clone(), "create".to_owned())));
    wrong.unless(ordered == expected, || format!("ordered {ordered:?} for the spaces {expected:?}"));
}

/// Each application is where its state says, the counts are those of a fresh count, and what is over is gone.
fn look_at_shelves(world: &World<'_>, log: &Log, kept: &Kept, effective: &[&Decided], wrong: &mut Wrong) {
    for (shelf, holder, application) in kept.applications.values() {
        let Application { reference, state, .. } = application;
        wrong.unless(shelf == state.shelf().code(), || format!("{reference} is on {shelf} and is {state:?}"));
        wrong.unless(!matches!(state, State::Held { .. } | State::Unconfirmed) && !state.is_over(), || format!("{reference} is still {state:?}"));
        wrong.unless(state.shelf() != Shelf::Decided || holder.is_none(), || format!("{reference} is decided and {holder:?} holds it"));
    }
    let ended = |file: usize, choice: &str| effective.iter().filter(|one| one.file == file && one.choice == choice).count();
    for (n, file) in world.files.iter().enumerate() {
        let found = kept.applications.get(file.id.as_str());
        let over = log.withdrawn.contains(&n) || ended(n, "refuse") + ended(n, "drop") > 0;
        wrong.unless(found.is_none() == over, || format!("{}: over is {over}, kept is {}", file.reference, found.is_some()));
        let accepted = found.is_some_and(|(.., application)| matches!(application.state, State::Accepted { .. }));
        wrong.unless(accepted == (ended(n, "accept") > 0), || format!("{}: accepted is {accepted}", file.reference));
        let erased = kept.traces.iter().filter(|(_, verb, subject, _)| verb == "erase_refused" && *subject == file.id.as_str()).count();
        wrong.unless(erased == ended(n, "refuse"), || format!("{}: erased {erased} times", file.reference));
    }
    let count = |name: String| usize::try_from(kept.tallies.get(&name).copied().unwrap_or(0)).unwrap_or(usize::MAX);
    for shelf in Shelf::ALL {
        let (said, there) = (count(tally::shelf(*shelf)), kept.applications.values().filter(|(.., one)| one.state.shelf() == *shelf).count());
        wrong.unless(said == there, || format!("{there} on the shelf {shelf}, counted {said}"));
    }
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for (.., one) in kept.applications.values() {
        if let State::Waiting(place) = &one.state {
            *listed.entry(store::waiting::tally(place)).or_default() += 1;
        }
    }
    for name in kept.tallies.keys().filter(|name| name.starts_with("waiting_")).chain(listed.keys()) {
        let there = listed.get(name).copied().unwrap_or(0);
        wrong.unless(count(name.clone()) == there, || format!("{there} of {name}, counted {}", count(name.clone())));
    }
    let (held, spaces) = (count(tally::HELD_ACCEPTANCES.into()), count(tally::SPACES.into()));
    wrong.unless(held == 0, || format!("{held} acceptances counted as held"));
    wrong.unless(spaces == kept.spaces.len(), || format!("{} spaces, counted {spaces}", kept.spaces.len()));
    let remembered = counted(kept.outcomes.iter().cloned());
    let code = |choice: &str| match choice {
        "accept" => "accepted",
        "wait" => "waiting",
        "drop" => "dropped",
        _ => "refused",
    };
    let withdrawn = log.withdrawn.iter().map(|_| "withdrawn");
    let expected = counted(effective.iter().map(|one| code(one.choice)).chain(withdrawn).map(str::to_owned));
    wrong.unless(remembered == expected, || format!("outcomes {remembered:?} of {expected:?}"));
}

/// All the team claims the same applications at once, on both servers: each has one holder, whom the others are told of.
async fn contend(world: &World<'_>, kept: &Kept, wrong: &mut Wrong) {
    let open = kept.applications.values().map(|(.., application)| application).filter(|one| one.state.shelf() != Shelf::Decided);
    let chosen: Vec<&Application> = open.take(10).collect();
    wrong.unless(!chosen.is_empty(), || "nothing is left to claim".to_owned());
    for application in chosen {
        let reference = &application.reference;
        let claims = world.team.iter().enumerate().map(|(n, one)| review::claim(world.servers[n % 2], one, reference.clone()));
        let answers: Vec<_> = join_all(claims).await.into_iter().map(Result::unwrap).collect();
        let winners: Vec<&Volunteer> = world.team.iter().zip(&answers).filter(|(_, answer)| answer.is_ok()).map(|(one, _)| one).collect();
        let [winner] = winners.as_slice() else {
            wrong.0.push(format!("{} hold {reference}", winners.len()));
            continue;
        };
        let told = answers.iter().filter(|answer| **answer == Err(Refusal::HeldByAnother(winner.id.clone()))).count();
        wrong.unless(told == VOLUNTEERS - 1, || format!("{reference}: {told} were told who holds it"));
        let id = application.id.clone();
        let found = world.servers[0].store.read(move |db| store::application::find(db, &id)).await.unwrap().unwrap();
        wrong.unless(found.claim.is_some_and(|claim| claim.by == winner.id), || format!("the claim of {} on {reference} is lost", winner.name));
    }
}

/// An acceptance by this volunteer, held from now on.
async fn accept(app: &App, by: &Volunteer, id: &ApplicationId) -> DecisionId {
    let wanted = id.clone();
    let found = app.store.read(move |db| store::application::find(db, &wanted)).await.unwrap().unwrap();
    review::claim(app, by, found.reference.clone()).await.unwrap().unwrap();
    review::decide(app, by, found.reference.clone(), ballot(0, Choice::Accept, found.version)).await.unwrap().unwrap().id
}

async fn accept_all(app: &App, by: &Volunteer, all: &[ApplicationId]) -> Vec<DecisionId> {
    let mut held = Vec::new();
    for id in all {
        held.push(accept(app, by, id).await);
    }
    held
}

/// Asks all at once to take these decisions back, the last first. Each reads the time when it is asked, before anything is awaited.
async fn undo_all(app: &App, by: &Volunteer, held: &[DecisionId]) -> Vec<Result<(), Refusal>> {
    let asked = held.iter().rev().map(|id| review::undo(app, by, id.clone()));
    let mut answers: Vec<_> = join_all(asked).await.into_iter().map(|answer| answer.unwrap().map(drop)).collect();
    answers.reverse();
    answers
}

/// What these decisions are now.
async fn statuses(app: &App, held: &[DecisionId]) -> Vec<String> {
    let held = held.to_vec();
    let read = app.store.read(move |db| {
        let mut found = Vec::new();
        for id in &held {
            found.push(decisions::table.find(id.as_str()).select(decisions::status).first::<String>(&mut **db)?);
        }
        Ok::<_, store::Error>(found)
    });
    read.await.unwrap()
}

stories! {
    async fn two_servers_and_twenty_volunteers_contradict_nobody(house) {
        let seed = seed();
        let house = house.under(|policy| *policy = policy.clone().with_ceiling(CEILING));
        let other = house.second_server();
        let servers = [&house.app, &other.app];
        let mut team = Vec::new();
        for n in 0..VOLUNTEERS {
            team.push(volunteer(servers[n % 2], &format!("benevole-{n}")).await);
        }
        let sent = futures_util::stream::iter(0..APPLICATIONS).map(|n| async move { apply(servers[n % 2], &format!("marteau-{n}")).await });
        let sent: Vec<Application> = sent.buffered(AT_ONCE).collect().await;
        let file = |one: Application| File {
            secret: secret(&house.app, &one),
            email: one.form.contact.email.to_string(),
            id: one.id,
            reference: one.reference,
        };
        let files = sent.into_iter().map(file).collect();
        let world = World { seed, servers, team, files, still: RwLock::new(()), log: RefCell::default() };

        futures_util::stream::iter(deeds(seed)).for_each_concurrent(AT_ONCE, |deed| world.act(deed)).await;
        house.app.clock.advance(Duration::minutes(house.app.policy().undo_minutes));
        let (one, two) = join(clockwork::tick(&house.app), clockwork::tick(&other.app)).await;
        assert!(one.is_ok() && two.is_ok(), "seed {seed}: {one:?}, {two:?}");
        house.tick().await;
        other.tick().await;

        let (kept, mut wrong) = (kept(&house.app).await, Wrong::default());
        look_at_traces(&world, &kept, &mut wrong);
        {
            let log = world.log.borrow();
            let effective = look_at_decisions(&world, &log, &kept, &mut wrong);
            look_at_letters(&world, &house, &log, &kept, &effective, &mut wrong);
            look_at_spaces(&world, &kept, &effective, &mut wrong);
            look_at_shelves(&world, &log, &kept, &effective, &mut wrong);
            // A hammer that hits nothing proves nothing.
            for refusal in ["decide NoSeat", "decide Stale", "decide HeldByAnother", "decide AlreadyDecided", "claim HeldByAnother", "undo TooLate"] {
                wrong.unless(log.refused.contains_key(refusal), || format!("nobody met {refusal}: {:?}", log.refused));
            }
            wrong.unless(!log.undone.is_empty() && !log.withdrawn.is_empty() && !log.asked.is_empty(), || "too little happened".to_owned());
        }
        house.app.clock.advance(Duration::minutes(house.app.policy().claim_minutes));
        contend(&world, &kept, &mut wrong).await;
        assert!(wrong.0.is_empty(), "seed {seed}:\n{}", wrong.0.join("\n"));
    }

    async fn an_undo_at_the_last_second_and_the_release_have_one_winner(house) {
        let other = house.second_server();
        let (app, clock) = (&house.app, &house.app.clock);
        let (ana, malik) = (volunteer(app, "ana").await, volunteer(&other.app, "malik").await);
        let (second, delay) = (Duration::seconds(1), Duration::minutes(app.policy().undo_minutes));
        let mut all = Vec::new();
        for n in 0..40 {
            all.push(apply(app, &format!("seconde-{n}")).await.id);
        }
        let (disputed, late) = all.split_at(20);

        // A second before the end, undoing wins.
        let held = accept_all(app, &ana, disputed).await;
        clock.advance(delay - second);
        let (undone, done) = join(undo_all(app, &malik, &held), clockwork::tick(&other.app)).await;
        assert!(undone.iter().all(Result::is_ok), "{undone:?}");
        assert_eq!(done.unwrap().decisions, 0);
        assert!(statuses(app, &held).await.iter().all(|status| status == "undone"));

        // Asked a second before, while the end comes on the other server: either, but one.
        let held = accept_all(app, &ana, disputed).await;
        clock.advance(delay - second);
        let release = async {
            clock.advance(second);
            clockwork::tick(&other.app).await.unwrap();
        };
        let (undone, ()) = join(undo_all(app, &malik, &held), release).await;
        let mut again = Vec::new();
        for ((answer, status), id) in undone.iter().zip(statuses(app, &held).await).zip(disputed) {
            match (answer, status.as_str()) {
                (Ok(()), "undone") => again.push(id.clone()),
                (Err(Refusal::TooLate), "settled") => {}
                both => panic!("both won, or nobody: {both:?}"),
            }
        }

        // At the very end, the release wins.
        again.extend_from_slice(late);
        let held = accept_all(app, &ana, &again).await;
        clock.advance(delay);
        let (undone, done) = join(undo_all(app, &malik, &held), clockwork::tick(&other.app)).await;
        assert!(undone.iter().all(|answer| *answer == Err(Refusal::TooLate)), "{undone:?}");
        assert_eq!(done.unwrap().decisions, again.len());
        assert!(statuses(app, &held).await.iter().all(|status| status == "settled"));

        house.tick().await;
        other.tick().await;
        let said = counted(house.letters().into_iter().filter(|letter| letter.subject.starts_with("hammer-")).map(|letter| letter.to));
        assert!(said.len() == 40 && said.values().all(|count| *count == 1), "each is told once: {said:?}");
        let kept = kept(app).await;
        let ordered = counted(kept.operations.iter().map(|(space, _)| space.clone()));
        assert!(kept.spaces.len() == 40 && ordered.len() == 40 && kept.operations.len() == 40, "each has one space, ordered once");
        assert_eq!(kept.tallies.get(tally::HELD_ACCEPTANCES).copied().unwrap_or(0), 0);
        assert_eq!(kept.tallies.get(tally::SPACES), Some(&40));
    }
}
