//! R3: no more accounts than a space has; exactly as many is fine.

use super::Finding;
use super::clues::evidence;
use crate::domain::form::Form;
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "accounts";

/// R3: compares the accounts needed with those of the policy.
pub fn check(form: &Form, policy: &Policy) -> Finding {
    if form.needs.accounts > policy.accounts {
        Finding::against(KEY, "finding-accounts-above", vec![evidence("accounts", &form.needs.accounts.to_string())])
    } else {
        Finding::fine(KEY, "finding-accounts-fine")
    }
}
