//! The waiting browsers: who may listen, to what, until when, and that no listener can hurt nginx.

use crate::common::faults::children_of;
use crate::common::{Answer, Events, LONG, Stack, Window, raw, wait_until};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const STREAM: &str = "Accept: text/event-stream\r\n";

/// Asks for a window's event stream, with header lines as they are, and returns what nginx says first. The
/// connection stays open as long as the value lives.
fn subscribe(window: &Window, method: &str, query: &str, headers: &str) -> (TcpStream, u16, String) {
    let mut stream = raw::connect(&window.site).expect("a connection");
    let request = format!(
        "{method} {}/events{query} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n{headers}\r\n",
        window.path,
        raw::authority(&window.site),
        window.cookie
    );
    stream.write_all(request.as_bytes()).expect("written");
    let mut told = Vec::new();
    let mut piece = [0; 4096];
    // A stream goes on; any other answer has a length.
    while !told.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => told.extend_from_slice(&piece[..count]),
        }
    }
    let told = String::from_utf8_lossy(&told).into_owned();
    let status = told.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (stream, status, told)
}

/// One request to nginx's publisher, as Pageboy makes it.
fn publish(stack: &Stack, method: &str, path: &str, body: &str) -> Answer {
    let mut stream = UnixStream::connect(stack.variable("PUSH_SOCKET")).expect("nginx listens");
    stream.set_read_timeout(Some(LONG)).expect("set");
    let length = body.len();
    let request = format!("{method} {path} HTTP/1.0\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).expect("written");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    raw::parse(&answer, false).expect("an answer")
}

#[test]
fn no_header_of_a_listener_ends_an_nginx_worker() {
    let stack = Stack::start("nchan", &[]);
    let nginx = stack.pid("NGINX_PID");
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let workers = children_of(nginx);
    assert_eq!(workers.len(), 2);
    let alive = |what: &str| assert_eq!(children_of(nginx), workers, "{what}");
    let old = "Thu, 01 Jan 1970 00:00:01 GMT";
    let future = "Mon, 23 Nov 2099 00:00:00 GMT";
    let last = |id: &str| format!("{STREAM}Last-Event-ID: {id}\r\n");
    let since = |since: &str, tag: &str| format!("{STREAM}If-Modified-Since: {since}\r\nIf-None-Match: {tag}\r\n");
    let mut corpus: Vec<(String, u16)> = Vec::new();
    for id in [
        "1:",
        "1:0",
        "1:[0]",
        "1795412403:0",
        "1:\x01",
        "1",
        ":",
        "0:0",
        "1:0,1",
        "-1:-1",
        "1:[",
        "1:0,[1],-",
        "",
        "a:b",
        "99999999999999999999:99999999999999",
        "1:0,0,0,0,0",
        "\u{e9}",
        "1:0\t",
    ] {
        corpus.push((last(id), 200));
    }
    corpus.push((last(&"1:".repeat(500)), 200));
    corpus.push((format!("{STREAM}Last-Event-ID: 1:\r\nLast-Event-ID: 2:\r\n"), 200));
    for (time, tag) in [
        (old, ""),
        (old, ":"),
        (old, "1:["),
        (old, "0"),
        (future, "0"),
        ("0", "0"),
        ("x", "1:"),
        (old, "*"),
        (old, "\"0\""),
    ] {
        corpus.push((since(time, tag), 400));
    }
    corpus.push((format!("{STREAM}If-None-Match: 0\r\nIf-Modified-Since: {old}\r\nLast-Event-ID: 1:\r\n"), 400));
    for lines in
        ["If-None-Match: 1:", "If-None-Match: [", "If-None-Match: 0:0", "If-None-Match: *", "If-Modified-Since: x"]
    {
        corpus.push((format!("{STREAM}{lines}\r\n"), 400));
    }
    corpus.push((format!("{STREAM}If-Modified-Since: {old}\r\n"), 400));
    corpus.push((format!("{STREAM}If-Modified-Since: \r\nIf-Modified-Since: {old}\r\nIf-None-Match: 0\r\n"), 400));
    corpus.push((format!("{STREAM}If-None-Match: \r\nIf-None-Match: 0\r\nIf-Modified-Since: 0\r\n"), 400));
    // Empty ones are no condition.
    corpus.push((since("", ""), 200));
    for lines in ["X-Channel-Id: abc", "Range: bytes=0-", "TE: chunked", "Content-Type: x", "X-EventSource-Event: x"] {
        corpus.push((format!("{STREAM}{lines}\r\n"), 200));
    }
    let socket = "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    corpus.push((format!("Upgrade: websocket\r\n{socket}"), 403));
    corpus.push((format!("Upgrade: websocket\r\n{socket}Last-Event-ID: 1:\r\n"), 403));
    for accept in ["multipart/mixed", "text/html", "", "application/json", "*/*"] {
        // Scripts ask for anything.
        corpus.push((format!("Accept: {accept}\r\nLast-Event-ID: 1:\r\n"), 200));
    }
    corpus.push((format!("{STREAM}Origin: http://evil.example\r\nLast-Event-ID: 1:\r\n"), 403));
    corpus.push((format!("{STREAM}Origin: null\r\n"), 403));

    for (headers, expected) in &corpus {
        for query in ["", "?last_event_id=1:0&Last-Event-ID=1:"] {
            let (stream, status, told) = subscribe(&bob, "GET", query, headers);
            alive(headers);
            assert_eq!(status, *expected, "{headers:?}: {told}");
            drop(stream);
            alive(headers);
        }
    }
    for method in ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"] {
        let headers = format!("{}Content-Length: 0\r\n", last("1:"));
        let (_stream, status, told) = subscribe(&bob, method, "", &headers);
        assert_eq!(status, 405, "{method}: {told}");
        alive(method);
    }

    // A stream that began with such a header hears what is published now, and nothing of before.
    let first = alice.interrupt(&bob, "Before");
    first.resume();
    for id in ["1:0", "1795412403:0", "1:[0]"] {
        let (mut stream, status, mut heard) = subscribe(&bob, "GET", "", &last(id));
        assert_eq!(status, 200);
        let receipt = alice.send(&bob.party, "Now");
        assert_eq!(alice.notify(&receipt), "interrupted");
        let interruption = bob.at_interruption(&receipt);
        let mut piece = [0; 4096];
        while !heard.contains(&interruption.path) {
            let count = stream.read(&mut piece).expect("an event");
            assert!(count > 0, "{heard}");
            heard.push_str(&String::from_utf8_lossy(&piece[..count]));
        }
        assert_eq!(heard.matches("event: interrupt").count(), 1, "{heard}");
        interruption.page();
        interruption.resume();
    }
    alive("after all");
    let log = std::fs::read_to_string(stack.variable("NGINX_ERROR_LOG")).expect("a log");
    assert!(!log.contains("exited on signal") && !log.contains("Assertion"), "{log}");
}

