//! One message at a time: others queue, first in, first out.

use crate::common::{Events, Stack, Window, at_once};
use serde_json::Value;

/// Opens what waits for a window and goes back from it until nothing waits. The words in the order
/// in which they came, and the window at its end.
fn read_all(window: &Window) -> (Vec<String>, Window) {
    let (mut words, mut at) = (Vec::new(), window.clone());
    if let Some(path) = window.pending() {
        at = window.at(&path);
    }
    while at.path != window.path {
        let page = at.page();
        assert_eq!(page["page"], "message");
        assert_eq!(page["interruption"], true);
        words.push(page["message"]["text"].as_str().expect("words").to_owned());
        at = at.resume();
    }
    (words, at)
}

fn outcomes(receipts: &[Value]) -> (usize, usize) {
    let count = |outcome: &str| receipts.iter().filter(|receipt| receipt["outcome"] == outcome).count();
    (count("ringing"), count("queued"))
}

/// The interruption rang as long as it may.
fn ring_out(stack: &Stack, interruption: &Window) {
    let sid = interruption.sid();
    stack.sql(&format!("UPDATE pageboy.interruption SET rings_until = now() WHERE sid = '{sid}'"));
}

#[test]
fn of_two_senders_at_once_one_rings_and_the_other_waits_for_its_turn() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    let senders = [stack.new_window("alice"), stack.new_window("carol")];
    let receipts = at_once(&senders, |sender| sender.send(&bob.party, &sender.party));
    assert_eq!(outcomes(&receipts), (1, 1), "{receipts:?}");
    let first = usize::from(receipts[1]["outcome"] == "ringing");
    assert_eq!(senders[first].notify(&receipts[first]), "ringing");
    assert_eq!(senders[1 - first].notify(&receipts[1 - first]), "queued");
    let (words, _) = read_all(&bob);
    assert_eq!(words, [senders[first].party.clone(), senders[1 - first].party.clone()]);
}

#[test]
fn fifty_senders_at_once_are_told_the_truth_and_read_one_after_the_other() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    bob.post("/draft", &[("text", "in the middle of")]).expect(204);
    let (ids, password) = stack.add_crowd("sender", 50);
    let senders: Vec<Window> = ids.iter().map(|id| Window::log_in(stack, id, &password)).collect();

    let receipts = at_once(&senders, |sender| sender.send(&bob.party, &sender.party));
    assert_eq!(outcomes(&receipts), (1, 49));
    let notified: Vec<String> = senders.iter().zip(&receipts).map(|(sender, receipt)| sender.notify(receipt)).collect();
    for (told, receipt) in notified.iter().zip(&receipts) {
        assert_eq!(receipt["outcome"], told.as_str());
    }

    let first = bob.at(&bob.pending().expect("an interruption"));
    assert_eq!(first.page()["waiting"], 49);
    let (mut words, back) = read_all(&bob);
    let first_words = words[0].clone();
    let ringing = receipts.iter().position(|receipt| receipt["outcome"] == "ringing").expect("one");
    assert_eq!(first_words, ids[ringing]);
    words.sort();
    let mut expected = ids;
    expected.sort();
    assert_eq!(words, expected, "each once");
    let page = back.page();
    assert_eq!((&page["page"], &page["waiting"], &page["unread"]), (&"desk".into(), &0.into(), &0.into()));
    assert_eq!(page["draft"]["text"], "in the middle of");
    for sender in &senders {
        assert_eq!(sender.page()["outcome"], "interrupted");
    }
}

#[test]
fn a_hundred_interruptions_of_one_party_at_once_keep_the_order_of_each_sender() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    let (ids, password) = stack.add_crowd("sender", 5);
    let senders: Vec<Window> = ids.iter().map(|id| Window::log_in(stack, id, &password)).collect();
    at_once(&senders, |sender| {
        for number in 0..20 {
            sender.send(&bob.party, &format!("{} {number:02}", sender.party));
        }
    });
    let (words, _) = read_all(&bob);
    assert_eq!(words.len(), 100);
    for id in &ids {
        let of_one: Vec<&String> = words.iter().filter(|words| words.starts_with(&format!("{id} "))).collect();
        assert_eq!(of_one.len(), 20);
        assert!(of_one.is_sorted(), "{of_one:?}");
    }
}

