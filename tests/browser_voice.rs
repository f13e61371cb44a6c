//! Voice messages in real browsers. What the microphones hear is spoken by espeak-ng, and what
//! arrives is compared with it by its sound.

use crate::common::browser::{Browser, key};
use crate::common::faults::Transaction;
use crate::common::sound::{Speech, likeness, send_voice};
use crate::common::voice::fetch;
use crate::common::{LONG, Stack, Window, wait_until};
use serde_json::{Value, json};

/// Two sound-alikes are above it, two different sentences below: see the last test of this file.
const ALIKE: f64 = 0.7;

#[track_caller]
fn log_in(stack: &Stack, browser: &Browser, name: &str) -> String {
    let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
    browser.log_in(stack, &party, &password);
    party
}

/// A browser with a microphone that hears the speech, at its party's desk; the party's id.
#[track_caller]
fn speaker(stack: &Stack, name: &str, speech: &Speech) -> (Browser, String) {
    let browser = Browser::with_microphone(speech.path());
    let party = log_in(stack, &browser, name);
    (browser, party)
}

fn named_window(stack: &Stack, name: &str) -> Window {
    let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
    Window::log_in(stack, &party, &password)
}

/// Waits until the recorder is in a state.
#[track_caller]
fn wait_for_recorder(browser: &Browser, state: &str) {
    browser.wait_for(&format!(".voice[data-state={state}]"));
}

/// Waits until so much has been recorded.
#[track_caller]
fn wait_for_clock(browser: &Browser, clock: &str) {
    wait_for_recorder(browser, "recording");
    browser.wait(&format!("{clock} of recording"), || browser.text("#elapsed").as_str() >= clock);
}

/// Waits until the recording on the page has been played to its end.
#[track_caller]
fn wait_until_played(browser: &Browser) {
    browser.wait("it is played to its end", || {
        browser.run("const a = document.querySelector('.player audio'); return a.ended && a.currentTime === a.duration")
            == true
    });
}

/// How much the recording of the message that a window shows is like a speech.
#[track_caller]
fn likeness_at(window: &Window, message: &Value, speech: &Speech) -> f64 {
    let fetched = fetch(window, "GET", message["voice"].as_str().expect("a recording"), &[]);
    assert_eq!(fetched.answer.status, 200);
    likeness(&fetched.bytes, speech)
}

/// The session of a browser as a script sees it, with the browser's own cookie.
#[track_caller]
fn as_script(stack: &Stack, browser: &Browser, party: &str) -> Window {
    let cookies = browser.command("Network.getCookies", &json!({ "urls": [stack.url()] }));
    let cookie = &cookies["cookies"][0];
    let cookie = format!("{}={}", cookie["name"].as_str().expect("a name"), cookie["value"].as_str().expect("a value"));
    Window { site: stack.url().to_owned(), party: party.to_owned(), path: browser.session(), cookie }
}

#[test]
fn alice_speaks_and_bob_is_interrupted_hears_her_to_the_end_and_answers_by_voice() {
    let stack = Stack::shared();
    let question = Speech::of("Can you come to the front desk? A visitor from Bremen asks for you.");
    let reply = Speech::of("I am on my way, give me five more minutes.");
    let (bob, bobs_id) = speaker(stack, "Bob", &reply);
    let (alice, alices_id) = speaker(stack, "Alice", &question);
    bob.write("#text", "half-written");
    let desk = bob.session();

    // One button: press, speak, press again.
    alice.choose(&bobs_id);
    assert_eq!(alice.text("#record"), "Record a message");
    alice.click("#record");
    wait_for_recorder(&alice, "recording");
    assert_eq!(alice.text("#record"), "Stop and send");
    alice.wait("the meter moves", || {
        let level = alice.run("return Number(document.getElementById('level').getAttribute('aria-valuenow'))");
        level.as_f64().is_some_and(|level| level > 20.0)
    });
    alice.wait_for_text("#level-words", "Your voice is heard.");
    wait_for_clock(&alice, "0:04");
    alice.click("#record");

    bob.wait_for("body[data-page=message]");
    assert_eq!(bob.text("h1"), "Message from\nAlice");
    bob.wait("the focus is on the recording", || bob.has_focus(".player audio"));
    alice.wait_for("body[data-page=sent]");
    alice.wait_for_text("#outcome", "Bob has your message on the screen.");
    assert!(alice.has("#heard[hidden]"), "opened is not heard");
    wait_until_played(&bob);
    alice.wait_for("#heard:not([hidden])");
    let script = as_script(stack, &bob, &bobs_id);
    let message = script.page()["message"].take();
    assert_eq!((&message["kind"], &message["text"]), (&json!("voice"), &json!("")));
    assert!(likeness_at(&script, &message, &question) > ALIKE);

    bob.click("#record");
    wait_for_clock(&bob, "0:03");
    bob.click("#record");
    alice.wait_for("body[data-page=message]");
    assert_eq!(alice.text("h1"), "Answer from\nBob");
    wait_until_played(&alice);
    let script = as_script(stack, &alice, &alices_id);
    assert!(likeness_at(&script, &script.page()["message"], &reply) > ALIKE);
    bob.wait_for_text("#heard", "Heard");
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");
    assert_eq!(bob.session(), desk);
    assert_eq!(bob.property("#text", "value"), "half-written");
}

