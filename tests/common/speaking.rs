//! People who speak and listen in real browsers.

use super::browser::Browser;
use super::sound::{Speech, likeness};
use super::voice::fetch;
use super::{Stack, Window};
use serde_json::{Value, json};

/// Two sound-alikes are above it, two different sentences below: see the last test of browser_voice.rs.
pub const ALIKE: f64 = 0.7;

/// Logs a new party of this name in; its id.
#[track_caller]
pub fn log_in(stack: &Stack, browser: &Browser, name: &str) -> String {
    let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
    browser.log_in(stack, &party, &password);
    party
}

/// A browser with a microphone that hears the speech, at its party's desk; the party's id.
#[track_caller]
pub fn speaker(stack: &Stack, name: &str, speech: &Speech) -> (Browser, String) {
    let browser = Browser::with_microphone(speech.path());
    let party = log_in(stack, &browser, name);
    (browser, party)
}

/// A script's window of a new party of this name.
pub fn named_window(stack: &Stack, name: &str) -> Window {
    let (party, password) = stack.add_party(&name.to_lowercase(), &["--name", name]);
    Window::log_in(stack, &party, &password)
}

/// Waits until the recorder is in a state.
#[track_caller]
pub fn wait_for_recorder(browser: &Browser, state: &str) {
    browser.wait_for(&format!(".voice[data-state={state}]"));
}

/// Waits until so much has been recorded.
#[track_caller]
pub fn wait_for_clock(browser: &Browser, clock: &str) {
    wait_for_recorder(browser, "recording");
    browser.wait(&format!("{clock} of recording"), || browser.text("#elapsed").as_str() >= clock);
}

/// Waits until the recording on the page has been played to its end.
#[track_caller]
pub fn wait_until_played(browser: &Browser) {
    browser.wait("it is played to its end", || {
        browser.run("const a = document.querySelector('.player audio'); return a.ended && a.currentTime === a.duration")
            == true
    });
}

/// How much the recording of the message that a window shows is like a speech.
#[track_caller]
pub fn likeness_at(window: &Window, message: &Value, speech: &Speech) -> f64 {
    let fetched = fetch(window, "GET", message["voice"].as_str().expect("a recording"), &[]);
    assert_eq!(fetched.answer.status, 200);
    likeness(&fetched.bytes, speech)
}

/// The session of a browser as a script sees it, with the browser's own cookie.
#[track_caller]
pub fn as_script(stack: &Stack, browser: &Browser, party: &str) -> Window {
    let cookies = browser.command("Network.getCookies", &json!({ "urls": [stack.url()] }));
    let cookie = &cookies["cookies"][0];
    let cookie = format!("{}={}", cookie["name"].as_str().expect("a name"), cookie["value"].as_str().expect("a value"));
    Window { site: stack.url().to_owned(), party: party.to_owned(), path: browser.session(), cookie }
}

/// The id of the party that a browser is logged in as.
pub fn party_of(stack: &Stack, browser: &Browser) -> String {
    as_script(stack, browser, "").page()["party"]["id"].as_str().expect("an id").to_owned()
}
