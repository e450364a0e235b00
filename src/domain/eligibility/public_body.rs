//! R5: local authorities and public services are not for us (the ADULLACT is): declared, or told by the name, the addresses, the number.
//!
//! To teach it a body: a line in [`HEADS`], firm when nothing else bears such a name.

use super::clues::{evidence, host_where, siren, wrote};
use super::name::{ARTICLES, Head, Name, Weight, doubtful, firm};
use super::words::{Span, Words};
use super::{Evidence, Finding};
use crate::domain::form::{Form, LegalForm};
use crate::domain::policy::Policy;

/// Key of the criterion.
pub const KEY: &str = "public_body";

/// Words that make « département », « région » or « communauté » something else than an authority.
#[rustfmt::skip]
const OTHER_THAN_PLACES: &[&str] = &[
    "danse", "musique", "theatre", "art", "arts", "etudes", "lettres", "langues", "recherche", "histoire", "sport", "sports", "judo", "femmes",
    "jeunesse", "eglise", "evangelique", "educatif", "union", "inclusion", "formation", "medecine", "religieuse", "chretienne", "missionnaire",
    "juive", "musulmane", "israelite", "paroisses", "libre", "1871", "imaginaire", "commune libre", "feminin", "electronique", "informatique",
];

/// What leads the name of a public body.
#[rustfmt::skip]
const HEADS: &[Head] = &[
    firm(
        &[
            "mairie", "mairies", "municipalite", "hotel de ville", "commune de", "commune d", "commune du", "commune des", "administration communale",
            "communes de", "communaute de communes", "communaute des communes", "communaute d agglomeration", "communaute d agglo",
            "communaute urbaine", "metropole de", "metropole du", "metropole d", "communaute de commune", "communaute communes", "comcom", "com com", "eurometropole", "collectivite territoriale",
            "collectivite europeenne", "collectivite de corse", "collectivite d outre mer",
        ],
        &["libre", "1871", "imaginaire"],
    ),
    firm(&["ville de", "ville d"], &["demain", "durable", "enfants", "enfance", "femmes", "futur", "avenir"]),
    firm(
        &["conseil departemental", "conseil regional", "conseil general", "conseil municipal", "conseil communal"],
        &[
            "ordre", "jeunes", "jeunesse", "parents", "associations", "vie associative", "protection civile", "economie sociale", "architectes",
            "notaires", "femmes", "fabrique", "culte", "musulman", "juif", "musulmane", "developpement", "citoyen", "acces au droit", "concertation",
            "medecins", "familles", "aines", "sages", "enfants", "saint vincent de paul", "sports", "prevention", "lutte", "langue", "langues",
            "livre",
        ],
    ),
    doubtful(
        &[
            "departement", "region", "commune", "collectivite de", "collectivite d", "collectivites", "metropole", "agglomeration", "canton de",
            "province de", "mrc de",
        ],
        OTHER_THAN_PLACES,
    ),
    doubtful(&["cc de", "cc du", "cc des", "cc d", "cc", "ca de", "ca du", "ca des", "ca d", "cu de", "cu du", "cu des", "cu d"], OTHER_THAN_PLACES),
    firm(
        &[
            "sivom", "sivu", "sivos", "sictom", "smictom", "sirtom", "smitom", "siaep", "siaepa", "syndicat mixte", "syndicat intercommunal",
            "syndicat intercommunale", "syndicat a vocation", "syndicat departemental d energie", "syndicat departemental d electrification",
            "syndicat des eaux", "syndicat d eau", "syndicat interhospitalier", "pole d equilibre territorial", "petr", "ccas", "cias", "cpas",
            "centre communal d action sociale", "centre intercommunal d action sociale", "centre public d action sociale", "service public",
        ],
        &["union nationale", "unccas"],
    ),
    firm(
        &[
            "prefecture", "sous prefecture", "tresorerie", "paierie", "perception", "centre des finances publiques", "service des impots",
            "centre des impots", "service de la publicite fonciere", "service departemental d incendie", "sdis", "commissariat de police",
            "police nationale", "police municipale", "gendarmerie nationale", "brigade de gendarmerie", "brigade territoriale",
            "groupement de gendarmerie", "compagnie de gendarmerie", "tribunal", "cour d appel", "cour de cassation", "cour des comptes",
            "cour administrative", "greffe", "conseil de prud hommes", "conseil de prudhommes", "maison de justice", "point justice",
            "france services", "france service", "bus france services", "espace france services", "maison de services au public",
            "maison france services", "france travail", "pole emploi", "bureau de douane", "bureau des douanes", "voies navigables",
            "credit municipal", "consulat", "assemblee nationale", "maison departementale des personnes handicapees", "mdph",
            "caisse primaire d assurance maladie", "cpam", "caisse d allocations familiales", "urssaf", "carsat", "agence regionale de sante",
            "agence de l eau", "agence de services et de paiement", "agence du service civique", "agence de l environnement et",
            "agence nationale de l habitat", "agence nationale de la cohesion", "chambre d agriculture", "chambre departementale d agriculture",
            "chambre regionale d agriculture", "chambre de commerce et", "chambre regionale de commerce et", "chambre de metiers",
            "chambre des metiers", "chambre regionale de metiers", "chambre regionale des comptes", "cci", "cma",
        ],
        &[],
    ),
    firm(
        &[
            "ministere de la culture", "ministere de la justice", "ministere de l interieur", "ministere des finances", "ministere de l education",
            "ministere de la sante", "ministere des armees", "ministere de la transition", "ministere de l agriculture", "ministere du travail",
            "ministere des sports", "ministere des affaires", "direction departementale", "direction regionale", "direction interdepartementale",
            "direction interregionale", "direction generale", "direction des services", "direction academique", "direction territoriale",
            "direction de la formation", "direction de l orientation", "direction orientation", "dreal", "direccte", "dreets", "ddt", "ddtm", "ddcs",
            "dsden", "drac", "draaf", "haut commissariat", "office national des", "office national de l", "office francais de", "office public de",
            "office public d", "centre de gestion de la fonction publique", "cnfpt", "centre national de la fonction publique",
            "centre du service national", "centre de protection maternelle", "pmi", "centre d information et de recrutement", "pole de recouvrement",
            "pole d evaluation des locaux", "delegation a la mer", "etablissement public", "autorite de regulation", "autorite des", "haute autorite",
            "defenseur des droits", "archives departementales", "archives municipales", "archives nationales", "regie municipale", "regie des eaux",
            "centre hospitalier", "chu", "chru", "groupement hospitalier", "groupe hospitalier", "etablissement francais du sang",
        ],
        &["diocesaine", "diocesain", "catholique"],
    ),
    doubtful(
        &[
            "ministere", "gouvernement", "hopital", "hopitaux", "ehpad", "maison de retraite", "residence autonomie", "maison d arret",
            "centre penitentiaire", "centre de detention", "caserne", "centre de secours", "centre d incendie", "caisse des ecoles", "caf de",
            "caf du", "caf des", "caf d", "caisse msa", "mutualite sociale agricole", "chambre de commerce", "autorite de", "parc naturel regional",
            "parc national", "ambassade de", "bibliotheque nationale", "bibliotheque municipale", "bibliotheque departementale",
            "bibliotheque communale", "bibliotheque intercommunale", "mediatheque municipale", "mediatheque communale", "mediatheque intercommunale",
            "mediatheque departementale", "musee national", "musee departemental", "musee municipal", "conservatoire municipal",
            "conservatoire national", "conservatoire a rayonnement", "theatre national", "theatre municipal", "ecole municipale",
            "ecole intercommunale", "creche municipale", "creche communale", "piscine municipale", "regie communale", "service municipal",
            "services municipaux", "service communal", "service culturel de la", "service jeunesse de la", "service des sports de la",
            "service enfance", "services techniques", "service departemental", "service regional", "service national", "service territorial",
            "laboratoire national", "laboratoire departemental", "centre national de la", "centre national du", "observatoire de la cote",
            "agence nationale", "agence de financement", "agence francaise de", "commission nationale", "conseil superieur de l",
            "association syndicale autorisee", "ass synd autorisee", "association fonciere", "delegation departementale de l agence",
            "academie des sciences d outre mer", "inspection du travail", "gendarmerie", "police", "sapeurs pompiers", "armee de l", "base aerienne",
            "regiment", "bureau municipal", "point information jeunesse municipal", "mairie annexe", "secretariat d etat", "senat", "caue", "cdad",
        ],
        &["ancien", "anciens", "humanitaire", "parole", "evangelique", "loisirs", "caue", "cdad", "chanson", "enfance", "pastorale"],
    ),
];

