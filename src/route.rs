//! The only table of routes, and what every request goes through before and after its page.

use crate::app::App;
use crate::db::Asker;
use crate::error::Error;
use crate::http::form::FIELDS_MAX;
use crate::http::multipart::{self, Posted};
use crate::http::{Form, FormError, HeaderValue, Request, Response};
use crate::peers::origin_of;
use crate::{directory, pages, render, secret, session};
use serde_json::Value;
use std::net::{IpAddr, Ipv4Addr};

/// One request on its way to its page.
pub struct Visit<'a> {
    /// The process's parts.
    pub app: &'a mut App,
    /// What was asked.
    pub request: &'a Request,
    /// Who asks. The session id is empty where the URL has none.
    pub asker: Asker<'a>,
    /// The second variable part of the URL: a message's or a party's id; empty where there is none.
    pub name: &'a str,
}

/// Where a recording may come along with a form; everything else has the small limit.
const TAKE_RECORDINGS: [&str; 4] = ["/send", "/send/{party}", "/s/{sid}/send", "/s/{sid}/reply"];

/// Where a recording is answered with.
const GIVE_RECORDINGS: [&str; 2] = ["/s/{sid}/voice/draft", "/s/{sid}/voice/{message}"];

/// What is said of a body that cannot be read.
const BAD_BODIES: [&str; 5] = ["bad_request", "wrong_type", "too_large", "too_many_recordings", "wrong_field"];

type Page = fn(&mut Visit) -> Result<Response, Error>;

/// Method, path and page. `{message}` matches what looks like one, `{sid}` and `{party}` any one part.
const ROUTES: &[(&str, &str, Page)] = &[
    ("GET", "/", pages::login::form),
    ("GET", "/login", pages::login::form),
    ("POST", "/login", pages::login::log_in),
    ("GET", "/health", pages::health::show),
    ("POST", "/send", pages::send::by_token),
    ("POST", "/send/{party}", pages::send::by_token),
    ("GET", "/s/{sid}", pages::show::present),
    ("GET", "/s/{sid}/desk", pages::desk::turn),
    ("GET", "/s/{sid}/inbox", pages::inbox::turn),
    ("GET", "/s/{sid}/inbox/{message}", pages::inbox::open),
    ("POST", "/s/{sid}/inbox/{message}/delete", pages::inbox::delete),
    ("GET", "/s/{sid}/settings", pages::settings::turn),
    ("POST", "/s/{sid}/settings", pages::settings::save),
    ("POST", "/s/{sid}/send", pages::send::send),
    ("POST", "/s/{sid}/reply", pages::send::reply),
    ("GET", "/s/{sid}/voice/draft", pages::voice::play_draft),
    ("GET", "/s/{sid}/voice/{message}", pages::voice::play),
    ("POST", "/s/{sid}/heard", pages::voice::heard),
    ("GET", "/s/{sid}/notify", pages::notify::ring),
    ("POST", "/s/{sid}/resume", pages::resume::resume),
    ("POST", "/s/{sid}/draft", pages::draft::keep),
    ("POST", "/s/{sid}/status", pages::status::set),
    ("GET", "/s/{sid}/registry", pages::status::registry),
    ("GET", "/s/{sid}/events", pages::events::listen),
    ("GET", "/s/{sid}/pending", pages::events::pending),
    ("POST", "/s/{sid}/logout", pages::login::log_out),
];

/// May the body of this request bring a recording, and so be a large one?
#[must_use]
pub fn takes_recording(request: &Request) -> bool {
    request.method() == "POST"
        && request.media_type() == "multipart/form-data"
        && TAKE_RECORDINGS.iter().any(|pattern| captures(pattern, request.path()).is_some())
}

/// Is the answer to this request a recording, and so a large one?
#[must_use]
pub fn gives_recording(request: &Request) -> bool {
    request.method() == "GET" && GIVE_RECORDINGS.iter().any(|pattern| captures(pattern, request.path()).is_some())
}

/// Answers a request. It always has an answer; what is ours to mend is logged here and nowhere else.
pub fn answer(app: &mut App, request: &Request) -> Response {
    app.at_base(request.base());
    match dispatch(app, request) {
        Ok(response) => response,
        Err(Error::Interrupted { by }) => interrupted(request, &by),
        Err(error) => {
            if error.is_fault() {
                ::log::error!("{} {}: {error}", request.method(), masked(request.path()));
            }
            let back = match &error {
                Error::Ended { back, .. } => Some(back.as_str()),
                _ => None,
            };
            let refusal = error.refusal();
            let response = render::refusal_response(&app.templates, &refusal, back, request);
            match refusal.code {
                "wrong_method" => response.with_header("Allow", HeaderValue::encoded(&methods_of(request.path()))),
                _ => response,
            }
        }
    }
}

/// What may be done with a path (RFC 9110 section 10.2.1).
fn methods_of(path: &str) -> String {
    let fits = ROUTES.iter().filter(|(_, pattern, _)| captures(pattern, path).is_some());
    let methods: Vec<&str> = fits.map(|(method, ..)| if *method == "GET" { "GET, HEAD" } else { *method }).collect();
    methods.join(", ")
}

