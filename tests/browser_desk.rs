//! The desk in real browsers: who is there, what is half written, and nothing twice.

use crate::common::browser::{Browser, key};
use crate::common::{Stack, Window};
use serde_json::Value;

/// The mark beside a party's name.
fn mark(party: &str) -> String {
    format!("li:has([value='{party}']) .availability")
}

fn messages_from(stack: &Stack, party: &str) -> String {
    stack.sql(&format!("SELECT count(*) FROM pageboy.message WHERE sender = '{party}'"))
}

#[track_caller]
fn wait_for_draft(stack: &Stack, browser: &Browser, party: &str, text: &str) {
    let drafts = format!("SELECT drafts FROM pageboy.session WHERE party = '{party}'");
    browser.wait("the draft is saved", || stack.sql(&drafts).contains(text));
}

#[test]
fn the_desk_follows_who_is_available_while_it_is_open_and_leaves_what_is_written_alone() {
    let stack = Stack::shared();
    let (bobs_id, password) = stack.add_party("bob", &["--name", "Bob"]);
    let (alice, _) = Browser::of_new_party(stack, "Alice");
    alice.choose(&bobs_id);
    assert_eq!(alice.text(&mark(&bobs_id)), "away");
    assert_eq!(alice.text("#expect"), "Bob is away: the message will wait in the mailbox.");
    alice.write("#text", "Are you");

    let bob = Browser::start();
    bob.log_in(stack, &bobs_id, &password);
    alice.wait_for_text(&mark(&bobs_id), "available");
    assert_eq!(alice.property("#news[role=status]", "textContent"), "Bob is now available.");
    assert!(!alice.has("#expect:not([hidden])"));
    bob.click(".status [value=busy]");
    alice.wait_for_text(&mark(&bobs_id), "busy");
    assert_eq!(alice.text("#expect"), "Bob is busy: the message will wait in the mailbox.");
    bob.click(".status [value=available]");
    alice.wait_for_text(&mark(&bobs_id), "available");

    drop(bob);
    alice.wait_for_text(&mark(&bobs_id), "away");
    assert!(alice.has_focus("#text"));
    alice.press(" there?");
    assert_eq!(alice.property("#text", "value"), "Are you there?");
}

#[test]
fn the_status_is_switched_in_place_with_one_press() {
    let stack = Stack::shared();
    let (bob, bobs_id) = Browser::of_new_party(stack, "Bob");
    let carol = stack.new_window("carol");
    assert_eq!(carol.availability(&bobs_id), "available");
    bob.write("#text", "half");
    for status in ["busy", "away", "available"] {
        bob.click(&format!(".status [value={status}]"));
        bob.wait_for(&format!(".status [value={status}][aria-pressed=true]"));
        assert_eq!(bob.run("return document.querySelectorAll('.status [aria-pressed=true]').length"), 1);
        assert_eq!(carol.availability(&bobs_id), status);
        assert_eq!(bob.property("#news[role=status]", "textContent"), format!("You are {status}."));
    }
    assert_eq!(bob.property("#text", "value"), "half");
    bob.click(".status [value=busy]");
    bob.wait_for(".status [value=busy][aria-pressed=true]");
    bob.reload();
    bob.wait_for(".status [value=busy][aria-pressed=true]");
}

