//! An application read once, for every criterion: its name, its texts word by word, its addresses, its number.

use super::clues::{self, Family, Host};
use super::lexicon::Lexicon;
use super::name::Name;
use super::words::{Span, Words};
use super::{Evidence, Finding, company, general_interest, group, public_body, school};
use crate::domain::form::Form;
use std::sync::LazyLock;

/// What someone who writes so may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// Someone of a public body.
    Public,
    /// Someone of a school.
    School,
    /// Someone in business.
    Business,
    /// Someone who asks for oneself.
    Alone,
    /// Someone who keeps things among one's own.
    Private,
}

/// The phrases of each, in the order of [`Speaker`].
static SAID: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::of([public_body::WORDS, school::WORDS, company::BUSINESS, group::ALONE, general_interest::PRIVATE]));

/// What criteria look at.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The answers themselves.
    pub form: &'a Form,
    /// The name, and who leads it.
    pub name: Name<'a>,
    /// The texts, by field: purpose, activities, motivation.
    pub texts: [(&'static str, Words<'a>); 3],
    /// Hosts of the web page and of the mail addresses.
    pub hosts: Vec<Host<'a>>,
    /// What the registration number says of the structure.
    pub family: Family,
    /// The first phrase of each speaker in each text.
    said: Vec<(usize, Evidence)>,
}

impl<'a> Reading<'a> {
    /// Reads an application.
    pub fn of(form: &'a Form) -> Self {
        let structure = &form.structure;
        let family = clues::family(structure);
        let motivation = form.needs.motivation.as_deref().unwrap_or_default();
        let texts = [("purpose", structure.purpose.as_str()), ("activities", structure.activities.as_str()), ("motivation", motivation)];
        let texts = texts.map(|(field, text)| (field, Words::of(text)));
        let mut said: Vec<(usize, Evidence)> = Vec::new();
        for (field, words) in &texts {
            for (span, speaker) in SAID.all(words) {
                if !said.iter().any(|(other, met)| *other == speaker && met.field == *field) {
                    said.push((speaker, Evidence::of(field, words.quote(span))));
                }
            }
        }
        Self { form, name: Name::of(&structure.organization_name, family == Family::Association), texts, hosts: clues::hosts(form), family, said }
    }

    /// Words of the name.
    pub fn named(&self, span: Span) -> Evidence {
        Evidence::of("organization_name", self.name.words.quote(span))
    }

    /// The registration number, as it was typed.
    pub fn numbered(&self) -> Evidence {
        Evidence::of("registration_number", self.form.structure.registration_number.as_deref().unwrap_or_default())
    }

    /// What was declared.
    pub fn declared(&self) -> Evidence {
        Evidence::of("legal_form", self.form.structure.legal_form.code())
    }

    /// The first words of such a speaker in each text.
    pub fn wrote(&self, speaker: Speaker) -> impl Iterator<Item = Evidence> {
        self.said.iter().filter(move |(who, _)| *who == speaker as usize).map(|(_, words)| words.clone())
    }

    /// Clues, the strongest first, each with the sentence it deserves: a person checks, and sees all their words beside the declared
    /// form that they contradict. Clues alone never say more. Without any, all is fine.
    pub fn weigh(&self, criterion: &str, fine: &str, clues: impl IntoIterator<Item = (&'static str, Evidence)>) -> Finding {
        let mut clues = clues.into_iter();
        let Some((because, first)) = clues.next() else { return Finding::fine(criterion, fine) };
        let mut evidence = vec![first];
        for (_, clue) in clues {
            if !evidence.contains(&clue) {
                evidence.push(clue);
            }
        }
        evidence.push(self.declared());
        Finding::to_check(criterion, because, evidence)
    }
}
