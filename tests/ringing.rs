//! Ring time, and the notify URL by which the sender's browser rings.

use crate::common::window::request;
use crate::common::{Events, LONG, Stack, Window, at_once, wait_until};

const JSON: (&str, &str) = ("Accept", "application/json");

fn ring_out(stack: &Stack, interruption: &Window) {
    let sid = interruption.sid();
    stack.sql(&format!("UPDATE pageboy.interruption SET rings_until = now() WHERE sid = '{sid}'"));
}

#[test]
fn what_rang_too_long_waits_unread_in_the_mailbox_and_its_sender_sees_so() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    let interruption = bob.at_interruption(&receipt);
    ring_out(stack, &interruption);

    let page = alice.page();
    assert_eq!((&page["outcome"], &page["notify"], &page["opened"]), (&"mailbox".into(), &().into(), &().into()));
    assert!(alice.get_html("").text.contains("waits in the inbox"));
    assert_eq!(bob.pending(), None);
    assert_eq!(bob.page()["unread"], 1);
    let inbox = bob.get("/inbox").expect(200);
    assert_eq!(inbox["messages"][0]["id"], receipt["message"]);
    assert_eq!(inbox["messages"][0]["unread"], true);
}

#[test]
fn an_interruption_that_rang_too_long_is_gone_for_opening_answering_and_going_back() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    let interruption = bob.at_interruption(&receipt);
    ring_out(stack, &interruption);
    // The first request that looks is told so, and so is every later one.
    for _ in 0..2 {
        assert_eq!(interruption.get("").expect(410)["error"], "rang_too_long");
        assert_eq!(interruption.post("/resume", &[]).expect(410)["error"], "rang_too_long");
        assert_eq!(interruption.post("/reply", &[("text", "late")]).expect(410)["error"], "rang_too_long");
    }
    assert!(interruption.get_html("").text.contains("waits in your inbox"));
    assert_eq!(alice.pending(), None);
    assert_eq!(bob.page()["unread"], 1);
}

#[test]
fn resuming_is_the_first_to_notice_that_it_rang_too_long() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = bob.at_interruption(&alice.send(&bob.party, "Hello"));
    ring_out(stack, &interruption);
    assert_eq!(interruption.post("/resume", &[]).expect(410)["error"], "rang_too_long");
    assert_eq!(alice.page()["outcome"], "mailbox");
    assert_eq!(bob.page()["unread"], 1);
}

#[test]
fn the_sender_is_told_through_the_event_stream_that_it_rang_too_long() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&alice);
    let receipt = alice.send(&bob.party, "Hello");
    ring_out(stack, &bob.at_interruption(&receipt));
    // Whoever looks next brings it to light; here it is Bob's own page.
    bob.page();
    assert_eq!(events.expect("status"), serde_json::json!({ "message": receipt["message"], "outcome": "mailbox" }));
}

#[test]
fn it_rings_for_the_configured_time() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    let left = alice.page()["ringing_seconds_left"].as_i64().expect("seconds");
    assert!((50..=60).contains(&left), "{left}");
    let sid = bob.at_interruption(&receipt).sid().to_owned();
    stack.sql(&format!(
        "UPDATE pageboy.interruption SET rings_until = now() + interval '5 seconds' WHERE sid = '{sid}'"
    ));
    assert!(alice.page()["ringing_seconds_left"].as_i64().is_some_and(|left| (1..=5).contains(&left)));
}

#[test]
fn notify_needs_no_cookie_and_rings_to_the_same_effect_however_often() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let receipt = alice.send(&bob.party, "Hello");
    let url = alice.url(receipt["notify"].as_str().expect("a URL"));
    for headers in [&[JSON][..], &[JSON, ("Cookie", &alice.cookie)], &[JSON, ("Cookie", "__Host-pageboy-x=y")]] {
        for _ in 0..2 {
            assert_eq!(request("GET", &url, headers, None).expect(200)["outcome"], "interrupted");
            assert_eq!(events.expect("interrupt")["url"], bob.at_interruption(&receipt).path.as_str());
        }
    }
    let states = stack.sql(&format!("SELECT state FROM pageboy.interruption WHERE party = '{}'", bob.party));
    assert_eq!(states, "ringing", "it has neither opened the message nor made another interruption");
    let page = request("GET", &url, &[("Accept", "text/html")], None);
    assert!(page.text.contains("browser was reached") && !page.text.contains("Hello"), "{}", page.text);
}

