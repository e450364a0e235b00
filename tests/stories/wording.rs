//! Letters and replies in the coordinators' own words: written, checked, looked at, taken up again, and used.

use crate::browser::{Browser, Page};
use crate::house::{Applicant, House};
use passeur::domain::wording::{Kind, Series, Text, Wording};
use passeur::store;

const LIST: &str = "/coordination/reponses-types";
const REFUSAL: &str = "/coordination/reponses-types/refus";
const WAITING: &str = "/coordination/reponses-types/attente";

const BODY: &str = "Bonjour,\n\nVoilà {structure} sur la liste, avec {adresse}.\n\nSuivre la demande\u{a0}:\n{lien}";

/// Writes a text on its page.
async fn write(who: &Browser, address: &str, fields: &[(&str, &str)]) -> Page {
    let page = who.get(address).await;
    who.submit(&page, address, fields).await
}

/// Takes the dossier and opens the form of a decision.
async fn deciding(who: &Browser, applicant: &Applicant, decision: &str) -> Page {
    let file = who.get(&applicant.file()).await;
    if !file.has("Vous tenez ce dossier") {
        who.submit(&file, "/prise-en-charge", &[]).await;
    }
    who.get(&format!("{}?decision={decision}", applicant.file())).await
}

async fn history(house: &House, series: Series) -> Vec<Wording> {
    house.app.store.read(move |db| store::wording::history(db, &series)).await.unwrap()
}

/// Address of the page of a reply, by its title.
async fn reply(house: &House, title: &str) -> String {
    let all = house.app.store.read(store::wording::replies).await.unwrap();
    let found = all.into_iter().find(|reply| reply.text.title == title);
    format!("{LIST}/{}", found.unwrap_or_else(|| panic!("no reply {title}")).series)
}

