//! Half-written text: kept for each page, through interruptions, and gone once it was sent.

use crate::common::{Stack, Window};

#[test]
fn a_draft_is_kept_for_each_page_with_every_field_of_its_form() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let typed = [
        ("to", bob.party.as_str()),
        ("text", "The boiler in room"),
        ("urgent", "1"),
        ("caret", "18"),
        ("field", "text"),
    ];
    alice.post("/draft", &[&typed[..], &[("page", "desk")]].concat()).expect(204);
    alice.post("/draft", &[("page", "settings"), ("accept", "party:b"), ("urgent", "nobody")]).expect(204);

    let page = alice.page();
    for (field, value) in typed {
        assert_eq!(page["draft"][field], value);
    }
    let selected = page["people"].as_array().expect("people").iter().find(|one| one["selected"] == true);
    assert_eq!(selected.expect("somebody")["id"], bob.party.as_str());
    let html = alice.get_html("/desk").text;
    assert!(html.contains("The boiler in room</textarea>") && html.contains("data-caret=\"18\""));
    let settings = alice.get("/settings").expect(200);
    assert_eq!((&settings["accept"], &settings["urgent"]), (&"party:b".into(), &"nobody".into()));
    assert_eq!(alice.get("/inbox").expect(200)["draft"]["text"], "", "the inbox has a form of its own");
    assert_eq!(alice.get("/desk").expect(200)["draft"]["text"], "The boiler in room");
}

#[test]
fn a_later_draft_takes_the_place_of_an_earlier_one() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    for text in ["The", "The boiler", ""] {
        alice.post("/draft", &[("text", text)]).expect(204);
        assert_eq!(alice.page()["draft"]["text"], text);
    }
}

#[test]
fn words_in_any_script_and_any_markup_come_back_as_they_were_typed() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let text = "  Zoë: „größer“ 山 🙂 \u{202e}</textarea><script>alert(1)</script>\r\n\r\n{{draft}} & ' \" \\ %41 +\n";
    alice.post("/draft", &[("text", text)]).expect(204);
    assert_eq!(alice.page()["draft"]["text"], text);
    let html = alice.get_html("").text;
    assert!(!html.contains("<script>alert") && html.contains("{{draft}}") && html.contains("größer"));
}

#[test]
fn what_was_being_typed_is_there_after_an_interruption_also_what_was_typed_last() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/draft", &[("to", &alice.party), ("text", "The boiler")]).expect(204);
    let receipt = alice.send(&bob.party, "Hello");
    // The browser saves once more when it is told of the interruption, and even after it has opened it.
    bob.post("/draft", &[("to", &alice.party), ("text", "The boiler in")]).expect(204);
    let interruption = bob.at_interruption(&receipt);
    interruption.page();
    bob.post("/draft", &[("to", &alice.party), ("text", "The boiler in room")]).expect(204);
    assert_eq!(interruption.page()["draft"]["text"], "", "the prompt to answer has a draft of its own");
    assert_eq!(interruption.resume().page()["draft"]["text"], "The boiler in room");
}

#[test]
fn a_message_posted_while_the_session_is_suspended_is_kept_as_its_draft_and_answered_303() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = bob.at_interruption(&alice.send(&bob.party, "Hello"));
    let typed = [("to", alice.party.as_str()), ("text", "Too late"), ("urgent", "1"), ("nonce", "n1")];
    assert_eq!(bob.post_html("/send", &typed).location(), interruption.path);
    assert_eq!(bob.post("/send", &typed).location(), interruption.path);
    assert_eq!(alice.page()["unread"], 0);
    let back = interruption.resume().page();
    assert_eq!((&back["draft"]["text"], &back["draft"]["urgent"]), (&"Too late".into(), &"1".into()));
    // Now it goes, with the nonce of the form that could not be sent.
    assert_eq!(bob.post("/send", &typed).expect(201)["outcome"], "ringing");
}

#[test]
fn settings_posted_while_the_session_is_suspended_are_kept_as_its_draft() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.get("/settings").expect(200);
    let interruption = bob.at_interruption(&alice.send(&bob.party, "Hello"));
    let typed = [("accept", "nobody"), ("urgent", "nobody")];
    assert_eq!(bob.post_html("/settings", &typed).location(), interruption.path);
    let back = interruption.resume().page();
    assert_eq!((&back["page"], &back["accept"]), (&"settings".into(), &"nobody".into()));
    assert_eq!(alice.send(&bob.party, "still accepted")["to"], bob.party.as_str());
}

