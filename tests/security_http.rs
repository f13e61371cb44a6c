//! What a request from elsewhere gets: no session, no change, no hint, and every guard on the answer.

use crate::common::window::form;
use crate::common::{Answer, Stack, Window, raw};
use std::fmt::Write as _;

const HTML: (&str, &str) = ("Accept", "text/html");
const JSON: (&str, &str) = ("Accept", "application/json");

const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    media-src 'self' blob:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'self'";
const NGINX_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'";
const NO_STORE: &str = "no-store";
const SHORT: &str = "public, max-age=60, stale-while-revalidate=600";

fn ask(window: &Window, method: &str, below: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
    let path = format!("{}{below}", window.path);
    let headers = [headers, &[("Cookie", &window.cookie)]].concat();
    let request = raw::bytes(method, &path, raw::authority(&window.site), &headers, body);
    raw::exchange(&window.site, &request).expect("an answer")
}

/// A session id that nobody was given.
fn unknown(window: &Window) -> Window {
    window.at(&format!("/s/{}", "A".repeat(43)))
}

#[track_caller]
fn assert_guards(what: &str, answer: &Answer, policy: &str, cache: &str) {
    for (name, value) in [
        ("content-security-policy", policy),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", cache),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "microphone=(self), camera=(), geolocation=()"),
        ("server", "nginx"),
    ] {
        let values: Vec<_> = answer.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        assert_eq!(values, [value], "{what}: {name}: {answer:?}");
    }
    // It would bind a plain-HTTP host for a year.
    assert_eq!(answer.header("strict-transport-security"), None, "{what}");
    assert!(answer.headers.iter().all(|(name, _)| !name.starts_with("x-accel") && name != "x-powered-by"), "{what}");
    assert!(answer.headers.iter().all(|(name, _)| name != "access-control-allow-credentials"), "{what}");
}

