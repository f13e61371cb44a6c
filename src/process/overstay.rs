//! A deadline for connections whose threads are inside the crate `fastcgi`, where no deadline can
//! be set: a server that stops in the middle of a request, or never takes its answer, would hold
//! a thread for ever. A connection that is open for longer than any request may take is shut down,
//! which ends whatever its thread waits for.
//!
//! So connections are for one request each: `fastcgi_keep_conn` stays off.

use super::system;
use nix::sys::socket::{Shutdown, shutdown};
use std::collections::HashMap;
use std::os::fd::{AsRawFd, RawFd};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often to look.
const EVERY: Duration = Duration::from_secs(2);

/// The name of a descriptor that is a socket. A later socket of the same number has another.
fn socket_name(descriptor: RawFd) -> Option<PathBuf> {
    let name = std::fs::read_link(format!("/proc/self/fd/{descriptor}")).ok()?;
    name.to_str()?.starts_with("socket:").then_some(name)
}

/// Ends every connection older than `limit`, for ever. Sockets that are open now are not meant.
pub fn watch(limit: Duration) -> impl FnOnce() {
    let own: Vec<PathBuf> = sockets().map(|(_, name)| name).collect();
    move || {
        let mut seen: HashMap<PathBuf, Instant> = HashMap::new();
        loop {
            std::thread::sleep(EVERY);
            let now = Instant::now();
            let before = std::mem::take(&mut seen);
            for (descriptor, name) in sockets().filter(|(_, name)| !own.contains(name)) {
                let since = before.get(&name).copied().unwrap_or(now);
                if now >= since + limit && end(descriptor, &name) {
                    ::log::warn!("a connection was open for too long and is cut");
                }
                seen.insert(name, since);
            }
        }
    }
}

fn sockets() -> impl Iterator<Item = (RawFd, PathBuf)> {
    let entries = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let descriptor = entry.file_name().to_str()?.parse().ok()?;
        Some((descriptor, socket_name(descriptor)?))
    })
}

/// Shuts a socket down, if it is still the one of that name.
fn end(descriptor: RawFd, name: &PathBuf) -> bool {
    // The number may be another socket's by now; a duplicate stays what it is.
    let Some(duplicate) = system::duplicate(descriptor) else {
        return false;
    };
    let number = duplicate.as_raw_fd();
    socket_name(number).as_ref() == Some(name) && shutdown(number, Shutdown::Both).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::os::unix::net::UnixStream;

    #[test]
    fn only_the_socket_of_that_name_is_ended() {
        let (mut one, other) = UnixStream::pair().unwrap();
        let name = socket_name(other.as_raw_fd()).unwrap();
        assert!(!end(one.as_raw_fd(), &name));
        assert!(end(other.as_raw_fd(), &name));
        assert_eq!(one.read(&mut [0]).unwrap(), 0);
    }
}
