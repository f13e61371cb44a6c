//! Listening: the functions of `sql/functions/voice.sql`.

use super::{Asker, Database, Received, credentials, failed, int, jsonb, text};
use crate::error::Error;
use bytes::Bytes;
use postgres::types::Type;
use serde_json::Value;

impl Database {
    /// What a message's recording is; without a message, the one of the draft on the session's page.
    ///
    /// # Errors
    /// `no_such_recording`, a refusal of `enter`, or the database cannot be asked.
    pub fn recording(&mut self, asker: &Asker, message: Option<&str>) -> Result<Value, Error> {
        let limits = self.limits.clone();
        self.call("recording", &[text(&asker.sid), credentials(asker), jsonb(&limits), (&message, Type::TEXT)])
    }

    /// Some bytes of it, where the driver has received them: they are not copied.
    ///
    /// # Errors
    /// As [`Database::recording`].
    pub fn recording_part(
        &mut self,
        asker: &Asker,
        message: Option<&str>,
        part: std::ops::Range<usize>,
    ) -> Result<Bytes, Error> {
        let (function, hours) = ("recording_part", self.hours);
        let number = |number: usize| i32::try_from(number).map_err(|error| failed(function, error));
        let (skip, count) = (number(part.start)?, number(part.len())?);
        let asked =
            [text(&asker.sid), credentials(asker), int(&hours), (&message as _, Type::TEXT), int(&skip), int(&count)];
        let row = self.row(function, &asked)?;
        row.try_get::<_, &[u8]>(0).map_err(|source| failed(function, source))?;
        Ok(Bytes::from_owner(Received(row)))
    }

    /// The recipient has listened to a message to its end.
    ///
    /// # Errors
    /// `no_such_recording`, a refusal of `enter`, or the database cannot be asked.
    pub fn heard(&mut self, asker: &Asker, message: &str) -> Result<Value, Error> {
        let hours = self.hours;
        self.call("heard", &[text(&asker.sid), credentials(asker), int(&hours), text(&message)])
    }
}
