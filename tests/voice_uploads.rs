//! Recordings on their way in: whoever sees first that one is too large, cut or wrongly announced refuses it, nothing
//! is left over, and many at once cost a bounded amount of memory.

use crate::common::faults::{Pageboy, Transaction, children_of, wait_for_hanging};
use crate::common::voice::{MULTIPART, fetch, multipart, noise, post, post_bytes, recording};
use crate::common::{Answer, LONG, Stack, Window, at_once, fastcgi, raw, wait_until};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

const MIB: usize = 1024 * 1024;
const JSON: (&str, &str) = ("Accept", "application/json");

fn messages_of(stack: &Stack, party: &str) -> String {
    stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{party}'"))
}

/// The memory of uploads that a process holds: a number for each, and its bytes.
fn uploads_of(pid: i32) -> BTreeMap<u64, u64> {
    let descriptors = std::fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
    let uploads = descriptors.filter(|descriptor| {
        std::fs::read_link(descriptor.path()).is_ok_and(|name| name.to_string_lossy().contains("pageboy-upload"))
    });
    uploads
        .filter_map(|upload| std::fs::metadata(upload.path()).ok())
        .map(|upload| (upload.ino(), upload.blocks() * 512))
        .collect()
}

/// Master, front and workers.
fn processes(pageboy: &Pageboy) -> Vec<i32> {
    [pageboy.children(), vec![pageboy.master]].concat()
}

fn uploads(pageboy: &Pageboy) -> BTreeMap<u64, u64> {
    processes(pageboy).into_iter().flat_map(uploads_of).collect()
}

/// What all processes hold for themselves, and the memory of uploads. What a worker has mapped of that is counted
/// twice, so this is more than there is.
fn memory(pageboy: &Pageboy) -> u64 {
    let own = |pid: i32| -> u64 {
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) * 1024
    };
    processes(pageboy).into_iter().map(own).sum::<u64>() + uploads(pageboy).values().sum::<u64>()
}

/// nginx keeps a body in a file without a name, but not for longer than its request.
fn bodies_of_nginx(stack: &Stack) -> usize {
    let workers = children_of(stack.pid("NGINX_PID"));
    let descriptors = workers.iter().flat_map(|pid| std::fs::read_dir(format!("/proc/{pid}/fd"))).flatten().flatten();
    let names = descriptors.filter_map(|descriptor| std::fs::read_link(descriptor.path()).ok());
    names.filter(|name| name.to_string_lossy().contains("/tmp/body/")).count()
}

/// A script's request with a recording to the recipient, as FastCGI variables beside the usual ones.
struct Script {
    authorization: String,
    bob: String,
}

impl Script {
    fn new(stack: &Stack, bob: &str) -> Script {
        let watch = stack.add_party("watch", &[]).0;
        Script { authorization: format!("Bearer {}", stack.add_token(&watch)), bob: bob.to_owned() }
    }

    fn body(&self, voice: &[u8]) -> Vec<u8> {
        multipart(&[("to", &self.bob)], Some(voice))
    }

    /// Straight to the front.
    fn fastcgi(&self, length: &str, body: &[u8]) -> Vec<u8> {
        let more = [
            ("CONTENT_TYPE", MULTIPART),
            ("CONTENT_LENGTH", length),
            ("HTTP_ACCEPT", "application/json"),
            ("HTTP_AUTHORIZATION", &self.authorization),
        ];
        fastcgi::request(&fastcgi::variables("POST", "/send", &more), body)
    }

