//! The options as the file has them, with their defaults, and how they are read.

use super::{DEFAULT_FILE, DirectoryKind, MailboxKind, PushKind, SandboxKind, wrong};
use crate::error::Error;
use crate::peers::Peers;
use crate::voice;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The most that was seen mapped is 276 MiB, most of it never touched: the allocator reserves 128 MiB for a new thread.
const MEMORY_MIN_MIB: u64 = 384;

/// All options as the file has them. `packaging/pageboy.toml` explains each.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Options {
    pub(super) socket: PathBuf,
    pub(super) socket_mode: String,
    pub(super) socket_group: String,
    pub(super) user: String,
    pub(super) spares: usize,
    pub(super) workers_max: usize,
    pub(super) queue_seconds: u64,
    pub(super) request_seconds: u64,
    pub(super) uploads_max: usize,
    pub(super) memory_max_mib: u64,
    pub(super) sandbox: SandboxKind,
    pub(super) body_bytes: usize,
    pub(super) templates: PathBuf,
    pub(super) public_url: String,
    pub(super) peers: String,
    pub(super) static_url: String,
    pub(super) database: String,
    pub(super) database_password_file: String,
    pub(super) owner_database: String,
    pub(super) owner_password_file: String,
    pub(super) mailbox: MailboxKind,
    pub(super) imap_url: String,
    pub(super) imap_starttls: String,
    pub(super) imap_ca_file: PathBuf,
    pub(super) imap_login: String,
    pub(super) imap_password_file: String,
    pub(super) imap_folder: String,
    pub(super) imap_sent: String,
    pub(super) imap_trash: String,
    pub(super) mail_domain: String,
    pub(super) push: PushKind,
    pub(super) push_socket: PathBuf,
    pub(super) poll_seconds: u64,
    pub(super) ring_seconds: i32,
    pub(super) session_hours: i32,
    pub(super) text_bytes: usize,
    pub(super) voice_seconds: u32,
    pub(super) voice_bytes: usize,
    pub(super) login_tries: i32,
    pub(super) login_minutes: i32,
    pub(super) messages_per_minute: i32,
    pub(super) messages_per_pair_per_minute: i32,
    pub(super) directory: DirectoryKind,
    pub(super) directory_seconds: i32,
    pub(super) ldap_urls: String,
    pub(super) ldap_starttls: bool,
    pub(super) ldap_ca_file: String,
    pub(super) ldap_bind_dn: String,
    pub(super) ldap_password_file: String,
    pub(super) ldap_base: String,
    pub(super) ldap_filter: String,
    pub(super) ldap_id_attribute: String,
    pub(super) ldap_name_attribute: String,
    pub(super) ldap_mail_attribute: String,
    pub(super) ldap_mailbox_attribute: String,
    pub(super) ldap_accept_attribute: String,
    pub(super) ldap_urgent_attribute: String,
    pub(super) ldap_accept_default: String,
    pub(super) ldap_urgent_default: String,
    pub(super) log_level: String,
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
            memory_max_mib: 512,
            sandbox: SandboxKind::Auto,
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
    pub(super) fn voice(&self) -> voice::Limits {
        voice::Limits { seconds: self.voice_seconds, bytes: self.voice_bytes }
    }
}

/// The file's path, and whether somebody asked for this very file.
fn file() -> (PathBuf, bool) {
    match std::env::var_os("PAGEBOY_CONFIG") {
        Some(path) => (path.into(), true),
        None => (DEFAULT_FILE.into(), false),
    }
}

pub(super) fn read_options() -> Result<Options, Error> {
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
pub(super) fn options_from(
    text: &str,
    path: &Path,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Options, Error> {
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
    if !(MEMORY_MIN_MIB..=1_048_576).contains(&options.memory_max_mib) {
        let least = format!("must be between {MEMORY_MIN_MIB}, less being too little for some requests, and 1048576");
        return Err(wrong("memory_max_mib", &least));
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

pub(super) fn peers(options: &Options) -> Result<Peers, Error> {
    Peers::parse(&options.peers, &options.public_url).map_err(|wrong_one| {
        wrong("peers", &format!("are public URLs with spaces between them, and {wrong_one} is none"))
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::config) fn options(text: &str, environment: &[(&str, &str)]) -> Result<Options, Error> {
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
    fn peers_that_are_no_sites_are_an_error_that_names_the_key() {
        let error = options("peers = \"https://b.example,c\"", &[]).unwrap_err();
        assert!(error.to_string().starts_with("configuration: peers "), "{error}");
        assert!(options("", &[("PAGEBOY_PEERS", "https://b.example https://c.example/x")]).is_ok());
    }

    /// A development database runs on any kernel; a site that has been installed insists on the whole sandbox.
    #[test]
    fn the_shipped_sample_is_the_defaults_and_insists_on_the_sandbox() {
        let sample = include_str!("../../packaging/pageboy.toml");
        let expected = Options { sandbox: SandboxKind::Required, ..Options::default() };
        let sample = toml::Table::try_from(options(sample, &[]).unwrap()).unwrap();
        assert_eq!(sample, toml::Table::try_from(expected).unwrap());
    }
}
