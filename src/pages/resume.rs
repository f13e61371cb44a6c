//! `POST /s/{sid}/resume`, step 5 of the main job: back to where the party was.

use crate::error::Error;
use crate::http::Response;
use crate::route::Visit;
use crate::{secret, session};
use serde_json::json;

/// Closes the interruption and goes on: with the next one that waits, or with the suspended session.
///
/// # Errors
/// `rang_too_long`, another refusal of the database, or a fault.
pub fn resume(visit: &mut Visit) -> Result<Response, Error> {
    let answer = visit.app.database.resume(&visit.asker, &secret::identifier()?)?;
    let answer = visit.app.act(answer)?;
    let sid = answer["session"].as_str().unwrap_or_default();
    let session = session::path(visit.request.base(), sid);
    Ok(visit.done(200, &json!({ "session": session }), &session))
}
