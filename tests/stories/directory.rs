//! The list of spaces for programs: pages by label, states, and nothing sent again to who has it.

use crate::life::with_space;
use actix_web::test::TestRequest;
use passeur::domain::token::Scope;

stories! {
    async fn programs_read_the_spaces_page_by_page_and_once(house) {
        for slug in ["alpage", "bocage", "chemin"] {
            with_space(&house, slug).await;
        }
        house.accepted("dune").await;
        let token = house.token(&[Scope::Directory]).await;
        let agent = house.visitor();
        let get = async |path: &str, known: Option<&str>| {
            let mut request = TestRequest::get().insert_header(("authorization", format!("Bearer {token}")));
            if let Some(mark) = known {
                request = request.insert_header(("if-none-match", mark.to_owned()));
            }
            agent.send(path, request).await
        };
        let first = get("/api/v1/spaces?limit=2", None).await;
        let slugs = |page: &crate::browser::Page| -> Vec<String> {
            page.json()["spaces"].as_array().unwrap().iter().map(|one| one["slug"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!((slugs(&first), first.json()["next"].as_str()), (vec!["alpage".into(), "bocage".into()], Some("bocage")));
        let second = get("/api/v1/spaces?limit=2&after=bocage", None).await;
        assert_eq!((slugs(&second), second.json()["next"].is_null()), (vec!["chemin".into(), "dune".into()], true));
        assert_eq!(slugs(&get("/api/v1/spaces?state=ordered", None).await), ["dune"]);
        let one = get("/api/v1/spaces/alpage", None).await;
        assert_eq!(one.json()["limits"]["storage_bytes"], 40_000_000_000_i64);
        assert!(!one.body.contains('@'), "nothing about people");
        // What one has is not sent again; what changed is.
        let mark = first.headers["etag"].clone();
        let again = get("/api/v1/spaces?limit=2", Some(&mark)).await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert_eq!(get("/api/v1/spaces?limit=2&after=bocage", Some(&mark)).await.status, 200);
        for (path, status) in [
            ("/api/v1/spaces?limit=0", 422),
            ("/api/v1/spaces?limit=1001", 422),
            ("/api/v1/spaces?limit=deux", 422),
            ("/api/v1/spaces?state=asleep", 422),
            ("/api/v1/spaces?state=deleted", 422),
            ("/api/v1/spaces?after=%00", 422),
            ("/api/v1/spaces?page=2", 422),
            ("/api/v1/spaces/inconnu", 404),
            ("/api/v1/spaces/..", 404),
        ] {
            let answer = get(path, None).await;
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
            assert_eq!(answer.headers["content-type"], "application/problem+json", "{path}");
        }
    }
}
