//! Every page as it looks: axe-core finds nothing to complain of, on a desktop and on a phone, in
//! light and in dark, and nothing is wider than a small phone. Pictures of all of them are left in
//! `target/screenshots`.

use crate::common::browser::Browser;
use crate::common::other_site::OtherSite;
use crate::common::sound::{Speech, send_voice};
use crate::common::stack::root;
use crate::common::{Stack, Window};

const AXE: &str = include_str!("vendor/axe.min.js");
const DESKTOP: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (390, 844);
const SMALL_PHONE: (u32, u32) = (360, 640);
const LONG_NAME: &str = "Dr Bartholomew Featherstonehaugh-Cholmondeley, Intensive Care";

/// Looks at the page that the browser shows, from all sides. A test looks at many pages and tells
/// all that it found at its end.
struct Inspector {
    found: Vec<String>,
}

impl Inspector {
    fn new() -> Inspector {
        Inspector { found: Vec::new() }
    }

    #[track_caller]
    fn look(&mut self, browser: &Browser, name: &str) {
        self.look_but_for(browser, name, "");
    }

    #[track_caller]
    fn look_but_for(&mut self, browser: &Browser, name: &str, except: &str) {
        for ((width, height), device) in [(DESKTOP, "desktop"), (PHONE, "phone")] {
            browser.resize(width, height);
            for scheme in ["light", "dark"] {
                browser.prefer(scheme);
                // Only colours differ between light and dark.
                let rules = match (scheme, except) {
                    ("dark", _) => "runOnly: ['color-contrast']".to_owned(),
                    (_, "") => String::new(),
                    (_, rule) => format!("rules: {{ '{rule}': {{ enabled: false }} }}"),
                };
                let found = browser.run_async(&format!(
                    "const {{ violations }} = await axe.run(document, {{
                       iframes: false, resultTypes: ['violations'], {rules}
                     }});
                     return violations.flatMap(({{ id, help, nodes }}) => nodes.map(({{ target, failureSummary }}) =>
                       `${{id}}: ${{help}}: ${{target.join(' ')}}: ${{failureSummary.split('\\n')[1] ?? ''}}`));"
                ));
                let at = format!("{name}, {device}, {scheme}");
                match found.as_array() {
                    Some(found) => self.found.extend(found.iter().map(|line| format!("{at}: {line}"))),
                    None => self.found.push(format!("{at}: axe {found}")),
                }
                browser.screenshot(&format!("{name}-{device}-{scheme}"));
            }
        }
        browser.prefer("light");
        browser.resize(SMALL_PHONE.0, SMALL_PHONE.1);
        let width = browser.run("return document.documentElement.scrollWidth");
        if width != SMALL_PHONE.0 {
            self.found.push(format!("{name}: {width} pixels wide on a phone of {}", SMALL_PHONE.0));
            browser.screenshot(&format!("{name}-too-wide"));
        }
        browser.resize(DESKTOP.0, DESKTOP.1);
    }

    /// The same page, and then as it is where JavaScript is off. There a page that waits can only load
    /// itself again; that is the one thing that axe-core may find, and may not find elsewhere.
    #[track_caller]
    fn look_with_and_without_javascript(&mut self, browser: &Browser, name: &str) {
        self.look(browser, name);
        browser.run(
            "for (const element of document.querySelectorAll('noscript')) {
               const inside = document.createElement('template');
               inside.innerHTML = element.textContent;
               element.replaceWith(inside.content);
             }",
        );
        self.look_but_for(browser, &format!("{name}-noscript"), "meta-refresh");
        browser.reload();
    }

    #[track_caller]
    fn assert_nothing_found(self) {
        assert!(self.found.is_empty(), "{}", self.found.join("\n"));
    }
}

/// A browser that has axe-core in every page.
fn browser_with_axe() -> Browser {
    let browser = Browser::start();
    browser.before_each_page(AXE);
    browser
}

#[track_caller]
fn log_in(stack: &Stack, name: &str, attributes: &[&str]) -> (Browser, String) {
    let (party, password) = stack.add_party("pages", &[&["--name", name], attributes].concat());
    let browser = browser_with_axe();
    browser.log_in(stack, &party, &password);
    (browser, party)
}