/// Public bodies whose names begin like those of groups.
#[rustfmt::skip]
const LIKE_GROUPS: &[Head] = &[
    firm(
        &[
            "greffe des associations", "france travail", "france services", "office national des anciens combattants",
            "centre national de la fonction publique", "chambre de commerce et", "chambre de metiers", "chambre d agriculture",
            "maison france services",
        ],
        &["amicale", "comite", "club", "amis", "association", "syndicat", "cgt", "cfdt", "fo", "sportive"],
    ),
    doubtful(
        &["association syndicale autorisee", "ass synd autorisee", "association fonciere de remembrement", "association fonciere urbaine autorisee"],
        &["amis", "defense des"],
    ),
    doubtful(&["amenagement foncier afr", "afr association fonciere"], &[]),
];

/// Someone of a public body speaks.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "nous sommes une mairie", "nous sommes une commune", "nous sommes une collectivite", "nous sommes un service public",
    "nous sommes un service municipal", "nous sommes une administration", "nous sommes un etablissement public",
    "nous sommes un service de la mairie", "nous sommes un service de la ville", "nous sommes la mairie", "nous sommes une intercommunalite",
    "nous sommes une communaute de communes", "nous sommes un ccas", "notre mairie", "notre collectivite", "notre communaute de communes",
    "notre intercommunalite", "notre ccas", "les services de la mairie", "les services de la commune", "nos services municipaux",
    "nos agents municipaux", "nos administres", "agents de la collectivite", "etablissement public administratif", "agents de la commune et",
    "agents et elus de la commune", "elus et agents de la commune", "notre epci", "syndicat intercommunal a vocation",
];

