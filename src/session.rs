//! Session ids, credentials and links. A session id locates a session; the credential, a cookie of
//! its party, proves who asks. Each party has a cookie of its own, so that several parties can
//! share one browser.

use crate::http::{InvalidHeader, Request, SetCookie};
use crate::secret;
use sha2::{Digest, Sha256};
use std::net::IpAddr;

const COOKIE: &str = "__Host-pageboy-";
/// More parties than this in one browser is no use that anybody meant.
const CREDENTIALS_MAX: usize = 100;
/// So many dead credentials may stay in a browser, where they tell an old page that its session has ended.
const DEAD_MAX: usize = 24;

/// The hashes of all credentials that came with a request; the database knows whose they are.
#[must_use]
pub fn credentials(request: &Request) -> Vec<Vec<u8>> {
    request
        .cookies()
        .into_iter()
        .filter(|(name, value)| name.starts_with(COOKIE) && secret::is_identifier(value))
        .take(CREDENTIALS_MAX)
        .map(|(_, value)| secret::hash(value))
        .collect()
}

/// The cookies of parties who are logged out, when a browser has collected many of them, as on a ward's terminal:
/// they are to be forgotten before there is no room for another. `live`: the hashes, in hexadecimal, of what is of use.
#[must_use]
pub fn surplus(request: &Request, live: &[String]) -> Vec<SetCookie> {
    let hex = |hash: Vec<u8>| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let ours = request.cookies().into_iter().filter(|(name, _)| name.starts_with(COOKIE));
    let dead: Vec<&str> =
        ours.filter(|(_, value)| !live.contains(&hex(secret::hash(value)))).map(|(name, _)| name).collect();
    if dead.len() <= DEAD_MAX {
        return Vec::new();
    }
    dead.into_iter().filter_map(|name| SetCookie::forgotten(name).ok()).collect()
}

/// The cookie (RFC 6265) that gives a browser its party's credential. Browsers take the `__Host-`
/// prefix over HTTPS and from the loopback host; `pageboy check` warns of a site that is neither.
///
/// # Errors
/// None for a credential of ours.
pub fn cookie(party: &str, credential: &str) -> Result<SetCookie, InvalidHeader> {
    let digest = Sha256::digest(party.as_bytes());
    let tag: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    SetCookie::new(&format!("{COOKIE}{tag}"), credential)
}

/// Do browsers treat this site as a secure context (W3C Secure Contexts section 3.1)?
#[must_use]
pub fn is_secure_context(public_url: &str) -> bool {
    let Some(rest) = public_url.strip_prefix("http://") else {
        return public_url.starts_with("https://");
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.ends_with(".localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The path of a session under this base path.
#[must_use]
pub fn path(base: &str, sid: &str) -> String {
    format!("{base}/s/{sid}")
}

#[cfg(test)]
mod tests {
    use super::is_secure_context;

    #[test]
    fn loopback_and_https_are_secure_contexts_and_nothing_else_is() {
        for url in ["https://pages.example.org", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:80"] {
            assert!(is_secure_context(url), "{url}");
        }
        for url in ["http://pages.example.org", "http://localhost.example.org", "http://10.0.0.1", "ftp://localhost"] {
            assert!(!is_secure_context(url), "{url}");
        }
    }
}
