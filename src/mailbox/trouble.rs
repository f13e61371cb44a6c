//! What can go wrong with an IMAP server, as far as it makes a difference: was it done, or not?

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

impl From<async_imap::error::Error> for Trouble {
    fn from(error: async_imap::error::Error) -> Trouble {
        use async_imap::error::Error as Cause;
        match error {
            Cause::No(_) | Cause::Bad(_) | Cause::Validate(_) | Cause::Append => Trouble::Failed(error.to_string()),
            _ => Trouble::Unsure(error.to_string()),
        }
    }
}

impl Trouble {
    /// As an error of the program: what was tried, and with whose mailbox.
    #[must_use]
    pub fn while_doing(self, operation: &str, mailbox: &str) -> Error {
        Error::Mailbox { operation: format!("{operation} {mailbox}"), problem: self.to_string() }
    }
}
