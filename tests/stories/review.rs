//! Reviewing: the queue, the claim, the decision, two minutes of regret.

use crate::browser::{Browser, Page};
use crate::house::{Applicant, House, On};
use chrono::Duration;
use passeur::store;

/// Takes the dossier and opens the form of a decision.
async fn deciding(who: &Browser, applicant: &Applicant, decision: &str) -> Page {
    let file = who.get(&applicant.file()).await;
    if !file.has("Vous tenez ce dossier") {
        who.submit(&file, "/prise-en-charge", &[]).await;
    }
    who.get(&format!("{}?decision={decision}", applicant.file())).await
}

async fn refuse(who: &Browser, applicant: &Applicant) -> Page {
    let page = deciding(who, applicant, "refuse").await;
    who.submit(&page, "/decision", &[("reasons", "general_interest"), ("motive", "projet privé")]).await
}

/// Rows of every table that still hold these words.
async fn traces_of(house: &House, words: &str) -> Vec<String> {
    let words = words.to_owned();
    let place = house.app.settings.database.clone();
    house
        .app
        .store
        .read(move |db| {
            use diesel::prelude::*;
            #[derive(QueryableByName)]
            struct Found {
                #[diesel(sql_type = diesel::sql_types::BigInt)]
                n: i64,
            }
            let columns = [
                ("applications", "form"),
                ("applications", "search"),
                ("applications", "email"),
                ("drafts", "answers"),
                ("letters", "body"),
                ("letters", "recipient"),
                ("traces", "detail"),
                ("traces", "subject"),
                ("links", "subject"),
                ("decisions", "motive"),
            ];
            let mut found = Vec::new();
            for (table, column) in columns {
                let sql = format!("SELECT count(*) AS n FROM {table} WHERE {column} LIKE '%{words}%'");
                let rows: Vec<Found> = diesel::sql_query(sql).load(&mut **db).unwrap_or_else(|e| panic!("{table}.{column} in {}: {e}", place.name()));
                if rows[0].n > 0 {
                    found.push(format!("{table}.{column}"));
                }
            }
            Ok::<_, store::Error>(found)
        })
        .await
        .unwrap()
}

