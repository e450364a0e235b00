//! Fills the demo: associations apply, volunteers decide, the agent creates, over the last eleven weeks. Each step is the
//! action that people would do, at the time they would have done it.

use super::ACCOUNTS;
use crate::actions::operation::Credentials;
use crate::actions::{self, Failure, application as apply, review};
use crate::app::App;
use crate::clock::Clock;
use crate::clockwork;
use crate::domain::application::Application;
use crate::domain::eligibility::{Outcome, Verdict};
use crate::domain::form::{Answers, COMMITMENTS, Page};
use crate::domain::review::{Ballot, Choice};
use crate::domain::token::{Scope, Token};
use crate::domain::usage::UsageReport;
use crate::domain::values::{EmailAddress, Instant, Slug};
use crate::domain::volunteer::Volunteer;
use crate::domain::waiting::Because;
use crate::words;
use chrono::Duration;
use serde::Deserialize;

/// Rows made from open data; where from is said in `SOURCES.md`.
const STRUCTURES: &str = include_str!("structures.csv");

#[derive(Deserialize)]
struct Structure {
    organization_name: String,
    legal_form: String,
    country: String,
    postcode: String,
    town: String,
    registration_kind: String,
    registration_number: String,
    website: String,
    purpose: String,
    activities: String,
    field: String,
    employees: String,
    members: String,
    accounts: String,
    storage: String,
    ease: String,
    suite: String,
    slug: String,
}

/// Why the demo is not filled.
#[derive(Debug, thiserror::Error)]
pub enum Unfilled {
    /// An action failed.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// A row of the data is not right.
    #[error("the data of the demo do not read: {0}")]
    Data(String),
    /// An action was refused: the data do not fit the rules.
    #[error("a step of the demo was refused: {0}")]
    Refused(String),
}

fn refused(why: impl std::fmt::Debug) -> Unfilled {
    Unfilled::Refused(format!("{why:?}"))
}

/// How many there are of each kind.
const DECIDED: usize = 75;
const SPACES: usize = 15;
const HELD: usize = 4;
const UNCONFIRMED: usize = 6;

/// Fills the demo; gives the secret of its API token.
pub async fn fill(app: &App) -> Result<String, Unfilled> {
    let now = app.now();
    let rows: Vec<Structure> =
        csv::Reader::from_reader(STRUCTURES.as_bytes()).deserialize().collect::<Result<_, _>>().map_err(|e| Unfilled::Data(e.to_string()))?;
    let mut story = Story { app: app.clone(), team: team(app).await?, agent: None, slugs: Vec::new() };
    let (token, secret) = actions::token::create(app, words::say("demo-token"), vec![Scope::Operations, Scope::Usage], None).await?;
    story.agent = Some(token);
    super::addresses::keep(app, &story.team).await?;
    let count = rows.len();
    for k in 0..count {
        // A stride through the file, so that kinds of structures mix.
        let row = &rows[(k * 37) % count];
        let left = count - k;
        let at = now - if k < DECIDED { Duration::minutes(77 * 1440 - 1180 * whole(k)) } else { Duration::minutes(250 * whole(left) - 190) };
        let sent = story.send(row, at).await?;
        if left > UNCONFIRMED {
            story.confirm(&sent, at + Duration::minutes(20)).await?;
        }
        if k < DECIDED {
            story.decide(k, sent, at + Duration::days(1 + whole(k % 8)) + Duration::hours(2)).await?;
        }
    }
    story.hold(now).await?;
    story.at(now);
    super::measure::past(&story.app, &story.slugs[..SPACES - 3], now).await?;
    story.at(now);
    while !clockwork::tick(&story.app).await?.is_idle() {}
    Ok(secret.reveal().to_owned())
}

fn whole(k: usize) -> i64 {
    i64::try_from(k).unwrap_or(i64::MAX)
}

async fn team(app: &App) -> Result<Vec<Volunteer>, Unfilled> {
    let mut team = Vec::new();
    for account in ACCOUNTS {
        let email = EmailAddress::parse(account.email).ok_or_else(|| Unfilled::Data(account.email.into()))?;
        let (volunteer, _) = actions::volunteer::invite(app, email, account.name.into(), account.role, false).await?.map_err(refused)?;
        actions::volunteer::set_password(app, volunteer.id.clone(), account.password.into()).await?;
        if let Some(secret) = account.totp_secret {
            actions::second_factor::share(app, volunteer.id.clone(), secret).await?;
        }
        team.push(volunteer);
    }
    Ok(team)
}

