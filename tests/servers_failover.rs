//! PostgreSQL's primary dies and its standby takes over: two application servers go on by themselves.

use crate::common::faults::{end, time_until};
use crate::common::servers::Servers;
use crate::common::{LONG, Stack, Window, wait_until};
use nix::sys::signal::Signal;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What the superuser gets for a statement from the standby.
fn ask_standby(stack: &Stack, statement: &str) -> String {
    let output = Command::new("psql")
        .args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement])
        .envs([("PGHOST", "127.0.0.1"), ("PGDATABASE", "pageboy")])
        .envs(
            [("PGPORT", "STANDBY_PORT"), ("PGUSER", "PGSUPERUSER"), ("PGPASSWORD", "PGSUPERPASSWORD")]
                .map(|(name, variable)| (name, stack.variable(variable))),
        )
        .output()
        .expect("psql runs");
    let printed = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&printed));
    String::from_utf8_lossy(&printed).trim_end().to_owned()
}

/// Sends until told to stop, and keeps the ids of what was acknowledged.
fn keep_sending(sender: &Window, to: &str, over: &AtomicBool, accepted: &Mutex<Vec<String>>) {
    for number in 0.. {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let (text, nonce) = (format!("Number {number}"), format!("n{number}"));
        let answer = sender.post("/send", &[("to", to), ("text", &text), ("nonce", &nonce)]);
        match answer.status {
            201 => accepted.lock().expect("kept").push(answer.json()["message"].as_str().expect("an id").to_owned()),
            _ => assert!(matches!(answer.status, 502..=504), "{answer:?}"),
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn the_primary_is_killed_while_messages_are_sent_and_the_standby_goes_on_with_every_acknowledged_one() {
    let options = [("STANDBY", "1"), ("PAGEBOY_SPARES", "4"), ("PAGEBOY_MESSAGES_PER_PAIR_PER_MINUTE", "100000")];
    let servers = Servers::start("failover", &[&options[..], &[("PAGEBOY_MESSAGES_PER_MINUTE", "100000")]].concat());
    let (one, two) = (&servers.one, &servers.two);
    let (alice, carol, bob) = (one.new_window("alice"), two.new_window("carol"), two.new_window("bob"));
    bob.post("/status", &[("status", "away")]).expect(200);
    assert_eq!(one.sql_as_superuser("SELECT string_agg(sync_state, ' ') FROM pg_stat_replication"), "sync");

    let (over, accepted) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    let count = || accepted.lock().expect("kept").len();
    std::thread::scope(|scope| {
        for sender in [&alice, &carol] {
            scope.spawn(|| keep_sending(sender, &bob.party, &over, &accepted));
        }
        wait_until("messages are on their way", LONG, || count() >= 20);
        end(one.pid("POSTGRES_PID"), Signal::SIGKILL);
        let before = count();
        assert_eq!(ask_standby(one, "SELECT pg_is_in_recovery()"), "t");
        // Patroni does both.
        ask_standby(one, "SELECT pg_promote(true, 30)");
        ask_standby(one, "ALTER SYSTEM SET synchronous_standby_names = ''");
        ask_standby(one, "SELECT pg_reload_conf()");
        let sends_again =
            |window: &Window| window.post("/send", &[("to", &bob.party), ("text", "After")]).status == 201;
        for (server, window) in [("one", &alice), ("two", &carol)] {
            time_until(&format!("server {server} goes on"), Duration::from_secs(5), || sends_again(window));
        }
        wait_until("what was being sent goes on too", LONG, || count() > before + 20);
        over.store(true, Ordering::Relaxed);
    });

    let stored = ask_standby(one, &format!("SELECT message FROM pageboy.mailbox WHERE party = '{}'", bob.party));
    let stored: std::collections::HashSet<&str> = stored.lines().collect();
    let accepted = accepted.into_inner().expect("kept");
    let missing: Vec<&String> = accepted.iter().filter(|id| !stored.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?} of {}", accepted.len());
    // The owner's commands find the new primary as well.
    let (works, printed) = one.pageboy(&["party", "add", "after-the-failover"], "a long password\n");
    assert!(works, "{printed}");
    let (works, printed) = two.pageboy(&["check"], "");
    assert!(works, "{printed}");
}

#[test]
fn a_primary_that_was_demoted_is_left_for_the_promoted_one_by_workers_that_are_connected_to_it() {
    let stack = Stack::start("demoted", &[("STANDBY", "1")]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "away")]).expect(200);
    let send = |text: &str| alice.post("/send", &[("to", &bob.party), ("text", text)]).status;
    assert_eq!(send("Before"), 201);
    // It goes on reading, and all connections to it stay; a standby that was a primary is the same to clients.
    stack.sql_as_superuser("ALTER SYSTEM SET default_transaction_read_only = on");
    stack.sql_as_superuser("SELECT pg_reload_conf()");
    wait_until("it takes no writes", LONG, || send("Nobody takes this") == 503);
    let (works, printed) = stack.pageboy(&["check"], "");
    for part in ["migrations", "database"] {
        let problem = printed.split(&format!("WRONG  {part}: ")).nth(1).unwrap_or_default();
        assert!(!works && problem.contains("does not allow writes"), "{printed}");
        assert!(problem.lines().nth(1).is_some_and(|line| line.contains("promote")), "{printed}");
    }
    ask_standby(&stack, "SELECT pg_promote(true, 30)");
    time_until("it goes on", Duration::from_secs(5), || send("After") == 201);
    let stored = ask_standby(&stack, &format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", bob.party));
    assert_eq!(stored, "2");
}
