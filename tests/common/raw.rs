//! Requests as bytes, for what no well-behaved client sends, and for moments in which a server may be
//! gone: a connection that breaks is a result here, not a failure of the test.

use super::{Answer, Window};
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than any deadline of the stack.
const PATIENCE: Duration = Duration::from_secs(50);

/// Host and port of a URL.
pub fn authority(site: &str) -> &str {
    let rest = site.split("://").nth(1).unwrap_or(site);
    rest.split('/').next().unwrap_or(rest)
}

/// A connection to the site.
pub fn connect(site: &str) -> Result<TcpStream> {
    let stream = TcpStream::connect(authority(site))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

/// The bytes of a request. The connection is to be closed after it.
pub fn bytes(method: &str, target: &str, host: &str, headers: &[(&str, &str)], body: Option<&str>) -> Vec<u8> {
    let mut request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(body) = body {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
            request.push_str("Content-Type: application/x-www-form-urlencoded\r\n");
        }
    }
    request.push_str("\r\n");
    request.push_str(body.unwrap_or_default());
    request.into_bytes()
}

/// Sends `request` as it is and reads its answer until the server closes the connection.
pub fn exchange(site: &str, request: &[u8]) -> Result<Answer> {
    let mut stream = connect(site)?;
    // A server that has heard enough may answer and close before all was written.
    let written = stream.write_all(request);
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    if answer.is_empty() {
        written?;
        read?;
    }
    parse(&answer, request.starts_with(b"HEAD "))
}

/// `GET`, tolerant of servers that are away.
pub fn get(site: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
    exchange(site, &bytes("GET", path, authority(site), headers, None))
}

/// `POST` of a form, tolerant of servers that are away.
pub fn post(site: &str, path: &str, headers: &[(&str, &str)], form: &str) -> Result<Answer> {
    exchange(site, &bytes("POST", path, authority(site), headers, Some(form)))
}

/// A page below a window's session with the window's credential.
pub fn page_of(window: &Window, below: &str, accept: &str) -> Result<Answer> {
    let path = format!("{}{below}", window.path);
    get(&window.site, &path, &[("Cookie", &window.cookie), ("Accept", accept)])
}

/// An answer as it came over the wire. One that was cut is an error.
pub fn parse(answer: &[u8], is_head: bool) -> Result<Answer> {
    let cut = || Error::new(ErrorKind::UnexpectedEof, format!("cut: {}", String::from_utf8_lossy(answer)));
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").ok_or_else(cut)?;
    let head = String::from_utf8_lossy(&answer[..end]);
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(cut)?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let body = &answer[end + 4..];
    let header = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let body = if header("transfer-encoding") == Some("chunked") {
        unchunked(body).ok_or_else(cut)?
    } else {
        let length = header("content-length").and_then(|length| length.parse().ok());
        if !is_head && length.is_some_and(|length: usize| length != body.len()) {
            return Err(cut());
        }
        body.to_vec()
    };
    let text = String::from_utf8_lossy(&body).into_owned();
    Ok(Answer { status, headers, text })
}

/// The content of a chunked body (RFC 9112 section 7.1), when it is whole.
pub fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&body[..end]).ok()?.trim(), 16).ok()?;
        body = &body[end + 2..];
        if size == 0 {
            return Some(content);
        }
        content.extend_from_slice(body.get(..size)?);
        body = body.get(size + 2..)?;
    }
}
