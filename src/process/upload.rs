//! Large bodies, which are recordings: memory of its own for each (a memfd), which the front fills as the body comes
//! and a worker maps, so that nobody copies it. As with the request itself, whoever has the claim has the memory:
//! the worker seals it, after which not even the front can change it, and a front that gives up empties it, so that
//! what is left in the queue weighs nothing. Nothing of it has a name or outlives the processes that hold it.

use super::{system, system_error};
use crate::error::Error;
use bytes::Bytes;
use nix::fcntl::{FcntlArg, SealFlag, fcntl};
use nix::sys::memfd::{MFdFlags, memfd_create};
use std::fs::File;
use std::io::{BufRead, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Instant;

/// The largest that a worker takes; the configuration keeps to less.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The front's end.
pub struct Upload {
    memory: File,
    length: usize,
}

impl Upload {
    /// Reads a body to its end.
    ///
    /// # Errors
    /// Whatever the connection or the memory says.
    pub fn receive(mut input: impl BufRead) -> std::io::Result<Upload> {
        let flags = MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING;
        let mut memory = File::from(memfd_create(c"pageboy-upload", flags)?);
        let mut length = 0;
        loop {
            let chunk = input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(Upload { memory, length });
            }
            memory.write_all(chunk)?;
            let count = chunk.len();
            length += count;
            input.consume(count);
        }
    }

    /// How many bytes came.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Gives the memory back, also where a frame that nobody will take still holds it.
    pub fn discard(&self) {
        if let Err(error) = self.memory.set_len(0) {
            ::log::error!("an upload's memory cannot be freed: {error}");
        }
    }
}

impl AsFd for Upload {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.memory.as_fd()
    }
}

/// The worker's end: seals and maps what the front has filled.
///
/// # Errors
/// It is no such memory, or too large.
pub fn open(memory: OwnedFd) -> Result<Bytes, Error> {
    let failed = "open an upload";
    let seals = SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_GROW | SealFlag::F_SEAL_WRITE | SealFlag::F_SEAL_SEAL;
    fcntl(&memory, FcntlArg::F_ADD_SEALS(seals)).map_err(system_error(failed))?;
    let memory = File::from(memory);
    let length = memory.metadata().map_err(system_error(failed))?.len();
    if length > LARGEST {
        return Err(system_error(failed)(std::io::Error::other("it is too large")));
    }
    let map = system::map_sealed(&memory).map_err(system_error(failed))?;
    Ok(Bytes::from_owner(map))
}

/// How many large bodies are under way at once, so that memory stays bounded and other requests find
/// processors: the others wait before the first byte of theirs is read.
pub struct Slots {
    free: Mutex<usize>,
    freed: Condvar,
}

/// Room for one; given back when dropped.
pub struct Slot<'slots>(&'slots Slots);

impl Slots {
    /// So many at once.
    pub fn new(count: usize) -> Slots {
        Slots { free: Mutex::new(count), freed: Condvar::new() }
    }

    /// Waits for room; `None` when there is none in time.
    pub fn take(&self, deadline: Instant) -> Option<Slot<'_>> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let left = deadline.saturating_duration_since(Instant::now());
        let waited = self.freed.wait_timeout_while(free, left, |free| *free == 0);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *free = free.checked_sub(1)?;
        Some(Slot(self))
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_is_filled_can_be_read_and_changed_no_more() {
        let content = vec![b'x'; 300_000];
        let upload = Upload::receive(content.as_slice()).unwrap();
        assert_eq!(upload.length(), content.len());
        let body = open(upload.as_fd().try_clone_to_owned().unwrap()).unwrap();
        assert_eq!(body, content);
        assert!((&upload.memory).write_all(b"y").is_err());
        assert!(upload.memory.set_len(0).is_err() && upload.memory.set_len(1 << 20).is_err());
        assert_eq!(body, content);
    }

    #[test]
    fn what_is_given_up_weighs_nothing() {
        use std::os::unix::fs::MetadataExt;
        let upload = Upload::receive([b'x'; 300_000].as_slice()).unwrap();
        let in_the_queue = File::from(upload.as_fd().try_clone_to_owned().unwrap());
        assert!(in_the_queue.metadata().unwrap().blocks() > 500);
        upload.discard();
        drop(upload);
        assert_eq!(in_the_queue.metadata().unwrap().blocks(), 0);
    }

    #[test]
    fn other_files_and_huge_ones_are_refused() {
        assert!(open(File::open("/proc/self/exe").unwrap().into()).is_err());
        let upload = Upload::receive([0; 10].as_slice()).unwrap();
        upload.memory.set_len(LARGEST + 1).unwrap();
        assert!(open(upload.memory.into()).is_err());
    }

    #[test]
    fn who_finds_no_room_waits_for_it_or_gives_up() {
        let slots = Slots::new(1);
        let soon = || Instant::now() + Duration::from_millis(20);
        let first = slots.take(soon()).unwrap();
        assert!(slots.take(soon()).is_none());
        std::thread::scope(|threads| {
            let second = threads.spawn(|| slots.take(Instant::now() + Duration::from_secs(10)).is_some());
            drop(first);
            assert!(second.join().unwrap());
        });
        assert!(slots.take(soon()).is_some());
    }
}
