//! Configuration: one commented file, each option also as an environment variable `PAGEBOY_<KEY>`,
//! which wins. Every role of a process gets a struct of its own with only what it needs; secrets
//! are in files of their own, which only a worker and the commands ever open.

mod connection;
mod imap;
mod ldap;
mod options;

pub use imap::{ImapConfig, Security, is_folder};

use crate::directory::ldap::LdapConfig;
use crate::error::{Error, Refusal};
use crate::peers::Peers;
use crate::voice;
use connection::connection;
use ldap::ldap;
use options::{Options, peers, read_options};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::time::Duration;

/// Where the configuration is when `PAGEBOY_CONFIG` does not say otherwise.
pub const DEFAULT_FILE: &str = "/etc/pageboy/pageboy.toml";

/// How long connecting to the database may take, all of its servers together.
pub const CONNECT_MAX: Duration = Duration::from_secs(3);

/// How the waiting browsers are told.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PushKind {
    /// nginx with the nchan module holds an event stream for every page.
    Nchan,
    /// Pages ask every few seconds; for Apache, lighttpd, and nginx without nchan.
    Poll,
}

/// Where people come from.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DirectoryKind {
    /// The records themselves; `pageboy party` adds people.
    Sql,
    /// An LDAP server.
    Ldap,
}

impl DirectoryKind {
    /// Its name, as in the configuration and in the records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DirectoryKind::Sql => "sql",
            DirectoryKind::Ldap => "ldap",
        }
    }
}

/// Where messages live.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MailboxKind {
    /// In the database.
    Sql,
    /// In the parties' mailboxes on an IMAP server.
    Imap,
}

impl MailboxKind {
    /// Its name, as in the configuration and in the table `installation`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MailboxKind::Sql => "sql",
            MailboxKind::Imap => "imap",
        }
    }
}

/// Whether a worker gives up what it does not need.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SandboxKind {
    /// As much of it as the kernel knows how to take.
    Auto,
    /// It does, and does not work where the kernel cannot take all of it.
    Required,
    /// It does not.
    Off,
}

/// How much may be posted in one request, and what is said of more.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimit {
    /// In bytes, everything together.
    pub bytes: usize,
    voice: Option<voice::Limits>,
}

impl BodyLimit {
    fn of(body_bytes: usize, voice: Option<voice::Limits>) -> BodyLimit {
        BodyLimit { bytes: body_bytes + voice.map_or(0, |voice| voice.bytes), voice }
    }

    /// The refusal of what is larger.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        self.voice.map_or_else(|| Refusal::of("too_large"), |voice| voice.too_large())
    }
}

/// For the master: where to listen, how many children to keep, no secret.
#[derive(Clone, Debug)]
pub struct MasterConfig {
    /// The listening socket's path, when the master binds it itself.
    pub socket: PathBuf,
    /// Permission bits of that socket.
    pub socket_mode: u32,
    /// Group of that socket; empty leaves it as it is.
    pub socket_group: String,
    /// The user to become when started by root; empty stays who we are.
    pub user: String,
    /// Warm workers kept waiting.
    pub spares: usize,
    /// Waiting and busy workers together, at most.
    pub workers_max: usize,
    /// How long a request may wait for a worker.
    pub queue_seconds: u64,
    /// How long a worker may take for a request.
    pub request_seconds: u64,
    /// Recordings taken in at once; 0 lets the machine decide.
    pub uploads_max: usize,
    /// How much memory a worker may map, in MiB.
    pub memory_max_mib: u64,
    /// The largest request body, in bytes.
    pub body_bytes: usize,
    /// The longest and the largest recording.
    pub voice: voice::Limits,
    /// The folder of the Handlebars templates.
    pub templates: PathBuf,
    /// Where nginx serves CSS and JavaScript; empty for `<base>/static`.
    pub static_url: String,
    /// `error`, `warn`, `info`, `debug` or `trace`.
    pub log_level: String,
    /// What a worker makes its own configuration of, so that a file being edited disturbs nobody.
    options: Options,
}

