//! Several windows of one party: each is a session, and only the present one is interrupted.

use crate::common::{Events, Stack, Window};
use std::time::Duration;

fn log_in_three_times(stack: &Stack) -> [Window; 3] {
    let (bob, password) = stack.add_party("bob", &[]);
    [(); 3].map(|()| Window::log_in(stack, &bob, &password))
}

#[test]
fn of_three_windows_only_the_one_that_was_looked_at_last_is_interrupted() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let windows = log_in_three_times(stack);
    let streams = windows.each_ref().map(Events::open);
    windows[1].page();

    let receipt = alice.send(&windows[0].party, "Hello");
    assert_eq!(alice.notify(&receipt), "interrupted");
    let interruption = windows[1].at_interruption(&receipt);
    assert_eq!(streams[1].expect("interrupt")["url"], interruption.path.as_str());
    assert_eq!(windows[1].get("").location(), interruption.path);
    for other in [0, 2] {
        assert_eq!(windows[other].pending(), None);
        assert_eq!(windows[other].page()["page"], "desk");
        assert!(streams[other].next(Duration::ZERO).is_none());
    }
    assert_eq!(interruption.page()["message"]["text"], "Hello");
    assert_eq!(interruption.resume().path, windows[1].path);
}

#[test]
fn a_window_that_is_focused_is_the_present_one_from_then_on() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let windows = log_in_three_times(stack);
    for shown in [2, 0, 1] {
        assert_eq!(windows[shown].get("/pending?shown=1").status, 204);
        // Looking for messages in the background is not looking at the window.
        for other in &windows {
            other.pending();
        }
        let receipt = alice.send(&windows[0].party, "Hello");
        let interruption = windows[0].at_interruption(&receipt);
        assert_eq!(windows[shown].pending(), Some(interruption.path.clone()));
        assert_eq!(interruption.resume().path, windows[shown].path);
    }
}

#[test]
fn a_window_that_follows_its_message_in_the_background_does_not_become_the_present_one() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let [one, two, _] = log_in_three_times(stack);
    one.send(&carol.party, "Hello");
    two.page();
    assert_eq!(one.get("?follow=1").expect(200)["page"], "sent");
    let receipt = alice.send(&one.party, "Hello");
    assert_eq!(two.pending(), Some(two.at_interruption(&receipt).path));
    assert_eq!(one.pending(), None);
}

#[test]
fn two_windows_are_two_sessions_with_pages_and_words_of_their_own() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let [one, two, _] = log_in_three_times(stack);
    assert_ne!(one.path, two.path);
    one.get("/inbox").expect(200);
    one.post("/draft", &[("page", "desk"), ("text", "in the first")]).expect(204);
    two.post("/draft", &[("page", "desk"), ("text", "in the second")]).expect(204);
    assert_eq!(one.page()["page"], "inbox");
    assert_eq!(two.page()["page"], "desk");
    assert_eq!(one.get("/desk").expect(200)["draft"]["text"], "in the first");
    assert_eq!(two.page()["draft"]["text"], "in the second");
    two.send(&alice.party, "from the second");
    assert_eq!((&one.page()["page"], &two.page()["page"]), (&"desk".into(), &"sent".into()));
}

#[test]
fn the_second_window_goes_on_working_while_the_first_is_interrupted() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let [one, two, _] = log_in_three_times(stack);
    one.page();
    let interruption = alice.interrupt(&one, "Hello");
    assert_eq!(two.send(&carol.party, "I am working here")["outcome"], "ringing");
    assert_eq!(two.page()["page"], "sent");
    assert_eq!(two.get("/inbox").expect(200)["page"], "inbox");
    two.post("/status", &[("status", "busy")]).expect(200);
    // The message that comes meanwhile waits for its turn; it does not go to the other window.
    two.post("/status", &[("status", "available")]).expect(200);
    assert_eq!(carol.at(&carol.pending().expect("a message")).page()["message"]["text"], "I am working here");
    assert_eq!(alice.send(&one.party, "Another one")["outcome"], "queued");
    assert_eq!(two.pending(), None);
    assert_eq!(interruption.page()["message"]["text"], "Hello");
}

#[test]
fn an_interruption_follows_no_window_that_opens_later() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &[]);
    let first = Window::log_in(stack, &bob, &password);
    let receipt = alice.send(&bob, "Hello");
    let second = Window::log_in(stack, &bob, &password);
    assert_eq!(second.pending(), None);
    assert_eq!(second.page()["page"], "desk");
    assert_eq!(first.pending(), Some(first.at_interruption(&receipt).path));
}

#[test]
fn a_party_may_page_itself_in_its_other_window() {
    let stack = Stack::shared();
    let [one, two, _] = log_in_three_times(stack);
    two.page();
    let receipt = two.send(&one.party, "Remember the keys");
    assert_eq!(receipt["outcome"], "ringing");
    let interruption = two.at(&two.pending().expect("an interruption"));
    assert_eq!(interruption.page()["message"]["text"], "Remember the keys");
    assert_eq!(interruption.resume().page()["page"], "sent");
}
