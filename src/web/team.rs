//! The team, as coordinators keep it: who is here, who was invited, who left (spec 5.11).

use crate::actions::team::{self as acts, Uninvited};
use crate::domain::team::{Guest, Member, Refusal, Standing};
use crate::domain::values::{Role, VolunteerId};
use crate::store;
use crate::web::error::Error;
use crate::web::form::View;
use crate::web::guard::Coordinator;
use crate::web::options::{self, Options};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::proof::Proven;
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// The list.
const LIST: &str = "/coordination/benevoles";

/// A member as the list shows them.
struct Shown {
    id: String,
    name: String,
    email: String,
    role: String,
    since: String,
    /// When they were last seen, as far as is remembered.
    seen: Option<String>,
    /// Until when their link may be used.
    invited_until: Option<String>,
    /// Since when they are gone.
    gone_since: String,
    /// The role that a button would give: code, and words of the button.
    other_role: (&'static str, String),
    /// A code is asked of them after the password.
    second_factor: bool,
    /// It is who looks: nothing to do for oneself.
    me: bool,
}

fn shown(member: &Member, me: &VolunteerId) -> Shown {
    let volunteer = &member.volunteer;
    let other = if volunteer.role == Role::Coordinator { Role::Volunteer } else { Role::Coordinator };
    Shown {
        id: volunteer.id.to_string(),
        name: volunteer.name.clone(),
        email: volunteer.email.to_string(),
        role: words::label("role", volunteer.role.code()),
        since: words::date(member.since),
        seen: member.seen_at.map(words::date),
        invited_until: member.invited_until.map(words::date),
        gone_since: volunteer.disabled_at.map(words::date).unwrap_or_default(),
        other_role: (other.code(), words::label("member-give", other.code())),
        second_factor: volunteer.second_factor,
        me: volunteer.id == *me,
    }
}

#[derive(Template)]
#[template(path = "team/members.html")]
struct MembersPage {
    frame: Frame,
    form: View,
    here: Vec<Shown>,
    invited: Vec<Shown>,
    gone: Vec<Shown>,
    roles: Options,
    invitation_days: i64,
}

async fn list(coordinator: &Coordinator, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let (app, now) = (&coordinator.visit.app, coordinator.visit.now());
    let members = app.store.read(move |db| store::team::members(db, now)).await?;
    let of = |standing: Standing| -> Vec<Shown> {
        members.iter().filter(|member| member.standing() == standing).map(|member| shown(member, &coordinator.who.id)).collect()
    };
    let page = MembersPage {
        frame: coordinator.frame(Place::Members, &words::say("title-members")),
        form,
        here: of(Standing::Here),
        invited: of(Standing::Invited),
        gone: of(Standing::Gone),
        roles: options::of("member-role", Role::ALL.iter().map(|role| role.code())),
        invitation_days: app.policy().invitation_days,
    };
    page::show_with(status, &page)
}

/// `GET /coordination/benevoles`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    list(&coordinator, View::default(), StatusCode::OK).await
}

/// `POST /coordination/benevoles`: invites someone by mail.
pub async fn invite(Proven { by: coordinator, given }: Proven<Coordinator>) -> Result<HttpResponse, Error> {
    let guest = match Guest::parse(&given) {
        Ok(guest) => guest,
        Err(problems) => return list(&coordinator, View::with(given, &problems), StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    coordinator.visit.count_letters()?;
    match acts::invite(&coordinator.visit.app, &coordinator.who, guest).await? {
        Ok(invited) => Ok(done(&coordinator, "flash-member-invited", &invited.name)),
        Err(Uninvited::Unknown) => Err(Error::NotFound),
        Err(Uninvited::Exists(name)) => {
            let mut form = View::of(given);
            form.add("email", "member-email-taken");
            form.remark_on("email", words::say_with("member-email-whose", &[("name", &name)]));
            list(&coordinator, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// Back to the list, with a word.
fn done(coordinator: &Coordinator, key: &str, name: &str) -> HttpResponse {
    coordinator.visit.say(Flash::done(words::say_with(key, &[("name", name)])));
    go(LIST)
}

/// Back to the list: what was done, or why nothing was.
fn told(coordinator: &Coordinator, outcome: Result<Member, Refusal>, key: &str) -> Result<HttpResponse, Error> {
    let refused = match outcome {
        Ok(member) => return Ok(done(coordinator, key, &member.volunteer.name)),
        Err(Refusal::Unknown) => return Err(Error::NotFound),
        Err(Refusal::Oneself) => "member-oneself",
        Err(Refusal::LastCoordinator) => "member-last-coordinator",
        Err(Refusal::Gone) => "member-gone",
        Err(Refusal::JustSent) => "member-just-sent",
    };
    coordinator.visit.say(Flash::watch(words::say(refused)));
    Ok(go(LIST))
}

fn key(path: &str) -> Result<VolunteerId, Error> {
    VolunteerId::parse(path).ok_or(Error::NotFound)
}

/// `POST /coordination/benevoles/{id}/invitation`: a link once more.
pub async fn send_link(Proven { by: coordinator, .. }: Proven<Coordinator>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = key(&path)?;
    coordinator.visit.count_letters()?;
    let outcome = acts::send_link(&coordinator.visit.app, &coordinator.who, id).await?;
    told(&coordinator, outcome, "flash-member-link")
}

/// `POST /coordination/benevoles/{id}/role`
pub async fn set_role(Proven { by: coordinator, given }: Proven<Coordinator>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = key(&path)?;
    let role = Role::parse(&given.text("role")).ok_or(Error::NotFound)?;
    let outcome = acts::set_role(&coordinator.visit.app, &coordinator.who, id, role).await?;
    told(&coordinator, outcome, &words::key("flash-member-role", role.code()))
}

/// `POST /coordination/benevoles/{id}/depart`
pub async fn make_leave(Proven { by: coordinator, .. }: Proven<Coordinator>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let outcome = acts::make_leave(&coordinator.visit.app, &coordinator.who, key(&path)?).await?;
    told(&coordinator, outcome, "flash-member-left")
}

/// `POST /coordination/benevoles/{id}/retour`
pub async fn let_back(Proven { by: coordinator, .. }: Proven<Coordinator>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let outcome = acts::let_back(&coordinator.visit.app, &coordinator.who, key(&path)?).await?;
    told(&coordinator, outcome, "flash-member-back")
}

/// `POST /coordination/benevoles/{id}/double-authentification`: lifts it, for who lost both telephone and paper.
pub async fn lift_second_factor(Proven { by: coordinator, .. }: Proven<Coordinator>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let outcome = acts::lift_second_factor(&coordinator.visit.app, &coordinator.who, key(&path)?).await?;
    told(&coordinator, outcome, "flash-member-second-factor")
}
