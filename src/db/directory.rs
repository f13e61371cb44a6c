//! What a worker tells the records about LDAP: the functions of `sql/functions/directory.sql`.

use super::{Asker, Database, NewSession, credentials, int, jsonb, text};
use crate::error::Error;
use postgres::types::Type;
use serde_json::Value;
use std::net::IpAddr;

impl Database {
    /// Whom of the session to ask LDAP about, if anybody.
    ///
    /// # Errors
    /// `not_yours`, `directory_mismatch`, or the database cannot be asked.
    pub fn directory_ask(&mut self, asker: &Asker) -> Result<Value, Error> {
        self.call("directory_ask", &[text(&asker.sid), credentials(asker)])
    }

    /// May this process try whether LDAP, which was silent a moment ago, answers again?
    ///
    /// # Errors
    /// `directory_mismatch`, or the database cannot be asked.
    pub fn directory_try(&mut self) -> Result<bool, Error> {
        Ok(self.call("directory_try", &[])?["may"] == true)
    }

    /// Notes that LDAP has answered again, or that it does not.
    ///
    /// # Errors
    /// `directory_mismatch`, or the database cannot be asked.
    pub fn directory_answers(&mut self, answers: bool) -> Result<Value, Error> {
        self.call("directory_answers", &[(&answers, Type::BOOL)])
    }

    /// Keeps what LDAP has of a party; it is good for so many seconds.
    ///
    /// # Errors
    /// `directory_mismatch`, or the database cannot be asked.
    pub fn directory_has(&mut self, entry: &Value, seconds: i32) -> Result<Value, Error> {
        self.call("directory_has", &[jsonb(entry), int(&seconds)])
    }

    /// LDAP does not have the party any more: all that it has open ends.
    ///
    /// # Errors
    /// `directory_mismatch`, or the database cannot be asked.
    pub fn directory_lacks(&mut self, party: &str) -> Result<Value, Error> {
        self.call("directory_lacks", &[text(&party)])
    }

    /// The second step of logging in: what LDAP has of the party, or `None` when it does not know it by this password.
    ///
    /// # Errors
    /// `directory_mismatch`, or the database cannot be asked.
    pub fn login_by_directory(
        &mut self,
        party: &str,
        source: IpAddr,
        entry: Option<&Value>,
        seconds: i32,
        new: &NewSession,
        previous: &[Vec<u8>],
    ) -> Result<Value, Error> {
        let (hours, server) = (self.hours, self.server.clone());
        self.call(
            "login_by_directory",
            &[
                text(&party),
                (&source, Type::INET),
                (&entry, Type::JSONB),
                int(&seconds),
                text(&new.sid),
                (&new.credential, Type::BYTEA),
                (&previous, Type::BYTEA_ARRAY),
                int(&hours),
                text(&server.as_str()),
            ],
        )
    }
}