#[test]
fn a_form_with_a_mistake_posted_while_the_session_is_suspended_is_kept_too() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = bob.at_interruption(&alice.send(&bob.party, "Hello"));
    let send = bob.post("/send", &[("to", ""), ("text", "For nobody yet")]);
    assert_eq!(send.location(), interruption.path);
    let long = "n".repeat(201);
    assert_eq!(
        bob.post("/send", &[("to", &alice.party), ("text", "x"), ("nonce", &long)]).location(),
        interruption.path
    );
    let settings = bob.post("/settings", &[("accept", "what?"), ("urgent", "nobody")]);
    assert_eq!(settings.location(), interruption.path);
    assert_eq!(bob.post("/status", &[("status", "asleep")]).location(), interruption.path);
    let back = interruption.resume();
    assert_eq!(back.get("/settings").expect(200)["accept"], "what?");
    assert_eq!(back.get("/desk").expect(200)["draft"]["text"], "x");
}

#[test]
fn a_draft_is_gone_once_its_message_was_sent() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    alice.post("/draft", &[("to", &bob.party), ("text", "The boiler")]).expect(204);
    alice.send(&bob.party, "The boiler is cold");
    assert_eq!(alice.get("/desk").expect(200)["draft"]["text"], "");
}

#[test]
fn a_late_draft_of_a_form_that_was_sent_does_not_bring_its_words_back() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let nonce = alice.page()["nonce"].as_str().expect("a nonce").to_owned();
    alice.post("/send", &[("to", &bob.party), ("text", "The boiler is cold"), ("nonce", &nonce)]).expect(201);
    alice
        .post("/draft", &[("page", "desk"), ("to", &bob.party), ("text", "The boiler is"), ("nonce", &nonce)])
        .expect(204);
    let desk = alice.get("/desk").expect(200);
    assert_eq!(desk["draft"]["text"], "");
    assert_ne!(desk["nonce"], nonce.as_str());
    let nonce = desk["nonce"].as_str().expect("a nonce");
    alice.post("/draft", &[("page", "desk"), ("text", "Another"), ("nonce", nonce)]).expect(204);
    assert_eq!(alice.page()["draft"]["text"], "Another");
}

#[test]
fn a_half_written_answer_is_kept_and_gone_once_it_was_sent() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Can you come?");
    interruption.post("/draft", &[("page", "message"), ("text", "On my"), ("caret", "5")]).expect(204);
    let page = interruption.page();
    assert_eq!((&page["draft"]["text"], &page["draft"]["caret"]), (&"On my".into(), &"5".into()));
    assert!(interruption.get_html("").text.contains("On my</textarea>"));
    interruption.post("/reply", &[("text", "On my way")]).expect(201);
    assert_eq!(interruption.page()["page"], "sent");
    assert_eq!(interruption.page()["draft"]["text"], "");
}

#[test]
fn a_half_written_answer_in_the_inbox_belongs_to_its_message() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let ids = ["one", "two"].map(|text| alice.send(&bob.party, text)["message"].as_str().expect("an id").to_owned());
    let draft_of = |id: &str| bob.get(&format!("/inbox/{id}")).expect(200)["draft"]["text"].clone();
    assert_eq!(draft_of(&ids[0]), "");
    bob.post("/draft", &[("page", "inbox"), ("text", "about one")]).expect(204);
    assert_eq!(draft_of(&ids[1]), "");
    bob.post("/draft", &[("page", "inbox"), ("text", "about two")]).expect(204);
    assert_eq!(draft_of(&ids[0]), "about one");
    assert_eq!(draft_of(&ids[1]), "about two");
}

#[test]
fn a_refused_message_keeps_its_words() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (dave, _) = stack.add_party("dave", &["--accept", "nobody"]);
    let long = "long ".repeat(4000);
    for (to, text, status) in [
        (dave.as_str(), "not accepted", 403),
        ("nobody-at-all", "no such party", 404),
        ("", "for whom?", 422),
        (dave.as_str(), long.as_str(), 413),
    ] {
        let answer = alice.post_html("/send", &[("to", to), ("text", text)]);
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(answer.text.contains(&format!("href=\"{}\"", alice.path)), "the way back is on the page");
        let page = alice.page();
        assert_eq!((&page["page"], &page["draft"]["text"]), (&"desk".into(), &text.into()));
        assert_eq!(page["draft"]["to"], to);
    }
}

#[test]
fn a_refused_answer_keeps_its_words() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Can you come?");
    stack.set_party(&alice.party, &["--accept", "nobody"]);
    assert_eq!(interruption.post("/reply", &[("text", "On my way")]).expect(403)["error"], "not_accepted");
    let page = interruption.page();
    assert_eq!((&page["page"], &page["draft"]["text"]), (&"message".into(), &"On my way".into()));
}

