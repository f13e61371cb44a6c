//! The mailbox: a party's message store. Messages live in SQL: an accepted message is there from the
//! moment of its transaction's commit, and listing and reading are part of showing the page.

pub mod sql;

use crate::db::{Asker, Database};
use crate::error::Error;
use serde_json::Value;

/// Deletes a message from the party's mailbox.
///
/// # Errors
/// `no_such_message`, another refusal of the database, or it cannot be asked.
pub fn delete(database: &mut Database, asker: &Asker, message: &str) -> Result<Value, Error> {
    sql::delete(database, asker, message)
}
