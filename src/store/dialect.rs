//! The only file that knows there are two databases: the connection, how it opens, how a write begins, the migrations,
//! and the SQL types that must read and write the same on both.
//!
//! What one engine does much better than the other (full-text search, say) gets one function here, with one arm each.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::backend::Backend;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::r2d2::R2D2Connection;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Text, Timestamp};
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::path::PathBuf;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Any number: servers of Passeur that share a PostgreSQL agree on it to write one at a time.
const WRITE_LOCK: i64 = 0x0050_4153_5345_5552;
/// The same, held while migrating.
const MIGRATION_LOCK: i64 = WRITE_LOCK + 1;

#[allow(missing_docs, reason = "the derive makes public items of its own")]
mod either {
    use diesel::{PgConnection, SqliteConnection};

    /// A connection to either database; SQLite is compiled in.
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        Pg(PgConnection),
        Sqlite(SqliteConnection),
    }
}
pub use either::Conn;
pub(super) use either::MultiBackend;

/// Where the database is, read from its URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file.
    Sqlite(PathBuf),
    /// A server, with its whole URL (which may hold a password: never shown).
    Postgres(String),
}

impl Place {
    /// Reads `sqlite:PATH`, `postgres://…` or `postgresql://…`; anything else is refused.
    pub fn parse(url: &str) -> Result<Self, String> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let path = path.split('?').next().unwrap_or_default();
            if path.is_empty() || path == ":memory:" {
                return Err("names no file after `sqlite:`".into());
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.into()));
        }
        let scheme = url.split_once(':').map_or(url, |(scheme, _)| scheme);
        Err(format!("scheme {scheme:?} is not known: use sqlite:FILE or postgres://…"))
    }

    /// Connections that may read at once.
    pub fn readers(&self) -> u32 {
        match self {
            Self::Sqlite(_) => 4,
            Self::Postgres(_) => 8,
        }
    }

    /// How the place is named in messages: never with a password.
    pub fn name(&self) -> String {
        match self {
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres(url) => match url::Url::parse(url) {
                Ok(url) => format!("{}{}", url.host_str().unwrap_or("local socket"), url.path()),
                Err(_) => "PostgreSQL".into(),
            },
        }
    }

    fn open(&self) -> ConnectionResult<Conn> {
        match self {
            Self::Postgres(url) => PgConnection::establish(url).map(Conn::Pg),
            Self::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
                // busy_timeout first: switching to WAL needs a lock.
                conn.batch_execute(
                    "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; \
                     PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000;",
                )
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(Conn::Sqlite(conn))
            }
        }
    }
}

impl r2d2::ManageConnection for Place {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;
    fn connect(&self) -> Result<Conn, Self::Error> {
        self.open().map_err(diesel::r2d2::Error::ConnectionError)
    }
    fn is_valid(&self, conn: &mut Conn) -> Result<(), Self::Error> {
        match conn {
            Conn::Pg(pg) => pg.ping().map_err(diesel::r2d2::Error::QueryError),
            Conn::Sqlite(_) => Ok(()),
        }
    }
    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// Runs `work` in a transaction that is the only one writing, on either database: SQLite takes its write lock at the
/// start, PostgreSQL waits for one advisory lock. An `Err` rolls back.
pub fn write<T, E: From<diesel::result::Error>>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    match conn {
        Conn::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE")?,
        Conn::Pg(pg) => {
            AnsiTransactionManager::begin_transaction(pg)?;
            let locked = diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<diesel::sql_types::BigInt, _>(WRITE_LOCK).execute(pg);
            if let Err(error) = locked {
                let _ = AnsiTransactionManager::rollback_transaction(pg);
                return Err(error.into());
            }
        }
    }
    match work(conn) {
        Ok(value) => {
            <Conn as Connection>::TransactionManager::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => match <Conn as Connection>::TransactionManager::rollback_transaction(conn) {
            Ok(()) | Err(diesel::result::Error::BrokenTransactionManager) => Err(error),
            Err(rollback) => Err(rollback.into()),
        },
    }
}

/// Leaves nothing readable of deleted rows; `false` when it must be done again. SQLite overwrites what it deletes
/// (`secure_delete`), but its write-ahead log still holds the pages as they were: it is copied back and cut to nothing.
/// PostgreSQL keeps dead rows until a vacuum.
pub fn scrub(conn: &mut Conn) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Checkpoint {
        #[diesel(sql_type = diesel::sql_types::Integer)]
        busy: i32,
    }
    match conn {
        Conn::Sqlite(sqlite) => {
            let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(sqlite)?;
            Ok(done.busy == 0)
        }
        Conn::Pg(pg) => {
            // One statement at a time: several in one string would be a transaction.
            for table in ["applications", "drafts", "letters", "messages", "decisions"] {
                pg.batch_execute(&format!("VACUUM {table}"))?;
            }
            Ok(true)
        }
    }
}

/// What the schema of an opened database is, next to what this binary knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaState {
    /// All migrations are applied.
    Current,
    /// Some are missing.
    Behind,
    /// It has migrations that this binary does not know.
    TooNew,
}

