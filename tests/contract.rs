//! The HTTP contract: each row of it, as a script or a browser finds it.

use crate::common::window::{Answer, form, request};
use crate::common::{Events, Stack, Window};
use serde_json::{Value, json};

const JSON: (&str, &str) = ("Accept", "application/json");
const HTML: (&str, &str) = ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

#[track_caller]
fn has_keys(value: &Value, keys: &[&str]) {
    let object = value.as_object().expect("an object");
    for key in keys {
        assert!(object.contains_key(*key), "{key} is missing in {value}");
    }
}

fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    request("GET", url, headers, None)
}

#[test]
fn the_log_in_page_is_a_page_and_a_successful_log_in_a_session() {
    let stack = Stack::shared();
    let answer = get(&format!("{}/", stack.url()), &[HTML]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(answer.text.contains("action=\"/login\"") && answer.text.contains("type=\"password\""));
    let (bob, password) = stack.add_party("bob", &[]);
    let body = form(&[("party", &bob), ("password", &password)]);
    let answer = request("POST", &format!("{}/login", stack.url()), &[JSON], Some(&body));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let json = answer.expect(200);
    assert_eq!(json.as_object().expect("an object").len(), 2);
    has_keys(&json, &["party", "session"]);
    let json = json!({ "party": bob, "password": password }).to_string();
    let headers = [JSON, ("Content-Type", "application/json; charset=utf-8")];
    assert_eq!(
        request("POST", &format!("{}/login", stack.url()), &headers, Some(&json)).expect(200)["party"],
        bob.as_str()
    );
}

#[test]
fn every_page_of_a_session_has_the_common_keys_and_its_own() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let id = alice.send(&bob.party, "one")["message"].as_str().expect("an id").to_owned();
    bob.post("/status", &[("status", "available")]).expect(200);
    let common = [
        "page",
        "base",
        "static",
        "session",
        "party",
        "status",
        "waiting",
        "unread",
        "draft",
        "interruption",
        "nonce",
        "push",
        "poll_seconds",
        "refresh_seconds",
        "notice",
    ];
    let interruption = alice.interrupt(&bob, "two");
    for (window, below, name, keys) in [
        (&alice, "/desk", "desk", &["people", "more", "search", "text_bytes"][..]),
        (&alice, "/inbox", "inbox", &["messages", "search", "older", "newer", "open", "ready_answers"]),
        (&alice, "/settings", "settings", &["accept", "urgent", "groups"]),
        (&interruption, "", "message", &["message", "ready_answers"]),
    ] {
        let answer = window.get(below);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let page = answer.expect(200);
        has_keys(&page, &common);
        has_keys(&page, keys);
        assert_eq!(page["page"], name);
        assert_eq!(page["session"], window.path.as_str());
        has_keys(&page["party"], &["id", "name"]);
        let html = window.get_html(if name == "message" { "" } else { below });
        assert_eq!((html.status, html.header("content-type")), (200, Some("text/html; charset=utf-8")), "{name}");
        assert!(html.text.starts_with("<!doctype html>"), "{name}");
    }
    let page = interruption.page();
    has_keys(&page["message"], &["id", "from", "kind", "text", "voice", "sent", "urgent", "in_reply_to"]);
    assert_eq!(
        (&page["message"]["kind"], &page["message"]["voice"], &page["interruption"]),
        (&"text".into(), &Value::Null, &true.into())
    );
    let desk = alice.get("/desk").expect(200);
    has_keys(&desk["people"][0], &["id", "name", "availability", "selected"]);
    interruption.resume();
    let open = bob.get(&format!("/inbox/{id}")).expect(200);
    has_keys(
        &open["open"],
        &["id", "from", "kind", "text", "voice", "sent", "urgent", "in_reply_to", "unread", "answered"],
    );
    has_keys(&open["messages"][0], &["id", "from", "kind", "summary", "sent", "unread", "urgent", "answered", "url"]);
    assert_eq!(open["messages"][0]["url"].as_str().map(|url| url.starts_with(&bob.path)), Some(true));
}

#[test]
fn a_page_that_a_session_was_turned_to_is_its_page_from_then_on() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    for page in ["inbox", "settings", "desk"] {
        bob.get(&format!("/{page}")).expect(200);
        assert_eq!(bob.page()["page"], page);
    }
}

