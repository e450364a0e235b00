//! A form written back as answers: what one starts from to correct it, or a part of it.

use super::{Answers, COMMITMENTS, Form};

impl Form {
    /// The answers that read as this form.
    pub fn answers(&self) -> Answers {
        let (s, n, a, c) = (&self.structure, &self.needs, &self.address, &self.contact);
        let mut answers = Answers::default();
        let mut put = |name: &str, values: Vec<String>| {
            answers.0.insert(name.to_owned(), values);
        };
        let some = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
        put("organization_name", vec![s.organization_name.clone()]);
        put("acronym", some(s.acronym.clone()));
        put("legal_form", vec![s.legal_form.to_string()]);
        put("country", vec![s.country.clone()]);
        put("postcode", some(s.postcode.clone()));
        put("town", some(s.town.clone()));
        put("registration_kind", some(s.registration_kind.map(String::from)));
        put("registration_number", some(s.registration_number.clone()));
        put("founded_year", some(s.founded_year.map(|year| year.to_string())));
        put("website", some(s.website.clone()));
        put("purpose", vec![s.purpose.clone()]);
        put("activities", vec![s.activities.clone()]);
        put("field", vec![s.field.to_string()]);
        put("other_fields", s.other_fields.iter().map(ToString::to_string).collect());
        put("employees", vec![s.employees.to_string()]);
        put("members", some(s.members.map(String::from)));
        put("network", some(s.network.clone()));
        put("network_spaces", some(s.network_spaces.clone()));
        put("accounts", vec![n.accounts.to_string()]);
        put("storage", vec![n.storage.to_string()]);
        put("uses", n.uses.iter().map(ToString::to_string).collect());
        put("current_tools", some(n.current_tools.clone()));
        put("ease", some(n.ease.map(String::from)));
        put("suite", some(n.suite.map(String::from)));
        put("motivation", some(n.motivation.clone()));
        put("slug", vec![a.slug.to_string()]);
        put("slug_alternative", some(a.slug_alternative.as_ref().map(ToString::to_string)));
        put("replaces_space", some(a.replaces_space.clone()));
        put("other_spaces", some(a.other_spaces.clone()));
        put("email", vec![c.email.to_string()]);
        put("second_email", some(c.second_email.as_ref().map(ToString::to_string)));
        put("role", some(c.role.map(String::from)));
        put("newsletter", if c.newsletter { vec!["yes".into()] } else { Vec::new() });
        for name in COMMITMENTS {
            put(name, vec!["yes".into()]);
        }
        answers
    }
}
