//! What a worker tells the master through a pipe that all workers share. A note is shorter than
//! what a pipe takes in one piece, so notes of several workers never mix.

use nix::fcntl::OFlag;
use nix::unistd::{pipe2, read, write};
use std::os::fd::{AsFd, OwnedFd};

const LENGTH: usize = 5;

/// What happened to the worker that wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It is warm and waits for a request.
    Ready,
    /// It has taken a request.
    Busy,
}

/// Both ends of the pipe; neither ever blocks.
pub fn pipe() -> nix::Result<(OwnedFd, OwnedFd)> {
    pipe2(OFlag::O_CLOEXEC | OFlag::O_NONBLOCK)
}

/// Tells the master. When the master is too slow to read its notes, it is not told; the worker's
/// own alarm still keeps its deadline then.
pub fn tell(pipe: impl AsFd, news: News) {
    let note = encode(std::process::id(), news);
    if let Err(error) = write(pipe, &note) {
        ::log::warn!("the master cannot be told: {error}");
    }
}

/// All notes that have come, with the pid that each claims.
pub fn read_all(pipe: impl AsFd) -> Vec<(i32, News)> {
    let mut notes = Vec::new();
    let mut buffer = [0; LENGTH * 128];
    while let Ok(count) = read(&pipe, &mut buffer) {
        if count == 0 {
            break;
        }
        notes.extend(buffer[..count].chunks(LENGTH).filter_map(decode));
    }
    notes
}

fn encode(pid: u32, news: News) -> [u8; LENGTH] {
    let [a, b, c, d] = pid.to_ne_bytes();
    let news = match news {
        News::Ready => b'r',
        News::Busy => b'b',
    };
    [a, b, c, d, news]
}

fn decode(note: &[u8]) -> Option<(i32, News)> {
    let [a, b, c, d, news] = *note else {
        return None;
    };
    let news = match news {
        b'r' => News::Ready,
        b'b' => News::Busy,
        _ => return None,
    };
    Some((i32::from_ne_bytes([a, b, c, d]), news))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_arrive() {
        let (reader, writer) = pipe().unwrap();
        tell(&writer, News::Ready);
        tell(&writer, News::Busy);
        let pid = i32::try_from(std::process::id()).unwrap();
        assert_eq!(read_all(&reader), [(pid, News::Ready), (pid, News::Busy)]);
        assert!(read_all(&reader).is_empty());
    }

    #[test]
    fn nonsense_is_no_note() {
        for note in [&b""[..], b"1234", b"1234x", b"123456"] {
            assert_eq!(decode(note), None);
        }
    }
}
