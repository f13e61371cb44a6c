//! How much one client may ask for: whatever is too large, too many or too slow is refused in plain words,
//! and costs nobody else anything.

use crate::common::faults::{Pageboy, threads};
use crate::common::window::form;
use crate::common::{Answer, LONG, Stack, Window, raw, wait_until};
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const JSON: (&str, &str) = ("Accept", "application/json");

fn post(window: &Window, below: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let headers = [&[JSON, ("Cookie", window.cookie.as_str())], headers].concat();
    raw::post(&window.site, &format!("{}{below}", window.path), &headers, body).expect("an answer")
}

/// A request written out; only the credential is filled in, for `COOKIE`, and the path for `SESSION`.
fn exchange(window: &Window, request: &[u8]) -> Answer {
    let text: Vec<u8> = String::from_utf8(request.to_vec()).map_or_else(
        |error| error.into_bytes(),
        |text| text.replace("COOKIE", &window.cookie).replace("SESSION", &window.path).into_bytes(),
    );
    raw::exchange(&window.site, &text).expect("an answer")
}

#[track_caller]
fn assert_refused(answer: Answer, status: u16, code: &str) {
    assert_eq!(answer.expect(status)["error"], code);
}

#[test]
fn a_body_that_is_too_large_is_refused_by_whoever_sees_it_first() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let site = Window { path: String::new(), ..alice.clone() };
    let long = |bytes: usize| form(&[("to", &bob.party), ("text", &"x".repeat(bytes))]);
    post(&alice, "/send", &[], &long(16_384)).expect(201);
    assert_refused(post(&alice, "/send", &[], &long(16_385)), 413, "text_too_long");
    assert_refused(post(&alice, "/send", &[], &long(60_000)), 413, "text_too_long");
    assert_refused(post(&alice, "/send", &[], &long(70_000)), 413, "too_large");
    assert_refused(post(&alice, "/draft", &[], &long(70_000)), 413, "too_large");
    assert_refused(post(&site, "/login", &[], &long(5_000)), 413, "too_large");
    assert_refused(post(&site, "/health", &[], &long(2_000)), 413, "too_large");
    // Four bytes to a letter: what counts is what is stored.
    let wide = form(&[("to", &bob.party), ("text", &"🛎".repeat(4_097))]);
    assert_refused(post(&alice, "/send", &[], &wide), 413, "text_too_long");
    // A length that is not announced is counted while it comes.
    for (size, status) in [(1_000, 201), (70_000, 413)] {
        let body = long(size);
        let head = "POST SESSION/send HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: COOKIE\r\nAccept: application/json\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n";
        let request = format!("{head}{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        assert_eq!(exchange(&alice, request.as_bytes()).status, status, "{size}");
    }
    let announced = "POST SESSION/send HTTP/1.1\r\nHost: x\r\nCookie: COOKIE\r\nAccept: application/json\r\nConnection: close\r\n\
                     Content-Length: 99999999999\r\n\r\n";
    assert_refused(exchange(&alice, announced.as_bytes()), 413, "too_large");
    let waiting = "POST SESSION/draft HTTP/1.1\r\nHost: x\r\nCookie: COOKIE\r\nAccept: application/json\r\nConnection: close\r\n\
                   Expect: 100-continue\r\nContent-Length: 70000\r\n\r\n";
    assert_refused(exchange(&alice, waiting.as_bytes()), 413, "too_large");
    assert_eq!(alice.page()["page"], "sent");
}

