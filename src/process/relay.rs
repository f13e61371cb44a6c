//! How a request gets from the front to a worker, and its answer back.
//!
//! The master makes one queue, a pair of SOCK_SEQPACKET sockets, and keeps both ends, so a front
//! that dies takes nothing along but what it carried. The front puts a frame into it; the kernel
//! gives it to one of the workers that wait. With the frame go two descriptors: one end of a stream
//! pair for the answer, so that a worker's death is an end of file at once, and a claim, a counter
//! that holds 1. A large body is not in the frame: its memory goes with it as a third descriptor ([`upload`]).
//!
//! Whoever reads the claim first, the worker to begin or the front to give up, has it: a request
//! is never both begun and answered with 503. The worker then says on the stream that it has
//! taken the request, works, and sends the answer with its length before it. Until it has said so
//! it has not begun, and a stream that ends before that only means that another worker must be asked.

use super::upload::{self, Upload};
use super::{system, system_error};
use crate::error::Error;
use crate::http::{CgiResponse, Request};
use bytes::Bytes;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::eventfd::{EfdFlags, EventFd};
use nix::sys::signal::Signal;
use nix::sys::socket::{
    AddressFamily, ControlMessage, ControlMessageOwned, MsgFlags, SockFlag, SockType, getsockopt, recvmsg, sendmsg,
    setsockopt, socketpair, sockopt,
};
use std::io::{ErrorKind, IoSlice, IoSliceMut, Read, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

/// The largest body that fits into a frame.
pub const BODY_MAX: usize = 256 * 1024;
/// The largest frame: variables, their lengths, and the body.
const FRAME_MAX: usize = BODY_MAX + 80 * 1024;
/// The largest answer that the front holds in memory.
const ANSWER_MAX: usize = 16 * 1024 * 1024;
/// How often a request is offered anew after a worker died before it began.
const OFFERS_MAX: usize = 10;

const TAKEN: u8 = b'T';
const ANSWER: u8 = b'A';
const FAILED: u8 = b'F';
const HEAD: usize = 5;

/// Changes whenever frames, answers or notes change, so that programs of two versions never
/// share a queue.
pub const PROTOCOL: u32 = 3;

/// Makes a queue: the end that the front gives to and the end that workers take from.
pub fn queue() -> Result<(OwnedFd, OwnedFd), Error> {
    let (give, take) = socketpair(AddressFamily::Unix, SockType::SeqPacket, None, SockFlag::SOCK_CLOEXEC)
        .map_err(system_error("make the queue"))?;
    // The kernel doubles what it is asked for, and cuts it at net.core.wmem_max.
    setsockopt(&give, sockopt::SndBuf, &FRAME_MAX).map_err(system_error("size the queue"))?;
    let size = getsockopt(&give, sockopt::SndBuf).map_err(system_error("size the queue"))?;
    if size < FRAME_MAX + 4096 {
        ::log::warn!("net.core.wmem_max is so small that large requests will be refused");
    }
    Ok((give, take))
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Lost {
    /// No worker took the request in time; nothing was begun.
    Overloaded,
    /// The worker with this pid died while it worked.
    Died(u32),
    /// The worker with this pid had not answered at its deadline.
    Overdue(u32),
    /// The worker with this pid could not answer and said so.
    Failed(u32),
    /// The queue itself does not work.
    Broken(std::io::Error),
}

/// What a worker has answered.
#[derive(Debug)]
pub struct Answer {
    /// As it goes to the server.
    pub bytes: Vec<u8>,
    /// Who may have more to do.
    pub worker: Worker,
}

/// A worker that has answered.
#[derive(Debug)]
pub struct Worker(UnixStream);

impl Worker {
    /// Waits until it has done all that it has to do, but not for longer than that.
    pub fn wait(&self, at_most: Duration) {
        read_until(&self.0, &mut [0], Instant::now() + at_most);
    }
}

/// Carries a request, with its body if that is a large one, to a worker and brings its answer, within `queue` for a
/// worker to take it and `deadline` for it to answer.
pub fn carry(
    give: BorrowedFd,
    request: &Request,
    upload: Option<&Upload>,
    queue: Duration,
    deadline: Duration,
) -> Result<Answer, Lost> {
    let frame = encode(request);
    let give_up = Instant::now() + queue;
    for _ in 0..OFFERS_MAX {
        let (stream, theirs) = UnixStream::pair().map_err(Lost::Broken)?;
        let flags = EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK;
        let claim = EventFd::from_value_and_flags(1, flags).map_err(|error| Lost::Broken(error.into()))?;
        let mut descriptors = vec![theirs.as_raw_fd(), claim.as_fd().as_raw_fd()];
        descriptors.extend(upload.map(|upload| upload.as_fd().as_raw_fd()));
        offer(give, &frame, &descriptors, give_up)?;
        drop(theirs);
        let mut head = [0; HEAD];
        let mut end = read_until(&stream, &mut head, give_up);
        if end == End::Late {
            if claim.read().is_ok() {
                upload.inspect(|upload| upload.discard());
                return Err(Lost::Overloaded);
            }
            // A worker had the claim in this very moment.
            end = read_until(&stream, &mut head, give_up + deadline);
        }
        match (end, head) {
            (End::Full, [TAKEN, pid @ ..]) => {
                let pid = u32::from_le_bytes(pid);
                let bytes = read_answer(&stream, pid, Instant::now() + deadline)?;
                return Ok(Answer { bytes, worker: Worker(stream) });
            }
            (End::Late, _) => return Err(Lost::Overdue(0)),
            _ => {}
        }
    }
    Err(Lost::Overloaded)
}

fn read_answer(stream: &UnixStream, pid: u32, deadline: Instant) -> Result<Vec<u8>, Lost> {
    let lost = |end| match end {
        End::Late => Lost::Overdue(pid),
        // At the deadline a worker's own alarm may be quicker than this clock.
        _ if Instant::now() >= deadline => Lost::Overdue(pid),
        _ => Lost::Died(pid),
    };
    let mut head = [0; HEAD];
    match read_until(stream, &mut head, deadline) {
        End::Full => {}
        end => return Err(lost(end)),
    }
    let [kind, length @ ..] = head;
    let length = u32::from_le_bytes(length) as usize;
    if kind != ANSWER || length > ANSWER_MAX {
        return Err(Lost::Failed(pid));
    }
    let mut answer = vec![0; length];
    match read_until(stream, &mut answer, deadline) {
        End::Full => Ok(answer),
        end => Err(lost(end)),
    }
}

/// How reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Full,
    Late,
    Closed,
}

fn read_until(mut stream: &UnixStream, buffer: &mut [u8], deadline: Instant) -> End {
    let mut filled = 0;
    while filled < buffer.len() {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return End::Late;
        }
        if stream.set_read_timeout(Some(left)).is_err() {
            return End::Closed;
        }
        match stream.read(&mut buffer[filled..]) {
            Ok(0) => return End::Closed,
            Ok(count) => filled += count,
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                _ => return End::Closed,
            },
        }
    }
    End::Full
}

