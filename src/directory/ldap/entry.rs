//! A party's entry: how it is found, and what of it is of use.

use super::{Attributes, LdapConfig};
use crate::directory::is_id;
use ldap3::{SearchEntry, ldap_escape};
use serde::Serialize;

/// More values than this of one attribute, or longer ones, are not read.
const VALUES_MAX: usize = 200;
const VALUE_MAX: usize = 1024;
/// What the records take for a name, in characters.
const NAME_MAX: usize = 100;

/// What LDAP has of a party, as the records keep it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Entry {
    /// The party's id: the attribute's value in lower case.
    pub id: String,
    /// Where the entry is.
    pub dn: String,
    /// The name that people read.
    pub name: String,
    /// The address of mail; may be empty.
    pub mail: String,
    /// The mailbox on the IMAP server; may be empty.
    pub mailbox: String,
    /// Who may reach the party.
    pub accept: Vec<String>,
    /// Who may be urgent.
    pub urgent: Vec<String>,
}

/// The filter for the entry of one party.
#[must_use]
pub fn filter_for(config: &LdapConfig, party: &str) -> String {
    format!("(&{}({}={}))", config.filter, config.attributes.id, ldap_escape(party))
}

/// The filter for those whose id or name contains the words; for everybody without any.
#[must_use]
pub fn filter_like(config: &LdapConfig, words: &str) -> String {
    let (Attributes { id, name, .. }, like) = (&config.attributes, ldap_escape(words));
    match words {
        "" => config.filter.clone(),
        _ => format!("(&{}(|({id}=*{like}*)({name}=*{like}*)))", config.filter),
    }
}

impl Attributes {
    /// The names to ask for.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        [&self.id, &self.name, &self.mail, &self.mailbox, &self.accept, &self.urgent]
            .into_iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect()
    }
}

impl Entry {
    /// Reads what a search found. With several ids it is the one that was looked for, or else the first. `None` for
    /// what cannot be a party: LDAP compares more loosely than we do, so what it found for a name may be called
    /// otherwise.
    #[must_use]
    pub fn read(config: &LdapConfig, found: &SearchEntry, wanted: Option<&str>) -> Option<Entry> {
        let attributes = &config.attributes;
        let ids = values(found, &attributes.id).into_iter().map(|id| id.to_lowercase());
        let id = ids.filter(|id| is_id(id)).find(|id| wanted.is_none_or(|wanted| wanted == id))?;
        if found.dn.is_empty() || found.dn.contains('\0') {
            return None;
        }
        let first = |name: &str| values(found, name).first().map(|value| plain(value)).unwrap_or_default();
        let name: String = first(&attributes.name).chars().take(NAME_MAX).collect();
        let list = |name: &str, default: &String| {
            let list: Vec<String> = values(found, name).iter().map(|value| plain(value)).collect();
            if list.is_empty() { vec![default.clone()] } else { list }
        };
        Some(Entry {
            dn: found.dn.clone(),
            name: if name.is_empty() { id.clone() } else { name },
            mail: first(&attributes.mail),
            mailbox: first(&attributes.mailbox),
            accept: list(&attributes.accept, &config.accept_default),
            urgent: list(&attributes.urgent, &config.urgent_default),
            id,
        })
    }
}

/// The values of an attribute; its name is compared without regard to case, as LDAP does.
fn values<'a>(found: &'a SearchEntry, name: &str) -> Vec<&'a str> {
    let attribute = found.attrs.iter().find(|(known, _)| !name.is_empty() && known.eq_ignore_ascii_case(name));
    let values = attribute.map(|(_, values)| values.as_slice()).unwrap_or_default();
    values.iter().map(String::as_str).filter(|value| value.len() <= VALUE_MAX).take(VALUES_MAX).collect()
}

fn plain(value: &str) -> String {
    value.chars().filter(|character| !character.is_control()).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn config() -> LdapConfig {
        LdapConfig {
            urls: vec!["ldap://localhost".into()],
            starttls: false,
            ca_file: None,
            bind_dn: String::new(),
            password: String::new().into(),
            base: "dc=x".into(),
            filter: "(objectClass=person)".into(),
            attributes: Attributes {
                id: "uid".into(),
                name: "cn".into(),
                mail: "mail".into(),
                mailbox: String::new(),
                accept: "pageboyAccept".into(),
                urgent: "pageboyUrgent".into(),
            },
            accept_default: "everyone".into(),
            urgent_default: "nobody".into(),
            fresh_seconds: 60,
        }
    }

    fn found(attributes: &[(&str, &[&str])]) -> SearchEntry {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let attrs: HashMap<String, Vec<String>> =
            attributes.iter().map(|(name, values)| ((*name).to_owned(), owned(values))).collect();
        SearchEntry { dn: "uid=x,dc=x".into(), attrs, bin_attrs: HashMap::new() }
    }

    #[test]
    fn what_somebody_types_stays_a_value() {
        for (typed, escaped) in [
            ("*", "\\2a"),
            ("*)(uid=*", "\\2a\\29\\28uid=\\2a"),
            ("a)(|(cn=*", "a\\29\\28|\\28cn=\\2a"),
            ("\0", "\\00"),
            ("\\00", "\\5c00"),
            ("bö)", "bö\\29"),
        ] {
            for filter in [filter_for(&config(), typed), filter_like(&config(), typed)] {
                assert!(filter.contains(escaped), "{filter}");
                assert!(ldap3::parse_filter(&filter).is_ok(), "{filter}");
            }
            assert_eq!(filter_for(&config(), typed), format!("(&(objectClass=person)(uid={escaped}))"));
        }
        assert_eq!(filter_like(&config(), ""), "(objectClass=person)");
    }

    #[test]
    fn an_entry_is_read_with_its_defaults() {
        let long = "x".repeat(300);
        let entry = Entry::read(&config(), &found(&[("UID", &["Bob"]), ("CN", &[&long])]), Some("bob")).unwrap();
        assert_eq!((entry.id.as_str(), entry.name.len(), entry.mail.as_str()), ("bob", 100, ""));
        assert_eq!((entry.accept, entry.urgent), (vec!["everyone".to_owned()], vec!["nobody".to_owned()]));
        let entry = Entry::read(
            &config(),
            &found(&[("uid", &["b", "bob"]), ("cn", &[" \r\n"]), ("pageboyaccept", &["nobody", "party:x"])]),
            Some("bob"),
        );
        let entry = entry.unwrap();
        assert_eq!((entry.name.as_str(), entry.accept.len()), ("bob", 2));
    }

    #[test]
    fn an_entry_that_is_called_otherwise_is_not_the_one_that_was_looked_for() {
        for ids in [&["bobby"][..], &[], &["b ob"], &["böb"]] {
            assert!(Entry::read(&config(), &found(&[("uid", ids)]), Some("bob")).is_none(), "{ids:?}");
        }
    }
}
