//! The marks by which an erased application may be known again (spec 5.12): what is hashed of it, and nothing else.

use super::profile::Profile;
use crate::choices;

choices!(
    /// What a mark is.
    Mark { Email = "email", MailDomain = "mail_domain", WebDomain = "web_domain", Number = "number", Siren = "siren", Slug = "slug" }
);

impl Profile {
    /// The marks of a record, each with its normalised text.
    pub fn marks(&self) -> Vec<(Mark, String)> {
        let mut marks: Vec<(Mark, String)> = self.emails.iter().map(|email| (Mark::Email, email.clone())).collect();
        marks.extend(self.mail_domains.iter().map(|domain| (Mark::MailDomain, domain.clone())));
        marks.extend(self.web_domain.iter().map(|domain| (Mark::WebDomain, domain.clone())));
        marks.extend(self.number.iter().map(|number| (Mark::Number, number.clone())));
        marks.extend(self.siren.iter().map(|siren| (Mark::Siren, siren.clone())));
        if !self.slug.is_empty() {
            marks.push((Mark::Slug, self.slug.clone()));
        }
        marks
    }
}
