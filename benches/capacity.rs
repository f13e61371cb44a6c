//! What a request and a waiting browser cost, in the servers' own accounts: CPU time as the kernel has counted
//! it for each process, so that a machine that is busy with other things does not spoil it. docs/scale.md
//! has the figures and what follows from them.

use super::common::{Stack, Window, raw};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

const REQUESTS: usize = 1000;
const JOBS: usize = 200;
const LOG_INS: usize = 20;
const STREAMS: usize = 2000;

/// CPU time in milliseconds, as Linux counts it: in hundredths of a second (USER_HZ).
#[derive(Clone, Copy)]
struct Cpu {
    nginx: f64,
    pageboy: f64,
    pgbouncer: f64,
    postgresql: f64,
}

impl Cpu {
    fn of(stack: &Stack) -> Cpu {
        let family = |name: &str| family(stack.pid(name));
        Cpu {
            nginx: family("NGINX_PID"),
            pageboy: family("PAGEBOY_PID"),
            pgbouncer: family("PGBOUNCER_PID"),
            postgresql: family("POSTGRES_PID"),
        }
    }

    /// The time since then for each of so many.
    fn since(self, then: Cpu, count: usize) -> Cpu {
        let each = |now: f64, then: f64| (now - then) / count as f64;
        Cpu {
            nginx: each(self.nginx, then.nginx),
            pageboy: each(self.pageboy, then.pageboy),
            pgbouncer: each(self.pgbouncer, then.pgbouncer),
            postgresql: each(self.postgresql, then.postgresql),
        }
    }
}

/// The CPU time of a process, its living children, and those that have ended.
fn family(pid: i32) -> f64 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let living = children.split_whitespace().filter_map(|child| child.parse().ok()).map(|child| times(child, 2));
    times(pid, 4) + living.sum::<f64>()
}

/// utime and stime, and with `fields` 4 the children's that were waited for as well.
fn times(pid: i32, fields: usize) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields_after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = fields_after_name.split(' ').skip(11).take(fields).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() * 10.0
}

/// What a process and its children hold for themselves, in KiB (proportional set size).
fn memory(pid: i32) -> f64 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let of = |pid: &str| -> f64 {
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0.0)
    };
    children.split_whitespace().chain([pid.to_string().as_str()]).map(of).sum()
}

/// Prints the figures.
pub fn measure(stack: &Stack) {
    println!("\nCPU milliseconds for each:          nginx  pageboy  pgbouncer  postgresql");
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let of = |below: &'static str| {
        let alice = &alice;
        move || drop(alice.get(below))
    };
    for (what, count, act) in [
        ("a page (the desk)", REQUESTS, Box::new(of("/desk")) as Box<dyn FnMut()>),
        ("a sign of life (/pending)", REQUESTS, Box::new(of("/pending"))),
        ("a look at the desk (/registry)", REQUESTS, Box::new(of("/registry?q="))),
        ("opening an event stream", REQUESTS, Box::new(|| drop(open_stream(&alice)))),
        ("the main job, 8 requests", JOBS, Box::new(|| main_job(&alice, &bob))),
    ] {
        report(stack, what, count, act);
    }
    let (party, password) = stack.add_party("reader", &[]);
    report(stack, "a log-in", LOG_INS, || drop(Window::log_in(stack, &party, &password)));
    // Nobody has to be there: what costs is to ask first where the session lives.
    let peered = Stack::start("bench-peered", &[("PAGEBOY_PEERS", "http://127.0.0.2:9")]);
    let carol = peered.new_window("carol");
    report(&peered, "a sign of life, with a peer", REQUESTS, || drop(carol.get("/pending")));
    drop(peered);

    let size = || -> f64 { stack.sql("SELECT pg_database_size(current_database())").parse().unwrap_or(0.0) };
    stack.sql("VACUUM");
    let before = size();
    (0..REQUESTS).for_each(|number| drop(alice.send(&bob.party, &format!("{number}: {}", "word ".repeat(20)))));
    println!("{:<44} {:.1} KiB", "the records of a message of 100 bytes", (size() - before) / 1024.0 / REQUESTS as f64);
    waiting_browsers(stack);
}

fn report(stack: &Stack, what: &str, count: usize, mut act: impl FnMut()) {
    act();
    let before = Cpu::of(stack);
    (0..count).for_each(|_| act());
    // The last worker is counted with its master's children when it has been waited for.
    std::thread::sleep(Duration::from_millis(200));
    let cost = Cpu::of(stack).since(before, count);
    println!(
        "{what:<34} {:>6.2}  {:>7.2}  {:>9.2}  {:>10.2}",
        cost.nginx, cost.pageboy, cost.pgbouncer, cost.postgresql
    );
}

/// Sent, rung, opened, answered, rung, opened, and both go back.
fn main_job(alice: &Window, bob: &Window) {
    let receipt = alice.send(&bob.party, "Can you come?");
    alice.notify(&receipt);
    let interruption = bob.at_interruption(&receipt);
    interruption.page();
    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    bob.notify(&answer);
    let back = alice.at_interruption(&answer);
    back.page();
    interruption.resume();
    back.resume();
}

fn open_stream(window: &Window) -> TcpStream {
    let mut stream = raw::connect(&window.site).expect("a connection");
    let request = format!(
        "GET {}/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nCookie: {}\r\n\r\n",
        window.path, window.cookie
    );
    stream.write_all(request.as_bytes()).expect("written");
    let (mut told, mut piece) = (Vec::new(), [0; 1024]);
    while !told.windows(4).any(|end| end == b": hi") {
        match stream.read(&mut piece) {
            Ok(count) if count > 0 => told.extend_from_slice(&piece[..count]),
            _ => panic!("no stream: {}", String::from_utf8_lossy(&told)),
        }
    }
    stream
}

/// Memory of nginx for each stream that it holds, and what holding them costs it.
fn waiting_browsers(stack: &Stack) {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("a limit");
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).expect("more descriptors");
    let window = stack.new_window("listener");
    let nginx = stack.pid("NGINX_PID");
    let first: Vec<TcpStream> = (0..50).map(|_| open_stream(&window)).collect();
    let before = memory(nginx);
    let streams: Vec<TcpStream> = (0..STREAMS).map(|_| open_stream(&window)).collect();
    println!(
        "{:<44} {:.1} KiB",
        format!("nginx's memory for each of {STREAMS} streams"),
        (memory(nginx) - before) / STREAMS as f64
    );
    let sockets = |field: usize| -> f64 {
        let text = std::fs::read_to_string("/proc/net/sockstat").unwrap_or_default();
        let tcp = text.lines().find(|line| line.starts_with("TCP:")).unwrap_or_default();
        tcp.split_whitespace().nth(field).and_then(|pages| pages.parse().ok()).unwrap_or(0.0)
    };
    println!("{:<44} {:.0}, {:.0} pages", "TCP sockets of the machine, their buffers", sockets(2), sockets(10));
    let (begun, then) = (Instant::now(), Cpu::of(stack));
    std::thread::sleep(Duration::from_secs(45));
    let seconds = begun.elapsed().as_secs_f64();
    let cost = Cpu::of(stack).since(then, STREAMS);
    println!("{:<44} {:.4} ms a second", "nginx's CPU for each stream that waits", cost.nginx / seconds);
    drop((first, streams));
    assert!(Path::new(&format!("/proc/{nginx}")).exists(), "nginx is alive");
}
