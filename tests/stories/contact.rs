//! Who administers a space, over HTTP: named and confirmed, handed over, asked once a year, lost and found again.

use crate::browser::Browser;
use crate::house::{House, Letter};
use crate::letter::settled;
use crate::life::{inside, with_space, work};
use chrono::Duration;
use passeur::domain::values::Slug;
use passeur::store;

/// The contacts of a space: address, `*` for the principal, `?` for one who said nothing yet.
async fn contacts(house: &House, slug: &str) -> Vec<String> {
    let slug = Slug::parse(slug).unwrap();
    let space = house.app.store.read(move |db| store::space::by_slug(db, &slug)).await.unwrap().unwrap();
    let mark = |one: &passeur::domain::space::Contact| {
        format!("{}{}{}", one.email, if one.principal { "*" } else { "" }, if one.confirmed_at.is_some() { "" } else { "?" })
    };
    space.contacts.iter().map(mark).collect()
}

fn last(house: &House, email: &str, subject: &str) -> Letter {
    let found = house.letters_to(email).into_iter().rev().find(|letter| letter.subject.contains(subject));
    found.unwrap_or_else(|| panic!("no letter « {subject} » to {email}"))
}

async fn act(browser: &Browser, slug: &str, values: &[(&str, &str)]) -> crate::browser::Page {
    let here = format!("/espace/{slug}/contacts");
    let page = browser.get(&here).await;
    browser.submit(&page, "", values).await
}

