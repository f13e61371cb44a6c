//! Mailboxes as another mail program sees them: `tests/common/imap.py`, which shares no code with Pageboy.

use super::faults::{Program, Started, children_of, end, is_alive, send};
use super::stack::root;
use super::{LONG, Stack, wait_until};
use nix::sys::signal::Signal;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The folder of the sender's copies on the stack's server.
pub const SENT: &str = "Sent Messages";

/// A party's mailbox on the server of a stack.
pub struct Mailbox<'a> {
    stack: &'a Stack,
    user: String,
    password: String,
}

impl Mailbox<'_> {
    /// Opened by the master user.
    pub fn of<'a>(stack: &'a Stack, name: &str) -> Mailbox<'a> {
        let master = stack.variable("IMAP_MASTER_USER");
        Mailbox { stack, user: format!("{name}*{master}"), password: stack.variable("IMAP_MASTER_PASSWORD").to_owned() }
    }

    /// Opened with the user's own password.
    pub fn own<'a>(stack: &'a Stack, name: &str, password: &str) -> Mailbox<'a> {
        Mailbox { stack, user: name.to_owned(), password: password.to_owned() }
    }

    #[track_caller]
    fn run(&self, arguments: &[&str], input: &[u8]) -> String {
        let mut child = Command::new("python3")
            .arg(root().join("tests/common/imap.py"))
            .args([self.stack.variable("IMAP_HOST"), self.stack.variable("IMAP_PORT"), &self.user])
            .args(arguments)
            .env("IMAP_PASSWORD", &self.password)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("python3 runs");
        child.stdin.take().expect("piped").write_all(input).expect("python reads");
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{} {arguments:?}: {}", self.user, String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// The mails of a folder, in their order there.
    #[track_caller]
    pub fn list(&self, folder: &str) -> Vec<Value> {
        serde_json::from_str(&self.run(&["list", folder], b"")).expect("JSON")
    }

    /// The mails of a folder, once there are so many.
    #[track_caller]
    pub fn wait_for(&self, folder: &str, count: usize) -> Vec<Value> {
        let mut mails = Vec::new();
        let mut timer = Timer::new(self.stack);
        wait_until(&format!("{count} mails are in {folder} of {}", self.user), 4 * LONG, || {
            timer.tick();
            mails = self.list(folder);
            mails.len() == count
        });
        mails
    }

    /// Puts a mail into a folder, as a mail server does that got it from somewhere.
    #[track_caller]
    pub fn append(&self, folder: &str, mail: &str) {
        self.run(&["append", folder, ""], mail.as_bytes());
    }

    /// Changes a mail's flags, such as `+FLAGS (\Seen)`.
    #[track_caller]
    pub fn store(&self, folder: &str, mail: &Value, change: &str) {
        self.run(&["store", folder, mail["uid"].as_str().expect("a uid"), change], b"");
    }

    /// Moves a mail to another folder.
    #[track_caller]
    pub fn drag(&self, folder: &str, mail: &Value, target: &str) {
        self.run(&["move", folder, mail["uid"].as_str().expect("a uid"), target], b"");
    }

    /// Deletes a mail for good.
    #[track_caller]
    pub fn expunge(&self, folder: &str, mail: &Value) {
        self.run(&["expunge", folder, mail["uid"].as_str().expect("a uid")], b"");
    }
}

/// Has the mail this flag?
pub fn has_flag(mail: &Value, flag: &str) -> bool {
    mail["flags"].as_array().expect("flags").iter().any(|has| has == flag)
}

/// A header of a mail, decoded.
pub fn header<'a>(mail: &'a Value, name: &str) -> &'a str {
    mail["headers"][name].as_str().unwrap_or_default()
}

/// Waits until nothing is left in the spool.
#[track_caller]
pub fn wait_for_empty_spool(stack: &Stack) {
    let mut timer = Timer::new(stack);
    wait_until("the spool is empty", 4 * LONG, || {
        timer.tick();
        stack.sql("SELECT count(*) FROM pageboy.spool") == "0"
    });
}

/// Sweeps every few seconds, as a timer does on a real machine: on one that is very busy a mailbox may not
/// answer in time.
struct Timer<'a> {
    stack: &'a Stack,
    last: Instant,
}

impl Timer<'_> {
    fn new(stack: &Stack) -> Timer<'_> {
        Timer { stack, last: Instant::now() }
    }

    fn tick(&mut self) {
        if self.last.elapsed() > Duration::from_secs(4) {
            self.stack.pageboy(&["sweep"], "");
            self.last = Instant::now();
        }
    }
}

/// The stack's Dovecot, to be disturbed.
pub struct Dovecot<'a> {
    stack: &'a Stack,
    program: Program,
    pid: i32,
    started: Option<Started>,
}

impl Dovecot<'_> {
    /// The one that the stack has started.
    pub fn of(stack: &Stack) -> Dovecot<'_> {
        let pid = stack.pid("DOVECOT_PID");
        Dovecot { stack, program: Program::ours("dovecot", pid), pid, started: None }
    }

    /// All its processes die at once.
    #[track_caller]
    pub fn kill(&mut self) {
        let children = children_of(self.pid);
        end(self.pid, Signal::SIGKILL);
        if let Some(mut started) = self.started.take() {
            started.wait();
        }
        for child in children {
            send(child, Signal::SIGKILL);
            wait_until("its child is gone", LONG, || !is_alive(child));
        }
    }

    /// It is started again, and answers.
    #[track_caller]
    pub fn start(&mut self) {
        // Nobody may have taken notice of the dead one's end, and it would count as running.
        let _ = std::fs::remove_file(format!("{}/dovecot/base/master.pid", self.stack.variable("PAGEBOY_RUN")));
        let started = self.program.start(self.stack);
        self.pid = started.pid;
        self.started = Some(started);
        let address = format!("{}:{}", self.stack.variable("IMAP_HOST"), self.stack.variable("IMAP_PORT"));
        wait_until("Dovecot answers", LONG, || {
            let mut greeting = [0; 4];
            std::net::TcpStream::connect(&address).is_ok_and(|mut stream| {
                let limit = Some(Duration::from_secs(5));
                stream.set_read_timeout(limit).is_ok()
                    && std::io::Read::read_exact(&mut stream, &mut greeting).is_ok()
                    && &greeting == b"* OK"
            })
        });
    }

    /// All its processes stand still, and whoever connects waits; or they go on.
    pub fn freeze(&self, still: bool) {
        let signal = if still { Signal::SIGSTOP } else { Signal::SIGCONT };
        send(self.pid, signal);
        for child in children_of(self.pid) {
            send(child, signal);
        }
    }
}

impl Drop for Dovecot<'_> {
    fn drop(&mut self) {
        // What stands still could not be ended by the stack.
        self.freeze(false);
    }
}
