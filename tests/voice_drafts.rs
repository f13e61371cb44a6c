//! A recording that could not be sent is not lost: the session keeps it with the half-written form.

use crate::common::voice::{fetch, post, recording};
use crate::common::{Stack, Window};
use serde_json::{Value, json};

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn kept(stack: &Stack, window: &Window) -> String {
    stack.sql(&format!("SELECT count(*) FROM pageboy.voice_draft WHERE sid = '{}'", window.sid()))
}

#[test]
fn a_recording_that_comes_while_the_session_is_suspended_waits_there_and_can_be_sent() {
    let stack = Stack::shared();
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let interruption = carol.interrupt(&alice, "One moment");
    let fields = [("to", bob.party.as_str()), ("text", "Listen"), ("nonce", "n")];
    let spoken = recording("ogg");
    let answer = post(&alice, "/send", &fields, &spoken);
    assert!(interruption.path == answer.location(), "{answer:?}");
    assert_eq!(kept(stack, &alice), "1");

    let alice = interruption.resume();
    let page = alice.page();
    assert_eq!((&page["page"], &page["draft"]["text"]), (&json!("desk"), &json!("Listen")));
    assert_eq!(page["draft_voice"]["voice_type"], "audio/ogg");
    assert!(page["draft_voice"]["voice_seconds"].as_f64().is_some_and(|seconds| seconds > 1.0));
    let url = text(&page["draft_voice"]["voice"]);
    assert!(fetch(&alice, "GET", url, &[]).bytes == spoken);
    assert_eq!(fetch(&bob, "GET", url, &[]).answer.status, 403);
    assert_eq!(fetch(&bob, "GET", &format!("{}/voice/draft", bob.path), &[]).answer.status, 404);

    let fields = [fields[0], ("text", ""), ("nonce", "n"), ("voice_kept", "1")];
    let receipt = alice.post("/send", &fields).expect(201);
    assert_eq!(alice.post("/send", &fields).expect(201), receipt, "a retry finds its message");
    let shown = bob.at_interruption(&receipt).page()["message"].clone();
    assert_eq!((&shown["kind"], &shown["text"]), (&json!("voice"), &json!("")));
    assert!(fetch(&bob, "GET", text(&shown["voice"]), &[]).bytes == spoken);
    assert_eq!(kept(stack, &alice), "0");
    let again = alice.post("/send", &[fields[0], fields[1], fields[3]]);
    assert_eq!(again.expect(422)["error"], "no_recording");
}

#[test]
fn a_recording_that_was_refused_waits_for_another_recipient_or_is_left_out() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for spoken in [recording("ogg"), recording("mp3")] {
        post(&alice, "/send", &[("to", "nobody-at-all"), ("text", "Listen")], &spoken).expect(404);
        assert!(fetch(&alice, "GET", &format!("{}/voice/draft", alice.path), &[]).bytes == spoken);
    }
    assert_eq!(kept(stack, &alice), "1", "the later one has taken the earlier one's place");
    // A file of the form's own comes before the one that was kept.
    let own = recording("wav");
    let receipt = post(&alice, "/send", &[("to", &bob.party), ("voice_kept", "1")], &own).expect(201);
    let shown = bob.at_interruption(&receipt).page()["message"].clone();
    assert!(fetch(&bob, "GET", text(&shown["voice"]), &[]).bytes == own);
    assert_eq!(kept(stack, &alice), "0");

    post(&alice, "/send", &[("to", "nobody-at-all")], &own).expect(404);
    let receipt = alice.post("/send", &[("to", &bob.party), ("text", "only words")]).expect(201);
    assert_eq!(receipt["outcome"], "queued");
    assert_eq!(kept(stack, &alice), "0", "who sends without it does not want it");
}

#[test]
fn a_spoken_answer_that_was_refused_follows_its_message_into_the_inbox() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Can you come?");
    let message = text(&interruption.page()["message"]["id"]).to_owned();
    stack.set_party(&alice.party, &["--accept", "nobody"]);
    let fields = [("text", ""), ("message", message.as_str()), ("page", "message")];
    post(&interruption, "/reply", &fields, &recording("webm")).expect(403);
    let url = text(&interruption.page()["draft_voice"]["voice"]).to_owned();
    assert!(fetch(&interruption, "GET", &url, &[]).bytes == recording("webm"));

    let bob = interruption.resume();
    assert_eq!(bob.page()["draft_voice"], Value::Null);
    let page = bob.get(&format!("/inbox/{message}")).expect(200);
    assert_eq!(page["draft_voice"]["voice_type"], "audio/webm");
    stack.set_party(&alice.party, &["--accept", "everyone"]);
    let fields = [("text", ""), ("message", message.as_str()), ("page", "inbox"), ("voice_kept", "1")];
    let receipt = bob.post("/reply", &fields).expect(201);
    let shown = alice.at_interruption(&receipt).page()["message"].clone();
    assert_eq!((&shown["kind"], &shown["in_reply_to"]), (&json!("voice"), &json!(message)));
    assert_eq!(kept(stack, &bob), "0");
}

#[test]
fn a_session_keeps_three_recordings_at_most() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    alice.post("/status", &[("status", "busy")]).expect(200);
    let messages: Vec<String> =
        (0..4).map(|number| text(&bob.send(&alice.party, &format!("{number}"))["message"]).to_owned()).collect();
    stack.set_party(&bob.party, &["--accept", "nobody"]);
    for message in &messages {
        let fields = [("text", "x"), ("message", message.as_str()), ("page", "inbox")];
        post(&alice, "/reply", &fields, &recording("ogg")).expect(403);
    }
    assert_eq!(kept(stack, &alice), "3");
    for (number, message) in messages.iter().enumerate() {
        let page = alice.get(&format!("/inbox/{message}")).expect(200);
        assert_eq!(page["draft_voice"].is_null(), number == 0, "{number}");
    }
}
