//! App: what the house has in hand; passed to every door, never global.

use crate::clock::Clock;
use crate::domain::policy::Policy;
use crate::domain::values::Instant;
use crate::keys::Keys;
use crate::post::Mailer;
use crate::settings::{Mail, Settings};
use crate::store::{Open, Place, Store};
use std::sync::Arc;

/// What any door may reach. Cloning shares it.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// How the house is installed.
    pub settings: Arc<Settings>,
    /// What only this house can do.
    pub keys: Keys,
    /// Where letters leave.
    pub mailer: Mailer,
    policy: Arc<Policy>,
}

impl App {
    /// Opens all the house has, in the order of what may fail; the error is one clear line.
    pub fn open(settings: Settings, clock: Clock, how: Open) -> Result<Self, String> {
        if how == Open::Migrating {
            make_default_folders(&settings)?;
        }
        let store = Store::open(&settings.database, how)?;
        let keys = Keys::open(&settings.secret_file)?;
        let mailer = Mailer::open(&settings)?;
        Ok(Self { store, clock, settings: Arc::new(settings), keys, mailer, policy: Arc::default() })
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The rules in force.
    pub fn policy(&self) -> Arc<Policy> {
        self.policy.clone()
    }

    /// The same house at another time: the demo, tests.
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The same house with other rules: tests.
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy: Arc::new(policy), ..self }
    }
}

/// Makes `var/` where the defaults live there; a folder that was named in a setting must exist already.
fn make_default_folders(settings: &Settings) -> Result<(), String> {
    let make = |path: &std::path::Path| std::fs::create_dir_all(path).map_err(|e| format!("the folder {} cannot be made: {e}", path.display()));
    if settings.database == Place::Sqlite("var/passeur.db".into()) || settings.secret_file == std::path::Path::new("var/secret") {
        make(std::path::Path::new("var"))?;
    }
    match &settings.mail {
        Mail::Folder(path) if path.as_path() == std::path::Path::new("var/letters") => make(path),
        _ => Ok(()),
    }
}
