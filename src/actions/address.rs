//! Addresses that are not to be given: [`unfree`] is the one place that says why a label is not free; reserving, and quarantine.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::address::{Entry, Kind, Label, Release, Unfree, quarantine_end};
use crate::domain::effect::Effect;
use crate::domain::form::{Answers, Problem};
use crate::domain::values::{ApplicationId, LabelId, QuarantineId, Slug};
use crate::domain::volunteer::Volunteer;
use crate::store::address::Borne;
use crate::store::{self, Db, Tx};

/// Labels that coordinators reserve, at most: each is read when someone asks for an address.
pub const MOST: usize = 500;

fn hash(app: &App, slug: &Slug) -> String {
    app.keys.keyed_hash("quarantine", slug.as_str())
}

/// Why a label may not be given to this application, if so: reserved, of a space, asked for by another application, or in quarantine.
pub fn unfree(app: &App, db: &mut Db<'_>, slug: &Slug, id: &ApplicationId) -> store::Result<Option<Unfree>> {
    if slug.is_reserved() || store::address::reserved(db)?.iter().any(|kept| kept.label.covers(slug)) {
        return Ok(Some(Unfree::Reserved));
    }
    if store::space::by_slug(db, slug)?.is_some() || store::application::slug_asked(db, slug, id)? {
        return Ok(Some(Unfree::Taken));
    }
    Ok(store::address::quarantined(db, &hash(app, slug), app.now())?.map(|_| Unfree::Quarantined))
}

/// This label was that of a space that is no more, and nobody has it yet.
pub fn is_quarantined(app: &App, db: &mut Db<'_>, slug: &Slug) -> store::Result<bool> {
    Ok(store::address::quarantined(db, &hash(app, slug), app.now())?.is_some())
}

/// Why nothing is reserved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What is to be mended.
    Problems(Vec<Problem>),
    /// Some have it or ask for it, and nobody said that this is meant.
    Borne(Borne),
}

fn wrong(field: &'static str, key: &'static str, n: usize) -> Vec<Problem> {
    vec![Problem { field, key, n: i64::try_from(n).unwrap_or_default() }]
}

/// Reserves a label, or several of a likeness. Spaces keep theirs; an application is not accepted with it any more.
pub async fn reserve(app: &App, by: &Volunteer, given: &Answers) -> Outcome<Label, Refusal> {
    let moment = Moment::of(app, format!("volunteer:{}", by.id));
    let Entry { label, sure } = match Entry::parse(moment.key(), given) {
        Ok(entry) => entry,
        Err(problems) => return Ok(Err(Refusal::Problems(problems))),
    };
    let by = by.id.clone();
    app.store
        .write(move |tx| {
            let all = store::address::reserved(tx)?;
            let covered = |one: &Label| match (label.kind, Slug::parse(&label.text)) {
                (Kind::Exact, Some(slug)) => one.covers(&slug),
                _ => (one.kind, &one.text) == (label.kind, &label.text),
            };
            if all.iter().any(|kept| covered(&kept.label)) {
                return Ok(Err(Refusal::Problems(wrong("label", "reserved-label-already", 0))));
            }
            if all.len() >= MOST {
                return Ok(Err(Refusal::Problems(wrong("label", "reserved-too-many", MOST))));
            }
            let borne = store::address::borne(tx, &label)?;
            if !sure && borne != Borne::default() {
                return Ok(Err(Refusal::Borne(borne)));
            }
            store::address::reserve(tx, &label, &by, moment.now)?;
            settle(tx, &moment, vec![trace("reserve_label", label.id.to_string(), label.kind.code())])?;
            Ok(Ok(label))
        })
        .await
}

/// Gives a reserved label back: whether there was one.
pub async fn unreserve(app: &App, by: &Volunteer, id: LabelId) -> Result<bool, Failure> {
    let moment = Moment::of(app, format!("volunteer:{}", by.id));
    app.store
        .write(move |tx| {
            let there = store::address::unreserve(tx, &id)?;
            if there {
                settle(tx, &moment, vec![trace("unreserve_label", id.to_string(), "")])?;
            }
            Ok(there)
        })
        .await
}

/// Puts the label of a space in quarantine, in the transaction that deletes the space (and the application it came from, which would
/// keep its label from others for ever).
pub fn quarantine(app: &App, tx: &mut Tx<'_>, moment: &Moment, slug: &Slug) -> Result<(), Failure> {
    let id = QuarantineId::parse(&moment.timeless_key()).unwrap_or_else(|| unreachable!("a UUID is a key"));
    store::address::quarantine(tx, &id, &hash(app, slug), quarantine_end(moment.now, app.policy().quarantine_months))?;
    settle(tx, moment, vec![trace("quarantine_label", id.to_string(), "")])
}

/// Frees a label before its quarantine is over. Who frees it typed it: nothing lists those in quarantine.
pub async fn free(app: &App, by: &Volunteer, given: &Answers) -> Outcome<Slug, Vec<Problem>> {
    let Release { slug, motive } = match Release::parse(given) {
        Ok(release) => release,
        Err(problems) => return Ok(Err(problems)),
    };
    let (moment, by, hash) = (Moment::of(app, format!("volunteer:{}", by.id)), by.id.clone(), hash(app, &slug));
    app.store
        .write(move |tx| {
            let mut found = false;
            // A label that was given and deleted again has several.
            while let Some(id) = store::address::quarantined(tx, &hash, moment.now)? {
                store::address::free(tx, &id, &by, &motive, moment.now)?;
                settle(tx, &moment, vec![trace("free_label", id.to_string(), "")])?;
                found = true;
            }
            Ok(if found { Ok(slug) } else { Err(wrong("freed", "freed-unknown", 0)) })
        })
        .await
}

fn trace(verb: &'static str, subject: String, detail: &str) -> Effect {
    Effect::Trace { verb, subject, detail: detail.to_owned() }
}
