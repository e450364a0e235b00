//! A page asks the database a number of questions that does not depend on how much there is to show.

use crate::browser::Browser;
use crate::hammer::{apply, secret};
use crate::house::{House, On};
use crate::waiting::listed;
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use passeur::actions::{message, note, review};
use passeur::domain::application::Application;
use passeur::domain::form::Answers;
use passeur::domain::review::{Ballot, Choice};
use passeur::domain::values::EmailAddress;
use passeur::domain::volunteer::Volunteer;
use passeur::domain::waiting::Because;
use passeur::store::{self, Place};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, Once};

/// The queries of the databases that are listened to, by their URL: other stories run in this process meanwhile.
static HEARD: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());

/// Most queries of a page.
const MOST: usize = 26;

/// Listens to one connection.
#[derive(Default)]
struct Ear {
    url: String,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.url),
            InstrumentationEvent::StartQuery { query, .. } => {
                if let Some(heard) = HEARD.lock().unwrap().get_mut(&self.url) {
                    let mut said = String::new();
                    // What does not print counts too.
                    let _ = write!(said, "{query}");
                    if !is_upkeep(&said) {
                        heard.push(said);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Transactions, locks, settings and checks of a connection: not a question of the page, and not the same on both databases.
fn is_upkeep(said: &str) -> bool {
    let sql = said.split(" -- binds").next().unwrap_or_default().trim();
    let beginnings = ["BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SET ", "SELECT pg_advisory_xact_lock"];
    sql == "SELECT 1" || beginnings.iter().any(|beginning| sql.starts_with(beginning))
}

fn ear() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(Ear::default()))
}

/// From now on, new connections are listened to.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| set_default_instrumentation(ear).unwrap());
}

/// The name under which the connections of this house are heard.
fn url(house: &House) -> String {
    match &house.app.settings.database {
        Place::Sqlite(path) => path.to_string_lossy().into_owned(),
        Place::Postgres(url) => url.clone(),
    }
}

/// What a page asks, and how many lines of the queue it shows. It is looked at before, so that what is remembered once is.
pub async fn asked(house: &House, browser: &Browser, path: &str) -> (Vec<String>, usize) {
    assert_eq!(browser.get(path).await.status, 200, "{path}");
    HEARD.lock().unwrap().insert(url(house), Vec::new());
    let page = browser.get(path).await;
    let heard = HEARD.lock().unwrap().remove(&url(house)).unwrap();
    assert_eq!((page.status, page.path.as_str()), (200, path));
    (heard, page.each(".queue .who a", "href").len())
}

async fn known(house: &House, name: &str) -> Volunteer {
    let email = EmailAddress::parse(&format!("{name}@equipe.example")).unwrap();
    house.app.store.read(move |db| store::volunteer::by_email(db, &email)).await.unwrap().unwrap().0
}

/// A long story about one application, which ends in the same hands as it began.
async fn much_is_said(house: &House, about: &Application, ana: &Volunteer, malik: &Volunteer) {
    let (app, reference) = (&house.app, &about.reference);
    let version = async || {
        let id = about.id.clone();
        app.store.read(move |db| store::application::find(db, &id)).await.unwrap().unwrap().version
    };
    for n in 0..6 {
        for who in [ana, malik] {
            note::write(app, who, reference.clone(), format!("Note {n}.")).await.unwrap().unwrap();
        }
        let ballot = Ballot {
            choice: Choice::Wait { priority: 1, because: Because::NoRoom },
            motive: "à revoir".into(),
            subject: "Attendre".into(),
            letter: "Bonjour.".into(),
            seen: version().await,
            rules: None,
        };
        let decision = review::decide(app, ana, reference.clone(), ballot).await.unwrap().unwrap();
        review::undo(app, malik, decision.id).await.unwrap().unwrap();
        review::claim(app, ana, reference.clone()).await.unwrap().unwrap();
        message::ask(app, ana, reference.clone(), format!("Question {n} ?"), Vec::new(), version().await).await.unwrap().unwrap();
        let mut given = Answers::default();
        given.0.insert("message".into(), vec![format!("Réponse {n}.")]);
        message::reply(app, &secret(app, about), given).await.unwrap().unwrap();
        review::claim(app, ana, reference.clone()).await.unwrap().unwrap();
    }
}

#[actix_web::test]
async fn a_page_asks_as_much_of_five_applications_as_of_sixty() {
    listen();
    for on in [On::Sqlite, On::Postgres] {
        let house = House::on(on);
        let (browser, _) = (house.volunteer("ana").await, house.volunteer("malik").await);
        let (ana, malik) = (known(&house, "ana").await, known(&house, "malik").await);
        let mut all = Vec::new();
        for n in 0..5 {
            all.push(apply(&house.app, &format!("cinq-{n}")).await);
        }
        let first = all[0].clone();
        review::claim(&house.app, &ana, first.reference.clone()).await.unwrap().unwrap();
        let (file, status) = (format!("/equipe/demandes/{}", first.reference), format!("/demande/suivi/{}", secret(&house.app, &first)));
        let state = format!("/equipe/etat?refs={}", first.reference);
        let pages = [
            state.as_str(),
            "/equipe?onglet=to_read&tout=1",
            "/equipe",
            "/equipe?onglet=to_read&domaine=local_development&pays=FR&mains=nobody",
            "/equipe?onglet=all&q=atelier",
            file.as_str(),
            status.as_str(),
            "/",
        ];
        house.tick().await;
        let mut few = Vec::new();
        for path in pages {
            few.push(asked(&house, &browser, path).await);
        }

        for n in 5..60 {
            all.push(apply(&house.app, &format!("soixante-{n}")).await);
        }
        for (n, one) in all.iter().enumerate().skip(1).take(12) {
            let by = if n % 2 == 0 { &ana } else { &malik };
            review::claim(&house.app, by, one.reference.clone()).await.unwrap().unwrap();
        }
        much_is_said(&house, &first, &ana, &malik).await;
        house.tick().await;

        for (path, (few, short)) in pages.into_iter().zip(few) {
            let (many, long) = asked(&house, &browser, path).await;
            let said = || format!("{path}\nof 5:\n  {}\nof 60:\n  {}", few.join("\n  "), many.join("\n  "));
            assert!(!few.is_empty(), "nothing is heard of {path}");
            assert_eq!(few.len(), many.len(), "{} queries, then {}: {}", few.len(), many.len(), said());
            assert!(many.len() <= MOST, "{} queries, {MOST} at most: {}", many.len(), said());
            assert!(short == 0 || long > short, "{path} shows {short} lines, then {long}");
        }
        house.rest().await;
    }
}

#[actix_web::test]
async fn the_waiting_list_asks_as_much_of_five_as_of_forty() {
    listen();
    for on in [On::Sqlite, On::Postgres] {
        let house = House::on(on);
        let browser = house.volunteer("ana").await;
        let ana = known(&house, "ana").await;
        let mut few = None;
        for n in 0..40 {
            let one = apply(&house.app, &format!("liste-{n}")).await;
            listed(&house, &ana, &one, n % 4).await;
            if n == 4 {
                house.let_it_leave().await;
                few = Some(asked(&house, &browser, "/equipe/attente").await);
            }
        }
        house.let_it_leave().await;
        let (few, short) = few.unwrap();
        let (many, long) = asked(&house, &browser, "/equipe/attente").await;
        assert_eq!((short, long), (5, 40));
        assert_eq!(few.len(), many.len(), "{}\nthen\n{}", few.join("\n"), many.join("\n"));
        assert!(many.len() <= MOST);
        house.rest().await;
    }
}