/// R5: what was declared, then what the name says, then the other clues.
pub fn check(form: &Form, _: &Policy) -> Finding {
    let declared = form.structure.legal_form;
    if matches!(declared, LegalForm::LocalAuthority | LegalForm::PublicService) {
        return Finding::against(KEY, "finding-public-body-declared", vec![evidence("legal_form", declared.code())]);
    }
    let name = Name::of(form);
    let quote = |span: Span| vec![evidence("organization_name", name.words.quote(span))];
    let said = name.says(HEADS).or_else(|| name.says_even_of_a_group(LIKE_GROUPS));
    if let Some(said) = said {
        return match said.weight {
            Weight::Firm => Finding::against(KEY, "finding-public-body-name", quote(said.at)),
            Weight::Doubtful => Finding::to_check(KEY, "finding-public-body-name-doubt", quote(said.at)),
        };
    }
    if let Some(host) = host_where(form, is_public) {
        return Finding::to_check(KEY, "finding-public-body-host", vec![host]);
    }
    if let Some(number) = number(form) {
        return Finding::to_check(KEY, "finding-public-body-number", vec![number]);
    }
    if !name.group && !name.registered && is_place(form, &name) {
        return Finding::to_check(KEY, "finding-public-body-place", quote((0, name.words.len())));
    }
    if let Some(words) = wrote(form, WORDS) {
        return Finding::to_check(KEY, "finding-public-body-words", vec![words]);
    }
    Finding::fine(KEY, "finding-public-body-fine")
}

