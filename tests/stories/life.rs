//! The life of a space over HTTP: warnings and their button, the disabled page, reactivation, leaving, abuse, what the team does.

use crate::browser::Browser;
use crate::house::{Applicant, House};
use crate::letter::settled;
use chrono::Duration;
use passeur::domain::token::Scope;
use passeur::store;
use serde_json::{Value, json};

/// An association whose space lives, and the token of its agent.
pub async fn with_space(house: &House, slug: &str) -> (Applicant, String) {
    let applicant = house.accepted(slug).await;
    let token = house.token(&[Scope::Operations, Scope::Usage]).await;
    work(house, &token).await;
    (applicant, token)
}

/// The agent does all that is due; gives the kinds.
pub async fn work(house: &House, token: &str) -> Vec<String> {
    let agent = house.visitor();
    let mut kinds = Vec::new();
    loop {
        let leased = agent.api("/api/v1/operations/leases", token, json!({"max": 10, "seconds": 300})).await.json();
        let all = leased["operations"].as_array().unwrap().clone();
        if all.is_empty() {
            break;
        }
        for operation in all {
            let done = format!("/api/v1/operations/{}/completion", operation["id"].as_str().unwrap());
            let result = json!({"result": {"admin_login": "admin", "initial_password": "pomme de touline"}});
            assert_eq!(agent.api(&done, token, result).await.status, 200);
            kinds.push(operation["kind"].as_str().unwrap().to_owned());
        }
    }
    house.tick().await;
    kinds
}

async fn report(house: &House, token: &str, members: &[(&str, Value)]) -> Value {
    let mut one = json!({"measured_at": house.app.now(), "storage_bytes": 4_000_000_000_i64, "accounts": 8});
    for (name, value) in members {
        one[*name] = value.clone();
    }
    house.visitor().api("/api/v1/usage-reports", token, json!([one])).await.json()
}

/// So many days pass, the space being measured each morning: nothing moves there.
async fn quiet(house: &House, token: &str, slug: &str, days: i64) {
    for _ in 0..days {
        house.app.clock.advance(Duration::days(1));
        report(house, token, &[("slug", json!(slug))]).await;
        house.tick().await;
    }
}

/// Who administers, inside the pages of the space.
pub async fn inside(house: &House, email: &str) -> Browser {
    let browser = house.visitor();
    let page = browser.get("/espace").await;
    browser.submit(&page, "/espace", &[("identifier", email)]).await;
    house.tick().await;
    let link = house.letters_to(email).pop().unwrap().path("/espace/entrer/");
    let page = browser.get(&link).await;
    browser.submit(&page, "", &[]).await;
    browser
}

async fn state(house: &House, slug: &str) -> String {
    let slug = passeur::domain::values::Slug::parse(slug).unwrap();
    let space = house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap();
    space.map_or("none".into(), |space| space.state.status().to_string())
}