#[test]
fn sending_answers_a_receipt_in_json_and_303_to_the_page_sent_in_html() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    has_keys(&receipt, &["message", "to", "outcome", "notify"]);
    let notify = receipt["notify"].as_str().expect("a URL");
    assert!(
        notify.starts_with("/s/") && notify.ends_with("/notify") && notify.len() == "/s//notify".len() + 43,
        "{notify}"
    );

    assert_eq!(alice.post_html("/send", &[("to", &bob.party), ("text", "Hello")]).location(), alice.path);
    let page = alice.page();
    has_keys(&page, &["message", "outcome", "words", "notify", "opened", "answered", "ringing_seconds_left"]);
    has_keys(&page["message"], &["id", "to", "text", "sent", "urgent", "reply"]);
    assert_eq!(
        (&page["page"], &page["outcome"], &page["message"]["reply"]),
        (&"sent".into(), &"queued".into(), &false.into())
    );
    let html = alice.get_html("").text;
    assert!(
        html.contains(&format!("<iframe class=\"notify-frame\" src=\"{}\"", page["notify"].as_str().expect("a URL")))
    );
}

#[test]
fn a_json_body_is_a_form() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let headers = [JSON, ("Cookie", &*alice.cookie), ("Content-Type", "application/json")];
    let body = json!({ "to": bob.party, "text": "größer", "urgent": true, "nonce": 7 }).to_string();
    let send = || request("POST", &alice.url(&format!("{}/send", alice.path)), &headers, Some(&body)).expect(201);
    let receipt = send();
    assert_eq!(receipt["urgent"], true);
    assert_eq!(send(), receipt, "a number is a nonce as well");
    assert_eq!(bob.at_interruption(&receipt).page()["message"]["text"], "größer");
}

#[test]
fn notify_answers_the_outcome() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    let url = alice.url(receipt["notify"].as_str().expect("a URL"));
    let json = get(&url, &[JSON]).expect(200);
    assert_eq!(json["outcome"], "ringing");
    assert!(json["words"].as_str().is_some_and(|words| words.starts_with("Ringing.")));
    let html = get(&url, &[HTML]);
    assert!(html.status == 200 && html.text.contains("data-outcome=\"ringing\""));
}

#[test]
fn resume_and_status_and_draft_answer_as_agreed() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    assert_eq!(interruption.post("/resume", &[]).expect(200), json!({ "session": bob.path }));
    assert_eq!(bob.post("/status", &[("status", "busy")]).expect(200), json!({ "status": "busy" }));
    let answer = bob.post("/draft", &[("text", "half")]);
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(
        bob.get(&format!("/registry?party={}", alice.party)).expect(200),
        json!({ "party": alice.party, "availability": "available" })
    );
    let everybody = bob.get("/registry").expect(200);
    assert!(everybody["people"].as_array().is_some_and(|people| !people.is_empty()));
    assert!(everybody.get("push").is_none());
}

#[test]
fn the_event_stream_and_what_it_may_have_missed() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (alices, bobs) = (Events::open(&alice), Events::open(&bob));
    assert_eq!(bob.get("/pending").status, 204);
    let receipt = alice.send(&bob.party, "Hello");
    let path = bob.at_interruption(&receipt).path;
    assert_eq!(bob.get("/pending").expect(200), json!({ "url": path }));
    alice.notify(&receipt);
    assert_eq!(bobs.expect("interrupt"), json!({ "url": path }));
    assert_eq!(alices.expect("status"), json!({ "message": receipt["message"], "outcome": "interrupted" }));

    let frame = bob.get_html("/pending");
    assert!(
        frame.status == 200 && frame.text.contains(&format!("href=\"{path}\"")) && frame.text.contains("is paging you")
    );
    let frame = alice.get_html("/pending");
    assert!(frame.status == 200 && frame.text.contains("http-equiv=\"refresh\""));
    let headers = [("Cookie", alice.cookie.as_str()), ("Accept", "*/*")];
    assert_eq!(get(&alice.url(&format!("{}/pending", alice.path)), &headers).status, 204);
}

