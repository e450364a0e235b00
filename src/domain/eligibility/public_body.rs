//! R5: local authorities and public services are not for us (the ADULLACT is): declared, or told by the name, the addresses, the number.
//!
//! To teach it a body: a line in `public_body/heads.rs`; a domain: in `public_body/hosts.rs`.

mod heads;
mod hosts;

use super::Finding;
use super::clues::Family;
use super::lexicon::Lexicon;
use super::name::{ARTICLES, Heads, Name, Weight, heads as parts};
use super::reading::{Reading, Speaker};
use super::words::{Span, Words};
use crate::domain::form::{LegalForm, Structure};
use crate::domain::policy::Policy;
use std::sync::LazyLock;

/// Key of the criterion.
pub const KEY: &str = "public_body";

/// Someone of a public body speaks.
#[rustfmt::skip]
pub const WORDS: &[&str] = &[
    "nous sommes une mairie", "nous sommes une commune", "nous sommes une collectivite", "nous sommes un service public",
    "nous sommes une petite mairie", "nous sommes une petite commune",
    "nous sommes un service municipal", "nous sommes une administration", "nous sommes un etablissement public", "nous sommes un hopital public",
    "nous sommes un ehpad public", "nous sommes un syndicat mixte", "nous sommes un syndicat intercommunal",
    "nous sommes un service de la mairie", "nous sommes un service de la ville", "nous sommes la mairie", "nous sommes une intercommunalite",
    "nous sommes une mediatheque", "nous sommes une bibliotheque municipale",
    "nous sommes une communaute de communes", "nous sommes un ccas", "notre mairie", "notre collectivite", "notre communaute de communes",
    "notre conseil municipal", "notre commune compte", "notre municipalite",
    "notre intercommunalite", "notre ccas", "les services de la mairie", "les services de la commune", "nos services municipaux",
    "services municipaux de", "le secretariat de mairie", "secretaire de mairie et",
    "nos agents municipaux", "nos administres", "agents de la collectivite", "etablissement public administratif", "agents de la commune et",
    "etablissement public de cooperation", "en tant que collectivite", "en tant que commune",
    "agents et elus de la commune", "elus et agents de la commune", "les elus et les agents", "les agents et les elus", "entre elus et agents",
    "entre les elus et", "notre epci", "syndicat intercommunal a vocation", "la mairie souhaite", "la commune souhaite", "la mairie de souhaite",
];

static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(heads::HEADS));
static LIKE_GROUPS: LazyLock<Heads> = LazyLock::new(|| Heads::of(heads::LIKE_GROUPS));
static RUN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([heads::RUN]));
static OWNERS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of([heads::OWNERS]));

/// R5: what was declared, then the clues: name, addresses, number, words.
pub fn check(reading: &Reading<'_>, _: &Policy) -> Finding {
    let structure = &reading.form.structure;
    if matches!(structure.legal_form, LegalForm::LocalAuthority | LegalForm::PublicService) {
        return Finding::against(KEY, "finding-public-body-declared", vec![reading.declared()]);
    }
    let name = named(reading).map(|(because, span)| (because, reading.named(span)));
    let town = structure.town.as_deref().map(Words::of);
    let public = |host: &&_| hosts::is_public(host) || town.as_ref().is_some_and(|town| hosts::is_of_town(host, town));
    let hosts = reading.hosts.iter().filter(public).map(|host| ("finding-public-body-host", host.evidence()));
    let number = (reading.family == Family::Public).then(|| ("finding-public-body-number", reading.numbered()));
    let words = reading.wrote(Speaker::Public).map(|words| ("finding-public-body-words", words));
    reading.weigh(KEY, "finding-public-body-fine", name.into_iter().chain(hosts).chain(number).chain(words))
}

/// What the name says, and the sentence for it. A doubt is lifted by a number that is not of a public body.
fn named(reading: &Reading<'_>) -> Option<(&'static str, Span)> {
    let name = &reading.name;
    let private = reading.family == Family::Private;
    if let Some(said) = name.says(&HEADS).or_else(|| name.says_even_of_a_group(&LIKE_GROUPS)) {
        let firm = said.weight == Weight::Firm;
        return (firm || !private).then_some((if firm { "finding-public-body-name" } else { "finding-public-body-name-doubt" }, said.at));
    }
    if name.registered || private || name.group {
        return None;
    }
    let run = run(&name.words).or_else(|| gathers(name)).or_else(|| collects(&name.words));
    let place = || is_place(&reading.form.structure, &name.words).then_some(("finding-public-body-place", (0, name.words.len())));
    run.map(|span| ("finding-public-body-name-doubt", span)).or_else(place)
}

