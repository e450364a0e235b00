//! Applications: one whole, the lists of the queue, the addresses they keep.

use super::schema::applications;
use super::{At, Db, Result, Tx, from_json, from_text, kinship, tally, to_json, waiting};
use crate::domain::application::{Application, Shelf, State};
use crate::domain::fold::words;
use crate::domain::review::{Choice, Claim};
use crate::domain::sieve::Grade;
use crate::domain::values::{ApplicationId, Instant, Reference, Slug};
use diesel::prelude::*;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = applications, treat_none_as_null = true)]
pub(super) struct Row {
    id: String,
    reference: String,
    version: i64,
    shelf: String,
    sort_at: At,
    submitted_at: At,
    organization_name: String,
    town: String,
    country: String,
    legal_form: String,
    field: String,
    verdict: String,
    search: String,
    slug: String,
    email: String,
    status_hash: String,
    form: String,
    assessment: String,
    state: String,
    claimed_by: Option<String>,
    claimed_until: Option<At>,
    priority: i64,
    due_at: Option<At>,
    name_key: String,
    waits_for: Option<String>,
    sieved: Option<String>,
    rank_at: At,
}

impl Row {
    fn of(application: &Application, status_hash: String) -> Result<Self> {
        let structure = &application.form.structure;
        let contact = &application.form.contact;
        Ok(Self {
            id: application.id.to_string(),
            reference: application.reference.to_string(),
            version: application.version,
            shelf: application.state.shelf().to_string(),
            sort_at: At::of(application.state.since(application.submitted_at)),
            submitted_at: At::of(application.submitted_at),
            organization_name: structure.organization_name.clone(),
            town: structure.town.clone().unwrap_or_default(),
            country: structure.country.clone(),
            legal_form: structure.legal_form.to_string(),
            field: structure.field.to_string(),
            verdict: application.assessment.verdict.to_string(),
            search: application.searched(),
            slug: application.form.address.slug.to_string(),
            email: contact.email.folded(),
            status_hash,
            form: to_json(&application.form)?,
            assessment: to_json(&application.assessment)?,
            state: to_json(&application.state)?,
            claimed_by: application.claim.as_ref().map(|claim| claim.by.to_string()),
            claimed_until: application.claim.as_ref().map(|claim| At::of(claim.until)),
            priority: application.priority(),
            due_at: application.state.due().map(At::of),
            name_key: words(&structure.organization_name),
            waits_for: application.state.waits_for().map(ToString::to_string),
            sieved: application.sieved.map(|grade| grade.code().to_owned()),
            rank_at: At::of(application.rank_at()),
        })
    }

    /// The application.
    pub(super) fn read(self) -> Result<Application> {
        let claim = match (self.claimed_by, self.claimed_until) {
            (Some(by), Some(until)) => Some(Claim { by: from_text(by, "claim")?, until: until.0 }),
            _ => None,
        };
        Ok(Application {
            id: from_text(self.id, "application")?,
            reference: from_text(self.reference, "reference")?,
            version: self.version,
            submitted_at: self.submitted_at.0,
            form: from_json(&self.form, "form")?,
            assessment: from_json(&self.assessment, "assessment")?,
            state: from_json(&self.state, "state of an application")?,
            claim,
            sieved: self.sieved.map(|grade| from_text(grade, "grade of a sieve")).transpose()?,
            lead: self.sort_at.0 - self.rank_at.0,
        })
    }
}

fn read(row: Option<Row>) -> Result<Option<Application>> {
    row.map(Row::read).transpose()
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &ApplicationId) -> Result<Option<Application>> {
    read(applications::table.find(id.as_str()).select(Row::as_select()).first(&mut **db).optional()?)
}

/// By reference.
pub fn by_reference(db: &mut Db<'_>, reference: &Reference) -> Result<Option<Application>> {
    read(applications::table.filter(applications::reference.eq(reference.as_str())).select(Row::as_select()).first(&mut **db).optional()?)
}

/// By the hash of the secret of its status page.
pub fn by_status_hash(db: &mut Db<'_>, hash: &str) -> Result<Option<Application>> {
    read(applications::table.filter(applications::status_hash.eq(hash)).select(Row::as_select()).first(&mut **db).optional()?)
}

/// All of one contact address, latest first, ten at most.
pub fn by_email(db: &mut Db<'_>, folded: &str) -> Result<Vec<Application>> {
    let rows = applications::table.filter(applications::email.eq(folded)).order(applications::id.desc()).limit(10).select(Row::as_select());
    rows.load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}

/// Stores a new application, with the hash of the secret of its status page.
pub fn insert(tx: &mut Tx<'_>, application: &Application, status_hash: String) -> Result<()> {
    diesel::insert_into(applications::table).values(Row::of(application, status_hash)?).execute(&mut ***tx)?;
    count(tx, None, Some(application))
}

