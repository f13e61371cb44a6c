//! The inbox: what was not read when it came.

use crate::common::{Answer, Events, Stack, Window, at_once};
use serde_json::Value;

/// Alice, and Bob, who is busy, so that all she sends goes into his mailbox.
fn alice_and_busy_bob(stack: &Stack) -> (Window, Window) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    (alice, bob)
}

fn send(alice: &Window, bob: &Window, text: &str) -> String {
    let receipt = alice.send(&bob.party, text);
    assert_eq!(receipt["outcome"], "mailbox");
    receipt["message"].as_str().expect("an id").to_owned()
}

fn column(page: &Value, name: &str) -> Vec<String> {
    page["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|line| line[name].as_str().expect(name).to_owned())
        .collect()
}

/// Follows a link that a page gave.
fn follow(window: &Window, link: &Value) -> Answer {
    let path = link.as_str().expect("a link");
    window.get(path.strip_prefix(&window.path).expect("a page of this session"))
}

#[test]
fn unread_messages_come_first_and_the_newest_of_them_before_the_others() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let ids = ["one", "two", "three", "four"].map(|text| send(&alice, &bob, text));
    bob.get(&format!("/inbox/{}", ids[3])).expect(200);
    bob.get(&format!("/inbox/{}", ids[1])).expect(200);
    let page = bob.get("/inbox").expect(200);
    assert_eq!(column(&page, "summary"), ["three", "one", "four", "two"]);
    let unread: Vec<bool> = page["messages"].as_array().unwrap().iter().map(|line| line["unread"] == true).collect();
    assert_eq!(unread, [true, true, false, false]);
    assert_eq!(page["unread"], 2);
    assert!(page["older"].is_null() && page["newer"].is_null() && page["open"].is_null());
    let line = &page["messages"][0];
    assert_eq!(line["from"]["id"], alice.party.as_str());
    assert_eq!((&line["kind"], &line["urgent"], &line["answered"]), (&"text".into(), &false.into(), &false.into()));
    assert_eq!(line["url"], format!("{}/inbox/{}", bob.path, ids[2]));
}

#[test]
fn opening_a_message_marks_it_read_and_tells_its_sender() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let id = send(&alice, &bob, "Hello");
    let events = Events::open(&alice);
    let page = bob.get(&format!("/inbox/{id}")).expect(200);
    assert_eq!(page["open"]["text"], "Hello");
    assert_eq!(page["open"]["from"]["id"], alice.party.as_str());
    assert_eq!((&page["open"]["unread"], &page["unread"]), (&true.into(), &0.into()));
    assert_eq!(page["ready_answers"][0], "On my way");
    assert_eq!(events.expect("status"), serde_json::json!({ "message": id, "outcome": "mailbox" }));
    let sent = alice.page();
    assert!(sent["opened"].is_string());
    assert!(
        sent["words"].as_str().is_some_and(|words| words.ends_with("has read your message in the inbox.")),
        "{sent}"
    );
    assert_eq!(bob.page()["open"]["unread"], false, "the session stays at the open message");
}

#[test]
fn a_message_that_interrupted_is_in_the_inbox_as_read() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    interruption.post("/reply", &[("text", "Yes")]).expect(201);
    interruption.resume();
    let page = bob.get("/inbox").expect(200);
    assert_eq!(column(&page, "summary"), ["Hello"]);
    assert_eq!((&page["messages"][0]["unread"], &page["messages"][0]["answered"]), (&false.into(), &true.into()));
}

#[test]
fn a_message_is_answered_from_the_inbox() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let id = send(&alice, &bob, "Can you come?");
    bob.get(&format!("/inbox/{id}")).expect(200);
    let receipt = bob.post("/reply", &[("text", "On my way")]).expect(201);
    assert_eq!((&receipt["to"], &receipt["outcome"]), (&alice.party.as_str().into(), &"ringing".into()));
    assert_eq!(bob.page()["page"], "sent");
    bob.notify(&receipt);
    let answer = alice.at_interruption(&receipt).page();
    assert_eq!(
        (&answer["message"]["text"], &answer["message"]["in_reply_to"]),
        (&"On my way".into(), &id.as_str().into())
    );
    alice.at_interruption(&receipt).resume();
    let page = alice.page();
    assert!(
        page["answered"].is_string() && page["words"].as_str().is_some_and(|words| words.ends_with("has answered."))
    );
    assert_eq!(bob.get(&format!("/inbox/{id}")).expect(200)["open"]["answered"], true);
}

