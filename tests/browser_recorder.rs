//! The recorder in real browsers: every way in and out of it, and nothing that was recorded is lost or sent unasked.

use crate::common::Stack;
use crate::common::browser::{Browser, key};
use crate::common::faults::Transaction;
use crate::common::sound::Speech;
use crate::common::speaking::{
    ALIKE, likeness_at, log_in, named_window, party_of, speaker, wait_for_clock, wait_for_recorder,
};
use serde_json::json;

#[test]
fn the_keyboard_alone_records_listens_discards_records_again_and_sends_with_words() {
    let stack = Stack::shared();
    let speech = Speech::of("The keyboard is enough.");
    let (alice, _) = speaker(stack, "Alice", &speech);
    let bob = named_window(stack, "Bob");
    alice.choose(&bob.party);
    alice.tab_to("#record");
    alice.press(" ");
    wait_for_clock(&alice, "0:01");
    alice.wait_for_text("#news[role=status]", "Recording.");
    assert!(alice.has_focus("#record"), "the same button ends it");
    alice.tab_to("#listen");
    alice.press(key::ENTER);
    wait_for_recorder(&alice, "ready");
    alice.wait("it plays", || alice.run("return document.getElementById('preview').currentTime > 0") == true);
    assert!(alice.has_focus("#preview"));
    alice.tab_to("#discard");
    alice.press(key::ENTER);
    wait_for_recorder(&alice, "idle");
    alice.wait_for_text("#news", "The recording is discarded.");
    assert!(alice.has_focus("#record"));
    alice.reload();
    wait_for_recorder(&alice, "idle");

    alice.choose(&bob.party);
    alice.tab_to("#record");
    alice.press(" ");
    wait_for_clock(&alice, "0:02");
    alice.tab_to("#listen");
    alice.press(" ");
    wait_for_recorder(&alice, "ready");
    alice.tab_to("#text");
    alice.press("For who cannot listen.");
    alice.press_with(key::CONTROL, key::ENTER);
    alice.wait_for("body[data-page=sent]");
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    let message = interruption.page()["message"].take();
    assert_eq!((&message["kind"], &message["text"]), (&json!("voice"), &json!("For who cannot listen.")));
    assert!(likeness_at(&interruption, &message, &speech) > ALIKE);
}

#[test]
fn who_is_interrupted_while_recording_finds_the_recording_again() {
    let stack = Stack::shared();
    let speech = Speech::of("This is half of what I wanted to say.");
    let (bob, _) = speaker(stack, "Bob", &speech);
    let (alice, carol) = (named_window(stack, "Alice"), named_window(stack, "Carol"));
    bob.choose(&carol.party);
    bob.click("#record");
    wait_for_clock(&bob, "0:02");
    let bobs_id = party_of(stack, &bob);
    let receipt = alice.send(&bobs_id, "Can you come?");
    alice.notify(&receipt);
    bob.wait_for_message("Can you come?");

    // An answer that is interrupted is found with its message, and in the inbox afterwards.
    bob.click("#record");
    wait_for_clock(&bob, "0:01");
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");
    wait_for_recorder(&bob, "ready");
    bob.wait_for_text("#voice-words", "Your recording is still here:");
    assert_eq!(bob.property(&format!("[name=to][value='{}']", carol.party), "checked"), true);
    bob.click("#send .primary");
    bob.wait_for("body[data-page=sent]");
    let interruption = carol.at(&carol.pending().expect("an interruption"));
    assert!(likeness_at(&interruption, &interruption.page()["message"], &speech) > ALIKE);

    bob.click(".actions a[href$='/inbox']");
    bob.click(".entry-link");
    wait_for_recorder(&bob, "ready");
    bob.click("#discard");
    bob.reload();
    wait_for_recorder(&bob, "idle");
    bob.click("nav a[href$='/desk']");
    wait_for_recorder(&bob, "idle");
}

#[test]
fn a_recording_that_cannot_be_sent_is_kept_can_be_saved_and_arrives_once() {
    let stack = Stack::shared();
    let speech = Speech::of("This must not get lost.");
    let (alice, _) = speaker(stack, "Alice", &speech);
    let bob = named_window(stack, "Bob");

    // Nobody is chosen yet, so there is nothing to send it to.
    alice.click("#record");
    wait_for_clock(&alice, "0:02");
    alice.click("#record");
    wait_for_recorder(&alice, "ready");
    alice.wait_for_text("#voice-words", "not sent yet");
    alice.choose(&bob.party);
    alice.network(false);
    alice.click("#send .primary");
    alice.wait_for_text("#voice-problem", "There is no connection now. Your recording is still here.");
    assert!(alice.property("#save", "href").as_str().is_some_and(|url| url.starts_with("blob:")));
    assert_eq!(alice.property("#save", "download"), "voice.webm");
    alice.network(true);
    alice.double_click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    let arrived = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", bob.party));
    assert_eq!(arrived, "1");

    // The server's own refusal is told as it is.
    let dave = named_window(stack, "Dave");
    dave.post("/settings", &[("accept", "nobody"), ("urgent", "nobody")]).expect(200);
    alice.click(".actions a[href$='/desk']");
    wait_for_recorder(&alice, "idle");
    alice.choose(&dave.party);
    alice.click("#record");
    wait_for_clock(&alice, "0:01");
    alice.click("#record");
    alice.wait_for_text("#voice-problem", "This person does not accept messages from you.");
    wait_for_recorder(&alice, "ready");
}

