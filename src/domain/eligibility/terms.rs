//! R4: the terms of use are accepted, in the version that is in force.

use super::reading::Reading;
use super::{Evidence, Finding};
use crate::domain::form::TERMS_VERSION;
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "terms";

/// R4: reads the version that was accepted.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    match reading.form.terms_version.as_str() {
        TERMS_VERSION => Finding::fine(KEY, "finding-terms-fine"),
        "" => Finding::against(KEY, "finding-terms-missing", Vec::new()),
        older => Finding::to_check(KEY, "finding-terms-older", vec![Evidence::of("terms_version", older)]),
    }
}
