//! A house for one story: a whole Passeur in this process, on one of the two databases, with a clock that only the story moves.

use crate::browser::{Browser, Page as Shown};
use actix_web::web;
use chrono::Duration;
use diesel::{Connection, PgConnection, RunQueryDsl};
use passeur::actions;
use passeur::app::App;
use passeur::clock::Clock;
use passeur::clockwork;
use passeur::domain::form::Page;
use passeur::domain::policy::Policy;
use passeur::domain::token::Scope;
use passeur::domain::values::{EmailAddress, Instant, Role};
use passeur::keys::totp;
use passeur::settings::{Mail, Settings};
use passeur::store::{Open, Place, outbox};
use passeur::web::throttle::Throttle;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

/// What every telephone of the stories shares with the house.
pub const SECRET: &str = "KBAVGU2FKVJCARCFJVHSAUCVIJGESQ2B";

/// When every story begins: a Monday morning in Paris.
pub fn beginning() -> Instant {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

/// On which database a story is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// A database of PostgreSQL made for one story, dropped with it.
struct Database {
    server: String,
    name: String,
}

impl Database {
    fn make() -> (Self, String) {
        let server = std::env::var("PASSEUR_TEST_POSTGRES").expect("the stories need PostgreSQL: run them by `tests/with-postgres cargo test`");
        let name = {
            static MADE: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
            format!("story_{}_{}", std::process::id(), MADE.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        };
        let mut admin = PgConnection::establish(&server).unwrap();
        diesel::sql_query(format!("CREATE DATABASE {name}")).execute(&mut admin).unwrap();
        let mut url = url::Url::parse(&server).unwrap();
        url.set_path(&name);
        (Self { server, name }, url.to_string())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Ok(mut admin) = PgConnection::establish(&self.server) {
            let _ = diesel::sql_query(format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).execute(&mut admin);
        }
    }
}

/// A letter that left, as its reader sees it.
#[derive(Debug, Clone)]
pub struct Letter {
    pub id: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub raw: String,
}

impl Letter {
    pub fn read(raw: &[u8]) -> Self {
        let mail = mail_parser::MessageParser::default().parse(raw).unwrap();
        Self {
            id: mail.message_id().unwrap().to_owned(),
            to: mail.to().unwrap().first().unwrap().address().unwrap().to_owned(),
            subject: mail.subject().unwrap().to_owned(),
            text: mail.body_text(0).unwrap().replace("\r\n", "\n"),
            html: mail.body_html(0).unwrap().into_owned(),
            raw: String::from_utf8_lossy(raw).into_owned(),
        }
    }
    /// The path of the first link that leads to this part of the house.
    pub fn path(&self, part: &str) -> String {
        let links = self.text.split_whitespace().filter_map(|word| word.strip_prefix("http://localhost:8080"));
        links.into_iter().find(|path| path.starts_with(part)).unwrap_or_else(|| panic!("no link to {part} in:\n{}", self.text)).to_owned()
    }
}

pub struct House {
    pub app: App,
    pub throttle: web::Data<Throttle>,
    folder: Rc<tempfile::TempDir>,
    /// Last: it goes when the connections are gone.
    database: Rc<Option<Database>>,
}

impl House {
    pub fn on(on: On) -> Self {
        Self::with(on, |_| {})
    }

    /// A house whose settings are changed first.
    pub fn with(on: On, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("letters")).unwrap();
        let mut settings = Settings::read(&BTreeMap::new()).unwrap();
        let (database, place) = match on {
            On::Sqlite => (None, Place::Sqlite(folder.path().join("passeur.db"))),
            On::Postgres => {
                let (database, url) = Database::make();
                (Some(database), Place::parse(&url).unwrap())
            }
        };
        settings.database = place;
        settings.mail = Mail::Folder(folder.path().join("letters"));
        settings.secret_file = folder.path().join("secret");
        change(&mut settings);
        let app = App::open(settings, Clock::frozen(beginning()), Open::Migrating).unwrap();
        // Programs fill forms at once: the stories do not wait, but the one that tells of waiting. Their structures all resemble each
        // other: only the stories of kinship mind.
        let policy = Policy { form_seconds: 0, network_warn: 10_000, network_stop: 10_000, ..Policy::default() };
        Self { app: app.with_policy(policy), throttle: web::Data::default(), folder: Rc::new(folder), database: Rc::new(database) }
    }

    /// A second server on the same database, with the same secret and the same time.
    pub fn second_server(&self) -> Self {
        let settings = Settings::clone(&self.app.settings);
        let app = App::open(settings, self.app.clock.clone(), Open::Migrating).unwrap();
        let app = app.with_policy(Policy::clone(&self.app.rules.versions().0));
        Self { app, throttle: web::Data::default(), folder: self.folder.clone(), database: self.database.clone() }
    }

    /// The same house after its server was killed and started again.
    pub fn restarted(self) -> Self {
        let again = self.second_server();
        drop(self);
        again
    }

    pub fn with_policy(mut self, change: impl FnOnce(&mut Policy)) -> Self {
        let mut policy = Policy::clone(&self.app.policy());
        change(&mut policy);
        self.app = self.app.with_policy(policy);
        self
    }

    /// The same house under other rules.
    pub fn under(&self, change: impl FnOnce(&mut Policy)) -> Self {
        Self { app: self.app.clone(), throttle: self.throttle.clone(), folder: self.folder.clone(), database: self.database.clone() }
            .with_policy(change)
    }

    pub fn visitor(&self) -> Browser {
        Browser::new(self.app.clone(), self.throttle.clone())
    }

    /// A volunteer of this name, logged in; made where there is none yet.
    pub async fn volunteer(&self, name: &str) -> Browser {
        self.logged_in(name, Role::Volunteer).await
    }

    /// The same, who coordinates.
    pub async fn coordinator(&self, name: &str) -> Browser {
        self.logged_in(name, Role::Coordinator).await
    }

    async fn logged_in(&self, name: &str, role: Role) -> Browser {
        let (email, password) = self.person(name, role).await;
        let browser = self.visitor();
        let page = browser.get("/equipe/connexion").await;
        let mut page = browser.submit(&page, "/equipe/connexion", &[("email", &email), ("password", &password)]).await;
        if page.has("Le code de votre téléphone") {
            // A code serves once: the one of the next half minute is taken as well.
            for wait in [0, 30] {
                let code = self.code(Duration::seconds(wait));
                page = browser.submit(&page, "/equipe/connexion/code", &[("code", &code)]).await;
                if page.status == 200 {
                    break;
                }
            }
        }
        assert_eq!(page.path, "/equipe", "{name} logs in");
        browser
    }

    /// Address and password of a volunteer of this name.
    pub async fn member(&self, name: &str) -> (String, String) {
        self.person(name, Role::Volunteer).await
    }

    async fn person(&self, name: &str, role: Role) -> (String, String) {
        let (email, password) = (format!("{name}@equipe.example"), format!("{name} traverse la rivière"));
        let added = actions::volunteer::invite(&self.app, EmailAddress::parse(&email).unwrap(), name.to_owned(), role, false).await.unwrap();
        if let Ok((volunteer, _)) = added {
            actions::volunteer::set_password(&self.app, volunteer.id.clone(), password.clone()).await.unwrap();
            if role == Role::Coordinator {
                actions::second_factor::share(&self.app, volunteer.id, SECRET).await.unwrap();
            }
        }
        (email, password)
    }

    /// What the telephone of a coordinator shows in a moment.
    pub fn code(&self, wait: Duration) -> String {
        totp::digits(SECRET, self.app.now() + wait).unwrap()
    }

    /// The secret of a token with these scopes.
    pub async fn token(&self, scopes: &[Scope]) -> String {
        let (_, secret) = actions::token::create(&self.app, "hermès".into(), scopes.to_vec(), None).await.unwrap();
        secret.reveal().to_owned()
    }

    /// Does what is due now, until nothing more is.
    pub async fn tick(&self) {
        for _ in 0..50 {
            if clockwork::tick(&self.app).await.unwrap().is_idle() {
                return;
            }
        }
        panic!("the clockwork never rests");
    }

    /// Time passes, and what comes due is done.
    pub async fn advance(&self, by: Duration) {
        self.app.clock.advance(by);
        self.tick().await;
    }

    /// Past the undo delay.
    pub async fn let_it_leave(&self) {
        self.advance(Duration::minutes(self.app.policy().undo_minutes)).await;
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The letters that left, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.folder("letters")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| Letter::read(&std::fs::read(file).unwrap())).collect()
    }

    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        self.letters().into_iter().filter(|letter| letter.to == address).collect()
    }

    /// An association that sent its form and confirmed its address.
    pub async fn applicant(&self, slug: &str) -> Applicant {
        self.applicant_with(slug, &[]).await
    }

    /// The same, with other answers.
    pub async fn applicant_with(&self, slug: &str, changed: &[(&'static str, &str)]) -> Applicant {
        let applicant = self.unconfirmed_with(slug, changed).await;
        let page = applicant.browser.get(&applicant.status).await;
        let page = applicant.browser.submit(&page, "/confirmation", &[]).await;
        assert!(page.has("la demande est dans la file"), "{}", page.text());
        applicant
    }

    /// An association that sent its form.
    pub async fn unconfirmed(&self, slug: &str) -> Applicant {
        self.unconfirmed_with(slug, &[]).await
    }

    async fn unconfirmed_with(&self, slug: &str, changed: &[(&'static str, &str)]) -> Applicant {
        let (browser, email) = (self.visitor(), format!("contact@{slug}.example"));
        let page = fill(&browser, slug, &[&[("slug", slug), ("email", &email)], changed].concat()).await;
        assert_eq!(page.path, "/demande/recu", "{}", page.text());
        let reference = page.reference();
        self.tick().await;
        let letter = self.letters_to(&email).pop().expect("the letter to confirm");
        Applicant { browser, reference, email, status: letter.path("/demande/suivi/") }
    }

    /// An association whose request was just accepted by ana: all is held until the delay is over.
    pub async fn just_accepted(&self, slug: &str) -> Applicant {
        let applicant = self.applicant(slug).await;
        let ana = self.volunteer("ana").await;
        let file = ana.get(&applicant.file()).await;
        ana.submit(&file, "/prise-en-charge", &[]).await;
        let page = ana.get(&format!("{}?decision=accept", applicant.file())).await;
        ana.submit(&page, "/decision", &[]).await;
        applicant
    }

    /// An association whose space is ordered.
    pub async fn accepted(&self, slug: &str) -> Applicant {
        let applicant = self.just_accepted(slug).await;
        self.let_it_leave().await;
        applicant
    }

    /// At the end of a story: no letter is stuck, and nothing that was said to have happened is half done.
    pub async fn rest(&self) {
        let troubled = self.app.store.read(outbox::count_troubled).await.unwrap();
        assert_eq!(troubled, 0, "letters are stuck");
    }
}

/// An association, as the house knows it.
pub struct Applicant {
    pub browser: Browser,
    pub reference: String,
    pub email: String,
    /// Path of its status page.
    pub status: String,
}

impl Applicant {
    pub fn file(&self) -> String {
        format!("/equipe/demandes/{}", self.reference)
    }
}

/// Answers that are right, page by page.
pub fn answers(slug: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let purpose = "Apprendre à réparer son vélo ensemble, à prix libre, et faire de la mécanique un savoir commun plutôt qu’un service réservé.";
    let activities = "Trois ateliers par semaine dans une ancienne remise. En juin, une bourse où cent quarante vélos sont repartis sur la route.";
    let own = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    vec![
        (
            "structure",
            own(&[
                ("organization_name", &format!("Atelier {slug}")),
                ("legal_form", "association_1901"),
                ("country", "FR"),
                ("postcode", "38990"),
                ("town", "Montbrume"),
                ("registration_kind", "rna"),
                ("registration_number", "W381004271"),
                ("founded_year", "2014"),
                ("website", "remise.example"),
                ("purpose", purpose),
                ("activities", activities),
                ("field", "local_development"),
                ("employees", "1-2"),
                ("members", "10-49"),
            ]),
        ),
        (
            "besoins",
            own(&[("accounts", "12"), ("storage", "5-10"), ("uses", "files"), ("uses", "calendar"), ("ease", "some"), ("suite", "collabora")]),
        ),
        ("adresse", own(&[("slug", slug)])),
        ("contact", own(&[("email", &format!("contact@{slug}.example")), ("role", "board")])),
        (
            "engagements",
            own(&[
                ("accept_terms", "yes"),
                ("accept_mandate", "yes"),
                ("accept_data", "yes"),
                ("accept_inactivity", "yes"),
                ("accept_surveys", "yes"),
            ]),
        ),
    ]
}

/// Fills the form page by page, with some answers changed, and sends it; gives the page one ends on.
pub async fn fill(browser: &Browser, slug: &str, changed: &[(&'static str, &str)]) -> Shown {
    for (code, fields) in answers(slug) {
        let address = format!("/demande/{code}");
        let page = browser.get(&address).await;
        let own = fields.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name)).map(|(name, value)| (*name, value.as_str()));
        let on_page = Page::parse(code).map_or(&[][..], |page| page.fields());
        let other = changed.iter().filter(|(name, _)| on_page.contains(name)).copied();
        let fields: Vec<(&str, &str)> = own.chain(other).collect();
        let next = browser.submit(&page, "", &fields).await;
        if next.status != 200 {
            return next;
        }
    }
    let page = browser.get("/demande/verification").await;
    browser.submit(&page, "", &[]).await
}
