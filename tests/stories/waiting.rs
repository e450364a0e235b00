//! The waiting list: why one waits, ranks, the next ones accepted, the yearly question, the forecast (spec 5.7; R8, R13, R17, R18).

use crate::browser::{Browser, Page};
use crate::hammer::apply;
use crate::house::{Applicant, House, On};
use crate::letter::settled;
use crate::smtp::MailServer;
use chrono::Duration;
use diesel::prelude::*;
use futures_util::future::join;
use passeur::clockwork;
use passeur::domain::application::{Application, Shelf};
use passeur::domain::policy::Policy;
use passeur::domain::space::Space;
use passeur::domain::values::{EmailAddress, Reference, SpaceId};
use passeur::domain::volunteer::Volunteer;
use passeur::settings::Mail;
use passeur::store::schema::{applications, letters, outcomes};
use passeur::store::{self, outcome::Outcome};

const LIST: &str = "/equipe/attente";

/// A volunteer puts it on the list.
async fn list(ana: &Browser, applicant: &Applicant, fields: &[(&str, &str)]) -> Page {
    let page = ana.get(&format!("{}?decision=wait", applicant.file())).await;
    ana.submit(&page, "/decision", fields).await
}

/// An association on the list, with this priority.
async fn waiting(house: &House, ana: &Browser, slug: &str, priority: &str) -> Applicant {
    let applicant = house.applicant(slug).await;
    house.app.clock.advance(Duration::minutes(1));
    list(ana, &applicant, &[("priority", priority)]).await;
    house.let_it_leave().await;
    applicant
}

async fn four(house: &House, ana: &Browser) -> Vec<Applicant> {
    let mut all = Vec::new();
    for (slug, priority) in [("alpha", "2"), ("beta", "0"), ("gamma", "2"), ("delta", "1")] {
        all.push(waiting(house, ana, slug, priority).await);
    }
    all
}

/// The boxes that are ticked, as a browser sends them.
fn ticked(page: &Page) -> Vec<String> {
    page.each("input[name='references'][checked]", "value")
}

/// The boxes that one may tick.
fn boxes(page: &Page) -> Vec<String> {
    page.each("input[name='references']", "value")
}

async fn accept(ana: &Browser, page: &Page, references: &[String]) -> Page {
    let fields: Vec<(&str, &str)> = references.iter().map(|one| ("references", one.as_str())).collect();
    ana.submit(page, "/equipe/lot", &fields).await
}

async fn find(house: &House, applicant: &Applicant) -> Option<Application> {
    let reference = Reference::parse(&applicant.reference).unwrap();
    house.app.store.read(move |db| store::application::by_reference(db, &reference)).await.unwrap()
}

/// Kinds of the letters that left to an address, by their subjects.
fn subjects(house: &House, applicant: &Applicant) -> Vec<String> {
    house.letters_to(&applicant.email).into_iter().map(|letter| letter.subject).collect()
}

fn count(house: &House, applicant: &Applicant, words: &str) -> usize {
    subjects(house, applicant).iter().filter(|subject| subject.contains(words)).count()
}

const ASKED: &str = "Attendez-vous toujours";
const RECALLED: &str = "Sans réponse, votre demande quittera";
const LEFT: &str = "retirée de la liste d’attente";

async fn set_letters(house: &House, to: &str, status: &'static str) {
    let to = to.to_owned();
    let set = house.app.store.write(move |tx| {
        diesel::update(letters::table.filter(letters::recipient.eq(&to))).set(letters::status.eq(status)).execute(&mut ***tx)?;
        Ok::<_, store::Error>(())
    });
    set.await.unwrap();
}

async fn kept_outcomes(house: &House) -> Vec<String> {
    let read = house.app.store.read(|db| Ok::<_, store::Error>(outcomes::table.select(outcomes::outcome).load::<String>(&mut **db)?));
    let mut all = read.await.unwrap();
    all.sort();
    all
}

async fn admit(house: &House, n: usize, days_ago: i64) {
    let at = house.app.now() - Duration::days(days_ago);
    let write = house.app.store.write(move |tx| {
        for k in 0..n {
            store::outcome::insert(tx, &format!("admitted-{days_ago}-{k}"), Outcome::Accepted, None, at)?;
        }
        Ok::<_, store::Error>(())
    });
    write.await.unwrap();
}

