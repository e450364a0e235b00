//! Other places to go: the list that coordinators keep, and where people read it.

use crate::browser::{Browser, Page};
use crate::house::House;
use passeur::domain::alternative::Alternative;
use passeur::store;

const LIST: &str = "/coordination/alternatives";

async fn all(house: &House) -> Vec<Alternative> {
    house.app.store.read(store::alternative::all).await.unwrap()
}

/// Address of the page of one, by its name.
async fn page_of(house: &House, name: &str) -> String {
    let found = all(house).await.into_iter().find(|one| one.name == name);
    format!("{LIST}/{}", found.unwrap_or_else(|| panic!("no {name} on the list")).id)
}

async fn add(browser: &Browser, fields: &[(&str, &str)]) -> Page {
    let page = browser.get(LIST).await;
    browser.submit(&page, LIST, fields).await
}

/// The verbs of the trail about one.
async fn trail(house: &House, subject: String) -> Vec<String> {
    let lines = house.app.store.read(move |db| store::trace::about(db, &subject)).await.unwrap();
    lines.into_iter().map(|line| format!("{} {}", line.verb, line.detail)).collect()
}

const BAC: &[(&str, &str)] = &[
    ("name", "Éclusiers du Bac"),
    ("url", "https://bac.example/"),
    ("words", "Pour les mairies des deux rives."),
    ("situations", "local_authority"),
];

