//! Push by nchan: events are posted to nginx's publisher on a unix socket. nginx answers 201 when a
//! browser is listening and 202 when none is; that is the truth to report.
//!
//! The exchange is one small HTTP/1.0 request and the first line and few bytes of its answer, so it
//! is written out here instead of bringing an HTTP client with connection pools and TLS.

use crate::error::Error;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

const DEADLINE: Duration = Duration::from_secs(2);
const LARGEST_ANSWER: u64 = 8192;

/// nginx's publisher.
pub struct Publisher {
    socket: PathBuf,
}

impl Publisher {
    /// The publisher behind this socket; connects for each event.
    #[must_use]
    pub fn new(socket: &Path) -> Publisher {
        Publisher { socket: socket.to_owned() }
    }

    /// Sends one event (WHATWG HTML section 9.2). True when a browser received it.
    ///
    /// # Errors
    /// [`Error::System`] when nginx cannot be reached, does not answer in time, or refuses.
    pub fn publish(&self, channel: &str, event: &str, data: &str) -> Result<bool, Error> {
        let request = format!(
            "POST /publish/{channel} HTTP/1.0\r\nHost: pageboy\r\nX-EventSource-Event: {event}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{data}",
            data.len()
        );
        match self.exchange(channel, &request)? {
            201 => Ok(true),
            202 => Ok(false),
            status => Err(refused(status)),
        }
    }

    /// Ends the streams of a channel, as after logging out. Always false: nobody received anything.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn close(&self, channel: &str) -> Result<bool, Error> {
        let request = format!("DELETE /publish/{channel} HTTP/1.0\r\nHost: pageboy\r\n\r\n");
        match self.exchange(channel, &request)? {
            200 | 202 | 404 => Ok(false),
            status => Err(refused(status)),
        }
    }

    /// The status of the answer. Both directions have a deadline, the answer a maximum.
    fn exchange(&self, channel: &str, request: &str) -> Result<u16, Error> {
        if channel.len() != 64 || !channel.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(failed("push", std::io::Error::other("not a channel")));
        }
        let answer = (|| {
            let mut stream = UnixStream::connect(&self.socket)?;
            stream.set_read_timeout(Some(DEADLINE))?;
            stream.set_write_timeout(Some(DEADLINE))?;
            stream.write_all(request.as_bytes())?;
            let mut answer = Vec::new();
            stream.take(LARGEST_ANSWER).read_to_end(&mut answer)?;
            Ok(answer)
        })()
        .map_err(|source| failed("push: nginx's publisher", source))?;
        let answer = String::from_utf8_lossy(&answer);
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.ok_or_else(|| failed("push", std::io::Error::other("nginx's publisher gave no HTTP answer")))
    }
}

fn failed(operation: &'static str, source: std::io::Error) -> Error {
    Error::System { operation, source }
}

fn refused(status: u16) -> Error {
    failed("push", std::io::Error::other(format!("nginx's publisher answered {status}")))
}
