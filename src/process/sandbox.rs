//! What a process that reads what strangers wrote gives up before it does: from then on it starts no program, touches
//! no other process, writes no file and reads none but those named in [`files`], and has only the system calls of
//! [`calls`]. Both are inherited by every thread that it starts, so it is to have one when it enters; and there is
//! no way back.

mod calls;
mod files;
mod tree;

use super::system_error;
use crate::config::{SandboxKind, WorkerConfig};
use crate::error::Error;
use nix::sys::resource::{Resource, setrlimit};
use std::fmt;

/// What the kernel let this process give up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confined {
    /// Nothing: the option `sandbox` is `off`.
    Not,
    /// All of it.
    Wholly,
    /// All but what this old version of landlock does not know; the system calls are kept from it all the same.
    ByOlderLandlock(String),
    /// What the kernel has; the option `sandbox` is `auto`, and this is what it has not.
    Partly(String),
}

impl fmt::Display for Confined {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Confined::Not => out.write_str("off: a worker that is taken over could start programs and read files"),
            Confined::Wholly => out.write_str("a worker starts no program and reads no file that it does not need"),
            Confined::ByOlderLandlock(version) => write!(
                out,
                "a worker starts no program and reads no file that it does not need; this kernel's landlock ({version}) \
                 cannot keep it from all else (6.12 and later can), but the filter of system calls does most of that"
            ),
            Confined::Partly(missing) => write!(out, "not all that could be: {missing}"),
        }
    }
}

/// Gives up what [`files`] and [`calls`] do not name, for good.
///
/// # Errors
/// The option `sandbox` is `required` and the kernel cannot do it all, so the process must not go on.
pub fn enter(config: &WorkerConfig) -> Result<Confined, Error> {
    if config.sandbox == SandboxKind::Off {
        return Ok(Confined::Not);
    }
    // The files first: the calls by which they are given up are among those that are given up then.
    let (files, calls) = (files::confine(&files::needed(config)), calls::confine());
    match (files, calls) {
        (Ok(confined), Ok(())) => Ok(confined),
        (Err(missing), _) | (_, Err(missing)) if config.sandbox == SandboxKind::Required => Err(missing),
        (files, calls) => {
            let missing = [files.err(), calls.err()].into_iter().flatten().map(|error| error.to_string());
            Ok(Confined::Partly(missing.collect::<Vec<_>>().join("; ")))
        }
    }
}

/// Lets this process map so many MiB at most (RLIMIT_AS): one that needs more ends, and its request alone is lost.
///
/// # Errors
/// The system refuses, because the process may have less already.
pub fn limit_memory(mebibytes: u64) -> Result<(), Error> {
    let bytes = mebibytes.saturating_mul(1024 * 1024);
    setrlimit(Resource::RLIMIT_AS, bytes, bytes).map_err(system_error("limit memory to memory_max_mib"))
}

/// Says what refused, and what can be done.
fn refused(by: &str, why: &dyn fmt::Display) -> Error {
    Error::Configuration(format!(
        "{by} cannot confine this process: {why}. That needs Linux 5.13 or later with seccomp and landlock \
         (lsm=landlock,… on the kernel's command line)"
    ))
}
