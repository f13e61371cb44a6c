//! Configuration: one commented file, each option also as an environment variable `PAGEBOY_<KEY>`,
//! which wins. Every role of a process gets a struct of its own with only what it needs; secrets
//! are in files of their own, which only a worker and the commands ever open.

mod imap;

pub use imap::{ImapConfig, Security, is_folder};

use crate::directory::ldap::{Attributes, LdapConfig};
use crate::error::{Error, Refusal};
use crate::peers::Peers;
use crate::primary;
use crate::voice;
use postgres::config::TargetSessionAttrs;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
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

/// All options as the file has them. `packaging/pageboy.toml` explains each.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
struct Options {
    socket: PathBuf,
    socket_mode: String,
    socket_group: String,
    user: String,
    spares: usize,
    workers_max: usize,
    queue_seconds: u64,
    request_seconds: u64,
    uploads_max: usize,
    body_bytes: usize,
    templates: PathBuf,
    public_url: String,
    peers: String,
    static_url: String,
    database: String,
    database_password_file: String,
    owner_database: String,
    owner_password_file: String,
    mailbox: MailboxKind,
    imap_url: String,
    imap_starttls: String,
    imap_ca_file: PathBuf,
    imap_login: String,
    imap_password_file: String,
    imap_folder: String,
    imap_sent: String,
    imap_trash: String,
    mail_domain: String,
    push: PushKind,
    push_socket: PathBuf,
    poll_seconds: u64,
    ring_seconds: i32,
    session_hours: i32,
    text_bytes: usize,
    voice_seconds: u32,
    voice_bytes: usize,
    login_tries: i32,
    login_minutes: i32,
    messages_per_minute: i32,
    messages_per_pair_per_minute: i32,
    directory: DirectoryKind,
    directory_seconds: i32,
    ldap_urls: String,
    ldap_starttls: bool,
    ldap_ca_file: String,
    ldap_bind_dn: String,
    ldap_password_file: String,
    ldap_base: String,
    ldap_filter: String,
    ldap_id_attribute: String,
    ldap_name_attribute: String,
    ldap_mail_attribute: String,
    ldap_mailbox_attribute: String,
    ldap_accept_attribute: String,
    ldap_urgent_attribute: String,
    ldap_accept_default: String,
    ldap_urgent_default: String,
    log_level: String,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            socket: "/run/pageboy/pageboy.sock".into(),
            socket_mode: "0660".into(),
            socket_group: String::new(),
            user: String::new(),
            spares: 8,
            workers_max: 64,
            queue_seconds: 5,
            request_seconds: 30,
            uploads_max: 0,
            body_bytes: 65_536,
            templates: "/usr/share/pageboy/templates".into(),
            public_url: "http://127.0.0.1:8080".into(),
            peers: String::new(),
            static_url: String::new(),
            database: "host=/run/postgresql dbname=pageboy user=pageboy_web".into(),
            database_password_file: String::new(),
            owner_database: "host=/run/postgresql dbname=pageboy user=pageboy_owner".into(),
            owner_password_file: String::new(),
            mailbox: MailboxKind::Sql,
            imap_url: "imaps://localhost".into(),
            imap_starttls: "always".into(),
            imap_ca_file: "/etc/ssl/certs/ca-certificates.crt".into(),
            imap_login: "{mailbox}*pageboy".into(),
            imap_password_file: String::new(),
            imap_folder: "INBOX".into(),
            imap_sent: String::new(),
            imap_trash: String::new(),
            mail_domain: String::new(),
            push: PushKind::Nchan,
            push_socket: "/run/pageboy/push/push.sock".into(),
            poll_seconds: 3,
            ring_seconds: 60,
            session_hours: 12,
            text_bytes: 16_384,
            voice_seconds: 120,
            voice_bytes: 4 * 1024 * 1024,
            login_tries: 10,
            login_minutes: 5,
            messages_per_minute: 300,
            messages_per_pair_per_minute: 120,
            directory: DirectoryKind::Sql,
            directory_seconds: 60,
            ldap_urls: String::new(),
            ldap_starttls: true,
            ldap_ca_file: String::new(),
            ldap_bind_dn: String::new(),
            ldap_password_file: String::new(),
            ldap_base: String::new(),
            ldap_filter: "(objectClass=inetOrgPerson)".into(),
            ldap_id_attribute: "uid".into(),
            ldap_name_attribute: "cn".into(),
            ldap_mail_attribute: "mail".into(),
            ldap_mailbox_attribute: String::new(),
            ldap_accept_attribute: "pageboyAccept".into(),
            ldap_urgent_attribute: "pageboyUrgent".into(),
            ldap_accept_default: "everyone".into(),
            ldap_urgent_default: "everyone".into(),
            log_level: "info".into(),
        }
    }
}

