//! Sieves against waves: what they do to what arrives, what they would touch, a sweep of three hundred and the way back.

use crate::browser::{Browser, Page};
use crate::hammer::apply;
use crate::house::{Applicant, House, fill};
use chrono::Duration;
use passeur::domain::application::{Application, State};
use passeur::domain::sieve::Grade;
use passeur::domain::values::{ApplicationId, Reference};
use passeur::store::{self, trace};

const LIST: &str = "/coordination/filtres";

/// A sieve of the names that begin with « Atelier vague », as it is typed.
fn typed(grade: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "La vague"),
        ("name_pattern", "ATELIER vagu*"),
        ("grade", grade),
        ("motive", "Des robots, depuis ce matin"),
        ("days", "14"),
        ("sure", "yes"),
        ("action", "save"),
    ]
}

/// What is typed, with other words.
fn other(grade: &'static str, changed: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = typed(grade);
    fields.retain(|(name, _)| !changed.iter().any(|(one, _)| one == name));
    fields.extend(changed);
    fields
}

async fn send(ines: &Browser, fields: &[(&str, &str)]) -> Page {
    let page = ines.get("/coordination/filtres/nouveau").await;
    ines.submit(&page, "/coordination/filtres#apercu", fields).await
}

/// Makes it; the page of the sieve.
async fn made(ines: &Browser, fields: &[(&str, &str)]) -> Page {
    let page = send(ines, fields).await;
    assert!(page.status == 200 && page.has("enregistré. Il vaut pour ce qui arrive"), "{}", page.text());
    page
}

async fn task(ines: &Browser, sieve: &Page, task: &str) -> Page {
    let page = ines.get(&sieve.path).await;
    ines.submit(&page, "/passage", &[("task", task)]).await
}

async fn find(house: &House, id: &ApplicationId) -> Application {
    let id = id.clone();
    house.app.store.read(move |db| store::application::find(db, &id)).await.unwrap().unwrap()
}

async fn by_reference(house: &House, reference: &str) -> Option<Application> {
    let reference = Reference::parse(reference).unwrap();
    house.app.store.read(move |db| store::application::by_reference(db, &reference)).await.unwrap()
}

async fn verbs(house: &House, id: &ApplicationId) -> Vec<String> {
    let id = id.to_string();
    let traces = house.app.store.read(move |db| trace::about(db, &id)).await.unwrap();
    traces.into_iter().map(|one| one.verb).collect()
}

fn lines(page: &Page) -> Vec<String> {
    page.each(".queue .who a", "href").into_iter().map(|href| href.rsplit('/').next().unwrap().to_owned()).collect()
}

/// What the clockwork does for sieves, and nothing else: three hundred that are all alike are a long work for kinship.
async fn sweep(house: &House) {
    while passeur::actions::sieve::go_on(&house.app).await.unwrap() > 0 {}
}

/// Sends a form as a robot does: no letter is waited for.
async fn robot(house: &House, slug: &str, from: &str) -> (Browser, String) {
    let browser = house.visitor().from(from);
    let page = fill(&browser, slug, &[("slug", slug), ("email", &format!("contact@{slug}.example"))]).await;
    assert_eq!(page.path, "/demande/recu", "{}", page.text());
    assert!(page.has("mail"), "as usual: {}", page.text());
    house.tick().await;
    (browser, page.reference())
}

async fn confirm(house: &House, browser: Browser, slug: &str, reference: String) -> Applicant {
    let email = format!("contact@{slug}.example");
    let status = house.letters_to(&email).pop().expect("the letter to confirm").path("/demande/suivi/");
    let page = browser.get(&status).await;
    let page = browser.submit(&page, "/confirmation", &[]).await;
    assert!(page.has("la demande est dans la file"), "the applicant sees no difference: {}", page.text());
    house.tick().await;
    Applicant { browser, reference, email, status }
}

