//! The options for mailboxes on an IMAP server. The password is in a file of its own, which only a worker
//! and the commands open.

use super::connection::password_from;
use super::options::Options;
use super::wrong;
use crate::error::Error;
use std::fmt;
use std::path::PathBuf;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// TLS before anything else is said (RFC 9051 section 6.2.1).
    StartTls,
    /// None: only on this very machine.
    Plain,
}

/// How to reach the parties' mailboxes.
#[derive(Clone, Debug)]
pub struct ImapConfig {
    /// The server's name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The certificate authorities that are believed, in PEM.
    pub ca_file: PathBuf,
    /// What is said to log in; `{mailbox}` stands for the party's mailbox.
    pub login: String,
    /// The master user's password.
    pub password: Secret,
    /// The folder that messages are put into.
    pub folder: String,
    /// The folder of the sender's copies: a name, `none`, or empty for the one marked `\Sent`.
    pub sent: String,
    /// The folder for what is deleted: a name, or empty for the one marked `\Trash`.
    pub trash: String,
    /// The domain of Message-IDs, and of the addresses of parties that have none of their own.
    pub mail_domain: String,
}

/// What is never printed.
#[derive(Clone)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("…")
    }
}

impl ImapConfig {
    pub(super) fn of(options: &Options) -> Result<ImapConfig, Error> {
        let (host, port, tls) = address(&options.imap_url).ok_or_else(|| {
            wrong("imap_url", "must be imaps://host or imap://host, with :port behind it where it is another one")
        })?;
        let security = match (tls, options.imap_starttls.as_str()) {
            (true, _) => Security::Tls,
            (false, "always") => Security::StartTls,
            (false, "never") if is_here(&host) => Security::Plain,
            (false, "never") => {
                return Err(wrong("imap_starttls", "must be \"always\" for a server on another machine"));
            }
            _ => return Err(wrong("imap_starttls", "must be \"always\" or \"never\"")),
        };
        if !options.imap_login.contains("{mailbox}") {
            return Err(wrong("imap_login", "must contain {mailbox}, such as \"{mailbox}*pageboy\""));
        }
        for (key, name) in [
            ("imap_folder", &options.imap_folder),
            ("imap_sent", &options.imap_sent),
            ("imap_trash", &options.imap_trash),
        ] {
            if !is_folder(name) {
                return Err(wrong(key, "must be a folder's name in ASCII, as IMAP writes it (RFC 3501 section 5.1.3)"));
            }
        }
        if options.imap_folder.is_empty() {
            return Err(wrong("imap_folder", "must name a folder, such as INBOX"));
        }
        let mail_domain = match options.mail_domain.as_str() {
            "" => site(&options.public_url),
            domain => domain,
        };
        if !is_domain(mail_domain) {
            return Err(wrong("mail_domain", "must be a domain's name, such as example.org"));
        }
        Ok(ImapConfig {
            host,
            port,
            security,
            ca_file: options.imap_ca_file.clone(),
            login: options.imap_login.clone(),
            password: password(&options.imap_password_file)?,
            folder: options.imap_folder.clone(),
            sent: options.imap_sent.clone(),
            trash: options.imap_trash.clone(),
            mail_domain: mail_domain.to_owned(),
        })
    }
}

fn password(file: &str) -> Result<Secret, Error> {
    if file.is_empty() {
        return Err(wrong("imap_password_file", "must name the file with the master user's password"));
    }
    let password = password_from(file)?;
    if password.is_empty() || password.contains('\0') {
        return Err(Error::Configuration(format!("{file} does not contain a password")));
    }
    Ok(Secret(password))
}

/// Host, port, and whether TLS begins with the first byte.
fn address(url: &str) -> Option<(String, u16, bool)> {
    let (tls, rest) = match url.strip_prefix("imaps://") {
        Some(rest) => (true, rest),
        None => (false, url.strip_prefix("imap://")?),
    };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (host, port) = match rest.strip_prefix('[') {
        Some(bracketed) => {
            let (host, port) = bracketed.split_once(']')?;
            (host, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
        }
        None => match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        },
    };
    let port = match port {
        Some(port) => port.parse().ok()?,
        None if tls => 993,
        None => 143,
    };
    let fits = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:_".contains(&byte));
    fits.then(|| (host.to_owned(), port, tls))
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The name of the site's host.
fn site(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() || host.starts_with('[') { "localhost" } else { host }
}

fn is_domain(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
        })
}

/// Can this be a folder's name, as it stands in a command between quotes?
#[must_use]
pub fn is_folder(name: &str) -> bool {
    name.len() <= 200
        && name.bytes().all(|byte| (byte.is_ascii_graphic() || byte == b' ') && !b"\"\\*%".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_with_their_usual_ports() {
        assert_eq!(address("imaps://mail.example.org"), Some(("mail.example.org".into(), 993, true)));
        assert_eq!(address("imap://127.0.0.1:1430/"), Some(("127.0.0.1".into(), 1430, false)));
        assert_eq!(address("imap://[::1]:143"), Some(("::1".into(), 143, false)));
        for url in ["", "http://a", "imap://", "imap://a:b", "imap://a:1/x", "imap://a b", "imap://u@a"] {
            assert_eq!(address(url), None, "{url}");
        }
    }

    #[test]
    fn the_password_goes_over_no_network_in_the_clear() {
        let file = std::env::temp_dir().join(format!("pageboy-imap-{}", std::process::id()));
        std::fs::write(&file, "geheim\n").unwrap();
        let security = |url: &str, starttls: &str| {
            let options = Options {
                imap_url: url.into(),
                imap_starttls: starttls.into(),
                imap_password_file: file.to_str().unwrap().into(),
                ..Options::default()
            };
            ImapConfig::of(&options).map(|config| config.security).ok()
        };
        assert_eq!(security("imap://mail.example.org", "always"), Some(Security::StartTls));
        assert_eq!(security("imap://mail.example.org", "never"), None);
        assert_eq!(security("imap://127.0.0.1", "never"), Some(Security::Plain));
        assert_eq!(security("imaps://mail.example.org", "never"), Some(Security::Tls));
        std::fs::remove_file(file).unwrap();
    }

    #[test]
    fn a_folder_is_a_name_and_no_command() {
        for name in ["INBOX", "Sent Messages", "INBOX.Pageboy", "Entw&APw-rfe", ""] {
            assert!(is_folder(name), "{name}");
        }
        for name in ["a\"b", "a\r\nA1 LOGOUT", "*", "Entwürfe"] {
            assert!(!is_folder(name), "{name}");
        }
    }
}
