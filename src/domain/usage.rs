//! Usage reports: what the agent measured on an instance. Aggregates only: no user, no file, no path.

use super::policy::Policy;
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

/// What the storage of a space is told by: percents of its limit, and the bar it was last told about (0, the first, the second).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// Percent used.
    pub percent: i64,
    /// The bar that the last letter was about; 0 where none was.
    pub told: i64,
    /// A letter is due, about the second bar (`true`) or the first.
    pub letter: Option<bool>,
}

/// Where a measure stands against the bars: a letter once a crossing, and not again before it fell well below (spec 7.2).
pub fn bar(used: i64, most: i64, told: i64, policy: &Policy) -> Bar {
    let percent = if most > 0 { i64::try_from(i128::from(used) * 100 / i128::from(most)).unwrap_or(i64::MAX) } else { 0 };
    let (high, full, back) = (policy.quota_high, policy.quota_full, policy.quota_back);
    // Fallen well below a bar, it may be crossed again.
    let told = match told {
        told if told > high && percent < full - back => high,
        told => told,
    };
    let told = if told > 0 && percent < high - back { 0 } else { told };
    match percent {
        percent if percent >= full && told < full => Bar { percent, told: full, letter: Some(true) },
        percent if percent >= high && told < high => Bar { percent, told: high, letter: Some(false) },
        percent => Bar { percent, told, letter: None },
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

    #[test]
    fn a_bar_is_told_once_a_crossing_and_again_only_after_a_real_fall() {
        let (policy, most) = (Policy::default(), 40_000_000_000);
        let mut told = 0;
        let mut letters = Vec::new();
        for percent in [35, 89, 90, 91, 89, 90, 86, 92, 95, 94, 96, 91, 95, 89, 95, 84, 90, 70, 97] {
            let bar = bar(most / 100 * percent, most, told, &policy);
            assert_eq!(bar.percent, percent);
            told = bar.told;
            letters.extend(bar.letter.map(|full| (percent, full)));
        }
        assert_eq!(letters, [(90, false), (95, true), (95, true), (90, false), (97, true)]);
        assert_eq!(bar(1, 0, 0, &policy).percent, 0, "a space without a limit");
    }
}
