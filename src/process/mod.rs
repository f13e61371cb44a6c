//! The three kinds of process and what passes between them.
//!
//! ```text
//! nginx --FastCGI--> front --relay--> worker (one request, then gone)
//!                      ^                ^
//!                      +---- master ----+
//! ```
//!
//! [`master`] starts and reaps the others and serves nothing; [`pool`] decides for it, without a
//! single system call, when a worker is to be started or ended, and [`spawn`] does it. [`front`]
//! speaks FastCGI, and [`overstay`] ends connections that outstay their time; [`relay`] is the protocol between a front
//! and a worker, [`upload`] how a large body gets from one to the other, [`note`] the one between
//! a worker and the master, [`handover`] the one between a master and the program that takes its
//! place on SIGHUP. [`worker`] answers one request. [`cgi`] answers one without any of the others.
//! [`sandbox`] is
//! what these two may not do while they read what strangers wrote. [`listen`] finds or makes the listening socket. All `unsafe` code is in [`system`].

pub mod cgi;
pub mod front;
pub mod handover;
pub mod listen;
pub mod master;
pub mod note;
pub mod overstay;
pub mod pool;
pub mod relay;
pub mod sandbox;
pub mod spawn;
pub mod system;
pub mod upload;
pub mod worker;

use crate::app::App;
use crate::error::Error;
use crate::http::{CgiResponse, Request};
use crate::render::error_response;
use crate::route;
use nix::sys::prctl;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use nix::unistd::{geteuid, initgroups, setgid, setuid};
use std::ffi::CString;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Keeps what a process has in memory out of core dumps and away from debuggers of the same user.
/// Core dumps that go through a pipe heed only the first of the two.
pub fn harden() -> Result<(), Error> {
    prctl::set_dumpable(false).map_err(system_error("refuse core dumps"))?;
    setrlimit(Resource::RLIMIT_CORE, 0, 0).map_err(system_error("refuse core dumps"))
}

/// Lets this process and its children have as many descriptors as the system allows.
fn raise_descriptor_limit() -> Result<(), Error> {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).map_err(system_error("read the descriptor limit"))?;
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).map_err(system_error("raise the descriptor limit"))
}

/// Writes panics to the log, as one escaped line each. Those inside the crates `fastcgi` and `ldap3` are how they
/// answer a peer that ends early or talks nonsense: nothing is wrong here then, and who waits for it says so.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic.payload_as_str().unwrap_or("no words");
        if ["fastcgi-1", "ldap3-0"].iter().any(|name| place.contains(name)) {
            ::log::debug!("a connection ended early at {place}: {words}");
        } else {
            ::log::error!("panic at {place}: {words}");
        }
    }));
}

/// Answers a request whatever happens: a panic becomes an error page. The panic itself has been
/// logged where it happened.
fn answer(app: &mut App, request: &Request) -> CgiResponse {
    let answered = catch_unwind(AssertUnwindSafe(|| route::answer(app, request)));
    let response = answered.unwrap_or_else(|_| error_response(&app.templates, "internal", request));
    response.to_cgi(request.is_https())
}

/// Makes an [`Error::System`] of what the system answered to `operation`.
fn system_error<Source: Into<std::io::Error>>(operation: &'static str) -> impl FnOnce(Source) -> Error {
    move |source| Error::System { operation, source: source.into() }
}

/// Becomes the configured user, for good, when started by root: groups, then group, then user.
///
/// # Errors
/// There is no such user, or the system refuses; whoever asked for it does not go on as root.
pub fn become_user(name: &str) -> Result<(), Error> {
    if name.is_empty() || !geteuid().is_root() {
        return Ok(());
    }
    let user = listen::find_user(name)?;
    let as_c = CString::new(name).map_err(|_| Error::Configuration("user: the name contains a NUL".to_owned()))?;
    initgroups(&as_c, user.gid).map_err(system_error("set the groups"))?;
    setgid(user.gid).map_err(system_error("set the group"))?;
    setuid(user.uid).map_err(system_error("set the user"))?;
    if !user.uid.is_root() && setuid(nix::unistd::Uid::from_raw(0)).is_ok() {
        return Err(Error::Configuration("root's rights could not be given up".to_owned()));
    }
    Ok(())
}
