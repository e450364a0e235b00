//! Networks: which applications are in one, and what is counted of them.

use super::schema::{applications, spaces};
use super::{At, Db, Result, Tx, from_json, from_text};
use crate::domain::application::State;
use crate::domain::form::Form;
use crate::domain::space::Status;
use crate::domain::values::{ApplicationId, Instant, NetworkId, Reference, Slug};
use diesel::prelude::*;
use std::collections::HashMap;

/// The network of each of these applications that is in one.
pub fn all_of(db: &mut Db<'_>, ids: &[String]) -> Result<HashMap<String, String>> {
    let rows: Vec<(String, Option<String>)> =
        applications::table.filter(applications::id.eq_any(ids)).select((applications::id, applications::network_id)).load(&mut **db)?;
    Ok(rows.into_iter().filter_map(|(id, network)| Some((id, network?))).collect())
}

/// Every application of these networks.
pub fn ids_of(db: &mut Db<'_>, networks: &[String]) -> Result<Vec<String>> {
    Ok(applications::table.filter(applications::network_id.eq_any(networks)).select(applications::id).load(&mut **db)?)
}

/// Puts applications into a network, or into none.
pub fn set(tx: &mut Tx<'_>, ids: &[String], network: Option<&str>) -> Result<()> {
    diesel::update(applications::table.filter(applications::id.eq_any(ids))).set(applications::network_id.eq(network)).execute(&mut ***tx)?;
    Ok(())
}

/// The network of an application, and whether kin was looked for since its form last changed.
pub fn of(db: &mut Db<'_>, id: &ApplicationId) -> Result<(Option<NetworkId>, bool)> {
    let found: Option<(Option<String>, Option<At>)> =
        applications::table.find(id.as_str()).select((applications::network_id, applications::kin_at)).first(&mut **db).optional()?;
    let (network, looked) = found.unwrap_or_default();
    Ok((network.map(|id| from_text(id, "network")).transpose()?, looked.is_some()))
}

/// A member of a network, with what is counted of it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the tables")]
pub struct Member {
    pub id: ApplicationId,
    pub reference: Reference,
    pub form: Form,
    pub submitted_at: Instant,
    pub state: State,
    /// Label and state of its space, where one was ordered.
    pub space: Option<(Slug, Status)>,
    pub seen_before: bool,
}

/// The members of a network, the first to come first, `most` at most.
pub fn members(db: &mut Db<'_>, network: &NetworkId, most: i64) -> Result<Vec<Member>> {
    type Line = (String, String, String, At, String, Option<String>, Option<String>, bool);
    let rows: Vec<Line> = applications::table
        .left_join(spaces::table)
        .filter(applications::network_id.eq(network.as_str()))
        .order(applications::id)
        .limit(most)
        .select((
            applications::id,
            applications::reference,
            applications::form,
            applications::submitted_at,
            applications::state,
            spaces::slug.nullable(),
            spaces::status.nullable(),
            applications::seen_before,
        ))
        .load(&mut **db)?;
    let member = |(id, reference, form, submitted_at, state, slug, status, seen_before): Line| {
        Ok(Member {
            id: from_text(id, "application")?,
            reference: from_text(reference, "reference")?,
            form: from_json(&form, "form")?,
            submitted_at: submitted_at.0,
            state: from_json(&state, "state of an application")?,
            space: slug
                .zip(status)
                .map(|(slug, status)| Ok::<_, super::Error>((from_text(slug, "slug")?, from_text(status, "status")?)))
                .transpose()?,
            seen_before,
        })
    };
    rows.into_iter().map(member).collect()
}