/// For the front: limits only.
#[derive(Clone, Debug)]
pub struct FrontConfig {
    /// How long a request may wait for a worker.
    pub queue: Duration,
    /// How long a worker may take for a request.
    pub request: Duration,
    /// The largest request body, in bytes; one with a recording may have as many more as that.
    pub body_bytes: usize,
    /// The longest and the largest recording.
    pub voice: voice::Limits,
    /// Recordings taken in at once; others wait.
    pub uploads_max: usize,
    /// Recordings given out at once; others wait.
    pub plays_max: usize,
    /// Requests in flight at once; one more is answered 503.
    pub connections_max: usize,
    /// As in [`MasterConfig`].
    pub static_url: String,
}

/// For a worker or a CGI process: what answering a request needs, the database password included.
#[derive(Clone, Debug)]
pub struct WorkerConfig {
    /// How to reach PostgreSQL as `pageboy_web`.
    pub database: postgres::Config,
    /// How to ask LDAP; `None` where people come from SQL.
    pub ldap: Option<LdapConfig>,
    /// How to reach the parties' mailboxes, where they are on an IMAP server.
    pub imap: Option<ImapConfig>,
    /// The site's own URL without a slash at its end.
    pub public_url: String,
    /// This application server and the others of the same site.
    pub peers: Peers,
    /// As in [`MasterConfig`].
    pub static_url: String,
    /// How waiting browsers are told.
    pub push: PushKind,
    /// nginx's publisher socket, for [`PushKind::Nchan`].
    pub push_socket: PathBuf,
    /// How often a page asks, for [`PushKind::Poll`].
    pub poll_seconds: u64,
    /// How long an interruption rings before it goes to the mailbox.
    pub ring_seconds: i32,
    /// How long a session and a credential outlive their last use.
    pub session_hours: i32,
    /// The longest message, in bytes of UTF-8.
    pub text_bytes: usize,
    /// The longest and the largest recording.
    pub voice: voice::Limits,
    /// Log-in tries for one party from one address within `login_minutes`.
    pub login_tries: i32,
    /// The window of `login_tries`.
    pub login_minutes: i32,
    /// Messages that a sender may send in a minute.
    pub messages_per_minute: i32,
    /// Messages that a sender may send to one recipient in a minute.
    pub messages_per_pair_per_minute: i32,
    /// The largest request body, in bytes; CGI has no front to hold it back.
    pub body_bytes: usize,
    /// How long a request may take; CGI has no front to watch it.
    pub request_seconds: u64,
    /// As in [`MasterConfig`], for CGI.
    pub memory_max_mib: u64,
    /// Whether a worker gives up what it does not need.
    pub sandbox: SandboxKind,
    /// The folder of the Handlebars templates, for CGI.
    pub templates: PathBuf,
    /// As in [`MasterConfig`].
    pub log_level: String,
}

/// For the commands that a sysadmin runs as the owner of the records.
#[derive(Clone, Debug)]
pub struct OwnerConfig {
    /// How to reach PostgreSQL as `pageboy_owner`.
    pub database: postgres::Config,
    /// Where people come from.
    pub directory: DirectoryKind,
    /// Where messages live.
    pub mailbox: MailboxKind,
    /// As in [`MasterConfig`].
    pub log_level: String,
}

impl MasterConfig {
    /// Reads the configuration.
    ///
    /// # Errors
    /// [`Error::Configuration`] names the key and what is wrong with it.
    pub fn load() -> Result<MasterConfig, Error> {
        let options = read_options()?;
        let (kept, voice) = (options.clone(), options.voice());
        let socket_mode = u32::from_str_radix(&options.socket_mode, 8)
            .ok()
            .filter(|mode| *mode <= 0o777)
            .ok_or_else(|| wrong("socket_mode", "must be octal permission bits such as \"0660\""))?;
        Ok(MasterConfig {
            socket: options.socket,
            socket_mode,
            socket_group: options.socket_group,
            user: options.user,
            spares: options.spares,
            workers_max: options.workers_max,
            queue_seconds: options.queue_seconds,
            request_seconds: options.request_seconds,
            uploads_max: options.uploads_max,
            memory_max_mib: options.memory_max_mib,
            body_bytes: options.body_bytes,
            voice,
            templates: options.templates,
            static_url: options.static_url,
            log_level: options.log_level,
            options: kept,
        })
    }

