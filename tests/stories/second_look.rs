//! Second looks: a share of decisions is read blind by someone else while letter and order are held.

use crate::browser::{Browser, Page};
use crate::house::{Applicant, House, On};
use crate::queries;
use chrono::Duration;
use passeur::clockwork;
use passeur::domain::second_look::comparison::Comparison;
use passeur::store;

const LIST: &str = "/equipe/seconds-regards";
const FIGURES: &str = "/coordination/seconds-regards";

/// The same house, where every decision is proposed to a second volunteer.
fn watchful(house: &House) -> House {
    house.under(|policy| policy.blind_share = 100)
}

async fn decide(who: &Browser, applicant: &Applicant, decision: &str) -> Page {
    let page = who.get(&format!("{}?decision={decision}", applicant.file())).await;
    let fields: &[(&str, &str)] = match decision {
        "refuse" => &[("reasons", "company"), ("reasons", "full"), ("motive", "une entreprise")],
        "drop" => &[("motive", "un robot")],
        _ => &[],
    };
    let after = who.submit(&page, "/decision", fields).await;
    assert_eq!(after.status, 200, "{}", after.text());
    after
}

/// The decisions that someone may look at.
async fn open_to(who: &Browser) -> Vec<String> {
    who.get(LIST).await.each("main table a", "href").into_iter().filter(|href| href.starts_with(LIST)).collect()
}

/// The one decision that someone may look at, opened.
async fn case(who: &Browser) -> Page {
    let open = open_to(who).await;
    assert_eq!(open.len(), 1, "{open:?}");
    let page = who.get(&open[0]).await;
    assert_eq!((page.status, &page.path), (200, &open[0]));
    page
}

async fn answer(who: &Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let id = page.path.clone();
    who.submit(page, &id, fields).await
}

async fn comparisons(house: &House) -> Vec<Comparison> {
    let since = house.app.now() - Duration::days(60);
    let found = house.app.store.read(move |db| store::comparison::since(db, since)).await.unwrap();
    found.into_iter().map(|(_, comparison)| comparison).collect()
}

/// Rows of `second_looks`.
async fn rows(house: &House) -> i64 {
    let read = house.app.store.read(|db| {
        use diesel::prelude::*;
        Ok::<_, store::Error>(store::schema::second_looks::table.count().get_result::<i64>(&mut **db)?)
    });
    read.await.unwrap()
}

