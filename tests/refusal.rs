//! What is refused, and how: who may reach whom, what is too much, what is no message.

use crate::common::window::{form, request};
use crate::common::{Events, LONG, Stack, Window, at_once};

fn refused(sender: &Window, to: &str) -> String {
    let answer = sender.post("/send", &[("to", to), ("text", "Hello")]);
    match answer.status {
        201 => String::new(),
        _ => answer.expect(403)["error"].as_str().expect("a code").to_owned(),
    }
}

#[test]
fn everyone_nobody_a_party_and_a_group_are_accepted_as_the_list_says() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let group = format!("ward-{}", carol.party);
    stack.set_party(&carol.party, &["--groups", &format!("night,{group}")]);
    let (bob, _) = stack.add_party("bob", &[]);
    let party = format!("party:{}", alice.party);
    let group = format!("group:{group}");
    for (list, alice_may, carol_may) in [
        ("everyone", true, true),
        ("nobody", false, false),
        (party.as_str(), true, false),
        (group.as_str(), false, true),
        (&format!("{party} {group}"), true, true),
        (&format!("nobody {group}"), false, true),
        ("party:somebody-else group:day", false, false),
        (&alice.party, true, false),
        (&format!("group:{}", alice.party), false, false),
    ] {
        stack.set_party(&bob, &["--accept", list]);
        let told = |may: bool| if may { "" } else { "not_accepted" };
        assert_eq!(refused(&alice, &bob), told(alice_may), "alice, {list}");
        assert_eq!(refused(&carol, &bob), told(carol_may), "carol, {list}");
    }
}

#[test]
fn whether_a_sender_is_accepted_is_asked_at_the_moment_of_sending() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    stack.set_party(&alice.party, &["--accept", "nobody"]);
    assert_eq!(interruption.post("/reply", &[("text", "Hello")]).expect(403)["error"], "not_accepted");
    stack.set_party(&alice.party, &["--accept", "everyone"]);
    interruption.post("/reply", &[("text", "Hello")]).expect(201);
}

#[test]
fn a_party_sets_on_its_settings_page_who_may_reach_it_and_who_may_be_urgent() {
    let stack = Stack::shared();
    if stack.keeps_settings_in_the_directory() {
        return;
    }
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let page = bob.get("/settings").expect(200);
    assert_eq!(
        (&page["page"], &page["accept"], &page["urgent"]),
        (&"settings".into(), &"everyone".into(), &"everyone".into())
    );

    let typed = format!(" Party:{},\n group:Ward ", alice.party);
    let saved = bob.post("/settings", &[("accept", &typed), ("urgent", "nobody")]).expect(200);
    let list = format!("party:{} group:ward", alice.party);
    assert_eq!(saved, serde_json::json!({ "accept": list, "urgent": "nobody" }));
    let page = bob.page();
    assert_eq!((&page["accept"], &page["urgent"]), (&list.as_str().into(), &"nobody".into()));
    assert!(page["notice"].as_str().is_some_and(|notice| notice.contains("saved")));
    assert!(bob.page()["notice"].is_null(), "it is said once");
    assert_eq!(refused(&alice, &bob.party), "");
    assert_eq!(refused(&stack.new_window("carol"), &bob.party), "not_accepted");
    let (_, listed) = stack.pageboy(&["party", "list"], "");
    assert!(listed.contains(&format!("accept={list}\turgent=nobody")), "{listed}");
}

#[test]
fn settings_from_a_browser_lead_back_to_their_page() {
    let stack = Stack::shared();
    if stack.keeps_settings_in_the_directory() {
        return;
    }
    let bob = stack.new_window("bob");
    assert_eq!(bob.post_html("/settings", &[("accept", "nobody"), ("urgent", "nobody")]).location(), bob.path);
    let html = bob.get_html("").text;
    assert!(html.contains("Your settings have been saved.") && html.contains("value=\"nobody\""));
}

#[test]
fn a_list_that_is_none_is_refused_and_changes_nothing() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let many = (0..201).map(|number| format!("p{number}")).collect::<Vec<_>>().join(" ");
    for list in ["", " , ", "group:", "filter:(uid=*)", "party:a'b", "{everyone}", "everyone\0", &many] {
        assert_eq!(
            bob.post("/settings", &[("accept", list), ("urgent", "nobody")]).expect(422)["error"],
            "bad_list",
            "{list}"
        );
        assert_eq!(
            bob.post("/settings", &[("accept", "nobody"), ("urgent", list)]).expect(422)["error"],
            "bad_list",
            "{list}"
        );
    }
    assert_eq!(refused(&alice, &bob.party), "");
}

#[test]
fn a_message_to_nobody_or_to_somebody_who_is_locked_is_refused() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    stack.set_party(&bob.party, &["--lock"]);
    let long = "x".repeat(65);
    for to in [&bob.party, "nobody-at-all", "b\u{f6}b", "a'b", "x\0y", &long] {
        assert_eq!(alice.post("/send", &[("to", to), ("text", "Hello")]).expect(404)["error"], "no_such_party", "{to}");
    }
    for to in ["", "   "] {
        assert_eq!(alice.post("/send", &[("to", to), ("text", "Hello")]).expect(422)["error"], "no_recipient");
    }
    assert_eq!(alice.post("/send", &[("text", "Hello")]).expect(422)["error"], "no_recipient");
}

