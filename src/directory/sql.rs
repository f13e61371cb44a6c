//! People from SQL. The hash of a password never leaves the database: it gives the salt, a worker
//! derives argon2id, and the database compares.

use super::LoggedIn;
use crate::config::WorkerConfig;
use crate::db::{Asker, Database, NewSession};
use crate::error::Error;
use crate::secret;
use std::net::IpAddr;

/// See [`super::log_in`]. The work is the same whether the party exists or not.
///
/// # Errors
/// As [`super::log_in`].
pub fn log_in(
    database: &mut Database,
    config: &WorkerConfig,
    party: &str,
    password: &str,
    source: IpAddr,
    asker: &Asker,
) -> Result<LoggedIn, Error> {
    let begun = database.login_begin(party, source, &asker.credentials, config.login_tries, config.login_minutes)?;
    let salt = begun["salt"].as_str().unwrap_or_default();
    let derived = secret::derive(password, &unhex(salt))?;
    let mut new = LoggedIn { sid: secret::identifier()?, credential: secret::identifier()?, live: Vec::new() };
    let session = NewSession { sid: &new.sid, credential: &secret::hash(&new.credential) };
    let finished = database.login_finish(party, source, &derived, &session, &asker.credentials)?;
    new.live = super::live(&finished);
    if finished["party"].is_null() { Err(Error::refused("wrong_password")) } else { Ok(new) }
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).filter_map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()).collect()
}
