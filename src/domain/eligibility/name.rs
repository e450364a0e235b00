//! What the name of a structure says it is: its head noun, the one that everything else completes.
//!
//! « Commune de X » is a commune, « Comité des fêtes de la commune de X » is a committee: associative nouns win wherever they lead.
//! To teach it a word: [`GROUPS`] or [`GROUP_HEADS`] for groups, the `HEADS` of the criterion for what is not for us.

use super::words::{Span, Words};
use crate::domain::form::Form;

/// How sure a clue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A person has to look.
    Doubtful,
    /// It cannot be much else.
    Firm,
}

/// A noun phrase which, at the head of a name, tells what the structure is.
#[derive(Debug)]
pub struct Head {
    /// Folded phrases.
    pub phrases: &'static [&'static str],
    /// How sure it is.
    pub weight: Weight,
    /// Folded phrases which, anywhere in the name, say otherwise.
    pub unless: &'static [&'static str],
}

/// A firm head.
pub const fn firm(phrases: &'static [&'static str], unless: &'static [&'static str]) -> Head {
    Head { phrases, weight: Weight::Firm, unless }
}
/// A doubtful head.
pub const fn doubtful(phrases: &'static [&'static str], unless: &'static [&'static str]) -> Head {
    Head { phrases, weight: Weight::Doubtful, unless }
}

/// Words of a group of people, wherever they stand in the name.
#[rustfmt::skip]
pub const GROUPS: &[&str] = &[
    "association", "associations", "associatif", "associative", "associatifs", "associatives", "asso", "assoc", "ass", "asbl", "aisbl", "as",
    "amicale", "amicales", "amicaliste", "club", "clubs", "comite", "cte", "comites", "federation", "fede", "fed", "federations", "ligue",
    "confederation", "confrerie", "fraternelle", "fraternite", "parents d eleves", "parents eleves", "parent eleve", "parents d el", "anciens eleves",
    "ancien eleve", "eleves ingenieurs", "fcpe", "peep", "apel", "ape", "ael", "aep", "ogec", "usep", "unss", "ugsel", "occe", "sou des ecoles",
    "sou de l ecole", "amis ecole", "cooperation a l ecole", "alumni", "bureau des etudiants", "bureau des eleves", "cooperative scolaire", "foyer socio educatif", "foyer socioeducatif", "fse", "mdl",
    "maison des lyceens", "maison des collegiens", "bde", "bds", "comite des fetes", "syndicat d initiative", "benevole", "benevoles",
    "solidarite internationale", "jumelage", "cfdt", "cgt", "fsu", "unsa", "cftc", "snes", "snuipp", "sud education", "donneurs de sang",
    "anciens combattants", "retraites", "cos", "cgos", "mutuelle", "cinema", "festival", "fanfare", "harmonie", "chorale", "orchestre",
];

/// Words of a group of people when they lead the name or a part of it; in a complement they may be the name of a place.
#[rustfmt::skip]
pub const GROUP_HEADS: &[&str] = &[
    "ami", "amis", "amies", "union", "cercle", "collectif", "groupement", "groupe", "reseau", "societe", "compagnie", "cie", "choeur", "choeurs",
    "choral", "ensemble", "theatre", "troupe", "foyer", "foyers", "oeuvre", "oeuvres", "fondation", "fonds", "mouvement", "rassemblement",
    "coordination", "alliance", "section", "conference", "congregation", "paroisse", "eglise", "mission", "secours", "entraide", "solidarite",
    "sauvegarde", "defense", "promotion", "maison des associations", "centre social", "centre socio culturel", "centre socioculturel",
    "office municipal des sports", "oms", "jeunes sapeurs pompiers", "jeune", "jeunes", "jeunesse", "sport", "sports", "sportive", "sporting",
    "espace", "atelier", "ateliers", "radio", "tennis", "football", "rugby", "basket", "handball", "volley", "judo", "petanque", "boule", "boules",
    "gymnastique", "danse", "musique", "les anciens", "ancien", "anciens", "anciennes", "personnel", "personnels", "agents", "employes", "pupilles",
    "usagers", "habitants", "riverains", "parents", "conseil des parents", "conseil local", "conseil citoyen", "conseil de fabrique",
    "conseil de quartier", "delegation", "unite locale", "assemblee", "caue", "adil", "cidff", "mjc", "mfr", "mpt", "cemea", "adapei", "admr",
];