    /// The program as CGI.
    fn cgi(&self, stack: &Stack, length: &str, body: &[u8]) -> Answer {
        let mut child = Command::new(stack.variable("PAGEBOY_BIN"))
            .env_clear()
            .env("PAGEBOY_CONFIG", stack.variable("PAGEBOY_CONFIG"))
            .envs([
                ("GATEWAY_INTERFACE", "CGI/1.1"),
                ("REQUEST_METHOD", "POST"),
                ("SCRIPT_NAME", ""),
                ("PATH_INFO", "/send"),
            ])
            .envs([
                ("CONTENT_TYPE", MULTIPART),
                ("CONTENT_LENGTH", length),
                ("HTTP_AUTHORIZATION", &self.authorization),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        // A program that has heard enough may be gone before all is written.
        let _ = child.stdin.take().expect("piped").write_all(body);
        let output = child.wait_with_output().expect("it ends").stdout;
        let answer = [b"HTTP/1.1 ".as_slice(), output.strip_prefix(b"Status: ").unwrap_or(&output)].concat();
        raw::parse(&answer, false).expect("an answer")
    }

    /// Through nginx.
    fn http(&self, stack: &Stack, voice: &[u8]) -> std::io::Result<Answer> {
        let headers = [JSON, ("Authorization", self.authorization.as_str())];
        let site = stack.url();
        raw::exchange(site, &post_bytes("/send", raw::authority(site), &headers, MULTIPART, &self.body(voice)))
    }
}

#[track_caller]
fn assert_refused(answer: Answer, status: u16, code: &str) {
    assert_eq!(answer.expect(status)["error"], code);
}

#[test]
fn the_front_and_a_cgi_program_keep_the_limits_by_themselves() {
    let stack = Stack::shared();
    let bob = stack.add_party("bob", &[]).0;
    let script = Script::new(stack, &bob);
    let socket = Path::new(stack.variable("PAGEBOY_SOCKET"));
    let front =
        |length: &str, body: &[u8]| fastcgi::exchange(socket, &script.fastcgi(length, body)).expect("an answer");
    let cgi = |length: &str, body: &[u8]| script.cgi(stack, length, body);
    let body = script.body(&recording("ogg"));
    let (large, length) = (script.body(&noise(4 * MIB + 70_000)), body.len());
    type Way<'a> = (&'a str, &'a dyn Fn(&str, &[u8]) -> Answer);
    let ways: [Way; 2] = [("front", &front), ("CGI", &cgi)];
    for (sent, (whom, ask)) in ways.into_iter().enumerate() {
        let told = ask(&large.len().to_string(), &large).expect(413);
        assert_eq!(told["error"], "voice_too_large", "{whom}");
        assert_eq!(told["message"], "The recording is too large; at most 4 MiB.", "{whom}");
        // Announced as less or as more than comes.
        assert_refused(ask(&(length - 10).to_string(), &body), 400, "bad_request");
        assert_refused(ask(&(length + 10).to_string(), &body), 400, "bad_request");
        assert_refused(ask(&(length + 100_000).to_string(), &body), 400, "bad_request");
        assert_refused(ask("many", &body), 400, "bad_request");
        assert_eq!(messages_of(stack, &bob), sent.to_string(), "{whom}");
        assert_eq!(ask(&length.to_string(), &body).expect(202)["outcome"], "mailbox", "{whom}");
    }
    // The front counts what comes without a length, however much that is.
    assert_refused(front("", &large), 413, "voice_too_large");
    front("", &script.body(&noise(MIB))).expect(202);
    // A form that is large for another reason, and a large body elsewhere, have the usual limit.
    let wordy = multipart(&[("to", &bob), ("text", &"x".repeat(70_000))], None);
    assert_refused(front(&wordy.len().to_string(), &wordy), 413, "too_large");
    let elsewhere = [("CONTENT_TYPE", MULTIPART), ("CONTENT_LENGTH", "1000000"), ("HTTP_ACCEPT", "application/json")];
    let request = fastcgi::request(&fastcgi::variables("POST", "/login", &elsewhere), &large[..1_000_000]);
    assert_refused(fastcgi::exchange(socket, &request).expect("an answer"), 413, "too_large");
    assert_eq!(messages_of(stack, &bob), "3");
}

#[test]
fn an_upload_that_is_cut_is_no_message_and_leaves_nothing_behind() {
    let stack = Stack::start("cut", &[("PARTIES", "")]);
    let pageboy = Pageboy::of(&stack);
    let bob = stack.add_party("bob", &[]).0;
    let script = Script::new(&stack, &bob);
    let body = script.body(&noise(MIB));

    // At nginx: half of it comes, and then the browser is gone.
    let headers = [JSON, ("Authorization", script.authorization.as_str())];
    let request = post_bytes("/send", raw::authority(stack.url()), &headers, MULTIPART, &body);
    let mut stream = raw::connect(stack.url()).expect("nginx");
    stream.write_all(&request[..request.len() / 2]).expect("nginx reads");
    wait_until("nginx has some of it", LONG, || bodies_of_nginx(&stack) > 0);
    drop(stream);
    wait_until("nginx has none of it", LONG, || bodies_of_nginx(&stack) == 0);
    // Less was announced than came: what is left of the form is none.
    let announced = format!("Content-Length: {}", body.len());
    let text = |length: usize| format!("Content-Length: {length}");
    let head = String::from_utf8(request[..request.len() - body.len()].to_vec()).expect("a head");
    let short = [head.replace(&announced, &text(500_000)).as_bytes(), &body[..500_000]].concat();
    assert_refused(raw::exchange(stack.url(), &short).expect("an answer"), 400, "bad_request");

    // At the front: nginx itself is gone.
    let front = pageboy.front();
    let request = script.fastcgi(&body.len().to_string(), &body);
    let socket = Path::new(stack.variable("PAGEBOY_SOCKET"));
    for part in [request.len() / 3, request.len() / 2, request.len() - 100, request.len() - 8] {
        let mut stream = fastcgi::connect(socket).expect("a front");
        stream.write_all(&request[..part]).expect("the front reads");
        wait_until("the front has some of it", LONG, || uploads_of(front).values().sum::<u64>() > 300_000);
        stream.shutdown(std::net::Shutdown::Write).expect("a socket");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        wait_until("nobody has any of it", LONG, || uploads(&pageboy).is_empty());
    }
    assert_eq!(pageboy.front(), front, "the front has survived that");
    assert_eq!(messages_of(&stack, &bob), "0");
    assert_eq!(script.http(&stack, &noise(MIB)).expect("an answer").expect(202)["outcome"], "mailbox");
    wait_until("nothing is left over", LONG, || uploads(&pageboy).is_empty() && bodies_of_nginx(&stack) == 0);
    pageboy.wait_for_stock(8);
}

#[test]
fn while_uploads_hang_others_wait_outside_and_pages_go_on() {
    let stack = Stack::start("hang", &[("PARTIES", ""), ("PAGEBOY_UPLOADS_MAX", "2"), ("PAGEBOY_QUEUE_SECONDS", "2")]);
    let pageboy = Pageboy::of(&stack);
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let hanging = Transaction::stopping(&stack, &[&bob]);
    let fields = [("to", bob.party.as_str())];
    let voice = noise(MIB);
    std::thread::scope(|scope| {
        let first: Vec<_> =
            (0..2).map(|_| scope.spawn(|| post(&alice, "/send", &fields, &voice).expect(201))).collect();
        wait_until("both are under way", LONG, || uploads(&pageboy).len() == 2);
        wait_for_hanging(&stack, 2);
        let refused = scope.spawn(|| post(&alice, "/send", &fields, &voice));
        while !refused.is_finished() {
            assert!(uploads(&pageboy).len() <= 2, "no more than two are held");
            assert_eq!(carol.page()["page"], "desk");
        }
        let refused = refused.join().expect("no panic");
        assert_eq!(refused.header("retry-after"), Some("5"));
        assert_refused(refused, 503, "overloaded");
        // Text needs no room.
        carol.send(&stack.add_party("dan", &[]).0, "words");
        drop(hanging);
        for sent in first {
            assert!(sent.join().expect("no panic")["message"].is_string());
        }
    });
    assert_eq!(messages_of(&stack, &bob.party), "2");
    wait_until("nothing is left over", LONG, || uploads(&pageboy).is_empty());
}

#[test]
fn fifty_uploads_of_four_mebibytes_at_once_are_all_answered_within_bounded_memory() {
    let stack = Stack::start("uploads", &[("PARTIES", "")]);
    let pageboy = Pageboy::of(&stack);
    let (bob, reader) = (stack.add_party("bob", &[]).0, stack.new_window("reader"));
    let script = Script::new(&stack, &bob);
    let voice = noise(4 * MIB);
    let (done, most, pages) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0));
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                most.fetch_max(memory(&pageboy), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert_eq!(reader.page()["page"], "desk");
                pages.fetch_add(1, Ordering::Relaxed);
            }
        });
        let answers = at_once(&[(); 50], |()| script.http(&stack, &voice).expect("an answer"));
        done.store(true, Ordering::Relaxed);
        answers
    });
    let accepted = answers.iter().filter(|answer| matches!(answer.status, 201 | 202)).count();
    for answer in &answers {
        assert!(matches!(answer.status, 201 | 202 | 503), "{answer:?}");
        if answer.status == 503 {
            assert_eq!(answer.json()["error"], "overloaded");
        }
    }
    assert!(accepted >= 8, "{accepted} of 50 were accepted");
    assert_eq!(messages_of(&stack, &bob), accepted.to_string());
    let stored = format!(
        "SELECT DISTINCT octet_length(bytes), hash = sha256(bytes)
         FROM pageboy.voice v JOIN pageboy.mailbox b USING (message) WHERE party = '{bob}'"
    );
    assert_eq!(stack.sql(&stored), format!("{}|t", 4 * MIB));
    let (most, pages) = (most.into_inner() / MIB as u64, pages.into_inner());
    assert!(pages > 0);
    println!("{accepted} of 50 accepted, {pages} pages meanwhile, {most} MiB at most");
    if nix::unistd::geteuid().is_root() {
        assert!(most > 4 && most < 143, "{most} MiB");
    }
    wait_until("nothing is left over", LONG, || uploads(&pageboy).is_empty() && bodies_of_nginx(&stack) == 0);
}

