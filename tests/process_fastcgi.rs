//! The front's socket, as a web server sees it that is broken, wrongly set up, or none at all.

use crate::common::faults::{Pageboy, threads, time_until};
use crate::common::{Answer, LONG, Stack, fastcgi, wait_until};
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

const JSON: (&[u8], &[u8]) = (b"HTTP_ACCEPT", b"application/json");
const END: (&[u8], &[u8]) = (b"PAGEBOY_END", b"1");
/// The front's own threads when no request is running.
const RESTING: usize = 3;

fn socket(stack: &Stack) -> &Path {
    Path::new(stack.variable("PAGEBOY_SOCKET"))
}

#[track_caller]
fn ask(stack: &Stack, variables: &fastcgi::Variables, body: &[u8]) -> Answer {
    fastcgi::exchange(socket(stack), &fastcgi::request(variables, body)).expect("an answer")
}

#[track_caller]
fn assert_rests(pageboy: &Pageboy, front: i32) {
    wait_until("no thread is left over", LONG, || threads(front) == RESTING);
    assert_eq!(pageboy.front(), front);
}

#[test]
fn a_request_without_what_nginx_promises_is_refused_in_plain_words() {
    let stack = Stack::start("fastcgi", &[]);
    let pageboy = Pageboy::of(&stack);
    let front = pageboy.front();
    let get: [(&[u8], &[u8]); 5] =
        [(b"REQUEST_METHOD", b"GET"), (b"SCRIPT_NAME", b""), (b"PATH_INFO", b"/health"), (b"QUERY_STRING", b""), JSON];
    let with = |more: &fastcgi::Variables<'static>| [get.as_slice(), more].concat();
    assert_eq!(ask(&stack, &with(&[END]), b"").expect(200)["healthy"], true);
    assert_eq!(ask(&stack, &with(&[END, (b"X", b"after the end")]), b"").expect(200)["healthy"], true);

    let many: Vec<String> = (0..20_000).map(|number| format!("HTTP_X{number}")).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_bytes(), b"".as_slice())).chain([JSON, END]).collect();
    let long = "x".repeat(80_000);
    let malformed: Vec<Vec<(&[u8], &[u8])>> = vec![
        with(&[]),
        with(&[(b"PAGEBOY_END", b"")]),
        with(&[(b"PAGEBOY_END", b"2")]),
        // What is not UTF-8 takes all that follows along, the mark at the end as well.
        with(&[(b"HTTP_COOKIE", b"a=\xff"), END]),
        with(&[(b"\xff", b"1"), END]),
        with(&[(b"PATH_INFO", b"health"), END]),
        with(&[(b"PATH_INFO", b"http://127.0.0.1/health"), END]),
        with(&[(b"PATH_INFO", b"*"), END]),
        with(&[(b"PATH_INFO", b"/health\n"), END]),
        with(&[(b"PATH_INFO", b"/health\0"), END]),
        with(&[(b"SCRIPT_NAME", b"//evil.example"), END]),
        with(&[(b"SCRIPT_NAME", b"evil.example"), END]),
        with(&[(b"SCRIPT_NAME", b"/a\"onload=\""), END]),
        with(&[(b"REQUEST_METHOD", b""), END]),
        with(&[(b"REQUEST_METHOD", b"get"), END]),
        with(&[(b"REQUEST_METHOD", b"GET\r\nX: y"), END]),
        with(&[(b"CONTENT_LENGTH", b"seven"), END]),
        with(&[(b"CONTENT_LENGTH", b"-1"), END]),
        with(&[(b"CONTENT_LENGTH", b"18446744073709551617"), END]),
        with(&[(b"CONTENT_LENGTH", b"7"), END]),
        [with(&[]), vec![(b"HTTP_X".as_slice(), long.as_bytes()), END]].concat(),
        many,
    ];
    for (number, variables) in malformed.iter().enumerate() {
        let answer = ask(&stack, variables, b"abc");
        assert_eq!(answer.status, 400, "{number}: {answer:?}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{number}");
        assert!(answer.text.contains("The request could not be understood."), "{number}: {answer:?}");
    }
    let large = vec![b'x'; 70_000];
    for (variables, body) in [
        (with(&[(b"CONTENT_LENGTH", b"99999999"), END]), b"abc".as_slice()),
        (with(&[(b"CONTENT_LENGTH", b"70000"), END]), &large),
        // Without a length the body is counted while it comes.
        (with(&[(b"REQUEST_METHOD", b"POST"), END]), &large),
    ] {
        assert_eq!(ask(&stack, &variables, body).expect(413)["error"], "too_large");
    }
    assert_rests(&pageboy, front);
    pageboy.wait_for_stock(8);
}

