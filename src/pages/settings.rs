//! `/s/{sid}/settings`: who may reach the party, and who may be urgent.

use super::show::{draft_of, turned};
use crate::db::{Draft, Turn};
use crate::directory;
use crate::error::Error;
use crate::http::Response;
use crate::route::Visit;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The settings' own part of their page: the lists as words.
#[derive(Deserialize, Serialize)]
pub struct Body {
    accept: String,
    urgent: String,
    groups: Vec<String>,
    kept_in_directory: bool,
    accept_values: Vec<String>,
    urgent_values: Vec<String>,
}

/// Turns the session to the settings.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn turn(visit: &mut Visit) -> Result<Response, Error> {
    turned(visit, &Turn { page: Some("settings"), ..Turn::default() })
}

/// Saves the lists that were posted.
///
/// # Errors
/// `bad_list` for what is no list, `kept_in_directory` where people come from LDAP, another
/// refusal of the database, or a fault.
pub fn save(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    let draft = draft_of(&form);
    // What was not posted stays as it is.
    let list = |name| form.get(name).map(directory::parse_list).transpose();
    let lists = list("accept").and_then(|accept| Ok((accept, list("urgent")?)));
    let (accept, urgent) = match lists {
        Ok(lists) => lists,
        Err(refusal) => {
            // What was typed waits in the form.
            let draft = Draft { page: Some("settings"), fields: &draft, nonce: None, tried: false, voice: None };
            visit.app.database.save_draft(&visit.asker, &draft)?;
            return Err(visit.refuse(refusal));
        }
    };
    let answer = visit.app.database.save_settings(&visit.asker, accept.as_deref(), urgent.as_deref(), &draft)?;
    let saved = visit.app.act(answer)?;
    let result = json!({ "accept": saved["accept"], "urgent": saved["urgent"] });
    Ok(visit.done(200, &result, &visit.here()))
}
