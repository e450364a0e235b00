//! Phases of opening, for coordinators: where the service stands, its calendar, admissions opened or closed by hand (R17, R18).

use crate::actions::policy::{self as policy_acts, latest};
use crate::domain::day;
use crate::domain::form::Answers;
use crate::domain::phase::{self, Admissions, Opening, Phase};
use crate::domain::policy::Policy;
use crate::domain::policy::version::{Changes, Entry, motive_of};
use crate::domain::space::{Seats, Status};
use crate::store::{self, tally};
use crate::web::chart::Figure;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::occupancy::pictures;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::policy::save;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

/// The calendar.
const LIST: &str = "/coordination/phases";

/// Why nobody is admitted now, and until when; none while the service is open.
pub fn closed(opening: &Opening) -> Option<String> {
    let next = opening.next.map(words::day);
    match (opening.open, next) {
        (true, _) => None,
        (false, Some(next)) if !opening.runs => Some(words::say_with("admissions-closed-until", &[("date", &next)])),
        (false, _) => Some(words::say("admissions-closed")),
    }
}

/// A phase as it is shown.
struct Shown {
    /// Its first day, as addresses write it.
    code: String,
    from: String,
    to: String,
    ceiling: String,
    /// `over`, `runs` or `comes`.
    state: &'static str,
}

fn shown(phase: &Phase, today: NaiveDate) -> Shown {
    Shown {
        code: phase.from.to_string(),
        from: words::day(phase.from),
        to: phase.to.map_or_else(|| words::say("phase-endless"), words::day),
        ceiling: words::number(phase.ceiling),
        state: if phase.is_over(today) {
            "over"
        } else if phase.holds(today) {
            "runs"
        } else {
            "comes"
        },
    }
}

/// Where the service stands, in figures: what they are and how many.
fn figures(seats: Seats, held: i64, states: &std::collections::HashMap<String, i64>, policy: &Policy) -> Vec<(String, String)> {
    let of = |status: Status| states.get(status.code()).copied().unwrap_or(0);
    let live: i64 = states.values().sum::<i64>() - of(Status::Ordered) - of(Status::Creating) - of(Status::CreationFailed) - of(Status::Deleted);
    let making = of(Status::Ordered) + of(Status::Creating);
    let rows = [
        ("phase-figure-free", seats.free()),
        ("phase-figure-ceiling", seats.ceiling),
        ("phase-figure-live", live),
        ("phase-figure-making", making),
        ("phase-figure-failed", of(Status::CreationFailed)),
        ("phase-figure-held", held),
    ];
    let storage = |spaces: i64| words::gigabytes(spaces.saturating_mul(policy.storage_bytes()));
    let follow = [
        ("phase-figure-accounts", words::number(seats.taken * policy.accounts), words::number(seats.ceiling * policy.accounts)),
        ("phase-figure-storage", storage(seats.taken), storage(seats.ceiling)),
    ];
    let rows = rows.into_iter().map(|(key, n)| (words::say(key), words::number(n)));
    rows.chain(follow.into_iter().map(|(key, n, most)| (words::say(key), words::say_with("phase-figure-of", &[("n", &n), ("most", &most)]))))
        .collect()
}

#[derive(Template)]
#[template(path = "phase/list.html")]
struct ListPage {
    frame: Frame,
    form: View,
    seen: i64,
    now: String,
    open: bool,
    by_hand: bool,
    phases: Vec<Shown>,
    figures: Vec<(String, String)>,
    pictures: Vec<Figure>,
}

async fn list(coordinator: &Coordinator, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let app = &coordinator.visit.app;
    policy_acts::learn(app).await?;
    let (now, policy) = (coordinator.visit.now(), app.policy());
    let opening = policy.opening(now);
    let read = app.store.read(|db| Ok::<_, store::Error>((tally::all(db)?, store::space::by_status(db)?, store::space::history(db)?)));
    let (counts, states, (ordered, deleted)) = read.await?;
    let seats = tally::seats_of(&counts, &policy, now);
    let held = counts.get(tally::HELD_ACCEPTANCES).copied().unwrap_or(0);
    let by_hand = policy.admissions != Admissions::Calendar;
    let key = match policy.admissions {
        Admissions::Open => "phase-now-opened",
        Admissions::Closed => "phase-now-closed",
        Admissions::Calendar if opening.runs => "phase-now-runs",
        Admissions::Calendar if opening.next.is_some() => "phase-now-gap",
        Admissions::Calendar => "phase-now-none",
    };
    let phase = opening.phase.map(|place| words::number(i64::try_from(place).unwrap_or(0) + 1)).unwrap_or_default();
    let next = opening.next.map(words::day).unwrap_or_default();
    let page = ListPage {
        frame: coordinator.frame(Place::Phases, &words::say("title-phases")),
        form,
        seen: latest(&app.rules.versions().1),
        now: words::say_with(key, &[("phase", &phase), ("ceiling", &words::number(opening.ceiling)), ("next", &next)]),
        open: opening.open,
        by_hand,
        phases: policy.phases.iter().map(|phase| shown(phase, day::of(now))).collect(),
        figures: figures(seats, held, &states, &policy),
        pictures: pictures(&ordered, &deleted, &policy, now),
    };
    page::show_with(status, &page)
}

/// `GET /coordination/phases`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    list(&coordinator, View::default(), StatusCode::OK).await
}

