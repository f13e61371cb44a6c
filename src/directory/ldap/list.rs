//! Who may reach a party, as its entry says: each value of the attribute admits some senders, and one is enough.

use super::{Conversation, Entry};
use crate::directory::is_id;
use crate::error::Error;
use ldap3::{Scope, ldap_escape};

/// One value of such an attribute.
#[derive(Debug, Eq, PartialEq)]
pub enum Admission<'a> {
    /// `everyone`.
    Everyone,
    /// `nobody`: admits none; other values beside it hold.
    Nobody,
    /// `party:<id>`, or a bare id.
    Party(String),
    /// `group:<DN>`: the members of a group.
    Group(&'a str),
    /// `filter:<LDAP filter>`: those whose own entry it matches.
    Filter(&'a str),
}

impl Admission<'_> {
    /// Reads a value; `None` for what is none.
    #[must_use]
    pub fn parse(value: &str) -> Option<Admission<'_>> {
        let value = value.trim();
        let (kind, rest) = value.split_once(':').unwrap_or(("party", value));
        let rest = rest.trim();
        let admission = match kind.to_ascii_lowercase().as_str() {
            "party" => match rest.to_lowercase().as_str() {
                "everyone" => Admission::Everyone,
                "nobody" => Admission::Nobody,
                id if is_id(id) => Admission::Party(id.to_owned()),
                _ => return None,
            },
            "group" if rest.contains('=') => Admission::Group(rest),
            "filter" if rest.starts_with('(') && ldap3::parse_filter(rest).is_ok() => Admission::Filter(rest),
            _ => return None,
        };
        Some(admission)
    }
}

impl Conversation<'_> {
    /// Does this list admit the sender? A value that cannot be understood admits nobody.
    ///
    /// # Errors
    /// [`Error::Directory`] when LDAP does not answer: then nobody knows.
    pub fn admits(&mut self, list: &[String], owner: &Entry, sender: &Entry) -> Result<bool, Error> {
        let mut asks = Vec::new();
        for value in list {
            match Admission::parse(value) {
                Some(Admission::Everyone) => return Ok(true),
                Some(Admission::Party(id)) if id == sender.id => return Ok(true),
                Some(Admission::Nobody | Admission::Party(_)) => {}
                Some(Admission::Group(dn)) => asks.push((dn, membership(sender))),
                Some(Admission::Filter(filter)) => asks.push((sender.dn.as_str(), filter.to_owned())),
                None => ::log::warn!("directory: {}: \"{value}\" admits nobody: it is not understood", owner.dn),
            }
        }
        for (base, filter) in asks {
            if self.exists(base, Scope::Base, &filter)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The filter that matches a group's entry when the sender is one of its members, in either usual schema.
fn membership(sender: &Entry) -> String {
    let (dn, id) = (ldap_escape(sender.dn.as_str()), ldap_escape(sender.id.as_str()));
    format!("(|(member={dn})(uniqueMember={dn})(memberUid={id}))")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_are_written_in_entries() {
        for (value, admission) in [
            ("everyone", Admission::Everyone),
            (" Nobody ", Admission::Nobody),
            ("party:Alice", Admission::Party("alice".into())),
            ("alice", Admission::Party("alice".into())),
            ("group:cn=Ward 3,ou=groups,dc=x", Admission::Group("cn=Ward 3,ou=groups,dc=x")),
            ("Filter: (ou=control-room)", Admission::Filter("(ou=control-room)")),
        ] {
            assert_eq!(Admission::parse(value), Some(admission), "{value}");
        }
        for value in ["", "what?", "group:ward", "filter:", "filter:(ou=", "filter:ou=x)(y=z", "party:", "dn:x=y"] {
            assert_eq!(Admission::parse(value), None, "{value}");
        }
    }

    #[test]
    fn the_members_names_are_escaped() {
        let sender = Entry { id: "al*ce".into(), dn: "cn=A (x)*,dc=x".into(), ..Entry::default() };
        assert_eq!(
            membership(&sender),
            "(|(member=cn=A \\28x\\29\\2a,dc=x)(uniqueMember=cn=A \\28x\\29\\2a,dc=x)(memberUid=al\\2ace))"
        );
    }
}