impl Options {
    fn voice(&self) -> voice::Limits {
        voice::Limits { seconds: self.voice_seconds, bytes: self.voice_bytes }
    }
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

/// The file's path, and whether somebody asked for this very file.
fn file() -> (PathBuf, bool) {
    match std::env::var_os("PAGEBOY_CONFIG") {
        Some(path) => (path.into(), true),
        None => (DEFAULT_FILE.into(), false),
    }
}

fn read_options() -> Result<Options, Error> {
    let (path, asked_for) = file();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !asked_for => String::new(),
        Err(error) => {
            return Err(Error::Configuration(format!("{} cannot be read: {error}", path.display())));
        }
    };
    options_from(&text, &path, |variable| std::env::var(variable).ok())
}

/// The file's text with the environment laid over it. An unknown key is an error that names it.
fn options_from(text: &str, path: &Path, environment: impl Fn(&str) -> Option<String>) -> Result<Options, Error> {
    let in_file = |error: &dyn std::fmt::Display| {
        Error::Configuration(format!("{}: {}", path.display(), error.to_string().trim_end()))
    };
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| in_file(&error))?;
    let defaults = toml::Table::try_from(Options::default()).map_err(|error| in_file(&error))?;
    if let Some(unknown) = table.keys().find(|key| !defaults.contains_key(*key)) {
        return Err(Error::Configuration(format!("{}: there is no option \"{unknown}\"", path.display())));
    }
    for (key, default) in &defaults {
        let variable = format!("PAGEBOY_{}", key.to_uppercase());
        if let Some(value) = environment(&variable) {
            let value = match default {
                toml::Value::Integer(_) => {
                    toml::Value::Integer(value.trim().parse().map_err(|_| wrong(&variable, "must be a whole number"))?)
                }
                toml::Value::Boolean(_) => {
                    toml::Value::Boolean(value.trim().parse().map_err(|_| wrong(&variable, "must be true or false"))?)
                }
                _ => toml::Value::String(value),
            };
            table.insert(key.clone(), value);
        }
    }
    let options: Options = table.try_into().map_err(|error: toml::de::Error| in_file(&error))?;
    check_ranges(&options)?;
    Ok(options)
}

