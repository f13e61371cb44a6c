//! The front: speaks FastCGI with the web server, one thread per connection, and hands every
//! request to a worker. It has no secret and asks no database.
//!
//! Whatever is odd about the crate `fastcgi` is dealt with here and nowhere else:
//! - a variable that is not UTF-8 drops itself and all after it, so the server must send
//!   `PAGEBOY_END` last, and a request without it is refused;
//! - variables are read by recursion, so threads get large stacks;
//! - it asserts where a connection ends early, so its panics are quiet, and never an abort;
//! - an error of accept is a panic of its main loop, so that loop is entered again;
//! - a request that is dropped ends as a success, so the whole answer is in hand before its first
//!   byte is sent;
//! - `FCGI_WEB_SERVER_ADDRS` would make it refuse servers, and its error stream would bring
//!   unescaped text into nginx's log.

use super::overstay;
use super::relay::{self, Lost, Worker};
use super::upload::{Slot, Slots, Upload};
use super::{harden, log_panics, system, system_error};
use crate::config::FrontConfig;
use crate::error::{Error, Refusal};
use crate::http::{Request, Response};
use crate::log::{Role, set_role};
use crate::render::{Templates, refusal_response};
use crate::route;
use bytes::Bytes;
use nix::sys::signal::{SigSet, Signal};
use nix::unistd::{Pid, gettid};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Enough for 20,000 variables in one request. Only what is used of it takes memory.
const STACK_BYTES: &str = "33554432";
/// The threads that stay when no request is running: one accepts, one waits for signals and one
/// for connections that outstay their time.
const OWN_THREADS: usize = 3;
/// How often a drain looks whether it is done.
const LOOK: Duration = Duration::from_millis(5);
/// How much longer than queue and request together a drain may take.
const GRACE: Duration = Duration::from_secs(2);
/// How much longer than queue and request together a connection may live.
const CONNECTION_GRACE: Duration = Duration::from_secs(20);
/// How long a recording keeps its place after the answer, while its worker puts it into mailboxes: so they are taken in
/// at the pace of a quick mail server, and a slow one keeps nobody from being accepted.
const DELIVERING: Duration = Duration::from_millis(250);

/// More than any server that is set up as ours would send.
const DRAINED_MAX: u64 = 16 * 1024 * 1024;

struct Front {
    config: FrontConfig,
    templates: Templates,
    queue: OwnedFd,
    running: AtomicUsize,
    uploads: Slots,
    plays: Slots,
}

/// Lives the life of a front.
pub fn run(config: FrontConfig, templates: Templates, listener: OwnedFd, queue: OwnedFd) -> ! {
    set_role(Role::Front);
    let (uploads, plays) = (Slots::new(config.uploads_max), Slots::new(config.plays_max));
    let front = Front { config, templates, queue, running: AtomicUsize::new(0), uploads, plays };
    let life = prepare().and_then(|()| serve(front, listener));
    std::process::exit(match life {
        Ok(()) => 0,
        Err(error) => {
            ::log::error!("{error}");
            1
        }
    })
}

fn prepare() -> Result<(), Error> {
    harden()?;
    log_panics();
    let failed = "prepare the environment";
    system::set_environment("RUST_MIN_STACK", STACK_BYTES).map_err(system_error(failed))?;
    system::remove_environment("FCGI_WEB_SERVER_ADDRS").map_err(system_error(failed))?;
    system::let_interrupt(Signal::SIGUSR1).map_err(system_error("handle SIGUSR1"))?;
    // SIGTERM stays blocked in all threads; one of them waits for it.
    let mut blocked = SigSet::empty();
    blocked.add(Signal::SIGTERM);
    blocked.thread_set_mask().map_err(system_error("block SIGTERM"))
}

