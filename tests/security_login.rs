//! Guessing passwords: how far one gets, what one learns, and what there is to steal.

use crate::common::window::form;
use crate::common::{Answer, Stack, Window, fastcgi, raw};
use argon2::{Algorithm, Argon2, Params, Version};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Accept", "application/json");
const HTML: (&str, &str) = ("Accept", "text/html");

fn log_in(stack: &Stack, party: &str, password: &str, headers: &[(&str, &str)]) -> Answer {
    raw::post(stack.url(), "/login", headers, &form(&[("party", party), ("password", password)])).expect("an answer")
}

/// A try as a web server passes it on from somewhere in the world.
fn log_in_from(stack: &Stack, address: &str, party: &str, password: &str) -> u16 {
    let body = form(&[("party", party), ("password", password)]);
    let length = body.len().to_string();
    let variables = [
        ("REQUEST_METHOD", "POST"),
        ("SCRIPT_NAME", ""),
        ("PATH_INFO", "/login"),
        ("REMOTE_ADDR", address),
        ("CONTENT_TYPE", "application/x-www-form-urlencoded"),
        ("CONTENT_LENGTH", &length),
        ("HTTP_ACCEPT", "application/json"),
        ("PAGEBOY_END", "1"),
    ];
    let variables: Vec<_> = variables.iter().map(|(name, value)| (name.as_bytes(), value.as_bytes())).collect();
    let socket = Path::new(stack.variable("PAGEBOY_SOCKET"));
    fastcgi::exchange(socket, &fastcgi::request(&variables, body.as_bytes())).expect("an answer").status
}

#[test]
fn of_a_thousand_tries_for_one_party_from_one_address_ten_reach_the_directory() {
    const TRIES: usize = 1_000;
    let stack = Stack::start("brute-force", &[]);
    let (alice, password) = stack.add_party("alice", &[]);
    let (bob, bobs) = stack.add_party("bob", &[]);
    let next = AtomicUsize::new(0);
    let statuses = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= TRIES {
                        break;
                    }
                    // Addresses that a client only claims, and names that are the same, change nothing.
                    let claimed = format!("10.{}.{}.1", number / 250, number % 250);
                    let forwarded = format!("for={claimed}");
                    let headers = [
                        ("X-Forwarded-For", claimed.as_str()),
                        ("X-Real-IP", &claimed),
                        ("Forwarded", &forwarded),
                        ("CF-Connecting-IP", &claimed),
                        ("Remote-Addr", &claimed),
                        if number.is_multiple_of(2) { JSON } else { HTML },
                    ];
                    let name = match number % 3 {
                        0 => alice.clone(),
                        1 => alice.to_uppercase(),
                        _ => format!(" {alice}\t"),
                    };
                    let status = log_in(&stack, &name, &format!("guess {number}"), &headers).status;
                    statuses.lock().expect("no panic").push(status);
                }
            });
        }
    });
    let statuses = statuses.into_inner().expect("no panic");
    let count = |status: u16| statuses.iter().filter(|one| **one == status).count();
    assert_eq!((count(401), count(429)), (10, TRIES - 10));
    assert_eq!(stack.sql("SELECT party, count(*) FROM pageboy.login_try GROUP BY party"), format!("{alice}|10"));
    // The right password waits as well, so that nobody learns from it that it is the right one.
    log_in(&stack, &alice, &password, &[JSON]).expect(429);
    log_in(&stack, &bob, &bobs, &[JSON]).expect(200);
    // From elsewhere it is good: nobody locks Alice out from another place.
    assert_eq!(log_in_from(&stack, "203.0.113.7", &alice, &password), 200);
    // And where it was tried, once the time is over.
    stack.sql("UPDATE pageboy.login_try SET at = at - interval '5 minutes'");
    log_in(&stack, &alice, &password, &[JSON]).expect(200);
}

