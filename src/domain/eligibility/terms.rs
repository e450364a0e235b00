//! R4: the terms of use are accepted, in the version that is in force.

use super::Finding;
use super::clues::evidence;
use crate::domain::form::{Form, TERMS_VERSION};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "terms";

/// R4: reads the version that was accepted.
pub fn check(form: &Form, _: &Policy) -> Finding {
    match form.terms_version.as_str() {
        TERMS_VERSION => Finding::fine(KEY, "finding-terms-fine"),
        "" => Finding::against(KEY, "finding-terms-missing", Vec::new()),
        older => Finding::to_check(KEY, "finding-terms-older", vec![evidence("terms_version", older)]),
    }
}
