//! Push without a stream: for Apache, lighttpd, and nginx without nchan. A page asks `/pending`
//! every few seconds, so there is nothing to send, and nobody that could be said to have received it.

use crate::error::Error;

/// Nothing was received at this moment; the recipient's page asks within `poll_seconds`.
///
/// # Errors
/// None.
pub fn publish() -> Result<bool, Error> {
    Ok(false)
}