#[test]
fn every_answer_carries_the_security_headers() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (carol, password) = stack.add_party("carol", &["--accept", "nobody"]);
    let ended = stack.new_window("dave");
    ended.post("/logout", &[]).expect(200);
    let message = bob.send(&alice.party, "Hello");
    alice.at_interruption(&message).page();
    alice.at_interruption(&message).resume();
    let opened = format!("/inbox/{}", message["message"].as_str().expect("an id"));
    let deleted = format!("{opened}/delete");
    let long = "x".repeat(20_000);
    let many = "a=1&".repeat(65);
    let site = Window { path: String::new(), ..alice.clone() };
    let stranger = bob.at(&alice.path);

    let mut asked = 0;
    for accept in [HTML, JSON] {
        let wrong = form(&[("party", &carol), ("password", "wrong password")]);
        let right = form(&[("party", &carol), ("password", &password)]);
        type Case<'a> = (&'a Window, &'a str, &'a str, &'a [u16], Option<&'a str>);
        let cases: &[Case] = &[
            (&site, "GET", "/", &[200], None),
            (&site, "HEAD", "/", &[200], None),
            (&site, "GET", "/login", &[200], None),
            (&site, "GET", "/health", &[200], None),
            (&site, "POST", "/login", &[401], Some(&wrong)),
            (&site, "POST", "/login", &[200, 303], Some(&right)),
            (&site, "GET", "/nowhere", &[404], None),
            (&site, "PUT", "/login", &[405], None),
            (&site, "OPTIONS", "/", &[405], None),
            (&site, "POST", "/send", &[401], Some("to=bob&text=hello")),
            (&site, "GET", "/%FF", &[400], None),
            (&alice, "GET", "", &[200], None),
            (&alice, "GET", "/desk", &[200], None),
            (&alice, "GET", "/inbox", &[200], None),
            (&alice, "GET", &opened, &[200, 404], None),
            (&alice, "GET", "/inbox/AAAAAAAAAAAAAAAAAAAAAA", &[404], None),
            (&alice, "POST", &deleted, &[200, 303, 404], Some("")),
            (&alice, "GET", "/settings", &[200], None),
            (&alice, "POST", "/settings", &[200, 303], Some("accept=everyone&urgent=everyone")),
            (&alice, "POST", "/settings", &[422], Some("accept=filter:(x)&urgent=everyone")),
            (&alice, "GET", "/registry", &[200], None),
            (&alice, "GET", "/registry?party=nobody-at-all", &[404], None),
            (&alice, "GET", "/pending", &[200, 204], None),
            (&alice, "GET", "/notify", &[404], None),
            (&alice, "POST", "/draft", &[204], Some("text=half")),
            (&alice, "POST", "/draft", &[303], Some("text=half&look=1")),
            (&alice, "POST", "/draft", &[400], Some(&many)),
            (&alice, "POST", "/status", &[200, 303], Some("status=available")),
            (&alice, "POST", "/send", &[201, 303], Some(&form(&[("to", &bob.party), ("text", "Hello")]))),
            (&alice, "POST", "/send", &[403], Some(&form(&[("to", &carol), ("text", "Hello")]))),
            (&alice, "POST", "/send", &[404], Some("to=nobody-at-all&text=x")),
            (&alice, "POST", "/send", &[413], Some(&form(&[("to", &bob.party), ("text", &long)]))),
            (&alice, "POST", "/send", &[422], Some(&form(&[("to", &bob.party), ("text", "")]))),
            (&alice, "POST", "/reply", &[422], Some("text=Yes")),
            (&alice, "POST", "/nowhere", &[404], Some("")),
            (&alice, "GET", "/send", &[405], None),
            (&bob, "GET", "", &[303], None),
            (&stranger, "GET", "", &[403], None),
            (&ended, "GET", "", &[410], None),
            (&ended, "GET", "/events", &[410], None),
        ];
        for (window, method, below, statuses, body) in cases {
            let answer = ask(window, method, below, &[accept], *body);
            let what = format!("{method} {below}");
            assert!(statuses.contains(&answer.status), "{what}: {answer:?}");
            assert_guards(&what, &answer, PAGE_POLICY, NO_STORE);
            let sets_cookie = answer.header("set-cookie").is_some();
            assert_eq!(
                sets_cookie,
                *below == "/login" && matches!(answer.status, 200 | 303) && *method == "POST",
                "{what}"
            );
            asked += 1;
        }
        let typed = [accept, ("Content-Type", "text/plain")];
        let answer = ask(&alice, "POST", "/send", &typed, Some("hello"));
        assert_eq!(answer.status, 415);
        assert_guards("415", &answer, PAGE_POLICY, NO_STORE);
        let foreign = [accept, ("Sec-Fetch-Site", "cross-site")];
        let answer = ask(&alice, "POST", "/draft", &foreign, Some("text=x"));
        assert_eq!(answer.status, 403);
        assert_guards("a foreign origin", &answer, PAGE_POLICY, NO_STORE);
    }
    assert_eq!(asked, 80);

    // What nginx answers by itself.
    let large = "x".repeat(70_000);
    for accept in [HTML, JSON] {
        let cases: &[(&Window, &str, &str, u16, Option<&str>)] = &[
            (&alice, "POST", "/draft", 413, Some(&large)),
            (&alice, "POST", "/events", 405, Some("")),
            (&site, "POST", "/login", 413, Some(&large[..5000])),
            (&site, "POST", "/health", 413, Some(&large[..5000])),
            (&site, "GET", "/%00", 400, None),
            (&site, "TRACE", "/", 405, None),
            (&site, "GET", &format!("/{}", &large[..9000]), 414, None),
            (&site, "GET", "/_went", 404, None),
            (&site, "GET", &format!("/_events/{}", "a".repeat(64)), 404, None),
            (&site, "GET", "/errors/404.html", 404, None),
        ];
        for (window, method, below, status, body) in cases {
            let answer = ask(window, method, below, &[accept], *body);
            let what = format!("{method} {} of nginx", &below[..below.len().min(20)]);
            assert_eq!(answer.status, *status, "{what}: {answer:?}");
            assert_guards(&what, &answer, NGINX_POLICY, NO_STORE);
            let json = answer.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
            // Of a request line that is wrong nginx reads nothing further.
            assert_eq!(json, accept == JSON && !matches!(status, 400 | 414), "{what}");
        }
    }
    for (what, request) in [
        ("no request at all", "NONSENSE\r\n\r\n".to_owned()),
        ("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned()),
        ("a header that is too long", format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", &large[..9000])),
        ("an unknown version", "GET / HTTP/7.0\r\nHost: a\r\n\r\n".to_owned()),
        ("an unknown encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n".to_owned()),
    ] {
        let answer = raw::exchange(&site.site, request.as_bytes()).expect("an answer");
        assert!(matches!(answer.status, 400 | 501 | 505), "{what}: {answer:?}");
        assert_guards(what, &answer, NGINX_POLICY, NO_STORE);
    }

    for (below, headers, status) in [
        ("/static/app.css", &[][..], 200),
        ("/static/app.css", &[("If-None-Match", "*")], 304),
        // Files as small as these are given whole.
        ("/static/app.css", &[("Range", "bytes=0-9")], 200),
        ("/static/app.css", &[("Range", "bytes=99999999-")], 200),
        ("/static/js/desk.js", &[], 200),
        ("/static/favicon.svg", &[], 200),
    ] {
        let answer = ask(&site, "GET", below, headers, None);
        assert_eq!(answer.status, status, "{below}: {answer:?}");
        assert_guards(below, &answer, NGINX_POLICY, SHORT);
    }
    for (method, below, status) in [
        ("GET", "/static/none.css", 404),
        ("GET", "/static/../conf/pageboy.toml", 404),
        ("DELETE", "/static/app.css", 0),
    ] {
        let answer = ask(&site, method, below, &[], None);
        assert!(answer.status == status || status == 0 && matches!(answer.status, 403..=405), "{below}: {answer:?}");
        let policy = if below.contains("conf") { PAGE_POLICY } else { NGINX_POLICY };
        assert_guards(below, &answer, policy, NO_STORE);
    }
}

#[test]
fn a_foreign_cookie_and_none_are_answered_to_the_byte_like_an_unknown_session() {
    let stack = Stack::shared();
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let interruption = alice.at_interruption(&bob.send(&alice.party, "Secret"));
    let nobody = |path: &str| Window { cookie: "theme=dark".into(), path: path.into(), ..bob.clone() };
    let message = form(&[("to", &carol.party), ("text", "Hello"), ("nonce", "n")]);
    for accept in [HTML, JSON] {
        for (method, below, body) in [
            ("GET", "", None),
            ("HEAD", "", None),
            ("GET", "/desk", None),
            ("GET", "/inbox", None),
            ("GET", "/inbox/AAAAAAAAAAAAAAAAAAAAAA", None),
            ("GET", "/settings", None),
            ("GET", "/registry", None),
            ("GET", "/pending", None),
            ("GET", "/pending?shown=1", None),
            ("GET", "/events", None),
            ("POST", "/send", Some(message.as_str())),
            ("POST", "/send", Some("to=&text=")),
            ("POST", "/send", Some("to=nobody-at-all&text=x")),
            ("POST", "/reply", Some("text=Yes")),
            ("POST", "/resume", Some("")),
            ("POST", "/draft", Some("text=x")),
            ("POST", "/draft", Some("text=x&look=1")),
            ("POST", "/status", Some("status=away")),
            ("POST", "/settings", Some("accept=nobody&urgent=nobody")),
            ("POST", "/inbox/AAAAAAAAAAAAAAAAAAAAAA/delete", Some("")),
            ("POST", "/logout", Some("")),
        ] {
            let of = |window: &Window| {
                let mut answer = ask(window, method, below, &[accept], body);
                answer.headers.retain(|(name, _)| name != "date");
                (answer.status, answer.headers, answer.text)
            };
            let expected = of(&unknown(&bob));
            assert_eq!(expected.0, 403, "{method} {below}: {expected:?}");
            for window in [
                bob.at(&alice.path),
                bob.at(&interruption.path),
                nobody(&alice.path),
                nobody(&interruption.path),
                nobody(&unknown(&bob).path),
            ] {
                assert_eq!(of(&window), expected, "{method} {below}");
            }
            assert!(!expected.2.contains("Secret") && !expected.2.contains(alice.sid()));
        }
    }
    assert_eq!(alice.availability_of_itself(), "available");
    assert_eq!(interruption.page()["message"]["text"], "Secret", "nothing has come of it all");
}

trait Itself {
    fn availability_of_itself(&self) -> String;
}

impl Itself for Window {
    /// The status that the registry's row has, whatever interrupts its party.
    fn availability_of_itself(&self) -> String {
        Stack::shared().sql(&format!("SELECT status FROM pageboy.registry WHERE party = '{}'", self.party))
    }
}

#[test]
fn only_one_cookie_of_the_exact_name_and_value_is_a_credential() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (name, value) = alice.cookie.split_once('=').expect("a cookie");
    let tag = name.strip_prefix("__Host-pageboy-").expect("a prefix that no other host can set");
    let other = "B".repeat(43);
    let status = |cookies: &[&str]| {
        let headers: Vec<_> = cookies.iter().map(|cookie| ("Cookie", *cookie)).collect();
        raw::get(&alice.site, &alice.path, &headers).expect("an answer").status
    };
    for good in [
        alice.cookie.clone(),
        format!("theme=dark; {}; a=b", alice.cookie),
        format!("a=1; a=2; {}", alice.cookie),
        format!("{}; {name}x={other}", alice.cookie),
    ] {
        assert_eq!(status(&[&good]), 200, "{good}");
    }
    for bad in [
        format!("{name}={value}; {name}={value}"),
        format!("{name}={value}; {name}={other}"),
        format!("{name}={other}; {name}={value}"),
        format!("{name}={value};{name}="),
        format!("{name}=\"\"; {name}={value}"),
        format!("{name}=\"{value}\""),
        format!("{name}= {value}"),
        format!("{name}={value} x"),
        format!("{name} ={value}"),
        format!("{name}={}", &value[1..]),
        format!("{name}={value}A"),
        format!("{name}={value}="),
        format!("{name}={value}%00"),
        format!("{name}={}", value.to_lowercase().replace('-', "_") + "-").chars().take(200).collect::<String>(),
        format!("pageboy-{tag}={value}"),
        format!("__Secure-pageboy-{tag}={value}"),
        format!("__host-pageboy-{tag}={value}"),
        format!("__HOST-PAGEBOY-{tag}={value}"),
        format!("__Host-pageboy={value}"),
        format!("x{name}={value}"),
        value.to_owned(),
        String::new(),
        format!("{}{}", "x=1;".repeat(256), alice.cookie),
    ] {
        assert_eq!(status(&[&bad]), 403, "{bad}");
    }
    assert_eq!(status(&[&format!("{name}={other}"), &alice.cookie]), 403, "two lines are one header");
    assert_eq!(alice.page()["page"], "desk");
}