#[test]
fn the_number_of_those_that_wait_is_on_the_page_and_shrinks() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    assert_eq!(first.page()["waiting"], 0);
    for text in ["two", "three", "four"] {
        assert_eq!(alice.send(&bob.party, text)["outcome"], "queued");
    }
    assert_eq!(first.page()["waiting"], 3);
    assert!(first.get_html("").text.contains("3 more waiting"));
    let second = first.resume();
    assert_eq!(second.page()["message"]["text"], "two");
    assert_eq!(second.page()["waiting"], 2);
}

#[test]
fn a_queued_message_is_not_opened_before_its_turn() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    let receipt = alice.send(&bob.party, "two");
    let second = bob.at_interruption(&receipt);
    assert_eq!(second.get("").location(), first.path);
    assert_eq!(second.post("/resume", &[]).location(), first.path);
    assert_eq!(second.post("/reply", &[("text", "too early")]).location(), first.path);
    assert_eq!(first.page()["waiting"], 1);
    assert_eq!(first.resume().path, second.path);
    assert_eq!(second.page()["message"]["text"], "two");
}

#[test]
fn the_sender_of_a_queued_message_sees_when_its_turn_has_come() {
    let stack = Stack::shared();
    let (alice, carol, bob) = (stack.new_window("alice"), stack.new_window("carol"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    let events = Events::open(&carol);
    let receipt = carol.send(&bob.party, "two");
    assert_eq!(carol.page()["outcome"], "queued");
    assert_eq!(carol.notify(&receipt), "queued");
    // His page is back for a moment before the next message comes.
    let bobs_events = Events::open(&bob);
    let second = first.resume();
    assert_eq!(events.expect("status"), serde_json::json!({ "message": receipt["message"], "outcome": "ringing" }));
    assert_eq!(bobs_events.expect("interrupt")["url"], second.path.as_str());
    let page = carol.page();
    assert_eq!(page["outcome"], "ringing");
    assert!(page["ringing_seconds_left"].as_i64().is_some_and(|left| (1..=60).contains(&left)), "{page}");
    second.page();
    assert_eq!(events.expect("status")["outcome"], "interrupted");
}

#[test]
fn when_both_page_each_other_at_the_same_moment_one_interrupts_and_the_other_keeps_its_words() {
    let stack = Stack::shared();
    for _ in 0..5 {
        let pair = [stack.new_window("alice"), stack.new_window("bob")];
        let answers = at_once(&[0, 1], |&one| {
            pair[one].post("/send", &[("to", &pair[1 - one].party), ("text", "Where are you?")])
        });
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        let won = usize::from(statuses[1] == 201);
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 303], "{answers:?}");
        let interruption = pair[1 - won].at(&answers[1 - won].location());
        assert_eq!(interruption.page()["message"]["text"], "Where are you?");
        let back = interruption.resume();
        assert_eq!(back.path, pair[1 - won].path);
        assert_eq!(back.page()["draft"]["text"], "Where are you?");
        assert_eq!(back.send(&pair[won].party, "Where are you?")["outcome"], "ringing");
    }
}

#[test]
fn two_that_keep_paging_each_other_from_all_their_windows_never_stand_in_each_others_way() {
    let stack = Stack::shared();
    let (ids, password) = stack.add_crowd("pair", 2);
    let windows: Vec<Window> = (0..8).map(|one| Window::log_in(stack, &ids[one % 2], &password)).collect();
    let answers = at_once(&windows, |window| {
        let other = &ids[usize::from(window.party == ids[0])];
        (0..5)
            .map(|number| window.post("/send", &[("to", other), ("text", &number.to_string())]).status)
            .collect::<Vec<_>>()
    });
    assert!(answers.iter().flatten().all(|status| matches!(status, 201 | 303)), "{answers:?}");
    let accepted = answers.iter().flatten().filter(|status| **status == 201).count();
    let stored =
        stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party IN ('{}', '{}')", ids[0], ids[1]));
    assert_eq!(stored, accepted.to_string());
}

