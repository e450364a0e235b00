//! Where a structure may go that was refused: from the reasons of the refusal to the alternatives that fit (spec 4.7, 5.5).

use super::alternative::Alternative;
use super::fold::fold;
use super::precheck::{Reason, Situation};

/// Alternatives that a letter names at most.
pub const MOST: usize = 5;

/// The situations of a structure refused for these reasons (keys of criteria, or `full`), in the order of the screens. The
/// pre-check says which criterion speaks of which situation; where it says nothing, and when all is full, one searches.
pub fn situations(reasons: &[String]) -> Vec<Situation> {
    let mut found: Vec<Situation> = reasons.iter().flat_map(|reason| of(reason)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn of(reason: &str) -> Vec<Situation> {
    // A network too large for a free service (R21).
    if reason == "network" {
        return vec![Situation::Larger];
    }
    let same = Reason::ALL.iter().filter(|one| one.criterion() == reason);
    let mut found: Vec<Situation> = same.flat_map(|one| one.situations()).copied().collect();
    // To search is for who has nothing better.
    if found.iter().any(|situation| *situation != Situation::Search) {
        found.retain(|situation| *situation != Situation::Search);
    } else {
        found = vec![Situation::Search];
    }
    found
}

/// The alternatives that answer these reasons, by name, [`MOST`] at most.
pub fn fitting<'a>(alternatives: &'a [Alternative], reasons: &[String]) -> Vec<&'a Alternative> {
    let situations = situations(reasons);
    let answers = |one: &&Alternative| situations.iter().any(|situation| one.answers_to(*situation));
    let mut found: Vec<&Alternative> = alternatives.iter().filter(answers).collect();
    found.sort_by_cached_key(|one| fold(&one.name));
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::eligibility::CRITERIA;
    use crate::domain::values::AlternativeId;

    fn of(reasons: &[&str]) -> Vec<Situation> {
        situations(&reasons.iter().map(|reason| (*reason).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn each_reason_has_its_situations() {
        for (reasons, expected) in [
            (&["public_body"][..], &[Situation::LocalAuthority][..]),
            (&["school"], &[Situation::School, Situation::University]),
            (&["group"], &[Situation::Individual]),
            (&["company"], &[Situation::Company]),
            (&["accounts", "storage"], &[Situation::Larger]),
            (&["french"], &[Situation::Search]),
            (&["full"], &[Situation::Search]),
            (&["network"], &[Situation::Larger]),
            (&["general_interest", "terms"], &[Situation::Search]),
            (&["storage", "public_body", "full"], &[Situation::LocalAuthority, Situation::Larger, Situation::Search]),
            (&[], &[]),
        ] {
            assert_eq!(of(reasons), expected, "{reasons:?}");
        }
        assert!(CRITERIA.iter().all(|criterion| !of(&[criterion.key]).is_empty()));
    }

    #[test]
    fn a_letter_names_five_at_most_by_name() {
        let one = |n: u8, name: &str, situation| Alternative {
            id: AlternativeId::parse(&format!("019ab0d0-0000-7000-8000-00000000000{n}")).unwrap(),
            version: 1,
            name: name.into(),
            url: "https://bac.example/".into(),
            words: String::new(),
            situations: vec![situation],
        };
        let names = ["Zoé", "écluse", "Bac", "arche", "Digue", "Canal", "Péniche"];
        let mut all: Vec<Alternative> = names.iter().zip(0..).map(|(name, n)| one(n, name, Situation::Larger)).collect();
        all.push(one(9, "Ailleurs", Situation::School));
        let found: Vec<&str> = fitting(&all, &["accounts".into()]).into_iter().map(|one| one.name.as_str()).collect();
        assert_eq!(found, ["arche", "Bac", "Canal", "Digue", "écluse"]);
        assert!(fitting(&all, &["full".into()]).is_empty());
    }
}
