//! Pageboy as a CGI program: what comes from a client is a request and nothing else.

use crate::common::faults::Transaction;
use crate::common::window::form;
use crate::common::{Answer, Events, LONG, Stack, Window, raw, wait_until};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Accept", "application/json");

/// The base path of a stack's URL.
fn base(stack: &Stack) -> String {
    let authority = raw::authority(stack.url());
    stack.url().split_once(authority).expect("an authority").1.to_owned()
}

/// Runs the program as a web server would, with a session of the shared stack's if one is given.
fn run(arguments: &[&str], variables: &[(&str, &OsStr)], body: &[u8]) -> Answer {
    let stack = Stack::shared();
    let fixed = [("GATEWAY_INTERFACE", "CGI/1.1"), ("REQUEST_METHOD", "GET"), ("SCRIPT_NAME", "/cgi-bin/pageboy")];
    let mut child = Command::new(stack.variable("PAGEBOY_BIN"))
        .args(arguments)
        .env_clear()
        .env("PAGEBOY_CONFIG", stack.variable("PAGEBOY_CONFIG"))
        .envs(fixed)
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // A program that has heard enough may be gone before all is written.
    let _ = child.stdin.take().expect("piped").write_all(body);
    let output = child.wait_with_output().expect("it ends");
    let answer = [b"HTTP/1.1 ".as_slice(), output.stdout.strip_prefix(b"Status: ").unwrap_or(&output.stdout)].concat();
    raw::parse(&answer, false).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn what_looks_like_an_argument_is_none() {
    let page = run(&[], &[("PATH_INFO", OsStr::new("/"))], b"");
    assert_eq!(page.status, 200);
    assert!(page.text.contains("action=\"/cgi-bin/pageboy/login\""), "{page:?}");
    // Apache passes a query string without `=` as arguments.
    for arguments in [
        &["-s"][..],
        &["--help"],
        &["--version"],
        &["serve"],
        &["serve", "--dry-run"],
        &["migrate"],
        &["party", "list"],
        &["token", "add", "alice"],
        &["-c", "x"],
        &["--", "check"],
    ] {
        let query = arguments.join("+");
        let variables = [("PATH_INFO", OsStr::new("/")), ("QUERY_STRING", OsStr::new(&query))];
        assert_eq!(run(arguments, &variables, b"").text, page.text, "{arguments:?}");
    }
}

#[test]
fn variables_that_no_request_has_and_values_that_are_no_text_change_nothing() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let cookie = OsString::from(&alice.cookie);
    let session = [
        ("PATH_INFO", OsStr::new(&alice.path)),
        ("HTTP_COOKIE", &cookie),
        ("HTTP_ACCEPT", OsStr::new("application/json")),
    ];
    let ask = |more: &[(&str, &OsStr)]| run(&[], &[&session, more].concat(), b"");
    assert_eq!(ask(&[]).expect(200)["base"], "/cgi-bin/pageboy");
    let _events = Events::open(&alice);
    let channel = stack.channel_of(&alice);
    let alive = format!(
        "SELECT alive_until > now() + interval '60 seconds' FROM pageboy.session WHERE sid = '{}'",
        alice.sid()
    );
    for more in [
        &[("HTTP_PROXY", OsStr::new("http://127.0.0.1:1"))][..],
        &[("http_proxy", OsStr::new("http://127.0.0.1:1"))],
        &[("PAGEBOY_CALLBACK", OsStr::new("went")), ("PAGEBOY_CHANNEL", OsStr::new(&channel))],
        &[("HTTP_PAGEBOY_CALLBACK", OsStr::new("went")), ("HTTP_PAGEBOY_CHANNEL", OsStr::new(&channel))],
        &[("PAGEBOY_END", OsStr::new(""))],
        &[("HTTP_X_FORWARDED_FOR", OsStr::new("10.0.0.1"))],
        &[("HTTP_REFERER", OsStr::from_bytes(b"\xff\xfe"))],
        &[("HTTP_USER_AGENT", OsStr::from_bytes(b"\xff\r\nX: y"))],
        &[("REMOTE_USER", OsStr::from_bytes(b"\xc0\x80"))],
    ] {
        assert_eq!(ask(more).expect(200)["page"], "desk", "{more:?}");
        assert_eq!(stack.sql(&alive), "t", "{more:?}");
    }
    let wrong = OsString::from(format!("{}\u{0}", alice.cookie).replace('\0', "\u{1}"));
    for (more, status) in [
        (&[("HTTP_COOKIE", OsStr::from_bytes(b"a=\xff"))][..], 403),
        (&[("HTTP_COOKIE", &wrong)], 403),
        (&[("PATH_INFO", OsStr::from_bytes(b"/\xff"))], 400),
        (&[("PATH_INFO", OsStr::new("/s\n"))], 400),
        (&[("PATH_INFO", OsStr::new("s"))], 400),
        (&[("PATH_INFO", OsStr::new("http://127.0.0.1/"))], 400),
        (&[("QUERY_STRING", OsStr::from_bytes(b"q=\xff"))], 400),
        (&[("SCRIPT_NAME", OsStr::from_bytes(b"/\xff"))], 400),
        (&[("SCRIPT_NAME", OsStr::new("//evil.example"))], 400),
        (&[("SCRIPT_NAME", OsStr::new("/\"><script>"))], 400),
        (&[("REQUEST_METHOD", OsStr::new("get"))], 400),
        (&[("REQUEST_METHOD", OsStr::from_bytes(b"\xff"))], 400),
        (&[("REQUEST_METHOD", OsStr::new("DELETE"))], 405),
        (&[("CONTENT_LENGTH", OsStr::new("x"))], 400),
        (&[("CONTENT_LENGTH", OsStr::new("-1"))], 400),
        (&[("CONTENT_LENGTH", OsStr::new("10"))], 400),
        (&[("CONTENT_LENGTH", OsStr::new("99999999"))], 413),
    ] {
        let answer = ask(more);
        assert_eq!(answer.status, status, "{more:?}: {answer:?}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(!answer.text.contains("evil") && !answer.text.contains("<script>"), "{answer:?}");
    }
    // Of a body that is longer than was said, the rest is not read.
    let post =
        [("REQUEST_METHOD", OsStr::new("POST")), ("CONTENT_TYPE", OsStr::new("application/x-www-form-urlencoded"))];
    let draft = OsString::from(format!("{}/draft", alice.path));
    let more = [("PATH_INFO", OsStr::new(&draft)), ("CONTENT_LENGTH", OsStr::new("9"))];
    assert_eq!(run(&[], &[&session[1..], &post, &more].concat(), b"text=half&text2=x").status, 204);
    assert_eq!(
        alice.page()["draft"],
        serde_json::json!({ "to": "", "text": "half", "urgent": "", "caret": "", "field": "" })
    );
}

#[test]
fn a_request_that_hangs_is_answered_with_504_and_its_process_ends() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let held = Transaction::stopping(stack, &[&alice]);
    let cookie = OsString::from(&alice.cookie);
    let start = Instant::now();
    let answer = run(
        &[],
        &[
            ("PAGEBOY_REQUEST_SECONDS", OsStr::new("1")),
            ("PATH_INFO", OsStr::new(&alice.path)),
            ("HTTP_COOKIE", &cookie),
            ("HTTP_ACCEPT", OsStr::new("text/html")),
        ],
        b"",
    );
    assert_eq!(answer.status, 504);
    assert!(answer.text.contains("This took too long"), "{answer:?}");
    assert!(start.elapsed() >= Duration::from_secs(1) && start.elapsed() < LONG);
    drop(held);
    wait_until("the session is well", LONG, || alice.get("").status == 200);
}