#[test]
fn only_an_open_message_is_answered() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let id = send(&alice, &bob, "Can you come?");
    bob.get("/inbox").expect(200);
    assert_eq!(bob.post("/reply", &[("text", "Yes")]).expect(422)["error"], "nothing_to_answer");
    bob.get(&format!("/inbox/{id}")).expect(200);
    bob.get("/desk").expect(200);
    assert_eq!(bob.post("/reply", &[("text", "Yes")]).expect(422)["error"], "nothing_to_answer");
}

#[test]
fn an_answer_from_an_older_page_goes_to_the_message_of_its_form_and_spares_the_words_on_other_pages() {
    let stack = Stack::shared();
    let (alice, carol, bob) = (stack.new_window("alice"), stack.new_window("carol"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let (from_alice, from_carol) = (send(&alice, &bob, "one"), send(&carol, &bob, "two"));
    let open = |id: &str| bob.get(&format!("/inbox/{id}")).expect(200);
    let keep = |id: &str, text| bob.post("/draft", &[("page", "inbox"), ("message", id), ("text", text)]).expect(204);
    open(&from_alice);
    open(&from_carol);
    keep(&from_alice, "about one");
    keep(&from_carol, "about two");
    bob.get("/desk").expect(200);
    bob.post("/draft", &[("page", "desk"), ("text", "on the desk")]).expect(204);

    let answer = [("text", "about one, sent"), ("message", from_alice.as_str()), ("page", "inbox")];
    assert_eq!(bob.post("/reply", &answer).expect(201)["to"], alice.party.as_str());
    assert_eq!(bob.get("/desk").expect(200)["draft"]["text"], "on the desk");
    assert_eq!(open(&from_carol)["draft"]["text"], "about two");
    assert_eq!(open(&from_alice)["draft"]["text"], "");
}

#[test]
fn an_answer_from_an_older_page_that_does_not_go_is_kept_with_its_message() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let id = send(&alice, &bob, "one");
    let draft = || bob.get(&format!("/inbox/{id}")).expect(200)["draft"]["text"].clone();
    bob.get(&format!("/inbox/{id}")).expect(200);
    bob.post("/status", &[("status", "available")]).expect(200);
    bob.get("/desk").expect(200);
    bob.post("/draft", &[("page", "desk"), ("text", "on the desk")]).expect(204);

    // Not now, because something else comes first.
    let interruption = bob.at_interruption(&alice.send(&bob.party, "two"));
    let answer = [("text", "not now"), ("message", id.as_str()), ("page", "inbox")];
    assert_eq!(bob.post_html("/reply", &answer).location(), interruption.path);
    interruption.resume();
    assert_eq!((bob.page()["draft"]["text"].clone(), draft()), ("on the desk".into(), "not now".into()));

    // Not at all, because Alice does not want it.
    bob.get("/desk").expect(200);
    stack.set_party(&alice.party, &["--accept", "nobody"]);
    let answer = [("text", "not wanted"), ("message", id.as_str()), ("page", "inbox")];
    assert_eq!(bob.post("/reply", &answer).expect(403)["error"], "not_accepted");
    assert_eq!((bob.page()["draft"]["text"].clone(), draft()), ("on the desk".into(), "not wanted".into()));
}

#[test]
fn a_message_is_deleted_and_stays_deleted() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let ids = ["one", "two", "three"].map(|text| send(&alice, &bob, text));
    bob.get(&format!("/inbox/{}", ids[0])).expect(200);
    let delete = |id: &str| format!("/inbox/{id}/delete");
    assert_eq!(bob.post(&delete(&ids[0]), &[]).expect(200)["deleted"], ids[0].as_str());
    let page = bob.page();
    assert_eq!((&page["page"], &page["open"]), (&"inbox".into(), &().into()));
    assert_eq!(page["notice"], "The message has been deleted.");
    assert_eq!(bob.post_html(&delete(&ids[1]), &[]).location(), format!("{}/inbox", bob.path));
    assert_eq!(bob.post(&delete(&ids[1]), &[]).expect(404)["error"], "no_such_message");
    assert_eq!(bob.get(&format!("/inbox/{}", ids[1])).expect(404)["error"], "no_such_message");
    assert_eq!(column(&bob.get("/inbox").expect(200), "summary"), ["three"]);
    // Its sender's page goes on telling of it.
    assert_eq!(alice.page()["message"]["text"], "three");
    let words = || alice.page()["words"].as_str().expect("words").split_once(' ').expect("a name").1.to_owned();
    assert_eq!(words(), "could not be interrupted. Your message waits in the inbox.");
    let events = Events::open(&alice);
    bob.post(&delete(&ids[2]), &[]).expect(200);
    events.expect("status");
    assert_eq!(words(), "has taken your message out of the inbox without opening it here.");
}

