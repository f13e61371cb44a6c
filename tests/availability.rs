//! Who is available: read from the registry, written when a party becomes so.

use crate::common::{Events, LONG, Stack, Window, wait_until};
use std::process::Command;

/// A browser that vanished without a word: its last sign of life is as long ago as it may be.
fn vanish(stack: &Stack, window: &Window) {
    stack.sql(&format!("UPDATE pageboy.session SET alive_until = now() WHERE sid = '{}'", window.sid()));
}

#[test]
fn who_logs_in_is_available_and_who_never_did_is_away() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &[]);
    assert_eq!(alice.availability(&bob), "away");
    let bob = Window::log_in(stack, &bob, &password);
    assert_eq!(alice.availability(&bob.party), "available");
    assert_eq!(bob.page()["status"], "available");
    assert_eq!(alice.send(&bob.party, "Hello")["outcome"], "ringing");
}

#[test]
fn a_message_to_somebody_who_is_busy_or_away_waits_in_the_mailbox() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for status in ["busy", "away"] {
        assert_eq!(bob.post("/status", &[("status", status)]).expect(200)["status"], status);
        assert_eq!(alice.availability(&bob.party), status);
        assert_eq!(bob.page()["status"], status);
        let receipt = alice.send(&bob.party, status);
        assert_eq!(receipt["outcome"], "mailbox");
        assert!(receipt["notify"].is_null());
        assert_eq!(bob.pending(), None);
    }
    assert_eq!(bob.page()["unread"], 2);
    bob.post("/status", &[("status", "available")]).expect(200);
    assert_eq!(alice.availability(&bob.party), "available");
}

#[test]
fn a_status_that_is_none_is_refused_and_changes_nothing() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for fields in [&[("status", "asleep")][..], &[("status", "")], &[]] {
        assert_eq!(bob.post("/status", fields).expect(422)["error"], "bad_status");
    }
    assert_eq!(alice.availability(&bob.party), "available");
}

#[test]
fn a_script_may_post_the_bare_word_and_a_browser_comes_back_to_its_page() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    assert_eq!(bob.post("/status", &[("busy", "")]).expect(200)["status"], "busy");
    assert_eq!(bob.post_html("/status", &[("status", "available")]).location(), bob.path);
    assert_eq!(bob.page()["status"], "available");
}

#[test]
fn who_closes_the_event_stream_is_away_within_seconds() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let events = Events::open(&bob);
    assert_eq!(alice.availability(&bob.party), "available");
    drop(events);
    wait_until("Bob is away", LONG / 2, || alice.availability(&bob.party) == "away");
    assert_eq!(alice.send(&bob.party, "Hello")["outcome"], "mailbox");
}

#[test]
fn who_opens_the_event_stream_again_is_available_again() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    vanish(stack, &bob);
    assert_eq!(alice.availability(&bob.party), "away");
    let events = Events::open(&bob);
    assert_eq!(alice.availability(&bob.party), "available");
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(alice.notify(&receipt), "interrupted");
    events.expect("interrupt");
}

/// Does nginx hold a stream on this channel?
fn is_held(stack: &Stack, channel: &str) -> bool {
    let output = Command::new("curl")
        .args(["-sS", "-H", "Accept: text/json", "--unix-socket", stack.variable("PUSH_SOCKET")])
        .arg(format!("http://nginx/publish/{channel}"))
        .output()
        .expect("curl runs");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    answer["subscribers"].as_u64().unwrap_or(0) > 0
}

#[test]
fn a_page_that_was_loaded_again_stays_available_when_its_old_stream_ends() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let old = Events::open(&bob);
    let old_channel = stack.channel_of(&bob);
    let new = Events::open(&bob);
    assert_ne!(stack.channel_of(&bob), old_channel, "each stream has a channel of its own");
    // Nothing else that Bob did lately may hide that he is taken for gone.
    stack.sql(&format!("UPDATE pageboy.session SET shown = shown - interval '1 minute' WHERE sid = '{}'", bob.sid()));
    drop(old);
    wait_until("the old stream has ended", LONG, || !is_held(stack, &old_channel));
    let receipt = alice.send(&bob.party, "Hello");
    assert_eq!(receipt["outcome"], "ringing");
    assert_eq!(alice.notify(&receipt), "interrupted");
    new.expect("interrupt");
    assert_eq!(alice.availability(&bob.party), "available");
}

#[test]
fn whatever_a_browser_asks_for_a_vanished_one_is_away_after_at_most_90_seconds() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    let soon = |what: &str| {
        let statement = format!(
            "SELECT alive_until > now() + interval '40 seconds' AND alive_until <= now() + interval '90 seconds'
             FROM pageboy.session WHERE sid = '{}'",
            bob.sid()
        );
        assert_eq!(stack.sql(&statement), "t", "{what}");
        vanish(stack, &bob);
    };
    soon("log-in");
    for page in ["", "/desk", "/inbox", "/settings", "/pending", "/pending?shown=1", "/registry"] {
        assert!(bob.get(page).status < 300);
        soon(page);
    }
    bob.post("/draft", &[("text", "half")]).expect(204);
    soon("draft");
    bob.post("/status", &[("status", "available")]).expect(200);
    soon("status");
    let _events = Events::open(&bob);
    soon("events");
}

