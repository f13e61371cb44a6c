//! FastCGI (Specification 1.0) as a web server speaks it, straight to a socket of Pageboy's: for sockets
//! that no nginx is behind, and for what no nginx would send.

use super::{Answer, raw};
use std::io::{Read, Result, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

const BEGIN: u8 = 1;
const PARAMETERS: u8 = 4;
const INPUT: u8 = 5;
const OUTPUT: u8 = 6;
/// Longer than any deadline of a test's Pageboy.
const PATIENCE: Duration = Duration::from_secs(50);

/// A request's variables, in their order.
pub type Variables<'a> = [(&'a [u8], &'a [u8])];

/// One record (section 3.3).
pub fn record(kind: u8, content: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(content.len()).expect("a short record").to_be_bytes();
    let mut record = vec![1, kind, 0, 1, high, low, 0, 0];
    record.extend_from_slice(content);
    record
}

/// A whole request: the role responder, the variables, the body.
pub fn request(variables: &Variables, body: &[u8]) -> Vec<u8> {
    let mut pairs = Vec::new();
    for (name, value) in variables {
        for part in [name, value] {
            match u8::try_from(part.len()) {
                Ok(length) if length < 128 => pairs.push(length),
                _ => pairs.extend((u32::try_from(part.len()).expect("short") | 0x8000_0000).to_be_bytes()),
            }
        }
        pairs.extend_from_slice(name);
        pairs.extend_from_slice(value);
    }
    let mut request = record(BEGIN, &[0, 1, 0, 0, 0, 0, 0, 0]);
    for part in pairs.chunks(60_000) {
        request.extend(record(PARAMETERS, part));
    }
    request.extend(record(PARAMETERS, b""));
    for part in body.chunks(60_000) {
        request.extend(record(INPUT, part));
    }
    request.extend(record(INPUT, b""));
    request
}

/// The variables of a request for a path, as nginx's configuration sends them, with `PAGEBOY_END` last.
pub fn variables<'a>(method: &'a str, path: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a [u8], &'a [u8])> {
    let fixed = [("REQUEST_METHOD", method), ("SCRIPT_NAME", ""), ("PATH_INFO", path), ("REMOTE_ADDR", "127.0.0.1")];
    fixed
        .iter()
        .chain(more)
        .chain([&("PAGEBOY_END", "1")])
        .map(|(name, value)| (name.as_bytes(), value.as_bytes()))
        .collect()
}

/// A connection to Pageboy's socket.
pub fn connect(socket: &Path) -> Result<UnixStream> {
    let stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// Sends bytes as they are and reads the answer.
pub fn exchange(socket: &Path, request: &[u8]) -> Result<Answer> {
    let mut stream = connect(socket)?;
    let written = stream.write_all(request);
    let mut records = Vec::new();
    let read = stream.read_to_end(&mut records);
    let output = output_of(&records);
    if output.is_empty() {
        written?;
        read?;
    }
    // A CGI answer begins with a header `Status` where HTTP has a status line.
    let answer = [b"HTTP/1.1 ".as_slice(), output.strip_prefix(b"Status: ").unwrap_or(&output)].concat();
    raw::parse(&answer, false)
}

/// `GET` of a path, in JSON.
pub fn get(socket: &Path, path: &str) -> Result<Answer> {
    exchange(socket, &request(&variables("GET", path, &[("HTTP_ACCEPT", "application/json")]), b""))
}

/// What the records of an answer bring on their output stream.
fn output_of(mut records: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    while let [_, kind, _, _, high, low, padding, _, rest @ ..] = records {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some(content) = rest.get(..length) else { break };
        if *kind == OUTPUT {
            output.extend_from_slice(content);
        }
        records = rest.get(length + usize::from(*padding)..).unwrap_or_default();
    }
    output
}
