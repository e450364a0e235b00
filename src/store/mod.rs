//! What we remember: every line of SQL in the house, one file a noun.
//!
//! Two ways in. [`Store::read`] hands a [`Db`]; [`Store::write`] hands a [`Tx`], the proof of being inside the one write
//! transaction, and only it makes one. Both run off the async threads. To add a noun: a migration, its table in `schema.rs`,
//! a file here whose functions take `&mut Db` to read and `&mut Tx` to write.

pub mod dialect;
pub mod schema;

pub mod access;
pub mod address;
pub mod alternative;
pub mod application;
pub mod archive;
pub mod calibration;
pub mod catch;
pub mod comparison;
pub mod contact;
pub mod decision;
pub mod digest;
pub mod draft;
pub mod figures;
pub mod kin_word;
pub mod kinship;
pub mod life;
pub mod limits;
pub mod link;
pub mod live;
pub mod memory;
pub mod message;
pub mod network;
pub mod note;
pub mod notice;
pub mod operation;
pub mod outbox;
pub mod outcome;
pub mod policy;
pub mod queue;
pub mod second_factor;
pub mod second_look;
pub mod session;
pub mod sieve;
pub mod space;
pub mod spaces;
pub mod suite;
pub mod tally;
pub mod team;
pub mod token;
pub mod trace;
pub mod usage;
pub mod view;
pub mod volunteer;
pub mod waiting;
pub mod wording;

pub use dialect::{At, Conn, Place, SchemaState};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// A failure of the store. Its text holds no value of any row.
#[derive(Debug)]
pub enum Error {
    /// The database refused or failed.
    Database(diesel::result::Error),
    /// No connection could be had.
    Connection(String),
    /// A row does not read as what it should be.
    Corrupt(&'static str),
    /// The work was cut short (a panic, or the server stopping).
    Stopped,
    /// A piece that other layers could not make, so that the transaction rolls back.
    Given(&'static str, String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            // The server's own message would quote the values of the row.
            Self::Database(diesel::result::Error::DatabaseError(kind, info)) => {
                write!(f, "database: {kind:?}, table {:?}, constraint {:?}", info.table_name(), info.constraint_name())?;
                match kind {
                    diesel::result::DatabaseErrorKind::Unknown => write!(f, ": {}", info.message()),
                    _ => Ok(()),
                }
            }
            Self::Database(error) => write!(f, "database: {error}"),
            Self::Connection(why) => write!(f, "no connection to the database: {why}"),
            Self::Corrupt(what) => write!(f, "a stored {what} does not read"),
            Self::Stopped => f.write_str("work on the database was cut short"),
            Self::Given(what, why) => write!(f, "{what}: {why}"),
        }
    }
}
impl std::error::Error for Error {}
impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}
/// A result of the store.
pub type Result<T> = std::result::Result<T, Error>;

/// Reading: a connection for the time of a closure.
pub struct Db<'c>(&'c mut Conn);

/// Writing: the proof of being inside the one write transaction.
pub struct Tx<'c>(Db<'c>);

impl Deref for Db<'_> {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        self.0
    }
}
impl DerefMut for Db<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.0
    }
}
impl<'c> Deref for Tx<'c> {
    type Target = Db<'c>;
    fn deref(&self) -> &Db<'c> {
        &self.0
    }
}
impl<'c> DerefMut for Tx<'c> {
    fn deref_mut(&mut self) -> &mut Db<'c> {
        &mut self.0
    }
}

/// May opening create a database that is not there?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// Yes, and bring its schema up to date: `serve`, `demo`, `migrate`.
    Migrating,
    /// No: every other command.
    Existing,
}

/// The database, shared by all who need it.
#[derive(Clone)]
pub struct Store {
    readers: r2d2::Pool<Place>,
    writer: r2d2::Pool<Place>,
    reading: Arc<Semaphore>,
    writing: Arc<Semaphore>,
}

