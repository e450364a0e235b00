//! Pioneers (R9): while the first phase runs, who is at ease with Nextcloud is read a little sooner; nothing else changes.

use crate::house::{House, fill};
use chrono::{Duration, NaiveDate};
use passeur::actions;
use passeur::domain::application::Shelf;
use passeur::domain::phase::Phase;
use passeur::domain::values::{EmailAddress, Role};
use passeur::domain::volunteer::Volunteer;
use passeur::store::queue::{Order, Query, lines};

/// A first phase until this day; there was none before.
fn calendar(last: NaiveDate) -> Vec<Phase> {
    vec![Phase { from: NaiveDate::default(), to: Some(last), ceiling: 10_000 }]
}

async fn apply(house: &House, slug: &str, ease: &str) -> String {
    let (browser, email) = (house.visitor(), format!("contact@{slug}.example"));
    let page = fill(&browser, slug, &[("slug", slug), ("email", &email), ("ease", ease)]).await;
    let reference = page.reference();
    house.tick().await;
    let status = house.letters_to(&email).pop().unwrap().path("/demande/suivi/");
    let page = browser.get(&status).await;
    browser.submit(&page, "/confirmation", &[]).await;
    reference
}

async fn reader(house: &House) -> Volunteer {
    let email = EmailAddress::parse("lecture@equipe.example").unwrap();
    actions::volunteer::invite(&house.app, email, "lecture".into(), Role::Volunteer, false).await.unwrap().unwrap().0
}

/// Names and whole days of age of what is to be read, in this order, one line a page.
async fn listed(house: &House, who: &Volunteer, order: Order) -> Vec<(String, i64)> {
    let mut query = Query { order, ..Query::of(Some(Shelf::ToRead), who.id.clone(), house.app.now()) };
    let mut listed = Vec::new();
    loop {
        let asked = query.clone();
        let Some(line) = house.app.store.read(move |db| lines(db, &asked, 1)).await.unwrap().pop() else { return listed };
        query.after = Some(line.cursor());
        listed.push((line.organization_name, (house.app.now() - line.sort_at).num_days()));
    }
}

fn of(lines: &[(&str, i64)]) -> Vec<(String, i64)> {
    lines.iter().map(|(name, days)| (format!("Atelier {name}"), *days)).collect()
}

stories! {
    async fn ease_comes_first_while_the_first_phase_runs_and_ages_stay_true(house) {
        let last = house.app.now().date_naive() + Duration::days(5);
        let house = house.under(|policy| policy.phases = calendar(last));
        let who = reader(&house).await;
        apply(&house, "debut", "new").await;
        house.advance(Duration::days(2)).await;
        apply(&house, "habitude", "some").await;
        house.advance(Duration::days(2)).await;
        apply(&house, "aise", "comfortable").await;
        house.advance(Duration::days(4)).await;
        // The first phase is over.
        apply(&house, "plus-tard", "comfortable").await;
        house.advance(Duration::days(1)).await;

        assert_eq!(listed(&house, &who, Order::Rank).await, of(&[("aise", 5), ("habitude", 7), ("debut", 9), ("plus-tard", 1)]));
        assert_eq!(listed(&house, &who, Order::Oldest).await, of(&[("debut", 9), ("habitude", 7), ("aise", 5), ("plus-tard", 1)]));
        let oldest = house.app.store.read(|db| passeur::store::figures::oldest(db, Shelf::ToRead)).await.unwrap();
        assert_eq!(oldest.map(|at| (house.app.now() - at).num_days()), Some(9), "the figures tell the true date");
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe").await;
        let names: Vec<usize> = ["Atelier aise", "Atelier habitude", "Atelier debut"].iter().map(|name| page.body.find(name).unwrap()).collect();
        assert!(names.is_sorted(), "{}", page.text());
        assert!(page.has("5 j") && page.has("9 j"), "{}", page.text());

        // Once the phase is over, its leads may be taken back at once.
        house.app.store.write(passeur::store::application::forget_leads).await.unwrap();
        assert_eq!(listed(&house, &who, Order::Rank).await, of(&[("debut", 9), ("habitude", 7), ("aise", 5), ("plus-tard", 1)]));
    }

    async fn a_lead_outlives_what_happens_to_a_request_until_it_waits_on_the_list(house) {
        let house = house.under(|policy| policy.phases = calendar(NaiveDate::MAX));
        let who = reader(&house).await;
        apply(&house, "debut", "new").await;
        house.advance(Duration::days(1)).await;
        let reference = apply(&house, "aise", "comfortable").await;
        let ana = house.volunteer("ana").await;
        let file = format!("/equipe/demandes/{reference}");
        for (decision, field) in [("refuse", ("motive", "Pas pour nous")), ("wait", ("priority", "1"))] {
            let page = ana.get(&format!("{file}?decision={decision}")).await;
            let page = ana.submit(&page, "/decision", &[field, ("reasons", "school")]).await;
            assert_eq!(listed(&house, &who, Order::Rank).await.len(), 1, "{}", page.text());
            let page = ana.get(&file).await;
            ana.submit(&page, "/annulation", &[]).await;
            assert_eq!(listed(&house, &who, Order::Rank).await, of(&[("aise", 0), ("debut", 1)]), "taken back, it stands where it stood");
        }
        let page = ana.get(&format!("{file}?decision=wait")).await;
        ana.submit(&page, "/decision", &[("priority", "1")]).await;
        house.let_it_leave().await;
        let query = Query::of(Some(Shelf::Waiting), who.id.clone(), house.app.now());
        let waiting = house.app.store.read(move |db| lines(db, &query, 5)).await.unwrap();
        assert_eq!(waiting.iter().map(|line| line.sort_at == line.key_at).collect::<Vec<_>>(), [true], "the list has its own order");
    }
}
