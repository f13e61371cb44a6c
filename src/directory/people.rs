//! The list of people where they come from LDAP: who is there is known to the records; up to the length of a page it is
//! filled with what LDAP finds.

use super::ldap::{Entry, LdapConfig};
use super::remote::{self, IN_PASSING, is_doubtful};
use super::{Directory, is_id};
use crate::app::App;
use crate::error::Error;
use crate::registry::{Availability, Listed, Person};
use serde_json::Value;
use std::sync::Arc;

/// How many people a page lists.
const PAGE: usize = 50;

/// A list of people for a page.
pub struct People {
    /// Those whom it lists.
    pub people: Vec<Listed>,
    /// There are more.
    pub more: bool,
    /// The directory could not be asked, so these are those whom the records know.
    pub directory_down: bool,
}

/// The people whom the records have listed (`known`, as `people` in SQL tells it), and those whom the directory has
/// beyond them. `selected` is listed in any case, when there is such a party.
///
/// # Errors
/// The database cannot be asked, or told something else. That the directory cannot be asked is no error.
pub fn complete(app: &mut App, known: &Value, search: &str, selected: &str) -> Result<People, Error> {
    let understood = |error: serde_json::Error| Error::Records { operation: "people", problem: error.to_string() };
    let people: Vec<Listed> = serde::Deserialize::deserialize(&known["people"]).map_err(understood)?;
    let more = known["more"] == true;
    let Directory::Ldap(ldap) = app.directory.clone() else {
        return Ok(People { people, more, directory_down: false });
    };
    let is_full = people.iter().filter(|listed| listed.availability != Availability::Away).count() >= PAGE;
    let missing = Some(selected.to_owned()).filter(|id| is_id(id) && !people.iter().any(|one| one.person.id == *id));
    if is_full && missing.is_none() {
        return Ok(People { people, more, directory_down: false });
    }
    let (wanted, words) = (missing.clone(), search.to_owned());
    let found = remote::ask(app, &ldap, is_doubtful(known), IN_PASSING, move |conversation| {
        let selected = wanted.map(|id| conversation.party(&id)).transpose()?.flatten();
        if is_full {
            return Ok((Vec::new(), true, selected));
        }
        let limit = i32::try_from(PAGE + 1).unwrap_or(i32::MAX);
        conversation.people(&words, limit).map(|(entries, more)| (entries, more, selected))
    });
    match found {
        Ok((entries, more_found, selected)) => Ok(merged(people, more, entries, more_found, selected)),
        Err(error @ Error::Directory { .. }) => {
            ::log::warn!("{error}");
            // Whom somebody is writing to stays chosen.
            let chosen = missing.map(|id| Person { name: id.clone(), id });
            let chosen = chosen.map(|person| Listed { person, availability: Availability::Away, selected: true });
            Ok(People { people: people.into_iter().chain(chosen).collect(), more, directory_down: true })
        }
        Err(error) => Err(error),
    }
}

/// Is there such a party, of whom the records say that nobody is there or that they do not know it?
///
/// # Errors
/// `no_such_party`, or the database cannot be asked. While the directory cannot be asked, the records are believed.
pub fn exists(app: &mut App, ldap: &Arc<LdapConfig>, party: &str, known: bool, doubtful: bool) -> Result<(), Error> {
    let wanted = party.to_owned();
    match remote::ask(app, ldap, doubtful, IN_PASSING, move |conversation| conversation.party(&wanted)) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => {
            remote::tell(app, ldap, party, None)?;
            Err(Error::refused("no_such_party"))
        }
        Err(error @ Error::Directory { .. }) if known => {
            ::log::warn!("{error}");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Those who are there first, then those whom the directory has found. Whom the records remember and the directory has
/// not found is left out: they may be gone.
fn merged(known: Vec<Listed>, more: bool, found: Vec<Entry>, more_found: bool, selected: Option<Entry>) -> People {
    let mut people: Vec<Listed> = known
        .into_iter()
        .filter(|one| {
            one.selected
                || one.availability != Availability::Away
                || found.iter().any(|entry| entry.id == one.person.id)
        })
        .collect();
    let mut left_out = false;
    let chosen = selected.map(|entry| (entry, true));
    for (entry, selected) in chosen.into_iter().chain(found.into_iter().map(|entry| (entry, false))) {
        if people.iter().any(|one| one.person.id == entry.id) {
            continue;
        }
        if people.len() >= PAGE && !selected {
            left_out = true;
            break;
        }
        let person = Person { id: entry.id, name: entry.name };
        people.push(Listed { person, availability: Availability::Away, selected });
    }
    people.sort_by_cached_key(|one| (one.person.name.to_lowercase(), one.person.id.clone()));
    People { people, more: more || more_found || left_out, directory_down: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(id: &str, availability: Availability) -> Listed {
        Listed { person: Person { id: id.into(), name: id.to_uppercase() }, availability, selected: false }
    }

    fn entry(id: &str) -> Entry {
        Entry { id: id.into(), name: id.to_uppercase(), ..Entry::default() }
    }

    #[test]
    fn who_is_there_comes_from_the_records_and_the_rest_from_the_directory() {
        let known =
            vec![listed("c", Availability::Busy), listed("gone", Availability::Away), listed("b", Availability::Away)];
        let page = merged(known, false, vec![entry("b"), entry("c"), entry("a")], false, Some(entry("z")));
        let ids: Vec<&str> = page.people.iter().map(|one| one.person.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c", "z"]);
        assert_eq!(page.people[2].availability, Availability::Busy);
        assert!(page.people[3].selected && !page.more);
    }

    #[test]
    fn a_page_has_fifty_and_says_that_there_are_more() {
        let found: Vec<Entry> = (0..51).map(|number| entry(&format!("p{number}"))).collect();
        let page = merged(vec![listed("x", Availability::Available)], false, found, false, None);
        assert_eq!((page.people.len(), page.more), (50, true));
        assert!(page.people.iter().any(|one| one.person.id == "x"));
    }
}
