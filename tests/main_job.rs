//! The main job, as scripts play it in JSON and browsers without JavaScript in HTML.

use crate::common::{Events, Stack, Window};

/// How waiting browsers are told.
#[derive(Clone, Copy, PartialEq)]
pub enum Push {
    /// Event streams held by nginx.
    Streams,
    /// The pages ask by themselves.
    Asking,
}

#[test]
fn alice_pages_bob_who_answers_and_is_back_in_the_middle_of_his_sentence() {
    in_json(Stack::shared(), Push::Streams);
}

#[test]
fn without_javascript_the_same_job_is_done_with_pages_and_forms() {
    without_javascript(Stack::shared());
}

/// Steps 1 to 5 of the main job in JSON.
pub fn in_json(stack: &Stack, push: Push) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (alices, bobs) = (Listener::of(&alice, push), Listener::of(&bob, push));
    bob.post("/draft", &[("to", alice.party.as_str()), ("text", "The boiler in room")]).expect(204);

    let receipt = alice.send(&bob.party, "Can you come?");
    assert_eq!(receipt["outcome"], "ringing");
    assert_eq!(receipt["to"], bob.party.as_str());
    // Only a stream can say that it has reached somebody.
    let rung = if push == Push::Streams { "interrupted" } else { "ringing" };
    assert_eq!(alice.notify(&receipt), rung);
    assert_eq!(alice.page()["outcome"], rung);
    let interruption = bob.at_interruption(&receipt);
    bobs.is_called_to(&interruption);

    let page = interruption.page();
    assert_eq!(page["page"], "message");
    assert_eq!(page["message"]["text"], "Can you come?");
    assert_eq!(page["message"]["from"]["id"], alice.party.as_str());
    alices.is_told("interrupted");

    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    assert_eq!(answer["to"], alice.party.as_str());
    bob.notify(&answer);
    let back = alice.at_interruption(&answer);
    alices.is_called_to(&back);
    let page = back.page();
    assert_eq!(page["message"]["text"], "On my way");
    assert_eq!(page["message"]["in_reply_to"], receipt["message"]);

    let bob = interruption.resume();
    let page = bob.page();
    assert_eq!(page["page"], "desk");
    assert_eq!(page["draft"]["text"], "The boiler in room");
    assert_eq!(page["draft"]["to"], alice.party.as_str());
    let page = back.resume().page();
    assert_eq!(page["page"], "sent");
    assert!(page["answered"].is_string());
}

/// The same with pages and forms.
pub fn without_javascript(stack: &Stack) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));

    let sent = alice.post_html("/send", &[("to", &bob.party), ("text", "Can you come?")]);
    assert_eq!(sent.location(), alice.path);
    let page = alice.get_html("").text;
    let notify = page.split("<iframe").nth(1).and_then(|frame| frame.split("src=\"").nth(1)).expect("an iframe");
    let notify = notify.split('"').next().expect("a URL");
    assert!(alice.at(notify).get_html("").text.contains("Ringing"));

    // Bob sends his half-written form, which is kept, and sees what interrupts him.
    let interrupted = bob.post_html("/send", &[("to", &alice.party), ("text", "The boiler")]).location();
    assert_eq!(format!("{interrupted}/notify"), notify);
    let interruption = bob.at(&interrupted);
    assert!(interruption.get_html("").text.contains("Can you come?"));
    assert_eq!(interruption.post_html("/reply", &[("text", "On my way")]).location(), interrupted);
    assert_eq!(interruption.post_html("/resume", &[]).location(), bob.path);
    assert!(bob.get_html("").text.contains("The boiler"));
    let answer = alice.at(&alice.get_html("").location());
    assert!(answer.get_html("").text.contains("On my way"));
}

/// What a window's page learns, whichever way it learns it.
struct Listener<'a> {
    window: &'a Window,
    events: Option<Events>,
}

impl Listener<'_> {
    fn of(window: &Window, push: Push) -> Listener<'_> {
        let events = (push == Push::Streams).then(|| Events::open(window));
        if events.is_none() {
            assert_eq!(window.get("/events").status, 204, "which tells an EventSource not to come again");
            assert_eq!(window.page()["push"], "poll");
        }
        Listener { window, events }
    }

    fn is_called_to(&self, interruption: &Window) {
        if let Some(events) = &self.events {
            assert_eq!(events.expect("interrupt")["url"], interruption.path.as_str());
        }
        assert_eq!(self.window.pending().as_deref(), Some(interruption.path.as_str()));
    }

    fn is_told(&self, outcome: &str) {
        if let Some(events) = &self.events {
            assert_eq!(events.expect("status")["outcome"], outcome);
        }
        assert_eq!(self.window.page()["outcome"], outcome);
    }
}
