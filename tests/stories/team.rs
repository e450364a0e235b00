//! The team: who is here, invitations, roles, leave, one's own page, the figures.

use crate::browser::{Browser, Page};
use crate::house::{Applicant, House};
use chrono::Duration;
use passeur::domain::team::Member;
use passeur::domain::values::Role;
use passeur::store;

const LIST: &str = "/coordination/benevoles";

async fn members(house: &House) -> Vec<Member> {
    let now = house.app.now();
    house.app.store.read(move |db| store::team::members(db, now)).await.unwrap()
}

async fn member(house: &House, name: &str) -> Member {
    members(house).await.into_iter().find(|one| one.volunteer.name == name).unwrap_or_else(|| panic!("no {name}"))
}

/// The end of the address of an act for one.
async fn act(house: &House, name: &str, verb: &str) -> String {
    format!("{LIST}/{}/{verb}", member(house, name).await.volunteer.id)
}

/// Does an act from the list.
async fn doing(house: &House, who: &Browser, name: &str, verb: &str) -> Page {
    let address = act(house, name, verb).await;
    let page = who.get(LIST).await;
    who.submit(&page, &address, &[]).await
}

async fn trail(house: &House, name: &str) -> Vec<String> {
    let subject = member(house, name).await.volunteer.id.to_string();
    let lines = house.app.store.read(move |db| store::trace::about(db, &subject)).await.unwrap();
    lines.into_iter().map(|line| format!("{} {}", line.verb, line.detail).trim_end().to_owned()).collect()
}

const LOU: &[(&str, &str)] = &[("name", "Lou"), ("email", "lou@equipe.example"), ("role", "volunteer")];

async fn invite_lou(house: &House, ines: &Browser) -> Page {
    let page = ines.get(LIST).await;
    let page = ines.submit(&page, LIST, LOU).await;
    house.tick().await;
    page
}

async fn hold(who: &Browser, applicant: &Applicant) {
    let file = who.get(&applicant.file()).await;
    let page = who.submit(&file, "/prise-en-charge", &[]).await;
    assert!(page.has("Vous tenez ce dossier"), "{}", page.text());
}

