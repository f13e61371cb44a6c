//! `/s/{sid}/inbox`: the messages of the party's mailbox, and one of them open.

use super::desk::search;
use super::show::{Letter, Voice, ready_answers, turned, understood};
use crate::db::Turn;
use crate::error::Error;
use crate::http::Response;
use crate::mailbox;
use crate::registry::Person;
use crate::route::Visit;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Serialize)]
struct Body {
    messages: Vec<Line>,
    search: String,
    older: Option<String>,
    newer: Option<String>,
    open: Option<Open>,
    ready_answers: &'static [&'static str],
}

#[derive(Deserialize, Serialize)]
struct Line {
    id: String,
    from: Person,
    summary: String,
    sent: String,
    unread: bool,
    urgent: bool,
    answered: bool,
    #[serde(flatten)]
    voice: Voice,
    #[serde(default)]
    url: String,
}

#[derive(Deserialize, Serialize)]
struct Open {
    #[serde(flatten)]
    letter: Letter,
    unread: bool,
}

/// Turns the session to the inbox. `?q=` searches, `?before=` is a cursor of `older` and `newer`.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn turn(visit: &mut Visit) -> Result<Response, Error> {
    listed(visit, None)
}

/// Opens a message, which is read from now on.
///
/// # Errors
/// `no_such_message`, another refusal of the database, or a fault.
pub fn open(visit: &mut Visit) -> Result<Response, Error> {
    listed(visit, Some(visit.name))
}

/// Deletes a message.
///
/// # Errors
/// `no_such_message`, another refusal of the database, or a fault.
pub fn delete(visit: &mut Visit) -> Result<Response, Error> {
    let answer = mailbox::delete(&mut visit.app.database, &visit.asker, visit.name)?;
    visit.app.act(answer)?;
    Ok(visit.done(200, &json!({ "deleted": visit.name }), &format!("{}/inbox", visit.here())))
}

/// The inbox's own part of its page.
///
/// # Errors
/// [`Error::Records`] when the database told something else.
pub fn body(visit: &Visit, shown: &Value, turn: &Turn) -> Result<impl Serialize + use<>, Error> {
    let mut messages: Vec<Line> = understood(&shown["messages"])?;
    let inbox = format!("{}/inbox", visit.here());
    for line in &mut messages {
        line.url = format!("{inbox}/{}", line.id);
        line.voice.locate(visit, &line.id);
    }
    let mut open: Option<Open> = understood(&shown["open"])?;
    if let Some(Open { letter, .. }) = &mut open {
        letter.voice.locate(visit, &letter.id);
    }
    let words = utf8_percent_encode(turn.search, NON_ALPHANUMERIC).to_string();
    let page_at = |cursor: &Value| cursor.as_str().map(|cursor| format!("{inbox}?before={cursor}&q={words}"));
    Ok(Body {
        messages,
        search: turn.search.to_owned(),
        older: page_at(&shown["older"]),
        newer: page_at(&shown["newer"]),
        open,
        ready_answers: ready_answers(),
    })
}

fn listed(visit: &mut Visit, about: Option<&str>) -> Result<Response, Error> {
    let query = visit.request.query();
    let turn = Turn {
        page: Some("inbox"),
        about,
        search: search(query.get("q")),
        before: query.get("before").filter(|cursor| is_cursor(cursor)),
        ..Turn::default()
    };
    turned(visit, &turn)
}

/// `u` or `r` and a position, with `-` before it for the newer end; see `inbox_page` in SQL.
fn is_cursor(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.strip_prefix(['u', 'r']) {
        Some(position) => (1..=18).contains(&position.len()) && position.bytes().all(|byte| byte.is_ascii_digit()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_cursor;

    #[test]
    fn only_our_own_cursors_reach_the_database() {
        assert!(is_cursor("u12") && is_cursor("-r1"));
        for text in ["", "u", "x1", "u1x", "--u1", "u1234567890123456789", "u-1"] {
            assert!(!is_cursor(text), "{text}");
        }
    }
}
