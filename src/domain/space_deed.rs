//! What the team does to a space by hand, each with its words: why, for the next who reads.

use super::form::{Answers, Problem};
use super::space::Limits;
use super::values::Instant;
use crate::choices;
use crate::domain::day;
use chrono::{Duration, NaiveDate};

choices!(
    /// Kinds of deeds; the codes are those of notes and of the trail.
    SpaceDeed {
        Note = "note", Exempt = "exempt", EndExemption = "end_exemption", Reopen = "reopen", Retry = "retry_order", Contact = "contact_abuse",
        Suspend = "suspend", Lift = "lift", Delete = "delete", GiveUp = "give_up", Limits = "limits",
    }
);

impl SpaceDeed {
    /// Only who coordinates does it.
    pub fn is_coordinators(self) -> bool {
        matches!(self, Self::Contact | Self::Suspend | Self::Lift | Self::Delete | Self::GiveUp | Self::Limits)
    }
}

/// Characters of the words, at most.
pub const WORDS: usize = 2_000;
/// What one space may be given at most: accounts, and gigabytes.
const MOST_ACCOUNTS: i64 = 1_000;
const MOST_GO: i64 = 2_000;
/// An exemption lasts so many days at most.
const LONGEST: i64 = 366;

/// A deed as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub deed: SpaceDeed,
    /// Why, or what is written.
    pub words: String,
    /// Until when, for an exemption or for limits: the end of that day.
    pub until: Option<NaiveDate>,
    /// Limits of its own.
    pub limits: Option<Limits>,
}

impl Asked {
    /// Reads `deed`, `words`, `until`, `accounts` and `storage_go`; what is to be mended otherwise.
    pub fn parse(given: &Answers, now: Instant) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field, key, n: usize| problems.push(Problem { field, key, n: i64::try_from(n).unwrap_or(i64::MAX) });
        let deed = SpaceDeed::parse(&given.text("deed"));
        let words = given.text("words");
        let wordless = matches!(deed, Some(SpaceDeed::Reopen | SpaceDeed::Retry | SpaceDeed::EndExemption));
        if deed.is_none() {
            wrong("words", "deed-unknown", 0);
        } else if words.is_empty() && !wordless {
            wrong("words", "deed-words-missing", 0);
        } else if words.chars().count() > WORDS {
            wrong("words", "deed-words-long", WORDS);
        }
        let until = given.text("until").parse::<NaiveDate>().ok();
        if deed == Some(SpaceDeed::Exempt) {
            match until {
                None => wrong("until", "deed-until-missing", 0),
                Some(until) if day::start(until) <= now => wrong("until", "deed-until-past", 0),
                Some(until) if day::start(until) > now + Duration::days(LONGEST) => wrong("until", "deed-until-far", 0),
                Some(_) => {}
            }
        }
        let mut limits = None;
        if deed == Some(SpaceDeed::Limits) {
            let mut number = |field: &'static str, most: i64| {
                let read = given.text(field).parse::<i64>().ok().filter(|n| (1..=most).contains(n));
                if read.is_none() {
                    problems.push(Problem { field, key: "deed-limit-unread", n: most });
                }
                read
            };
            let (accounts, go) = (number("accounts", MOST_ACCOUNTS), number("storage_go", MOST_GO));
            limits = accounts.zip(go).map(|(accounts, go)| Limits { accounts, storage_bytes: go * 1_000_000_000 });
            if until.is_some_and(|until| day::start(until) <= now) {
                problems.push(Problem { field: "until", key: "deed-until-past", n: 0 });
            }
        }
        match deed {
            Some(deed) if problems.is_empty() => Ok(Self { deed, words, until, limits }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_says_why_and_an_exemption_until_when() {
        let now: Instant = "2027-03-12T20:00:00Z".parse().unwrap();
        let read = |deed: &str, words: &str, until: &str| {
            let answers = [("deed", deed), ("words", words), ("until", until)].map(|(name, text)| (name.to_owned(), vec![text.to_owned()]));
            Asked::parse(&Answers(answers.into_iter().collect()), now).map_err(|problems| problems[0].key)
        };
        for (deed, words, until, wrong) in [
            ("note", "Appel reçu.", "", None),
            ("note", "", "", Some("deed-words-missing")),
            ("vanish", "x", "", Some("deed-unknown")),
            ("reopen", "", "", None),
            ("exempt", "Festival", "", Some("deed-until-missing")),
            ("exempt", "Festival", "2027-03-12", Some("deed-until-past")),
            ("exempt", "Festival", "2030-01-01", Some("deed-until-far")),
            ("exempt", "Festival", "2027-09-01", None),
        ] {
            assert_eq!(read(deed, words, until).err(), wrong, "{deed} {until}");
        }
        assert_eq!(read("note", &"x".repeat(WORDS + 1), "").err(), Some("deed-words-long"));
    }
}
