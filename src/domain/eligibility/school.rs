//! R5: schools, collèges, lycées, universities and bodies of the education ministries are not for us: declared, or told by name, addresses, number.
//!
//! A school of music, of circus, of judo, a « université populaire » are associations like others: see [`ACTIVITIES`].

use super::clues::{evidence, host_where, siren, wrote};
use super::name::{Head, Name, Weight, doubtful, firm};
use super::words::{Span, Words};
use super::{Evidence, Finding};
use crate::domain::form::{Form, LegalForm};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "school";

/// Sports that a lycée or a university lends its name to.
#[rustfmt::skip]
const SPORTS: &[&str] = &[
    "olympique", "omnisport", "omnisports", "sport", "sports", "sportif", "sportive", "handball", "hand", "foot", "football", "futsal", "rugby",
    "basket", "volley", "judo", "karate", "aikido", "taekwondo", "lutte", "boxe", "escrime", "tennis", "athletisme", "natation", "plongee", "voile",
    "surf", "ski", "golf", "equitation", "equestre", "cyclisme", "velo", "roller", "skate", "escalade", "gym", "gymnastique", "hockey", "baseball",
    "badminton", "petanque", "tir a l arc", "fc",
];

/// What one learns in a school that is no school: leisure, arts, figures of speech.
#[rustfmt::skip]
const ACTIVITIES: &[&str] = &[
    "olympique", "sport", "sports", "sportive", "handball", "hand", "foot", "football", "futsal", "rugby", "basket", "volley", "judo", "karate",
    "aikido", "taekwondo", "lutte", "boxe", "escrime", "tennis", "athletisme", "natation", "plongee", "voile", "surf", "ski", "golf", "equitation",
    "equestre", "poney", "poneys", "cheval", "cyclisme", "velo", "roller", "skate", "escalade", "gym", "gymnastique", "petanque", "tir",
    "parachutisme", "pilotage", "musique", "musiques", "musical", "musicale", "danse", "danses", "cirque", "theatre", "chant", "guitare", "piano",
    "accordeon", "percussion", "percussions", "batucada", "samba", "tango", "salsa", "rock", "jazz", "dessin", "peinture", "sculpture", "photo",
    "cinema", "clown", "clowns", "magie", "mime", "marionnettes", "yoga", "tao", "taichi", "tai chi", "qi gong", "kung fu", "arts martiaux",
    "capoeira", "echecs", "bridge", "chat", "chats", "chien", "chiens", "chiot", "canine", "broderie", "couture", "cuisine", "poterie", "jardinage",
    "permaculture", "apiculture", "rucher", "parents", "grands parents", "vie", "buissonniere", "paix", "bonheur", "coeur", "sages", "regards",
    "vagabonde", "nomade", "dimanche", "sabbat", "biblique", "coranique", "consommateurs", "citoyennete", "devoirs", "et nous", "deuxieme chance",
    "2e chance", "2eme chance", "chance", "planches", "impro", "improvisation", "arts du spectacle", "dehors", "foret", "solidaire",
    "sans frontieres", "populaire", "langue", "langues", "francais langue", "alphabetisation", "philosophie", "arts plastiques", "conteurs", "conte",
    "comedie", "lutherie", "pizzica", "football americain", "rire", "nature", "militante", "militant", "feministe", "montagne", "ecriture",
];

/// What makes a « université » or a « collège » a gathering of adults.
#[rustfmt::skip]
const LEARNED: &[&str] = &[
    "populaire", "populaires", "temps libre", "tous ages", "inter age", "inter ages", "interage", "interages", "tous les ages", "tout age",
    "permanente", "ouverte", "libre", "citoyenne", "citoyennes", "rurale", "foraine", "troisieme age", "3e age", "3eme age", "club", "ete",
    "d automne", "du vin", "nomade", "savoirs", "paysanne", "terre", "participative", "volante", "vie associative", "culturelle", "cooperative",
    "utopique", "nous", "peuples", "feministe", "entreprise", "entreprises",
];

