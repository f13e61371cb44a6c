//! What can go wrong with an IMAP server, as far as it makes a difference: was it done, or not?

use crate::config::ImapConfig;
use crate::error::Error;
use std::fmt;

/// Why something could not be done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Trouble {
    /// The server could not be reached, or did not even greet.
    Unreachable(String),
    /// It refused, so nothing was done.
    Failed(String),
    /// The answer did not come: it may have been done.
    Unsure(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Trouble::Unreachable(words) | Trouble::Failed(words) | Trouble::Unsure(words)) = self;
        out.write_str(words)
    }
}

const NOT_UNDERSTOOD: &str = "the server's answer is not understood";

/// What may be logged of a conversation that broke off. The crate quotes all of an answer that it does not understand,
/// and what people write to each other may be in it.
#[must_use]
pub fn words(error: &std::io::Error) -> String {
    let words = error.to_string();
    if words.contains("during parsing of") { NOT_UNDERSTOOD.to_owned() } else { words }
}

impl From<async_imap::error::Error> for Trouble {
    fn from(error: async_imap::error::Error) -> Trouble {
        use async_imap::error::Error as Cause;
        match error {
            Cause::No(_) | Cause::Bad(_) | Cause::Validate(_) | Cause::Append => Trouble::Failed(error.to_string()),
            Cause::Io(error) => Trouble::Unsure(words(&error)),
            Cause::Parse(_) => Trouble::Unsure(NOT_UNDERSTOOD.to_owned()),
            _ => Trouble::Unsure(error.to_string()),
        }
    }
}

impl Trouble {
    /// As an error of the program: what was tried, with whose mailbox, and where.
    #[must_use]
    pub fn while_doing(self, operation: &str, mailbox: &str, config: &ImapConfig) -> Error {
        let operation = format!("{operation} {mailbox} at {}:{}", config.host, config.port);
        Error::Mailbox { operation, problem: self.to_string() }
    }
}
