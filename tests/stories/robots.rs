//! Against robots (spec 4.6): the bait, the time, the limits by connection; people get through.

use crate::browser::Browser;
use crate::house::{House, On, answers, fill};
use chrono::Duration;

/// Fills the pages of the form, and does not send.
async fn filled(browser: &Browser, slug: &str) {
    for (code, fields) in answers(slug) {
        let page = browser.get(&format!("/demande/{code}")).await;
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.submit(&page, "", &fields).await;
    }
}

stories! {
    async fn ten_people_of_one_house_apply_in_an_hour(house) {
        for n in 0..10 {
            let browser = house.visitor().from("2001:db8:7:7::1");
            let page = fill(&browser, &format!("maison-{n}"), &[]).await;
            assert_eq!(page.path, "/demande/recu", "{n}: {}", page.text());
            house.app.clock.advance(Duration::minutes(6));
        }
        house.tick().await;
        assert_eq!(house.letters().len(), 10);
    }

    async fn past_the_limit_of_a_connection_one_is_told_when_to_come_back(house) {
        let house = house.under(|policy| policy.forms_an_hour = 2);
        for n in 0..2 {
            // A /64 is one place, whatever the address in it.
            let browser = house.visitor().from(&format!("2001:db8:7:7::{n}"));
            assert_eq!(fill(&browser, &format!("essaim-{n}"), &[]).await.path, "/demande/recu");
        }
        let third = house.visitor().from("2001:db8:7:7::cafe");
        filled(&third, "essaim-2").await;
        let check = third.get("/demande/verification").await;
        let told = third.submit(&check, "", &[]).await;
        assert_eq!(told.status, 429);
        assert!(told.has("dans 60 minutes") && told.has("rien n’est perdu"), "{}", told.text());
        let wait: i64 = told.headers["retry-after"].parse().unwrap();
        assert!((1..=3600).contains(&wait));
        // Another connection is not concerned, and the draft is there when the time is over.
        assert_eq!(fill(&house.visitor().from("2001:db8:7:8::1"), "essaim-3", &[]).await.path, "/demande/recu");
        house.app.clock.advance(Duration::seconds(wait));
        let check = third.get("/demande/verification").await;
        assert_eq!(third.submit(&check, "", &[]).await.path, "/demande/recu");
        house.tick().await;
    }

    async fn what_fills_the_hidden_field_gets_no_further_and_loses_nothing(house) {
        let browser = house.visitor();
        let page = browser.get("/demande/contact").await;
        let baited = browser.submit(&page, "", &[("email", "contact@asso.example"), ("fax", "+33123456789")]).await;
        assert_eq!(baited.status, 422);
        assert!(baited.has("Un champ caché") && baited.value("email") == "contact@asso.example" && baited.value("fax").is_empty(), "{}", baited.text());
        filled(&browser, "appat").await;
        let check = browser.get("/demande/verification").await;
        let back = browser.submit(&check, "", &[("fax", "x")]).await;
        assert!(back.path == "/demande/verification" && back.has("Un champ caché"), "{}", back.text());
        assert_eq!(browser.submit(&back, "", &[]).await.path, "/demande/recu");
        house.tick().await;
    }
}

#[actix_web::test]
async fn a_form_sent_sooner_than_a_person_could_waits_for_the_rest() {
    let house = House::on(On::Sqlite).with_policy(|policy| policy.form_seconds = 1);
    let browser = house.visitor();
    filled(&browser, "eclair").await;
    let check = browser.get("/demande/verification").await;
    let watch = std::time::Instant::now();
    assert_eq!(browser.submit(&check, "", &[]).await.path, "/demande/recu");
    assert!(watch.elapsed() >= std::time::Duration::from_millis(990), "the time of the house stands still: the whole second is waited for");
    // Who took that time does not wait; nor does one whose clock was moved back wait longer than the whole.
    for (slug, later, least, most) in [("tranquille", 60, 0, 900), ("recul", -3600, 990, 3000)] {
        let browser = house.visitor();
        filled(&browser, slug).await;
        let check = browser.get("/demande/verification").await;
        house.app.clock.advance(Duration::seconds(later));
        let watch = std::time::Instant::now();
        assert_eq!(browser.submit(&check, "", &[]).await.path, "/demande/recu");
        let spent = watch.elapsed().as_millis();
        assert!((least..most + 5000 * u128::from(least > 0)).contains(&spent), "{slug}: {spent} ms");
    }
}
