//! Several tabs with one and the same session: each is told what happens, and its party is there until the last of
//! them is closed.

use crate::common::browser::Browser;
use crate::common::{Events, LONG, Stack, Window, wait_until};
use std::time::Duration;

fn streams(stack: &Stack, window: &Window) -> String {
    stack.sql(&format!("SELECT count(*) FROM pageboy.stream WHERE sid = '{}'", window.sid()))
}

/// Whether a session counts as gone, or will in a moment unless a page opens.
fn goes(stack: &Stack, window: &Window) -> bool {
    let sid = window.sid();
    stack.sql(&format!("SELECT alive_until < now() + interval '10 seconds' FROM pageboy.session WHERE sid = '{sid}'"))
        == "t"
}

fn has(stack: &Stack, window: &Window, count: usize) {
    wait_until("nginx has told who went", LONG, || streams(stack, window) == count.to_string());
}

#[test]
fn every_tab_of_a_session_is_interrupted_and_hears_what_became_of_its_messages() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (first, second) = (Events::open(&bob), Events::open(&bob));
    let (senders, too) = (Events::open(&alice), Events::open(&alice));
    let interruption = alice.interrupt(&bob, "Hello");
    for tab in [&first, &second] {
        assert_eq!(tab.expect("interrupt")["url"], interruption.path.as_str());
    }
    for tab in [&senders, &too] {
        assert_eq!(tab.expect("status")["outcome"], "interrupted");
    }
}

#[test]
fn a_party_is_there_until_its_last_tab_is_closed() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (first, second) = (Events::open(&bob), Events::open(&bob));
    has(stack, &bob, 2);
    drop(second);
    has(stack, &bob, 1);
    assert!(!goes(stack, &bob), "the first tab is still there");
    let interruption = alice.interrupt(&bob, "Hello");
    assert_eq!(first.expect("interrupt")["url"], interruption.path.as_str());
    interruption.resume();
    let third = Events::open(&bob);
    // Both at once, as when a browser is closed.
    drop((first, third));
    has(stack, &bob, 0);
    assert!(goes(stack, &bob));
}

#[test]
fn a_stream_whose_end_nobody_told_keeps_no_party_there() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    let stream = Events::open(&bob);
    let lost = |channel: char, opened: &str| {
        stack.sql(&format!(
            "INSERT INTO pageboy.stream (channel, sid, opened) VALUES (rpad(md5('{}{channel}'), 64, '0'), '{0}', {opened})",
            bob.sid()
        ));
    };
    lost('a', "now() - interval '1 minute'");
    lost('b', "now() - interval '1 minute'");
    drop(stream);
    has(stack, &bob, 0);
    assert!(goes(stack, &bob));
    // One that nginx may not have begun yet is left alone; it is tried out with the next one that goes.
    bob.page();
    let stream = Events::open(&bob);
    lost('c', "now()");
    drop(stream);
    has(stack, &bob, 1);
    assert!(!goes(stack, &bob));
}

#[test]
fn however_many_streams_somebody_opens_the_latest_eight_are_served() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let tabs: Vec<Events> = (0..20).map(|_| Events::open(&bob)).collect();
    assert_eq!(streams(stack, &bob), "8");
    alice.interrupt(&bob, "Hello");
    for tab in &tabs[12..] {
        tab.expect("interrupt");
    }
    for tab in &tabs[..12] {
        assert!(tab.next(Duration::ZERO).is_none());
    }
}

#[test]
fn in_a_browser_both_tabs_turn_to_the_message_and_back() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, party) = Browser::of_new_party(stack, "bob");
    let first = bob.window();
    let desk = bob.url();
    let second = bob.open_window("tab");
    bob.goto(&desk);
    bob.wait_for("body[data-page=desk]");
    let sid = bob.session().replace("/s/", "");
    wait_until("both tabs listen", LONG, || {
        stack.sql(&format!("SELECT count(*) FROM pageboy.stream WHERE sid = '{sid}'")) == "2"
    });
    let receipt = alice.send(&party, "Can you come?");
    assert_eq!(alice.notify(&receipt), "interrupted");
    for tab in [&first, &second] {
        bob.switch_to(tab);
        bob.wait_for_message("Can you come?");
    }
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");
    bob.switch_to(&first);
    bob.wait("the other tab is back, too", || bob.has("body[data-page=desk]"));
    assert_eq!(bob.url(), desk);
}
