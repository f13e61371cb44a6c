//! What hostile pages and hostile words can do in a real browser: nothing.

use crate::common::browser::{Browser, key, origin_of};
use crate::common::other_site::OtherSite;
use crate::common::{LONG, Stack, Window, wait_until};
use serde_json::Value;

/// Goes through every page with clicks, in two windows of one browser.
fn visit_every_page(stack: &Stack, browser: &Browser) {
    let (alices_id, alices_password) = stack.add_party("alice", &["--name", "Alice"]);
    let (bobs_id, bobs_password) = stack.add_party("bob", &["--name", "Bob"]);
    let bobs_window = browser.window();
    browser.log_in(stack, &bobs_id, &bobs_password);
    browser.write("#text", "half a sentence");
    let alices_window = browser.open_window("window");
    browser.log_in(stack, &alices_id, &alices_password);
    browser.click(".status [value=busy]");
    browser.wait_for(".status [value=busy][aria-pressed=true]");
    browser.page(&bobs_id, "Can you come?");

    browser.switch_to(&bobs_window);
    browser.wait_for_message("Can you come?");
    browser.click(".ready button");
    browser.wait_for("body[data-page=sent]");
    browser.click(".back button");
    browser.wait_for("body[data-page=desk]");

    browser.switch_to(&alices_window);
    browser.wait_for_text("#outcome", "Bob has answered.");
    for page in ["settings", "inbox"] {
        browser.click(&format!("nav a[href$='/{page}']"));
        browser.wait_for(&format!("body[data-page={page}]"));
    }
    browser.click(".entry-link");
    browser.wait_for("#open-heading");
    browser.click("nav a[href$='/desk']");
    browser.wait_for("body[data-page=desk]");
}

#[test]
fn no_page_breaks_its_policy_or_complains_or_asks_another_host_or_tells_where_it_came_from() {
    let stack = Stack::shared();
    let browser = Browser::start();
    visit_every_page(stack, &browser);
    assert_eq!(browser.console(), Vec::<String>::new());
    browser.click(".logout button");
    browser.wait_for("body[data-page=login]");

    let site = origin_of(stack.url());
    let (mut pages, mut requests) = (0, 0);
    for (name, event) in browser.traffic() {
        match name.as_str() {
            // The first page of a new window is the browser's own.
            "Network.requestWillBeSent" if !text(&event["documentURL"]).starts_with("chrome") => {
                let url = event["request"]["url"].as_str().expect("a URL");
                let ours = url.starts_with(&format!("{site}/")) || url.starts_with("data:,");
                assert!(ours, "{event}");
                assert_no_referrer(&event["request"]["headers"]);
                requests += 1;
            }
            "Network.requestWillBeSentExtraInfo" => assert_no_referrer(&event["headers"]),
            "Network.responseReceived"
                if event["type"] == "Document" && text(&event["response"]["url"]).starts_with(&site) =>
            {
                assert_guarded(&event["response"]["headers"]);
                pages += 1;
            }
            _ => {}
        }
    }
    assert!(pages >= 12 && requests > 50, "{pages} pages, {requests} requests");
}

fn header<'a>(headers: &'a Value, name: &str) -> &'a str {
    let headers = headers.as_object().expect("headers");
    headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .and_then(|(_, value)| value.as_str())
        .unwrap_or("")
}

#[track_caller]
fn assert_no_referrer(headers: &Value) {
    assert_eq!(header(headers, "Referer"), "");
}

#[track_caller]
fn assert_guarded(headers: &Value) {
    let policy = header(headers, "Content-Security-Policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'self'"), "{headers}");
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("data:"), "{policy}");
    assert_eq!(header(headers, "Referrer-Policy"), "no-referrer");
    assert_eq!(header(headers, "X-Content-Type-Options"), "nosniff");
    assert_eq!(header(headers, "Cache-Control"), "no-store");
}

fn hostile_site(page: String) -> OtherSite {
    OtherSite::serve(Box::new(move |_| ("text/html", page.clone().into_bytes())))
}

