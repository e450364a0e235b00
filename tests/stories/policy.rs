//! Rules that change: on their day, on every page, for what comes after; and those who change them at the same moment.

use crate::browser::{Browser, Page};
use crate::hammer::apply;
use crate::house::House;
use chrono::Duration;
use passeur::domain::token::Scope;
use passeur::store::trace;
use serde_json::json;

const LIMITS: &str = "/coordination/regles/limits";

async fn write(ines: &Browser, theme: &str, fields: &[(&str, &str)]) -> Page {
    let page = ines.get(&format!("/coordination/regles/{theme}")).await;
    ines.submit(&page, &format!("/coordination/regles/{theme}#apercu"), fields).await
}

/// The operations that wait for the agent: kind, slug, accounts, bytes.
async fn leased(house: &House) -> Vec<(String, String, i64, i64)> {
    let token = house.token(&[Scope::Operations]).await;
    let page = house.visitor().api("/api/v1/operations/leases", &token, json!({ "max": 50, "seconds": 60 })).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let answer = page.json();
    let one = |operation: &serde_json::Value| {
        let (space, text) = (&operation["space"], |value: &serde_json::Value| value.as_str().unwrap().to_owned());
        let limits = &space["limits"];
        (text(&operation["kind"]), text(&space["slug"]), limits["accounts"].as_i64().unwrap(), limits["storage_bytes"].as_i64().unwrap())
    };
    answer["operations"].as_array().unwrap().iter().map(one).collect()
}

async fn traces(house: &House, subject: &str) -> Vec<(String, String)> {
    let subject = subject.to_owned();
    let found = house.app.store.read(move |db| trace::about(db, &subject)).await.unwrap();
    found.into_iter().map(|one| (one.verb, one.detail)).collect()
}

