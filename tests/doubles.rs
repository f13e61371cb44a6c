//! Submitting twice makes one message: a double click, a reload, a retry.

use crate::common::window::request;
use crate::common::{Stack, Window, at_once, window::form};

fn messages_of(stack: &Stack, window: &Window) -> String {
    stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", window.party))
}

#[test]
fn twenty_copies_of_one_form_at_once_are_one_message_and_equal_answers() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let nonce = alice.page()["nonce"].as_str().expect("a nonce").to_owned();
    let fields = [("to", bob.party.as_str()), ("text", "Hello"), ("nonce", nonce.as_str())];
    let answers = at_once(&[(); 20], |()| alice.post("/send", &fields).expect(201));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(answers[0]["outcome"], "ringing");
    assert_eq!(messages_of(stack, &bob), "1");
    let interruptions = format!("SELECT count(*) FROM pageboy.interruption WHERE party = '{}'", bob.party);
    assert_eq!(stack.sql(&interruptions), "1");
}

#[test]
fn a_retry_gets_the_first_answer_whatever_has_happened_since() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let fields = [("to", bob.party.as_str()), ("text", "Hello"), ("nonce", "once")];
    let receipt = alice.post("/send", &fields).expect(201);
    let interruption = bob.at_interruption(&receipt);
    interruption.page();
    interruption.resume();
    stack.set_party(&bob.party, &["--accept", "nobody"]);
    assert_eq!(alice.post("/send", &fields).expect(201), receipt);
    assert_eq!(alice.post_html("/send", &fields).location(), alice.path);
    assert_eq!(messages_of(stack, &bob), "1");
    assert_eq!(bob.pending(), None);
}

#[test]
fn a_retry_while_the_sender_is_suspended_is_told_of_its_message() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let fields = [("to", bob.party.as_str()), ("text", "Hello"), ("nonce", "once")];
    let receipt = alice.post("/send", &fields).expect(201);
    stack.new_window("carol").send(&alice.party, "in between");
    assert_eq!(alice.post("/send", &fields).expect(201), receipt);
    assert!(alice.pending().is_some());
}

#[test]
fn the_same_words_with_another_nonce_or_without_one_are_another_message() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for nonce in ["a", "b"] {
        alice.post("/send", &[("to", &bob.party), ("text", "Hello"), ("nonce", nonce)]).expect(201);
    }
    alice.send(&bob.party, "Hello");
    alice.send(&bob.party, "Hello");
    assert_eq!(messages_of(stack, &bob), "4");
}

#[test]
fn a_nonce_belongs_to_its_session() {
    let stack = Stack::shared();
    let (alice, carol, bob) = (stack.new_window("alice"), stack.new_window("carol"), stack.new_window("bob"));
    let fields = [("to", bob.party.as_str()), ("text", "Hello"), ("nonce", "the same")];
    let one = alice.post("/send", &fields).expect(201);
    let two = carol.post("/send", &fields).expect(201);
    assert_ne!(one["message"], two["message"]);
    assert_eq!(messages_of(stack, &bob), "2");
}

#[test]
fn an_answer_that_is_submitted_twice_is_one_message() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Can you come?");
    let nonce = interruption.page()["nonce"].as_str().expect("a nonce").to_owned();
    let fields = [("text", "On my way"), ("nonce", nonce.as_str())];
    let answers = at_once(&[(); 20], |()| interruption.post("/reply", &fields).expect(201));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(messages_of(stack, &alice), "1");
}

#[test]
fn a_script_that_tries_again_with_its_nonce_sends_one_message() {
    let stack = Stack::shared();
    let (watch, bob) = (stack.add_party("watch", &[]).0, stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let authorization = format!("Bearer {}", stack.add_token(&watch));
    let headers = [("Authorization", authorization.as_str())];
    let body = form(&[("to", &bob.party), ("text", "disk full"), ("nonce", "2026-11-23 disk")]);
    let url = bob.url("/send");
    let answers = at_once(&[(); 20], |()| request("POST", &url, &headers, Some(&body)).expect(202));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(messages_of(stack, &bob), "1");
}

#[test]
fn a_form_that_was_refused_may_be_sent_again_with_its_nonce() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    alice.post("/send", &[("to", "nobody-at-all"), ("text", "Hello"), ("nonce", "n")]).expect(404);
    let receipt = alice.post("/send", &[("to", &bob.party), ("text", "Hello"), ("nonce", "n")]).expect(201);
    assert_eq!(receipt["outcome"], "ringing");
}
