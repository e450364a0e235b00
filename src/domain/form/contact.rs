//! Fourth page of the form: whom we write to.

use super::reading::Reader;
use super::{Answers, ContactRole, Problem};
use crate::domain::values::EmailAddress;
use serde::{Deserialize, Serialize};

/// Fourth page: whom we write to. Nothing here names a person (R16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form, named as in the contract")]
pub struct Contact {
    pub email: EmailAddress,
    pub second_email: Option<EmailAddress>,
    pub role: Option<ContactRole>,
    pub newsletter: bool,
}

impl Contact {
    /// Reads the page.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let typed = read.answers.text("email");
        let email = EmailAddress::parse(&typed);
        if email.is_none() {
            read.wrong("email", if typed.is_empty() { "email-missing" } else { "email-malformed" }, 0);
        }
        let typed = read.answers.text("second_email");
        let mut second_email = EmailAddress::parse(&typed);
        if !typed.is_empty() && second_email.is_none() {
            read.wrong("second_email", "email-malformed", 0);
        }
        if second_email.as_ref().map(EmailAddress::folded) == email.as_ref().map(EmailAddress::folded) {
            second_email = None;
        }
        let role = read.maybe("role", ContactRole::parse);
        let newsletter = read.answers.has("newsletter", "yes");
        let page = (|| Some(Self { email: email?, second_email, role, newsletter }))();
        read.finish(page)
    }
}