#[track_caller]
fn named_window(stack: &Stack, name: &str) -> Window {
    let (party, password) = stack.add_party("pages", &["--name", name]);
    Window::log_in(stack, &party, &password)
}

/// Opens the session's page again, as it is now.
#[track_caller]
fn show(stack: &Stack, browser: &Browser, below: &str) {
    browser.goto(&format!("{}{}{below}", stack.url(), browser.session()));
}

#[test]
fn axe_finds_nothing_on_the_login_and_desk_pages() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let browser = browser_with_axe();
    browser.goto(stack.url());
    inspector.look(&browser, "login");
    browser.write("#party", "nobody");
    browser.write("#password", "wrong");
    browser.click("form button");
    browser.wait_for(".error");
    inspector.look(&browser, "login-error");

    let (alice, alices_id) = log_in(stack, "Alice Archer", &[]);
    inspector.look_with_and_without_javascript(&alice, "desk");
    show(stack, &alice, &format!("/desk?q={alices_id}-nobody"));
    inspector.look(&alice, "desk-nobody-found");
    let busy = named_window(stack, LONG_NAME);
    busy.post("/status", &[("status", "busy")]).expect(200);
    show(stack, &alice, "/desk");
    alice.choose(&busy.party);
    alice.write("#text", &"Can you come to the boiler room? ".repeat(20));
    alice.click("#urgent");
    alice.wait_for("#expect:not([hidden])");
    inspector.look(&alice, "desk-chosen");

    Window::log_in(stack, &alices_id, &format!("password of {alices_id}")).post("/logout", &[]).expect(200);
    alice.wait_for_text("#banner", "This session has ended.");
    inspector.look(&alice, "desk-ended");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_page_of_a_sent_message_whatever_became_of_it() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let (alice, _) = log_in(stack, "Alice Archer", &[]);
    let bob = named_window(stack, "Bob Baker");
    let carol = named_window(stack, LONG_NAME);

    alice.page(&bob.party, "Can you come to the front desk? A visitor asks for you.");
    alice.wait_for_text("#outcome", "Ringing.");
    inspector.look_with_and_without_javascript(&alice, "sent-ringing");
    let interruption = bob.at(&bob.pending().expect("an interruption"));
    interruption.page();
    alice.wait_for_text("#outcome", "on the screen");
    inspector.look(&alice, "sent-interrupted");
    let answer = interruption.post("/reply", &[("text", "On my way")]).expect(201);
    bob.notify(&answer);
    alice.wait_for_message("On my way");
    alice.click(".back button");
    alice.wait_for_text("#outcome", "Bob Baker has answered.");
    inspector.look(&alice, "sent-answered");

    show(stack, &alice, "/desk");
    alice.page(&bob.party, &format!("{}\n\n{}", "unbroken".repeat(40), "And bring the key. ".repeat(30)));
    alice.wait_for_text("#outcome", "comes next in turn");
    inspector.look(&alice, "sent-queued");
    carol.post("/status", &[("status", "away")]).expect(200);
    show(stack, &alice, "/desk");
    alice.click("#urgent");
    alice.page(&carol.party, "Please call back.");
    alice.wait_for_text("#outcome", "waits in the inbox");
    inspector.look(&alice, "sent-mailbox");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_page_of_a_message() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let (bob, bobs_id) = log_in(stack, "Bob Baker", &[]);
    let alice = named_window(stack, "Alice Archer");
    let carol = named_window(stack, LONG_NAME);
    let ring = |from: &Window, text: &str| {
        let receipt = from.send(&bobs_id, text);
        if receipt["outcome"] == "ringing" {
            from.notify(&receipt);
        }
    };
    ring(&alice, "Can you come to the front desk?\nThe visitor from Bremen is here.");
    bob.wait_for("body[data-page=message]");
    inspector.look_with_and_without_javascript(&bob, "message");
    // docs/interruption.png of the README is this picture.
    bob.resize(1200, 940);
    bob.command("Emulation.setLocaleOverride", &serde_json::json!({ "locale": "en-GB" }));
    bob.reload();
    bob.screenshot("interruption");

    let urgent = [("to", bobs_id.as_str()), ("urgent", "1"), ("text", &"The pump in cellar 3 has failed. ".repeat(12))];
    carol.post("/send", &urgent).expect(201);
    ring(&alice, &"https://example.org/unbroken/".repeat(12));
    bob.reload();
    inspector.look(&bob, "message-others-waiting");
    bob.click(".back button");
    bob.wait_for(".message-urgent");
    bob.write("#text", "I am in the middle of an answer");
    inspector.look(&bob, "message-urgent");
    bob.click(".answer .primary");
    bob.wait_for("body[data-page=sent]");
    inspector.look_with_and_without_javascript(&bob, "sent-answer");
    bob.click(".back button");
    bob.wait_for_text(".words", "unbroken");
    inspector.look(&bob, "message-unbroken");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_recorder_in_any_state() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let speech = Speech::of("Can you come to the front desk? A visitor from Bremen asks for you. ");
    let alice = Browser::with_microphone(speech.path());
    alice.before_each_page(AXE);
    let (party, password) = stack.add_party("pages", &["--name", "Alice Archer"]);
    alice.log_in(stack, &party, &password);
    let bob = named_window(stack, "Bob Baker");
    alice.choose(&bob.party);
    alice.click("#record");
    alice.wait_for_text("#level-words", "Your voice is heard.");
    inspector.look(&alice, "recorder-recording");
    alice.click("#listen");
    alice.wait_for(".voice[data-state=ready]");
    inspector.look(&alice, "recorder-ready");
    alice.network(false);
    alice.click("#send .primary");
    alice.wait_for("#save:not([hidden])");
    inspector.look(&alice, "recorder-not-sent");
    alice.network(true);
    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    inspector.look_with_and_without_javascript(&alice, "sent-voice");

    let dora = named_window(stack, LONG_NAME);
    let receipt = send_voice(&dora, &party, "", &speech);
    dora.notify(&receipt);
    alice.wait_for("body[data-page=message]");
    alice.click("#record");
    alice.wait_for_text("#level-words", "Your voice is heard.");
    inspector.look(&alice, "message-recording");
    assert_eq!(alice.run("return document.querySelector('.player audio').paused"), true, "a microphone would hear it");

    let carol = Browser::with_arguments(&["--use-fake-device-for-media-stream", "--deny-permission-prompts"]);
    carol.before_each_page(AXE);
    let (party, password) = stack.add_party("pages", &["--name", LONG_NAME]);
    carol.log_in(stack, &party, &password);
    carol.click("#record");
    carol.wait_for(".voice[data-state=file]");
    inspector.look(&carol, "recorder-refused");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_a_page_that_plays_a_recording() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let speech = Speech::of("Can you come to the front desk? A visitor from Bremen asks for you. ");
    let alice = named_window(stack, LONG_NAME);
    let bob = Browser::with_arguments(&["--autoplay-policy=document-user-activation-required"]);
    let (party, password) = stack.add_party("pages", &["--name", "Bob Baker"]);
    bob.log_in(stack, &party, &password);
    bob.open_untouched();
    bob.before_each_page(AXE);
    let receipt = send_voice(&alice, &party, "The visitor from Bremen is here.", &speech);
    alice.notify(&receipt);
    bob.wait_for("#play:not([hidden])");
    inspector.look_with_and_without_javascript(&bob, "message-voice-blocked");
    bob.click("#play");
    bob.wait_for("#play[hidden]");
    inspector.look(&bob, "message-voice");
    bob.click(".back button");
    bob.wait_for("body[data-page=desk]");
    show(stack, &bob, "/inbox");
    inspector.look(&bob, "inbox-voice");
    bob.click(".entry-link");
    bob.wait_for(".player");
    inspector.look_with_and_without_javascript(&bob, "inbox-voice-open");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_inbox_and_settings_pages() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let (bob, bobs_id) = log_in(stack, "Bob Baker", &["--groups", "ward,night-shift"]);
    bob.click("nav a[href$='/inbox']");
    bob.wait_for(".empty");
    inspector.look_with_and_without_javascript(&bob, "inbox-empty");

    let (alice, carol) = (named_window(stack, "Alice Archer"), named_window(stack, LONG_NAME));
    bob.click("nav a[href$='/desk']");
    bob.click(".status [value=away]");
    bob.wait_for(".status [value=away][aria-pressed=true]");
    for number in 0..25 {
        let text = match number {
            21 => "unbroken".repeat(30),
            22 => "Please look at the boiler in room 12 when you have a moment. ".repeat(5),
            _ => format!("Message number {number}"),
        };
        let from = if number % 3 == 0 { &carol } else { &alice };
        let urgent = if number % 5 == 0 { "1" } else { "" };
        from.post("/send", &[("to", &bobs_id), ("text", &text), ("urgent", urgent)]).expect(201);
    }
    show(stack, &bob, "/inbox");
    inspector.look_with_and_without_javascript(&bob, "inbox");
    bob.click(".entry summary");
    bob.wait_for(".entry .danger");
    inspector.look(&bob, "inbox-delete");
    bob.click(".actions a[rel=next]");
    bob.wait_for(".actions a[rel=prev]");
    inspector.look(&bob, "inbox-older");
    show(stack, &bob, "/inbox?q=boiler");
    bob.click(".entry-link");
    bob.wait_for("#open-heading");
    bob.write("#text", "Tomorrow");
    inspector.look(&bob, "inbox-open");
    show(stack, &bob, "/inbox?q=nothing+of+this+kind");
    inspector.look(&bob, "inbox-nothing-found");

    bob.click("nav a[href$='/settings']");
    bob.wait_for("body[data-page=settings]");
    inspector.look_with_and_without_javascript(&bob, "settings");
    bob.click("main .primary");
    bob.wait_for(".notice");
    inspector.look(&bob, "settings-saved");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_frames() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let (bob, bobs_id) = log_in(stack, LONG_NAME, &[]);
    let alice = named_window(stack, LONG_NAME);
    let session = bob.session();
    bob.goto(&format!("{}{session}/pending", stack.url()));
    inspector.look_with_and_without_javascript(&bob, "frame-pending");
    let receipt = alice.send(&bobs_id, "Can you come?");
    bob.goto(&format!("{}{session}/pending", stack.url()));
    bob.wait_for(".button");
    inspector.look_with_and_without_javascript(&bob, "frame-pending-call");
    bob.goto(&alice.url(receipt["notify"].as_str().expect("a URL")));
    inspector.look(&bob, "frame-notify");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_error_pages_and_each_leads_on() {
    let stack = Stack::shared();
    let mut inspector = Inspector::new();
    let (alice, alices_id) = log_in(stack, "Alice Archer", &[]);
    let session = alice.session();
    let mut look = |browser: &Browser, status: u16, name: &str| {
        browser.wait_for("body[data-page=error]");
        assert!(browser.title().contains(&status.to_string()), "{name}: {}", browser.title());
        assert!(browser.has(".actions a[href]"), "{name} leads nowhere");
        inspector.look(browser, &format!("error-{name}"));
    };
    let go = |path: &str| alice.goto(&format!("{}{path}", stack.url()));
    // What the page's own form would not send.
    let post = |below: &str, fields: &str| {
        go(&session);
        alice.run(&format!(
            "const form = Object.assign(document.createElement('form'), {{ method: 'post', action: '{session}{below}' }});
             const fields = {fields};
             for (const [name, value] of fields) {{
               form.append(Object.assign(document.createElement('textarea'), {{ name, value }}));
             }}
             document.body.append(form);
             form.submit();"
        ));
    };
    go(&format!("/s/{}", "A".repeat(43)));
    look(&alice, 403, "403-not-yours");
    go("/nothing");
    look(&alice, 404, "404");
    go(&format!("{session}/inbox/{}", "m".repeat(22)));
    look(&alice, 404, "404-message");
    go(&format!("{session}/send"));
    look(&alice, 405, "405");
    post("/send", "Array.from({ length: 5000 }, (_, n) => [`n${n}`, ''])");
    look(&alice, 400, "400");
    post("/send", "[['to', 'dave'], ['text', 'Hello?']]");
    look(&alice, 403, "403-not-accepted");
    post("/send", "[['to', 'nobody-of-this-name'], ['text', 'Hello?']]");
    look(&alice, 404, "404-party");
    post("/send", "[['to', 'bob'], ['text', 'long '.repeat(5000)]]");
    look(&alice, 413, "413-text");
    post("/send", "[['to', 'bob'], ['text', '']]");
    look(&alice, 422, "422");
    // A record that this version does not understand.
    stack.sql(&format!("UPDATE pageboy.session SET drafts = '{{\"desk\": 5}}' WHERE party = '{alices_id}'"));
    go(&session);
    look(&alice, 500, "500");
    let elsewhere = Window::log_in(stack, &alices_id, &format!("password of {alices_id}"));
    elsewhere.post("/logout", &[]).expect(200);
    go(&session);
    look(&alice, 410, "410");
    for _ in 0..10 {
        let body = crate::common::window::form(&[("party", &alices_id), ("password", "wrong")]);
        crate::common::window::request("POST", &format!("{}/login", stack.url()), &[], Some(&body));
    }
    go("/");
    alice.write("#party", &alices_id);
    alice.write("#password", "wrong");
    alice.click("form button");
    look(&alice, 429, "429-logins");
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_error_pages_that_nginx_answers_by_itself() {
    let site = OtherSite::serve(Box::new(|path| {
        let path = path.split('?').next().unwrap_or_default();
        let media_type = match path.rsplit('.').next() {
            Some("css") => "text/css",
            Some("svg") => "image/svg+xml",
            _ => "text/html",
        };
        (media_type, std::fs::read(root().join("nginx").join(path.trim_start_matches('/'))).unwrap_or_default())
    }));
    let mut inspector = Inspector::new();
    let browser = browser_with_axe();
    let folder = std::fs::read_dir(root().join("nginx/errors")).expect("the error pages");
    let mut files: Vec<_> =
        folder.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    files.retain(|file| file.ends_with(".html"));
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        browser.goto(&format!("http://127.0.0.1:{}/errors/{file}", site.port()));
        let name = file.trim_end_matches(".html");
        let status = name.split('-').next().expect("a status");
        assert!(browser.title().contains(status), "{file}: {}", browser.title());
        inspector.look(&browser, &format!("error-nginx-{name}"));
    }
    inspector.assert_nothing_found();
}