#[test]
fn a_token_sends_and_rings_by_itself_and_201_says_that_a_browser_was_reached() {
    let stack = Stack::shared();
    let (watch, _) = stack.add_party("watch", &["--name", "Disk watch"]);
    let bob = stack.new_window("bob");
    let authorization = format!("Bearer {}", stack.add_token(&watch));
    let send = |below: &str, content_type: &str, body: &str| {
        // As curl does it: no Accept but */*.
        let headers = [("Authorization", authorization.as_str()), ("Accept", "*/*"), ("Content-Type", content_type)];
        request("POST", &bob.url(&format!("/send{below}")), &headers, Some(body))
    };
    const FORM: &str = "application/x-www-form-urlencoded";
    let to_bob = form(&[("to", &bob.party), ("text", "disk full on db1")]);

    let events = Events::open(&bob);
    let receipt = send("", FORM, &to_bob).expect(201);
    assert_eq!((&receipt["outcome"], &receipt["to"]), (&"interrupted".into(), &bob.party.as_str().into()));
    has_keys(&receipt, &["message", "to", "outcome", "urgent", "notify"]);
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(events.expect("interrupt")["url"], interruption.path.as_str());
    let page = interruption.page();
    assert_eq!(
        (&page["message"]["text"], &page["message"]["from"]["name"]),
        (&"disk full on db1".into(), &"Disk watch".into())
    );

    // Bob is reading; then he is busy.
    assert_eq!(send("", FORM, &to_bob).expect(202)["outcome"], "queued");
    interruption.resume().resume();
    bob.post("/status", &[("status", "busy")]).expect(200);
    assert_eq!(
        send("", FORM, &to_bob).expect(202),
        json!({
            "message": newest(&bob), "to": bob.party, "outcome": "mailbox", "urgent": false, "notify": null,
        })
    );

    let below = format!("/{}", bob.party);
    for (content_type, body, text) in [
        (FORM, "disk full & 100% on a+b=c", "disk full & 100% on a+b=c"),
        ("text/plain", "two\r\nlines\n", "two\nlines"),
        (FORM, "text=in+a+form", "in a form"),
        ("application/json", r#"{"text": "in JSON", "urgent": false}"#, "in JSON"),
        ("application/octet-stream", "größer", "größer"),
    ] {
        let receipt = send(&below, content_type, body).expect(202);
        let id = receipt["message"].as_str().expect("an id");
        assert_eq!(bob.get(&format!("/inbox/{id}")).expect(200)["open"]["text"], text, "{body}");
    }
    let urgent = json!({ "to": bob.party, "text": "fire", "urgent": true }).to_string();
    assert_eq!(send("", "application/json", &urgent).expect(201)["urgent"], true);
}

fn newest(window: &Window) -> Value {
    window.get("/inbox").expect(200)["messages"][0]["id"].clone()
}

#[test]
fn a_token_that_is_missing_wrong_or_revoked_sends_nothing() {
    let stack = Stack::shared();
    let (watch, _) = stack.add_party("watch", &[]);
    let bob = stack.new_window("bob");
    let token = stack.add_token(&watch);
    let body = form(&[("to", &bob.party), ("text", "disk full")]);
    let send = |authorization: &str| {
        request("POST", &bob.url("/send"), &[JSON, ("Authorization", authorization)], Some(&body))
    };
    send(&format!("Bearer {token}")).expect(202);
    send(&format!("bearer {token}")).expect(202);
    for authorization in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic d2F0Y2g6",
        &format!("Basic {token}"),
        &format!("Bearer {token}x"),
    ] {
        let answer = send(authorization);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        assert_eq!(answer.expect(401)["error"], "unknown_token", "{authorization}");
    }
    let (_, listed) = stack.pageboy(&["token", "list"], "");
    let number =
        listed.lines().find(|line| line.contains(&watch)).and_then(|line| line.split('\t').next()).expect("its number");
    assert!(stack.pageboy(&["token", "revoke", number], "").0);
    send(&format!("Bearer {token}")).expect(401);
    let another = stack.add_token(&watch);
    stack.set_party(&watch, &["--lock"]);
    send(&format!("Bearer {another}")).expect(401);
    assert_eq!(bob.page_of_inbox(), 2);
}

impl Window {
    /// How many messages the inbox has.
    fn page_of_inbox(&self) -> usize {
        for path in std::iter::from_fn(|| self.pending()).take(10) {
            self.at(&path).resume();
        }
        self.get("/inbox").expect(200)["messages"].as_array().expect("messages").len()
    }
}