#[test]
fn the_credential_is_kept_from_scripts_other_hosts_and_other_sites() {
    let stack = Stack::shared();
    let (alice, password) = stack.add_party("alice", &[]);
    let body = form(&[("party", &alice), ("password", &password), ("session", "planted"), ("sid", &"S".repeat(43))]);
    for accept in [HTML, JSON] {
        let answer = raw::post(stack.url(), "/login?sid=planted", &[accept], &body).expect("an answer");
        let cookies: Vec<_> = answer.headers.iter().filter(|(name, _)| name == "set-cookie").collect();
        assert_eq!(cookies.len(), 1);
        let (pair, attributes) = cookies[0].1.split_once("; ").expect("attributes");
        let (name, value) = pair.split_once('=').expect("a value");
        assert!(name.starts_with("__Host-") && value.len() == 43);
        let attributes: Vec<_> = attributes.split("; ").filter(|part| !part.starts_with("Max-Age=")).collect();
        assert_eq!(attributes, ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]);
        let place = answer.header("location").map_or_else(|| answer.text.clone(), str::to_owned);
        assert!(!place.contains("planted") && !place.contains("SSSS"), "{place}");
        assert!(!place.contains(value), "the URL is not the credential");
    }
}

/// All that a request could change for these parties. `signs_of_life` adds what every page of a party's
/// own writes: when it was seen, and what its window shows.
fn records(stack: &Stack, windows: &[&Window], signs_of_life: bool) -> String {
    let parties: Vec<_> = windows.iter().map(|window| format!("'{}'", window.party)).collect();
    let parties = parties.join(", ");
    let life = if signs_of_life { "alive_until, expires, shown, page, about, notice" } else { "sid" };
    let mut statement = String::new();
    for (table, columns, whose) in [
        ("party", "*", "id"),
        ("registry", "*", "party"),
        ("token", "*", "party"),
        ("credential", "hash, ended", "party"),
        ("login_try", "*", "party"),
        ("session", &*format!("sid, drafts, ended, {life}"), "party"),
        ("interruption", "*", "party"),
        ("mailbox", "*", "party"),
        ("message", "*", "sender"),
        ("message", "*", "recipient"),
    ] {
        let _ = write!(
            statement,
            "SELECT '{table}', coalesce(json_agg(r ORDER BY r::text), '[]')
             FROM (SELECT {columns} FROM pageboy.{table} WHERE {whose} IN ({parties})) r;"
        );
    }
    stack.sql(&statement)
}

