//! A party comes and goes.

use crate::common::window::{Answer, form, request};
use crate::common::{Events, LONG, Stack, Window, at_once};

const JSON: (&str, &str) = ("Accept", "application/json");

fn log_in(stack: &Stack, party: &str, password: &str, headers: &[(&str, &str)]) -> Answer {
    let body = form(&[("party", party), ("password", password)]);
    request("POST", &format!("{}/login", stack.url()), headers, Some(&body))
}

fn cookie_of(answer: &Answer) -> String {
    answer.header("set-cookie").expect("a cookie").split(';').next().unwrap_or_default().to_owned()
}

#[test]
fn logging_in_leads_to_the_desk() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party("bob", &["--name", "Bob Baker"]);
    let answer = log_in(stack, &format!(" {} ", bob.to_uppercase()), &password, &[("Accept", "text/html")]);
    let path = answer.location();
    let window = Window { site: stack.url().into(), party: bob.clone(), path, cookie: cookie_of(&answer) };
    let page = window.page();
    assert_eq!(
        (&page["page"], &page["party"]),
        (&"desk".into(), &serde_json::json!({ "id": bob, "name": "Bob Baker" }))
    );
    let json = log_in(stack, &bob, &password, &[JSON]).expect(200);
    assert_eq!(json["party"], bob.as_str());
    assert!(json["session"].as_str().is_some_and(|session| session.starts_with("/s/") && session != window.path));
}

#[test]
fn a_wrong_password_an_unknown_party_and_a_locked_one_are_told_in_the_same_words() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party("bob", &[]);
    let (mallory, locked) = stack.add_party("mallory", &[]);
    stack.set_party(&mallory, &["--lock"]);
    let unknown = format!("unknown-{bob}");
    let long = "x".repeat(1025);
    for html in [false, true] {
        let headers = if html { [("Accept", "text/html")] } else { [JSON] };
        let told: Vec<(u16, Option<String>, String)> = [
            (&*bob, "wrong password"),
            (&unknown, "wrong password"),
            (&mallory, &locked),
            (&bob, ""),
            ("", &password),
            (&bob, &long),
            (&unknown, ""),
        ]
        .iter()
        .map(|(party, password)| {
            let answer = log_in(stack, party, password, &headers);
            // The name that was typed stays in the form.
            let text =
                if party.is_empty() { answer.text.replace(" autofocus", "") } else { answer.text.replace(party, "") };
            (answer.status, answer.header("set-cookie").map(str::to_owned), text.replace(" autofocus", ""))
        })
        .collect();
        for one in &told {
            assert_eq!(*one, told[0]);
        }
        assert_eq!((told[0].0, &told[0].1), (401, &None));
        assert!(told[0].2.contains("The name or the password is wrong."), "{}", told[0].2);
    }
    assert_eq!(log_in(stack, &bob, "wrong", &[JSON]).expect(401)["error"], "wrong_password");
    log_in(stack, &bob, &password, &[JSON]).expect(200);
    stack.sql(&format!("DELETE FROM pageboy.login_try WHERE party IN ('{unknown}', '{mallory}')"));
}

#[test]
fn a_party_that_was_unlocked_logs_in_again_and_its_old_sessions_stay_ended() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party("bob", &[]);
    let old = Window::log_in(stack, &bob, &password);
    stack.set_party(&bob, &["--lock"]);
    assert_eq!(old.get("").expect(410)["error"], "session_ended");
    stack.set_party(&bob, &["--unlock"]);
    assert_eq!(old.get("").expect(410)["error"], "session_ended");
    assert_eq!(Window::log_in(stack, &bob, &password).page()["page"], "desk");
}

#[test]
fn after_as_many_tries_as_are_allowed_even_the_right_password_has_to_wait() {
    let stack = Stack::start("tries", &[("PAGEBOY_LOGIN_TRIES", "3"), ("PAGEBOY_LOGIN_MINUTES", "5"), ("PARTIES", "")]);
    let (bob, password) = stack.add_party("bob", &[]);
    // A success begins the count anew.
    for _ in 0..2 {
        for _ in 0..2 {
            log_in(&stack, &bob, "wrong password", &[JSON]).expect(401);
        }
        log_in(&stack, &bob, &password, &[JSON]).expect(200);
    }
    // Of many at once exactly the allowed number reaches the directory.
    let statuses = at_once(&[(); 20], |()| log_in(&stack, &bob, "wrong password", &[JSON]).status);
    let count = |status: u16| statuses.iter().filter(|one| **one == status).count();
    assert_eq!((count(401), count(429)), (3, 17));
    let answer = log_in(&stack, &bob, &password, &[JSON]);
    assert!(answer.header("retry-after").is_some());
    assert_eq!(answer.expect(429)["error"], "too_many_logins");
    let page = log_in(&stack, &bob, &password, &[("Accept", "text/html")]);
    assert!(page.status == 429 && page.text.contains("Please try again in 5 minutes"));
    // Who does not exist is counted alike, and another party is not affected.
    let statuses: Vec<u16> =
        (0..4).map(|_| log_in(&stack, "nobody-at-all", "wrong password", &[JSON]).status).collect();
    assert_eq!(statuses, [401, 401, 401, 429]);
    let (carol, carols) = stack.add_party("carol", &[]);
    log_in(&stack, &carol, &carols, &[JSON]).expect(200);
    // Minutes later the right password is good again.
    stack.sql("UPDATE pageboy.login_try SET at = at - interval '5 minutes'");
    log_in(&stack, &bob, &password, &[JSON]).expect(200);

    // One source that tries many names gets no further than five times as many.
    stack.sql("DELETE FROM pageboy.login_try");
    let statuses: Vec<u16> =
        (0..18).map(|number| log_in(&stack, &format!("name-{number}"), "wrong password", &[JSON]).status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 15, "{statuses:?}");
    let (dave, daves) = stack.add_party("dave", &[]);
    log_in(&stack, &dave, &daves, &[JSON]).expect(429);
    log_in(&stack, &carol, &carols, &[JSON]).expect(200);
}

