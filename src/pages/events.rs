//! `GET /s/{sid}/events` hands a browser over to nginx, which holds its event stream;
//! `GET /s/{sid}/pending` tells what a stream may have missed.

use super::show::understood;
use crate::config::PushKind;
use crate::error::Error;
use crate::http::{HeaderValue, Response};
use crate::registry::Person;
use crate::route::Visit;
use crate::{secret, session};
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct PendingPage {
    page: &'static str,
    base: String,
    #[serde(rename = "static")]
    static_url: String,
    session: String,
    url: Option<String>,
    from: Option<Person>,
    refresh_seconds: u64,
}

/// The event stream. nginx finds the channel in the answer and keeps the connection; no process is
/// held. Where pages poll there is no stream: 204 tells an EventSource not to come again.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn listen(visit: &mut Visit) -> Result<Response, Error> {
    let channel = secret::channel()?;
    visit.app.database.open_stream(&visit.asker, &channel)?;
    if visit.app.config.push == PushKind::Poll {
        return Ok(Response::no_content());
    }
    Ok(Response::empty(200).with_header("X-Accel-Redirect", HeaderValue::encoded(&format!("/_events/{channel}"))))
}

/// The interruption that suspends the session: 200 with its URL, or 204. As a page it is the small
/// frame that looks again by itself, for browsers without JavaScript. `?shown=1`: the window has just
/// been looked at.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn pending(visit: &mut Visit) -> Result<Response, Error> {
    let shown = visit.request.query().has("shown");
    let answer = visit.app.database.pending(&visit.asker, shown)?;
    let answer = visit.app.deliver(answer);
    let url = answer["interrupted"].as_str().map(|sid| session::path(visit.request.base(), sid));
    let is_frame = visit.request.header("Accept").is_some_and(|accept| accept.contains("text/html"));
    if visit.request.wants_json() || !is_frame {
        return Ok(match url {
            Some(url) => Response::json(200, &json!({ "url": url })),
            None => Response::no_content(),
        });
    }
    let page = PendingPage {
        page: "pending",
        base: visit.request.base().to_owned(),
        static_url: visit.app.templates.static_url(visit.request.base()),
        session: visit.here(),
        url,
        from: understood(&answer["from"])?,
        refresh_seconds: 5,
    };
    visit.app.templates.answer(visit.request, 200, "pending", &page)
}
