//! Many at once: 200 parties page each other while their own sessions are interrupted.

use crate::common::{LONG, Stack, Window, wait_until};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

const PARTIES: usize = 200;
const MESSAGES: usize = 5_000;
/// So many browsers are busy at the same moment.
const CLIENTS: usize = 16;

/// What a sender was told of its message, and what it sent.
struct Sent {
    id: String,
    to: usize,
    text: String,
}

#[test]
fn of_five_thousand_messages_among_two_hundred_parties_each_is_in_its_mailbox_once_and_nobody_sees_anothers() {
    let stack = Stack::start("load", &[("PAGEBOY_MESSAGES_PER_MINUTE", "100000")]);
    let before = Held::by(&stack);
    let windows = log_in_all(&stack);
    let sent = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);

    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= MESSAGES {
                        break;
                    }
                    let (from, to) = (number % PARTIES, (number * 7 + number / PARTIES + 1) % PARTIES);
                    let message = page(&windows, from, to, number);
                    sent.lock().expect("no panic").push(message);
                }
            });
        }
    });
    for window in &windows {
        read_all(window);
    }

    let sent = sent.into_inner().expect("no panic");
    assert_eq!(sent.len(), MESSAGES);
    assert_all_in_one_mailbox(&stack, &windows, &sent);
    assert_eq!(
        stack.sql("SELECT count(*) FROM pageboy.interruption WHERE state IN ('queued', 'ringing', 'open')"),
        "0"
    );
    wait_until("nothing is left over", LONG, || Held::by(&stack) == before);
}

fn log_in_all(stack: &Stack) -> Vec<Window> {
    // The password of one is given to all: what is measured here is not argon2id.
    let (first, password) = stack.add_party("load", &[]);
    stack.sql(&format!(
        "INSERT INTO pageboy.party (id, name, salt, verifier)
         SELECT 'load-' || n, 'Load ' || n, salt, verifier FROM pageboy.party, generate_series(1, {PARTIES}) n
         WHERE id = '{first}';
         INSERT INTO pageboy.registry SELECT id FROM pageboy.party ON CONFLICT DO NOTHING"
    ));
    let window = |n| Window::log_in(stack, &format!("load-{n}"), &password);
    (1..=PARTIES).map(window).collect()
}

/// Sends until it is accepted: a session that is suspended reads what suspends it first.
fn page(windows: &[Window], from: usize, to: usize, number: usize) -> Sent {
    let (sender, recipient) = (&windows[from], &windows[to]);
    let text = format!("message {number} to {}", recipient.party);
    let nonce = format!("load-{number}");
    for _ in 0..1000 {
        let fields = [("to", recipient.party.as_str()), ("text", text.as_str()), ("nonce", nonce.as_str())];
        let answer = sender.post("/send", &fields);
        if answer.status == 303 {
            read(&sender.at(&answer.location()));
            continue;
        }
        let receipt = answer.expect(201);
        if receipt["notify"].is_string() {
            sender.notify(&receipt);
        }
        return Sent { id: receipt["message"].as_str().expect("an id").to_owned(), to, text };
    }
    panic!("{} never got to send", sender.party);
}

/// Reads an interruption and goes back from it. Another thread may have done so for the same party.
fn read(interruption: &Window) {
    let page = interruption.get("");
    if page.status == 200 {
        let page = page.json();
        if page["page"] == "message" {
            assert_eq!(page["party"]["id"], interruption.party.as_str());
            let text = page["message"]["text"].as_str().expect("words");
            assert!(text.ends_with(&format!(" to {}", interruption.party)), "{} saw: {text}", interruption.party);
        }
    }
    let answer = interruption.post("/resume", &[]);
    assert!(matches!(answer.status, 200 | 303 | 410), "{answer:?}");
}

fn read_all(window: &Window) {
    for _ in 0..MESSAGES {
        let answer = window.get("");
        if answer.status == 200 {
            return;
        }
        read(&window.at(&answer.location()));
    }
    panic!("{} is interrupted for ever", window.party);
}

fn assert_all_in_one_mailbox(stack: &Stack, windows: &[Window], sent: &[Sent]) {
    let rows = stack.sql(
        "SELECT json_agg(json_build_object('id', m.id, 'party', b.party, 'text', m.text, 'read', b.read IS NOT NULL,
                                           'outcome', m.outcome))
         FROM pageboy.mailbox b JOIN pageboy.message m ON m.id = b.message",
    );
    let rows: Vec<Value> = serde_json::from_str(&rows).expect("rows");
    assert_eq!(rows.len(), sent.len());
    let by_id: HashMap<&str, &Value> = rows.iter().map(|row| (row["id"].as_str().expect("an id"), row)).collect();
    for message in sent {
        let row = by_id[message.id.as_str()];
        assert_eq!(row["party"], windows[message.to].party.as_str());
        assert_eq!(row["text"], message.text.as_str());
        let outcome = row["outcome"].as_str().expect("an outcome");
        assert!(matches!(outcome, "interrupted" | "mailbox"), "{outcome}");
        assert_eq!(row["read"] == true, outcome == "interrupted", "{row}");
    }
}

/// What is held while nobody asks for anything.
#[derive(Debug, Eq, PartialEq)]
struct Held {
    processes: usize,
    descriptors: Vec<usize>,
    connections: String,
}

impl Held {
    fn by(stack: &Stack) -> Held {
        let master = stack.pid("PAGEBOY_PID");
        let children = std::fs::read_to_string(format!("/proc/{master}/task/{master}/children")).unwrap_or_default();
        let descriptors_of = |pid: &str| std::fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, Iterator::count);
        let mut descriptors: Vec<usize> =
            children.split_whitespace().chain([master.to_string().as_str()]).map(descriptors_of).collect();
        descriptors.sort_unstable();
        Held {
            processes: children.split_whitespace().count(),
            descriptors,
            // What PgBouncer keeps open to PostgreSQL is its pool; a query that still runs would be ours.
            connections: stack.sql_as_superuser(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'pageboy_web' AND state <> 'idle'",
            ),
        }
    }
}