#[test]
fn a_form_with_too_many_fields_of_another_type_or_in_another_encoding_is_refused() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let fields = |count: usize| (0..count).map(|number| format!("f{number}=x")).collect::<Vec<_>>().join("&");
    assert_eq!(post(&alice, "/draft", &[], &fields(64)).status, 204);
    assert_refused(post(&alice, "/draft", &[], &fields(65)), 400, "bad_request");
    assert_refused(post(&alice, "/draft", &[], &"a&".repeat(30_000)), 400, "bad_request");
    for body in ["text=%FF", "text=%C3%28", "%FF=1", "text=%ED%A0%80", "text=%F8%88%80%80%80"] {
        assert_refused(post(&alice, "/draft", &[], body), 400, "bad_request");
    }
    let head = format!(
        "POST {}/draft HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: {}\r\nAccept: application/json\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\ntext=",
        alice.path, alice.cookie
    );
    let bytes = [head.as_bytes(), b"\xff\xfe"].concat();
    assert_refused(raw::exchange(&alice.site, &bytes).expect("an answer"), 400, "bad_request");
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencodedx", "text/xml", ""]
    {
        assert_refused(post(&alice, "/draft", &[("Content-Type", kind)], "text=x"), 415, "wrong_type");
    }
    let deep = "[".repeat(60_000);
    let wide = format!("{{{}}}", (0..500).map(|number| format!("\"f{number}\":1")).collect::<Vec<_>>().join(","));
    for body in
        ["", "{", "null", "7", "[]", "{\"text\":\"\\ud800\"}", "{\"text\":1}x", &deep, &format!("{{\"a\":{deep}")]
    {
        let answer = post(&alice, "/draft", &[("Content-Type", "application/json")], body);
        assert_refused(answer, 400, "bad_request");
    }
    assert_refused(post(&alice, "/draft", &[("Content-Type", "application/json")], &wide), 400, "bad_request");
    assert_eq!(alice.page()["page"], "desk");
}

#[test]
fn headers_and_addresses_that_are_too_long_are_refused_and_long_ones_are_not() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let cookie = alice.cookie.clone();
    let get = |path: &str, headers: &[(&str, &str)]| {
        raw::get(&alice.site, path, &[&[("Cookie", cookie.as_str())], headers].concat()).expect("an answer").status
    };
    let long = "x".repeat(7_000);
    assert_eq!(get(&alice.path, &[("X", &long), ("Y", &long)]), 200);
    assert_eq!(get(&format!("{}?{long}", alice.path), &[]), 200);
    assert_eq!(get(&alice.path, &[("Accept", &long), ("Range", &long), ("Authorization", &long)]), 200);
    let many: Vec<String> = (0..300).map(|number| format!("X{number}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "y")).collect();
    assert!(matches!(get(&alice.path, &many), 200 | 400));
    assert_eq!(get(&alice.path, &[("X", &"x".repeat(9_000))]), 400);
    assert_eq!(get(&alice.path, &vec![("X", long.as_str()); 12]), 400);
    assert_eq!(get(&format!("/{}", "x".repeat(9_000)), &[]), 414);
    assert_eq!(get(&format!("{}?{}", alice.path, "x".repeat(9_000)), &[]), 414);
    for _ in 0..3 {
        assert_eq!(get("/health", &[]), 200);
    }
}

#[test]
fn a_request_whose_length_is_told_in_two_ways_is_refused_and_hides_no_other() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let hidden = format!(
        "POST {}/status HTTP/1.1\r\nHost: x\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 11\r\nConnection: close\r\n\r\nstatus=away",
        alice.path, alice.cookie
    );
    for lengths in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length: 18446744073709551621",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        " Transfer-Encoding: chunked",
    ] {
        let request =
            format!("POST SESSION/draft HTTP/1.1\r\nHost: x\r\nCookie: COOKIE\r\n{lengths}\r\n\r\n0\r\n\r\n{hidden}");
        let answer = exchange(&alice, request.as_bytes());
        assert!(matches!(answer.status, 400 | 413 | 501), "{lengths}: {answer:?}");
        assert_eq!(answer.text.matches("HTTP/1.1 ").count(), 0, "{lengths}: one answer for one request");
    }
    // A body that is longer than was said begins the next request, which is none.
    let request = "POST SESSION/draft HTTP/1.1\r\nHost: x\r\nCookie: COOKIE\r\nContent-Length: 0\r\nConnection: close\r\n\r\nPOST x";
    assert_eq!(exchange(&alice, request.as_bytes()).status, 204);
    assert_eq!(alice.page()["status"], "available");
}