impl Store {
    /// Opens the database; the error is one clear line.
    pub fn open(place: &Place, how: Open) -> std::result::Result<Self, String> {
        let name = place.name();
        if let Place::Sqlite(path) = place {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            if how == Open::Existing && !path.is_file() {
                return Err(format!("there is no database at {name}: `passeur serve` or `passeur migrate` makes it"));
            }
            if folder.is_some_and(|folder| !folder.is_dir()) {
                return Err(format!("the folder of the database {name} does not exist"));
            }
        }
        let mut first =
            r2d2::ManageConnection::connect(place).map_err(|e| format!("the database {name} cannot be opened: {}", one_line(&e.to_string())))?;
        match dialect::schema_state(&mut first).map_err(|e| format!("the database {name} cannot be read: {}", one_line(&e)))? {
            SchemaState::TooNew => return Err(format!("the database {name} was written by a newer Passeur: use that version, or a backup")),
            SchemaState::Behind if how == Open::Existing => return Err(format!("the database {name} is not up to date: run `passeur migrate`")),
            SchemaState::Behind => {
                dialect::migrate(&mut first).map_err(|e| format!("the database {name} cannot be migrated: {}", one_line(&e)))?;
            }
            SchemaState::Current => {}
        }
        drop(first);
        let pool = |size: u32| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(0))
                .idle_timeout(None)
                .max_lifetime(None)
                .test_on_check_out(matches!(place, Place::Postgres(_)))
                .connection_timeout(Duration::from_secs(5))
                .error_handler(Box::new(r2d2::NopErrorHandler))
                .build_unchecked(place.clone())
        };
        Ok(Self {
            readers: pool(place.readers()),
            writer: pool(1),
            reading: Arc::new(Semaphore::new(place.readers() as usize)),
            writing: Arc::new(Semaphore::new(1)),
        })
    }

    #[expect(clippy::disallowed_methods, reason = "one of the two ways into the store")]
    /// Reads, off the async threads. The store's other readers and its writer go on meanwhile.
    pub async fn read<T, E>(&self, work: impl FnOnce(&mut Db<'_>) -> std::result::Result<T, E> + Send + 'static) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let turn = self.reading.clone().acquire_owned().await.map_err(|_| Error::Stopped)?;
        let pool = self.readers.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut conn = pool.get().map_err(|e| Error::Connection(one_line(&e.to_string())))?;
            work(&mut Db(&mut conn))
        });
        done.await.map_err(|_| Error::Stopped)?
    }

    #[expect(clippy::disallowed_methods, reason = "one of the two ways into the store")]
    /// Writes in the one write transaction, off the async threads: all of `work`, or nothing where it gives an `Err`.
    pub async fn write<T, E>(&self, work: impl FnOnce(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        // Waiting happens on the async side, so that no thread sits idle; the permit goes along, so that a caller
        // who gives up (a closed browser) does not let a second writer in.
        let turn = self.writing.clone().acquire_owned().await.map_err(|_| Error::Stopped)?;
        let pool = self.writer.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut conn = pool.get().map_err(|e| Error::Connection(one_line(&e.to_string())))?;
            dialect::write(&mut conn, |conn| work(&mut Tx(Db(conn))).map_err(Failed::Work)).map_err(|failed| match failed {
                Failed::Work(error) => error,
                Failed::Database(error) => Error::Database(error).into(),
            })
        });
        done.await.map_err(|_| Error::Stopped)?
    }

    #[expect(clippy::disallowed_methods, reason = "outside any transaction, as cleaning up must be")]
    /// Leaves nothing readable of what was deleted, in the file of the database or beside it; `false` when someone was reading and
    /// it must be done again.
    pub async fn scrub(&self) -> Result<bool> {
        let turn = self.writing.clone().acquire_owned().await.map_err(|_| Error::Stopped)?;
        let pool = self.writer.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut conn = pool.get().map_err(|e| Error::Connection(one_line(&e.to_string())))?;
            dialect::scrub(&mut conn).map_err(Error::Database)
        });
        done.await.map_err(|_| Error::Stopped)?
    }
}

/// Why a write did not happen: the caller's own error, or the transaction's.
enum Failed<E> {
    Work(E),
    Database(diesel::result::Error),
}
impl<E> From<diesel::result::Error> for Failed<E> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

/// Drivers answer in several lines, sometimes; a message has one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// JSON of a domain value, as stored.
fn to_json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::Corrupt("value"))
}
/// A domain value from its stored JSON; `what` names it in the error.
fn from_json<T: serde::de::DeserializeOwned>(text: &str, what: &'static str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::Corrupt(what))
}
/// A domain value from its stored text.
fn from_text<T: TryFrom<String>>(text: String, what: &'static str) -> Result<T> {
    T::try_from(text).map_err(|_| Error::Corrupt(what))
}
