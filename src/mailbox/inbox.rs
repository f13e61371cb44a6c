//! The inbox of a party whose messages live in IMAP.

use super::imap::{Account, Listed, Trouble};
use crate::app::App;
use crate::db::{Asker, Turn};
use crate::error::Error;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;

/// How long the server may take for all that a page asks of it.
pub const PAGE: Duration = Duration::from_millis(2500);

/// In how many bytes of a mail the beginning of its words is: headers, and a few hundred characters in any encoding.
const BEGINNING: usize = 6144;

/// The same for all of the words, unless the option `text_bytes` allows still more.
const WORDS: usize = 256 * 1024;

/// How much of a message its line in the list shows, in characters.
const SUMMARY_MAX: usize = 120;

/// Asks the folder, tells the database what is there and read, and puts the words into what it shows. `ask`
/// is the database's answer to the first question: whose mailbox it is, and since when.
///
/// # Errors
/// `mailbox_unavailable`, a refusal of the database, or a fault.
pub fn show(app: &mut App, asker: &Asker, turn: &Turn, ask: &Value) -> Result<Value, Error> {
    let config = super::configured(app)?.clone();
    let mailbox = ask["mailbox"].as_str().unwrap_or_default();
    let trouble = |trouble: Trouble| trouble.while_doing("the inbox of", mailbox, &config);
    let mut account = Account::open(&config, mailbox, PAGE).map_err(trouble)?;
    let listed = account.list().map_err(trouble)?;
    let found = if turn.search.is_empty() { None } else { Some(account.search(turn.search).map_err(trouble)?) };
    // Four bytes are more than any encoding makes of one.
    let all = WORDS.max(app.config.text_bytes.saturating_mul(4).saturating_add(BEGINNING));
    // What is opened is read before anything says so.
    let mut open = match turn.about.and_then(|id| listed.get(id)) {
        Some(Listed { uid, .. }) => account.words(&[*uid], all).map_err(trouble)?,
        None => HashMap::new(),
    };

    let messages: Vec<Value> = listed.iter().map(|(id, one)| json!({ "id": id, "seen": one.seen })).collect();
    let found: Option<Vec<&String>> =
        found.map(|found| listed.iter().filter(|(_, one)| found.contains(&one.uid)).map(|(id, _)| id).collect());
    let told = json!({ "asked": ask["asked"], "messages": messages, "found": found });
    let shown = app.database.show(asker, turn, Some(&told))?;
    let mut shown = app.act(shown)?;

    let stored = |line: &Value| {
        let here = line["stored"] == true;
        line["id"].as_str().filter(|_| here).and_then(|id| listed.get(id)).map(|one| one.uid)
    };
    let mut uids: Vec<u32> = shown["messages"].as_array().into_iter().flatten().filter_map(&stored).collect();
    uids.sort_unstable();
    let words = account.words(&uids, BEGINNING).map_err(trouble)?;
    if let Some(uid) = stored(&shown["open"]).filter(|uid| !open.contains_key(uid)) {
        open = account.words(&[uid], all).map_err(trouble)?;
    }
    account.close();

    if let Some(text) = stored(&shown["open"]).and_then(|uid| open.remove(&uid)) {
        shown["open"]["text"] = json!(text);
    }
    for line in shown["messages"].as_array_mut().into_iter().flatten() {
        if let Some(text) = stored(line).and_then(|uid| words.get(&uid)) {
            line["summary"] = json!(summary(text));
        }
    }
    Ok(shown)
}

/// As `inbox_page` in SQL cuts it.
fn summary(text: &str) -> String {
    match text.char_indices().nth(SUMMARY_MAX) {
        Some(_) => text.chars().take(SUMMARY_MAX - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
