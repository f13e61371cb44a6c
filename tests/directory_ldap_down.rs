//! LDAP that hangs or is gone: it is said, nobody is let in or through, and what does not need it goes on.

use crate::common::window::{form, request};
use crate::common::{Answer, LONG, Stack, Window, at_once, wait_until};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Accept", "application/json");
/// Nobody is locked out by what these tests try.
const TRIES: (&str, &str) = ("PAGEBOY_LOGIN_TRIES", "1000");
/// Within this it is said that LDAP does not answer.
const SAID: Duration = Duration::from_secs(3);

fn log_in(stack: &Stack, party: &str, password: &str) -> Answer {
    let body = form(&[("party", party), ("password", password)]);
    request("POST", &format!("{}/login", stack.url()), &[JSON], Some(&body))
}

fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    (act(), begun.elapsed())
}

fn signal(stack: &Stack, signal: Signal) {
    kill(Pid::from_raw(stack.pid("SLAPD_PID")), signal).expect("slapd is there");
}

/// Lets the records forget that LDAP was silent a moment ago, so that the next request finds out by itself.
fn forget(stack: &Stack) {
    stack.sql("UPDATE pageboy.installation SET directory_silent_until = '-infinity'");
}

#[test]
fn while_ldap_hangs_it_is_said_within_three_seconds_and_nobody_is_let_in_or_through() {
    let stack =
        Stack::start("ldap-hangs", &[("WITH", "ldap"), ("PARTIES", ""), ("PAGEBOY_DIRECTORY_SECONDS", "1"), TRIES]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (carol, password) = stack.add_party("carol", &[]);
    let authorization = format!("Bearer {}", stack.add_token(&carol));
    let interruption = alice.interrupt(&bob, "before");
    signal(&stack, Signal::SIGSTOP);
    is_down(&stack, &alice, &interruption, &carol, &password, &authorization);

    // It answers again, and soon everything is as it was.
    signal(&stack, Signal::SIGCONT);
    wait_until("logging in works again", LONG, || log_in(&stack, &carol, &password).status == 200);
    wait_until("sending works again", LONG, || {
        alice.post("/send", &[("to", &carol), ("text", "again"), ("nonce", "again")]).status == 201
    });
    assert_eq!(alice.get("/desk").expect(200)["directory_down"], false);
    interruption.post("/reply", &[("text", "not lost")]).expect(201);
    stack.ldap_delete(&alice.party);
    wait_until("who is deleted is out", LONG, || alice.get("/pending").status == 410);
}

#[test]
fn without_any_ldap_server_it_is_the_same() {
    let stack =
        Stack::start("ldap-gone", &[("WITH", "ldap"), ("PARTIES", ""), ("PAGEBOY_DIRECTORY_SECONDS", "1"), TRIES]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (carol, password) = stack.add_party("carol", &[]);
    let authorization = format!("Bearer {}", stack.add_token(&carol));
    let interruption = alice.interrupt(&bob, "before");
    signal(&stack, Signal::SIGKILL);
    is_down(&stack, &alice, &interruption, &carol, &password, &authorization);
    let (worked, printed) = stack.pageboy(&["check"], "");
    assert!(!worked && printed.contains("WRONG  directory: directory: connect"), "{printed}");
    let (worked, printed) = stack.pageboy(&["token", "add", &bob.party], "");
    assert!(!worked && printed.contains("directory: connect"), "{printed}");
}

/// All that is so while LDAP does not answer. Alice is logged in, Bob reads her message, Carol never logged in.
fn is_down(stack: &Stack, alice: &Window, bob: &Window, carol: &str, password: &str, authorization: &str) {
    let sessions = "SELECT (SELECT count(*) FROM pageboy.session), (SELECT count(*) FROM pageboy.mailbox)";
    let before = stack.sql(sessions);

    // Whoever needs it is told.
    forget(stack);
    let (answer, took) = timed(|| log_in(stack, carol, password));
    assert_eq!(answer.header("retry-after"), Some("5"));
    let told = answer.expect(503);
    assert_eq!(told["error"], "directory_unavailable");
    assert!(told["message"].as_str().is_some_and(|words| words.contains("directory of people cannot be reached")));
    assert!(took < SAID, "{took:?}");
    forget(stack);
    let (answer, took) =
        timed(|| alice.post("/send", &[("to", bob.party.as_str()), ("text", "not lost"), ("nonce", "n")]));
    assert_eq!(answer.expect(503)["error"], "directory_unavailable");
    assert!(took < SAID, "{took:?}");
    assert_eq!(alice.page()["draft"]["text"], "not lost", "what was typed is kept");
    let html = alice.post_html("/send", &[("to", &bob.party), ("text", "not lost")]);
    assert!(html.status == 503 && html.text.contains("with what you have typed"), "{html:?}");
    assert_eq!(bob.post("/reply", &[("text", "an answer")]).expect(503)["error"], "directory_unavailable");
    assert_eq!(bob.page()["draft"]["text"], "an answer");
    let body = form(&[("to", &alice.party), ("text", "by a script")]);
    let answer = request("POST", &alice.url("/send"), &[("Authorization", authorization)], Some(&body));
    assert_eq!(answer.expect(503)["error"], "directory_unavailable");

    // A crowd does not wait for it, once one has found out.
    let (statuses, took) = timed(|| at_once(&[(); 20], |()| log_in(stack, carol, "wrong").status));
    assert!(statuses.iter().all(|status| *status == 503), "{statuses:?}");
    assert!(took < LONG, "{took:?}");

    // Whoever is in stays in; their pages come as quickly as ever, but for one in five seconds that tries a moment.
    let mut times: Vec<Duration> = (0..40)
        .map(|number| {
            let page = ["", "/inbox", "/pending", "/settings"][number % 4];
            let (answer, took) = timed(|| alice.get(page));
            assert!(matches!(answer.status, 200 | 204), "{page}: {answer:?}");
            took
        })
        .collect();
    times.sort();
    assert!(times[20] < Duration::from_millis(500) && times[39] < SAID, "{times:?}");
    let desk = alice.get("/desk").expect(200);
    assert_eq!(desk["directory_down"], true);
    assert!(desk["people"].as_array().is_some_and(|people| people.iter().any(|one| one["id"] == bob.party.as_str())));
    assert!(alice.get_html("/desk").text.contains("The directory of people cannot be reached"));
    assert_eq!(alice.availability(carol), "away");
    assert_eq!(stack.sql(sessions), before, "nobody was let in, and nothing through");
}
