//! From the form to the space: an association applies, a volunteer decides, a letter leaves, an agent creates the space, its
//! administrator enters it.

use crate::house::{House, On};
use passeur::domain::token::Scope;
use serde_json::json;

/// The whole journey; `other` is the server that answers every second act.
async fn from_form_to_space(house: &House, other: &House) {
    // The association applies and confirms.
    let applicant = house.applicant("remise-en-selle").await;

    // A volunteer finds it, takes it, edits the letter and decides.
    let ana = other.volunteer("ana").await;
    let queue = ana.get(&format!("/equipe?onglet=all&q={}", applicant.reference)).await;
    assert_eq!(queue.each(".queue .who a", "href"), [applicant.file()]);
    let file = ana.get(&applicant.file()).await;
    let file = ana.submit(&file, "/prise-en-charge", &[]).await;
    assert!(file.has("Vous tenez ce dossier"));
    let deciding = ana.get(&format!("{}?decision=accept", applicant.file())).await;
    let letter = deciding.value("letter").replace("Bonne route", "À bientôt sur l’eau");
    let after = ana.submit(&deciding, "/decision", &[("letter", &letter), ("motive", "atelier bien vivant")]).await;
    assert!(after.has("Atelier remise-en-selle : c’est oui"), "{}", after.text());

    // Nothing leaves before the delay is over; then the letter and the order leave together.
    house.tick().await;
    assert_eq!(house.letters_to(&applicant.email).len(), 2, "only the confirmation and the receipt");
    house.let_it_leave().await;
    let accepted = house.letters_to(&applicant.email).pop().unwrap();
    assert!(accepted.text.contains("À bientôt sur l’eau"), "{}", accepted.text);
    assert_eq!(accepted.path("/demande/suivi/"), applicant.status, "the link is whole again");

    // The agent creates the space.
    let token = house.token(&[Scope::Operations, Scope::Usage]).await;
    let agent = other.visitor();
    let leased = agent.api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 300})).await.json();
    let operation = &leased["operations"][0];
    assert_eq!((operation["kind"].as_str(), operation["space"]["slug"].as_str()), (Some("create"), Some("remise-en-selle")));
    assert_eq!(operation["space"]["limits"], json!({"accounts": 50, "storage_bytes": 40_000_000_000_i64}));
    let done = format!("/api/v1/operations/{}/completion", operation["id"].as_str().unwrap());
    let result = json!({"result": {"admin_login": "admin", "initial_password": "tresse-de-chanvre"}});
    let first = house.visitor().api(&done, &token, result.clone()).await;
    let again = agent.api(&done, &token, result).await;
    assert_eq!((first.status, &first.body), (200, &again.body), "said twice, answered the same");

    // The administrator sees the first credentials, once.
    other.tick().await;
    let letter = house.letters_to(&applicant.email).pop().unwrap();
    let path = letter.path("/espace/premiere-connexion/");
    let page = applicant.browser.get(&path).await;
    assert!(!page.body.contains("tresse-de-chanvre"), "looking shows nothing");
    let shown = applicant.browser.submit(&page, "", &[]).await;
    assert!(shown.has("tresse-de-chanvre") && shown.has("remise-en-selle.frama.space"));
    assert_eq!(applicant.browser.get(&path).await.status, 404, "a second time it says that it served");

    // The agent measures, the administrator enters and sees.
    let report = json!([{"slug": "remise-en-selle", "measured_at": house.app.now(), "storage_bytes": 35_200_000_000_i64, "accounts": 31}]);
    assert_eq!(agent.api("/api/v1/usage-reports", &token, report).await.json(), json!({"accepted": 1, "refused": []}));
    let door = applicant.browser.get("/espace").await;
    let sent = applicant.browser.submit(&door, "/espace", &[("identifier", &applicant.email)]).await;
    assert!(sent.has("Regardez votre boîte mail"));
    house.tick().await;
    let link = house.letters_to(&applicant.email).pop().unwrap().path("/espace/entrer/");
    let threshold = applicant.browser.get(&link).await;
    let space = applicant.browser.submit(&threshold, "", &[]).await;
    assert_eq!(space.path, "/espace/remise-en-selle", "{}", space.text());
    assert!(space.has("35,2 Go sur 40 Go") && space.has("31 sur 50") && space.has("actif"), "{}", space.text());
    assert_eq!(house.letters_to(&applicant.email).len(), 5, "each letter once");
}

stories! {
    async fn an_association_gets_its_space(house) {
        from_form_to_space(&house, &house).await;
    }

    async fn two_servers_on_one_database_make_the_same_journey(house) {
        let other = house.second_server();
        from_form_to_space(&house, &other).await;
    }
}

#[actix_web::test]
async fn two_servers_do_each_piece_of_timed_work_once() {
    let house = House::on(On::Postgres);
    for slug in ["un-bac", "deux-bacs", "trois-bacs", "quatre-bacs"] {
        house.just_accepted(slug).await;
    }
    let other = house.second_server();
    house.app.clock.advance(chrono::Duration::minutes(10));
    for _ in 0..3 {
        let ticks = (passeur::clockwork::tick(&house.app), passeur::clockwork::tick(&other.app));
        let (one, two) = futures_util::future::join(ticks.0, ticks.1).await;
        one.unwrap();
        two.unwrap();
    }
    let token = house.token(&[Scope::Operations]).await;
    let leased = house.visitor().api("/api/v1/operations/leases", &token, json!({"max": 50, "seconds": 300})).await.json();
    assert_eq!(leased["operations"].as_array().unwrap().len(), 4, "one order a space");
    assert_eq!(house.letters().len(), 12, "three letters an association");
}

#[actix_web::test]
async fn killed_after_each_step_the_house_takes_up_where_it_was() {
    for on in [On::Sqlite, On::Postgres] {
        let house = House::on(on);
        let applicant = house.applicant("reprise").await;
        let house = house.restarted();
        let ana = house.volunteer("ana").await;
        let file = ana.get(&applicant.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let deciding = ana.get(&format!("{}?decision=accept", applicant.file())).await;
        ana.submit(&deciding, "/decision", &[]).await;
        let house = house.restarted();
        house.let_it_leave().await;
        let house = house.restarted();
        let token = house.token(&[Scope::Operations]).await;
        let leased = house.visitor().api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 300})).await.json();
        let house = house.restarted();
        house.advance(chrono::Duration::minutes(6)).await;
        let again = house.visitor().api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 300})).await.json();
        assert_eq!(leased["operations"][0]["id"], again["operations"][0]["id"], "the lease ran out: the order is due again");
        assert_eq!(again["operations"].as_array().unwrap().len(), 1, "and there is one");
        assert_eq!(house.letters_to(&applicant.email).len(), 3, "confirmation, receipt and decision, once each");
        house.rest().await;
    }
}
