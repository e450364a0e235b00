use super::tests::{named, quoted, said, with};
use super::{Outcome, Policy, assess};
use crate::domain::form::RegistrationKind;
use crate::domain::values::EmailAddress;

#[test]
#[rustfmt::skip]
fn a_company_is_never_refused_by_the_machine() {
    for name in [
        "SARL Dupont", "SAS Les Trois Moulins", "S.A.R.L. J.C.L.", "Saluterre SCOP", "SCIC Les Trois C", "Cabinet Martin Avocats",
        "Boulangerie Dupont",
    ] {
        assert_eq!(said(&named(name)), [("company".to_owned(), Outcome::ToCheck)], "{name}");
    }
    assert_eq!(quoted(&named("S.A.R.L. J.C.L."), "company"), ["S.A.R.L"]);
}

#[test]
#[rustfmt::skip]
fn the_head_of_the_name_tells_an_authority() {
    for name in [
        "Commune de Trifouilly", "COMMUNE D’AUCHEL", "Mairie de Trifouilly", "La mairie de Trifouilly", "Mairie - L'Union", "Ville de Trifouilly",
        "Communauté de communes du Pays d’Ici", "Communauté d'agglomération Ici-Là", "Conseil départemental du Jura", "CCAS de Trifouilly",
        "SIVOM du Val", "Préfecture - Gironde", "Brigade de gendarmerie - Guîtres", "France Travail - APE BAYONNE",
        "Greffe des associations - Gironde (Libourne)",
    ] {
        assert_eq!(said(&named(name)), [("public_body".to_owned(), Outcome::ToCheck)], "{name}");
    }
    assert_eq!(quoted(&named("La Mairie de Trifouilly"), "public_body"), ["Mairie"]);
}

#[test]
#[rustfmt::skip]
fn the_head_of_the_name_tells_a_school() {
    for name in [
        "Collège Jules-Ferry", "COLLEGE JULES FERRY", "Lycée Jeanne d’Arc", "Le lycée Jean-Moulin", "École primaire publique Les Tilleuls",
        "École maternelle du Bourg", "Université de Trifouilly", "Groupe scolaire Pasteur", "École nationale supérieure d'art de Dijon",
        "IUT de Trifouilly", "Lycée polyvalent privé Saint-Louis",
    ] {
        assert_eq!(said(&named(name)), [("school".to_owned(), Outcome::ToCheck)], "{name}");
    }
    for name in ["École Jules-Michelet", "École Notre-Dame", "La Rochelle Université", "Rennes School of Business"] {
        assert_eq!(said(&named(name)), [("school".to_owned(), Outcome::ToCheck)], "{name}");
    }
}

#[test]
#[rustfmt::skip]
fn associative_words_win_over_what_they_complete() {
    for name in [
        "Comité des fêtes de la commune de Trifouilly", "Association sportive du collège Jules-Ferry", "FCPE du collège", "A.S. Collège Sisley",
        "Association des amis de la SCOP", "Amicale du personnel de la mairie de Trifouilly", "Collège Jules-Ferry – Foyer socio-éducatif",
        "Maison des lycéens du lycée Camus", "Les Amis de l’école laïque", "Union des commerçants de Trifouilly", "Société de tennis",
        "Société des amis de la forêt", "Sou des écoles de Trifouilly", "Chœur de l'Université du Mans", "Paris Université Club",
        "Fondation de l'Université de Limoges", "Amicale des sapeurs-pompiers de Sault", "Coopérative scolaire de l'école Jean-Rostand",
        "Conseil local des parents d'élèves", "Office central de la coopération à l'école", "OGEC école Sainte-Marie",
        "Harmonie municipale de Trifouilly", "Jeunes sapeurs-pompiers du Faucigny", "Club des retraités de la mairie",
    ] {
        assert_eq!(said(&named(name)), [], "{name}");
    }
}

#[test]
#[rustfmt::skip]
fn what_only_sounds_like_an_institution_is_an_association() {
    for name in [
        "École de musique de Trifouilly", "École de cirque", "L'École du chat", "École de judo", "Département de danse",
        "Université populaire de Trifouilly", "Université du temps libre", "Lycée Olympique de handball", "Commune libre de Montmartre",
        "Collège des psychologues du Centre", "Communauté bansoa de France", "Région Inclusion Arts de la scène",
        "Montpellier Université Club omnisport", "Centre social du Parc", "Office de tourisme du Val", "Mission locale du Jura",
        "Maison des associations", "Banque alimentaire", "La Chambre d’eau", "Ville et métiers d'art", "Familles rurales de Trifouilly",
        "Restaurants du cœur de la Loire",
        "Un lycée pour Trifouilly", "L’école à la maison", "Bureau des étudiants de l’Université", "Avocats sans frontières", "Madame Ruetabaga",
    ] {
        assert_eq!(said(&named(name)), [], "{name}");
    }
}

#[test]
fn a_number_of_association_lifts_a_doubt_and_leaves_what_is_plain() {
    let form = with(|form| {
        form.structure.organization_name = "Collège Jules-Ferry".into();
        form.structure.registration_kind = Some(RegistrationKind::Rna);
        form.structure.registration_number = Some("W491 234 567".into());
    });
    assert_eq!(said(&form), [("school".to_owned(), Outcome::ToCheck)]);
    for name in ["École Jules-Michelet", "Hôpital Sourire", "Boulangerie du coin"] {
        let form = |number: Option<&str>| {
            with(|form| {
                form.structure.organization_name = name.into();
                form.structure.registration_number = number.map(Into::into);
            })
        };
        assert_eq!((said(&form(None)).len(), said(&form(Some("W491234567"))).len()), (1, 0), "{name}");
    }
}