#[test]
fn only_who_may_open_a_session_may_listen_to_it_and_only_to_its_own_events() {
    let stack = Stack::shared();
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let listen = |window: &Window| subscribe(window, "GET", "", STREAM).1;
    assert_eq!(listen(&bob), 200);
    for window in [
        bob.at(&alice.path),
        Window { cookie: String::new(), ..alice.clone() },
        Window { cookie: "theme=dark".into(), ..alice.clone() },
        bob.at(&format!("/s/{}", "A".repeat(43))),
    ] {
        assert_eq!(listen(&window), 403);
    }
    let ended = stack.new_window("dave");
    ended.post("/logout", &[]).expect(200);
    assert_eq!(listen(&ended), 410);

    let (alices, bobs, carols) = (Events::open(&alice), Events::open(&bob), Events::open(&carol));
    let channels = [&alice, &bob, &carol].map(|window| stack.channel_of(window));
    assert!(
        channels
            .iter()
            .all(|channel| channel.len() == 64 && channels.iter().filter(|one| *one == channel).count() == 1)
    );
    assert!(!channels[0].contains(alice.sid()));
    // Bob hears of Alice's message and Alice of its opening; Carol hears of hers only, which came later.
    let interruption = alice.interrupt(&bob, "For Bob");
    assert_eq!(bobs.expect("interrupt")["url"], interruption.path.as_str());
    assert_eq!(alices.expect("status")["outcome"], "interrupted");
    let receipt = alice.send(&carol.party, "For Carol");
    alice.notify(&receipt);
    let (event, data) = carols.next(LONG).expect("an event");
    assert_eq!((event.as_str(), &data["url"]), ("interrupt", &carol.at_interruption(&receipt).path.as_str().into()));
}