fn dispatch(app: &mut App, request: &Request) -> Result<Response, Error> {
    if let Some(fault) = request.fault() {
        ::log::info!("a request was refused: {fault}");
        return Err(Error::refused("bad_request"));
    }
    if let Some(channel) = request.channel_that_went() {
        return browser_went(app, channel);
    }
    let method = if request.method() == "HEAD" { "GET" } else { request.method() };
    let mut other_method = false;
    for (route_method, pattern, page) in ROUTES {
        let Some((sid, name)) = captures(pattern, request.path()) else { continue };
        if *route_method != method {
            other_method = true;
            continue;
        }
        if method == "POST" {
            refuse_foreign_origin(app, request)?;
        } else if !sid.is_empty() && !pattern.ends_with("/notify") {
            refuse_foreign_embedding(request)?;
            if let Some(address) = elsewhere(app, request, sid)? {
                return Ok(Response::see_other(&address));
            }
        }
        return attend(app, request, sid, name, |visit| page(visit).map_err(|error| visit.weigh(error)));
    }
    let refusal = Error::refused(if other_method { "wrong_method" } else { "no_such_page" });
    let sid = request.path().strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let Some(sid) = sid.filter(|sid| !sid.is_empty()) else {
        return Err(refusal);
    };
    let code = refusal.refusal().code;
    attend(app, request, sid, "", |visit| Err(visit.refuse(Error::refused(code))))
}

/// Lets a page act. Where the records want the directory to be asked first whether the party is still in it, they
/// have done nothing yet: it is asked, and the page acts again.
fn attend(
    app: &mut App,
    request: &Request,
    sid: &str,
    name: &str,
    act: impl Fn(&mut Visit) -> Result<Response, Error>,
) -> Result<Response, Error> {
    let asker = || Asker { sid, credentials: session::credentials(request) };
    match act(&mut Visit { app, request, asker: asker(), name }) {
        Err(Error::Refused(refusal)) if refusal.code == "directory_stale" => {
            directory::freshen(app, &asker())?;
            act(&mut Visit { app, request, asker: asker(), name })
        }
        answered => answered,
    }
}

/// The variable parts of a path, when it fits the pattern: session id first, other name second.
fn captures<'a>(pattern: &str, path: &'a str) -> Option<(&'a str, &'a str)> {
    let (mut sid, mut name) = ("", "");
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        let fits = match expected {
            // What cannot be a session id is answered like one that nobody has.
            "{sid}" => !part.is_empty(),
            "{message}" => secret::is_short_identifier(part),
            "{party}" => !part.is_empty(),
            literal => literal == part,
        };
        match expected {
            _ if !fits => return None,
            "{sid}" => sid = part,
            "{message}" | "{party}" => name = part,
            _ => {}
        }
    }
    parts.next().is_none().then_some((sid, name))
}