#[test]
fn a_message_that_is_deleted_while_it_rings_rings_no_longer_and_the_next_one_does() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let (bob, password) = stack.add_party("bob", &[]);
    let [one, two] = [(); 2].map(|()| Window::log_in(stack, &bob, &password));
    two.page();
    let ringing = alice.send(&bob, "Never mind");
    let waiting = carol.send(&bob, "But this");
    assert_eq!((&ringing["outcome"], &waiting["outcome"]), (&"ringing".into(), &"queued".into()));
    let id = ringing["message"].as_str().expect("an id");
    one.post(&format!("/inbox/{id}/delete"), &[]).expect(200);
    assert_eq!(alice.page()["outcome"], "mailbox");
    assert!(alice.page()["words"].as_str().is_some_and(|words| words.ends_with("without opening it here.")));
    assert_eq!(two.at_interruption(&ringing).get("").status, 410);
    assert_eq!(carol.page()["outcome"], "ringing");
    let next = one.at(&one.pending().or(two.pending()).expect("the next one"));
    assert_eq!(next.page()["message"]["text"], "But this");
}

#[test]
fn a_message_that_was_deleted_in_another_window_closes_in_this_one() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &[]);
    let windows = [(); 2].map(|()| Window::log_in(stack, &bob, &password));
    windows[0].post("/status", &[("status", "busy")]).expect(200);
    let id = send(&alice, &windows[0], "Hello");
    windows[0].get(&format!("/inbox/{id}")).expect(200);
    windows[1].post(&format!("/inbox/{id}/delete"), &[]).expect(200);
    let page = windows[0].page();
    assert_eq!((&page["page"], &page["open"]), (&"inbox".into(), &().into()));
}

#[test]
fn searching_finds_words_and_senders_whatever_their_case() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let (zoe, password) = stack.add_party("zoe", &["--name", "Zoë Größer"]);
    let zoe = Window::log_in(stack, &zoe, &password);
    send(&alice, &bob, "The BOILER is cold");
    send(&alice, &bob, "100% of_it\\ 'works' <b>");
    send(&zoe, &bob, "Mittagessen");
    for (words, expected) in [
        ("boiler", &["The BOILER is cold"][..]),
        ("größer", &["Mittagessen"]),
        ("Zoe-", &["Mittagessen"]),
        ("100%25 of_it%5C 'works' %3Cb%3E", &["100% of_it\\ 'works' <b>"]),
        ("%25", &["100% of_it\\ 'works' <b>"]),
        ("nothing like that", &[]),
        ("%00", &["Mittagessen", "100% of_it\\ 'works' <b>", "The BOILER is cold"]),
    ] {
        let words = words.replace(' ', "%20").replace('ö', "%C3%B6").replace('ß', "%C3%9F");
        assert_eq!(column(&bob.get(&format!("/inbox?q={words}")).expect(200), "summary"), expected, "{words}");
    }
    assert_eq!(bob.get("/inbox?q=boiler").expect(200)["search"], "boiler");
    assert!(bob.get_html("/inbox?q=xyzzy").text.contains("No message matches"));
}

