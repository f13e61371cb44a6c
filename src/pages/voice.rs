//! `GET /s/{sid}/voice/{message}`: the recording of a message, whole or in part, and `POST /s/{sid}/heard`. A
//! recording came from somebody else's browser: it is served as the type that our own table knows, and whoever opens
//! it as a page gets a sandbox in which nothing runs.

use crate::error::Error;
use crate::http::range::{self, Wanted};
use crate::http::{HeaderValue, Response};
use crate::mailbox::recording::Place;
use crate::route::Visit;
use crate::{mailbox, secret, voice};
use serde::Deserialize;

/// What the database tells of a recording.
#[derive(Deserialize)]
struct Stored {
    media_type: String,
    size: usize,
    hash: String,
    #[serde(default)]
    elsewhere: Option<Place>,
}

/// The recording of a message that the party has sent or received.
///
/// # Errors
/// `no_such_recording`, `mailbox_unavailable` when it is in IMAP only, another refusal of the database, or a fault.
pub fn play(visit: &mut Visit) -> Result<Response, Error> {
    serve(visit, Some(visit.name))
}

/// The recording that was kept with the draft on the session's page.
///
/// # Errors
/// As [`play`].
pub fn play_draft(visit: &mut Visit) -> Result<Response, Error> {
    serve(visit, None)
}

/// The recipient's browser has played a message to its end.
///
/// # Errors
/// `no_such_recording`, another refusal of the database, or a fault.
pub fn heard(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    let message = form.get("message").filter(|id| secret::is_short_identifier(id)).unwrap_or_default();
    let answer = visit.app.database.heard(&visit.asker, message)?;
    visit.app.act(answer)?;
    Ok(Response::no_content())
}

fn serve(visit: &mut Visit, message: Option<&str>) -> Result<Response, Error> {
    let answer = visit.app.database.recording(&visit.asker, message)?;
    // The player of a page cannot turn the window; what is being played or saved when an interruption comes goes on.
    // Older browsers do not say what they want it for, but no page is asked for in parts.
    let is_played = visit.request.is_for_a_page() || visit.request.header("Range").is_some();
    let may_go_on = is_played && answer.get("size").is_some();
    let answer = if may_go_on { visit.app.deliver(answer) } else { visit.app.act(answer)? };
    let unknown = |problem: String| Error::Records { operation: "recording", problem };
    let stored = Stored::deserialize(&answer).map_err(|error| unknown(error.to_string()))?;
    let media_type = voice::media_type(&stored.media_type);
    let media_type = media_type.ok_or_else(|| unknown(format!("unknown type {}", stored.media_type)))?;
    let tag = format!("\"{}\"", stored.hash);
    let request = visit.request;
    let name = format!("voice-{}.{}", message.unwrap_or("draft"), voice::ending(media_type).unwrap_or_default());
    let guarded = |response: Response| {
        [
            ("ETag", tag.as_str()),
            ("Accept-Ranges", "bytes"),
            ("Cache-Control", "private, no-store"),
            ("Content-Security-Policy", "sandbox; default-src 'none'"),
            ("Content-Disposition", &format!("inline; filename=\"{name}\"")),
        ]
        .into_iter()
        .fold(response, |response, (name, value)| response.with_header(name, HeaderValue::encoded(value)))
    };
    if range::is_known(request.header("If-None-Match"), &tag) {
        return Ok(guarded(Response::empty(304)));
    }
    // Only GET knows parts (RFC 9110 section 14.2).
    let range = request.header("Range").filter(|_| request.method() == "GET");
    let (status, part) = match range::wanted(range, request.header("If-Range"), &tag, stored.size) {
        Wanted::Whole => (200, 0..stored.size),
        Wanted::Part(part) => (206, part),
        Wanted::Nothing => {
            let response = guarded(Response::text(416, "There is no such part of this recording.\n"));
            return Ok(response.with_header("Content-Range", HeaderValue::encoded(&format!("bytes */{}", stored.size))));
        }
    };
    let content_range = format!("bytes {}-{}/{}", part.start, part.end.saturating_sub(1), stored.size);
    let bytes = match (&stored.elsewhere, message) {
        (Some(place), Some(message)) => {
            mailbox::recording::fetch(visit.app, place, message, stored.size, &stored.hash)?.slice(part)
        }
        _ => visit.app.database.recording_part(&visit.asker, message, part)?,
    };
    let response = guarded(Response::with_body(status, media_type, bytes));
    Ok(match status {
        206 => response.with_header("Content-Range", HeaderValue::encoded(&content_range)),
        _ => response,
    })
}