stories! {
    async fn the_contact_address_shows_only_to_who_holds_the_dossier(house) {
        let applicant = house.applicant("discret").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let file = ana.get(&applicant.file()).await;
        let secret = applicant.status.rsplit('/').next().unwrap();
        assert!(!file.body.contains(&applicant.email) && !file.body.contains(secret), "nor the link, which opens the request and its address");
        let held = ana.submit(&file, "/prise-en-charge", &[]).await;
        assert!(held.body.contains(&applicant.email));
        let other = malik.get(&applicant.file()).await;
        assert!(!other.body.contains(&applicant.email) && other.has("ana tient ce dossier"));
        assert!(other.each(".keys a", "href").is_empty(), "and nothing to decide with");
    }

    async fn a_second_volunteer_learns_who_holds_the_dossier(house) {
        let applicant = house.applicant("deux-mains").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = malik.get(&applicant.file()).await;
        deciding(&ana, &applicant, "accept").await;
        let told = malik.submit(&page, "/prise-en-charge", &[]).await;
        assert!(told.has("ana tient ce dossier en ce moment"), "{}", told.text());
    }

    async fn a_second_volunteer_learns_it_is_already_decided(house) {
        let applicant = house.applicant("trop-tard").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let stale = deciding(&malik, &applicant, "refuse").await;
        house.app.clock.advance(Duration::minutes(31));
        let page = deciding(&ana, &applicant, "accept").await;
        ana.submit(&page, "/decision", &[]).await;
        let told = malik.submit(&stale, "/decision", &[("reasons", "full"), ("motive", "complet")]).await;
        assert_eq!(told.status, 409);
        assert!(told.has("Rien n’a été décidé") && told.has("Acceptée par ana"), "{}", told.text());
        house.let_it_leave().await;
        let letters = house.letters_to(&applicant.email);
        assert_eq!(letters.len(), 3);
        assert!(letters[2].subject.contains("c’est oui"));
    }

    async fn a_page_older_than_the_application_decides_nothing_and_keeps_the_text(house) {
        let applicant = house.applicant("perimee").await;
        let ana = house.volunteer("ana").await;
        let stale = deciding(&ana, &applicant, "accept").await;
        let page = deciding(&ana, &applicant, "wait").await;
        let after = ana.submit(&page, "/decision", &[("priority", "1")]).await;
        ana.submit(&after, "/annulation", &[]).await;
        deciding(&ana, &applicant, "accept").await;
        let told = ana.submit(&stale, "/decision", &[("letter", "Mon texte patiemment écrit.")]).await;
        assert_eq!(told.status, 409, "{}", told.text());
        assert!(told.has("La demande a changé pendant que vous la lisiez"));
        assert_eq!(told.value("letter").trim(), "Mon texte patiemment écrit.");
    }

    async fn a_decision_sent_twice_is_one_decision(house) {
        let applicant = house.applicant("double").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "accept").await;
        let (one, two) = (ana.tab(), ana.tab());
        let (one, two) = futures_util::future::join(one.submit(&page, "/decision", &[]), two.submit(&page, "/decision", &[])).await;
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        house.let_it_leave().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3);
    }

    async fn anyone_of_the_team_can_undo_until_the_delay_is_over(house) {
        let applicant = house.applicant("regret").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = deciding(&ana, &applicant, "accept").await;
        ana.submit(&page, "/decision", &[]).await;
        let file = malik.get(&applicant.file()).await;
        let undone = malik.submit(&file, "/annulation", &[]).await;
        assert!(undone.has("Décision annulée"), "{}", undone.text());
        house.advance(Duration::hours(1)).await;
        assert_eq!(house.letters_to(&applicant.email).len(), 2, "no letter left");
        let twice = malik.submit(&file, "/annulation", &[]).await;
        assert!(twice.status == 409 && twice.has("Cette décision est déjà annulée"), "{}", twice.text());

        let page = deciding(&ana, &applicant, "accept").await;
        let after = ana.submit(&page, "/decision", &[]).await;
        house.let_it_leave().await;
        let late = ana.submit(&after, "/annulation", &[]).await;
        assert_eq!(late.status, 409);
        assert!(late.has("Le délai est passé"));
    }

    async fn a_refusal_needs_its_reason_and_its_motive(house) {
        let applicant = house.applicant("motif").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "refuse").await;
        let bare = ana.submit(&page, "/decision", &[("letter", "Une lettre à moi.")]).await;
        assert_eq!(bare.status, 422);
        assert_eq!(bare.each(".panel.stop a", "href"), ["#reasons", "#motive"], "all that is missing at once");
        let no_motive = ana.submit(&page, "/decision", &[("reasons", "full"), ("letter", "Une lettre à moi.")]).await;
        assert_eq!(no_motive.status, 422);
        assert!(no_motive.has("Écrivez pourquoi en quelques mots"));
        assert_eq!(no_motive.value("letter").trim(), "Une lettre à moi.");
        let unknown = ana.submit(&page, "/decision", &[("reasons", "tête"), ("motive", "x")]).await;
        assert_eq!(unknown.status, 422, "a reason that does not exist is none");
        let empty = ana.submit(&page, "/decision", &[("reasons", "full"), ("motive", "complet"), ("letter", "  ")]).await;
        assert_eq!(empty.status, 422);
    }

    async fn the_letter_says_the_reasons_that_were_ticked(house) {
        let applicant = house.applicant("raisons").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "refuse").await;
        let page = ana.submit(&page, "/decision", &[("action", "rewrite"), ("reasons", "full"), ("motive", "gardé")]).await;
        assert_eq!(page.status, 200);
        assert!(page.value("letter").contains("Toutes les places sont prises"), "{}", page.value("letter"));
        assert_eq!(page.value("motive"), "gardé");
        assert_eq!(house.letters_to(&applicant.email).len(), 1, "nothing was decided");
    }

    async fn what_was_refused_is_erased_once_the_letter_has_left(house) {
        let applicant = house.applicant("efface-moi").await;
        let ana = house.volunteer("ana").await;
        let after = refuse(&ana, &applicant).await;
        assert!(after.has("c’est non"), "{}", after.text());
        assert!(!traces_of(&house, "efface-moi").await.is_empty(), "kept until the letter leaves");
        house.let_it_leave().await;
        let letter = house.letters_to(&applicant.email).pop().unwrap();
        assert!(letter.text.replace('\n', " ").contains("effacés dès que ce mail est parti"), "{}", letter.text);
        assert_eq!(traces_of(&house, "efface-moi").await, Vec::<String>::new());
        assert_eq!(applicant.browser.get(&applicant.status).await.status, 404);
        assert_eq!(ana.get(&applicant.file()).await.status, 404);
        // One may apply again, at the same address.
        house.applicant("efface-moi").await;
    }

    async fn a_claim_is_over_after_half_an_hour_and_its_text_is_kept(house) {
        let applicant = house.applicant("longtemps").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = deciding(&ana, &applicant, "accept").await;
        house.app.clock.advance(Duration::minutes(30));
        let file = malik.get(&applicant.file()).await;
        assert!(malik.submit(&file, "/prise-en-charge", &[]).await.has("Vous tenez ce dossier"), "free again");
        let late = ana.submit(&page, "/decision", &[("letter", "Des mots choisis.")]).await;
        assert_eq!(late.status, 409);
        assert!(late.has("malik tient ce dossier en ce moment") && late.body.contains("Des mots choisis."), "{}", late.text());
    }

    async fn a_long_read_that_nobody_interrupted_may_still_decide(house) {
        let applicant = house.applicant("lecture").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "accept").await;
        house.app.clock.advance(Duration::minutes(90));
        assert!(ana.submit(&page, "/decision", &[]).await.has("c’est oui"));
        house.let_it_leave().await;
    }

    async fn what_one_was_writing_survives_logging_in_again(house) {
        let applicant = house.applicant("patiente").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "refuse").await;
        house.app.clock.advance(Duration::hours(3));
        let typed = [("reasons", "full"), ("motive", "complet"), ("letter", "Une lettre\nlongue et \"choisie\".")];
        let log_in = ana.submit(&page, "/decision", &typed).await;
        assert_eq!(log_in.status, 401);
        assert!(log_in.has("Rien n’est perdu"), "{}", log_in.text());
        let wrong = ana.submit(&log_in, "/connexion", &[("email", "ana@equipe.example"), ("password", "pas le bon mot de passe")]).await;
        assert_eq!(wrong.status, 422);
        let go_on = ana.submit(&wrong, "/connexion", &[("email", "ana@equipe.example"), ("password", "ana traverse la rivière")]).await;
        assert!(go_on.has("Refuser cette demande") && go_on.has("Refuser, et lire la suivante"), "it says which decision: {}", go_on.text());
        assert_eq!(go_on.value("letter"), "Une lettre\nlongue et \"choisie\".");
        assert!(ana.submit(&go_on, "/decision", &[]).await.has("c’est non"));
        house.let_it_leave().await;
        assert!(house.letters_to(&applicant.email)[2].text.contains("longue et \"choisie\""));
    }

    async fn one_waits_and_may_be_accepted_later(house) {
        let applicant = house.applicant("attente").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "wait").await;
        ana.submit(&page, "/decision", &[("priority", "1")]).await;
        house.let_it_leave().await;
        assert!(applicant.browser.get(&applicant.status).await.has("Sur la liste d’attente"));
        assert!(ana.get("/equipe?onglet=waiting").await.body.contains(&applicant.reference));
        let page = deciding(&ana, &applicant, "accept").await;
        ana.submit(&page, "/decision", &[]).await;
        house.let_it_leave().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 4);
    }

    async fn the_queue_pages_by_key_and_loses_no_one(house) {
        let mut seen = Vec::new();
        for k in 0..53 {
            house.app.clock.advance(Duration::seconds(if k % 3 == 0 { 0 } else { 1 }));
            let (browser, slug) = (house.visitor(), format!("file-{k}"));
            let page = crate::house::fill(&browser, &slug, &[]).await;
            let sent = house.app.store.read(move |db| {
                let reference = passeur::domain::values::Reference::parse(&page.reference()).unwrap();
                store::application::by_reference(db, &reference)
            });
            let sent = sent.await.unwrap().unwrap();
            let link = passeur::actions::application::status_link(&house.app, &sent);
            passeur::actions::application::confirm(&house.app, link.rsplit('/').next().unwrap()).await.unwrap().unwrap();
        }
        let ana = house.volunteer("ana").await;
        let first = ana.get("/equipe").await;
        seen.extend(first.each(".queue .who a", "href"));
        assert_eq!(seen.len(), 50);
        let next = first.each("a[rel=next]", "href").pop().expect("a second page");
        let second = ana.get(&next).await;
        seen.extend(second.each(".queue .who a", "href"));
        assert!(second.each("a[rel=next]", "href").is_empty());
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 53);
        let back = second.each("a[rel=prev]", "href").pop().expect("the way back");
        assert_eq!(ana.get(&back).await.each(".queue .who a", "href"), first.each(".queue .who a", "href"));
        house.tick().await;
    }

    async fn words_are_found_whatever_their_case_and_accents(house) {
        let browser = house.visitor();
        crate::house::fill(&browser, "accents", &[("organization_name", "Théâtre de l’Élan"), ("email", "a@accents.example")]).await;
        house.tick().await;
        let link = house.letters().pop().unwrap().path("/demande/suivi/");
        let page = browser.get(&link).await;
        browser.submit(&page, "/confirmation", &[]).await;
        let ana = house.volunteer("ana").await;
        for words in ["theatre elan", "THÉÂTRE", "accents", "montbrume"] {
            let q: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
            assert_eq!(ana.get(&format!("/equipe?onglet=all&q={q}")).await.each(".queue .who a", "href").len(), 1, "{words}");
        }
        assert!(ana.get("/equipe?onglet=all&q=%25").await.has("Aucune demande ne correspond"), "a percent sign is no wildcard");
    }
}

