//! Sender and recipient on different application servers: two nginx, two Pageboys, one set of records.

use crate::common::browser::{Browser, origin_of};
use crate::common::faults::{Program, end};
use crate::common::imap::Mailbox;
use crate::common::servers::Servers;
use crate::common::window::request;
use crate::common::{Answer, Events, LONG, Stack, Window, wait_until};
use nix::sys::signal::Signal;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const HTML: (&str, &str) = ("Accept", "text/html");
const JSON: (&str, &str) = ("Accept", "application/json");

fn policy(answer: &Answer) -> &str {
    answer.header("content-security-policy").expect("a policy")
}

/// A directive of a policy, without its name.
fn directive<'a>(policy: &'a str, name: &str) -> &'a str {
    let found = policy.split(';').find_map(|directive| directive.trim().strip_prefix(name));
    found.unwrap_or_else(|| panic!("{name} in {policy}")).trim()
}

#[test]
fn alice_on_one_server_pages_bob_on_another_and_his_answer_comes_back() {
    let servers = Servers::shared();
    let (one, two) = (&servers.one, &servers.two);
    let (alice, bob) = (one.new_window("alice"), two.new_window("bob"));
    let (alices, bobs) = (Events::open(&alice), Events::open(&bob));
    bob.post("/draft", &[("to", &alice.party), ("text", "The boiler in room")]).expect(204);
    assert_eq!(alice.availability(&bob.party), "available");

    let receipt = alice.send(&bob.party, "Can you come?");
    assert_eq!(receipt["outcome"], "ringing");
    let notify = receipt["notify"].as_str().expect("a URL");
    assert!(notify.starts_with(&format!("{}/s/", two.url())), "{notify}");
    let page = alice.page();
    assert_eq!((&page["page"], &page["notify"], &page["elsewhere"]), (&json!("sent"), &json!(notify), &json!(true)));
    assert_eq!(bob.pending(), Some(bob.at_interruption(&receipt).path));

    // Alice's browser rings there, without any cookie, and her page here is told.
    assert_eq!(alice.notify(&receipt), "interrupted");
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(bobs.expect("interrupt")["url"], interruption.path.as_str());
    assert_eq!(alices.expect("status")["outcome"], "interrupted");
    assert_eq!(interruption.page()["message"]["text"], "Can you come?");
    assert_eq!(alices.expect("status")["outcome"], "interrupted");
    assert!(alice.page()["opened"].is_string());

    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    assert!(answer["notify"].as_str().is_some_and(|url| url.starts_with(one.url())), "{answer}");
    assert_eq!(bob.notify(&answer), "interrupted");
    let back = alice.at_interruption(&answer);
    assert_eq!(alices.expect("interrupt")["url"], back.path.as_str());
    assert_eq!(back.page()["message"]["text"], "On my way");
    assert_eq!(interruption.resume().page()["draft"]["text"], "The boiler in room");
    assert!(back.resume().page()["answered"].is_string());
}

#[test]
fn on_the_same_server_the_notify_url_is_a_path_and_the_page_is_not_followed_more_often() {
    let servers = Servers::shared();
    let (alice, bob) = (servers.two.new_window("alice"), servers.two.new_window("bob"));
    let receipt = alice.send(&bob.party, "Can you come?");
    assert!(receipt["notify"].as_str().is_some_and(|url| url.starts_with("/s/")), "{receipt}");
    assert_eq!(alice.page()["elsewhere"], false);
}

#[test]
fn pages_may_frame_and_be_framed_by_exactly_the_configured_servers() {
    let servers = Servers::shared();
    for (own, other) in [(&servers.one, &servers.two), (&servers.two, &servers.one)] {
        let (alice, bob) = (own.new_window("alice"), own.new_window("bob"));
        let receipt = alice.send(&bob.party, "Can you come?");
        let expected = format!("'self' {}", origin_of(other.url()));
        for below in ["", "/desk", "/inbox", "/settings"] {
            let page = alice.get_html(below);
            assert_eq!(directive(policy(&page), "frame-src"), expected);
            assert_eq!(directive(policy(&page), "frame-ancestors"), "'self'", "nobody else may frame a page");
        }
        let url = alice.url(receipt["notify"].as_str().expect("a URL"));
        let notify = request("GET", &url, &[HTML], None);
        assert_eq!(directive(policy(&notify), "frame-ancestors"), expected);
        assert_eq!(directive(policy(&notify), "frame-src"), "'self'");
    }
    // Where no peer is configured, all is as it ever was.
    let alone = Stack::shared().new_window("alice").get_html("");
    assert_eq!(directive(policy(&alone), "frame-src"), "'self'");
}

