//! IMAP down, slow or full, and processes that die at the wrong moment: an accepted message is interrupted
//! with at once, kept in the spool, and delivered exactly once.

use crate::common::faults::{Pageboy, Transaction, end, wait_for_hanging};
use crate::common::imap::{Dovecot, Mailbox, SENT, wait_for_empty_spool};
use crate::common::{Events, LONG, Stack, Window, wait_until};
use nix::sys::signal::Signal;
use serde_json::Value;
use std::time::{Duration, Instant};

const WITH_IMAP: [(&str, &str); 2] = [("WITH", "imap"), ("PAGEBOY_REQUEST_SECONDS", "5")];

fn sweep(stack: &Stack) -> String {
    let (worked, printed) = stack.pageboy(&["sweep"], "");
    assert!(worked, "{printed}");
    printed
}

fn is_kept(alice: &Window) -> bool {
    let page = alice.get("?follow=1").expect(200);
    let said = page["words"].as_str().expect("words").contains("the message is kept here");
    assert_eq!(page["kept"], said, "{page}");
    said
}

fn texts(mails: &[Value]) -> Vec<&str> {
    mails.iter().map(|mail| mail["text"].as_str().expect("text").trim_end()).collect()
}

/// While the server does not answer: Bob is interrupted at once, Alice is told, the inbox says in a sentence
/// that it cannot be shown, and all other pages are there.
fn assert_outage(stack: &Stack, alice: &Window, bob: &Window, words: &str, unanswered: bool) {
    let at_bob = Events::open(bob);
    let began = Instant::now();
    let receipt = alice.send(&bob.party, words);
    assert_eq!(receipt["outcome"], "ringing");
    assert_eq!(alice.notify(&receipt), "interrupted");
    assert!(at_bob.expect("interrupt")["url"].is_string());
    assert_eq!(bob.at_interruption(&receipt).page()["message"]["text"], words);
    assert!(!unanswered || began.elapsed() < Duration::from_secs(3), "nobody waits for IMAP");
    wait_until("Alice is told that it is kept", LONG, || is_kept(alice));
    let bob = bob.at_interruption(&receipt).resume();

    for below in ["/inbox", "/inbox?q=x"] {
        let began = Instant::now();
        let answer = bob.get(below);
        assert_eq!(answer.header("retry-after"), Some("5"));
        assert_eq!(answer.expect(503)["error"], "mailbox_unavailable");
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
    let page = bob.get_html("/inbox");
    assert!(page.status == 503 && page.text.contains("Your mailbox cannot be reached at the moment."), "{}", page.text);
    assert!(page.text.contains(&format!("{}/desk", bob.path)), "a way out is on the page");
    for below in ["", "/desk", "/settings", "/pending"] {
        assert!(matches!(bob.get(below).status, 200 | 204), "{below}");
    }
    assert_eq!(stack.sql("SELECT count(*) > 0 FROM pageboy.spool"), "t");
}

#[test]
fn while_imap_is_down_or_hangs_messages_interrupt_are_kept_and_are_delivered_once_afterwards() {
    let stack = Stack::start("imap-outage", &WITH_IMAP);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let mut dovecot = Dovecot::of(&stack);
    dovecot.kill();
    assert_outage(&stack, &alice, &bob, "while it is down", true);
    assert!(sweep(&stack).contains("wait in the spool"), "a sweep finds it down too");
    dovecot.start();
    sweep(&stack);
    let mailbox = Mailbox::of(&stack, &bob.party);
    assert_eq!(texts(&mailbox.list("INBOX")), ["while it is down"]);
    assert!(!is_kept(&alice), "Alice sees that it has arrived");
    wait_for_empty_spool(&stack);
    assert_eq!(bob.get("/inbox").expect(200)["messages"][0]["summary"], "while it is down");
    bob.get("/desk").expect(200);

    // Frozen at any point of its work; what it was sent before may be done when it goes on.
    stack.sql("UPDATE pageboy.spool SET unreachable = NULL");
    dovecot.freeze(true);
    assert_outage(&stack, &alice, &bob, "while it hangs", true);
    dovecot.freeze(false);
    wait_until("all is delivered", 4 * LONG, || {
        sweep(&stack);
        stack.sql("SELECT count(*) FROM pageboy.spool") == "0"
    });
    let mut mails = mailbox.list("INBOX");
    mails.sort_by_key(|mail| mail["text"].to_string());
    assert_eq!(texts(&mails), ["while it hangs", "while it is down"]);
    assert_eq!(Mailbox::of(&stack, &alice.party).list(SENT).len(), 2);
    // It was read before it was delivered.
    assert!(mails.iter().all(|mail| mail["flags"].to_string().contains("Seen")), "{mails:?}");
}

#[test]
fn a_mailbox_that_is_full_keeps_the_message_here_until_there_is_room() {
    let stack = Stack::start("imap-quota", &WITH_IMAP);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let users = format!("{}/dovecot/users", stack.variable("PAGEBOY_RUN"));
    std::fs::write(&users, format!("{}:::::::userdb_quota_rule=*:bytes=100\n", bob.party)).expect("written");
    let receipt = alice.send(&bob.party, "Too much");
    assert_eq!(bob.at_interruption(&receipt).page()["message"]["text"], "Too much");
    wait_until("Alice is told that it is kept", LONG, || is_kept(&alice));
    let bob = bob.at_interruption(&receipt).resume();
    let page = bob.get("/inbox").expect(200);
    assert_eq!(page["messages"][0]["summary"], "Too much", "he sees it all the same");
    sweep(&stack);
    assert!(Mailbox::of(&stack, &bob.party).list("INBOX").is_empty());
    assert!(stack.sql("SELECT problem FROM pageboy.spool WHERE kind = 'deliver'").to_lowercase().contains("quota"));

    std::fs::write(&users, format!("{}:::::::userdb_quota_rule=*:bytes=1000000\n", bob.party)).expect("written");
    wait_until("it is delivered", 2 * LONG, || {
        sweep(&stack);
        let left = stack.sql("SELECT kind, problem FROM pageboy.spool");
        println!("{left}");
        left.is_empty()
    });
    assert_eq!(texts(&Mailbox::of(&stack, &bob.party).list("INBOX")), ["Too much"]);
    assert!(!is_kept(&alice));
}

#[test]
fn a_worker_that_dies_between_append_and_its_report_has_delivered_once() {
    let stack = Stack::start("imap-worker", &WITH_IMAP);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let mailbox = Mailbox::of(&stack, &bob.party);
    let pageboy = Pageboy::of(&stack);
    pageboy.wait_for_stock(8);
    stack.sql(
        "CREATE FUNCTION pageboy.hold() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN PERFORM pg_advisory_xact_lock(77); RETURN OLD; END';
         CREATE TRIGGER hold BEFORE DELETE ON pageboy.spool FOR EACH ROW EXECUTE FUNCTION pageboy.hold()",
    );
    // The report that it is delivered waits for this lock.
    let lock = Transaction::holding(&stack, "SELECT pg_advisory_xact_lock(77)");
    alice.send(&bob.party, "Once");
    mailbox.wait_for("INBOX", 1);
    wait_for_hanging(&stack, 1);
    for worker in pageboy.busy() {
        end(worker, Signal::SIGKILL);
    }
    // Nor does its connection get to do it.
    stack.sql_as_superuser("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");
    drop(lock);
    stack.sql("DROP TRIGGER hold ON pageboy.spool");
    assert_eq!(stack.sql("SELECT kind FROM pageboy.spool ORDER BY position"), "deliver\ncopy");
    wait_until("the claim runs out and the sweep sees to it", 2 * LONG, || {
        sweep(&stack);
        stack.sql("SELECT count(*) FROM pageboy.spool") == "0"
    });
    assert_eq!(texts(&mailbox.list("INBOX")), ["Once"]);
    assert_eq!(texts(&Mailbox::of(&stack, &alice.party).list(SENT)), ["Once"]);
}

#[test]
fn as_cgi_too_the_message_is_delivered_after_the_answer() {
    let stack = Stack::start("imap-cgi", &[("WITH", "imap,fcgiwrap")]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    alice.send(&bob.party, "by CGI");
    let mails = Mailbox::of(&stack, &bob.party).wait_for("INBOX", 1);
    assert_eq!(texts(&mails), ["by CGI"]);
    assert_eq!(bob.get("/inbox").expect(200)["messages"][0]["summary"], "by CGI");
}

#[test]
fn messages_of_sql_mailboxes_follow_into_imap() {
    let stack = Stack::start("imap-move", &[("WITH", "imap"), ("PAGEBOY_MAILBOX", "sql")]);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    alice.send(&bob.party, "from before");
    assert_eq!(bob.get("/inbox").expect(200)["messages"][0]["summary"], "from before");
    let imap = [("PAGEBOY_MAILBOX", "imap")];
    let (worked, printed) = stack.pageboy_with(&imap, &["migrate"], "");
    assert!(worked && printed.contains("1 messages are in the spool"), "{printed}");
    let (worked, printed) = stack.pageboy_with(&imap, &["sweep"], "");
    assert!(worked, "{printed}");
    assert_eq!(texts(&Mailbox::of(&stack, &bob.party).list("INBOX")), ["from before"]);
}
