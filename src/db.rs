//! The database: a pool of one connection, and one typed method for every function of the SQL
//! interface. A function is one statement, so it is one transaction; when its answer is here, it has
//! been committed.
//!
//! `query_typed` sends no prepared statement, so it works straight to PostgreSQL and through
//! PgBouncer in transaction pooling alike.

mod directory;

use crate::config::{CONNECT_MAX, WorkerConfig};
use crate::error::{Error, Refusal};
use crate::primary;
use crate::voice::Recording;
use bytes::Bytes;
use postgres::types::{ToSql, Type};
use postgres::{Client, Config, NoTls, Row, error::SqlState};
use r2d2_postgres::PostgresConnectionManager;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often to look whether connecting has failed meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

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

/// A message on its way in, with the identifiers minted for it beforehand, so that trying again
/// after a lost connection finds what the first try has done.
#[derive(Serialize)]
pub struct NewMessage<'a> {
    /// The recipient; `None` when it answers the message that the session's page shows.
    pub to: Option<&'a str>,
    /// The message that it answers, where the form says so.
    pub about: Option<&'a str>,
    /// Its words.
    pub text: &'a str,
    /// Its recording.
    pub voice: Option<&'a Recording>,
    /// The recording is the one that the session kept with its draft.
    pub kept: bool,
    /// Whether the sender calls it urgent.
    pub urgent: bool,
    /// The client's nonce: a retry with the same one makes no second message.
    pub nonce: &'a str,
    /// The new message's id.
    pub id: &'a str,
    /// The session id of the interruption that it may make.
    pub sid: &'a str,
    /// What the directory says of it, where the records have asked for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<Value>,
}

/// A half-written form.
pub struct Draft<'a> {
    /// The page that it is on; `None` for the one that the session is on.
    pub page: Option<&'a str>,
    /// Its fields.
    pub fields: &'a Value,
    /// Its nonce: a form that was sent already is not kept.
    pub nonce: Option<&'a str>,
    /// Somebody tried to send it, so the session turns back to it.
    pub tried: bool,
    /// The recording that came with it.
    pub voice: Option<&'a Recording>,
}

/// A new session and credential, minted for a log-in.
pub struct NewSession<'a> {
    /// The session id.
    pub sid: &'a str,
    /// SHA-256 of the credential.
    pub credential: &'a [u8],
}

