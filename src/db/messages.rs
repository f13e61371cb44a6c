//! Sending, ringing and going back: functions of `sending.sql`, `push.sql`, `interruptions.sql`, `inbox.sql` and
//! `settings.sql` in `sql/functions`.

use super::{Asker, Database, bytes, credentials, int, jsonb, text};
use crate::error::Error;
use crate::voice::Recording;
use postgres::types::Type;
use serde::Serialize;
use serde_json::{Value, json};

/// A message on its way in, with the identifiers minted for it beforehand, so that trying again
/// after a lost connection finds what the first try has done.
#[derive(Serialize)]
pub struct NewMessage<'a> {
    /// The recipient; `None` when it answers the message that the session's page shows.
    pub to: Option<&'a str>,
    /// The message that it answers, where the form says so.
    pub about: Option<&'a str>,
    /// Its words.
    pub text: &'a str,
    /// Its recording.
    pub voice: Option<&'a Recording>,
    /// The recording is the one that the session kept with its draft.
    pub kept: bool,
    /// Whether the sender calls it urgent.
    pub urgent: bool,
    /// The client's nonce: a retry with the same one makes no second message.
    pub nonce: &'a str,
    /// The new message's id.
    pub id: &'a str,
    /// The session id of the interruption that it may make.
    pub sid: &'a str,
    /// What the directory says of it, where the records have asked for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<Value>,
}

impl Database {
    /// A session sends, or answers the message that its page shows.
    ///
    /// # Errors
    /// `no_such_party`, `not_accepted`, `too_many_messages`, `nothing_to_answer`, a refusal of
    /// `enter`, or the database cannot be asked.
    pub fn send(&mut self, asker: &Asker, message: &NewMessage, draft: &Value) -> Result<Value, Error> {
        let (new, limits) = (json!(message), self.limits.clone());
        let voice = message.voice.map(|voice| &*voice.bytes);
        self.call(
            "send",
            &[text(&asker.sid), credentials(asker), jsonb(&new), jsonb(draft), jsonb(&limits), bytes(&voice)],
        )
    }

    /// A script sends with its party's token.
    ///
    /// # Errors
    /// `unknown_token`, `no_such_party`, `not_accepted`, `too_many_messages`, or the database
    /// cannot be asked.
    pub fn send_by_token(&mut self, token: &[u8], message: &NewMessage) -> Result<Value, Error> {
        let (new, limits) = (json!(message), self.limits.clone());
        let voice = message.voice.map(|voice| &*voice.bytes);
        self.call("send_by_token", &[(&token, Type::BYTEA), jsonb(&new), jsonb(&limits), bytes(&voice)])
    }

    /// Is this anybody's token?
    ///
    /// # Errors
    /// `unknown_token`, or the database cannot be asked.
    pub fn know_token(&mut self, token: &[u8]) -> Result<Value, Error> {
        self.call("know_token", &[(&token, Type::BYTEA)])
    }

    /// What is to be pushed so that an interruption rings.
    ///
    /// # Errors
    /// `no_such_page`, or the database cannot be asked.
    pub fn ring(&mut self, sid: &str) -> Result<Value, Error> {
        let ring = self.ring_seconds;
        self.call("ring", &[text(&sid), int(&ring)])
    }

    /// nginx has told that a browser received the interruption.
    ///
    /// # Errors
    /// The database cannot be asked.
    pub fn reached(&mut self, sid: &str) -> Result<Value, Error> {
        self.call("reached", &[text(&sid)])
    }

    /// Closes an interruption and tells where its party goes on.
    ///
    /// # Errors
    /// `rang_too_long`, `session_ended`, a refusal of `enter`, or the database cannot be asked.
    pub fn resume(&mut self, asker: &Asker, new_sid: &str) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call("resume", &[text(&asker.sid), credentials(asker), text(&new_sid), jsonb(&limits)])
    }

    /// Deletes a message from the party's mailbox.
    ///
    /// # Errors
    /// `no_such_message`, a refusal of `enter`, or the database cannot be asked.
    pub fn delete_message(&mut self, asker: &Asker, message: &str) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call("delete_message", &[text(&asker.sid), credentials(asker), jsonb(&limits), text(&message)])
    }
}
