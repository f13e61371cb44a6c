//! What pages show, and upkeep: functions of `sql/functions/pages.sql` and `upkeep.sql`.

use super::{Asker, Database, credentials, int, jsonb, text};
use crate::error::Error;
use postgres::types::Type;
use serde_json::Value;

/// Which page a session turns to before it is shown; empty for the one it is on.
#[derive(Clone, Copy, Default)]
pub struct Turn<'a> {
    /// The page's name.
    pub page: Option<&'a str>,
    /// The message that it is about.
    pub about: Option<&'a str>,
    /// Words to search for, among people or messages.
    pub search: &'a str,
    /// The inbox's cursor.
    pub before: Option<&'a str>,
    /// The recipient that the desk's form begins with.
    pub to: Option<&'a str>,
    /// A script asks how things stand; nobody is looking.
    pub follow: bool,
}

impl Database {
    /// Who may reach the party, and who may be urgent; `None` leaves it as it is.
    ///
    /// # Errors
    /// A refusal of `enter`, or the database cannot be asked.
    pub fn save_settings(
        &mut self,
        asker: &Asker,
        accept: Option<&[String]>,
        urgent: Option<&[String]>,
        draft: &Value,
    ) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call(
            "save_settings",
            &[
                text(&asker.sid),
                credentials(asker),
                jsonb(&limits),
                (&accept, Type::TEXT_ARRAY),
                (&urgent, Type::TEXT_ARRAY),
                jsonb(draft),
            ],
        )
    }

    /// One party's availability, or, without one, everybody's: those that are found and the selected one.
    ///
    /// # Errors
    /// `no_such_party`, a refusal of `enter`, or the database cannot be asked.
    pub fn read_registry(
        &mut self,
        asker: &Asker,
        party: Option<&str>,
        search: &str,
        selected: &str,
    ) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call(
            "read_registry",
            &[
                text(&asker.sid),
                credentials(asker),
                jsonb(&limits),
                (&party, Type::TEXT),
                text(&search),
                text(&selected),
            ],
        )
    }

    /// All that the session's page shows. `mail`: what IMAP told of the inbox, once the database has asked.
    ///
    /// # Errors
    /// `no_such_message`, a refusal of `enter`, or the database cannot be asked.
    pub fn show(&mut self, asker: &Asker, turn: &Turn, mail: Option<&Value>) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call(
            "show",
            &[
                text(&asker.sid),
                credentials(asker),
                jsonb(&limits),
                (&turn.page, Type::TEXT),
                (&turn.about, Type::TEXT),
                text(&turn.search),
                (&turn.before, Type::TEXT),
                (&turn.to, Type::TEXT),
                (&turn.follow, Type::BOOL),
                (&mail, Type::JSONB),
            ],
        )
    }

    /// See `sweep_party` in `sql/functions/upkeep.sql`; for the owner of the records alone.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn sweep_party(&mut self, after: &str) -> Result<Value, Error> {
        let ring = self.ring_seconds;
        self.call("sweep_party", &[text(&after), int(&ring)])
    }

    /// See `sweep_rows` in `sql/functions/upkeep.sql`; for the owner of the records alone.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn sweep_rows(&mut self, kind: &str, count: i32) -> Result<u64, Error> {
        self.call("sweep_rows", &[text(&kind), int(&count)]).map(|rows| rows.as_u64().unwrap_or(0))
    }

    /// Does the database answer?
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn health(&mut self) -> Result<Value, Error> {
        self.call("health", &[])
    }
}
