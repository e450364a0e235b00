//! The office suite of a space over HTTP: chosen, changed by the agent, once a day; the table that coordinators keep.

use crate::house::House;
use crate::life::{inside, with_space, work};
use chrono::Duration;
use passeur::domain::values::Slug;
use passeur::store;
use serde_json::json;

async fn suite(house: &House, slug: &str) -> String {
    let slug = Slug::parse(slug).unwrap();
    house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap().unwrap().suite.to_string()
}

stories! {
    async fn a_space_changes_its_suite_once_a_day_and_sees_how_it_goes(house) {
        let (ana, token) = with_space(&house, "plumes").await;
        let browser = inside(&house, &ana.email).await;
        let before = suite(&house, "plumes").await;
        let (other, third) = match before.as_str() { "collabora" => ("onlyoffice", "none"), "onlyoffice" => ("collabora", "none"), _ => ("collabora", "onlyoffice") };
        // What changes is shown first; the needs are answered in words.
        let page = browser.get(&format!("/espace/plumes/suite?suite={other}")).await;
        assert!(page.has("Vos fichiers restent tels qu’ils sont"));
        assert!(browser.get("/espace/plumes/suite?notes=yes").await.has("Besoin par besoin"));
        let page = browser.submit(&page, "/espace/plumes/suite", &[("suite", other)]).await;
        assert!(page.has("En attente"), "{}", page.text());
        assert_eq!(suite(&house, "plumes").await, before, "not before the agent did it");
        // Asked twice, it is one order; another replaces the one that waits; the one it has makes it void.
        let csrf = browser.get("/espace/plumes/contacts").await.value("csrf");
        let ask = async |wanted: &str| browser.post("/espace/plumes/suite", &[("csrf", &csrf), ("suite", wanted)]).await;
        for wanted in [other, third, other] {
            assert_eq!(ask(wanted).await.status, 200, "{wanted}");
        }
        ask(&before).await;
        assert!(work(&house, &token).await.is_empty(), "all void");
        ask(other).await;
        // Once an agent is at it, nothing else.
        let leased = house.visitor().api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 300})).await.json();
        let order = &leased["operations"][0];
        assert_eq!((order["kind"].as_str(), order["payload"]["suite"].as_str()), (Some("set_suite"), Some(other)));
        let refused = ask(third).await;
        assert!(refused.status == 409 && refused.has("Autre chose est en cours"));
        assert!(browser.get("/espace/plumes/suite").await.has("En cours"));
        let done = format!("/api/v1/operations/{}/completion", order["id"].as_str().unwrap());
        assert_eq!(house.visitor().api(&done, &token, json!({"result": {}})).await.status, 200);
        assert_eq!(suite(&house, "plumes").await, other);
        // Once a day.
        let refused = ask(third).await;
        assert!(refused.status == 409 && refused.has("vient de changer"), "{}", refused.text());
        house.advance(Duration::hours(25)).await;
        let browser = inside(&house, &ana.email).await;
        let page = browser.get(&format!("/espace/plumes/suite?suite={third}")).await;
        browser.submit(&page, "/espace/plumes/suite", &[("suite", third)]).await;
        assert_eq!(work(&house, &token).await, ["set_suite"]);
        assert_eq!(suite(&house, "plumes").await, third);
        let csrf = browser.get("/espace/plumes/contacts").await.value("csrf");
        assert_eq!(browser.post("/espace/plumes/suite", &[("csrf", &csrf), ("suite", "word")]).await.status, 422);
    }

    async fn coordinators_keep_the_table_of_the_suites(house) {
        let ines = house.coordinator("ines").await;
        let public = house.visitor();
        let page = ines.get("/coordination/suites/phone").await;
        let reason = "Depuis la version 9, on y écrit aussi sur un téléphone.";
        let given = [("mark_onlyoffice", "2"), ("reason_onlyoffice", reason)];
        let listed = ines.submit(&page, "", &given).await;
        assert!(listed.path == "/coordination/suites" && listed.has(reason) && listed.has("modifié"));
        assert!(public.get("/suites-bureautiques").await.has(reason));
        let before = public.get("/suites-bureautiques?word=yes&phone=yes").await;
        assert!(before.has("OnlyOffice") && before.at("#resultat-titre").contains("OnlyOffice"), "the new mark counts");
        // A table without an answer for some need is refused, and nothing of it is kept.
        let page = ines.get("/coordination/suites/notes").await;
        let none = [("mark_none", "cross"), ("mark_onlyoffice", "cross"), ("mark_collabora", "cross")];
        let refused = ines.submit(&page, "", &none).await;
        assert!(refused.status == 422 && refused.has("rien n’irait"));
        assert!(!ines.get("/coordination/suites").await.at("li:nth-child(3)").contains("modifié"));
        let refused = ines.submit(&page, "", &[("reason_none", "")]).await;
        assert!(refused.status == 422 && refused.has("Dites pourquoi"));
        // Back to the marks of the house.
        let page = ines.get("/coordination/suites/phone").await;
        ines.submit(&page, "", &[("action", "reset")]).await;
        assert!(!public.get("/suites-bureautiques").await.has(reason));
        assert_eq!(ines.get("/coordination/suites/inconnu").await.status, 404);
    }
}
