//! The database: a pool of one connection, and one typed method for every function of the SQL
//! interface. A function is one statement, so it is one transaction; when its answer is here, it has
//! been committed.
//!
//! `query_typed` sends no prepared statement, so it works straight to PostgreSQL and through
//! PgBouncer in transaction pooling alike.

mod directory;
mod messages;
mod pages;
mod pool;
mod sessions;
mod spool;
mod voice;

pub use messages::NewMessage;
pub use pages::Turn;
pub use sessions::{Draft, NewSession};

use crate::config::WorkerConfig;
use crate::error::{Error, Refusal};
use crate::schema::CONDITION;
use pool::{Connections, Pool};
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, Row, error::SqlState};
use serde_json::{Value, json};

/// The pool, the connection taken from it, and the limits that the functions are told.
pub struct Database {
    config: Config,
    pool: Option<Pool>,
    connection: Option<r2d2::PooledConnection<Connections>>,
    limits: Value,
    hours: i32,
    ring_seconds: i32,
    server: String,
}

/// Who asks: the session that the URL names and the hashes of the credentials that came with it.
pub struct Asker<'a> {
    /// The session id.
    pub sid: &'a str,
    /// SHA-256 of each credential cookie.
    pub credentials: Vec<Vec<u8>>,
}

impl Database {
    /// Connects to nothing yet.
    #[must_use]
    pub fn new(config: &WorkerConfig) -> Database {
        Database {
            config: config.database.clone(),
            pool: None,
            connection: None,
            limits: json!({
                "sender": config.messages_per_minute,
                "pair": config.messages_per_pair_per_minute,
                "ring": config.ring_seconds,
                "hours": config.session_hours,
                "server": config.peers.own(),
                "lease": config.lease_seconds(),
            }),
            hours: config.session_hours,
            ring_seconds: config.ring_seconds,
            server: config.peers.own().to_owned(),
        }
    }

    /// The same records as their owner, for `pageboy sweep`.
    #[must_use]
    pub fn as_owner(config: &WorkerConfig, owner: postgres::Config) -> Database {
        Database { config: owner, ..Database::new(config) }
    }

    /// Connects, unless there is a connection that is not known to be broken.
    ///
    /// # Errors
    /// [`Error::Database`] when PostgreSQL cannot be reached within its connect timeout.
    pub fn connect(&mut self) -> Result<&mut Client, Error> {
        if self.connection.as_ref().is_some_and(|connection| connection.is_closed()) {
            self.connection = None;
        }
        if self.connection.is_none() {
            let pool = self.pool.get_or_insert_with(|| Pool::of_one(&self.config));
            match pool.take() {
                Ok(connection) => self.connection = Some(connection),
                Err(error) => {
                    // It would go on trying at its own, ever slower pace; whoever asks next tries at once.
                    self.pool = None;
                    return Err(error);
                }
            }
        }
        match self.connection.as_deref_mut() {
            Some(client) => Ok(client),
            None => Err(failed("connect", std::io::Error::other("no connection"))),
        }
    }

    /// Calls a function of the interface. When the connection turns out to be broken (PgBouncer was
    /// restarted while this worker waited) or to lead to a standby, it is made anew and the function called once more: every
    /// function does the same thing only once for the same identifiers.
    fn call(&mut self, function: &'static str, parameters: &[(&(dyn ToSql + Sync), Type)]) -> Result<Value, Error> {
        self.row(function, parameters)?.try_get(0).map_err(|source| failed(function, source))
    }

    fn row(&mut self, function: &'static str, parameters: &[(&(dyn ToSql + Sync), Type)]) -> Result<Row, Error> {
        let places: Vec<String> = (1..=parameters.len()).map(|place| format!("${place}")).collect();
        let statement = format!("SELECT pageboy.{function}({}) {CONDITION}", places.join(", "));
        let mut again = true;
        loop {
            let client = self.connect()?;
            match client.query_typed_one(&statement, parameters) {
                Ok(row) => return Ok(row),
                Err(error) if again && (error.is_closed() || lost(&error)) => {
                    again = false;
                    self.connection = None;
                    self.pool = None;
                }
                Err(error) => return Err(told(function, error)),
            }
        }
    }
}

fn text<'a>(value: &'a &'a str) -> (&'a (dyn ToSql + Sync), Type) {
    (value, Type::TEXT)
}

fn int(value: &i32) -> (&(dyn ToSql + Sync), Type) {
    (value, Type::INT4)
}

fn bytes<'a>(value: &'a Option<&'a [u8]>) -> (&'a (dyn ToSql + Sync), Type) {
    (value, Type::BYTEA)
}

fn jsonb(value: &Value) -> (&(dyn ToSql + Sync), Type) {
    (value, Type::JSONB)
}

fn credentials<'a>(asker: &'a Asker) -> (&'a (dyn ToSql + Sync), Type) {
    (&asker.credentials, Type::BYTEA_ARRAY)
}

/// A row of one column of bytes, as its bytes.
struct Received(Row);

impl AsRef<[u8]> for Received {
    fn as_ref(&self) -> &[u8] {
        self.0.try_get(0).unwrap_or_default()
    }
}

fn failed(operation: &'static str, source: impl std::error::Error + 'static) -> Error {
    Error::database(operation, &source)
}

/// PostgreSQL or PgBouncer ended the connection under us, or it leads to a server that takes no writes (any
/// more): a new one is made to the one that does. What the server says with a code of its
/// own about a query that it has begun is no loss of the connection.
fn lost(error: &postgres::Error) -> bool {
    match error.code() {
        Some(code) => {
            let gone = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::READ_ONLY_SQL_TRANSACTION];
            gone.contains(code) || code.code().starts_with("08")
        }
        None => std::error::Error::source(error).is_some_and(|source| source.is::<std::io::Error>()),
    }
}

/// The interface refuses with SQLSTATE `PB<status>`; anything else is a fault, and a function that is not there says that the
/// records belong to another program.
fn told(function: &'static str, error: postgres::Error) -> Error {
    match error.as_db_error() {
        Some(told) if told.code().code().starts_with("PB") => {
            let refusal = Refusal::of(told.message());
            match told.detail() {
                Some(seconds) if refusal.status == 429 => {
                    Error::Refused(refusal.clone().holding(seconds.parse().unwrap_or(60)))
                }
                Some(back) if !back.is_empty() => Error::Ended { refusal, back: back.to_owned() },
                _ => Error::Refused(refusal),
            }
        }
        // Nothing was called; inside of a function there would be a context.
        Some(told) if told.code() == &SqlState::UNDEFINED_FUNCTION && told.where_().is_none() => {
            Error::version(function, &error)
        }
        _ => failed(function, error),
    }
}