#[test]
fn twenty_notifies_at_once_ring_and_do_nothing_else() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let receipt = alice.send(&bob.party, "Hello");
    let told = at_once(&[(); 20], |()| alice.notify(&receipt));
    assert!(told.iter().all(|outcome| outcome == "interrupted"), "{told:?}");
    events.expect("interrupt");
    assert_eq!(bob.at_interruption(&receipt).resume().path, bob.path);
    assert_eq!(bob.pending(), None);
}

#[test]
fn where_no_browser_listens_notify_says_ringing_and_the_page_finds_it_by_asking() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(alice.notify(&receipt), "ringing");
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(bob.pending(), Some(interruption.path.clone()));
    assert!(bob.get_html("/pending").text.contains(&interruption.path));
    interruption.page();
    assert_eq!(alice.notify(&receipt), "interrupted");
}

#[test]
fn notify_after_the_message_was_read_or_rang_out_says_what_became_of_it() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let read = alice.send(&bob.party, "one");
    let interruption = bob.at_interruption(&read);
    interruption.page();
    interruption.resume();
    let events = Events::open(&bob);
    assert_eq!(alice.notify(&read), "interrupted");
    let rung = alice.send(&bob.party, "two");
    ring_out(stack, &bob.at_interruption(&rung));
    assert_eq!(alice.notify(&rung), "mailbox");
    // Neither disturbed Bob: the next thing he hears of is the third message.
    let third = alice.send(&bob.party, "three");
    alice.notify(&third);
    assert_eq!(events.expect("interrupt")["url"], bob.at_interruption(&third).path.as_str());
}

#[test]
fn the_notify_url_of_an_unknown_session_or_of_one_that_is_no_interruption_is_not_found() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    for path in [format!("/s/{}/notify", "A".repeat(43)), format!("{}/notify", bob.path)] {
        let answer = request("GET", &bob.url(&path), &[JSON], None);
        assert_eq!(answer.expect(404)["error"], "no_such_page", "{path}");
    }
}

#[test]
fn a_browser_that_closes_between_notify_and_opening_leaves_the_message_in_the_mailbox() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(alice.notify(&receipt), "interrupted");
    events.expect("interrupt");
    drop(events);
    wait_until("Bob is away", LONG, || alice.availability(&bob.party) == "away");
    let page = alice.page();
    assert_eq!((&page["outcome"], &page["opened"]), (&"interrupted".into(), &().into()));
    ring_out(stack, &bob.at_interruption(&receipt));
    assert_eq!(alice.page()["outcome"], "mailbox");
    assert_eq!(alice.notify(&receipt), "mailbox");
    let page = bob.page();
    assert_eq!((&page["page"], &page["unread"]), (&"desk".into(), &1.into()));
}

#[test]
fn a_browser_that_closes_between_notify_and_opening_and_comes_back_in_time_finds_the_message() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    let receipt = alice.send(&bob.party, "Hello");
    alice.notify(&receipt);
    events.expect("interrupt");
    drop(events);
    let interruption = bob.at_interruption(&receipt);
    assert_eq!(bob.get("").location(), interruption.path);
    assert_eq!(bob.pending(), Some(interruption.path.clone()));
    assert_eq!(interruption.page()["message"]["text"], "Hello");
    assert!(alice.page()["opened"].is_string());
}

#[test]
fn going_back_from_an_interruption_that_was_never_opened_leaves_its_message_unread() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = bob.at_interruption(&alice.send(&bob.party, "Hello"));
    assert_eq!(interruption.resume().path, bob.path);
    assert_eq!(alice.page()["outcome"], "mailbox");
    assert_eq!(bob.page()["unread"], 1);
}

#[test]
fn the_page_that_was_opened_in_time_stays_open_beyond_the_ring_time() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    ring_out(stack, &interruption);
    assert_eq!(alice.page()["outcome"], "interrupted");
    assert_eq!(interruption.page()["message"]["text"], "Hello");
    interruption.post("/reply", &[("text", "Yes")]).expect(201);
    assert_eq!(interruption.resume().path, bob.path);
}
