//! Addresses that are not to be given: reserved by coordinators, or in quarantine after a space was deleted.

use crate::browser::{Browser, Page};
use crate::house::{House, fill};
use chrono::Duration;
use passeur::actions::{self, Moment};
use passeur::domain::address::quarantine_end;
use passeur::domain::values::Slug;
use passeur::store;

const LIST: &str = "/coordination/adresses";

async fn reserve(browser: &Browser, kind: &str, label: &str, more: &[(&str, &str)]) -> Page {
    let page = browser.get(LIST).await;
    let usual = [("kind", kind), ("label", label), ("motive", "Gardée pour les collectivités")];
    let fields: Vec<(&str, &str)> =
        usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).chain(more.iter().copied()).collect();
    browser.submit(&page, LIST, &fields).await
}

/// What is answered to who types an address.
async fn typed(house: &House, slug: &str) -> String {
    house.visitor().get(&format!("/demande/adresse/disponible?slug={slug}")).await.body
}

/// The verbs of the trail about one thing.
async fn trail(house: &House, subject: String) -> Vec<String> {
    let lines = house.app.store.read(move |db| store::trace::about(db, &subject)).await.unwrap();
    lines.into_iter().map(|line| format!("{} {}", line.verb, line.detail)).collect()
}

/// A space of this address is deleted; gives the key of its quarantine.
async fn delete_space(house: &House, slug: &str) -> String {
    let (app, moment, slug) = (house.app.clone(), Moment::of(&house.app, "clockwork"), Slug::parse(slug).unwrap());
    house
        .app
        .store
        .write(move |tx| {
            actions::address::quarantine(&app, tx, &moment, &slug)?;
            let hash = app.keys.keyed_hash("quarantine", slug.as_str());
            Ok::<_, actions::Failure>(store::address::quarantined(tx, &hash, moment.now)?.unwrap().to_string())
        })
        .await
        .unwrap()
}

async fn accept(house: &House, file: &str) -> Page {
    let ana = house.volunteer("ana").await;
    let page = ana.get(&format!("{file}?decision=accept")).await;
    ana.submit(&page, "/decision", &[]).await
}