/// What makes a « collège » a body of experts.
#[rustfmt::skip]
const EXPERTS: &[&str] = &[
    "national", "international", "europeen", "medecins", "medecine", "gynecologie", "gynecologues", "generalistes", "chirurgie", "chirurgiens",
    "psychanalyse", "psychanalystes", "psychologues", "pataphysique", "philosophie", "clinique", "freudien", "enseignants", "experts", "praticiens",
    "osteopathes", "osteopathie", "sages femmes", "cooperatif", "druidique", "hypnose", "infirmiers", "kinesitherapie", "supervision", "temps libre",
    "adultes", "cinephile", "citoyen",
];

/// What leads the name of a school.
#[rustfmt::skip]
const HEADS: &[Head] = &[
    firm(
        &[
            "ecole primaire", "ecole maternelle", "ecole elementaire", "ecole publique", "ecole privee", "ecole communale", "ecole fondamentale",
            "ecole secondaire", "ecole catholique", "ecole polytechnique", "ecole normale", "ecole centrale", "ecole veterinaire", "ecole militaire",
            "ecole navale", "ecole francaise de", "ecole francaise d", "ecole jules ferry", "ecole d ingenieurs", "ecole d ingenieur",
            "ecole de commerce", "ecole des mines", "ecole des hautes etudes", "ecole europeenne", "ecole internationale", "ecole jean jaures",
            "ecole victor hugo", "ecole professionnelle",
        ],
        &[
            "musique", "danse", "cirque", "theatre", "judo", "arts martiaux", "yoga", "chant", "populaire", "parachutisme", "voile", "cheval",
            "philosophie",
        ],
    ),
    firm(
        &["ecole superieure", "ecole nationale", "ecole regionale"],
        &["musique", "danse", "cheval", "populaire", "karate", "judo", "yoga", "chant", "impro"],
    ),
    doubtful(
        &[
            "ecole", "ecoles", "ecole saint", "ecole sainte", "ecole st", "ecole ste", "ecole notre dame", "ecole montessori", "ecole steiner",
            "ecole freinet", "ecole democratique", "ecole alsacienne", "ecole du louvre", "ecole superieure d art", "ecole hoteliere", "ecole du",
            "ecole de la", "ecole des", "ecole de", "ecole d",
        ],
        ACTIVITIES,
    ),
    firm(
        &[
            "lycee", "lycees", "legta", "lep", "cite scolaire", "groupe scolaire", "ensemble scolaire", "complexe scolaire", "etablissement scolaire",
            "athenee royal", "cegep", "haute ecole",
        ],
        SPORTS,
    ),
    firm(&["college"], EXPERTS),
    firm(
        &[
            "college de france", "eple", "eplefpa", "cfppa", "section d enseignement", "segpa", "inspection academique", "inspection de l education",
            "circonscription de l education",
        ],
        &[],
    ),
    firm(&["universite", "universites", "univ"], LEARNED),
    firm(
        &[
            "faculte de", "faculte des", "faculte d", "facultes", "iut", "inspe", "iufm", "ufr", "institut universitaire",
            "institut national universitaire", "sciences po", "institut d etudes politiques", "institut polytechnique",
            "institut national des sciences appliquees", "insa", "institut national polytechnique", "centre universitaire", "campus universitaire",
            "service universitaire", "service commun", "service commun universitaire", "service d orientation et d insertion professionnelle",
            "service de l orientation et", "pole d orientation et", "section professionnelle du lycee", "centre national des oeuvres universitaires",
            "direction de l orientation", "centre d information et d orientation", "crous", "clous", "centre regional des oeuvres universitaires",
            "centre regional des uvres universitaires", "centre local des oeuvres universitaires", "centre local des uvres universitaires",
            "chancellerie des universites", "greta", "rectorat", "cnrs", "inserm", "inrae", "centre national de la recherche scientifique",
            "centre nationale de la recherche scientifique", "delegation academique", "delegation regionale academique", "mission academique",
            "centre de services scolaire", "commission scolaire", "academie de paris",
        ],
        &[],
    ),
    doubtful(
        &[
            "faculte", "institut superieur", "institut catholique", "institut polytechnique", "cfa", "centre de formation d apprentis",
            "centre de formation des apprentis", "centre scolaire", "etablissement d enseignement", "institution saint", "institution sainte",
            "institution st", "institution ste", "institution notre dame", "maternelle", "cio", "espace orientation",
            "service accompagnement en orientation", "maison de l orientation", "orientation stages emploi", "centrale", "service formation continue",
            "centre de ressources d expertise", "creps", "academie", "circonscription", "grande ecole", "ecoles publiques", "gymnase cantonal",
            "institut saint", "institut sainte", "institut national",
        ],
        &[
            "musique", "musiques", "danse", "sciences", "arts", "art", "billard", "echecs", "combat", "olympique", "sport", "sportif", "lettres",
            "belles", "vertus", "pont", "internationale", "bailly", "jasmin", "fratellini", "equestre", "cirque", "theatre", "football", "academie",
            "pays", "boxe", "langue",
        ],
    ),
];

