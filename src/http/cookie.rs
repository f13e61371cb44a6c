//! Cookies as a browser sends them, and as we set them (RFC 6265).

use super::response::{HeaderValue, InvalidHeader};

/// More cookies than a browser keeps for one site; a request with more has none for us.
const COOKIES_MAX: usize = 256;

/// Reads a `Cookie` header. A name that comes more than once counts as absent: one of the two was
/// put there by somebody else (a sibling host, say), and nobody can tell which.
pub fn parse(header: &str) -> Vec<(&str, &str)> {
    let mut cookies: Vec<(&str, &str)> = Vec::new();
    let mut refused: Vec<&str> = Vec::new();
    for (count, part) in header.split(';').enumerate() {
        if count >= COOKIES_MAX {
            return Vec::new();
        }
        let part = part.trim_matches([' ', '\t']);
        let Some((name, value)) = part.split_once('=') else {
            continue;
        };
        let twice = refused.contains(&name) || cookies.iter().any(|(known, _)| *known == name);
        if twice || !is_name(name) || !is_value(value) {
            refused.push(name);
            cookies.retain(|(known, _)| *known != name);
        } else {
            cookies.push((name, value));
        }
    }
    cookies
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?={}".contains(&byte))
}

fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte))
}

/// A cookie to be set: always `Secure`, `HttpOnly`, `SameSite=Lax` and `Path=/`, which the prefix
/// `__Host-` demands and which lets it reach no script and no other site's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetCookie {
    pair: String,
    forgotten: bool,
}

impl SetCookie {
    /// A cookie that ends with the browser's own session.
    pub fn new(name: &str, value: &str) -> Result<SetCookie, InvalidHeader> {
        if is_name(name) && is_value(value) {
            Ok(SetCookie { pair: format!("{name}={value}"), forgotten: false })
        } else {
            Err(InvalidHeader)
        }
    }

    /// Has the browser forget a cookie.
    pub fn forgotten(name: &str) -> Result<SetCookie, InvalidHeader> {
        SetCookie::new(name, "").map(|cookie| SetCookie { forgotten: true, ..cookie })
    }

    pub(super) fn header_value(&self) -> HeaderValue {
        let age = if self.forgotten { "; Max-Age=0" } else { "" };
        HeaderValue::encoded(&format!("{}; Path=/; Secure; HttpOnly; SameSite=Lax{age}", self.pair))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_read() {
        assert_eq!(
            parse("a=1; __Host-pageboy-alice=x-Y_z; b="),
            [("a", "1"), ("__Host-pageboy-alice", "x-Y_z"), ("b", "")]
        );
        assert_eq!(parse("a=b=c"), [("a", "b=c")]);
    }

    #[test]
    fn hostile_cookies_are_absent() {
        let none: &[(&str, &str)] = &[];
        for header in [
            "",
            ";;;",
            "=",
            "=__Host-a=1",
            "a",
            "a=1; a=2",
            "a=1;a=1",
            "a=1; a=2; a=3",
            "a=\"1\"; a=2",
            "a=2; a=\"1\"",
            "a=1;\ta=2",
            "a=x y",
            "a=x,y",
            "a=x\\y",
            "a=\r\nb",
            "a=é",
            "a\0=1",
            "a b=1",
            "[a]=1",
        ] {
            assert_eq!(parse(header), none, "{header:?}");
        }
        assert_eq!(parse("a=1; b=2; a=3"), [("b", "2")]);
        assert_eq!(parse("A=1; a=2"), [("A", "1"), ("a", "2")]);
        let many = format!("{}a=1", "x=1;".repeat(COOKIES_MAX));
        assert_eq!(parse(&many), none);
    }

    #[test]
    fn a_set_cookie_carries_its_guards() {
        let cookie = SetCookie::new("__Host-p", "v").unwrap();
        assert_eq!(cookie.header_value().as_str(), "__Host-p=v; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn a_set_cookie_cannot_be_split() {
        for (name, value) in [("a", "b;c"), ("a", "b\r\nX: y"), ("a=b", "c"), ("", "c"), ("a\n", "c")] {
            assert_eq!(SetCookie::new(name, value), Err(InvalidHeader));
        }
    }
}