/// Serves until SIGTERM, and then until what is running has its answers.
fn serve(front: Front, listener: OwnedFd) -> Result<(), Error> {
    let stopping = Arc::new(AtomicBool::new(false));
    let stopped = Arc::new(AtomicBool::new(false));
    let accepting = gettid();
    let (stop, stop_done) = (stopping.clone(), stopped.clone());
    start_thread(move || stop_on_sigterm(&stop, &stop_done, accepting))?;
    let longest = front.config.queue + front.config.request + CONNECTION_GRACE;
    start_thread(overstay::watch(longest))?;
    let patience = front.config.queue + front.config.request + GRACE;
    let front = Arc::new(front);
    while !stopping.load(Ordering::SeqCst) {
        let front = front.clone();
        let descriptor = listener.as_raw_fd();
        // It returns by panic only: interrupted, out of descriptors or out of threads.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            fastcgi::run_raw(move |connection| front.handle(connection), descriptor);
        }));
        if !stopping.load(Ordering::SeqCst) {
            std::thread::sleep(LOOK);
        }
    }
    stopped.store(true, Ordering::SeqCst);
    // Whoever starts next may bind the same path as soon as nobody listens.
    drop(listener);
    let deadline = Instant::now() + patience;
    while system::thread_count().map_err(system_error("count threads"))? > OWN_THREADS {
        if Instant::now() >= deadline {
            ::log::warn!("some connections did not end in time and are cut");
            break;
        }
        std::thread::sleep(LOOK);
    }
    Ok(())
}

fn start_thread(work: impl FnOnce() + Send + 'static) -> Result<(), Error> {
    let started = std::thread::Builder::new().spawn(work);
    started.map(drop).map_err(system_error("start a thread"))
}

/// Waits for SIGTERM and then interrupts the accepting thread until it has noticed. It notices
/// only when no connection waits to be accepted, so none is lost.
fn stop_on_sigterm(stopping: &AtomicBool, stopped: &AtomicBool, accepting: Pid) {
    let mut awaited = SigSet::empty();
    awaited.add(Signal::SIGTERM);
    while !matches!(awaited.wait(), Ok(Signal::SIGTERM)) {}
    stopping.store(true, Ordering::SeqCst);
    while !stopped.load(Ordering::SeqCst) {
        if let Err(error) = system::signal_thread(accepting, Signal::SIGUSR1) {
            ::log::error!("the accepting thread cannot be interrupted: {error}");
        }
        std::thread::sleep(LOOK);
    }
    loop {
        std::thread::park();
    }
}

/// Counts a request as running as long as it lives.
struct Running<'front>(&'front AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What to do with a request: carry it to a worker, or refuse it at once. One with a recording, or for one, has a place.
enum Admission<'front> {
    Admitted(Request, Option<Upload>, Option<Slot<'front>>),
    Refused(Request, Refusal),
}

/// What a recording occupies until its worker is done.
type Place<'front> = (Worker, Slot<'front>);

impl Front {
    fn handle(&self, mut connection: fastcgi::Request) {
        let give_up = Instant::now() + self.config.queue;
        let before = self.running.fetch_add(1, Ordering::SeqCst);
        let _running = Running(&self.running);
        let full = before >= self.config.connections_max;
        let Ok(admission) = self.admit(&mut connection, full, give_up) else {
            // The server has ended the request: nobody waits for an answer.
            return;
        };
        let answered = catch_unwind(AssertUnwindSafe(|| self.answer(admission, give_up)));
        let (bytes, place) = answered.unwrap_or_else(|_| {
            let plain = Response::text(500, "Something went wrong. Please try again.\n");
            (plain.to_cgi(false).into_bytes(), None)
        });
        // A server that is gone takes no answer, and the request has been done all the same.
        let _ = connection.stdout().write_all(&bytes);
        drop(connection);
        if let Some((worker, _slot)) = place {
            worker.wait(DELIVERING);
        }
    }

