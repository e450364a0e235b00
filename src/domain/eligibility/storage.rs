//! R3: no more storage than a space has. A range that holds the limit is for a person to check.

use super::reading::Reading;
use super::{Evidence, Finding};
use crate::domain::form::Storage;
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "storage";

/// R3: compares the storage needed, a range in Go, with that of the policy. Exactly as much is fine.
pub fn check(reading: &Reading<'_>, policy: &Policy) -> Finding {
    let asked = reading.form.needs.storage;
    let quote = || vec![Evidence::of("storage", asked.code())];
    let Some((least, most)) = range(asked) else {
        return Finding::to_check(KEY, "finding-storage-unknown", quote());
    };
    if most.is_some_and(|most| most <= policy.storage_go) {
        Finding::fine(KEY, "finding-storage-fine")
    } else if least > policy.storage_go || (asked == Storage::More && least == policy.storage_go) {
        Finding::against(KEY, "finding-storage-above", quote())
    } else {
        Finding::to_check(KEY, "finding-storage-around", quote())
    }
}

/// From and to, in Go; no end where it is open, nothing when it is not known.
fn range(asked: Storage) -> Option<(i64, Option<i64>)> {
    match asked {
        Storage::Under5 => Some((0, Some(5))),
        Storage::From5 => Some((5, Some(10))),
        Storage::From10 => Some((10, Some(20))),
        Storage::From20 => Some((20, Some(40))),
        Storage::More => Some((40, None)),
        Storage::Unknown => None,
    }
}