fn offer(give: BorrowedFd, frame: &[u8], descriptors: &[RawFd], give_up: Instant) -> Result<(), Lost> {
    let rights = [ControlMessage::ScmRights(descriptors)];
    let flags = MsgFlags::MSG_DONTWAIT | MsgFlags::MSG_NOSIGNAL;
    loop {
        let parts = [IoSlice::new(frame)];
        match sendmsg::<()>(give.as_raw_fd(), &parts, &rights, flags, None) {
            Ok(_) => return Ok(()),
            // The queue is full, or too many descriptors are under way in it.
            Err(Errno::EAGAIN | Errno::ETOOMANYREFS | Errno::ENOBUFS | Errno::ENOMEM) => {}
            Err(Errno::EINTR) => continue,
            // Nobody holds the other end: the master is gone and no worker is idle.
            Err(Errno::EPIPE | Errno::ECONNRESET | Errno::ENOTCONN) => {
                return Err(Lost::Overloaded);
            }
            Err(error) => return Err(Lost::Broken(error.into())),
        }
        let left = give_up.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Lost::Overloaded);
        }
        // There may be room long before the kernel calls the socket writable.
        let nap = u16::try_from(left.as_millis()).unwrap_or(u16::MAX).min(20);
        let _ = poll(&mut [PollFd::new(give, PollFlags::POLLOUT)], PollTimeout::from(nap.max(1)));
        std::thread::yield_now();
    }
}