/// Compares the applied migrations with the embedded ones.
pub fn schema_state(conn: &mut Conn) -> Result<SchemaState, String> {
    let ours: Vec<String> = diesel::migration::MigrationSource::<MultiBackend>::migrations(&MIGRATIONS)
        .map_err(|e| e.to_string())?
        .iter()
        .map(|m| m.name().version().to_string())
        .collect();
    let applied: Vec<String> = match MigrationHarness::<MultiBackend>::applied_migrations(conn) {
        Ok(versions) => versions.iter().map(ToString::to_string).collect(),
        Err(error) => return Err(error.to_string()),
    };
    Ok(if applied.iter().any(|version| !ours.contains(version)) {
        SchemaState::TooNew
    } else if applied.len() < ours.len() {
        SchemaState::Behind
    } else {
        SchemaState::Current
    })
}

/// Applies what is missing; one server at a time on PostgreSQL. Gives how many were applied.
pub fn migrate(conn: &mut Conn) -> Result<usize, String> {
    if let Conn::Pg(pg) = conn {
        advisory(pg, "SELECT pg_advisory_lock($1)")?;
    }
    let done = conn.run_pending_migrations(MIGRATIONS).map(|versions| versions.len()).map_err(|e| e.to_string());
    let done = done.and_then(|count| prepare_search(conn).map(|()| count).map_err(|e| e.to_string()));
    if let Conn::Pg(pg) = conn {
        advisory(pg, "SELECT pg_advisory_unlock($1)")?;
    }
    done
}

fn advisory(pg: &mut PgConnection, sql: &str) -> Result<(), String> {
    let done = diesel::sql_query(sql).bind::<diesel::sql_types::BigInt, _>(MIGRATION_LOCK).execute(pg);
    done.map(|_| ()).map_err(|e| e.to_string())
}

/// What full-text search needs besides the tables: each engine has its own. Made once, after the migrations, and filled from what
/// is there; from then on the engine keeps it by itself.
fn prepare_search(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(sqlite) => sqlite.batch_execute(include_str!("search_sqlite.sql")),
        Conn::Pg(pg) => pg.batch_execute(include_str!("search_postgres.sql")),
    }
}

/// Words to find, as the engine reads them: each is the beginning of a word.
pub struct Search {
    sqlite: bool,
    /// What is bound to the filter.
    pub pattern: String,
}

impl Search {
    /// These words, all of them; they hold letters and digits only.
    pub fn of(conn: &Conn, words: &[&str]) -> Self {
        let sqlite = matches!(conn, Conn::Sqlite(_));
        let pattern = match sqlite {
            true => words.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" "),
            false => words.iter().map(|word| format!("'{word}':*")).collect::<Vec<_>>().join(" & "),
        };
        Self { sqlite, pattern }
    }

    /// The condition on `applications`, its pattern to be bound after it: the index gathers the hits.
    pub fn filter(&self) -> &'static str {
        match self.sqlite {
            true => {
                "applications.id IN (SELECT k.application_id FROM search_keys k WHERE k.n IN (SELECT rowid FROM search_words WHERE search_words MATCH "
            }
            false => "applications.found @@ (to_tsquery('simple', ",
        }
    }

    /// What closes the condition.
    pub fn end(&self) -> &'static str {
        "))"
    }
}

/// How many applications the words hit, `most` at most.
pub fn hits(conn: &mut Conn, search: &Search, most: i64) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Hits {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let hits: Hits = match conn {
        Conn::Sqlite(sqlite) => {
            let found = "SELECT count(*) AS n FROM (SELECT 1 FROM search_words WHERE search_words MATCH ? LIMIT ?)";
            diesel::sql_query(found).bind::<Text, _>(&search.pattern).bind::<diesel::sql_types::BigInt, _>(most).get_result(sqlite)?
        }
        Conn::Pg(pg) => {
            let found = "SELECT count(*) AS n FROM (SELECT 1 FROM applications WHERE found @@ to_tsquery('simple', $1) LIMIT $2) f";
            diesel::sql_query(found).bind::<Text, _>(&search.pattern).bind::<diesel::sql_types::BigInt, _>(most).get_result(pg)?
        }
    };
    Ok(hits.n)
}

/// An instant as a column: whole seconds of UTC; fixed-width text on SQLite, so that text order is time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub struct At(pub DateTime<Utc>);

const WRITTEN: &str = "%Y-%m-%d %H:%M:%S";

impl At {
    /// An instant of the domain, cut to whole seconds.
    pub fn of(instant: DateTime<Utc>) -> Self {
        use chrono::SubsecRound;
        Self(instant.trunc_subsecs(0))
    }
    /// The written form on SQLite, read without trying formats: this is on the path of every list.
    fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| -> Option<u32> {
            bytes.get(from..to)?.iter().try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
        };
        let day = chrono::NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
        Some(Self(day.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?.and_utc()))
    }
}
impl ToSql<Timestamp, Pg> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Timestamp, Pg>::to_sql(&self.0.naive_utc(), &mut out.reborrow())
    }
}
impl ToSql<Timestamp, Sqlite> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.format(WRITTEN).to_string());
        Ok(IsNull::No)
    }
}
impl ToSql<Timestamp, MultiBackend> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Timestamp, self));
        Ok(IsNull::No)
    }
}
impl FromSql<Timestamp, Pg> for At {
    fn from_sql(raw: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <NaiveDateTime as FromSql<Timestamp, Pg>>::from_sql(raw).map(|naive| Self(naive.and_utc()))
    }
}
impl FromSql<Timestamp, Sqlite> for At {
    fn from_sql(raw: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(raw)?;
        Self::read(&text).ok_or_else(|| "not an instant".into())
    }
}
impl FromSql<Timestamp, MultiBackend> for At {
    fn from_sql(raw: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        raw.from_sql::<Self, Timestamp>()
    }
}