stories! {
    async fn a_space_has_limits_of_its_own_for_a_time_and_keeps_them_when_all_change(house) {
        let (_, token) = with_space(&house, "grande").await;
        let ines = house.coordinator("ines").await;
        let page = ines.get("/equipe/espaces/grande").await;
        let here = "/equipe/espaces/grande/gestes";
        let mut given = vec![("deed", "limits"), ("words", "Festival national en juin."), ("accounts", "80"), ("storage_go", "0"), ("until", "2027-07-31")];
        let refused = ines.submit(&page, here, &given).await;
        assert!(refused.status == 422 && refused.has("Écrivez un nombre entier, 2 000 au plus"), "{}", refused.text());
        given[3] = ("storage_go", "120");
        let page = ines.submit(&page, here, &given).await;
        assert!(page.has("Limites à part jusqu’au 31 juillet 2027") && page.has("80, 120 Go"), "{}", page.text());
        let leased = house.visitor().api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 1})).await.json();
        let order = &leased["operations"][0];
        assert_eq!((order["kind"].as_str(), order["space"]["limits"]["storage_bytes"].as_i64()), (Some("set_limits"), Some(120_000_000_000)));
        // The rules change for all: not for this one.
        house.app.store.write(|tx| store::tally::set(tx, passeur::actions::policy::APPLYING, Some(1))).await.unwrap();
        house.advance(Duration::minutes(5)).await;
        let limits = async |house: &House| {
            let slug = passeur::domain::values::Slug::parse("grande").unwrap();
            let space = house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap().unwrap();
            (space.limits.accounts, space.limits.storage_bytes)
        };
        assert_eq!(limits(&house).await, (80, 120_000_000_000));
        // Their time is over: those of the rules, with an order.
        house.app.clock.advance("2027-08-01T00:30:00Z".parse::<passeur::domain::values::Instant>().unwrap() - house.app.now());
        house.tick().await;
        assert_eq!(limits(&house).await, (50, 40_000_000_000));
        assert!(work(&house, &token).await.contains(&"set_limits".to_owned()));
    }

    async fn a_dead_space_is_warned_disabled_and_deleted_and_nothing_of_its_people_stays(house) {
        let (applicant, token) = with_space(&house, "endormie").await;
        house.coordinator("ines").await;
        quiet(&house, &token, "endormie", 61).await;
        assert_eq!(state(&house, "endormie").await, "warned_once");
        let first = house.letters_to(&applicant.email).pop().unwrap();
        insta::assert_snapshot!("letter_first_warning", settled(&first.text));
        quiet(&house, &token, "endormie", 16).await;
        assert_eq!(state(&house, "endormie").await, "warned_twice");
        insta::assert_snapshot!("letter_second_warning", settled(&house.letters_to(&applicant.email).pop().unwrap().text));
        quiet(&house, &token, "endormie", 15).await;
        assert_eq!(state(&house, "endormie").await, "disabled");
        insta::assert_snapshot!("letter_space_disabled", settled(&house.letters_to(&applicant.email).pop().unwrap().text));
        assert_eq!(work(&house, &token).await, ["disable"]);
        for path in ["/desactive/endormie", "/desactive/endormie/s/Ab3?dir=x", "/desactive/endormie/index.php/apps/files"] {
            let page = house.visitor().get(path).await;
            assert_eq!(page.status, 503, "{path}");
            assert!(page.has("Cet espace est à quai") && page.headers.contains_key("retry-after"), "{path}");
            assert!(!page.headers.contains_key("set-cookie"), "{path}: the same for all");
        }
        quiet(&house, &token, "endormie", 15).await;
        assert_eq!(state(&house, "endormie").await, "deletion_announced");
        insta::assert_snapshot!("letter_deletion_announced", settled(&house.letters_to(&applicant.email).pop().unwrap().text));
        quiet(&house, &token, "endormie", 16).await;
        assert!(house.letters_to("ines@equipe.example").iter().any(|letter| letter.subject.contains("Suppressions")), "the team was told");
        assert_eq!(state(&house, "endormie").await, "deleting");
        assert_eq!(work(&house, &token).await, ["delete"]);
        assert_eq!(state(&house, "endormie").await, "none");
        let page = house.visitor().get("/desactive/endormie").await;
        assert_eq!((page.status, page.has("Cet espace n’existe plus")), (410, true));
        assert!(house.letters_to(&applicant.email).pop().unwrap().subject.contains("supprimé"));
        // Nothing of the people stays in any column.
        let left = house.app.store.read(|db| {
            use diesel::prelude::*;
            use passeur::store::schema::{applications, contacts, letters, spaces};
            let counts = (
                contacts::table.count().get_result::<i64>(&mut **db)?,
                applications::table.count().get_result::<i64>(&mut **db)?,
                letters::table.filter(letters::recipient.like("%endormie%")).count().get_result::<i64>(&mut **db)?,
                spaces::table.filter(spaces::name.ne("")).count().get_result::<i64>(&mut **db)?,
            );
            Ok::<_, store::Error>(counts)
        });
        assert_eq!(left.await.unwrap(), (0, 0, 0, 0));
        let again = house.visitor().get("/desactive/jamais-vue").await;
        assert_eq!(again.status, 404);
    }

    async fn the_button_of_a_warning_ends_the_sequence_by_a_press_and_not_by_a_look(house) {
        let (applicant, token) = with_space(&house, "reveillee").await;
        quiet(&house, &token, "reveillee", 61).await;
        let link = house.letters_to(&applicant.email).pop().unwrap().path("/activite/");
        let browser = house.visitor();
        let page = browser.get(&link).await;
        assert!(page.has("Oui, il sert toujours"));
        assert_eq!(state(&house, "reveillee").await, "warned_once", "looking changes nothing");
        assert!(browser.submit(&page, "", &[]).await.has("C’est noté, merci"));
        assert_eq!(state(&house, "reveillee").await, "active");
        let page = browser.get(&link).await;
        assert!(page.has("Tout va bien"), "a second time there is nothing to do");
        quiet(&house, &token, "reveillee", 30).await;
        assert_eq!(state(&house, "reveillee").await, "active", "the count began anew");
        assert_eq!(browser.get("/activite/AAAAAAAAAAAAAAAAAAAAAAAAAAAA").await.status, 404);
    }

    async fn a_disabled_space_opens_again_at_once_from_its_letter(house) {
        let (applicant, token) = with_space(&house, "a-quai").await;
        quiet(&house, &token, "a-quai", 93).await;
        assert_eq!(state(&house, "a-quai").await, "disabled");
        work(&house, &token).await;
        let link = house.letters_to(&applicant.email).pop().unwrap().path("/activite/");
        let browser = house.visitor();
        let page = browser.get(&link).await;
        assert!(page.has("Rouvrir l’espace ?"));
        let (one, two) = futures_util::future::join(browser.tab().submit(&page, "", &[]), browser.tab().submit(&page, "", &[])).await;
        assert_eq!((one.status, two.status), (200, 200), "a double click");
        house.tick().await;
        assert_eq!(state(&house, "a-quai").await, "active");
        assert_eq!(house.letters_to(&applicant.email).iter().filter(|letter| letter.subject.contains("rouvre")).count(), 2, "the warning and one letter");
        assert!(house.visitor().get("/desactive/a-quai").await.has("Cet espace rouvre"));
        assert_eq!(work(&house, &token).await, ["enable"]);
    }

    async fn without_measures_nothing_happens_and_after_a_stop_each_step_has_its_whole_delay(house) {
        let (applicant, token) = with_space(&house, "sans-releve").await;
        house.advance(Duration::days(100)).await;
        assert_eq!(state(&house, "sans-releve").await, "active", "no measure is not inactivity");
        quiet(&house, &token, "sans-releve", 3).await;
        assert_eq!(state(&house, "sans-releve").await, "warned_once");
        // A month of downtime: no burst.
        house.advance(Duration::days(31)).await;
        assert_eq!(state(&house, "sans-releve").await, "warned_once");
        quiet(&house, &token, "sans-releve", 2).await;
        assert_eq!(state(&house, "sans-releve").await, "warned_twice");
        quiet(&house, &token, "sans-releve", 13).await;
        assert_eq!(state(&house, "sans-releve").await, "warned_twice");
        let letters = house.letters_to(&applicant.email).into_iter().filter(|letter| letter.text.contains("/activite/")).count();
        assert_eq!(letters, 2);
        report(&house, &token, &[("slug", json!("sans-releve")), ("last_file_change_at", json!(house.app.now() - Duration::hours(2)))]).await;
        assert_eq!(state(&house, "sans-releve").await, "active", "a sign of life saves at once");
    }

    async fn leaving_is_typed_told_to_all_and_can_be_taken_back_for_a_week(house) {
        let (applicant, token) = with_space(&house, "en-partance").await;
        let browser = inside(&house, &applicant.email).await;
        let page = browser.get("/espace/en-partance/depart").await;
        let wrong = browser.submit(&page, "", &[("confirmation", "oui")]).await;
        assert_eq!((wrong.status, wrong.has("Recopiez exactement")), (422, true));
        browser.submit(&page, "", &[("confirmation", "en-partance")]).await;
        browser.submit(&page, "", &[("confirmation", "en-partance")]).await;
        house.tick().await;
        let told = house.letters_to(&applicant.email).into_iter().filter(|letter| letter.subject.starts_with("Suppression demandée"));
        assert_eq!(told.count(), 1, "a double click asks once");
        let page = browser.get("/espace/en-partance/depart").await;
        assert!(page.has("Suppression demandée"));
        browser.submit(&page, "", &[("action", "stay")]).await;
        house.advance(Duration::days(8)).await;
        assert_eq!(state(&house, "en-partance").await, "active");

        let browser = inside(&house, &applicant.email).await;
        let page = browser.get("/espace/en-partance/depart").await;
        browser.submit(&page, "", &[("confirmation", "EN-PARTANCE ")]).await;
        house.advance(Duration::days(7)).await;
        assert_eq!(state(&house, "en-partance").await, "deleting");
        // At the second of deletion: the agent did not begin, it is called off; once it began, it is too late.
        let browser = inside(&house, &applicant.email).await;
        let page = browser.get("/espace/en-partance/depart").await;
        assert!(browser.submit(&page, "", &[("action", "stay")]).await.has("Rien ne sera supprimé"));
        assert_eq!(state(&house, "en-partance").await, "active");
        work(&house, &token).await;
        let page = browser.get("/espace/en-partance/depart").await;
        browser.submit(&page, "", &[("confirmation", "en-partance")]).await;
        house.advance(Duration::days(7)).await;
        let leased = house.visitor().api("/api/v1/operations/leases", &token, json!({"max": 10, "seconds": 300})).await.json();
        let browser = inside(&house, &applicant.email).await;
        let page = browser.get("/espace/en-partance/depart").await;
        assert!(browser.submit(&page, "", &[("action", "stay")]).await.has("elle ne s’arrête plus"));
        let done = format!("/api/v1/operations/{}/completion", leased["operations"][0]["id"].as_str().unwrap());
        assert_eq!(house.visitor().api(&done, &token, json!({"result": {}})).await.status, 200);
        assert_eq!(house.visitor().api(&done, &token, json!({"result": {}})).await.status, 200, "said twice, the same answer");
        house.tick().await;
        assert_eq!(state(&house, "en-partance").await, "none");
    }

    async fn abuse_is_written_about_before_anything_is_closed(house) {
        let (applicant, token) = with_space(&house, "abusive").await;
        let (ana, ines) = (house.volunteer("ana").await, house.coordinator("ines").await);
        let page = ines.get("/equipe/espaces/abusive").await;
        let early = ines.submit(&page, "/gestes", &[("deed", "suspend"), ("words", "films en partage")]).await;
        assert_eq!(early.status, 409, "nobody was written to");
        let page = ana.get("/equipe/espaces/abusive").await;
        assert!(!page.has("Écrire aux contacts"), "for who coordinates");
        assert_eq!(ana.submit(&page, "/gestes", &[("deed", "suspend"), ("words", "x")]).await.status, 404);
        let page = ines.get("/equipe/espaces/abusive").await;
        ines.submit(&page, "/gestes", &[("deed", "contact_abuse"), ("words", "Des films entiers sont partagés depuis votre espace.")]).await;
        house.tick().await;
        assert!(house.letters_to(&applicant.email).pop().unwrap().text.contains("Des films entiers"));
        let page = ines.get("/equipe/espaces/abusive").await;
        ines.submit(&page, "/gestes", &[("deed", "suspend"), ("words", "Sans réponse depuis dix jours.")]).await;
        assert_eq!(state(&house, "abusive").await, "suspended");
        assert_eq!(work(&house, &token).await, ["suspend"]);
        assert!(house.visitor().get("/desactive/abusive").await.has("a été fermé par l’équipe"));
        let browser = inside(&house, &applicant.email).await;
        assert_eq!(browser.get("/espace/abusive").await.status, 200);
        assert_eq!(state(&house, "abusive").await, "suspended", "coming in does not open it");
        let page = ines.get("/equipe/espaces/abusive").await;
        assert!(page.has("Sans réponse depuis dix jours."), "the words are kept");
        ines.submit(&page, "/gestes", &[("deed", "lift"), ("words", "Réglé par téléphone.")]).await;
        assert_eq!(work(&house, &token).await, ["enable"]);
        assert_eq!(state(&house, "abusive").await, "active");
    }

    async fn reports_that_are_late_twice_out_of_order_or_of_nobody_do_no_harm(house) {
        let (applicant, token) = with_space(&house, "mesuree").await;
        let now = house.app.now();
        let at = |hours: i64| json!(now + Duration::hours(hours));
        let slug = ("slug", json!("mesuree"));
        for (hours, bytes) in [(-1, 36_400_000_000_i64), (-1, 36_400_000_000), (-30, 39_900_000_000), (0, 36_500_000_000)] {
            let said = report(&house, &token, &[slug.clone(), ("measured_at", at(hours)), ("storage_bytes", json!(bytes))]).await;
            assert_eq!(said["accepted"], 1);
        }
        for (slug, hours) in [("mesuree", 1), ("inconnue", 0)] {
            let said = report(&house, &token, &[("slug", json!(slug)), ("measured_at", at(hours))]).await;
            assert_eq!((&said["accepted"], said["refused"].as_array().unwrap().len()), (&json!(0), 1), "{slug} {hours}");
        }
        house.advance(Duration::days(1)).await;
        let told = |house: &House| house.letters_to(&applicant.email).into_iter().filter(|letter| letter.subject.contains("lace")).count();
        assert_eq!(told(&house), 1, "past 90 % once, and an older measure says nothing");
        report(&house, &token, &[slug.clone(), ("storage_bytes", json!(38_400_000_000_i64))]).await;
        report(&house, &token, &[slug.clone(), ("measured_at", json!(house.app.now() + Duration::minutes(1))), ("storage_bytes", json!(38_000_000_000_i64))]).await;
        house.advance(Duration::days(1)).await;
        assert_eq!(told(&house), 2, "past 95 % once");
    }

    async fn everything_stops_by_a_switch_and_the_dry_run_tells_what_comes(house) {
        let (_, token) = with_space(&house, "prevue").await;
        let ines = house.coordinator("ines").await;
        quiet(&house, &token, "prevue", 60).await;
        house.app.clock.advance(Duration::hours(20));
        report(&house, &token, &[("slug", json!("prevue"))]).await;
        let page = house.coordinator("ines").await.get("/coordination/cycle-de-vie").await;
        assert!(page.has("Premier avertissement") && page.has("prevue"), "{}", page.text());
        let ines = { drop(ines); house.coordinator("ines").await };
        let page = ines.get("/coordination/cycle-de-vie").await;
        assert_eq!(ines.submit(&page, "/cycle-de-vie", &[("paused", "1")]).await.status, 422, "why?");
        ines.submit(&page, "/cycle-de-vie", &[("paused", "1"), ("motive", "Les relevés sont faux.")]).await;
        house.app.clock.advance(Duration::hours(4));
        quiet(&house, &token, "prevue", 5).await;
        assert_eq!(state(&house, "prevue").await, "active");
        let ines = house.coordinator("ines").await;
        let page = ines.get("/coordination/cycle-de-vie").await;
        assert!(page.has("Tout est arrêté"));
        ines.submit(&page, "/cycle-de-vie", &[("paused", "0"), ("motive", "Ils sont justes.")]).await;
        quiet(&house, &token, "prevue", 2).await;
        assert_eq!(state(&house, "prevue").await, "warned_once");
    }

    async fn an_exemption_keeps_a_space_and_ends_the_sequence(house) {
        let (_, token) = with_space(&house, "exemptee").await;
        let ana = house.volunteer("ana").await;
        quiet(&house, &token, "exemptee", 61).await;
        let ana = { drop(ana); house.volunteer("ana").await };
        let page = ana.get("/equipe/espaces/exemptee").await;
        assert_eq!(ana.submit(&page, "/gestes", &[("deed", "exempt"), ("words", "Travaux")]).await.status, 422, "until when?");
        ana.submit(&page, "/gestes", &[("deed", "exempt"), ("words", "Travaux"), ("until", "2027-06-01")]).await;
        assert_eq!(state(&house, "exemptee").await, "active");
        quiet(&house, &token, "exemptee", 90).await;
        assert_eq!(state(&house, "exemptee").await, "active");
    }
}
