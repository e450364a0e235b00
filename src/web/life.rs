//! `/coordination/cycle-de-vie`: what the next passage of the clockwork would do to spaces, exactly, with its letters; the switch that
//! stops everything.

use crate::actions::life as acts;
use crate::actions::policy::{self as rules, Draft, Refusal, latest};
use crate::app::App;
use crate::domain::life::{Deed, Look};
use crate::domain::policy::version::{Changes, Entry, motive_of};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::spaces::{outlook, wait_code};
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

/// Spaces of which the page tells.
const MOST: i64 = 500;
const HERE: &str = "/coordination/cycle-de-vie";

struct Row {
    slug: String,
    name: String,
    what: String,
    letters: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "space/life.html")]
struct LifePage {
    frame: Frame,
    form: View,
    paused: bool,
    seen: i64,
    at: String,
    deeds: Vec<Row>,
    waits: Vec<(String, String)>,
    cut: bool,
}

async fn render(coordinator: &Coordinator, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let app = &coordinator.visit.app;
    rules::learn(app).await?;
    let policy = app.policy();
    let at = acts::next_passage(&policy, coordinator.visit.now());
    let asked = policy.clone();
    let planned = app.store.read(move |db| acts::plan(db, &asked, at, MOST)).await?;
    let mut deeds = Vec::new();
    let mut waits = std::collections::BTreeMap::new();
    let cut = planned.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
    for one in planned {
        match &one.look {
            Look::Make(deed) => {
                let letters = acts::letters_of(app, &one.space, deed, &app.settings.link("/activite/…"))?;
                deeds.push(Row {
                    slug: one.space.slug.to_string(),
                    name: one.space.name.clone(),
                    what: words::label("life-deed", deed_code(deed)),
                    letters: letters.into_iter().take(1).map(|letter| (letter.subject, letter.body)).collect(),
                });
            }
            Look::Wait(wait) => *waits.entry((*wait, outlook(&one.look))).or_insert(0) += 1,
            _ => {}
        }
    }
    page::show_with(
        status,
        &LifePage {
            frame: coordinator.frame(Place::Life, &words::say("title-life")),
            form,
            paused: policy.life_paused != 0,
            seen: latest(&app.rules.versions().1),
            at: words::moment(at),
            deeds,
            waits: waits.into_iter().map(|((wait, said), n)| (words::count(&format!("life-wait-{}", wait_code(wait)), n), said)).collect(),
            cut,
        },
    )
}

/// Code of a deed.
pub fn deed_code(deed: &Deed) -> &'static str {
    match deed {
        Deed::Revive => "revive",
        Deed::Advance(idle) => idle.step.code(),
        Deed::Notice => "notice",
        Deed::Delete => "delete",
    }
}

/// `GET /coordination/cycle-de-vie`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    render(&coordinator, View::default(), StatusCode::OK).await
}

/// `POST /coordination/cycle-de-vie`: `paused` is 1 or 0, `motive` says why; a version of the rules keeps both.
pub async fn switch(coordinator: Coordinator, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let mut problems = Vec::new();
    let motive = motive_of(&given, &mut problems);
    if !problems.is_empty() {
        return render(&coordinator, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let app = &coordinator.visit.app;
    let paused = i64::from(given.text("paused") == "1");
    if app.policy().life_paused != paused {
        let changes = Changes { numbers: [("life_paused".to_owned(), paused)].into(), ..Changes::default() };
        let draft = Draft { entry: Entry { changes, motive, day: None }, seen: given.text("seen").parse().unwrap_or(0) };
        match rules::write(app, &coordinator.who, draft).await? {
            Ok(_) => coordinator.visit.say(Flash::done(words::say(if paused == 1 { "flash-life-paused" } else { "flash-life-resumed" }))),
            Err(Refusal::Stale(_) | Refusal::TooLate) => return Err(Error::Conflict(words::say("life-stale"))),
        }
    }
    Ok(go(HERE))
}

/// `passeur lifecycle --dry-run`: the same on the command line, a line a space, with one of its letters.
pub async fn tell(app: &App, say: fn(&str)) -> Result<(), String> {
    rules::learn(app).await.map_err(|e| e.to_string())?;
    let policy = app.policy();
    let at = acts::next_passage(&policy, app.now());
    let planned = app.store.read(move |db| acts::plan(db, &policy, at, i64::MAX)).await.map_err(|e| e.to_string())?;
    say(&format!("next passage: {}", at.format("%FT%TZ")));
    for one in planned {
        match &one.look {
            Look::Make(deed) => {
                say(&format!("{}\t{}", one.space.slug, deed_code(deed)));
                let letters = acts::letters_of(app, &one.space, deed, &app.settings.link("/activite/…")).map_err(|e| e.to_string())?;
                if let Some(letter) = letters.first() {
                    say(&format!("  {} × {}\n    {}", letters.len(), letter.subject, letter.body.replace('\n', "\n    ")));
                }
            }
            Look::Wait(wait) => say(&format!("{}\twaits: {}", one.space.slug, wait_code(*wait))),
            Look::Never | Look::Rest(_) => {}
        }
    }
    Ok(())
}