    fn admit(&self, connection: &mut fastcgi::Request, full: bool, give_up: Instant) -> std::io::Result<Admission<'_>> {
        let mut variables: BTreeMap<String, String> = connection.params().collect();
        let complete = variables.remove("PAGEBOY_END").as_deref() == Some("1");
        let request = Request::new(variables, Bytes::new());
        let length = request.variable("CONTENT_LENGTH").filter(|length| !length.is_empty());
        let length: Result<Option<usize>, _> = length.map(|length| length.parse()).transpose();
        let limit = self.config.body_limit(route::takes_recording(&request));
        let refused = |request, code| Ok(Admission::Refused(request, Refusal::of(code)));
        let (true, None, Ok(length)) = (complete, request.fault(), length) else {
            return refused(request, "bad_request");
        };
        if full {
            return refused(request, "overloaded");
        }
        let mut input = connection.stdin();
        if length.is_some_and(|length| length > limit.bytes) {
            drain(&mut input)?;
            return Ok(Admission::Refused(request, limit.refusal()));
        }
        let fits = |read: usize| match length {
            _ if read > limit.bytes => Err(limit.refusal()),
            Some(length) if length != read => Err(Refusal::of("bad_request")),
            _ => Ok(()),
        };
        let mut limited = (&mut input).take(limit.bytes as u64 + 1);
        if length.unwrap_or(limit.bytes) <= self.config.body_bytes {
            let mut body = Vec::with_capacity(length.unwrap_or(0));
            limited.read_to_end(&mut body)?;
            let place = route::gives_recording(&request).then(|| self.plays.take(give_up));
            return Ok(match (fits(body.len()), place) {
                (Err(refusal), _) => Admission::Refused(request, refusal),
                (Ok(()), Some(None)) => Admission::Refused(request, no_room("a recording on its way out")),
                (Ok(()), place) => Admission::Admitted(request.with_body(body), None, place.flatten()),
            });
        }
        let Some(slot) = self.uploads.take(give_up) else {
            drain(&mut input)?;
            return Ok(Admission::Refused(request, no_room("an upload")));
        };
        let upload = match Upload::receive(limited) {
            Ok(upload) => upload,
            Err(error) if matches!(error.kind(), ErrorKind::OutOfMemory | ErrorKind::StorageFull) => {
                ::log::error!("there is no memory for an upload: {error}");
                return refused(request, "overloaded");
            }
            Err(error) => return Err(error),
        };
        Ok(match fits(upload.length()) {
            Ok(()) => Admission::Admitted(request, Some(upload), Some(slot)),
            Err(refusal) => Admission::Refused(request, refusal),
        })
    }

    /// The answer, whole: a worker's, or an error page.
    fn answer<'front>(&self, admission: Admission<'front>, give_up: Instant) -> (Vec<u8>, Option<Place<'front>>) {
        let (request, upload, slot) = match admission {
            Admission::Admitted(request, upload, slot) => (request, upload, slot),
            Admission::Refused(request, refusal) => return (self.refuse(&request, &refusal), None),
        };
        let queue = give_up.saturating_duration_since(Instant::now());
        match relay::carry(self.queue.as_fd(), &request, upload.as_ref(), queue, self.config.request) {
            Ok(answer) => (answer.bytes, slot.map(|slot| (answer.worker, slot))),
            Err(lost) => (self.refuse(&request, &Refusal::of(report(&lost))), None),
        }
    }

    fn refuse(&self, request: &Request, refusal: &Refusal) -> Vec<u8> {
        refusal_response(&self.templates, refusal, None, request).to_cgi(request.is_https()).into_bytes()
    }
}

fn no_room(what: &str) -> Refusal {
    ::log::warn!("no room for {what} was free in time");
    Refusal::of("overloaded")
}

/// Reads what is left of a body and forgets it: a server that is still sending may not hear an answer.
fn drain(input: &mut impl Read) -> std::io::Result<()> {
    std::io::copy(&mut input.take(DRAINED_MAX), &mut std::io::sink()).map(drop)
}

/// Logs why there is no answer, and says what the user is told. Paths stay out of the log: they
/// contain session ids.
fn report(lost: &Lost) -> &'static str {
    match lost {
        Lost::Overloaded => {
            ::log::warn!("no worker was free in time");
            "overloaded"
        }
        Lost::Died(pid) => {
            ::log::error!("worker {pid} died while it worked on a request");
            "worker_lost"
        }
        Lost::Overdue(pid) => {
            ::log::error!("worker {pid} did not answer in time");
            "timed_out"
        }
        Lost::Failed(pid) => {
            ::log::error!("worker {pid} could not answer");
            "internal"
        }
        Lost::Broken(error) => {
            ::log::error!("the queue does not work: {error}");
            "overloaded"
        }
    }
}
