//! Choosing an office suite: the needs in the address, the answer in words, nothing kept.

use passeur::domain::policy::Policy;
use passeur::domain::suites::Need;

const PAGE: &str = "/suites-bureautiques";

/// The address with these needs ticked, as a browser writes it.
fn ticking(needs: &[Need]) -> String {
    let fields: Vec<String> = needs.iter().map(|need| format!("{need}=yes")).collect();
    format!("{PAGE}?{}", fields.join("&"))
}

stories! {
    async fn without_any_need_the_default_suite_is_told_and_why(house) {
        let browser = house.visitor();
        let page = browser.get(PAGE).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.at("#resultat h2"), "Par défaut, Collabora");
        assert!(page.at("#resultat").contains("la suite de tout nouvel espace"), "{}", page.at("#resultat"));
        assert!(page.each("input[checked]", "name").is_empty());
        let names: Vec<&str> = Need::ALL.iter().map(|need| need.code()).collect();
        assert_eq!(page.each("form[method='get'] input[type='checkbox']", "name"), names, "a box for each need, of its own name");
        assert_eq!(browser.get(&ticking(&[])).await.at("#resultat h2"), "Par défaut, Collabora", "comparing with nothing ticked");
    }

    async fn what_was_ticked_is_answered_and_explained(house) {
        let page = house.visitor().get(&ticking(&[Need::Notes, Need::Sharing])).await;
        assert_eq!(page.at("#resultat h2"), "Nextcloud Text vous irait le mieux");
        assert!(page.has("Pour ces 2 besoins, Nextcloud Text obtient 6 points sur 6"), "{}", page.at("#resultat"));
        assert!(page.has("Un lien suffit pour lire ou pour écrire, même sans compte."));
        assert!(page.has("Choisissez « Aucune » comme suite"), "which suite to take for it");
        assert!(page.has("Collabora n’a que 0 point"));
        assert_eq!(page.each("input[checked]", "name"), ["notes", "sharing"]);
    }

    async fn a_cross_eliminates_and_says_why(house) {
        let browser = house.visitor();
        assert_eq!(browser.get(&ticking(&[Need::Word])).await.at("#resultat h2"), "OnlyOffice vous irait le mieux");
        let page = browser.get(&ticking(&[Need::Word, Need::Phone])).await;
        assert_eq!(page.at("#resultat h2"), "Collabora vous irait le mieux");
        let answer = page.at("#resultat");
        assert!(answer.contains("Pourquoi pas OnlyOffice"), "{answer}");
        assert!(answer.contains("L’écriture sur un téléphone : ne convient pas."), "{answer}");
        assert!(answer.contains("Sur un téléphone, on ne peut pas modifier les documents."), "{answer}");
        assert_eq!(page.at("tfoot td:nth-child(3)"), "ne convient pas");
        assert_eq!(page.at("tfoot td:nth-child(4)"), "3 points");
    }

    async fn a_tie_is_said_to_be_one(house) {
        let page = house.visitor().get(&ticking(&[Need::Layout])).await;
        assert_eq!(page.at("#resultat h2"), "Collabora et OnlyOffice à égalité");
        assert!(page.at("#resultat").contains("Pourquoi pas Nextcloud Text"));
    }

    async fn when_nothing_covers_all_text_is_taken_along(house) {
        let page = house.visitor().get(&ticking(&[Need::Sheets, Need::Crowd])).await;
        assert_eq!(page.at("#resultat h2"), "Collabora, et Nextcloud Text à côté");
        assert!(page.at("#resultat").contains("Ce que vous feriez dans Nextcloud Text"));
    }

    async fn unknown_and_repeated_fields_are_ignored(house) {
        let browser = house.visitor();
        let plain = browser.get(&ticking(&[Need::Word, Need::Notes])).await.at("main");
        for query in [
            "notes=yes&word=yes&word=yes",
            "word=yes&x=1&notes=yes&notes=no&%FF=%FF",
            "word=yes&phone=&notes=yes&crowd=no&&=&word",
            "word=yes;&word=yes&notes=yes",
        ] {
            let page = browser.get(&format!("{PAGE}?{query}")).await;
            assert_eq!((page.status, page.at("main")), (200, plain.clone()), "{query}");
        }
        let long = format!("{PAGE}?{}", "x=y&".repeat(2_000));
        assert_eq!(browser.get(&long).await.status, 200);
    }

    async fn nothing_is_kept_of_it(house) {
        let browser = house.visitor();
        let page = browser.get(PAGE).await;
        assert!(!page.headers.contains_key("set-cookie"));
        assert!(page.each("meta[name='robots']", "content").is_empty(), "search engines know the page");
        let page = browser.get(&ticking(Need::ALL)).await;
        assert!(!page.headers.contains_key("set-cookie"));
        assert_eq!(page.each("meta[name='robots']", "content"), ["noindex"], "not its 511 answers");
        assert!(!page.body.contains("name=\"csrf\""));
    }

    async fn its_figures_are_those_of_the_policy(house) {
        let policy = Policy::default();
        let page = house.visitor().get(PAGE).await;
        assert!(page.has(&format!("{} personnes au plus, sur un même document ou sur plusieurs.", policy.simultaneous_editors)));
        assert!(page.has(&format!("Serez-vous parfois plus de {} à écrire en même temps ?", policy.simultaneous_editors)));
        assert!(page.has(&format!("Environ {} personnes peuvent écrire ensemble.", policy.simultaneous_text_editors)));
    }
}
