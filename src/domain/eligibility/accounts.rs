//! R3: no more accounts than a space has; exactly as many is fine.

use super::reading::Reading;
use super::{Evidence, Finding};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "accounts";

/// R3: compares the accounts needed with those of the policy.
pub fn check(reading: &Reading<'_>, policy: &Policy) -> Finding {
    let asked = reading.form.needs.accounts;
    if asked > policy.accounts {
        Finding::against(KEY, "finding-accounts-above", vec![Evidence::of("accounts", &asked.to_string())])
    } else {
        Finding::fine(KEY, "finding-accounts-fine")
    }
}