#[test]
fn logging_out_ends_every_session_and_credential_of_the_party() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let (bob, password) = stack.add_party("bob", &[]);
    let windows = [(); 3].map(|()| Window::log_in(stack, &bob, &password));
    let interruption = alice.interrupt(&windows[2], "Hello");
    let events = Events::open(&windows[0]);
    assert_eq!(windows[0].post("/logout", &[]).expect(200), serde_json::json!({ "session": null }));
    for window in windows.iter().chain([&interruption]) {
        assert_eq!(window.get("").expect(410)["error"], "session_ended");
        assert_eq!(
            window.post("/send", &[("to", &alice.party), ("text", "late")]).expect(410)["error"],
            "session_ended"
        );
        assert_eq!(window.get("/events").status, 410);
    }
    assert!(windows[0].get_html("").text.contains("Log in"));
    assert_eq!(alice.availability(&bob), "away");
    assert!(events.ends(LONG));
    let again = Window::log_in(stack, &bob, &password);
    assert_eq!(again.page()["page"], "desk");
    assert_eq!(again.at(&windows[0].path).get("").expect(410)["error"], "session_ended");
}

#[test]
fn logging_out_with_messages_waiting_sends_them_to_the_mailbox() {
    let stack = Stack::shared();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let (bob, password) = stack.add_party("bob", &[]);
    let window = Window::log_in(stack, &bob, &password);
    let rings = alice.send(&bob, "one");
    let waits = carol.send(&bob, "two");
    assert_eq!((&rings["outcome"], &waits["outcome"]), (&"ringing".into(), &"queued".into()));
    assert_eq!(window.post_html("/logout", &[]).location(), "/", "also while the session is suspended");
    assert_eq!((&alice.page()["outcome"], &carol.page()["outcome"]), (&"mailbox".into(), &"mailbox".into()));
    assert_eq!(alice.notify(&rings), "mailbox");
    assert_eq!(Window::log_in(stack, &bob, &password).page()["unread"], 2);
}

#[test]
fn a_new_password_logs_the_party_out_everywhere() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party("bob", &[]);
    let window = Window::log_in(stack, &bob, &password);
    let (worked, printed) = stack.pageboy(&["party", "passwd", &bob], "another password\n");
    assert!(worked, "{printed}");
    assert_eq!(window.get("").expect(410)["error"], "session_ended");
    log_in(stack, &bob, &password, &[JSON]).expect(401);
    log_in(stack, &bob, "another password", &[JSON]).expect(200);
}

#[test]
fn a_planted_session_id_or_credential_is_dead() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party("bob", &[]);
    let tag = cookie_of(&log_in(stack, &bob, &password, &[JSON])).split('=').next().unwrap_or_default().to_owned();
    let planted = format!("{tag}={}", "B".repeat(43));
    let answer = log_in(stack, &bob, &password, &[JSON, ("Cookie", &planted)]);
    let cookie = cookie_of(&answer);
    assert!(cookie.starts_with(&format!("{tag}=")) && cookie != planted, "the credential is new");
    let path = answer.expect(200)["session"].as_str().expect("a session").to_owned();
    let window = Window { site: stack.url().into(), party: bob, path, cookie };
    assert_eq!(window.page()["page"], "desk");
    let by_the_planter = Window { cookie: planted, ..window.clone() };
    assert_eq!(by_the_planter.get("").expect(403)["error"], "not_yours");
    assert_eq!(window.at(&format!("/s/{}", "S".repeat(43))).get("").expect(403)["error"], "not_yours");
}

#[test]
fn logging_in_again_in_the_same_browser_exchanges_the_credential() {
    let stack = Stack::shared();
    let (bob, password) = stack.add_party("bob", &[]);
    let old = Window::log_in(stack, &bob, &password);
    let answer = log_in(stack, &bob, &password, &[JSON, ("Cookie", &old.cookie)]);
    let new = Window { cookie: cookie_of(&answer), ..old.clone() };
    assert_eq!(old.get("").status, 410, "who kept the old credential has nothing");
    assert_eq!(new.page()["page"], "desk", "the browser's other windows go on");
    assert_ne!(answer.expect(200)["session"], old.path.as_str());
}

