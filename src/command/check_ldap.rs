//! What `pageboy check` tries of LDAP: each server, the service account, a search, and a bind that has to fail.

use super::check::{Finding, Problem};
use crate::directory::ldap::{Conversation, LdapConfig};
use crate::directory::remote::WHEN_ASKED;
use crate::error::Error;
use crate::secret;
use ldap3::dn_escape;

/// A line for each server.
#[must_use]
pub fn servers(config: &LdapConfig) -> Vec<Finding> {
    config.urls.iter().map(|url| server(config, url)).collect()
}

fn server(config: &LdapConfig, url: &str) -> Finding {
    let mut conversation = Conversation::at(config, url, WHEN_ASKED).map_err(|error| not_open(&error))?;
    let (people, more) = conversation.people("", 100).map_err(|error| not_found(&error))?;
    if people.is_empty() {
        return Err(Problem {
            what: format!("{url}: nobody below {} matches {}", config.base, config.filter),
            mend: "correct ldap_base, ldap_filter or ldap_id_attribute, or let the service account read the entries",
        });
    }
    // Nobody has this name and this password, so whoever lets it in lets everybody in.
    let nobody = secret::identifier().map_err(|error| not_found(&error))?;
    let dn = format!("{}={},{}", config.attributes.id, dn_escape(nobody.as_str()), config.base);
    match conversation.is_password(&dn, &nobody) {
        Ok(false) => Ok(format!("LDAP, {url}: {}{} found", people.len(), if more { " and more" } else { "" })),
        Ok(true) => Err(Problem {
            what: format!("{url}: it takes any name with any password"),
            mend: "correct the server: nobody could be told from anybody else",
        }),
        Err(error) => Err(not_found(&error)),
    }
}

fn not_open(error: &Error) -> Problem {
    let what = error.to_string();
    let mend = if what.contains("is refused") {
        "correct ldap_bind_dn and the password in the file that ldap_password_file names"
    } else if what.contains("certificate") || what.contains("ldap_ca_file") || what.contains("rustls") {
        "name the file with the authority's certificate in ldap_ca_file, and the server in ldap_urls as its \
         certificate does"
    } else {
        "correct ldap_urls, ldap_starttls and ldap_ca_file, and check that the server runs and can be reached"
    };
    Problem { what, mend }
}

fn not_found(error: &Error) -> Problem {
    Problem { what: error.to_string(), mend: "correct ldap_base (is there such an entry?) and ldap_filter" }
}
