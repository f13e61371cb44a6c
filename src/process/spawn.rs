//! Birth and death of children. What is to be born or to die is decided elsewhere.

use super::{system, system_error};
use crate::error::Error;
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{Pid, getpid, getppid};
use std::fmt;

/// Which side of a fork this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fork {
    /// The one who forked, and its child.
    Parent(Pid),
    /// The child.
    Child,
}

/// Forks. The child is bound to its parent's life: when the parent dies, it gets SIGTERM, which
/// ends an idle worker and drains a front, and which a busy worker ignores.
pub fn fork() -> Result<Fork, Error> {
    let parent = getpid();
    match system::fork().map_err(system_error("fork"))? {
        Some(child) => Ok(Fork::Parent(child)),
        None => {
            if let Err(error) = bind_to(parent) {
                ::log::error!("a new child cannot start: {error}");
                std::process::exit(1);
            }
            Ok(Fork::Child)
        }
    }
}

fn bind_to(parent: Pid) -> nix::Result<()> {
    // A terminal sends these to every process in it; only the master is to obey.
    system::ignore(Signal::SIGINT)?;
    system::ignore(Signal::SIGHUP)?;
    prctl::set_pdeathsig(Signal::SIGTERM)?;
    // The parent may have died before that call.
    if getppid() == parent { Ok(()) } else { Err(Errno::ESRCH) }
}

/// Lets every signal through again that the master keeps back.
pub fn unblock_signals() -> Result<(), Error> {
    SigSet::empty().thread_set_mask().map_err(system_error("unblock signals"))
}

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With an exit status.
    Exited(i32),
    /// By a signal.
    Killed(Signal),
}

impl fmt::Display for Ending {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ending::Exited(status) => write!(out, "ended with status {status}"),
            // Rust has no other way to say that there is no memory.
            Ending::Killed(Signal::SIGABRT) => {
                out.write_str("ended itself, which it does when it needs more than memory_max_mib (SIGABRT)")
            }
            Ending::Killed(signal) => write!(out, "was ended by {signal}"),
        }
    }
}

/// The next child that has ended, when one has.
pub fn reap() -> Option<(Pid, Ending)> {
    loop {
        match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
            Ok(WaitStatus::Exited(pid, status)) => return Some((pid, Ending::Exited(status))),
            Ok(WaitStatus::Signaled(pid, signal, _)) => return Some((pid, Ending::Killed(signal))),
            Ok(WaitStatus::StillAlive) | Err(Errno::ECHILD) => return None,
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => {
                ::log::error!("waiting for children: {error}");
                return None;
            }
        }
    }
}

/// Sends a signal to a child. A child that is gone already is no error.
pub fn send(pid: Pid, signal: Signal) {
    if let Err(error) = kill(pid, signal)
        && error != Errno::ESRCH
    {
        ::log::error!("{signal} cannot be sent to {pid}: {error}");
    }
}