/// Someone of a school speaks.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "nous sommes une ecole primaire", "nous sommes une ecole maternelle", "nous sommes une ecole elementaire", "nous sommes une ecole publique",
    "nous sommes une ecole privee", "nous sommes un college", "nous sommes un lycee", "nous sommes une universite",
    "nous sommes un etablissement scolaire", "nous sommes un etablissement d enseignement", "nous sommes un groupe scolaire",
    "notre etablissement scolaire", "notre groupe scolaire", "etablissement public local d enseignement", "notre lycee accueille",
    "notre college accueille", "notre ecole primaire accueille", "notre ecole maternelle accueille",
];

/// R5: what was declared, then what the name says, then the other clues.
pub fn check(form: &Form, _: &Policy) -> Finding {
    let declared = form.structure.legal_form;
    if declared == LegalForm::School {
        return Finding::against(KEY, "finding-school-declared", vec![evidence("legal_form", declared.code())]);
    }
    let name = Name::of(form);
    let quote = |span| vec![evidence("organization_name", name.words.quote(span))];
    if let Some(said) = name.says(HEADS) {
        return match said.weight {
            Weight::Firm => Finding::against(KEY, "finding-school-name", quote(said.at)),
            Weight::Doubtful => Finding::to_check(KEY, "finding-school-name-doubt", quote(said.at)),
        };
    }
    if let Some(at) = ends_as_university(&name) {
        return Finding::to_check(KEY, "finding-school-name-doubt", quote(at));
    }
    if let Some(host) = host_where(form, is_academic) {
        return Finding::to_check(KEY, "finding-school-host", vec![host]);
    }
    if let Some(number) = number(form) {
        return Finding::to_check(KEY, "finding-school-number", vec![number]);
    }
    if let Some(words) = wrote(form, WORDS) {
        return Finding::to_check(KEY, "finding-school-words", vec![words]);
    }
    Finding::fine(KEY, "finding-school-fine")
}

/// « La Rochelle Université », « Rennes School of Business »: the head comes last, or in English.
fn ends_as_university(name: &Name<'_>) -> Option<Span> {
    let words: &Words<'_> = &name.words;
    let last = |at: usize| at + 1 == words.len() || words.opens(at + 1);
    let university = (1..words.len()).find(|at| words.word(*at) == "universite" && last(*at)).map(|at| (at, 1));
    let other = name.group || words.has(SPORTS) || words.has(LEARNED);
    university.or_else(|| words.find(&["school of", "business school"])).filter(|_| !other)
}

/// A host of a school, a university or a body of the education ministries.
fn is_academic(host: &str) -> bool {
    #[rustfmt::skip]
    const STARTS: &[&str] = &["univ-", "universite-", "lycee-", "lyc-", "college-", "clg-", "ecole-", "iut-", "insa-", "inspe-"];
    #[rustfmt::skip]
    const LABELS: &[&str] = &["univ", "edu", "education", "crous", "cnrs", "inserm", "inrae", "unistra", "sciencespo", "polytechnique"];
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "populaire", "musique", "danse", "cirque", "judo", "asso", "amis", "club", "parents", "chat", "theatre", "yoga", "temps-libre", "tempslibre",
    ];
    let french = host.ends_with(".fr");
    host.split('.').any(|label| {
        let shaped = STARTS.iter().any(|start| label.starts_with(start))
            || label.contains("universite")
            || (french && (label.starts_with("ac-") || label.starts_with("u-")));
        LABELS.contains(&label) || (shaped && !OTHERS.iter().any(|other| label.contains(other)))
    })
}

/// SIREN of schools and universities (INSEE): they start with 19.
fn number(form: &Form) -> Option<Evidence> {
    siren(form)
        .filter(|siren| siren.starts_with("19"))
        .map(|_| evidence("registration_number", form.structure.registration_number.as_deref().unwrap_or_default()))
}
