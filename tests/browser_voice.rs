//! Voice messages in real browsers. What the microphones hear is spoken by espeak-ng, and what
//! arrives is compared with it by its sound.

use crate::common::browser::{Browser, key};
use crate::common::sound::{Speech, likeness, send_voice};
use crate::common::speaking::{
    ALIKE, as_script, likeness_at, log_in, named_window, speaker, wait_for_clock, wait_for_recorder, wait_until_played,
};
use crate::common::{LONG, Stack, wait_until};
use serde_json::json;

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
