//! The pages inbox and settings in a real browser.

use crate::common::Stack;
use crate::common::browser::{Browser, key};

#[test]
fn the_inbox_is_searched_read_answered_and_emptied_with_clicks() {
    let stack = Stack::shared();
    let (bob, bobs_id) = Browser::of_new_party(stack, "Bob");
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    bob.click(".status [value=busy]");
    bob.wait_for(".status [value=busy][aria-pressed=true]");
    for text in ["The boiler is cold.\nPlease look.", "The crane is stuck."] {
        assert_eq!(alice.send(&bobs_id, text)["outcome"], "mailbox");
    }
    carol.send(&bobs_id, "Lunch?");

    bob.click("nav a[href$='/inbox']");
    bob.wait_for("body[data-page=inbox]");
    assert_eq!(bob.text("nav [aria-current=page]"), "Inbox\n3\nunread");
    assert_eq!(bob.run("return document.querySelectorAll('.entry-unread').length"), 3);
    bob.write("#q", &format!("boiler{}", key::ENTER));
    bob.wait("one is found", || bob.run("return document.querySelectorAll('.entry').length") == 1);
    bob.click(".entry-link");
    bob.wait_for("#open-heading");
    assert_eq!(bob.text(".words"), "The boiler is cold.\nPlease look.");

    // A half-written answer stays with its message.
    bob.write("#text", "I will look ");
    bob.click("nav a[href$='/desk']");
    bob.wait_for("body[data-page=desk]");
    assert_eq!(bob.property("#text", "value"), "");
    bob.click("nav a[href$='/inbox']");
    bob.wait("two are new", || bob.run("return document.querySelectorAll('.entry-unread').length") == 2);
    assert!(bob.text("nav [aria-current=page]").contains('2'));
    bob.click(".entry:not(.entry-unread) .entry-link");
    bob.wait_for("#open-heading");
    assert_eq!(bob.property("#text", "value"), "I will look ");
    bob.write("#text", "after lunch.");
    bob.click(".answer .primary");
    bob.wait_for("body[data-page=sent]");
    let interruption = alice.at(&alice.pending().expect("an interruption"));
    assert_eq!(interruption.page()["message"]["text"], "I will look after lunch.");

    bob.click(".actions a[href$='/inbox']");
    bob.wait_for_text(".entry:not(.entry-unread) .facts", "Answered");
    bob.click(".entry:not(.entry-unread) summary");
    bob.click(".entry:not(.entry-unread) .danger");
    bob.wait_for_text(".notice", "The message has been deleted.");
    assert_eq!(bob.run("return document.querySelectorAll('.entry').length"), 2);
    bob.reload();
    assert!(!bob.has(".notice"), "news are told once");
}

#[test]
fn settings_are_saved_and_obeyed_and_a_mistake_is_explained() {
    let stack = Stack::shared();
    if stack.keeps_settings_in_the_directory() {
        return;
    }
    let (bob, bobs_id) = Browser::of_new_party(stack, "Bob");
    let alice = stack.new_window("alice");
    bob.click("nav a[href$='/settings']");
    assert_eq!(bob.property("#accept", "value"), "everyone");
    bob.click("[data-choices=accept] [value=nobody]");
    assert_eq!(bob.property("#accept", "value"), "nobody");
    bob.click("main .primary");
    bob.wait_for_text(".notice", "Your settings have been saved.");
    assert_eq!(alice.post("/send", &[("to", &bobs_id), ("text", "Hello?")]).expect(403)["error"], "not_accepted");

    let clear = key::BACKSPACE.repeat("nobody".len());
    bob.write("#accept", &format!("{clear}party:{}", alice.party));
    bob.press(key::ENTER);
    bob.wait_for_text(".notice", "Your settings have been saved.");
    bob.reload();
    assert_eq!(bob.property("#accept", "value"), format!("party:{}", alice.party));
    assert_eq!(alice.send(&bobs_id, "Hello?")["outcome"], "ringing");
    bob.goto(&format!("{}{}", stack.url(), bob.session()));
    bob.click(".back button");
    bob.wait_for("body[data-page=settings]");

    bob.write("#accept", " somebody!");
    bob.click("main .primary");
    bob.wait_for("body[data-page=error]");
    assert!(bob.text("h1").contains("everyone, nobody, or names such as party:alice and group:ward"));
    bob.click(".actions a");
    bob.wait_for("body[data-page=settings]");
}
