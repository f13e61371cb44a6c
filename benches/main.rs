//! `make bench`: what a page costs and how long an interruption takes, measured over HTTP on the real
//! stack. The peer is the same page made the classic way, by a CGI process started for each request
//! (fcgiwrap), in the same run; quote the ratio, not the milliseconds.

mod capacity;
#[path = "../tests/common/mod.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod common;

use common::{Events, Stack, Window, at_once, voice};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const ROUNDS: usize = 200;

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let fast = Stack::start(
        "bench",
        &[("PAGEBOY_MESSAGES_PER_PAIR_PER_MINUTE", "1000000"), ("PAGEBOY_MESSAGES_PER_MINUTE", "1000000")],
    );
    // `cargo bench -- capacity`: only what docs/scale.md is made of.
    if std::env::args().any(|argument| argument == "capacity") {
        return capacity::measure(&fast);
    }
    // `cargo bench -- uploads`: only what recordings cost everybody else.
    if std::env::args().any(|argument| argument == "uploads") {
        return uploads(&fast);
    }
    let classic = Stack::start("bench-cgi", &[("WITH", "fcgiwrap")]);

    println!("{ROUNDS} rounds, one client, milliseconds: minimum / median / 99th percentile");
    interruptions(&fast);
    let (warm, cold) = (fast.new_window("reader"), classic.new_window("reader"));
    let (mut ours, mut peers) = (Vec::new(), Vec::new());
    // In turn, so that a machine whose speed drifts drifts for both.
    for _ in 0..ROUNDS {
        ours.push(time(|| drop(warm.get("/desk").expect(200))));
        peers.push(time(|| drop(cold.get("/desk").expect(200))));
    }
    let ratio = median(&mut ours).as_secs_f64() / median(&mut peers).as_secs_f64();
    report("a page by a warm worker", &mut ours);
    report("the same page by CGI", &mut peers);
    println!("{:<44} {ratio:.2}", "ratio of the medians");
    throughput(&fast);
    uploads(&fast);
    memory(&fast);
    capacity::measure(&fast);
}

/// From the POST of a message to the event in the recipient's stream, by way of the notify URL.
fn interruptions(stack: &Stack) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let receipt = alice.send(&bob.party, "Can you come?");
        alice.notify(&receipt);
        events.expect("interrupt");
        times.push(begun.elapsed());
        bob.at_interruption(&receipt).page();
        bob.at_interruption(&receipt).resume();
    }
    report("from POST to the recipient's event stream", &mut times);
}

/// Pages in a second with as many clients as keep both cores busy.
fn throughput(stack: &Stack) {
    let windows: Vec<Window> = (0..8).map(|_| stack.new_window("reader")).collect();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for window in &windows {
            scope.spawn(move || (0..ROUNDS).for_each(|_| drop(window.get("").expect(200))));
        }
    });
    let pages = (windows.len() * ROUNDS) as f64;
    println!("{:<44} {:.0}", "pages in a second, 8 clients", pages / begun.elapsed().as_secs_f64());
}

/// What a page costs somebody else while 50 recordings of 4 MiB come at once.
fn uploads(stack: &Stack) {
    let (sender, recipient, reader) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("reader"));
    let recording = voice::noise(4 * 1024 * 1024);
    let page = || time(|| drop(reader.get("/desk").expect(200)));
    let mut usual: Vec<Duration> = (0..ROUNDS).map(|_| page()).collect();
    let done = AtomicBool::new(false);
    let begun = Instant::now();
    let (mut meanwhile, accepted) = std::thread::scope(|scope| {
        let pages = scope.spawn(|| {
            let mut times = Vec::new();
            while !done.load(Ordering::Relaxed) {
                times.push(page());
            }
            times
        });
        let to = [("to", recipient.party.as_str())];
        let answers = at_once(&[(); 50], |()| voice::post(&sender, "/send", &to, &recording).status);
        done.store(true, Ordering::Relaxed);
        (pages.join().expect("pages are answered"), answers.iter().filter(|status| **status == 201).count())
    });
    println!("{:<44} {accepted} in {:.1} s", "uploads accepted of 50", begun.elapsed().as_secs_f64());
    let ratio = median(&mut meanwhile).as_secs_f64() / median(&mut usual).as_secs_f64();
    report("a page as usual", &mut usual);
    report("a page while recordings come", &mut meanwhile);
    println!("{:<44} {ratio:.2}", "ratio of the medians");
}

/// What all processes of Pageboy together hold for themselves (proportional set size).
fn memory(stack: &Stack) {
    let master = stack.pid("PAGEBOY_PID");
    let children = std::fs::read_to_string(format!("/proc/{master}/task/{master}/children")).unwrap_or_default();
    let of = |pid: &str| -> u64 {
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).unwrap_or(0)
    };
    let kib: u64 = children.split_whitespace().chain([master.to_string().as_str()]).map(of).sum();
    println!("{:<44} {:.1} MiB", "memory of all processes of Pageboy", kib as f64 / 1024.0);
}

fn time(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn report(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{what:<44} {:.1} / {:.1} / {:.1}", at(0.0), at(0.5), at(0.99));
}
