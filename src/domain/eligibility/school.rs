//! R5: schools, collèges, lycées, universities and bodies of the education ministries are not for us: declared, or told by name, addresses, number.
//!
//! A school of music, of circus, of judo, a « université populaire » are associations like others: `school/heads.rs` says so, and is
//! where to teach it a kind of school.

mod heads;

use super::Finding;
use super::clues::{Family, Host};
use super::lexicon::Lexicon;
use super::name::{Heads, Name, Weight};
use super::reading::{Reading, Speaker};
use super::words::Span;
use crate::domain::form::LegalForm;
use crate::domain::policy::Policy;
use std::sync::LazyLock;

/// Key of the criterion.
pub const KEY: &str = "school";

/// Someone of a school speaks.
#[rustfmt::skip]
pub const WORDS: &[&str] = &[
    "nous sommes une ecole primaire", "nous sommes une ecole maternelle", "nous sommes une ecole elementaire", "nous sommes une ecole publique",
    "nous sommes une ecole privee", "nous sommes un college", "nous sommes un lycee", "nous sommes une universite",
    "nous sommes un etablissement scolaire", "nous sommes un etablissement d enseignement", "nous sommes un groupe scolaire",
    "notre etablissement scolaire", "notre groupe scolaire", "etablissement public local d enseignement", "notre lycee accueille",
    "notre college accueille", "notre ecole primaire accueille", "notre ecole maternelle accueille", "nous sommes une ecole superieure",
    "nous sommes une ecole d ingenieurs", "nous sommes un laboratoire de recherche",
    "nous sommes un centre de formation d apprentis", "nos etudiants et nos enseignants", "notre equipe enseignante et nos eleves",
    "nos eleves et nos enseignants", "nous sommes enseignants au", "nous sommes enseignants a l", "l equipe pedagogique de l ecole",
];

static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(heads::HEADS));
static TAILS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([heads::TAILS]));

/// R5: what was declared, then the clues: name, addresses, number, words.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    if reading.form.structure.legal_form == LegalForm::School {
        return Finding::against(KEY, "finding-school-declared", vec![reading.declared()]);
    }
    let said = reading.name.says(&HEADS).map(|said| match said.weight {
        Weight::Firm => ("finding-school-name", said.at),
        Weight::Doubtful => ("finding-school-name-doubt", said.at),
    });
    let last = || ends_as_university(&reading.name).map(|at| ("finding-school-name-doubt", at));
    let name = said.or_else(last).map(|(because, at)| (because, reading.named(at)));
    let hosts = reading.hosts.iter().filter(|host| is_academic(host)).map(|host| ("finding-school-host", host.evidence()));
    let number = (reading.family == Family::School).then(|| ("finding-school-number", reading.numbered()));
    let words = reading.wrote(Speaker::School).map(|words| ("finding-school-words", words));
    reading.weigh(KEY, "finding-school-fine", name.into_iter().chain(hosts).chain(number).chain(words))
}

/// « La Rochelle Université », « Rennes School of Business »: the head comes last, or in English.
fn ends_as_university(name: &Name<'_>) -> Option<Span> {
    let words = &name.words;
    let (at, count) = TAILS.all(words).map(|(span, _)| span).find(|(at, count)| {
        let lone = *count == 1;
        let completes = || ["de", "d", "l", "la", "du", "des", "a", "en", "pour"].contains(&words.word(at.saturating_sub(1)));
        !lone || (*at > 0 && name.last_of_part(*at) && !completes())
    })?;
    let other = name.group
        || name.registered
        || words.has(heads::SPORTS)
        || words.has(heads::LEARNED)
        || words.has(&["music", "dance", "art", "arts", "rock"]);
    (!other).then_some((at, count))
}

/// A host of a school, a university or a body of the education ministries.
fn is_academic(host: &Host<'_>) -> bool {
    #[rustfmt::skip]
    const STARTS: &[&str] = &[
        "univ-", "universite-", "lycee-", "lyceede", "lyc-", "college-", "clg-", "ecole-", "iut-", "insa-", "inspe-", "cegep", "cfa-", "greta-",
        "ens-", "crous-", "ecoles-",
    ];
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "univ", "edu", "education", "crous", "cnrs", "inserm", "inrae", "inria", "unistra", "sciencespo", "polytechnique", "ens", "ehess",
        "reseau-canope", "ird", "cirad", "insa", "enseignement", "lycee", "college", "ecole", "esr",
        "uclouvain", "uliege", "ulb", "umons", "unamur", "unil", "unige", "unine", "unifr", "epfl", "eduvaud", "rpn", "uqam", "umontreal",
        "ulaval", "usherbrooke", "uqtr", "uqac", "uqar", "mcgill", "concordia", "polymtl", "cnam", "sorbonne-universite", "u-paris", "u-bordeaux",
    ];
    #[rustfmt::skip]
    const OTHERS: &[&str] = &[
        "populaire", "musique", "danse", "cirque", "judo", "asso", "amis", "club", "parents", "chat", "theatre", "yoga", "temps-libre",
        "tempslibre", "libre", "ape", "apel", "fcpe", "parachut", "ski", "voile", "foot", "rugby", "tennis", "equitation", "chien", "vie",
    ];
    let french = host.folded.ends_with(".fr");
    let academic =
        ["ac.be", "hes-so.ch", "hep-vaud.ch", "edu.ge.ch", "uni.lu", "education.lu", "edu.lu", "ac.ma"].iter().any(|known| host.is_below(known));
    academic
        || host.folded.ends_with(".edu")
        || host.labels().any(|label| {
            let numbered =
                label.strip_prefix("css").or(label.strip_prefix("cs")).is_some_and(|rest| rest.len() <= 3 && host.folded.ends_with("qc.ca"));
            let shaped = STARTS.iter().any(|start| label.starts_with(start))
                || label.contains("universite")
                || (french && (label.starts_with("ac-") || label.starts_with("u-")));
            LABELS.contains(&label) || numbered || (shaped && !OTHERS.iter().any(|other| label.contains(other)))
        })
}
