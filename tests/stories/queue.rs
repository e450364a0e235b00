//! The queue: filters, search, order, views, what waits for me, several at once (spec 5.1, 5.3, 5.9, 5.10).

use crate::browser::Page;
use crate::house::{Applicant, House, fill};
use chrono::Duration;

/// The names of the lines, in their order.
fn lines(page: &Page) -> Vec<String> {
    let html = page.html();
    let links = scraper::Selector::parse(".queue .who a").unwrap();
    html.select(&links).map(|link| link.text().collect()).collect()
}

/// An association with other answers, confirmed.
async fn applicant(house: &House, slug: &str, changed: &[(&'static str, &str)]) -> Applicant {
    let (browser, email) = (house.visitor(), format!("contact@{slug}.example"));
    let mut fields = vec![("slug", slug), ("email", email.as_str())];
    fields.extend(changed);
    let page = fill(&browser, slug, &fields).await;
    assert_eq!(page.path, "/demande/recu", "{}", page.text());
    let reference = page.reference();
    house.tick().await;
    let status = house.letters_to(&email).pop().unwrap().path("/demande/suivi/");
    let page = browser.get(&status).await;
    browser.submit(&page, "/confirmation", &[]).await;
    house.app.clock.advance(Duration::minutes(1));
    Applicant { browser, reference, email, status }
}

/// Three associations that differ.
async fn three(house: &House) -> [Applicant; 3] {
    let purpose = "Réunir les œuvres de la batellerie et transmettre le halage aux enfants, dans un petit musée au bord de l’eau tranquille.";
    [
        applicant(house, "alpha", &[("organization_name", "Zeste de berge"), ("field", "environment"), ("country", "FR")]).await,
        applicant(house, "beta", &[("organization_name", "Élan du canal"), ("field", "culture"), ("country", "BE"), ("purpose", purpose)]).await,
        applicant(house, "gamma", &[("organization_name", "Mairie de Montbrume"), ("field", "culture"), ("legal_form", "union")]).await,
    ]
}

stories! {
    async fn filters_combine_and_live_in_the_address(house) {
        three(&house).await;
        let ana = house.volunteer("ana").await;
        assert_eq!(lines(&ana.get("/equipe").await), ["Zeste de berge", "Élan du canal", "Mairie de Montbrume"]);
        assert_eq!(lines(&ana.get("/equipe?onglet=to_read&domaine=culture").await), ["Élan du canal", "Mairie de Montbrume"]);
        assert_eq!(lines(&ana.get("/equipe?onglet=to_read&domaine=culture&pays=BE").await), ["Élan du canal"]);
        let malik = house.volunteer("malik").await;
        assert_eq!(lines(&malik.get("/equipe?onglet=to_read&forme=union").await), ["Mairie de Montbrume"], "the address shows the same to all");
        assert_eq!(lines(&malik.get("/equipe?onglet=to_read&mains=nobody&constat=eligible").await).len(), 2);
        let none = ana.get("/equipe?onglet=to_read&domaine=sport").await;
        assert!(none.has("Aucune demande ne correspond"));
        // Made by hand: left out, or the beginning; never a failure.
        for odd in ["domaine=rien", "tri=xxx", "apres=1.2.3", "apres=0.99999999999999999.x.y", "avant=%00", "constat[]=eligible", "onglet=%F0%9F%9A%A3", "apres=0.1.019a0000-0000-7000-8000-000000000000.%25"] {
            assert_eq!(ana.get(&format!("/equipe?onglet=to_read&{odd}")).await.status, 200, "{odd}");
        }
    }

    async fn the_last_filters_of_a_tab_are_there_again(house) {
        three(&house).await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        ana.get("/equipe?onglet=to_read&domaine=culture").await;
        let page = ana.get("/equipe").await;
        assert_eq!(lines(&page).len(), 2);
        assert!(page.has("Liste filtrée"));
        assert_eq!(lines(&ana.get("/equipe?onglet=all").await).len(), 3, "each tab has its own");
        assert_eq!(lines(&malik.get("/equipe").await).len(), 3, "and each volunteer");
        ana.get("/equipe?onglet=to_read&tout=1").await;
        assert_eq!(lines(&ana.get("/equipe").await).len(), 3);
    }

    async fn a_view_is_kept_under_a_name_and_forgotten(house) {
        three(&house).await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = ana.get("/equipe?onglet=to_read&domaine=culture&q=mairie").await;
        let kept = ana.submit(&page, "/equipe/vues", &[("name", "  Culture   ici ")]).await;
        assert!(kept.has("Vue gardée : Culture ici") && kept.has("Mes vues (1)"), "{}", kept.text());
        let view = kept.each("details a[href^='/equipe?']", "href").pop().unwrap();
        assert_eq!(lines(&ana.get(&view).await), ["Mairie de Montbrume"]);
        assert!(!malik.get("/equipe").await.has("Mes vues"));
        let action = kept.each("form[action$='/suppression']", "action").pop().unwrap();
        let token = malik.get("/equipe").await.value("csrf");
        assert_eq!(malik.post(&action, &[("csrf", &token)]).await.status, 404, "not another's");
        assert!(ana.submit(&kept, "/suppression", &[]).await.has("Vue oubliée"));
    }

    async fn searching_finds_words_of_any_text_by_their_beginning(house) {
        let [zeste, ..] = three(&house).await;
        let ana = house.volunteer("ana").await;
        for (words, expected) in [
            ("elan", vec!["Élan du canal"]),
            ("ÉLAN CANAL", vec!["Élan du canal"]),
            ("œuvres batel", vec!["Élan du canal"]),
            ("oeuvre halage", vec!["Élan du canal"]),
            ("zeste montbrume", vec!["Zeste de berge"]),
            ("beta.example", vec!["Élan du canal"]),
            ("halage zeste", vec![]),
            ("%", vec![]),
            ("\"", vec![]),
            ("NEAR AND OR *", vec![]),
            ("'; DROP TABLE applications", vec![]),
        ] {
            let q: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
            let page = ana.get(&format!("/equipe?onglet=all&q={q}")).await;
            assert_eq!((page.status, lines(&page)), (200, expected.into_iter().map(str::to_owned).collect()), "{words}");
        }
        assert_eq!(lines(&ana.get(&format!("/equipe?onglet=all&q={}", zeste.reference)).await), ["Zeste de berge"]);
        assert_eq!(ana.get(&format!("/equipe?onglet=all&q={}", "a".repeat(2000))).await.status, 200);
        // What changes is found by its new words, and no more by the old.
        let ask = ana.get(&zeste.file()).await;
        ana.submit(&ask, "/prise-en-charge", &[]).await;
        let ask = ana.get(&zeste.file()).await;
        ana.submit(&ask, "/questions", &[("message", "Votre nom ?"), ("fields", "organization_name")]).await;
        let page = zeste.browser.get(&zeste.status).await;
        zeste.browser.submit(&page, "/reponse", &[("organization_name", "Citron pressé")]).await;
        assert_eq!(lines(&ana.get("/equipe?onglet=all&q=citron").await), ["Citron pressé"]);
        assert!(lines(&ana.get("/equipe?onglet=all&q=zeste").await).is_empty());
    }

    async fn a_search_of_many_hits_finds_the_same_another_way(house) {
        use passeur::domain::values::VolunteerId;
        use passeur::store::queue::{Query, lines_past};
        three(&house).await;
        let who = VolunteerId::parse("019a0000-0000-7000-8000-000000000000").unwrap();
        for (words, expected) in [("montbrume", 3), ("canal", 1), ("zeste elan", 0), ("halage eau", 1), ("berg", 1)] {
            let query = Query { words: words.into(), ..Query::of(None, who.clone(), house.app.now()) };
            let found = house.app.store.read(move |db| {
                let names = |lines: Vec<passeur::store::queue::Line>| lines.into_iter().map(|line| line.organization_name).collect::<Vec<_>>();
                Ok::<_, passeur::store::Error>((names(lines_past(db, &query, 10, 1000)?), names(lines_past(db, &query, 10, 1)?)))
            });
            let (few, many) = found.await.unwrap();
            assert_eq!((few.len(), &few), (expected, &many), "{words}");
        }
    }

    async fn columns_are_sorted_both_ways_and_pages_follow(house) {
        for (n, name) in ["Bravo", "éclair", "Delta", "alizé", "Écume"].iter().enumerate() {
            applicant(&house, &format!("nom-{n}"), &[("organization_name", name)]).await;
        }
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe?onglet=to_read&tri=name").await;
        assert_eq!(lines(&page), ["alizé", "Bravo", "Delta", "éclair", "Écume"], "case and accents do not count");
        assert_eq!(page.each("th[aria-sort]", "aria-sort"), ["ascending"]);
        let down = page.each("th[aria-sort] a", "href").pop().unwrap();
        assert_eq!(lines(&ana.get(&down).await), ["Écume", "éclair", "Delta", "Bravo", "alizé"]);
        assert_eq!(lines(&ana.get("/equipe?onglet=to_read&tri=latest").await), ["Écume", "alizé", "Delta", "éclair", "Bravo"]);
    }

    async fn an_answer_comes_back_to_who_asked_and_first(house) {
        let [_, beta, _] = three(&house).await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = malik.get(&beta.file()).await;
        malik.submit(&page, "/prise-en-charge", &[]).await;
        let page = malik.get(&beta.file()).await;
        malik.submit(&page, "/questions", &[("message", "Depuis quand ?")]).await;
        assert!(!malik.get("/equipe").await.has("Pour moi d’abord"));
        assert_eq!(lines(&ana.get("/equipe?onglet=asked").await), ["Élan du canal"]);
        let page = beta.browser.get(&beta.status).await;
        beta.browser.submit(&page, "/reponse", &[("message", "Depuis 2010.")]).await;
        let queue = malik.get("/equipe").await;
        assert!(queue.has("Pour moi d’abord 1") && queue.has("a répondu"), "{}", queue.text());
        assert!(!ana.get("/equipe").await.has("Pour moi d’abord"));
        assert_eq!(lines(&ana.get("/equipe?onglet=to_read&mot=applicant").await), ["Élan du canal"]);
        let next = malik.submit(&queue, "/equipe/suivante", &[]).await;
        assert_eq!(next.path, beta.file(), "the next one is the answer");
    }

    async fn ten_are_taken_at_once_and_no_one_s_twice(house) {
        for n in 0..12 {
            house.applicant(&format!("dizaine-{n}")).await;
        }
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = ana.get("/equipe").await;
        let page = ana.submit(&page, "/equipe/suivante", &[("combien", "10")]).await;
        assert!(page.has("10 dossiers pris en charge") && page.has("Pour moi d’abord 10"), "{}", page.text());
        let page = malik.get("/equipe").await;
        let page = malik.submit(&page, "/equipe/suivante", &[("combien", "10")]).await;
        assert!(page.has("2 dossiers pris en charge"), "{}", page.text());
    }

    async fn who_is_taken_over_from_is_told(house) {
        let applicant = house.applicant("repris").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = ana.get(&applicant.file()).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = malik.get(&applicant.file()).await;
        assert!(page.has("ana tient ce dossier"));
        let page = malik.submit(&page, "/reprise", &[]).await;
        assert!(page.has("Le dossier est chez vous") && page.has("Vous tenez ce dossier"), "{}", page.text());
        let told = ana.get("/equipe").await;
        assert!(told.has("malik a repris le dossier Atelier repris"), "{}", told.text());
        assert!(!ana.get("/equipe").await.has("a repris le dossier"), "once");
        let late = ana.get(&format!("{}?decision=accept", applicant.file())).await;
        assert!(late.has("malik tient ce dossier"));
    }

    async fn a_file_is_handed_to_a_colleague_with_a_note(house) {
        let applicant = house.applicant("transmis").await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = ana.get(&applicant.file()).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = ana.get(&applicant.file()).await;
        let to = page.each("#to option", "value").pop().unwrap();
        let page = ana.submit(&page, "/transmission", &[("to", &to), ("note", "Tu connais ce réseau mieux que moi.")]).await;
        assert!(page.has("Le dossier est transmis") && page.has("Personne ne tient ce dossier"), "{}", page.text());
        let queue = malik.get("/equipe").await;
        assert!(queue.has("ana vous transmet le dossier Atelier transmis") && queue.has("Pour moi d’abord 1"), "{}", queue.text());
        let page = malik.get(&applicant.file()).await;
        assert!(page.has("Note de ana") && page.has("Tu connais ce réseau mieux que moi."));
        assert!(!applicant.browser.get(&applicant.status).await.has("Tu connais"), "the applicant never reads notes");
        let again = malik.submit(&page, "/notes", &[("note", "Oui, vu.")]).await;
        assert!(again.has("Note enregistrée") && again.has("Oui, vu."));
        let odd = ana.get(&applicant.file()).await.value("csrf");
        let page = ana.post(&format!("{}/transmission", applicant.file()), &[("csrf", &odd), ("to", "x")]).await;
        assert!(page.has("Choisissez une personne"), "{}", page.text());
    }

    async fn several_are_decided_at_once_each_checked_again(house) {
        let [zeste, elan, mairie] = three(&house).await;
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let page = malik.get(&elan.file()).await;
        malik.submit(&page, "/prise-en-charge", &[]).await;
        let queue = ana.get("/equipe").await;
        let chosen: Vec<(&str, &str)> = [&zeste, &elan, &mairie].map(|one| ("references", one.reference.as_str())).into();
        let page = ana.submit(&queue, "/equipe/lot", &chosen).await;
        assert!(page.has("3 demandes à la fois"), "{}", page.text());
        let missing = ana.submit(&page, "/equipe/lot", &[&chosen[..], &[("decision", "refuse")]].concat()).await;
        assert!(missing.status == 422 && missing.has("Cochez au moins une raison"), "{}", missing.text());
        let done = ana.submit(&page, "/equipe/lot", &[&chosen[..], &[("decision", "wait"), ("priority", "1"), ("motive", "plus tard")]].concat()).await;
        assert!(done.has("2 sur 3 décidées") && done.has("malik tient ce dossier"), "{}", done.text());
        let again = ana.submit(&page, "/equipe/lot", &[&chosen[..], &[("decision", "accept")]].concat()).await;
        assert!(again.has("0 sur 3 décidées"), "sent twice decides nothing more: {}", again.text());
        house.let_it_leave().await;
        assert!(house.letters_to(&zeste.email).pop().unwrap().subject.contains("liste d’attente"));
        assert!(!house.letters_to(&elan.email).iter().any(|letter| letter.subject.contains("liste d’attente")));
        let empty = ana.submit(&queue, "/equipe/lot", &[]).await;
        assert!(empty.has("Cochez au moins une demande"));
    }
}