#[test]
fn a_recipient_is_found_as_people_type_it() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&format!(" {} ", bob.party.to_uppercase()), "Hello");
    assert_eq!(receipt["to"], bob.party.as_str());
}

#[test]
fn a_message_without_words_or_with_a_character_that_cannot_be_stored_is_refused() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for text in ["", "  \r\n\t "] {
        assert_eq!(alice.post("/send", &[("to", &bob.party), ("text", text)]).expect(422)["error"], "no_text");
    }
    assert_eq!(alice.post("/send", &[("to", &bob.party)]).expect(422)["error"], "no_text");
    assert_eq!(alice.post("/send", &[("to", &bob.party), ("text", "a\0b")]).expect(422)["error"], "bad_text");
    let nonce = "n".repeat(201);
    assert_eq!(
        alice.post("/send", &[("to", &bob.party), ("text", "a"), ("nonce", &nonce)]).expect(422)["error"],
        "bad_nonce"
    );
    assert_eq!(alice.post("/reply", &[("text", "to whom?")]).expect(422)["error"], "nothing_to_answer");
    assert_eq!(bob.page()["unread"], 0);
}

#[test]
fn a_message_as_long_as_may_be_is_accepted_and_one_byte_more_is_not() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let longest = "ä".repeat(8192);
    let receipt = alice.send(&bob.party, &longest);
    assert_eq!(bob.at_interruption(&receipt).page()["message"]["text"], longest.as_str());
    let answer = alice.post("/send", &[("to", &bob.party), ("text", &format!("{longest}a"))]);
    assert_eq!(answer.expect(413)["error"], "text_too_long");
    let page = alice.page();
    assert_eq!(page["page"], "desk", "the form that was refused is seen again");
    assert_eq!(page["draft"]["text"], format!("{longest}a"));
}

#[test]
fn a_body_over_the_limit_is_refused_in_the_form_that_was_asked_for() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let text = "x".repeat(70_000);
    let answer = alice.post("/send", &[("to", &bob.party), ("text", &text)]);
    assert_eq!(answer.status, 413);
    assert!(answer.json()["error"].is_string() && answer.json()["message"].is_string(), "{answer:?}");
    let answer = alice.post_html("/send", &[("to", &bob.party), ("text", &text)]);
    assert_eq!(answer.status, 413);
    assert!(answer.text.contains("<h1"), "{answer:?}");
}

#[test]
fn something_that_is_no_form_is_refused() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let post = |content_type: &str, body: &str| {
        let headers = [("Accept", "application/json"), ("Cookie", &*alice.cookie), ("Content-Type", content_type)];
        request("POST", &alice.url(&format!("{}/send", alice.path)), &headers, Some(body))
    };
    let fields = form(&[("to", &bob.party), ("text", "Hello")]);
    assert_eq!(post("text/plain", &fields).expect(415)["error"], "wrong_type");
    assert_eq!(post("application/x-www-form-urlencoded", "text=%ff").expect(400)["error"], "bad_request");
    assert_eq!(post("application/x-www-form-urlencoded", &"a=b&".repeat(65)).expect(400)["error"], "bad_request");
    for body in ["", "[]", "\"x\"", "{", "{\"to\":"] {
        assert_eq!(post("application/json", body).expect(400)["error"], "bad_request", "{body}");
    }
    assert_eq!(bob.page()["unread"], 0);
}

#[test]
fn a_refusal_says_in_a_sentence_what_to_do_next() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (dave, _) = stack.add_party("dave", &["--accept", "nobody"]);
    let json = alice.post("/send", &[("to", &dave), ("text", "Hello")]).expect(403);
    assert_eq!(json["message"], "This person does not accept messages from you.");
    assert_eq!(json.as_object().expect("an object").len(), 2);
    let html = alice.post_html("/send", &[("to", &dave), ("text", "Hello")]);
    assert_eq!(html.status, 403);
    assert!(
        html.text.contains("This person does not accept messages from you.") && html.text.contains("What to do next")
    );
}

/// Quotas of a few messages a minute, so that a test can use them up.
fn small_quotas(name: &str) -> Stack {
    Stack::start(
        name,
        &[("PAGEBOY_MESSAGES_PER_MINUTE", "20"), ("PAGEBOY_MESSAGES_PER_PAIR_PER_MINUTE", "12"), ("PARTIES", "")],
    )
}