#[test]
fn forty_who_listen_at_once_are_all_answered_within_bounded_memory() {
    let stack = Stack::start("plays", &[("PARTIES", "")]);
    let pageboy = Pageboy::of(&stack);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let voice = noise(4 * MIB);
    let receipt = post(&alice, "/send", &[("to", &bob.party)], &voice).expect(201);
    let url = format!("{}/voice/{}", alice.path, receipt["message"].as_str().expect("an id"));
    let (done, most) = (AtomicBool::new(false), AtomicU64::new(0));
    let played = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                most.fetch_max(memory(&pageboy), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let played = at_once(&[(); 40], |()| fetch(&alice, "GET", &url, &[]).bytes == voice);
        done.store(true, Ordering::Relaxed);
        played
    });
    assert!(played.iter().all(|whole| *whole));
    let most = most.into_inner() / MIB as u64;
    println!("{most} MiB at most");
    if nix::unistd::geteuid().is_root() {
        assert!(most > 4 && most < 143, "{most} MiB");
    }
}

/// The messages of a window's inbox, for where no table can be looked at from outside.
fn kinds(window: &Window) -> Vec<Value> {
    let page = window.get("/inbox").expect(200);
    page["messages"].as_array().expect("messages").iter().map(|line| line["kind"].clone()).collect()
}

/// A web server that starts Pageboy as CGI lets a recording through, and no more than one; called by the main job.
pub fn by_cgi(stack: &Stack) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let to = [("to", bob.party.as_str())];
    let voice = noise(4 * MIB);
    let receipt = post(&alice, "/send", &to, &voice).expect(201);
    assert_eq!(kinds(&bob), [json!("voice")]);
    let url = format!("{}/voice/{}", bob.path, receipt["message"].as_str().expect("an id"));
    assert!(fetch(&bob, "GET", &url, &[]).bytes == voice);
    let part = fetch(&bob, "GET", &url, &[("Range", "bytes=4194300-")]);
    assert_eq!((part.answer.status, part.bytes.as_slice()), (206, &voice[4_194_300..]));
    let refused = post(&alice, "/send", &to, &noise(4 * MIB + 70_000));
    assert_eq!(refused.status, 413, "{refused:?}");
    assert_eq!(post(&alice, "/settings", &to, &noise(100_000)).status, 413, "elsewhere the small limit holds");
    assert_eq!(kinds(&bob).len(), 1);
}