#[test]
fn the_keyboard_alone_records_listens_discards_records_again_and_sends_with_words() {
    let stack = Stack::shared();
    let speech = Speech::of("The keyboard is enough.");
    let (alice, _) = speaker(stack, "Alice", &speech);
    let bob = named_window(stack, "Bob");
    alice.choose(&bob.party);
    alice.tab_to("#record");
    alice.press(" ");
    wait_for_clock(&alice, "0:01");
    alice.wait_for_text("#news[role=status]", "Recording.");
    assert!(alice.has_focus("#record"), "the same button ends it");
    alice.tab_to("#listen");
    alice.press(key::ENTER);
    wait_for_recorder(&alice, "ready");
    alice.wait("it plays", || alice.run("return document.getElementById('preview').currentTime > 0") == true);
    assert!(alice.has_focus("#preview"));
    alice.tab_to("#discard");
    alice.press(key::ENTER);
    wait_for_recorder(&alice, "idle");
    alice.wait_for_text("#news", "The recording is discarded.");
    assert!(alice.has_focus("#record"));
    alice.reload();
    wait_for_recorder(&alice, "idle");

    alice.choose(&bob.party);
    alice.tab_to("#record");
    alice.press(" ");
    wait_for_clock(&alice, "0:02");
    alice.tab_to("#listen");
    alice.press(" ");
    wait_for_recorder(&alice, "ready");
    alice.tab_to("#text");
    alice.press("For who cannot listen.");
    alice.press_with(key::CONTROL, key::ENTER);
    alice.wait_for("body[data-page=sent]");
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    let message = interruption.page()["message"].take();
    assert_eq!((&message["kind"], &message["text"]), (&json!("voice"), &json!("For who cannot listen.")));
    assert!(likeness_at(&interruption, &message, &speech) > ALIKE);
}

#[test]
fn who_is_interrupted_while_recording_finds_the_recording_again() {
    let stack = Stack::shared();
    let speech = Speech::of("This is half of what I wanted to say.");
    let (bob, _) = speaker(stack, "Bob", &speech);
    let (alice, carol) = (named_window(stack, "Alice"), named_window(stack, "Carol"));
    bob.choose(&carol.party);
    bob.click("#record");
    wait_for_clock(&bob, "0:02");
    let bobs_id = party_of(stack, &bob);
    let receipt = alice.send(&bobs_id, "Can you come?");
    alice.notify(&receipt);
    bob.wait_for_message("Can you come?");

    // An answer that is interrupted is found with its message, and in the inbox afterwards.
    bob.click("#record");
    wait_for_clock(&bob, "0:01");
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");
    wait_for_recorder(&bob, "ready");
    bob.wait_for_text("#voice-words", "Your recording is still here:");
    assert_eq!(bob.property(&format!("[name=to][value='{}']", carol.party), "checked"), true);
    bob.click("#send .primary");
    bob.wait_for("body[data-page=sent]");
    let interruption = carol.at(&carol.pending().expect("an interruption"));
    assert!(likeness_at(&interruption, &interruption.page()["message"], &speech) > ALIKE);

    bob.click(".actions a[href$='/inbox']");
    bob.click(".entry-link");
    wait_for_recorder(&bob, "ready");
    bob.click("#discard");
    bob.reload();
    wait_for_recorder(&bob, "idle");
    bob.click("nav a[href$='/desk']");
    wait_for_recorder(&bob, "idle");
}

