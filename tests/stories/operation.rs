//! Orders to the agent: one at a time for a space, in their order; each failed try is kept.

use crate::house::House;
use crate::life::with_space;
use chrono::Duration;
use passeur::domain::operation::{Operation, OperationKind};
use passeur::domain::values::{OperationId, Slug, SpaceId};
use passeur::store;
use serde_json::json;

async fn space(house: &House, slug: &str) -> SpaceId {
    let slug = Slug::parse(slug).unwrap();
    house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap().unwrap().id
}

async fn ask(house: &House, space: &SpaceId, kind: OperationKind, n: u32) {
    // Keys that go backwards: as if the clock had been set back between two orders.
    let id = OperationId::parse(&format!("0000000{}-0000-7000-8000-000000000000", 9 - n)).unwrap();
    let order = Operation::new(id, space.clone(), kind, house.app.now() - Duration::seconds(i64::from(n)));
    house.app.store.write(move |tx| store::operation::insert(tx, &order)).await.unwrap();
}

async fn lease(house: &House, token: &str) -> Vec<(String, String, String)> {
    let leased = house.visitor().api("/api/v1/operations/leases", token, json!({"max": 10, "seconds": 300})).await.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    leased["operations"].as_array().unwrap().iter().map(|one| (text(&one["id"]), text(&one["kind"]), text(&one["space"]["slug"]))).collect()
}

stories! {
    async fn orders_of_a_space_are_done_one_at_a_time_in_the_order_they_were_asked(house) {
        let (_, token) = with_space(&house, "premiere").await;
        with_space(&house, "seconde").await;
        let (one, other) = (space(&house, "premiere").await, space(&house, "seconde").await);
        for (n, kind) in [(1, OperationKind::Disable), (2, OperationKind::Enable), (3, OperationKind::SetLimits)] {
            ask(&house, &one, kind, n).await;
        }
        ask(&house, &other, OperationKind::SetLimits, 4).await;
        let agent = house.visitor();
        let mut done = Vec::new();
        for round in 0..3 {
            let leased = lease(&house, &token).await;
            assert_eq!(leased.len(), if round == 0 { 2 } else { 1 }, "one of each space: {leased:?}");
            assert!(lease(&house, &token).await.is_empty(), "nothing else of them meanwhile");
            for (id, kind, slug) in leased {
                if slug == "premiere" {
                    done.push(kind);
                }
                assert_eq!(agent.api(&format!("/api/v1/operations/{id}/completion"), &token, json!({"result": {}})).await.status, 200);
            }
        }
        assert_eq!(done, ["disable", "enable", "set_limits"]);
    }

    async fn an_order_to_be_tried_again_holds_the_next_and_each_try_is_told(house) {
        let (_, token) = with_space(&house, "capricieuse").await;
        let id = space(&house, "capricieuse").await;
        ask(&house, &id, OperationKind::Disable, 1).await;
        ask(&house, &id, OperationKind::Enable, 2).await;
        let agent = house.visitor();
        let (order, kind, _) = lease(&house, &token).await.pop().unwrap();
        assert_eq!(kind, "disable");
        let fault = json!({"reason": "OCS answers 503: maintenance", "permanent": false});
        assert_eq!(agent.api(&format!("/api/v1/operations/{order}/failure"), &token, fault).await.status, 200);
        assert!(lease(&house, &token).await.is_empty(), "the next waits for its turn");
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe/espaces/capricieuse").await;
        assert!(page.has("Mettre en pause, essai 1") && page.has("OCS answers 503: maintenance"), "{}", page.text());
        house.app.clock.advance(Duration::hours(2));
        assert_eq!(lease(&house, &token).await[0].1, "disable");
        assert_eq!(agent.api(&format!("/api/v1/operations/{order}/completion"), &token, json!({"result": {}})).await.status, 200);
        assert_eq!(lease(&house, &token).await[0].1, "enable");
    }
}
