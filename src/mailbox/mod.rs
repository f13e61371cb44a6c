//! The mailbox: a party's message store. With SQL, an accepted message is in it from the moment of its
//! transaction's commit, and listing and reading are part of showing the page. With IMAP ([`imap`]), the
//! database keeps the index and, until it is delivered, the message ([`spool`]); which messages there are,
//! which of them are read and what they say comes from the folder ([`inbox`]), and so do recordings once they are
//! nowhere else ([`recording`]).

mod guard;
pub mod imap;
pub mod inbox;
pub mod mail;
pub mod recording;
pub mod spool;
pub mod sql;
pub mod trouble;
mod wire;

use crate::app::App;
use crate::config::ImapConfig;
use crate::db::{Asker, Database, Turn};
use crate::error::Error;
use serde_json::Value;

/// What the session's page shows; the inbox with what its folder tells, where messages live in IMAP.
///
/// # Errors
/// `mailbox_unavailable` for an inbox that cannot be asked in time, a refusal of the database, or a fault.
pub fn show(app: &mut App, asker: &Asker, turn: &Turn) -> Result<Value, Error> {
    let shown = app.database.show(asker, turn, None)?;
    let shown = app.act(shown)?;
    if shown.get("ask").is_some() { inbox::show(app, asker, turn, &shown["ask"]) } else { Ok(shown) }
}

/// How the IMAP server is reached, when the records say that messages live there.
fn configured(app: &App) -> Result<&ImapConfig, Error> {
    app.config.imap.as_ref().ok_or_else(|| {
        Error::Configuration(
            "messages live in IMAP, and the option mailbox says otherwise: run `pageboy migrate`".into(),
        )
    })
}

/// Deletes a message from the party's mailbox.
///
/// # Errors
/// `no_such_message`, another refusal of the database, or it cannot be asked.
pub fn delete(database: &mut Database, asker: &Asker, message: &str) -> Result<Value, Error> {
    sql::delete(database, asker, message)
}
