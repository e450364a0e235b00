//! What comes next for a space, for one's own calendar: RFC 5545, whole days.

use crate::domain::agenda::agenda;
use crate::domain::day;
use crate::store;
use crate::web::dashboard::coming;
use crate::web::error::Error;
use crate::web::guard::SpaceAdmin;
use crate::words;
use actix_web::HttpResponse;
use actix_web::http::header;
use ics::properties::{Description, DtEnd, DtStart, Summary, Transp, URL};
use ics::{Event, ICalendar, escape_text, parameters};

/// `GET /espace/{slug}/calendrier.ics`
pub async fn show(admin: SpaceAdmin) -> Result<HttpResponse, Error> {
    let SpaceAdmin { space, contact } = admin;
    let (app, now, id) = (contact.visit.app.clone(), contact.visit.now(), space.id.clone());
    let known = app.store.read(move |db| store::life::known(db, std::slice::from_ref(&id))).await?.pop();
    let (space, facts) = known.ok_or(Error::NotFound)?;
    let here = app.settings.link(&format!("/espace/{}", space.slug));
    let host = format!("{}.{}", space.slug, app.settings.space_domain);
    let stamp = now.format("%Y%m%dT%H%M%SZ").to_string();
    let mut calendar = ICalendar::new("2.0", "-//Passeur//Espaces//FR");
    for (on, what) in agenda(&space, &facts, &app.policy(), now) {
        let date = |on: chrono::NaiveDate| on.format("%Y%m%d").to_string();
        // One entry a kind: a new file puts the entry at its new day.
        let mut event = Event::new(format!("{}@{host}", what.code()), stamp.clone());
        let mut start = DtStart::new(date(on));
        start.append(parameters!("VALUE" => "DATE"));
        let mut end = DtEnd::new(date(day::plus(on, 1)));
        end.append(parameters!("VALUE" => "DATE"));
        event.push(start);
        event.push(end);
        event.push(Summary::new(escape_text(words::say_with("coming-summary", &[("name", &space.name), ("what", &coming(what))]))));
        event.push(Description::new(escape_text(words::say("coming-description"))));
        event.push(URL::new(here.clone()));
        event.push(Transp::transparent());
        calendar.add_event(event);
    }
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.ics\"", space.slug)))
        .body(calendar.to_string()))
}
