//! Words that look like a page's own: shown as words, wherever somebody else gets to read them.

use crate::common::window::form;
use crate::common::{Stack, Window, raw};

/// What would run, end an attribute or a text field, or be taken for a template's own.
const PAYLOADS: [&str; 14] = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</noscript><img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "\" autofocus onfocus=alert(1) x=\"",
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    "javascript:alert(1)",
    "{{{this}}}{{lookup . \"party\"}}{{> head}}",
    "<!--<iframe src=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#60;u&#62;",
    "\u{202e}\u{0}<u>\u{ff1c}script\u{ff1e}",
];

/// Nothing of a payload is markup in this page, and nothing in the page would be allowed to run.
#[track_caller]
fn assert_harmless(what: &str, html: &str) {
    for forbidden in ["alert(1)</script", "<svg", "<img src=x", "//evil.example>", "<!--", "<u>", " onerror=alert(1)>"]
    {
        assert!(!html.contains(forbidden), "{what} has {forbidden}: {html}");
    }
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("{what}: a tag without an end: {tag}"));
        // Inside a tag only what is not quoted could be an attribute.
        let outside: String = tag.split('"').step_by(2).collect();
        for attribute in outside.split_whitespace().skip(1) {
            let attribute = attribute.to_ascii_lowercase();
            assert!(!attribute.starts_with("on") && !attribute.starts_with("style="), "{what}: <{tag}>");
            assert!(
                !attribute.contains('\'')
                    && !attribute.contains('`')
                    && attribute.split('=').nth(1).is_none_or(str::is_empty),
                "{what}: <{tag}>"
            );
        }
        if tag.starts_with("script") {
            assert!(tag.contains(" src=\""), "{what}: an inline script: <{tag}>");
        }
        assert!(!tag.starts_with("style") && !tag.starts_with("base") && !tag.starts_with("object"), "{what}: <{tag}>");
        for link in ["href=\"", "src=\"", "action=\""] {
            if let Some(link) = tag.split(link).nth(1) {
                assert!(link.starts_with('/') || link.starts_with('#'), "{what}: <{tag}>");
            }
        }
    }
}

/// Shows a page of a window, checks it, and returns it.
#[track_caller]
fn page(window: &Window, below: &str) -> String {
    let answer = window.get_html(below);
    assert_eq!(answer.status, 200, "{below}: {answer:?}");
    assert_harmless(below, &answer.text);
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    answer.text
}

/// As Handlebars writes a text into a page.
fn escaped(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    escaped.replace('\'', "&#x27;").replace('`', "&#x60;").replace('=', "&#x3D;")
}

#[test]
fn whatever_somebody_writes_is_read_as_words_on_every_page() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    for payload in PAYLOADS {
        let payload = payload.replace('\0', "");
        let text = payload.trim();
        let shown = escaped(text);
        let shows = |html: &str, what: &str| assert!(html.contains(&shown), "{what} does not show {text}: {html}");
        // A party whose name it is, as a sysadmin may have copied it from elsewhere.
        let (mallory, password) = stack.add_party("mallory", &[&format!("--name={text}")]);
        let mallory = Window::log_in(stack, &mallory, &password);
        let search = form(&[("q", &mallory.party)]);
        shows(&page(&alice, &format!("/desk?{search}")), "the list of people");
        let searched = form(&[("q", text), ("to", text)]);
        shows(&page(&alice, &format!("/desk?{searched}")), "the search for people");
        shows(&page(&alice, &format!("/inbox?{searched}")), "the search for messages");
        page(&alice, "/settings?accept=%3Cscript%3Ealert(1)%3C/script%3E");

        // A message of that party with these words, read as an interruption and in the inbox.
        let receipt = mallory.send(&alice.party, text);
        let frame = alice.get_html("/pending").text;
        assert_harmless("the waiting frame", &frame);
        shows(&frame, "the waiting frame");
        let notify = raw::get(&alice.site, receipt["notify"].as_str().expect("a URL"), &[("Accept", "text/html")]);
        assert_harmless("the notify frame", &notify.expect("an answer").text);
        let interruption = alice.at_interruption(&receipt);
        let html = page(&interruption, "");
        shows(&html, "the message");
        interruption.post("/draft", &[("text", text), ("caret", text), ("field", text)]).expect(204);
        shows(&page(&interruption, ""), "the half-written answer");
        interruption.post("/reply", &[("text", text)]).expect(201);
        let answer = mallory.at(&mallory.pending().expect("the answer"));
        shows(&page(&answer, ""), "the answer");
        answer.resume();
        shows(&page(&mallory, ""), "the page of what was sent");
        let message = receipt["message"].as_str().expect("an id");
        interruption.resume();
        shows(&page(&alice, "/inbox"), "the inbox");
        shows(&page(&alice, &format!("/inbox/{message}")), "the open message");
        alice.send(&mallory.party, text);
        shows(&page(&alice, ""), "the page of what was sent");

        // What was typed and not sent, in every field there is.
        let fields = ["to", "text", "urgent", "caret", "field", "accept", "q"].map(|name| (name, text));
        for of in ["desk", "settings"] {
            alice.post("/draft", &[&fields[..], &[("page", of)]].concat()).expect(204);
            shows(&page(&alice, &format!("/{of}")), of);
        }
        alice.post("/draft", &[("page", "settings"), ("accept", "everyone"), ("urgent", "everyone")]).expect(204);
        alice.post("/draft", &[("page", "desk"), ("text", "")]).expect(204);
    }
}

#[test]
fn whatever_a_stranger_asks_for_is_read_as_words_on_the_pages_that_need_no_session() {
    let stack = Stack::shared();
    let (alice, _) = stack.add_party("alice", &[]);
    for payload in PAYLOADS {
        let percent: String = payload.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for path in [
            format!("/{percent}"),
            format!("/?{percent}"),
            format!("/login?party={percent}"),
            format!("/s/{percent}"),
            format!("/s/{percent}/desk"),
            format!("/static/{percent}"),
            format!("/send/{percent}"),
        ] {
            let answer =
                raw::get(stack.url(), &path, &[("Accept", "text/html"), ("Referer", payload)]).expect("an answer");
            assert_harmless(&path, &answer.text);
        }
        // The name that was typed stays in the form. An id has 64 bytes at most, so this one is nobody's.
        let typed = format!("{alice}{}{payload}", "x".repeat(64));
        let body = form(&[("party", &typed), ("password", payload)]);
        let answer = raw::post(stack.url(), "/login", &[("Accept", "text/html")], &body).expect("an answer");
        assert_eq!(answer.status, 401);
        assert_harmless("the log-in page", &answer.text);
        let typed = escaped(typed.trim().to_lowercase().as_str());
        assert!(answer.text.contains(&typed), "{typed}: {}", answer.text);
    }
}