#[test]
fn connections_that_end_early_or_talk_nonsense_hurt_nobody() {
    let stack = Stack::start("nonsense", &[]);
    let pageboy = Pageboy::of(&stack);
    let front = pageboy.front();
    let whole = fastcgi::request(&fastcgi::variables("GET", "/health", &[]), b"");
    let send = |bytes: &[u8]| {
        let mut stream = fastcgi::connect(socket(&stack)).expect("a front");
        // The front may have heard enough before all was written.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
    };
    for length in 0..whole.len() {
        send(&whole[..length]);
    }
    // Any bytes will do, as long as they are the same in each run.
    let mut seed: u32 = 2463534242;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed
    };
    for round in 0..300 {
        let mut bytes: Vec<u8> = (0..1 + next() % 400).map(|_| next().to_le_bytes()[0]).collect();
        if round % 2 == 0 {
            bytes[0] = 1;
        }
        send(&bytes);
    }
    // Records that a responder never gets, and a whole request broken in one place.
    for kind in 0..16 {
        send(&[fastcgi::record(kind, b"abc"), whole.clone()].concat());
    }
    for place in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 0x80;
        send(&damaged);
    }
    // A web server that goes away instead of taking its answer.
    for _ in 0..20 {
        let mut stream = fastcgi::connect(socket(&stack)).expect("a front");
        stream.write_all(&whole).expect("the front reads");
    }
    assert_eq!(fastcgi::get(socket(&stack), "/health").expect("an answer").expect(200)["healthy"], true);
    assert_rests(&pageboy, front);
    pageboy.wait_for_stock(8);
}

#[test]
fn connections_that_stand_still_are_bounded_in_number_and_cut_in_the_end() {
    let options = [
        ("PAGEBOY_QUEUE_SECONDS", "1"),
        ("PAGEBOY_REQUEST_SECONDS", "1"),
        ("PAGEBOY_SPARES", "2"),
        ("PAGEBOY_WORKERS_MAX", "2"),
    ];
    let stack = Stack::start("standstill", &options);
    let pageboy = Pageboy::of(&stack);
    let front = pageboy.front();
    let whole = fastcgi::request(&fastcgi::variables("GET", "/health", &[]), b"");
    let open = || {
        let mut stream = fastcgi::connect(socket(&stack)).expect("a front");
        // All but the record that ends its body.
        stream.write_all(&whole[..whole.len() - 8]).expect("the front reads");
        stream
    };
    // What asked whether the stack is up must not take a place: one that stands would be refused for it.
    wait_until("nothing is running", LONG, || threads(front) == RESTING);
    // Eight times as many as workers_max.
    let standing: Vec<_> = (0..16).map(|_| open()).collect();
    wait_until("each has its thread", LONG, || threads(front) == RESTING + 16);
    // A thread counts once it has read what its connection began with.
    let ask = || fastcgi::get(socket(&stack), "/health").expect("an answer");
    wait_until("the front is full", LONG, || ask().status == 503);
    let refused = ask();
    assert_eq!(refused.header("retry-after"), Some("5"));
    assert_eq!(refused.expect(503)["error"], "overloaded");
    let taken = time_until("they are cut", Duration::from_secs(40), || threads(front) == RESTING);
    assert!(taken > Duration::from_secs(10), "nobody is cut who is only slow: {taken:?}");
    drop(standing);
    assert_eq!(fastcgi::get(socket(&stack), "/health").expect("an answer").expect(200)["healthy"], true);
    assert_rests(&pageboy, front);
}
