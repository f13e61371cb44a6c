//! The registry: `POST /s/{sid}/status` writes it, `GET /s/{sid}/registry` reads it.

use super::desk::search;
use crate::directory::{Directory, people, remote};
use crate::error::Error;
use crate::http::Response;
use crate::registry::Availability;
use crate::route::Visit;
use serde_json::json;

/// The party says whether it wants to be interrupted.
///
/// # Errors
/// `bad_status`, another refusal of the database, or a fault.
pub fn set(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    // `-d busy` is a form with a field of that name.
    let named = form.get("status").or_else(|| form.fields().next().map(|(name, _)| name)).unwrap_or_default();
    let Some(status) = Availability::parse(&named.trim().to_lowercase()) else {
        return Err(visit.refuse(Error::refused("bad_status")));
    };
    let answer = visit.app.database.set_status(&visit.asker, status.name())?;
    visit.app.act(answer)?;
    Ok(visit.done(200, &json!({ "status": status }), &visit.here()))
}

/// One party's availability (`?party=`), or everybody's (`?q=` searches, `?to=` is listed in any case).
///
/// # Errors
/// `no_such_party`, another refusal of the database, or a fault.
pub fn registry(visit: &mut Visit) -> Result<Response, Error> {
    let query = visit.request.query();
    let party = query.get("party").map(str::to_lowercase).filter(|party| !party.contains('\0'));
    if let Some(party) = party {
        return availability(visit, &party);
    }
    let (words, selected) = (search(query.get("q")), search(query.get("to")));
    let answer = visit.app.database.read_registry(&visit.asker, None, words, selected)?;
    let answer = visit.app.act(answer)?;
    let listed = people::complete(visit.app, &answer, words, &selected.to_lowercase())?;
    let answer = json!({ "people": listed.people, "more": listed.more, "directory_down": listed.directory_down });
    Ok(Response::json(200, &answer))
}

/// The records know who is there. Of anybody else the directory knows whether there is such a party.
fn availability(visit: &mut Visit, party: &str) -> Result<Response, Error> {
    let answer = visit.app.database.read_registry(&visit.asker, Some(party), "", "")?;
    let answer = visit.app.act(answer)?;
    if let Directory::Ldap(ldap) = visit.app.directory.clone()
        && answer["availability"] == Availability::Away.name()
    {
        people::exists(visit.app, &ldap, party, answer["known"] == true, remote::is_doubtful(&answer))?;
    }
    Ok(Response::json(200, &json!({ "party": party, "availability": answer["availability"] })))
}