#[test]
#[rustfmt::skip]
fn what_public_bodies_run_is_theirs() {
    for name in [
        "Piscine municipale", "Service culturel de la ville de Trifouilly", "Bibliothèque de la commune", "SICTOM du Val",
        "SMIRTOM de Trifouilly", "Trifouilly Agglomération",
        "SDIS35", "Direction départementale de la vie associative", "Médiathèque Simone-Veil", "Syndicat des eaux du Val",
        "Groupement d’intérêt public Trifouilly", "Canton de Vaud",
        "Administration communale de Trifouilly", "CPAS de Trifouilly", "MRC de la Vallée", "Office public de l’habitat du Jura",
        "Fédération Wallonie-Bruxelles", "CC du Val",
    ] {
        assert_eq!(said(&named(name)), [("public_body".to_owned(), Outcome::ToCheck)], "{name}");
    }
    for name in ["Maison des associations de la commune", "Office municipal des sports", "Aéroclub Trifouilly Métropole", "Chorale municipale",
        "Syndicat des apiculteurs", "Tennis Trifouilly Métropole"] {
        assert_eq!(said(&named(name)), [], "{name}");
    }
}

#[test]
#[rustfmt::skip]
fn numbers_of_public_bodies_are_seen() {
    for (number, criterion) in [
        ("217500016", Some("public_body")), ("130 006 372 00010", Some("public_body")), ("197534597", Some("school")), ("443061841", None),
        ("217500017", None),
    ] {
        let form = with(|form| {
            form.structure.registration_kind = Some(RegistrationKind::Siren);
            form.structure.registration_number = Some(number.into());
        });
        assert_eq!(said(&form), criterion.map(|c| (c.to_owned(), Outcome::ToCheck)).into_iter().collect::<Vec<_>>(), "{number}");
    }
}

#[test]
#[rustfmt::skip]
fn official_addresses_are_seen_but_never_the_person_behind() {
    for (mail, criterion) in [
        ("a.dupont@ac-lyon.fr", Some("school")), ("x@univ-lyon2.fr", Some("school")), ("x@interieur.gouv.fr", Some("public_body")),
        ("x@mairie-trifouilly.fr", Some("public_body")), ("x@ville-trifouilly.fr", Some("public_body")), ("x@etu.univ-lyon2.fr", None),
        ("x@laposte.net", None), ("x@ulb.be", Some("school")), ("x@ville.trifouilly.qc.ca", Some("public_body")), ("x@vd.ch", Some("public_body")), ("x@mit.edu", Some("school")), ("x@ville-et-velo-asso.fr", None), ("x@acte.fr", None),
    ] {
        let form = with(|form| form.contact.email = EmailAddress::parse(mail).unwrap());
        assert_eq!(said(&form), criterion.map(|c| (c.to_owned(), Outcome::ToCheck)).into_iter().collect::<Vec<_>>(), "{mail}");
        assert!(assess(&form, &Policy::default()).findings.iter().flat_map(|f| &f.evidence).all(|e| !e.words.contains('@')), "{mail}");
    }
    for (site, criterion) in [
        ("https://www.mairie-trifouilly.fr/", Some("public_body")), ("https://www.mairie-trifouilly.fr/vie-associative/jardins", None),
        ("https://universite-populaire.example", None),
    ] {
        let form = with(|form| form.structure.website = Some(site.into()));
        assert_eq!(said(&form), criterion.map(|c| (c.to_owned(), Outcome::ToCheck)).into_iter().collect::<Vec<_>>(), "{site}");
    }
}

#[test]
fn a_name_that_is_only_that_of_its_town_is_looked_at() {
    let form = |name: &str, town: Option<&str>| {
        with(|form| {
            form.structure.organization_name = name.into();
            form.structure.town = town.map(Into::into);
            form.structure.postcode = None;
        })
    };
    for (name, town) in
        [("PANTIN", Some("Pantin")), ("St Aubin du Cormier", Some("Saint-Aubin-du-Cormier")), ("Arnières-sur-Iton", None), ("Pantin", None)]
    {
        assert_eq!(said(&form(name, town)), [("public_body".to_owned(), Outcome::ToCheck)], "{name}");
    }
    for (name, town) in [("Pantin en fête", Some("Pantin")), ("Photon", Some("Pantin")), ("Comité Saint-Alban", None)] {
        assert_eq!(said(&form(name, town)), [], "{name}");
    }
}

#[test]
fn a_family_is_not_of_general_interest() {
    for name in ["La famille Martin", "Famille Dupont-Durand", "Association de la famille Nguyen"] {
        assert_eq!(said(&named(name)), [("general_interest".to_owned(), Outcome::ToCheck)], "{name}");
    }
    for name in ["Maison de la famille", "Familles rurales", "La famille avant tout et pour tous", "Planning familial"] {
        assert_eq!(said(&named(name)), [], "{name}");
    }
}