stories! {
    async fn by_default_no_decision_waits_for_a_second_look(house) {
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let applicant = house.applicant("sans-regard").await;
        let after = decide(&ana, &applicant, "accept").await;
        assert!(after.has("La lettre part à 10 h 10"), "{}", after.text());
        assert!(!malik.get("/equipe").await.has("Seconds regards"));
        assert!(malik.get(LIST).await.has("Rien à regarder"));
        house.let_it_leave().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3);
        assert_eq!((rows(&house).await, comparisons(&house).await), (0, vec![]));
    }

    async fn a_drawn_decision_waits_beyond_the_undo_delay_and_leaves_once_both_agree(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let applicant = house.applicant("deux-regards").await;
        let after = decide(&ana, &applicant, "accept").await;
        assert!(after.has("attend un second regard, jusqu’au 24 novembre 2026 à 10 h 00"), "{}", after.text());
        assert!(ana.get(&applicant.file()).await.has("attendent un second regard, jusqu’au 24 novembre 2026 à 10 h 00 au plus tard"));
        house.advance(Duration::minutes(90)).await;
        assert_eq!(house.letters_to(&applicant.email).len(), 2, "still held");
        assert!(applicant.browser.get(&applicant.status).await.has("dans la file"), "nothing is said yet");

        assert!(malik.get("/equipe").await.has("Seconds regards (1)"));
        let page = case(&malik).await;
        assert!(page.has("réparer son vélo"), "{}", page.text());
        for told in ["deux-regards", "Montbrume", "38990", "remise.example", "W381004271", &applicant.reference, &applicant.email] {
            assert!(!page.body.contains(told), "{told} shows");
        }
        let words = page.at("main");
        assert!(!words.contains("ana ") && !words.contains("Décision prise") && page.each("input[checked]", "value").is_empty(), "{words}");
        let page = answer(&malik, &page, &[("choice", "accept")]).await;
        assert!(page.has("Vous êtes du même avis") && page.has("Décision prise Accepter Second regard Accepter"), "{}", page.text());
        house.tick().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3, "at once: the undo delay is over");
        assert!(!malik.get("/equipe").await.has("Seconds regards"));
        assert!(malik.get(&page.path).await.has("La lettre part, ou est partie"));
        assert!(!ana.get("/equipe").await.has("diffère"));
        house.advance(Duration::days(31)).await;
        assert_eq!(rows(&house).await, 0, "who thought what is forgotten");
        assert_eq!(comparisons(&house).await.len(), 1);
    }

    async fn an_agreement_within_the_undo_delay_leaves_the_rest_of_it(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let (one, other) = (house.applicant("delai-un").await, house.applicant("delai-deux").await);
        decide(&ana, &one, "accept").await;
        house.app.clock.advance(Duration::minutes(2));
        let page = case(&malik).await;
        assert!(answer(&malik, &page, &[("choice", "accept")]).await.has("La lettre part le 23 novembre 2026 à 10 h 10"));
        decide(&ana, &other, "accept").await;
        let page = case(&malik).await;
        answer(&malik, &page, &[("choice", "accept")]).await;
        house.advance(Duration::minutes(7)).await;
        assert_eq!(house.letters_to(&one.email).len(), 2, "nine minutes");
        let file = ana.get(&other.file()).await;
        assert!(file.has("attendent jusqu’à 10 h 12") && ana.submit(&file, "/annulation", &[]).await.has("Décision annulée"), "{}", file.text());
        house.advance(Duration::minutes(1)).await;
        assert_eq!(house.letters_to(&one.email).len(), 3);
        house.advance(Duration::days(2)).await;
        assert_eq!(house.letters_to(&other.email).len(), 2);
    }

    async fn a_disagreement_is_told_to_who_decided_and_either_may_take_it_back(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let applicant = house.applicant("avis-contraires").await;
        decide(&ana, &applicant, "refuse").await;
        house.advance(Duration::hours(1)).await;
        let page = case(&malik).await;
        let page = answer(&malik, &page, &[("choice", "accept"), ("reasons", "company"), ("word", "Une coopérative,\nnon ?")]).await;
        assert!(page.has("Vos avis diffèrent") && page.has("Décision prise Refuser Second regard Accepter"), "{}", page.text());
        assert!(page.has("Entreprise ou coopérative les deux") && page.has("Plus de place en ce moment la décision seule"), "{}", page.text());
        assert!(open_to(&malik).await.is_empty());
        assert!(malik.get(LIST).await.has("Atelier avis-contraires Refuser Accepter 24 novembre 2026 à 10 h 00"));

        let told = ana.get("/equipe").await;
        assert!(told.has("Un second regard diffère du vôtre sur Atelier avis-contraires"), "{}", told.text());
        assert!(!ana.get("/equipe").await.has("diffère du vôtre"), "once");
        let file = ana.get(&applicant.file()).await;
        assert!(file.has("Un second regard diffère") && file.has("malik a lu cette demande sans savoir") && file.has("Une coopérative, non ?"), "{}", file.text());
        assert!(ana.submit(&file, "/annulation", &[]).await.has("Décision annulée"));
        assert!(!ana.get(&applicant.file()).await.has("Un second regard diffère"));

        // They talked: the next decision is not looked at again.
        assert!(decide(&ana, &applicant, "accept").await.has("La lettre part à 11 h 10"));
        assert!(open_to(&house.volunteer("lea").await).await.is_empty());
        house.let_it_leave().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3);
    }

    async fn a_refusal_is_not_erased_before_someone_looked_or_a_day_passed(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let (seen, unseen) = (house.applicant("refus-vu").await, house.applicant("refus-non-vu").await);
        decide(&ana, &seen, "refuse").await;
        let page = case(&malik).await;
        answer(&malik, &page, &[("choice", "wait"), ("reasons", "full")]).await;
        decide(&ana, &unseen, "refuse").await;
        house.advance(Duration::hours(24) - Duration::seconds(1)).await;
        let (ana, ines) = (house.volunteer("ana").await, house.coordinator("ines").await);
        for applicant in [&seen, &unseen] {
            assert_eq!(house.letters_to(&applicant.email).len(), 2);
            assert_eq!(ana.get(&applicant.file()).await.status, 200);
        }
        house.advance(Duration::seconds(1)).await;
        for applicant in [&seen, &unseen] {
            assert_eq!(house.letters_to(&applicant.email).len(), 3, "it leaves as usual");
            assert_eq!(ana.get(&applicant.file()).await.status, 404);
        }
        assert_eq!(rows(&house).await, 0);
        let page = ines.get(FIGURES).await;
        assert!(page.has("100 % des décisions") && page.has("novembre 2026 1 0 1 1"), "{}", page.text());
        assert!(page.has("Entreprise ou coopérative 0 1") && page.has("Plus de place en ce moment 1 0"), "{}", page.text());
        let words = page.at("main");
        assert!(!words.contains("ana") && !words.contains("malik") && !words.contains("refus-"), "{words}");
        assert_eq!(ana.get(FIGURES).await.status, 404);
    }

    async fn what_is_dropped_is_never_looked_at(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let applicant = house.applicant("robot-vu").await;
        decide(&ana, &applicant, "drop").await;
        assert!(open_to(&malik).await.is_empty());
        house.let_it_leave().await;
        assert_eq!(ana.get(&applicant.file()).await.status, 404);
        assert!(comparisons(&house).await.is_empty());
    }

    async fn nobody_looks_at_what_they_had_in_hand(house) {
        let house = watchful(&house);
        let [ana, noted, asked, held, given, malik] =
            futures_util::future::join_all(["ana", "note", "demande", "tient", "recoit", "malik"].map(|name| house.volunteer(name))).await.try_into().unwrap_or_else(|_| panic!());
        let applicant = house.applicant("en-main").await;
        let file = noted.get(&applicant.file()).await;
        noted.submit(&file, "/notes", &[("note", "Je refuserais.")]).await;
        let file = held.get(&applicant.file()).await;
        let file = held.submit(&file, "/prise-en-charge", &[]).await;
        let to = file.html().select(&scraper::Selector::parse("#to option").unwrap()).find(|o| o.text().collect::<String>() == "recoit").unwrap().value().attr("value").unwrap().to_owned();
        held.submit(&file, "/transmission", &[("to", &to)]).await;
        let file = asked.get(&applicant.file()).await;
        asked.submit(&file, "/questions", &[("message", "Êtes-vous une entreprise ?")]).await;
        house.tick().await;
        decide(&ana, &applicant, "accept").await;

        let open = open_to(&malik).await;
        assert_eq!(open.len(), 1);
        for one in [&ana, &noted, &asked, &held, &given] {
            assert!(open_to(one).await.is_empty() && !one.get("/equipe").await.has("Seconds regards (1)"));
            let page = one.get(&open[0]).await;
            assert!(page.path == LIST && page.has("Vous avez déjà eu ce dossier en main"), "{}", page.text());
            let token = one.get("/equipe/moi").await.value("csrf");
            let page = one.post(&open[0], &[("csrf", &token), ("choice", "accept")]).await;
            assert!(page.status == 409 && page.has("Vous avez déjà eu ce dossier en main"), "{}", page.text());
        }
        assert!(comparisons(&house).await.is_empty());
        assert!(answer(&malik, &malik.get(&open[0]).await, &[("choice", "accept")]).await.has("Vous êtes du même avis"));
    }

    async fn a_look_that_comes_too_late_says_why_and_keeps_what_was_typed(house) {
        // An hour, so that nobody has to log in again meanwhile.
        let house = watchful(&house).under(|policy| policy.second_look_hours = 1);
        let (ana, malik, lea) = (house.volunteer("ana").await, house.volunteer("malik").await, house.volunteer("lea").await);
        let typed = [("choice", "refuse"), ("reasons", "school"), ("word", "Un mot à garder.")];
        let kept = |page: &Page, why: &str| {
            assert_eq!(page.status, 409);
            assert!(page.has(why) && page.has("Votre avis n’a pas été pris") && page.has("École, collège, lycée ou université"), "{}", page.text());
            assert!(page.body.contains("Un mot à garder."));
        };

        let applicant = house.applicant("trop-tard").await;
        decide(&ana, &applicant, "accept").await;
        let (stale, other) = (case(&malik).await, case(&lea).await);
        let file = ana.get(&applicant.file()).await;
        ana.submit(&file, "/annulation", &[]).await;
        kept(&answer(&malik, &stale, &typed).await, "annulée entre-temps");
        assert!(malik.get(&stale.path).await.has("annulée entre-temps") && open_to(&malik).await.is_empty());

        // Decided anew, it is looked at anew: undoing is no way around.
        decide(&ana, &applicant, "wait").await;
        let (page, late) = (case(&malik).await, case(&lea).await);
        assert_ne!(page.path, other.path);
        kept(&answer(&lea, &other, &typed).await, "annulée entre-temps");
        answer(&malik, &page, &[("choice", "wait")]).await;
        kept(&answer(&lea, &late, &typed).await, "Quelqu’un d’autre vient de répondre");
        let twice = answer(&malik, &page, &[("choice", "refuse"), ("reasons", "school")]).await;
        assert!(twice.status == 200 && twice.has("Vous êtes du même avis"), "the first click counts: {}", twice.text());
        house.let_it_leave().await;
        kept(&answer(&lea, &late, &typed).await, "a pris effet entre-temps");

        let applicant = house.applicant("parti").await;
        decide(&ana, &applicant, "accept").await;
        let stale = case(&malik).await;
        house.app.clock.advance(Duration::hours(1));
        kept(&answer(&malik, &stale, &typed).await, "a pris effet entre-temps");
        house.tick().await;
        kept(&answer(&malik, &stale, &typed).await, "a pris effet entre-temps");

        let applicant = house.applicant("retiree").await;
        decide(&ana, &applicant, "accept").await;
        let stale = case(&malik).await;
        let page = applicant.browser.get(&format!("{}/retrait", applicant.status)).await;
        applicant.browser.submit(&page, "", &[]).await;
        kept(&answer(&malik, &stale, &typed).await, "Cette demande n’existe plus");
        assert_eq!(malik.get(&stale.path).await.status, 404);
        house.tick().await;

        let seen: Vec<Option<bool>> = comparisons(&house).await.iter().map(Comparison::agrees).collect();
        assert!(seen.len() == 2 && seen.contains(&Some(true)) && seen.contains(&None), "{seen:?}");
    }

    async fn what_is_to_be_mended_is_said_and_nothing_typed_is_lost(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let applicant = house.applicant("a-mender").await;
        decide(&ana, &applicant, "accept").await;
        let page = case(&malik).await;
        let bare = answer(&malik, &page, &[("word", "Gardé.")]).await;
        assert_eq!((bare.status, bare.each(".panel.stop a", "href"), bare.value("word").trim()), (422, vec!["#choice".to_owned()], "Gardé."));
        let bare = answer(&malik, &page, &[("choice", "refuse")]).await;
        assert_eq!((bare.status, bare.each(".panel.stop a", "href")), (422, vec!["#reasons".to_owned()]));
        assert_eq!(malik.get(&format!("{LIST}/rien")).await.status, 404);
    }

    async fn two_looks_at_once_or_a_look_and_an_undo_have_one_winner(house) {
        let house = watchful(&house);
        let other = house.second_server();
        let (ana, malik, lea) = (house.volunteer("ana").await, house.volunteer("malik").await, other.volunteer("lea").await);
        for n in 0..6 {
            let applicant = house.applicant(&format!("course-{n}")).await;
            decide(&ana, &applicant, "accept").await;
            let (one, two) = (case(&malik).await, case(&lea).await);
            if n % 2 == 0 {
                let (one, two) = futures_util::future::join(answer(&malik, &one, &[("choice", "wait")]), answer(&lea, &two, &[("choice", "wait")])).await;
                let mut statuses = [one.status, two.status];
                statuses.sort_unstable();
                assert_eq!(statuses, [200, 409], "{}\n{}", one.text(), two.text());
            } else {
                let file = ana.get(&applicant.file()).await;
                let (looked, undone) = futures_util::future::join(answer(&malik, &one, &[("choice", "wait")]), ana.submit(&file, "/annulation", &[])).await;
                assert_eq!(undone.status, 200, "held either way: {}", undone.text());
                assert!([200, 409].contains(&looked.status));
            }
        }
        house.advance(Duration::hours(24)).await;
        let (one, two) = futures_util::future::join(clockwork::tick(&house.app), clockwork::tick(&other.app)).await;
        assert!(one.is_ok() && two.is_ok());
        for n in 0..6 {
            let letters = house.letters_to(&format!("contact@course-{n}.example")).len();
            assert_eq!(letters, if n % 2 == 0 { 3 } else { 2 }, "{n}");
        }
    }

    async fn a_word_of_the_applicant_meanwhile_is_read_too_and_stops_nothing(house) {
        let house = watchful(&house);
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let applicant = house.applicant("precision").await;
        decide(&ana, &applicant, "accept").await;
        let stale = case(&malik).await;
        let page = applicant.browser.get(&applicant.status).await;
        applicant.browser.submit(&page, "/reponse", &[("message", "L’Atelier precision compte aussi dix jeunes.")]).await;
        let page = malik.get(&stale.path).await;
        assert!(page.has("compte aussi dix jeunes") && !page.has("precision"), "{}", page.text());
        assert!(answer(&malik, &stale, &[("choice", "accept")]).await.has("Vous êtes du même avis"));
        house.let_it_leave().await;
        assert_eq!(house.letters_to(&applicant.email).len(), 3);
    }
}