struct Story {
    app: App,
    team: Vec<Volunteer>,
    agent: Option<Token>,
    /// Labels of the spaces ordered so far.
    slugs: Vec<Slug>,
}

impl Story {
    /// What follows happens at `at`.
    fn at(&mut self, at: Instant) {
        self.app = self.app.clone().with_clock(Clock::frozen(at));
    }

    async fn send(&mut self, row: &Structure, at: Instant) -> Result<Application, Unfilled> {
        self.at(at);
        let answers = answers(row);
        let mut draft = None;
        for page in Page::ALL {
            if let apply::Saved::Draft(id) = apply::save_page(&self.app, draft.clone(), None, *page, answers.clone()).await? {
                draft = Some(id);
            }
        }
        let draft = draft.ok_or_else(|| refused("no page"))?;
        let sent = apply::submit(&self.app, draft, None).await?.map_err(|why| Unfilled::Data(format!("{}: {why:?}", row.organization_name)))?;
        clockwork::deliver(&self.app).await?;
        Ok(sent)
    }

    async fn confirm(&mut self, sent: &Application, at: Instant) -> Result<(), Unfilled> {
        self.at(at);
        let link = apply::status_link(&self.app, sent);
        let secret = link.rsplit('/').next().unwrap_or_default();
        apply::confirm(&self.app, secret).await?.map_err(refused)?;
        clockwork::deliver(&self.app).await?;
        Ok(())
    }

    async fn decide(&mut self, k: usize, sent: Application, at: Instant) -> Result<(), Unfilled> {
        let choice = match sent.assessment.verdict {
            Verdict::Ineligible => Choice::Refuse { reasons: unfit(&sent) },
            // Week after week, so that there is a pace to tell.
            Verdict::Eligible if self.slugs.len() < SPACES && self.slugs.len() * DECIDED <= k * SPACES => Choice::Accept,
            _ => Choice::Wait { priority: whole(k % 4), because: if k.is_multiple_of(3) { Because::OthersFirst } else { Because::NoRoom } },
        };
        self.at(at);
        self.vote(&sent, &choice, k).await?;
        self.at(at + Duration::minutes(self.app.policy().undo_minutes + 1));
        clockwork::tick(&self.app).await?;
        if choice == Choice::Accept {
            self.slugs.push(sent.form.address.slug);
            self.create(at + Duration::minutes(40)).await?;
        }
        clockwork::tick(&self.app).await?;
        Ok(())
    }

    async fn vote(&self, sent: &Application, choice: &Choice, k: usize) -> Result<(), Unfilled> {
        let (app, by) = (&self.app, &self.team[k % self.team.len()]);
        review::claim(app, by, sent.reference.clone()).await?.map_err(refused)?;
        let (subject, letter) = review::draft_letter(app, sent, choice).await?.map(|letter| (letter.subject, letter.body)).unwrap_or_default();
        let motive = words::say(&format!("demo-motive-{}-{}", choice.code(), k % 2 + 1));
        // Confirming made a second version of it.
        let ballot = Ballot { choice: choice.clone(), motive, subject, letter, seen: sent.version + 1, rules: None };
        review::decide(app, by, sent.reference.clone(), ballot).await?.map_err(refused)?;
        Ok(())
    }

    /// The agent creates the last space ordered; of the last three, one fails, one is under way, one waits.
    async fn create(&mut self, at: Instant) -> Result<(), Unfilled> {
        self.at(at);
        let Some(agent) = &self.agent else { return Ok(()) };
        let place = self.slugs.len();
        if place == SPACES {
            return Ok(());
        }
        for (operation, space) in actions::operation::lease(&self.app, agent, Vec::new(), 1, 300).await? {
            if place + 1 == SPACES {
                continue;
            }
            if place + 2 == SPACES {
                let reason = "OCS answers 996: the instance has no database".to_owned();
                actions::operation::fail(&self.app, agent, operation.id, reason, true).await?.map_err(refused)?;
            } else {
                actions::operation::complete(&self.app, agent, operation.id, Some(credentials(&space.slug))).await?.map_err(refused)?;
            }
        }
        Ok(())
    }