/// What begins like a group and is none.
#[rustfmt::skip]
const NOT_GROUPS: &[&str] = &[
    "groupe scolaire", "groupe hospitalier", "groupement hospitalier", "groupement de gendarmerie", "ensemble scolaire", "section d enseignement",
    "section consulaire", "assemblee nationale", "delegation academique", "delegation regionale academique", "delegation a la mer",
    "mission academique", "delegation interministerielle", "theatre national", "theatre municipal", "espace orientation", "espace france services",
    "societe anonyme", "section professionnelle", "compagnie republicaine de securite", "compagnie de gendarmerie", "section de recherches",
];

/// Articles that may stand before a head.
#[rustfmt::skip]
pub const ARTICLES: &[&str] = &["le", "la", "les", "l", "un", "une", "notre", "nos"];

/// After a head, these tell a cause rather than a body: « Un lycée pour Trifouilly », « L’école à la maison ».
const CAUSE: &[&str] = &["pour", "sans", "contre", "avec", "en", "a", "autrement"];

/// What a name was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// How sure it is.
    pub weight: Weight,
    /// The words that say it.
    pub at: Span,
}

/// A name, read.
#[derive(Debug)]
pub struct Name<'a> {
    /// Its words.
    pub words: Words<'a>,
    /// A group of people leads it.
    pub group: bool,
    /// The application bears the number of an association (RNA).
    pub registered: bool,
}

impl<'a> Name<'a> {
    /// Reads the name of the structure.
    pub fn of(form: &'a Form) -> Self {
        let words = Words::of(&form.structure.organization_name);
        let group = words.has(GROUPS) || heads(&words).any(|(part, at)| leads_a_group(&words, part, at));
        Self { words, group, registered: super::clues::is_rna(form) }
    }

    /// What its head says; nothing when a group leads. Firm only at the very start of a name that no number of association contradicts;
    /// further on, a doubt is nothing unless the name starts by its initials.
    pub fn says(&self, known: &[Head]) -> Option<Said> {
        if self.group { None } else { self.says_even_of_a_group(known) }
    }

    /// What its head says, for the few bodies that are named like groups.
    pub fn says_even_of_a_group(&self, known: &[Head]) -> Option<Said> {
        heads(&self.words).find_map(|(part, at)| {
            let meets = |phrase: &&str| self.words.stands(at, phrase);
            let longest = |head: &Head| head.phrases.iter().filter_map(meets).max();
            let (count, head) =
                known.iter().filter_map(|head| longest(head).map(|count| (count, head))).max_by_key(|(count, head)| (*count, head.weight))?;
            let next = self.words.word(at + count);
            if self.words.has(head.unless) || CAUSE.contains(&next) {
                return None;
            }
            let initials = self.words.opens(1);
            match head.weight {
                Weight::Firm if part == 0 && !self.registered && (count > 1 || next != "et") => Some(Said { weight: Weight::Firm, at: (at, count) }),
                Weight::Doubtful if part > 0 && !initials => None,
                _ => Some(Said { weight: Weight::Doubtful, at: (at, count) }),
            }
        })
    }
}

/// A group of people leads this part. Alone in a later part, such a word is rather the name of a place: « Mairie – L’Union ».
fn leads_a_group(words: &Words<'_>, part: usize, at: usize) -> bool {
    let stands = |phrase: &&'static str| words.stands(at, phrase).is_some();
    let alone = part > 0 && (at + 1 == words.len() || words.opens(at + 1));
    !alone && GROUP_HEADS.iter().any(stands) && !NOT_GROUPS.iter().any(stands)
}

/// Where the head of each part of a name stands: after what cuts it, past the articles.
pub fn heads<'w>(words: &'w Words<'_>) -> impl Iterator<Item = (usize, usize)> + 'w {
    let starts = (0..words.len()).filter(|at| words.opens(*at)).enumerate();
    starts.map(|(part, start)| (part, (start..words.len()).find(|at| !ARTICLES.contains(&words.word(*at))).unwrap_or(start)))
}
