//! Hosts of the State and of local authorities, in France and in the rest of the French-speaking world.

use crate::domain::eligibility::clues::Host;
use crate::domain::eligibility::words::Words;

/// Whole domains.
#[rustfmt::skip]
const DOMAINS: &[&str] = &[
    // France: the State, its agencies, social security, care
    "service-public.fr", "francetravail.fr", "pole-emploi.fr", "pole-emploi.net", "caf.fr", "cnaf.fr", "cnafmail.fr", "msa.fr",
    "assurance-maladie.fr", "ameli.fr", "urssaf.fr", "carsat.fr", "justice.fr", "cnfpt.fr", "senat.fr", "assemblee-nationale.fr",
    "conseil-etat.fr", "ccomptes.fr", "ars.sante.fr", "sante.fr", "aphp.fr", "ap-hm.fr", "chu-lyon.fr", "onf.fr", "ofb.fr", "cerema.fr",
    "ademe.fr", "meteo.fr", "insee.fr", "ign.fr", "cci.fr", "chambagri.fr", "caissedesdepots.fr", "laposte.fr", "vnf.fr", "gendarmerie.fr",
    // France: regions and great cities
    "maregionsud.fr", "auvergnerhonealpes.fr", "iledefrance.fr", "bretagne.bzh", "grandest.fr", "hautsdefrance.fr", "normandie.fr",
    "nouvelle-aquitaine.fr", "laregion.fr", "paysdelaloire.fr", "centrevaldeloire.fr", "bourgognefranchecomte.fr",
    "isula.corsica", "regionreunion.com", "paris.fr", "grandlyon.com", "marseille.fr", "nantesmetropole.fr", "strasbourg.eu", "lillemetropole.fr",
    "grenoblealpesmetropole.fr", "alsace.eu", "toulouse-metropole.fr",
    // Belgium, Luxembourg
    "belgium.be", "fgov.be", "gov.be", "wallonie.be", "cfwb.be", "irisnet.be", "brucity.be", "forem.be", "actiris.be", "police.belgium.eu",
    "public.lu", "etat.lu", "vdl.lu",
    // Switzerland
    "admin.ch", "vd.ch", "ge.ch", "vs.ch", "fr.ch", "ne.ch", "ju.ch", "be.ch", "lausanne.ch", "geneve.ch", "ville-ge.ch", "etat-ge.ch",
    // Canada
    "gc.ca", "canada.ca", "quebec.ca", "gouv.qc.ca", "montreal.ca", "laval.ca", "gatineau.ca",
];

/// Names that say it, whatever stands around.
#[rustfmt::skip]
const LABELS: &[&str] = &["gouv", "gov", "mairie", "prefecture", "sdis", "gendarmerie", "ccas", "cpas", "commune", "ville", "mrc", "cdc"];

/// How such names begin.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "mairie-", "ville-", "villede", "ville-de", "mairiede", "commune-", "communede", "communaute-", "cc-", "cdc-", "agglo-", "agglomeration-",
    "ca-", "cu-", "departement-", "conseil-general", "conseil-departemental", "prefecture-", "chu-", "ch-", "chi-", "ccas-", "cpas-", "sivom-",
    "sivu-", "smictom-", "sictom-", "syndicat-mixte", "metropole-", "cdg", "sdis", "admin-", "municipalite-", "cma-", "cci-", "epci-", "oph-",
    "hopital-", "region-",
];

/// How they end.
#[rustfmt::skip]
const ENDS: &[&str] = &["-mairie", "-agglo", "-agglomeration", "-metropole", "metropole", "-commune", "-ville", "-communaute", "-intercom",
    "agglo"];

/// Words of groups that live on such names.
#[rustfmt::skip]
const GROUPS: &[&str] = &[
    "asso", "club", "amis", "comite", "velo", "cyclo", "ensemble", "demain", "libre", "rugby", "foot", "basket", "hand", "judo", "tennis",
    "athle", "natation", "volley", "echecs", "collectif", "amap", "transition", "jumelage", "danse", "musique", "theatre", "cinema", "festival",
    "gym", "sport",
    "escrime", "tir", "canoe", "plongee", "triathlon", "badminton",
];

/// A host of the State or of a local authority.
pub fn is_public(host: &Host<'_>) -> bool {
    DOMAINS.iter().any(|known| host.is_below(known)) || host.folded.ends_with(".gov") || host.labels().any(is_label)
}

fn is_label(label: &str) -> bool {
    let numbered = ["cg", "cd", "ccas", "ddt", "sde"].iter().any(|start| {
        let number = label.strip_prefix(start).unwrap_or_default();
        (2..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    });
    let starts = || STARTS.iter().any(|start| label.starts_with(start));
    let shaped = || starts() || ENDS.iter().any(|end| label.ends_with(end) && label.len() > end.len());
    LABELS.contains(&label) || numbered || (shaped() && !GROUPS.iter().any(|group| label.contains(group)))
}

/// The mail of a town itself: its host is the name of the town, `montbrume.fr`, and nothing more.
pub fn is_of_town(host: &Host<'_>, town: &Words<'_>) -> bool {
    let folded: String = town.iter().collect();
    let mut labels = host.labels();
    let only = labels.next().filter(|_| labels.next().is_none());
    host.field != "website" && folded.len() >= 4 && only.is_some_and(|label| label.chars().filter(|c| *c != '-').eq(folded.chars()))
}