/// Stores the next state of an application, one version further.
pub fn update(tx: &mut Tx<'_>, before: &Application, after: &Application) -> Result<()> {
    let hash = applications::table.find(before.id.as_str()).select(applications::status_hash).first(&mut ***tx)?;
    update_with_hash(tx, before, after, hash)
}

/// The same, with another secret of its status page: its address changed.
pub fn update_with_hash(tx: &mut Tx<'_>, before: &Application, after: &Application, hash: String) -> Result<()> {
    let row = Row::of(&Application { version: before.version + 1, ..after.clone() }, hash)?;
    diesel::update(applications::table.find(before.id.as_str())).set(row).execute(&mut ***tx)?;
    if before.form != after.form {
        kinship::set_due(tx, &before.id)?;
    }
    count(tx, Some(before), Some(after))
}

/// Stores who holds it; the version stays, as nothing of the application changed.
pub fn set_claim(tx: &mut Tx<'_>, id: &ApplicationId, claim: Option<&Claim>) -> Result<()> {
    let by = claim.map(|claim| claim.by.as_str());
    let until = claim.map(|claim| At::of(claim.until));
    let values = (applications::claimed_by.eq(by), applications::claimed_until.eq(until));
    diesel::update(applications::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// Stores what a sieve does to it; the version stays, so that no page on a screen becomes stale.
pub fn set_sieved(tx: &mut Tx<'_>, application: &Application) -> Result<()> {
    let values = (applications::sieved.eq(application.sieved.map(Grade::code)), applications::priority.eq(application.priority()));
    diesel::update(applications::table.find(application.id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// Takes their lead from all that have one: the first phase is over (R9).
pub fn forget_leads(tx: &mut Tx<'_>) -> Result<usize> {
    let ahead = applications::table.filter(applications::rank_at.ne(applications::sort_at));
    Ok(diesel::update(ahead).set(applications::rank_at.eq(applications::sort_at)).execute(&mut ***tx)?)
}

/// Erases an application with all that hangs on it: decisions, letters, messages.
pub fn erase(tx: &mut Tx<'_>, application: &Application) -> Result<()> {
    tally::add(tx, tally::UNSCRUBBED, 1)?;
    kinship::forget(tx, &application.id)?;
    diesel::delete(applications::table.find(application.id.as_str())).execute(&mut ***tx)?;
    count(tx, Some(application), None)
}

fn count(tx: &mut Tx<'_>, before: Option<&Application>, after: Option<&Application>) -> Result<()> {
    let held = |a: Option<&Application>| a.is_some_and(|a| matches!(&a.state, State::Held { choice: Choice::Accept, .. }));
    if let Some(before) = before {
        tally::add(tx, &tally::shelf(before.state.shelf()), -1)?;
    }
    if let Some(after) = after {
        tally::add(tx, &tally::shelf(after.state.shelf()), 1)?;
    }
    for (one, by) in [(before, -1), (after, 1)] {
        if let Some(State::Waiting(listed)) = one.map(|one| &one.state) {
            tally::add(tx, &waiting::tally(listed), by)?;
        }
    }
    tally::add(tx, tally::HELD_ACCEPTANCES, i64::from(held(after)) - i64::from(held(before)))
}

/// The address is asked for by another application that still keeps it.
pub fn slug_asked(db: &mut Db<'_>, slug: &Slug, except: &ApplicationId) -> Result<bool> {
    let others = applications::table.filter(applications::slug.eq(slug.as_str())).filter(applications::id.ne(except.as_str()));
    let states: Vec<String> = others.select(applications::state).load(&mut **db)?;
    for state in states {
        if from_json::<State>(&state, "state of an application")?.keeps_slug() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Questions to applicants about which something is due by `now`, `most` at most.
pub fn due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<ApplicationId>> {
    let asked = applications::table.filter(applications::due_at.le(At::of(now))).filter(applications::shelf.eq(Shelf::Asked.code()));
    let due = asked.order((applications::due_at, applications::id)).limit(most);
    due.select(applications::id).load::<String>(&mut **db)?.into_iter().map(|id| from_text(id, "application")).collect()
}

/// Unconfirmed applications sent before `limit`, and refused ones: what the clockwork may erase.
pub fn on_shelf_before(db: &mut Db<'_>, shelf: Shelf, limit: Instant, most: i64) -> Result<Vec<Application>> {
    let rows = applications::table
        .filter(applications::shelf.eq(shelf.code()))
        .filter(applications::sort_at.le(At::of(limit)))
        .order((applications::sort_at, applications::id))
        .limit(most)
        .select(Row::as_select());
    rows.load::<Row>(&mut **db)?.into_iter().map(Row::read).collect()
}