#[test]
fn a_double_click_begins_to_record_and_the_limit_ends_it_without_sending() {
    let stack = Stack::start("short", &[("PAGEBOY_VOICE_SECONDS", "3")]);
    let speech = Speech::of("This is going to be far too long for those few seconds.");
    let (alice, alices_id) = speaker(&stack, "Alice", &speech);
    alice.choose(&alices_id);
    alice.double_click("#record");
    wait_for_recorder(&alice, "recording");
    alice.wait_for_text("#left", "left");
    wait_for_recorder(&alice, "ready");
    alice.wait_for_text("#alarm[role=alert]", "The longest time is reached. Your recording of 2 seconds is kept");
    assert!(alice.has_focus("#preview"), "no button that sends or discards has slipped under the finger");
    assert!(alice.has("body[data-page=desk]"));
}

#[test]
fn who_has_no_microphone_or_may_not_use_it_is_told_so_and_sends_a_file() {
    let stack = Stack::shared();
    let speech = Speech::of("This comes from a file.");
    let bob = named_window(stack, "Bob");
    let send_file = |alice: &Browser| {
        alice.choose(&bob.party);
        alice.write("#voice", speech.path().to_str().expect("a path"));
        alice.click("#send .primary");
        alice.wait_for("body[data-page=sent]");
    };
    let alice = Browser::with_arguments(&["--use-fake-device-for-media-stream", "--deny-permission-prompts"]);
    log_in(stack, &alice, "Alice");
    assert!(alice.has(".voice-file[hidden]"));
    alice.click("#record");
    alice.wait_for_text("#voice-why", "The microphone is not allowed here.");
    alice.wait("the focus is on the file", || alice.has_focus("#voice"));
    assert!(alice.text("#alarm").starts_with("The microphone is not allowed here."));
    assert!(alice.has("#again:not([hidden])"));
    send_file(&alice);
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    assert!(likeness_at(&interruption, &interruption.page()["message"], &speech) > ALIKE);
    interruption.resume();

    let carol = Browser::start();
    carol.before_each_page("delete window.MediaRecorder;");
    log_in(stack, &carol, "Carol");
    carol.wait_for_text("#voice-why", "This browser cannot record. You can send a recording from a file.");
    assert!(carol.has("#record[hidden]") && carol.has("#again[hidden]"));
    send_file(&carol);
    assert!(bob.pending().is_some());
}

#[test]
fn a_file_that_was_discarded_or_refused_is_not_sent_later() {
    let stack = Stack::shared();
    let speech = Speech::of("Nobody is to hear this.");
    let dave = named_window(stack, "Dave");
    dave.post("/settings", &[("accept", "nobody"), ("urgent", "nobody")]).expect(200);
    let alice = Browser::start();
    alice.before_each_page("delete window.MediaRecorder;");
    log_in(stack, &alice, "Alice");
    let choose_file = |path: &str| {
        alice.write("#voice", path);
        alice.click("#send .primary");
    };
    // What is no recording is let go of, and another file can be chosen at once.
    alice.choose(&dave.party);
    let manifest = crate::common::stack::root().join("Cargo.toml");
    choose_file(manifest.to_str().expect("a path"));
    alice.wait_for_text("#voice-problem", "This looks like a text; what is taken is");
    assert!(!alice.text("#voice-problem").contains("still here"));
    wait_for_recorder(&alice, "file");
    assert_eq!(alice.run("return document.getElementById('voice').files.length"), 0);
    assert!(alice.has_focus("#voice") && alice.has("#save[hidden]"));

    choose_file(speech.path().to_str().expect("a path"));
    alice.wait_for_text(
        "#voice-problem",
        "This person does not accept messages from you. Your recording is still here.",
    );
    alice.click("#discard");
    wait_for_recorder(&alice, "file");
    dave.post("/settings", &[("accept", "everyone"), ("urgent", "nobody")]).expect(200);
    alice.write("#text", "Only words");
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    let page = dave.at(&dave.pending().expect("an interruption")).page();
    assert_eq!((&page["message"]["kind"], &page["message"]["text"]), (&json!("text"), &json!("Only words")));
}

