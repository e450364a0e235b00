//! The page of a network: its members, the reasons of their links, its count against the bars (spec 6); and saying that two requests
//! belong together, or do not.

use crate::actions::kinship::{self as acts, MOST_MEMBERS, Unsaid, known};
use crate::domain::kinship::{STRONG, Verdict};
use crate::domain::network::{self, replaced, standing};
use crate::domain::values::{NetworkId, Reference};
use crate::store;
use crate::store::kinship::{self as kin, thousandths};
use crate::web::error::Error;
use crate::web::form::Posted;
use crate::web::guard::Volunteer;
use crate::web::kinship::{bar_words, because, host_words, parts, said_words};
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::words;
use actix_web::{HttpResponse, web};
use askama::Template;

/// A member, as it is shown.
struct Shown {
    reference: String,
    name: String,
    town: String,
    since: String,
    standing: String,
    /// It replaces this space of the network.
    replaces: Option<String>,
    seen_before: bool,
    /// Why it is here: with whom, and what they share.
    links: Vec<(String, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "review/network.html")]
struct NetworkPage {
    frame: Frame,
    counted: String,
    parts: String,
    bar: String,
    host: Option<String>,
    members: Vec<Shown>,
    said: Vec<(String, String, String)>,
    more: bool,
}

/// Links shown of a member.
const LINKS: usize = 3;

/// `GET /equipe/reseaux/{id}`
pub async fn show(volunteer: Volunteer, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let id = NetworkId::parse(&path).ok_or(Error::NotFound)?;
    let (app, policy) = (&volunteer.visit.app, volunteer.visit.app.policy());
    let read = app.store.read(move |db| {
        let members = store::network::members(db, &id, MOST_MEMBERS)?;
        let ids: Vec<String> = members.iter().map(|one| one.id.to_string()).collect();
        let links = kin::reasons_among(db, &ids, thousandths(STRONG))?;
        Ok::<_, store::Error>((members, links, kin::said_of(db, &ids)?))
    });
    let (members, links, said) = read.await?;
    if members.is_empty() {
        return Err(Error::NotFound);
    }
    let count = network::count(&known(&members));
    let name = |id: &str| members.iter().find(|one| one.id.as_str() == id).map(|one| one.form.full_name()).unwrap_or_default();
    let slugs: Vec<&str> = members.iter().filter_map(|one| one.space.as_ref()).map(|(slug, _)| slug.as_str()).collect();
    let shown = |one: &store::network::Member| {
        let own = links.iter().filter(|(a, ..)| a == one.id.as_str()).take(LINKS);
        Shown {
            reference: one.reference.to_string(),
            name: one.form.full_name(),
            town: one.form.structure.town.clone().unwrap_or_default(),
            since: words::date(one.submitted_at),
            standing: words::label("standing", standing(&one.state, one.space.as_ref().map(|(_, status)| *status)).code()),
            replaces: replaced(&one.form).map(|slug| slug.to_string()).filter(|slug| slugs.contains(&slug.as_str())),
            seen_before: one.seen_before,
            links: own.map(|(_, other, reasons)| (name(other), reasons.iter().take(LINKS).map(because).collect())).collect(),
        }
    };
    let of_both = |said: &kin::Said| (name(said.pair.0.as_str()), name(said.pair.1.as_str()), said_words(said));
    let page = NetworkPage {
        frame: volunteer.frame(Place::Queue, &words::say("title-network")),
        counted: words::count("kin-counted-whole", i64::try_from(count.total()).unwrap_or(i64::MAX)),
        parts: parts(count),
        bar: bar_words(network::bar(count, &policy), &policy),
        host: host_words(count, None, &policy),
        more: i64::try_from(members.len()).is_ok_and(|n| n == MOST_MEMBERS),
        said: said.iter().map(of_both).filter(|(a, b, _)| !a.is_empty() && !b.is_empty()).collect(),
        members: members.iter().map(shown).collect(),
    };
    page::show(&page)
}

/// `POST /equipe/demandes/{reference}/parente`: the request of the page and another (`other`) are related, or not (`verdict`).
pub async fn judge(volunteer: Volunteer, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let one = Reference::parse(&path).ok_or(Error::NotFound)?;
    let other = Reference::parse(&given.text("other")).ok_or(Error::NotFound)?;
    let verdict = match given.text("verdict").as_str() {
        "related" => Verdict::Related,
        "not_related" => Verdict::NotRelated,
        _ => return Err(Error::Unreadable),
    };
    let motive = given.text("motive").chars().take(500).collect();
    let said = match acts::judge(&volunteer.visit.app, &volunteer.who, (one.clone(), other), verdict, motive).await? {
        Ok(()) if verdict == Verdict::Related => Flash::done(words::say("flash-kin-related")),
        Ok(()) => Flash::done(words::say("flash-kin-not-related")),
        Err(Unsaid::MotiveMissing) => Flash::watch(words::say("kin-motive-missing")),
        Err(Unsaid::Unknown) => return Err(Error::NotFound),
    };
    volunteer.visit.say(said);
    Ok(go(&format!("/equipe/demandes/{one}")))
}
