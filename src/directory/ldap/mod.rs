//! People from LDAP (RFC 4511): a service account searches, and who logs in is bound with their own password. Nothing
//! is kept in a process; what was learnt of a party is told to the records, which say how long it is good.

mod ber;
pub mod conversation;
pub mod entry;
pub mod list;
mod wire;

pub use conversation::{Conversation, ask};
pub use entry::Entry;

use std::path::PathBuf;

/// How to ask LDAP. The options `ldap_…` in `packaging/pageboy.toml` explain each.
#[derive(Clone, Debug)]
pub struct LdapConfig {
    /// `ldap://`, `ldaps://` or `ldapi://`, tried in this order.
    pub urls: Vec<String>,
    /// StartTLS (RFC 4511 section 4.14) on `ldap://`.
    pub starttls: bool,
    /// The authorities that may vouch for the server; `None` for the system's.
    pub ca_file: Option<PathBuf>,
    /// The service account; empty for who we are on `ldapi://`, and anonymous elsewhere.
    pub bind_dn: String,
    /// Its password.
    pub password: Secret,
    /// Where people are, at any depth.
    pub base: String,
    /// Who of the entries there is a party.
    pub filter: String,
    /// What the schema calls what we need.
    pub attributes: Attributes,
    /// Who may reach a party whose entry does not say.
    pub accept_default: String,
    /// Who may be urgent to a party whose entry does not say.
    pub urgent_default: String,
    /// How long what LDAP said of a party with open sessions is good.
    pub fresh_seconds: i32,
}

/// The names of attributes; an empty one is not asked for.
#[derive(Clone, Debug)]
pub struct Attributes {
    /// What people log in with.
    pub id: String,
    /// The name that people read.
    pub name: String,
    /// The address of mail.
    pub mail: String,
    /// The mailbox on the IMAP server.
    pub mailbox: String,
    /// Who may reach the party.
    pub accept: String,
    /// Who may be urgent.
    pub urgent: String,
}

/// A password, which no log and no panic shows.
#[derive(Clone)]
pub struct Secret(String);

impl From<String> for Secret {
    fn from(password: String) -> Secret {
        Secret(password)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("…")
    }
}

impl LdapConfig {
    /// Can this be right?
    ///
    /// # Errors
    /// The option that cannot, and why.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let attributes = &self.attributes;
        let is_url = |url: &String| {
            url.split_once("://").is_some_and(|(scheme, rest)| {
                matches!(scheme, "ldap" | "ldaps" | "ldapi") && !rest.is_empty() && !rest.contains('@')
            })
        };
        if self.urls.is_empty() || !self.urls.iter().all(is_url) {
            return Err(("ldap_urls", "must name servers, such as \"ldap://ldap.example.org\", with spaces between"));
        }
        if self.base.is_empty() {
            return Err(("ldap_base", "must say below which entry people are"));
        }
        if !self.filter.starts_with('(') || ldap3::parse_filter(&self.filter).is_err() {
            return Err(("ldap_filter", "must be an LDAP filter in parentheses (RFC 4515)"));
        }
        for (key, name, may_be_empty) in [
            ("ldap_id_attribute", &attributes.id, false),
            ("ldap_name_attribute", &attributes.name, false),
            ("ldap_mail_attribute", &attributes.mail, true),
            ("ldap_mailbox_attribute", &attributes.mailbox, true),
            ("ldap_accept_attribute", &attributes.accept, true),
            ("ldap_urgent_attribute", &attributes.urgent, true),
        ] {
            let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b';'));
            if !plain || name.is_empty() && !may_be_empty {
                return Err((key, "must be the name of an attribute"));
            }
        }
        for (key, value) in
            [("ldap_accept_default", &self.accept_default), ("ldap_urgent_default", &self.urgent_default)]
        {
            if list::Admission::parse(value).is_none() {
                return Err((key, "must be everyone, nobody, party:<id>, group:<DN> or filter:<filter>"));
            }
        }
        Ok(())
    }
}
