//! LDAP and IMAP servers that say what would harm whoever listens: one request fails, in a sentence, and nothing else.

use crate::common::faults::Pageboy;
use crate::common::hostile::{Attack, Hostile, drip, flood, hold, peak_while};
use crate::common::window::{form, request};
use crate::common::{Answer, Stack, Window};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Accept", "application/json");

/// The most that a worker may hold meanwhile, in KiB.
const MEMORY_MAX: u64 = 160 * 1024;

/// What the attacks have in common: one request fails with `code`, soon; the log says `cause` once; whoever does not need
/// that server is served meanwhile; and no worker died.
fn assert_harmless(stack: &Stack, other: &Window, attempt: impl Fn() -> Answer + Sync, code: &str, cause: &str) {
    let log = || std::fs::read_to_string(stack.variable("PAGEBOY_LOG")).expect("a log");
    let before = log().len();
    let begun = Instant::now();
    let (answer, memory) = peak_while(&Pageboy::of(stack), || {
        std::thread::scope(|scope| {
            let attacked = scope.spawn(&attempt);
            other.get("/settings").expect(200);
            attacked.join().expect("no panic")
        })
    });
    assert!(begun.elapsed() < Duration::from_secs(8), "{cause}: {:?}", begun.elapsed());
    let told = answer.expect(503);
    assert_eq!(told["error"], code, "{cause}");
    assert!(told["message"].as_str().is_some_and(|words| words.contains("try again")), "{told}");
    let written = log().split_off(before);
    // On a busy machine the time may be over before a flood has reached its limit.
    assert!(written.matches(cause).count() == 1 || written.contains("no answer"), "{cause}: {written}");
    assert_eq!(written.lines().count(), 1, "{cause}: {written}");
    assert!(memory < MEMORY_MAX, "{cause}: {memory} KiB");
    println!("{cause}: {memory} KiB, {:?}", begun.elapsed());
}

/// An element of BER (X.690), its length always in four bytes.
fn element(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("short").to_be_bytes();
    [&[kind, 0x84], &length[..], content].concat()
}

