//! `/`, `/login` and `/s/{sid}/logout`: a party comes and goes.

use crate::directory;
use crate::error::Error;
use crate::http::{Response, SetCookie};
use crate::route::Visit;
use crate::session;
use serde::Serialize;
use serde_json::json;

#[derive(Serialize)]
struct LoginPage<'a> {
    page: &'static str,
    base: &'a str,
    #[serde(rename = "static")]
    static_url: String,
    party: &'a str,
    error: Option<&'a str>,
}

/// `GET /`: the log-in page.
///
/// # Errors
/// A template that is broken.
pub fn form(visit: &mut Visit) -> Result<Response, Error> {
    page(visit, 200, "", None)
}

/// `POST /login` party, password: makes a credential and a session.
///
/// # Errors
/// `wrong_password` (for scripts; people see it on the page), `too_many_logins`, or a fault.
pub fn log_in(visit: &mut Visit) -> Result<Response, Error> {
    let form = visit.fields()?;
    let party = form.get("party").unwrap_or_default().trim().to_lowercase();
    let password = form.get("password").unwrap_or_default();
    let source = visit.source();
    match directory::log_in(visit.app, &party, password, source, &visit.asker) {
        Ok(new) => {
            let session = session::path(visit.request.base(), &new.sid);
            let own = credential_cookie(&party, &new.credential)?;
            let mut response = visit.done(200, &json!({ "party": party, "session": session }), &session);
            for cookie in session::surplus(visit.request, &new.live) {
                response = response.with_cookie(&cookie);
            }
            // It comes last: the party's former cookie may be among those to be forgotten.
            Ok(response.with_cookie(&own))
        }
        Err(Error::Refused(refusal)) if !visit.request.wants_json() && matches!(refusal.status, 401) => {
            page(visit, refusal.status, &party, Some(&refusal.message))
        }
        Err(error) => Err(error),
    }
}

/// `POST /s/{sid}/logout`: ends every session and credential of the party. The dead cookie stays in
/// the browser, so that an old page there is told that its session has ended and not that it belongs
/// to somebody else.
///
/// # Errors
/// A refusal of the database, or a fault.
pub fn log_out(visit: &mut Visit) -> Result<Response, Error> {
    let answer = visit.app.database.logout(&visit.asker)?;
    visit.app.act(answer)?;
    Ok(visit.done(200, &json!({ "session": null }), &format!("{}/", visit.request.base())))
}

fn page(visit: &Visit, status: u16, party: &str, error: Option<&str>) -> Result<Response, Error> {
    let base = visit.request.base();
    let static_url = visit.app.templates.static_url(base);
    visit.app.templates.answer(
        visit.request,
        status,
        "login",
        &LoginPage { page: "login", base, static_url, party, error },
    )
}

fn credential_cookie(party: &str, credential: &str) -> Result<SetCookie, Error> {
    session::cookie(party, credential)
        .map_err(|_| Error::System { operation: "cookie", source: std::io::Error::other("not a cookie value") })
}