#[test]
fn a_session_that_is_opened_on_the_wrong_server_is_sent_to_the_right_one() {
    let servers = Servers::shared();
    let (one, two) = (&servers.one, &servers.two);
    let (alice, bob) = (one.new_window("alice"), two.new_window("bob"));
    for below in ["", "/desk", "/inbox?q=a%20b&before=u1", "/pending", "/events", "/registry?party=x", "/notify"] {
        let wrong = format!("{}{}{below}", one.url(), bob.path);
        for headers in [&[HTML][..], &[JSON], &[HTML, ("Cookie", &alice.cookie)]] {
            let answer = request("GET", &wrong, headers, None);
            // Of what is no interruption there is no notify URL anywhere.
            if below == "/notify" {
                assert_eq!(answer.status, 404, "{answer:?}");
            } else {
                assert_eq!(answer.location(), format!("{}{}{below}", two.url(), bob.path));
                assert!(answer.text.is_empty());
            }
        }
    }
    // Sessions that nobody has are told alike on both, and so is a foreign one on its own server.
    let nobody = format!("/s/{}", "A".repeat(43));
    let answers = [one, two].map(|stack| request("GET", &format!("{}{nobody}", stack.url()), &[JSON], None));
    for answer in &answers {
        assert_eq!(answer.json()["error"], "not_yours");
    }
    assert_eq!(request("GET", &format!("{}{}", two.url(), bob.path), &[JSON], None).text, answers[0].text);
    // The interruption is where the session is that it interrupts.
    let receipt = alice.send(&bob.party, "Can you come?");
    let interruption = bob.at_interruption(&receipt);
    let wrong = format!("{}{}", one.url(), interruption.path);
    assert_eq!(request("GET", &wrong, &[HTML], None).location(), format!("{}{}", two.url(), interruption.path));
    // Ringing at the wrong server leads to the right one, and rings nothing by itself.
    let told = request("GET", &format!("{wrong}/notify"), &[HTML], None);
    assert_eq!(told.location(), receipt["notify"].as_str().expect("a URL"));
}

#[test]
fn what_is_posted_to_the_wrong_server_is_given_back_and_never_sent_on() {
    let servers = Servers::shared();
    let bob = servers.two.new_window("bob");
    let wrong = format!("{}{}", servers.one.url(), bob.path);
    let form = "to=alice&text=half+a+sentence&page=desk";
    let page = request("POST", &format!("{wrong}/send"), &[HTML], Some(form));
    assert_eq!((page.status, page.header("location")), (403, None));
    assert!(page.text.contains("half a sentence"), "{}", page.text);
    assert_eq!(request("POST", &format!("{wrong}/draft"), &[JSON], Some(form)).status, 403);
    // A script that keeps its credential for both hosts is served by either: the records are the same.
    let headers = [JSON, ("Cookie", bob.cookie.as_str())];
    assert_eq!(request("POST", &format!("{wrong}/draft"), &headers, Some(form)).status, 204);
    assert_eq!(bob.page()["draft"]["text"], "half a sentence");
}

#[test]
fn no_server_that_is_not_configured_is_ever_named() {
    let servers = Servers::shared();
    let (one, two) = (&servers.one, &servers.two);
    let (alice, bob) = (one.new_window("alice"), two.new_window("bob"));
    let elsewhere = "http://127.0.0.3:9";
    for server in [elsewhere, "", "http://127.0.0.2:1", "javascript:", "//evil.example"] {
        one.sql(&format!("UPDATE pageboy.session SET server = '{server}' WHERE sid = '{}'", bob.sid()));
        let receipt = alice.send(&bob.party, "Can you come?");
        assert!(receipt["notify"].as_str().is_some_and(|url| url.starts_with("/s/")), "{server}: {receipt}");
        let page = alice.get_html("");
        for text in [&page.text, policy(&page)] {
            assert!(server.is_empty() || !text.contains(server), "{text}");
        }
        let answer = request("GET", &format!("{}{}", one.url(), bob.path), &[HTML], None);
        assert_eq!((answer.status, answer.header("location")), (403, None), "{server}");
        // It rings here, where nobody listens, and says no more than that.
        assert_eq!(alice.notify(&receipt), "ringing");
        assert_eq!(bob.pending(), Some(bob.at_interruption(&receipt).path), "asking finds it");
        bob.at_interruption(&receipt).page();
        bob.at_interruption(&receipt).resume();
    }
}

