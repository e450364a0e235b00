//! Questions to an applicant: asked, answered, recalled, closed (spec 4.5, 5.6).

use crate::browser::{Browser, Page};
use crate::house::{Applicant, House, On};
use chrono::Duration;

/// A volunteer takes the request and asks.
async fn ask(ana: &Browser, applicant: &Applicant, words: &str, fields: &[&str]) -> Page {
    let page = ana.get(&applicant.file()).await;
    ana.submit(&page, "/prise-en-charge", &[]).await;
    let page = ana.get(&applicant.file()).await;
    let mut sent = vec![("message", words)];
    sent.extend(fields.iter().map(|field| ("fields", *field)));
    ana.submit(&page, "/questions", &sent).await
}

/// The fields of the status page that one may fill.
fn open_fields(page: &Page) -> Vec<String> {
    let names = page.each("form[action$='/reponse'] [name]", "name");
    names.into_iter().filter(|name| name != "csrf").collect()
}

stories! {
    async fn a_question_is_answered_with_the_fields_it_opens_and_no_other(house) {
        let applicant = house.applicant("question").await;
        let ana = house.volunteer("ana").await;
        let asked = ask(&ana, &applicant, "Depuis quand existez-vous, et dans quel domaine ?", &["founded_year", "field"]).await;
        assert!(asked.has("la question est partie") && asked.has("attend sa réponse"), "{}", asked.text());
        house.tick().await;
        let letter = house.letters_to(&applicant.email).pop().unwrap();
        assert!(letter.subject.starts_with("Une question") && letter.text.contains("Depuis quand existez-vous"), "{}", letter.text);
        assert!(letter.text.contains("- Création") && letter.text.contains("23\u{a0}décembre\u{a0}2026"), "{}", letter.text);
        assert_eq!(letter.path("/demande/suivi/"), applicant.status);
        // It left the shelf to read; the applicant sees whose turn it is.
        assert!(!ana.get("/equipe").await.body.contains(&applicant.reference));
        let page = applicant.browser.get(&applicant.status).await;
        assert!(page.has("C’est à vous : une question vous attend") && page.has("Depuis quand existez-vous"), "{}", page.text());
        assert_eq!(open_fields(&page), ["founded_year", "field", "message"]);
        // A mistake is said, and nothing of the answer is lost.
        let again = applicant.browser.submit(&page, "/reponse", &[("founded_year", "14"), ("message", "Depuis longtemps.")]).await;
        assert_eq!((again.status, again.value("founded_year").as_str(), again.value("message").trim()), (422, "14", "Depuis longtemps."));
        // What was not asked about cannot be changed, even by hand.
        house.app.clock.advance(Duration::hours(5));
        let done = applicant.browser.submit(&again, "/reponse", &[("founded_year", "2009"), ("field", "sport"), ("accounts", "4321"), ("slug", "autre-chose")]).await;
        assert!(done.has("C’est envoyé") && done.has("C’est à nous"), "{}", done.text());
        assert!(done.has("2009") && done.has("Sport") && !done.has("4321") && !done.has("autre-chose"), "{}", done.text());
        assert_eq!(open_fields(&done), ["message"]);
        let ana = house.volunteer("ana").await;
        let file = ana.get(&applicant.file()).await;
        assert!(file.has("Question de ana") && file.has("L’association écrit") && file.has("Depuis longtemps."), "{}", file.text());
        assert!(ana.get("/equipe").await.body.contains(&applicant.reference), "back to be read");
    }

    async fn without_an_answer_it_is_recalled_then_closed_and_erased(house) {
        let applicant = house.applicant("sans-reponse").await;
        let ana = house.volunteer("ana").await;
        ask(&ana, &applicant, "Êtes-vous toujours là ?", &[]).await;
        house.advance(Duration::days(6)).await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3, "confirmation, receipt, question");
        house.advance(Duration::days(1)).await;
        let reminder = house.letters_to(&applicant.email).pop().unwrap();
        assert!(reminder.subject.starts_with("Votre réponse nous manque") && reminder.text.contains("23\u{a0}décembre\u{a0}2026"), "{}", reminder.text);
        house.advance(Duration::days(22)).await;
        assert_eq!(applicant.browser.get(&applicant.status).await.status, 200);
        house.advance(Duration::days(1)).await;
        let closed = house.letters_to(&applicant.email).pop().unwrap();
        assert!(closed.subject.contains("fermée"), "{}", closed.subject);
        assert_eq!(house.letters_to(&applicant.email).len(), 5, "each letter once");
        assert_eq!(applicant.browser.get(&applicant.status).await.status, 404, "erased once the letter left");
        assert_eq!(house.unconfirmed("sans-reponse").await.reference.len(), 12, "the address is free again");
    }

    async fn the_last_word_of_the_applicant_keeps_it_open(house) {
        let applicant = house.applicant("derniere-parole").await;
        let ana = house.volunteer("ana").await;
        ask(&ana, &applicant, "Combien êtes-vous ?", &[]).await;
        house.advance(Duration::days(29)).await;
        let page = applicant.browser.get(&applicant.status).await;
        applicant.browser.submit(&page, "/reponse", &[("message", "Douze.")]).await;
        house.advance(Duration::days(60)).await;
        assert!(applicant.browser.get(&applicant.status).await.has("C’est à nous"));
        assert_eq!(house.letters_to(&applicant.email).len(), 4, "no closing");
    }

    async fn time_spent_waiting_for_the_applicant_does_not_age_the_request(house) {
        let applicant = house.applicant("horloge").await;
        house.advance(Duration::days(2)).await;
        let ana = house.volunteer("ana").await;
        ask(&ana, &applicant, "Une précision ?", &[]).await;
        house.advance(Duration::days(20)).await;
        let page = applicant.browser.get(&applicant.status).await;
        applicant.browser.submit(&page, "/reponse", &[("message", "La voici.")]).await;
        let queue = house.volunteer("ana").await.get("/equipe").await;
        assert!(queue.at(".queue .age").starts_with('2'), "two days, not twenty-two: {}", queue.at(".queue .age"));
    }

    async fn a_question_asked_twice_or_from_a_stale_page_is_asked_once(house) {
        let applicant = house.applicant("deux-questions").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = ana.get(&applicant.file()).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = ana.get(&applicant.file()).await;
        let empty = ana.submit(&page, "/questions", &[("message", "  ")]).await;
        assert_eq!((empty.status, empty.at("#message-e").contains("Écrivez votre question")), (422, true));
        let (one, two) = (ana.tab(), ana.tab());
        let sent = [("message", "Pourquoi nous ?")];
        let (one, two) = futures_util::future::join(one.submit(&page, "/questions", &sent), two.submit(&page, "/questions", &sent)).await;
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        house.tick().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3);
        assert_eq!(malik.post(&format!("{}/questions", applicant.file()), &[]).await.status, 403, "not without the token");
    }

    async fn one_may_decide_without_waiting_and_undo_brings_the_question_back(house) {
        let applicant = house.applicant("sans-attendre").await;
        let ana = house.volunteer("ana").await;
        ask(&ana, &applicant, "Une question ?", &[]).await;
        let page = ana.get(&applicant.file()).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{}?decision=accept", applicant.file())).await;
        let after = ana.submit(&page, "/decision", &[]).await;
        assert!(applicant.browser.get(&applicant.status).await.has("une question vous attend"), "a decision that can be undone is not said");
        ana.submit(&after, "/annulation", &[]).await;
        let page = applicant.browser.get(&applicant.status).await;
        let done = applicant.browser.submit(&page, "/reponse", &[("message", "Me voici.")]).await;
        assert!(done.has("C’est à nous"), "{}", done.text());
    }

    async fn an_applicant_may_add_a_word_at_any_time_but_not_a_hundred(house) {
        let applicant = house.applicant("bavarde").await;
        let browser = &applicant.browser;
        for n in 0..20 {
            let page = browser.get(&applicant.status).await;
            assert_eq!(browser.submit(&page, "/reponse", &[("message", &format!("Mot {n}"))]).await.status, 200);
        }
        let page = browser.get(&applicant.status).await;
        assert_eq!(browser.submit(&page, "/reponse", &[("message", "encore")]).await.status, 429);
        let empty = browser.submit(&page, "/reponse", &[("message", "")]).await;
        assert_eq!(empty.status, 429);
        house.app.clock.advance(Duration::days(1));
        let empty = browser.submit(&page, "/reponse", &[("message", "")]).await;
        assert_eq!(empty.status, 422);
        let long = browser.submit(&page, "/reponse", &[("message", &"é".repeat(3005))]).await;
        assert!(long.status == 422 && long.has("Raccourcissez ce texte de 5 caractères"), "{}", long.text());
        assert_eq!(long.value("message").trim().chars().count(), 3005, "kept whole");
    }

    async fn the_address_asked_for_may_be_corrected_only_to_a_free_one(house) {
        house.applicant("deja-la").await;
        let applicant = house.applicant("adresse-a-voir").await;
        let ana = house.volunteer("ana").await;
        ask(&ana, &applicant, "Une autre adresse ?", &["slug"]).await;
        let page = applicant.browser.get(&applicant.status).await;
        let refused = applicant.browser.submit(&page, "/reponse", &[("slug", "deja-la")]).await;
        assert!(refused.status == 422 && refused.has("celle-ci est prise"), "{}", refused.text());
        let done = applicant.browser.submit(&refused, "/reponse", &[("slug", "adresse-bien-vue")]).await;
        assert!(done.has("adresse-bien-vue.frama.space"), "{}", done.text());
        assert_eq!(house.unconfirmed("adresse-a-voir").await.reference.len(), 12, "the first one is free again");
    }
}

#[actix_web::test]
async fn a_question_that_never_left_closes_nothing() {
    use crate::smtp::MailServer;
    use passeur::settings::Mail;
    for on in [On::Sqlite, On::Postgres] {
        let server = MailServer::start();
        let url = server.url();
        let house = House::with(on, |settings| settings.mail = Mail::Smtp(Box::new(url)));
        let browser = house.visitor();
        let page = crate::house::fill(&browser, "boite-pleine", &[]).await;
        let reference = page.reference();
        house.tick().await;
        let status = server.taken()[0].path("/demande/suivi/");
        let page = browser.get(&status).await;
        browser.submit(&page, "/confirmation", &[]).await;
        house.tick().await;
        let applicant = Applicant { browser, reference, email: String::new(), status };
        let ana = house.volunteer("ana").await;
        ask(&ana, &applicant, "Recevez-vous nos mails ?", &[]).await;
        server.answers(&[550, 550]);
        house.tick().await;
        house.advance(Duration::days(7)).await;
        house.advance(Duration::days(60)).await;
        let page = applicant.browser.get(&applicant.status).await;
        assert!(page.status == 200 && page.has("Un mail n’a pas pu vous être remis"), "{}", page.text());
    }
}
