//! What a test does to the servers of its own stack: looks at their processes, ends them, starts them
//! again, and makes requests hang.

use super::{LONG, Stack, Window, wait_until};
use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::FileExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// The processes of one Pageboy, as `/proc` shows them.
pub struct Pageboy {
    /// The master's pid.
    pub master: i32,
}

impl Pageboy {
    /// The stack's.
    #[track_caller]
    pub fn of(stack: &Stack) -> Pageboy {
        Pageboy { master: stack.pid("PAGEBOY_PID") }
    }

    /// Front and workers, dead ones excepted.
    pub fn children(&self) -> Vec<i32> {
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", self.master)).unwrap_or_default();
        children.split_whitespace().filter_map(|pid| pid.parse().ok()).filter(|pid| is_alive(*pid)).collect()
    }

    /// The front: the only one that catches SIGUSR1. It is waited for when there is none.
    #[track_caller]
    pub fn front(&self) -> i32 {
        let mut front = None;
        wait_until("there is a front", LONG, || {
            front = self.fronts().first().copied();
            front.is_some()
        });
        front.expect("a front")
    }

    /// The front, or none at this moment, or two where one takes over from the other.
    pub fn fronts(&self) -> Vec<i32> {
        self.children().into_iter().filter(|pid| handles(*pid, "SigCgt", Signal::SIGUSR1)).collect()
    }

    /// All workers that have finished their start.
    fn workers(&self) -> impl Iterator<Item = i32> {
        let begun = |pid: &i32| !handles(*pid, "SigBlk", Signal::SIGTERM);
        self.children().into_iter().filter(begun)
    }

    /// The workers that have taken a request: they ignore SIGTERM.
    pub fn busy(&self) -> Vec<i32> {
        self.workers().filter(|pid| handles(*pid, "SigIgn", Signal::SIGTERM)).collect()
    }

    /// The workers that wait for one.
    pub fn idle(&self) -> Vec<i32> {
        self.workers().filter(|pid| !handles(*pid, "SigIgn", Signal::SIGTERM)).collect()
    }

    /// Waits until so many workers wait for a request, and none is busy.
    #[track_caller]
    pub fn wait_for_stock(&self, spares: usize) {
        wait_until("the stock of workers is full", LONG, || self.idle().len() == spares && self.busy().is_empty());
    }
}

/// A field of `/proc/<pid>/status`.
pub fn status(pid: i32, field: &str) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    Some(line.trim().to_owned())
}

/// Is the signal in a set of signals, such as `SigIgn`?
pub fn handles(pid: i32, set: &str, signal: Signal) -> bool {
    let set = status(pid, set).and_then(|set| u64::from_str_radix(&set, 16).ok()).unwrap_or(0);
    set >> (signal as i32 - 1) & 1 == 1
}

/// Whether the process is there, and not only its exit status.
pub fn is_alive(pid: i32) -> bool {
    status(pid, "State").is_some_and(|state| !state.starts_with(['Z', 'X']))
}

/// How many threads it has.
pub fn threads(pid: i32) -> usize {
    std::fs::read_dir(format!("/proc/{pid}/task")).map_or(0, Iterator::count)
}

/// The children of any process.
pub fn children_of(pid: i32) -> Vec<i32> {
    Pageboy { master: pid }.children()
}

/// The fields of `/proc/<pid>/stat` from the third on.
fn stat(pid: i32) -> Vec<String> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    fields.split_whitespace().map(str::to_owned).collect()
}

/// How long ago the process was born, to a hundredth of a second.
pub fn age(pid: i32) -> Duration {
    let up = std::fs::read_to_string("/proc/uptime").expect("/proc");
    let up: f64 = up.split(' ').next().and_then(|seconds| seconds.parse().ok()).expect("seconds");
    // Linux counts this in hundredths on every platform (USER_HZ).
    let born: f64 = stat(pid).get(19).and_then(|ticks| ticks.parse().ok()).unwrap_or(0.0) / 100.0;
    Duration::from_secs_f64((up - born).max(0.0))
}

/// Sends a signal to a process of this test's own stack. One that is gone is no error.
pub fn send(pid: i32, signal: Signal) {
    let _ = signal::kill(Pid::from_raw(pid), signal);
}

/// Sends a signal that ends a process, and waits until it is gone.
#[track_caller]
pub fn end(pid: i32, signal: Signal) {
    send(pid, signal);
    wait_until("the process is gone", LONG, || !is_alive(pid));
}

