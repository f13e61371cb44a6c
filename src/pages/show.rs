//! `GET /s/{sid}`: a session's page, from its record. The other pages turn the session first and
//! then come here too.

use super::{desk, inbox, settings};
use crate::config::PushKind;
use crate::db::Turn;
use crate::error::Error;
use crate::http::{Form, Response};
use crate::mailbox;
use crate::message::{Outcome, Progress};
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
    voice_seconds_max: u32,
    voice_bytes_max: usize,
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
    draft_voice: Option<DraftVoice>,
}

/// The recording that was kept with the half-written form.
#[derive(Deserialize, Serialize)]
struct DraftVoice {
    #[serde(default)]
    voice: String,
    voice_type: String,
    voice_seconds: f64,
}

/// What is told of a message's recording. Where it is to be fetched is known here only.
#[derive(Deserialize, Serialize)]
pub struct Voice {
    kind: String,
    #[serde(default)]
    voice: Option<String>,
    voice_type: Option<String>,
    voice_seconds: Option<f64>,
    heard: Option<String>,
}

impl Voice {
    /// Adds the URL of the recording of this message, when it has one.
    pub fn locate(&mut self, visit: &Visit, message: &str) {
        self.voice = self.voice_type.as_ref().map(|_| format!("{}/voice/{message}", visit.here()));
    }
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
    text: String,
    sent: String,
    urgent: bool,
    in_reply_to: Option<String>,
    answered: bool,
    /// Its recording.
    #[serde(flatten)]
    pub voice: Voice,
}

#[derive(Deserialize, Serialize)]
struct SentPage {
    message: Sent,
    outcome: Outcome,
    #[serde(default)]
    words: String,
    notify: Option<String>,
    #[serde(default, skip_serializing)]
    server: Option<String>,
    #[serde(skip_deserializing)]
    elsewhere: bool,
    opened: Option<String>,
    /// The recipient has gone back from it.
    #[serde(default, skip_serializing)]
    left: Option<bool>,
    /// It is not in the recipient's inbox any more.
    #[serde(default, skip_serializing)]
    removed: bool,
    #[serde(default)]
    heard: Option<String>,
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
    #[serde(flatten)]
    voice: Voice,
}

impl SentPage {
    fn progress(&self) -> Progress {
        match (&self.answered, &self.heard, &self.opened) {
            (Some(_), ..) => Progress::Answered,
            (None, Some(_), _) => Progress::Heard,
            (None, None, Some(_)) if self.left == Some(true) => Progress::Left,
            (None, None, Some(_)) if self.message.voice.voice_type.is_some() => Progress::Opened,
            (None, None, Some(_)) => Progress::Read,
            (None, None, None) if self.removed => Progress::Removed,
            (None, None, None) => Progress::None,
        }
    }
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
    let follow = visit.request.query().has("follow");
    turned(visit, &Turn { follow, ..Turn::default() })
}

/// Turns the session to a page, if `turn` names one, and shows it.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn turned(visit: &mut Visit, turn: &Turn) -> Result<Response, Error> {
    // HEAD asks what GET would say, and nobody looks at that; nor at what a player gets that was sent on to here.
    let follow = turn.follow || visit.request.method() == "HEAD" || visit.request.is_for_a_page();
    let shown = mailbox::show(visit.app, &visit.asker, &Turn { follow, ..*turn })?;
    match shown["page"].as_str().unwrap_or_default() {
        "desk" => {
            let body = desk::body(visit, &shown, turn)?;
            respond(visit, &shown, body)
        }
        "sent" => {
            let mut page: SentPage = understood(&shown)?;
            page.message.voice.locate(visit, &page.message.id);
            page.heard = page.message.voice.heard.clone();
            page.words = page.outcome.words(&page.message.to.name, page.progress());
            if page.kept {
                page.words.push_str(KEPT);
            }
            let server = page.server.as_deref();
            page.elsewhere = server.is_some_and(|server| visit.app.config.peers.elsewhere(server).is_some());
            page.notify = page.notify.map(|sid| notify_url(visit, &sid, server));
            respond(visit, &shown, page)
        }
        "message" => {
            let mut page: MessagePage = understood(&shown)?;
            page.message.voice.locate(visit, &page.message.id);
            respond(visit, &shown, page)
        }
        "inbox" => respond(visit, &shown, inbox::body(visit, &shown, turn)?),
        "settings" => respond(visit, &shown, understood::<settings::Body>(&shown)?),
        page => Err(Error::Records { operation: "show", problem: format!("unknown page {page}") }),
    }
}

/// The URL by which the sender's browser rings: a path of this site, or where the interruption is on another
/// server, that server's whole URL.
#[must_use]
pub fn notify_url(visit: &Visit, sid: &str, server: Option<&str>) -> String {
    let base = server.and_then(|server| visit.app.config.peers.elsewhere(server)).unwrap_or(visit.request.base());
    format!("{}/notify", session::path(base, sid))
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
    const NOT_KEPT: [&str; 6] = ["nonce", "page", "look", "password", "voice", "voice_kept"];
    let kept = |name: &str| !NOT_KEPT.contains(&name) && !name.contains('\0');
    let fields = form.fields().filter(|(name, _)| kept(name));
    Value::Object(fields.map(|(name, value)| (name.to_owned(), Value::String(value.replace('\0', "")))).collect())
}

fn respond(visit: &Visit, shown: &Value, body: impl Serialize) -> Result<Response, Error> {
    let config = &visit.app.config;
    let mut common: Common = understood(shown)?;
    if let Some(draft) = &mut common.draft_voice {
        draft.voice = format!("{}/voice/draft", visit.here());
    }
    let name = common.page.clone();
    let page = Page {
        base: visit.request.base().to_owned(),
        static_url: visit.app.templates.static_url(visit.request.base()),
        session: visit.here(),
        nonce: secret::short_identifier()?,
        push: config.push,
        poll_seconds: config.poll_seconds,
        refresh_seconds: 5,
        voice_seconds_max: config.voice.seconds,
        voice_bytes_max: config.voice.bytes,
        notice: shown["notice"].as_str().and_then(notice),
        common,
        body,
    };
    let response = visit.app.templates.answer(visit.request, 200, &name, &page)?;
    Ok(config.peers.admit("frame-src", response))
}

fn notice(code: &str) -> Option<&'static str> {
    match code {
        "message_deleted" => Some("The message has been deleted."),
        "settings_saved" => Some("Your settings have been saved."),
        _ => None,
    }
}
