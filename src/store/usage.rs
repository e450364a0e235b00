//! Usage reports of spaces: one row a measure.

use super::schema::{gauges, spaces, usage_reports};
use super::{At, Db, Result, Tx, from_json, from_text};
use crate::domain::space::{Limits, State};
use crate::domain::usage::UsageReport;
use crate::domain::values::{Instant, Slug, SpaceId};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = usage_reports)]
struct Row {
    space_id: String,
    measured_at: At,
    storage_bytes: i64,
    files_bytes: Option<i64>,
    versions_bytes: Option<i64>,
    trash_bytes: Option<i64>,
    accounts: i64,
    last_login_at: Option<At>,
    last_token_use_at: Option<At>,
    last_file_change_at: Option<At>,
    last_share_hit_at: Option<At>,
    nextcloud_version: Option<String>,
}

/// The latest measure of a space, the last activity that was ever measured, and the bar of storage it was last told about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauge {
    /// When it was measured.
    pub measured_at: Instant,
    /// The last activity that was ever measured.
    pub active_at: Option<Instant>,
    /// Bytes used.
    pub storage_bytes: i64,
    /// Accounts.
    pub accounts: i64,
    /// Percent of the storage used.
    pub percent: i64,
    /// The bar that the last letter was about; 0 where none was.
    pub told: i64,
}

/// A space that is measured.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Its key.
    pub id: SpaceId,
    /// Its limits.
    pub limits: Limits,
    /// Since when nothing moves there, where it is being warned or is disabled.
    pub idle_since: Option<Instant>,
    /// What is known of it.
    pub gauge: Option<Gauge>,
}

type GaugeRow = (At, Option<At>, i64, i64, i64, i64);
const GAUGE: (gauges::measured_at, gauges::active_at, gauges::storage_bytes, gauges::accounts, gauges::percent, gauges::told) =
    (gauges::measured_at, gauges::active_at, gauges::storage_bytes, gauges::accounts, gauges::percent, gauges::told);

fn gauge_of((measured_at, active_at, storage_bytes, accounts, percent, told): GaugeRow) -> Gauge {
    Gauge { measured_at: measured_at.0, active_at: active_at.map(|at| at.0), storage_bytes, accounts, percent, told }
}