/// Everything that the site keeps of these parties, but for their signs of life.
fn records(stack: &Stack, parties: &[&str]) -> Vec<String> {
    let parties = format!("('{}')", parties.join("','"));
    stack
        .sql(&format!(
            "SET search_path = pageboy;
             SELECT sid, page, about, drafts, notice, shown, ended FROM session WHERE party IN {parties} ORDER BY sid;
             SELECT * FROM message WHERE sender IN {parties} ORDER BY id;
             SELECT * FROM mailbox WHERE party IN {parties} ORDER BY message;
             SELECT * FROM interruption WHERE party IN {parties} ORDER BY sid;
             SELECT * FROM registry WHERE party IN {parties} ORDER BY party;
             SELECT id, accept, urgent FROM party WHERE id IN {parties} ORDER BY id;
             SELECT hash, ended FROM credential WHERE party IN {parties} ORDER BY hash"
        ))
        .lines()
        .map(str::to_owned)
        .collect()
}

/// A page that tries everything that a page can try against these sessions, whose addresses it has
/// got hold of, and sets its title when all has been answered.
fn attack(site: &str, session: &str, interruption: &str, message: &str, party: &str) -> String {
    let gets = ["", "/desk", "/inbox", "/settings", "/pending?shown=1", "/registry", "/desk?to=dave"]
        .map(|below| format!("{site}{session}{below}"));
    let gets: Vec<String> =
        gets.into_iter().chain([format!("{site}{session}/inbox/{message}"), format!("{site}{interruption}")]).collect();
    let posts = [
        (format!("{site}{session}/send"), format!("to={party}&text=hostile")),
        (format!("{site}{session}/draft"), "page=desk&text=hostile".to_owned()),
        (format!("{site}{session}/status"), "status=away".to_owned()),
        (format!("{site}{session}/settings"), "accept=nobody&urgent=nobody".to_owned()),
        (format!("{site}{session}/inbox/{message}/delete"), String::new()),
        (format!("{site}{session}/logout"), String::new()),
        (format!("{site}{interruption}/reply"), "text=hostile".to_owned()),
        (format!("{site}{interruption}/resume"), String::new()),
        (format!("{site}{interruption}/logout"), String::new()),
    ];
    let attack = serde_json::json!({ "gets": gets, "posts": posts });
    format!(
        r#"<!doctype html><title>trying</title><body><script>
const {{ gets: addresses, posts }} = {attack};
// Browsers give cookies to a page of the same site (another port) for whatever it asks; what it must
// never do is to post.
const gets = location.hostname === "localhost" ? addresses : [];
const settled = (element, url) => new Promise((done) => {{
  element.onload = element.onerror = done;
  setTimeout(done, 5000);
  if (url) element.src = url;
  document.body.append(element);
}});
const fetched = (url, options) => fetch(url, {{ credentials: "include", ...options }}).then((answer) => answer.text());
const form = (url, body) => {{
  const form = document.createElement("form");
  Object.assign(form, {{ method: "post", action: url, target: url }});
  for (const [name, value] of new URLSearchParams(body)) {{
    form.append(Object.assign(document.createElement("input"), {{ name, value }}));
  }}
  const frame = Object.assign(document.createElement("iframe"), {{ name: url }});
  document.body.append(form, frame);
  form.submit();
  return new Promise((done) => {{ frame.onload = done; setTimeout(done, 5000); }});
}};
(async () => {{
  const tries = [];
  for (const url of gets) {{
    tries.push(settled(new Image(), url));
    tries.push(settled(document.createElement("iframe"), url));
    tries.push(settled(document.createElement("script"), url));
    tries.push(fetched(url, {{ mode: "no-cors" }}));
    tries.push(fetched(url, {{ headers: {{ Accept: "application/json" }} }}));
    tries.push(fetched(url, {{ headers: {{ "X-Own": "1" }} }}));
  }}
  for (const [url, body] of posts) {{
    const type = {{ "Content-Type": "application/x-www-form-urlencoded" }};
    tries.push(fetched(url, {{ method: "POST", mode: "no-cors", headers: type, body }}));
    tries.push(fetched(url, {{ method: "POST", headers: {{ ...type, Accept: "application/json" }}, body }}));
    tries.push(fetched(url, {{ method: "POST", headers: {{ "Content-Type": "application/json" }}, body: "{{}}" }}));
    tries.push(form(url, body));
    navigator.sendBeacon(url, new URLSearchParams(body));
  }}
  const results = await Promise.allSettled(tries);
  document.title = "done";
  document.body.dataset.read = results.map(({{ value }}) => (typeof value === "string" ? value : "")).join("");
}})();
</script>"#
    )
}