/// « Piscine municipale », « Service culturel de la ville de X »: something that one runs, and whose it is.
fn run(words: &Words<'_>) -> Option<Span> {
    let (_, at) = parts(words).next()?;
    let (count, _) = RUN.stands(words, at)?;
    let (owner, length) = OWNERS.all(words).map(|(span, _)| span).find(|(owner, _)| *owner >= at + count)?;
    Some((at, owner + length - at))
}

/// « Amiens Métropole », « Rodez Agglomération »: the head comes last.
fn gathers(name: &Name<'_>) -> Option<Span> {
    #[rustfmt::skip]
    const TAILS: &[&str] = &["metropole", "agglomeration", "agglo", "intercommunalite", "intercom", "communaute"];
    let words = &name.words;
    let tail = (1..words.len()).find(|at| name.last_of_part(*at) && TAILS.contains(&words.word(*at)))?;
    let place = (0..tail).all(|at| !["de", "en", "emploi", "maison", "agence", "handisport", "ma", "notre", "en"].contains(&words.word(at)));
    (tail <= 5 && place && !words.has(heads::OTHER_THAN_PLACES)).then_some((tail, 1))
}

/// The syndicates that gather waste are all named alike: SICTOM, SMIRTOM, SYTTOM…
fn collects(words: &Words<'_>) -> Option<Span> {
    let (_, at) = parts(words).next()?;
    let word = words.word(at);
    (word.len() >= 5 && word.starts_with('s') && ["ctom", "rtom", "ttom", "itom"].iter().any(|end| word.ends_with(end))).then_some((at, 1))
}

/// The name is that of a place and nothing more: its own town; or a lone proper name where neither town, nor site, nor number says who asks.
fn is_place(structure: &Structure, name: &Words<'_>) -> bool {
    let town = structure.town.as_deref().map(Words::of).filter(|town| !town.is_empty());
    if town.as_ref().is_some_and(|town| plain(name).eq(plain(town))) {
        return !name.is_empty();
    }
    let unknown = town.is_none() && structure.website.is_none() && structure.registration_number.is_none() && structure.postcode.is_none();
    let alone = (1..=6).contains(&name.len()) && !(1..name.len()).any(|at| name.opens(at));
    alone && toponym(name).is_some_and(|weight| weight == Weight::Firm || unknown)
}

/// Words without articles, « Saint » always written the same.
fn plain<'w>(words: &'w Words<'_>) -> impl Iterator<Item = &'w str> {
    let short = |word| match word {
        "saint" => "st",
        "sainte" => "ste",
        word => word,
    };
    words.iter().filter(|word| !ARTICLES.contains(word)).map(short)
}

/// Tied as only places are: « Arnières-sur-Iton », « Saint-Guinoux »; or a lone proper name that may be one: « Pantin », « La Chapelle sous Dun ».
fn toponym(words: &Words<'_>) -> Option<Weight> {
    #[rustfmt::skip]
    const LINKS: &[&str] = &["sur", "sous", "lez", "pres"];
    #[rustfmt::skip]
    const TIED_LINKS: &[&str] = &["les", "en", "aux", "la", "le", "de", "du", "des"];
    #[rustfmt::skip]
    const NO_PLACES: &[&str] =
        &["scene", "fete", "fetes", "route", "vie", "paix", "mer", "musique", "danse", "theatre", "jeu", "jeux", "coeur", "action", "transition"];
    let first = (0..words.len()).find(|at| !ARTICLES.contains(&words.word(*at))).unwrap_or(0);
    let rest = first + 1..words.len();
    let saint = (first..words.len()).any(|at| matches!(words.word(at), "saint" | "sainte" | "st" | "ste"));
    let tied = rest.clone().all(|at| words.hyphenated(at) || matches!(words.word(at - 1), "d" | "l"));
    let linked = rest.len() >= 2
        && rest.clone().any(|at| LINKS.contains(&words.word(at)) || (tied && TIED_LINKS.contains(&words.word(at))))
        && !words.iter().any(|word| NO_PLACES.contains(&word));
    let letters = words.word(first).chars().all(char::is_alphabetic);
    // A common noun in lower case is no part of a place: « Lycée privé Saint-Louis ».
    let proper = |at: usize| words.word(at).len() <= 4 || !words.quote((at, 1)).starts_with(char::is_lowercase);
    let place = letters && (first..words.len()).all(proper) && (rest.is_empty() || tied || saint || linked);
    let weight = if !rest.is_empty() && tied && (saint || linked) { Weight::Firm } else { Weight::Doubtful };
    place.then_some(weight)
}
