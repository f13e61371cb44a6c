//! CGI: one request by environment and standard input, answered by the same code as a worker's.

use super::system::ignore;
use super::{answer, harden, log_panics, sandbox, system_error};
use crate::app::App;
use crate::config::WorkerConfig;
use crate::error::Error;
use crate::http::{CgiResponse, Request, Response};
use crate::log::{self, Role, set_role};
use crate::render::{Templates, error_response, refusal_response};
use crate::route;
use bytes::Bytes;
use nix::sys::signal::Signal;
use nix::unistd::{alarm, dup2_stderr, dup2_stdout};
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// The meta-variables that are taken over; headers (`HTTP_…`) are besides. Options of ours, such as
/// `PAGEBOY_DATABASE`, are in the same environment and are none of the request's business.
const VARIABLES: [&str; 12] = [
    "AUTH_TYPE",
    "CONTENT_LENGTH",
    "CONTENT_TYPE",
    "HTTPS",
    "PATH_INFO",
    "QUERY_STRING",
    "REMOTE_ADDR",
    "REQUEST_METHOD",
    "REQUEST_SCHEME",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PROTOCOL",
];

/// Without these a request means something else.
const ESSENTIAL: [&str; 4] = ["PATH_INFO", "QUERY_STRING", "REQUEST_METHOD", "SCRIPT_NAME"];