#[test]
fn where_the_browsers_store_does_not_answer_a_recording_is_sent_and_a_refusal_is_told_all_the_same() {
    let stack = Stack::shared();
    let speech = Speech::of("There is no room for this.");
    let bob = named_window(stack, "Bob");
    let alice = Browser::with_microphone(speech.path());
    alice.before_each_page("IDBFactory.prototype.open = () => new EventTarget();");
    log_in(stack, &alice, "Alice");
    alice.choose(&bob.party);
    alice.click("#file-instead");
    alice.write("#voice", crate::common::stack::root().join("Cargo.toml").to_str().expect("a path"));
    alice.click("#send .primary");
    alice.wait_for_text("#voice-problem", "This looks like a text");
    alice.click("#again");
    wait_for_clock(&alice, "0:01");
    alice.click("#record");
    alice.wait_for("body[data-page=sent]");
    assert_eq!(bob.at(&bob.pending().expect("an interruption")).page()["message"]["kind"], "voice");
}

#[test]
fn words_are_sent_while_the_browser_still_asks_for_the_microphone_and_a_file_instead_of_it() {
    let stack = Stack::shared();
    let speech = Speech::of("From a file, though there is a microphone.");
    let bob = named_window(stack, "Bob");
    let alice = Browser::with_microphone(speech.path());
    alice.before_each_page(
        "window.granted = [];
         const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
         navigator.mediaDevices.getUserMedia = (wanted) => new Promise((resolve) => {
           window.grant = async () => { const stream = await ask(wanted); granted.push(stream); resolve(stream); };
         });",
    );
    log_in(stack, &alice, "Alice");
    alice.choose(&bob.party);
    alice.click("#record");
    wait_for_recorder(&alice, "asking");
    alice.wait_for_text("#news", "Waiting for the microphone.");
    alice.click("#discard");
    wait_for_recorder(&alice, "idle");
    // A microphone that is allowed too late is let go of.
    alice.run_async("await grant();");
    alice.wait("it is let go of", || {
        alice
            .run("return granted.length === 1 && granted[0].getTracks().every((track) => track.readyState === 'ended')")
            == true
    });
    wait_for_recorder(&alice, "idle");
    alice.click("#record");
    wait_for_recorder(&alice, "asking");
    alice.write("#text", "Only words");
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    assert_eq!(interruption.page()["message"]["kind"], "text");
    interruption.resume();

    alice.click(".actions a[href$='/desk']");
    wait_for_recorder(&alice, "idle");
    alice.choose(&bob.party);
    alice.click("#file-instead");
    wait_for_recorder(&alice, "file");
    alice.write("#voice", speech.path().to_str().expect("a path"));
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    assert_eq!(bob.at(&bob.pending().expect("an interruption")).page()["message"]["kind"], "voice");
}

#[test]
fn what_was_recorded_and_not_sent_is_found_after_the_next_log_in_by_its_own_party() {
    let stack = Stack::shared();
    let speech = Speech::of("I shall send this tomorrow.");
    let alice = Browser::with_microphone(speech.path());
    let (alices_id, password) = stack.add_party("alice", &["--name", "Alice"]);
    alice.log_in(stack, &alices_id, &password);
    alice.click("#record");
    wait_for_clock(&alice, "0:01");
    alice.click("#listen");
    wait_for_recorder(&alice, "ready");
    assert!(alice.text("#news").starts_with("Recorded: "), "{}", alice.text("#news"));
    alice.click(".logout button");
    alice.wait_for("#password");

    log_in(stack, &alice, "Bob");
    wait_for_recorder(&alice, "idle");
    alice.click(".logout button");
    alice.wait_for("#password");
    alice.log_in(stack, &alices_id, &password);
    wait_for_recorder(&alice, "ready");
    alice.wait_for_text("#voice-words", "Your recording is still here:");

    // The same where the session ends by itself.
    stack.sql(&format!("UPDATE pageboy.session SET expires = now() WHERE party = '{alices_id}'"));
    alice.run("document.dispatchEvent(new Event('visibilitychange'))");
    alice.wait_for_text("#banner", "This session has ended.");
    alice.click("#banner a");
    alice.wait_for("#password");
    alice.log_in(stack, &alices_id, &password);
    wait_for_recorder(&alice, "ready");
}

#[test]
fn who_logs_out_while_a_recording_is_sent_is_logged_out_and_does_not_send_it_twice() {
    let stack = Stack::shared();
    let speech = Speech::of("This is sent once.");
    let alice = Browser::with_microphone(speech.path());
    let (alices_id, password) = stack.add_party("alice", &["--name", "Alice"]);
    let bob = named_window(stack, "Bob");
    alice.log_in(stack, &alices_id, &password);
    alice.choose(&bob.party);
    alice.click("#record");
    wait_for_clock(&alice, "0:01");
    alice.click("#listen");
    wait_for_recorder(&alice, "ready");
    let held = Transaction::stopping(stack, &[&bob]);
    alice.click("#send .primary");
    wait_for_recorder(&alice, "sending");
    alice.run("document.querySelector('.logout button').click()");
    drop(held);
    alice.wait_for("#password");
    alice.log_in(stack, &alices_id, &password);
    alice.wait_for("body[data-page=desk]");
    wait_for_recorder(&alice, "idle");
    let arrived = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", bob.party));
    assert_eq!(arrived, "1");
}
