//! The main job in real browsers: two people at two machines, or at one.

use crate::common::browser::{Browser, key};
use crate::common::{LONG, Stack, Window, wait_until};
use serde_json::Value;

const HALF: &str = "The boiler in room 12 is";

/// Begins a message to somebody and leaves the caret in the middle of it.
fn begin_to_write(bob: &Browser, to: &str) {
    bob.choose(to);
    bob.write("#text", HALF);
    bob.press(&key::LEFT.repeat(6));
}

#[track_caller]
fn assert_back_in_the_middle(bob: &Browser, desk: &str, to: &str) {
    bob.wait_for("body[data-page=desk]");
    assert_eq!(bob.session(), desk);
    assert_eq!(bob.property("#text", "value"), HALF);
    assert_eq!(bob.property(&format!("[name=to][value='{to}']"), "checked"), true);
}

#[track_caller]
fn assert_caret_in_the_middle(bob: &Browser) {
    assert!(bob.has_focus("#text"));
    let caret = HALF.len() - 6;
    assert_eq!(bob.property("#text", "selectionStart"), caret);
    assert_eq!(bob.property("#text", "selectionEnd"), caret);
}

#[test]
fn bob_is_interrupted_in_the_middle_of_a_sentence_answers_and_is_back_in_the_middle_of_it() {
    let stack = Stack::shared();
    let (bob, bobs_id) = Browser::of_new_party(stack, "Bob");
    let (alice, alices_id) = Browser::of_new_party(stack, "Alice");
    begin_to_write(&bob, &alices_id);
    let desk = bob.session();

    alice.page(&bobs_id, "Can you come to the front desk?");
    bob.wait_for_message("Can you come to the front desk?");
    assert_ne!(bob.session(), desk);
    assert_eq!(bob.title(), "Message from Alice – Pageboy");
    assert_eq!(bob.text("h1"), "Message from\nAlice");
    bob.wait("the focus is on the message", || bob.has_focus("#heading"));
    bob.wait_for_text("#alarm[role=alert]", "Message from Alice.");
    alice.wait_for_text("#outcome[role=status]", "Bob has your message on the screen.");

    bob.click(".ready button[value='On my way']");
    alice.wait_for_message("On my way");
    assert_eq!(alice.text("h1"), "Answer from\nBob");
    bob.wait_for_text("#outcome", "Alice has your message on the screen.");
    bob.click(".back button");
    assert_back_in_the_middle(&bob, &desk, &alices_id);
    bob.wait("the focus is in the text", || bob.has_focus("#text"));
    assert_caret_in_the_middle(&bob);

    alice.click(".back button");
    alice.wait_for_text("#outcome", "Bob has answered.");
    bob.press("not ");
    assert_eq!(bob.property("#text", "value"), "The boiler in roomnot  12 is");
}

#[test]
fn the_keyboard_alone_is_enough() {
    let stack = Stack::shared();
    let log_in = |name: &str| {
        let (party, password) = stack.add_party(&format!("{}.keys", name.to_lowercase()), &["--name", name]);
        let browser = Browser::start();
        browser.goto(stack.url());
        browser.wait("the focus is in the form", || browser.has_focus("#party"));
        browser.press(&format!("{party}{}{password}{}", key::TAB, key::ENTER));
        browser.wait_for("body[data-page=desk]");
        (browser, party)
    };
    let choose = |browser: &Browser, party: &str| {
        browser.tab_to("#q");
        browser.press(&format!("{party}{}", key::ENTER));
        let found = format!("li:only-child [name=to][value='{party}']");
        browser.wait_for(&found);
        browser.tab_to(&found);
        browser.press(" ");
        browser.tab_to("#text");
    };
    let (bob, bobs_id) = log_in("Bob");
    let (alice, alices_id) = log_in("Alice");
    choose(&bob, &alices_id);
    bob.press(HALF);
    bob.press(&key::LEFT.repeat(6));
    let desk = bob.session();

    choose(&alice, &bobs_id);
    alice.press("Can you come?");
    alice.press_with(key::CONTROL, key::ENTER);
    bob.wait_for_message("Can you come?");
    bob.wait("the focus is on the message", || bob.has_focus("#heading"));

    // From the heading the ready answers come first.
    bob.press(key::TAB);
    assert!(bob.has_focus(".ready button[value='On my way']"));
    bob.tab_to("#text");
    bob.press("I am on the stairs");
    bob.press_with(key::CONTROL, key::ENTER);
    alice.wait_for_message("I am on the stairs");
    bob.wait_for("body[data-page=sent]");
    bob.tab_to(".back button");
    bob.press(key::ENTER);
    assert_back_in_the_middle(&bob, &desk, &alices_id);
    bob.wait("the focus is in the text", || bob.has_focus("#text"));
    assert_caret_in_the_middle(&bob);
}

