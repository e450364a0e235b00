//! Other places to go (spec 4.7): who they are, and which situations they answer. Coordinators keep the list.

use super::form::{Answers, Problem};
use super::precheck::Situation;
use super::values::AlternativeId;

/// Characters of a name: at least, at most.
pub const NAME: (usize, usize) = (2, 80);
/// Characters of an address at most.
pub const URL: usize = 300;
/// Characters of the line of words at most.
pub const WORDS: usize = 200;

/// A place that may help where this service cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Key.
    pub id: AlternativeId,
    /// Raised by each change, so that a page older than the list is noticed.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Its address: http or https, with a host.
    pub url: String,
    /// For whom and what, in one line.
    pub words: String,
    /// What it answers; at least one, each once, in the order of the screens.
    pub situations: Vec<Situation>,
}

/// What a coordinator writes of an alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in Alternative")]
pub struct Entry {
    pub name: String,
    pub url: String,
    pub words: String,
    pub situations: Vec<Situation>,
}

impl Entry {
    /// What was written, or what is to be mended, in the order of the fields.
    pub fn parse(answers: &Answers) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |field, key, n| problems.push(Problem { field, key, n });
        let name = one_line(&answers.text("name"));
        match name.chars().count() {
            0 => wrong("name", "alternative-name-missing", 0),
            n if n < NAME.0 => wrong("name", "alternative-name-short", 0),
            n if n > NAME.1 => wrong("name", "text-too-long", excess(n, NAME.1)),
            _ => {}
        }
        let url = answers.text("url");
        match url.chars().count() {
            0 => wrong("url", "alternative-url-missing", 0),
            n if n > URL => wrong("url", "text-too-long", excess(n, URL)),
            _ if !is_web_address(&url) => wrong("url", "alternative-url-malformed", 0),
            _ => {}
        }
        let words = one_line(&answers.text("words"));
        match words.chars().count() {
            0 => wrong("words", "alternative-words-missing", 0),
            n if n > WORDS => wrong("words", "text-too-long", excess(n, WORDS)),
            _ => {}
        }
        let situations: Vec<Situation> = Situation::ALL.iter().copied().filter(|situation| answers.has("situations", situation.code())).collect();
        if situations.is_empty() {
            wrong("situations", "alternative-situations-missing", 0);
        }
        if problems.is_empty() { Ok(Self { name, url, words, situations }) } else { Err(problems) }
    }
}

impl Alternative {
    /// A new one.
    pub fn new(id: AlternativeId, entry: Entry) -> Self {
        let Entry { name, url, words, situations } = entry;
        Self { id, version: 1, name, url, words, situations }
    }

    /// The same, written anew.
    pub fn changed(&self, entry: Entry) -> Self {
        Self { version: self.version + 1, ..Self::new(self.id.clone(), entry) }
    }

    /// What a form shows of it, by field.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for (field, value) in [("name", &self.name), ("url", &self.url), ("words", &self.words)] {
            answers.0.insert(field.into(), vec![value.clone()]);
        }
        answers.0.insert("situations".into(), self.situations.iter().map(|situation| situation.code().to_owned()).collect());
        answers
    }

    /// It answers this situation.
    pub fn answers_to(&self, situation: Situation) -> bool {
        self.situations.contains(&situation)
    }
}

/// An address that a link may carry: http or https, a host with a dot, no user, nothing that breaks a line.
fn is_web_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str())
        && port.parse::<u16>().is_ok()
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-')
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
}

/// The same words on one line; no-break spaces stay.
fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn excess(more: usize, less: usize) -> i64 {
    i64::try_from(more - less).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str, url: &str, words: &str, situations: &[&str]) -> Answers {
        let mut answers = Answers::default();
        for (field, value) in [("name", name), ("url", url), ("words", words)] {
            answers.0.insert(field.into(), vec![value.into()]);
        }
        answers.0.insert("situations".into(), situations.iter().map(|s| (*s).to_owned()).collect());
        answers
    }

    fn wrong(answers: &Answers) -> Vec<(&'static str, &'static str, i64)> {
        Entry::parse(answers).err().unwrap_or_default().into_iter().map(|p| (p.field, p.key, p.n)).collect()
    }

    #[test]
    fn what_was_typed_is_read_on_one_line_with_its_situations_in_order() {
        let entry =
            Entry::parse(&typed("  Le  Bac ", "HTTPS://bac.example/nuage?x=1", "Pour\r\ntous.", &["school", "nowhere", "local_authority", "school"]));
        let situations = vec![Situation::LocalAuthority, Situation::School];
        let expected = Entry { name: "Le Bac".into(), url: "HTTPS://bac.example/nuage?x=1".into(), words: "Pour tous.".into(), situations };
        assert_eq!(entry, Ok(expected));
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        let missing = [
            ("name", "alternative-name-missing", 0),
            ("url", "alternative-url-missing", 0),
            ("words", "alternative-words-missing", 0),
            ("situations", "alternative-situations-missing", 0),
        ];
        assert_eq!(wrong(&Answers::default()), missing);
    }

    #[test]
    fn lengths_have_bounds() {
        let url = "https://bac.example";
        assert_eq!(wrong(&typed("B", url, "x", &["search"])), [("name", "alternative-name-short", 0)]);
        assert_eq!(wrong(&typed(&"b".repeat(80), url, &"é".repeat(200), &["search"])), []);
        let long = typed(&"b".repeat(81), url, &"é".repeat(203), &["search"]);
        assert_eq!(wrong(&long), [("name", "text-too-long", 1), ("words", "text-too-long", 3)]);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for good in ["https://adullact.org/", "http://a.b", "https://www.frama.space:8443/abc?x#y", "https://éco.example/"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://bac.example/%0aalert(1)",
            "JAVASCRIPT:alert(1)//https://a.b",
            "data:text/html,x",
            "ftp://a.b",
            "//a.b",
            "a.b",
            "https://",
            "https:///x",
            "https://.",
            "https://localhost",
            "https://me:you@a.b",
            "https://a.b:port",
            "https://a b.c",
            "https://a.b\\@c.d",
            "https://a.b/\u{0}",
            "https://-a.b",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_change_keeps_the_key_and_raises_the_version() {
        let id = AlternativeId::parse("019ab0d0-0000-7000-8000-000000000001").unwrap();
        let entry = Entry::parse(&typed("Bac", "https://bac.example", "Pour tous.", &["search"])).unwrap();
        let first = Alternative::new(id.clone(), entry);
        assert_eq!(
            Entry::parse(&first.answers()),
            Ok(Entry { name: "Bac".into(), url: "https://bac.example".into(), words: "Pour tous.".into(), situations: vec![Situation::Search] })
        );
        let second = first.changed(Entry::parse(&typed("Barque", "https://bac.example", "Pour tous.", &["school"])).unwrap());
        assert_eq!((second.id, second.version, second.name.as_str()), (id, 2, "Barque"));
    }
}