#[test]
fn axe_finds_nothing_on_the_error_pages_of_a_site_whose_parts_have_failed() {
    let stack = Stack::start("failed", &[("PAGEBOY_REQUEST_SECONDS", "2")]);
    let mut inspector = Inspector::new();
    let (alice, _) = log_in(&stack, "Alice Archer", &[]);
    let session = alice.session();
    let mut look = |status: u16, name: &str| {
        alice.wait_for("body[data-page=error]");
        assert!(alice.title().contains(&status.to_string()), "{name}: {}", alice.title());
        inspector.look(&alice, &format!("error-{name}"));
    };
    std::thread::scope(|scope| {
        let holding = scope.spawn(|| stack.sql("BEGIN; LOCK TABLE pageboy.registry; SELECT pg_sleep(4)"));
        let held = "SELECT count(*) FROM pg_locks WHERE relation = 'pageboy.registry'::regclass AND mode = 'AccessExclusiveLock'";
        alice.wait("the lock is held", || stack.sql(held) == "1");
        alice.goto(&format!("{}{session}", stack.url()));
        look(504, "504");
        holding.join().expect("no panic");
    });
    end(stack.pid("PGBOUNCER_PID"));
    alice.goto(&format!("{}{session}", stack.url()));
    look(503, "503");
    end(stack.pid("PAGEBOY_PID"));
    // Its children leave too, a moment later.
    alice.wait("nobody listens any more", || {
        alice.goto(stack.url());
        alice.title().contains("502")
    });
    look(502, "502-nginx");
    inspector.assert_nothing_found();
}

fn end(pid: i32) {
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL).expect("it runs");
}
