//! The team's list of spaces over HTTP: each filter keeps what it says, and nothing else.

use crate::life::with_space;
use chrono::Duration;
use serde_json::json;

stories! {
    async fn the_list_of_spaces_keeps_what_each_filter_says(house) {
        let mut token = String::new();
        for slug in ["pleine", "muette", "vivante", "oubliee"] {
            token = with_space(&house, slug).await.1;
        }
        house.app.clock.advance(Duration::days(50));
        let now = house.app.now();
        let report = |slug: &str, storage: i64, active: i64| {
            json!({"slug": slug, "measured_at": now - Duration::hours(3), "storage_bytes": storage, "accounts": 5, "last_login_at": now - Duration::days(active)})
        };
        let go = 1_000_000_000;
        let all = json!([report("pleine", 37 * go, 1), report("muette", go, 45), report("vivante", go, 2)]);
        assert_eq!(house.visitor().api("/api/v1/usage-reports", &token, all).await.json()["accepted"], 3);
        let ana = house.volunteer("ana").await;
        for (query, expected) in [
            ("", &["muette", "oubliee", "pleine", "vivante"][..]),
            ("place=haute", &["pleine"]),
            ("activite=ancienne", &["muette"]),
            ("releve=ancien", &["oubliee"]),
            ("etat=active&q=viv", &["vivante"]),
            ("etat=disabled", &[]),
            ("panne=oui", &[]),
            ("q=ATELIER+oubli%C3%A9e", &["oubliee"]),
            ("apres=oubliee", &["pleine", "vivante"]),
        ] {
            let page = ana.get(&format!("/equipe/espaces?{query}")).await;
            let found: Vec<String> =
                page.each("main tbody th a", "href").iter().map(|href| href.trim_start_matches("/equipe/espaces/").to_owned()).collect();
            assert_eq!(found, expected, "{query}");
        }
    }
}