/// A host of the State or of a local authority.
fn is_public(host: &str) -> bool {
    #[rustfmt::skip]
    const HOSTS: &[&str] = &[
        "service-public.fr", "francetravail.fr", "pole-emploi.fr", "caf.fr", "cnaf.fr", "justice.fr", "cnfpt.fr", "aphp.fr", "gc.ca", "admin.ch",
        "public.lu",
    ];
    #[rustfmt::skip]
    const STARTS: &[&str] = &[
        "mairie-", "ville-", "commune-", "communaute-", "cc-", "agglo-", "ca-", "departement-", "prefecture-", "chu-", "ccas-", "mairiede", "villede",
        "cdg",
    ];
    #[rustfmt::skip]
    const ENDS: &[&str] = &["-mairie", "-agglo", "-agglomeration", "-metropole"];
    #[rustfmt::skip]
    const GROUPS: &[&str] = &["asso", "club", "amis", "comite", "velo", "cyclo", "ensemble", "demain"];
    #[rustfmt::skip]
    const LABELS: &[&str] = &["gouv", "mairie", "prefecture", "sdis", "gov"];
    HOSTS.iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.')))
        || host.split('.').any(|label| {
            let numbered = ["sdis", "cg", "ccas"]
                .iter()
                .any(|start| label.strip_prefix(start).is_some_and(|n| n.len() >= 2 && n.bytes().all(|b| b.is_ascii_digit())));
            let shaped = STARTS.iter().any(|start| label.starts_with(start)) || ENDS.iter().any(|end| label.ends_with(end));
            LABELS.contains(&label) || numbered || (shaped && !GROUPS.iter().any(|group| label.contains(group)))
        })
}

/// The SIREN of a public body starts with 1 or 2 (INSEE); those of schools (19) are for the criterion of schools.
fn number(form: &Form) -> Option<Evidence> {
    let siren = siren(form)?;
    let public = siren.starts_with(['1', '2']) && !siren.starts_with("19");
    public.then(|| evidence("registration_number", form.structure.registration_number.as_deref().unwrap_or_default()))
}

/// The name is that of a place and nothing more: its own town; or a lone proper name where neither town, nor site, nor number says who asks.
fn is_place(form: &Form, name: &Name<'_>) -> bool {
    let structure = &form.structure;
    let name = &name.words;
    let town = structure.town.as_deref().map(Words::of).filter(|town| !town.is_empty());
    if town.as_ref().is_some_and(|town| plain(name) == plain(town)) {
        return true;
    }
    let unknown = town.is_none() && structure.website.is_none() && structure.registration_number.is_none() && structure.postcode.is_none();
    let alone = (1..=6).contains(&name.len()) && !(1..name.len()).any(|at| name.opens(at));
    alone && toponym(name).is_some_and(|weight| weight == Weight::Firm || unknown)
}

/// Words without articles, « Saint » always written the same.
fn plain(words: &Words<'_>) -> Vec<String> {
    let short = |word: &str| match word {
        "saint" => "st".to_owned(),
        "sainte" => "ste".to_owned(),
        word => word.to_owned(),
    };
    (0..words.len()).map(|at| words.word(at)).filter(|word| !ARTICLES.contains(word)).map(short).collect()
}

/// Tied as only places are: « Arnières-sur-Iton », « Saint-Guinoux »; or a lone proper name that may be one: « Pantin », « La Chapelle sous Dun ».
fn toponym(words: &Words<'_>) -> Option<Weight> {
    #[rustfmt::skip]
    const LINKS: &[&str] = &["sur", "sous", "lez", "pres"];
    let first = (0..words.len()).find(|at| !ARTICLES.contains(&words.word(*at))).unwrap_or(0);
    let rest = first + 1..words.len();
    let saint = (first..words.len()).any(|at| matches!(words.word(at), "saint" | "sainte" | "st" | "ste"));
    let tied = rest.clone().all(|at| words.hyphenated(at) || matches!(words.word(at - 1), "d" | "l"));
    let linked = rest.len() >= 2 && rest.clone().any(|at| LINKS.contains(&words.word(at)));
    let letters = words.word(first).chars().all(char::is_alphabetic);
    let place = letters && (rest.is_empty() || tied || saint || linked);
    let weight = if !rest.is_empty() && tied && (saint || linked) { Weight::Firm } else { Weight::Doubtful };
    place.then_some(weight)
}
