//! Calibration: the same few applications, judged without a name and without the others' answers.

use crate::browser::{Browser, Page};
use crate::house::{Applicant, House};
use passeur::store;

const LIST: &str = "/equipe/etalonnage";

/// Opens a set of these applications; gives the page of the set.
async fn open(who: &Browser, title: &str, references: &str) -> Page {
    let page = who.get(LIST).await;
    who.submit(&page, LIST, &[("title", title), ("references", references)]).await
}

/// Answers a case; gives the page one ends on.
async fn answer(who: &Browser, case: &str, fields: &[(&str, &str)]) -> Page {
    let page = who.get(case).await;
    who.submit(&page, case, fields).await
}

async fn two(house: &House) -> (Applicant, Applicant) {
    (house.accepted("premier-bac").await, house.accepted("second-bac").await)
}

stories! {
    async fn a_case_is_read_without_knowing_who_asks(house) {
        let applicant = house.accepted("grand-bac").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let set = open(&ines, "Cas limites", &applicant.reference.to_lowercase()).await;
        assert!(set.has("Cas limites : l’étalonnage est ouvert"), "{}", set.text());
        let page = ana.get(&format!("{}/1", set.path)).await;
        assert_eq!(page.status, 200);
        assert!(page.has("réparer son vélo"), "{}", page.text());
        for told in ["grand-bac", "Montbrume", "38990", "remise.example", "W381004271", &applicant.reference, &applicant.email] {
            assert!(!page.body.contains(told), "{told} shows");
        }
    }

    async fn one_sees_the_spread_once_all_is_answered_and_no_name_ever(house) {
        let (one, other) = two(&house).await;
        let (ines, ana, malik) = (house.coordinator("ines").await, house.volunteer("ana").await, house.volunteer("malik").await);
        let set = open(&ines, "Clubs", &format!("{} {}", one.reference, other.reference)).await.path;
        let (first, second) = (format!("{set}/1"), format!("{set}/2"));
        answer(&ana, &first, &[("choice", "accept")]).await;
        answer(&ana, &second, &[("choice", "wait")]).await;

        let page = answer(&malik, &first, &[("choice", "refuse"), ("doubts", "school"), ("doubts", "company")]).await;
        assert_eq!(page.path, second, "on to the next");
        let page = malik.get(&set).await;
        assert!(page.has("Lire le cas 2") && !page.has("Ce que l’on déciderait"), "blind until the end: {}", page.text());
        let page = answer(&malik, &second, &[("choice", "wait")]).await;
        assert_eq!(page.path, set);
        assert!(page.has("Ce que l’on déciderait") && page.has("Ni école, ni université 1"), "{}", page.text());
        assert!(page.has("Accepter 1 Liste d’attente 0 Refuser 1") && page.has("Accepter 0 Liste d’attente 2 Refuser 0"), "{}", page.text());
        let words = page.at("main");
        assert!(!words.contains("ana") && !words.contains("malik"), "{words}");
        assert!(!ines.get(&set).await.has("Ce que l’on déciderait"), "who has not answered sees nothing");
    }

    async fn one_may_think_again_until_the_spread_is_seen(house) {
        let (one, other) = two(&house).await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let set = open(&ines, "Clubs", &format!("{}\n{}", one.reference, other.reference)).await.path;
        let (first, second) = (format!("{set}/1"), format!("{set}/2"));
        answer(&ana, &first, &[("choice", "accept")]).await;
        let stale = ana.get(&first).await;
        assert_eq!(stale.each("input[checked]", "value"), ["accept"]);
        answer(&ana, &first, &[("choice", "wait")]).await;
        let page = answer(&ana, &second, &[("choice", "accept")]).await;
        assert!(page.has("Accepter 0 Liste d’attente 1 Refuser 0"), "{}", page.text());
        let page = ana.submit(&stale, &first, &[("choice", "accept")]).await;
        assert!(page.has("les vôtres ne changent plus") && page.has("Accepter 0 Liste d’attente 1"), "{}", page.text());
        assert!(ana.get(&first).await.each("main form", "action").is_empty());
    }

    async fn a_refusal_says_why_and_nothing_typed_is_lost(house) {
        let applicant = house.accepted("pourquoi").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let case = format!("{}/1", open(&ines, "Clubs", &applicant.reference).await.path);
        let page = answer(&ana, &case, &[("choice", "refuse")]).await;
        assert_eq!((page.status, page.each(".panel.stop a", "href")), (422, vec!["#doubts".to_owned()]));
        assert_eq!(page.each("input[checked]", "value"), ["refuse"]);
        let page = answer(&ana, &case, &[]).await;
        assert_eq!((page.status, page.each(".panel.stop a", "href")), (422, vec!["#choice".to_owned()]));
    }

    async fn only_applications_that_may_be_judged_are_taken(house) {
        let (pending, good) = (house.applicant("a-lire").await, house.accepted("acceptee").await);
        let ines = house.coordinator("ines").await;
        let page = open(&ines, "Clubs", &format!("{} {} FS-0000-0000", good.reference, pending.reference)).await;
        assert_eq!((page.status, page.each(".panel.stop a", "href")), (422, vec!["#references".to_owned()]));
        assert!(page.has(&format!("{}, FS-0000-0000", pending.reference)), "{}", page.text());
        assert!(page.value("references").contains(&good.reference), "nothing typed is lost");
        let page = open(&ines, "", "rien").await;
        assert_eq!(page.each(".panel.stop a", "href"), ["#title", "#references"]);
        open(&ines, "Clubs", &good.reference).await;
        let page = open(&ines, "Clubs", &good.reference).await;
        assert_eq!((page.status, page.each(".panel.stop a", "href")), (422, vec!["#title".to_owned()]), "the same form, sent twice");
    }

    async fn a_closed_set_takes_no_answer_and_shows_its_spread_to_all(house) {
        let (one, other) = two(&house).await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let set = open(&ines, "Clubs", &format!("{} {}", one.reference, other.reference)).await;
        let first = format!("{}/1", set.path);
        answer(&ana, &first, &[("choice", "accept")]).await;
        let second = ana.get(&format!("{}/2", set.path)).await;
        let page = ines.submit(&set, "/fermeture", &[]).await;
        assert!(page.has("Clubs : l’étalonnage est fermé") && page.has("Ce que l’on déciderait"), "{}", page.text());
        assert_eq!(ines.submit(&set, "/fermeture", &[]).await.status, 200, "a second click changes nothing");
        let page = ana.submit(&second, "/2", &[("choice", "accept")]).await;
        assert!(page.has("votre réponse n’a pas été gardée") && page.has("Personne n’a répondu"), "{}", page.text());
    }

    async fn an_application_that_is_erased_takes_its_case_and_its_answers_along(house) {
        let (one, other) = two(&house).await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let set = open(&ines, "Clubs", &format!("{} {}", one.reference, other.reference)).await.path;
        answer(&ana, &format!("{set}/1"), &[("choice", "accept")]).await;
        let reference = passeur::domain::values::Reference::parse(&one.reference).unwrap();
        let erased = house.app.store.write(move |tx| {
            let found = store::application::by_reference(tx, &reference)?.ok_or(store::Error::Corrupt("application"))?;
            store::application::erase(tx, &found)
        });
        erased.await.unwrap();
        assert_eq!(ana.get(&format!("{set}/1")).await.status, 404);
        assert!(ana.get(&set).await.has("Lire le cas 2"));
        let id = passeur::domain::values::CalibrationId::parse(set.rsplit('/').next().unwrap()).unwrap();
        let table = house.app.store.read(move |db| store::calibration::table(db, &id)).await.unwrap();
        assert_eq!((table.cases.len(), table.answers.len()), (1, 0));
    }

    async fn only_coordinators_open_and_close(house) {
        let applicant = house.accepted("ferme").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let set = open(&ines, "Clubs", &applicant.reference).await.path;
        let page = ana.get(LIST).await;
        assert!(page.each("main form", "action").is_empty());
        let token = ana.get("/equipe/moi").await.value("csrf");
        for path in [LIST.to_owned(), format!("{set}/fermeture")] {
            assert_eq!(ana.post(&path, &[("csrf", &token), ("title", "Moi"), ("references", &applicant.reference)]).await.status, 404, "{path}");
        }
        assert!(ana.get(&set).await.has("Lire le cas 1"), "it is still open");
        for path in [format!("{LIST}/rien"), format!("{LIST}/019a0000-0000-7000-8000-000000000000"), format!("{set}/7"), format!("{set}/rien")] {
            assert_eq!(ana.get(&path).await.status, 404, "{path}");
        }
    }
}