#[actix_web::test]
async fn the_pages_of_second_looks_ask_as_much_of_two_as_of_twelve() {
    queries::listen();
    for on in [On::Sqlite, On::Postgres] {
        let house = House::on(on).with_policy(|policy| policy.blind_share = 100);
        let (ana, malik, ines) = (house.volunteer("ana").await, house.volunteer("malik").await, house.coordinator("ines").await);
        let decided = async |from: usize, to: usize| {
            for n in from..to {
                let applicant = house.applicant(&format!("compte-{n}")).await;
                decide(&ana, &applicant, "refuse").await;
            }
        };
        decided(0, 3).await;
        let open = open_to(&malik).await;
        answer(&malik, &malik.get(&open[0]).await, &[("choice", "accept")]).await;
        let pages = [(&malik, LIST), (&malik, open[1].as_str()), (&malik, open[0].as_str()), (&ines, FIGURES)];
        let mut few = Vec::new();
        for (who, path) in pages {
            few.push(queries::asked(&house, who, path).await.0.len());
        }
        decided(3, 13).await;
        for path in open_to(&malik).await.iter().filter(|path| **path != open[1]).take(4) {
            answer(&malik, &malik.get(path).await, &[("choice", "wait"), ("reasons", "school")]).await;
        }
        let mut many = Vec::new();
        for (who, path) in pages {
            many.push(queries::asked(&house, who, path).await.0.len());
        }
        assert_eq!(few, many);
        assert!(few.iter().all(|n| (1..=14).contains(n)), "{few:?}");
        house.rest().await;
    }
}
