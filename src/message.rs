//! Messages: what is accepted as one, and what is said of its outcome.

use crate::error::Error;
use serde::{Deserialize, Serialize};

/// What became of a message, told as it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The recipient's browser was reached.
    Interrupted,
    /// The interruption is made, and its browser not reached yet.
    Ringing,
    /// The recipient is reading another one.
    Queued,
    /// The recipient is away or busy, or it rang too long: it waits in the mailbox.
    Mailbox,
}

/// How far the recipient has got with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Progress {
    /// Not seen yet.
    None,
    /// It was on the screen, and so it was read.
    Read,
    /// It was on the screen, and is there to be listened to.
    Opened,
    /// It was on the screen, and is not any more.
    Left,
    /// The recording was played to its end.
    Heard,
    /// It was answered.
    Answered,
    /// It is not in the inbox any more, and was never opened.
    Removed,
}

impl Outcome {
    /// The sentence that its sender reads.
    #[must_use]
    pub fn words(self, name: &str, progress: Progress) -> String {
        match (self, progress) {
            (_, Progress::Answered) => format!("{name} has answered."),
            (_, Progress::Removed) => {
                format!("{name} has taken your message out of the inbox without opening it here.")
            }
            (Outcome::Interrupted, Progress::Left) => format!("{name} has seen your message."),
            (_, Progress::Heard) => format!("{name} has listened to your message."),
            (Outcome::Interrupted, Progress::Read | Progress::Opened) => {
                format!("{name} has your message on the screen.")
            }
            (Outcome::Interrupted, Progress::None) => {
                format!("{name}'s browser was reached and is opening your message.")
            }
            (Outcome::Ringing, _) => format!("Ringing. {name} has not opened your message yet."),
            (Outcome::Queued, _) => format!("{name} is reading another message. Yours comes next in turn."),
            (Outcome::Mailbox, Progress::Read | Progress::Left) => {
                format!("{name} has read your message in the inbox.")
            }
            (Outcome::Mailbox, Progress::Opened) => format!("{name} has opened your message in the inbox."),
            (Outcome::Mailbox, Progress::None) => {
                format!("{name} could not be interrupted. Your message waits in the inbox.")
            }
        }
    }
}

/// The words of a message as they are stored: line ends are unified and blank ends removed.
///
/// `may_be_empty`: there is a recording beside them.
///
/// # Errors
/// `no_text` for an empty message, `text_too_long` over the limit in bytes, `bad_text` for NUL,
/// which PostgreSQL cannot store.
pub fn words(text: &str, limit: usize, may_be_empty: bool) -> Result<String, Error> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() && !may_be_empty {
        return Err(Error::refused("no_text"));
    }
    if text.len() > limit {
        return Err(Error::refused("text_too_long"));
    }
    if text.contains('\0') {
        return Err(Error::refused("bad_text"));
    }
    Ok(text.to_owned())
}

/// A recipient's id as typed: surrounding space and capitals do not matter.
///
/// # Errors
/// `no_recipient` when there is none; `no_such_party` for what cannot be an id.
pub fn recipient(to: &str) -> Result<String, Error> {
    let to = to.trim().to_lowercase();
    if to.is_empty() {
        return Err(Error::refused("no_recipient"));
    }
    if to.len() > 64 || to.contains('\0') {
        return Err(Error::refused("no_such_party"));
    }
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_trimmed_bounded_and_storable() {
        assert_eq!(words(" a\r\nb \n", 10, false).unwrap(), "a\nb");
        assert_eq!(words(" \n ", 10, true).unwrap(), "");
        for (text, code) in [(" \n ", "no_text"), ("aaaaaaaaaaa", "text_too_long"), ("a\0b", "bad_text")] {
            assert_eq!(words(text, 10, false).unwrap_err().refusal().code, code);
        }
    }

    #[test]
    fn a_recipient_is_found_whatever_its_case() {
        assert_eq!(recipient(" Bob ").unwrap(), "bob");
        assert_eq!(recipient(" ").unwrap_err().refusal().code, "no_recipient");
    }
}
