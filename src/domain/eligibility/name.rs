//! What the name of a structure says it is: its head noun, the one that everything else completes.
//!
//! « Commune de X » is a commune, « Comité des fêtes de la commune de X » is a committee: associative nouns win wherever they lead, and
//! « Collège X – Foyer socio-éducatif » is the foyer. « Direction de la vie associative » is still a direction: there the associative
//! noun only completes. To teach it a word: [`GROUPS`] or [`GROUP_HEADS`] for groups, the heads of the criterion for what is not for us.

use super::lexicon::Lexicon;
use super::words::{Span, Words};
use std::sync::LazyLock;

/// How sure a clue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A person has to look, unless the number says association.
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

/// Heads that are looked up together.
#[derive(Debug)]
pub struct Heads {
    heads: &'static [Head],
    lexicon: Lexicon,
}

impl Heads {
    /// Makes these heads ready to be looked up.
    pub fn of(heads: &'static [Head]) -> Self {
        Self { heads, lexicon: Lexicon::of(heads.iter().map(|head| head.phrases)) }
    }
}

/// Words of a group of people, wherever they stand in the name.
#[rustfmt::skip]
pub const GROUPS: &[&str] = &[
    "association", "associations", "associatif", "associative", "associatifs", "associatives", "asso", "assoc", "ass", "asbl", "aisbl", "as",
    "amicale", "amicales", "amicaliste", "club", "clubs", "aeroclub", "motoclub", "photoclub", "cineclub", "cycloclub", "rotary", "lions", "adil",
    "caue", "comite", "cte", "comites", "federation", "fede", "fed", "federations", "ligue",
    "confederation", "confrerie", "fraternelle", "fraternite", "parents d eleves", "parents eleves", "parent eleve", "parents d el",
    "anciens eleves",
    "ancien eleve", "eleves ingenieurs", "fcpe", "peep", "apel", "ape", "ael", "aep", "apee", "ogec", "usep", "unss", "ugsel", "occe",
    "sou des ecoles",
    "sou de l ecole", "sou des ecoles", "denier des ecoles", "amis ecole", "cooperation a l ecole", "alumni", "bureau des etudiants",
    "bureau des eleves", "cooperative scolaire",
    "cooperative de l ecole", "foyer socio educatif", "foyer socioeducatif", "fse", "mdl", "caisse de solidarite",
    "maison des lyceens", "maison des collegiens", "maison du lyceen", "bde", "bds", "bda", "comite des fetes", "syndicat d initiative",
    "benevole", "benevoles",
    "solidarite internationale", "jumelage", "cfdt", "cgt", "fsu", "unsa", "cftc", "snes", "snuipp", "sud education", "donneurs de sang",
    "anciens combattants", "retraites", "cos", "cgos", "mutuelle", "cinema", "festival", "fanfare", "harmonie", "chorale", "orchestre",
    "anciens du", "anciens de", "anciennes du", "anciennes de", "junior entreprise", "junior conseil", "vzw", "e v", "verein", "society",
    "friends of",
];

/// Words of a group of people when they lead the name or a part of it; in a complement they may be the name of a place.
#[rustfmt::skip]
pub const GROUP_HEADS: &[&str] = &[
    "ami", "amis", "amies", "union", "cercle", "collectif", "groupement", "groupe", "reseau", "societe", "compagnie", "cie", "choeur", "choeurs",
    "choral", "ensemble", "troupe", "foyer", "foyers", "oeuvre", "oeuvres", "fondation", "fonds", "mouvement", "rassemblement",
    "coordination", "alliance", "section", "conference", "congregation", "paroisse", "eglise", "mission", "secours", "entraide", "solidarite",
    "sauvegarde", "defense", "promotion", "maison des associations", "centre social", "centre socio culturel", "centre socioculturel",
    "office municipal des sports", "office municipal du sport", "office municipal de la culture", "oms", "omc", "jeunes sapeurs pompiers",
    "sport", "sports", "sportive", "sporting",
    "les anciens", "ancien", "anciens", "anciennes", "personnel", "personnels", "agents", "employes", "pupilles",
    "usagers", "habitants", "riverains", "parents", "conseil des parents", "conseil local", "conseil citoyen", "conseil de fabrique",
    "conseil de quartier", "delegation", "unite locale", "assemblee", "adil", "cidff", "mjc", "mfr", "mpt", "cemea", "adapei", "admr",
    "maison familiale", "syndicat", "club house", "cooperative de consommateurs", "gem", "gas", "amap", "udaf", "unapei", "apajh", "ufcv",
];

/// The same, less surely: in a later part they are rather a place, a sport or a subject of what the first part names.
#[rustfmt::skip]
const SOFT_HEADS: &[&str] = &[
    "theatre", "jeune", "jeunes", "jeunesse", "espace", "atelier", "ateliers", "radio", "tennis", "football", "rugby", "basket", "handball",
    "volley",
    "judo", "petanque", "boule", "boules", "gymnastique", "danse", "musique",
];

