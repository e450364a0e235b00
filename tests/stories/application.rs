//! Applying: the form, its accidents, the confirmation, the status page.

use crate::house::{House, answers, fill};
use chrono::Duration;
use passeur::domain::form::Page;

/// Fields of every page besides those of the form: the token, the draft, the bait for robots, the way out.
const OURS: [&str; 4] = ["csrf", "draft", "fax", "then"];

/// How many applications there are on all shelves.
async fn count(house: &House) -> i64 {
    let counts = house.app.store.read(passeur::store::tally::all).await.unwrap();
    counts.iter().filter(|(name, _)| name.starts_with("shelf_")).map(|(_, n)| n).sum()
}

stories! {
    async fn a_refused_page_comes_back_with_everything_typed(house) {
        let browser = house.visitor();
        let page = browser.get("/demande/structure").await;
        let page = browser.submit(&page, "", &[("organization_name", "Le Bac à traille"), ("purpose", "Trop court"), ("founded_year", "14")]).await;
        assert_eq!(page.status, 422);
        assert!(page.at("title").starts_with("Erreur"), "{}", page.at("title"));
        assert_eq!(page.value("organization_name"), "Le Bac à traille");
        assert_eq!(page.value("purpose"), "Trop court");
        let links = page.each(".panel.stop a", "href");
        assert_eq!(links, ["#legal_form", "#country", "#founded_year", "#purpose", "#activities", "#field", "#employees"]);
        for link in &links {
            let field = link.trim_start_matches('#');
            assert_eq!(page.at(&format!("#{field}-e")).trim_start_matches("Erreur : ").trim_start_matches("Erreur\u{a0}: "), page.at(&format!(".panel.stop a[href='{link}']")));
        }
        assert!(page.has("il en manque 70"));
        // What was typed is there again on a new visit of the same browser.
        assert_eq!(browser.get("/demande/structure").await.value("purpose"), "Trop court");
    }

    async fn every_page_asks_for_what_it_needs_and_for_no_more(house) {
        let browser = house.visitor();
        for page in Page::ALL {
            let address = format!("/demande/{page}");
            let empty = browser.get(&address).await;
            let names: Vec<String> = empty.each("main [name]", "name").into_iter().filter(|name| !OURS.contains(&name.as_str())).collect();
            for name in &names {
                assert!(page.fields().contains(&name.as_str()), "{name} is a field of {page}");
            }
            for field in page.fields() {
                assert!(names.iter().any(|name| name == field), "{field} is on {page}");
            }
            assert_eq!(browser.submit(&empty, "", &[("slug", "")]).await.status, 422, "{page}");
        }
        assert_eq!(browser.get("/demande/verification").await.path, "/demande/structure", "skipping ahead leads to what is missing");
    }

    async fn a_form_sent_twice_is_one_application(house) {
        let browser = house.visitor();
        for (code, fields) in answers("deux-clics") {
            let page = browser.get(&format!("/demande/{code}")).await;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.submit(&page, "", &fields).await;
        }
        let page = browser.get("/demande/verification").await;
        let (one, two) = (browser.tab(), browser.tab());
        let (one, two) = futures_util::future::join(one.submit(&page, "", &[]), two.submit(&page, "", &[])).await;
        let third = browser.submit(&page, "", &[]).await;
        assert_eq!([&one.path, &two.path, &third.path], ["/demande/recu"; 3]);
        assert_eq!((one.reference(), two.reference()), (third.reference(), third.reference()));
        house.tick().await;
        assert_eq!((count(&house).await, house.letters().len()), (1, 1));
    }

    async fn looking_at_the_mailed_link_confirms_nothing(house) {
        let applicant = house.unconfirmed("scanner").await;
        let stranger = house.visitor();
        let page = stranger.get(&applicant.status).await;
        assert!(page.has("C’est à vous : confirmez votre adresse"));
        assert!(stranger.get(&applicant.status).await.has("C’est à vous"), "even twice");
        let page = stranger.submit(&page, "/confirmation", &[]).await;
        assert!(page.has("la demande est dans la file"));
        let again = stranger.get(&applicant.status).await;
        assert!(!again.has("confirmez votre adresse"));
    }

    async fn an_unconfirmed_application_vanishes_after_seven_days(house) {
        let applicant = house.unconfirmed("oubli").await;
        house.advance(Duration::days(7) - Duration::seconds(1)).await;
        assert_eq!(count(&house).await, 1);
        house.advance(Duration::seconds(1)).await;
        assert_eq!(count(&house).await, 0);
        let page = applicant.browser.get(&applicant.status).await;
        assert_eq!(page.status, 404);
        assert!(page.each("main a", "href").contains(&"/demande/lien-perdu".to_owned()), "it offers the next step");
        // The address is free again.
        house.unconfirmed("oubli").await;
    }

    async fn two_associations_cannot_ask_for_one_address(house) {
        house.unconfirmed("les-copains").await;
        let browser = house.visitor();
        let page = fill(&browser, "les-copains", &[("email", "autre@les-copains.example")]).await;
        assert_eq!((page.status, page.path.as_str()), (422, "/demande/adresse"));
        assert!(page.has("prise, ou demandée par une autre structure"));
        let proposed = page.each("#slug", "value");
        assert_eq!(proposed, ["les-copains"], "what was typed stays");
        assert!(page.has("Libres en ce moment"), "and others are proposed");
    }

    async fn an_address_taken_while_one_was_writing_is_said_before_sending(house) {
        let slow = house.visitor();
        for (code, fields) in answers("la-rive") {
            let page = slow.get(&format!("/demande/{code}")).await;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            slow.submit(&page, "", &fields).await;
        }
        let check = slow.get("/demande/verification").await;
        house.unconfirmed("la-rive").await;
        let page = slow.submit(&check, "", &[]).await;
        assert_eq!(page.path, "/demande/adresse");
        assert!(page.has("L’adresse choisie n’est plus libre"));
        assert_eq!(count(&house).await, 1);
    }

    async fn a_lost_link_is_answered_the_same_whether_the_address_is_known(house) {
        let applicant = house.applicant("perdu").await;
        let browser = house.visitor();
        let ask = async |email: &str| {
            let page = browser.get("/demande/lien-perdu").await;
            let answer = browser.submit(&page, "", &[("email", email)]).await;
            (answer.status, answer.text().replace(email, "…"))
        };
        assert_eq!(ask(&applicant.email).await, ask("inconnue@nulle-part.example").await);
        house.tick().await;
        let letters = house.letters();
        assert_eq!(letters.len(), 3, "the confirmation, the receipt, and one lost link");
        assert_eq!(letters[2].path("/demande/suivi/"), applicant.status);
    }

    async fn a_link_that_leads_nowhere_says_so_kindly(house) {
        for link in ["/demande/suivi/rien", "/demande/suivi/00000000000000000000000000", "/espace/entrer/00000000000000000000000000", "/equipe/invitation/x"] {
            let page = house.visitor().get(link).await;
            assert_eq!(page.status, 404, "{link}");
            assert!(!page.each("main a.btn", "href").is_empty(), "{link} offers the next step");
        }
    }

    async fn a_form_from_elsewhere_is_refused(house) {
        let browser = house.visitor();
        browser.get("/demande/structure").await;
        assert_eq!(browser.post("/demande/structure", &[("organization_name", "x")]).await.status, 403, "without its token");
        let page = browser.get("/demande/structure").await;
        let token = page.value("csrf");
        let fields = [("csrf", token.as_str()), ("organization_name", "x")];
        assert_eq!(browser.post_with("/demande/structure", ("Origin", "https://ailleurs.example"), &fields).await.status, 403);
        assert_eq!(browser.post_with("/demande/structure", ("Sec-Fetch-Site", "cross-site"), &fields).await.status, 403);
        assert_eq!(house.visitor().post("/demande/structure", &fields).await.status, 403, "another visitor's token");
        assert_eq!(browser.post_with("/demande/structure", ("Origin", "http://localhost:8080"), &fields).await.status, 422);
    }

    async fn a_decision_that_can_be_undone_is_not_told_yet(house) {
        let applicant = house.just_accepted("patience").await;
        assert!(applicant.browser.get(&applicant.status).await.has("C’est à nous"));
        house.let_it_leave().await;
        assert!(applicant.browser.get(&applicant.status).await.has("C’est oui"));
    }

    async fn a_page_is_there_for_who_asks_its_headers_only(house) {
        let browser = house.visitor();
        for path in ["/", "/aide", "/demande/structure", "/healthz", "/rien"] {
            assert_eq!(browser.head(path).await.status, browser.peek(path).await.status, "{path}");
        }
        assert_eq!(browser.head("/equipe").await.status, 303);
    }

    async fn nothing_that_was_typed_reaches_a_page_as_markup(house) {
        let browser = house.visitor();
        let nasty = "<script>alert(1)</script>\"'><img src=x>";
        let page = fill(&browser, "balises", &[("organization_name", nasty)]).await;
        assert_eq!(page.path, "/demande/recu", "{}", page.text());
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"));
        house.tick().await;
        let letter = house.letters().pop().unwrap();
        assert!(!letter.html.contains("<script>") && letter.text.contains("<script>"), "words in text, escaped in HTML");
    }
}