/// Cross-site request forgery: a browser says where a request comes from (Fetch Metadata, or Origin
/// where that is missing); a script says neither.
fn refuse_foreign_origin(app: &App, request: &Request) -> Result<(), Error> {
    let own = match (request.header("Sec-Fetch-Site"), request.header("Origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == origin_of(&app.config.public_url),
        (None, None) => true,
    };
    if own { Ok(()) } else { Err(Error::refused("foreign_origin")) }
}

/// A page of another origin may lead here by a link, but not embed or fetch what a session shows: that
/// would open a message which nobody sees. Cookies alone do not tell, because sibling hosts get them too.
fn refuse_foreign_embedding(request: &Request) -> Result<(), Error> {
    // What a browser fetches because its user may want it next is not looked at yet, either.
    if request.header("Sec-Purpose").is_some_and(|purpose| purpose.to_ascii_lowercase().contains("prefetch")) {
        return Err(Error::refused("in_advance"));
    }
    let foreign = matches!(request.header("Sec-Fetch-Site"), Some("same-site" | "cross-site"));
    let leads_here = request.header("Sec-Fetch-Mode") == Some("navigate")
        && matches!(request.header("Sec-Fetch-Dest"), None | Some("document"));
    if foreign && !leads_here { Err(Error::refused("foreign_origin")) } else { Ok(()) }
}

/// The address of this page on the server where its session lives, when that is another one. What is posted
/// is not sent there: it would arrive as if from another site. With its credential it is done here, because
/// the records are the same, and without one nobody knows who it is from; the page then gives the words back.
fn elsewhere(app: &mut App, request: &Request, sid: &str) -> Result<Option<String>, Error> {
    if app.config.peers.others().is_empty() || !secret::is_identifier(sid) {
        return Ok(None);
    }
    let told = app.database.server_of(sid)?;
    Ok(told["server"].as_str().and_then(|server| app.config.peers.address(server, request)))
}

/// Session ids, and what somebody takes for one, do not belong into the log.
fn masked(path: &str) -> String {
    // No word of a path of ours is as long as an id.
    const LONGEST: usize = 20;
    let has_id = |part: &str| {
        part.split(|c: char| !matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_')).any(|run| run.len() > LONGEST)
    };
    let mut previous = "";
    let mask = |part: &'_ str| {
        let is_id = previous == "s" || has_id(part);
        previous = if part == "s" { "s" } else { "" };
        if is_id { "…".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(mask).collect::<Vec<String>>().join("/")
}

fn interrupted(request: &Request, by: &str) -> Response {
    Response::see_other(&session::path(request.base(), by))
}

/// nginx says that the browser went from a channel. It does not say so of every one, so the other streams of that
/// session are tried out.
fn browser_went(app: &mut App, channel: &str) -> Result<Response, Error> {
    let answer = app.database.stream_went(channel)?;
    let others = answer["others"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for other in others {
        if !app.push().is_heard(other)? {
            app.database.stream_went(other)?;
        }
    }
    Ok(Response::no_content())
}

impl Visit<'_> {
    /// The fields that were posted: a form, or a flat JSON object.
    ///
    /// # Errors
    /// `wrong_type` for another type, `bad_request` for what is not UTF-8 or has too many fields.
    pub fn fields(&self) -> Result<Form, Error> {
        if self.request.media_type() == "application/json" {
            return json_fields(self.request.body()).ok_or(Error::refused("bad_request"));
        }
        self.request.form().map_err(refused_form)
    }

    /// The fields that were posted and, in the field `voice` of a `multipart/form-data`, a file.
    ///
    /// # Errors
    /// As [`Visit::fields`], and `too_large` for fields that are longer than any form without a file.
    pub fn posted(&self) -> Result<Posted, Error> {
        if self.request.media_type() != "multipart/form-data" {
            return Ok(Posted { form: self.fields()?, file: None });
        }
        let content_type = self.request.header("Content-Type").unwrap_or_default();
        let limit = self.app.config.body_bytes;
        multipart::parse(self.request.body(), content_type, "voice", limit).map_err(refused_form)
    }

    /// A body that could not be read has been refused before anybody asked who may act here.
    fn weigh(&mut self, error: Error) -> Error {
        match error {
            Error::Refused(refusal) if !self.asker.sid.is_empty() && BAD_BODIES.contains(&refusal.code) => {
                self.refuse(Error::Refused(refusal))
            }
            error => error,
        }
    }

    /// What cannot be done is refused only after the database was asked who may act here: a
    /// stranger learns that first, and a suspended session turns to what suspends it.
    pub fn refuse(&mut self, refusal: Error) -> Error {
        match self.app.database.pending(&self.asker, false).and_then(|answer| self.app.act(answer)) {
            Ok(_) => refusal,
            Err(stronger) => stronger,
        }
    }

    /// Where the request comes from. A web server that does not say counts as one source.
    #[must_use]
    pub fn source(&self) -> IpAddr {
        self.request.remote_address().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }

    /// The path of this session.
    #[must_use]
    pub fn here(&self) -> String {
        session::path(self.request.base(), self.asker.sid)
    }

    /// After a post: the JSON of its result, or back to the page (post, redirect, get).
    #[must_use]
    pub fn done(&self, status: u16, result: &impl serde::Serialize, location: &str) -> Response {
        if self.request.wants_json() { Response::json(status, result) } else { Response::see_other(location) }
    }
}

fn refused_form(error: FormError) -> Error {
    Error::refused(match error {
        FormError::WrongType => "wrong_type",
        FormError::TooLong => "too_large",
        FormError::TooManyFiles => "too_many_recordings",
        FormError::OtherFile => "wrong_field",
        FormError::TooManyFields | FormError::NotText | FormError::Damaged => "bad_request",
    })
}

fn json_fields(body: &[u8]) -> Option<Form> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body).ok()?;
    if object.len() > FIELDS_MAX {
        return None;
    }
    let fields = object.into_iter().filter_map(|(name, value)| match value {
        serde_json::Value::String(text) => Some((name, text)),
        serde_json::Value::Bool(true) => Some((name, "1".to_owned())),
        serde_json::Value::Number(number) => Some((name, number.to_string())),
        _ => None,
    });
    Some(fields.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_matched_part_by_part() {
        let sid = "A".repeat(43);
        let message = "m".repeat(22);
        assert_eq!(captures("/s/{sid}", &format!("/s/{sid}")), Some((sid.as_str(), "")));
        let path = format!("/s/{sid}/inbox/{message}");
        assert_eq!(captures("/s/{sid}/inbox/{message}", &path), Some((sid.as_str(), message.as_str())));
        assert_eq!(captures("/", "/"), Some(("", "")));
        for path in ["/s/", &format!("/s/{sid}/"), "//", "", "/s"] {
            assert_eq!(captures("/s/{sid}", path), None, "{path}");
        }
    }

    #[test]
    fn session_ids_are_masked_for_the_log() {
        for sid in ["A".repeat(43).as_str(), "A.", ""] {
            assert_eq!(masked(&format!("/s/{sid}/send")), "/s/…/send");
        }
        let sid = "A".repeat(43);
        assert_eq!(masked(&format!("/s/{sid}/inbox/{sid}")), "/s/…/inbox/…");
    }
}
