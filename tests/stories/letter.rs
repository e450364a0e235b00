//! Letters: what they say, and that each leaves once whatever the mail server does.

use crate::house::{House, On, fill};
use crate::smtp::MailServer;
use chrono::Duration;
use passeur::settings::Mail;
use passeur::store::{self, outbox};

/// A house that writes to a mail server, with one letter to send.
async fn with_mail(on: On) -> (House, MailServer) {
    let server = MailServer::start();
    let url = server.url();
    let house = House::with(on, |settings| settings.mail = Mail::Smtp(Box::new(url)));
    let page = fill(&house.visitor(), "courrier", &[]).await;
    assert_eq!(page.path, "/demande/recu");
    (house, server)
}

/// A letter without what changes from one story to the next.
pub fn settled(text: &str) -> String {
    let mut out = Vec::new();
    for line in text.lines() {
        let words: Vec<String> = line
            .split(' ')
            .map(|word| match word {
                word if word.starts_with("http") => match word.rsplit_once('/') {
                    Some((path, secret)) if secret.len() == 26 => format!("{path}/…"),
                    _ => word.to_owned(),
                },
                word if word.contains("FS-") => {
                    let at = word.find("FS-").unwrap_or(0);
                    format!("{}FS-…{}", &word[..at], &word[at + 12..])
                }
                word => word.to_owned(),
            })
            .collect();
        out.push(words.join(" "));
    }
    out.join("\n")
}

#[actix_web::test]
async fn a_server_that_is_busy_gets_each_letter_once_later() {
    for on in [On::Sqlite, On::Postgres] {
        let (house, server) = with_mail(on).await;
        server.answers(&[451, 451]);
        house.tick().await;
        assert_eq!((server.tries(), server.taken().len()), (1, 0));
        house.advance(Duration::seconds(119)).await;
        assert_eq!(server.tries(), 1, "not before its time");
        house.advance(Duration::seconds(1)).await;
        assert_eq!(server.tries(), 2);
        house.advance(Duration::minutes(4)).await;
        assert_eq!((server.tries(), server.taken().len()), (3, 1));
        house.advance(Duration::days(2)).await;
        assert_eq!(server.tries(), 3, "and never again");
        house.rest().await;
    }
}

#[actix_web::test]
async fn a_letter_refused_for_good_is_shown_to_the_team_which_sends_it_again() {
    for on in [On::Sqlite, On::Postgres] {
        let (house, server) = with_mail(on).await;
        server.answers(&[550]);
        house.tick().await;
        house.advance(Duration::days(3)).await;
        assert_eq!(server.tries(), 1, "no server is asked twice after a 550");
        let ana = house.volunteer("ana").await;
        assert!(ana.get("/equipe").await.has("Des lettres ne partent pas : 1"));
        let page = ana.get("/equipe/courrier").await;
        assert!(page.has("bloquée") && page.has("550") && !page.body.contains("someone@example.org"), "{}", page.text());
        let page = ana.submit(&page, "/relance", &[]).await;
        assert!(page.has("La lettre repart"));
        house.tick().await;
        assert_eq!(server.taken().len(), 1);
        assert!(ana.get("/equipe/courrier").await.has("Tout part"));
        house.rest().await;
    }
}

#[actix_web::test]
async fn a_server_that_cannot_be_reached_loses_nothing() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let dead = url::Url::parse(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
    let house = House::with(On::Sqlite, |settings| settings.mail = Mail::Smtp(Box::new(dead)));
    fill(&house.visitor(), "silence", &[]).await;
    house.tick().await;
    house.advance(Duration::minutes(2)).await;
    let ana = house.volunteer("ana").await;
    let page = ana.get("/equipe/courrier").await;
    assert!(page.has("nouvel essai") && page.has("the mail server cannot be reached"), "{}", page.text());
}

#[actix_web::test]
async fn a_crash_between_claiming_and_sending_delays_the_letter_and_sends_it_once() {
    for on in [On::Sqlite, On::Postgres] {
        let (house, server) = with_mail(on).await;
        let now = house.app.now();
        // The server claims the letter, and dies before it speaks to the mail server.
        let claimed =
            house.app.store.write(move |tx| outbox::claim(tx, now, 10, |_, attempt| passeur::clockwork::next_try(attempt, now))).await.unwrap();
        assert_eq!(claimed.len(), 1);
        let house = house.restarted();
        house.tick().await;
        assert_eq!(server.tries(), 0, "the lease runs");
        house.advance(Duration::minutes(2)).await;
        assert_eq!((server.tries(), server.taken().len()), (1, 1));
        house.advance(Duration::days(1)).await;
        assert_eq!(server.tries(), 1);
        house.rest().await;
    }
}

