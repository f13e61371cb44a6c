//! A response: status, headers whose values cannot break out of their line, and a body.

use super::cookie::SetCookie;
use bytes::Bytes;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use std::io::Write;

/// What every response carries unless it says otherwise itself.
const DEFAULTS: &[(&str, &str)] = &[
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "microphone=(self), camera=(), geolocation=()"),
];

/// The content security policy of a page that does not set one of its own.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; media-src 'self' blob:; connect-src 'self'; frame-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

const STRICT_TRANSPORT_SECURITY: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// What may not stand in a header line as it is.
const ENCODED: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// A text that cannot be the value of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidHeader;

/// The value of a header: printable ASCII, so it can neither end its line nor begin another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderValue(String);

impl HeaderValue {
    /// Takes `text` as it is, or refuses it.
    pub fn new(text: &str) -> Result<HeaderValue, InvalidHeader> {
        if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            Ok(HeaderValue(text.to_owned()))
        } else {
            Err(InvalidHeader)
        }
    }

    /// Percent-encodes whatever [`HeaderValue::new`] would refuse.
    pub fn encoded(text: &str) -> HeaderValue {
        HeaderValue(utf8_percent_encode(text, CONTROLS).to_string())
    }

    /// The text of the value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a page answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    status: u16,
    headers: Vec<(&'static str, HeaderValue)>,
    body: Bytes,
}

/// A response in the form of RFC 3875. The body stands apart, so that nobody copies a recording for the sake of
/// the headers before it.
#[derive(Clone, Debug)]
pub struct CgiResponse {
    /// Status, headers, and the empty line after them.
    pub head: Vec<u8>,
    /// What follows.
    pub body: Bytes,
}

impl CgiResponse {
    /// Writes all of it.
    ///
    /// # Errors
    /// Whatever the writer says.
    pub fn write_to(&self, output: &mut impl Write) -> std::io::Result<()> {
        output.write_all(&self.head)?;
        output.write_all(&self.body)
    }

    /// All of it in one piece, for what is small.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        [self.head.as_slice(), &self.body].concat()
    }
}

impl Response {
    /// A response without a body or any header of its own.
    pub fn empty(status: u16) -> Response {
        Response { status, headers: Vec::new(), body: Bytes::new() }
    }

    /// A page.
    pub fn html(status: u16, page: String) -> Response {
        Response::with_body(status, "text/html; charset=utf-8", page.into_bytes())
    }

    /// Plain text.
    pub fn text(status: u16, text: &str) -> Response {
        Response::with_body(status, "text/plain; charset=utf-8", text.to_owned())
    }

    /// `value` as JSON.
    pub fn json(status: u16, value: &impl Serialize) -> Response {
        match serde_json::to_vec(value) {
            Ok(body) => Response::with_body(status, "application/json", body),
            Err(error) => {
                ::log::error!("an answer cannot be written as JSON: {error}");
                let body = br#"{"error":"internal","message":"The answer could not be written."}"#;
                Response::with_body(500, "application/json", body.to_vec())
            }
        }
    }

    /// `body` with its media type.
    pub fn with_body(status: u16, media_type: &'static str, body: impl Into<Bytes>) -> Response {
        let mut response = Response::empty(status);
        response.body = body.into();
        response.with_header("Content-Type", HeaderValue(media_type.to_owned()))
    }

    /// Sends the browser on to `location` with GET, as after every POST.
    pub fn see_other(location: &str) -> Response {
        let location = HeaderValue(utf8_percent_encode(location, ENCODED).to_string());
        Response::empty(303).with_header("Location", location)
    }

    /// Done, and nothing to show.
    pub fn no_content() -> Response {
        Response::empty(204)
    }

    /// Sets the header `name`, in place of an earlier one and of a default of that name.
    pub fn with_header(mut self, name: &'static str, value: HeaderValue) -> Response {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name, value));
        self
    }

    /// Adds a cookie to those that the response sets already.
    pub fn with_cookie(mut self, cookie: &SetCookie) -> Response {
        self.headers.push(("Set-Cookie", cookie.header_value()));
        self
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body as it will be sent.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The first header `name` that the response set itself.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The whole response in the form of RFC 3875. Over TLS it also says that this site is to be
    /// reached over TLS only.
    pub fn to_cgi(&self, https: bool) -> CgiResponse {
        let mut head = Vec::with_capacity(1024);
        let defaults = DEFAULTS
            .iter()
            .chain(https.then_some(&STRICT_TRANSPORT_SECURITY))
            .filter(|(name, _)| self.header(name).is_none());
        // Writing to a vector cannot fail.
        let _ = write!(head, "Status: {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {}\r\n", value.as_str());
        }
        for (name, value) in defaults {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let bodiless = matches!(self.status, 204 | 304);
        if !bodiless {
            let _ = write!(head, "Content-Length: {}\r\n", self.body.len());
        }
        head.extend_from_slice(b"\r\n");
        CgiResponse { head, body: if bodiless { Bytes::new() } else { self.body.clone() } }
    }
}

/// The words for a status code.
pub fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        303 => "See Other",
        304 => "Not Modified",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(response: &Response, https: bool) -> String {
        String::from_utf8(response.to_cgi(https).into_bytes()).unwrap()
    }

    #[test]
    fn a_page_has_every_guard() {
        let cgi = text(&Response::html(200, "<p>é".to_owned()), false);
        assert!(cgi.starts_with("Status: 200 OK\r\n"), "{cgi}");
        assert!(cgi.ends_with("\r\n\r\n<p>é"), "{cgi}");
        assert!(cgi.contains("\r\nContent-Length: 5\r\n"), "{cgi}");
        for (name, value) in DEFAULTS {
            assert_eq!(cgi.matches(&format!("\r\n{name}: {value}\r\n")).count(), 1);
        }
        assert!(!cgi.contains("Strict-Transport-Security"));
    }

    #[test]
    fn strict_transport_security_comes_with_tls_only() {
        let cgi = text(&Response::no_content(), true);
        assert!(cgi.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"));
    }

    #[test]
    fn a_response_may_replace_a_default() {
        let value = HeaderValue::new("private").unwrap();
        let response = Response::text(200, "x").with_header("Cache-Control", value);
        let cgi = text(&response, false);
        assert!(cgi.contains("\r\nCache-Control: private\r\n"));
        assert!(!cgi.contains("no-store"));
    }

    #[test]
    fn header_values_cannot_break_out() {
        for hostile in ["a\r\nb", "a\nb", "a\rb", "a\0b", "é", "\x1b[0m", "a\tb", "\u{2028}"] {
            assert_eq!(HeaderValue::new(hostile), Err(InvalidHeader), "{hostile:?}");
            let encoded = HeaderValue::encoded(hostile);
            assert_eq!(HeaderValue::new(encoded.as_str()), Ok(encoded));
        }
        let response = Response::see_other("/s/a\r\nSet-Cookie: x=y");
        assert_eq!(response.header("location"), Some("/s/a%0D%0ASet-Cookie:%20x=y"));
    }

    #[test]
    fn cookies_add_up() {
        let one = SetCookie::new("a", "1").unwrap();
        let two = SetCookie::new("b", "2").unwrap();
        let cgi = text(&Response::see_other("/").with_cookie(&one).with_cookie(&two), true);
        assert_eq!(cgi.matches("Set-Cookie: ").count(), 2);
    }

    #[test]
    fn no_content_has_no_length() {
        let cgi = text(&Response::no_content(), false);
        assert!(!cgi.contains("Content-Length"));
        assert!(!cgi.contains("Content-Type:"));
        assert!(cgi.ends_with("\r\n\r\n"));
    }
}
