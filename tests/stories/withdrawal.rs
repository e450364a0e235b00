//! Taking a request back, carrying its data away, and what is left of it: nothing (spec 4.5, 11; R36).

use crate::house::{Applicant, House, On};
use chrono::Duration;

/// All that is on the disk of SQLite, or in a dump of PostgreSQL.
async fn remains(house: &House) -> Vec<u8> {
    match &house.app.settings.database {
        passeur::store::Place::Sqlite(path) => {
            let mut bytes = std::fs::read(path).unwrap();
            for ending in ["-wal", "-shm"] {
                let beside = std::path::PathBuf::from(format!("{}{ending}", path.display()));
                bytes.extend(std::fs::read(beside).unwrap_or_default());
            }
            bytes
        }
        passeur::store::Place::Postgres(url) => {
            let program = std::env::var("PASSEUR_TEST_PG_DUMP").expect("run the stories by `tests/with-postgres cargo test`");
            let dump = std::process::Command::new(program).args(["--dbname", url]).output().unwrap();
            assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
            dump.stdout
        }
    }
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// Words of an applicant that must not be found again: address, names, texts, messages.
const WORDS: [&str; 9] = [
    "moussaillon@voilier.example",
    "voilier.example",
    "Les Moussaillons du Ponant",
    "apprendre la godille aux enfants du port",
    "remis à flot onze plates abandonnées",
    "Une anguille nous attend",
    "ponant-libre",
    // As the index of the search knew them.
    "moussaillons",
    "godille",
];

/// Someone with words of their own, asked a question, who answered; some traffic besides, so that pages of the database move.
async fn applicant(house: &House) -> Applicant {
    for n in 0..5 {
        house.applicant(&format!("voisine-{n}")).await;
    }
    let browser = house.visitor();
    let (purpose, activities) = (format!("Nous voulons {}. ", WORDS[3]).repeat(3), format!("L’été dernier, nous avons {}. ", WORDS[4]).repeat(20));
    let changed = [("organization_name", WORDS[2]), ("email", WORDS[0]), ("slug", WORDS[6]), ("purpose", &purpose), ("activities", &activities)];
    let page = crate::house::fill(&browser, "ponant-libre", &changed).await;
    let reference = page.reference();
    house.tick().await;
    let status = house.letters_to(WORDS[0]).pop().unwrap().path("/demande/suivi/");
    let page = browser.get(&status).await;
    browser.submit(&page, "/confirmation", &[]).await;
    let page = browser.get(&status).await;
    browser.submit(&page, "/reponse", &[("message", WORDS[5])]).await;
    house.tick().await;
    Applicant { browser, reference, email: WORDS[0].into(), status }
}

stories! {
    async fn withdrawing_leaves_nothing_readable(house) {
        let applicant = applicant(&house).await;
        let before = remains(&house).await;
        for words in WORDS {
            assert!(holds(&before, words), "{words} is there before");
        }
        let page = applicant.browser.get(&format!("{}/retrait", applicant.status)).await;
        assert!(page.has("est effacé tout de suite"), "{}", page.text());
        assert!(house.app.store.read(passeur::store::tally::all).await.unwrap()["shelf_to_read"] == 6, "looking erases nothing");
        let done = applicant.browser.submit(&page, "", &[]).await;
        assert!(done.has("C’est effacé"), "{}", done.text());
        house.tick().await;
        let letters = house.letters_to(&applicant.email);
        assert!(letters.last().unwrap().subject.contains("retirée et effacée"));
        house.tick().await;
        let after = remains(&house).await;
        for words in WORDS {
            assert!(!holds(&after, words), "{words} is still there");
        }
        assert!(holds(&after, "voisine-3"), "the others are untouched");
        assert_eq!(applicant.browser.get(&applicant.status).await.status, 404);
        assert_eq!(applicant.browser.get("/demande/recu").await.path, "/demande", "this browser forgot it too");
        let again = applicant.browser.post(&format!("{}/retrait", applicant.status), &[]).await;
        assert!([403, 404].contains(&again.status));
        assert_eq!(house.letters_to(&applicant.email).len(), letters.len(), "said once");
    }

    async fn what_was_refused_leaves_nothing_readable_either(house) {
        let applicant = applicant(&house).await;
        let ana = house.volunteer("ana").await;
        let page = ana.get(&applicant.file()).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{}?decision=refuse", applicant.file())).await;
        ana.submit(&page, "/decision", &[("reasons", "full"), ("motive", "Moussaillons du Ponant refusés")]).await;
        house.let_it_leave().await;
        let after = remains(&house).await;
        for words in WORDS {
            assert!(!holds(&after, words), "{words} is still there");
        }
        assert!(!holds(&after, "Moussaillons du Ponant refusés"));
    }

    async fn a_decision_that_was_not_said_yet_is_withdrawn_with_the_rest(house) {
        let applicant = house.just_accepted("volte-face").await;
        let page = applicant.browser.get(&format!("{}/retrait", applicant.status)).await;
        applicant.browser.submit(&page, "", &[]).await;
        house.let_it_leave().await;
        let subjects: Vec<String> = house.letters_to(&applicant.email).into_iter().map(|letter| letter.subject).collect();
        assert!(subjects.len() == 2 && !subjects.iter().any(|subject| subject.contains("c’est oui")), "{subjects:?}");
        let counts = house.app.store.read(passeur::store::tally::all).await.unwrap();
        assert_eq!((counts.get("held_acceptances"), counts.get("spaces").copied().unwrap_or(0)), (Some(&0), 0), "the place is free again");
    }

    async fn a_space_that_is_ordered_is_not_withdrawn_here(house) {
        let applicant = house.accepted("trop-tard").await;
        let page = applicant.browser.get(&applicant.status).await;
        assert!(!page.has("Retirer la demande") && page.has("C’est oui"));
        let token = page.each("input[name=csrf]", "value").pop().unwrap_or_else(|| String::from("x"));
        let token = if token == "x" { applicant.browser.get("/demande/lien-perdu").await.value("csrf") } else { token };
        let told = applicant.browser.post(&format!("{}/retrait", applicant.status), &[("csrf", &token)]).await;
        assert!(told.has("Cette demande a déjà sa réponse"), "{}", told.text());
    }

    async fn ones_data_are_carried_away(house) {
        let applicant = applicant(&house).await;
        let page = applicant.browser.get(&format!("{}/donnees.json", applicant.status)).await;
        assert!(page.headers["content-disposition"].contains(&format!("{}.json", applicant.reference)));
        assert_eq!(page.headers["cache-control"], "no-store");
        let data = page.json();
        assert_eq!((data["reference"].as_str(), data["terms_version"].as_str()), (Some(applicant.reference.as_str()), Some("2026-11-01")));
        assert_eq!(data["form"]["contact"]["email"], WORDS[0]);
        assert_eq!(data["messages"][0]["words"], WORDS[5]);
        assert_eq!(data["letters"].as_array().unwrap().len(), 2);
        assert!(page.body.contains("Les Moussaillons du Ponant"));
        assert_eq!(house.visitor().get("/demande/suivi/00000000000000000000000000/donnees.json").await.status, 404);
    }

    async fn nothing_of_a_held_decision_shows_in_the_export(house) {
        let applicant = house.just_accepted("curieuse").await;
        let page = applicant.browser.get(&format!("{}/donnees.json", applicant.status)).await;
        assert!(!page.body.contains("oui") && !page.body.contains("accepted"), "{}", page.body);
        house.advance(Duration::minutes(11)).await;
        assert!(applicant.browser.get(&format!("{}/donnees.json", applicant.status)).await.body.contains("accepted"));
    }
}

#[actix_web::test]
async fn a_reader_at_work_puts_the_scrubbing_off_and_does_not_lose_it() {
    let house = House::on(On::Sqlite);
    let applicant = applicant(&house).await;
    let page = applicant.browser.get(&format!("{}/retrait", applicant.status)).await;
    applicant.browser.submit(&page, "", &[]).await;
    house.tick().await;
    let restarted = house.restarted();
    restarted.tick().await;
    assert!(!holds(&remains(&restarted).await, WORDS[2]));
}