#[actix_web::test]
async fn the_last_place_is_given_once() {
    for on in [On::Sqlite, On::Postgres] {
        let house = House::on(on).with_policy(|policy| *policy = policy.clone().with_ceiling(1));
        let (first, second) = (house.applicant("premiere").await, house.applicant("seconde").await);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let (one, two) = (deciding(&ana, &first, "accept").await, deciding(&malik, &second, "accept").await);
        let (one, two) = futures_util::future::join(ana.submit(&one, "/decision", &[]), malik.submit(&two, "/decision", &[])).await;
        let refused = if one.status == 409 { one } else { two };
        assert_eq!(refused.status, 409);
        assert!(refused.has("Il ne reste aucune place"), "{}", refused.text());
        house.let_it_leave().await;
        house.rest().await;
    }
}

stories! {
    async fn a_robot_s_request_is_dropped_without_a_word_and_undone_like_another(house) {
        let applicant = house.applicant("robot").await;
        house.tick().await;
        let ana = house.volunteer("ana").await;
        let page = ana.get(&format!("{}?decision=drop", applicant.file())).await;
        assert!(page.each("#letter", "id").is_empty(), "no letter to write");
        let missing = ana.submit(&page, "/decision", &[]).await;
        assert!(missing.status == 422 && missing.has("Écrivez pourquoi"), "{}", missing.text());
        let after = ana.submit(&missing, "/decision", &[("motive", "texte sans queue ni tête")]).await;
        assert!(after.has("écartée"), "{}", after.text());
        let after = ana.submit(&after, "/annulation", &[]).await;
        assert!(after.has("Décision annulée"), "{}", after.text());
        let page = ana.get(&format!("{}?decision=drop", applicant.file())).await;
        ana.submit(&page, "/decision", &[("motive", "encore")]).await;
        house.let_it_leave().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 2, "the confirmation and the receipt");
        assert_eq!(applicant.browser.get(&applicant.status).await.status, 404);
        assert_eq!(ana.get(&applicant.file()).await.status, 404);
    }

    async fn what_is_clear_is_ready_to_be_decided_without_taking_it_first(house) {
        let (one, two) = (house.applicant("claire").await, house.applicant("claire-aussi").await);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = ana.get(&one.file()).await;
        assert!(page.has("Accepter cette demande") && page.has("Personne ne tient ce dossier"), "{}", page.text());
        let next = ana.submit(&page, "/decision", &[]).await;
        assert!(next.path == two.file() && next.has("c’est oui"), "one page, and the next: {}", next.text());
        // Taken by another meanwhile: nothing is decided.
        let taken = malik.get(&two.file()).await;
        malik.submit(&taken, "/prise-en-charge", &[]).await;
        let told = ana.submit(&next, "/decision", &[]).await;
        assert!(told.status == 409 && told.has("malik tient ce dossier"), "{}", told.text());
        assert!(!ana.get(&two.file()).await.has("Accepter cette demande"), "nothing to decide while it is held");
    }
}
