//! One's own page: one's figures, sessions, past decisions, keys and password (spec 5.11, 11).

use crate::actions::me as acts;
use crate::actions::volunteer::{IDLE, weakness};
use crate::domain::figures::month_start;
use crate::domain::form::Answers;
use crate::domain::values::Secret;
use crate::domain::volunteer::{PASSWORD_LENGTH, Weakness};
use crate::store::{self, digest, figures, team};
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Volunteer;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use chrono::Duration;

/// The page.
const HERE: &str = "/equipe/moi";
/// Past decisions shown.
const DECISIONS: i64 = 20;

struct Session {
    since: String,
    seen: String,
    /// The one that looks.
    current: bool,
}

struct Decision {
    reference: String,
    choice: String,
    at: String,
    undone: bool,
}

#[derive(Template)]
#[template(path = "team/me.html")]
struct MePage {
    frame: Frame,
    form: View,
    /// What the volunteer chose: the digest, and to hear of changes.
    chosen: View,
    name: String,
    email: String,
    role: String,
    /// This month: a label and a count for each kind of decision.
    month: Vec<(String, String)>,
    sessions: Vec<Session>,
    decisions: Vec<Decision>,
    length: usize,
    second_factor: bool,
}

async fn render(volunteer: &Volunteer, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let (app, who, now) = (&volunteer.visit.app, &volunteer.who, volunteer.visit.now());
    let (id, mine) = (who.id.clone(), volunteer.visit.volunteer().map(|secret| app.keys.hash(&secret)));
    let (sessions, counts, decisions, wanted) = app
        .store
        .read(move |db| {
            let counts = figures::decided_by(db, &id, month_start(now))?;
            let decisions = figures::decisions_of(db, &id, DECISIONS)?;
            Ok::<_, store::Error>((team::sessions_of(db, &id, now, now - IDLE)?, counts, decisions, digest::is_wanted(db, &id)?))
        })
        .await?;
    let session = |one: team::Session| Session {
        since: words::moment(one.since),
        seen: words::moment(one.seen_at),
        current: mine.as_deref() == Some(one.key_hash.as_str()),
    };
    let decision = |one: figures::Taken| Decision {
        reference: one.reference.to_string(),
        choice: words::label("taken", one.choice.code()),
        at: words::date(one.at),
        undone: one.undone,
    };
    let chosen = [("digest", wanted), ("aloud", volunteer.visit.aloud)].into_iter().filter(|(_, chosen)| *chosen);
    let chosen = Answers(chosen.map(|(name, _)| (name.to_owned(), vec!["yes".to_owned()])).collect());
    let count = |code: &str| (words::label("month-taken", code), words::number(counts.get(code).copied().unwrap_or(0)));
    let page = MePage {
        frame: volunteer.frame(Place::Me, &words::say("title-me")),
        form,
        chosen: View::of(chosen),
        name: who.name.clone(),
        email: who.email.to_string(),
        role: words::label("role", who.role.code()),
        month: ["accept", "wait", "refuse"].map(count).into(),
        sessions: sessions.into_iter().map(session).collect(),
        decisions: decisions.into_iter().map(decision).collect(),
        length: PASSWORD_LENGTH,
        second_factor: who.second_factor,
    };
    page::show_with(status, &page)
}

/// `GET /equipe/moi`
pub async fn show(volunteer: Volunteer) -> Result<HttpResponse, Error> {
    render(&volunteer, View::default(), StatusCode::OK).await
}

/// The secret of the session that asks; the guard found it a moment ago.
fn session(volunteer: &Volunteer) -> Result<Secret, Error> {
    volunteer.visit.volunteer().ok_or_else(|| Error::LogIn(HERE.to_owned()))
}

/// `POST /equipe/moi/sessions`: closes the others.
pub async fn close_sessions(volunteer: Volunteer, _: Posted) -> Result<HttpResponse, Error> {
    let closed = acts::close_other_sessions(&volunteer.visit.app, &volunteer.who, &session(&volunteer)?).await?;
    volunteer.visit.say(Flash::done(words::count("flash-sessions-closed", i64::try_from(closed).unwrap_or(i64::MAX))));
    Ok(go(HERE))
}

/// Old passwords that one may try in a quarter of an hour: by account, as only who is in it gets here.
const TRIES: u32 = 8;

/// `POST /equipe/moi/mot-de-passe`
pub async fn change_password(volunteer: Volunteer, Posted(mut given): Posted) -> Result<HttpResponse, Error> {
    let (visit, who) = (&volunteer.visit, &volunteer.who);
    let mut take = |name: &str| given.0.remove(name).and_then(|values| values.into_iter().next()).unwrap_or_default();
    let (old, new) = (take("current_password"), take("password"));
    // A password never comes back: the form is shown empty.
    let mut form = View::default();
    match weakness(&visit.app, &new, &who.email, &who.name) {
        Some(Weakness::Short) => form.add("password", "password-short"),
        Some(Weakness::Long) => form.add("password", "password-long"),
        Some(Weakness::Common) => form.add("password", "password-common"),
        None => {}
    }
    if form.has_problems() {
        return render(&volunteer, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let key = format!("change password {}", who.id);
    visit.throttle.count(key.clone(), TRIES, Duration::minutes(15), visit.now())?;
    let old = old.chars().take(1000).collect();
    match acts::change_password(&visit.app, who, &session(&volunteer)?, old, new).await? {
        Ok(()) => {
            visit.throttle.forget(&key);
            visit.say(Flash::done(words::say("flash-password-changed")));
            Ok(go(HERE))
        }
        Err(acts::WrongPassword) => {
            form.add("current_password", "current-password-wrong");
            render(&volunteer, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