#[test]
fn refused_settings_keep_what_was_typed() {
    let stack = Stack::shared();
    if stack.keeps_settings_in_the_directory() {
        return;
    }
    let alice = stack.new_window("alice");
    alice.get("/settings").expect(200);
    let answer = alice.post("/settings", &[("accept", "the ward, please!"), ("urgent", "nobody")]);
    assert_eq!(answer.expect(422)["error"], "bad_list");
    let page = alice.page();
    assert_eq!((&page["accept"], &page["urgent"]), (&"the ward, please!".into(), &"nobody".into()));
    let again = alice.post("/settings", &[("accept", "group:ward"), ("urgent", "nobody")]).expect(200);
    assert_eq!(again["accept"], "group:ward");
    assert_eq!(alice.page()["accept"], "group:ward");
}

#[test]
fn without_javascript_a_button_keeps_the_words_and_looks_for_messages() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let typed = [("to", alice.party.as_str()), ("text", "The boiler"), ("page", "desk"), ("look", "1")];
    assert_eq!(bob.post_html("/draft", &typed).location(), bob.path);
    assert_eq!(bob.page()["draft"]["text"], "The boiler");
    let interruption = bob.at_interruption(&alice.send(&bob.party, "Hello"));
    assert_eq!(bob.post_html("/draft", &typed).location(), bob.path);
    assert_eq!(bob.get_html("").location(), interruption.path);
}

#[test]
fn a_draft_for_a_page_that_does_not_exist_or_that_is_too_large_harms_nothing() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    alice.post("/draft", &[("text", "kept")]).expect(204);
    alice.post("/draft", &[("page", "../desk"), ("text", "elsewhere")]).expect(204);
    alice.post("/draft", &[("page", "desk"), ("text", "with\0nul\u{1}"), ("with\0nul", "x")]).expect(204);
    assert_eq!(alice.page()["draft"]["text"], "withnul\u{1}");
    let too_large = "x".repeat(70_000);
    assert_eq!(alice.post("/draft", &[("text", &too_large)]).status, 413);
    assert_eq!(alice.page()["draft"]["text"], "withnul\u{1}");
    let largest = "x".repeat(60_000);
    alice.post("/draft", &[("text", &largest)]).expect(204);
    assert_eq!(alice.page()["draft"]["text"], largest.as_str());
}

#[test]
fn what_is_typed_last_is_kept_however_much_was_half_written_before() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    alice.post("/draft", &[("page", "settings"), ("accept", "party:bob")]).expect(204);
    for number in 0..12 {
        let (message, text) = (format!("{number:022}"), "\"".repeat(21_000));
        alice.post("/draft", &[("page", "inbox"), ("message", &message), ("text", &text)]).expect(204);
    }
    alice.post("/draft", &[("page", "desk"), ("text", "last words")]).expect(204);
    assert_eq!(alice.page()["draft"]["text"], "last words");
    assert_eq!(alice.get("/settings").expect(200)["accept"], "party:bob");
    let size =
        stack.sql(&format!("SELECT octet_length(drafts::text) FROM pageboy.session WHERE sid = '{}'", alice.sid()));
    assert!(size.parse::<u32>().expect("a number") < 700_000, "{size}");
}

#[test]
fn a_draft_of_a_stranger_is_refused() {
    let stack = Stack::shared();
    let (alice, eve) = (stack.new_window("alice"), stack.new_window("eve"));
    let planted: Window = eve.at(&alice.path);
    assert_eq!(planted.post("/draft", &[("text", "planted")]).expect(403)["error"], "not_yours");
    assert_eq!(alice.page()["draft"]["text"], "");
}

#[test]
fn what_was_posted_from_the_page_of_a_sent_message_while_suspended_is_on_the_page_that_its_party_comes_back_to() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.send(&bob.party, "a note to myself");
    let bob = bob.at(&bob.get("").location()).resume();
    assert_eq!(bob.page()["page"], "sent");
    let receipt = alice.send(&bob.party, "Can you come?");
    assert_eq!(bob.post("/send", &[("to", &alice.party), ("text", "The boiler")]).status, 303);
    let bob = bob.at_interruption(&receipt);
    assert_eq!(bob.page()["page"], "message");
    let page = bob.resume().page();
    assert_eq!(page["page"], "desk");
    assert_eq!(page["draft"]["text"], "The boiler");
}