#[test]
fn a_script_that_is_refused_gets_json_whatever_it_accepts() {
    let stack = Stack::shared();
    let (watch, _) = stack.add_party("watch", &[]);
    let (dave, _) = stack.add_party("dave", &["--accept", "nobody"]);
    let authorization = format!("Bearer {}", stack.add_token(&watch));
    let send = |below: &str, authorization: &str, fields: &[(&str, &str)]| {
        let headers = [("Authorization", authorization), ("Accept", "*/*")];
        request("POST", &format!("{}/send{below}", stack.url()), &headers, Some(&form(fields)))
    };
    for (below, authorization, fields, status, code) in [
        ("", "Bearer wrong", &[("to", &*dave), ("text", "x")][..], 401, "unknown_token"),
        ("", &authorization, &[("to", &dave), ("text", "x")], 403, "not_accepted"),
        ("", &authorization, &[("to", "nobody-at-all"), ("text", "x")], 404, "no_such_party"),
        ("/nobody-at-all", &authorization, &[("text", "x")], 404, "no_such_party"),
        ("", &authorization, &[("to", ""), ("text", "x")], 422, "no_recipient"),
        (&format!("/{dave}"), &authorization, &[("text", " ")], 422, "no_text"),
        ("", &authorization, &[("to", &dave), ("text", &"x".repeat(16_385))], 413, "text_too_long"),
    ] {
        assert_eq!(send(below, authorization, fields).expect(status)["error"], code, "{code}");
    }
}

#[test]
fn health_names_a_fresh_process_each_time() {
    let stack = Stack::shared();
    let ask = || get(&format!("{}/health", stack.url()), &[]).expect(200);
    let answers: Vec<Value> = (0..3).map(|_| ask()).collect();
    let mut pids: Vec<i64> = answers.iter().map(|answer| answer["process"].as_i64().expect("a pid")).collect();
    assert!(answers.iter().all(|answer| answer["healthy"] == true));
    pids.dedup();
    assert_eq!(pids.len(), 3, "no process answers twice");
}

#[test]
fn what_does_not_exist_is_404_and_what_is_used_wrongly_405_in_both_forms() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    let ask =
        |method: &str, path: &str, accept| request(method, &bob.url(path), &[accept, ("Cookie", &*bob.cookie)], None);
    let elsewhere = format!("{}/elsewhere", bob.path);
    let no_message = format!("{}/inbox/short", bob.path);
    assert_eq!(ask("GET", "/send/a/b", JSON).expect(404)["error"], "no_such_page");
    for path in ["/elsewhere", "/s", "/s/", &elsewhere, &no_message, &format!("{}/", bob.path)] {
        let answer = ask("GET", path, JSON).expect(404);
        assert_eq!(answer["error"], "no_such_page", "{path}");
        assert!(answer["message"].as_str().is_some_and(|message| message.ends_with('.')));
        let page = ask("GET", path, HTML);
        assert!(page.status == 404 && page.text.contains("What to do next"), "{path}");
    }
    let (send, desk, events) =
        (format!("{}/send", bob.path), format!("{}/desk", bob.path), format!("{}/events", bob.path));
    for (method, path, allowed) in [
        ("GET", send.as_str(), "POST"),
        ("POST", &desk, "GET, HEAD"),
        ("PUT", &bob.path, "GET, HEAD"),
        ("DELETE", "/", "GET, HEAD"),
        ("PUT", "/login", "GET, HEAD, POST"),
        ("POST", "/health", "GET, HEAD"),
        ("PUT", &events, "GET"),
        ("PUT", "/static/app.css", "GET, HEAD"),
    ] {
        let answer = ask(method, path, JSON);
        assert_eq!(answer.status, 405, "{method} {path}");
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
        assert!(answer.json()["message"].is_string());
        let page = ask(method, path, HTML);
        assert!(page.status == 405 && page.text.contains("<h1"), "{method} {path}");
    }
}

#[test]
fn head_answers_like_get_without_a_body() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    for path in ["/", "/health", &bob.path, "/elsewhere"] {
        let headers = [HTML, ("Cookie", &*bob.cookie)];
        let (head, get) = (request("HEAD", &bob.url(path), &headers, None), get(&bob.url(path), &headers));
        assert_eq!((head.status, head.text.as_str()), (get.status, ""), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
    }
    // Nobody looks at its answer, so no page is turned to.
    for below in ["/inbox", "/settings"] {
        let headers = [HTML, ("Cookie", &*bob.cookie)];
        assert_eq!(request("HEAD", &bob.url(&format!("{}{below}", bob.path)), &headers, None).status, 200);
        assert_eq!(bob.page()["page"], "desk", "{below}");
    }
}