#[test]
fn another_sites_page_that_knows_every_address_changes_nothing_reads_nothing_and_frames_nothing() {
    let stack = Stack::shared();
    let (bobs_id, password) = stack.add_party("bob", &["--name", "Bob"]);
    let alice = stack.new_window("alice");
    let bob = Browser::start();
    bob.log_in(stack, &bobs_id, &password);
    let session = bob.session();
    let other = Window::log_in(stack, &bobs_id, &password);
    other.post("/status", &[("status", "busy")]).expect(200);
    let waiting = alice.send(&bobs_id, "in the inbox")["message"].as_str().expect("a message").to_owned();
    other.post("/status", &[("status", "available")]).expect(200);
    let receipt = alice.send(&bobs_id, "not opened yet");
    assert_eq!(receipt["outcome"], "ringing");
    let interruption = alice.at_interruption(&receipt);

    // The browser leaves the site, and keeps its cookies; the script's window is what it attacks
    // besides the interruption.
    let page = attack(&origin_of(stack.url()), &session, &interruption.path, &waiting, &alice.party);
    let hostile = hostile_site(page);
    bob.goto("about:blank");
    // The window that is interrupted must not be gone: its address is attacked as well.
    wait_until("the browser has left", LONG, || bob.url() == "about:blank");
    let before = records(stack, &[&bobs_id, &alice.party]);
    // For a browser, 127.0.0.1 with another port is the same site and localhost is another one.
    for host in ["127.0.0.1", "localhost"] {
        bob.goto(&format!("http://{host}:{}/", hostile.port()));
        bob.wait("everything was tried", || bob.title() == "done");
        let read = text(&bob.property("body", "dataset")["read"]);
        assert!(!read.contains("Bob") && !read.contains(&bobs_id), "{read}");
        assert!(!bob.frame_text("iframe").contains("Bob"));
        assert_eq!(records(stack, &[&bobs_id, &alice.party]), before, "attacked from {host}");
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn another_site_cannot_frame_a_page_or_log_somebody_in() {
    let stack = Stack::shared();
    let (party, password) = stack.add_party("mallory", &[]);
    let login = format!("{}/login", stack.url());
    let hostile = hostile_site(format!(
        "<!doctype html><iframe src='{}'></iframe>
         <form method=post action='{login}'><input name=party value='{party}'><input name=password value='{password}'>
         <button>Win a prize</button></form>",
        stack.url()
    ));
    let browser = Browser::start();
    for host in ["127.0.0.1", "localhost"] {
        browser.goto(&format!("http://{host}:{}/", hostile.port()));
        browser.wait("the frame is refused", || browser.console().iter().any(|line| line.contains("frame-ancestors")));
        assert!(!browser.frame_text("iframe").contains("Log in"));
        browser.click("button");
        browser.wait_for("body[data-page=error]");
        assert_eq!(browser.text("h1"), "The request came from another site, so nothing was done.");
    }
    assert_eq!(stack.sql(&format!("SELECT count(*) FROM pageboy.session WHERE party = '{party}'")), "0");
}

const PAYLOADS: [&str; 12] = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "\" autofocus onfocus=\"alert(1)",
    "</title><svg onload=alert(1)>",
    "<iframe src=\"javascript:parent.alert(1)\">",
    "{{constructor.constructor('alert(1)')()}}",
    "{{{text}}}${alert(1)}",
    "<a href=javascript:alert(1) id=text>click</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--<base href=//x.invalid/><meta http-equiv=refresh content=0;url=//x.invalid>",
];

#[test]
fn hostile_words_in_names_messages_drafts_and_searches_run_nothing_and_show_as_they_are() {
    let stack = Stack::shared();
    let every = PAYLOADS.join("\n");
    let name = "</title><img src=x onerror=alert(1)>\"' onfocus='alert(1)' {{name}} <script>alert(1)</script>";
    let (alices_id, password) = stack.add_party("alice.hostile", &["--name", name]);
    let (bobs_id, bobs_password) = stack.add_party("bob.hostile", &["--name", name]);
    let bob = Window::log_in(stack, &bobs_id, &bobs_password);
    let alice = Browser::start();
    alice.before_each_page("window.alert = () => localStorage.setItem('test.ran', location.href);");
    let assert_harmless = |what: &str| {
        assert_eq!(alice.run("return localStorage.getItem('test.ran')"), Value::Null, "{what}");
        assert_eq!(alice.console(), Vec::<String>::new(), "{what}");
        assert!(alice.title().ends_with("Pageboy"), "{what}: {}", alice.title());
        assert_eq!(alice.run("return document.querySelectorAll('body img:not([alt=\"\"]), svg, [onfocus]').length"), 0);
    };
    alice.log_in(stack, &alices_id, &password);
    assert_eq!(alice.text(".party"), name);

    for payload in PAYLOADS {
        alice.goto(&format!(
            "{}{}/desk?{}",
            stack.url(),
            alice.session(),
            crate::common::window::form(&[("q", payload), ("to", payload)])
        ));
        assert_eq!(alice.property("#q", "value"), payload);
        assert_harmless(payload);
    }
    alice.click("#nobody a");
    alice.wait("everyone is shown", || alice.property("#q", "value") == "");
    alice.choose(&bobs_id);
    assert_eq!(alice.text("#people .person-name"), name);
    alice.run(&format!(
        "const text = document.getElementById('text');
         text.value = {};
         text.dispatchEvent(new Event('input', {{ bubbles: true }}))",
        Value::from(every.as_str())
    ));
    alice.wait("the draft is saved", || {
        stack.sql(&format!("SELECT drafts FROM pageboy.session WHERE party = '{alices_id}'")).contains("autofocus")
    });
    alice.reload();
    assert_eq!(alice.property("#text", "value"), every);
    assert_harmless("draft");

    alice.click("#send .primary");
    alice.wait_for("body[data-page=sent]");
    assert_eq!(alice.property(".quote", "textContent"), every);
    alice.wait_for_text("#outcome", name);
    assert_harmless("sent");

    let interruption = bob.at(&bob.pending().expect("an interruption"));
    let answer = interruption.post("/reply", &[("text", &every)]).expect(201);
    bob.notify(&answer);
    alice.wait_for_message(&every);
    alice.wait("it is announced", || {
        alice.property("#alarm", "textContent").as_str().is_some_and(|said| said.contains(name))
    });
    assert_harmless("message");
    alice.click(".back button");

    alice.wait_for("body[data-page=sent]");
    alice.click(".actions a[href$='/inbox']");
    alice.wait_for(".entry");
    assert_eq!(alice.text(".entry-from"), name);
    assert_harmless("inbox");
    alice.write("#q", &format!("{}{}", PAYLOADS[0], key::ENTER));
    alice.wait("it is found", || alice.property("#q", "value") == PAYLOADS[0]);
    assert!(alice.has(".entry"));
    alice.write("#q", &format!("{}{}", PAYLOADS[2], key::ENTER));
    alice.wait_for(".empty");
    assert!(alice.text(".empty").contains(PAYLOADS[2]));
    assert_harmless("inbox search");
    alice.click("main a[href$='/inbox']");
    alice.click(".entry-link");
    alice.wait_for("#open-heading");
    assert_eq!(alice.property(".words", "textContent"), every);
    assert_harmless("open message");

    alice.click("nav a[href$='/settings']");
    alice.write("#accept", PAYLOADS[2]);
    alice.wait("the draft is saved", || {
        stack
            .sql(&format!("SELECT drafts->'settings' FROM pageboy.session WHERE party = '{alices_id}'"))
            .contains("onerror")
    });
    alice.reload();
    assert_eq!(alice.property("#accept", "value"), format!("everyone{}", PAYLOADS[2]));
    assert_harmless("settings");

    alice.goto(stack.url());
    alice.write("#party", PAYLOADS[2]);
    alice.write("#password", PAYLOADS[0]);
    alice.click("form button");
    alice.wait_for(".error");
    assert_eq!(alice.property("#party", "value"), PAYLOADS[2]);
    let console = alice.console();
    assert!(console.iter().all(|line| line.contains("401")), "{console:?}");
    assert_harmless("login");
}