stories! {
    async fn the_reason_is_chosen_and_said_in_the_letter_and_on_the_page(house) {
        let ana = house.volunteer("ana").await;
        let others = "mais d’autres passent d’abord";
        // There are places: others come first, unless someone says otherwise.
        let page = ana.get(&format!("{}?decision=wait", house.applicant("premiere").await.file())).await;
        assert_eq!(page.each("input[name='because'][checked]", "value"), ["others_first"]);
        assert!(page.value("letter").contains(others), "{}", page.value("letter"));
        let first = house.applicant("seconde").await;
        let page = list(&ana, &first, &[("priority", "1")]).await;
        assert!(page.has("sur la liste d’attente"), "{}", page.text());
        // A letter that nobody edited follows the reason.
        let second = house.applicant("troisieme").await;
        list(&ana, &second, &[("because", "no_room"), ("priority", "1")]).await;
        // The letter is written anew before one edits it.
        let third = house.applicant("quatrieme").await;
        let page = list(&ana, &third, &[("because", "no_room"), ("action", "rewrite")]).await;
        assert!(page.has("Mettre sur la liste d’attente") && page.value("letter").contains("il n’y en a pas assez"), "{}", page.text());
        assert_eq!(page.each("input[name='because'][checked]", "value"), ["no_room"]);
        ana.submit(&page, "/decision", &[("letter", "Bonjour.\n\nPatience, chères amies.")]).await;
        house.let_it_leave().await;
        let letter = |one: &Applicant| house.letters_to(&one.email).pop().unwrap().text.replace('\n', " ");
        assert!(letter(&first).contains(others), "{}", letter(&first));
        assert!(letter(&second).contains("il n’y en a pas assez") && !letter(&second).contains(others), "{}", letter(&second));
        assert!(letter(&third).contains("Patience, chères amies."), "{}", letter(&third));
        assert!(first.browser.get(&first.status).await.has("d’autres passent d’abord"));
        assert!(second.browser.get(&second.status).await.has("la place manque pour l’instant"));
        let queue = ana.get("/equipe?onglet=waiting&tout=1").await;
        assert!(queue.has("liste d’attente : pas de place") && queue.has("liste d’attente : d’autres d’abord"), "{}", queue.text());
        let data = first.browser.get(&format!("{}/donnees.json", first.status)).await.json();
        assert_eq!(data["waiting"]["because"], "others_first");
    }

    async fn when_no_place_is_free_that_is_the_reason_unless_said(house) {
        let full = house.under(|policy| *policy = policy.clone().with_ceiling(0));
        let ana = full.volunteer("ana").await;
        let applicant = full.applicant("comble").await;
        let page = ana.get(&format!("{}?decision=wait", applicant.file())).await;
        assert_eq!(page.each("input[name='because'][checked]", "value"), ["no_room"]);
        // A program knows nothing of reasons, nor of priorities; one made up is none.
        let token = page.value("csrf");
        let done = ana.post(&format!("{}/decision", applicant.file()), &[("csrf", &token), ("decision", "wait"), ("because", "parce que")]).await;
        assert!(done.has("sur la liste d’attente"), "{}", done.text());
        full.let_it_leave().await;
        assert!(applicant.browser.get(&applicant.status).await.has("la place manque pour l’instant"));
        let page = ana.get(LIST).await;
        assert!(page.has("2, comme les autres 1 0 1") && page.has("0 places libres"), "{}", page.text());
    }

    async fn one_rank_is_told_everywhere(house) {
        let ana = house.volunteer("ana").await;
        let all = four(&house, &ana).await;
        let names = |page: &Page| {
            let links = scraper::Selector::parse(".queue .who a").unwrap();
            page.html().select(&links).map(|link| link.text().collect::<String>()).collect::<Vec<_>>()
        };
        let page = ana.get(LIST).await;
        let expected = ["Atelier beta", "Atelier delta", "Atelier alpha", "Atelier gamma"];
        assert_eq!(names(&page), expected);
        assert_eq!(names(&ana.get("/equipe?onglet=waiting&tout=1").await), expected, "the tab of the queue has the same order");
        let first = house.app.store.read(|db| store::waiting::first(db, 10)).await.unwrap();
        assert_eq!(first.iter().map(|one| one.form.full_name()).collect::<Vec<_>>(), expected);
        for (place, words) in [(1, "en tête de la liste"), (3, "au 2 e rang"), (0, "au 3 e rang"), (2, "au 4 e rang")] {
            let status = all[place].browser.get(&all[place].status).await;
            assert!(status.has(words), "{words}: {}", status.text());
        }
        assert!(page.has("4 sur la liste") && page.has("2, comme les autres 0 2 2"), "{}", page.text());
        // A decision that can still be undone changes no rank for who waits.
        let deciding = ana.get(&format!("{}?decision=accept", all[0].file())).await;
        ana.submit(&deciding, "/decision", &[]).await;
        assert!(all[0].browser.get(&all[0].status).await.has("au 3 e rang"));
        assert!(all[2].browser.get(&all[2].status).await.has("au 3 e rang"), "who follows moves up");
        // Odd addresses lead to the beginning.
        for odd in ["apres=1.2.3", "avant=%00", "apres=0.99999999999999999.x.y"] {
            assert_eq!(ana.get(&format!("{LIST}?{odd}")).await.status, 200, "{odd}");
        }
    }

    async fn the_list_is_walked_by_key_with_its_ranks(house) {
        let ana = house.volunteer("ana").await;
        let who = known(&house, "ana").await;
        for n in 0..53 {
            let sent = apply(&house.app, &format!("longue-{n}")).await;
            if n % 5 == 0 {
                house.app.clock.advance(Duration::seconds(1));
            }
            listed(&house, &who, &sent, n % 4).await;
        }
        house.let_it_leave().await;
        let page = ana.get(LIST).await;
        assert!(page.has("53 sur la liste"), "{}", page.text());
        let one = page.each(".queue .who a", "href");
        let next = ana.get(&page.each("a[rel='next']", "href").pop().unwrap()).await;
        let two = next.each(".queue .who a", "href");
        assert_eq!((one.len(), two.len()), (50, 3));
        assert!(next.at(".queue tbody td").starts_with("51"), "{}", next.at(".queue tbody"));
        let mut all = [one.clone(), two].concat();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 53, "no one is lost, no one is there twice");
        let back = ana.get(&next.each("a[rel='prev']", "href").pop().unwrap()).await;
        assert_eq!(back.each(".queue .who a", "href"), one);
        assert_eq!(back.each("a[rel='prev']", "href"), Vec::<String>::new(), "it is the beginning");
    }

    async fn the_next_ones_are_seen_with_their_letters_before_any_is_accepted(house) {
        let ana = house.volunteer("ana").await;
        let all = four(&house, &ana).await;
        for odd in ["0", "-3", "51", "beaucoup", "", "2,5", "99999999999999999999999", "1e3", "%00", "%D9%A3", "+"] {
            let page = ana.get(&format!("{LIST}/suivantes?combien={odd}")).await;
            assert_eq!(page.status, 422, "{odd}: {}", page.text());
            assert!(page.has("Écrivez un nombre entre 1 et 50") && page.has("4 sur la liste"), "{odd}: {}", page.text());
        }
        assert_eq!(ana.get(&format!("{LIST}/suivantes")).await.status, 422);
        assert_eq!(ana.get(&format!("{LIST}/suivantes?combien=beaucoup")).await.value("combien"), "beaucoup", "what was typed is kept");
        let page = ana.get(&format!("{LIST}/suivantes?combien=2")).await;
        assert_eq!(ticked(&page), [all[1].reference.clone(), all[3].reference.clone()], "by rank");
        assert!(page.has("Les 2 suivantes de la liste") && page.has("c’est oui") && page.has("beta.frama.space"), "{}", page.text());
        assert!(!page.body.contains(&all[1].status) && !page.body.contains(&all[1].email), "neither the link of the applicant nor the address");
        assert!(find(&house, &all[1]).await.unwrap().state.shelf() == Shelf::Waiting, "looking decides nothing");
        // One is unticked; the other is accepted, and may be undone at once.
        let done = accept(&ana, &page, &ticked(&page)[1..]).await;
        assert!(done.has("1 sur 1 décidées") && done.has("Revenir à la liste d’attente"), "{}", done.text());
        let undone = ana.submit(&done, "/annulation", &[]).await;
        assert!(undone.has("Décision annulée"), "{}", undone.text());
        let page = ana.get(&format!("{LIST}/suivantes?combien=50")).await;
        assert!(page.has("Il y en a 4 que l’on peut accepter") && ticked(&page).len() == 4, "{}", page.text());
        let done = accept(&ana, &page, &ticked(&page)).await;
        assert!(done.has("4 sur 4 décidées"), "{}", done.text());
        house.let_it_leave().await;
        for one in &all {
            assert_eq!(count(&house, one, "c’est oui"), 1, "each has its letter, once");
        }
        let none = ana.get(&format!("{LIST}/suivantes?combien=3")).await;
        assert!(none.has("Aucune ne peut être acceptée") && boxes(&none).is_empty(), "{}", none.text());
        assert!(ana.get(LIST).await.has("Personne n’est sur la liste"));
    }

    async fn who_cannot_be_accepted_is_passed_over_with_the_reason_and_does_not_count(house) {
        let (ana, malik) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let held = waiting(&house, &ana, "tenue", "0").await;
        let bounced = waiting(&house, &ana, "rebond", "0").await;
        let asked = waiting(&house, &ana, "question", "0").await;
        let gone = waiting(&house, &ana, "prise", "0").await;
        let good = waiting(&house, &ana, "bonne", "3").await;
        let page = malik.get(&held.file()).await;
        malik.submit(&page, "/prise-en-charge", &[]).await;
        let page = malik.get(&asked.file()).await;
        malik.submit(&page, "/questions", &[("message", "Toujours là ?")]).await;
        house.tick().await;
        set_letters(&house, &bounced.email, "stuck").await;
        let taken = find(&house, &gone).await.unwrap();
        let (now, policy) = (house.app.now(), Policy::clone(&house.app.policy()));
        let space = SpaceId::parse("019a0000-0000-7000-8000-00000000000a").unwrap();
        let space = Space { application: None, ..Space::ordered(space, &taken, &policy, now) };
        house.app.store.write(move |tx| store::space::insert(tx, &space)).await.unwrap();

        let page = ana.get(&format!("{LIST}/suivantes?combien=1")).await;
        assert_eq!(ticked(&page), std::slice::from_ref(&good.reference), "the last of five is the first that can be: {}", page.text());
        for words in ["malik tient ce dossier", "n’a pas pu être remis", "Une question attend sa réponse", "n’est plus libre", "4 sont laissées de côté"] {
            assert!(page.has(words), "{words}: {}", page.text());
        }
        assert_eq!(boxes(&page), [bounced.reference.clone(), asked.reference.clone(), good.reference.clone()], "two may be ticked knowingly");
        // What is sent by hand is checked all the same.
        let done = accept(&ana, &page, &[held.reference.clone(), gone.reference.clone(), bounced.reference.clone(), asked.reference.clone()]).await;
        assert!(done.has("2 sur 4 décidées") && done.has("malik tient ce dossier") && done.has("vient d’être donnée"), "{}", done.text());
        set_letters(&house, &bounced.email, "sent").await;
    }

    async fn a_network_at_the_bar_is_for_who_coordinates_with_a_motive(house) {
        let ana = house.volunteer("ana").await;
        for slug in ["un-velo", "deux-velos", "trois-velos"] {
            waiting(&house, &ana, slug, "1").await;
        }
        let strict = house.under(|policy| (policy.network_warn, policy.network_stop) = (2, 3));
        let page = strict.volunteer("ana").await.get(&format!("{LIST}/suivantes?combien=2")).await;
        assert!(page.has("3 sont laissées de côté") && page.has("Son réseau a déjà") && boxes(&page).is_empty(), "{}", page.text());
        let zoe = strict.coordinator("zoe").await;
        let page = zoe.get(&format!("{LIST}/suivantes?combien=2")).await;
        assert!(page.has("Pourquoi un espace de plus à ce réseau") && ticked(&page).is_empty() && boxes(&page).len() == 3, "{}", page.text());
        let one = boxes(&page)[..1].to_vec();
        let done = accept(&zoe, &page, &one).await;
        assert!(done.has("0 sur 1 décidées") && done.has("Écrivez pourquoi vous ouvrez"), "{}", done.text());
        let done = zoe.submit(&page, "/equipe/lot", &[("references", &one[0]), ("motive", "Trois villes, trois groupes")]).await;
        assert!(done.has("1 sur 1 décidées"), "{}", done.text());
    }

    async fn past_the_last_place_they_stay_on_the_list_without_a_letter(house) {
        let ana = house.volunteer("ana").await;
        let all = four(&house, &ana).await;
        let small = house.under(|policy| *policy = policy.clone().with_ceiling(2));
        let ana = small.volunteer("ana").await;
        let page = ana.get(&format!("{LIST}/suivantes?combien=4")).await;
        assert!(page.has("Il ne reste que 2 places"), "{}", page.text());
        let done = accept(&ana, &page, &ticked(&page)).await;
        assert!(done.has("2 sur 4 décidées"), "{}", done.text());
        assert_eq!(done.text().matches("Plus de place").count(), 2, "{}", done.text());
        small.let_it_leave().await;
        let accepted: Vec<usize> = all.iter().map(|one| count(&house, one, "c’est oui")).collect();
        assert_eq!(accepted, [0, 1, 0, 1], "the first two by rank");
        assert!(all[0].browser.get(&all[0].status).await.has("en tête de la liste"));
        let page = ana.get(&format!("{LIST}/suivantes?combien=1")).await;
        assert!(page.has("Il ne reste aucune place"), "{}", page.text());
        let again = accept(&ana, &page, &ticked(&page)).await;
        assert!(again.has("0 sur 1 décidées") && again.has("Plus de place"), "{}", again.text());
    }

    async fn two_who_accept_the_same_ones_accept_each_once(house) {
        let ana = house.volunteer("ana").await;
        let all = four(&house, &ana).await;
        let malik = house.volunteer("malik").await;
        let (one, two) = (ana.get(&format!("{LIST}/suivantes?combien=4")).await, malik.get(&format!("{LIST}/suivantes?combien=4")).await);
        let chosen = ticked(&one);
        let twice = ana.tab();
        let ((one, two), three) = join(join(accept(&ana, &one, &chosen), accept(&malik, &two, &chosen)), accept(&twice, &one, &chosen)).await;
        let decided = |page: &Page| page.at("h1").split(' ').next().unwrap().parse::<usize>().unwrap();
        assert_eq!(decided(&one) + decided(&two) + decided(&three), 4, "{}\n{}\n{}", one.text(), two.text(), three.text());
        house.let_it_leave().await;
        for applicant in &all {
            assert_eq!(count(&house, applicant, "c’est oui"), 1);
        }
        let spaces = house.app.store.read(store::tally::all).await.unwrap()["spaces"];
        assert_eq!(spaces, 4);
    }

    async fn a_page_that_is_stale_decides_nothing_of_what_changed(house) {
        let ana = house.volunteer("ana").await;
        let all = four(&house, &ana).await;
        let page = ana.get(&format!("{LIST}/suivantes?combien=4")).await;
        let status = all[0].browser.get(&all[0].status).await;
        all[0].browser.submit(&status, "/reponse", &[("message", "Nous avons changé de nom.")]).await;
        let withdrawn = all[1].browser.get(&format!("{}/retrait", all[1].status)).await;
        all[1].browser.submit(&withdrawn, "", &[]).await;
        let done = accept(&ana, &page, &ticked(&page)).await;
        assert!(done.has("2 sur 3 décidées") && done.has("a changé pendant que vous la lisiez"), "{}", done.text());
        let nothing = accept(&ana, &page, &["rien".to_owned()]).await;
        assert!(nothing.path == LIST && nothing.has("Cochez au moins une demande"), "{}", nothing.text());
    }

    async fn once_a_year_one_says_yes_by_a_button_and_keeps_the_rank(house) {
        let ana = house.volunteer("ana").await;
        let first = waiting(&house, &ana, "fidele", "2").await;
        let other = waiting(&house, &ana, "voisine", "2").await;
        house.advance(Duration::days(364)).await;
        assert_eq!(count(&house, &first, ASKED), 0, "not before a year");
        house.advance(Duration::days(2)).await;
        assert_eq!((count(&house, &first, ASKED), count(&house, &other, ASKED)), (1, 1));
        let letter = house.letters_to(&first.email).pop().unwrap();
        insta::assert_snapshot!("waiting_inquiry", format!("{}\n\n{}", letter.subject, settled(&letter.text)));
        assert_eq!(letter.path("/demande/suivi/"), first.status);
        // A scanner that follows the link answers nothing.
        for _ in 0..3 {
            assert!(first.browser.get(&first.status).await.has("Voulez-vous toujours un espace ?"));
        }
        assert_eq!(house.visitor().get(&format!("{}/interet", first.status)).await.status, 405);
        let page = first.browser.get(&first.status).await;
        let done = first.browser.submit(&page, "/interet", &[]).await;
        assert!(done.has("C’est noté") && done.has("en tête de la liste") && !done.has("Voulez-vous toujours"), "{}", done.text());
        let version = find(&house, &first).await.unwrap().version;
        let twice = first.browser.submit(&page, "/interet", &[]).await;
        assert!(twice.has("C’est noté") && twice.has("en tête de la liste"), "{}", twice.text());
        assert_eq!(find(&house, &first).await.unwrap().version, version, "the second yes changes nothing");
        assert_eq!(first.browser.post(&format!("{}/interet", first.status), &[]).await.status, 403, "not without the token");
        // Who answers by a word still waits, too.
        let page = other.browser.get(&other.status).await;
        let said = other.browser.submit(&page, "/reponse", &[("message", "Oui, nous attendons.")]).await;
        assert!(!said.has("Voulez-vous toujours"), "{}", said.text());
        house.advance(Duration::days(360)).await;
        assert_eq!((count(&house, &first, ASKED), count(&house, &first, RECALLED)), (1, 0), "a year of rest");
        house.advance(Duration::days(8)).await;
        assert_eq!((count(&house, &first, ASKED), count(&house, &other, ASKED)), (2, 2), "and it is asked anew");
    }

    async fn without_an_answer_it_is_recalled_then_leaves_and_is_erased(house) {
        let ana = house.volunteer("ana").await;
        let silent = waiting(&house, &ana, "silencieuse", "1").await;
        let next = waiting(&house, &ana, "suivante", "1").await;
        house.advance(Duration::days(366)).await;
        house.advance(Duration::days(14)).await;
        assert_eq!(count(&house, &silent, RECALLED), 0);
        assert!(ana_again(&house).await.get(LIST).await.has("n’a pas redit oui"));
        house.advance(Duration::days(1)).await;
        let reminder = house.letters_to(&silent.email).pop().unwrap();
        insta::assert_snapshot!("waiting_reminder", format!("{}\n\n{}", reminder.subject, settled(&reminder.text)));
        let page = next.browser.get(&next.status).await;
        next.browser.submit(&page, "/interet", &[]).await;
        house.advance(Duration::days(14)).await;
        assert_eq!(silent.browser.get(&silent.status).await.status, 200, "one has as long as was said");
        house.advance(Duration::days(1)).await;
        assert_eq!(silent.browser.get(&silent.status).await.status, 404, "erased at once");
        let last = house.letters_to(&silent.email).pop().unwrap();
        insta::assert_snapshot!("waiting_left", format!("{}\n\n{}", settled(&last.subject), settled(&last.text)));
        assert_eq!([ASKED, RECALLED, LEFT].map(|words| count(&house, &silent, words)), [1, 1, 1], "each letter once");
        assert!(find(&house, &silent).await.is_none());
        assert_eq!(kept_outcomes(&house).await, ["closed", "waiting", "waiting"]);
        let left = house.app.store.read(|db| Ok::<_, store::Error>(letters::table.filter(letters::kind.eq("left")).count().get_result::<i64>(&mut **db)?));
        assert_eq!(left.await.unwrap(), 0, "nothing of the last letter stays");
        assert!(next.browser.get(&next.status).await.has("en tête de la liste"), "who follows moves up");
        // The memory knows it when it comes back, and its address is free.
        house.applicant("silencieuse").await;
        house.tick().await;
        let queue = ana_again(&house).await.get("/equipe?onglet=to_read&tout=1").await;
        assert!(queue.has("déjà venue"), "{}", queue.text());
    }

    async fn a_clock_that_jumps_closes_nobody_unheard(house) {
        let ana = house.volunteer("ana").await;
        let applicant = waiting(&house, &ana, "sauteuse", "1").await;
        house.advance(Duration::days(800)).await;
        assert_eq!([ASKED, RECALLED, LEFT].map(|words| count(&house, &applicant, words)), [1, 0, 0], "one step a jump");
        house.tick().await;
        assert_eq!(count(&house, &applicant, RECALLED), 0);
        house.advance(Duration::days(400)).await;
        assert_eq!([ASKED, RECALLED, LEFT].map(|words| count(&house, &applicant, words)), [1, 1, 0]);
        house.advance(Duration::days(14)).await;
        assert_eq!(count(&house, &applicant, LEFT), 0, "the reminder's delay truly passes");
        assert!(applicant.browser.get(&applicant.status).await.has("Voulez-vous toujours un espace ?"));
        house.advance(Duration::days(1)).await;
        assert_eq!(count(&house, &applicant, LEFT), 1);
    }

    async fn two_servers_and_a_crash_ask_once(house) {
        let ana = house.volunteer("ana").await;
        let applicant = waiting(&house, &ana, "double", "1").await;
        let other = house.second_server();
        for days in [366, 15] {
            house.app.clock.advance(Duration::days(days));
            other.app.clock.advance(Duration::days(0));
            let (one, two) = join(clockwork::tick(&house.app), clockwork::tick(&other.app)).await;
            assert_eq!(one.unwrap().inquired + two.unwrap().inquired, 1, "after {days} days");
            // The server dies before the letter leaves, and comes back.
            let again = house.second_server();
            again.tick().await;
        }
        assert_eq!([ASKED, RECALLED].map(|words| count(&house, &applicant, words)), [1, 1]);
        house.app.clock.advance(Duration::days(15));
        let (one, two) = join(clockwork::tick(&house.app), clockwork::tick(&other.app)).await;
        assert_eq!(one.unwrap().inquired + two.unwrap().inquired, 1);
        house.tick().await;
        assert_eq!(count(&house, &applicant, LEFT), 1);
        assert_eq!(kept_outcomes(&house).await, ["closed", "waiting"]);
    }

    async fn who_waits_is_asked_while_nothing_else_is_under_way(house) {
        let ana = house.volunteer("ana").await;
        let asked = waiting(&house, &ana, "en-question", "1").await;
        let gone = waiting(&house, &ana, "acceptee", "1").await;
        // The team's own question waits for its answer: one thing at a time. The list keeps the place.
        house.app.clock.advance(Duration::days(365));
        let ana = house.volunteer("ana").await;
        let page = ana.get(&asked.file()).await;
        ana.submit(&page, "/questions", &[("message", "Combien êtes-vous ?")]).await;
        house.tick().await;
        assert_eq!((count(&house, &asked, ASKED), count(&house, &gone, ASKED)), (0, 1));
        let page = asked.browser.get(&asked.status).await;
        asked.browser.submit(&page, "/reponse", &[("message", "Douze.")]).await;
        house.advance(Duration::days(30)).await;
        assert_eq!(count(&house, &asked, ASKED), 0, "an answer is a yes");
        assert!(asked.browser.get(&asked.status).await.has("en tête de la liste"));
        // Who was accepted meanwhile is told so rather than asked.
        let page = gone.browser.get(&gone.status).await;
        assert!(page.has("Voulez-vous toujours"), "{}", page.text());
        let ana = house.volunteer("ana").await;
        let deciding = ana.get(&format!("{}?decision=accept", gone.file())).await;
        ana.submit(&deciding, "/decision", &[]).await;
        house.let_it_leave().await;
        let late = gone.browser.submit(&page, "/interet", &[]).await;
        assert!(late.has("n’est plus sur la liste d’attente") && late.has("l’espace se prépare"), "{}", late.text());
        assert_eq!(house.visitor().get("/demande/suivi/00000000000000000000000000").await.status, 404);
    }

    async fn a_forecast_is_a_range_where_there_are_figures_and_nothing_where_there_are_few(house) {
        let ana = house.volunteer("ana").await;
        let applicant = waiting(&house, &ana, "patiente", "1").await;
        admit(&house, 11, 40).await;
        let page = applicant.browser.get(&applicant.status).await;
        assert!(!page.has("au rythme"), "none lately, and too few: {}", page.text());
        admit(&house, 60, 10).await;
        let page = applicant.browser.get(&applicant.status).await;
        assert!(page.has("au rythme des trois derniers mois, sans doute d’ici 1 mois") && page.has("pas une promesse"), "{}", page.text());
        assert!(ana.get(LIST).await.has("Pour la dernière de la liste : au rythme des trois derniers mois"));
        house.advance(Duration::days(60)).await;
        assert!(!applicant.browser.get(&applicant.status).await.has("au rythme"), "none in the last month");
    }

    async fn those_who_waited_before_all_this_are_read_and_planned(house) {
        let ana = house.volunteer("ana").await;
        let applicant = waiting(&house, &ana, "ancienne", "1").await;
        let id = find(&house, &applicant).await.unwrap().id;
        let since = house.app.now().to_rfc3339();
        let old = house.app.store.write(move |tx| {
            let state = format!(r#"{{"state":"waiting","since":"{since}","priority":1}}"#);
            let values = (applications::state.eq(state), applications::due_at.eq(store::At::of(passeur::domain::values::Instant::UNIX_EPOCH)));
            diesel::update(applications::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
            Ok::<_, store::Error>(())
        });
        old.await.unwrap();
        assert!(applicant.browser.get(&applicant.status).await.has("la place manque pour l’instant"));
        house.tick().await;
        assert_eq!(count(&house, &applicant, ASKED), 0, "not at once");
        house.advance(Duration::days(366)).await;
        assert_eq!(count(&house, &applicant, ASKED), 1);
    }
}

/// The same volunteer after a long time: sessions do not last a year.
async fn ana_again(house: &House) -> Browser {
    house.volunteer("ana").await
}

pub async fn known(house: &House, name: &str) -> Volunteer {
    let email = EmailAddress::parse(&format!("{name}@equipe.example")).unwrap();
    house.app.store.read(move |db| store::volunteer::by_email(db, &email)).await.unwrap().unwrap().0
}

/// Puts an application on the list without a browser.
pub async fn listed(house: &House, by: &Volunteer, sent: &Application, priority: i64) {
    use passeur::actions::review;
    use passeur::domain::review::{Ballot, Choice};
    use passeur::domain::waiting::Because;
    let choice = Choice::Wait { priority, because: Because::NoRoom };
    let (motive, subject, letter) = (String::new(), "Attendre".into(), "Bonjour.".into());
    let id = sent.id.clone();
    let seen = house.app.store.read(move |db| store::application::find(db, &id)).await.unwrap().unwrap().version;
    review::decide(&house.app, by, sent.reference.clone(), Ballot { choice, motive, subject, letter, seen, rules: None }).await.unwrap().unwrap();
}

#[actix_web::test]
async fn nobody_leaves_the_list_while_a_letter_has_not_left() {
    for on in [On::Sqlite, On::Postgres] {
        let server = MailServer::start();
        let url = server.url();
        let house = House::with(on, |settings| settings.mail = Mail::Smtp(Box::new(url)));
        let ana = house.volunteer("ana").await;
        let who = known(&house, "ana").await;
        let sent = apply(&house.app, "sans-mail").await;
        listed(&house, &who, &sent, 1).await;
        house.let_it_leave().await;
        let there = async || {
            let id = sent.id.clone();
            house.app.store.read(move |db| store::application::find(db, &id)).await.unwrap()
        };
        server.answers(&[550]);
        house.advance(Duration::days(366)).await;
        house.advance(Duration::days(100)).await;
        let taken = |words: &str| server.taken().iter().filter(|letter| letter.subject.contains(words)).count();
        assert_eq!((taken(ASKED), taken(RECALLED)), (0, 0), "the first letter was refused: nothing follows");
        assert!(there().await.is_some());
        // A person sends it again: the delays run from there.
        let ana = {
            drop(ana);
            house.volunteer("ana").await
        };
        let page = ana.get("/equipe/courrier").await;
        ana.submit(&page, "/relance", &[]).await;
        house.tick().await;
        assert_eq!(taken(ASKED), 1);
        house.advance(Duration::days(14)).await;
        assert_eq!(taken(RECALLED), 0);
        house.advance(Duration::days(2)).await;
        assert_eq!(taken(RECALLED), 1);
        house.advance(Duration::days(13)).await;
        assert!(there().await.is_some());
        house.advance(Duration::days(3)).await;
        assert!(there().await.is_none(), "heard twice, it leaves");
        house.rest().await;
    }
}