#[test]
fn without_javascript_a_waiting_page_looks_by_itself_and_the_text_is_kept() {
    let stack = Stack::shared();
    let log_in = |name: &str| {
        let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
        let browser = Browser::without_javascript();
        browser.log_in(stack, &party, &password);
        (browser, party)
    };
    let (bob, bobs_id) = log_in("Bob");
    let (alice, alices_id) = log_in("Alice");
    begin_to_write(&bob, &alices_id);
    let desk = bob.session();
    assert!(bob.frame_text(".pending-frame").contains("No new message"));

    alice.page(&bobs_id, "Can you come?");
    alice.wait("the frame says what came of it", || {
        alice.frame_text(".notify-frame").contains("Ringing. Bob has not opened your message yet.")
    });
    bob.wait("the frame tells", || bob.frame_text(".pending-frame").contains("Alice is paging you"));
    bob.click("#send button[name=look]");
    bob.wait_for_message("Can you come?");
    alice.wait_for_text("#outcome", "Bob has your message on the screen.");

    bob.click(".ready button[value='On my way']");
    bob.wait_for("body[data-page=sent]");
    alice.wait_for_message("On my way");
    bob.wait_for_text("#outcome", "Alice has your message on the screen.");
    bob.click(".back button");
    assert_back_in_the_middle(&bob, &desk, &alices_id);
    alice.click(".back button");
    alice.wait_for_text("#outcome", "Bob has answered.");
}

/// Alice and Bob share one browser: the other window turns as soon as the message has been sent.
fn share_a_browser(stack: &Stack) {
    let (alices_id, alices_password) = stack.add_party("alice", &["--name", "Alice"]);
    let (bobs_id, bobs_password) = stack.add_party("bob", &["--name", "Bob"]);
    let browser = Browser::start();
    let bobs_window = browser.window();
    browser.log_in(stack, &bobs_id, &bobs_password);
    begin_to_write(&browser, &alices_id);
    let desk = browser.session();
    let alices_window = browser.open_window("window");
    browser.log_in(stack, &alices_id, &alices_password);

    browser.page(&bobs_id, "Can you come?");
    browser.switch_to(&bobs_window);
    browser.wait_for_message("Can you come?");

    browser.click(".ready button[value='Yes']");
    browser.wait_for("body[data-page=sent]");
    browser.switch_to(&alices_window);
    browser.wait_for_message("Yes");
    browser.switch_to(&bobs_window);
    browser.click(".back button");
    assert_back_in_the_middle(&browser, &desk, &alices_id);
}

#[test]
fn two_parties_in_two_windows_of_one_browser_page_each_other() {
    share_a_browser(Stack::shared());
}

#[test]
fn the_other_window_of_the_same_browser_turns_at_once_where_pages_poll() {
    // Nothing but the other window itself can be what turns it within the time that a test waits.
    let stack = Stack::start("windows", &[("NCHAN", "0"), ("PAGEBOY_POLL_SECONDS", "60")]);
    share_a_browser(&stack);
}

#[test]
fn where_pages_poll_a_browser_is_interrupted_and_the_sender_follows_too() {
    let stack = Stack::start("polling", &[("NCHAN", "0"), ("PAGEBOY_POLL_SECONDS", "1")]);
    let (bob, bobs_id) = Browser::of_new_party(&stack, "Bob");
    begin_to_write(&bob, "carol");
    let desk = bob.session();
    let (alice, _) = Browser::of_new_party(&stack, "Alice");
    alice.page(&bobs_id, "Can you come?");
    bob.wait_for_message("Can you come?");
    alice.wait_for_text("#outcome", "Bob has your message on the screen.");
    bob.click(".back button");
    assert_back_in_the_middle(&bob, &desk, "carol");
    bob.wait("the focus is in the text", || bob.has_focus("#text"));
    assert_caret_in_the_middle(&bob);
}

#[test]
fn who_is_paged_by_two_reads_one_after_the_other_before_going_back() {
    let stack = Stack::shared();
    let (bob, bobs_id) = Browser::of_new_party(stack, "Bob");
    begin_to_write(&bob, "carol");
    let desk = bob.session();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let receipt = alice.send(&bobs_id, "first");
    assert_eq!(alice.notify(&receipt), "interrupted");
    bob.wait_for_message("first");
    assert_eq!(carol.send(&bobs_id, "second")["outcome"], "queued");
    assert_eq!(carol.send(&bobs_id, "third")["outcome"], "queued");

    bob.reload();
    assert_eq!(bob.text(".back button"), "Next message\n2 waiting");
    bob.click(".back button");
    bob.wait_for_text(".words", "second");
    bob.wait("the focus is on the next message", || bob.has_focus("#heading"));
    bob.click(".back button");
    bob.wait_for_text(".words", "third");
    assert_eq!(bob.text(".back button"), "←\nBack to where you were");
    bob.click(".back button");
    assert_back_in_the_middle(&bob, &desk, "carol");
    // What was closed is not in the window's history: going on from here leads to no old message.
    bob.back();
    bob.wait("no closed message", || !bob.has("body[data-page=message], body[data-page=error]"));
}