#[test]
fn after_logging_out_a_stream_is_closed_and_its_channel_is_dead() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &[]);
    let (one, two) = (Window::log_in(stack, &bob, &password), Window::log_in(stack, &bob, &password));
    let (events, others) = (Events::open(&one), Events::open(&two));
    let channel = stack.channel_of(&one);
    two.post("/logout", &[]).expect(200);
    assert!(events.ends(LONG) && others.ends(LONG), "all windows of the party are logged out");
    // A browser that tries again with what it has left.
    for window in [&one, &two] {
        assert_eq!(subscribe(window, "GET", "", STREAM).1, 410);
    }
    // The next one at this machine has channels of her own; on the old ones there is nobody.
    let again = Window::log_in(stack, &bob, &password);
    let new = Events::open(&again);
    assert_ne!(stack.channel_of(&again), channel);
    let receipt = alice.send(&bob, "After");
    assert_eq!(alice.notify(&receipt), "interrupted");
    assert_eq!(new.expect("interrupt")["url"], again.at_interruption(&receipt).path.as_str());
    assert!(events.next(Duration::ZERO).is_none() && others.next(Duration::ZERO).is_none());
    assert_eq!(publish(stack, "POST", &format!("/publish/{channel}"), "{}").status, 202, "nobody listens there");
}

#[test]
fn nothing_is_replayed_to_a_stream_so_the_page_asks_what_it_has_missed() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Missed");
    assert_eq!(alice.notify(&receipt), "ringing", "nobody listens yet, and that is told");
    let events = Events::open(&bob);
    let missed = bob.at_interruption(&receipt);
    assert_eq!(bob.pending(), Some(missed.path.clone()));
    assert_eq!(alice.notify(&receipt), "interrupted", "ringing again reaches it");
    assert_eq!(events.next(LONG).expect("an event").1["url"], missed.path.as_str());
    missed.page();
    missed.resume();
    assert_eq!(bob.pending(), None);
    // A stream that broke: what was published in between comes by asking alone.
    drop(events);
    let statement =
        format!("SELECT alive_until < now() + interval '10 seconds' FROM pageboy.session WHERE sid = '{}'", bob.sid());
    wait_until("nginx has told that Bob went", LONG, || stack.sql(&statement) == "t");
    bob.page();
    let receipt = alice.send(&bob.party, "Between");
    assert_eq!(alice.notify(&receipt), "ringing");
    let events = Events::open(&bob);
    assert_eq!(bob.pending(), Some(bob.at_interruption(&receipt).path));
    bob.at_interruption(&receipt).page();
    bob.at_interruption(&receipt).resume();
    let receipt = alice.send(&bob.party, "Live");
    alice.notify(&receipt);
    assert_eq!(events.next(LONG).expect("an event").1["url"], bob.at_interruption(&receipt).path.as_str());
}

#[test]
fn a_stream_is_for_pages_of_this_site_and_says_so() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://localhost"] {
        let (_stream, status, told) = subscribe(&bob, "GET", "", &format!("{STREAM}Origin: {origin}\r\n"));
        assert_eq!(status, 403, "{told}");
        assert!(!told.to_ascii_lowercase().contains("access-control-allow"), "{told}");
    }
    // Not even who names a Host of his own as well reads it back.
    let request = format!(
        "GET {}/events HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nCookie: {}\r\n{STREAM}\r\n",
        bob.path, bob.cookie
    );
    let mut stream = raw::connect(&bob.site).expect("a connection");
    stream.write_all(request.as_bytes()).expect("written");
    let mut told = [0; 4096];
    let count = stream.read(&mut told).expect("an answer");
    let told = String::from_utf8_lossy(&told[..count]).to_ascii_lowercase();
    assert!(
        told.starts_with("http/1.1 ") && !told.contains("access-control-allow") && !told.contains("evil"),
        "{told}"
    );
    for origin in [String::new(), format!("Origin: {}\r\n", stack.url())] {
        let (_stream, status, told) = subscribe(&bob, "GET", "", &format!("{STREAM}{origin}"));
        assert_eq!(status, 200, "{told}");
        let lower = told.to_ascii_lowercase();
        assert!(
            lower.contains("content-type: text/event-stream") && lower.contains("cache-control: no-store"),
            "{told}"
        );
        for header in
            ["content-security-policy", "x-content-type-options: nosniff", "cross-origin-resource-policy: same-origin"]
        {
            assert_eq!(lower.matches(header).count(), 1, "{told}");
        }
        assert!(!lower.contains("access-control-allow") && !lower.contains("x-accel"), "{told}");
        assert!(!told.contains(&stack.channel_of(&bob)), "{told}");
    }
}