/// A request that this worker has claimed and must answer, still as it came.
#[derive(Debug)]
pub struct Claimed {
    frame: Vec<u8>,
    memory: Option<OwnedFd>,
    answer: UnixStream,
}

/// A request that this worker must answer.
#[derive(Debug)]
pub struct Job {
    /// What was asked.
    pub request: Request,
    answer: UnixStream,
}

/// As long as it lives, the worker that has answered is still at work.
#[derive(Debug)]
pub struct Busy(#[expect(dead_code, reason = "its end is what the front hears")] UnixStream);

/// Waits for a request and claims it. From then on SIGTERM is ignored; before, it ends the process,
/// which loses nothing since nothing has begun. `None` when there will be no request any more.
///
/// The queue is taken by value and is closed when this returns, before anything that a stranger wrote is looked
/// at: whoever takes over a worker by its request finds no way to the requests of others.
///
/// # Errors
/// The queue cannot be read, or SIGTERM cannot be ignored.
pub fn take(queue: OwnedFd) -> Result<Option<Claimed>, Error> {
    let mut buffer = vec![0; FRAME_MAX];
    loop {
        let Some((length, descriptors)) = receive(queue.as_fd(), &mut buffer)? else {
            return Ok(None);
        };
        system::ignore(Signal::SIGTERM).map_err(system_error("ignore SIGTERM"))?;
        if let Some((answer, memory)) = claim(descriptors) {
            buffer.truncate(length);
            return Ok(Some(Claimed { frame: buffer, memory, answer }));
        }
        system::restore(Signal::SIGTERM).map_err(system_error("restore SIGTERM"))?;
    }
}

fn receive(queue: BorrowedFd, buffer: &mut [u8]) -> Result<Option<(usize, Vec<OwnedFd>)>, Error> {
    let mut control = nix::cmsg_space!([libc::c_int; 3]);
    let mut parts = [IoSliceMut::new(buffer)];
    let message = loop {
        let flags = MsgFlags::MSG_CMSG_CLOEXEC;
        match recvmsg::<()>(queue.as_raw_fd(), &mut parts, Some(&mut control), flags) {
            Ok(message) => break message,
            Err(Errno::EINTR) => {}
            // All workers share what says whether the queue blocks, so it is not relied on.
            Err(Errno::EAGAIN) => wait_for_frame(queue)?,
            Err(Errno::ECONNRESET) => return Ok(None),
            Err(error) => return Err(system_error("take a request")(error)),
        }
    };
    let mut descriptors = Vec::new();
    for control in message.cmsgs().map_err(system_error("take a request"))? {
        if let ControlMessageOwned::ScmRights(received) = control {
            descriptors.extend(received.into_iter().filter_map(system::adopt));
        }
    }
    let length = if message.flags.contains(MsgFlags::MSG_TRUNC) { 0 } else { message.bytes };
    if length == 0 && descriptors.is_empty() {
        return Ok(None);
    }
    Ok(Some((length, descriptors)))
}

fn wait_for_frame(queue: BorrowedFd) -> Result<(), Error> {
    match poll(&mut [PollFd::new(queue, PollFlags::POLLIN)], PollTimeout::NONE) {
        Ok(_) | Err(Errno::EINTR) => Ok(()),
        Err(error) => Err(system_error("wait for a request")(error)),
    }
}

/// Claims the frame that came with these descriptors, and tells the front so. What it gives back is for the answer,
/// and the memory of a large body; `None` when the front has given the frame up, is gone, or sent no frame at all.
fn claim(descriptors: Vec<OwnedFd>) -> Option<(UnixStream, Option<OwnedFd>)> {
    let mut descriptors = descriptors.into_iter();
    let (stream, claim, memory) = (descriptors.next()?, descriptors.next()?, descriptors.next());
    let mut count = [0; 8];
    // The claim never blocks: it holds 1, or somebody was quicker.
    nix::unistd::read(&claim, &mut count).ok()?;
    let mut answer = UnixStream::from(stream);
    answer.write_all(&head(TAKEN, std::process::id())).ok()?;
    Some((answer, memory))
}

impl Claimed {
    /// Reads the request. `None` when that is not possible; then this has been logged, and the front knows that
    /// there is no answer.
    #[must_use]
    pub fn open(self) -> Option<Job> {
        let Claimed { frame, memory, answer } = self;
        let Some(request) = decode(&frame) else {
            ::log::error!("a frame of {} bytes cannot be read", frame.len());
            fail(answer);
            return None;
        };
        match memory.map(upload::open).transpose() {
            Ok(None) => Some(Job { request, answer }),
            Ok(Some(body)) => {
                // Looking through a recording is work; a page for somebody else is not to wait for it.
                if let Err(error) = system::step_back() {
                    ::log::warn!("a worker cannot step back: {error}");
                }
                Some(Job { request: request.with_body(body), answer })
            }
            Err(error) => {
                ::log::error!("{error}");
                fail(answer);
                None
            }
        }
    }
}

/// Says that there will be no answer, because of an error of ours.
fn fail(mut answer: UnixStream) -> Busy {
    // When the front is gone, too, there is nobody left to tell.
    let _ = answer.write_all(&head(FAILED, 0));
    Busy(answer)
}

impl Job {
    /// Sends the answer, and lets go of the request. The front takes the worker for busy until what this gives back
    /// is dropped. A front that is gone, or has given up, is no error of ours.
    pub fn answer(mut self, answer: &CgiResponse) -> Busy {
        let length = answer.head.len() + answer.body.len();
        let Some(length) = u32::try_from(length).ok().filter(|_| length <= ANSWER_MAX) else {
            ::log::error!("an answer of {length} bytes is too large");
            return fail(self.answer);
        };
        let sent = self.answer.write_all(&head(ANSWER, length)).and_then(|()| answer.write_to(&mut self.answer));
        if let Err(error) = sent {
            ::log::info!("nobody waits for the answer any more: {error}");
        }
        Busy(self.answer)
    }
}

fn head(kind: u8, number: u32) -> [u8; HEAD] {
    let [a, b, c, d] = number.to_le_bytes();
    [kind, a, b, c, d]
}

/// A frame: the number of variables, each as name and value, and the body, all with their lengths
/// before them.
fn encode(request: &Request) -> Vec<u8> {
    let variables = request.variables();
    let mut frame = Vec::with_capacity(4096 + request.body().len());
    put_number(&mut frame, variables.len());
    for (name, value) in variables {
        put(&mut frame, name.as_bytes());
        put(&mut frame, value.as_bytes());
    }
    put(&mut frame, request.body());
    frame
}

fn put(frame: &mut Vec<u8>, bytes: &[u8]) {
    put_number(frame, bytes.len());
    frame.extend_from_slice(bytes);
}

fn put_number(frame: &mut Vec<u8>, number: usize) {
    // Whatever would not fit into 32 bits would not fit into the queue either.
    frame.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn decode(mut frame: &[u8]) -> Option<Request> {
    let frame = &mut frame;
    let count = get_number(frame)?;
    let mut variables = Vec::new();
    for _ in 0..count {
        let name = std::str::from_utf8(get(frame)?).ok()?;
        let value = std::str::from_utf8(get(frame)?).ok()?;
        variables.push((name.to_owned(), value.to_owned()));
    }
    let body = Bytes::copy_from_slice(get(frame)?);
    frame.is_empty().then(|| Request::new(variables, body))
}

fn get<'frame>(frame: &mut &'frame [u8]) -> Option<&'frame [u8]> {
    let length = get_number(frame)?;
    let (bytes, rest) = frame.split_at_checked(length)?;
    *frame = rest;
    Some(bytes)
}