#[test]
fn behind_fcgiwrap_and_apache_a_client_reaches_no_argument_no_proxy_and_no_log() {
    for with in ["fcgiwrap", "apache"] {
        let stack = Stack::start(&format!("cgi-{with}"), &[("WITH", with)]);
        let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
        let base = base(&stack);
        assert_eq!(base, "/cgi-bin/pageboy");
        let get = |path: &str, headers: &[(&str, &str)]| {
            raw::get(stack.url(), &format!("{base}{path}"), headers).expect("an answer")
        };
        let page = get("/", &[]);
        assert_eq!(page.status, 200);
        for query in ["?-s", "?--help", "?--version", "?serve", "?party+list", "?migrate", "?-c+x", "?--+check"] {
            let answer = get(&format!("/{query}"), &[]);
            assert_eq!((answer.status, &answer.text), (200, &page.text), "{with} {query}");
        }
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("set");
        let proxy = format!("http://{}", listener.local_addr().expect("an address"));
        let headers = [("Proxy", proxy.as_str()), ("Cookie", &alice.cookie), JSON];
        let path = alice.path.strip_prefix(&base).expect("below the base path");
        assert_eq!(get(path, &headers).expect(200)["page"], "desk");
        let body = form(&[("to", &bob.party), ("text", "Hello")]);
        let sent =
            raw::post(stack.url(), &format!("{}/send", alice.path), &headers, &body).expect("an answer").expect(201);
        assert!(sent["notify"].as_str().is_some_and(|notify| notify.starts_with("/cgi-bin/pageboy/s/")), "{sent}");
        assert!(listener.accept().is_err(), "nobody went through the proxy");

        for suffix in ["%0a", "%00", "%FF", "%20", "A", "/", "/desk/", "/desk%0a", ";x", "/../../../../etc/passwd"] {
            let answer = get(&format!("{path}{suffix}"), &[("Cookie", &alice.cookie)]);
            assert!(matches!(answer.status, 400 | 403 | 404), "{with} {suffix}: {answer:?}");
        }
        for path in [
            "/_events/x",
            "/_went",
            "/publish/x",
            "/errors/404.html",
            "x",
            "/static/../../../bin/pageboy",
            "/static/%2e%2e/conf/pageboy.toml",
        ] {
            let answer = get(path, &[("Cookie", &alice.cookie)]);
            assert!(matches!(answer.status, 400 | 403 | 404), "{with} {path}: {answer:?}");
        }
        for (path, cache) in [("/", "no-store"), (path, "no-store"), ("/nowhere", "no-store")] {
            let answer = get(path, &[("Cookie", &alice.cookie)]);
            for (name, value) in [
                ("cache-control", cache),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                let values: Vec<_> = answer.headers.iter().filter(|(known, _)| known == name).collect();
                assert!(values.len() == 1 && values[0].1 == value, "{with} {path} {name}: {answer:?}");
            }
            assert!(answer.header("content-security-policy").is_some_and(|policy| !policy.contains("unsafe")));
        }
        let script = get("/static/js/desk.js", &[]);
        assert_eq!((script.status, script.header("x-content-type-options")), (200, Some("nosniff")), "{with}");
        assert!(script.header("content-type").is_some_and(|kind| kind.contains("javascript")), "{script:?}");
        let foreign = Window { cookie: bob.cookie.clone(), ..alice.clone() };
        assert_eq!(foreign.get("").expect(403)["error"], "not_yours");
        let refused = raw::post(
            stack.url(),
            &format!("{}/status", alice.path),
            &[("Cookie", &alice.cookie), ("Sec-Fetch-Site", "cross-site"), JSON],
            "status=away",
        );
        assert_eq!(refused.expect("an answer").expect(403)["error"], "foreign_origin", "{with}");

        let log = stack.variable(if with == "apache" { "APACHE_ACCESS_LOG" } else { "NGINX_ACCESS_LOG" });
        let log = std::fs::read_to_string(log).expect("a log");
        assert!(log.lines().count() > 10, "{with}");
        for window in [&alice, &bob] {
            assert!(
                !log.contains(window.sid()) && !log.contains(window.cookie.split('=').nth(1).expect("a value")),
                "{with}"
            );
        }
    }
}
