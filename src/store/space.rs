//! Spaces, who administers them, and their sealed first credentials.

use super::schema::{contacts, credentials, gauges, overrides, spaces};
use super::{At, Db, Result, Tx, contact, from_json, from_text, tally, to_json};
use crate::domain::fold::fold;
use crate::domain::space::{Contact, Leaving, Limits, Sort, Space, State, Status};
use crate::domain::values::{ApplicationId, EmailAddress, Instant, Slug, SpaceId};
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = spaces)]
struct Row {
    id: String,
    slug: String,
    application_id: Option<String>,
    name: String,
    status: String,
    state: String,
    suite: String,
    accounts_limit: i64,
    storage_limit: i64,
    policy_version: i64,
    ordered_at: At,
    field: String,
    employees: String,
    country: String,
    leave_asked_at: Option<At>,
    leave_until: Option<At>,
}

impl Row {
    fn read(self, contacts: Vec<Contact>) -> Result<Space> {
        Ok(Space {
            id: from_text(self.id, "space")?,
            slug: from_text(self.slug, "slug")?,
            application: self.application_id.map(|id| from_text(id, "application")).transpose()?,
            name: self.name,
            suite: from_text(self.suite, "suite")?,
            limits: Limits { accounts: self.accounts_limit, storage_bytes: self.storage_limit },
            policy_version: self.policy_version,
            ordered_at: self.ordered_at.0,
            state: from_json(&self.state, "state of a space")?,
            contacts,
            sort: Sort { field: self.field, employees: self.employees, country: self.country },
            leaving: self.leave_asked_at.zip(self.leave_until).map(|(asked, until)| Leaving { asked_at: asked.0, until: until.0 }),
        })
    }
}

fn whole(db: &mut Db<'_>, rows: Vec<Row>) -> Result<Vec<Space>> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    type Line = (String, String, bool, Option<At>, Option<At>, Option<At>, Option<String>);
    let addresses: Vec<Line> = contacts::table
        .filter(contacts::space_id.eq_any(ids))
        .order((contacts::space_id, contacts::principal.desc(), contacts::email))
        .select((
            contacts::space_id,
            contacts::address,
            contacts::principal,
            contacts::confirmed_at,
            contacts::named_at,
            contacts::asked_at,
            contacts::takes_over,
        ))
        .load(&mut **db)?;
    let mut of: HashMap<String, Vec<Contact>> = HashMap::new();
    for (space, address, principal, confirmed, named, asked, takes_over) in addresses {
        let contact = Contact {
            email: from_text(address, "contact")?,
            principal,
            confirmed_at: confirmed.map(|at| at.0),
            named_at: named.map(|at| at.0),
            asked_at: asked.map(|at| at.0),
            takes_over: takes_over.map(|old| from_text(old, "contact")).transpose()?,
        };
        of.entry(space).or_default().push(contact);
    }
    rows.into_iter()
        .map(|row| {
            let contacts = of.remove(&row.id).unwrap_or_default();
            row.read(contacts)
        })
        .collect()
}

/// Those of these keys that exist, in no order.
pub fn find_all(db: &mut Db<'_>, ids: &[SpaceId]) -> Result<Vec<Space>> {
    let asked: Vec<&str> = ids.iter().map(SpaceId::as_str).collect();
    let rows = spaces::table.filter(spaces::id.eq_any(asked)).select(Row::as_select()).load(&mut **db)?;
    whole(db, rows)
}

