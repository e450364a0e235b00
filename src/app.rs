//! App: what the house has in hand; passed to every door, never global.

use crate::clock::Clock;
use crate::domain::kinship::Lexicon;
use crate::domain::policy::Policy;
use crate::domain::values::Instant;
use crate::keys::Keys;
use crate::post::Mailer;
use crate::rules::Rules;
use crate::settings::{Mail, Settings};
use crate::store::{Open, Place, Store};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// The words of kinship, as they were last read.
    pub lexicon: Known,
    /// The rules, as they were last read.
    pub rules: Rules,
}

/// A lexicon kept between two readings, with the version it was read at.
#[derive(Clone, Default)]
pub struct Known(Arc<Mutex<Option<Versioned>>>);

/// A lexicon, and the version it was read at.
type Versioned = (i64, Arc<Lexicon>);

impl Known {
    /// The one kept, if it is of this version.
    pub fn of(&self, version: i64) -> Option<Arc<Lexicon>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(one, _)| *one == version).map(|(_, lexicon)| lexicon.clone())
    }
    /// Keeps another.
    pub fn keep(&self, version: i64, lexicon: Lexicon) -> Arc<Lexicon> {
        let lexicon = Arc::new(lexicon);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, lexicon.clone()));
        lexicon
    }
}

impl App {
    /// Opens all the house has, in the order of what may fail; the error is one clear line.
    pub fn open(settings: Settings, clock: Clock, how: Open) -> Result<Self, String> {
        if how == Open::Migrating && settings.database == Place::Sqlite("var/passeur.db".into()) {
            make(Path::new("var"))?;
        }
        let store = Store::open(&settings.database, how)?;
        if how == Open::Migrating {
            make_default_folders(&settings)?;
        }
        let keys = Keys::open(&settings.secret_file)?;
        let mailer = Mailer::open(&settings)?;
        Ok(Self { store, clock, settings: Arc::new(settings), keys, mailer, lexicon: Known::default(), rules: Rules::default() })
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The rules in force.
    pub fn policy(&self) -> Arc<Policy> {
        self.rules.at(self.now())
    }

    /// The same house at another time: the demo, tests.
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The same house with other rules: tests.
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { rules: Rules::beginning_with(policy), ..self }
    }
}

/// Makes the folders of the defaults, once the database is open; one that was named in a setting must exist already.
fn make_default_folders(settings: &Settings) -> Result<(), String> {
    if settings.secret_file == Path::new("var/secret") {
        make(Path::new("var"))?;
    }
    match &settings.mail {
        Mail::Folder(path) if path == Path::new("var/letters") => make(path),
        _ => Ok(()),
    }
}

fn make(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|e| format!("the folder {} cannot be made: {e}", folder.display()))
}
