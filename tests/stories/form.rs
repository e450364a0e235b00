//! The form, field by field and accident by accident (spec 4.2, 4.3).

use crate::browser::{Browser, Page};
use crate::house::{House, On, answers, fill};
use chrono::Duration;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// Sends a page of the form with some fields changed.
async fn send(browser: &Browser, code: &str, changed: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("/demande/{code}")).await;
    let typed = answers("sans-nom").into_iter().find(|(page, _)| *page == code).unwrap().1;
    let kept = typed.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    let mut fields: Vec<(&str, &str)> = kept.map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(changed);
    browser.submit(&page, "", &fields).await
}

stories! {
    async fn a_doubtful_number_is_remarked_on_and_refuses_nobody(house) {
        let browser = house.visitor();
        let next = send(&browser, "structure", &[("registration_kind", "siren"), ("registration_number", "732 829 321")]).await;
        assert_eq!(next.path, "/demande/besoins", "one goes on");
        let page = browser.get("/demande/structure").await;
        assert!(page.at("#registration_number-r").contains("Un chiffre semble faux"), "{}", page.text());
        assert_eq!(page.value("registration_number"), "732 829 321", "as it was typed");
        send(&browser, "structure", &[("registration_kind", ""), ("registration_number", "732829320")]).await;
        for code in ["besoins", "adresse", "contact", "engagements"] {
            send(&browser, code, &[]).await;
        }
        let check = browser.get("/demande/verification").await;
        assert!(check.has("SIREN 732829320"), "the kind is read from the number: {}", check.text());
        assert!(!check.body.contains("class=\"remark\""));
    }

    async fn the_numbers_that_fit_the_form_and_the_country_come_first(house) {
        let browser = house.visitor();
        send(&browser, "structure", &[("country", "BE"), ("legal_form", "foreign_association")]).await;
        let page = browser.get("/demande/structure").await;
        let first = |page: &Page| page.each("#registration_kind optgroup[label='Pour vous'] option", "value");
        assert_eq!(first(&page), ["bce", "pending", "none", "other"]);
        assert_eq!(page.each("#registration_kind option", "value").len(), 12, "the others are there too");
        let asked = browser.get("/demande/structure/numeros?legal_form=foundation&country=FR").await.json();
        assert_eq!(asked["kinds"], serde_json::json!(["rnf", "siren", "siret", "pending", "none", "other"]));
    }

    async fn a_slip_in_the_mail_address_is_asked_about_and_may_be_kept(house) {
        let browser = house.visitor();
        let asked = send(&browser, "contact", &[("email", "contact.asso@gmial.com")]).await;
        assert!(asked.status == 422 && asked.has("Vouliez-vous dire contact.asso@gmail.com"), "{}", asked.text());
        let kept = browser.submit(&asked, "", &[]).await;
        assert_ne!(kept.path, "/demande/contact", "continuing keeps it");
        assert_eq!(browser.get("/demande/contact").await.value("email"), "contact.asso@gmial.com");
        let asked = send(&browser, "contact", &[("email", "contact.asso@gmial.com")]).await;
        let mended = browser.submit(&asked, "", &[("use_email", "contact.asso@gmail.com")]).await;
        assert_ne!(mended.path, "/demande/contact");
        assert_eq!(browser.get("/demande/contact").await.value("email"), "contact.asso@gmail.com");
        assert_ne!(send(&browser, "contact", &[("email", "contact@asso-du-pont.example")]).await.path, "/demande/contact");
    }

    async fn an_address_is_said_free_or_taken_while_one_types(house) {
        house.applicant("les-amis").await;
        let browser = house.visitor();
        send(&browser, "structure", &[("organization_name", "Les Amis"), ("town", "Redon")]).await;
        let ask = async |slug: &str| browser.get(&format!("/demande/adresse/disponible?slug={slug}")).await.json();
        assert_eq!(ask("les-amies").await["free"], true);
        let taken = ask("Les-Amis").await;
        assert!(taken["free"] == false && taken["words"].as_str().unwrap().contains("prise"), "{taken}");
        assert!(taken["suggestions"].as_array().unwrap().iter().any(|slug| slug == "amis-redon"), "{taken}");
        assert!(ask("-x-").await["words"].as_str().unwrap().contains("3 à 40"));
        assert!(ask("www").await["words"].as_str().unwrap().contains("gardée"));
        assert_eq!(browser.get("/demande/adresse/disponible").await.json()["free"], false);
        // Without JavaScript the same is said when the page is sent, with others to choose from.
        let page = send(&browser, "adresse", &[("slug", "les-amis")]).await;
        assert!(page.status == 422 && page.has("Libres en ce moment") && page.has("amis-redon"), "{}", page.text());
    }

    async fn what_is_being_typed_is_kept_without_leaving_the_page(house) {
        let browser = house.visitor();
        let page = browser.get("/demande/structure").await;
        let kept = browser.post("/demande/structure/brouillon", &[("csrf", &page.value("csrf")), ("draft", ""), ("organization_name", "À moitié écr")]).await.json();
        assert!(kept["words"].as_str().unwrap().contains("Gardé à 10"), "{kept}");
        assert_eq!(browser.get("/demande/structure").await.value("organization_name"), "À moitié écr");
        assert_eq!(browser.get("/demande/structure").await.value("draft"), kept["draft"].as_str().unwrap());
        assert_eq!(browser.post("/demande/structure/brouillon", &[("organization_name", "x")]).await.status, 403, "not without the token");
        assert_eq!(house.visitor().get("/demande/structure").await.value("organization_name"), "", "nobody else sees it");
    }

    async fn one_finishes_later_elsewhere_by_a_mailed_link(house) {
        let browser = house.visitor();
        send(&browser, "structure", &[("organization_name", "La Yole")]).await;
        let page = browser.get("/demande/besoins").await;
        let later = browser.submit(&page, "", &[("accounts", "12"), ("then", "later")]).await;
        assert_eq!(later.path, "/demande/plus-tard");
        let wrong = browser.submit(&later, "", &[("email", "pas une adresse")]).await;
        assert_eq!((wrong.status, wrong.value("email").as_str()), (422, "pas une adresse"));
        let sent = browser.submit(&later, "", &[("email", "chez-moi@yole.example")]).await;
        assert!(sent.has("Le lien est parti"), "{}", sent.text());
        house.tick().await;
        let link = house.letters_to("chez-moi@yole.example").pop().unwrap().path("/demande/suivi/");
        let letters = house.app.store.read(|db| {
            use diesel::prelude::*;
            Ok::<i64, passeur::store::Error>(passeur::store::schema::letters::table.count().get_result(&mut **db)?)
        });
        assert_eq!(letters.await.unwrap(), 0, "of the address nothing is kept");
        // Another device: looking changes nothing, the button opens the form where it was left.
        let other = house.visitor();
        let page = other.get(&link).await;
        assert!(page.has("La demande pour La Yole est commencée"), "{}", page.text());
        assert_eq!(other.get("/demande/structure").await.value("organization_name"), "");
        let form = other.submit(&page, "/reprise", &[]).await;
        assert_eq!(form.path, "/demande/besoins");
        assert_eq!((form.value("accounts").as_str(), other.get("/demande/structure").await.value("organization_name").as_str()), ("12", "La Yole"));
        house.advance(Duration::days(8)).await;
        assert_eq!(other.get(&link).await.status, 404, "and after its time it is gone");
    }

    async fn a_form_sent_is_corrected_until_the_address_is_confirmed(house) {
        let applicant = house.unconfirmed("faute-de-frappe").await;
        let page = applicant.browser.get("/demande/recu").await;
        let check = applicant.browser.submit(&page, "", &[]).await;
        assert_eq!(check.path, "/demande/verification", "{}", check.text());
        let contact = applicant.browser.get("/demande/contact").await;
        let check = applicant.browser.submit(&contact, "", &[("email", "juste@faute-de-frappe.example")]).await;
        assert_eq!(check.path, "/demande/verification");
        let again = applicant.browser.submit(&check, "", &[]).await;
        assert_eq!((again.path.as_str(), again.reference()), ("/demande/recu", applicant.reference.clone()), "the reference stays");
        house.tick().await;
        assert_eq!(applicant.browser.get(&applicant.status).await.status, 404, "who was written to by mistake holds no key");
        let status = house.letters_to("juste@faute-de-frappe.example").pop().unwrap().path("/demande/suivi/");
        // From the letter, on another device, one more correction; then the confirmation.
        let other = house.visitor();
        let page = other.get(&status).await;
        let check = other.submit(&page, "/reprise", &[]).await;
        assert_eq!(check.path, "/demande/verification", "{}", check.text());
        let needs = other.get("/demande/besoins").await;
        let check = other.submit(&needs, "", &[("accounts", "31")]).await;
        other.submit(&check, "", &[]).await;
        let page = other.get(&status).await;
        let confirmed = other.submit(&page, "/confirmation", &[]).await;
        assert!(confirmed.has("dans la file") && confirmed.has("31"), "{}", confirmed.text());
        // Too late now: what is sent from a page left open changes nothing.
        let late = other.submit(&needs, "", &[("accounts", "44")]).await;
        assert!(late.has("Cette demande est déjà envoyée"), "{}", late.text());
        let page = other.post(&format!("{status}/reprise"), &[("csrf", &page.value("csrf"))]).await;
        assert!(page.has("déjà dans la file") && page.has("31") && !page.has("44"), "{}", page.text());
        house.tick().await;
    }

    async fn going_back_after_sending_or_a_second_window_begins_nothing_anew(house) {
        let browser = house.visitor();
        for (code, _) in answers("") {
            send(&browser, code, &[]).await;
        }
        let other = browser.tab();
        let (needs, check) = (other.get("/demande/besoins").await, browser.get("/demande/verification").await);
        let receipt = browser.submit(&check, "", &[]).await;
        assert_eq!(receipt.path, "/demande/recu");
        // The other window shares the cookie.
        let told = browser.submit(&needs, "", &[("accounts", "40")]).await;
        assert!(told.path == "/demande/recu" && told.has("Cette demande est déjà envoyée"), "{}", told.text());
        assert_eq!(browser.submit(&check, "", &[]).await.reference(), receipt.reference());
        // A new request is begun by opening the form anew.
        let fresh = browser.get("/demande/structure").await;
        assert_eq!(fresh.value("organization_name"), "");
        let next = browser.submit(&fresh, "", &[("organization_name", "Une autre")]).await;
        assert_eq!((next.status, next.value("organization_name").as_str()), (422, "Une autre"));
        house.tick().await;
    }

    async fn two_windows_on_one_draft_each_keep_their_page(house) {
        let browser = house.visitor();
        send(&browser, "structure", &[("organization_name", "Première")]).await;
        let (one, two) = (browser.tab(), browser.tab());
        let (needs, contact) = (one.get("/demande/besoins").await, two.get("/demande/contact").await);
        one.submit(&needs, "", &[("accounts", "7")]).await;
        two.submit(&contact, "", &[("email", "deux@fenetres.example")]).await;
        assert_eq!(one.get("/demande/contact").await.value("email"), "deux@fenetres.example");
        assert_eq!(two.get("/demande/besoins").await.value("accounts"), "7");
    }

    async fn a_page_whose_token_is_old_comes_back_with_what_was_typed(house) {
        let browser = house.visitor();
        let typed = [("csrf", "vieux"), ("organization_name", "Longuement pesé"), ("purpose", "Un texte qu’on ne veut pas récrire.")];
        let page = browser.post("/demande/structure", &typed).await;
        assert_eq!(page.status, 403);
        assert!(page.has("Rien n’est perdu") && page.value("organization_name") == "Longuement pesé", "{}", page.text());
        assert_eq!(page.value("purpose").trim(), "Un texte qu’on ne veut pas récrire.");
        assert_eq!(browser.get("/demande/structure").await.value("organization_name"), "", "and nothing was kept");
        let next = browser.submit(&page, "", &[]).await;
        assert_eq!((next.status, next.value("organization_name").as_str()), (422, "Longuement pesé"), "the new token is good");
    }

    async fn strange_fields_change_nothing_and_break_nothing(house) {
        let browser = house.visitor();
        let page = browser.get("/demande/structure").await;
        let mut fields: Vec<(&str, &str)> = vec![("organization_name", "Un"), ("organization_name", "Deux"), ("state", "accepted"), ("id", "1"), ("legal_form[]", "union")];
        fields.extend(std::iter::repeat_n(("other_fields", "sport"), 600));
        let back = browser.submit(&page, "", &fields).await;
        assert_eq!((back.status, back.value("organization_name").as_str()), (422, "Un"));
        let long = "x".repeat(100_000);
        let back = browser.submit(&back, "", &[("purpose", &long)]).await;
        assert!(back.status == 422 && back.value("purpose").trim().len() == 100_000, "kept whole");
        let huge = "x".repeat(140_000);
        let told = browser.submit(&back, "", &[("purpose", &huge)]).await;
        assert!(told.status == 413 && told.has("raccourcissez"), "{}", told.text());
        let raw = browser.post_with("/demande/structure", ("content-type", "application/json"), &[("a", "b")]).await;
        assert!([400, 403].contains(&raw.status), "{}", raw.status);
    }

    async fn marks_that_hide_or_turn_words_do_not_reach_the_team(house) {
        let browser = house.visitor();
        let page = fill(&browser, "retourne", &[("organization_name", "Les\u{202e} Amis\u{200b} du\u{feff} cane\u{301}")]).await;
        assert_eq!(page.path, "/demande/recu", "{}", page.text());
        assert!(page.body.contains("Les Amis du cané"), "composed, and nothing hidden");
        house.tick().await;
    }

    async fn the_delay_seen_lately_is_said_once_there_are_enough_decisions(house) {
        let house = house.under(|policy| policy.delay_sample = 3);
        let waiting = house.applicant("patiente").await;
        assert!(!waiting.browser.get(&waiting.status).await.has("neuf demandes sur dix"));
        for (n, days) in [(0, 1), (1, 2), (2, 6)] {
            let applicant = house.applicant(&format!("decidee-{n}")).await;
            house.advance(Duration::days(days)).await;
            let ana = house.volunteer("ana").await;
            let page = ana.get(&applicant.file()).await;
            ana.submit(&page, "/prise-en-charge", &[]).await;
            let page = ana.get(&format!("{}?decision=wait", applicant.file())).await;
            ana.submit(&page, "/decision", &[("priority", "1")]).await;
            house.let_it_leave().await;
        }
        let page = waiting.browser.get(&waiting.status).await;
        assert!(page.has("neuf demandes sur dix ont eu leur réponse en 6 jours ou moins"), "{}", page.text());
        house.advance(Duration::days(100)).await;
        assert!(!waiting.browser.get(&waiting.status).await.has("neuf demandes sur dix"), "too old to be true");
    }

    async fn the_rank_on_the_waiting_list_is_by_priority_then_date(house) {
        let ana = house.volunteer("ana").await;
        let mut listed = Vec::new();
        for (slug, priority) in [("rang-a", "2"), ("rang-b", "2"), ("rang-c", "0")] {
            let applicant = house.applicant(slug).await;
            let page = ana.get(&applicant.file()).await;
            ana.submit(&page, "/prise-en-charge", &[]).await;
            let page = ana.get(&format!("{}?decision=wait", applicant.file())).await;
            ana.submit(&page, "/decision", &[("priority", priority)]).await;
            house.let_it_leave().await;
            listed.push(applicant);
        }
        for (applicant, rank) in listed.iter().zip(["au 2 e rang", "au 3 e rang", "en tête de la liste"]) {
            assert!(applicant.browser.get(&applicant.status).await.has(rank), "{rank}: {}", applicant.browser.get(&applicant.status).await.text());
        }
    }
}

#[actix_web::test]
async fn any_text_comes_back_as_it_was_typed_after_an_error() {
    let house = House::on(On::Sqlite);
    let browser = house.visitor();
    let page = browser.get("/demande/structure").await;
    let mut runner = TestRunner::deterministic();
    let any = proptest::collection::vec(proptest::char::any().prop_filter("sent as it is", |c| !matches!(c, '\0' | '\r')), 0..120);
    for n in 0..300 {
        let mut text: String = any.new_tree(&mut runner).unwrap().current().into_iter().collect();
        if n % 10 == 0 {
            text.insert(0, '\n');
        }
        let line: String = text.chars().filter(|c| *c != '\n').collect();
        let back = browser.submit(&page, "", &[("legal_form", ""), ("purpose", &text), ("town", &line)]).await;
        assert_eq!(back.status, 422);
        assert_eq!((back.value("purpose"), back.value("town")), (text, line));
    }
}
