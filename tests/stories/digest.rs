//! The digest of the morning: to who wants it, once a day, if something waits, and not while the last one is unread.

use crate::browser::{Browser, Page};
use crate::house::{House, Letter};
use chrono::Duration;
use passeur::actions;
use passeur::clockwork;
use passeur::domain::values::{EmailAddress, Instant};

async fn choose(who: &Browser, wanted: bool) -> Page {
    let page = who.get("/equipe/moi").await;
    let token = page.value("csrf");
    let ticked: &[(&str, &str)] = if wanted { &[("csrf", &token), ("digest", "yes")] } else { &[("csrf", &token)] };
    who.post("/equipe/moi/resume", ticked).await
}

/// A volunteer who wants the digest, logged in.
async fn reader(house: &House, name: &str) -> Browser {
    let browser = house.volunteer(name).await;
    let page = choose(&browser, true).await;
    assert!(page.has("Le résumé partira le matin") && page.each("#digest[checked]", "id").len() == 1, "{}", page.text());
    browser
}

/// The digests that left for someone.
fn digests(house: &House, name: &str) -> Vec<Letter> {
    house.letters_to(&format!("{name}@equipe.example")).into_iter().filter(|letter| letter.subject.starts_with("Ce qui attend")).collect()
}

/// The clock is moved on, and what comes due is done.
async fn until(house: &House, at: &str) {
    let at: Instant = at.parse().unwrap();
    house.advance(at - house.app.now()).await;
}

/// Stories begin on the 23rd at ten in Paris: the first digests are over for that day.
async fn begun(house: &House) {
    house.tick().await;
}

fn stop_path(letter: &Letter) -> String {
    letter.path("/equipe/resume/")
}