#[test]
fn two_parties_share_one_browser() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let name = |window: &Window| window.cookie.split('=').next().unwrap_or_default().to_owned();
    assert_ne!(name(&alice), name(&bob), "each has a cookie of its own");
    let jar = format!("{}; theme=dark; {}", alice.cookie, bob.cookie);
    let (alice, bob) = (Window { cookie: jar.clone(), ..alice }, Window { cookie: jar, ..bob });
    assert_eq!(alice.page()["party"]["id"], alice.party.as_str());
    assert_eq!(bob.page()["party"]["id"], bob.party.as_str());
    let interruption = alice.interrupt(&bob, "Hello");
    interruption.post("/reply", &[("text", "Yes")]).expect(201);
    alice.post("/logout", &[]).expect(200);
    assert_eq!(alice.get("").status, 410);
    assert_eq!(interruption.resume().page()["page"], "desk", "Bob is still there");
}

#[test]
fn a_foreign_credential_and_none_are_answered_like_an_unknown_session() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "Secret");
    let interruption = bob.at_interruption(&receipt).path;
    let unknown = format!("/s/{}", "A".repeat(43));
    let mut answers = Vec::new();
    for path in [&bob.path, &interruption, &unknown, "/s/unknown"] {
        for cookie in [alice.cookie.as_str(), "", "__Host-pageboy-0=short"] {
            let window = Window { path: path.into(), cookie: cookie.into(), ..alice.clone() };
            let answer = window.get("");
            answers.push((answer.status, answer.text));
            assert_eq!(window.get_html("").status, 403);
        }
    }
    assert!(answers.iter().all(|answer| answer.0 == 403 && *answer == answers[0]), "{answers:?}");
    assert!(!answers[0].1.contains("Secret") && !answers[0].1.contains(&bob.party));
    let state = stack.sql(&format!("SELECT state FROM pageboy.interruption WHERE party = '{}'", bob.party));
    assert_eq!(state, "ringing");
}

#[test]
fn a_browser_that_many_parties_have_used_has_room_for_the_next_one() {
    let stack = Stack::shared();
    let (alice, password) = stack.add_party("alice", &[]);
    let bob = stack.new_window("bob");
    let dead = |number: usize| format!("__Host-pageboy-{number:016x}={}", "A".repeat(43));
    let cookies: Vec<String> = (0..40).map(dead).chain([bob.cookie.clone()]).collect();
    let headers = [("Accept", "application/json"), ("Cookie", &*cookies.join("; "))];
    let body = form(&[("party", &alice), ("password", &password)]);
    let answer = request("POST", &format!("{}/login", stack.url()), &headers, Some(&body));
    let set: Vec<&str> =
        answer.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.as_str()).collect();
    assert_eq!(set.iter().filter(|cookie| cookie.contains("; Max-Age=0")).count(), 40, "{set:?}");
    assert!(set.iter().all(|cookie| !cookie.starts_with(bob.cookie.split('=').next().expect("a name"))), "{set:?}");
    let own = set.last().and_then(|cookie| cookie.split(';').next()).expect("a cookie").to_owned();
    let session = answer.expect(200)["session"].as_str().expect("a session").to_owned();
    // Whatever the browser has kept, the newest counts.
    let cookies = format!("{}; {own}", cookies.join("; "));
    let headers = [("Accept", "application/json"), ("Cookie", &*cookies)];
    assert_eq!(request("GET", &bob.url(&session), &headers, None).expect(200)["party"]["id"], alice.as_str());
    assert_eq!(request("GET", &bob.url(&bob.path), &headers, None).status, 200);
    // A few dead ones stay, and tell old pages that their session has ended.
    let headers = [("Accept", "application/json"), ("Cookie", &*dead(0))];
    let answer = request("POST", &format!("{}/login", stack.url()), &headers, Some(&body));
    assert_eq!(answer.headers.iter().filter(|(name, _)| name == "set-cookie").count(), 1);
}

#[test]
fn what_was_half_written_in_a_window_that_is_gone_is_there_after_logging_in_again() {
    let stack = Stack::shared();
    let (alice, password) = stack.add_party("alice", &[]);
    let gone = Window::log_in(stack, &alice, &password);
    gone.post("/draft", &[("page", "desk"), ("text", "half a sentence")]).expect(204);
    let beside = Window::log_in(stack, &alice, &password);
    assert_eq!(beside.page()["draft"]["text"], "", "another window is another session");
    stack.sql(&format!("UPDATE pageboy.session SET alive_until = now() WHERE party = '{alice}'"));
    assert_eq!(Window::log_in(stack, &alice, &password).page()["draft"]["text"], "half a sentence");
    gone.post("/logout", &[]).expect(200);
    assert_eq!(Window::log_in(stack, &alice, &password).page()["draft"]["text"], "", "who logs out takes it along");
}
