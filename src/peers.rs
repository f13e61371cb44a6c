//! The other application servers of the same site. Each has a host name, an nginx and credentials of its
//! own; the records are one. A session lives on the server that its browser talks to. What the database
//! says of that counts only where the configuration names the same server: a browser is never sent to,
//! and nothing is ever asked of, one that is not configured.

use crate::http::{CONTENT_SECURITY_POLICY, HeaderValue, Request, Response};

/// This server and the others, by their public URLs without a slash at the end.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Peers {
    own: String,
    others: Vec<String>,
}

impl Peers {
    /// Reads the option `peers`: public URLs with spaces between them. This server's own may be among them,
    /// so that all servers can have the same list.
    ///
    /// # Errors
    /// The first one that is no `http://` or `https://` URL of a site.
    pub fn parse(peers: &str, public_url: &str) -> Result<Peers, String> {
        // What stands there without peers is nobody's business but this server's.
        let own = site(public_url).unwrap_or_else(|| public_url.trim_end_matches('/').to_owned());
        let mut others = Vec::new();
        for peer in peers.split_whitespace() {
            let peer = site(peer).ok_or(peer)?;
            if peer != own && !others.contains(&peer) {
                others.push(peer);
            }
        }
        if !others.is_empty() && site(public_url).is_none() {
            return Err(public_url.to_owned());
        }
        Ok(Peers { own, others })
    }

    /// This server, as its sessions' records name it.
    #[must_use]
    pub fn own(&self) -> &str {
        &self.own
    }

    /// The other servers.
    #[must_use]
    pub fn others(&self) -> &[String] {
        &self.others
    }

    /// The server that a record names, where that is another one of this site.
    #[must_use]
    pub fn elsewhere(&self, server: &str) -> Option<&str> {
        self.others.iter().find(|other| *other == server).map(String::as_str)
    }

    /// The address of what was asked for here on the server that a record names, where that is another one.
    /// The path is one of our routes with a session id in it, so it needs no encoding.
    #[must_use]
    pub fn address(&self, server: &str, request: &Request) -> Option<String> {
        let server = self.elsewhere(server)?;
        let query = request.variable("QUERY_STRING").filter(|query| !query.is_empty());
        Some(format!("{server}{}{}{}", request.path(), query.map_or("", |_| "?"), query.unwrap_or_default()))
    }

    /// Lets the pages of exactly these servers into a directive of the content security policy. Without
    /// peers the response is as it was.
    #[must_use]
    pub fn admit(&self, directive: &str, response: Response) -> Response {
        if self.others.is_empty() {
            return response;
        }
        let mut origins: Vec<&str> = self.others.iter().map(|other| origin_of(other)).collect();
        origins.dedup();
        let own = format!("{directive} 'self'");
        let policy = CONTENT_SECURITY_POLICY.replace(&own, &format!("{own} {}", origins.join(" ")));
        response.with_header("Content-Security-Policy", HeaderValue::encoded(&policy))
    }
}

/// Scheme and authority of a URL (RFC 6454).
#[must_use]
pub fn origin_of(url: &str) -> &str {
    match url.find("://").and_then(|scheme| url[scheme + 3..].find('/').map(|slash| scheme + 3 + slash)) {
        Some(end) => &url[..end],
        None => url,
    }
}

/// The URL of a site in one form: scheme and host in lower case, no slash at the end. It goes into headers
/// and pages, so it has nothing in it but a scheme, a host, a port and a plain path.
fn site(url: &str) -> Option<String> {
    let url = url.trim_end_matches('/');
    let origin = origin_of(url).to_lowercase();
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"))?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let plain = |text: &str, more: &[u8]| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte));
    let is_host = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && plain(host, b".-"),
    };
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0));
    let path = &url[origin.len()..];
    let is_path = plain(path, b"/._~-") && !path.contains("//") && !path.split('/').any(|part| part == "..");
    (is_host && is_port && is_path).then(|| format!("{origin}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peers(peers: &str) -> Result<Peers, String> {
        Peers::parse(peers, "https://a.example/pages/")
    }

    #[test]
    fn peers_are_sites_and_nothing_else() {
        let read =
            peers(" https://B.example/  https://a.example/pages http://[::1]:8080/x https://b.example ").unwrap();
        assert_eq!(read.own(), "https://a.example/pages");
        assert_eq!(read.others(), ["https://b.example", "http://[::1]:8080/x"]);
        for wrong in [
            "b.example",
            "ftp://b.example",
            "https://",
            "https://u@b.example",
            "https://b.example?x",
            "https://b.example#x",
            "https://b.example;",
            "https://b.example,https://c.example",
            "https://*.example",
            "https://b.example:",
            "https://b.example:0",
            "https://b.example:99999",
            "https://b.example/a//b",
            "https://b.example/../x",
            "https://b.example/'self'",
            "https://b\u{e9}.example",
            "https://[b]",
            "'none'",
        ] {
            assert_eq!(peers(wrong), Err(wrong.to_owned()));
        }
    }

    #[test]
    fn only_a_configured_server_is_elsewhere() {
        let read = peers("https://b.example").unwrap();
        assert_eq!(read.elsewhere("https://b.example"), Some("https://b.example"));
        for server in ["", "https://a.example/pages", "https://c.example", "https://b.example.evil", "https://b.exampl"]
        {
            assert_eq!(read.elsewhere(server), None, "{server}");
        }
    }

    #[test]
    fn the_same_page_on_another_server_has_its_base_path_and_the_query() {
        let variables = [("SCRIPT_NAME", "/pages"), ("PATH_INFO", "/s/x/inbox"), ("QUERY_STRING", "q=a%20b")];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let request = Request::new(variables, Vec::new());
        let read = peers("https://b.example/other").unwrap();
        let address = read.address("https://b.example/other", &request);
        assert_eq!(address.as_deref(), Some("https://b.example/other/s/x/inbox?q=a%20b"));
        assert_eq!(read.address("https://c.example", &request), None);
    }

    #[test]
    fn the_policy_admits_the_peers_origins_in_one_directive_only() {
        let policy = |peers: &Peers, directive| {
            let response = peers.admit(directive, Response::empty(200));
            response.header("Content-Security-Policy").map(str::to_owned)
        };
        let read = peers("https://b.example/x http://[::1]:8080").unwrap();
        let frames = policy(&read, "frame-src").unwrap();
        assert_eq!(frames.replace(" https://b.example http://[::1]:8080", ""), CONTENT_SECURITY_POLICY);
        assert!(frames.contains("; frame-src 'self' https://b.example http://[::1]:8080; "), "{frames}");
        let ancestors = policy(&read, "frame-ancestors").unwrap();
        assert!(ancestors.ends_with("; frame-ancestors 'self' https://b.example http://[::1]:8080"), "{ancestors}");
        assert_eq!(policy(&peers("https://a.example/pages").unwrap(), "frame-src"), None);
    }

    #[test]
    fn an_origin_is_scheme_and_authority() {
        assert_eq!(origin_of("https://a.example/pages"), "https://a.example");
        assert_eq!(origin_of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    }
}
