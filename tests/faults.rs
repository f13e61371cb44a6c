//! Many rounds of random faults while messages are sent: no accepted message is lost, none is there twice.
//! `FAULT_ROUNDS` says how many rounds (default 100), `FAULT_SEED` repeats a run.

use crate::common::faults::{Pageboy, Program, end, is_alive};
use crate::common::imap::{Dovecot, Mailbox, SENT};
use crate::common::raw::authority;
use crate::common::{LONG, Stack, Window, wait_until};
use nix::sys::signal::Signal;
use std::collections::BTreeMap;
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A generator of random numbers that gives the same ones for the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Sends until the message is accepted; each try has the same nonce, so all of them make one message.
fn send(from: &Window, to: &Window, text: &str) {
    let fields = [("to", to.party.as_str()), ("text", text), ("nonce", text)];
    wait_until(&format!("\"{text}\" is accepted"), 4 * LONG, || {
        let status = from.post("/send", &fields).status;
        assert!(matches!(status, 201 | 500..=599), "{status}");
        status == 201
    });
}

/// How often each text is among the mails of a folder.
fn texts(stack: &Stack, window: &Window, folder: &str) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for mail in Mailbox::of(stack, &window.party).list(folder) {
        *count.entry(mail["text"].as_str().expect("text").trim_end().to_owned()).or_default() += 1;
    }
    count
}

/// A server that ends by a signal and is started again.
struct Restarted {
    program: Program,
    pid: i32,
}

impl Restarted {
    fn of(stack: &Stack, name: &'static str, variable: &str) -> Restarted {
        let pid = stack.pid(variable);
        Restarted { program: Program::running(name, pid), pid }
    }

    fn restart(&mut self, stack: &Stack, signal: Signal) {
        end(self.pid, signal);
        self.pid = self.program.start(stack).pid;
    }

    /// The same for one that may find its files still locked by the last thread of who was killed, and then ends
    /// again just after it has begun to listen; systemd would try again as well.
    fn restart_at(&mut self, stack: &Stack, signal: Signal, address: &str) {
        end(self.pid, signal);
        wait_until(&format!("somebody answers at {address}"), 4 * LONG, || {
            self.pid = self.program.start(stack).pid;
            let deadline = Instant::now() + Duration::from_secs(3);
            let answers = || TcpStream::connect(address).is_ok();
            while is_alive(self.pid) && !answers() && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(20));
            }
            std::thread::sleep(Duration::from_millis(500));
            let stays = is_alive(self.pid) && answers();
            if !stays && is_alive(self.pid) {
                end(self.pid, Signal::SIGKILL);
            }
            stays
        });
    }
}

#[test]
fn whatever_fails_while_messages_are_sent_none_is_lost_and_none_is_there_twice() {
    let rounds = number("FAULT_ROUNDS", 100);
    let seed = number("FAULT_SEED", u64::from(std::process::id()) * 2_654_435_761 + 1);
    let stack = Stack::start(
        "faults",
        &[
            ("WITH", "ldap,imap"),
            // With its own promises kept: what was committed is on the disk.
            ("FSYNC", "1"),
            ("PAGEBOY_REQUEST_SECONDS", "5"),
            ("PAGEBOY_MESSAGES_PER_MINUTE", "100000"),
            ("PAGEBOY_MESSAGES_PER_PAIR_PER_MINUTE", "100000"),
        ],
    );
    let pairs = [(); 2].map(|()| (stack.new_window("alice"), stack.new_window("bob")));
    for (_, bob) in &pairs {
        bob.post("/status", &[("status", "busy")]).expect(200);
    }
    let pageboy = Pageboy::of(&stack);
    let mut dovecot = Dovecot::of(&stack);
    let mut postgresql = Restarted::of(&stack, "postgresql", "POSTGRES_PID");
    let mut slapd = Restarted::of(&stack, "slapd", "SLAPD_PID");
    let mut pgbouncer = Restarted::of(&stack, "pgbouncer", "PGBOUNCER_PID");
    let mut chance = Chance(seed);
    let began = Instant::now();
    let mut faults = BTreeMap::new();
    for round in 0..rounds {
        std::thread::scope(|scope| {
            for (number, (alice, bob)) in pairs.iter().enumerate() {
                scope.spawn(move || {
                    for message in 0..2 {
                        send(alice, bob, &format!("seed {seed} round {round} pair {number} message {message}"));
                    }
                });
            }
            std::thread::sleep(Duration::from_millis(chance.below(80)));
            let fault = ["worker", "worker", "dovecot", "dovecot", "slapd", "sweep", "pgbouncer", "postgresql"];
            let fault = fault[usize::try_from(chance.below(8)).expect("small")];
            *faults.entry(fault).or_insert(0) += 1;
            match fault {
                "worker" => pageboy.busy().into_iter().for_each(|pid| end(pid, Signal::SIGKILL)),
                "dovecot" => {
                    dovecot.kill();
                    std::thread::sleep(Duration::from_millis(chance.below(80)));
                    dovecot.start();
                }
                "slapd" => slapd.restart_at(&stack, Signal::SIGKILL, authority(stack.variable("LDAP_URL"))),
                "sweep" => drop(stack.pageboy(&["sweep"], "")),
                "pgbouncer" => pgbouncer.restart(&stack, Signal::SIGKILL),
                _ => {
                    let signal = if chance.below(2) == 0 { Signal::SIGINT } else { Signal::SIGQUIT };
                    postgresql.restart(&stack, signal);
                    wait_until("PostgreSQL answers", 4 * LONG, || stack.sql_as_worker("SELECT 1").0);
                }
            }
        });
    }
    let disturbed = began.elapsed();
    // A claim of a dead process runs out by itself; then the sweep has it all.
    wait_until("the spool is empty", 8 * LONG, || {
        stack.pageboy(&["sweep"], "");
        stack.sql("SELECT count(*) FROM pageboy.spool") == "0"
    });
    println!("{rounds} rounds in {disturbed:?}, {faults:?}; the spool was empty after {:?}", began.elapsed());
    for (number, (alice, bob)) in pairs.iter().enumerate() {
        let expected: BTreeMap<String, usize> = (0..rounds)
            .flat_map(|round| {
                [0, 1].map(|message| format!("seed {seed} round {round} pair {number} message {message}"))
            })
            .map(|text| (text, 1))
            .collect();
        assert_eq!(texts(&stack, bob, "INBOX"), expected, "seed {seed}");
        assert_eq!(texts(&stack, alice, SENT), expected, "seed {seed}");
    }
}