stories! {
    async fn it_leaves_at_eight_in_paris_once_that_day(house) {
        begun(&house).await;
        let _ana = reader(&house, "ana").await;
        house.volunteer("malik").await;
        house.applicant("attend").await;
        until(&house, "2026-11-24T06:59:55Z").await;
        assert!(digests(&house, "ana").is_empty(), "not before its hour");
        until(&house, "2026-11-24T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1);
        let ana = house.volunteer("ana").await;
        assert_eq!(ana.get("/equipe").await.status, 200);
        until(&house, "2026-11-24T22:59:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1, "once a day, even to who came back");
        until(&house, "2026-11-25T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 2, "and the next morning again");
        assert!(digests(&house, "malik").is_empty(), "not to who did not ask");
    }

    async fn it_does_not_pile_up_unread(house) {
        begun(&house).await;
        let _ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        until(&house, "2026-11-24T07:00:00Z").await;
        for day in 25..=29 {
            until(&house, &format!("2026-11-{day}T07:00:00Z")).await;
        }
        assert_eq!(digests(&house, "ana").len(), 1, "nobody came to read it");
        // Coming by, however shortly, is having read.
        let ana = house.volunteer("ana").await;
        assert_eq!(ana.get("/equipe").await.status, 200);
        until(&house, "2026-11-30T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 2);
    }

    async fn a_page_left_open_is_no_visit(house) {
        begun(&house).await;
        until(&house, "2026-11-24T06:00:00Z").await;
        let ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        until(&house, "2026-11-24T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1);
        house.app.clock.advance(Duration::minutes(50));
        assert_eq!(ana.peek("/equipe/etat").await.status, 200);
        until(&house, "2026-11-25T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1);
    }

    async fn it_does_not_leave_when_nothing_waits(house) {
        begun(&house).await;
        let ana = reader(&house, "ana").await;
        let applicant = house.applicant("prise").await;
        until(&house, "2026-11-24T06:50:00Z").await;
        let malik = house.volunteer("malik").await;
        let file = malik.get(&applicant.file()).await;
        malik.submit(&file, "/prise-en-charge", &[]).await;
        until(&house, "2026-11-24T07:00:00Z").await;
        assert!(digests(&house, "ana").is_empty(), "someone has it in hand");
        house.app.clock.advance(Duration::hours(2));
        house.tick().await;
        assert!(digests(&house, "ana").is_empty(), "what comes later waits for the next morning");
        until(&house, "2026-11-25T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1);
        drop(ana);
    }

    async fn it_says_what_is_one_s_own_first_and_nothing_of_an_applicant(house) {
        begun(&house).await;
        let (ana, _malik) = (reader(&house, "ana").await, reader(&house, "malik").await);
        let mine = house.applicant("la-mienne").await;
        house.applicant("vieille").await;
        let file = ana.get(&mine.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let file = ana.get(&mine.file()).await;
        ana.submit(&file, "/questions", &[("message", "Depuis quand ?")]).await;
        // Eleven days in one leap: a promise of ten is broken.
        house.app.clock.advance(Duration::days(5));
        let page = mine.browser.get(&mine.status).await;
        mine.browser.submit(&page, "/reponse", &[("message", "Depuis 2010.")]).await;
        house.app.clock.advance(Duration::days(6));
        house.tick().await;
        let hers = digests(&house, "ana").pop().unwrap();
        insta::assert_snapshot!("digest", format!("{}\n\n{}", hers.subject, hers.text.replace(stop_path(&hers).rsplit('/').next().unwrap(), "…")));
        let his = digests(&house, "malik").pop().unwrap();
        assert!(!his.text.contains("en premier") && his.text.contains("2 demandes à lire"), "{}", his.text);
        for letter in [&hers, &his] {
            for own in ["Atelier", "la-mienne", "vieille", mine.reference.as_str(), "Depuis"] {
                assert!(!letter.raw.contains(own) && !letter.text.contains(own), "{own} in {}", letter.text);
            }
        }
        assert_ne!(stop_path(&hers), stop_path(&his));
    }

    async fn a_mail_program_stops_it_by_one_click_and_looking_does_not(house) {
        begun(&house).await;
        let (_ana, _malik) = (reader(&house, "ana").await, reader(&house, "malik").await);
        house.applicant("attend").await;
        until(&house, "2026-11-24T07:00:00Z").await;
        let letter = digests(&house, "ana").pop().unwrap();
        let path = stop_path(&letter);
        let unfolded = letter.raw.replace("\r\n ", " ");
        assert!(unfolded.contains(&format!("List-Unsubscribe: <http://localhost:8080{path}>")), "{unfolded}");
        assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{unfolded}");
        // A scanner looks, twice.
        for _ in 0..2 {
            let page = house.visitor().peek(&path).await;
            assert!(page.status == 200 && page.has("Ne plus recevoir") && !page.headers.contains_key("set-cookie"), "{}", page.text());
        }
        // The program of another site, without a cookie, in either way that RFC 8058 knows.
        let stranger = house.visitor();
        let page = stranger.post_with(&path, ("origin", "https://webmail.example"), &[("List-Unsubscribe", "One-Click")]).await;
        assert!(page.status == 200 && page.has("Le résumé ne partira plus"), "{} {}", page.status, page.text());
        let again = stranger.post_with(&path, ("content-type", "multipart/form-data; boundary=x"), &[]).await;
        assert_eq!(again.status, 200, "a second time changes nothing");
        assert!(house.visitor().get(&path).await.has("Le résumé ne partira plus"));
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe/moi").await;
        assert!(page.each("#digest[checked]", "id").is_empty());
        house.volunteer("malik").await;
        until(&house, "2026-11-25T07:00:00Z").await;
        assert_eq!((digests(&house, "ana").len(), digests(&house, "malik").len()), (1, 2), "another's goes on");
        for wrong in ["/equipe/resume/00000000000000000000000000", "/equipe/resume/rien", "/equipe/resume/%00"] {
            assert_eq!((stranger.peek(wrong).await.status, stranger.post(wrong, &[]).await.status), (404, 404), "{wrong}");
        }
    }

    async fn a_person_stops_it_by_the_button_of_the_letter_s_page(house) {
        begun(&house).await;
        let _ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        until(&house, "2026-11-24T07:00:00Z").await;
        let (visitor, path) = (house.visitor(), stop_path(&digests(&house, "ana")[0]));
        let page = visitor.get(&path).await;
        assert!(visitor.submit(&page, "", &[]).await.has("Le résumé ne partira plus"));
    }

    async fn a_digest_that_did_not_leave_yet_is_stopped_too(house) {
        begun(&house).await;
        let ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        house.app.clock.advance(Duration::minutes(22 * 60));
        // The first beat seals it; it would leave at the next.
        assert_eq!(clockwork::tick(&house.app).await.unwrap().digests, 1);
        let ana = { drop(ana); house.volunteer("ana").await };
        assert!(choose(&ana, false).await.has("ne partira plus"));
        house.tick().await;
        assert!(digests(&house, "ana").is_empty());
    }

    async fn it_is_not_for_who_left(house) {
        begun(&house).await;
        let _ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        let email = EmailAddress::parse("ana@equipe.example").unwrap();
        actions::volunteer::set_disabled(&house.app, email.clone(), true).await.unwrap();
        until(&house, "2026-11-24T07:00:00Z").await;
        assert!(digests(&house, "ana").is_empty());
        actions::volunteer::set_disabled(&house.app, email, false).await.unwrap();
        until(&house, "2026-11-25T07:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1, "back, the choice is theirs still");
    }

    async fn of_two_servers_that_tick_at_once_one_sends(house) {
        begun(&house).await;
        let _ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        house.app.clock.advance(Duration::hours(22));
        let other = house.second_server();
        let (one, two) = futures_util::future::join(clockwork::tick(&house.app), clockwork::tick(&other.app)).await;
        assert_eq!(one.unwrap().digests + two.unwrap().digests, 1);
        house.tick().await;
        other.tick().await;
        assert_eq!(digests(&house, "ana").len(), 1);
    }

    async fn days_without_a_server_cost_one_late_digest(house) {
        begun(&house).await;
        let _ana = reader(&house, "ana").await;
        house.applicant("attend").await;
        house.app.clock.advance(Duration::days(4) + Duration::hours(5));
        house.tick().await;
        assert_eq!(digests(&house, "ana").len(), 1, "in the afternoon of the day the server is back");
        house.app.clock.advance(Duration::days(1) + Duration::hours(10));
        house.tick().await;
        assert_eq!(digests(&house, "ana").len(), 1);
    }

    async fn in_summer_it_is_eight_in_paris_too(house) {
        begun(&house).await;
        house.app.clock.advance("2027-07-01T05:00:00Z".parse::<Instant>().unwrap() - house.app.now());
        house.applicant("ete").await;
        let _ana = reader(&house, "ana").await;
        until(&house, "2027-07-01T05:59:59Z").await;
        assert!(digests(&house, "ana").is_empty());
        until(&house, "2027-07-01T06:00:00Z").await;
        assert_eq!(digests(&house, "ana").len(), 1);
    }
}
