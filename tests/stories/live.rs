//! What an open page asks for by itself: counts, and who holds what; it is no visit.

use crate::browser::{Browser, Page};
use crate::house::Applicant;
use chrono::Duration;

/// Asks as the script does.
async fn state(who: &Browser, about: &[&Applicant]) -> Page {
    let references: Vec<&str> = about.iter().map(|one| one.reference.as_str()).collect();
    who.peek(&format!("/equipe/etat?refs={}", references.join(","))).await
}

async fn hold(who: &Browser, applicant: &Applicant) {
    let file = who.get(&applicant.file()).await;
    who.submit(&file, "/prise-en-charge", &[]).await;
}

stories! {
    async fn counts_and_claims_are_those_of_now(house) {
        let (one, other) = (house.applicant("une").await, house.applicant("autre").await);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = state(&ana, &[&one, &other]).await;
        assert_eq!((page.status, page.headers["cache-control"].as_str()), (200, "private, no-store"));
        let said = page.json();
        assert_eq!((&said["tabs"]["to_read"], &said["tabs"]["all"], &said["in_hand"]), (&"2".into(), &"2".into(), &"0".into()), "{said}");
        assert!(said["files"][&one.reference]["holder"].is_null());
        assert!(!page.body.contains("Atelier") && !page.body.contains(&one.email), "{}", page.body);

        hold(&malik, &one).await;
        hold(&ana, &other).await;
        let said = state(&ana, &[&one, &other]).await.json();
        assert_eq!((&said["files"][&one.reference]["holder"], &said["files"][&other.reference]["holder"]), (&"malik".into(), &"ana".into()));
        assert_eq!((&said["in_hand"], &said["first"]), (&"1".into(), &"1".into()));
        assert!(ana.get("/equipe").await.has("1 en main") && malik.get("/equipe/moi").await.has("1 en main"), "on each page");

        house.app.clock.advance(Duration::minutes(30));
        let said = state(&ana, &[&one, &other]).await.json();
        assert!(said["files"][&one.reference]["holder"].is_null(), "a claim that is over is nobody's: {said}");
        assert_eq!(said["in_hand"], "0");
    }

    async fn an_application_that_is_gone_is_left_out(house) {
        let (one, gone) = (house.applicant("reste").await, house.applicant("part").await);
        let ana = house.volunteer("ana").await;
        let page = gone.browser.get(&format!("{}/retrait", gone.status)).await;
        gone.browser.submit(&page, "", &[]).await;
        let said = state(&ana, &[&one, &gone]).await.json();
        assert_eq!(said["files"][&one.reference]["shelf"], "to_read");
        assert!(said["files"].get(&gone.reference).is_none(), "{said}");
    }

    async fn nothing_changed_is_said_without_a_word(house) {
        let one = house.applicant("calme").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let mark = state(&ana, &[&one]).await.headers["etag"].clone();
        let path = format!("/equipe/etat?refs={}", one.reference);
        let again = ana.peek_with(&path, ("if-none-match", &mark)).await;
        assert_eq!((again.status, again.body.as_str(), &again.headers["etag"]), (304, "", &mark));
        hold(&malik, &one).await;
        let changed = ana.peek_with(&path, ("if-none-match", &mark)).await;
        assert_eq!(changed.status, 200);
        assert_ne!(changed.headers["etag"], mark);
    }

    async fn an_open_page_is_logged_out_in_its_time(house) {
        let one = house.applicant("ouverte").await;
        let ana = house.volunteer("ana").await;
        for _ in 0..11 {
            house.app.clock.advance(Duration::minutes(10));
            assert_eq!(state(&ana, &[&one]).await.status, 200);
        }
        house.app.clock.advance(Duration::minutes(10));
        let out = state(&ana, &[&one]).await;
        assert_eq!((out.status, out.headers["location"].as_str()), (303, "/equipe/connexion?suite=/equipe"));
        assert!(out.body.is_empty());
        assert!(ana.get("/equipe").await.path.starts_with("/equipe/connexion"));
    }

    async fn what_one_is_to_be_told_waits_for_a_page_one_looks_at(house) {
        let one = house.applicant("dit").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        hold(&ana, &one).await;
        let page = malik.get(&one.file()).await;
        malik.submit(&page, "/reprise", &[]).await;
        state(&ana, &[&one]).await;
        assert!(ana.get("/equipe").await.has("malik a repris le dossier"));
    }

    async fn what_is_asked_for_by_hand_is_bounded(house) {
        let one = house.applicant("bornes").await;
        let ana = house.volunteer("ana").await;
        let many = vec!["FS-00000000"; 60].join(",");
        for refs in ["", ",,,", "rien", "%00", "FS-", many.as_str()] {
            assert_eq!(ana.peek(&format!("/equipe/etat?refs={refs}")).await.json()["files"], serde_json::json!({}), "{refs}");
        }
        let past = format!("/equipe/etat?refs={many},{}", one.reference);
        assert_eq!(ana.peek(&past).await.json()["files"], serde_json::json!({}), "past the last that is read");
        assert_eq!(ana.peek("/equipe/etat").await.status, 200);
        assert_eq!(house.visitor().peek("/equipe/etat").await.status, 303);
    }

    async fn the_files_in_hand_are_looked_at_in_passing(house) {
        let one = house.applicant("en-main").await;
        house.applicant("libre").await;
        let ana = house.volunteer("ana").await;
        hold(&ana, &one).await;
        let lines = |page: &Page| page.each(".queue .who a", "href");
        let link = ana.get("/equipe/chiffres").await.each(".me a[href*='mains=mine']", "href").pop().unwrap();
        assert_eq!(lines(&ana.get(&link).await), [one.file()]);
        assert_eq!(lines(&ana.get("/equipe?onglet=all").await).len(), 2, "the tab keeps its own filters");
    }

    async fn changes_are_said_aloud_only_where_one_asked(house) {
        let one = house.applicant("voix").await;
        let ana = house.volunteer("ana").await;
        for path in ["/equipe", &one.file()] {
            let page = ana.get(path).await;
            assert!(page.each("script", "src").iter().any(|src| src.ends_with("/live.js")), "{path}");
            assert!(page.each("[role=status], [aria-live]", "id").is_empty(), "{path}");
        }
        let page = ana.get("/equipe/moi").await;
        assert!(page.each("#aloud[checked], #digest[checked]", "id").is_empty(), "unticked by default");
        let page = ana.submit(&page, "/equipe/annonces", &[("aloud", "yes")]).await;
        assert!(page.has("sont dits dans ce navigateur") && page.each("#aloud[checked]", "id").len() == 1, "{}", page.text());
        for path in ["/equipe", &one.file()] {
            assert_eq!(ana.get(path).await.each("[role=status]", "id"), ["etat-dit"], "{path}");
        }
        let page = ana.get("/equipe/moi").await;
        let token = page.value("csrf");
        ana.post("/equipe/annonces", &[("csrf", &token)]).await;
        assert!(ana.get("/equipe").await.each("[role=status]", "id").is_empty());
    }
}
