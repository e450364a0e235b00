//! The second factor: compulsory for coordinators, codes that serve once, paper codes, proving again who one is.

use crate::browser::{Browser, Page};
use crate::house::House;
use chrono::Duration;
use passeur::actions;
use passeur::domain::values::{EmailAddress, Role};
use passeur::keys::totp;

const SET_UP: &str = "/equipe/moi/double-authentification";
const CODE: &str = "/equipe/connexion/code";

/// A coordinator who never logged in: browser, address and password.
async fn newcomer(house: &House, name: &str) -> (Browser, String, String) {
    let (email, password) = (format!("{name}@equipe.example"), format!("{name} traverse la rivière"));
    let (volunteer, _) =
        actions::volunteer::invite(&house.app, EmailAddress::parse(&email).unwrap(), name.into(), Role::Coordinator, false).await.unwrap().unwrap();
    actions::volunteer::set_password(&house.app, volunteer.id, password.clone()).await.unwrap();
    (house.visitor(), email, password)
}

async fn give_password(browser: &Browser, email: &str, password: &str) -> Page {
    let page = browser.get("/equipe/connexion").await;
    browser.submit(&page, "/equipe/connexion", &[("email", email), ("password", password)]).await
}

/// The secret that the page of the setup shows.
fn secret(page: &Page) -> String {
    page.at("strong.ref").replace(' ', "")
}

/// Sets it up: the page with the codes on paper, and the secret.
async fn set_up(house: &House, browser: &Browser) -> (Page, String) {
    let page = browser.get(SET_UP).await;
    let secret = secret(&page);
    let code = totp::digits(&secret, house.app.now()).unwrap();
    (browser.submit(&page, SET_UP, &[("code", &code)]).await, secret)
}

fn paper(page: &Page) -> Vec<String> {
    let items = scraper::Selector::parse(".codes li").unwrap();
    page.html().select(&items).map(|one| one.text().collect()).collect()
}

