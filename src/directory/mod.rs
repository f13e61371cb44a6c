//! The directory: what is known of a party: its name, its password, who may reach it. People come
//! from SQL ([`sql`]), where the records check everything themselves, or from LDAP ([`ldap`]), which a worker
//! asks ([`remote`]). Whether the recipient accepts a message is asked at the moment of sending.

pub mod ldap;
pub mod people;
pub mod remote;
pub mod sql;

use crate::app::App;
use crate::config::WorkerConfig;
use crate::db::{Asker, Database, NewMessage};
use crate::error::Error;
use ldap::LdapConfig;
use serde_json::Value;
use std::net::IpAddr;
use std::sync::Arc;

/// Where people come from.
#[derive(Clone)]
pub enum Directory {
    /// The records.
    Sql,
    /// An LDAP server.
    Ldap(Arc<LdapConfig>),
}

/// What a browser gets when its party has logged in.
pub struct LoggedIn {
    /// The new session's id.
    pub sid: String,
    /// The new credential.
    pub credential: String,
    /// The hashes, in hexadecimal, of those credentials that the browser came with that are of use still.
    pub live: Vec<String>,
}

/// Which former credentials are of use still, as the records say when they let somebody in.
fn live(answer: &Value) -> Vec<String> {
    answer["live"].as_array().into_iter().flatten().filter_map(|hash| Some(hash.as_str()?.to_owned())).collect()
}

impl Directory {
    /// The one that the configuration names.
    #[must_use]
    pub fn of(config: &WorkerConfig) -> Directory {
        match &config.ldap {
            Some(ldap) => Directory::Ldap(Arc::new(ldap.clone())),
            None => Directory::Sql,
        }
    }
}

/// Logs a party in. The credentials that the browser came with are exchanged for the new one.
///
/// # Errors
/// `wrong_password`, also for a party that does not exist; `too_many_logins`; or the directory
/// cannot be asked.
pub fn log_in(app: &mut App, party: &str, password: &str, source: IpAddr, asker: &Asker) -> Result<LoggedIn, Error> {
    // An empty password would be an anonymous bind to some directories; it is nobody's.
    let plausible = !party.is_empty() && party.len() <= 64 && !party.contains('\0');
    if !plausible || password.is_empty() || password.len() > 1024 {
        return Err(Error::refused("wrong_password"));
    }
    match app.directory.clone() {
        Directory::Sql => sql::log_in(&mut app.database, &app.config, party, password, source, asker),
        Directory::Ldap(ldap) => remote::log_in(app, &ldap, party, password, source, asker),
    }
}

/// Sends a message by `send`, which may be called twice: where the records cannot know whether the recipient accepts
/// the sender they say whom to ask about, and the directory's word goes with the second call. Returns what they
/// answered in the end.
///
/// # Errors
/// What `send` fails with, `no_such_party`, `session_ended` or `unknown_token` when it is the sender whom the directory
/// does not know any more, or it cannot be asked: then nothing was sent.
pub fn send_with_its_word(
    app: &mut App,
    mut message: NewMessage,
    send: impl Fn(&mut Database, &NewMessage) -> Result<Value, Error>,
) -> Result<Value, Error> {
    let answer = send(&mut app.database, &message)?;
    let answer = app.act(answer)?;
    if answer["ask"].is_null() {
        return Ok(answer);
    }
    message.directory = Some(match app.directory.clone() {
        Directory::Sql => return Err(Error::refused("directory_mismatch")),
        Directory::Ldap(ldap) => remote::word(app, &ldap, &answer["ask"], message.urgent)?,
    });
    let answer = send(&mut app.database, &message)?;
    app.act(answer)
}

/// Asks the directory about the session's party, when the records say that it is time to: `directory_stale`.
///
/// # Errors
/// A refusal of the records, or they cannot be asked. That the directory cannot be asked is no error here.
pub fn freshen(app: &mut App, asker: &Asker) -> Result<(), Error> {
    match app.directory.clone() {
        Directory::Sql => Err(Error::refused("directory_mismatch")),
        Directory::Ldap(ldap) => remote::freshen(app, &ldap, asker),
    }
}

/// Who may reach a party, as people type it: entries between spaces or commas, each `everyone`,
/// `nobody`, `party:<id>` or `group:<name>`; a bare name means a party.
///
/// # Errors
/// `bad_list` when an entry is none of these, or there are none or more than 200.
pub fn parse_list(text: &str) -> Result<Vec<String>, Error> {
    let mut entries = Vec::new();
    for entry in text.split([',', ' ', '\n', '\r', '\t', ';']).filter(|entry| !entry.is_empty()) {
        let entry = entry.to_lowercase();
        let (kind, id) = entry.split_once(':').unwrap_or(("party", &entry));
        let entry = match (kind, id) {
            ("party", "everyone" | "nobody") => id.to_owned(),
            ("party" | "group", id) if is_id(id) => format!("{kind}:{id}"),
            _ => return Err(Error::refused("bad_list")),
        };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    if entries.is_empty() || entries.len() > 200 {
        return Err(Error::refused("bad_list"));
    }
    Ok(entries)
}

/// Can this be the id of a party or the name of a group?
#[must_use]
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() <= 64
        && bytes.next().is_some_and(plain)
        && bytes.all(|byte| plain(byte) || matches!(byte, b'.' | b'_' | b'@' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_people_type_them() {
        assert_eq!(parse_list("Everyone").unwrap(), ["everyone"]);
        assert_eq!(
            parse_list("alice, group:ward\nparty:bob alice").unwrap(),
            ["party:alice", "group:ward", "party:bob"]
        );
        for text in ["", " , ", "group:", "filter:(x=y)", "party:../x", "group:a:b", "party:nobody'"] {
            assert_eq!(parse_list(text).unwrap_err().refusal().code, "bad_list", "{text}");
        }
    }
}
