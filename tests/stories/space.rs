//! The pages of a space: the first connection, entering, other people's spaces.

use crate::house::{Applicant, House};
use chrono::Duration;
use passeur::domain::token::Scope;
use serde_json::json;

/// An association whose space lives.
async fn with_space(house: &House, slug: &str) -> Applicant {
    let applicant = house.accepted(slug).await;
    let token = house.token(&[Scope::Operations]).await;
    let agent = house.visitor();
    let leased = agent.api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 300})).await.json();
    for operation in leased["operations"].as_array().unwrap() {
        let done = format!("/api/v1/operations/{}/completion", operation["id"].as_str().unwrap());
        assert_eq!(agent.api(&done, &token, json!({"result": {"admin_login": "admin", "initial_password": "pomme de touline"}})).await.status, 200);
    }
    house.tick().await;
    applicant
}

/// Asks for a link to enter; gives the answer, without what was typed.
async fn ask(house: &House, identifier: &str) -> (u16, String) {
    let browser = house.visitor();
    let page = browser.get("/espace").await;
    let answer = browser.submit(&page, "/espace", &[("identifier", identifier)]).await;
    house.tick().await;
    (answer.status, answer.text().replace(identifier, "…"))
}

stories! {
    async fn the_first_password_is_shown_once_and_then_gone(house) {
        let applicant = with_space(&house, "premier-pas").await;
        let link = house.letters_to(&applicant.email).pop().unwrap().path("/espace/premiere-connexion/");
        let browser = house.visitor();
        let page = browser.get(&link).await;
        let (one, two) = (browser.tab(), browser.tab());
        let (one, two) = futures_util::future::join(one.submit(&page, "", &[]), two.submit(&page, "", &[])).await;
        let shown = [&one, &two].iter().filter(|page| page.has("pomme de touline")).count();
        assert_eq!(shown, 1, "a double click shows it once");
        let sealed = house.app.store.read(|db| {
            use diesel::prelude::*;
            use passeur::store::schema::credentials;
            Ok::<_, passeur::store::Error>(credentials::table.count().get_result::<i64>(&mut **db)?)
        });
        assert_eq!(sealed.await.unwrap(), 0, "nothing of it stays");
    }

    async fn a_first_connection_nobody_came_for_is_forgotten(house) {
        let applicant = with_space(&house, "personne").await;
        let link = house.letters_to(&applicant.email).pop().unwrap().path("/espace/premiere-connexion/");
        house.advance(Duration::days(30)).await;
        assert_eq!(house.visitor().get(&link).await.status, 404);
    }

    async fn entering_is_answered_the_same_for_known_and_unknown(house) {
        let applicant = with_space(&house, "connue").await;
        let before = house.letters().len();
        let known = ask(&house, &applicant.email).await;
        assert_eq!(known, ask(&house, "personne@nulle-part.example").await);
        assert_eq!(known, ask(&house, "connue").await);
        assert_eq!(known, ask(&house, "inconnue").await);
        assert_eq!(known, ask(&house, "https://connue.frama.space/index.php").await);
        assert_eq!(house.letters().len(), before + 3, "letters to the known ones only");
    }

    async fn a_link_to_enter_serves_once_and_for_a_quarter_of_an_hour(house) {
        let applicant = with_space(&house, "quart-d-heure").await;
        ask(&house, &applicant.email).await;
        let link = house.letters_to(&applicant.email).pop().unwrap().path("/espace/entrer/");
        let browser = house.visitor();
        let page = browser.get(&link).await;
        assert_eq!(browser.submit(&page, "", &[]).await.path, "/espace/quart-d-heure");
        assert_eq!(house.visitor().get(&link).await.status, 404, "used");

        ask(&house, &applicant.email).await;
        let link = house.letters_to(&applicant.email).pop().unwrap().path("/espace/entrer/");
        house.advance(Duration::minutes(15)).await;
        let page = house.visitor().get(&link).await;
        assert_eq!(page.status, 404);
        assert!(page.each("main a.btn", "href").contains(&"/espace".to_owned()), "it offers another");
    }

    async fn another_s_space_does_not_exist(house) {
        let mine = with_space(&house, "la-mienne").await;
        with_space(&house, "la-leur").await;
        ask(&house, &mine.email).await;
        let link = house.letters_to(&mine.email).pop().unwrap().path("/espace/entrer/");
        let browser = house.visitor();
        let page = browser.get(&link).await;
        assert_eq!(browser.submit(&page, "", &[]).await.status, 200);
        let (theirs, nobody) = (browser.get("/espace/la-leur").await, browser.get("/espace/personne").await);
        assert_eq!((theirs.status, nobody.status), (404, 404));
        assert_eq!(theirs.at("h1"), nobody.at("h1"));
        let page = browser.get("/espace/la-mienne").await;
        assert!(browser.submit(&page, "/sortie", &[]).await.has("Vous êtes sorti⋅e"));
        assert_eq!(browser.get("/espace/la-mienne").await.path, "/espace", "out is out");
    }
}
