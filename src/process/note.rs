//! What a worker tells the master: one byte for each piece of news, through sockets that all workers share. Who tells
//! it says the kernel (SCM_CREDENTIALS, unix(7)), so no worker can speak for another.

use nix::errno::Errno;
use nix::sys::socket::{
    AddressFamily, ControlMessageOwned, MsgFlags, SockFlag, SockType, recvmsg, send, setsockopt, socketpair, sockopt,
};
use std::io::IoSliceMut;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

/// How many are read in one go; what is left is read in the next.
const READ_MAX: usize = 1024;

/// What happened to the worker that told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It is warm and waits for a request.
    Ready,
    /// It has taken a request.
    Busy,
}

/// The end that the master reads and the one that workers write; neither ever blocks.
///
/// # Errors
/// What the system says.
pub fn channel() -> nix::Result<(OwnedFd, OwnedFd)> {
    let flags = SockFlag::SOCK_CLOEXEC | SockFlag::SOCK_NONBLOCK;
    let (reader, writer) = socketpair(AddressFamily::Unix, SockType::SeqPacket, None, flags)?;
    setsockopt(&reader, sockopt::PassCred, &true)?;
    Ok((reader, writer))
}

/// Tells the master. When the master is too slow to read its notes, it is not told; the worker's
/// own alarm still keeps its deadline then.
pub fn tell(writer: impl AsFd, news: News) {
    let flags = MsgFlags::MSG_NOSIGNAL | MsgFlags::MSG_DONTWAIT;
    match send(writer.as_fd().as_raw_fd(), &[encode(news)], flags) {
        // A master that has started afresh does not listen to the workers of before.
        Ok(_) | Err(Errno::EPIPE | Errno::ECONNRESET) => {}
        Err(error) => ::log::warn!("the master cannot be told: {error}"),
    }
}

/// The notes that have come, each with the pid of the worker that wrote it.
pub fn read_all(reader: impl AsFd) -> Vec<(i32, News)> {
    std::iter::from_fn(|| read(&reader)).take(READ_MAX).flatten().collect()
}

/// The next note; `None` when there is none, and within it when what came is no note.
fn read(reader: &impl AsFd) -> Option<Option<(i32, News)>> {
    let mut note = [0; 2];
    let mut control = nix::cmsg_space!(nix::sys::socket::UnixCredentials);
    let mut parts = [IoSliceMut::new(&mut note)];
    let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_CMSG_CLOEXEC;
    let message = recvmsg::<()>(reader.as_fd().as_raw_fd(), &mut parts, Some(&mut control), flags).ok()?;
    let length = message.bytes;
    let pid = message.cmsgs().ok().and_then(|mut controls| {
        controls.find_map(|control| match control {
            ControlMessageOwned::ScmCredentials(credentials) => Some(credentials.pid()),
            _ => None,
        })
    });
    // An end of file has no bytes, and no news has none.
    if length == 0 {
        return None;
    }
    Some(pid.zip(decode(&note[..length])))
}

fn encode(news: News) -> u8 {
    match news {
        News::Ready => b'r',
        News::Busy => b'b',
    }
}

fn decode(note: &[u8]) -> Option<News> {
    match note {
        b"r" => Some(News::Ready),
        b"b" => Some(News::Busy),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_arrive_with_the_pid_that_the_kernel_knows() {
        let (reader, writer) = channel().unwrap();
        tell(&writer, News::Ready);
        tell(&writer, News::Busy);
        let pid = i32::try_from(std::process::id()).unwrap();
        assert_eq!(read_all(&reader), [(pid, News::Ready), (pid, News::Busy)]);
        assert!(read_all(&reader).is_empty());
    }

    #[test]
    fn what_is_no_note_is_passed_over() {
        let (reader, writer) = channel().unwrap();
        send(writer.as_raw_fd(), b"12345", MsgFlags::empty()).unwrap();
        tell(&writer, News::Busy);
        assert_eq!(read_all(&reader).len(), 1);
    }

    #[test]
    fn nonsense_is_no_note() {
        for note in [&b""[..], b"x", b"rr", b"\0"] {
            assert_eq!(decode(note), None);
        }
    }
}
