//! Third page of the form: the address of the space, and addresses to propose.

use super::reading::Reader;
use super::{Answers, Problem};
use crate::domain::fold::fold;
use crate::domain::values::Slug;
use serde::{Deserialize, Serialize};

/// Third page: where it will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the form, named as in the contract")]
pub struct Address {
    pub slug: Slug,
    pub slug_alternative: Option<Slug>,
    pub replaces_space: Option<String>,
    pub other_spaces: Option<String>,
}

impl Address {
    /// Reads the page. Whether the address is free is asked of the store, not here.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut read = Reader::new(answers);
        let label = |read: &mut Reader<'_>, field: &'static str, required: bool| {
            let text = read.answers.text(field);
            if text.is_empty() && !required {
                return None;
            }
            let slug = Slug::parse(&text);
            match &slug {
                None if text.is_empty() => read.wrong(field, "slug-missing", 0),
                None => read.wrong(field, "slug-malformed", 0),
                Some(slug) if slug.is_reserved() => read.wrong(field, "slug-reserved", 0),
                Some(_) => {}
            }
            slug
        };
        let slug = label(&mut read, "slug", true);
        let mut slug_alternative = label(&mut read, "slug_alternative", false);
        if slug_alternative == slug {
            slug_alternative = None;
        }
        let replaces_space = read.line("replaces_space", 120);
        let other_spaces = read.optional("other_spaces", 300);
        let page = (|| Some(Self { slug: slug?, slug_alternative, replaces_space, other_spaces }))();
        read.finish(page)
    }
}

/// Labels made from the name, the acronym and the town, the plainest first; whether they are free is asked of the store.
pub fn suggestions(name: &str, acronym: &str, town: &str) -> Vec<Slug> {
    let (name, acronym, town) = (label(name), label(acronym), label(town));
    let candidates =
        [name.clone(), acronym.clone(), format!("{name}-{town}"), format!("{acronym}-{town}"), format!("asso-{name}"), format!("{name}-2")];
    let mut slugs: Vec<Slug> = candidates.iter().filter_map(|text| Slug::parse(text.trim_matches('-'))).filter(|slug| !slug.is_reserved()).collect();
    slugs.dedup();
    slugs
}

/// A text as a DNS label: folded, words joined by hyphens, small words dropped, 40 characters at most.
fn label(text: &str) -> String {
    const SMALL: &[&str] = &["", "de", "des", "du", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux"];
    let folded = fold(text).replace(['.', '@', '-'], " ");
    let mut label = String::new();
    for word in folded.split(' ').filter(|word| !SMALL.contains(word)) {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if label.len() + word.len() + 1 > 40 {
            break;
        }
        if !label.is_empty() {
            label.push('-');
        }
        label.push_str(&word);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_makes_addresses_one_can_say() {
        let made = |name: &str, acronym: &str, town: &str| suggestions(name, acronym, town).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            made("La Remise en selle", "RES", "Montbrume"),
            ["remise-selle", "res", "remise-selle-montbrume", "res-montbrume", "asso-remise-selle", "remise-selle-2"]
        );
        assert_eq!(made("Les Amis de l’Œuvre & Cie", "", "")[0], "amis-oeuvre-cie");
        assert!(made("WWW", "", "").iter().all(|slug| slug != "www"), "reserved ones are not proposed");
        assert!(made("", "", "").iter().all(|slug| slug.len() >= 3));
    }
}
