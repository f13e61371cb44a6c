//! A recording that is in mailboxes only. A mail is not believed: what is played is what was sent, byte for byte, or
//! nothing.

use super::imap::{self, Account, Trouble};
use super::inbox::PAGE;
use crate::app::App;
use crate::error::Error;
use bytes::Bytes;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// In whose mailbox it is, and whether among what was sent; as `recording` in SQL tells it.
#[derive(Debug, Deserialize)]
pub struct Place {
    mailbox: String,
    copy: bool,
}

/// Fetches the recording of a message, of which size and SHA-256 (in hexadecimal digits) are known.
///
/// # Errors
/// `no_such_recording` when it is not there (any more), `mailbox_unavailable`, or a fault.
pub fn fetch(app: &App, place: &Place, message: &str, size: usize, hash: &str) -> Result<Bytes, Error> {
    let config = super::configured(app)?;
    let trouble = |trouble: Trouble| trouble.while_doing("a recording for", &place.mailbox, config);
    // Whoever waits is to be told before this process has to end.
    let limit = (PAGE + imap::time_to_carry(size)).min(Duration::from_secs(app.config.request_seconds) * 3 / 4);
    let mut account = Account::open(config, &place.mailbox, limit).map_err(trouble)?;
    let found = account.recording(message, place.copy, size, |bytes| is_it(bytes, size, hash)).map_err(trouble)?;
    account.close();
    found.map(Bytes::from).ok_or_else(|| Error::refused("no_such_recording"))
}

fn is_it(bytes: &[u8], size: usize, hash: &str) -> bool {
    bytes.len() == size && Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>() == hash
}
