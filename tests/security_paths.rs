//! Which path leads where: nothing that only looks like a session's, and nothing that is nginx's own.

use crate::common::faults::end;
use crate::common::{Answer, Events, LONG, Stack, Window, fastcgi, raw, wait_until};
use nix::sys::signal::Signal;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Accept", "application/json");

/// Asks for a path as it is written, with a window's credential.
fn ask(window: &Window, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let headers = [&[JSON, ("Cookie", window.cookie.as_str())], headers].concat();
    let body = (method == "POST").then_some("");
    let request = raw::bytes(method, path, raw::authority(&window.site), &headers, body);
    raw::exchange(&window.site, &request).expect("an answer")
}

#[test]
fn a_path_is_a_sessions_only_when_it_is_exactly_that() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let sid = alice.sid();
    assert_eq!(ask(&alice, "GET", &format!("/s/{sid}"), &[]).expect(200)["page"], "desk");
    for path in [
        format!("/s/{sid}%0a"),
        format!("/s/{sid}%0A%0a"),
        format!("/s/{sid}%0d%0a"),
        format!("/s/{sid}%00"),
        format!("/s/{sid}%00/desk"),
        format!("/s/{sid}%FF"),
        format!("/s/{sid}/%FF"),
        format!("/s/{sid}%C0%AFdesk"),
        format!("/s/{sid}%20"),
        format!("/s/{sid}%09"),
        format!("/s/{sid}%3F"),
        format!("/s/{sid}%23"),
        format!("/s/{sid}%25"),
        format!("/s/{sid}%252Fdesk"),
        format!("/s/{sid};x"),
        format!("/s/{sid}."),
        format!("/s/{sid}.json"),
        format!("/s/{sid}\\desk"),
        format!("/s/{sid}A"),
        format!("/s/{sid}="),
        format!("/s/{}", &sid[1..]),
        format!("/s/{}%C3%A9", &sid[..42]),
        format!("/s/{sid}/"),
        format!("/s/{sid}/desk/"),
        format!("/s/{sid}/desk%0a"),
        format!("/s/{sid}/DESK"),
        format!("/S/{sid}"),
        format!("/s/s/{sid}"),
        format!("/x/s/{sid}"),
        format!("/s/{sid}/inbox/"),
        format!("/s/{sid}/inbox/..%0a"),
        format!("/s/{sid}/inbox/{sid}"),
        format!("/s/{sid}/events%0a"),
        format!("/s/{sid}/events/"),
        format!("/s/{sid}/events%00"),
        format!("/s/{sid}/events%20"),
        format!("/s/{sid}/Events"),
        format!("/s/{sid}/events;x"),
        format!("/s/{sid}/../../etc/passwd"),
        format!("/s/{sid}/../{sid}/../../x"),
        format!("s/{sid}"),
        format!("*/s/{sid}"),
        "/s/".to_owned(),
        "/s".to_owned(),
        "/login%0a".to_owned(),
        "/login/".to_owned(),
        "/health%0a".to_owned(),
        "/health/x".to_owned(),
        "/%2e%2e/conf/pageboy.toml".to_owned(),
        "/static/..%2f..%2fconf/pageboy.toml".to_owned(),
        "/static/%2e%2e/%2e%2e/secret/web".to_owned(),
        "/static../secret/web".to_owned(),
        "/static/app.css%00".to_owned(),
        "/static/app.css%0a".to_owned(),
        "/errors/404.html".to_owned(),
        "/errors/404.html%0a".to_owned(),
    ] {
        for method in ["GET", "POST"] {
            let answer = ask(&alice, method, &path, &[]);
            let refused = matches!(answer.status, 400 | 403 | 404 | 405);
            assert!(refused, "{method} {path}: {answer:?}");
        }
    }
    // What nginx makes the same path of before anybody looks at it is the same path.
    for path in [
        format!("//s/{sid}"),
        format!("/s//{sid}"),
        format!("/./s/{sid}"),
        format!("/x/../s/{sid}"),
        format!("/s/{sid}/../{sid}"),
        format!("/%73/{sid}"),
        format!("/s%2F{sid}"),
        format!("/s/{sid}?a=b"),
        format!("/s/{sid}#desk"),
        format!("http://anything/s/{sid}"),
    ] {
        assert_eq!(ask(&alice, "GET", &path, &[]).expect(200)["party"]["id"], alice.party.as_str(), "{path}");
    }
}