/// What begins like a group and is none.
#[rustfmt::skip]
const NOT_GROUPS: &[&str] = &[
    "groupe scolaire", "groupe hospitalier", "groupement hospitalier", "groupement de gendarmerie", "groupement d interet public",
    "groupement d interet economique", "groupement d interet scientifique", "ensemble scolaire", "section d enseignement",
    "section consulaire", "assemblee nationale", "assemblee de corse", "assemblee de guyane", "assemblee de martinique", "delegation academique",
    "delegation regionale academique", "delegation a la mer", "delegation regionale aux droits", "delegation departementale de l agence",
    "mission academique", "mission regionale d autorite", "mission interministerielle", "delegation interministerielle",
    "theatre national", "theatre municipal", "espace orientation", "espace france services", "societe anonyme", "section professionnelle",
    "compagnie republicaine de securite", "compagnie de gendarmerie", "section de recherches", "syndicat mixte", "syndicat intercommunal",
    "syndicat intercommunale", "syndicat interdepartemental", "syndicat departemental d", "syndicat d eau", "syndicat des eaux",
    "syndicat d energie",
    "syndicat de communes", "syndicat a vocation", "syndicat interhospitalier", "syndicat inter hospitalier", "syndicat pour l eau",
    "syndicat d adduction", "syndicat d assainissement", "syndicat d electrification", "syndicat de traitement", "syndicat de collecte",
    "syndicat de riviere", "syndicat du bassin", "syndicat de bassin", "syndicat scolaire", "syndicat d amenagement", "syndicat de voirie",
    "syndicat hydraulique", "syndicat de l eau", "espace emploi", "societe publique locale", "societe d economie mixte", "societe de transport de",
    "atelier relais", "ensemble hospitalier", "espace public numerique municipal", "union regionale de caisses",
];

/// Articles that may stand before a head.
#[rustfmt::skip]
pub const ARTICLES: &[&str] = &["le", "la", "les", "l", "un", "une", "notre", "nos"];

/// After a head of one word, these tell a cause rather than a body: « Un lycée pour Trifouilly », « L’école à la maison ».
const CAUSE: &[&str] = &["pour", "sans", "contre", "avec", "en", "a", "autrement", "ensemble", "demain"];

/// Before an associative noun, these tell that it only completes: « service des associations », « direction de la vie associative ».
const COMPLETES: &[&str] = &["de", "d", "du", "des", "vie", "la", "l", "aux", "et", "milieu", "monde", "secteur"];

static GROUP: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([GROUPS]));
static LEADERS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([GROUP_HEADS, SOFT_HEADS]));
static FALSE_LEADERS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([NOT_GROUPS]));

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
    /// A group of people is somewhere in it.
    pub group: bool,
    /// Such a group leads, even where the first words name something firmly.
    leads: bool,
    /// The application bears the number of an association.
    pub registered: bool,
}

impl<'a> Name<'a> {
    /// Reads the name of the structure; `registered` when its number is that of an association.
    pub fn of(typed: &'a str, registered: bool) -> Self {
        let words = Words::of(typed);
        let (mut group, mut leads) = (false, false);
        for ((at, _), _) in GROUP.all(&words) {
            group = true;
            let previous = at.checked_sub(1).map_or("", |before| words.word(before));
            leads |= words.opens(at) || !COMPLETES.contains(&previous);
        }
        for (part, at) in heads(&words) {
            if let Some(soft) = leader(&words, part, at) {
                group = true;
                leads |= part == 0 || !soft;
            }
        }
        Self { words, group, leads, registered }
    }

    /// What its head says; nothing when a group leads. Firm only at the very start of a name; further on, a doubt is nothing unless
    /// the name starts by its initials. The number of an association lifts a doubt.
    pub fn says(&self, known: &Heads) -> Option<Said> {
        let said = (!self.leads).then(|| self.says_even_of_a_group(known)).flatten()?;
        let (start, _) = said.at;
        let start = (0..=start).all(|at| at == 0 || !self.words.opens(at));
        (!self.group || (said.weight == Weight::Firm && start)).then_some(said)
    }

    /// What its head says, for the few bodies that are named like groups.
    pub fn says_even_of_a_group(&self, known: &Heads) -> Option<Said> {
        let said = heads(&self.words).find_map(|(part, at)| {
            let (count, of) =
                known.lexicon.stands(&self.words, at).or_else(|| known.lexicon.word(numbered(self.words.word(at))).map(|of| (1, of)))?;
            let head = known.heads.get(of)?;
            let next = self.words.word(at + count);
            if self.words.has(head.unless) || (count == 1 && CAUSE.contains(&next)) {
                return None;
            }
            let initials = self.words.opens(1);
            match head.weight {
                Weight::Firm if part == 0 && (count > 1 || next != "et") => Some(Said { weight: Weight::Firm, at: (at, count) }),
                Weight::Doubtful if part > 0 && !initials => None,
                _ => Some(Said { weight: Weight::Doubtful, at: (at, count) }),
            }
        });
        said.filter(|said| said.weight == Weight::Firm || !self.registered)
    }

    /// This word ends a part of the name.
    pub fn last_of_part(&self, at: usize) -> bool {
        at + 1 == self.words.len() || self.words.opens(at + 1)
    }
}

/// A word without the number of its département: « SDIS35 », « CG44 ».
fn numbered(word: &str) -> &str {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.len() >= 3 { letters } else { word }
}

/// A group of people leads this part, softly or not. Alone in a later part, such a word is rather the name of a place: « Mairie – L’Union ».
fn leader(words: &Words<'_>, part: usize, at: usize) -> Option<bool> {
    let alone = part > 0 && (at + 1 == words.len() || words.opens(at + 1));
    let (_, list) = LEADERS.stands(words, at).filter(|_| !alone)?;
    FALSE_LEADERS.stands(words, at).is_none().then_some(list == 1)
}

/// Where the head of each part of a name stands: after what cuts it, past the articles.
pub fn heads<'w>(words: &'w Words<'_>) -> impl Iterator<Item = (usize, usize)> + 'w {
    let starts = (0..words.len()).filter(|at| words.opens(*at)).enumerate();
    starts.map(|(part, start)| (part, (start..words.len()).find(|at| !ARTICLES.contains(&words.word(*at))).unwrap_or(start)))
}
