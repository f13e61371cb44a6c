//! Urgent messages, where the recipient allows the sender that.

use crate::common::window::request;
use crate::common::{Stack, Window};
use serde_json::Value;

fn send_urgently(sender: &Window, to: &str, text: &str) -> Value {
    sender.post("/send", &[("to", to), ("text", text), ("urgent", "1")]).expect(201)
}

#[test]
fn an_urgent_message_goes_through_busy_and_an_ordinary_one_does_not() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    assert_eq!(alice.send(&bob.party, "no hurry")["outcome"], "mailbox");
    let receipt = send_urgently(&alice, &bob.party, "fire");
    assert_eq!((&receipt["outcome"], &receipt["urgent"]), (&"ringing".into(), &true.into()));
    let page = bob.at_interruption(&receipt).page();
    assert_eq!((&page["message"]["text"], &page["message"]["urgent"]), (&"fire".into(), &true.into()));
    assert_eq!(bob.at_interruption(&receipt).resume().path, bob.path);
    assert_eq!(alice.availability(&bob.party), "busy");
}

#[test]
fn an_urgent_message_does_not_call_back_who_is_away() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "away")]).expect(200);
    assert_eq!(send_urgently(&alice, &bob.party, "fire")["outcome"], "mailbox");
    let inbox = bob.get("/inbox").expect(200);
    assert_eq!(inbox["messages"][0]["urgent"], true);
}

#[test]
fn urgent_messages_go_to_the_head_of_the_queue_in_the_order_in_which_they_came() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let mut at = alice.interrupt(&bob, "open");
    alice.send(&bob.party, "ordinary 1");
    assert_eq!(send_urgently(&alice, &bob.party, "urgent 1")["outcome"], "queued");
    alice.send(&bob.party, "ordinary 2");
    send_urgently(&alice, &bob.party, "urgent 2");
    let mut words = Vec::new();
    loop {
        at = at.resume();
        if at.path == bob.path {
            break;
        }
        words.push(at.page()["message"]["text"].as_str().expect("words").to_owned());
    }
    assert_eq!(words, ["urgent 1", "urgent 2", "ordinary 1", "ordinary 2"]);
}

#[test]
fn where_the_recipient_does_not_allow_it_an_urgent_message_is_an_ordinary_one_and_the_receipt_says_so() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let only_carol = format!("party:{}", carol.party);
    let (bob, password) = stack.add_party("bob", &["--urgent", &only_carol]);
    let bob = Window::log_in(stack, &bob, &password);
    bob.post("/status", &[("status", "busy")]).expect(200);

    let receipt = send_urgently(&alice, &bob.party, "me first");
    assert_eq!((&receipt["outcome"], &receipt["urgent"]), (&"mailbox".into(), &false.into()));
    assert_eq!(alice.page()["message"]["urgent"], false);
    let receipt = send_urgently(&carol, &bob.party, "fire");
    assert_eq!((&receipt["outcome"], &receipt["urgent"]), (&"ringing".into(), &true.into()));
    assert_eq!(carol.page()["message"]["urgent"], true);
}

#[test]
fn an_urgent_message_that_is_not_allowed_jumps_no_queue() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &["--urgent", "nobody"]);
    let bob = Window::log_in(stack, &bob, &password);
    let first = alice.interrupt(&bob, "open");
    alice.send(&bob.party, "ordinary");
    assert_eq!(send_urgently(&alice, &bob.party, "me first")["urgent"], false);
    assert_eq!(first.resume().page()["message"]["text"], "ordinary");
}

#[test]
fn who_may_not_send_at_all_may_not_send_urgently() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (dave, password) = stack.add_party("dave", &["--accept", "nobody", "--urgent", "everyone"]);
    let dave = Window::log_in(stack, &dave, &password);
    let answer = alice.post("/send", &[("to", &dave.party), ("text", "fire"), ("urgent", "1")]);
    assert_eq!(answer.expect(403)["error"], "not_accepted");
    assert_eq!(dave.page()["unread"], 0);
}

#[test]
fn an_unchecked_box_in_any_of_its_spellings_is_not_urgent() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for value in ["", "0", "false", "no", "off"] {
        let receipt = alice.post("/send", &[("to", &bob.party), ("text", "hello"), ("urgent", value)]).expect(201);
        assert_eq!(receipt["urgent"], false, "{value}");
    }
}

#[test]
fn a_script_whose_body_is_the_message_says_urgent_beside_it() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let authorization = format!("Bearer {}", stack.add_token(&alice.party));
    let url = alice.url(&format!("/send/{}", bob.party));
    let post = |authorization: &str, kind: &str, body: &str| {
        request("POST", &url, &[("Authorization", authorization), ("Content-Type", kind)], Some(body))
    };
    const FORM: &str = "application/x-www-form-urlencoded";
    let receipt = post(&authorization, FORM, "disk full&urgent=1").expect(202);
    assert_eq!((&receipt["urgent"], &receipt["outcome"]), (&true.into(), &"ringing".into()));
    assert_eq!(bob.at_interruption(&receipt).page()["message"]["text"], "disk full");
    // An object is no message, and who asks comes before what is asked.
    assert_eq!(post(&authorization, "application/json", "{\"urgent\": true}").expect(422)["error"], "no_text");
    assert_eq!(post("Bearer wrong", FORM, "").expect(401)["error"], "unknown_token");
}