#[test]
fn tries_from_everywhere_are_limited_for_the_party_and_those_of_one_ipv6_network_count_as_one_address() {
    let stack = Stack::start("everywhere", &[("PAGEBOY_LOGIN_TRIES", "4")]);
    let (alice, password) = stack.add_party("alice", &[]);
    let (bob, bobs) = stack.add_party("bob", &[]);
    let reached = |statuses: Vec<u16>| {
        assert!(statuses.iter().all(|status| matches!(status, 401 | 429)), "{statuses:?}");
        statuses.into_iter().filter(|status| *status == 401).count()
    };
    let everywhere =
        (0..40).map(|number| log_in_from(&stack, &format!("198.51.100.{number}"), &alice, "a guess")).collect();
    assert_eq!(reached(everywhere), 20, "five times as many as from one address");
    assert_eq!(log_in_from(&stack, "203.0.113.7", &alice, &password), 429);
    assert_eq!(log_in_from(&stack, "203.0.113.7", &bob, &bobs), 200);

    let one_network = (0..12)
        .map(|number| log_in_from(&stack, &format!("2001:db8:0:1:{number:x}::{number:x}"), &bob, "a guess"))
        .collect();
    assert_eq!(reached(one_network), 4);
    let another = (0..6).map(|_| log_in_from(&stack, "2001:db8:0:2::1", &bob, "a guess")).collect();
    assert_eq!(reached(another), 4);
    // The same address, however it is written.
    let written = ["192.0.2.9", "::ffff:192.0.2.9", "::ffff:c000:209"];
    let written = (0..9).map(|number| log_in_from(&stack, written[number % 3], &bob, "a guess")).collect();
    assert_eq!(reached(written), 4);
    // Whoever cannot be told apart is one.
    let unknown = ["", "unix:", "localhost", "203.0.113.256"];
    let unknown = (0..8).map(|number| log_in_from(&stack, unknown[number % 4], &bob, "a guess")).collect();
    assert_eq!(reached(unknown), 4);
}

#[test]
fn who_has_logged_in_from_there_before_or_is_still_is_not_locked_out_by_the_guesses_of_others() {
    let stack = Stack::start("known", &[("PAGEBOY_LOGIN_TRIES", "4")]);
    let (alice, password) = stack.add_party("alice", &[]);
    let (bob, bobs) = stack.add_party("bob", &[]);
    assert_eq!(log_in_from(&stack, "203.0.113.7", &alice, &password), 200);
    let window = Window::log_in(&stack, &alice, &password);
    for number in 0..25 {
        log_in_from(&stack, &format!("198.51.100.{number}"), &alice, "a guess");
    }
    assert_eq!(log_in_from(&stack, "203.0.113.8", &alice, &password), 429, "a stranger to this party");
    assert_eq!(log_in_from(&stack, "203.0.113.7", &alice, &password), 200, "who was here before");
    let cookie = [("Cookie", window.cookie.as_str()), JSON];
    log_in(&stack, &alice, &password, &cookie).expect(200);
    // Guesses from there are limited all the same.
    let guesses = (0..9).map(|_| log_in_from(&stack, "203.0.113.7", &alice, "a guess")).collect::<Vec<_>>();
    assert_eq!(guesses.iter().filter(|status| **status == 401).count(), 4, "{guesses:?}");

    // Behind one address many people mistype: whoever has logged in there before still can.
    assert_eq!(log_in_from(&stack, "192.0.2.1", &bob, &bobs), 200);
    let typing = (0..5).map(|number| stack.add_party(&format!("typist-{number}"), &[]).0).collect::<Vec<_>>();
    for party in &typing {
        for _ in 0..4 {
            assert_eq!(log_in_from(&stack, "192.0.2.1", party, "mistyped"), 401);
        }
    }
    assert_eq!(log_in_from(&stack, "192.0.2.1", &alice, &password), 429, "a stranger to this address");
    assert_eq!(log_in_from(&stack, "192.0.2.1", &bob, &bobs), 200);
}

#[test]
fn who_has_to_wait_is_told_for_how_long() {
    let stack = Stack::start("wait", &[("PAGEBOY_LOGIN_TRIES", "2")]);
    let (alice, password) = stack.add_party("alice", &[]);
    for _ in 0..2 {
        log_in(&stack, &alice, "a guess", &[JSON]).expect(401);
    }
    let waits = || {
        let refused = log_in(&stack, &alice, &password, &[JSON]);
        let seconds: u32 = refused.header("retry-after").and_then(|value| value.parse().ok()).expect("seconds");
        (seconds, refused.expect(429)["message"].as_str().unwrap_or_default().to_owned())
    };
    let (seconds, message) = waits();
    assert!(
        (280..=300).contains(&seconds) && message.ends_with("Please try again in 5 minutes."),
        "{seconds} {message}"
    );
    stack.sql("UPDATE pageboy.login_try SET at = at - interval '270 seconds'");
    let (seconds, message) = waits();
    assert!((1..=30).contains(&seconds) && message.contains(" seconds."), "{seconds} {message}");
    stack.sql("UPDATE pageboy.login_try SET at = at - interval '30 seconds'");
    log_in(&stack, &alice, &password, &[JSON]).expect(200);
}