#[test]
fn a_queued_message_rings_when_the_one_before_it_has_rung_out() {
    let stack = Stack::shared();
    let (alice, carol, bob) = (stack.new_window("alice"), stack.new_window("carol"), stack.new_window("bob"));
    let first = alice.send(&bob.party, "one");
    let second = carol.send(&bob.party, "two");
    assert_eq!((&first["outcome"], &second["outcome"]), (&"ringing".into(), &"queued".into()));
    ring_out(stack, &bob.at_interruption(&first));
    assert_eq!(carol.notify(&second), "ringing");
    assert_eq!(alice.notify(&first), "mailbox");
    assert_eq!(bob.pending(), Some(bob.at_interruption(&second).path));
    let (words, back) = read_all(&bob);
    assert_eq!(words, ["two"]);
    assert_eq!(back.page()["unread"], 1);
}

#[test]
fn a_queued_message_rings_in_another_window_when_the_reader_of_the_first_vanished() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let (bob, password) = stack.add_party("bob", &[]);
    let other = Window::log_in(stack, &bob, &password);
    let bob = Window::log_in(stack, &bob, &password);
    let first = alice.interrupt(&bob, "one");
    let second = carol.send(&bob.party, "two");
    assert_eq!(second["outcome"], "queued");
    stack.sql(&format!(
        "UPDATE pageboy.session SET alive_until = now() WHERE sid IN ('{}', '{}')",
        first.sid(),
        bob.sid()
    ));
    assert_eq!(carol.notify(&second), "ringing");
    assert_eq!(other.pending(), Some(bob.at_interruption(&second).path));
    let (words, _) = read_all(&other);
    assert_eq!(words, ["two"]);
    // Who comes back finds the first one as it was left.
    assert_eq!(bob.get("").location(), first.path);
    assert_eq!(first.page()["message"]["text"], "one");
    assert_eq!(first.resume().path, bob.path);
}

#[test]
fn when_nobody_is_there_any_more_the_queue_goes_to_the_mailbox_and_its_senders_see_so() {
    let stack = Stack::shared();
    let (alice, carol, bob) = (stack.new_window("alice"), stack.new_window("carol"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    let second = carol.send(&bob.party, "two");
    stack.sql(&format!("UPDATE pageboy.session SET alive_until = now() WHERE party = '{}'", bob.party));
    assert_eq!(carol.page()["outcome"], "mailbox");
    assert_eq!(carol.notify(&second), "mailbox");
    assert_eq!(first.resume().path, bob.path);
    assert_eq!(bob.page()["unread"], 1);
}

#[test]
fn a_message_that_comes_while_one_is_open_does_not_disturb_its_reader() {
    let stack = Stack::shared();
    let (alice, carol, bob) = (stack.new_window("alice"), stack.new_window("carol"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    let events = Events::open(&first);
    let receipt = carol.send(&bob.party, "two");
    assert_eq!(carol.notify(&receipt), "queued");
    assert_eq!(first.pending(), None);
    assert_eq!(first.page()["message"]["text"], "one");
    first.post("/reply", &[("text", "done")]).expect(201);
    // The first event is about Bob's own answer; nothing interrupted him before.
    first.notify(&serde_json::json!({ "notify": first.page()["notify"] }));
    alice.at(&alice.pending().expect("an answer")).page();
    assert_eq!(events.next(crate::common::LONG).expect("an event").0, "status");
    assert_eq!(first.page()["page"], "sent");
}

#[test]
fn who_reads_a_message_is_told_at_once_that_another_waits() {
    let stack = Stack::shared();
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let interruption = alice.interrupt(&bob, "First");
    let events = Events::open(&interruption);
    assert_eq!(carol.send(&bob.party, "Second")["outcome"], "queued");
    assert_eq!(events.expect("waiting")["waiting"], 1);
    // Also when he has answered and looks at what becomes of his answer: a dialogue does not stall.
    let answered = alice.at_interruption(&interruption.post("/reply", &[("text", "Yes")]).expect(201));
    assert_eq!(answered.page()["message"]["text"], "Yes");
    answered.post("/reply", &[("text", "Then come")]).expect(201);
    assert_eq!(events.expect("waiting")["waiting"], 2);
    assert_eq!(interruption.page()["waiting"], 2);
}

#[test]
fn the_sender_of_a_message_that_was_read_and_left_is_told_so() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    let words = || alice.page()["words"].as_str().expect("words").to_owned();
    assert!(words().ends_with("has your message on the screen."), "{}", words());
    interruption.resume();
    assert!(words().ends_with("has seen your message."), "{}", words());
}