stories! {
    async fn a_reserved_address_is_given_to_nobody_until_it_is_given_back(house) {
        let ines = house.coordinator("ines").await;
        let page = reserve(&ines, "exact", "la-mairie", &[]).await;
        assert_eq!((page.status, page.path.as_str()), (200, LIST));
        assert!(page.has("c’est réservé"), "{}", page.text());
        for there in ["Gardée pour les collectivités", "ines", "Cette adresse seulement"] {
            assert!(page.has(there), "{there}");
        }
        assert!(typed(&house, "la-mairie").await.contains("gardée pour le service"));
        assert!(typed(&house, "la-mairie-2").await.contains("libre en ce moment"));
        let refused = fill(&house.visitor(), "la-mairie", &[]).await;
        assert_eq!((refused.status, refused.path.as_str()), (422, "/demande/adresse"));
        assert!(refused.has("gardée pour le service"), "{}", refused.text());

        let kept = house.app.store.read(store::address::reserved).await.unwrap().remove(0);
        let page = ines.submit(&page, "/retrait", &[]).await;
        assert!(page.has("l’adresse peut de nouveau être demandée") && page.has("n’a réservé aucune adresse"), "{}", page.text());
        assert!(typed(&house, "la-mairie").await.contains("libre en ce moment"));
        assert_eq!(trail(&house, kept.label.id.to_string()).await, ["reserve_label exact", "unreserve_label "], "keys only");
    }

    async fn a_beginning_or_a_word_reserves_all_that_hold_it_and_is_not_proposed(house) {
        let ines = house.coordinator("ines").await;
        reserve(&ines, "prefix", "essai-", &[]).await;
        reserve(&ines, "word", "atelier", &[]).await;
        for (slug, said) in [("essai-1", "gardée pour le service"), ("essai", "libre"), ("un-atelier-libre", "gardée pour le service"), ("ateliers", "libre")] {
            assert!(typed(&house, slug).await.contains(said), "{slug}");
        }
        // The name begins with that word: nothing made from it is proposed.
        let page = fill(&house.visitor(), "essai-2", &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.has("Libres en ce moment") && !page.has("atelier-"), "{}", page.text());
    }

    async fn what_is_no_address_or_is_reserved_already_is_said_and_nothing_typed_is_lost(house) {
        let ines = house.coordinator("ines").await;
        reserve(&ines, "word", "mairie", &[]).await;
        for (kind, label, said) in [
            ("exact", "www", "déjà réservée au service"),
            ("exact", "pas une adresse", "De 3 à 40 lettres"),
            ("exact", "-abc", "De 3 à 40 lettres"),
            ("word", "deux-mots", "Un mot de 3 à 40 lettres"),
            ("exact", "la-mairie", "déjà réservée"),
            ("word", "mairie", "déjà réservée"),
            ("autre", "abc", "Choisissez ce qui est réservé"),
            ("exact", "", "Écrivez une adresse"),
        ] {
            let page = reserve(&ines, kind, label, &[]).await;
            assert_eq!((page.status, page.path.as_str()), (422, LIST), "{kind} {label}");
            assert!(page.has(said), "{kind} {label}: {}", page.text());
            assert_eq!(page.value("motive"), "Gardée pour les collectivités");
        }
        let page = reserve(&ines, "exact", "une-autre", &[("motive", " ")]).await;
        assert!(page.status == 422 && page.has("Dites pourquoi"), "{}", page.text());
        assert_eq!(house.app.store.read(store::address::reserved).await.unwrap().len(), 1);
    }

    async fn who_has_it_or_asks_for_it_is_said_before_and_the_decision_looks_again(house) {
        let space = house.accepted("les-bacs").await;
        let applicant = house.applicant("le-passage").await;
        let ines = house.coordinator("ines").await;
        let page = reserve(&ines, "exact", "les-bacs", &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.has("les-bacs.frama.space") && page.has("la garde") && !page.has(&space.reference), "{}", page.text());
        let page = reserve(&ines, "exact", "le-passage", &[]).await;
        assert!(page.status == 422 && page.has(&applicant.reference), "{}", page.text());
        let page = reserve(&ines, "exact", "le-passage", &[("sure", "yes")]).await;
        assert!(page.status == 200 && page.has("c’est réservé"), "{}", page.text());

        let refused = accept(&house, &applicant.file()).await;
        assert!(refused.has("réservée par la coordination"), "{}", refused.text());
        let page = ines.get(LIST).await;
        ines.submit(&page, "/retrait", &[]).await;
        delete_space(&house, "le-passage").await;
        assert!(accept(&house, &applicant.file()).await.has("en quarantaine"));
        let page = ines.get(LIST).await;
        ines.submit(&page, "/quarantaine", &[("freed", "le-passage"), ("freed_motive", "La même structure")]).await;
        accept(&house, &applicant.file()).await;
        house.let_it_leave().await;
        let slug = Slug::parse("le-passage").unwrap();
        assert!(house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap().is_some());
    }

    async fn the_address_of_a_deleted_space_waits_for_six_months(house) {
        let ines = house.coordinator("ines").await;
        let id = delete_space(&house, "l-ancienne-rive").await;
        assert!(typed(&house, "l-ancienne-rive").await.contains("a servi récemment"));
        let refused = fill(&house.visitor(), "l-ancienne-rive", &[]).await;
        assert!(refused.status == 422 && refused.has("a servi récemment"), "{}", refused.text());
        // Who says that they replace that very space waits as anyone: anyone may say so.
        let again = fill(&house.visitor(), "l-ancienne-rive", &[("replaces_space", "l-ancienne-rive")]).await;
        assert!(again.status == 422 && again.has("a servi récemment"), "{}", again.text());

        let page = ines.get(LIST).await;
        assert!(page.has("1 adresse est en quarantaine") && page.has("6 mois"), "{}", page.text());
        assert!(!page.body.contains("l-ancienne-rive"), "nobody reads which");
        assert_eq!(trail(&house, id).await, ["quarantine_label "]);

        let now = house.app.now();
        house.advance(quarantine_end(now, 6) - now - Duration::seconds(1)).await;
        assert!(typed(&house, "l-ancienne-rive").await.contains("a servi récemment"));
        house.advance(Duration::seconds(1)).await;
        assert!(typed(&house, "l-ancienne-rive").await.contains("libre en ce moment"));
        let ines = house.coordinator("ines").await;
        assert!(ines.get(LIST).await.has("Aucune adresse n’est en quarantaine"));
    }

    async fn a_coordinator_frees_the_one_they_type_and_says_why(house) {
        let ines = house.coordinator("ines").await;
        let first = delete_space(&house, "l-ancienne-rive").await;
        house.advance(Duration::days(40)).await;
        let second = delete_space(&house, "l-ancienne-rive").await;
        let ines_again = house.coordinator("ines").await;
        let page = ines_again.get(LIST).await;
        let free = async |label: &str, motive: &str| ines_again.submit(&page, "/quarantaine", &[("freed", label), ("freed_motive", motive)]).await;
        for (label, motive, said) in [
            ("", "Pourquoi", "Écrivez une adresse"),
            ("pas une adresse", "Pourquoi", "De 3 à 40 lettres"),
            ("l-ancienne-rive", "", "Dites pourquoi"),
            ("une-autre-rive", "Pourquoi", "n’est pas en quarantaine"),
        ] {
            let page = free(label, motive).await;
            assert!(page.status == 422 && page.has(said), "{label} {motive}: {}", page.text());
            assert_eq!(page.value("freed_motive"), motive);
        }
        let page = free("L-Ancienne-Rive", "La même structure revient").await;
        assert!(page.status == 200 && page.has("est libérée") && page.has("La même structure revient"), "{}", page.text());
        assert!(page.has("Aucune adresse n’est en quarantaine"));
        assert!(typed(&house, "l-ancienne-rive").await.contains("libre en ce moment"));
        for id in [first, second] {
            assert_eq!(trail(&house, id).await, ["quarantine_label ", "free_label "], "both that it had");
        }
        drop(ines);
        // Why it was freed is forgotten when its quarantine would have been over.
        house.advance(Duration::days(230)).await;
        assert!(!house.coordinator("ines").await.get(LIST).await.has("La même structure revient"));
    }

    async fn what_waits_keeps_its_address(house) {
        let applicant = house.applicant("la-file").await;
        let ana = house.volunteer("ana").await;
        let page = ana.get(&format!("{}?decision=wait", applicant.file())).await;
        ana.submit(&page, "/decision", &[("priority", "2")]).await;
        house.let_it_leave().await;
        assert!(house.visitor().get(&applicant.status).await.has("liste d’attente"));
        assert!(typed(&house, "la-file").await.contains("prise, ou demandée par une autre structure"));
        house.advance(Duration::days(400)).await;
        assert!(typed(&house, "la-file").await.contains("prise, ou demandée par une autre structure"));
    }
}