/// By key.
pub fn find(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Space>> {
    Ok(find_all(db, std::slice::from_ref(id))?.pop())
}

/// By label.
pub fn by_slug(db: &mut Db<'_>, slug: &Slug) -> Result<Option<Space>> {
    let row = spaces::table.filter(spaces::slug.eq(slug.as_str())).select(Row::as_select()).load(&mut **db)?;
    Ok(whole(db, row)?.pop())
}

/// The one that an application opened.
pub fn of_application(db: &mut Db<'_>, application: &ApplicationId) -> Result<Option<Space>> {
    let row = spaces::table.filter(spaces::application_id.eq(application.as_str())).select(Row::as_select()).load(&mut **db)?;
    Ok(whole(db, row)?.pop())
}

/// Slugs and names of the spaces that an address administers, by name.
pub fn administered_by(db: &mut Db<'_>, email: &EmailAddress) -> Result<Vec<(Slug, String)>> {
    let rows: Vec<(String, String)> = spaces::table
        .inner_join(contacts::table)
        .filter(contacts::email.eq(email.folded()))
        .filter(contacts::confirmed_at.is_not_null())
        .order((spaces::name, spaces::slug))
        .select((spaces::slug, spaces::name))
        .load(&mut **db)?;
    rows.into_iter().map(|(slug, name)| Ok((from_text(slug, "slug")?, name))).collect()
}

/// Spaces that are not deleted, by label after `after`, in this state where one is asked for, `most` at most.
pub fn page(db: &mut Db<'_>, status: Option<Status>, after: Option<&Slug>, most: i64) -> Result<Vec<Space>> {
    let mut all =
        spaces::table.filter(spaces::status.ne(Status::Deleted.code())).order(spaces::slug).limit(most).select(Row::as_select()).into_boxed();
    if let Some(status) = status {
        all = all.filter(spaces::status.eq(status.code()));
    }
    if let Some(after) = after {
        all = all.filter(spaces::slug.gt(after.as_str().to_owned()));
    }
    let rows = all.load(&mut **db)?;
    whole(db, rows)
}

/// Of these labels, those that a space bears.
pub fn taken(db: &mut Db<'_>, slugs: &[Slug]) -> Result<Vec<Slug>> {
    let asked: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    let rows: Vec<String> = spaces::table.filter(spaces::slug.eq_any(asked)).select(spaces::slug).load(&mut **db)?;
    rows.into_iter().map(|slug| from_text(slug, "slug")).collect()
}

/// Stores an ordered space and its contacts.
pub fn insert(tx: &mut Tx<'_>, space: &Space) -> Result<()> {
    let row = Row {
        id: space.id.to_string(),
        slug: space.slug.to_string(),
        application_id: space.application.as_ref().map(ToString::to_string),
        name: space.name.clone(),
        status: space.state.status().to_string(),
        state: to_json(&space.state)?,
        suite: space.suite.to_string(),
        accounts_limit: space.limits.accounts,
        storage_limit: space.limits.storage_bytes,
        policy_version: space.policy_version,
        ordered_at: At::of(space.ordered_at),
        field: space.sort.field.clone(),
        employees: space.sort.employees.clone(),
        country: space.sort.country.clone(),
        leave_asked_at: None,
        leave_until: None,
    };
    let folded = format!("{} {}", space.slug, fold(&space.name));
    diesel::insert_into(spaces::table).values((row, spaces::folded.eq(folded))).execute(&mut ***tx)?;
    contact::insert(tx, &space.id, &space.contacts)?;
    tally::add(tx, tally::SPACES, 1)
}

/// Stores the next state of a space, which is looked at anew. One that is deleted gives its place back, once (R18).
pub fn set_state(tx: &mut Tx<'_>, space: &Space) -> Result<()> {
    let due = space.state.since().unwrap_or(space.ordered_at);
    let values = (spaces::status.eq(space.state.status().code()), spaces::state.eq(to_json(&space.state)?), spaces::due_at.eq(At::of(due)));
    let before = spaces::table.find(space.id.as_str()).filter(spaces::status.ne(Status::Deleted.code()));
    let changed = diesel::update(before).set(values).execute(&mut ***tx)?;
    tally::add(tx, tally::SPACES, if changed > 0 && space.state.status() == Status::Deleted { -1 } else { 0 })
}

/// Living spaces whose limits are others than these, but for those that have limits of their own.
macro_rules! other_limits {
    ($limits:ident) => {
        spaces::status
            .ne(Status::Deleted.code())
            .and(spaces::accounts_limit.ne($limits.accounts).or(spaces::storage_limit.ne($limits.storage_bytes)))
            .and(spaces::id.ne_all(overrides::table.select(overrides::space_id)))
    };
}

/// Spaces whose limits are others, `most` at most, and whether their instance exists.
pub fn with_other_limits(db: &mut Db<'_>, limits: Limits, most: i64) -> Result<Vec<(SpaceId, bool)>> {
    let rows: Vec<(String, String)> =
        spaces::table.filter(other_limits!(limits)).order(spaces::id).limit(most).select((spaces::id, spaces::status)).load(&mut **db)?;
    let exists = |status: &str| !matches!(Status::parse(status), Some(Status::Ordered | Status::CreationFailed | Status::Deleting));
    rows.into_iter().map(|(id, status)| Ok((from_text(id, "space")?, exists(&status)))).collect()
}

/// How many spaces have other limits.
pub fn count_other_limits(db: &mut Db<'_>, limits: Limits) -> Result<i64> {
    Ok(spaces::table.filter(other_limits!(limits)).count().get_result(&mut **db)?)
}

/// Gives a space other limits.
pub fn set_limits(tx: &mut Tx<'_>, id: &SpaceId, limits: Limits, policy: i64) -> Result<()> {
    let values = (spaces::accounts_limit.eq(limits.accounts), spaces::storage_limit.eq(limits.storage_bytes), spaces::policy_version.eq(policy));
    diesel::update(spaces::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// When spaces were ordered, and when those that are no more were deleted.
pub fn history(db: &mut Db<'_>) -> Result<(Vec<Instant>, Vec<Instant>)> {
    let ordered: Vec<At> = spaces::table.select(spaces::ordered_at).load(&mut **db)?;
    let gone: Vec<String> = spaces::table.filter(spaces::status.eq(Status::Deleted.code())).select(spaces::state).load(&mut **db)?;
    let mut deleted = Vec::with_capacity(gone.len());
    for state in gone {
        if let State::Deleted { at } = from_json(&state, "state of a space")? {
            deleted.push(at);
        }
    }
    Ok((ordered.into_iter().map(|at| at.0).collect(), deleted))
}

/// How many spaces are in each state.
pub fn by_status(db: &mut Db<'_>) -> Result<HashMap<String, i64>> {
    use diesel::dsl::count_star;
    Ok(spaces::table.group_by(spaces::status).select((spaces::status, count_star())).load::<(String, i64)>(&mut **db)?.into_iter().collect())
}

/// Keeps the first credentials, sealed, until they are shown or `until` comes.
pub fn seal_credentials(tx: &mut Tx<'_>, space: &SpaceId, sealed: &str, until: Instant) -> Result<()> {
    forget_credentials(tx, space)?;
    let values = (credentials::space_id.eq(space.as_str()), credentials::sealed.eq(sealed), credentials::expires_at.eq(At::of(until)));
    diesel::insert_into(credentials::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// The sealed first credentials, if they wait still.
pub fn credentials(db: &mut Db<'_>, space: &SpaceId) -> Result<Option<String>> {
    Ok(credentials::table.find(space.as_str()).select(credentials::sealed).first(&mut **db).optional()?)
}

/// What stays of a deleted space: its sort and its dates, about nobody (R16). Measures, letters, contacts and notes go.
pub fn erase(tx: &mut Tx<'_>, id: &SpaceId) -> Result<()> {
    use super::schema::{access_requests, exemptions, letters, space_notes, usage_reports};
    macro_rules! forget {
        ($($table:ident)*) => { $(diesel::delete($table::table.filter($table::space_id.eq(id.as_str()))).execute(&mut ***tx)?;)* };
    }
    forget!(contacts credentials gauges usage_reports access_requests exemptions overrides space_notes letters);
    // A label that nobody asks for, as every space has its own.
    let nobody = format!("x{}", id.as_str().replace('-', ""));
    let none = None::<At>;
    let husk = (
        spaces::slug.eq(nobody),
        spaces::name.eq(""),
        spaces::folded.eq(""),
        spaces::application_id.eq(None::<String>),
        (
            spaces::seen_at.eq(none),
            spaces::due_at.eq(none),
            spaces::noticed_at.eq(none),
            spaces::leave_asked_at.eq(none),
            spaces::leave_until.eq(none),
        ),
    );
    diesel::update(spaces::table.find(id.as_str())).set(husk).execute(&mut ***tx)?;
    tally::add(tx, tally::UNSCRUBBED, 1)
}

/// Erases the first credentials.
pub fn forget_credentials(tx: &mut Tx<'_>, space: &SpaceId) -> Result<()> {
    diesel::delete(credentials::table.find(space.as_str())).execute(&mut ***tx)?;
    Ok(())
}

/// Erases the first credentials that nobody came for; gives how many.
pub fn forget_credentials_before(tx: &mut Tx<'_>, now: Instant) -> Result<usize> {
    Ok(diesel::delete(credentials::table.filter(credentials::expires_at.le(At::of(now)))).execute(&mut ***tx)?)
}