stories! {
    async fn an_invitation_leaves_by_mail_and_waits_on_the_list(house) {
        let ines = house.coordinator("ines").await;
        let page = invite_lou(&house, &ines).await;
        assert!(page.has("Lou : l’invitation part par mail") && page.has("Invitations sans réponse"), "{}", page.text());
        let path = house.letters_to("lou@equipe.example").pop().unwrap().path("/equipe/invitation/");
        let lou = house.visitor();
        let page = lou.get(&path).await;
        lou.submit(&page, "", &[("password", "quatre saules et une barque")]).await;
        assert!(!ines.get(LIST).await.has("Invitations sans réponse"));
        assert_eq!(trail(&house, "Lou").await, ["invite volunteer", "set_password"]);
    }

    async fn the_same_invitation_twice_is_one(house) {
        let ines = house.coordinator("ines").await;
        invite_lou(&house, &ines).await;
        let page = invite_lou(&house, &ines).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.each(".panel.stop a", "href"), ["#email"]);
        assert!(page.has("Cette adresse est celle de Lou"));
        assert_eq!(page.value("name"), "Lou", "nothing typed is lost");
        assert_eq!(house.letters_to("lou@equipe.example").len(), 1);
        assert_eq!(members(&house).await.len(), 2);
    }

    async fn what_is_missing_of_a_guest_is_said_at_once(house) {
        let ines = house.coordinator("ines").await;
        let page = ines.get(LIST).await;
        let page = ines.submit(&page, LIST, &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.at("title").starts_with("Erreur"));
        assert_eq!(page.each(".panel.stop a", "href"), ["#name", "#email", "#role"]);
    }

    async fn an_invitation_sent_again_replaces_the_one_before(house) {
        let ines = house.coordinator("ines").await;
        invite_lou(&house, &ines).await;
        let page = doing(&house, &ines, "Lou", "invitation").await;
        assert!(page.has("Un lien vient déjà de partir"), "a double click sends nothing: {}", page.text());
        house.advance(Duration::minutes(5)).await;
        let page = doing(&house, &ines, "Lou", "invitation").await;
        assert!(page.has("Lou : un nouveau lien part par mail"), "{}", page.text());
        house.tick().await;
        let links: Vec<String> = house.letters_to("lou@equipe.example").iter().map(|letter| letter.path("/equipe/invitation/")).collect();
        assert_eq!(links.len(), 2);
        let visitor = house.visitor();
        assert_eq!(visitor.get(&links[0]).await.status, 404);
        assert_eq!(visitor.get(&links[1]).await.status, 200);
    }

    async fn a_lost_password_is_chosen_anew_by_a_link(house) {
        let ines = house.coordinator("ines").await;
        let (email, _) = house.member("ana").await;
        house.advance(Duration::minutes(5)).await;
        doing(&house, &ines, "ana", "invitation").await;
        house.tick().await;
        let path = house.letters_to(&email).pop().unwrap().path("/equipe/invitation/");
        let ana = house.visitor();
        let page = ana.get(&path).await;
        ana.submit(&page, "", &[("password", "quatre saules et une barque")]).await;
        let page = ana.get("/equipe/connexion").await;
        assert_eq!(ana.submit(&page, "/equipe/connexion", &[("email", &email), ("password", "quatre saules et une barque")]).await.path, "/equipe");
    }

    async fn a_role_is_given_and_taken_and_holds_at_once(house) {
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        assert_eq!(ana.get(LIST).await.status, 404);
        let page = doing(&house, &ines, "ana", "role").await;
        assert!(page.has("ana coordonne maintenant"), "{}", page.text());
        assert_eq!(ana.get(LIST).await.status, 200);
        let page = doing(&house, &ines, "ana", "role").await;
        assert!(page.has("ana ne coordonne plus"), "{}", page.text());
        assert_eq!(ana.get(LIST).await.status, 404);
        assert_eq!(trail(&house, "ana").await[3..], ["set_role coordinator", "set_role volunteer"]);
    }

    async fn nobody_takes_their_own_role_or_access_away(house) {
        let (ines, _lou) = (house.coordinator("ines").await, house.coordinator("lou").await);
        let page = ines.get(LIST).await;
        let token = page.value("csrf");
        assert!(page.each(&format!("form[action='{}']", act(&house, "ines", "role").await), "action").is_empty(), "no button for oneself");
        for (verb, field) in [("role", ("role", "volunteer")), ("depart", ("csrf", token.as_str()))] {
            let page = ines.post(&act(&house, "ines", verb).await, &[("csrf", token.as_str()), field]).await;
            assert!(page.has("Vous ne pouvez pas vous retirer votre propre rôle"), "{verb}: {}", page.text());
        }
        let ines = member(&house, "ines").await;
        assert!(ines.steers() && ines.volunteer.role == Role::Coordinator);
    }

    async fn of_two_who_shut_each_other_out_one_stays(house) {
        let (ines, lou) = (house.coordinator("ines").await, house.coordinator("lou").await);
        let (hers, mine) = (ines.get(LIST).await, lou.get(LIST).await);
        let (out_lou, out_ines) = (act(&house, "lou", "depart").await, act(&house, "ines", "depart").await);
        futures_util::future::join(ines.submit(&hers, &out_lou, &[]), lou.submit(&mine, &out_ines, &[])).await;
        assert_eq!(members(&house).await.iter().filter(|one| one.steers()).count(), 1);
    }

    async fn who_leaves_is_out_at_once_and_holds_nothing(house) {
        let applicant = house.applicant("en-main").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        hold(&ana, &applicant).await;
        let stale = ines.get(LIST).await;
        let address = act(&house, "ana", "depart").await;
        let page = ines.submit(&stale, &address, &[]).await;
        assert!(page.has("ana n’a plus accès") && page.has("Parti⋅es"), "{}", page.text());
        assert!(ana.get("/equipe").await.path.starts_with("/equipe/connexion"));
        hold(&ines, &applicant).await;
        assert!(ines.submit(&stale, &address, &[]).await.has("ana n’a plus accès"), "a second click changes nothing");
        let gone = trail(&house, "ana").await;
        assert_eq!(gone.iter().filter(|line| *line == "disable_volunteer").count(), 1, "{gone:?}");

        let page = doing(&house, &ines, "ana", "retour").await;
        assert!(page.has("ana a de nouveau accès"), "{}", page.text());
        house.volunteer("ana").await;
    }

    async fn a_link_sent_before_one_left_opens_nothing(house) {
        let ines = house.coordinator("ines").await;
        invite_lou(&house, &ines).await;
        let path = house.letters_to("lou@equipe.example").pop().unwrap().path("/equipe/invitation/");
        doing(&house, &ines, "Lou", "depart").await;
        assert_eq!(house.visitor().get(&path).await.status, 404);
        let token = ines.get(LIST).await.value("csrf");
        let page = ines.post(&act(&house, "Lou", "invitation").await, &[("csrf", &token)]).await;
        assert!(page.has("rouvrez d’abord son accès"), "{}", page.text());
    }

    async fn an_unknown_member_is_not_found(house) {
        let ines = house.coordinator("ines").await;
        let token = ines.get(LIST).await.value("csrf");
        for id in ["rien", "019a0000-0000-7000-8000-000000000000"] {
            for verb in ["invitation", "role", "depart", "retour"] {
                let page = ines.post(&format!("{LIST}/{id}/{verb}"), &[("csrf", &token), ("role", "volunteer")]).await;
                assert_eq!(page.status, 404, "{id} {verb}");
            }
        }
    }

    async fn the_list_says_when_one_was_last_seen_after_the_session_is_over(house) {
        let _ana = house.volunteer("ana").await;
        house.advance(Duration::days(3)).await;
        let ines = house.coordinator("ines").await;
        assert!(ines.get(LIST).await.has("23 novembre 2026"));
        assert_eq!(member(&house, "ana").await.seen_at, Some(crate::house::beginning()));
    }

    async fn the_figures_count_what_came_and_what_became_of_it(house) {
        house.applicant("premiere").await;
        house.accepted("seconde").await;
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe/chiffres").await;
        assert_eq!(page.status, 200);
        assert!(page.has("novembre 2026 2 1 0 0 0 0 0 moins de 5"), "{}", page.text());
        assert_eq!(page.each("tbody tr th", "scope").len(), 12);
        assert_eq!(page.each(".chart svg[role='img'] path", "d").len(), 3, "the grid and two kinds of bars");
        assert!(page.has("Vous avez pris 1 décision ce mois-ci"), "{}", page.text());
        assert!(house.volunteer("malik").await.get("/equipe/chiffres").await.has("Vous n’avez pas pris de décision"), "each sees their own");
        house.advance(Duration::days(30)).await;
        let page = house.volunteer("ana").await.get("/equipe/chiffres").await;
        assert!(page.has("décembre 2026 0 0 0 0 0 0 0 moins de 5") && page.has("Vous n’avez pas pris de décision"), "{}", page.text());
    }

    async fn a_confirmation_opened_twice_counts_once(house) {
        let applicant = house.applicant("une-fois").await;
        let token = applicant.browser.get("/demande/lien-perdu").await.value("csrf");
        applicant.browser.post(&format!("{}/confirmation", applicant.status), &[("csrf", &token)]).await;
        let arrivals = house.app.store.read(store::figures::arrivals).await.unwrap();
        assert_eq!(arrivals.into_iter().collect::<Vec<_>>(), [("2026-11".to_owned(), 1)]);
    }

    async fn my_page_shows_my_decisions_and_nobody_elses(house) {
        let applicant = house.just_accepted("la-sienne").await;
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe/moi").await;
        assert!(page.has(&applicant.reference) && page.has("acceptée"), "{}", page.text());
        assert!(!house.volunteer("malik").await.get("/equipe/moi").await.has(&applicant.reference));
    }

    async fn other_sessions_are_closed_and_this_one_stays(house) {
        let (ana, elsewhere) = (house.volunteer("ana").await, house.volunteer("ana").await);
        let page = ana.get("/equipe/moi").await;
        assert_eq!(page.text().matches("une autre").count(), 1, "{}", page.text());
        let page = ana.submit(&page, "/equipe/moi/sessions", &[]).await;
        assert!(page.has("Une session est fermée") && page.has("nulle part ailleurs"), "{}", page.text());
        assert!(elsewhere.get("/equipe").await.path.starts_with("/equipe/connexion"));
        assert_eq!(ana.get("/equipe").await.path, "/equipe");
    }

    async fn a_password_is_changed_by_who_knows_the_old_one(house) {
        let (ana, elsewhere) = (house.volunteer("ana").await, house.volunteer("ana").await);
        let (old, new) = ("ana traverse la rivière", "quatre saules et une barque");
        let page = ana.get("/equipe/moi").await;
        for (old, new, told) in [
            ("pas le bon mot de passe", new, "#current_password"),
            (old, "court", "#password"),
            (old, "passeur framaspace ana", "#password"),
            ("", "", "#password"),
        ] {
            let page = ana.submit(&page, "/mot-de-passe", &[("current_password", old), ("password", new)]).await;
            assert_eq!((page.status, page.each(".panel.stop a", "href")), (422, vec![told.to_owned()]), "{new}");
            assert!(new.is_empty() || !page.body.contains(new), "a password never comes back");
        }
        assert_eq!(elsewhere.get("/equipe").await.path, "/equipe");
        let page = ana.submit(&page, "/mot-de-passe", &[("current_password", old), ("password", new)]).await;
        assert!(page.has("Le mot de passe est changé"), "{}", page.text());
        assert_eq!(ana.get("/equipe").await.path, "/equipe", "this session stays");
        assert!(elsewhere.get("/equipe").await.path.starts_with("/equipe/connexion"), "the others are closed");
        let again = house.visitor();
        let page = again.get("/equipe/connexion").await;
        assert_eq!(again.submit(&page, "/equipe/connexion", &[("email", "ana@equipe.example"), ("password", new)]).await.path, "/equipe");
    }

    async fn guessing_the_old_password_is_slowed_down(house) {
        let ana = house.volunteer("ana").await;
        let page = ana.get("/equipe/moi").await;
        let mut last = 0;
        for _ in 0..9 {
            let sent = [("current_password", "au hasard des flots"), ("password", "quatre saules et une barque")];
            last = ana.submit(&page, "/mot-de-passe", &sent).await.status;
        }
        assert_eq!(last, 429);
    }
}