#[test]
fn a_hundred_messages_at_once_pass_exactly_the_quota_of_their_sender_and_of_the_pair() {
    let stack = small_quotas("quota");
    let (ids, password) = stack.add_crowd("party", 4);
    let windows: Vec<Window> = ids.iter().map(|id| Window::log_in(&stack, id, &password)).collect();
    let (alice, bob, carol) = (&windows[0], &windows[1], &windows[2]);

    let to_bob = at_once(&[(); 100], |()| alice.post("/send", &[("to", &bob.party), ("text", "Hello")]).status);
    let count = |statuses: &[u16], status: u16| statuses.iter().filter(|one| **one == status).count();
    assert_eq!((count(&to_bob, 201), count(&to_bob, 429)), (12, 88));
    let to_carol = at_once(&[(); 50], |()| alice.post("/send", &[("to", &carol.party), ("text", "Hello")]).status);
    assert_eq!((count(&to_carol, 201), count(&to_carol, 429)), (8, 42));
    let stored =
        |window: &Window| stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", window.party));
    assert_eq!((stored(bob), stored(carol)), ("12".into(), "8".into()));

    // A token counts as its party, and another party has a quota of its own.
    let authorization = format!("Bearer {}", stack.add_token(&alice.party));
    let headers = [("Authorization", authorization.as_str()), ("Accept", "application/json")];
    let body = form(&[("to", &ids[3]), ("text", "Hello")]);
    let answer = request("POST", &alice.url("/send"), &headers, Some(&body));
    assert_eq!(answer.expect(429)["error"], "too_many_messages");
    assert_eq!(windows[3].send(&bob.party, "Hello")["outcome"], "queued");

    let answer = alice.post_html("/send", &[("to", &ids[3]), ("text", "kept for later")]);
    assert_eq!((answer.status, answer.header("retry-after")), (429, Some("60")));
    assert!(answer.text.contains("Please wait a minute"));
    assert_eq!(alice.get("/desk").expect(200)["draft"]["text"], "kept for later");
    stack.sql("UPDATE pageboy.message SET sent = sent - interval '1 minute'");
    assert_eq!(alice.send(&ids[3], "a minute later")["outcome"], "ringing");
}

#[test]
fn what_was_refused_reaches_nobody() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (dave, password) = stack.add_party("dave", &["--accept", "nobody"]);
    let dave = Window::log_in(stack, &dave, &password);
    let events = Events::open(&dave);
    assert_eq!(refused(&alice, &dave.party), "not_accepted");
    assert_eq!((dave.pending(), dave.page()["unread"].clone()), (None, 0.into()));
    // The next thing that Dave hears of is what he accepts.
    stack.set_party(&dave.party, &["--accept", "everyone"]);
    let receipt = alice.send(&dave.party, "Hello");
    alice.notify(&receipt);
    let (_, data) = events.next(LONG).expect("an event");
    assert_eq!(data["url"], dave.at_interruption(&receipt).path.as_str());
}

#[test]
fn settings_that_were_not_posted_stay_as_they_are() {
    let stack = Stack::shared();
    if stack.keeps_settings_in_the_directory() {
        return;
    }
    let (dave, password) = stack.add_party("dave", &["--accept", "nobody", "--urgent", "party:alice"]);
    let dave = Window::log_in(stack, &dave, &password);
    let saved = dave.post("/settings", &[("urgent", "group:ward")]).expect(200);
    assert_eq!(saved, serde_json::json!({ "accept": "nobody", "urgent": "group:ward" }));
    let saved = dave.post("/settings", &[("else", "everyone")]).expect(200);
    assert_eq!(saved, serde_json::json!({ "accept": "nobody", "urgent": "group:ward" }));
    let alice = stack.new_window("alice");
    assert_eq!(refused(&alice, &dave.party), "not_accepted");
}

#[test]
fn who_asks_comes_before_what_is_asked() {
    let stack = Stack::shared();
    let (alice, bob, eve) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("eve"));
    let post = |window: &Window, path: &str, below: &str, kind: &str, body: &str| {
        let headers = [("Accept", "application/json"), ("Cookie", window.cookie.as_str()), ("Content-Type", kind)];
        request("POST", &window.url(&format!("{path}{below}")), &headers, Some(body))
    };
    alice.send(&bob.party, "Can you come?");
    let interruption = bob.pending().expect("an interruption");
    for (below, kind, body) in [
        ("/send", "text/plain", "half"),
        ("/reply", "application/json", "half"),
        ("/status", "application/x-www-form-urlencoded", "status=%ff"),
        ("/settings", "text/plain", "half"),
        ("/nothing", "application/x-www-form-urlencoded", ""),
        ("/desk", "application/x-www-form-urlencoded", ""),
    ] {
        assert_eq!(post(&eve, &bob.path, below, kind, body).expect(403)["error"], "not_yours", "{below}");
        assert_eq!(post(&bob, &bob.path, below, kind, body).location(), interruption, "{below}");
    }
    assert_eq!(eve.at(&bob.path).get("/nothing").expect(403)["error"], "not_yours");
    assert_eq!(bob.get("/nothing").location(), interruption);
    assert_eq!(post(&bob, &bob.path, "/resume", "application/x-www-form-urlencoded", "").location(), interruption);
    assert_eq!(alice.get("/nothing").expect(404)["error"], "no_such_page");
    assert_eq!(alice.post("/desk", &[]).expect(405)["error"], "wrong_method");
}
