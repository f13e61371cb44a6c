//! `GET /health`: front, worker and database answer.

use crate::error::Error;
use crate::http::Response;
use crate::route::Visit;
use serde_json::json;

/// Says that all is well, and which process it was that answered.
///
/// # Errors
/// The database cannot be asked.
pub fn show(visit: &mut Visit) -> Result<Response, Error> {
    let healthy = visit.app.database.health()?["healthy"] == json!(true);
    let status = if healthy { 200 } else { 503 };
    Ok(Response::json(status, &json!({ "healthy": healthy, "process": std::process::id() })))
}
