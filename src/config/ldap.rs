//! The options for people who come from LDAP.

use super::connection::password_from;
use super::options::Options;
use super::{DirectoryKind, wrong};
use crate::directory::ldap::{Attributes, LdapConfig};
use crate::error::Error;
use std::path::PathBuf;

/// How to ask LDAP, with the service account's password; `None` where people come from SQL.
pub(super) fn ldap(options: &Options) -> Result<Option<LdapConfig>, Error> {
    if options.directory == DirectoryKind::Sql {
        return Ok(None);
    }
    let password = match options.ldap_password_file.as_str() {
        "" => String::new(),
        file => password_from(file)?,
    };
    let config = LdapConfig {
        urls: options.ldap_urls.split_whitespace().map(str::to_owned).collect(),
        starttls: options.ldap_starttls,
        ca_file: Some(&options.ldap_ca_file).filter(|file| !file.is_empty()).map(PathBuf::from),
        bind_dn: options.ldap_bind_dn.clone(),
        password: password.into(),
        base: options.ldap_base.clone(),
        filter: options.ldap_filter.clone(),
        attributes: Attributes {
            id: options.ldap_id_attribute.clone(),
            name: options.ldap_name_attribute.clone(),
            mail: options.ldap_mail_attribute.clone(),
            mailbox: options.ldap_mailbox_attribute.clone(),
            accept: options.ldap_accept_attribute.clone(),
            urgent: options.ldap_urgent_attribute.clone(),
        },
        accept_default: options.ldap_accept_default.clone(),
        urgent_default: options.ldap_urgent_default.clone(),
        fresh_seconds: options.directory_seconds,
    };
    config.check().map_err(|(key, why)| wrong(key, why))?;
    Ok(Some(config))
}

#[cfg(test)]
mod tests {
    use super::super::options::tests::options;
    use super::*;

    #[test]
    fn ldap_is_refused_without_what_it_needs() {
        let good = "directory = \"ldap\"\nldap_urls = \"ldap://a ldaps://b\"\nldap_base = \"dc=example\"\n";
        assert_eq!(ldap(&options(good, &[]).unwrap()).unwrap().unwrap().urls, ["ldap://a", "ldaps://b"]);
        assert!(ldap(&options("", &[]).unwrap()).unwrap().is_none());
        for (key, value) in [
            ("ldap_urls", ""),
            ("ldap_urls", "http://a"),
            ("ldap_base", ""),
            ("ldap_filter", "(uid="),
            ("ldap_id_attribute", "uid)(x"),
            ("ldap_accept_attribute", "a b"),
            ("ldap_urgent_default", "what?"),
        ] {
            let variable = format!("PAGEBOY_{}", key.to_uppercase());
            let error = ldap(&options(good, &[(&variable, value)]).unwrap()).unwrap_err();
            assert!(error.to_string().contains(key), "{error}");
        }
    }
}