/// Writes a version from a page of phases, at once.
async fn write(coordinator: &Coordinator, given: &Answers, changes: Changes, motive: String) -> Result<HttpResponse, Error> {
    let flash = match save(coordinator, given, Entry { changes, motive, day: None }).await? {
        Ok(done) => done,
        Err(meanwhile) => Flash::watch(meanwhile),
    };
    coordinator.visit.say(flash);
    Ok(go(LIST))
}

/// `POST /coordination/phases/admissions`: opens, closes, or follows the calendar again.
pub async fn admit(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let mut problems = Vec::new();
    let motive = motive_of(&given, &mut problems);
    let Some(admissions) = Admissions::parse(&given.text("admissions")) else { return Err(Error::NotFound) };
    if !problems.is_empty() {
        return list(&coordinator, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    write(&coordinator, &given, Changes { admissions: Some(admissions), ..Changes::default() }, motive).await
}

/// What a calendar would change today.
struct Told {
    was: String,
    is: String,
    free: String,
    /// The ceiling of a phase to come is below what exists.
    below: Option<String>,
}

#[derive(Template)]
#[template(path = "phase/one.html")]
struct OnePage {
    frame: Frame,
    form: View,
    seen: i64,
    /// The first day of the phase; `nouvelle` for a new one.
    code: String,
    begun: bool,
    new: bool,
    told: Option<Told>,
}

fn one(coordinator: &Coordinator, which: Option<NaiveDate>, form: View, told: Option<Told>, status: StatusCode) -> Result<HttpResponse, Error> {
    let app = &coordinator.visit.app;
    let title = match which {
        Some(first) => words::say_with("title-phase", &[("date", &words::day(first))]),
        None => words::say("title-phase-new"),
    };
    let page = OnePage {
        frame: coordinator.frame(Place::Phases, &title),
        form,
        seen: latest(&app.rules.versions().1),
        code: which.map_or_else(|| "nouvelle".into(), |first| first.to_string()),
        begun: which.is_some_and(|first| first <= day::of(coordinator.visit.now())),
        new: which.is_none(),
        told,
    };
    page::show_with(status, &page)
}

/// The phase that an address names: a new one, or one that is not over.
fn named(coordinator: &Coordinator, code: &str) -> Result<Option<Phase>, Error> {
    if code == "nouvelle" {
        return Ok(None);
    }
    let first: NaiveDate = code.parse().map_err(|_| Error::NotFound)?;
    let (policy, today) = (coordinator.visit.app.policy(), day::of(coordinator.visit.now()));
    policy.phases.iter().find(|phase| phase.from == first && !phase.is_over(today)).copied().map(Some).ok_or(Error::NotFound)
}

/// `GET /coordination/phases/{phase}`
pub async fn form(coordinator: Coordinator, path: web::Path<String>) -> Result<HttpResponse, Error> {
    policy_acts::learn(&coordinator.visit.app).await?;
    let phase = named(&coordinator, &path)?;
    let mut answers = Answers::default();
    if let Some(phase) = phase {
        let values =
            [("from", phase.from.to_string()), ("to", phase.to.map(|to| to.to_string()).unwrap_or_default()), ("ceiling", phase.ceiling.to_string())];
        answers.0.extend(values.map(|(name, value)| (name.to_owned(), vec![value])));
    }
    one(&coordinator, phase.map(|phase| phase.from), View::of(answers), None, StatusCode::OK)
}

/// `POST /coordination/phases/{phase}`: shows what it would change, writes it, or takes away one that has not begun.
pub async fn change(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let app = &coordinator.visit.app;
    policy_acts::learn(app).await?;
    let (now, policy) = (coordinator.visit.now(), app.policy());
    let today = day::of(now);
    let which = named(&coordinator, &path)?.map(|phase| phase.from);
    let rules = policy.clone();
    let seats = app.store.read(move |db| tally::seats(db, &rules, now)).await?;
    let removes = given.text("action") == "remove";
    let after = match which.filter(|_| removes) {
        Some(first) => phase::without(&policy.phases, first, today).ok_or(Error::NotFound).map(Ok)?,
        None => phase::written(&policy.phases, which, &given, today, seats.taken),
    };
    let mut problems = Vec::new();
    let motive = motive_of(&given, &mut problems);
    let phases = match after {
        Ok(phases) if problems.is_empty() || given.text("action") == "preview" => phases,
        Ok(_) => return one(&coordinator, which, View::with(given, &problems), None, StatusCode::UNPROCESSABLE_ENTITY),
        Err(wrong) => {
            let all: Vec<_> = wrong.into_iter().chain(problems).collect();
            return one(&coordinator, which, View::with(given, &all), None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    if given.text("action") == "preview" {
        let told = told(&policy, &phases, seats, now);
        return one(&coordinator, which, View::of(given), Some(told), StatusCode::OK);
    }
    write(&coordinator, &given, Changes { phases: Some(phases), ..Changes::default() }, motive).await
}

fn told(policy: &Policy, phases: &[Phase], seats: Seats, now: crate::domain::values::Instant) -> Told {
    let after = Policy { phases: phases.to_vec(), ..policy.clone() };
    let say = |opening: Opening| match closed(&opening) {
        Some(words) => words,
        None => words::say_with("phase-told-open", &[("ceiling", &words::number(opening.ceiling))]),
    };
    let (was, is) = (policy.opening(now), after.opening(now));
    let below = phases.iter().any(|phase| phase.ceiling < seats.taken && phase.from > day::of(now));
    Told {
        was: say(was),
        is: say(is),
        free: words::count("phase-told-free", Seats { ceiling: is.ceiling, ..seats }.free()),
        below: below.then(|| words::count("phase-told-below", seats.taken)),
    }
}