stories! {
    async fn a_name_that_nothing_fills_is_refused_with_the_nearest_one(house) {
        let ines = house.coordinator("ines").await;
        let body = BODY.replace("{structure}", "{struture}");
        let page = write(&ines, WAITING, &[("subject", "Votre demande {prenom}"), ("body", &body)]).await;
        assert_eq!(page.status, 422);
        assert!(page.at("title").starts_with("Erreur"));
        assert_eq!(page.each(".panel.stop a", "href"), ["#subject", "#body"]);
        assert!(page.at("#body-e").contains("{struture}") && page.at("#body-e").contains("{structure}"), "{}", page.at("#body-e"));
        assert!(page.at("#subject-e").contains("Retirez {prenom}"), "{}", page.at("#subject-e"));
        assert_eq!(page.value("body").trim(), body, "nothing typed is lost");
        let missing = write(&ines, WAITING, &[("body", "Vous êtes sur la liste, sans lien.")]).await;
        assert!(missing.status == 422 && missing.at("#body-e").contains("Gardez {lien}"), "{}", missing.text());
        let open = write(&ines, REFUSAL, &[("body", "Bonjour {structure,\n\n{raisons}\n\nAu revoir.")]).await;
        assert!(open.status == 422 && open.at("#body-e").contains("ligne 1"), "{}", open.text());
        assert!(history(&house, Series::Waiting).await.is_empty());
    }

    async fn a_preview_shows_the_words_of_a_request_and_hides_what_is_not_to_be_seen(house) {
        let ines = house.coordinator("ines").await;
        let none = write(&ines, WAITING, &[("action", "preview")]).await;
        assert!(none.status == 422 && none.has("aucune n’attend d’être lue"), "{}", none.text());
        let applicant = house.applicant("apercu").await;
        for reference in ["", applicant.reference.as_str()] {
            let page = write(&ines, WAITING, &[("body", BODY), ("reference", reference), ("action", "preview")]).await;
            assert_eq!(page.status, 200);
            let letter = page.at("#apercu pre");
            assert!(letter.contains("Voilà Atelier apercu sur la liste, avec apercu.frama.space."), "{letter}");
            assert!(letter.contains("Vous recevez ce mail parce que [adresse masquée]"), "the foot is the house's: {letter}");
            assert!(!page.body.contains(&applicant.email) && !page.body.contains(&applicant.status), "{letter}");
            assert_eq!(page.value("body").trim(), BODY);
        }
        let unknown = write(&ines, WAITING, &[("reference", "FS-0000-0000"), ("action", "preview")]).await;
        assert!(unknown.status == 422 && unknown.has("aucune demande ne la porte"), "{}", unknown.text());
        let question = write(&ines, &reply(&house, "Préciser les activités").await, &[("action", "preview")]).await;
        assert!(question.at("#apercu pre").contains("ce que fait Atelier apercu"), "{}", question.text());
        assert!(history(&house, Series::Waiting).await.is_empty(), "nothing is saved");
    }

    async fn the_text_that_is_saved_is_what_volunteers_are_proposed_next(house) {
        let applicant = house.applicant("nos-mots").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let before = deciding(&ana, &applicant, "wait").await;
        let saved = write(&ines, WAITING, &[("subject", "{structure} sur la liste"), ("body", BODY)]).await;
        assert!(saved.path == LIST && saved.has("Lettre de mise en liste d’attente : la version 1 sert dès maintenant"), "{}", saved.text());
        assert!(saved.has("version 1") && saved.has("ines"), "{}", saved.text());
        let page = deciding(&ana, &applicant, "wait").await;
        assert_eq!(page.value("subject"), "Atelier nos-mots sur la liste");
        let letter = page.value("letter");
        assert!(letter.contains("Voilà Atelier nos-mots sur la liste, avec nos-mots.frama.space."), "{letter}");
        assert!(letter.contains("\u{a0}:\nhttp://localhost:8080/demande/suivi/…"), "the applicant's key is not shown: {letter}");
        assert!(!letter.contains("\n--\n") && !before.value("letter").contains("\n--\n"), "the foot is the house's, added when it leaves");
        // The house's own text comes back, and the versions stay.
        let page = ines.get(WAITING).await;
        let list = ines.submit(&page, "/retrait", &[]).await;
        assert!(list.has("le texte de la maison sert de nouveau"), "{}", list.text());
        assert_eq!(deciding(&ana, &applicant, "wait").await.value("letter"), before.value("letter"));
        assert_eq!(history(&house, Series::Waiting).await.len(), 1);
    }

    async fn the_house_s_own_texts_saved_as_they_are_give_the_same_letters(house) {
        let applicant = house.applicant("pareil").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        for (decision, address) in [("accept", "acceptation"), ("wait", "attente"), ("refuse", "refus")] {
            let asked = if decision == "refuse" { "refuse&reasons=public_body,full" } else { decision };
            let before = deciding(&ana, &applicant, asked).await;
            let saved = write(&ines, &format!("{LIST}/{address}"), &[]).await;
            assert!(saved.path == LIST && saved.status == 200, "{}", saved.text());
            let after = deciding(&ana, &applicant, asked).await;
            for field in ["subject", "letter"] {
                assert_eq!(after.value(field), before.value(field), "{decision}");
            }
        }
    }

    async fn a_refusal_names_the_alternatives_that_fit_its_reasons(house) {
        let applicant = house.applicant("ailleurs").await;
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "refuse&reasons=public_body,accounts").await;
        let letter = page.value("letter");
        let named: Vec<&str> = letter.lines().filter_map(|line| line.strip_prefix("- ")).collect();
        let names: Vec<&str> = named.iter().filter_map(|line| line.split_once('\u{a0}')).map(|(name, _)| name).collect();
        assert_eq!(names, ["ADULLACT", "Arawa", "IndieHosters", "Ouvaton", "Paquerette"], "five at most, by name");
        assert!(named[0].ends_with("\u{a0}: https://adullact.org/") && letter.contains("/aide#ailleurs"), "{letter}");
    }

    async fn a_stale_change_is_refused_and_what_was_typed_is_kept(house) {
        let (ines, lou) = (house.coordinator("ines").await, house.coordinator("lou").await);
        let (mine, hers) = (ines.get(WAITING).await, lou.get(WAITING).await);
        lou.submit(&hers, WAITING, &[("subject", "Les mots de Lou"), ("body", BODY)]).await;
        let page = ines.submit(&mine, WAITING, &[("subject", "Les mots d’Inès"), ("body", BODY)]).await;
        assert_eq!(page.status, 409);
        assert!(page.has("Quelqu’un a changé ce texte entre-temps") && page.has("Les mots de Lou"), "{}", page.text());
        assert_eq!(page.value("subject"), "Les mots d’Inès");
        let late = ines.submit(&mine, WAITING, &[]).await;
        assert_eq!(late.status, 409);
        // Having read it, one may say it again.
        let page = ines.submit(&page, WAITING, &[]).await;
        assert_eq!(page.path, LIST);
        let versions: Vec<(i64, String, bool)> =
            history(&house, Series::Waiting).await.into_iter().map(|one| (one.version, one.text.subject, one.current)).collect();
        assert_eq!(versions, [(2, "Les mots d’Inès".to_owned(), true), (1, "Les mots de Lou".to_owned(), false)]);
        let stale = ines.post(&format!("{WAITING}/retrait"), &[("seen", "1"), ("csrf", &mine.value("csrf"))]).await;
        assert_eq!(stale.status, 409);
    }

    async fn an_old_version_is_taken_up_again_as_a_new_one(house) {
        let ines = house.coordinator("ines").await;
        write(&ines, WAITING, &[("subject", "La première"), ("body", BODY)]).await;
        write(&ines, WAITING, &[("subject", "La seconde")]).await;
        let page = ines.get(WAITING).await;
        let link = page.each("main ol a", "href");
        assert_eq!(link, [format!("{WAITING}?version=1")], "only what is not in use");
        let old = ines.get(&link[0]).await;
        assert!(old.has("Vous relisez la version 1"), "{}", old.text());
        assert_eq!(old.value("subject"), "La première");
        assert!(ines.submit(&old, WAITING, &[]).await.has("la version 3 sert dès maintenant"));
        let versions = history(&house, Series::Waiting).await;
        assert_eq!(versions.iter().map(|one| (one.version, one.text.subject.as_str())).collect::<Vec<_>>(), [(3, "La première"), (2, "La seconde"), (1, "La première")]);
        assert_eq!(ines.get(&format!("{WAITING}?version=9")).await.status, 404);
        let subject = "attente".to_owned();
        let trail = house.app.store.read(move |db| store::trace::about(db, &subject)).await.unwrap();
        let trail: Vec<String> = trail.into_iter().map(|line| format!("{} {}", line.verb, line.detail)).collect();
        assert_eq!(trail.len(), 3);
        assert!(trail.contains(&"change_wording 3".to_owned()), "{trail:?}");
    }

    async fn a_text_that_names_what_code_no_longer_knows_still_leaves(house) {
        let applicant = house.applicant("ancien").await;
        let body = BODY.replace("Bonjour,", "Bonjour {prenom}, merci {patience} à vous.");
        let text = Text { kind: Kind::Waiting, title: String::new(), subject: "Liste {numero} d’attente".into(), body };
        let (id, written_at) = ("019ab0d0-0000-7000-8000-000000000001".to_owned().try_into().unwrap(), house.app.now());
        let old = Wording { id, series: Series::Waiting, version: 1, text, author: None, written_at, current: true };
        house.app.store.write(move |tx| store::wording::insert(tx, &old)).await.unwrap();
        let ana = house.volunteer("ana").await;
        let page = deciding(&ana, &applicant, "wait").await;
        ana.submit(&page, "/decision", &[]).await;
        house.let_it_leave().await;
        let letter = house.letters_to(&applicant.email).pop().unwrap();
        assert_eq!(letter.subject, "Liste d’attente");
        assert!(letter.text.contains("Bonjour, merci à vous.") && !letter.text.contains('{'), "{}", letter.text);
        // It is told at the next change.
        let ines = house.coordinator("ines").await;
        let page = write(&ines, WAITING, &[]).await;
        assert!(page.status == 422 && page.has("Retirez {prenom}"), "{}", page.text());
    }

    async fn a_reply_is_added_used_in_a_question_and_retired(house) {
        let applicant = house.applicant("question").await;
        let (ines, ana) = (house.coordinator("ines").await, house.volunteer("ana").await);
        let page = ines.get(&format!("{LIST}/nouvelle")).await;
        let fields = [("title", "Taille du groupe"), ("body", "Combien de personnes de {structure} viendraient sur {adresse}\u{202f}?")];
        let list = ines.submit(&page, LIST, &fields).await;
        assert!(list.path == LIST && list.has("Taille du groupe"), "{}", list.text());
        let twice = ines.submit(&page, LIST, &fields).await;
        assert!(twice.status == 422 && twice.has("porte déjà celui-ci"), "{}", twice.text());
        let file = deciding(&ana, &applicant, "").await;
        assert_eq!(file.each("select[name='reponse'] option[value]:not([value=''])", "value").len(), 6);
        let address = reply(&house, "Taille du groupe").await;
        let id = address.rsplit('/').next().unwrap().to_owned();
        let insert = [("reponse", id.as_str()), ("action", "insert"), ("message", "Bonjour,"), ("fields", "members")];
        let file = ana.submit(&file, "/questions", &insert).await;
        assert_eq!(file.each("input[name='fields'][checked]", "value"), ["members"], "what was ticked stays");
        assert_eq!(file.value("message").trim(), "Bonjour,\n\nCombien de personnes de Atelier question viendraient sur question.frama.space\u{202f}?");
        ana.submit(&file, "/questions", &[]).await;
        house.tick().await;
        assert!(house.letters_to(&applicant.email).pop().unwrap().text.contains("Combien de personnes de Atelier question"));
        let page = ines.get(&address).await;
        let list = ines.submit(&page, "/retrait", &[]).await;
        assert!(list.has("cette réponse n’est plus proposée") && list.has("Réponses retirées"), "{}", list.text());
        let back = ines.get(&address).await;
        assert!(back.has("Cette réponse est retirée") && back.value("title") == "Taille du groupe", "{}", back.text());
        assert!(ines.submit(&back, &address, &[]).await.has("la version 2 sert dès maintenant"));
    }

    async fn to_other_volunteers_there_is_nothing(house) {
        let ana = house.volunteer("ana").await;
        let token = ana.get("/demande/lien-perdu").await.value("csrf");
        let reply = reply(&house, "Réseau").await;
        for path in [LIST, REFUSAL, reply.as_str(), "/coordination/reponses-types/nouvelle"] {
            assert_eq!(ana.get(path).await.status, 404, "{path}");
            assert!(house.visitor().get(path).await.path.starts_with("/equipe/connexion"), "{path}");
        }
        for path in [LIST.to_owned(), REFUSAL.to_owned(), format!("{REFUSAL}/retrait"), format!("{reply}/retrait")] {
            assert_eq!(ana.post(&path, &[("title", "Rien"), ("seen", "1"), ("csrf", &token)]).await.status, 404, "{path}");
        }
        let ines = house.coordinator("ines").await;
        for path in ["rien", "accepted", "019a0000-0000-7000-8000-000000000000"] {
            assert_eq!(ines.get(&format!("{LIST}/{path}")).await.status, 404, "{path}");
        }
    }
}
