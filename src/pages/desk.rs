//! `GET /s/{sid}/desk`: people, their availability, and the form for a message.

use super::show::turned;
use crate::db::Turn;
use crate::directory::people;
use crate::error::Error;
use crate::http::Response;
use crate::registry::Listed;
use crate::route::Visit;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Body {
    people: Vec<Listed>,
    more: bool,
    directory_down: bool,
    search: String,
    text_bytes: usize,
}

/// Turns the session to the desk. `?q=` searches people, `?to=` begins with a recipient.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn turn(visit: &mut Visit) -> Result<Response, Error> {
    let query = visit.request.query();
    let turn = Turn {
        page: Some("desk"),
        search: search(query.get("q")),
        to: query.get("to").filter(|to| !to.contains('\0')),
        ..Turn::default()
    };
    turned(visit, &turn)
}

/// The desk's own part of its page.
///
/// # Errors
/// [`Error::Records`] when the database told something else.
pub fn body(visit: &mut Visit, shown: &Value, turn: &Turn) -> Result<impl Serialize + use<>, Error> {
    let selected = turn.to.or(shown["draft"]["to"].as_str()).unwrap_or_default().to_lowercase();
    let listed = people::complete(visit.app, shown, turn.search, &selected)?;
    Ok(Body {
        people: listed.people,
        more: listed.more,
        directory_down: listed.directory_down,
        search: turn.search.to_owned(),
        text_bytes: visit.app.config.text_bytes,
    })
}

/// Words to search for, as far as they can be: bounded, and without what PostgreSQL cannot take.
#[must_use]
pub fn search(words: Option<&str>) -> &str {
    let words = words.map(str::trim).filter(|words| !words.contains('\0')).unwrap_or_default();
    // Nobody's name is longer; what is cut off finds nothing that the rest does not.
    &words[..words.floor_char_boundary(200)]
}
