//! What there is to do in mailboxes: the functions of `sql/functions/spool.sql`.

use super::{Database, Received, int, text};
use crate::error::Error;
use bytes::Bytes;
use postgres::types::Type;
use serde_json::Value;

impl Database {
    /// The spool's work that this process has claimed, as far as it can be done now.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_work(&mut self, claim: &str) -> Result<Value, Error> {
        self.call("spool_work", &[text(&claim)])
    }

    /// The recording that a row of the spool puts into a mailbox; empty when the row is not this claim's any more.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_voice(&mut self, claim: &str, position: i64) -> Result<Bytes, Error> {
        let row = self.row("spool_voice", &[text(&claim), (&position, Type::INT8)])?;
        Ok(Bytes::from_owner(Received(row)))
    }

    /// What came of a row of the spool. See `spool_done` in `sql/functions/spool.sql`.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_done(&mut self, claim: &str, position: i64, problem: Option<&str>, how: &str) -> Result<Value, Error> {
        self.call("spool_done", &[text(&claim), (&position, Type::INT8), (&problem, Type::TEXT), text(&how)])
    }

    /// Claims what is due for the next mailbox after `after`. Only the owner of the records may.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn spool_sweep(&mut self, after: &str, lease: i32) -> Result<Value, Error> {
        self.call("spool_sweep", &[text(&after), int(&lease)])
    }
}