stories! {
    async fn a_second_contact_says_yes_and_the_first_hands_over(house) {
        let (ana, token) = with_space(&house, "releve").await;
        let browser = inside(&house, &ana.email).await;
        // Naming gives no access before a word from the mailbox.
        assert!(act(&browser, "releve", &[("action", "name"), ("email", "pas une adresse")]).await.status == 422);
        act(&browser, "releve", &[("action", "name"), ("email", "bo@releve.example")]).await;
        assert_eq!(contacts(&house, "releve").await, [format!("{}*", ana.email), "bo@releve.example?".into()]);
        house.tick().await;
        let named = last(&house, "bo@releve.example", "Contact de l’espace");
        insta::assert_snapshot!("letter_contact_named", settled(&named.text));
        let count = house.letters_to("bo@releve.example").len();
        let stranger = house.visitor();
        let page = stranger.get("/espace").await;
        stranger.submit(&page, "/espace", &[("identifier", "bo@releve.example")]).await;
        house.tick().await;
        assert_eq!(house.letters_to("bo@releve.example").len(), count + 1);
        assert!(last(&house, "bo@releve.example", "").subject.contains("Contact de l’espace"), "no way in, but the question again");
        // Looking changes nothing; the button does, once.
        let link = named.path("/espace/contact/");
        let page = stranger.get(&link).await;
        assert!(page.has("Devenir contact"));
        assert_eq!(contacts(&house, "releve").await.len(), 2);
        assert!(contacts(&house, "releve").await[1].ends_with('?'));
        let done = stranger.submit(&page, "", &[("action", "yes")]).await;
        assert!(done.has("Merci"));
        assert_eq!(stranger.get(&link).await.status, 404, "the link served");
        assert_eq!(contacts(&house, "releve").await, [format!("{}*", ana.email), "bo@releve.example".into()]);
        house.tick().await;
        insta::assert_snapshot!("letter_contacts_changed", settled(&last(&house, &ana.email, "changent").text));
        assert_eq!(work(&house, &token).await, ["set_contacts"]);
        // The first hands over to a third: in place when that one says yes, and told to all.
        act(&browser, "releve", &[("action", "hand_over"), ("email", "cy@releve.example")]).await;
        house.tick().await;
        let link = last(&house, "cy@releve.example", "Contact de l’espace").path("/espace/contact/");
        let page = stranger.get(&link).await;
        assert!(page.has(&ana.email), "whose place one takes is said");
        stranger.submit(&page, "", &[("action", "yes")]).await;
        assert_eq!(contacts(&house, "releve").await, ["cy@releve.example*", "bo@releve.example"]);
        assert_eq!(browser.get("/espace/releve").await.status, 404, "who left has no page here");
        house.tick().await;
        assert!(last(&house, &ana.email, "changent").text.contains("n’est plus un contact"));
        // One remains at least, who said yes.
        let browser = inside(&house, "cy@releve.example").await;
        act(&browser, "releve", &[("action", "promote"), ("which", "bo@releve.example")]).await;
        act(&browser, "releve", &[("action", "remove"), ("which", "bo@releve.example")]).await;
        let refused = act(&browser, "releve", &[("action", "remove"), ("which", "cy@releve.example")]).await;
        assert!(refused.status == 422 && refused.has("dernière adresse"));
        assert_eq!(contacts(&house, "releve").await, ["cy@releve.example*"]);
    }

    async fn a_second_address_of_the_form_is_asked_when_the_space_opens(house) {
        let applicant = house.applicant_with("deux-mains", &[("second_email", "deuxieme@deux-mains.example")]).await;
        let ana = house.volunteer("ana").await;
        let file = ana.get(&applicant.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{}?decision=accept", applicant.file())).await;
        ana.submit(&page, "/decision", &[]).await;
        house.let_it_leave().await;
        assert_eq!(contacts(&house, "deux-mains").await, [format!("{}*", applicant.email), "deuxieme@deux-mains.example?".into()]);
        assert!(house.letters_to("deuxieme@deux-mains.example").iter().all(|letter| !letter.subject.contains("Contact de l’espace")));
        let token = house.token(&[passeur::domain::token::Scope::Operations]).await;
        work(&house, &token).await;
        let link = last(&house, "deuxieme@deux-mains.example", "Contact de l’espace").path("/espace/contact/");
        let visitor = house.visitor();
        let page = visitor.get(&link).await;
        visitor.submit(&page, "", &[("action", "no")]).await;
        assert_eq!(contacts(&house, "deux-mains").await, [format!("{}*", applicant.email)]);
    }

    async fn contacts_are_asked_once_a_year_whether_they_still_are(house) {
        let (ana, token) = with_space(&house, "annuelle").await;
        let browser = inside(&house, &ana.email).await;
        act(&browser, "annuelle", &[("action", "name"), ("email", "bo@annuelle.example")]).await;
        house.tick().await;
        let link = last(&house, "bo@annuelle.example", "Contact de l’espace").path("/espace/contact/");
        let visitor = house.visitor();
        let page = visitor.get(&link).await;
        visitor.submit(&page, "", &[("action", "yes")]).await;
        work(&house, &token).await;
        let asked = |email: &str| house.letters_to(email).iter().filter(|letter| letter.subject.contains("toujours contact")).count();
        // Who comes by the link is seen; who does not is asked, once.
        house.advance(Duration::days(300)).await;
        inside(&house, &ana.email).await;
        house.advance(Duration::days(70)).await;
        for _ in 0..3 {
            house.advance(Duration::days(1)).await;
        }
        assert_eq!((asked(&ana.email), asked("bo@annuelle.example")), (0, 1));
        let question = last(&house, "bo@annuelle.example", "toujours contact");
        insta::assert_snapshot!("letter_still_you", settled(&question.text));
        let browser = inside(&house, &ana.email).await;
        assert!(browser.get("/espace/annuelle/contacts").await.has("Sans réponse"));
        let page = visitor.get(&question.path("/espace/contact/")).await;
        visitor.submit(&page, "", &[("action", "yes")]).await;
        assert!(!browser.get("/espace/annuelle/contacts").await.has("Sans réponse"));
    }

    async fn the_last_contact_who_leaves_says_who_takes_over(house) {
        let (ana, _) = with_space(&house, "derniere").await;
        house.advance(Duration::days(368)).await;
        for _ in 0..3 {
            house.advance(Duration::days(1)).await;
        }
        let link = last(&house, &ana.email, "toujours contact").path("/espace/contact/");
        let visitor = house.visitor();
        let page = visitor.get(&link).await;
        let refused = visitor.submit(&page, "", &[("action", "no")]).await;
        assert!(refused.status == 422 && refused.has("donnez l’adresse"));
        let done = visitor.submit(&refused, "", &[("action", "no"), ("email", "suite@derniere.example")]).await;
        assert!(done.has("suite@derniere.example"));
        assert_eq!(contacts(&house, "derniere").await, [format!("{}*", ana.email), "suite@derniere.example?".into()]);
        house.tick().await;
        let page = visitor.get(&last(&house, "suite@derniere.example", "Contact de l’espace").path("/espace/contact/")).await;
        visitor.submit(&page, "", &[("action", "yes")]).await;
        assert_eq!(contacts(&house, "derniere").await, ["suite@derniere.example*"]);
    }

    async fn access_that_was_lost_comes_back_by_a_contact_or_after_a_delay(house) {
        let (ana, _) = with_space(&house, "perdue").await;
        let (visitor, team) = (house.visitor(), house.volunteer("noe").await);
        let ask = async |slug: &str, email: &str| {
            let page = visitor.get("/espace/acces-perdu").await;
            let words = ("words", "Je suis la nouvelle trésorière, l’ancienne équipe est partie.");
            visitor.submit(&page, "/espace/acces-perdu", &[("identifier", slug), ("email", email), words]).await
        };
        // The same answer for a space that does not exist, with what was typed in its place.
        let page = visitor.get("/espace/acces-perdu").await;
        assert_eq!(visitor.submit(&page, "/espace/acces-perdu", &[("identifier", "perdue"), ("email", ""), ("words", "")]).await.status, 422);
        let (known, unknown) = (ask("perdue", "tresor@perdue.example").await, ask("inconnue", "tresor@perdue.example").await);
        assert_eq!((known.status, known.has("Votre demande est partie")), (200, true));
        assert_eq!(known.text(), unknown.text());
        ask("perdue", "tresor@perdue.example").await;
        house.tick().await;
        let letters = house.letters_to(&ana.email);
        assert_eq!(letters.iter().filter(|letter| letter.subject.contains("demande l’accès")).count(), 1, "asked twice is asked once");
        insta::assert_snapshot!("letter_access_asked", settled(&last(&house, &ana.email, "demande l’accès").text));
        // A volunteer says yes: nothing before the delay, and the old address may refuse.
        let page = team.get("/equipe/acces").await;
        assert!(page.has("tresor@perdue.example"));
        let action = page.each("form[action^='/equipe/acces/']", "action")[0].clone();
        assert_eq!(team.submit(&page, &action, &[("action", "yes"), ("words", "")]).await.status, 422);
        let page = team.get("/equipe/acces").await;
        team.submit(&page, &action, &[("action", "yes"), ("words", "Procès-verbal lu au téléphone avec la présidente.")]).await;
        house.tick().await;
        let granted = last(&house, &ana.email, "va être donné");
        insta::assert_snapshot!("letter_access_granted", settled(&granted.text));
        house.advance(Duration::days(6)).await;
        assert_eq!(contacts(&house, "perdue").await.len(), 1);
        house.advance(Duration::days(2)).await;
        assert_eq!(contacts(&house, "perdue").await, [format!("{}*", ana.email), "tresor@perdue.example?".into()]);
        let page = visitor.get(&last(&house, "tresor@perdue.example", "Contact de l’espace").path("/espace/contact/")).await;
        visitor.submit(&page, "", &[("action", "yes")]).await;
        assert!(inside(&house, "tresor@perdue.example").await.get("/espace/perdue").await.status == 200);
        // The delay was there for this: the old address refuses, the deed is void.
        ask("perdue", "intrus@ailleurs.example").await;
        let team = house.volunteer("lou").await;
        let page = team.get("/equipe/acces").await;
        let action = page.each("form[action^='/equipe/acces/']", "action")[0].clone();
        team.submit(&page, &action, &[("action", "yes"), ("words", "Semble vrai.")]).await;
        house.tick().await;
        let page = visitor.get(&last(&house, &ana.email, "va être donné").path("/espace/acces/")).await;
        assert!(visitor.submit(&page, "", &[("action", "no")]).await.has("refusé"));
        house.advance(Duration::days(9)).await;
        assert_eq!(contacts(&house, "perdue").await.len(), 2);
        assert!(last(&house, "intrus@ailleurs.example", "Votre demande d’accès").text.contains("Nous ne pouvons pas"));
        // A contact who knows the person says yes at once.
        ask("perdue", "amie@perdue.example").await;
        house.tick().await;
        let page = visitor.get(&last(&house, "tresor@perdue.example", "demande l’accès").path("/espace/acces/")).await;
        assert!(visitor.submit(&page, "", &[("action", "yes")]).await.has("Merci"));
        assert!(contacts(&house, "perdue").await.contains(&"amie@perdue.example?".into()));
    }

    async fn sessions_are_listed_and_closed(house) {
        let (ana, _) = with_space(&house, "sessions").await;
        let (one, other) = (inside(&house, &ana.email).await, inside(&house, &ana.email).await);
        assert_eq!(other.get("/espace/sessions").await.status, 200);
        let page = one.get("/espace/sessions/contacts").await;
        assert!(page.has("celle-ci") && page.has("Fermer toutes les autres"));
        act(&one, "sessions", &[("action", "close")]).await;
        assert_eq!(other.get("/espace/sessions").await.path, "/espace", "closed from afar");
        assert_eq!(one.get("/espace/sessions").await.status, 200);
    }
}
