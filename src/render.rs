//! Handlebars: a page is a struct, its HTML is the template of its name, its JSON the struct itself.

use crate::error::{Error, Refusal};
use crate::http::{HeaderValue, Request, Response};
use handlebars::Handlebars;
use serde::Serialize;
use std::path::Path;

/// The compiled templates, and where the static files are.
pub struct Templates {
    handlebars: Handlebars<'static>,
    static_url: String,
}

mod helpers {
    #![allow(missing_docs, reason = "the macro makes a public type without any")]
    use handlebars::handlebars_helper;

    // `2026-11-23T05:19:27.12+00:00` is for programs; people without JavaScript read this.
    handlebars_helper!(time: |sent: str| format!("{} {} UTC", sent.get(..10).unwrap_or(sent), sent.get(11..16).unwrap_or("")));
    // A length as players have it: 75.9 is 1:15. Whatever can be heard lasts a second.
    handlebars_helper!(clock: |seconds: f64| { let whole = seconds.floor().max(1.0); format!("{}:{:02}", (whole / 60.0).floor(), whole % 60.0) });
    handlebars_helper!(megabytes: |bytes: f64| format!("{}", (bytes / 104_857.6).round() / 10.0));
}

impl Templates {
    /// Compiles every `*.hbs` of a folder under its name without the ending. `static_url` is where
    /// nginx serves CSS and JavaScript; empty for `<base>/static`.
    ///
    /// # Errors
    /// [`Error::Template`] names the file and the line that is wrong.
    pub fn load(folder: &Path, static_url: &str) -> Result<Templates, Error> {
        let in_folder = |error: std::io::Error| Error::Template(format!("{}: {error}", folder.display()));
        let mut handlebars = Handlebars::new();
        handlebars.set_strict_mode(true);
        handlebars.register_helper("time", Box::new(helpers::time));
        handlebars.register_helper("clock", Box::new(helpers::clock));
        handlebars.register_helper("megabytes", Box::new(helpers::megabytes));
        for entry in std::fs::read_dir(folder).map_err(in_folder)? {
            let path = entry.map_err(in_folder)?.path();
            if let (Some("hbs"), Some(name)) =
                (path.extension().and_then(|end| end.to_str()), path.file_stem().and_then(|stem| stem.to_str()))
            {
                handlebars
                    .register_template_file(name, &path)
                    .map_err(|error| Error::Template(format!("{}: {error}", path.display())))?;
            }
        }
        if !handlebars.has_template("error") {
            return Err(Error::Template(format!("{} has no templates in it", folder.display())));
        }
        Ok(Templates { handlebars, static_url: static_url.to_owned() })
    }

    /// Where the static files are for a site at this base path.
    #[must_use]
    pub fn static_url(&self, base: &str) -> String {
        if self.static_url.is_empty() { format!("{base}/static") } else { self.static_url.clone() }
    }

    /// A page as its asker wants it: JSON, or HTML from the template `name`.
    ///
    /// # Errors
    /// [`Error::Template`] when the page has not what its template asks for.
    pub fn answer(&self, request: &Request, status: u16, name: &str, page: &impl Serialize) -> Result<Response, Error> {
        if request.wants_json() {
            return Ok(Response::json(status, page));
        }
        let html = self.handlebars.render(name, page).map_err(|error| Error::Template(format!("{name}: {error}")))?;
        Ok(Response::html(status, html))
    }
}

#[derive(Serialize)]
struct ErrorPage<'a> {
    page: &'static str,
    base: &'a str,
    #[serde(rename = "static")]
    static_url: String,
    status: u16,
    error: &'static str,
    message: &'a str,
    text: String,
    next: Vec<Next>,
}

#[derive(Serialize)]
struct Next {
    url: String,
    label: &'static str,
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    error: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
}

/// The error page of a refusal, or its JSON: `{"error": code, "message": sentence}`. `back` is the session
/// in which its party can go on, where that is another one than the URL's; it is `session` in the JSON then.
/// It cannot fail: when even the template of the error page is broken, plain words are left.
#[must_use]
pub fn refusal_response(templates: &Templates, refusal: &Refusal, back: Option<&str>, request: &Request) -> Response {
    // Scripts that send with a token get JSON whatever they accept, as they do when it works.
    let is_script = request.path() == "/send" || request.path().starts_with("/send/");
    let response = if is_script || request.wants_json() {
        let session = back.map(|sid| crate::session::path(request.base(), sid));
        let object = ErrorObject { error: refusal.code, message: &refusal.message, session };
        Response::json(refusal.status, &object)
    } else {
        let page = ErrorPage {
            page: "error",
            base: request.base(),
            static_url: templates.static_url(request.base()),
            status: refusal.status,
            error: refusal.code,
            message: &refusal.message,
            text: lost_words(refusal, request),
            next: next_steps(refusal, back, request),
        };
        match templates.handlebars.render("error", &page) {
            Ok(html) => Response::html(refusal.status, html),
            Err(error) => {
                ::log::error!("templates: error: {error}");
                Response::text(refusal.status, &refusal.message)
            }
        }
    };
    let response = match refusal.retry_after {
        Some(seconds) => response.with_header("Retry-After", HeaderValue::encoded(&seconds.to_string())),
        None => response,
    };
    if refusal.code == "unknown_token" {
        return response.with_header("WWW-Authenticate", HeaderValue::encoded("Bearer"));
    }
    response
}

/// The error page for a code; `status` is the code's own.
#[must_use]
pub fn error_response(templates: &Templates, code: &str, request: &Request) -> Response {
    refusal_response(templates, &Refusal::of(code), None, request)
}

/// The database never heard of what was posted, or had no place for it, so nobody has kept it.
fn was_lost(refusal: &Refusal) -> bool {
    // Only what came of sending is unknown then; the draft is kept.
    let kept = refusal.code == "directory_unavailable";
    !kept && matches!(refusal.status, 410 | 500..=599) || matches!(refusal.code, "too_large" | "not_yours")
}

/// What was typed, where nobody has kept it: the page gives it back.
fn lost_words(refusal: &Refusal, request: &Request) -> String {
    if request.method() != "POST" || !was_lost(refusal) {
        return String::new();
    }
    request.form().ok().and_then(|form| form.get("text").map(str::to_owned)).unwrap_or_default()
}

/// What to do next: back to the session while there is one, otherwise to the log-in.
fn next_steps(refusal: &Refusal, back: Option<&str>, request: &Request) -> Vec<Next> {
    let in_url = request.path().strip_prefix("/s/").and_then(|rest| rest.split('/').next());
    let ended = matches!(refusal.status, 401 | 410) || refusal.code == "not_yours";
    let session = back.or(in_url.filter(|sid| !ended && crate::secret::is_identifier(sid)));
    let Some(sid) = session else {
        return vec![Next { url: format!("{}/", request.base()), label: "Log in" }];
    };
    let here = crate::session::path(request.base(), sid);
    if refusal.code == "mailbox_unavailable" {
        return vec![Next { url: format!("{here}/desk"), label: "To the desk" }];
    }
    let inbox = Next { url: format!("{here}/inbox"), label: "Open the inbox" };
    let label = if was_lost(refusal) { "Back to your page" } else { "Back to your page, with what you have typed" };
    let mut next = vec![Next { url: here, label }];
    if back.is_some() || refusal.code == "no_such_message" {
        next.push(inbox);
    }
    next
}