/// So many connections at once need descriptors.
fn allow_descriptors() {
    let (_, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("a limit");
    setrlimit(Resource::RLIMIT_NOFILE, hard, hard).expect("raised");
}

#[test]
fn slow_clients_hold_no_process_and_no_thread_of_ours() {
    allow_descriptors();
    let stack = Stack::start("slow", &[]);
    let pageboy = Pageboy::of(&stack);
    let alice = stack.new_window("alice");
    let front = pageboy.front();
    wait_until("the front rests", LONG, || threads(front) == 3);
    let head = format!("POST {}/draft HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n", alice.path, alice.cookie);
    let body = format!("{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\ntext=");
    let begun = ["", "G", "GET /", &head, &body];
    let mut slow: Vec<TcpStream> = (0..1_000)
        .map(|number| {
            let mut stream = raw::connect(stack.url()).expect("a connection");
            stream.write_all(begun[number % begun.len()].as_bytes()).expect("written");
            stream
        })
        .collect();
    for _ in 0..5 {
        for stream in &mut slow {
            // One byte more, as such clients send it; the shortest ones may be refused already.
            let _ = stream.write_all(b"x");
        }
        for _ in 0..10 {
            assert_eq!(alice.page()["page"], "desk");
        }
        assert!(threads(front) <= 4, "{}", threads(front));
        wait_until("no worker is held", LONG, || pageboy.busy().is_empty());
    }
    // Those that take their answers slowly hold nothing either: nginx has the answers.
    let page = format!("GET {}/desk HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", alice.path, alice.cookie);
    let mut readers: Vec<TcpStream> = (0..100).map(|_| raw::connect(stack.url()).expect("a connection")).collect();
    for reader in &mut readers {
        reader.write_all(page.repeat(5).as_bytes()).expect("written");
    }
    wait_until("all is answered", LONG, || threads(front) == 3 && pageboy.busy().is_empty());
    assert_eq!(alice.page()["page"], "desk");
    // Whoever only keeps a connection loses it in the end.
    let mut silent = slow.swap_remove(4);
    silent.set_read_timeout(Some(Duration::from_secs(40))).expect("set");
    let mut rest = Vec::new();
    assert!(silent.read_to_end(&mut rest).is_ok(), "nginx has closed it");
    pageboy.wait_for_stock(8);
}

#[test]
fn one_address_may_ask_for_so_many_pages_at_once_and_for_fewer_log_ins() {
    let stack = Stack::start("limits", &[("LIMITS", "1")]);
    // Many requests on one connection, so that they come as quickly as they can.
    let answers = |path: &str, count: usize| {
        let mut stream = raw::connect(stack.url()).expect("a connection");
        let one = format!("GET {path} HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n");
        let last = format!("GET {path} HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
        stream.write_all((one.repeat(count - 1) + &last).as_bytes()).expect("written");
        let mut all = Vec::new();
        stream.read_to_end(&mut all).expect("read");
        String::from_utf8_lossy(&all).into_owned()
    };
    let told = answers("/login", 80);
    let refused = told.matches("HTTP/1.1 429 ").count();
    assert!((10..=39).contains(&refused), "{refused}");
    // What was asked until now counts here too.
    let told = answers("/static/favicon.svg", 600);
    let (good, refused) = (told.matches("HTTP/1.1 200 OK").count(), told.matches("HTTP/1.1 429 ").count());
    assert!(good >= 150 && refused >= 50 && good + refused == 600, "{good} and {refused}");
    assert_eq!(told.matches("Retry-After: 10").count(), refused);
    assert_eq!(told.matches("{\"error\":\"too_many_requests\"").count(), refused);
}