fn check_ranges(options: &Options) -> Result<(), Error> {
    const MILLION: i64 = 1_000_000;
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let seconds = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    // More than these is a slip of the pen, or would not fit where it is reckoned with.
    let at_most = [
        ("spares", whole(options.spares), 10_000),
        ("workers_max", whole(options.workers_max), 10_000),
        ("request_seconds", seconds(options.request_seconds), 3600),
        ("queue_seconds", seconds(options.queue_seconds), 3600),
        ("poll_seconds", seconds(options.poll_seconds), 3600),
        ("ring_seconds", options.ring_seconds.into(), 86_400),
        ("session_hours", options.session_hours.into(), 87_600),
        ("text_bytes", whole(options.text_bytes), MILLION),
        ("voice_seconds", options.voice_seconds.into(), 3600),
        ("directory_seconds", options.directory_seconds.into(), 86_400),
        ("login_tries", options.login_tries.into(), MILLION),
        ("login_minutes", options.login_minutes.into(), 1440),
        ("messages_per_minute", options.messages_per_minute.into(), MILLION),
        ("messages_per_pair_per_minute", options.messages_per_pair_per_minute.into(), MILLION),
    ];
    if let Some((key, _, most)) = at_most.iter().find(|(_, value, most)| !(1..=*most).contains(value)) {
        return Err(wrong(key, &format!("must be between 1 and {most}")));
    }
    if options.log_level.parse::<::log::LevelFilter>().is_err() {
        return Err(wrong("log_level", "must be error, warn, info, debug or trace"));
    }
    if options.workers_max < options.spares {
        return Err(wrong("workers_max", "must be at least as many as spares"));
    }
    if options.uploads_max > options.workers_max {
        return Err(wrong("uploads_max", "must be at most as many as workers_max"));
    }
    if options.body_bytes < 1024 || options.body_bytes > 131_072 {
        return Err(wrong("body_bytes", "must be between 1024 and 131072"));
    }
    if options.voice_bytes < 65_536 || options.voice_bytes > 8 * 1024 * 1024 {
        return Err(wrong("voice_bytes", "must be between 65536 and 8388608"));
    }
    if !options.public_url.starts_with("http://") && !options.public_url.starts_with("https://") {
        return Err(wrong("public_url", "must begin with http:// or https://"));
    }
    peers(options).map(|_| ())
}

fn peers(options: &Options) -> Result<Peers, Error> {
    Peers::parse(&options.peers, &options.public_url).map_err(|wrong_one| {
        wrong("peers", &format!("are public URLs with spaces between them, and {wrong_one} is none"))
    })
}

/// A password never stands in the configuration itself, which every role reads.
fn connection(key: &str, text: &str, password_file: &str) -> Result<postgres::Config, Error> {
    let mut config: postgres::Config =
        text.parse().map_err(|error| wrong(key, &format!("is not a connection string: {error}")))?;
    if config.get_password().is_some() {
        return Err(wrong(
            key,
            "must not contain a password: put it into a file of its own and name that in the option for it",
        ));
    }
    if !password_file.is_empty() {
        config.password(password_from(password_file)?);
    }
    reach_the_primary(&mut config);
    config.application_name("pageboy");
    Ok(config)
}

/// Where several servers are named, they are a primary and its standbys: the one that takes writes is meant.
/// A server that has vanished from the network is noticed by its silence, also by a connection that was made
/// before.
fn reach_the_primary(config: &mut postgres::Config) {
    if primary::count(config) > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
    config.connect_timeout(CONNECT_MAX);
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(CONNECT_MAX);
    }
}

