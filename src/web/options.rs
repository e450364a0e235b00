//! The options of the form's choices: code and label, written once.

use crate::domain::form::{self, ContactRole, Ease, Employees, Field, LegalForm, Members, RegistrationKind, Storage, Use};
use crate::domain::values::Suite;
use crate::words;
use std::sync::LazyLock;

/// Codes and labels.
pub type Options = Vec<(&'static str, String)>;

/// The options of a choice, by its codes.
pub fn of(family: &str, codes: impl IntoIterator<Item = &'static str>) -> Options {
    codes.into_iter().map(|code| (code, words::label(family, code))).collect()
}

/// The options of every choice of the form, named as the choices are.
#[expect(missing_docs, reason = "named as in the form")]
pub struct All {
    pub legal_forms: Options,
    pub countries: Options,
    pub registration_kinds: Options,
    pub fields: Options,
    pub employees: Options,
    pub members: Options,
    pub storages: Options,
    pub uses: Options,
    pub eases: Options,
    pub suites: Options,
    pub roles: Options,
}

/// The options of every choice of the form.
pub static ALL: LazyLock<All> = LazyLock::new(|| All {
    legal_forms: of("legal-form", LegalForm::ALL.iter().map(|c| c.code())),
    countries: form::COUNTRIES.iter().map(|code| (*code, words::say(&format!("country-{code}")))).collect(),
    registration_kinds: of("registration-kind", RegistrationKind::ALL.iter().map(|c| c.code())),
    fields: of("field", Field::ALL.iter().map(|c| c.code())),
    employees: of("employees", Employees::ALL.iter().map(|c| c.code())),
    members: of("members", Members::ALL.iter().map(|c| c.code())),
    storages: of("storage", Storage::ALL.iter().map(|c| c.code())),
    uses: of("use", Use::ALL.iter().map(|c| c.code())),
    eases: of("ease", Ease::ALL.iter().map(|c| c.code())),
    suites: of("suite", Suite::ALL.iter().map(|c| c.code())),
    roles: of("contact-role", ContactRole::ALL.iter().map(|c| c.code())),
});