/// Which page a session turns to before it is shown; empty for the one it is on.
#[derive(Clone, Copy, Default)]
pub struct Turn<'a> {
    /// The page's name.
    pub page: Option<&'a str>,
    /// The message that it is about.
    pub about: Option<&'a str>,
    /// Words to search for, among people or messages.
    pub search: &'a str,
    /// The inbox's cursor.
    pub before: Option<&'a str>,
    /// The recipient that the desk's form begins with.
    pub to: Option<&'a str>,
    /// A script asks how things stand; nobody is looking.
    pub follow: bool,
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
        let statement = format!("SELECT pageboy.{function}({})", places.join(", "));
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

    /// See `login_begin` in `sql/V2__registry_and_sessions.sql`.
    ///
    /// # Errors
    /// `too_many_logins`, or the database cannot be asked.
    pub fn login_begin(
        &mut self,
        party: &str,
        source: std::net::IpAddr,
        tries: i32,
        minutes: i32,
    ) -> Result<Value, Error> {
        self.call("login_begin", &[text(&party), (&source, Type::INET), int(&tries), int(&minutes)])
    }

    /// See `login_finish` in `sql/V2__registry_and_sessions.sql`.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn login_finish(
        &mut self,
        party: &str,
        source: std::net::IpAddr,
        derived: &[u8],
        new: &NewSession,
        previous: &[Vec<u8>],
    ) -> Result<Value, Error> {
        let (hours, server) = (self.hours, self.server.clone());
        self.call(
            "login_finish",
            &[
                text(&party),
                (&source, Type::INET),
                (&derived, Type::BYTEA),
                text(&new.sid),
                (&new.credential, Type::BYTEA),
                (&previous, Type::BYTEA_ARRAY),
                int(&hours),
                text(&server.as_str()),
            ],
        )
    }

    /// Ends every session and credential of the session's party.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn logout(&mut self, asker: &Asker) -> Result<Value, Error> {
        let hours = self.hours;
        self.call("logout", &[text(&asker.sid), credentials(asker), int(&hours)])
    }

    /// Writes the registry: `available`, `busy` or `away`.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn set_status(&mut self, asker: &Asker, status: &str) -> Result<Value, Error> {
        let (hours, ring) = (self.hours, self.ring_seconds);
        self.call("set_status", &[text(&asker.sid), credentials(asker), int(&hours), int(&ring), text(&status)])
    }

    /// No browser listens on this channel any more; tells which others its session has.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn stream_went(&mut self, channel: &str) -> Result<Value, Error> {
        self.call("stream_went", &[text(&channel)])
    }

    /// On which application server a session lives.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn server_of(&mut self, sid: &str) -> Result<Value, Error> {
        self.call("server_of", &[text(&sid)])
    }

    /// Gives another stream of the session's events a channel of its own.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn open_stream(&mut self, asker: &Asker, channel: &str) -> Result<Value, Error> {
        let hours = self.hours;
        self.call("open_stream", &[text(&asker.sid), credentials(asker), int(&hours), text(&channel)])
    }

    /// Keeps a half-written form.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn save_draft(&mut self, asker: &Asker, draft: &Draft) -> Result<Value, Error> {
        let hours = self.hours;
        self.call(
            "save_draft",
            &[
                text(&asker.sid),
                credentials(asker),
                int(&hours),
                (&draft.page, Type::TEXT),
                jsonb(draft.fields),
                (&draft.nonce, Type::TEXT),
                (&draft.tried, Type::BOOL),
                jsonb(&json!(draft.voice)),
                bytes(&draft.voice.map(|voice| &*voice.bytes)),
            ],
        )
    }

    /// The interruption that suspends the session, if any. `shown`: its window has just been looked at.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn pending(&mut self, asker: &Asker, shown: bool) -> Result<Value, Error> {
        let (hours, ring) = (self.hours, self.ring_seconds);
        self.call("pending", &[text(&asker.sid), credentials(asker), int(&hours), int(&ring), (&shown, Type::BOOL)])
    }

    /// A session sends, or answers the message that its page shows.
    ///
    /// # Errors
    /// `no_such_party`, `not_accepted`, `too_many_messages`, `nothing_to_answer`, a refusal of
    /// `enter`, or the database cannot be asked.
    pub fn send(&mut self, asker: &Asker, message: &NewMessage, draft: &Value) -> Result<Value, Error> {
        let (new, limits) = (json!(message), self.limits.clone());
        let voice = message.voice.map(|voice| &*voice.bytes);
        self.call(
            "send",
            &[text(&asker.sid), credentials(asker), jsonb(&new), jsonb(draft), jsonb(&limits), bytes(&voice)],
        )
    }

    /// A script sends with its party's token.
    ///
    /// # Errors
    /// `unknown_token`, `no_such_party`, `not_accepted`, `too_many_messages`, or the database
    /// cannot be asked.
    pub fn send_by_token(&mut self, token: &[u8], message: &NewMessage) -> Result<Value, Error> {
        let (new, limits) = (json!(message), self.limits.clone());
        let voice = message.voice.map(|voice| &*voice.bytes);
        self.call("send_by_token", &[(&token, Type::BYTEA), jsonb(&new), jsonb(&limits), bytes(&voice)])
    }

    /// What a message's recording is; without a message, the one of the draft on the session's page.
    ///
    /// # Errors
    /// `no_such_recording`, a refusal of `enter`, or the database cannot be asked.
    pub fn recording(&mut self, asker: &Asker, message: Option<&str>) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call("recording", &[text(&asker.sid), credentials(asker), jsonb(&limits), (&message, Type::TEXT)])
    }

    /// Some bytes of it, where the driver has received them: they are not copied.
    ///
    /// # Errors
    /// As [`Database::recording`].
    pub fn recording_part(
        &mut self,
        asker: &Asker,
        message: Option<&str>,
        part: std::ops::Range<usize>,
    ) -> Result<Bytes, Error> {
        let (function, hours) = ("recording_part", self.hours);
        let number = |number: usize| i32::try_from(number).map_err(|error| failed(function, error));
        let (skip, count) = (number(part.start)?, number(part.len())?);
        let asked =
            [text(&asker.sid), credentials(asker), int(&hours), (&message as _, Type::TEXT), int(&skip), int(&count)];
        let row = self.row(function, &asked)?;
        row.try_get::<_, &[u8]>(0).map_err(|source| failed(function, source))?;
        Ok(Bytes::from_owner(Received(row)))
    }

    /// The recipient has listened to a message to its end.
    ///
    /// # Errors
    /// `no_such_recording`, a refusal of `enter`, or the database cannot be asked.
    pub fn heard(&mut self, asker: &Asker, message: &str) -> Result<Value, Error> {
        let hours = self.hours;
        self.call("heard", &[text(&asker.sid), credentials(asker), int(&hours), text(&message)])
    }

    /// Is this anybody's token?
    ///
    /// # Errors
    /// `unknown_token`, or the database cannot be asked.
    pub fn know_token(&mut self, token: &[u8]) -> Result<Value, Error> {
        self.call("know_token", &[(&token, Type::BYTEA)])
    }

    /// What is to be pushed so that an interruption rings.
    ///
    /// # Errors
    /// `no_such_page`, or the database cannot be asked.
    pub fn ring(&mut self, sid: &str) -> Result<Value, Error> {
        let ring = self.ring_seconds;
        self.call("ring", &[text(&sid), int(&ring)])
    }

    /// nginx has told that a browser received the interruption.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn reached(&mut self, sid: &str) -> Result<Value, Error> {
        self.call("reached", &[text(&sid)])
    }

    /// Closes an interruption and tells where its party goes on.
    ///
    /// # Errors
    /// `rang_too_long`, `session_ended`, a refusal of `enter`, or the database cannot be asked.
    pub fn resume(&mut self, asker: &Asker, new_sid: &str) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call("resume", &[text(&asker.sid), credentials(asker), text(&new_sid), jsonb(&limits)])
    }

    /// Deletes a message from the party's mailbox.
    ///
    /// # Errors
    /// `no_such_message`, a refusal of `enter`, or the database cannot be asked.
    pub fn delete_message(&mut self, asker: &Asker, message: &str) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call("delete_message", &[text(&asker.sid), credentials(asker), jsonb(&limits), text(&message)])
    }

    /// Who may reach the party, and who may be urgent; `None` leaves it as it is.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn save_settings(
        &mut self,
        asker: &Asker,
        accept: Option<&[String]>,
        urgent: Option<&[String]>,
        draft: &Value,
    ) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call(
            "save_settings",
            &[
                text(&asker.sid),
                credentials(asker),
                jsonb(&limits),
                (&accept, Type::TEXT_ARRAY),
                (&urgent, Type::TEXT_ARRAY),
                jsonb(draft),
            ],
        )
    }

    /// One party's availability, or, without one, everybody's: those that are found and the selected one.
    ///
    /// # Errors
    /// `no_such_party`, a refusal of `enter`, or the database cannot be asked.
    pub fn read_registry(
        &mut self,
        asker: &Asker,
        party: Option<&str>,
        search: &str,
        selected: &str,
    ) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call(
            "read_registry",
            &[
                text(&asker.sid),
                credentials(asker),
                jsonb(&limits),
                (&party, Type::TEXT),
                text(&search),
                text(&selected),
            ],
        )
    }

    /// All that the session's page shows. `mail`: what IMAP told of the inbox, once the database has asked.
    ///
    /// # Errors
    /// `no_such_message`, a refusal of `enter`, or the database cannot be asked.
    pub fn show(&mut self, asker: &Asker, turn: &Turn, mail: Option<&Value>) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call(
            "show",
            &[
                text(&asker.sid),
                credentials(asker),
                jsonb(&limits),
                (&turn.page, Type::TEXT),
                (&turn.about, Type::TEXT),
                text(&turn.search),
                (&turn.before, Type::TEXT),
                (&turn.to, Type::TEXT),
                (&turn.follow, Type::BOOL),
                (&mail, Type::JSONB),
            ],
        )
    }

    /// The spool's work that this process has claimed, as far as it can be done now.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_work(&mut self, claim: &str) -> Result<Value, Error> {
        self.call("spool_work", &[text(&claim)])
    }

    /// The recording that a row of the spool puts into a mailbox; empty when the row is not this claim's any more.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_voice(&mut self, claim: &str, position: i64) -> Result<Bytes, Error> {
        let row = self.row("spool_voice", &[text(&claim), (&position, Type::INT8)])?;
        Ok(Bytes::from_owner(Received(row)))
    }

    /// What came of a row of the spool. See `spool_done` in `sql/V6__spool.sql`.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_done(&mut self, claim: &str, position: i64, problem: Option<&str>, how: &str) -> Result<Value, Error> {
        self.call("spool_done", &[text(&claim), (&position, Type::INT8), (&problem, Type::TEXT), text(&how)])
    }

    /// Claims what is due for the next mailbox after `after`. Only the owner of the records may.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_sweep(&mut self, after: &str, lease: i32) -> Result<Value, Error> {
        self.call("spool_sweep", &[text(&after), int(&lease)])
    }

    /// See `sweep` in `sql/V4__pages.sql`.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn sweep(&mut self) -> Result<Value, Error> {
        let ring = self.ring_seconds;
        self.call("sweep", &[int(&ring)])
    }

    /// Does the database answer?
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn health(&mut self) -> Result<Value, Error> {
        self.call("health", &[])
    }

    /// Can the records be written? They cannot on a standby, or on a full disk.
    ///
    /// # Errors
    /// The database cannot be asked, or refuses to write.
    pub fn write_test(&mut self) -> Result<Value, Error> {
        self.call("write_test", &[])
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

/// A row of one column of bytes, as its bytes.
struct Received(Row);

impl AsRef<[u8]> for Received {
    fn as_ref(&self) -> &[u8] {
        self.0.try_get(0).unwrap_or_default()
    }
}

fn jsonb(value: &Value) -> (&(dyn ToSql + Sync), Type) {
    (value, Type::JSONB)
}

fn credentials<'a>(asker: &'a Asker) -> (&'a (dyn ToSql + Sync), Type) {
    (&asker.credentials, Type::BYTEA_ARRAY)
}

