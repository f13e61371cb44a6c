//! A request as CGI describes it: meta-variables (RFC 3875) and a body.

use super::{cookie, form::Form, form::FormError};
use bytes::Bytes;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// More variables than any server sends.
pub const VARIABLES_MAX: usize = 256;

/// The most bytes in all names and values together; nginx cannot send more either.
pub const VARIABLES_BYTES_MAX: usize = 72 * 1024;

/// One request, whichever way it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    variables: BTreeMap<String, String>,
    body: Bytes,
    fault: Option<&'static str>,
}

impl Request {
    /// Takes what the server said. Nothing fails here, so that even a malformed request can be
    /// answered: see [`Request::fault`].
    pub fn new(variables: impl IntoIterator<Item = (String, String)>, body: impl Into<Bytes>) -> Request {
        let mut request = Request { variables: BTreeMap::new(), body: body.into(), fault: None };
        let mut bytes = 0;
        for (name, value) in variables {
            bytes += name.len() + value.len();
            if request.variables.len() >= VARIABLES_MAX || bytes > VARIABLES_BYTES_MAX {
                request.fault = Some("too many or too long headers");
                break;
            }
            // `Proxy:` would become a variable that HTTP libraries obey (httpoxy).
            if name != "HTTP_PROXY" {
                request.variables.insert(name, value);
            }
        }
        request.fault = request.fault.or_else(|| request.find_fault());
        request
    }

    fn find_fault(&self) -> Option<&'static str> {
        let path = self.variable("PATH_INFO").unwrap_or("");
        let base = self.variable("SCRIPT_NAME").unwrap_or("");
        let method = self.method();
        if !(path.is_empty() || path.starts_with('/')) || path.contains(char::is_control) {
            Some("the path is not one")
        } else if !(base.is_empty() || base.starts_with('/'))
            || base.starts_with("//")
            || base.contains(|c: char| !c.is_ascii_graphic() || "\"<>?#\\".contains(c))
        {
            Some("the base path is not one")
        } else if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Some("the method is not one")
        } else {
            None
        }
    }

    /// Why the request cannot be understood, when it cannot: it is to be answered with 400.
    pub fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// The same request, to be refused because of `fault`.
    pub fn refused(mut self, fault: &'static str) -> Request {
        self.fault = Some(fault);
        self
    }

    /// The same request with its body, where that is read only after the variables are known.
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Request {
        self.body = body.into();
        self
    }

    /// The meta-variable `name`.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str)
    }

    /// All meta-variables.
    pub fn variables(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// `GET`, `POST` or another.
    pub fn method(&self) -> &str {
        self.variable("REQUEST_METHOD").unwrap_or("")
    }

    /// The decoded path below [`Request::base`]; it begins with `/`.
    pub fn path(&self) -> &str {
        match self.variable("PATH_INFO") {
            Some(path) if path.starts_with('/') => path,
            _ => "/",
        }
    }

    /// What every link of ours begins with: empty behind nginx, the script's path under CGI.
    pub fn base(&self) -> &str {
        match self.variable("SCRIPT_NAME") {
            Some(base) if self.fault.is_none() => base.trim_end_matches('/'),
            _ => "",
        }
    }

    /// The fields of the query string.
    pub fn query(&self) -> Form {
        Form::parse_leniently(self.variable("QUERY_STRING").unwrap_or("").as_bytes())
    }

    /// The fields of a posted form; none when nothing was posted.
    pub fn form(&self) -> Result<Form, FormError> {
        if self.body.is_empty() {
            return Ok(Form::default());
        }
        if self.media_type() != "application/x-www-form-urlencoded" {
            return Err(FormError::WrongType);
        }
        Form::parse(&self.body)
    }

    /// The body as it came. A large one is memory that the front has filled; parts of it are no copies.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text, when it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.body).ok()
    }

    /// The type of the body without its parameters, in lower case; empty when there is none.
    pub fn media_type(&self) -> String {
        let whole = self.variable("CONTENT_TYPE").unwrap_or("");
        let media_type = whole.split(';').next().unwrap_or("");
        media_type.trim().to_ascii_lowercase()
    }

    /// The header `name`, in any case, when it came and is not empty.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut variable = String::with_capacity(name.len() + 5);
        if !matches!(name.to_ascii_lowercase().as_str(), "content-type" | "content-length") {
            variable.push_str("HTTP_");
        }
        variable.extend(name.chars().map(|c| match c {
            '-' => '_',
            c => c.to_ascii_uppercase(),
        }));
        self.variable(&variable).filter(|value| !value.is_empty())
    }

    /// The client's address, when it has one.
    pub fn remote_address(&self) -> Option<IpAddr> {
        let address: IpAddr = self.variable("REMOTE_ADDR")?.parse().ok()?;
        Some(address.to_canonical())
    }

    /// Whether the client came over TLS.
    pub fn is_https(&self) -> bool {
        matches!(self.variable("HTTPS"), Some("on" | "1")) || self.variable("REQUEST_SCHEME") == Some("https")
    }

    /// Whether `Accept` asks for JSON, and not for HTML rather.
    pub fn wants_json(&self) -> bool {
        let accept = self.header("Accept").unwrap_or("");
        let json = quality(accept, "application/json");
        json > 0.0 && json >= quality(accept, "text/html")
    }

    /// Whether a page wants this for itself, to play, to keep or to read it, and nobody looks at it (Fetch Metadata
    /// Request Headers, section 2.1). Scripts outside of browsers do not say.
    pub fn is_for_a_page(&self) -> bool {
        self.header("Sec-Fetch-Dest").is_some_and(|wanted| !matches!(wanted, "document" | "iframe" | "frame"))
    }

    /// The cookies; a name that came twice is not among them.
    pub fn cookies(&self) -> Vec<(&str, &str)> {
        cookie::parse(self.header("Cookie").unwrap_or(""))
    }

    /// The cookie `name`.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.cookies();
        cookies.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The token of `Authorization: Bearer …`.
    pub fn bearer_token(&self) -> Option<&str> {
        let (scheme, token) = self.header("Authorization")?.split_once(' ')?;
        let token = token.trim();
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        (scheme.eq_ignore_ascii_case("Bearer") && !token.is_empty() && token.bytes().all(is_token)).then_some(token)
    }

    /// The channel from which nginx tells that a browser went (`PAGEBOY_CALLBACK went`). Only nginx
    /// itself can set this: a client's headers become other variables.
    pub fn channel_that_went(&self) -> Option<&str> {
        let channel = self.variable("PAGEBOY_CHANNEL")?;
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_channel = channel.len() == 64 && channel.bytes().all(is_hex);
        (self.variable("PAGEBOY_CALLBACK") == Some("went") && is_channel).then_some(channel)
    }
}