/// Whether a text is anywhere in what a process has written into its memory. Only root may ask this of a
/// process that has made itself unreadable.
pub fn memory_contains(pid: i32, text: &str) -> std::io::Result<bool> {
    const PIECE: usize = 1 << 16;
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps"))?;
    // What spans two pieces is in the second one, which begins earlier by the length of the text.
    let mut piece = vec![0; PIECE + text.len()];
    let untouched = piece.clone();
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw"))) {
        let mut bounds = line.split([' ', '-']).take(2).map(|bound| u64::from_str_radix(bound, 16));
        let (Some(Ok(start)), Some(Ok(end))) = (bounds.next(), bounds.next()) else { continue };
        for at in (start..end).step_by(PIECE) {
            // The last piece is shorter.
            let count = memory.read_at(&mut piece, at).unwrap_or(0);
            if piece[..count] != untouched[..count]
                && piece[..count].windows(text.len()).any(|window| window == text.as_bytes())
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A server of a stack as it was started, so that it can be started again.
pub struct Program {
    name: &'static str,
    command: Vec<String>,
    user: Option<(String, String)>,
}

impl Program {
    /// A server that runs as some user, such as PostgreSQL. `name` is what the stack calls it.
    #[track_caller]
    pub fn running(name: &'static str, pid: i32) -> Program {
        let first = |field| status(pid, field).and_then(|ids| ids.split_whitespace().next().map(str::to_owned));
        let user = first("Uid").zip(first("Gid")).filter(|_| nix::unistd::geteuid().is_root());
        Program { user, ..Program::ours(name, pid) }
    }

    /// A server that is started as whoever runs the tests, such as Pageboy.
    #[track_caller]
    pub fn ours(name: &'static str, pid: i32) -> Program {
        let command = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).expect("a command line");
        let mut command: Vec<String> = command.trim_end_matches('\0').split('\0').map(str::to_owned).collect();
        // nginx has written what it is in front of its command line.
        if let Some(line) = command[0].strip_prefix("nginx: master process ") {
            command = line.split(' ').map(str::to_owned).collect();
        }
        Program { name, command, user: None }
    }

    /// Starts it again. The stack ends it when it is taken down.
    #[track_caller]
    pub fn start(&self, stack: &Stack) -> Started {
        let mut command = match &self.user {
            Some((user, group)) => {
                let mut command = Command::new("setpriv");
                command.args([&format!("--reuid={user}"), &format!("--regid={group}"), "--init-groups", "--"]);
                command.args(&self.command);
                command
            }
            None => {
                let mut command = Command::new(&self.command[0]);
                command.args(&self.command[1..]);
                command
            }
        };
        let folder = stack.variable("PAGEBOY_RUN");
        let append = |path: String| File::options().append(true).create(true).open(path).expect("the stack's folder");
        let log = append(format!("{folder}/log/{}.log", self.name));
        let child = command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("PAGEBOY_CONFIG", stack.variable("PAGEBOY_CONFIG"))
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a descriptor"))
            .stderr(log)
            .process_group(0)
            .spawn()
            .expect("it can be started");
        let pid = i32::try_from(child.id()).expect("a pid");
        let born = stat(pid).get(19).cloned().unwrap_or_default();
        writeln!(append(format!("{folder}/pids")), "{} {pid} {born}", self.name).expect("written");
        Started { child, pid }
    }
}

/// A server that this test has started.
pub struct Started {
    child: Child,
    /// Its pid.
    pub pid: i32,
}

impl Started {
    /// Waits for its end.
    #[track_caller]
    pub fn wait(&mut self) -> ExitStatus {
        let mut ended = None;
        wait_until("the server has ended", LONG, || {
            ended = self.child.try_wait().expect("a child of ours");
            ended.is_some()
        });
        ended.expect("it has ended")
    }
}

/// A transaction of the records' owner that keeps its locks for as long as the value lives.
pub struct Transaction {
    psql: Child,
}

impl Transaction {
    /// Every request of these parties hangs.
    #[track_caller]
    pub fn stopping(stack: &Stack, windows: &[&Window]) -> Transaction {
        let parties: Vec<String> = windows.iter().map(|window| format!("'{}'", window.party)).collect();
        let parties = parties.join(", ");
        Transaction::holding(
            stack,
            &format!("SELECT FROM pageboy.registry WHERE party IN ({parties}) ORDER BY party FOR UPDATE"),
        )
    }

    /// Whatever locks the statement takes.
    #[track_caller]
    pub fn holding(stack: &Stack, statement: &str) -> Transaction {
        let mut psql = Command::new("psql")
            .args(["-XqAt", "-v", "ON_ERROR_STOP=1"])
            .envs(["PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD"].map(|name| (name, stack.variable(name))))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("psql runs");
        let input = psql.stdin.as_mut().expect("piped");
        writeln!(input, "BEGIN;\n{statement};\n\\echo held").expect("psql reads");
        let lines = BufReader::new(psql.stdout.as_mut().expect("piped")).lines();
        assert!(lines.map_while(Result::ok).any(|line| line == "held"), "{statement}");
        Transaction { psql }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // At the end of its input psql leaves, and PostgreSQL takes everything back.
        drop(self.psql.stdin.take());
        let _ = self.psql.wait();
    }
}

/// Waits until so many requests of the stack hang because of a [`Transaction`].
#[track_caller]
pub fn wait_for_hanging(stack: &Stack, count: usize) {
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    wait_until("the requests hang", LONG, || stack.sql(waiting) == count.to_string());
}

/// Asks again and again until something is so, and returns how long that took. Quicker to notice than
/// [`wait_until`], for what is measured.
#[track_caller]
pub fn time_until(what: &str, limit: Duration, mut is_so: impl FnMut() -> bool) -> Duration {
    let start = std::time::Instant::now();
    while !is_so() {
        assert!(start.elapsed() < limit, "{what}: not within {limit:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
    start.elapsed()
}