/// A pool of one: a process that answers one request needs one connection, no test of it and no
/// upkeep. r2d2 would try again and again to connect until its time is over; whoever waits here is told
/// at once why it does not work.
struct Pool {
    connections: r2d2::Pool<Connections>,
    problem: Arc<Mutex<Option<Error>>>,
}

impl Pool {
    fn of_one(config: &Config) -> Pool {
        let problem = Arc::new(Mutex::new(None));
        let connections = r2d2::Pool::builder()
            .max_size(1)
            .test_on_check_out(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .thread_pool(Arc::new(scheduled_thread_pool::ScheduledThreadPool::new(1)))
            .error_handler(Box::new(Remember(Arc::clone(&problem))))
            .build_unchecked(Connections::to(config));
        Pool { connections, problem }
    }

    fn take(&self) -> Result<r2d2::PooledConnection<Connections>, Error> {
        // Connecting has this limit itself, and then knows why.
        let deadline = Instant::now() + CONNECT_MAX + 10 * LOOK_AGAIN;
        loop {
            match self.connections.get_timeout(LOOK_AGAIN) {
                Ok(connection) => return Ok(connection),
                Err(timeout) => {
                    let problem = self.problem.lock().unwrap_or_else(PoisonError::into_inner).take();
                    if let Some(problem) = problem {
                        return Err(problem);
                    }
                    if Instant::now() >= deadline {
                        return Err(failed("connect", timeout));
                    }
                }
            }
        }
    }
}

/// Keeps the last reason why a connection could not be made.
#[derive(Debug)]
struct Remember(Arc<Mutex<Option<Error>>>);

impl r2d2::HandleError<Error> for Remember {
    fn handle_error(&self, error: Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }
}

/// How the pool makes its connection: as `r2d2_postgres` does, to the server that takes writes.
struct Connections {
    config: Config,
    manager: PostgresConnectionManager<NoTls>,
}

impl Connections {
    fn to(config: &Config) -> Connections {
        Connections { config: config.clone(), manager: PostgresConnectionManager::new(config.clone(), NoTls) }
    }
}

impl r2d2::ManageConnection for Connections {
    type Connection = Client;
    type Error = Error;

    fn connect(&self) -> Result<Client, Error> {
        primary::connect(&self.config)
    }

    fn is_valid(&self, client: &mut Client) -> Result<(), Error> {
        self.manager.is_valid(client).map_err(|source| failed("connect", source))
    }

    fn has_broken(&self, client: &mut Client) -> bool {
        self.manager.has_broken(client)
    }
}

fn failed(operation: &'static str, source: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Database { operation, source: Box::new(source) }
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

/// The interface refuses with SQLSTATE `PB<status>`; anything else is a fault.
fn told(function: &'static str, error: postgres::Error) -> Error {
    match error.as_db_error() {
        Some(told) if told.code().code().starts_with("PB") => {
            let refusal = Refusal::of(told.message());
            match told.detail() {
                Some(back) if !back.is_empty() => Error::Ended { refusal, back: back.to_owned() },
                _ => Error::Refused(refusal),
            }
        }
        _ => failed(function, error),
    }
}