/// The first and only line of a file with a password in it.
fn password_from(file: &str) -> Result<String, Error> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Error::Configuration(format!("{file} cannot be read: {error}")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// How to ask LDAP, with the service account's password; `None` where people come from SQL.
fn ldap(options: &Options) -> Result<Option<LdapConfig>, Error> {
    if options.directory == DirectoryKind::Sql {
        return Ok(None);
    }
    let password = match options.ldap_password_file.as_str() {
        "" => String::new(),
        file => password_from(file)?,
    };
    let config = LdapConfig {
        urls: options.ldap_urls.split_whitespace().map(str::to_owned).collect(),
        starttls: options.ldap_starttls,
        ca_file: Some(&options.ldap_ca_file).filter(|file| !file.is_empty()).map(PathBuf::from),
        bind_dn: options.ldap_bind_dn.clone(),
        password: password.into(),
        base: options.ldap_base.clone(),
        filter: options.ldap_filter.clone(),
        attributes: Attributes {
            id: options.ldap_id_attribute.clone(),
            name: options.ldap_name_attribute.clone(),
            mail: options.ldap_mail_attribute.clone(),
            mailbox: options.ldap_mailbox_attribute.clone(),
            accept: options.ldap_accept_attribute.clone(),
            urgent: options.ldap_urgent_attribute.clone(),
        },
        accept_default: options.ldap_accept_default.clone(),
        urgent_default: options.ldap_urgent_default.clone(),
        fresh_seconds: options.directory_seconds,
    };
    config.check().map_err(|(key, why)| wrong(key, why))?;
    Ok(Some(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(text: &str, environment: &[(&str, &str)]) -> Result<Options, Error> {
        options_from(text, Path::new("test.toml"), |variable| {
            environment.iter().find(|(name, _)| *name == variable).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let options = options("spares = 3\npush = \"poll\"", &[("PAGEBOY_SPARES", "5")]).unwrap();
        assert_eq!((options.spares, options.push), (5, PushKind::Poll));
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let error = options("spears = 3", &[]).unwrap_err();
        assert!(error.to_string().contains("\"spears\""), "{error}");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_an_error_that_names_its_key() {
        for (text, environment) in [("spares = \"many\"", None), ("", Some(("PAGEBOY_SPARES", "many")))] {
            let error = options(text, environment.as_slice()).unwrap_err();
            assert!(error.to_string().to_lowercase().contains("spares"), "{error}");
        }
    }

    #[test]
    fn truth_comes_from_the_environment_too() {
        assert!(!options("", &[("PAGEBOY_LDAP_STARTTLS", "false")]).unwrap().ldap_starttls);
        let error = options("", &[("PAGEBOY_LDAP_STARTTLS", "maybe")]).unwrap_err();
        assert!(error.to_string().contains("PAGEBOY_LDAP_STARTTLS must be true or false"), "{error}");
    }

    #[test]
    fn ldap_is_refused_without_what_it_needs() {
        let good = "directory = \"ldap\"\nldap_urls = \"ldap://a ldaps://b\"\nldap_base = \"dc=example\"\n";
        assert_eq!(ldap(&options(good, &[]).unwrap()).unwrap().unwrap().urls, ["ldap://a", "ldaps://b"]);
        assert!(ldap(&options("", &[]).unwrap()).unwrap().is_none());
        for (key, value) in [
            ("ldap_urls", ""),
            ("ldap_urls", "http://a"),
            ("ldap_base", ""),
            ("ldap_filter", "(uid="),
            ("ldap_id_attribute", "uid)(x"),
            ("ldap_accept_attribute", "a b"),
            ("ldap_urgent_default", "what?"),
        ] {
            let variable = format!("PAGEBOY_{}", key.to_uppercase());
            let error = ldap(&options(good, &[(&variable, value)]).unwrap()).unwrap_err();
            assert!(error.to_string().contains(key), "{error}");
        }
    }

    #[test]
    fn a_password_in_the_connection_string_is_refused() {
        assert!(connection("database", "host=/run password=geheim", "").is_err());
    }

    #[test]
    fn of_several_database_servers_the_one_that_takes_writes_is_meant() {
        let one = connection("database", "host=/run dbname=x", "").unwrap();
        assert_eq!(one.get_target_session_attrs(), TargetSessionAttrs::Any);
        let two = connection("database", "host=/run/a,/run/b port=5432,5433 dbname=x", "").unwrap();
        assert_eq!(two.get_target_session_attrs(), TargetSessionAttrs::ReadWrite);
        assert_eq!(two.get_connect_timeout(), Some(&CONNECT_MAX));
        let readers = connection("database", "host=a,b target_session_attrs=read-only", "").unwrap();
        assert_eq!(readers.get_target_session_attrs(), TargetSessionAttrs::ReadOnly);
    }

    #[test]
    fn peers_that_are_no_sites_are_an_error_that_names_the_key() {
        let error = options("peers = \"https://b.example,c\"", &[]).unwrap_err();
        assert!(error.to_string().starts_with("configuration: peers "), "{error}");
        assert!(options("", &[("PAGEBOY_PEERS", "https://b.example https://c.example/x")]).is_ok());
    }

    #[test]
    fn the_shipped_sample_is_the_defaults() {
        let sample = include_str!("../packaging/pageboy.toml");
        let sample = toml::Table::try_from(options(sample, &[]).unwrap()).unwrap();
        assert_eq!(sample, toml::Table::try_from(Options::default()).unwrap());
    }
}