#[test]
fn forty_five_messages_are_paged_through_in_both_directions_without_loss_or_repetition() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let ids: Vec<String> = (0..45).map(|number| send(&alice, &bob, &format!("number {number}"))).collect();
    // Every third one is read; the unread come first, the newest of each before the others.
    let read: Vec<&String> = ids.iter().step_by(3).collect();
    at_once(&read, |id| bob.get(&format!("/inbox/{id}")).expect(200));
    let unread = ids.iter().rev().filter(|id| !read.contains(id));
    let expected: Vec<String> = unread.chain(read.iter().rev().copied()).cloned().collect();
    assert_eq!(expected.len(), 45);

    let mut pages = vec![bob.get("/inbox").expect(200)];
    assert!(pages[0]["newer"].is_null());
    while !pages.last().unwrap()["older"].is_null() {
        pages.push(follow(&bob, &pages.last().unwrap()["older"]).expect(200));
    }
    let sizes: Vec<usize> = pages.iter().map(|page| column(page, "id").len()).collect();
    assert_eq!(sizes, [20, 20, 5]);
    let forth: Vec<String> = pages.iter().flat_map(|page| column(page, "id")).collect();
    assert_eq!(forth, expected);

    let mut page = pages.pop().expect("the last page");
    while let Some(expected) = pages.pop() {
        page = follow(&bob, &page["newer"]).expect(200);
        assert_eq!(column(&page, "id"), column(&expected, "id"));
        assert!(page["older"].is_string());
    }
    assert!(page["newer"].is_null(), "this is the first page again");
}

#[test]
fn a_search_is_paged_through_too() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    for number in 0..50 {
        send(&alice, &bob, &format!("{} number {number}", if number % 2 == 0 { "even & straight" } else { "odd" }));
    }
    let first = bob.get("/inbox?q=even%20%26").expect(200);
    let second = follow(&bob, &first["older"]).expect(200);
    assert_eq!((column(&first, "id").len(), column(&second, "id").len()), (20, 5));
    assert!(column(&second, "summary").iter().all(|summary| summary.starts_with("even")));
    assert_eq!(second["search"], "even &");
    assert_eq!(column(&follow(&bob, &second["newer"]).expect(200), "id"), column(&first, "id"));
}

#[test]
fn what_is_no_place_in_the_inbox_shows_its_beginning() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    send(&alice, &bob, "Hello");
    for cursor in ["", "x", "u", "u1%27", "--u1", "r99999999999999999999"] {
        assert_eq!(column(&bob.get(&format!("/inbox?before={cursor}")).expect(200), "summary"), ["Hello"], "{cursor}");
    }
    assert_eq!(column(&bob.get("/inbox?before=u1").expect(200), "summary"), Vec::<String>::new());
}

#[test]
fn a_long_message_is_cut_in_the_list_and_whole_when_it_is_open() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let long = "Wörter ".repeat(100).trim().to_owned();
    let id = send(&alice, &bob, &long);
    let page = bob.get("/inbox").expect(200);
    let summary = page["messages"][0]["summary"].as_str().expect("a summary");
    assert!(summary.chars().count() == 120 && summary.ends_with('…'));
    assert_eq!(bob.get(&format!("/inbox/{id}")).expect(200)["open"]["text"], long.as_str());
}

#[test]
fn a_message_of_another_party_is_not_found() {
    let stack = Stack::shared();
    let (alice, bob) = alice_and_busy_bob(stack);
    let (eve, id) = (stack.new_window("eve"), send(&alice, &bob, "Secret"));
    for window in [&eve, &alice] {
        let answer = window.get(&format!("/inbox/{id}"));
        assert!(!answer.text.contains("Secret"));
        assert_eq!(answer.expect(404)["error"], "no_such_message");
        assert_eq!(window.post(&format!("/inbox/{id}/delete"), &[]).expect(404)["error"], "no_such_message");
        let answer = window.post("/reply", &[("text", "hm"), ("message", &id)]);
        assert_eq!(answer.expect(422)["error"], "nothing_to_answer");
    }
    let inbox = eve.get_html(&format!("/inbox/{id}"));
    assert!(
        inbox.status == 404 && inbox.text.contains(&format!("{}/inbox", eve.path)),
        "the way to the inbox is on the page"
    );
    assert_eq!(bob.page()["unread"], 1);
}

#[test]
fn each_accepted_message_is_in_exactly_one_mailbox() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "opened");
    let queued = alice.send(&bob.party, "queued");
    let rung = interruption.resume();
    stack.sql(&format!("UPDATE pageboy.interruption SET rings_until = now() WHERE sid = '{}'", rung.sid()));
    assert_eq!(alice.notify(&queued), "mailbox");
    bob.post("/status", &[("status", "away")]).expect(200);
    send(&alice, &bob, "away");
    assert_eq!(column(&bob.get("/inbox").expect(200), "summary"), ["away", "queued", "opened"]);
    assert_eq!(column(&alice.get("/inbox").expect(200), "summary"), Vec::<String>::new());
}