#[test]
fn what_is_between_nginx_and_pageboy_is_not_there_for_anybody_else() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let channel = stack.channel_of(&bob);
    let forged = "X-EventSource-Event";
    for path in [
        format!("/_events/{channel}"),
        format!("/_events/{channel}?"),
        format!("/_events/{channel}%0a"),
        format!("/_events/{channel}/"),
        format!("//_events/{channel}"),
        format!("/%5fevents/{channel}"),
        format!("/_events%2f{channel}"),
        format!("/x/../_events/{channel}"),
        format!("http://anything/_events/{channel}"),
        format!("/publish/{channel}"),
        format!("//publish/{channel}"),
        format!("http://unix/publish/{channel}"),
        "/_went".to_owned(),
        "/_went?x".to_owned(),
        "//_went".to_owned(),
        "/%5Fwent".to_owned(),
        "/_came".to_owned(),
        "/errors/404.html".to_owned(),
        "/errors/502.json".to_owned(),
        "/nchan_stub_status".to_owned(),
        "/pageboy.toml".to_owned(),
        "/templates/desk.hbs".to_owned(),
    ] {
        for method in ["GET", "POST", "DELETE", "OPTIONS"] {
            let headers = [(forged, "interrupt"), ("Accept", "text/event-stream"), ("Origin", stack.url())];
            let answer = ask(&alice, method, &path, &headers);
            assert!(matches!(answer.status, 400 | 404 | 405), "{method} {path}: {answer:?}");
            assert!(!answer.text.contains(&channel));
        }
    }
    // The stream has noticed nothing: the next event is the one that is published now.
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(alice.notify(&receipt), "interrupted");
    let (event, data) = events.next(LONG).expect("an event");
    assert_eq!((event.as_str(), &data["url"]), ("interrupt", &bob.at_interruption(&receipt).path.as_str().into()));
}

#[test]
fn headers_that_only_nginx_may_set_do_nothing_when_a_client_sends_them() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let _events = Events::open(&bob);
    let channel = stack.channel_of(&bob);
    let redirect = format!("/_events/{channel}");
    let alive = || {
        let statement = format!(
            "SELECT alive_until > now() + interval '30 seconds', channel
             FROM pageboy.session JOIN pageboy.stream USING (sid) WHERE sid = '{}'",
            bob.sid()
        );
        stack.sql(&statement)
    };
    let before = alive();
    assert_eq!(before, format!("t|{channel}"));
    let hostile: [(&str, &str); 17] = [
        ("X-Accel-Redirect", &redirect),
        ("X-Accel-Expires", "3600"),
        ("X-Sendfile", "/etc/passwd"),
        ("PAGEBOY_CALLBACK", "went"),
        ("PAGEBOY_CHANNEL", &channel),
        ("Pageboy-Callback", "went"),
        ("Pageboy-Channel", &channel),
        ("PAGEBOY_END", "0"),
        ("Pageboy-End", "0"),
        ("Path-Info", "/nowhere"),
        ("PATH_INFO", "/nowhere"),
        ("Script-Name", "/forged-base"),
        ("SCRIPT_NAME", "/forged-base"),
        ("Request-Method", "POST"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-Original-URL", "/nowhere"),
        ("X-Rewrite-URL", "/nowhere"),
    ];
    for path in [alice.path.clone(), "/health".to_owned(), "/".to_owned()] {
        for chosen in hostile.iter().map(std::slice::from_ref).chain([&hostile[..]]) {
            let answer = ask(&alice, "GET", &path, chosen);
            assert_eq!(answer.status, 200, "{chosen:?}: {answer:?}");
            assert!(!answer.text.contains("forged-base") && answer.header("x-accel-redirect").is_none(), "{answer:?}");
            let content = answer.header("content-type").expect("a type");
            assert!(content.starts_with("text/html") || content.starts_with("application/json"), "{chosen:?}");
        }
    }
    let query = format!("{}?PAGEBOY_CALLBACK=went&PAGEBOY_CHANNEL={channel}&X-Accel-Redirect={redirect}", alice.path);
    assert_eq!(ask(&alice, "GET", &query, &[]).expect(200)["page"], "desk");
    assert_eq!(alive(), before);
}

