//! Words that coordinators teach to kinship: networks with their other names, kinds of association that link nobody.

use super::fold::fold;
use super::form::{Answers, Problem};
use super::kinship::Lexicon;
use super::values::KinWordId;
use crate::choices;

choices!(
    /// What a word is.
    Kind { Network = "network", Common = "common" }
);

/// Characters of a name at most.
const NAME: usize = 80;
/// Other names at most.
const FORMS: usize = 20;

/// A word, as it was taught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KinWord {
    /// Key.
    pub id: KinWordId,
    /// What it is.
    pub kind: Kind,
    /// The name of the network, or the common words.
    pub name: String,
    /// Other names and acronyms of a network.
    pub forms: Vec<String>,
}

impl KinWord {
    /// What was written, or what is to be mended.
    pub fn parse(id: KinWordId, answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field, key| problems.push(Problem { field, key, n: 0 });
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = line(&answers.text("name"));
        let short = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).count() < 2;
        if short(&name) || name.chars().count() > NAME || name.chars().any(char::is_control) {
            wrong("name", "kin-word-name");
        }
        let kind = Kind::parse(&answers.text("kind"));
        if kind.is_none() {
            wrong("kind", "kin-word-kind");
        }
        let forms = answers.text("forms");
        let forms: Vec<String> = forms.split([',', ';', '\n']).map(line).filter(|form| !form.is_empty()).collect();
        if forms.len() > FORMS || forms.iter().any(|form| short(form) || form.chars().count() > NAME) {
            wrong("forms", "kin-word-forms");
        }
        match kind {
            Some(kind) if problems.is_empty() => Ok(Self { id, kind, name, forms: if kind == Kind::Network { forms } else { Vec::new() } }),
            _ => Err(problems),
        }
    }

    /// Teaches it.
    pub fn teach(&self, lexicon: &mut Lexicon) {
        let forms: Vec<&str> = self.forms.iter().map(String::as_str).collect();
        match self.kind {
            Kind::Network => lexicon.add_network(&self.name, &forms),
            Kind::Common => lexicon.add_kind(&self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(kind: &str, name: &str, forms: &str) -> Result<KinWord, Vec<&'static str>> {
        let typed = [("kind", kind), ("name", name), ("forms", forms)];
        let answers = Answers(typed.into_iter().map(|(field, value)| (field.to_owned(), vec![value.to_owned()])).collect());
        let id = KinWordId::parse("019a0000-0000-7000-8000-000000000000").unwrap();
        KinWord::parse(id, &answers).map_err(|problems| problems.into_iter().map(|one| one.field).collect())
    }

    #[test]
    fn a_network_is_taught_with_its_other_names() {
        let word = parsed("network", " Les  Bateliers réunis ", "LBR ; Bateliers, \n").unwrap();
        assert_eq!((word.name.as_str(), word.forms), ("Les Bateliers réunis", vec!["LBR".to_owned(), "Bateliers".to_owned()]));
        assert_eq!(parsed("common", "bateliers", "ignoré").unwrap().forms, Vec::<String>::new());
    }

    #[test]
    fn what_says_nothing_is_not_taught() {
        assert_eq!(parsed("autre", "é", &"x,".repeat(30)), Err(vec!["name", "kind", "forms"]));
        assert_eq!(parsed("network", &"a".repeat(81), ""), Err(vec!["name"]));
        assert_eq!(parsed("network", "…!…", ""), Err(vec!["name"]));
    }
}