#[test]
fn a_post_from_another_site_changes_nothing() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let message = bob.send(&alice.party, "Hello");
    let id = message["message"].as_str().expect("an id");
    let interruption = alice.at_interruption(&message);
    interruption.page();
    interruption.resume();
    let waiting = alice.at_interruption(&bob.send(&alice.party, "Waiting"));
    waiting.page();
    let (carol, password) = stack.add_party("carol", &[]);
    let token = stack.add_token(&alice.party);
    let bearer = format!("Bearer {token}");
    let own = stack.url().to_owned();
    let (host, port) = raw::authority(&own).split_once(':').expect("a port");
    let foreign: Vec<Vec<(&str, String)>> = vec![
        vec![("Sec-Fetch-Site", "cross-site".into())],
        vec![("Sec-Fetch-Site", "same-site".into())],
        vec![("Sec-Fetch-Site", "Same-Origin".into())],
        vec![("Sec-Fetch-Site", "same-origin, cross-site".into())],
        vec![("Sec-Fetch-Site", "nonsense".into())],
        vec![("Sec-Fetch-Site", "cross-site".into()), ("Origin", own.clone())],
        vec![("Sec-Fetch-Site", "cross-site".into()), ("Sec-Fetch-Mode", "navigate".into())],
        vec![("Origin", "https://evil.example".into())],
        vec![("Origin", "null".into())],
        vec![("Sec-Fetch-Site", String::new()), ("Origin", "null".into())],
        vec![("Origin", format!("{own}.evil.example"))],
        vec![("Origin", format!("{own}/"))],
        vec![("Origin", format!("{own}@evil.example"))],
        vec![("Origin", format!("https://{host}:{port}"))],
        vec![("Origin", format!("http://{host}"))],
        vec![("Origin", format!("http://{host}:1"))],
        vec![("Origin", format!("http://localhost:{port}"))],
        vec![("Origin", format!("{own} http://evil.example"))],
        vec![("Origin", own.to_uppercase())],
    ];
    let before = records(stack, &[&alice, &bob], true);
    let send = form(&[("to", &bob.party), ("text", "Forged")]);
    let log_in = form(&[("party", &carol), ("password", &password)]);
    let deletion = format!("/inbox/{id}/delete");
    let targets: Vec<(String, &str)> = vec![
        (format!("{}/send", alice.path), &send),
        (format!("{}/reply", waiting.path), "text=Forged"),
        (format!("{}/resume", waiting.path), ""),
        (format!("{}/draft", alice.path), "text=Forged"),
        (format!("{}/status", alice.path), "status=away"),
        (format!("{}/settings", alice.path), "accept=nobody&urgent=nobody"),
        (format!("{}{deletion}", alice.path), ""),
        (format!("{}/logout", alice.path), ""),
        ("/login".to_owned(), &log_in),
        ("/send".to_owned(), &send),
        (format!("/send/{}", bob.party), "text=Forged"),
    ];
    for headers in &foreign {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let credentials = [JSON, ("Cookie", &alice.cookie), ("Authorization", &bearer)];
        for (path, body) in &targets {
            let answer = raw::post(&own, path, &[&credentials, headers.as_slice()].concat(), body).expect("an answer");
            assert_eq!(answer.expect(403)["error"], "foreign_origin", "{headers:?} {path}");
        }
    }
    assert_eq!(records(stack, &[&alice, &bob], true), before, "not even a sign of life");
    assert_eq!(stack.sql(&format!("SELECT count(*) FROM pageboy.session WHERE party = '{carol}'")), "0");
    waiting.resume();
    for (number, headers) in [
        vec![],
        vec![("Sec-Fetch-Site", "same-origin")],
        vec![("Sec-Fetch-Site", "none")],
        vec![("Origin", own.as_str())],
        vec![("Sec-Fetch-Site", "same-origin"), ("Origin", own.as_str())],
        vec![("Sec-Fetch-Site", ""), ("Origin", "")],
    ]
    .into_iter()
    .enumerate()
    {
        let headers = [&[("Cookie", alice.cookie.as_str())], headers.as_slice()].concat();
        let text = format!("text=own-{number}");
        assert_eq!(raw::post(&own, &format!("{}/draft", alice.path), &headers, &text).expect("an answer").status, 204);
        assert_eq!(alice.get("/desk").expect(200)["draft"]["text"], format!("own-{number}"));
    }
}