#[test]
fn a_search_narrows_the_list_while_typing_and_keeps_who_is_chosen() {
    let stack = Stack::shared();
    let (bobs_id, _) = stack.add_party("bob.search", &["--name", "Bob of the Boilers"]);
    let (carols_id, _) = stack.add_party("carol.search", &["--name", "Carol of the Cranes"]);
    let (alice, _) = Browser::of_new_party(stack, "Alice");
    let listed = |party: &str| alice.has(&format!("#people [value='{party}']"));
    alice.write("#q", &bobs_id);
    alice.wait("only Bob is left", || listed(&bobs_id) && !listed(&carols_id));
    assert_eq!(alice.property("#news", "textContent"), "1 person found");
    alice.click(&format!("[value='{bobs_id}']"));

    alice.write("#q", &key::BACKSPACE.repeat(bobs_id.len()));
    alice.write("#q", &format!("OF THE CRANES{}", key::ENTER));
    alice.wait("Carol is found by her name", || listed(&carols_id));
    assert!(alice.has(&format!("[value='{bobs_id}']:checked")), "Bob is still chosen");
    alice.write("#q", " that nobody has");
    alice.wait_for("#nobody:not([hidden])");
    alice.write("#text", "For Bob.");
    alice.click("#send .primary");
    assert_eq!(alice.text("h1"), "Message to\nBob of the Boilers");
    // A search that turned the session to the desk could do so after the message was sent.
    let turned = |(name, event): (String, Value)| {
        let url = event["request"]["url"].as_str().unwrap_or_default().to_owned();
        (name == "Network.requestWillBeSent" && event["type"] == "Fetch" && url.contains("/desk")).then_some(url)
    };
    assert_eq!(alice.traffic().into_iter().filter_map(turned).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_half_written_text_survives_a_reload() {
    let stack = Stack::shared();
    let (alice, alices_id) = Browser::of_new_party(stack, "Alice");
    alice.choose("dave");
    alice.click("#urgent");
    alice.write("#text", "First line\nsecond <line> & “more” 🛎");
    alice.press(&key::LEFT.repeat(4));
    wait_for_draft(stack, &alice, &alices_id, "second <line>");
    let kept = alice.property("#text", "value");
    let caret = alice.property("#text", "selectionStart");

    alice.reload();
    assert_eq!(alice.property("#text", "value"), kept);
    assert_eq!(alice.property("[name=to][value=dave]", "checked"), true);
    assert_eq!(alice.property("#urgent", "checked"), true);
    alice.wait("the focus is in the text", || alice.has_focus("#text"));
    assert_eq!(alice.property("#text", "selectionStart"), caret);

    // It belongs to its page: other pages do not show it, and coming back brings it again.
    alice.click("nav a[href$='/settings']");
    alice.wait_for("body[data-page=settings]");
    assert_ne!(alice.property("#accept", "value"), kept);
    alice.click("nav a[href$='/desk']");
    alice.wait_for("body[data-page=desk]");
    assert_eq!(alice.property("#text", "value"), kept);
}

#[test]
fn a_refused_message_is_not_lost() {
    let stack = Stack::shared();
    let (alice, alices_id) = Browser::of_new_party(stack, "Alice");
    alice.choose("dave");
    alice.write("#text", "A long text that was hard to write.");
    alice.click("#send .primary");
    alice.wait_for("body[data-page=error]");
    assert_eq!(alice.text("h1"), "This person does not accept messages from you.");
    alice.click(".actions a");
    alice.wait_for("body[data-page=desk]");
    assert_eq!(alice.property("#text", "value"), "A long text that was hard to write.");
    assert_eq!(messages_from(stack, &alices_id), "0");
}

#[test]
fn a_double_click_a_reload_and_the_back_button_send_nothing_twice() {
    let stack = Stack::shared();
    let (alice, alices_id) = Browser::of_new_party(stack, "Alice");
    let bob = stack.new_window("bob");
    alice.choose(&bob.party);
    alice.write("#text", "once");
    alice.double_click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    alice.reload();
    assert_eq!(alice.text(".quote"), "once");
    alice.back();
    alice.wait_for("body");
    alice.goto(&format!("{}{}/desk", stack.url(), alice.session()));
    assert_eq!(alice.property("#text", "value"), "", "what has been sent is not offered again");
    assert_eq!(messages_from(stack, &alices_id), "1");

    let interruption = bob.at(&bob.pending().expect("an interruption"));
    let answer = interruption.post("/reply", &[("text", "twice?")]).expect(201);
    bob.notify(&answer);
    alice.wait_for_message("twice?");
    alice.double_click(".ready button[value=No]");
    alice.wait_for("body[data-page=sent]");
    alice.reload();
    assert_eq!(messages_from(stack, &alices_id), "2");
}

#[test]
fn a_window_whose_party_has_logged_out_elsewhere_says_so_and_keeps_the_text() {
    let stack = Stack::shared();
    let (alice, alices_id) = Browser::of_new_party(stack, "Alice");
    alice.choose("dave");
    alice.write("#text", "Still being written");
    let writing = alice.window();
    let elsewhere = Window::log_in(stack, &alices_id, &format!("password of {alices_id}"));
    elsewhere.post("/logout", &[]).expect(200);
    alice.wait_for_text("#banner[role=alert]", "This session has ended. What you wrote is still here to copy.");
    assert_eq!(alice.property("#text", "value"), "Still being written");
    assert_eq!(alice.window(), writing);

    alice.click("#banner a");
    alice.wait_for("body[data-page=login]");
    alice.log_in(stack, &alices_id, &format!("password of {alices_id}"));
}