#[test]
fn a_script_on_one_server_rings_a_browser_on_the_other_by_itself() {
    let servers = Servers::shared();
    let bob = servers.two.new_window("bob");
    let (script, _) = servers.one.add_party("script", &[]);
    let authorization = format!("Bearer {}", servers.one.add_token(&script));
    let send = |text: &str| {
        let form = format!("to={}&text={text}", bob.party);
        let url = format!("{}/send", servers.one.url());
        request("POST", &url, &[("Authorization", &authorization)], Some(&form))
    };
    // Nobody listens: it says so, and does not claim more.
    let answer = send("first");
    assert_eq!((answer.status, &answer.json()["outcome"]), (202, &json!("ringing")));
    let bob = {
        let first = bob.at(&bob.pending().expect("an interruption"));
        first.page();
        first.resume()
    };
    let events = Events::open(&bob);
    let answer = send("second");
    assert_eq!((answer.status, &answer.json()["outcome"]), (201, &json!("interrupted")), "{answer:?}");
    let url = events.expect("interrupt")["url"].as_str().expect("a URL").to_owned();
    assert_eq!(bob.at(&url).page()["message"]["text"], "second");
}

#[test]
fn the_next_in_the_queue_rings_on_its_partys_server_and_the_senders_are_told_on_theirs() {
    let servers = Servers::shared();
    let (one, two) = (&servers.one, &servers.two);
    let (alice, carol, bob) = (one.new_window("alice"), two.new_window("carol"), two.new_window("bob"));
    let (alices, carols) = (Events::open(&alice), Events::open(&carol));
    let first = carol.interrupt(&bob, "First");
    let receipt = alice.send(&bob.party, "Second");
    assert_eq!(receipt["outcome"], "queued");
    assert!(receipt["notify"].as_str().is_some_and(|url| url.starts_with(two.url())), "{receipt}");
    assert_eq!(alice.notify(&receipt), "queued");
    let next = first.resume();
    assert_eq!(next.path, bob.at_interruption(&receipt).path);
    assert_eq!(alices.expect("status")["outcome"], "ringing");
    assert_eq!(next.page()["message"]["text"], "Second");
    assert_eq!(alices.expect("status")["outcome"], "interrupted");
    assert_eq!(carols.expect("status")["outcome"], "interrupted");
}

#[test]
fn one_whose_party_has_gone_to_the_other_server_meanwhile_rings_there() {
    let servers = Servers::shared();
    let (one, two) = (&servers.one, &servers.two);
    let (alice, carol) = (one.new_window("alice"), one.new_window("carol"));
    let (party, password) = one.add_party("bob", &[]);
    let bob_at_one = Window::log_in(one, &party, &password);
    let first = carol.interrupt(&bob_at_one, "First");
    let receipt = alice.send(&party, "Second");
    assert!(receipt["notify"].as_str().is_some_and(|url| url.starts_with("/s/")), "{receipt}");
    // Bob logs in at the other server; of the window with the first message nothing is heard any more.
    let bob = Window::log_in(two, &party, &password);
    let events = Events::open(&bob);
    one.sql(&format!(
        "UPDATE pageboy.session SET alive_until = now() WHERE sid IN ('{}', '{}')",
        first.sid(),
        bob_at_one.sid()
    ));
    // Alice's page asks how things stand, and the queue goes on: server one has server two ring.
    assert_eq!(alice.get("?follow=1").expect(200)["elsewhere"], true);
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(events.expect("interrupt")["url"], interruption.path.as_str());
    wait_until("Alice sees it", LONG, || alice.page()["outcome"] == "interrupted");
    // The URL that Alice's page had leads there as well.
    let old = alice.url(receipt["notify"].as_str().expect("a URL"));
    assert!(request("GET", &old, &[JSON], None).location().starts_with(two.url()));
    assert_eq!(interruption.page()["message"]["text"], "Second");
}

