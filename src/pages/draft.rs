//! `POST /s/{sid}/draft`: keeps the half-written form, also while the session is suspended.

use super::show::draft_of;
use crate::db::Draft;
use crate::error::Error;
use crate::http::Response;
use crate::route::Visit;

/// Keeps the form. With the field `look`, which the button for browsers without JavaScript has, it
/// goes on to the session's page, and so to what may be waiting.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn keep(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    let page = form.get("page").filter(|page| !page.contains('\0'));
    let nonce = form.get("nonce").filter(|nonce| !nonce.contains('\0'));
    let draft = Draft { page, fields: &draft_of(&form), nonce, tried: false, voice: None };
    visit.app.database.save_draft(&visit.asker, &draft)?;
    Ok(if form.has("look") { Response::see_other(&visit.here()) } else { Response::no_content() })
}