/// What is known of a space.
pub fn gauge(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Gauge>> {
    Ok(gauges::table.find(id.as_str()).select(GAUGE).first::<GaugeRow>(&mut **db).optional()?.map(gauge_of))
}

/// The spaces of these labels, with what is known of each.
pub fn measured(db: &mut Db<'_>, slugs: &[Slug]) -> Result<HashMap<Slug, Measured>> {
    type Of = (String, String, String, i64, i64, Option<GaugeRow>);
    let asked: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    let rows: Vec<Of> = spaces::table
        .left_join(gauges::table)
        .filter(spaces::slug.eq_any(asked))
        .select((spaces::slug, spaces::id, spaces::state, spaces::accounts_limit, spaces::storage_limit, GAUGE.nullable()))
        .load(&mut **db)?;
    let one = |(slug, id, state, accounts, storage_bytes, gauge): Of| {
        let idle_since = match state.contains("idle_since") {
            true => from_json::<State>(&state, "state of a space")?.idle().map(|idle| idle.idle_since),
            false => None,
        };
        let limits = Limits { accounts, storage_bytes };
        Ok((from_text(slug, "slug")?, Measured { id: from_text(id, "space")?, limits, idle_since, gauge: gauge.map(gauge_of) }))
    };
    rows.into_iter().map(one).collect()
}

/// Stores what is known of a space now.
pub fn set_gauge(tx: &mut Tx<'_>, id: &SpaceId, gauge: &Gauge, known: bool) -> Result<()> {
    let values = (
        gauges::measured_at.eq(At::of(gauge.measured_at)),
        gauges::active_at.eq(gauge.active_at.map(At::of)),
        gauges::storage_bytes.eq(gauge.storage_bytes),
        gauges::accounts.eq(gauge.accounts),
        gauges::percent.eq(gauge.percent),
        gauges::told.eq(gauge.told),
    );
    if known {
        diesel::update(gauges::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    } else {
        diesel::insert_into(gauges::table).values((gauges::space_id.eq(id.as_str()), values)).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Stores measures; of the same space at the same instant the last word wins.
pub fn save(tx: &mut Tx<'_>, reports: Vec<(SpaceId, UsageReport)>) -> Result<()> {
    let at = |instant: Option<Instant>| instant.map(At::of);
    let row = |(space, report): (SpaceId, UsageReport)| Row {
        space_id: space.to_string(),
        measured_at: At::of(report.measured_at),
        storage_bytes: report.storage_bytes,
        files_bytes: report.files_bytes,
        versions_bytes: report.versions_bytes,
        trash_bytes: report.trash_bytes,
        accounts: report.accounts,
        last_login_at: at(report.last_login_at),
        last_token_use_at: at(report.last_token_use_at),
        last_file_change_at: at(report.last_file_change_at),
        last_share_hit_at: at(report.last_share_hit_at),
        nextcloud_version: report.nextcloud_version,
    };
    let rows: BTreeMap<(String, At), Row> = reports.into_iter().map(row).map(|row| ((row.space_id.clone(), row.measured_at), row)).collect();
    let ids: Vec<&str> = rows.keys().map(|(id, _)| id.as_str()).collect();
    let instants: BTreeSet<At> = rows.keys().map(|(_, at)| *at).collect();
    let there: Vec<(String, At)> = usage_reports::table
        .filter(usage_reports::space_id.eq_any(ids))
        .filter(usage_reports::measured_at.eq_any(instants))
        .select((usage_reports::space_id, usage_reports::measured_at))
        .load(&mut ***tx)?;
    for key in there.into_iter().filter(|key| rows.contains_key(key)) {
        diesel::delete(usage_reports::table.find(key)).execute(&mut ***tx)?;
    }
    for row in rows.into_values() {
        diesel::insert_into(usage_reports::table).values(row).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Forgets the measures from before `limit`; gives how many.
pub fn delete_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    Ok(diesel::delete(usage_reports::table.filter(usage_reports::measured_at.lt(At::of(limit)))).execute(&mut ***tx)?)
}

/// What was used of the storage of a space, each time it was measured since `since`, the oldest first.
pub fn history(db: &mut Db<'_>, space: &SpaceId, since: Instant) -> Result<Vec<(Instant, i64)>> {
    let of = usage_reports::table.filter(usage_reports::space_id.eq(space.as_str())).filter(usage_reports::measured_at.ge(At::of(since)));
    let rows: Vec<(At, i64)> =
        of.order(usage_reports::measured_at).select((usage_reports::measured_at, usage_reports::storage_bytes)).load(&mut **db)?;
    Ok(rows.into_iter().map(|(at, used)| (at.0, used)).collect())
}

/// The latest measure of a space.
pub fn latest(db: &mut Db<'_>, space: &SpaceId, slug: &Slug) -> Result<Option<UsageReport>> {
    let row: Option<Row> = usage_reports::table
        .filter(usage_reports::space_id.eq(space.as_str()))
        .order(usage_reports::measured_at.desc())
        .select(Row::as_select())
        .first(&mut **db)
        .optional()?;
    let instant = |at: Option<At>| at.map(|at| at.0);
    Ok(row.map(|row| UsageReport {
        slug: slug.clone(),
        measured_at: row.measured_at.0,
        storage_bytes: row.storage_bytes,
        files_bytes: row.files_bytes,
        versions_bytes: row.versions_bytes,
        trash_bytes: row.trash_bytes,
        accounts: row.accounts,
        last_login_at: instant(row.last_login_at),
        last_token_use_at: instant(row.last_token_use_at),
        last_file_change_at: instant(row.last_file_change_at),
        last_share_hit_at: instant(row.last_share_hit_at),
        nextcloud_version: row.nextcloud_version,
    }))
}
