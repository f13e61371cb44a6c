//! Logging in and out, presence, streams and half-written forms: functions of `login.sql`, `sessions.sql`,
//! `registry.sql`, `push.sql` and `drafts.sql` in `sql/functions`.

use super::{Asker, Database, bytes, credentials, int, jsonb, text};
use crate::error::Error;
use crate::voice::Recording;
use postgres::types::{ToSql, Type};
use serde_json::{Value, json};

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

impl Database {
    /// See `login_begin` in `sql/functions/login.sql`.
    ///
    /// # Errors
    /// `too_many_logins`, or the database cannot be asked.
    pub fn login_begin(
        &mut self,
        party: &str,
        source: std::net::IpAddr,
        previous: &[Vec<u8>],
        tries: i32,
        minutes: i32,
    ) -> Result<Value, Error> {
        let previous = (&previous as &(dyn ToSql + Sync), Type::BYTEA_ARRAY);
        self.call("login_begin", &[text(&party), (&source, Type::INET), previous, int(&tries), int(&minutes)])
    }

    /// See `login_finish` in `sql/functions/login.sql`.
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
}