fn party_of(stack: &Stack, browser: &Browser) -> String {
    as_script(stack, browser, "").page()["party"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_recording_that_cannot_be_sent_is_kept_can_be_saved_and_arrives_once() {
    let stack = Stack::shared();
    let speech = Speech::of("This must not get lost.");
    let (alice, _) = speaker(stack, "Alice", &speech);
    let bob = named_window(stack, "Bob");

    // Nobody is chosen yet, so there is nothing to send it to.
    alice.click("#record");
    wait_for_clock(&alice, "0:02");
    alice.click("#record");
    wait_for_recorder(&alice, "ready");
    alice.wait_for_text("#voice-words", "not sent yet");
    alice.choose(&bob.party);
    alice.network(false);
    alice.click("#send .primary");
    alice.wait_for_text("#voice-problem", "There is no connection now. Your recording is still here.");
    assert!(alice.property("#save", "href").as_str().is_some_and(|url| url.starts_with("blob:")));
    assert_eq!(alice.property("#save", "download"), "voice.webm");
    alice.network(true);
    alice.double_click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    let arrived = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", bob.party));
    assert_eq!(arrived, "1");

    // The server's own refusal is told as it is.
    let dave = named_window(stack, "Dave");
    dave.post("/settings", &[("accept", "nobody"), ("urgent", "nobody")]).expect(200);
    alice.click(".actions a[href$='/desk']");
    wait_for_recorder(&alice, "idle");
    alice.choose(&dave.party);
    alice.click("#record");
    wait_for_clock(&alice, "0:01");
    alice.click("#record");
    alice.wait_for_text("#voice-problem", "This person does not accept messages from you.");
    wait_for_recorder(&alice, "ready");
}

#[test]
fn a_double_click_begins_to_record_and_the_limit_ends_it_without_sending() {
    let stack = Stack::start("short", &[("PAGEBOY_VOICE_SECONDS", "3")]);
    let speech = Speech::of("This is going to be far too long for those few seconds.");
    let (alice, alices_id) = speaker(&stack, "Alice", &speech);
    alice.choose(&alices_id);
    alice.double_click("#record");
    wait_for_recorder(&alice, "recording");
    alice.wait_for_text("#left", "left");
    wait_for_recorder(&alice, "ready");
    alice.wait_for_text("#alarm[role=alert]", "The longest time is reached. Your recording of 2 seconds is kept");
    assert!(alice.has_focus("#preview"), "no button that sends or discards has slipped under the finger");
    assert!(alice.has("body[data-page=desk]"));
}

#[test]
fn where_the_browser_wants_a_click_before_sound_a_large_button_plays() {
    let stack = Stack::shared();
    let speech = Speech::of("Please press the button.");
    let alice = named_window(stack, "Alice");
    let bob = Browser::with_arguments(&["--autoplay-policy=document-user-activation-required"]);
    let bobs_id = log_in(stack, &bob, "Bob");
    bob.open_untouched();
    let receipt = send_voice(&alice, &bobs_id, "", &speech);
    alice.notify(&receipt);
    bob.wait_for("body[data-page=message]");
    bob.wait_for("#play:not([hidden])");
    assert!(bob.text("#play").starts_with("Play Alice’s message (0:0"), "{}", bob.text("#play"));
    bob.wait("the focus is on the button", || bob.has_focus("#play"));
    assert_eq!(bob.run("return document.querySelector('.player audio').paused"), true);
    bob.press(key::ENTER);
    wait_until_played(&bob);
    assert!(bob.has("#play[hidden]"));
    wait_until("she sees that it was heard", LONG, || !alice.page()["heard"].is_null());
}

#[test]
fn the_bell_does_not_talk_over_the_recording_and_a_heard_one_stays_quiet() {
    let stack = Stack::shared();
    let speech = Speech::of("First the bell, then I.");
    let alice = named_window(stack, "Alice");
    let bob = Browser::start();
    bob.before_each_page(
        "window.sounds = [];
         const strike = OscillatorNode.prototype.stop;
         OscillatorNode.prototype.stop = function (time) { sounds.push('bell'); strike.call(this, time); };
         document.addEventListener('playing', ({ target }) => sounds.push(target.volume ? 'voice' : 'try'), true);",
    );
    let bobs_id = log_in(stack, &bob, "Bob");
    alice.notify(&send_voice(&alice, &bobs_id, "", &speech));
    bob.wait_for("body[data-page=message]");
    wait_until_played(&bob);
    assert_eq!(bob.run("return sounds"), json!(["try", "bell", "bell", "voice"]));
    wait_until("it is heard", LONG, || !alice.page()["heard"].is_null());
    bob.reload();
    bob.wait("the page is there", || bob.run("return performance.now() > 700") == true);
    assert_eq!(bob.run("return sounds"), json!([]));
}

#[test]
fn the_inbox_lists_a_recording_and_plays_it_when_asked() {
    let stack = Stack::shared();
    let speech = Speech::of("Look into your inbox.");
    let alice = named_window(stack, "Alice");
    let bob = Browser::start();
    let bobs_id = log_in(stack, &bob, "Bob");
    bob.click(".status [value=away]");
    bob.wait_for(".status [value=away][aria-pressed=true]");
    send_voice(&alice, &bobs_id, "For who cannot listen.", &speech);
    bob.click("nav a[href$='/inbox']");
    bob.wait_for_text(".entry .mark-voice", "Voice 0:0");
    assert_eq!(bob.text(".entry-summary"), "For who cannot listen.");
    bob.click(".entry-link");
    bob.wait_for(".player audio");
    assert_eq!(bob.text(".words"), "For who cannot listen.");
    assert!(bob.property(".player a[download]", "href").as_str().is_some_and(|url| url.contains("/voice/")));
    assert_eq!(bob.run("return document.querySelector('.player audio').paused"), true, "nothing plays by itself");
    assert!(alice.page()["heard"].is_null() && !alice.page()["opened"].is_null());
    bob.tab_to(".player audio");
    bob.press(" ");
    wait_until_played(&bob);
    wait_until("she sees that it was heard", LONG, || !alice.page()["heard"].is_null());
}

#[test]
fn who_has_no_microphone_or_may_not_use_it_is_told_so_and_sends_a_file() {
    let stack = Stack::shared();
    let speech = Speech::of("This comes from a file.");
    let bob = named_window(stack, "Bob");
    let send_file = |alice: &Browser| {
        alice.choose(&bob.party);
        alice.write("#voice", speech.path().to_str().expect("a path"));
        alice.click("#send .primary");
        alice.wait_for("body[data-page=sent]");
    };
    let alice = Browser::with_arguments(&["--use-fake-device-for-media-stream", "--deny-permission-prompts"]);
    log_in(stack, &alice, "Alice");
    assert!(alice.has(".voice-file[hidden]"));
    alice.click("#record");
    alice.wait_for_text("#voice-why", "The microphone is not allowed here.");
    alice.wait("the focus is on the file", || alice.has_focus("#voice"));
    assert!(alice.text("#alarm").starts_with("The microphone is not allowed here."));
    assert!(alice.has("#again:not([hidden])"));
    send_file(&alice);
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    assert!(likeness_at(&interruption, &interruption.page()["message"], &speech) > ALIKE);
    interruption.resume();

    let carol = Browser::start();
    carol.before_each_page("delete window.MediaRecorder;");
    log_in(stack, &carol, "Carol");
    carol.wait_for_text("#voice-why", "This browser cannot record. You can send a recording from a file.");
    assert!(carol.has("#record[hidden]") && carol.has("#again[hidden]"));
    send_file(&carol);
    assert!(bob.pending().is_some());
}

#[test]
fn a_file_that_was_discarded_or_refused_is_not_sent_later() {
    let stack = Stack::shared();
    let speech = Speech::of("Nobody is to hear this.");
    let dave = named_window(stack, "Dave");
    dave.post("/settings", &[("accept", "nobody"), ("urgent", "nobody")]).expect(200);
    let alice = Browser::start();
    alice.before_each_page("delete window.MediaRecorder;");
    log_in(stack, &alice, "Alice");
    let choose_file = |path: &str| {
        alice.write("#voice", path);
        alice.click("#send .primary");
    };
    // What is no recording is let go of, and another file can be chosen at once.
    alice.choose(&dave.party);
    let manifest = crate::common::stack::root().join("Cargo.toml");
    choose_file(manifest.to_str().expect("a path"));
    alice.wait_for_text("#voice-problem", "This is no recording that can be played.");
    assert!(!alice.text("#voice-problem").contains("still here"));
    wait_for_recorder(&alice, "file");
    assert_eq!(alice.run("return document.getElementById('voice').files.length"), 0);
    assert!(alice.has_focus("#voice") && alice.has("#save[hidden]"));

    choose_file(speech.path().to_str().expect("a path"));
    alice.wait_for_text(
        "#voice-problem",
        "This person does not accept messages from you. Your recording is still here.",
    );
    alice.click("#discard");
    wait_for_recorder(&alice, "file");
    dave.post("/settings", &[("accept", "everyone"), ("urgent", "nobody")]).expect(200);
    alice.write("#text", "Only words");
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    let page = dave.at(&dave.pending().expect("an interruption")).page();
    assert_eq!((&page["message"]["kind"], &page["message"]["text"]), (&json!("text"), &json!("Only words")));
}

#[test]
fn words_are_sent_while_the_browser_still_asks_for_the_microphone_and_a_file_instead_of_it() {
    let stack = Stack::shared();
    let speech = Speech::of("From a file, though there is a microphone.");
    let bob = named_window(stack, "Bob");
    let alice = Browser::with_microphone(speech.path());
    alice.before_each_page(
        "window.granted = [];
         const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
         navigator.mediaDevices.getUserMedia = (wanted) => new Promise((resolve) => {
           window.grant = async () => { const stream = await ask(wanted); granted.push(stream); resolve(stream); };
         });",
    );
    log_in(stack, &alice, "Alice");
    alice.choose(&bob.party);
    alice.click("#record");
    wait_for_recorder(&alice, "asking");
    alice.wait_for_text("#news", "Waiting for the microphone.");
    alice.click("#discard");
    wait_for_recorder(&alice, "idle");
    // A microphone that is allowed too late is let go of.
    alice.run_async("await grant();");
    alice.wait("it is let go of", || {
        alice
            .run("return granted.length === 1 && granted[0].getTracks().every((track) => track.readyState === 'ended')")
            == true
    });
    wait_for_recorder(&alice, "idle");
    alice.click("#record");
    wait_for_recorder(&alice, "asking");
    alice.write("#text", "Only words");
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    assert_eq!(interruption.page()["message"]["kind"], "text");
    interruption.resume();

    alice.click(".actions a[href$='/desk']");
    wait_for_recorder(&alice, "idle");
    alice.choose(&bob.party);
    alice.click("#file-instead");
    wait_for_recorder(&alice, "file");
    alice.write("#voice", speech.path().to_str().expect("a path"));
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    assert_eq!(bob.at(&bob.pending().expect("an interruption")).page()["message"]["kind"], "voice");
}

#[test]
fn what_was_recorded_and_not_sent_is_found_after_the_next_log_in_by_its_own_party() {
    let stack = Stack::shared();
    let speech = Speech::of("I shall send this tomorrow.");
    let alice = Browser::with_microphone(speech.path());
    let (alices_id, password) = stack.add_party("alice", &["--name", "Alice"]);
    alice.log_in(stack, &alices_id, &password);
    alice.click("#record");
    wait_for_clock(&alice, "0:01");
    alice.click("#listen");
    wait_for_recorder(&alice, "ready");
    assert!(alice.text("#news").starts_with("Recorded: "), "{}", alice.text("#news"));
    alice.click(".logout button");
    alice.wait_for("#password");

    log_in(stack, &alice, "Bob");
    wait_for_recorder(&alice, "idle");
    alice.click(".logout button");
    alice.wait_for("#password");
    alice.log_in(stack, &alices_id, &password);
    wait_for_recorder(&alice, "ready");
    alice.wait_for_text("#voice-words", "Your recording is still here:");

    // The same where the session ends by itself.
    stack.sql(&format!("UPDATE pageboy.session SET expires = now() WHERE party = '{alices_id}'"));
    alice.run("document.dispatchEvent(new Event('visibilitychange'))");
    alice.wait_for_text("#banner", "This session has ended.");
    alice.click("#banner a");
    alice.wait_for("#password");
    alice.log_in(stack, &alices_id, &password);
    wait_for_recorder(&alice, "ready");
}

#[test]
fn who_logs_out_while_a_recording_is_sent_is_logged_out_and_does_not_send_it_twice() {
    let stack = Stack::shared();
    let speech = Speech::of("This is sent once.");
    let alice = Browser::with_microphone(speech.path());
    let (alices_id, password) = stack.add_party("alice", &["--name", "Alice"]);
    let bob = named_window(stack, "Bob");
    alice.log_in(stack, &alices_id, &password);
    alice.choose(&bob.party);
    alice.click("#record");
    wait_for_clock(&alice, "0:01");
    alice.click("#listen");
    wait_for_recorder(&alice, "ready");
    let held = Transaction::stopping(stack, &[&bob]);
    alice.click("#send .primary");
    wait_for_recorder(&alice, "sending");
    alice.run("document.querySelector('.logout button').click()");
    drop(held);
    alice.wait_for("#password");
    alice.log_in(stack, &alices_id, &password);
    alice.wait_for("body[data-page=desk]");
    wait_for_recorder(&alice, "idle");
    let arrived = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", bob.party));
    assert_eq!(arrived, "1");
}

#[test]
fn a_recording_that_is_not_there_any_more_is_called_so_and_not_unplayable() {
    let stack = Stack::shared();
    let speech = Speech::of("This is going to be deleted.");
    let alice = named_window(stack, "Alice");
    let bob = Browser::start();
    let bobs_id = log_in(stack, &bob, "Bob");
    alice.notify(&send_voice(&alice, &bobs_id, "", &speech));
    bob.wait_for("body[data-page=message]");
    wait_until_played(&bob);
    stack.sql(
        "DELETE FROM pageboy.voice WHERE message IN (SELECT id FROM pageboy.message WHERE sender = '@')"
            .replace('@', &alice.party)
            .as_str(),
    );
    bob.run("const audio = document.querySelector('.player audio'); audio.src += '?'; audio.load();");
    bob.wait_for_text("#unplayable", "There is no such recording");
    assert!(bob.has(".player a[download][hidden]"));
}

#[test]
fn a_download_that_meets_an_interruption_is_the_recording_and_opens_nothing() {
    let stack = Stack::shared();
    let speech = Speech::of("Keep this one.");
    let (alice, carol) = (named_window(stack, "Alice"), named_window(stack, "Carol"));
    let bob = Browser::start();
    let bobs_id = log_in(stack, &bob, "Bob");
    bob.click(".status [value=away]");
    bob.wait_for(".status [value=away][aria-pressed=true]");
    send_voice(&alice, &bobs_id, "", &speech);
    bob.click("nav a[href$='/inbox']");
    bob.click(".entry-link");
    bob.wait_for(".player audio");
    // This window hears nothing more: it is as if its stream were broken.
    bob.run("window.EventSource = class {}; const { fetch } = window; window.fetch = (url, ...more) => String(url).includes('/pending') ? new Promise(() => {}) : fetch(url, ...more);");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("download-{}", std::process::id()));
    let wanted = json!({ "behavior": "allow", "downloadPath": folder.to_str().expect("a path") });
    bob.command("Browser.setDownloadBehavior", &wanted);
    let script = as_script(stack, &bob, &bobs_id);
    stack.sql(&format!("UPDATE pageboy.registry SET status = 'available' WHERE party = '{bobs_id}'"));
    let receipt = carol.send(&bobs_id, "Unseen");
    assert_eq!(receipt["outcome"], "ringing");
    bob.click(".player a[download]");
    let saved = || {
        std::fs::read_dir(&folder)
            .ok()?
            .flatten()
            .map(|file| file.path())
            .find(|path| path.extension().is_some_and(|end| end == "wav"))
    };
    wait_until("it is saved", LONG, || saved().is_some());
    assert!(likeness(&std::fs::read(saved().expect("a file")).expect("a file"), &speech) > 0.99);
    let unopened = format!("SELECT outcome, opened IS NULL FROM pageboy.message WHERE sender = '{}'", carol.party);
    assert_eq!(stack.sql(&unopened), "ringing|t");
    assert!(script.pending().is_some());
    std::fs::remove_dir_all(folder).expect("it is ours");
}

#[test]
fn without_javascript_a_recording_is_sent_from_a_file_and_played() {
    let stack = Stack::shared();
    let speech = Speech::of("No script is needed for this.");
    let log_in = |name: &str| {
        let browser = Browser::without_javascript();
        let party = log_in(stack, &browser, name);
        (browser, party)
    };
    let (bob, bobs_id) = log_in("Bob");
    let (alice, alices_id) = log_in("Alice");
    bob.choose(&alices_id);
    bob.write("#text", "half-written");
    bob.write("#voice", speech.path().to_str().expect("a path"));
    alice.choose(&bobs_id);
    alice.write("#voice", speech.path().to_str().expect("a path"));
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    bob.click("#send .primary");
    bob.wait_for("body[data-page=message]");
    bob.wait_for(".player audio[controls][autoplay]");
    let script = as_script(stack, &bob, &bobs_id);
    assert!(likeness_at(&script, &script.page()["message"], &speech) > ALIKE);

    // Words alone go the same way, and so does an answer.
    bob.write("#text", "On my way");
    bob.click(".answer .primary");
    bob.wait_for("body[data-page=sent]");
    alice.wait_for_message("On my way");
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");
    assert_eq!(bob.property("#text", "value"), "half-written");

    // His own recording came too late to be sent, and was kept.
    assert_eq!(bob.property("#voice-kept", "checked"), true);
    bob.click("#send .primary");
    bob.wait_for("body[data-page=sent]");
    bob.wait_for_text(".quote", "half-written");
    bob.wait_for(".player audio");
}

#[test]
fn a_text_is_read_aloud_by_a_button_and_by_itself_where_that_is_set() {
    let stack = Stack::shared();
    let alice = named_window(stack, "Alice");
    let bob = Browser::start();
    // Headless browsers have no voice of their own; what they are given to say is written down.
    bob.before_each_page(
        "window.said = [];
         SpeechSynthesis.prototype.speak = (utterance) => {
           said.push(utterance.text);
           setTimeout(() => utterance.dispatchEvent(new Event('end')), 300);
         };",
    );
    let bobs_id = log_in(stack, &bob, "Bob");
    alice.notify(&alice.send(&bobs_id, "The boiler is cold. Please look!"));
    bob.wait_for_message("The boiler is cold. Please look!");
    bob.wait("the page is quiet", || bob.run("return said.length === 0 && performance.now() > 500") == true);
    assert_eq!(bob.text(".read-aloud"), "Read aloud");
    bob.click(".read-aloud");
    assert_eq!(bob.run("return said"), json!(["The boiler is cold.", "Please look!"]));
    bob.wait_for_text(".read-aloud", "Read aloud");
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");

    bob.click("nav a[href$='/settings']");
    bob.click("#read-arrivals");
    bob.click("nav a[href$='/desk']");
    bob.wait_for("body[data-page=desk]");
    alice.notify(&alice.send(&bobs_id, "The crane is stuck."));
    bob.wait_for_message("The crane is stuck.");
    bob.wait("it is read", || bob.run("return said") == json!(["Message from Alice.", "The crane is stuck."]));
}

#[test]
fn a_browser_without_a_voice_says_so_when_it_is_to_read() {
    let stack = Stack::shared();
    let alice = named_window(stack, "Alice");
    let bob = Browser::start();
    bob.before_each_page("SpeechSynthesis.prototype.speak = () => {}; SpeechSynthesis.prototype.getVoices = () => [];");
    let bobs_id = log_in(stack, &bob, "Bob");
    alice.notify(&alice.send(&bobs_id, "Nobody reads this."));
    bob.wait_for_message("Nobody reads this.");
    bob.click(".read-aloud");
    bob.wait_for_text(".read-aloud", "No voice to read with");
    assert_eq!(bob.text("#alarm"), "This browser has no voice to read with.");
}

#[test]
fn two_sentences_are_told_apart_by_their_sound() {
    let speech = Speech::of("Can you come to the front desk? A visitor from Bremen asks for you.");
    let other = Speech::of("No script is needed for this, and the boiler in cellar three is cold again.");
    let sound = speech.bytes();
    assert!(likeness(&sound, &speech) > 0.99);
    assert!(likeness(&sound, &other) < ALIKE - 0.1, "{}", likeness(&sound, &other));
}
