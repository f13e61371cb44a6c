//! The directory: what is known of a party: its name, its password, who may reach it. People come
//! from SQL ([`sql`]); whether the recipient accepts a message is asked at the moment of sending, in
//! the same transaction.

pub mod sql;

use crate::config::WorkerConfig;
use crate::db::{Asker, Database};
use crate::error::Error;
use std::net::IpAddr;

/// What a browser gets when its party has logged in.
pub struct LoggedIn {
    /// The new session's id.
    pub sid: String,
    /// The new credential.
    pub credential: String,
}

/// Logs a party in. The credentials that the browser came with are exchanged for the new one.
///
/// # Errors
/// `wrong_password`, also for a party that does not exist; `too_many_logins`; or the directory
/// cannot be asked.
pub fn log_in(
    database: &mut Database,
    config: &WorkerConfig,
    party: &str,
    password: &str,
    source: IpAddr,
    asker: &Asker,
) -> Result<LoggedIn, Error> {
    // An empty password would be an anonymous bind to some directories; it is nobody's.
    let plausible = !party.is_empty() && party.len() <= 64 && !party.contains('\0');
    if !plausible || password.is_empty() || password.len() > 1024 {
        return Err(Error::refused("wrong_password"));
    }
    sql::log_in(database, config, party, password, source, asker)
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