    /// What a worker needs of it, with the database password, which is read only now.
    ///
    /// # Errors
    /// [`Error::Configuration`] when the file with the password cannot be read.
    pub fn worker(self) -> Result<WorkerConfig, Error> {
        WorkerConfig::of(self.options)
    }

    /// Where people come from.
    #[must_use]
    pub fn directory(&self) -> DirectoryKind {
        self.options.directory
    }

    /// What the front needs of it.
    #[must_use]
    pub fn front(&self) -> FrontConfig {
        FrontConfig {
            queue: Duration::from_secs(self.queue_seconds),
            request: Duration::from_secs(self.request_seconds),
            body_bytes: self.body_bytes,
            voice: self.voice,
            uploads_max: self.uploads_max(),
            plays_max: self.spares,
            connections_max: 8 * self.workers_max,
            static_url: self.static_url.clone(),
        }
    }

    /// Most of the stock, and half of the processors, is left to everybody else.
    fn uploads_max(&self) -> usize {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        match self.uploads_max {
            0 => (processors / 2).min(self.spares / 4).max(1),
            count => count,
        }
    }
}

impl FrontConfig {
    /// The limit of a request that may or may not bring a recording.
    #[must_use]
    pub fn body_limit(&self, recording: bool) -> BodyLimit {
        BodyLimit::of(self.body_bytes, recording.then_some(self.voice))
    }
}

impl WorkerConfig {
    /// As in [`FrontConfig`].
    #[must_use]
    pub fn body_limit(&self, recording: bool) -> BodyLimit {
        BodyLimit::of(self.body_bytes, recording.then_some(self.voice))
    }

    /// How long the spool's work is one process's: longer than it can live.
    #[must_use]
    pub fn lease_seconds(&self) -> i32 {
        i32::try_from(self.request_seconds).unwrap_or(3600).saturating_add(5)
    }

    /// Reads the configuration and the file with the database password.
    ///
    /// # Errors
    /// [`Error::Configuration`] names the key and what is wrong with it.
    pub fn load() -> Result<WorkerConfig, Error> {
        WorkerConfig::of(read_options()?)
    }

    fn of(options: Options) -> Result<WorkerConfig, Error> {
        let voice = options.voice();
        Ok(WorkerConfig {
            database: connection("database", &options.database, &options.database_password_file)?,
            ldap: ldap(&options)?,
            imap: (options.mailbox == MailboxKind::Imap).then(|| ImapConfig::of(&options)).transpose()?,
            public_url: options.public_url.trim_end_matches('/').to_owned(),
            peers: peers(&options)?,
            static_url: options.static_url,
            push: options.push,
            push_socket: options.push_socket,
            poll_seconds: options.poll_seconds,
            ring_seconds: options.ring_seconds,
            session_hours: options.session_hours,
            text_bytes: options.text_bytes,
            voice,
            login_tries: options.login_tries,
            login_minutes: options.login_minutes,
            messages_per_minute: options.messages_per_minute,
            messages_per_pair_per_minute: options.messages_per_pair_per_minute,
            body_bytes: options.body_bytes,
            request_seconds: options.request_seconds,
            memory_max_mib: options.memory_max_mib,
            sandbox: options.sandbox,
            templates: options.templates,
            log_level: options.log_level,
        })
    }
}

impl OwnerConfig {
    /// Reads the configuration and the file with the owner's password.
    ///
    /// # Errors
    /// [`Error::Configuration`] names the key and what is wrong with it.
    pub fn load() -> Result<OwnerConfig, Error> {
        let options = read_options()?;
        Ok(OwnerConfig {
            database: connection("owner_database", &options.owner_database, &options.owner_password_file)?,
            directory: options.directory,
            mailbox: options.mailbox,
            log_level: options.log_level,
        })
    }
}

fn wrong(key: &str, why: &str) -> Error {
    Error::Configuration(format!("{key} {why}"))
}