stories! {
    async fn a_coordinator_sets_it_up_before_anything_else(house) {
        let (ines, email, password) = newcomer(&house, "ines").await;
        let page = give_password(&ines, &email, &password).await;
        assert_eq!(page.path, SET_UP, "{}", page.text());
        assert_eq!(page.each("nav[aria-label='Équipe'] a", "href"), [""; 0], "no other place is shown");
        for elsewhere in ["/equipe", "/coordination/benevoles", "/equipe/moi"] {
            assert_eq!(ines.get(elsewhere).await.path, SET_UP, "{elsewhere}");
        }
        assert_eq!(secret(&ines.get(SET_UP).await), secret(&page), "the same secret, however often one looks");
        let wrong = ines.submit(&page, SET_UP, &[("code", "12")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.has("ce n’est pas celui que l’application montre"), "{}", wrong.text());

        let (page, secret) = set_up(&house, &ines).await;
        assert_eq!(paper(&page).len(), 10, "{}", page.text());
        assert_eq!(ines.get("/equipe").await.path, "/equipe");
        house.tick().await;
        assert!(house.letters_to(&email).pop().unwrap().text.contains("double authentification de votre compte de l’équipe est active"));
        assert!(!ines.get(SET_UP).await.body.contains(&secret[..4]), "the secret is shown no more");

        // From now on the password does not suffice.
        let other = house.visitor();
        let page = give_password(&other, &email, &password).await;
        assert!(page.has("Le code de votre téléphone"), "{}", page.text());
        assert!(other.get("/equipe").await.path.starts_with("/equipe/connexion"), "nothing opens before the code");
        let used = totp::digits(&secret, house.app.now()).unwrap();
        assert_eq!(other.submit(&page, CODE, &[("code", &used)]).await.status, 422, "the code that turned it on serves no more");
        house.app.clock.advance(Duration::seconds(30));
        let code = totp::digits(&secret, house.app.now()).unwrap();
        assert_eq!(other.submit(&page, CODE, &[("code", &format!("{} {}", &code[..3], &code[3..]))]).await.path, "/equipe");
        let third = house.visitor();
        let page = give_password(&third, &email, &password).await;
        assert_eq!(third.submit(&page, CODE, &[("code", &code)]).await.status, 422, "nor that of another log-in");
    }

    async fn a_code_on_paper_opens_once_and_its_owner_is_told(house) {
        let (ines, email, password) = newcomer(&house, "ines").await;
        give_password(&ines, &email, &password).await;
        let (page, _) = set_up(&house, &ines).await;
        let codes = paper(&page);
        for (code, path) in [(codes[0].to_lowercase(), "/equipe"), (codes[0].clone(), CODE), (codes[1].replace('-', " "), "/equipe")] {
            let browser = house.visitor();
            let page = give_password(&browser, &email, &password).await;
            assert_eq!(browser.submit(&page, CODE, &[("code", &code)]).await.path, path, "{code}");
        }
        house.tick().await;
        let told = house.letters_to(&email).into_iter().filter(|letter| letter.text.contains("avec un code de secours")).count();
        assert_eq!(told, 2);
        assert!(ines.get(SET_UP).await.has("Il vous reste 8 codes de secours."));
        // Others asked for: those before serve no more.
        let page = ines.get(SET_UP).await;
        let fresh = paper(&ines.submit(&page, "/codes", &[]).await);
        let browser = house.visitor();
        let page = give_password(&browser, &email, &password).await;
        assert_eq!(browser.submit(&page, CODE, &[("code", &codes[2])]).await.status, 422);
        assert_eq!(browser.submit(&page, CODE, &[("code", &fresh[0])]).await.path, "/equipe");
        let dump = format!("{:?}", house.app.store.read(|db| {
            use diesel::prelude::*;
            Ok::<_, passeur::store::Error>(passeur::store::schema::recovery_codes::table.select(passeur::store::schema::recovery_codes::code_hash).load::<String>(&mut **db)?)
        }).await.unwrap());
        assert!(!fresh.iter().any(|code| dump.contains(code)), "only their hashes are stored");
    }

    async fn guessing_the_code_ends_soon_and_waiting_too(house) {
        let (_, password) = (house.coordinator("ines").await, "ines traverse la rivière");
        let thief = house.visitor().from("198.51.100.9");
        let page = give_password(&thief, "ines@equipe.example", password).await;
        let mut statuses = Vec::new();
        for n in 0..8 {
            statuses.push(thief.submit(&page, CODE, &[("code", &format!("00000{n}"))]).await.status);
        }
        assert_eq!(statuses, [422, 422, 422, 422, 422, 422, 429, 429]);
        // Ten minutes after the password, the code comes too late.
        let slow = house.visitor();
        let page = give_password(&slow, "ines@equipe.example", password).await;
        house.app.clock.advance(Duration::minutes(10));
        let answer = slow.submit(&page, CODE, &[("code", &house.code(Duration::zero()))]).await;
        assert_eq!(answer.path, "/equipe/connexion");
        assert!(answer.has("Entrez à nouveau"), "{}", answer.text());
        assert_eq!(slow.get(CODE).await.path, "/equipe/connexion");
    }

    async fn what_was_being_decided_survives_the_code(house) {
        let applicant = house.applicant("la-remise").await;
        let ines = house.coordinator("ines").await;
        let page = ines.get(&format!("{}?decision=refuse&reasons=general_interest", applicant.file())).await;
        house.app.clock.advance(Duration::hours(3));
        let page = ines.submit(&page, "/decision", &[("motive", "Un motif écrit avec soin")]).await;
        assert_eq!(page.status, 401);
        let page = ines.submit(&page, "/equipe/connexion", &[("email", "ines@equipe.example"), ("password", "ines traverse la rivière")]).await;
        let page = ines.submit(&page, CODE, &[("code", &house.code(Duration::zero()))]).await;
        assert!(page.has("C’est ce que vous étiez en train de décider"), "{}", page.text());
        assert_eq!(page.value("motive"), "Un motif écrit avec soin");
    }

    async fn roles_ask_for_a_proof_that_is_no_older_than_a_quarter_of_an_hour(house) {
        let ines = house.coordinator("ines").await;
        house.member("ana").await;
        house.app.clock.advance(Duration::minutes(15));
        let list = ines.get("/coordination/benevoles").await;
        let asked = ines.submit(&list, "/role", &[]).await;
        assert_eq!(asked.status, 403);
        assert!(asked.has("Confirmez que c’est vous"), "{}", asked.text());
        assert!(!ines.get("/coordination/benevoles").await.has("Retirer la coordination"), "nothing is done yet");
        let good = house.code(Duration::zero());
        for (password, code) in [("ines traverse la rivière", "000000"), ("autre chose", good.as_str()), ("ines traverse la rivière", "")] {
            let page = ines.submit(&asked, "/role", &[("proof_password", password), ("proof_code", code)]).await;
            assert_eq!(page.status, 422, "{password} {code}");
            assert!(!page.body.contains(password), "a password never comes back");
        }
        let done = ines.submit(&asked, "/role", &[("proof_password", "ines traverse la rivière"), ("proof_code", &good)]).await;
        assert_eq!(done.path, "/coordination/benevoles");
        assert!(done.has("ana coordonne maintenant."), "{}", done.text());
        house.tick().await;
        assert!(house.letters_to("ana@equipe.example").pop().unwrap().text.contains("Vous faites partie de la coordination"));
        // And for a quarter of an hour, nothing more is asked.
        assert!(ines.submit(&done, "/role", &[]).await.has("ana ne coordonne plus."));
    }

    async fn a_volunteer_may_have_one_and_give_it_up_a_coordinator_may_not(house) {
        let ana = house.volunteer("ana").await;
        set_up(&house, &ana).await;
        assert!(ana.get("/equipe/moi").await.has("Un code de votre téléphone est demandé à chaque entrée."));
        let page = ana.get(SET_UP).await;
        assert!(ana.submit(&page, "/retrait", &[]).await.has("La double authentification est retirée."));
        assert_eq!(give_password(&house.visitor(), "ana@equipe.example", "ana traverse la rivière").await.path, "/equipe");

        let ines = house.coordinator("ines").await;
        let token = ines.get("/equipe/moi").await.value("csrf");
        let page = ines.post(&format!("{SET_UP}/retrait"), &[("csrf", &token)]).await;
        assert!(page.has("La coordination ne peut pas se passer"), "{}", page.text());
    }

    async fn a_coordinator_lifts_that_of_who_lost_everything_but_not_their_own(house) {
        let ines = house.coordinator("ines").await;
        let ana = house.volunteer("ana").await;
        set_up(&house, &ana).await;
        let list = ines.get("/coordination/benevoles").await;
        let page = ines.submit(&list, "/double-authentification", &[]).await;
        assert!(page.has("ana : la double authentification est levée"), "{}", page.text());
        assert!(ana.get("/equipe").await.path.starts_with("/equipe/connexion"), "her sessions are closed");
        assert_eq!(give_password(&house.visitor(), "ana@equipe.example", "ana traverse la rivière").await.path, "/equipe");
        house.tick().await;
        assert!(house.letters_to("ana@equipe.example").pop().unwrap().text.contains("a été levée"));
        let id = house.app.store.read(passeur::store::volunteer::all).await.unwrap().into_iter().find(|one| one.name == "ines").unwrap().id;
        let token = ines.get("/equipe/moi").await.value("csrf");
        let page = ines.post(&format!("/coordination/benevoles/{id}/double-authentification"), &[("csrf", &token)]).await;
        assert!(page.has("Vous ne pouvez pas"), "{}", page.text());
    }

    async fn the_operator_resets_both_password_and_second_factor(house) {
        house.coordinator("ines").await;
        let link = actions::volunteer::reset(&house.app, EmailAddress::parse("ines@equipe.example").unwrap()).await.unwrap().unwrap();
        let browser = house.visitor();
        let page = browser.get(link.trim_start_matches("http://localhost:8080")).await;
        browser.submit(&page, "", &[("password", "quatre saules et une barque")]).await;
        assert_eq!(give_password(&browser, "ines@equipe.example", "quatre saules et une barque").await.path, SET_UP, "and another is set up at once");
    }
}