#[test]
fn a_get_changes_nothing_but_the_sign_of_life_and_the_page_of_whoever_may_ask() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let unread = alice.send(&bob.party, "Unread");
    assert_eq!(unread["outcome"], "mailbox");
    alice.post("/draft", &[("text", "half"), ("page", "desk")]).expect(204);
    let pages = [
        "",
        "/desk",
        "/desk?to=bob&q=x",
        "/inbox",
        "/inbox?q=Unread",
        "/settings",
        "/registry",
        "/pending",
        "/pending?shown=1",
        "/notify",
        "/send",
        "/send?to=bob&text=Forged",
        "/reply?text=Forged",
        "/resume",
        "/draft?text=Forged",
        "/status?status=away",
        "/settings?accept=nobody&urgent=nobody",
        "/logout",
        "/inbox/AAAAAAAAAAAAAAAAAAAAAA/delete",
    ];
    // A hostile page's image or frame comes without the cookie, whatever it asks for.
    let strangers = ["", "theme=dark"].map(|cookie| Window { cookie: cookie.into(), ..bob.clone() });
    let before = records(stack, &[&alice, &bob], true);
    for window in &strangers {
        for page in pages {
            let answer = ask(window, "GET", page, &[HTML, ("Sec-Fetch-Site", "cross-site")], None);
            assert!(matches!(answer.status, 403..=405), "{page}: {answer:?}");
        }
    }
    assert_eq!(records(stack, &[&alice, &bob], true), before);

    let before = records(stack, &[&alice, &bob], false);
    for window in [&alice, &bob] {
        for page in pages {
            for (method, accept) in [("GET", HTML), ("GET", JSON), ("HEAD", HTML)] {
                let answer = ask(window, method, page, &[accept], None);
                assert!(matches!(answer.status, 200 | 204 | 404 | 405), "{method} {page}: {answer:?}");
            }
        }
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "CONNECT", "get", "POSTX"] {
            for page in ["", "/send", "/draft", "/logout"] {
                let path = format!("{}{page}", window.path);
                let headers = [("Cookie", window.cookie.as_str())];
                let body = Some("to=bob&text=Forged");
                let request = raw::bytes(method, &path, raw::authority(&window.site), &headers, body);
                let answer = raw::exchange(&window.site, &request).expect("an answer");
                assert!(matches!(answer.status, 400 | 405), "{method} {page}: {answer:?}");
            }
        }
    }
    assert_eq!(records(stack, &[&alice, &bob], false), before);
}

