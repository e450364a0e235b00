//! The waiting list for the team (spec 5.7): who waits, why, in which order; and the next ones to accept, looked at before.
//!
//! Accepting them is `lot`'s: one transaction each, re-checked one by one, each to be undone as any decision.

use crate::actions::review::draft_acceptances;
use crate::actions::waiting::{self as list, Met};
use crate::domain::application::{Application, Shelf, State};
use crate::domain::forecast::{Forecast, forecast};
use crate::domain::review::{Refusal, age_days};
use crate::domain::values::Instant;
use crate::domain::waiting::{Because, Hindrance};
use crate::store::queue::{Line, Query, lines};
use crate::store::{self, tally};
use crate::web::chart::Figure;
use crate::web::decision::{refusal_words, veiled};
use crate::web::error::Error;
use crate::web::filter::{cursor, written};
use crate::web::form::View;
use crate::web::guard::Volunteer;
use crate::web::occupancy;
use crate::web::page::{self, Frame, Place};
use crate::web::phase;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Lines of a page.
const LINES: usize = 50;
/// Applications that one may ask to see next, at most.
const MOST: usize = 50;

/// When a place may come, in words that promise nothing.
pub fn forecast_words(found: Forecast) -> String {
    let (from, to) = (words::number(found.from), found.to.map(words::number));
    match (found.from, to) {
        (0, Some(to)) => words::say_with("forecast-within", &[("to", &to)]),
        (_, Some(to)) => words::say_with("forecast-between", &[("from", &from), ("to", &to)]),
        (0, None) => words::say("forecast-unknown"),
        (_, None) => words::say_with("forecast-beyond", &[("from", &from)]),
    }
}

/// A line of the list.
struct Shown {
    rank: String,
    reference: String,
    name: String,
    place: String,
    priority: String,
    because: String,
    since: String,
    /// They were asked whether they still wait, and have not answered.
    asked: bool,
    holder: String,
}

/// How many wait with a priority: by reason, and in all.
struct Row {
    priority: String,
    counts: Vec<String>,
    total: String,
}

#[derive(Template)]
#[template(path = "waiting/list.html")]
struct ListPage {
    frame: Frame,
    form: View,
    ages: Option<Figure>,
    /// Nobody is admitted now, and until when.
    closed: Option<String>,
    total: String,
    free: String,
    oldest: Option<String>,
    reasons: Vec<String>,
    rows: Vec<Row>,
    /// When the last of the list may be served.
    forecast: Option<String>,
    months: i64,
    most: usize,
    lines: Vec<Shown>,
    first: Option<String>,
    next: Option<String>,
}

/// What the address of the list carries: a place in it.
#[derive(Deserialize, Default)]
pub struct Walk {
    #[serde(default)]
    apres: String,
    #[serde(default)]
    avant: String,
}

fn shown(rank: i64, line: Line, now: Instant) -> Shown {
    let listed = line.state.as_ref().and_then(State::listed);
    Shown {
        rank: words::number(rank),
        reference: line.reference.to_string(),
        name: line.organization_name,
        place: line.town,
        priority: words::number(line.priority),
        because: words::label("because", listed.map_or_else(Because::default, |listed| listed.because).code()),
        since: words::count("age-days", age_days(line.sort_at, now)),
        asked: listed.is_some_and(|listed| listed.answer_by().is_some()),
        holder: line.claim.filter(|(_, until)| now < *until).map_or_else(String::new, |(name, _)| name),
    }
}

/// `GET /equipe/attente`
pub async fn show(volunteer: Volunteer, walk: web::Query<Walk>) -> Result<HttpResponse, Error> {
    render(&volunteer, &walk, View::default(), StatusCode::OK).await
}

async fn render(volunteer: &Volunteer, walk: &Walk, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let (app, now, policy) = (&volunteer.visit.app, volunteer.visit.now(), volunteer.visit.app.policy());
    let query = Query { after: cursor(&walk.apres), before: cursor(&walk.avant), ..Query::of(Some(Shelf::Waiting), volunteer.who.id.clone(), now) };
    let (walking, backwards, rules) = (query.after.is_some(), query.before.is_some(), policy.clone());
    let read = app.store.read(move |db| {
        let mut found = lines(db, &query, i64::try_from(LINES + 1).unwrap_or(i64::MAX))?;
        let more = found.len() > LINES;
        if more && backwards {
            found.remove(0);
        }
        found.truncate(LINES);
        let ahead = match found.first() {
            Some(line) if walking || backwards => store::waiting::ahead(db, line.priority, line.sort_at, &line.id)?,
            _ => 0,
        };
        let oldest = store::figures::oldest(db, Shelf::Waiting)?;
        Ok::<_, store::Error>((found, more, ahead, (oldest, store::waiting::since(db)?), tally::all(db)?, store::waiting::admitted(db, now)?))
    });
    let (found, more, ahead, (oldest, since), tallies, admitted) = read.await?;
    let seats = tally::seats_of(&tallies, &rules, now);
    let total = tallies.get(&tally::shelf(Shelf::Waiting)).copied().unwrap_or(0);
    let counts = store::waiting::counts(&tallies);
    let row = |(priority, counts): &(i64, Vec<(Because, i64)>)| Row {
        priority: words::label("priority", &priority.to_string()),
        counts: counts.iter().map(|(_, n)| words::number(*n)).collect(),
        total: words::number(counts.iter().map(|(_, n)| n).sum()),
    };
    let address = |name: &str, line: &Line| {
        let place: String = url::form_urlencoded::byte_serialize(written(&line.cursor()).as_bytes()).collect();
        format!("/equipe/attente?{name}={place}")
    };
    let first = found.first().filter(|_| ahead > 0).map(|line| address("avant", line));
    let next = found.last().filter(|_| backwards || more).map(|line| address("apres", line));
    let page = ListPage {
        frame: volunteer.frame(Place::Waiting, &words::say("title-waiting")),
        form,
        total: words::number(total),
        ages: occupancy::ages(&since, now),
        closed: phase::closed(&policy.opening(now)),
        free: words::number(seats.free()),
        oldest: oldest.map(|since| words::count("age-days", age_days(since, now))),
        reasons: Because::ALL.iter().map(|because| words::label("because", because.code())).collect(),
        rows: counts.iter().map(row).collect(),
        forecast: if seats.open { forecast(admitted, seats.free(), total).map(forecast_words) } else { None },
        months: policy.waiting_ask_months,
        most: MOST,
        first,
        next,
        lines: (ahead + 1..).zip(found).map(|(rank, line)| shown(rank, line, now)).collect(),
    };
    page::show_with(status, &page)
}

