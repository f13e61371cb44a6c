//! How PostgreSQL is reached, and passwords, which are in files of their own.

use super::{CONNECT_MAX, wrong};
use crate::error::Error;
use crate::primary;
use postgres::config::TargetSessionAttrs;

/// A password never stands in the configuration itself, which every role reads.
pub(super) fn connection(key: &str, text: &str, password_file: &str) -> Result<postgres::Config, Error> {
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
pub(super) fn password_from(file: &str) -> Result<String, Error> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Error::Configuration(format!("{file} cannot be read: {error}")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