stories! {
    async fn the_list_starts_with_those_of_the_faq(house) {
        let names: Vec<String> = all(&house).await.into_iter().map(|one| one.name).collect();
        let expected = ["ADULLACT", "apps.education.fr", "Arawa", "CHATONS", "CryptPad", "Globenet", "IndieHosters", "Nubo", "Ouvaton", "Paquerette", "Partenaires de Nextcloud", "Zaclys"];
        assert_eq!(names, expected);
        let page = house.visitor().get("/aide").await;
        for name in expected {
            assert!(page.has(name), "{name}");
        }
        for anchor in ["ailleurs", "plus-grand"] {
            assert_eq!(page.each(&format!("#{anchor}"), "id"), [anchor]);
        }
        let rels = page.each("main a[href^='https://']", "rel");
        assert!(!rels.is_empty() && rels.iter().all(|rel| rel == "noreferrer noopener"), "{rels:?}");
    }

    async fn what_a_coordinator_adds_is_offered_in_its_place(house) {
        let ines = house.coordinator("ines").await;
        let page = add(&ines, BAC).await;
        assert_eq!((page.status, page.path.as_str()), (200, LIST));
        assert!(page.has("Éclusiers du Bac est sur la liste"), "{}", page.text());
        let answer = house.visitor().get("/demande?for_whom=group&legal_form=local_authority&french=yes&accounts_ok=yes&storage_ok=yes").await;
        assert_eq!(answer.each("section[aria-labelledby='ailleurs'] li a", "href"), ["https://adullact.org/", "https://bac.example/"], "by name");
        assert!(answer.has("Pour les mairies des deux rives"));
        let added = all(&house).await.into_iter().find(|one| one.url == "https://bac.example/").unwrap();
        assert_eq!(trail(&house, added.id.to_string()).await, ["add_alternative "], "keys only");
    }

    async fn the_same_form_sent_twice_adds_one(house) {
        let ines = house.coordinator("ines").await;
        add(&ines, BAC).await;
        let page = add(&ines, BAC).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.each(".panel.stop a", "href"), ["#name"]);
        assert_eq!(page.value("words"), "Pour les mairies des deux rives.", "nothing typed is lost");
        assert_eq!(all(&house).await.len(), 13);
    }

    async fn a_change_shows_at_once(house) {
        let ines = house.coordinator("ines").await;
        let address = page_of(&house, "ADULLACT").await;
        let page = ines.get(&address).await;
        assert_eq!(page.value("url"), "https://adullact.org/");
        let page = ines.submit(&page, &address, &[("words", "Une association pour les communes.")]).await;
        assert!(page.has("ADULLACT : c’est changé"), "{}", page.text());
        let answer = house.visitor().get("/demande?for_whom=group&legal_form=local_authority&french=yes&accounts_ok=yes&storage_ok=yes").await;
        assert!(answer.has("Une association pour les communes."));
        assert!(house.visitor().get("/aide").await.has("Une association pour les communes."));
        let id = address.trim_start_matches(LIST).trim_start_matches('/').to_owned();
        assert_eq!(trail(&house, id).await, ["change_alternative "]);
    }

    async fn a_stale_change_is_refused_and_what_was_typed_is_kept(house) {
        let (ines, lou) = (house.coordinator("ines").await, house.coordinator("lou").await);
        let address = page_of(&house, "Nubo").await;
        let (mine, hers) = (ines.get(&address).await, lou.get(&address).await);
        lou.submit(&hers, &address, &[("words", "Ce que Lou écrit.")]).await;
        let page = ines.submit(&mine, &address, &[("words", "Ce qu’Inès écrit.")]).await;
        assert_eq!(page.status, 409);
        assert!(page.has("Quelqu’un a changé cette ligne") && page.has("Ce que Lou écrit."), "{}", page.text());
        assert_eq!(page.value("words"), "Ce qu’Inès écrit.");
        // Having read it, one may say it again.
        let page = ines.submit(&page, &address, &[]).await;
        assert_eq!(page.path, LIST);
        assert!(all(&house).await.iter().any(|one| one.words == "Ce qu’Inès écrit."));
    }

    async fn one_is_taken_off_the_list_after_a_confirmation(house) {
        let ines = house.coordinator("ines").await;
        let address = page_of(&house, "Globenet").await;
        let page = ines.get(&address).await;
        assert_eq!(page.each("details form", "action"), [format!("{address}/suppression")], "behind a fold");
        let page = ines.submit(&page, "/suppression", &[]).await;
        assert!(page.has("Globenet n’est plus sur la liste"), "{}", page.text());
        assert!(!house.visitor().get("/aide").await.has("Globenet"));
        assert_eq!(ines.get(&address).await.status, 404);
    }

    async fn a_link_that_is_not_of_the_web_is_refused(house) {
        let ines = house.coordinator("ines").await;
        for url in ["javascript:alert(1)", "javascript://bac.example/%0aalert(1)", "data:text/html,x", "bac.example", "https://"] {
            let page = add(&ines, &[("name", "Bac"), ("url", url), ("words", "Pour tous."), ("situations", "search")]).await;
            assert_eq!(page.status, 422, "{url}");
            assert_eq!(page.each(".panel.stop a", "href"), ["#url"], "{url}");
            assert_eq!(page.value("url"), url, "nothing typed is lost");
        }
        assert_eq!(all(&house).await.len(), 12);
    }

    async fn what_is_missing_is_said_at_once(house) {
        let ines = house.coordinator("ines").await;
        let page = add(&ines, &[]).await;
        assert!(page.at("title").starts_with("Erreur"));
        assert_eq!(page.each(".panel.stop a", "href"), ["#name", "#url", "#words", "#situations"]);
        let page = add(&ines, &[("name", "Bac"), ("situations", "school"), ("situations", "belgium"), ("situations", "nowhere")]).await;
        assert_eq!(page.each("main input[checked]", "value"), ["school", "belgium"]);
    }

    async fn the_list_is_for_coordinators(house) {
        let address = page_of(&house, "Nubo").await;
        let ana = house.volunteer("ana").await;
        let token = ana.get("/demande/lien-perdu").await.value("csrf");
        for path in [LIST.to_owned(), address.clone()] {
            assert_eq!(ana.get(&path).await.status, 404, "{path}");
            assert!(house.visitor().get(&path).await.path.starts_with("/equipe/connexion"), "{path}");
        }
        for path in [LIST.to_owned(), address.clone(), format!("{address}/suppression")] {
            let fields: Vec<(&str, &str)> = BAC.iter().copied().chain([("csrf", token.as_str())]).collect();
            assert_eq!(ana.post(&path, &fields).await.status, 404, "{path}");
        }
        assert_eq!(all(&house).await.len(), 12);
        let ines = house.coordinator("ines").await;
        for path in [format!("{LIST}/rien"), format!("{LIST}/019a0000-0000-7000-8000-000000000000")] {
            assert_eq!(ines.get(&path).await.status, 404, "{path}");
        }
    }
}
