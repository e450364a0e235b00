//! Before the form: five questions, an answer at once, nothing stored.

use crate::house::{House, On, answers};
use diesel::prelude::*;
use passeur::domain::form::LegalForm;
use passeur::store::schema::drafts;

/// Address of the answer to: for whom, which form, then French, accounts, storage (`y` or `n` each).
fn asked(whom: &str, form: &str, rest: &str) -> String {
    let said: Vec<&str> = rest.chars().map(|c| if c == 'y' { "yes" } else { "no" }).collect();
    format!("/demande?for_whom={whom}&legal_form={form}&french={}&accounts_ok={}&storage_ok={}", said[0], said[1], said[2])
}

async fn drafts_stored(house: &House) -> i64 {
    house.app.store.read(|db| Ok::<_, passeur::store::Error>(drafts::table.count().get_result::<i64>(&mut **db)?)).await.unwrap()
}

stories! {
    async fn the_questions_are_a_form_that_stores_nothing(house) {
        let browser = house.visitor();
        let page = browser.get("/demande").await;
        assert_eq!(page.status, 200);
        assert_eq!(page.each("form[method='get']", "action"), ["/demande"]);
        let mut names = page.each("main [name]", "name");
        names.dedup();
        assert_eq!(names, ["for_whom", "legal_form", "french", "accounts_ok", "storage_ok"]);
        assert_eq!(page.each("#legal_form option", "value").len(), LegalForm::ALL.len() + 1);
        assert!(page.has("50 comptes vous suffisent-ils") && page.has("40 Go de place"), "{}", page.text());
        assert!(page.each("main a", "href").contains(&"/demande/structure".to_owned()), "one may skip them");
        for path in [asked("group", "club", "yyy"), asked("self", "other", "nnn"), "/demande?for_whom=self".to_owned()] {
            assert!(!browser.peek(&path).await.headers.contains_key("set-cookie"), "{path}");
        }
        assert!(!page.headers.contains_key("set-cookie"));
        assert_eq!(drafts_stored(&house).await, 0);
    }

    async fn a_group_whose_needs_fit_goes_on(house) {
        for form in ["association_1901", "cult_association", "alsace_moselle", "foreign_association", "informal", "foundation", "union", "club"] {
            let page = house.visitor().get(&asked("group", form, "yyy")).await;
            assert_eq!((page.status, page.at("h1").as_str()), (200, "Vous êtes au bon endroit"), "{form}");
            assert_eq!(page.each("main a.btn", "href"), ["/demande/structure"], "{form}");
        }
    }

    async fn who_is_not_for_us_learns_why_and_where_to_go(house) {
        for (address, reason, rule, places) in [
            (asked("self", "individual", "yyy"), "jamais à une personne seule", "#qui", &["Nubo", "Zaclys"][..]),
            (asked("family", "individual", "yyy"), "Une famille n’en est pas un", "#qui", &["Nubo", "Zaclys"]),
            (asked("friends", "informal", "yyy"), "pas à des ami⋅es", "#qui", &["Nubo", "Zaclys"]),
            (asked("group", "individual", "yyy"), "prêté à un groupe, pas à une personne seule", "#qui", &["Nubo", "Zaclys"]),
            (asked("group", "school", "yyy"), "Les écoles, collèges", "#qui", &["apps.education.fr", "Zaclys"]),
            (asked("group", "local_authority", "yyy"), "Les collectivités peuvent", "#qui", &["ADULLACT"]),
            (asked("group", "public_service", "yyy"), "Les services publics peuvent", "#qui", &["ADULLACT"]),
            (asked("group", "club", "nyy"), "qu’en français", "#qui", &["CHATONS", "Partenaires de Nextcloud"]),
            (asked("group", "club", "yny"), "50 comptes au plus", "#limites", &["Arawa", "IndieHosters", "Ouvaton", "Paquerette", "Zaclys"]),
            (asked("group", "club", "yyn"), "40 Go au plus", "#limites", &["Arawa", "IndieHosters", "Ouvaton", "Paquerette", "Zaclys"]),
        ] {
            let page = house.visitor().get(&address).await;
            assert_eq!((page.status, page.at("h1").as_str()), (200, "D’autres vous accueilleront mieux que nous"), "{address}");
            assert!(page.has(reason), "{address}: {}", page.text());
            assert_eq!(page.each("section[aria-labelledby='pourquoi'] a", "href"), [format!("/conditions{rule}")], "{address}");
            let html = page.html();
            let links = scraper::Selector::parse("section[aria-labelledby='ailleurs'] a[rel='noreferrer noopener']").unwrap();
            let named: Vec<String> = html.select(&links).map(|link| link.text().collect()).collect();
            assert_eq!(named, places, "{address}");
            assert!(page.has("Personne ne paie pour être ici"));
        }
    }

    async fn a_school_and_a_university_are_both_answered(house) {
        let page = house.visitor().get(&asked("group", "school", "yyy")).await;
        assert!(page.has("Vous êtes une école") && page.has("Vous êtes à l’université") && page.has("direction informatique"), "{}", page.text());
    }

    async fn all_reasons_are_said(house) {
        let page = house.visitor().get(&asked("self", "school", "nnn")).await;
        assert_eq!(page.each("section[aria-labelledby='pourquoi'] a", "href").len(), 5);
    }

    async fn a_company_is_looked_at_and_never_refused_by_the_machine(house) {
        for (form, words) in [("company", "Une entreprise peut avoir un espace par exception"), ("cooperative", "avant les autres entreprises"), ("other", "ce qu’est votre groupe")] {
            let page = house.visitor().get(&asked("group", form, "yyy")).await;
            assert_eq!(page.at("h1"), "Une personne de l’équipe regardera", "{form}");
            assert!(page.has(words), "{form}: {}", page.text());
            assert_eq!(page.each("main a.btn", "href"), ["/demande/structure"], "{form}");
        }
        assert!(house.visitor().get(&asked("group", "company", "yyy")).await.has("IndieHosters"), "with other ways, should it be no");
    }

    async fn a_person_who_disagrees_goes_on(house) {
        let browser = house.visitor();
        let page = browser.get(&asked("group", "local_authority", "yyy")).await;
        assert!(page.has("Vous pensez que c’est bien pour vous"));
        assert_eq!(page.each("section[aria-labelledby='quand-meme'] a.btn", "href"), ["/demande/structure"]);
        assert_eq!(browser.get("/demande/structure").await.status, 200);
    }

    async fn missing_answers_are_asked_for_and_the_others_are_kept(house) {
        let page = house.visitor().get("/demande?for_whom=group&legal_form=&french=yes&storage_ok=perhaps").await;
        assert_eq!(page.status, 422);
        assert!(page.at("title").starts_with("Erreur"), "{}", page.at("title"));
        assert_eq!(page.each(".panel.stop a", "href"), ["#legal_form", "#accounts_ok", "#storage_ok"]);
        assert_eq!(page.each("main input[checked]", "value"), ["group", "yes"]);
        for id in ["legal_form", "accounts_ok", "storage_ok"] {
            assert_eq!(page.each(&format!("#{id}"), "id"), [id], "the summary leads to the field");
        }
    }

    async fn an_answer_can_be_changed_without_answering_all_again(house) {
        let browser = house.visitor();
        let page = browser.get(&asked("group", "school", "yny")).await;
        let again = page.each("main a", "href").into_iter().find(|href| href.starts_with("/demande?")).unwrap();
        let page = browser.get(&again).await;
        assert_eq!((page.status, page.at("h1").as_str()), (200, "Demander un espace"));
        assert_eq!(page.each("main input[checked]", "value"), ["group", "yes", "no", "yes"]);
        assert_eq!(page.each("#legal_form option[selected]", "value"), ["school"]);
    }

    async fn what_is_not_an_answer_is_left_aside(house) {
        let browser = house.visitor();
        assert_eq!(browser.get("/demande?utm_source=lettre").await.status, 200, "the questions, as if nothing were there");
        let page = browser.get("/demande?for_whom=%3Cscript%3Ealert(1)%3C/script%3E&for_whom=group").await;
        assert_eq!(page.status, 422);
        assert!(!page.body.contains("<script>alert"));
    }

    async fn a_form_begun_in_this_browser_is_found_again(house) {
        let browser = house.visitor();
        assert!(!browser.get("/demande").await.has("Reprendre la demande"));
        let page = browser.get("/demande/structure").await;
        let (_, fields) = answers("la-rive").remove(0);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.submit(&page, "", &fields).await;
        let page = browser.get("/demande").await;
        assert!(page.has("Une demande est commencée dans ce navigateur"));
        assert_eq!(page.at("main a.btn"), "Reprendre la demande");
        assert_eq!(browser.get(&asked("group", "club", "yyy")).await.at("main a.btn"), "Reprendre la demande");
    }
}

#[actix_web::test]
async fn the_limits_are_those_of_the_policy() {
    for on in [On::Sqlite, On::Postgres] {
        let house = House::on(on).with_policy(|policy| {
            policy.accounts = 60;
            policy.storage_go = 1_250;
        });
        let page = house.visitor().get("/demande").await;
        assert!(page.has("60 comptes vous suffisent-ils") && page.has("1 250 Go de place"), "{}", page.text());
        assert!(house.visitor().get(&asked("group", "club", "yyn")).await.has("1 250 Go au plus"));
    }
}