/// Answers the bind, waits for the search, and returns the number of that message.
fn at_search(stream: &mut TcpStream) -> std::io::Result<u8> {
    let mut buffer = [0; 4096];
    let mut next = |stream: &mut TcpStream| {
        let length = stream.read(&mut buffer)?;
        let at = if buffer[1] < 0x80 { 4 } else { 4 + usize::from(buffer[1] & 0x7f) };
        if length > at { Ok(buffer[at]) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
    };
    let bind = next(stream)?;
    stream.write_all(&message(bind, &element(0x61, b"\x0a\x01\0\x04\0\x04\0")))?;
    next(stream)
}

fn message(id: u8, operation: &[u8]) -> Vec<u8> {
    element(0x30, &[&[2, 1, id], operation].concat())
}

fn entry(id: u8) -> Vec<u8> {
    message(id, &element(0x64, &[&element(4, b"uid=x"), &element(0x30, b"")[..]].concat()))
}

/// Sequences in sequences.
fn nested(depth: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(depth * 6);
    for level in (0..depth).rev() {
        bytes.extend([0x30, 0x84]);
        bytes.extend(u32::try_from(level * 6).expect("short").to_be_bytes());
    }
    bytes
}

const LDAP: [(&str, Attack); 9] = [
    ("the server says too much", |stream| {
        let id = at_search(stream)?;
        flood(stream, &entry(id))
    }),
    ("says too much", |stream| {
        let id = at_search(stream)?;
        flood(stream, &message(id, &element(0x64, &[5, 0].repeat(60_000))))
    }),
    ("server says too much", |stream| {
        at_search(stream)?;
        stream.write_all(b"\x30\x84\x80\0\0\0")?;
        flood(stream, &[0])
    }),
    ("does not speak LDAP", |stream| flood(stream, b"\x30\x80")),
    ("nested too deep", |stream| {
        at_search(stream)?;
        stream.write_all(&nested(100_000))?;
        hold(stream)
    }),
    ("no answer within", |stream| {
        let id = at_search(stream)?;
        drip(stream, &entry(id))
    }),
    ("no answer within 1", |stream| {
        let id = at_search(stream)?;
        (0..30).try_for_each(|_| {
            std::thread::sleep(Duration::from_millis(300));
            stream.write_all(&entry(id))
        })
    }),
    ("result 10", |stream| {
        let id = at_search(stream)?;
        let referral = element(0xa3, &element(4, b"ldap://127.0.0.1:1/"));
        stream.write_all(&message(id, &element(0x65, &[b"\x0a\x01\x0a\x04\0\x04\0", &referral[..]].concat())))?;
        hold(stream)
    }),
    ("search: ldap", |stream| {
        let id = at_search(stream)?;
        stream.write_all(&[0x30, 3, 2, 1, id])?;
        hold(stream)
    }),
];

#[test]
fn an_ldap_server_that_attacks_costs_one_request_and_little_memory() {
    let server = Hostile::listen();
    let url = format!("ldap://127.0.0.1:{}", server.port);
    let options = [
        ("WITH", "ldap"),
        ("PARTIES", ""),
        ("PAGEBOY_LDAP_STARTTLS", "false"),
        ("PAGEBOY_LDAP_URLS", &url),
        ("PAGEBOY_LOGIN_TRIES", "1000"),
    ];
    let stack = Stack::start("ldap-hostile", &options);
    server.carry_to(stack.variable("LDAP_URL").trim_start_matches("ldap://"));
    let alice = stack.new_window("alice");
    let (carol, password) = stack.add_party("carol", &[]);
    let body = form(&[("party", &carol), ("password", &password)]);
    let log_in = || request("POST", &format!("{}/login", stack.url()), &[JSON], Some(&body));
    log_in().expect(200);
    for (cause, attack) in LDAP {
        stack.sql("UPDATE pageboy.installation SET directory_silent_until = '-infinity'");
        server.attack(attack);
        assert_harmless(&stack, &alice, log_in, "directory_unavailable", cause);
    }
    stack.sql("UPDATE pageboy.installation SET directory_silent_until = '-infinity'");
    server.carry_to(stack.variable("LDAP_URL").trim_start_matches("ldap://"));
    log_in().expect(200);
}

/// Greets, and agrees to everything until the messages are to be fetched; the tag of that command.
fn at_fetch(stream: &mut TcpStream) -> std::io::Result<String> {
    stream.write_all(b"* OK ready\r\n")?;
    for line in BufReader::new(stream.try_clone()?).lines() {
        let line = line?;
        let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match command {
            "AUTHENTICATE PLAIN" => "+ \r\n".to_owned(),
            // The proof comes without a tag.
            "" => "A0001 OK in\r\n".to_owned(),
            command if command.starts_with("UID FETCH") => return Ok(tag.to_owned()),
            command if command.starts_with("UID SEARCH") => format!("* SEARCH 1\r\n{tag} OK done\r\n"),
            _ => format!("{tag} OK done\r\n"),
        };
        stream.write_all(answer.as_bytes())?;
    }
    Err(std::io::ErrorKind::UnexpectedEof.into())
}

const IMAP: [(&str, Attack); 9] = [
    ("nested too deep", |stream| {
        at_fetch(stream)?;
        stream.write_all(format!("* 1 FETCH (BODYSTRUCTURE {}", "(".repeat(100_000)).as_bytes())?;
        hold(stream)
    }),
    ("says too much", |stream| {
        at_fetch(stream)?;
        flood(stream, b"* OK and more\r\n")
    }),
    ("answers more than it was asked", |stream| {
        at_fetch(stream)?;
        flood(stream, b"* 1 FETCH (UID 1)\r\n")
    }),
    ("announces too much", |stream| {
        at_fetch(stream)?;
        stream.write_all(b"* 1 FETCH (UID 1 BODY[] {4294967295}\r\n")?;
        flood(stream, b"x")
    }),
    ("too much", |stream| {
        at_fetch(stream)?;
        flood(stream, format!("* 1 FETCH (UID 1 BODY[] {{9000000}}\r\n{})\r\n", "x".repeat(9_000_000)).as_bytes())
    }),
    ("answer has no end", |stream| {
        at_fetch(stream)?;
        stream.write_all(b"* SEARCH")?;
        flood(stream, b" 1")
    }),
    ("the server's answer has no end", |stream| {
        stream.write_all(b"* OK ")?;
        flood(stream, b"ready ")
    }),
    ("answer is not understood", |stream| {
        at_fetch(stream)?;
        stream.write_all(b"* 1 FETCH (UID 1 precious words)\r\n")?;
        hold(stream)
    }),
    ("no answer in time", |stream| {
        at_fetch(stream)?;
        drip(stream, b"* 1 FETCH (UID 1)\r\n")
    }),
];

#[test]
fn an_imap_server_that_attacks_costs_one_request_and_little_memory() {
    let server = Hostile::listen();
    let url = format!("imap://127.0.0.1:{}", server.port);
    let stack = Stack::start("imap-hostile", &[("WITH", "imap"), ("PAGEBOY_IMAP_URL", &url)]);
    let honest = format!("127.0.0.1:{}", stack.variable("IMAP_PORT"));
    server.carry_to(&honest);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.get("/inbox").expect(200);
    for (cause, attack) in IMAP {
        server.attack(attack);
        assert_harmless(&stack, &alice, || bob.get("/inbox"), "mailbox_unavailable", cause);
    }
    server.carry_to(&honest);
    bob.get("/inbox").expect(200);
}