stories! {
    async fn forty_becomes_fifty_on_its_day_for_what_comes_after_and_for_all_once_it_is_asked(house) {
        let ines = house.coordinator("ines").await;
        let before = house.accepted("avant").await;
        let sent = [("storage_go", "50"), ("effective_on", "2027-01-01"), ("motive", "Les disques ont doublé."), ("action", "preview")];
        let preview = write(&ines, "limits", &sent).await;
        assert!(preview.has("40 Go → 50 Go") && preview.has("Le 1er janvier 2027 à minuit"), "{}", preview.text());
        assert!(preview.has("Aucun espace n’occupe plus que cette place"), "{}", preview.text());
        assert!(ines.get("/coordination/regles").await.has("Aucune : tout est comme dans la FAQ"), "looking saves nothing");
        let done = ines.submit(&preview, "/coordination/regles/limits#apercu", &[("action", "save")]).await;
        assert!(done.has("la version 2 des règles prendra effet le 1er janvier 2027") && done.has("50 Go le 1er janvier 2027"), "{}", done.text());

        // Until then nothing moves; then everything does.
        let pages = ["/", "/aide", "/demande", "/conditions", "/demande/besoins"];
        let visitor = house.visitor();
        for path in pages {
            let page = visitor.get(path).await;
            assert!(page.status == 200 && page.has("40 Go") && !page.has("50 Go"), "{path} before: {}", page.text());
        }
        house.advance(Duration::days(39)).await;
        for path in pages {
            let page = visitor.get(path).await;
            // The classes of the form are those of the contract: « De 20 à 40 Go » stays, and says what it says.
            let plain = page.text().replace("De 20 à 40 Go", "");
            assert!(page.has("50 Go") && !plain.contains("40 Go"), "{path} after: {}", page.text());
        }
        let after = house.accepted("apres").await;
        let letter = house.letters_to(&after.email).pop().unwrap();
        assert!(letter.text.contains("50\u{a0}Go") && letter.html.contains("50\u{a0}Go"), "{}", letter.text);
        // The API: the one ordered before keeps its limits, the new one has those of the day.
        let mut orders = leased(&house).await;
        orders.sort();
        let create = |slug: &str, bytes| ("create".to_owned(), slug.to_owned(), 50, bytes);
        assert_eq!(orders, [create("apres", 50_000_000_000), create("avant", 40_000_000_000)]);

        let ines = house.coordinator("ines").await;
        let page = ines.get("/coordination/regles").await;
        assert!(page.has("1 espace a d’autres limites que celles d’aujourd’hui"), "{}", page.text());
        let refused = ines.submit(&page, "/coordination/regles/espaces", &[("motive", "")]).await;
        assert!(refused.status == 422 && refused.has("Dites pourquoi"), "{}", refused.text());
        let page = ines.submit(&refused, "/coordination/regles/espaces", &[("motive", "La même place pour tous.")]).await;
        assert!(page.has("reçoivent les limites d’aujourd’hui"), "{}", page.text());
        house.tick().await;
        assert!(ines.get("/coordination/regles").await.has("Tous ont les limites d’aujourd’hui"));
        house.app.clock.advance(Duration::minutes(5));
        let orders = leased(&house).await;
        let told = ("set_limits".to_owned(), "avant".to_owned(), 50, 50_000_000_000);
        assert!(orders.contains(&told) || orders.iter().all(|one| one.3 == 50_000_000_000), "{orders:?}");
        assert!(before.browser.get(&before.status).await.status == 200);
        let trail = traces(&house, "policy:2").await;
        assert_eq!(trail.first().unwrap(), &("change_policy".to_owned(), "storage_go 40→50 @ 2026-12-31T23:00Z".to_owned()));
        assert_eq!(trail.len(), 1, "{trail:?}");
        assert_eq!(traces(&house, "policy:3").await, [("apply_limits".to_owned(), "accounts 50, storage 50 Go".to_owned())]);
        let page = ines.get("/coordination/regles").await;
        assert!(page.has("Limites du jour données aux espaces qui existent") && page.has("La même place pour tous."), "{}", page.text());
    }

    async fn what_cannot_hold_is_refused_and_what_was_typed_stays(house) {
        let ines = house.coordinator("ines").await;
        type Line<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
        let table: [Line; 8] = [
            ("limits", &[("storage_go", "-40"), ("motive", "m")], "entre les bornes données"),
            ("limits", &[("storage_go", "quarante"), ("motive", "m")], "entre les bornes données"),
            ("limits", &[("storage_go", "50")], "Dites pourquoi"),
            ("limits", &[("motive", "m")], "Rien ne change"),
            ("review", &[("blind_share", "130"), ("motive", "m")], "entre les bornes données"),
            ("limits", &[("storage_go", "50"), ("effective_on", "2026-11-01"), ("motive", "m")], "Choisissez un jour à venir"),
            ("delays", &[("closing_days", "3"), ("motive", "m")], "Le rappel doit venir avant la fermeture"),
            ("networks", &[("network_warn", "20000"), ("motive", "m")], "Un réseau est signalé avant d’être arrêté"),
        ];
        for (theme, fields, said) in table {
            let mut sent = fields.to_vec();
            sent.push(("action", "save"));
            let page = write(&ines, theme, &sent).await;
            assert!(page.status == 422 && page.has(said), "{theme} {fields:?}: {}", page.text());
            for (name, value) in fields {
                assert!(page.value(name) == *value, "{name} keeps {value}");
            }
        }
        assert!(ines.get("/coordination/regles").await.has("Aucune : tout est comme dans la FAQ"));
        assert_eq!(ines.get("/coordination/regles/rien").await.status, 404);
    }

    async fn of_two_who_change_the_rules_at_once_the_second_is_told_what_the_first_did(house) {
        let (ines, jo) = (house.coordinator("ines").await, house.coordinator("jo").await);
        let (mine, theirs) = (ines.get(LIMITS).await, jo.get(LIMITS).await);
        let change = |go: &'static str| [("storage_go", go), ("motive", "Parce que"), ("action", "save")];
        assert!(ines.submit(&mine, "/coordination/regles/limits#apercu", &change("45")).await.has("version 2 des règles est en vigueur"));
        let told = jo.submit(&theirs, "/coordination/regles/limits#apercu", &change("60")).await;
        assert_eq!(told.status, 409, "{}", told.text());
        assert!(told.has("ines vient de changer les règles (Place pour tout l’espace : 45 Go)"), "{}", told.text());
        assert!(told.has("45 Go → 60 Go"), "what it would do now: {}", told.text());
        let done = jo.submit(&told, "/coordination/regles/limits#apercu", &[("action", "save")]).await;
        assert!(done.has("version 3 des règles est en vigueur"), "{}", done.text());
        // The first one's double click: the same version is not written twice.
        let again = ines.submit(&mine, "/coordination/regles/limits#apercu", &change("45")).await;
        assert_eq!(again.status, 409, "{}", again.text());
    }

    async fn a_version_that_waits_is_withdrawn_and_one_that_holds_stays(house) {
        let ines = house.coordinator("ines").await;
        write(&ines, "review", &[("undo_minutes", "20"), ("motive", "Plus calme"), ("action", "save")]).await;
        write(&ines, "review", &[("undo_minutes", "30"), ("effective_on", "2027-06-01"), ("motive", "Encore"), ("action", "save")]).await;
        let page = ines.get("/coordination/regles").await;
        assert_eq!(page.each("form[action$=\"/retrait\"]", "action"), ["/coordination/regles/3/retrait"]);
        let page = ines.submit(&page, "/coordination/regles/3/retrait", &[]).await;
        assert!(page.has("La version 3 est retirée"), "{}", page.text());
        house.advance(Duration::days(300)).await;
        assert_eq!((house.app.policy().undo_minutes, house.app.policy().version), (20, 2));
        let ines = house.coordinator("ines").await;
        let page = ines.get("/coordination/regles").await;
        // A page left open since: its button comes too late.
        for number in ["2", "3", "99"] {
            let late = ines.post(&format!("/coordination/regles/{number}/retrait"), &[("csrf", &page.value("csrf"))]).await;
            assert!(late.has("a déjà pris effet, ou a déjà été retirée"), "{number}: {}", late.text());
        }
        assert_eq!(house.app.policy().undo_minutes, 20);
    }

    async fn another_server_and_one_started_again_know_the_rules(house) {
        let other = house.second_server();
        let ines = house.coordinator("ines").await;
        write(&ines, "limits", &[("storage_go", "55"), ("motive", "m"), ("action", "save")]).await;
        other.tick().await;
        assert_eq!(other.app.policy().storage_go, 55);
        let again = house.second_server();
        again.tick().await;
        assert_eq!((again.app.policy().storage_go, again.app.policy().version), (55, 2));
    }

    async fn what_waits_is_judged_by_the_rules_of_the_day_and_decisions_say_which(house) {
        let ines = house.coordinator("ines").await;
        let large = house.applicant_with("grande", &[("accounts", "60")]).await;
        let ana = house.volunteer("ana").await;
        assert!(ana.get("/equipe?onglet=to_read&constat=ineligible&tout=1").await.has("Atelier grande"));
        write(&ines, "limits", &[("accounts", "80"), ("motive", "Nous avons de quoi"), ("action", "save")]).await;
        house.tick().await;
        assert!(ana.get("/equipe?onglet=to_read&constat=ok&tout=1").await.has("Atelier grande") || !ana.get("/equipe?onglet=to_read&constat=ineligible&tout=1").await.has("Atelier grande"));
        assert!(!ana.get(&large.file()).await.has("60 comptes demandés, 50"), "the page to decide");
        let page = ana.get(&large.file()).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{}?decision=accept", large.file())).await;
        ana.submit(&page, "/decision", &[]).await;
        let versions = house.app.store.read(|db| {
            use diesel::prelude::*;
            use passeur::store::schema::{decisions, letters};
            let decided: i64 = decisions::table.select(decisions::policy_version).first(&mut **db)?;
            let written: i64 = letters::table.filter(letters::decision_id.is_not_null()).select(letters::policy_version).first(&mut **db)?;
            Ok::<_, passeur::store::Error>((decided, written))
        });
        assert_eq!(versions.await.unwrap(), (2, 2));
    }

    async fn a_letter_written_under_other_rules_is_read_again_before_it_leaves(house) {
        let (ines, applicant) = (house.coordinator("ines").await, house.applicant("relue").await);
        let ana = house.volunteer("ana").await;
        let file = ana.get(&applicant.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let open = ana.get(&format!("{}?decision=accept", applicant.file())).await;
        // What no letter says does not stop anyone.
        write(&ines, "review", &[("undo_minutes", "12"), ("motive", "m"), ("action", "save")]).await;
        write(&ines, "limits", &[("storage_go", "50"), ("motive", "m"), ("action", "save")]).await;
        let told = ana.submit(&open, "/decision", &[("letter", "Bonjour, vous aurez 40 Go.")]).await;
        assert!(told.status == 409 && told.has("Les règles ont changé pendant que vous lisiez"), "{}", told.text());
        assert_eq!(told.value("letter").trim(), "Bonjour, vous aurez 40 Go.");
        let anew = ana.submit(&told, "/decision", &[("action", "rewrite")]).await;
        assert!(anew.value("letter").contains("50\u{a0}Go"), "{}", anew.value("letter"));
        let done = ana.submit(&anew, "/decision", &[]).await;
        assert!(done.has("Annuler"), "{}", done.text());
        let calm = house.applicant("calme").await;
        let file = ana.get(&calm.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let open = ana.get(&format!("{}?decision=accept", calm.file())).await;
        write(&ines, "review", &[("undo_minutes", "11"), ("motive", "m"), ("action", "save")]).await;
        assert!(ana.submit(&open, "/decision", &[]).await.has("Annuler"));
    }

    async fn a_bar_lowered_on_one_server_holds_at_once_for_those_who_read_on_another(house) {
        let house = house.under(|policy| *policy = policy.clone().with_ceiling(100));
        let other = house.second_server();
        let (ines, mut held) = (house.coordinator("ines").await, Vec::new());
        for n in 0..40 {
            held.push(apply(&house.app, &format!("en-main-{n}")).await);
        }
        let ana = other.volunteer("ana").await;
        let first = held.first().unwrap();
        let file = format!("/equipe/demandes/{}", first.reference);
        let page = ana.get(&file).await;
        ana.submit(&page, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{file}?decision=accept")).await;
        let phases = ines.get("/coordination/phases").await;
        let closed = ines.submit(&phases, "/coordination/phases/admissions", &[("motive", "Panne des disques"), ("admissions", "closed")]).await;
        assert!(closed.has("Les admissions sont fermées à la main"), "{}", closed.text());
        // The other server has not heard of it yet: the transaction of the decision reads the rules itself.
        let refused = ana.submit(&page, "/decision", &[]).await;
        assert!(refused.has("Les admissions sont fermées en ce moment"), "{}", refused.text());
    }
}
