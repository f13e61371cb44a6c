//! `GET /s/{sid}/notify`, step 2 of the main job: the sender's browser sets off the interruption.
//! It needs no cookie: all it does is ring, to the same effect however often.

use crate::app::App;
use crate::error::Error;
use crate::http::Response;
use crate::message::{Outcome, Progress};
use crate::route::Visit;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Serialize)]
struct NotifyPage {
    page: &'static str,
    base: String,
    #[serde(rename = "static")]
    static_url: String,
    outcome: Outcome,
    words: String,
}

/// What came of ringing.
#[derive(Deserialize)]
struct Rung {
    outcome: Outcome,
    #[serde(default)]
    name: String,
    #[serde(default)]
    ring: Vec<Value>,
    #[serde(default)]
    server: String,
    #[serde(default)]
    tell: Vec<Value>,
}

/// Rings, and answers with a small page that says what came of it. Where the recipient's browser is at
/// another server there is nothing to ring here, but the sender may wait here for news: it is told, and
/// whoever asks is sent on.
///
/// # Errors
/// `no_such_page` for an id that is no interruption, or a fault.
pub fn ring(visit: &mut Visit) -> Result<Response, Error> {
    let rung = ring_browser(visit.app, visit.asker.sid)?;
    if let Some(address) = visit.app.config.peers.address(&rung.server, visit.request) {
        visit.app.deliver_here(&rung.tell);
        return Ok(Response::see_other(&address));
    }
    let page = NotifyPage {
        page: "notify",
        base: visit.request.base().to_owned(),
        static_url: visit.app.templates.static_url(visit.request.base()),
        outcome: rung.outcome,
        words: rung.outcome.words(&rung.name, Progress::None),
    };
    let response = visit.app.templates.answer(visit.request, 200, "notify", &page)?;
    Ok(visit.app.config.peers.admit("frame-ancestors", response))
}

/// Rings for a sender that has no browser, wherever the recipient's is, and returns what came of it. What
/// another server does not say was not so.
///
/// # Errors
/// `no_such_page` for an id that is no interruption, or a fault, also of the other server.
pub fn ring_anywhere(app: &mut App, sid: &str, server: &str) -> Result<Option<Outcome>, Error> {
    match app.config.peers.elsewhere(server) {
        Some(server) => app.ring_elsewhere(server, sid),
        None => ring_browser(app, sid).map(|rung| Some(rung.outcome)),
    }
}

/// Asks nginx to push the interruption to every tab that shows the suspended session, and keeps
/// what nginx tells of it.
///
/// # Errors
/// `no_such_page` for an id that is no interruption, or a fault.
fn ring_browser(app: &mut App, sid: &str) -> Result<Rung, Error> {
    let answer = app.database.ring(sid)?;
    let answer = app.act(answer)?;
    let mut rung = understood(&answer)?;
    if app.deliver_here(&rung.ring) {
        let answer = app.database.reached(sid)?;
        rung.outcome = understood(&app.act(answer)?)?.outcome;
    }
    Ok(rung)
}

fn understood(answer: &Value) -> Result<Rung, Error> {
    Rung::deserialize(answer).map_err(|error| Error::Records { operation: "ring", problem: error.to_string() })
}