#[test]
fn in_browsers_the_frame_of_the_other_servers_page_rings_and_the_answer_comes_back() {
    let servers = Servers::shared();
    let (alice, alices_id) = Browser::of_new_party(&servers.one, "Alice");
    let (bob, bobs_id) = Browser::of_new_party(&servers.two, "Bob");
    bob.choose(&alices_id);
    bob.write("#text", "The boiler in");
    let desk = bob.url();
    alice.page(&bobs_id, "Can you come?");
    assert!(alice.property(".notify-frame", "src").as_str().is_some_and(|src| src.starts_with(servers.two.url())));
    bob.wait_for_message("Can you come?");
    alice.wait_for_text("#outcome", "has your message on the screen");
    bob.write("#text", "On my way");
    bob.click("form[action$='/reply'] button.button-primary, form[action$='/reply'] .primary");
    alice.wait_for_message("On my way");
    bob.wait_for("body[data-page=sent]");
    bob.click("form[action$='/resume'] button");
    bob.wait_for("body[data-page=desk]");
    assert_eq!(bob.url(), desk);
    assert_eq!(bob.property("#text", "value"), "The boiler in");
    for browser in [&alice, &bob] {
        assert_eq!(browser.console(), Vec::<String>::new(), "the policy lets everything through that is meant to be");
    }
}

#[test]
fn while_bobs_server_is_stopped_alice_is_told_that_it_rang_out_and_afterwards_bob_goes_on() {
    let servers = Servers::start("stopped", &[("PAGEBOY_RING_SECONDS", "2")]);
    let (one, two) = (&servers.one, &servers.two);
    let (alice, bob) = (one.new_window("alice"), two.new_window("bob"));
    let alices = Events::open(&alice);
    bob.post("/draft", &[("to", &alice.party), ("text", "The boiler in room")]).expect(204);
    let (nginx, pageboy) = (two.pid("NGINX_PID"), two.pid("PAGEBOY_PID"));
    let (nginx_program, pageboy_program) = (Program::ours("nginx", nginx), Program::ours("pageboy", pageboy));
    end(nginx, Signal::SIGTERM);
    end(pageboy, Signal::SIGTERM);

    let receipt = alice.send(&bob.party, "Can you come?");
    assert_eq!(receipt["outcome"], "ringing", "the registry does not know yet");
    let (script, _) = one.add_party("script", &[]);
    let authorization = format!("Bearer {}", one.add_token(&script));
    let form = format!("to={}&text=disk+full", bob.party);
    let sent = request("POST", &format!("{}/send", one.url()), &[("Authorization", &authorization)], Some(&form));
    assert_eq!(sent.status, 202, "nobody was reached: {sent:?}");
    // In a browser the frame of the stopped server stays empty, and the page tells all the same.
    let (carol, _) = Browser::of_new_party(one, "Carol");
    carol.page(&bob.party, "Where are you?");
    carol.wait_for_text("#outcome", "waits in the inbox");
    wait_until("Alice is told that it rang too long", LONG, || alice.page()["outcome"] == "mailbox");
    assert_eq!(alices.expect("status")["outcome"], "mailbox");
    let (works, printed) = one.pageboy(&["check"], "");
    let problem = printed.split("WRONG  peers: ").nth(1).unwrap_or_default();
    assert!(!works && problem.contains(two.url()) && problem.contains("mend: "), "{printed}");

    let log = std::fs::read_to_string(one.variable("PAGEBOY_LOG")).expect("a log");
    assert!(log.contains(&format!("push by another server: {}: ", two.url())), "{log}");
    let sids = one.sql("SELECT sid FROM pageboy.session");
    assert!(sids.lines().all(|sid| !log.contains(sid)), "no session id is in the log");

    pageboy_program.start(two);
    nginx_program.start(two);
    wait_until("Bob's server is back", LONG, || {
        std::net::TcpStream::connect(two.url().trim_start_matches("http://")).is_ok() && bob.get("").status == 200
    });
    assert_eq!(bob.page()["draft"]["text"], "The boiler in room");
    let inbox = bob.get("/inbox").expect(200);
    let unread: Vec<&Value> = inbox["messages"].as_array().expect("messages").iter().collect();
    assert_eq!(unread.len(), 3);
    assert!(unread.iter().all(|line| line["unread"] == true));
    let events = Events::open(&bob);
    let receipt = alice.send(&bob.party, "Are you back?");
    assert_eq!(alice.notify(&receipt), "interrupted");
    events.expect("interrupt");
    let (works, printed) = one.pageboy(&["check"], "");
    assert!(works && printed.contains("peers: ") && printed.contains(two.url()), "{printed}");
}

