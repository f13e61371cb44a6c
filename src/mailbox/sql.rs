//! Messages in SQL.

use crate::db::{Asker, Database};
use crate::error::Error;
use serde_json::Value;

/// See [`super::delete`].
///
/// # Errors
/// As [`super::delete`].
pub fn delete(database: &mut Database, asker: &Asker, message: &str) -> Result<Value, Error> {
    database.delete_message(asker, message)
}