#[actix_web::test]
async fn a_refused_application_stays_until_its_letter_has_really_left() {
    let (house, server) = with_mail(On::Sqlite).await;
    house.tick().await;
    let link = server.taken()[0].path("/demande/suivi/");
    let browser = house.visitor();
    let page = browser.get(&link).await;
    browser.submit(&page, "/confirmation", &[]).await;
    house.tick().await;
    let ana = house.volunteer("ana").await;
    let file = ana.get("/equipe").await.each(".queue .who a", "href").pop().unwrap();
    let page = ana.get(&file).await;
    ana.submit(&page, "/prise-en-charge", &[]).await;
    let page = ana.get(&format!("{file}?decision=refuse")).await;
    ana.submit(&page, "/decision", &[("reasons", "full"), ("motive", "complet")]).await;
    server.answers(&[451]);
    house.let_it_leave().await;
    assert_eq!(browser.get(&link).await.status, 200, "the letter did not leave: the data stay");
    house.advance(Duration::minutes(2)).await;
    assert_eq!(server.taken().len(), 3);
    assert_eq!(browser.get(&link).await.status, 404);
}

#[actix_web::test]
async fn every_letter_has_what_mail_readers_expect() {
    let (house, server) = with_mail(On::Sqlite).await;
    house.tick().await;
    let letter = server.taken().remove(0);
    for header in ["Date: ", "Message-ID: <", "Reply-To: ", "Auto-Submitted: auto-generated", "MIME-Version: 1.0"] {
        assert!(letter.raw.contains(header), "{header} in\n{}", letter.raw);
    }
    assert!(letter.raw.contains("multipart/alternative") && letter.id.ends_with("@localhost"));
    assert!(letter.text.lines().filter(|line| !line.trim_start().starts_with("http")).all(|line| line.chars().count() <= 76), "{}", letter.text);
    let stored = house.app.store.read(|db| {
        use diesel::prelude::*;
        let bodies: Vec<String> = store::schema::letters::table.select(store::schema::letters::body).load(&mut **db)?;
        Ok::<_, store::Error>(bodies)
    });
    assert_eq!(stored.await.unwrap(), [""], "the body is erased when it has left");
}

#[actix_web::test]
async fn letters_say_who_writes_and_one_thing_to_do() {
    let house = House::on(On::Sqlite);
    let ana = house.volunteer("ana").await;
    for (slug, decision) in [("oui-asso", "accept"), ("plus-tard", "wait"), ("non-asso", "refuse")] {
        let applicant = house.applicant(slug).await;
        let file = ana.get(&applicant.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{}?decision={decision}", applicant.file())).await;
        let page = match decision {
            "refuse" => {
                ana.submit(&page, "/decision", &[("action", "rewrite"), ("reasons", "public_body"), ("reasons", "full"), ("motive", "x")]).await
            }
            _ => page,
        };
        let fields: &[(&str, &str)] = if decision == "refuse" { &[("motive", "collectivité"), ("reasons", "public_body")] } else { &[] };
        ana.submit(&page, "/decision", fields).await;
        house.let_it_leave().await;
        let letter = house.letters_to(&applicant.email).pop().unwrap();
        insta::assert_snapshot!(format!("letter_{decision}"), format!("{}\n\n{}", letter.subject, settled(&letter.text)));
    }
    let confirmation = &house.letters()[0];
    insta::assert_snapshot!("letter_confirmation", format!("{}\n\n{}", confirmation.subject, settled(&confirmation.text)));
    let secret = confirmation.path("/demande/suivi/");
    let html = confirmation.html.replace(secret.rsplit('/').next().unwrap(), "…").replace(
        "><", ">
<",
    );
    insta::assert_snapshot!("letter_confirmation_html", settled(&html));
}

#[actix_web::test]
async fn a_confirmation_that_bounces_is_said_on_the_receipt_where_the_address_is_corrected() {
    for on in [On::Sqlite, On::Postgres] {
        let server = MailServer::start();
        let url = server.url();
        let house = House::with(on, |settings| settings.mail = Mail::Smtp(Box::new(url)));
        let browser = house.visitor();
        let receipt = fill(&browser, "rebond", &[("email", "conctat@rebond.example")]).await;
        assert!(!receipt.has("n’a pas pu être remis"));
        server.answers(&[550]);
        house.tick().await;
        let receipt = browser.get("/demande/recu").await;
        assert!(receipt.has("Notre mail n’a pas pu être remis") && receipt.has("conctat@rebond.example"), "{}", receipt.text());
        browser.submit(&receipt, "", &[]).await;
        let contact = browser.get("/demande/contact").await;
        let check = browser.submit(&contact, "", &[("email", "contact@rebond.example")]).await;
        let receipt = browser.submit(&check, "", &[]).await;
        assert!(receipt.path == "/demande/recu" && !receipt.has("n’a pas pu être remis"), "{}", receipt.text());
        house.tick().await;
        let letter = server.taken().pop().unwrap();
        assert_eq!(letter.to, "contact@rebond.example");
        let confirmed = browser.get(&letter.path("/demande/suivi/")).await;
        assert!(browser.submit(&confirmed, "/confirmation", &[]).await.has("dans la file"));
        house.tick().await;
    }
}