#[test]
fn a_server_under_cgi_with_a_base_path_where_pages_poll_is_a_peer_like_any_other() {
    let cgi = [("WITH", "fcgiwrap")];
    let servers = Servers::start_unlike("cgi-peer", &[], &cgi, "/cgi-bin/pageboy");
    let (one, two) = (&servers.one, &servers.two);
    let (alice, bob) = (one.new_window("alice"), two.new_window("bob"));
    let alices = Events::open(&alice);
    let receipt = alice.send(&bob.party, "Can you come?");
    assert_eq!(alice.notify(&receipt), "ringing", "only a stream can say that it has reached somebody");
    let url = bob.pending().expect("an interruption");
    assert_eq!(Some(receipt["notify"].as_str()), Some(Some(&*format!("{}/notify", bob.url(&url)))));
    let interruption = bob.at(&url);
    assert_eq!(interruption.page()["message"]["text"], "Can you come?");
    assert_eq!(alices.expect("status")["outcome"], "interrupted", "a CGI program tells the other server too");
    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    assert_eq!(bob.notify(&answer), "interrupted");
    assert_eq!(alice.at_interruption(&answer).page()["message"]["text"], "On my way");
    // Each sends what lives on the other to its path there.
    let at_one = bob.path.replace("/cgi-bin/pageboy", "");
    let there = request("GET", &format!("{}{at_one}/inbox", one.url()), &[HTML], None).location();
    assert_eq!(there, format!("{}/inbox", bob.url(&bob.path)));
    let back = request("GET", &format!("{}{}/inbox", two.url(), alice.path), &[HTML], None).location();
    assert_eq!(back, format!("{}/inbox", alice.url(&alice.path)));
}

/// A server that says to each connection what it is told to, whatever was asked; it tells what was asked.
fn peer_that_says(port: u16, answers: Vec<Vec<u8>>) -> Receiver<String> {
    let listener = TcpListener::bind(("127.0.0.2", port)).expect("the port is free");
    let (sender, asked) = channel();
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        for (answer, connection) in answers.into_iter().zip(listener.incoming()) {
            let mut connection = connection.expect("a connection");
            let mut request = [0; 4096];
            let count = connection.read(&mut request).unwrap_or(0);
            let _ = sender.send(String::from_utf8_lossy(&request[..count]).into_owned());
            let _ = connection.write_all(&answer);
            // One that has nothing to say keeps the line.
            if answer.is_empty() {
                kept.push(connection);
            }
        }
        drop(sender);
    });
    asked
}

#[test]
fn a_peer_that_is_silent_or_talks_nonsense_is_not_believed_not_followed_and_holds_nobody_up_for_long() {
    let port = TcpListener::bind("127.0.0.2:0").and_then(|free| free.local_addr()).expect("a port").port();
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (peer, third) = (format!("http://127.0.0.2:{port}"), elsewhere.local_addr().expect("an address"));
    let stack = Stack::start("odd-peer", &[("PAGEBOY_PEERS", &peer)]);
    let says = |status: &str, more: &str, body: &str| {
        let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/json\r\n{more}");
        format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    };
    let huge = format!("{{\"outcome\": \"interrupted\", \"more\": \"{}\"}}", "x".repeat(1 << 20));
    let told = [
        (Vec::new(), "ringing"),
        (says("303 See Other", &format!("Location: http://{third}/s/x/notify\r\n"), ""), "ringing"),
        (says("200 OK", "", "{\"outcome\": \"delivered\"}"), "ringing"),
        (says("200 OK", "", &huge), "ringing"),
        (says("403 Forbidden", "", "{\"outcome\": \"interrupted\"}"), "ringing"),
        (b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(), "ringing"),
        (says("200 OK", "", "{\"outcome\": \"interrupted\"}"), "interrupted"),
    ];
    let asked = peer_that_says(port, told.iter().map(|(answer, _)| answer.clone()).collect());
    let (script, _) = stack.add_party("script", &[]);
    let authorization = format!("Bearer {}", stack.add_token(&script));
    for (answer, outcome) in &told {
        let bob = stack.new_window("bob");
        stack.sql(&format!("UPDATE pageboy.session SET server = '{peer}' WHERE sid = '{}'", bob.sid()));
        let form = format!("to={}&text=disk+full", bob.party);
        let begun = std::time::Instant::now();
        let sent = request("POST", &format!("{}/send", stack.url()), &[("Authorization", &authorization)], Some(&form));
        let words = String::from_utf8_lossy(answer);
        assert_eq!(sent.json()["outcome"], *outcome, "{words}");
        assert_eq!(sent.status, if *outcome == "interrupted" { 201 } else { 202 }, "{words}");
        assert!(begun.elapsed() < Duration::from_secs(10), "two seconds are its limit");
        let request = asked.recv_timeout(LONG).expect("it was asked");
        assert!(request.starts_with("GET /s/") && request.contains("/notify HTTP/1.1"), "{request}");
        for header in ["cookie", "authorization", "referer"] {
            assert!(!request.to_lowercase().contains(&format!("\n{header}:")), "{request}");
        }
    }
    elsewhere.set_nonblocking(true).expect("set");
    assert!(elsewhere.accept().is_err(), "nobody came who was sent there");
}