#[test]
fn the_page_of_a_sent_message_tells_live_what_becomes_of_it() {
    let stack = Stack::shared();
    let (alice, _) = Browser::of_new_party(stack, "Alice");
    // Nobody listens in this window, as in a browser that has lost its connection.
    let bob = named_window(stack, "Bob");
    alice.page(&bob.party, "Can you come?");
    alice.wait_for_text("#outcome", "Ringing. Bob has not opened your message yet.");
    assert!(!alice.has("#opened:not([hidden])"));

    let path = bob.pending().expect("an interruption");
    let interruption = bob.at(&path);
    interruption.page();
    alice.wait_for_text("#outcome", "Bob has your message on the screen.");
    assert!(alice.text("#opened").starts_with("Opened "));
    assert_eq!(alice.property(".sent", "dataset")["outcome"], "interrupted");

    alice.click(".actions a[href$='/desk']");
    alice.page(&bob.party, "And bring the key.");
    alice.wait_for_text("#outcome", "Bob is reading another message. Yours comes next in turn.");
    let next = interruption.resume();
    assert_eq!(next.page()["message"]["text"], "And bring the key.");
    alice.wait_for_text("#outcome", "Bob has your message on the screen.");
    next.resume();

    bob.post("/status", &[("status", "away")]).expect(200);
    alice.click(".actions a[href$='/desk']");
    alice.page(&bob.party, "Too late.");
    alice.wait_for_text("#outcome", "Bob could not be interrupted. Your message waits in the inbox.");
}

fn named_window(stack: &Stack, name: &str) -> Window {
    let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
    Window::log_in(stack, &party, &password)
}

#[test]
fn a_hidden_window_tells_by_its_title_a_chime_and_a_system_notification() {
    let stack = Stack::shared();
    let (party, password) = stack.add_party("bob", &["--name", "Bob"]);
    let alice = named_window(stack, "Alice");
    let bob = Browser::start();
    bob.allow_notifications(stack);
    bob.before_each_page(
        "const note = (name, what) => localStorage.setItem(name, what);
         const strike = OscillatorNode.prototype.start;
         OscillatorNode.prototype.start = function (time) { note('test.struck', 'yes'); strike.call(this, time); };
         window.Notification = class extends Notification {
           constructor(title, options) { super(title, options); note('test.told', `${title} | ${options.body}`); }
         };",
    );
    bob.log_in(stack, &party, &password);
    bob.minimise();
    bob.wait("the window is hidden", || bob.run("return document.visibilityState") == "hidden");

    let receipt = alice.send(&party, "A secret about the boiler.");
    assert_eq!(alice.notify(&receipt), "interrupted");
    bob.wait_for_message("A secret about the boiler.");
    bob.wait("the title flashes", || bob.title() == "● Alice: message");
    let noted = |name: &str| bob.run(&format!("return localStorage.getItem('test.{name}')"));
    assert_eq!(noted("told"), "Message from Alice | Open Pageboy to read it.");
    bob.wait("the chime is struck", || noted("struck") == "yes");

    bob.bring_back();
    bob.wait("the title is calm", || bob.title() == "Message from Alice – Pageboy");
    // A page loaded again stays quiet.
    bob.run("localStorage.removeItem('test.struck')");
    bob.reload();
    bob.wait("the page is there", || bob.has_focus("#heading"));
    wait_until("a moment has passed", LONG, || bob.run("return performance.now() > 700") == true);
    assert_eq!(noted("struck"), Value::Null);
}

#[test]
fn of_two_windows_the_one_that_is_looked_at_is_interrupted_though_the_other_follows_its_message() {
    let stack = Stack::shared();
    let (alices_id, password) = stack.add_party("alice", &["--name", "Alice"]);
    let bob = named_window(stack, "Bob");
    let alice = Browser::start();
    alice.log_in(stack, &alices_id, &password);
    let first = alice.window();
    alice.page(&bob.party, "Can you come?");
    alice.wait_for_text("#outcome", "Ringing.");
    // The window that is looked at can see in the common storage what the other one shows; to turn to
    // it would be to look at it.
    alice.run(
        "const outcome = document.getElementById('outcome');
         const note = () => localStorage.setItem('test.followed', outcome.textContent);
         new MutationObserver(note).observe(outcome, { childList: true });",
    );
    alice.open_window("tab");
    alice.log_in(stack, &alices_id, &password);
    alice.write("#text", "half");

    let interruption = bob.at(&bob.pending().expect("an interruption"));
    interruption.page();
    alice.wait("the first window follows", || {
        alice.run("return localStorage.getItem('test.followed')") == "Bob has your message on the screen."
    });
    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    assert_eq!(bob.notify(&answer), "interrupted");
    alice.wait_for_message("On my way");
    alice.switch_to(&first);
    assert!(alice.has("body[data-page=sent]"));
}