#[test]
fn a_crash_of_everything_leaves_no_ghost_that_could_be_paged() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    // Nothing had a chance to write that Bob went; only time has passed.
    vanish(stack, &bob);
    assert_eq!(alice.availability(&bob.party), "away");
    assert_eq!(alice.send(&bob.party, "Hello")["outcome"], "mailbox");
    assert_eq!(bob.page()["unread"], 1);
    assert_eq!(alice.availability(&bob.party), "available");
}

#[test]
fn an_expired_session_makes_nobody_available() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    stack.sql(&format!("UPDATE pageboy.session SET expires = now() WHERE sid = '{}'", bob.sid()));
    assert_eq!(alice.availability(&bob.party), "away");
    assert_eq!(bob.get("").expect(410)["error"], "session_ended");
}

#[test]
fn who_was_away_by_choice_and_logs_in_again_is_available() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &[]);
    let first = Window::log_in(stack, &bob, &password);
    first.post("/status", &[("status", "busy")]).expect(200);
    // A second window does not change what the first one has said.
    let second = Window::log_in(stack, &bob, &password);
    assert_eq!(alice.availability(&bob), "busy");
    vanish(stack, &first);
    vanish(stack, &second);
    Window::log_in(stack, &bob, &password);
    assert_eq!(alice.availability(&bob), "available");
}

#[test]
fn the_desk_lists_people_and_how_available_they_are() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (group, password) = stack.add_crowd("team", 3);
    let windows: Vec<Window> = group[1..].iter().map(|id| Window::log_in(stack, id, &password)).collect();
    windows[1].post("/status", &[("status", "busy")]).expect(200);
    let search = group[0].strip_suffix("-0").expect("a number");

    for page in [format!("/desk?q={search}-"), format!("/registry?q={search}-")] {
        let people = alice.get(&page).expect(200)["people"].clone();
        let listed: Vec<(&str, &str)> = people
            .as_array()
            .expect("people")
            .iter()
            .map(|person| {
                (person["id"].as_str().unwrap_or_default(), person["availability"].as_str().unwrap_or_default())
            })
            .collect();
        let expected = [(&*group[0], "away"), (&*group[1], "available"), (&*group[2], "busy")];
        assert_eq!(listed, expected, "{page}");
    }
    let desk = alice.get_html(&format!("/desk?q={search}-")).text;
    assert!(desk.contains(&format!("value=\"{}\"", group[1])) && desk.contains("data-availability=\"busy\""));
}

#[test]
fn the_desk_finds_people_by_name_begins_with_the_chosen_one_and_says_when_there_are_more() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, _) = stack.add_party("bob", &["--name", "Bartholomew Quincey the Third"]);
    let (crowd, _) = stack.add_crowd("crowd", 55);

    let found = alice.get("/desk?q=quincey%20the").expect(200);
    let ids: Vec<&str> =
        found["people"].as_array().expect("people").iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(ids.contains(&bob.as_str()) && !ids.contains(&crowd[0].as_str()), "{ids:?}");
    assert_eq!(found["search"], "quincey the");

    let search = crowd[0].strip_suffix("-0").expect("a number");
    let page = alice.get(&format!("/desk?q={search}&to={bob}")).expect(200);
    let people = page["people"].as_array().expect("people");
    assert_eq!(people.len(), 50);
    assert_eq!(page["more"], true);
    let selected: Vec<&str> =
        people.iter().filter(|one| one["selected"] == true).filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(selected, [bob.as_str()], "the chosen one is there although the search does not find it");
    assert_eq!(alice.get("/desk?q=nobody-of-that-name").expect(200)["people"], serde_json::json!([]));
}

#[test]
fn nobody_who_does_not_exist_or_is_locked_has_an_availability() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    assert_eq!(alice.get("/registry?party=nobody-at-all").expect(404)["error"], "no_such_party");
    stack.set_party(&bob.party, &["--lock"]);
    if stack.directory() == "ldap" {
        // It is asked at the moment of sending, and the records know from then on.
        assert_eq!(alice.post("/send", &[("to", &bob.party), ("text", "Hello")]).expect(404)["error"], "no_such_party");
    }
    assert_eq!(alice.get(&format!("/registry?party={}", bob.party)).expect(404)["error"], "no_such_party");
    let found = alice.get(&format!("/desk?q={}", bob.party)).expect(200);
    assert_eq!(found["people"], serde_json::json!([]));
}