/// How much an `Accept` header wants exactly `media_type`, from 0 to 1.
fn quality(accept: &str, media_type: &str) -> f32 {
    let mut best = 0.0;
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        if !parts.next().unwrap_or("").eq_ignore_ascii_case(media_type) {
            continue;
        }
        let mut quality = 1.0;
        for parameter in parts {
            if let Some((name, value)) = parameter.split_once('=')
                && name.trim().eq_ignore_ascii_case("q")
            {
                quality = value.trim().parse().unwrap_or(0.0);
            }
        }
        if quality > best && quality <= 1.0 {
            best = quality;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(variables: &[(&str, &str)]) -> Request {
        request_with_body(variables, b"")
    }

    fn request_with_body(variables: &[(&str, &str)], body: &[u8]) -> Request {
        let fixed = [("REQUEST_METHOD", "GET"), ("PATH_INFO", "/")];
        let variables = fixed.iter().chain(variables);
        Request::new(variables.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())), body.to_vec())
    }

    #[test]
    fn paths_that_are_none_are_faults() {
        for path in ["s", "*", "http://x/", "/a\0b", "/a\nb", "/\u{85}"] {
            let request = request(&[("PATH_INFO", path)]);
            assert!(request.fault().is_some(), "{path:?}");
        }
        for path in ["/", "/s/x", "/é", "//x", "/../etc", "/%00", ""] {
            assert_eq!(request(&[("PATH_INFO", path)]).fault(), None, "{path:?}");
        }
        assert_eq!(request(&[("PATH_INFO", "")]).path(), "/");
        for base in ["//evil.example", "evil", "/a b", "/a\"b", "/a<b", "/a?b", "/a\r\nb", "/é"] {
            let request = request(&[("SCRIPT_NAME", base)]);
            assert!(request.fault().is_some(), "{base:?}");
            assert_eq!(request.base(), "");
        }
        let request = request(&[("SCRIPT_NAME", "/cgi-bin/pageboy")]);
        assert_eq!((request.fault(), request.base()), (None, "/cgi-bin/pageboy"));
    }

    #[test]
    fn methods_that_are_none_are_faults() {
        for method in ["", "get", "G T", "GET\n", "PÖST"] {
            assert!(request(&[("REQUEST_METHOD", method)]).fault().is_some());
        }
        assert!(Request::new([], Vec::new()).fault().is_some());
    }

    #[test]
    fn too_many_variables_are_a_fault() {
        let many = (0..20_000).map(|number| (format!("HTTP_X{number}"), String::new()));
        let request = Request::new(many, Vec::new());
        assert!(request.fault().is_some());
        assert!(request.variables().len() <= VARIABLES_MAX);
        let long = [("HTTP_X".to_owned(), "x".repeat(VARIABLES_BYTES_MAX))];
        assert!(Request::new(long, Vec::new()).fault().is_some());
    }

    #[test]
    fn the_header_proxy_is_dropped() {
        assert_eq!(request(&[("HTTP_PROXY", "http://evil")]).header("Proxy"), None);
    }

    #[test]
    fn headers_are_found_by_their_names() {
        let request = request(&[
            ("HTTP_SEC_FETCH_SITE", "same-origin"),
            ("HTTP_ORIGIN", ""),
            ("CONTENT_TYPE", "Text/Plain; charset=utf-8"),
        ]);
        assert_eq!(request.header("sec-fetch-site"), Some("same-origin"));
        assert_eq!(request.header("Origin"), None);
        assert_eq!(request.header("Content-Type"), Some("Text/Plain; charset=utf-8"));
        assert_eq!(request.media_type(), "text/plain");
    }

    #[test]
    fn json_is_wanted_when_asked_for() {
        for (accept, wanted) in [
            ("application/json", true),
            ("Application/JSON", true),
            ("application/json;q=0.1", true),
            ("text/html, application/json", true),
            ("text/html;q=0.5, application/json;q=0.9", true),
            ("application/json; charset=utf-8; q=0.3", true),
            ("text/html, application/json;q=0.9", false),
            ("application/json;q=0", false),
            ("application/json;q=0.0, text/html", false),
            ("application/json;q=NaN", false),
            ("application/json;q=7", false),
            ("application/json;q=x", false),
            ("text/html,application/xhtml+xml,*/*;q=0.8", false),
            ("*/*", false),
            ("application/jsonp", false),
            ("", false),
            (";;;,,,", false),
        ] {
            let request = request(&[("HTTP_ACCEPT", accept)]);
            assert_eq!(request.wants_json(), wanted, "{accept}");
        }
    }

    #[test]
    fn bearer_tokens_are_read() {
        for (header, token) in [
            ("Bearer abc-_.~+/=", Some("abc-_.~+/=")),
            ("bearer  abc ", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("Bearer ", None),
            ("Bearer a b", None),
            ("Bearer a\"b", None),
            ("Bearer é", None),
        ] {
            let request = request(&[("HTTP_AUTHORIZATION", header)]);
            assert_eq!(request.bearer_token(), token, "{header}");
        }
    }

    #[test]
    fn callbacks_are_exact() {
        let channel = "0123456789abcdef".repeat(4);
        let of = |callback: &str, channel: &str| {
            let request = request(&[("PAGEBOY_CALLBACK", callback), ("PAGEBOY_CHANNEL", channel)]);
            request.channel_that_went().map(str::to_owned)
        };
        assert_eq!(of("went", &channel), Some(channel.clone()));
        for (callback, channel) in
            [("other", channel.as_str()), ("went", &channel[1..]), ("went", &channel.to_uppercase()), ("went", "")]
        {
            assert_eq!(of(callback, channel), None);
        }
    }

    #[test]
    fn forms_need_their_type() {
        let form = "application/x-www-form-urlencoded";
        let read = |media_type, body| request_with_body(&[("CONTENT_TYPE", media_type)], body).form();
        assert_eq!(read(form, b"a=1").unwrap().get("a"), Some("1"));
        let with_charset = "Application/x-www-form-urlencoded; charset=UTF-8";
        assert_eq!(read(with_charset, b"a=1").unwrap().get("a"), Some("1"));
        assert_eq!(read("text/plain", b"a=1"), Err(FormError::WrongType));
        assert_eq!(read("", b"a=1"), Err(FormError::WrongType));
        assert!(read("", b"").unwrap().is_empty());
    }

    #[test]
    fn addresses_are_canonical() {
        let address = |text| request(&[("REMOTE_ADDR", text)]).remote_address();
        assert_eq!(address("192.0.2.1"), "192.0.2.1".parse().ok());
        assert_eq!(address("::ffff:192.0.2.1"), "192.0.2.1".parse().ok());
        assert_eq!(address("2001:db8::1"), "2001:db8::1".parse().ok());
        assert_eq!(address("unix:"), None);
    }
}