#[test]
fn the_publisher_is_for_pageboy_alone_and_keeps_nothing() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    let socket = Path::new(stack.variable("PUSH_SOCKET"));
    let folder = std::fs::metadata(socket.parent().expect("a folder")).expect("a folder").permissions().mode();
    assert_eq!(folder & 0o007, 0, "nobody else may pass: {folder:o}");
    if nix::unistd::geteuid().is_root() {
        let curl = ["curl", "-s", "--max-time", "5", "--unix-socket", stack.variable("PUSH_SOCKET"), "http://x/"];
        let nobody = ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"];
        let output = Command::new("setpriv").args(nobody).args(curl).current_dir("/").output().expect("setpriv runs");
        assert_eq!(output.status.code(), Some(7), "connecting is refused");
    }
    let events = Events::open(&bob);
    let path = format!("/publish/{}", stack.channel_of(&bob));
    assert_eq!(publish(stack, "POST", &format!("/publish/{}", "0".repeat(64)), "{}").status, 202, "nobody is there");
    // In a stream's first millisecond the other nginx worker may not know of it yet.
    wait_until("nginx knows of the stream", LONG, || publish(stack, "POST", &path, "{\"now\":true}").status == 201);
    assert_eq!(events.next(LONG).expect("an event").1["now"], true);
    for path in [
        "/",
        "/publish/",
        "/publish/short",
        "/s/x",
        "/_events/x",
        "/static/app.css",
        &format!("{path}%0a"),
        &format!("{path}0"),
    ] {
        assert_eq!(publish(stack, "POST", path, "{}").status, 404, "{path}");
    }
    assert_eq!(publish(stack, "POST", &path, &"x".repeat(20_000)).status, 413);
}

#[test]
fn without_nginxs_publisher_messages_arrive_all_the_same_and_the_sender_is_told_the_truth() {
    let stack = Stack::start("no-publisher", &[]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let socket = Path::new(stack.variable("PUSH_SOCKET"));
    let hidden = socket.with_extension("hidden");
    std::fs::rename(socket, &hidden).expect("renamed");
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(alice.notify(&receipt), "ringing");
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(bob.pending(), Some(interruption.path.clone()));
    assert_eq!(interruption.page()["message"]["text"], "Hello");
    assert_eq!(alice.page()["outcome"], "interrupted");
    interruption.resume();
    assert!(std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log").contains("push"));
    std::fs::rename(&hidden, socket).expect("renamed");
    let receipt = alice.send(&bob.party, "Again");
    assert_eq!(alice.notify(&receipt), "interrupted");
    assert_eq!(events.expect("interrupt")["url"], bob.at_interruption(&receipt).path.as_str());
}

#[test]
fn without_nchan_pages_poll_and_find_the_interruption() {
    let stack = Stack::start("poll", &[("NCHAN", "0"), ("PAGEBOY_POLL_SECONDS", "2")]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let page = bob.page();
    assert_eq!((&page["push"], &page["poll_seconds"]), (&"poll".into(), &2.into()));
    assert_eq!(bob.get("/events").status, 204, "an EventSource does not come again");
    assert_eq!(bob.at(&alice.path).get("/events").status, 403);
    assert_eq!(bob.pending(), None);
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(alice.notify(&receipt), "ringing", "nobody can be said to have received it");
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(bob.pending(), Some(interruption.path.clone()));
    let asked = raw::get(&bob.site, &format!("{}/pending", bob.path), &[("Cookie", &bob.cookie)]).expect("an answer");
    assert_eq!(asked.expect(200)["url"], interruption.path.as_str(), "also for who does not say what it accepts");
    assert_eq!(interruption.page()["message"]["text"], "Hello");
    assert_eq!(alice.page()["outcome"], "interrupted");
    assert_eq!(interruption.resume().page()["page"], "desk");
    bob.post("/logout", &[]).expect(200);
    assert_eq!(bob.get("/events").status, 410);
    assert_eq!(bob.get("/pending").status, 410);
}
