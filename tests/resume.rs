//! Going back: to what comes next, and in the end to where the party was.

use crate::common::{Stack, at_once};

#[test]
fn a_double_click_on_back_leads_to_the_same_place() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    let clicks = at_once(&[(); 8], |()| interruption.post("/resume", &[]).expect(200));
    for answer in clicks {
        assert_eq!(answer["session"], bob.path.as_str());
    }
    assert_eq!(interruption.post_html("/resume", &[]).location(), bob.path);
    assert_eq!(bob.page()["page"], "desk");
}

#[test]
fn a_double_click_on_back_skips_nothing_that_waits() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    let second = first.at_interruption(&alice.send(&bob.party, "two"));
    alice.send(&bob.party, "three");
    let clicks = at_once(&[(); 8], |()| first.post("/resume", &[]).expect(200));
    for answer in clicks {
        assert_eq!(answer["session"], second.path.as_str());
    }
    assert_eq!(second.page()["message"]["text"], "two");
    assert_eq!(second.page()["waiting"], 1);
    assert_eq!(second.resume().page()["message"]["text"], "three");
}

#[test]
fn going_back_leads_to_the_page_that_was_open() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for page in ["desk", "inbox", "settings"] {
        bob.get(&format!("/{page}")).expect(200);
        assert_eq!(alice.interrupt(&bob, page).resume().page()["page"], page);
    }
    bob.send(&alice.party, "Hello");
    let message = bob.page()["message"]["id"].clone();
    let other = stack.new_window("carol");
    let back = other.interrupt(&bob, "while the sent page is open").resume().page();
    assert_eq!((&back["page"], &back["message"]["id"]), (&"sent".into(), &message));
}

#[test]
fn resuming_a_session_that_is_no_interruption_stays_where_it_is() {
    let stack = Stack::shared();
    let bob = stack.new_window("bob");
    assert_eq!(bob.resume().path, bob.path);
    assert_eq!(bob.post_html("/resume", &[]).location(), bob.path);
}

#[test]
fn a_closed_interruption_is_gone_and_its_page_leads_back() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    interruption.resume();
    assert_eq!(interruption.get("").expect(410)["error"], "message_closed");
    assert_eq!(interruption.post("/reply", &[("text", "late")]).expect(410)["error"], "message_closed");
    assert_eq!(interruption.get("/pending").expect(410)["error"], "message_closed");
    let page = interruption.get_html("");
    assert!(page.status == 410 && page.text.contains(&format!("href=\"{}\"", bob.path)), "{}", page.text);
    assert_eq!(alice.page()["answered"], serde_json::Value::Null);
    bob.post("/logout", &[]).expect(200);
    assert_eq!(interruption.get("").expect(410)["error"], "session_ended");
}

#[test]
fn a_session_that_expired_while_suspended_is_replaced_by_one_with_what_was_typed_in_it() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/draft", &[("to", &alice.party), ("text", "The boiler in room")]).expect(204);
    let interruption = alice.interrupt(&bob, "Hello");
    stack.sql(&format!("UPDATE pageboy.session SET expires = now() WHERE sid = '{}'", bob.sid()));
    assert_eq!(bob.get("").expect(410)["error"], "session_ended");

    let new = interruption.resume();
    assert_ne!(new.path, bob.path);
    let page = new.page();
    assert_eq!((&page["page"], &page["draft"]["text"]), (&"desk".into(), &"The boiler in room".into()));
    assert_eq!(interruption.resume().path, new.path, "a second click leads to the same new session");
    assert_eq!(alice.availability(&bob.party), "available");
    assert_eq!(alice.send(&bob.party, "again")["outcome"], "ringing");
    assert!(new.pending().is_some());
}

#[test]
fn a_session_that_was_removed_while_suspended_is_replaced_by_a_new_one() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let first = alice.interrupt(&bob, "one");
    alice.send(&bob.party, "two");
    stack.sql(&format!("DELETE FROM pageboy.session WHERE sid = '{}'", bob.sid()));
    let second = first.resume();
    assert_eq!(second.page()["message"]["text"], "two");
    let new = second.resume();
    assert!(new.path != bob.path && new.page()["page"] == "desk");
    assert_eq!(first.resume().path, new.path, "an old click leads to where the party is now");
    assert_eq!(bob.get("").status, 403, "nothing is known of the old one");
}

#[test]
fn an_interruption_that_ended_or_expired_suspends_nothing_any_more() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for end in ["expires = now(), alive_until = now()", "ended = true"] {
        let interruption = alice.interrupt(&bob, "Hello");
        assert_eq!(bob.pending(), Some(interruption.path.clone()));
        stack.sql(&format!("UPDATE pageboy.session SET {end} WHERE sid = '{}'", interruption.sid()));
        assert_eq!(bob.pending(), None);
        assert_eq!(bob.page()["page"], "desk");
        assert_eq!(interruption.get("").expect(410)["error"], "session_ended");
    }
    let receipt = alice.send(&bob.party, "again");
    assert_eq!(receipt["outcome"], "ringing");
}

#[test]
fn nobody_else_goes_back_for_the_reader() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let interruption = alice.interrupt(&bob, "Hello");
    assert_eq!(alice.at(&interruption.path).post("/resume", &[]).expect(403)["error"], "not_yours");
    assert_eq!(interruption.page()["message"]["text"], "Hello");
}
