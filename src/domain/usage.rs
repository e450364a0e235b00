//! Usage reports: what the agent measured on an instance. Aggregates only: no user, no file, no path.

use super::values::{Instant, Slug};
use serde::{Deserialize, Serialize};

/// One measure of one space, as in the contract. Unknown members are refused, so that no name of a person or file gets in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the members are those of the contract; sizes in bytes, instants in UTC")]
pub struct UsageReport {
    pub slug: Slug,
    pub measured_at: Instant,
    pub storage_bytes: i64,
    #[serde(default)]
    pub files_bytes: Option<i64>,
    #[serde(default)]
    pub versions_bytes: Option<i64>,
    #[serde(default)]
    pub trash_bytes: Option<i64>,
    pub accounts: i64,
    #[serde(default)]
    pub last_login_at: Option<Instant>,
    #[serde(default)]
    pub last_token_use_at: Option<Instant>,
    #[serde(default)]
    pub last_file_change_at: Option<Instant>,
    #[serde(default)]
    pub last_share_hit_at: Option<Instant>,
    #[serde(default)]
    pub nextcloud_version: Option<String>,
}

impl UsageReport {
    /// What is wrong with it; measured at most five minutes ahead of our clock.
    pub fn check(&self, now: Instant) -> Result<(), &'static str> {
        let sizes = [Some(self.storage_bytes), self.files_bytes, self.versions_bytes, self.trash_bytes, Some(self.accounts)];
        if sizes.into_iter().flatten().any(|n| n < 0) {
            return Err("sizes and counts cannot be negative");
        }
        let soon = now + chrono::Duration::minutes(5);
        if self.measured_at > soon {
            return Err("measured_at is in the future");
        }
        if self.last_activity().is_some_and(|at| at > soon) {
            return Err("an activity is in the future");
        }
        if self.nextcloud_version.as_ref().is_some_and(|v| v.len() > 40 || !v.bytes().all(|b| b.is_ascii_alphanumeric() || b".-+ ".contains(&b))) {
            return Err("nextcloud_version is not a version");
        }
        Ok(())
    }

    /// The last sign of life: the latest of several measures (spec 8).
    pub fn last_activity(&self) -> Option<Instant> {
        [self.last_login_at, self.last_token_use_at, self.last_file_change_at, self.last_share_hit_at].into_iter().flatten().max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone, Utc};
    use serde_json::{Value, json};

    fn now() -> Instant {
        Utc.with_ymd_and_hms(2027, 3, 12, 20, 0, 0).unwrap()
    }

    /// What an agent sends, and `more`, in place of the same members.
    fn sent(more: &[(&str, Value)]) -> Value {
        let mut report = json!({ "slug": "amis-du-canal", "measured_at": "2027-03-12T20:00:00Z", "storage_bytes": 1_200_000_000, "accounts": 12 });
        for (member, value) in more {
            report[member] = value.clone();
        }
        report
    }

    fn read(more: &[(&str, Value)]) -> Result<UsageReport, serde_json::Error> {
        serde_json::from_value(sent(more))
    }

    #[test]
    fn a_report_of_the_least_is_enough() {
        let report = read(&[]).unwrap();
        assert_eq!(report.check(now()), Ok(()));
        assert_eq!((report.files_bytes, report.nextcloud_version.clone(), report.last_activity()), (None, None, None));
        for member in ["slug", "measured_at", "storage_bytes", "accounts"] {
            let mut report = sent(&[]);
            report.as_object_mut().unwrap().remove(member);
            assert!(serde_json::from_value::<UsageReport>(report).is_err(), "without {member}");
        }
    }

    #[test]
    fn names_of_people_files_and_paths_are_refused() {
        for member in ["users", "user_names", "files", "paths", "display_name", "Accounts"] {
            assert!(read(&[(member, json!(["jeanne"]))]).is_err(), "{member}");
        }
        for (member, value) in [("accounts", json!(["jeanne"])), ("files_bytes", json!("a.odt")), ("slug", json!("/srv/data"))] {
            assert!(read(&[(member, value)]).is_err(), "{member}");
        }
    }

    #[test]
    fn no_size_and_no_count_is_below_zero() {
        for member in ["storage_bytes", "files_bytes", "versions_bytes", "trash_bytes", "accounts"] {
            assert_eq!(read(&[(member, json!(-1))]).unwrap().check(now()), Err("sizes and counts cannot be negative"), "{member}");
            assert_eq!(read(&[(member, json!(0))]).unwrap().check(now()), Ok(()), "{member}");
        }
    }

    #[test]
    fn a_measure_is_at_most_five_minutes_ahead() {
        for (seconds, expected) in [(-86_400, Ok(())), (0, Ok(())), (300, Ok(())), (301, Err("measured_at is in the future"))] {
            let report = UsageReport { measured_at: now() + Duration::seconds(seconds), ..read(&[]).unwrap() };
            assert_eq!(report.check(now()), expected, "{seconds} seconds ahead");
        }
    }

    #[test]
    fn a_version_is_short_and_holds_no_path_and_no_address() {
        let (longest, longer) = ("1".repeat(40), "1".repeat(41));
        for (version, good) in [
            ("32.0.1", true),
            ("32.0.1 RC-1+beta", true),
            (longest.as_str(), true),
            (longer.as_str(), false),
            ("/home/jeanne", false),
            ("jeanne@asso.example", false),
            ("32é", false),
            ("<b>", false),
        ] {
            let checked = read(&[("nextcloud_version", json!(version))]).unwrap().check(now());
            assert_eq!(checked, if good { Ok(()) } else { Err("nextcloud_version is not a version") }, "{version}");
        }
    }

    #[test]
    fn the_last_sign_of_life_is_the_latest_of_the_four_measures() {
        let signs = ["last_login_at", "last_token_use_at", "last_file_change_at", "last_share_hit_at"];
        let latest_of = |members: &[(&str, Value)]| read(members).unwrap().last_activity();
        let (early, late) = (json!("2027-03-01T10:00:00Z"), json!("2027-03-02T09:00:00Z"));
        for latest in signs {
            let dated = signs.map(|sign| (sign, if sign == latest { late.clone() } else { early.clone() }));
            assert_eq!(latest_of(&dated), Some(now() - Duration::hours(251)), "{latest} after the others");
            assert_eq!(latest_of(&[(latest, late.clone())]), Some(now() - Duration::hours(251)), "{latest} alone");
        }
    }
}
