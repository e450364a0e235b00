//! The dashboard of a space over HTTP: measures, trend, what comes next; who comes there keeps the space alive.

use crate::house::House;
use crate::life::{inside, with_space};
use chrono::Duration;
use passeur::domain::values::Slug;
use passeur::store;
use serde_json::{Value, json};

const GO: i64 = 1_000_000_000;

async fn report(house: &House, token: &str, slug: &str, storage: i64, back: i64, more: Value) {
    let mut one =
        json!({"slug": slug, "measured_at": house.app.now() - Duration::days(back) - Duration::hours(1), "storage_bytes": storage, "accounts": 31});
    for (name, value) in more.as_object().unwrap() {
        one[name] = value.clone();
    }
    let answer = house.visitor().api("/api/v1/usage-reports", token, json!([one])).await.json();
    assert_eq!(answer["accepted"], 1, "{answer}");
}

async fn state(house: &House, slug: &str) -> String {
    let slug = Slug::parse(slug).unwrap();
    house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap().unwrap().state.status().to_string()
}

stories! {
    async fn a_space_that_fills_sees_its_trend_its_bars_and_when_its_measures_are_old(house) {
        let (ana, token) = with_space(&house, "pleine").await;
        let page = inside(&house, &ana.email).await.get("/espace/pleine").await;
        assert!(page.has("Les premières mesures arrivent"));
        for back in (0..60).rev().step_by(3) {
            report(&house, &token, "pleine", 20 * GO - back * GO / 10, back, json!({})).await;
        }
        let parts = json!({"files_bytes": 16 * GO, "versions_bytes": 3 * GO, "trash_bytes": GO});
        report(&house, &token, "pleine", 20 * GO, 0, parts).await;
        let page = inside(&house, &ana.email).await.get("/espace/pleine").await;
        assert!(page.has("20 Go sur 40 Go") && page.has("Corbeilles : 1 Go") && page.has("31 sur 50"), "{}", page.text());
        assert!(page.has("l’espace sera plein vers le"), "{}", page.text());
        assert!(page.has("semaine du") && page.has("La place, semaine après semaine"), "the table of the trend");
        assert_eq!(page.each("svg.gauge path", "class")[..4], ["f-water", "g2", "g3", "g-line"].map(str::to_owned), "three parts, then the bars");
        assert!(!page.has("Mesures anciennes"));
        // Past the second bar.
        house.advance(Duration::hours(8)).await;
        report(&house, &token, "pleine", 385 * GO / 10, 0, json!({"trash_bytes": GO, "versions_bytes": GO})).await;
        let page = inside(&house, &ana.email).await.get("/espace/pleine").await;
        assert!(page.has("96 %") && page.has("rendrait jusqu’à 2 Go"), "{}", page.text());
        // Old measures are said, and nothing is guessed from them.
        house.advance(Duration::days(5)).await;
        let page = inside(&house, &ana.email).await.get("/espace/pleine").await;
        assert!(page.has("Mesures anciennes") && !page.has("À ce rythme"), "{}", page.text());
    }

    async fn who_comes_to_the_pages_of_a_space_keeps_it(house) {
        let (ana, token) = with_space(&house, "reveillee").await;
        for _ in 0..61 {
            house.app.clock.advance(Duration::days(1));
            report(&house, &token, "reveillee", GO, 0, json!({})).await;
            house.tick().await;
        }
        assert_eq!(state(&house, "reveillee").await, "warned_once");
        let visitor = house.visitor();
        let page = visitor.get("/espace").await;
        visitor.submit(&page, "/espace", &[("identifier", "reveillee")]).await;
        house.tick().await;
        visitor.get(&house.letters_to(&ana.email).pop().unwrap().path("/espace/entrer/")).await;
        assert_eq!(state(&house, "reveillee").await, "warned_once", "anyone may ask for a link, and a mail scanner look at it");
        let page = inside(&house, &ana.email).await.get("/espace/reveillee").await;
        assert_eq!(state(&house, "reveillee").await, "active");
        assert!(page.has("Tout va bien") && page.has("Rien ne peut être supprimé faute d’usage avant"), "{}", page.text());
    }

    async fn what_comes_next_is_a_calendar_of_true_days(house) {
        let (ana, _) = with_space(&house, "agenda").await;
        let browser = inside(&house, &ana.email).await;
        let page = browser.get("/espace/agenda").await;
        // The House begins on 23 November 2026: two months, then four times fifteen days, and a Sunday on which no letter leaves.
        assert!(page.has("23 janvier 2027") && page.has("25 mars 2027"), "{}", page.text());
        let file = browser.peek("/espace/agenda/calendrier.ics").await;
        assert_eq!(file.headers.get("content-type").unwrap(), "text/calendar; charset=utf-8");
        let lines: Vec<&str> = file.body.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')), "RFC 5545, 3.1");
        assert_eq!((lines[0], lines[lines.len() - 2]), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
        assert!(lines.contains(&"DTSTART;VALUE=DATE:20270123") && lines.contains(&"DTEND;VALUE=DATE:20270124"), "{}", file.body);
        assert_eq!(lines.iter().filter(|line| **line == "BEGIN:VEVENT").count(), lines.iter().filter(|line| line.starts_with("UID:")).count());
        assert_eq!(house.visitor().peek("/espace/agenda/calendrier.ics").await.status, 303);
    }
}
