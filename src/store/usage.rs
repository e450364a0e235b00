//! Usage reports of spaces: one row a measure.

use super::schema::usage_reports;
use super::{At, Db, Result, Tx};
use crate::domain::usage::UsageReport;
use crate::domain::values::{Slug, SpaceId};
use diesel::prelude::*;

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

/// Stores a measure; the same space at the same instant counts once, the last word wins.
pub fn save(tx: &mut Tx<'_>, space: &SpaceId, report: &UsageReport) -> Result<()> {
    let at = |instant: Option<chrono::DateTime<chrono::Utc>>| instant.map(At::of);
    let row = Row {
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
        nextcloud_version: report.nextcloud_version.clone(),
    };
    diesel::delete(usage_reports::table.find((space.as_str(), row.measured_at))).execute(&mut ***tx)?;
    diesel::insert_into(usage_reports::table).values(row).execute(&mut ***tx)?;
    Ok(())
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