#[test]
fn the_notify_url_does_nothing_but_ring_however_often_and_by_whomever_and_nothing_when_it_is_over() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    let interruption = bob.at_interruption(&receipt);
    let ring = |headers: &[(&str, &str)]| {
        let path = receipt["notify"].as_str().expect("a URL");
        let headers = [&[JSON], headers].concat();
        raw::get(&bob.site, path, &headers).expect("an answer").expect(200)
    };
    ring(&[]);
    let before = records(stack, &[&alice, &bob], true);
    for headers in [
        &[][..],
        &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "iframe")],
        &[("Cookie", alice.cookie.as_str())],
        &[("Cookie", bob.cookie.as_str())],
        &[("Origin", "null")],
    ] {
        let told = ring(headers);
        assert_eq!(told["outcome"], "ringing");
        let text = told.to_string();
        assert!(!text.contains("Hello") && !text.contains(bob.sid()) && !text.contains(alice.sid()), "{text}");
    }
    assert_eq!(records(stack, &[&alice, &bob], true), before);
    stack.sql(&format!("UPDATE pageboy.interruption SET rings_until = now() WHERE sid = '{}'", interruption.sid()));
    assert_eq!(ring(&[])["outcome"], "mailbox");
    let before = records(stack, &[&alice, &bob], true);
    for _ in 0..5 {
        assert_eq!(ring(&[])["outcome"], "mailbox");
    }
    assert_eq!(records(stack, &[&alice, &bob], true), before);
    assert_eq!(interruption.get("").expect(410)["error"], "rang_too_long");
}

