//! `POST /s/{sid}/send` and `/reply`, step 1 and 4 of the main job, and `POST /send` for scripts.

use super::show::{draft_of, notify_url};
use crate::db::{Draft, NewMessage};
use crate::directory;
use crate::error::Error;
use crate::http::multipart::Posted;
use crate::http::{Form, Response};
use crate::message::{self, Outcome};
use crate::route::Visit;
use crate::secret;
use crate::voice::Recording;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Receipt {
    message: String,
    to: String,
    outcome: Outcome,
    urgent: bool,
    notify: Option<String>,
}

/// What the database tells of a message that it accepted; `notify` is the interruption's session id, and
/// `server` where that session is.
#[derive(Deserialize)]
struct Accepted {
    message: String,
    to: String,
    outcome: Outcome,
    urgent: bool,
    notify: Option<String>,
    #[serde(default)]
    server: Option<String>,
}

/// A session sends a message: words, a recording, or both.
///
/// # Errors
/// `no_such_party`, `not_accepted`, `no_text`, `text_too_long`, `bad_voice`, `voice_too_large`, `voice_too_long`,
/// `too_many_messages`, another refusal of the database, or a fault. What was typed and recorded is kept as the
/// session's draft.
pub fn send(visit: &mut Visit) -> Result<Response, Error> {
    let posted = visit.posted()?;
    let to = posted.form.get("to").unwrap_or_default();
    post(visit, &posted, Some(to))
}

/// A session answers the message that its page shows.
///
/// # Errors
/// As [`send`], and `nothing_to_answer`.
pub fn reply(visit: &mut Visit) -> Result<Response, Error> {
    let posted = visit.posted()?;
    post(visit, &posted, None)
}

/// A script sends with a token: `to`, `text` and `voice` in a form, or `/send/{party}` and the words as the
/// body. Nobody else's browser could ring, so it rings by itself.
///
/// # Errors
/// `unknown_token`, and as [`send`].
pub fn by_token(visit: &mut Visit) -> Result<Response, Error> {
    let token = secret::hash(visit.request.bearer_token().ok_or(Error::refused("unknown_token"))?);
    // Who asks comes before what is asked; and looking through a recording is work, done for whom we know.
    visit.app.database.know_token(&token)?;
    let Scripted { to, text, voice, form } = scripted(visit)?;
    let minted = Minted::new()?;
    let new = NewMessage { voice: voice.as_ref(), ..minted.message(Some(&to), &text, &form)? };
    let answer =
        directory::send_with_its_word(visit.app, new, |database, message| database.send_by_token(&token, message))?;
    let accepted = accepted(answer)?;
    let mut outcome = accepted.outcome;
    if let Some(sid) = &accepted.notify {
        // The message is accepted; that it could not ring is no reason to send it again.
        match super::notify::ring_anywhere(visit.app, sid, accepted.server.as_deref().unwrap_or_default()) {
            Ok(rung) => outcome = rung.unwrap_or(outcome),
            Err(error) => ::log::warn!("POST /send: {error}"),
        }
    }
    let status = if outcome == Outcome::Interrupted { 201 } else { 202 };
    Ok(Response::json(status, &receipt(visit, Accepted { outcome, ..accepted })))
}

/// What a script has sent.
struct Scripted {
    to: String,
    text: String,
    voice: Option<Recording>,
    form: Form,
}

fn scripted(visit: &Visit) -> Result<Scripted, Error> {
    // Where the URL names the party, whatever is no form is the words themselves.
    let may_be_words = !visit.name.is_empty() && visit.request.media_type() != "multipart/form-data";
    let Posted { form, file } = match visit.posted() {
        Err(_) if may_be_words => Posted::default(),
        posted => posted?,
    };
    let voice = file.map(|file| visit.app.config.voice.accept(file)).transpose()?;
    let is_json = visit.request.media_type() == "application/json";
    let text = match form.get("text") {
        Some(text) => text.to_owned(),
        None if visit.name.is_empty() || voice.is_some() || is_json => String::new(),
        None => without_options(visit.request.text().ok_or(Error::refused("bad_text"))?),
    };
    let to = if visit.name.is_empty() { form.get("to").unwrap_or_default() } else { visit.name };
    let to = message::recipient(to)?;
    let text = message::words(&text, visit.app.config.text_bytes, voice.is_some())?;
    Ok(Scripted { to, text, voice, form })
}

