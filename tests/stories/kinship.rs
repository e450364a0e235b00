//! Kinship: networks and their bars, what volunteers say of a pair, what the memory knows of who was erased, words taught.

use crate::browser::Page;
use crate::house::{Applicant, House, fill};
use chrono::Duration;
use diesel::prelude::*;
use passeur::store::{self, schema};

/// What one does, told in other words.
const ACTIVE: &str = "Au printemps dernier, une péniche a quitté le chantier après deux ans de charpente, avec douze jeunes du canal à bord.";

/// A group of a network, confirmed, whose kin was looked for.
async fn group(house: &House, slug: &str, name: &str, town: &str) -> Applicant {
    with(house, slug, &[("organization_name", name), ("town", town)]).await
}

async fn with(house: &House, slug: &str, changed: &[(&'static str, &str)]) -> Applicant {
    let (browser, email) = (house.visitor(), format!("contact@{slug}.example"));
    let mut answers = vec![
        ("slug", slug),
        ("email", email.as_str()),
        ("registration_kind", "none"),
        ("registration_number", ""),
        ("website", ""),
        ("postcode", ""),
    ];
    let (purpose, activities) = (texts(slug, "cherche"), texts(slug, "mène"));
    answers.extend([("purpose", purpose.as_str()), ("activities", activities.as_str())]);
    answers.retain(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    answers.extend(changed);
    let page = fill(&browser, slug, &answers).await;
    assert_eq!(page.path, "/demande/recu", "{}", page.text());
    let reference = page.reference();
    house.tick().await;
    let email = answers.iter().find(|(name, _)| *name == "email").unwrap().1.to_owned();
    let status = house.letters_to(&email).pop().expect("the letter to confirm").path("/demande/suivi/");
    let page = browser.get(&status).await;
    browser.submit(&page, "/confirmation", &[]).await;
    house.tick().await;
    Applicant { browser, reference, email, status }
}

/// Words that no other request holds: too short for its language to be told.
fn texts(slug: &str, verb: &str) -> String {
    let own: String = slug.chars().filter(char::is_ascii_alphabetic).collect();
    let words = "abcdefghijkl".chars().map(|c| {
        format!("{c}{}{}", own.chars().rev().take(6).collect::<String>(), verb.chars().take(2).filter(char::is_ascii_alphabetic).collect::<String>())
    });
    words.collect::<Vec<_>>().join(" ")
}

async fn accept(house: &House, who: &str, file: &str, motive: &str) -> Page {
    let browser = if who == "ines" { house.coordinator(who).await } else { house.volunteer(who).await };
    let page = browser.get(&format!("{file}?decision=accept")).await;
    browser.submit(&page, "/decision", &[("motive", motive)]).await
}

fn panel(page: &Page) -> String {
    page.at("section[aria-labelledby=parente]").replace(['\u{a0}', '\u{202f}'], " ")
}

stories! {
    async fn a_network_crosses_three_then_five_and_a_coordinator_overrides(house) {
        let house = house.under(|policy| (policy.network_warn, policy.network_stop) = (3, 5));
        let ana = house.volunteer("ana").await;
        let towns = ["Rennes", "Nantes", "Angers", "Brest", "Vannes"];
        let mut groups = Vec::new();
        for (n, town) in towns.iter().enumerate() {
            groups.push(group(&house, &format!("attac-{}", town.to_lowercase()), &format!("ATTAC {town}"), town).await);
            let file = ana.get(&groups[n].file()).await;
            let said = panel(&file);
            match n {
                0 => assert!(said.contains("Rien de commun"), "{said}"),
                1 => assert!(said.contains("2 espaces pour le réseau") && said.contains("On prévient à 3, on arrête à 5."), "{said}"),
                2 | 3 => assert!(said.contains("Accepter reste possible"), "{n}: {said}"),
                _ => assert!(said.contains("5 espaces pour le réseau") && said.contains("On arrête à 5. Accepter demande une personne de la coordination"), "{said}"),
            }
        }
        let queue = ana.get("/equipe?tout=1").await;
        assert_eq!(queue.each(".queue .tag.kin", "class").len(), 5, "each is badged in the queue");
        let last = &groups[4];
        let refused = accept(&house, "ana", &last.file(), "Ils insistent").await;
        assert_eq!(refused.status, 409);
        assert!(refused.has("Une personne de la coordination peut accepter"), "{}", refused.text());
        let refused = accept(&house, "ines", &last.file(), "").await;
        assert_eq!(refused.status, 409);
        assert!(refused.has("Écrivez pourquoi vous ouvrez un espace de plus"), "{}", refused.text());
        let done = accept(&house, "ines", &last.file(), "Le groupe de Vannes vit à part").await;
        assert_ne!(done.path, format!("{}/decision", last.file()), "{}", done.text());
        // The network's page says who is in it and why.
        let href = ana.get(&groups[0].file()).await.each("section[aria-labelledby=parente] a[href^='/equipe/reseaux/']", "href")[0].clone();
        let page = ana.get(&href).await;
        assert!(page.has("Un réseau de 5 espaces ou demandes"), "{}", page.text());
        for town in towns {
            assert!(page.has(&format!("ATTAC {town}")));
        }
        assert!(page.has("1 à créer, 4 demandes en cours"), "{}", page.text());
        assert_eq!(ana.get("/equipe/reseaux/019a0000-0000-7000-8000-000000000000").await.status, 404);
    }

    async fn a_refusal_because_of_the_network_says_so_and_names_larger_hosts(house) {
        let ana = house.volunteer("ana").await;
        for town in ["Rennes", "Nantes"] {
            group(&house, &format!("attac-{}", town.to_lowercase()), &format!("ATTAC {town}"), town).await;
        }
        let last = group(&house, "attac-brest", "ATTAC Brest", "Brest").await;
        let page = ana.get(&format!("{}?decision=refuse&reasons=network", last.file())).await;
        let page = ana.submit(&page, "/decision", &[("motive", "Trois espaces déjà")]).await;
        assert!(page.has("Refus"), "{}", page.text());
        house.let_it_leave().await;
        let letter = house.letters_to(&last.email).pop().unwrap().text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(letter.contains("Nous en ouvrons peu à un même réseau") && letter.contains("IndieHosters"), "{letter}");
    }

    async fn towns_of_the_same_kind_of_association_are_not_a_network(house) {
        let ana = house.volunteer("ana").await;
        for town in ["Vern", "Bruz", "Betton"] {
            let one = group(&house, &format!("fetes-{}", town.to_lowercase()), &format!("Comité des fêtes de {town}"), town).await;
            assert!(!panel(&ana.get(&one.file()).await).contains("pour le réseau"), "{town}");
        }
    }

    async fn a_volunteer_says_that_two_are_not_related_or_are_and_it_is_remembered(house) {
        let ana = house.volunteer("ana").await;
        let one = group(&house, "attac-rennes", "ATTAC Rennes", "Rennes").await;
        let two = group(&house, "attac-nantes", "ATTAC Nantes", "Nantes").await;
        let page = ana.get(&two.file()).await;
        let told = ana.submit(&page, "/parente", &[("verdict", "not_related"), ("motive", " ")]).await;
        assert!(told.has("Dites pourquoi"), "{}", told.text());
        let told = ana.submit(&page, "/parente", &[("verdict", "not_related"), ("motive", "Deux groupes qui ne se parlent pas")]).await;
        let said = panel(&told);
        assert!(!said.contains("pour le réseau") && said.contains("ana les a dites sans lien"), "{said}");
        // Looked for again, it stays so.
        let id = house.app.store.read({ let reference = two.reference.parse::<String>().unwrap(); move |db| store::application::by_reference(db, &passeur::domain::values::Reference::parse(&reference).unwrap()) }).await.unwrap().unwrap().id;
        house.app.store.write({ let id = id.clone(); move |tx| store::kinship::set_due(tx, &id) }).await.unwrap();
        house.tick().await;
        assert!(!panel(&ana.get(&two.file()).await).contains("pour le réseau"));
        let page = ana.get(&one.file()).await;
        let told = ana.submit(&page, "/parente", &[("verdict", "related"), ("motive", "Même bureau, vu au téléphone")]).await;
        assert!(panel(&told).contains("2 espaces pour le réseau"), "{}", panel(&told));
        assert_eq!(ana.submit(&told, "/parente", &[("other", "FS-0000-0000"), ("verdict", "related"), ("motive", "x")]).await.status, 404);
    }

    async fn a_replacement_is_set_apart_while_both_exist(house) {
        let old = with(&house, "la-remise", &[("organization_name", "La Remise des Abeilles"), ("email", "bureau@abeilles.example")]).await;
        accept(&house, "ana", &old.file(), "").await;
        house.let_it_leave().await;
        let token = house.token(&[passeur::domain::token::Scope::Operations]).await;
        let leased = house.visitor().api("/api/v1/operations/leases", &token, serde_json::json!({"max": 1, "seconds": 60})).await.json();
        let operation = leased["operations"][0]["id"].as_str().unwrap().to_owned();
        let result = serde_json::json!({"result": {"admin_login": "admin", "initial_password": "a"}});
        house.visitor().api(&format!("/api/v1/operations/{operation}/completion"), &token, result).await;
        let new = with(&house, "les-abeilles", &[("organization_name", "Les Abeilles"), ("email", "bureau@abeilles.example"), ("replaces_space", "la-remise.frama.space")]).await;
        let said = panel(&house.volunteer("ana").await.get(&new.file()).await);
        assert!(said.contains("1 espace pour le réseau") && said.contains("1 qui en remplace un autre, à part"), "{said}");
    }

    async fn a_refused_association_is_known_again_under_another_name_with_nothing_to_read(house) {
        let number = [("registration_kind", "rna"), ("registration_number", "W381004271")];
        let first = with(&house, "la-toupie", &[("organization_name", "La Toupie folle"), ("email", "toupie@asso-toupie.example"), number[0], number[1]]).await;
        let ana = house.volunteer("ana").await;
        let page = ana.get(&format!("{}?decision=refuse&reasons=general_interest", first.file())).await;
        ana.submit(&page, "/decision", &[("motive", "Un anniversaire")]).await;
        house.let_it_leave().await;
        let hashes = house.app.store.read(|db| Ok::<_, store::Error>(schema::memories::table.select((schema::memories::hash, schema::memories::outcome)).load::<(String, String)>(&mut **db)?)).await.unwrap();
        assert!(hashes.len() >= 4, "{hashes:?}");
        for (hash, outcome) in &hashes {
            assert!(hash.len() == 43 && !hash.to_lowercase().contains("toupie") && outcome == "refused");
        }
        let again = with(&house, "la-rose", &[("organization_name", "La Rose des vents"), number[0], ("registration_number", "w 381 004 271")]).await;
        let said = panel(&ana.get(&again.file()).await);
        assert!(said.contains("Déjà refusée en novembre 2026") && said.contains("Reconnue à le numéro") || said.contains("le numéro"), "{said}");
        assert!(ana.get("/equipe?tout=1").await.has("déjà venue"));
        // Another of the same network of memory: a year later, nothing is known any more, and the key is destroyed.
        house.advance(Duration::days(366)).await;
        assert!(!panel(&house.volunteer("malik").await.get(&again.file()).await).contains("Déjà refusée"));
        house.advance(Duration::days(200)).await;
        let left = house.app.store.read(|db| Ok::<_, store::Error>((schema::memories::table.count().get_result::<i64>(&mut **db)?, schema::memory_keys::table.count().get_result::<i64>(&mut **db)?))).await.unwrap();
        assert_eq!(left, (0, 0));
    }

    async fn who_withdrew_is_remembered_too_and_kin_goes_with_who_is_erased(house) {
        let ana = house.volunteer("ana").await;
        let one = group(&house, "attac-rennes", "ATTAC Rennes", "Rennes").await;
        let two = group(&house, "attac-nantes", "ATTAC Nantes", "Nantes").await;
        assert!(panel(&ana.get(&two.file()).await).contains("2 espaces pour le réseau"));
        let page = one.browser.get(&format!("{}/retrait", one.status)).await;
        one.browser.submit(&page, "", &[]).await;
        house.tick().await;
        let said = panel(&ana.get(&two.file()).await);
        assert!(said.contains("Rien de commun"), "{said}");
        let left = house.app.store.read(|db| Ok::<_, store::Error>((
            schema::kin_links::table.count().get_result::<i64>(&mut **db)?,
            store::tally::get(db, store::kinship::HOLDERS)?,
            schema::kin_holders::table.filter(schema::kin_holders::n.gt(1)).count().get_result::<i64>(&mut **db)?,
        ))).await.unwrap();
        assert_eq!(left, (0, Some(1), 0), "one is left, which shares nothing");
        let back = with(&house, "attac-rennes", &[("organization_name", "Une autre idée"), ("town", "Rennes")]).await;
        assert!(panel(&ana.get(&back.file()).await).contains("retirée par la structure en novembre 2026"));
    }

    async fn coordinators_teach_a_network_that_nobody_knew(house) {
        let ana = house.volunteer("ana").await;
        let one = group(&house, "bateliers-rennes", "Les Bateliers réunis de Rennes", "Rennes").await;
        group(&house, "lbr-nantes", "LBR Nantes", "Nantes").await;
        assert!(!panel(&ana.get(&one.file()).await).contains("pour le réseau"));
        let ines = house.coordinator("ines").await;
        let page = ines.get("/coordination/reseaux").await;
        let wrong = ines.submit(&page, "/coordination/reseaux", &[("kind", "network"), ("name", "é"), ("forms", "")]).await;
        assert_eq!(wrong.status, 422);
        let list = ines.submit(&page, "/coordination/reseaux", &[("kind", "network"), ("name", "Les Bateliers réunis"), ("forms", "LBR\nBateliers réunis")]).await;
        assert!(list.has("Les Bateliers réunis : c’est appris."), "{}", list.text());
        house.tick().await;
        assert!(panel(&ana.get(&one.file()).await).contains("2 espaces pour le réseau"), "{}", panel(&ana.get(&one.file()).await));
        let list = ines.submit(&ines.get("/coordination/reseaux").await, "/suppression", &[]).await;
        assert!(list.has("C’est oublié."));
        house.tick().await;
        assert!(!panel(&ana.get(&one.file()).await).contains("pour le réseau"));
    }

    async fn past_decisions_on_near_texts_are_shown_with_what_became_of_them(house) {
        let shared = "Nous restaurons des péniches anciennes sur le canal et nous apprenons la charpente de marine aux jeunes du quartier, chaque samedi au chantier.";
        let past = with(&house, "chantier-bleu", &[("organization_name", "Le Chantier bleu"), ("purpose", shared), ("activities", shared)]).await;
        accept(&house, "ana", &past.file(), "").await;
        house.let_it_leave().await;
        let new = with(&house, "bois-et-eau", &[("organization_name", "Bois et eau"), ("purpose", "Restaurer des péniches anciennes du canal avec une charpente de marine, et transmettre ce savoir du chantier aux jeunes de la ville haute."), ("activities", ACTIVE)]).await;
        let page = house.volunteer("ana").await.get(&new.file()).await;
        let said = page.at("section[aria-labelledby=proches]");
        assert!(said.contains("Le Chantier bleu") && said.contains("acceptée") || said.contains("Acceptée"), "{said}");
    }
}
