//! Logging in and out, invitations, sessions.

use crate::browser::Browser;
use crate::house::House;
use chrono::Duration;
use passeur::actions;
use passeur::domain::values::{EmailAddress, Role};

async fn try_log_in(browser: &Browser, email: &str, password: &str) -> (u16, String, String) {
    let page = browser.get("/equipe/connexion").await;
    let page = browser.submit(&page, "/equipe/connexion", &[("email", email), ("password", password)]).await;
    (page.status, page.path.clone(), page.text().replace(email, "…"))
}

stories! {
    async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(house) {
        let (email, _) = house.member("ana").await;
        let browser = house.visitor();
        let wrong = try_log_in(&browser, &email, "pas le bon mot de passe").await;
        assert_eq!(wrong.0, 422);
        assert_eq!(wrong, try_log_in(&browser, "inconnue@equipe.example", "pas le bon mot de passe").await);
    }

    async fn guessing_is_slowed_down_without_shutting_the_owner_out(house) {
        let (email, password) = house.member("ana").await;
        let thief = house.visitor().from("198.51.100.9");
        let mut statuses = Vec::new();
        for _ in 0..10 {
            statuses.push(try_log_in(&thief, &email, "au hasard des flots").await.0);
        }
        assert_eq!(statuses[..8], [422; 8]);
        assert_eq!(statuses[8..], [429; 2]);
        assert_eq!(try_log_in(&house.visitor().from("203.0.113.80"), &email, &password).await.1, "/equipe", "the owner gets in from elsewhere");
        house.app.clock.advance(Duration::minutes(15));
        assert_eq!(try_log_in(&thief, &email, "au hasard des flots").await.0, 422, "and one may try again later");
    }

    async fn the_trail_is_kept_for_a_year(house) {
        house.volunteer("ana").await;
        let count = async || {
            let count = house.app.store.read(|db| {
                use diesel::prelude::*;
                Ok::<_, passeur::store::Error>(passeur::store::schema::traces::table.count().get_result::<i64>(&mut **db)?)
            });
            count.await.unwrap()
        };
        house.advance(Duration::days(365)).await;
        assert_eq!(count().await, 3, "invited, password set, logged in");
        house.advance(Duration::seconds(1)).await;
        assert_eq!(count().await, 0);
    }

    async fn out_is_out_and_shut_out_is_at_once(house) {
        let ana = house.volunteer("ana").await;
        let tab = ana.tab();
        let page = ana.get("/equipe").await;
        ana.submit(&page, "/deconnexion", &[]).await;
        assert!(tab.get("/equipe").await.path.starts_with("/equipe/connexion"), "the cookie of another tab opens nothing any more");

        let malik = house.volunteer("malik").await;
        assert_eq!(malik.get("/equipe").await.status, 200);
        let email = EmailAddress::parse("malik@equipe.example").unwrap();
        assert!(actions::volunteer::set_disabled(&house.app, email.clone(), true).await.unwrap());
        assert!(malik.get("/equipe").await.path.starts_with("/equipe/connexion"));
        assert_eq!(try_log_in(&house.visitor(), "malik@equipe.example", "malik traverse la rivière").await.0, 422);
    }

    async fn a_session_ends_after_two_hours_of_rest_and_twelve_in_all(house) {
        let ana = house.volunteer("ana").await;
        house.app.clock.advance(Duration::minutes(119));
        assert_eq!(ana.get("/equipe").await.path, "/equipe");
        house.app.clock.advance(Duration::minutes(120));
        assert!(ana.get("/equipe").await.path.starts_with("/equipe/connexion"), "two hours of rest");
        let ana = house.volunteer("ana").await;
        for _ in 0..7 {
            house.app.clock.advance(Duration::minutes(100));
            assert_eq!(ana.get("/equipe").await.path, "/equipe");
        }
        house.app.clock.advance(Duration::minutes(25));
        assert!(ana.get("/equipe").await.path.starts_with("/equipe/connexion"), "twelve hours in all");
    }

    async fn after_logging_in_one_goes_on_where_one_wanted_but_never_to_another_site(house) {
        let (email, password) = house.member("ana").await;
        let browser = house.visitor();
        let page = browser.get("/equipe/courrier").await;
        assert!(page.path.starts_with("/equipe/connexion"));
        assert_eq!(browser.submit(&page, "/equipe/connexion", &[("email", &email), ("password", &password)]).await.path, "/equipe/courrier");
        for elsewhere in ["//evil.example", "https://evil.example/equipe", "/equipe\\\\evil", "/demo"] {
            let browser = house.visitor();
            let page = browser.get("/equipe/connexion").await;
            let sent = [("email", email.as_str()), ("password", password.as_str()), ("suite", elsewhere)];
            assert_eq!(browser.submit(&page, "/equipe/connexion", &sent).await.path, "/equipe", "{elsewhere}");
        }
    }

    async fn an_invitation_serves_once_and_weak_passwords_are_told(house) {
        let (_, link) = actions::volunteer::invite(&house.app, EmailAddress::parse("lou@equipe.example").unwrap(), "Lou".into(), Role::Volunteer, true).await.unwrap().unwrap();
        house.tick().await;
        let path = house.letters()[0].path("/equipe/invitation/");
        assert!(link.ends_with(&path));
        let browser = house.visitor();
        let page = browser.get(&path).await;
        for (weak, told) in [("court", "plus long"), ("aaaaaaaaaaaaaaaaaaaa", "moins facile à deviner"), ("passeur framaspace lou", "moins facile à deviner")] {
            let page = browser.submit(&page, "", &[("password", weak)]).await;
            assert_eq!(page.status, 422, "{weak}");
            assert!(page.has(told), "{weak}: {}", page.text());
            assert!(!page.body.contains(weak), "a password never comes back");
        }
        let page = browser.submit(&page, "", &[("password", "quatre saules et une barque")]).await;
        assert!(page.has("C’est enregistré"));
        assert_eq!(house.visitor().get(&path).await.status, 404);
        assert_eq!(try_log_in(&browser, "lou@equipe.example", "quatre saules et une barque").await.1, "/equipe");
    }

    async fn the_first_coordinator_comes_in_by_the_link_printed_once(house) {
        let link = actions::volunteer::first_link(&house.app).await.unwrap().unwrap();
        let path = link.trim_start_matches("http://localhost:8080").to_owned();
        let browser = house.visitor();
        let page = browser.get(&path).await;
        let page = browser.submit(&page, "", &[("email", "ines@equipe.example"), ("name", "Inès"), ("password", "quatre saules et une barque")]).await;
        assert!(page.has("C’est enregistré"), "{}", page.text());
        assert_eq!(try_log_in(&browser, "ines@equipe.example", "quatre saules et une barque").await.1, "/equipe/moi/double-authentification");
        assert_eq!(actions::volunteer::first_link(&house.app).await.unwrap(), None, "no second one");
        assert_eq!(house.visitor().get(&path).await.status, 404);
    }
}

#[actix_web::test]
async fn cookies_are_locked_to_a_public_service() {
    let house = House::with(crate::house::On::Sqlite, |settings| settings.base_url = url::Url::parse("https://demande.example.org").unwrap());
    let page = house.visitor().get("/equipe/connexion").await;
    let cookie = &page.headers["set-cookie"];
    for part in ["__Host-passeur=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(page.headers.contains_key("strict-transport-security"));
    assert!(page.headers["content-security-policy"].starts_with("default-src 'none'"));
}