/// An application on the way down the list: proposed, or passed over.
struct Proposed {
    reference: String,
    name: String,
    place: String,
    priority: String,
    because: String,
    since: String,
    /// The version that is on the screen.
    seen: i64,
    /// Why it is passed over.
    hindrance: Option<String>,
    /// One may tick it.
    open: bool,
    /// Subject and words of its letter.
    letter: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "waiting/next.html")]
struct NextPage {
    frame: Frame,
    wanted: String,
    /// Nobody is admitted now, and until when.
    closed: Option<String>,
    free: i64,
    /// Those that may be accepted, and those passed over.
    found: usize,
    passed: usize,
    /// There were not as many.
    fewer: bool,
    /// More than there are places.
    over: bool,
    lines: Vec<Proposed>,
    /// Someone may lift the bar of a network, with a motive.
    motive: bool,
    undo_minutes: i64,
    read: i64,
}

/// How many are asked for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    #[serde(default)]
    combien: String,
}

/// `GET /equipe/attente/suivantes?combien=N`: the next N that may be accepted, with their letters, and those passed over. Nothing
/// is decided.
pub async fn next(volunteer: Volunteer, asked: web::Query<Wanted>) -> Result<HttpResponse, Error> {
    let wanted = asked.combien.trim().parse::<usize>().ok().filter(|n| (1..=MOST).contains(n));
    let Some(wanted) = wanted else {
        let mut form = View::typed("combien", asked.combien.chars().take(40).collect());
        form.add_words("combien", words::count("waiting-how-many", i64::try_from(MOST).unwrap_or_default()));
        return render(&volunteer, &Walk::default(), form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let app = &volunteer.visit.app;
    let (policy, now) = (app.policy(), volunteer.visit.now());
    let closed = phase::closed(&policy.opening(now));
    let free = app.store.read(move |db| tally::seats(db, &policy, now)).await?.free();
    let met = list::next(app, &volunteer.who, wanted).await?;
    let open = |one: &Met| one.hindrance.as_ref().is_none_or(Hindrance::may_be_lifted);
    let to_write: Vec<Application> = met.iter().filter(|one| open(one)).map(|one| one.application.clone()).collect();
    let mut letters = draft_acceptances(app, &to_write).await?.into_iter();
    let found = met.iter().filter(|one| one.hindrance.is_none()).count();
    let motive = met.iter().any(|one| matches!(one.hindrance, Some(Hindrance::Network { liftable: true })));
    let (passed, all) = (met.len() - found, i64::try_from(found).unwrap_or(i64::MAX));
    let mut lines = Vec::with_capacity(met.len());
    for one in met {
        let (open, letter) = (open(&one), if open(&one) { letters.next() } else { None });
        let letter = letter.map(|letter| (letter.subject.clone(), veiled(app, &one.application, &letter)));
        lines.push(proposed(&volunteer, one, open, letter).await?);
    }
    page::show(&NextPage {
        frame: volunteer.frame(Place::Waiting, &words::say("title-waiting-next")),
        wanted: words::count("waiting-wanted", i64::try_from(wanted).unwrap_or(i64::MAX)),
        free,
        found,
        passed,
        closed,
        fewer: found < wanted,
        over: all > free,
        lines,
        motive,
        undo_minutes: app.policy().undo_minutes,
        read: list::MOST_READ,
    })
}

async fn proposed(volunteer: &Volunteer, met: Met, open: bool, letter: Option<(String, String)>) -> Result<Proposed, Error> {
    let Met { application, hindrance } = met;
    let listed = match &application.state {
        State::Asked(asked) => asked.listed(),
        state => state.listed().cloned(),
    };
    let hindrance = match hindrance {
        None => None,
        Some(Hindrance::Held(id)) => Some(refusal_words(volunteer, &Refusal::HeldByAnother(id)).await?),
        Some(other) => Some(words::label("hindrance", other.code())),
    };
    let since = listed.as_ref().map_or(application.submitted_at, |listed| listed.since);
    Ok(Proposed {
        reference: application.reference.to_string(),
        name: application.form.full_name(),
        place: application.form.structure.town.clone().unwrap_or_default(),
        priority: words::number(listed.as_ref().map_or(0, |listed| listed.priority)),
        because: words::label("because", listed.map_or_else(Because::default, |listed| listed.because).code()),
        since: words::count("age-days", age_days(since, volunteer.visit.now())),
        seen: application.version,
        hindrance,
        open,
        letter,
    })
}
