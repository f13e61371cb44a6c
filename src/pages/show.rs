//! `GET /s/{sid}`: a session's page, from its record. The other pages turn the session first and
//! then come here too.

use super::{desk, inbox, settings};
use crate::config::PushKind;
use crate::db::Turn;
use crate::error::Error;
use crate::http::{Form, Response};
use crate::mailbox;
use crate::message::Outcome;
use crate::registry::{Availability, Person};
use crate::route::Visit;
use crate::{secret, session};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What every page of a session has: about the site, about the session, and its own part.
#[derive(Serialize)]
struct Page<Body> {
    base: String,
    #[serde(rename = "static")]
    static_url: String,
    session: String,
    nonce: String,
    push: PushKind,
    poll_seconds: u64,
    refresh_seconds: u64,
    notice: Option<&'static str>,
    #[serde(flatten)]
    common: Common,
    #[serde(flatten)]
    body: Body,
}

#[derive(Deserialize, Serialize)]
struct Common {
    page: String,
    party: Person,
    status: Availability,
    waiting: u32,
    unread: u32,
    interruption: bool,
    draft: Draft,
}

/// The half-written form, as it was kept; templates ask for the fields that every form may have.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct Draft {
    to: String,
    text: String,
    urgent: String,
    caret: String,
    field: String,
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

#[derive(Deserialize, Serialize)]
struct MessagePage {
    message: Letter,
    #[serde(skip_deserializing, default = "ready_answers")]
    ready_answers: &'static [&'static str],
}

/// A message as its recipient reads it.
#[derive(Deserialize, Serialize)]
pub struct Letter {
    /// The message's id.
    pub id: String,
    from: Person,
    kind: String,
    text: String,
    voice: Option<String>,
    sent: String,
    urgent: bool,
    in_reply_to: Option<String>,
    answered: bool,
}

#[derive(Deserialize, Serialize)]
struct SentPage {
    message: Sent,
    outcome: Outcome,
    #[serde(default)]
    words: String,
    notify: Option<String>,
    opened: Option<String>,
    answered: Option<String>,
    ringing_seconds_left: Option<u32>,
    /// Accepted, and not in the recipient's mailbox yet because that cannot be reached.
    kept: bool,
}

const KEPT: &str =
    " The mailbox cannot be reached at the moment: the message is kept here and goes there as soon as it can.";

#[derive(Deserialize, Serialize)]
struct Sent {
    id: String,
    to: Person,
    text: String,
    sent: String,
    urgent: bool,
    reply: bool,
}

/// The answers that one press sends.
pub fn ready_answers() -> &'static [&'static str] {
    &["On my way", "Five more minutes", "Yes", "No", "Please call me"]
}

/// The page that the session is on. `?follow=1`: a script asks how things stand, and nobody is looking.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn present(visit: &mut Visit) -> Result<Response, Error> {
    let follow = visit.request.query().has("follow") || visit.request.method() == "HEAD";
    turned(visit, &Turn { follow, ..Turn::default() })
}

/// Turns the session to a page, if `turn` names one, and shows it.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn turned(visit: &mut Visit, turn: &Turn) -> Result<Response, Error> {
    let shown = mailbox::show(visit.app, &visit.asker, turn)?;
    match shown["page"].as_str().unwrap_or_default() {
        "desk" => respond(visit, &shown, desk::body(visit, &shown, turn)?),
        "sent" => {
            let mut page: SentPage = understood(&shown)?;
            page.words = page.outcome.words(&page.message.to.name, page.opened.is_some(), page.answered.is_some());
            if page.kept {
                page.words.push_str(KEPT);
            }
            page.notify = page.notify.map(|sid| notify_url(visit, &sid));
            respond(visit, &shown, page)
        }
        "message" => respond(visit, &shown, understood::<MessagePage>(&shown)?),
        "inbox" => respond(visit, &shown, inbox::body(visit, &shown, turn)?),
        "settings" => respond(visit, &shown, understood::<settings::Body>(&shown)?),
        page => Err(Error::Records { operation: "show", problem: format!("unknown page {page}") }),
    }
}

/// The URL by which the sender's browser rings.
#[must_use]
pub fn notify_url(visit: &Visit, sid: &str) -> String {
    format!("{}/notify", session::path(visit.request.base(), sid))
}

/// A part of what the database told.
///
/// # Errors
/// [`Error::Records`] when it is not what this version expects.
pub fn understood<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(value).map_err(|error| Error::Records { operation: "show", problem: error.to_string() })
}

/// The fields of a form that are worth keeping as a draft.
#[must_use]
pub fn draft_of(form: &Form) -> Value {
    let fields = form.fields().filter(|(name, _)| !matches!(*name, "nonce" | "page" | "look" | "password"));
    Value::Object(fields.map(|(name, value)| (name.to_owned(), Value::String(value.replace('\0', "")))).collect())
}

fn respond(visit: &Visit, shown: &Value, body: impl Serialize) -> Result<Response, Error> {
    let config = &visit.app.config;
    let common: Common = understood(shown)?;
    let name = common.page.clone();
    let page = Page {
        base: visit.request.base().to_owned(),
        static_url: visit.app.templates.static_url(visit.request.base()),
        session: visit.here(),
        nonce: secret::short_identifier()?,
        push: config.push,
        poll_seconds: config.poll_seconds,
        refresh_seconds: 5,
        notice: shown["notice"].as_str().and_then(notice),
        common,
        body,
    };
    visit.app.templates.answer(visit.request, 200, &name, &page)
}

fn notice(code: &str) -> Option<&'static str> {
    match code {
        "message_deleted" => Some("The message has been deleted."),
        "settings_saved" => Some("Your settings have been saved."),
        _ => None,
    }
}