fn get_number(frame: &mut &[u8]) -> Option<usize> {
    let (number, rest) = frame.split_first_chunk::<4>()?;
    *frame = rest;
    usize::try_from(u32::from_le_bytes(*number)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        let variables = [("REQUEST_METHOD", "POST"), ("PATH_INFO", "/s/é"), ("QUERY_STRING", "")];
        Request::new(variables.map(|(name, value)| (name.to_owned(), value.to_owned())), vec![0, 255, b'\n'])
    }

    fn plain(answer: &[u8]) -> CgiResponse {
        CgiResponse { head: Vec::new(), body: Bytes::copy_from_slice(answer) }
    }

    /// The next frame of a queue that stays open; `None` when it was given up.
    fn next(queue: &OwnedFd) -> Option<Claimed> {
        let mut buffer = vec![0; FRAME_MAX];
        let (length, descriptors) = receive(queue.as_fd(), &mut buffer).unwrap().unwrap();
        let (answer, memory) = claim(descriptors)?;
        buffer.truncate(length);
        Some(Claimed { frame: buffer, memory, answer })
    }

    #[test]
    fn a_queue_that_somebody_told_not_to_block_is_waited_for() {
        let (give, take) = queue().unwrap();
        nix::fcntl::fcntl(&take, nix::fcntl::FcntlArg::F_SETFL(nix::fcntl::OFlag::O_NONBLOCK)).unwrap();
        let wait = Duration::from_secs(5);
        std::thread::scope(|threads| {
            let (begin, begun) = std::sync::mpsc::channel();
            threads.spawn(move || {
                begin.send(()).unwrap();
                next(&take).unwrap().open().unwrap().answer(&plain(b"done"));
            });
            begun.recv().unwrap();
            assert_eq!(carry(give.as_fd(), &request(), None, wait, wait).unwrap().bytes, b"done");
        });
    }

    #[test]
    fn a_frame_that_cannot_be_read_is_answered_with_a_failure() {
        let (ours, mut front) = UnixStream::pair().unwrap();
        let claimed = Claimed { frame: vec![255; 64], memory: None, answer: ours };
        assert!(claimed.open().is_none());
        let mut told = [0; HEAD];
        front.read_exact(&mut told).unwrap();
        assert_eq!(told, head(FAILED, 0));
    }

    #[test]
    fn a_large_body_comes_along() {
        let (give, take) = queue().unwrap();
        let content = vec![b'v'; 4 * 1024 * 1024];
        let upload = Upload::receive(content.as_slice()).unwrap();
        let wait = Duration::from_secs(5);
        std::thread::scope(|threads| {
            let front = threads.spawn(|| carry(give.as_fd(), &request().with_body(""), Some(&upload), wait, wait));
            let claimed = next(&take).unwrap();
            assert!(claimed.frame.len() < 1000);
            let job = claimed.open().unwrap();
            assert_eq!(job.request, request().with_body(content));
            job.answer(&plain(b"stored"));
            assert_eq!(front.join().unwrap().unwrap().bytes, b"stored");
        });
    }

    #[test]
    fn a_large_body_that_was_given_up_is_gone_though_its_frame_waits() {
        let (give, take) = queue().unwrap();
        let upload = Upload::receive([b'v'; 300_000].as_slice()).unwrap();
        let wait = Duration::from_millis(30);
        let lost = carry(give.as_fd(), &request(), Some(&upload), wait, wait);
        assert!(matches!(lost, Err(Lost::Overloaded)), "{lost:?}");
        let (_, descriptors) = receive(take.as_fd(), &mut vec![0; FRAME_MAX]).unwrap().unwrap();
        let memory = std::fs::File::from(descriptors.into_iter().nth(2).unwrap());
        assert_eq!(memory.metadata().unwrap().len(), 0);
    }

    #[test]
    fn frames_survive_the_way() {
        let empty = Request::new([], Vec::new());
        assert_eq!(decode(&encode(&request())), Some(request()));
        assert_eq!(decode(&encode(&empty)), Some(empty));
    }

    #[test]
    fn cut_and_damaged_frames_are_refused_without_a_panic() {
        let frame = encode(&request());
        for length in 0..frame.len() {
            assert_eq!(decode(&frame[..length]), None, "{length}");
        }
        for position in 0..frame.len() {
            for value in [0, 1, 127, 255] {
                let mut damaged = frame.clone();
                damaged[position] = value;
                let _ = decode(&damaged);
            }
        }
        let mut longer = frame;
        longer.push(0);
        assert_eq!(decode(&longer), None);
        assert_eq!(decode(&[255; 64]), None);
    }

    #[test]
    fn without_a_worker_the_front_gives_up() {
        let (give, take) = queue().unwrap();
        let wait = Duration::from_millis(30);
        let lost = carry(give.as_fd(), &request(), None, wait, wait);
        assert!(matches!(lost, Err(Lost::Overloaded)), "{lost:?}");
        // What was given up stays in the queue; whoever takes it finds the claim empty.
        assert!(next(&take).is_none());
    }

    #[test]
    fn a_full_queue_is_waited_for() {
        let (give, take) = queue().unwrap();
        let wait = Duration::from_millis(300);
        let large = Request::new([], vec![b'x'; BODY_MAX]);
        std::thread::scope(|threads| {
            let answers: Vec<_> =
                (0..8).map(|_| threads.spawn(|| carry(give.as_fd(), &large, None, wait * 10, wait * 10))).collect();
            std::thread::sleep(wait);
            for _ in 0..8 {
                let job = next(&take).unwrap().open().unwrap();
                assert_eq!(job.request.body().len(), BODY_MAX);
                job.answer(&plain(b"done"));
            }
            for answer in answers {
                assert_eq!(answer.join().unwrap().unwrap().bytes, b"done");
            }
        });
    }

    fn with_worker<End>(worker: impl FnOnce(Job) -> End + Send) -> Result<Vec<u8>, Lost> {
        let (give, take) = queue().unwrap();
        std::thread::scope(|threads| {
            threads.spawn(|| {
                worker(next(&take).unwrap().open().unwrap());
            });
            let wait = Duration::from_millis(200);
            carry(give.as_fd(), &request(), None, wait * 10, wait).map(|answer| answer.bytes)
        })
    }

    #[test]
    fn answers_come_back_whole() {
        let long = vec![b'x'; 3 * 1024 * 1024];
        assert_eq!(with_worker(|job| job.answer(&plain(&long))).unwrap(), long);
        assert_eq!(with_worker(|job| job.answer(&plain(b""))).unwrap(), b"");
    }

    #[test]
    fn a_worker_that_has_answered_can_be_waited_for() {
        let (give, take) = queue().unwrap();
        std::thread::scope(|threads| {
            let (end, ended) = std::sync::mpsc::channel();
            threads.spawn(move || {
                let busy = next(&take).unwrap().open().unwrap().answer(&plain(b"done"));
                ended.recv().unwrap();
                drop(busy);
            });
            let (wait, long) = (Duration::from_millis(50), Duration::from_secs(60));
            let answer = carry(give.as_fd(), &request(), None, long, long).unwrap();
            let begun = Instant::now();
            answer.worker.wait(wait);
            assert!(begun.elapsed() >= wait);
            end.send(()).unwrap();
            answer.worker.wait(long);
            assert!(begun.elapsed() < long);
        });
    }

    #[test]
    fn an_answer_that_does_not_come_is_told_apart() {
        let died = with_worker(drop);
        assert!(matches!(died, Err(Lost::Died(_))), "{died:?}");
        let failed = with_worker(|job| fail(job.answer));
        assert!(matches!(failed, Err(Lost::Failed(_))), "{failed:?}");
        let cut = with_worker(|mut job| {
            job.answer.write_all(&head(ANSWER, 100)).unwrap();
            job.answer.write_all(b"only this").unwrap();
        });
        assert!(matches!(cut, Err(Lost::Died(_))), "{cut:?}");
        let late = with_worker(|job| {
            std::thread::sleep(Duration::from_millis(400));
            job.answer(&plain(b"late"));
        });
        assert!(matches!(late, Err(Lost::Overdue(_))), "{late:?}");
    }

    #[test]
    fn a_worker_that_dies_before_it_begins_is_replaced() {
        let (give, take) = queue().unwrap();
        std::thread::scope(|threads| {
            threads.spawn(|| {
                let mut buffer = vec![0; FRAME_MAX];
                let first = receive(take.as_fd(), &mut buffer).unwrap().unwrap();
                drop(first);
                next(&take).unwrap().open().unwrap().answer(&plain(b"second"));
            });
            let wait = Duration::from_secs(5);
            let answer = carry(give.as_fd(), &request(), None, wait, wait).unwrap();
            assert_eq!(answer.bytes, b"second");
        });
    }

    #[test]
    fn a_queue_without_a_front_ends() {
        let (give, take) = queue().unwrap();
        drop(give);
        assert!(receive(take.as_fd(), &mut [0; 16]).unwrap().is_none());
    }
}
