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
pub struct Rung {
    /// The message's outcome now.
    pub outcome: Outcome,
    #[serde(default)]
    name: String,
    #[serde(default)]
    ring: Value,
}

/// Rings, and answers with a small page that says what came of it.
///
/// # Errors
/// `no_such_page` for an id that is no interruption, or a fault.
pub fn ring(visit: &mut Visit) -> Result<Response, Error> {
    let rung = ring_browser(visit.app, visit.asker.sid)?;
    let page = NotifyPage {
        page: "notify",
        base: visit.request.base().to_owned(),
        static_url: visit.app.templates.static_url(visit.request.base()),
        outcome: rung.outcome,
        words: rung.outcome.words(&rung.name, Progress::None),
    };
    visit.app.templates.answer(visit.request, 200, "notify", &page)
}

/// Asks nginx to push the interruption to the browser that shows the suspended session, and keeps
/// what nginx tells of it.
///
/// # Errors
/// `no_such_page` for an id that is no interruption, or a fault.
pub fn ring_browser(app: &mut App, sid: &str) -> Result<Rung, Error> {
    let answer = app.database.ring(sid)?;
    let answer = app.act(answer)?;
    let mut rung = understood(&answer)?;
    if rung.ring.is_object() && app.push_event(&rung.ring) {
        let answer = app.database.reached(sid)?;
        rung.outcome = understood(&app.act(answer)?)?.outcome;
    }
    Ok(rung)
}

fn understood(answer: &Value) -> Result<Rung, Error> {
    Rung::deserialize(answer).map_err(|error| Error::Records { operation: "ring", problem: error.to_string() })
}