stories! {
    async fn a_noted_one_is_tagged_and_a_lowered_one_goes_to_the_end_until_it_is_put_back(house) {
        let (ana, ines) = (house.volunteer("ana").await, house.coordinator("ines").await);
        let noted = made(&ines, &other("note", &[("name", "Douteux"), ("name_pattern", "atelier doute*")])).await;
        let lowered = made(&ines, &typed("lower")).await;
        let doubt = house.applicant("doute").await;
        let wave = house.applicant("vague-1").await;
        house.app.clock.advance(Duration::minutes(5));
        let late = house.applicant("apres").await;
        let queue = ana.get("/equipe?onglet=to_read&tout=1").await;
        assert_eq!(lines(&queue), [&doubt.reference, &late.reference, &wave.reference].map(Clone::clone));
        assert!(queue.has("signalée") && queue.has("fin de file"), "{}", queue.text());
        let file = ana.get(&doubt.file()).await;
        assert!(file.has("Le filtre « Douteux » signale cette demande") && file.has("Signalée par le filtre « Douteux »"), "{}", file.text());
        assert!(ana.get(&wave.file()).await.has("Mise en fin de file par le filtre « La vague »"));
        assert!(!ana.get(&late.file()).await.has("filtre"));
        // An application that is worked on keeps its rank; put back, it takes its own again.
        task(&ines, &lowered, "put_back").await;
        house.tick().await;
        let queue = ana.get("/equipe?onglet=to_read&tout=1").await;
        assert_eq!(lines(&queue), [&doubt.reference, &wave.reference, &late.reference].map(Clone::clone));
        assert!(ana.get(&wave.file()).await.has("Remise en place par ines"));
        let page = ines.get(&noted.path).await;
        assert!(ines.submit(&page, "/fin", &[]).await.has("Filtre fini"));
        assert!(!ana.get(&house.applicant("doute-2").await.file()).await.has("signale"));
        assert_eq!((ana.get(LIST).await.status, ana.get(&noted.path).await.status), (404, 404));
    }

    async fn one_that_needs_a_person_waits_apart_and_is_let_in_or_dropped(house) {
        let (ana, ines) = (house.volunteer("ana").await, house.coordinator("ines").await);
        let sieve = made(&ines, &typed("ask_person")).await;
        let good = house.applicant("vague-bonne").await;
        let (bad, worse) = (house.applicant("vague-mauvaise").await, house.applicant("vague-pire").await);
        assert!(lines(&ana.get("/equipe?onglet=to_read&tout=1").await).is_empty());
        assert_eq!(house.letters_to(&good.email).len(), 2, "the receipt leaves as usual");
        let file = ana.get(&good.file()).await;
        assert!(file.has("retient cette demande") && file.has("mise de côté"), "{}", file.text());
        assert!(!file.body.contains("/decision\""), "nobody decides before");
        let page = ines.get(&sieve.path).await;
        assert!(page.has("3 retenues") && page.has("une personne doit la confirmer"), "{}", page.text());
        let page = ines.submit(&page, "/demandes", &[("references", &good.reference), ("fate", "let_in")]).await;
        assert!(page.has("1 demande laissée entrer") && page.has("2 retenues"), "{}", page.text());
        assert_eq!(lines(&ana.get("/equipe?onglet=to_read&tout=1").await), std::slice::from_ref(&good.reference));
        assert_eq!(house.letters_to(&good.email).len(), 2, "nothing is written twice");
        assert!(ines.submit(&page, "/demandes", &[("fate", "let_in")]).await.has("Rien n’a changé"));
        // Let in by a person, no sweep takes it back.
        task(&ines, &sieve, "sweep").await;
        house.tick().await;
        assert!(ines.get(&sieve.path).await.has("aucune demande touchée"));
        let page = ines.submit(&page, "/demandes", &[("references", &bad.reference), ("fate", "dropped")]).await;
        assert!(page.has("1 demande écartée") && page.has("1 écartée"), "{}", page.text());
        task(&ines, &sieve, "drop_all").await;
        house.tick().await;
        assert!(ines.get(&sieve.path).await.has("2 écartées"));
        house.advance(Duration::days(7) - Duration::seconds(1)).await;
        assert!(by_reference(&house, &worse.reference).await.is_some());
        house.advance(Duration::seconds(1)).await;
        for gone in [&bad, &worse] {
            assert!(by_reference(&house, &gone.reference).await.is_none());
            assert_eq!(house.letters_to(&gone.email).len(), 2, "no word");
        }
        assert!(by_reference(&house, &good.reference).await.is_some());
    }

    async fn what_is_dropped_gets_no_letter_and_tells_a_robot_nothing_but_a_person_can_be_let_in(house) {
        let ines = house.coordinator("ines").await;
        house.app.clock.advance(Duration::minutes(20));
        let asked = send(&ines, &typed("drop")).await;
        assert!(asked.status == 403 && asked.has("mot de passe"), "it takes a proof: {}", asked.text());
        let code = house.code(Duration::zero());
        let sieve = ines.submit(&asked, "/coordination/filtres", &[("proof_password", "ines traverse la rivière"), ("proof_code", &code)]).await;
        assert!(sieve.has("enregistré"), "{}", sieve.text());
        let (browser, reference) = robot(&house, "vague-9", "203.0.113.9").await;
        robot(&house, "vague-8", "203.0.113.9").await;
        assert!(house.letters_to("contact@vague-9.example").is_empty());
        let page = browser.get("/demande/lien-perdu").await;
        browser.submit(&page, "", &[("email", "contact@vague-9.example")]).await;
        house.tick().await;
        assert!(house.letters_to("contact@vague-9.example").is_empty(), "one does not get around it");
        let page = ines.get(&sieve.path).await;
        assert!(page.has("2 écartées") && page.has("écartée, puis effacée"), "{}", page.text());
        house.advance(Duration::hours(1)).await;
        let page = ines.submit(&page, "/demandes", &[("references", &reference), ("fate", "let_in")]).await;
        assert!(page.has("1 demande laissée entrer"), "{}", page.text());
        house.tick().await;
        let person = confirm(&house, browser, "vague-9", reference).await;
        assert!(by_reference(&house, &person.reference).await.unwrap().state.shelf().code() == "to_read");
        house.advance(Duration::days(7)).await;
        assert!(house.letters_to("contact@vague-8.example").is_empty());
        let ines = house.coordinator("ines").await;
        assert!(!ines.get(&sieve.path).await.has("1 écartée"), "erased like what is never confirmed");
    }

    async fn requests_of_the_same_connection_are_known_without_showing_an_address(house) {
        let ines = house.coordinator("ines").await;
        let (browser, reference) = robot(&house, "meme-1", "198.51.100.4").await;
        confirm(&house, browser, "meme-1", reference.clone()).await;
        let page = ines.get(&format!("{LIST}/nouveau?connexion={reference}")).await;
        assert_eq!((page.value("same_origin"), page.value("days")), (reference.clone(), "7".to_owned()));
        let only = [("name_pattern", ""), ("same_origin", reference.as_str()), ("days", "7")];
        let mut fields = other("lower", &[("name_pattern", ""), ("days", "7")]);
        fields.push(only[1]);
        let sieve = made(&ines, &fields).await;
        assert!(sieve.has("même connexion") && !sieve.body.contains("198.51"), "{}", sieve.text());
        let (browser, same) = robot(&house, "meme-2", "198.51.100.4").await;
        let (else_browser, elsewhere) = robot(&house, "meme-3", "198.51.100.5").await;
        confirm(&house, browser, "meme-2", same.clone()).await;
        confirm(&house, else_browser, "meme-3", elsewhere.clone()).await;
        assert_eq!(by_reference(&house, &same).await.unwrap().sieved, Some(Grade::Lower));
        assert_eq!(by_reference(&house, &elsewhere).await.unwrap().sieved, None);
        let origin = async |reference: &str| {
            let id = by_reference(&house, reference).await.unwrap().id;
            house.app.store.read(move |db| store::sieve::origin(db, &id)).await.unwrap()
        };
        assert!(origin(&elsewhere).await.is_some_and(|hash| !hash.contains("198")));
        house.advance(Duration::days(7)).await;
        assert_eq!(origin(&elsewhere).await, None, "forgotten after seven days");
        assert!(house.visitor().get("/vie-privee").await.has("est gardée 7 jours, pour reconnaître une vague de robots"));
        let page = send(&house.coordinator("ines").await, &fields).await;
        assert!(page.status == 422 && page.has("sa connexion est déjà oubliée"), "{}", page.text());
    }

    async fn what_a_sieve_would_touch_is_shown_before_it_is_saved(house) {
        let ines = house.coordinator("ines").await;
        house.accepted("vague-acceptee").await;
        for n in 0..25 {
            apply(&house.app, &format!("vague-{n}")).await;
        }
        for n in 0..20 {
            apply(&house.app, &format!("calme-{n}")).await;
        }
        house.unconfirmed("vague-encore").await;
        let page = send(&ines, &other("lower", &[("action", "preview"), ("sure", "")])).await;
        assert!(page.status == 200 && page.has("25 demandes à lire") && page.has("1 demande pas encore confirmée"), "{}", page.text());
        assert!(page.has("1 structure acceptée aurait été touchée") && page.has("1 demande décidée depuis trente jours"), "{}", page.text());
        assert_eq!(page.each("#apercu tbody tr a", "href").len(), 20);
        assert!(page.has("plus de la moitié") && page.value("name_pattern") == "ATELIER vagu*");
        let page = send(&ines, &other("lower", &[("sure", "")])).await;
        assert!(page.status == 422 && page.has("cochez « Oui, je sais »") && page.has("25 demandes à lire"), "{}", page.text());
        assert!(ines.get(LIST).await.has("Aucun filtre en ce moment"), "nothing is saved");
        made(&ines, &typed("lower")).await;
        let page = send(&ines, &typed("lower")).await;
        assert!(page.status == 422 && page.has("porte déjà ce nom"), "{}", page.text());
        let long = "é".repeat(2000);
        for (field, value, words) in [
            ("name_pattern", "", "sans rien, tout serait touché"),
            ("name_pattern", "* * *", "Trois lettres"),
            ("name_pattern", "a*b*c*d*e*f*g", "Quatre étoiles"),
            ("name_pattern", long.as_str(), "80 caractères au plus"),
            ("name", "un\u{1}deux", "sur une ligne"),
            ("days", "-1", "entre 1 et 90"),
            ("days", "91", "entre 1 et 90"),
            ("motive", " ", "Dites pourquoi"),
        ] {
            let mut fields = typed("lower");
            fields.retain(|(name, _)| *name != field);
            fields.push((field, value));
            let page = send(&ines, &fields).await;
            assert!(page.status == 422 && page.has(words), "{field}: {}", page.text());
        }
    }

    async fn a_sweep_takes_a_wave_of_three_hundred_and_nothing_else_and_all_of_it_comes_back(house) {
        let (ana, ines) = (house.volunteer("ana").await, house.coordinator("ines").await);
        let decided = house.just_accepted("vague-decidee").await;
        let mut wave = Vec::new();
        for n in 0..300 {
            wave.push(apply(&house.app, &format!("vague-{n}")).await);
        }
        let innocent = apply(&house.app, "calme").await.id;
        let innocent = find(&house, &innocent).await;
        let held = apply(&house.app, "vague-tenue").await;
        let file = ana.get(&format!("/equipe/demandes/{}", held.reference)).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let sieve = made(&ines, &typed("ask_person")).await;
        assert_eq!(find(&house, &wave[0].id).await.sieved, None, "what waits is not touched before one asks");
        assert!(task(&ines, &sieve, "sweep").await.has("par cent à la fois"));
        sweep(&house).await;
        let page = ines.get(&sieve.path).await;
        assert!(page.has("Le filtre est passé sur ce qui attendait : 300 demandes touchées") && page.has("300 retenues"), "{}", page.text());
        for one in &wave {
            let now = find(&house, &one.id).await;
            assert!(matches!(now.state, State::Apart { until: None, .. }), "{:?}", now.state);
            assert_eq!(verbs(&house, &one.id).await, ["submit", "confirm", "sieve"], "one trace each");
        }
        for untouched in [&innocent, &held] {
            assert_eq!(find(&house, &untouched.id).await.sieved, None);
            assert!(!verbs(&house, &untouched.id).await.contains(&"sieve".to_owned()));
        }
        assert_eq!(by_reference(&house, &decided.reference).await.unwrap().sieved, None);
        let queue = ana.get("/equipe?onglet=to_read&tout=1").await;
        assert_eq!(lines(&queue).len(), 2);

        let page = ines.get(&sieve.path).await;
        ines.submit(&page, "/fin", &[]).await;
        assert!(matches!(find(&house, &wave[7].id).await.state, State::Apart { .. }), "ended, it keeps what it holds");
        // Two servers go on with it at the same time: each application is put back once.
        let other = house.second_server();
        task(&ines, &sieve, "put_back").await;
        futures_util::future::join(sweep(&house), sweep(&other)).await;
        let page = ines.get(&sieve.path).await;
        assert!(page.has("300 demandes remises en place") && !page.has("300 retenues"), "{}", page.text());
        for one in &wave {
            let now = find(&house, &one.id).await;
            assert_eq!((now.state, now.sieved), (one.state.clone(), None), "with its age");
        }
        assert_eq!(find(&house, &innocent.id).await, innocent);
    }
}