/// A FastCGI responder in Pageboy's place, whose answers have these headers.
fn respond(listener: &UnixListener, headers: &Mutex<String>) {
    for stream in listener.incoming().map_while(Result::ok) {
        let headers = headers.lock().expect("no panic").clone();
        if headers.is_empty() {
            return;
        }
        let _ = answer(stream, &headers);
    }
}

fn answer(mut stream: UnixStream, headers: &str) -> std::io::Result<()> {
    // The request ends with an empty record of its body.
    loop {
        let mut head = [0; 8];
        stream.read_exact(&mut head)?;
        let mut content = vec![0; usize::from(u16::from_be_bytes([head[4], head[5]])) + usize::from(head[6])];
        stream.read_exact(&mut content)?;
        if head[1] == 5 && content.is_empty() {
            break;
        }
    }
    let output =
        format!("Status: 200 OK\r\nContent-Type: text/plain\r\n{headers}\r\nthis very answer{}", "\n".repeat(5000));
    let end = fastcgi::record(3, &[0; 8]);
    stream.write_all(&[fastcgi::record(6, output.as_bytes()), fastcgi::record(6, b""), end].concat())
}

#[test]
fn nginx_obeys_a_redirect_of_pageboys_where_event_streams_begin_and_nowhere_else() {
    let stack = Stack::start("redirect", &[]);
    let alice = stack.new_window("alice");
    end(stack.pid("PAGEBOY_PID"), Signal::SIGTERM);
    let socket = Path::new(stack.variable("PAGEBOY_SOCKET"));
    wait_until("the socket is free", LONG, || !socket.exists());
    let listener = UnixListener::bind(socket).expect("bound");
    std::fs::set_permissions(socket, std::fs::Permissions::from_mode(0o666)).expect("permitted");
    let headers = Mutex::new(String::from("X: y\r\n"));
    std::thread::scope(|scope| {
        scope.spawn(|| respond(&listener, &headers));
        let channel = "a".repeat(64);
        for target in [
            &format!("X-Accel-Redirect: /_events/{channel}\r\n"),
            "X-Accel-Redirect: /errors/404.html\r\n",
            "X-Accel-Redirect: /static/app.css\r\n",
            "X-Accel-Redirect: /_went\r\n",
            "X-Accel-Redirect: @anywhere\r\n",
            "X-Accel-Limit-Rate: 1\r\n",
            "X-Accel-Charset: utf-7\r\n",
            "X-Accel-Buffering: no\r\nX-Accel-Expires: 3600\r\n",
        ] {
            target.clone_into(&mut headers.lock().expect("no panic"));
            let start = Instant::now();
            for (method, path) in [
                ("GET", "/".to_owned()),
                ("GET", "/login".to_owned()),
                ("POST", "/login".to_owned()),
                ("GET", "/health".to_owned()),
                ("GET", alice.path.clone()),
                ("POST", format!("{}/send", alice.path)),
                ("GET", format!("{}/pending", alice.path)),
                ("GET", format!("{}/notify", alice.path)),
                ("GET", format!("{}/events/x", alice.path)),
                ("GET", format!("{}x/events", alice.path)),
            ] {
                let answer = ask(&alice, method, &path, &[("Accept", "text/event-stream")]);
                assert!(answer.text.starts_with("this very answer"), "{target} {path}: {answer:?}");
                assert_eq!(answer.header("content-type"), Some("text/plain"), "{target} {path}");
                assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("x-accel")), "{target} {path}");
            }
            assert!(start.elapsed() < Duration::from_secs(10), "{target}");
        }
        // Where it is meant to be obeyed, it is.
        *headers.lock().expect("no panic") = format!("X-Accel-Redirect: /_events/{channel}\r\n");
        drop(Events::open(&alice));
        // The last connection lets the responder look at an empty order, and leave.
        headers.lock().expect("no panic").clear();
        drop(UnixStream::connect(socket));
    });
    std::fs::remove_file(socket).expect("removed");
}
