//! Five phases from November 2022 to December 2025, the gap between them, and what a coordinator does about it (R17, R18).

use crate::browser::{Browser, Page};
use crate::house::House;
use chrono::NaiveDate;
use passeur::domain::day;
use passeur::domain::phase::default_calendar;

/// Goes to ten in the morning of a day, as the clock of a demo can: back as well.
async fn on(house: &House, text: &str) {
    let wanted = day::start(text.parse::<NaiveDate>().unwrap()) + chrono::Duration::hours(10);
    house.app.clock.advance(wanted - house.app.now());
    house.tick().await;
}

async fn phases(ines: &Browser, fields: &[(&str, &str)], path: &str) -> Page {
    let page = ines.get(path).await;
    ines.submit(&page, &format!("{path}#apercu"), fields).await
}

async fn admit(ines: &Browser, admissions: &str, motive: &str) -> Page {
    let page = ines.get("/coordination/phases").await;
    ines.submit(&page, "/coordination/phases/admissions", &[("admissions", admissions), ("motive", motive)]).await
}

stories! {
    async fn from_the_first_phase_to_the_fifth_pages_say_where_the_service_stands(house) {
        let visitor = house.visitor();
        let table = [
            ("2022-11-02", "200 places encore libres sur 200", true),
            ("2023-01-15", "999 places encore libres sur 1 000", true),
            ("2023-07-14", "Les admissions sont fermées jusqu’au 1er septembre 2023", false),
            ("2023-09-01", "2 498 places encore libres sur 2 500", true),
            ("2024-05-05", "4 997 places encore libres sur 5 000", true),
            ("2025-12-31", "9 996 places encore libres sur 10 000", true),
        ];
        for (when, said, open) in table {
            on(&house, when).await;
            let home = visitor.get("/").await;
            assert!(home.has(said), "{when}: {}", home.text());
            let ines = house.coordinator("ines").await;
            let page = ines.get("/coordination/phases").await;
            assert_eq!(page.has("est ouverte"), open, "{when}: {}", page.text());
            let slug = format!("le-{when}");
            let applicant = house.applicant(&slug).await;
            let status = applicant.browser.get(&applicant.status).await;
            assert_eq!(status.has("Les admissions sont fermées"), !open, "{when}: {}", status.text());
            // Accepting follows; waiting is always possible.
            let ana = house.volunteer("ana").await;
            let file = ana.get(&applicant.file()).await;
            ana.submit(&file, "/prise-en-charge", &[]).await;
            let page = ana.get(&format!("{}?decision=accept", applicant.file())).await;
            let done = ana.submit(&page, "/decision", &[]).await;
            assert_eq!(done.has("Les admissions sont fermées en ce moment"), !open, "{when}: {}", done.text());
            if !open {
                let page = ana.get(&format!("{}?decision=wait", applicant.file())).await;
                let done = ana.submit(&page, "/decision", &[]).await;
                assert!(!done.has("Les admissions sont fermées en ce moment"), "{when}: {}", done.text());
            }
        }
        // The queue tells them apart; what came between two phases is of none.
        let ana = house.volunteer("ana").await;
        for (phase, own) in [("1", "le-2022-11-02"), ("2", "le-2023-01-15"), ("3", "le-2023-09-01"), ("5", "le-2025-12-31")] {
            let queue = ana.get(&format!("/equipe?onglet=all&phase={phase}")).await;
            let names = queue.each(".queue .who a", "href").len();
            assert!(names == 1 && queue.has(own) && !queue.has("le-2023-07-14"), "{phase}: {names} {}", queue.text());
        }
    }

    async fn a_coordinator_opens_in_the_gap_and_closes_in_a_phase_and_says_why(house) {
        on(&house, "2023-07-14").await;
        let ines = house.coordinator("ines").await;
        let refused = admit(&ines, "open", "").await;
        assert!(refused.status == 422 && refused.has("Dites pourquoi"), "{}", refused.text());
        let opened = admit(&ines, "open", "Un désistement").await;
        assert!(opened.has("ouvertes à la main") && opened.has("Plafond 1 000"), "{}", opened.text());
        assert!(!house.visitor().get("/").await.has("Les admissions sont fermées"));
        house.just_accepted("dans-le-creux").await;
        assert!(ines.get("/coordination/phases").await.has("Acceptations encore annulables 1"), "{}", ines.get("/coordination/phases").await.text());
        on(&house, "2023-10-01").await;
        let ines = house.coordinator("ines").await;
        let closed = admit(&ines, "closed", "Panne").await;
        assert!(closed.has("fermées à la main"), "{}", closed.text());
        let followed = admit(&ines, "calendar", "Réparé").await;
        assert!(followed.has("La phase 3 est ouverte"), "{}", followed.text());
        let rules = ines.get("/coordination/regles").await;
        for said in ["Admissions ouvertes à la main", "Un désistement", "Admissions fermées à la main", "Admissions selon le calendrier"] {
            assert!(rules.has(said), "{said}: {}", rules.text());
        }
    }

    async fn the_calendar_goes_on_and_what_does_not_fit_is_refused(house) {
        let ines = house.coordinator("ines").await;
        for n in 0..3 {
            house.accepted(&format!("prise-{n}")).await;
        }
        let (new, last) = ("/coordination/phases/nouvelle", "/coordination/phases/2025-01-01");
        let save = |from: &'static str, to: &'static str, ceiling: &'static str| [("from", from), ("to", to), ("ceiling", ceiling), ("motive", "La suite"), ("action", "save")];
        type Line<'a> = (&'a str, [(&'a str, &'a str); 5], &'a str);
        let table: [Line; 6] = [
            (new, save("2027-01-01", "", "12000"), "en chevauche une autre"),
            (new, save("2027-01-01", "2026-12-01", "12000"), "Le dernier jour vient avant le premier"),
            (new, save("2026-01-01", "2026-06-01", "12000"), "commence aujourd’hui au plus tôt"),
            (last, save("2025-01-01", "2026-12-31", "2"), "3 places sont déjà prises"),
            (last, save("2025-01-01", "2026-11-01", "10000"), "fermez les admissions"),
            (last, save("2025-01-01", "2026-12-31", "beaucoup"), "un nombre entier d’espaces"),
        ];
        for (path, fields, said) in table {
            let page = phases(&ines, &fields, path).await;
            assert!(page.status == 422 && page.has(said), "{path} {fields:?}: {}", page.text());
        }
        let preview = phases(&ines, &[("to", "2026-12-31"), ("ceiling", "5"), ("motive", "Finir"), ("action", "preview")], last).await;
        assert!(preview.has("2 places libres") && preview.has("Rien n’est enregistré"), "{}", preview.text());
        assert!(phases(&ines, &[("to", "2026-12-31"), ("ceiling", "5"), ("motive", "Finir"), ("action", "save")], last).await.has("est en vigueur"));
        let done = phases(&ines, &save("2027-02-01", "", "12000"), new).await;
        assert!(done.has("1er février 2027") && done.has("12 000"), "{}", done.text());
        assert_eq!(house.app.policy().phases.len(), default_calendar().len() + 1);
        // The third acceptance fills it; the fourth is refused; the gap of January admits nobody.
        house.just_accepted("quatrieme").await;
        house.just_accepted("cinquieme").await;
        assert!(ines.get("/coordination/phases").await.has("Places libres 0"), "{}", ines.get("/coordination/phases").await.text());
        on(&house, "2027-01-10").await;
        assert!(house.visitor().get("/").await.has("Les admissions sont fermées jusqu’au 1er février 2027"));
        // One that has not begun is taken away; one that is over is not there to change.
        let ines = house.coordinator("ines").await;
        let gone = phases(&ines, &[("motive", "Annulée"), ("action", "remove")], "/coordination/phases/2027-02-01").await;
        assert!(!gone.has("1er février 2027"), "{}", gone.text());
        assert_eq!(ines.get(last).await.status, 404);
        assert_eq!(ines.get("/coordination/phases/2022-11-01").await.status, 404);
    }
}
