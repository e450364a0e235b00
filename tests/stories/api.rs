//! The API of the agent: who may, leases, completions, failures, usage.

use crate::house::House;
use chrono::Duration;
use passeur::domain::token::Scope;
use serde_json::{Value, json};

/// An order to create a space; gives the token of an agent.
async fn ordered(house: &House, slug: &str) -> String {
    house.accepted(slug).await;
    house.token(&[Scope::Operations, Scope::Usage]).await
}

async fn lease(house: &House, token: &str) -> Vec<Value> {
    let page = house.visitor().api("/api/v1/operations/leases", token, json!({"max": 10, "seconds": 300})).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.json()["operations"].as_array().unwrap().clone()
}

fn act(operation: &Value, what: &str) -> String {
    format!("/api/v1/operations/{}/{what}", operation["id"].as_str().unwrap())
}

stories! {
    async fn no_token_no_scope_no_entry(house) {
        let usage_only = house.token(&[Scope::Usage]).await;
        let agent = house.visitor();
        let asked = json!({"max": 1, "seconds": 60});
        for (token, status) in [("", 401), ("0000000000", 401), ("00000000000000000000000000", 401), (usage_only.as_str(), 403)] {
            let page = agent.api("/api/v1/operations/leases", token, asked.clone()).await;
            assert_eq!(page.status, status, "{token:?}");
            assert_eq!(page.headers["content-type"], "application/problem+json");
            assert_eq!(page.headers.get("www-authenticate").map(String::as_str), (status == 401).then_some("Bearer"));
            let problem = page.json();
            assert_eq!(problem["status"], status);
            for member in ["type", "title", "detail"] {
                assert!(problem[member].is_string(), "{member} in {problem}");
            }
        }
        let id = passeur::domain::values::TokenId::parse;
        let (token, secret) = passeur::actions::token::create(&house.app, "x".into(), vec![Scope::Operations], Some(house.app.now() + Duration::days(1))).await.unwrap();
        assert_eq!(agent.api("/api/v1/operations/leases", secret.reveal(), asked.clone()).await.status, 200);
        house.app.clock.advance(Duration::days(1));
        assert_eq!(agent.api("/api/v1/operations/leases", secret.reveal(), asked.clone()).await.status, 401, "expired");
        assert!(passeur::actions::token::revoke(&house.app, id(token.id.as_str()).unwrap()).await.unwrap());
        assert!(!passeur::actions::token::revoke(&house.app, token.id).await.unwrap(), "taken back once");
    }

    async fn an_operation_is_leased_to_one_and_comes_back_when_the_lease_runs_out(house) {
        let token = ordered(&house, "bail").await;
        let first = lease(&house, &token).await;
        assert_eq!(first[0]["attempt"], 1);
        assert!(lease(&house, &token).await.is_empty());
        let renewed = house.visitor().api(&act(&first[0], "lease"), &token, json!({"seconds": 600})).await;
        assert_eq!(renewed.status, 200);
        house.app.clock.advance(Duration::seconds(599));
        assert!(lease(&house, &token).await.is_empty());
        house.app.clock.advance(Duration::seconds(1));
        let other = house.token(&[Scope::Operations]).await;
        let again = lease(&house, &other).await;
        assert_eq!((&again[0]["id"], &again[0]["attempt"]), (&first[0]["id"], &json!(2)));
        let result = json!({"result": {"admin_login": "admin", "initial_password": "x"}});
        assert_eq!(house.visitor().api(&act(&first[0], "completion"), &token, result.clone()).await.status, 409, "another holds it now");
        assert_eq!(house.visitor().api(&act(&first[0], "completion"), &other, result).await.status, 200);
    }

    async fn two_agents_that_ask_at_once_share_the_work(house) {
        ordered(&house, "une").await;
        let token = ordered(&house, "deux").await;
        let (one, two) = (house.visitor(), house.visitor());
        let asked = json!({"max": 1, "seconds": 300});
        let (one, two) = futures_util::future::join(one.api("/api/v1/operations/leases", &token, asked.clone()), two.api("/api/v1/operations/leases", &token, asked)).await;
        let slug = |page: &crate::browser::Page| page.json()["operations"][0]["space"]["slug"].as_str().unwrap().to_owned();
        let mut slugs = [slug(&one), slug(&two)];
        slugs.sort();
        assert_eq!(slugs, ["deux", "une"]);
    }

    async fn what_failed_for_good_is_shown_and_what_failed_for_now_is_tried_again(house) {
        let token = ordered(&house, "panne").await;
        let first = lease(&house, &token).await;
        let agent = house.visitor();
        assert_eq!(agent.api(&act(&first[0], "failure"), &token, json!({"reason": "429"})).await.json()["status"], "waiting");
        assert!(lease(&house, &token).await.is_empty());
        house.app.clock.advance(Duration::minutes(1));
        let second = lease(&house, &token).await;
        let said = agent.api(&act(&second[0], "failure"), &token, json!({"reason": "no quota left", "permanent": true})).await;
        assert_eq!(said.json()["status"], "failed");
        assert_eq!(agent.api(&act(&second[0], "failure"), &token, json!({"reason": "no quota left", "permanent": true})).await.body, said.body);
        house.app.clock.advance(Duration::days(1));
        assert!(lease(&house, &token).await.is_empty());
        let slug = passeur::domain::values::Slug::parse("panne").unwrap();
        let space = house.app.store.read(move |db| passeur::store::space::by_slug(db, &slug)).await.unwrap().unwrap();
        assert_eq!(space.state.status().code(), "creation_failed");
    }

    async fn bad_bodies_get_a_clear_problem_and_change_nothing(house) {
        let token = ordered(&house, "strict").await;
        let agent = house.visitor();
        let first = lease(&house, &token).await;
        for (path, body, status) in [
            ("/api/v1/operations/leases".to_owned(), json!({"max": 1}), 400),
            ("/api/v1/operations/leases".to_owned(), json!({"max": 1, "seconds": 60, "extra": 1}), 400),
            ("/api/v1/operations/leases".to_owned(), json!({"max": 0, "seconds": 60}), 422),
            ("/api/v1/operations/leases".to_owned(), json!({"max": 1, "seconds": -1}), 422),
            ("/api/v1/operations/leases".to_owned(), json!({"max": 1, "seconds": 60, "kinds": ["dance"]}), 400),
            (act(&first[0], "completion"), json!({"result": {}}), 422),
            (act(&first[0], "completion"), json!({"result": {"admin_login": "", "initial_password": "x"}}), 422),
            ("/api/v1/operations/nothing/completion".to_owned(), json!({"result": {}}), 404),
            ("/api/v1/nothing".to_owned(), json!({}), 404),
        ] {
            let page = agent.api(&path, &token, body.clone()).await;
            assert_eq!(page.status, status, "{path} {body}: {}", page.body);
            assert_eq!(page.headers["content-type"], "application/problem+json", "{path} {body}");
        }
        let result = json!({"result": {"admin_login": "admin", "initial_password": "x"}});
        assert_eq!(agent.api(&act(&first[0], "completion"), &token, result).await.status, 200);
        house.tick().await;
    }

    async fn a_wrong_report_does_not_stop_the_others(house) {
        let token = ordered(&house, "mesure").await;
        let now = house.app.now();
        let right = json!({"slug": "mesure", "measured_at": now, "storage_bytes": 1, "accounts": 1});
        let with = |member: &str, value: Value| { let mut report = right.clone(); report[member] = value; report };
        let reports = json!([right, with("slug", json!("inconnue")), with("users", json!(["someone"])), with("accounts", json!(-1)), with("measured_at", json!(now + Duration::days(1))),
            with("last_login_at", json!(now + Duration::days(1)))]);
        let page = house.visitor().api("/api/v1/usage-reports", &token, reports).await.json();
        assert_eq!(page["accepted"], 1);
        let refused: Vec<i64> = page["refused"].as_array().unwrap().iter().map(|one| one["index"].as_i64().unwrap()).collect();
        assert_eq!(refused, [1, 2, 3, 4, 5]);
    }
}