    /// A few decisions of the last minutes, still to be undone; two dossiers in hand.
    async fn hold(&mut self, now: Instant) -> Result<(), Unfilled> {
        use crate::domain::application::Shelf;
        use crate::store::queue::{Query, lines};
        self.at(now - Duration::minutes(2));
        let query = Query::of(Some(Shelf::ToRead), self.team[0].id.clone(), now);
        let found = self.app.store.read(move |db| lines(db, &query, 40)).await.map_err(Failure::from)?;
        let chosen: Vec<_> = found.into_iter().skip(6).step_by(4).take(HELD + 2).collect();
        for (k, line) in chosen.into_iter().enumerate() {
            if k >= HELD {
                review::claim(&self.app, &self.team[k % 3], line.reference).await?.map_err(refused)?;
                continue;
            }
            let reference = line.reference.clone();
            let found = self.app.store.read(move |db| crate::store::application::by_reference(db, &reference)).await.map_err(Failure::from)?;
            let Some(mut sent) = found else { continue };
            sent.version -= 1;
            let choice = match sent.assessment.verdict {
                Verdict::Ineligible => Choice::Refuse { reasons: unfit(&sent) },
                _ if k % 2 == 0 => Choice::Accept,
                _ => Choice::Wait { priority: 1, because: Because::NoRoom },
            };
            self.vote(&sent, &choice, k).await?;
        }
        Ok(())
    }
}

/// The criteria that an application does not satisfy.
fn unfit(application: &Application) -> Vec<String> {
    application.assessment.findings.iter().filter(|f| f.outcome == Outcome::NotSatisfied).map(|f| f.criterion.clone()).collect()
}

/// Credentials as an agent would give them.
pub fn credentials(slug: &Slug) -> Credentials {
    Credentials { admin_login: "admin".into(), initial_password: format!("premier-pas-{slug}") }
}

/// A report of a space in use.
pub fn report(slug: Slug, storage_bytes: i64, accounts: i64, measured_at: Instant) -> UsageReport {
    UsageReport {
        slug,
        measured_at,
        storage_bytes,
        files_bytes: Some(storage_bytes / 100 * 80),
        versions_bytes: Some(storage_bytes / 100 * 14),
        trash_bytes: Some(storage_bytes / 100 * 6),
        accounts,
        last_login_at: Some(measured_at - Duration::hours(9)),
        last_token_use_at: None,
        last_file_change_at: Some(measured_at - Duration::hours(30)),
        last_share_hit_at: None,
        nextcloud_version: Some("32.0.1".into()),
    }
}

/// The form as the association would fill it. Its address is fictional.
fn answers(row: &Structure) -> Answers {
    let email = format!("contact@{}.example", row.slug);
    let mut answers = Answers::default();
    let fields = [
        ("organization_name", &row.organization_name),
        ("legal_form", &row.legal_form),
        ("country", &row.country),
        ("postcode", &row.postcode),
        ("town", &row.town),
        ("registration_kind", &row.registration_kind),
        ("registration_number", &row.registration_number),
        ("website", &row.website),
        ("purpose", &row.purpose),
        ("activities", &row.activities),
        ("field", &row.field),
        ("employees", &row.employees),
        ("members", &row.members),
        ("accounts", &row.accounts),
        ("storage", &row.storage),
        ("ease", &row.ease),
        ("suite", &row.suite),
        ("slug", &row.slug),
        ("email", &email),
    ];
    for (name, value) in fields {
        answers.0.insert(name.into(), vec![value.clone()]);
    }
    let uses = ["files", "office", "calendar", "tasks", "photos", "talk"];
    let some = uses.iter().skip(row.slug.len() % 3).step_by(1 + row.town.len() % 2).map(|one| (*one).to_owned());
    answers.0.insert("uses".into(), some.collect());
    for field in COMMITMENTS {
        answers.0.insert((*field).into(), vec!["yes".into()]);
    }
    answers
}