#[test]
fn everything_asked_of_a_session_with_a_wrong_credential_is_403() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let message = "m".repeat(22);
    for (method, below) in every_request_of_a_session(&message) {
        for window in [
            alice.at(&bob.path),
            alice.at(&format!("/s/{}", "A".repeat(43))),
            Window { cookie: String::new(), ..bob.clone() },
        ] {
            let answer = match method {
                "GET" => window.get(&below),
                _ => window.post(&below, &[("to", &bob.party), ("text", "x"), ("accept", "?"), ("status", "?")]),
            };
            assert_eq!(answer.status, 403, "{method} {below}");
            if below != "/events" {
                assert_eq!(answer.json()["error"], "not_yours");
            }
        }
    }
}

#[test]
fn everything_asked_of_a_session_that_has_ended_is_410() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    bob.post("/logout", &[]).expect(200);
    for (method, below) in every_request_of_a_session(&"m".repeat(22)) {
        let answer = match method {
            "GET" => bob.get(&below),
            _ => bob.post(&below, &[("to", &bob.party), ("text", "x"), ("accept", "nobody"), ("status", "busy")]),
        };
        assert_eq!(answer.status, 410, "{method} {below}");
    }
}

#[test]
fn everything_asked_of_a_suspended_session_leads_to_its_interruption() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let path = bob.at_interruption(&alice.send(&bob.party, "Hello")).path;
    for (method, below) in every_request_of_a_session(&"m".repeat(22)) {
        // These go on working, so that the browser learns of the interruption and keeps what was typed.
        if matches!(below.as_str(), "/pending" | "/events" | "/draft" | "/logout") {
            continue;
        }
        for html in [false, true] {
            let fields = [
                ("to", bob.party.as_str()),
                ("text", "x"),
                ("accept", "nobody"),
                ("urgent", "nobody"),
                ("status", "busy"),
            ];
            let answer = match (method, html) {
                ("GET", false) => bob.get(&below),
                ("GET", true) => bob.get_html(&below),
                (_, false) => bob.post(&below, &fields),
                (_, true) => bob.post_html(&below, &fields),
            };
            assert_eq!(answer.location(), path, "{method} {below}");
        }
    }
    assert_eq!(alice.availability(&bob.party), "available");
}

fn every_request_of_a_session(message: &str) -> Vec<(&'static str, String)> {
    let get = ["", "/desk", "/inbox", "/settings", "/registry", "/registry?party=bob", "/events", "/pending"];
    let post = ["/send", "/reply", "/resume", "/draft", "/status", "/settings", "/logout"];
    let mut requests: Vec<(&'static str, String)> = get.iter().map(|below| ("GET", (*below).to_owned())).collect();
    requests.extend(post.iter().map(|below| ("POST", (*below).to_owned())));
    requests.push(("GET", format!("/inbox/{message}")));
    requests.push(("POST", format!("/inbox/{message}/delete")));
    // Logging out last, because it ends what the others ask.
    requests.sort_by_key(|(_, below)| below == "/logout");
    requests
}

#[test]
fn times_are_rfc_3339_and_people_without_javascript_read_them_too() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    let page = alice.page();
    for time in [&page["message"]["sent"], &page["opened"], &interruption.page()["message"]["sent"]] {
        let time = time.as_str().expect("a time");
        let (date, rest) = time.split_once('T').expect("a T");
        assert!(date.len() == 10 && (rest.ends_with("+00:00") || rest.ends_with('Z')), "{time}");
        let html = interruption.get_html("").text;
        assert!(html.contains(&format!("{date} ")) && html.contains(" UTC</time>"));
    }
}

#[test]
fn an_interruption_shows_its_message_only_and_leads_back_to_it() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    for page in ["/desk", "/inbox", "/settings"] {
        assert_eq!(interruption.get(page).location(), interruption.path, "{page}");
    }
    let html = interruption.get_html("").text;
    assert!(html.contains("On my way") && html.contains(&format!("action=\"{}/resume\"", interruption.path)));
}
