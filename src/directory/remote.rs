//! What a worker does where people come from LDAP: it asks, and tells the records what it was answered. They keep it
//! for a while, and keep that LDAP was silent, so that a request seldom waits for one that does not answer.

use super::LoggedIn;
use super::ldap::{self, Conversation, Entry, LdapConfig};
use crate::app::App;
use crate::db::{Asker, NewSession};
use crate::error::Error;
use crate::secret;
use serde_json::{Value, json};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long LDAP gets when somebody waits for its answer: they are told within three seconds that there is none.
pub const WHEN_ASKED: Duration = Duration::from_millis(2000);
/// How long it gets when it is asked in passing, for a page that can do without.
pub const IN_PASSING: Duration = Duration::from_millis(1000);
/// A failed log-in is answered no sooner, so that its time does not tell whether there is such a party.
const FAILED_LOGIN: Duration = Duration::from_millis(500);

/// Asks LDAP, unless it was silent a moment ago (`doubtful`, as the records say) and it is not our turn to try; and
/// notes when it does not answer, or answers again.
///
/// # Errors
/// [`Error::Directory`] when LDAP does not answer; the database cannot be asked.
pub fn ask<T: Send + 'static>(
    app: &mut App,
    ldap: &Arc<LdapConfig>,
    doubtful: bool,
    patience: Duration,
    talk: impl FnOnce(&mut Conversation) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    if doubtful && !app.database.directory_try()? {
        let problem = "it did not answer a moment ago, and another request tries it".to_owned();
        return Err(Error::Directory { operation: "ask", problem });
    }
    let result = ldap::ask(ldap, patience, talk);
    let silent = matches!(result, Err(Error::Directory { .. }));
    if silent || doubtful {
        app.database.directory_answers(!silent)?;
    }
    result
}

/// See [`super::log_in`]. The try is counted first; then LDAP is asked for the entry, and whether this is its password.
///
/// # Errors
/// As [`super::log_in`].
pub fn log_in(
    app: &mut App,
    ldap: &Arc<LdapConfig>,
    party: &str,
    password: &str,
    source: IpAddr,
    asker: &Asker,
) -> Result<LoggedIn, Error> {
    let begun = Instant::now();
    let (tries, minutes) = (app.config.login_tries, app.config.login_minutes);
    let answer = app.database.login_begin(party, source, &asker.credentials, tries, minutes)?;
    let (wanted, typed) = (party.to_owned(), password.to_owned());
    let entry = ask(app, ldap, is_doubtful(&answer), WHEN_ASKED, move |conversation| {
        let Some(entry) = conversation.party(&wanted)? else { return Ok(None) };
        Ok(if conversation.is_password(&entry.dn, &typed)? { Some(entry) } else { None })
    })?;
    let mut new = LoggedIn { sid: secret::identifier()?, credential: secret::identifier()?, live: Vec::new() };
    let session = NewSession { sid: &new.sid, credential: &secret::hash(&new.credential) };
    let entry = entry.map(|entry| json!(entry));
    let seconds = ldap.fresh_seconds;
    let answer =
        app.database.login_by_directory(party, source, entry.as_ref(), seconds, &session, &asker.credentials)?;
    if answer["party"].is_null() {
        std::thread::sleep(FAILED_LOGIN.saturating_sub(begun.elapsed()));
        return Err(Error::refused("wrong_password"));
    }
    new.live = super::live(&answer);
    Ok(new)
}

/// What LDAP says of a message: does the recipient's entry admit the sender's, and urgently? Both are told to the
/// records as they are now.
///
/// # Errors
/// As [`super::send_with_its_word`].
pub fn word(app: &mut App, ldap: &Arc<LdapConfig>, asked: &Value, wants_urgent: bool) -> Result<Value, Error> {
    let name = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
    let (sender, recipient) = (name("sender"), name("recipient"));
    let (from, to) = (sender.clone(), recipient.clone());
    let found = ask(app, ldap, is_doubtful(asked), WHEN_ASKED, move |conversation| {
        let Some(from) = conversation.party(&from)? else { return Ok((None, None)) };
        let Some(to) = conversation.party(&to)? else { return Ok((Some(from), None)) };
        let accepts = conversation.admits(&to.accept, &to, &from)?;
        let urgent = accepts && wants_urgent && conversation.admits(&to.urgent, &to, &from)?;
        Ok((Some(from), Some((to, json!({ "accepts": accepts, "urgent": urgent })))))
    })?;
    let (sender_now, recipient_now) = found;
    let (to, word) = recipient_now.unzip();
    tell(app, ldap, &sender, sender_now.as_ref())?;
    if sender_now.is_none() {
        // The records refuse on the next call: they have ended the sender's sessions, and take its tokens no more.
        return Ok(Value::Null);
    }
    tell(app, ldap, &recipient, to.as_ref())?;
    word.ok_or(Error::refused("no_such_party"))
}

/// See [`super::freshen`].
///
/// # Errors
/// As [`super::freshen`].
pub fn freshen(app: &mut App, ldap: &Arc<LdapConfig>, asker: &Asker) -> Result<(), Error> {
    let answer = app.database.directory_ask(asker)?;
    let Some(party) = answer["party"].as_str() else { return Ok(()) };
    let wanted = party.to_owned();
    match ask(app, ldap, is_doubtful(&answer), IN_PASSING, move |conversation| conversation.party(&wanted)) {
        Ok(entry) => tell(app, ldap, party, entry.as_ref()),
        Err(error @ Error::Directory { .. }) => {
            // Who is in stays in until LDAP says otherwise.
            ::log::warn!("{error}");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Tells the records what LDAP has of a party, or that it has nothing.
///
/// # Errors
/// The database cannot be asked.
pub fn tell(app: &mut App, ldap: &LdapConfig, party: &str, entry: Option<&Entry>) -> Result<(), Error> {
    match entry {
        Some(entry) => app.database.directory_has(&json!(entry), ldap.fresh_seconds)?,
        None => {
            let answer = app.database.directory_lacks(party)?;
            app.deliver(answer)
        }
    };
    Ok(())
}

/// Do the records say that LDAP was silent a moment ago?
#[must_use]
pub fn is_doubtful(answer: &Value) -> bool {
    answer["doubtful"] == true
}
