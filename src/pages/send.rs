//! `POST /s/{sid}/send` and `/reply`, step 1 and 4 of the main job, and `POST /send` for scripts.

use super::show::{draft_of, notify_url};
use crate::db::{Draft, NewMessage};
use crate::directory;
use crate::error::Error;
use crate::http::{Form, Response};
use crate::message::{self, Outcome};
use crate::route::Visit;
use crate::secret;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Receipt {
    message: String,
    to: String,
    outcome: Outcome,
    urgent: bool,
    notify: Option<String>,
}

/// What the database tells of a message that it accepted; `notify` is the interruption's session id.
#[derive(Deserialize)]
struct Accepted {
    message: String,
    to: String,
    outcome: Outcome,
    urgent: bool,
    notify: Option<String>,
}

/// A session sends a message.
///
/// # Errors
/// `no_such_party`, `not_accepted`, `no_text`, `text_too_long`, `too_many_messages`, another refusal
/// of the database, or a fault. What was typed is kept as the session's draft.
pub fn send(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    let to = form.get("to").unwrap_or_default();
    post(visit, &form, Some(to))
}

/// A session answers the message that its page shows.
///
/// # Errors
/// As [`send`], and `nothing_to_answer`.
pub fn reply(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    post(visit, &form, None)
}

/// A script sends with a token: `to` and `text` in a form, or `/send/{party}` and the words as the
/// body. Nobody else's browser could ring, so it rings by itself.
///
/// # Errors
/// `unknown_token`, and as [`send`].
pub fn by_token(visit: &mut Visit) -> Result<Response, Error> {
    let token = visit.request.bearer_token().ok_or(Error::refused("unknown_token"))?;
    let form = visit.fields();
    let body;
    let (to, text) = if visit.name.is_empty() {
        let form = form.as_ref().map_err(|error| Error::Refused(error.refusal()))?;
        (form.get("to").unwrap_or_default(), form.get("text").unwrap_or_default())
    } else {
        match form.as_ref().ok().and_then(|form| form.get("text")) {
            Some(text) => (visit.name, text),
            None => {
                body = visit.request.text().ok_or(Error::refused("bad_text"))?;
                (visit.name, body)
            }
        }
    };
    let form = form.as_ref().ok();
    let to = message::recipient(to)?;
    let text = message::words(text, visit.app.config.text_bytes)?;
    let minted = Minted::new()?;
    let new = minted.message(Some(&to), &text, form)?;
    let token = secret::hash(token);
    let answer =
        directory::send_with_its_word(visit.app, new, |database, message| database.send_by_token(&token, message))?;
    let accepted = accepted(answer)?;
    let mut outcome = accepted.outcome;
    if let Some(sid) = &accepted.notify {
        // The message is accepted; that it could not ring is no reason to send it again.
        match super::notify::ring_browser(visit.app, sid) {
            Ok(rung) => outcome = rung.outcome,
            Err(error) => ::log::warn!("POST /send: {error}"),
        }
    }
    let status = if outcome == Outcome::Interrupted { 201 } else { 202 };
    Ok(Response::json(status, &receipt(visit, Accepted { outcome, ..accepted })))
}

fn post(visit: &mut Visit, form: &Form, to: Option<&str>) -> Result<Response, Error> {
    let draft = draft_of(form);
    let result = attempt(visit, form, to, &draft);
    // Nothing that was typed is lost, whatever came of it.
    let keep = match &result {
        Err(Error::Refused(refusal)) => !matches!(refusal.code, "not_yours" | "session_ended"),
        Err(Error::Interrupted { .. } | Error::Directory { .. }) => true,
        _ => false,
    };
    if keep {
        let page = if to.is_some() { Some("desk") } else { form.get("page").filter(|page| !page.contains('\0')) };
        let draft = Draft { page, fields: &draft, nonce: None, tried: true };
        visit.app.database.save_draft(&visit.asker, &draft)?;
    }
    let accepted = result?;
    let here = visit.here();
    Ok(visit.done(201, &receipt(visit, accepted), &here))
}

fn attempt(visit: &mut Visit, form: &Form, to: Option<&str>, draft: &serde_json::Value) -> Result<Accepted, Error> {
    let minted = Minted::new()?;
    let limit = visit.app.config.text_bytes;
    let checked = to.map(message::recipient).transpose().and_then(|to| {
        let text = message::words(form.get("text").unwrap_or_default(), limit)?;
        Ok((to, text))
    });
    let (to, text) = checked.map_err(|refusal| visit.refuse(refusal))?;
    let new = minted.message(to.as_deref(), &text, Some(form)).map_err(|refusal| visit.refuse(refusal))?;
    let asker = &visit.asker;
    accepted(directory::send_with_its_word(visit.app, new, |database, message| database.send(asker, message, draft))?)
}

fn accepted(answer: serde_json::Value) -> Result<Accepted, Error> {
    Accepted::deserialize(&answer).map_err(|error| Error::Records { operation: "send", problem: error.to_string() })
}

fn receipt(visit: &Visit, accepted: Accepted) -> Receipt {
    Receipt {
        message: accepted.message,
        to: accepted.to,
        outcome: accepted.outcome,
        urgent: accepted.urgent,
        notify: accepted.notify.map(|sid| notify_url(visit, &sid)),
    }
}

/// The identifiers of a message and of the interruption that it may make.
struct Minted {
    message: String,
    sid: String,
    channel: String,
}

impl Minted {
    fn new() -> Result<Minted, Error> {
        Ok(Minted { message: secret::short_identifier()?, sid: secret::identifier()?, channel: secret::channel()? })
    }

    fn message<'a>(
        &'a self,
        to: Option<&'a str>,
        text: &'a str,
        form: Option<&'a Form>,
    ) -> Result<NewMessage<'a>, Error> {
        let field = |name| form.and_then(|form| form.get(name)).unwrap_or_default();
        let nonce = match field("nonce") {
            "" => &self.message,
            nonce if nonce.len() > 200 || nonce.contains('\0') => return Err(Error::refused("bad_nonce")),
            nonce => nonce,
        };
        let urgent = !matches!(field("urgent"), "" | "0" | "false" | "no" | "off");
        let about = Some(field("message")).filter(|id| secret::is_short_identifier(id));
        Ok(NewMessage {
            to,
            about,
            text,
            urgent,
            nonce,
            id: &self.message,
            sid: &self.sid,
            channel: &self.channel,
            directory: None,
        })
    }
}
