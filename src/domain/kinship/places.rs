//! Places of France: towns, départements (name, number, prefecture), regions. Set apart in names, they tell groups of a network from one
//! another, and say nothing of which network it is.

use super::keys::fnv;
use super::prior::Prior;
use super::words::{stem, words};

const DEPARTEMENTS: &str = include_str!("data/departements.txt");
const TOWNS: &str = include_str!("data/towns.txt");

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// Every name of a place: départements, prefectures, regions, towns.
pub fn names() -> impl Iterator<Item = &'static str> {
    let departements = lines(DEPARTEMENTS).flat_map(|line| line.split('|').skip(1).flat_map(|names| names.split(',')));
    departements.chain(lines(TOWNS).flat_map(|line| line.split(';'))).map(str::trim).filter(|name| !name.is_empty())
}

/// How two towns stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towns {
    /// The same town, or one written shorter than the other.
    Same,
    /// At least one is not known.
    Unknown,
    /// Two towns.
    Different,
}

/// A town as it is compared: the stems of its name, without small words nor « Saint ».
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Town {
    stems: Vec<String>,
    hashes: Vec<u64>,
    postcode: String,
    /// How rare its name is, in nats.
    nats: f64,
}

const SMALL: &[&str] = &["sur", "sous", "le", "la", "les", "l", "de", "du", "des", "d", "en", "et", "aux", "au", "a", "cedex", "lez"];

impl Town {
    /// Reads a town and its postcode, either of which may be empty.
    pub fn read(town: &str, postcode: &str, prior: &Prior) -> Self {
        let words = words(town, 10).into_iter().map(|word| word.folded);
        let stems = words.filter(|word| !SMALL.contains(&word.as_str())).map(|word| stem(saint(&word)));
        let postcode = postcode.chars().filter(|c| c.is_alphanumeric()).take(12).collect();
        let stems: Vec<String> = stems.filter(|stem| !stem.bytes().all(|b| b.is_ascii_digit())).collect();
        let nats = stems.iter().map(|stem| prior.nats(stem)).fold(0.0, f64::max);
        Self { nats, hashes: stems.iter().map(|stem| fnv(stem.as_bytes())).collect(), stems, postcode }
    }

    /// What it says to be in this town, in nats: three for Paris, which holds an association of France in twenty, five for a village.
    pub fn nats(&self) -> f64 {
        (self.nats - 4.0).clamp(3.0, 5.0)
    }

    /// A word of its name has this hash.
    pub fn has(&self, hash: u64) -> bool {
        self.hashes.contains(&hash)
    }

    /// The words of the town, as stems.
    pub fn stems(&self) -> &[String] {
        &self.stems
    }

    /// How this town stands to another.
    pub fn relation(&self, other: &Self) -> Towns {
        if self.stems.is_empty() || other.stems.is_empty() {
            return Towns::Unknown;
        }
        // « Chemillé » and « Chemillé-en-Anjou », not « Bains » and « Sierck-les-Bains », nor « Saint-Étienne » and « Saint-Étienne-de-Montluc ».
        let starts = |a: &Self, b: &Self| b.stems.starts_with(&a.stems) && a.stems.first().is_some_and(|first| first != "saint");
        let close = self.stems == other.stems || starts(self, other) || starts(other, self);
        let close = close || (!self.postcode.is_empty() && self.postcode == other.postcode);
        if close { Towns::Same } else { Towns::Different }
    }

    /// A word that names the people or the country of the town: `nantais` for Nantes, `lillebonnais` for Lillebonne.
    pub fn is_its_people(&self, word: &str) -> bool {
        #[rustfmt::skip]
        const ENDS: &[&str] = &[
            "ais", "aise", "ois", "oise", "ien", "ienne", "in", "ine", "ain", "aine", "an", "ane", "on", "onne", "eau", "elle", "ard", "arde", "ac",
            "ays", "aire",
        ];
        let plain = word.trim_end_matches('s');
        let ending = word.len() >= 6 && ENDS.iter().any(|end| plain.ends_with(end) || word.ends_with(end));
        let people = stem(word);
        ending
            && self.stems.iter().any(|stem| {
                let common = stem.bytes().zip(people.bytes()).take_while(|(a, b)| a == b).count();
                common >= 4 && common + 3 >= stem.len()
            })
    }
}

fn saint(word: &str) -> &str {
    match word {
        "st" | "ste" | "sainte" | "saints" | "saintes" | "sts" => "saint",
        word => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_known_under_its_short_name() {
        let town = |name: &str| Town::read(name, "", &Prior::built_in());
        for (a, b) in [("Paris", "PARIS 15e"), ("St-Saulve", "Saint-Saulve"), ("Chemillé", "Chemillé-en-Anjou"), ("Le Mans", "Mans")] {
            assert_eq!(town(a).relation(&town(b)), Towns::Same, "{a} {b}");
        }
        assert_eq!(town("Saint-Denis").relation(&town("Saint-Malo")), Towns::Different);
        assert_eq!(town("").relation(&town("Vern")), Towns::Unknown);
    }

    #[test]
    fn the_people_of_a_town_are_the_town() {
        for (town, people) in
            [("Nantes", "nantais"), ("Lillebonne", "lillebonnais"), ("Marseille", "marseillaise"), ("Montpellier", "montpellierain")]
        {
            assert!(Town::read(town, "", &Prior::built_in()).is_its_people(people), "{people}");
        }
        assert!(!Town::read("Nantes", "", &Prior::built_in()).is_its_people("romantique"));
    }
}