#[test]
fn no_link_of_ours_carries_the_host_that_a_client_names() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (carol, password) = stack.add_party("carol", &[]);
    let evil = "elsewhere.example";
    let log_in = form(&[("party", &carol), ("password", &password)]);
    let send = form(&[("to", &bob.party), ("text", "Hello")]);
    let forwarded = [("X-Forwarded-Host", evil), ("Forwarded", "host=elsewhere.example"), ("X-Host", evil), HTML];
    let cookie = ("Cookie", alice.cookie.as_str());
    let headers = [&forwarded[..], &[cookie]].concat();
    for (method, path, body) in [
        ("GET", "/".to_owned(), None),
        ("GET", "/nowhere".to_owned(), None),
        ("POST", "/login".to_owned(), Some(log_in.as_str())),
        ("POST", format!("{}/send", alice.path), Some(&send)),
        ("GET", alice.path.clone(), None),
        ("GET", format!("{}/", alice.path), None),
        ("GET", format!("{}/inbox", alice.path), None),
        ("GET", format!("{}/settings", alice.path), None),
        ("GET", "/static/js".to_owned(), None),
        ("GET", "/static".to_owned(), None),
        ("GET", "/errors".to_owned(), None),
        ("GET", "/s".to_owned(), None),
    ] {
        for (target, host) in [
            (path.clone(), evil),
            (path.clone(), "elsewhere.example:80"),
            (format!("http://{evil}{path}"), raw::authority(stack.url())),
            (format!("http://{evil}{path}"), evil),
        ] {
            let request = raw::bytes(method, &target, host, &headers, body);
            let answer = raw::exchange(stack.url(), &request).expect("an answer");
            assert!(answer.status < 500, "{method} {target}: {answer:?}");
            let told = format!("{:?} {}", answer.headers, answer.text);
            assert!(!told.contains(evil), "{method} {target}: {told}");
        }
    }
}
