//! Texts in the coordinators' own words (spec 5.8): save a version, go back to the house's own, retire a reply, look at one before it
//! is saved. The guard of the door lets coordinators alone in.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::application::Application;
use crate::domain::effect::Effect;
use crate::domain::fold::fold;
use crate::domain::letter::Letter;
use crate::domain::values::WordingId;
use crate::domain::volunteer::Volunteer;
use crate::domain::wording::{Kind, Series, Text, Wording};
use crate::post::wording;
use crate::store::{self, Tx};

/// Why a text stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such text.
    Unknown,
    /// It was changed since the page was shown; the version in use now, if one is.
    Stale(Option<Box<Wording>>),
    /// Another reply has this title already: most often the same form, sent twice.
    TitleTaken,
}

fn actor(volunteer: &Volunteer) -> String {
    format!("volunteer:{}", volunteer.id)
}

fn trace(verb: &'static str, series: &Series, version: i64) -> Vec<Effect> {
    vec![Effect::Trace { verb, subject: series.to_string(), detail: version.to_string() }]
}

/// Another reply in use has this title.
fn title_is_taken(tx: &mut Tx<'_>, text: &Text, series: Option<&Series>) -> store::Result<bool> {
    if text.kind != Kind::Reply {
        return Ok(false);
    }
    let replies = store::wording::replies(tx)?;
    Ok(replies.iter().any(|reply| Some(&reply.series) != series && fold(&reply.text.title) == fold(&text.title)))
}

/// Adds a reply.
pub async fn add(app: &App, by: &Volunteer, text: Text) -> Outcome<Wording, Refusal> {
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            if text.kind != Kind::Reply {
                return Ok(Err(Refusal::Unknown));
            }
            if title_is_taken(tx, &text, None)? {
                return Ok(Err(Refusal::TitleTaken));
            }
            let id: WordingId = moment.key();
            let series = Series::Reply(id.clone());
            let wording = Wording { id, series, version: 1, text, author: Some(by), written_at: moment.now, current: true };
            store::wording::insert(tx, &wording)?;
            settle(tx, &moment, trace("add_wording", &wording.series, 1))?;
            Ok(Ok(wording))
        })
        .await
}

/// Saves a new version, as long as the one in use is still what the page showed: version `seen`, 0 where none was.
pub async fn change(app: &App, by: &Volunteer, series: Series, seen: i64, text: Text) -> Outcome<Wording, Refusal> {
    let (moment, by) = (Moment::of(app, actor(by)), by.id.clone());
    app.store
        .write(move |tx| {
            let version = store::wording::next_version(tx, &series)?;
            if text.kind != series.kind() || series.kind() == Kind::Reply && version == 1 {
                return Ok(Err(Refusal::Unknown));
            }
            if let Some(refusal) = stale(tx, &series, seen)? {
                return Ok(Err(refusal));
            }
            if title_is_taken(tx, &text, Some(&series))? {
                return Ok(Err(Refusal::TitleTaken));
            }
            let wording = Wording { id: moment.key(), series, version, text, author: Some(by), written_at: moment.now, current: true };
            store::wording::insert(tx, &wording)?;
            settle(tx, &moment, trace("change_wording", &wording.series, version))?;
            Ok(Ok(wording))
        })
        .await
}

/// Puts a text out of use: a letter is the house's own again, a reply is no longer proposed. Gives what it was.
pub async fn retire(app: &App, by: &Volunteer, series: Series, seen: i64) -> Outcome<Wording, Refusal> {
    let moment = Moment::of(app, actor(by));
    app.store
        .write(move |tx| {
            if let Some(refusal) = stale(tx, &series, seen)? {
                return Ok(Err(refusal));
            }
            let Some(gone) = store::wording::current(tx, &series)? else { return Ok(Err(Refusal::Unknown)) };
            store::wording::set_aside(tx, &series)?;
            settle(tx, &moment, trace("retire_wording", &series, gone.version))?;
            Ok(Ok(Wording { current: false, ..gone }))
        })
        .await
}

fn stale(tx: &mut Tx<'_>, series: &Series, seen: i64) -> store::Result<Option<Refusal>> {
    let now = store::wording::current(tx, series)?;
    let version = now.as_ref().map_or(0, |wording| wording.version);
    Ok((version != seen).then(|| Refusal::Stale(now.map(Box::new))))
}

/// The house's own text of a kind: what one begins with.
pub fn house_text(app: &App, kind: Kind) -> Text {
    wording::house_text(&app.settings, kind)
}

/// The letter that a text would make for an application, without the contact address and the link of the applicant. Nothing is saved.
pub async fn preview(app: &App, by: &Volunteer, application: &Application, text: &Text) -> Result<Letter, Failure> {
    let alternatives = app.store.read(store::alternative::all).await?;
    Ok(wording::preview(&app.settings, application, &app.policy(), &alternatives, text, (by.id.clone(), app.now()))?)
}

/// A reply, filled for an application: the beginning of a question.
pub fn reply(app: &App, application: &Application, text: &Text) -> String {
    wording::reply(&app.settings, application, &app.policy(), text)
}