#[test]
fn an_unknown_party_a_locked_one_and_a_wrong_password_take_the_same_time_and_are_told_alike() {
    const ROUNDS: usize = 15;
    let stack = Stack::start("timing", &[("PAGEBOY_LOGIN_TRIES", "100000")]);
    let (alice, _) = stack.add_party("alice", &[]);
    let (mallory, right) = stack.add_party("mallory", &[]);
    assert!(stack.pageboy(&["party", "set", &mallory, "--lock"], "").0);
    let unknown = "nobody-of-that-name";
    let cases = [(alice.as_str(), "wrong password"), (unknown, "wrong password"), (&mallory, &right)];
    let mut taken = [const { Vec::new() }; 3];
    let mut told = Vec::new();
    for _ in 0..ROUNDS {
        for (case, (party, password)) in cases.iter().enumerate() {
            let start = Instant::now();
            let mut answer = log_in(&stack, party, password, &[JSON]);
            taken[case].push(start.elapsed());
            answer.headers.retain(|(name, _)| name != "date");
            told.push((answer.status, answer.headers, answer.text));
        }
    }
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    assert_eq!(told[0].0, 401);
    let medians = taken.map(|mut times: Vec<Duration>| {
        times.sort_unstable();
        times[ROUNDS / 2]
    });
    let (shortest, longest) = (medians.iter().min().expect("three"), medians.iter().max().expect("three"));
    assert!(*longest < *shortest * 2, "wrong, unknown, locked: {medians:?}");
    // Looking into the directory alone would take a tenth of this.
    assert!(*shortest > Duration::from_millis(8), "{medians:?}");
}

#[test]
fn of_passwords_credentials_and_tokens_only_what_nobody_can_log_in_with_is_stored() {
    let stack = Stack::start("stored", &[]);
    let (alice, password) = stack.add_party("alice", &[]);
    let window = Window::log_in(&stack, &alice, &password);
    let token = stack.add_token(&alice);
    let credential = window.cookie.split('=').nth(1).expect("a value");

    let row = stack
        .sql(&format!("SELECT encode(salt, 'hex'), encode(verifier, 'hex') FROM pageboy.party WHERE id = '{alice}'"));
    let (salt, verifier) = row.split_once('|').expect("two columns");
    let salt: Vec<u8> =
        (0..salt.len()).step_by(2).map(|at| u8::from_str_radix(&salt[at..at + 2], 16).expect("hex")).collect();
    assert_eq!(salt.len(), 16);
    // OWASP's parameters for argon2id: 19 MiB, two passes, one lane.
    let parameters = Params::new(19 * 1024, 2, 1, Some(32)).expect("parameters");
    let mut derived = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(password.as_bytes(), &salt, &mut derived)
        .expect("derived");
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(verifier, hex(&Sha256::digest(derived)));

    let tables = stack.sql(
        "SELECT relname FROM pg_class WHERE relnamespace = 'pageboy'::regnamespace AND relkind IN ('r', 'm') ORDER BY 1",
    );
    let mut everything = String::new();
    for table in tables.lines() {
        everything.push_str(&stack.sql(&format!("SELECT r::text FROM pageboy.{table} r")));
    }
    assert!(everything.contains(&alice) && everything.contains(verifier));
    for secret in [password.as_str(), credential, &token] {
        assert!(!everything.contains(secret));
        assert!(!everything.contains(&hex(secret.as_bytes())), "as bytea");
    }
    assert!(!everything.contains(&hex(&derived)), "what a worker derives is compared, never kept");
    assert!(
        everything.contains(&hex(&Sha256::digest(credential))) && everything.contains(&hex(&Sha256::digest(&token)))
    );
    // Two parties with one password have nothing in common.
    let other = format!("{alice}-too");
    assert!(stack.pageboy(&["party", "add", &other], &format!("{password}\n")).0);
    assert_eq!(stack.sql("SELECT count(DISTINCT salt), count(DISTINCT verifier) > 1 FROM pageboy.party"), {
        let parties = stack.sql("SELECT count(*) FROM pageboy.party");
        format!("{parties}|t")
    });
}