/// The words of `curl -d "disk full" -d urgent=1`, which arrive as `disk full&urgent=1`.
fn without_options(body: &str) -> String {
    let is_option = |piece: &&str| {
        let value = piece.strip_prefix("urgent=").or(piece.strip_prefix("nonce="));
        value.is_some_and(|value| !value.contains(' '))
    };
    body.split('&').filter(|piece| !is_option(piece)).collect::<Vec<_>>().join("&")
}

fn post(visit: &mut Visit, posted: &Posted, to: Option<&str>) -> Result<Response, Error> {
    let form = &posted.form;
    let draft = draft_of(form);
    if posted.file.is_some() {
        // Looking through a recording is work, done for whom we know.
        let answer = visit.app.database.pending(&visit.asker, false)?;
        visit.app.deliver(answer);
    }
    let voice = posted.file.clone().map(|file| visit.app.config.voice.accept(file)).transpose();
    let (voice, refused) = voice.map_or_else(|refusal| (None, Err(refusal)), |voice| (voice, Ok(())));
    let result = match refused {
        Ok(()) => attempt(visit, form, to, voice.as_ref(), &draft),
        Err(refusal) => Err(visit.refuse(refusal)),
    };
    // Nothing that was typed or spoken is lost, whatever came of it.
    let keep = match &result {
        Err(Error::Refused(refusal)) => !matches!(refusal.code, "not_yours" | "session_ended"),
        Err(Error::Interrupted { .. } | Error::Directory { .. }) => true,
        _ => false,
    };
    if keep {
        let page = if to.is_some() { Some("desk") } else { form.get("page").filter(|page| !page.contains('\0')) };
        let draft = Draft { page, fields: &draft, nonce: None, tried: true, voice: voice.as_ref() };
        visit.app.database.save_draft(&visit.asker, &draft)?;
    }
    let accepted = result?;
    let here = visit.here();
    Ok(visit.done(201, &receipt(visit, accepted), &here))
}

fn attempt(
    visit: &mut Visit,
    form: &Form,
    to: Option<&str>,
    voice: Option<&Recording>,
    draft: &serde_json::Value,
) -> Result<Accepted, Error> {
    let minted = Minted::new()?;
    let limit = visit.app.config.text_bytes;
    let kept = voice.is_none() && is_set(form, "voice_kept");
    let checked = to.map(message::recipient).transpose().and_then(|to| {
        let text = message::words(form.get("text").unwrap_or_default(), limit, voice.is_some() || kept)?;
        Ok((to, text))
    });
    let (to, text) = checked.map_err(|refusal| visit.refuse(refusal))?;
    let new = minted.message(to.as_deref(), &text, form).map_err(|refusal| visit.refuse(refusal))?;
    let new = NewMessage { voice, kept, ..new };
    let asker = &visit.asker;
    accepted(directory::send_with_its_word(visit.app, new, |database, message| database.send(asker, message, draft))?)
}

/// Is this box of a form ticked?
fn is_set(form: &Form, name: &str) -> bool {
    !matches!(form.get(name).unwrap_or_default(), "" | "0" | "false" | "no" | "off")
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
        notify: accepted.notify.map(|sid| notify_url(visit, &sid, accepted.server.as_deref())),
    }
}

/// The identifiers of a message and of the interruption that it may make.
struct Minted {
    message: String,
    sid: String,
}

impl Minted {
    fn new() -> Result<Minted, Error> {
        Ok(Minted { message: secret::short_identifier()?, sid: secret::identifier()? })
    }

    fn message<'a>(&'a self, to: Option<&'a str>, text: &'a str, form: &'a Form) -> Result<NewMessage<'a>, Error> {
        let field = |name| form.get(name).unwrap_or_default();
        let nonce = match field("nonce") {
            "" => &self.message,
            nonce if nonce.len() > 200 || nonce.contains('\0') => return Err(Error::refused("bad_nonce")),
            nonce => nonce,
        };
        let urgent = is_set(form, "urgent");
        let about = Some(field("message")).filter(|id| secret::is_short_identifier(id));
        let Minted { message: id, sid } = self;
        let (voice, kept, directory) = (None, false, None);
        Ok(NewMessage { to, about, text, voice, kept, urgent, nonce, id, sid, directory })
    }
}

#[cfg(test)]
mod tests {
    use super::without_options;

    #[test]
    fn words_that_came_as_the_body_stay_as_they_are_but_for_options() {
        for (body, words) in [
            ("disk full", "disk full"),
            ("disk full&urgent=1", "disk full"),
            ("urgent=1&nonce=a&disk full", "disk full"),
            ("a & b = c 100% &urgent", "a & b = c 100% &urgent"),
            ("is it urgent=1 or not", "is it urgent=1 or not"),
        ] {
            assert_eq!(without_options(body), words);
        }
    }
}