/// Answers the request of this process. Arguments are ignored: a web server may have taken them
/// from the query string.
pub fn run() -> ExitCode {
    set_role(Role::Cgi);
    log::start("info");
    log_panics();
    let answered = catch_unwind(AssertUnwindSafe(serve));
    let (answer, app) = match answered {
        Ok(Ok(answered)) => answered,
        Ok(Err(error)) => {
            ::log::error!("{error}");
            (unavailable(), None)
        }
        Err(_) => (unavailable(), None),
    };
    let sent = send(&answer);
    if let Some(mut app) = app.filter(App::has_work) {
        match let_go() {
            Ok(()) => app.finish(),
            Err(error) => ::log::warn!("{error}"),
        }
    }
    if sent { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The web server has the whole answer when nobody holds its pipes any more. It may want to end the program
/// then, which has a little left to do; whatever it does not get done, the sweep does.
fn let_go() -> Result<(), Error> {
    ignore(Signal::SIGTERM).map_err(system_error("ignore SIGTERM"))?;
    let nowhere = File::options().write(true).open("/dev/null").map_err(system_error("open /dev/null"))?;
    dup2_stdout(&nowhere).map_err(system_error("close standard output"))?;
    dup2_stderr(&nowhere).map_err(system_error("close standard error"))
}

/// Sends the answer, unless the other thread has sent one already.
fn send(answer: &CgiResponse) -> bool {
    static SENT: AtomicBool = AtomicBool::new(false);
    if SENT.swap(true, Ordering::SeqCst) {
        // The other thread ends the process when it has finished.
        loop {
            std::thread::park();
        }
    }
    let mut output = std::io::stdout();
    let sent = answer.write_to(&mut output).and_then(|()| output.flush());
    if let Err(error) = &sent {
        ::log::info!("nobody waits for the answer any more: {error}");
    }
    sent.is_ok()
}

/// Sends `page` and ends the process when the request has taken `limit`. Where even that hangs,
/// an alarm ends it.
fn watch(limit: Duration, page: CgiResponse) -> Result<(), Error> {
    alarm::set(u32::try_from(limit.as_secs()).unwrap_or(u32::MAX).saturating_add(2));
    let watching = std::thread::Builder::new().spawn(move || {
        std::thread::sleep(limit);
        ::log::error!("a request took too long");
        send(&page);
        std::process::exit(1);
    });
    watching.map(drop).map_err(system_error("start a thread"))
}

/// For what goes wrong before there are templates, or inside them.
fn unavailable() -> CgiResponse {
    let words = "Something went wrong here. It has been written to the log.\n";
    Response::text(500, words).to_cgi(false)
}

/// The answer, and what has answered it, if it came to that.
fn serve() -> Result<(CgiResponse, Option<App>), Error> {
    harden()?;
    let config = WorkerConfig::load()?;
    log::start(&config.log_level);
    sandbox::limit_memory(config.memory_max_mib)?;
    let templates = Templates::load(&config.templates, &config.static_url)?;
    sandbox::enter(&config)?;
    let request = variables(std::env::vars_os());
    let limit = config.body_limit(route::takes_recording(&request));
    let refuse =
        |request: &Request, code| Ok((error_response(&templates, code, request).to_cgi(request.is_https()), None));
    let too_late = error_response(&templates, "timed_out", &request);
    watch(Duration::from_secs(config.request_seconds), too_late.to_cgi(request.is_https()))?;
    if request.fault().is_some() {
        return refuse(&request, "bad_request");
    }
    let length = request.variable("CONTENT_LENGTH").filter(|length| !length.is_empty());
    let Ok(length) = length.unwrap_or("0").parse::<usize>() else {
        return refuse(&request, "bad_request");
    };
    if length > limit.bytes {
        let response = refusal_response(&templates, &limit.refusal(), None, &request);
        return Ok((response.to_cgi(request.is_https()), None));
    }
    let mut body = Vec::with_capacity(length);
    let read = std::io::stdin().take(length as u64).read_to_end(&mut body);
    if read.is_err() || body.len() != length {
        return refuse(&request, "bad_request");
    }
    let request = request.with_body(body);
    let mut app = App::new(config, templates);
    let answer = answer(&mut app, &request);
    Ok((answer, Some(app)))
}

/// The request that an environment describes, still without its body. A value that is not UTF-8
/// is left out, or makes the request a malformed one when nothing can be understood without it.
fn variables(environment: impl Iterator<Item = (OsString, OsString)>) -> Request {
    let mut variables = Vec::new();
    let mut damaged = false;
    for (name, value) in environment {
        let Ok(name) = name.into_string() else {
            continue;
        };
        if !(VARIABLES.contains(&name.as_str()) || name.starts_with("HTTP_")) {
            continue;
        }
        match value.into_string() {
            Ok(value) => variables.push((name, value)),
            Err(_) => damaged |= ESSENTIAL.contains(&name.as_str()),
        }
    }
    let request = Request::new(variables, Bytes::new());
    if damaged { request.refused("the path is not UTF-8") } else { request }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStringExt;

    fn environment(pairs: &[(&str, &[u8])]) -> Request {
        let fixed: [(&str, &[u8]); 2] = [("REQUEST_METHOD", b"GET"), ("PATH_INFO", b"/")];
        let pairs = fixed.iter().chain(pairs);
        variables(pairs.map(|(name, value)| (OsString::from(name), OsString::from_vec(value.to_vec()))))
    }

    #[test]
    fn only_what_belongs_to_the_request_is_taken() {
        let request = environment(&[
            ("HTTP_PROXY", b"http://evil"),
            ("HTTP_ACCEPT", b"application/json"),
            ("PAGEBOY_CALLBACK", b"came"),
            ("PAGEBOY_DATABASE", b"secret"),
            ("PATH", b"/bin"),
        ]);
        assert_eq!(request.fault(), None);
        let names: Vec<_> = request.variables().map(|(name, _)| name).collect();
        assert_eq!(names, ["HTTP_ACCEPT", "PATH_INFO", "REQUEST_METHOD"]);
    }

    #[test]
    fn bytes_that_are_not_text_are_dropped_or_refused() {
        let request = environment(&[("HTTP_ACCEPT", b"\xff"), ("HTTP_COOKIE", b"a=\xfe")]);
        assert_eq!((request.fault(), request.header("Accept")), (None, None));
        assert!(environment(&[("PATH_INFO", b"/\xff")]).fault().is_some());
        assert!(environment(&[("QUERY_STRING", b"\xff")]).fault().is_some());
        assert!(environment(&[("SCRIPT_NAME", b"/\xff")]).fault().is_some());
    }
}