#[test]
fn a_peer_over_tls_is_trusted_when_the_machine_trusts_its_authority() {
    let stack = Stack::start("tls-peer", &[]);
    let folder = std::path::PathBuf::from(stack.variable("PAGEBOY_RUN")).join("tls");
    std::fs::create_dir(&folder).expect("a folder");
    let port = TcpListener::bind("127.0.0.2:0").and_then(|free| free.local_addr()).expect("a port").port();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    let authority = format!(
        "openssl req -x509 {key} -days 2 -subj /CN=authority -keyout ca-key.pem -out ca.pem &&
         openssl req {key} -subj /CN=peer -keyout key.pem -out request.pem &&
         echo subjectAltName=IP:127.0.0.2 >names &&
         openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile names \
             -out cert.pem"
    );
    let made = Command::new("sh").args(["-c", &authority]).current_dir(&folder).output().expect("openssl runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // A second nginx that ends TLS in front of the stack's own.
    let path = folder.display();
    let temporary =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {path};"));
    let config = format!(
        "daemon off; pid {path}/pid; error_log {path}/error.log; events {{ }}
         http {{ {} access_log off; server {{ listen 127.0.0.2:{port} ssl; ssl_certificate {path}/cert.pem;
             ssl_certificate_key {path}/key.pem; location / {{ proxy_pass {}; }} }} }}",
        temporary.join(" "),
        stack.url()
    );
    std::fs::write(folder.join("nginx.conf"), config).expect("written");
    let nginx = Command::new("/usr/sbin/nginx").arg("-p").arg(&folder).arg("-c").arg(folder.join("nginx.conf")).spawn();
    let mut nginx = nginx.expect("nginx starts");
    wait_until("nginx listens", LONG, || std::net::TcpStream::connect(("127.0.0.2", port)).is_ok());

    let peer = format!("https://127.0.0.2:{port}");
    let authority = folder.join("ca.pem").display().to_string();
    let trusting = stack.pageboy_with(&[("PAGEBOY_PEERS", &peer), ("SSL_CERT_FILE", &authority)], &["check"], "");
    let wary = stack.pageboy_with(&[("PAGEBOY_PEERS", &peer)], &["check"], "");
    end(nginx.id().cast_signed(), Signal::SIGTERM);
    let _ = nginx.wait();
    assert!(trusting.0 && trusting.1.contains(&format!("peers: {peer} and healthy")), "{}", trusting.1);
    assert!(!wary.0 && wary.1.contains("ertificate"), "{}", wary.1);
}

#[test]
fn people_from_ldap_with_mailboxes_in_imap_are_the_same_on_both_servers() {
    let servers = Servers::start("ldap-imap", &[("WITH", "ldap,imap")]);
    let (alice, bob) = (servers.one.new_window("alice"), servers.two.new_window("bob"));
    let events = Events::open(&bob);
    let receipt = alice.send(&bob.party, "Can you come?");
    assert_eq!(alice.notify(&receipt), "interrupted");
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(events.expect("interrupt")["url"], interruption.path.as_str());
    assert_eq!(interruption.page()["message"]["text"], "Can you come?");
    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    assert_eq!(bob.notify(&answer), "ringing", "nobody listens at Alice's window");
    assert_eq!(alice.at_interruption(&answer).page()["message"]["in_reply_to"], receipt["message"]);
    for (window, words) in [(&bob, "Can you come?"), (&alice, "On my way")] {
        let mails = Mailbox::of(&servers.one, &window.party).wait_for("INBOX", 1);
        assert_eq!(mails[0]["text"].as_str().map(str::trim_end), Some(words));
    }
}
