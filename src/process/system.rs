//! The only `unsafe` code: system calls for which no safe wrapper exists, because they are safe
//! only under a condition on the whole process. Each function here states and keeps its condition.
#![allow(unsafe_code)]

use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction, signal};
use nix::unistd::{ForkResult, Pid};
use std::ffi::OsStr;
use std::os::fd::{BorrowedFd, FromRawFd, OwnedFd, RawFd};

/// How many threads this process has.
pub fn thread_count() -> std::io::Result<usize> {
    Ok(std::fs::read_dir("/proc/self/task")?.count())
}

/// Forks a process that has one thread; refuses in any other. `None` is the child.
pub fn fork() -> std::io::Result<Option<Pid>> {
    if thread_count()? != 1 {
        return Err(std::io::Error::other("this process has more than one thread"));
    }
    // SAFETY: With a single thread no lock can be held by a thread that the child lacks, so the
    // child may do whatever the parent may.
    match unsafe { nix::unistd::fork() }? {
        ForkResult::Parent { child } => Ok(Some(child)),
        ForkResult::Child => Ok(None),
    }
}

/// Takes over a descriptor that another process left open for this one; `None` when it is not open.
/// Each number may be taken over once only.
pub fn adopt(descriptor: RawFd) -> Option<OwnedFd> {
    if descriptor < 0 {
        return None;
    }
    // SAFETY: The borrow ends before anything could close the descriptor, and asking for the flags
    // of one that is not open is a harmless error.
    let borrowed = unsafe { BorrowedFd::borrow_raw(descriptor) };
    nix::fcntl::fcntl(borrowed, nix::fcntl::F_GETFD).ok()?;
    // SAFETY: It is open, as was just seen. It came from outside (systemd, spawn-fcgi, a message or
    // the program before an exec), so nothing in this program owns it yet.
    Some(unsafe { OwnedFd::from_raw_fd(descriptor) })
}

/// A new descriptor for whatever `descriptor` is at this moment; `None` when it is not open.
pub fn duplicate(descriptor: RawFd) -> Option<OwnedFd> {
    if descriptor < 0 {
        return None;
    }
    // SAFETY: The borrow ends with this call, and duplicating a descriptor that is not open is a
    // harmless error.
    unsafe { BorrowedFd::borrow_raw(descriptor) }.try_clone_to_owned().ok()
}

/// Maps a file for reading that its seals keep as it is.
///
/// # Errors
/// It is not sealed, or cannot be mapped.
pub fn map_sealed(file: &std::fs::File) -> std::io::Result<memmap2::Mmap> {
    let needed = SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_WRITE;
    let seals = SealFlag::from_bits_truncate(fcntl(file, FcntlArg::F_GET_SEALS)?);
    if !seals.contains(needed) {
        return Err(std::io::Error::other("the memory is not sealed"));
    }
    // SAFETY: Nobody can write to it or shorten it any more, so what is behind the map never changes or vanishes.
    unsafe { memmap2::Mmap::map(file) }
}

/// Sets an environment variable in a process that has one thread; refuses in any other.
pub fn set_environment(name: &str, value: impl AsRef<OsStr>) -> std::io::Result<()> {
    if thread_count()? != 1 {
        return Err(std::io::Error::other("this process has more than one thread"));
    }
    // SAFETY: Nobody can read the environment at the same time.
    unsafe { std::env::set_var(name, value) };
    Ok(())
}

/// Removes an environment variable in a process that has one thread; refuses in any other.
pub fn remove_environment(name: &str) -> std::io::Result<()> {
    if thread_count()? != 1 {
        return Err(std::io::Error::other("this process has more than one thread"));
    }
    // SAFETY: Nobody can read the environment at the same time.
    unsafe { std::env::remove_var(name) };
    Ok(())
}

/// Ignores a signal in the whole process.
pub fn ignore(which: Signal) -> nix::Result<()> {
    // SAFETY: No handler is installed.
    unsafe { signal(which, SigHandler::SigIgn) }.map(drop)
}

/// Gives a signal its default action in the whole process.
pub fn restore(which: Signal) -> nix::Result<()> {
    // SAFETY: No handler is installed.
    unsafe { signal(which, SigHandler::SigDfl) }.map(drop)
}

extern "C" fn do_nothing(_: libc::c_int) {}

/// Makes a signal do nothing but interrupt the system call that its thread is blocked in.
pub fn let_interrupt(which: Signal) -> nix::Result<()> {
    let action = SigAction::new(SigHandler::Handler(do_nothing), SaFlags::empty(), SigSet::empty());
    // SAFETY: The handler does nothing, which is async-signal-safe.
    unsafe { sigaction(which, &action) }.map(drop)
}

/// Lets all others go first when processors are short, for good.
pub fn step_back() -> std::io::Result<()> {
    const NICE: libc::c_int = 10;
    // SAFETY: setpriority takes three integers and checks them all.
    let result = unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, NICE) };
    if result == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) }
}

/// Sends a signal to one thread of this process.
pub fn signal_thread(thread: Pid, which: Signal) -> std::io::Result<()> {
    let process = libc::c_long::from(std::process::id());
    // SAFETY: tgkill takes three integers and checks them all.
    let result = unsafe {
        libc::syscall(
            libc::SYS_tgkill,
            process,
            libc::c_long::from(thread.as_raw()),
            libc::c_long::from(which as libc::c_int),
        )
    };
    if result == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) }
}
