//! People from LDAP: a real slapd with people of its own.

use crate::common::faults::end;
use crate::common::window::{form, request};
use crate::common::{Answer, Events, LONG, Stack, Window, at_once, wait_until};
use nix::sys::signal::Signal;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

const JSON: (&str, &str) = ("Accept", "application/json");
const HTML: (&str, &str) = ("Accept", "text/html");

/// One stack for the tests of this file that run at the same time. It asks LDAP about live sessions every second.
fn ldap() -> Arc<Stack> {
    static SHARED: Mutex<Weak<Stack>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.upgrade().unwrap_or_else(|| {
        let options = [
            ("WITH", "ldap"),
            ("PARTIES", ""),
            ("PAGEBOY_DIRECTORY_SECONDS", "1"),
            ("PAGEBOY_LOGIN_TRIES", "1000"),
            ("PAGEBOY_LDAP_URGENT_DEFAULT", "nobody"),
        ];
        let started = Arc::new(Stack::start("ldap", &options));
        *shared = Arc::downgrade(&started);
        started
    })
}

fn log_in(stack: &Stack, party: &str, password: &str, accept: (&str, &str)) -> Answer {
    let body = form(&[("party", party), ("password", password)]);
    request("POST", &format!("{}/login", stack.url()), &[accept], Some(&body))
}

/// What a message from one party to another is answered: `""` when it is accepted.
fn refused(sender: &Window, to: &str) -> String {
    let answer = sender.post("/send", &[("to", to), ("text", "Hello")]);
    if answer.status == 201 { String::new() } else { answer.json()["error"].as_str().expect("a code").to_owned() }
}

#[test]
fn who_is_in_the_directory_logs_in_with_the_password_that_it_has_and_by_the_name_that_it_says() {
    let stack = ldap();
    let (bob, password) = stack.add_party("bob", &["--name", "Böb Baker (3rd *floor*)"]);
    let window = Window::log_in(&stack, &bob.to_uppercase(), &password);
    assert_eq!(window.page()["party"], json!({ "id": bob, "name": "Böb Baker (3rd *floor*)" }));
    stack.ldap_replace(&bob, "userPassword", &["another one"]);
    log_in(&stack, &bob, &password, JSON).expect(401);
    log_in(&stack, &bob, "another one", JSON).expect(200);
    assert_eq!(window.page()["page"], "desk", "who is in stays in");
    stack.ldap_replace(&bob, "cn", &["Robert"]);
    wait_until("the new name is known", LONG, || window.page()["party"]["name"] == "Robert");
    let kept = stack.sql(&format!("SELECT salt IS NULL AND verifier IS NULL FROM pageboy.party WHERE id = '{bob}'"));
    assert_eq!(kept, "t", "nothing of a password is kept");
}

#[test]
fn a_wrong_password_an_empty_one_an_unknown_party_and_a_locked_one_are_told_alike() {
    let stack = ldap();
    let (bob, password) = stack.add_party("bob", &[]);
    let (mallory, locked) = stack.add_party("mallory", &["--lock"]);
    for accept in [JSON, HTML] {
        let tries = [
            (bob.as_str(), "wrong"),
            ("unknown-party", "wrong"),
            (&mallory, &locked),
            (&bob, ""),
            (&bob, " "),
            ("", &password),
        ];
        let told = at_once(&tries, |(party, password)| {
            let begun = Instant::now();
            let answer = log_in(&stack, party, password, accept);
            let words = if party.is_empty() { answer.text } else { answer.text.replace(party, "") };
            let took = begun.elapsed();
            assert!(
                password.trim().is_empty() || party.is_empty() || took >= Duration::from_millis(500),
                "{party}: {took:?}"
            );
            (answer.status, words.replace(" autofocus", ""))
        });
        assert!(told.iter().all(|one| one.0 == 401 && *one == told[0]), "{told:?}");
    }
    let sessions = format!("SELECT count(*) FROM pageboy.session WHERE party IN ('{bob}', '{mallory}')");
    assert_eq!(stack.sql(&sessions), "0");
}

#[test]
fn whatever_somebody_types_it_is_a_name_and_no_filter() {
    let stack = ldap();
    let (bob, password) = stack.add_party("bob", &[]);
    let alice = stack.new_window("alice");
    let names: Vec<String> = [
        "*",
        "*)(uid=*",
        "*))(|(uid=*",
        "\\00",
        "\\2a",
        "b\\6fb",
        "\u{1}",
        "(uid=*)",
        "&",
        "|",
        "x)(cn=*",
        "uid=x,ou=people",
        "#x",
        "x+y",
        "b\u{f6}b",
        "x y",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([
        format!("{bob}*"),
        format!("{bob})(uid=*"),
        format!("{bob}\\00"),
        format!("{bob},ou=people"),
        format!("({bob})"),
    ])
    .collect();
    let statuses = at_once(&names, |name| log_in(&stack, name, &password, JSON).status);
    assert!(statuses.iter().all(|status| *status == 401), "{statuses:?}");
    log_in(&stack, "a\0b", &password, JSON).expect(401);
    for wrong in ["*", "\\00", "\0", "(userPassword=*)"] {
        assert_eq!(log_in(&stack, &bob, wrong, JSON).status, 401, "{wrong:?}");
    }
    for name in &names {
        assert_eq!(refused(&alice, name), "no_such_party", "{name}");
        let query = form(&[("party", name), ("q", name)]);
        assert_eq!(alice.get(&format!("/registry?{query}")).expect(404)["error"], "no_such_party", "{name}");
        let page = alice.get(&format!("/desk?{query}")).expect(200);
        assert_eq!(page["directory_down"], false, "{name}");
        // Parties of other tests may be called so; nobody is found by what the words mean to LDAP.
        for person in page["people"].as_array().expect("people") {
            let called = format!("{} {}", person["id"], person["name"]).to_lowercase();
            assert!(called.contains(&name.trim().to_lowercase()), "{name}: {person}");
        }
    }
    assert_eq!(stack.sql("SELECT count(*) FROM pageboy.party WHERE id !~ '^[a-z0-9.@_-]+$'"), "0");
    log_in(&stack, &bob, &password, JSON).expect(200);
}

#[test]
fn the_recipients_entry_says_who_may_reach_it() {
    let stack = ldap();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    let group = format!("ward-{}", carol.party);
    stack.ldap_join(&group, &carol.party);
    let posix = format!("cn=posix-{},ou=groups,{}", carol.party, stack.variable("LDAP_BASE"));
    stack.ldap_add(&format!("dn: {posix}\nobjectClass: posixGroup\ncn: x\ngidNumber: 1\nmemberUid: {}\n", carol.party));
    stack.ldap_replace(&carol.party, "ou", &["control-room"]);
    let (bob, _) = stack.add_party("bob", &[]);
    let (to_alice, group) = (format!("party:{}", alice.party), format!("group:{}", stack.ldap_group(&group)));
    let posix = format!("group:{posix}");
    let no_group = format!("group:cn=nothing,{}", stack.variable("LDAP_BASE"));
    let cases: [(&[&str], bool, bool); 17] = [
        (&[], true, true),
        (&["everyone"], true, true),
        (&["nobody"], false, false),
        (&[&to_alice], true, false),
        (&[&alice.party], true, false),
        (&[&group], false, true),
        (&[&posix], false, true),
        (&["filter:(ou=control-room)"], false, true),
        (&["filter:(&(objectClass=inetOrgPerson)(!(ou=control-room)))"], true, false),
        (&["nobody", &group], false, true),
        (&[&to_alice, "filter:(ou=control-room)"], true, true),
        (&["party:somebody-else", &no_group], false, false),
        (&["what is this?"], false, false),
        (&["filter:(ou="], false, false),
        (&["filter:(noSuchAttribute=x)"], false, false),
        (&["group:no dn = at all"], false, false),
        (&["filter:(ou=", &to_alice], true, false),
    ];
    for (values, alice_may, carol_may) in cases {
        stack.ldap_replace(&bob, "pageboyAccept", values);
        let told = |may: bool| if may { "" } else { "not_accepted" };
        assert_eq!(refused(&alice, &bob), told(alice_may), "alice, {values:?}");
        assert_eq!(refused(&carol, &bob), told(carol_may), "carol, {values:?}");
    }
    let stored = stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{bob}'"));
    let accepted = cases.iter().map(|(_, alice, carol)| usize::from(*alice) + usize::from(*carol)).sum::<usize>();
    assert_eq!(stored, accepted.to_string(), "what is refused is stored nowhere");
}

#[test]
fn the_recipients_entry_says_who_may_be_urgent() {
    let stack = ldap();
    let (alice, carol) = (stack.new_window("alice"), stack.new_window("carol"));
    stack.ldap_replace(&carol.party, "ou", &["control-room"]);
    let bob = stack.new_window("bob");
    bob.post("/status", &[("status", "busy")]).expect(200);
    let urgently = |sender: &Window| {
        let fields = [("to", bob.party.as_str()), ("text", "fire"), ("urgent", "1")];
        let receipt = sender.post("/send", &fields).expect(201);
        (receipt["urgent"] == true, receipt["outcome"] != "mailbox")
    };
    assert_eq!(urgently(&alice), (false, false), "the default of this stack is nobody");
    stack.ldap_replace(&bob.party, "pageboyUrgent", &["party:x", "filter:(ou=control-room)"]);
    assert_eq!(urgently(&alice), (false, false));
    assert_eq!(urgently(&carol), (true, true));
}

#[test]
fn who_is_deleted_or_locked_loses_every_session_and_token_and_what_waited_is_in_the_mailbox() {
    let stack = ldap();
    let alice = stack.new_window("alice");
    for how in ["deleted", "locked"] {
        let (bob, password) = stack.add_party("bob", &[]);
        let windows = [(); 2].map(|()| Window::log_in(&stack, &bob, &password));
        let token = stack.add_token(&bob);
        let events = Events::open(&windows[0]);
        let receipt = alice.send(&bob, "still there?");
        if how == "deleted" {
            stack.ldap_delete(&bob);
        } else {
            stack.set_party(&bob, &["--lock"]);
        }
        wait_until(how, LONG, || windows[1].get("/pending").status == 410);
        for window in &windows {
            assert_eq!(window.get("").expect(410)["error"], "session_ended", "{how}");
            assert_eq!(
                window.post("/send", &[("to", &alice.party), ("text", "x")]).expect(410)["error"],
                "session_ended"
            );
        }
        assert!(events.ends(LONG), "its pages are told");
        let headers = [("Authorization", &*format!("Bearer {token}"))];
        let sent = form(&[("to", &alice.party), ("text", "x")]);
        assert_eq!(request("POST", &alice.url("/send"), &headers, Some(&sent)).expect(401)["error"], "unknown_token");
        assert_eq!(alice.page()["outcome"], "mailbox");
        assert_eq!(alice.notify(&receipt), "mailbox");
        assert_eq!(refused(&alice, &bob), "no_such_party");
        log_in(&stack, &bob, &password, JSON).expect(401);
        // Whoever comes back finds what waited, and no old session.
        if how == "locked" {
            stack.set_party(&bob, &["--unlock"]);
            let again = Window::log_in(&stack, &bob, &password);
            assert_eq!(again.page()["unread"], 1);
            assert_eq!(windows[0].get("").status, 410);
        }
    }
}

#[test]
fn a_token_of_who_was_never_seen_sends_and_one_of_who_was_deleted_does_not() {
    let stack = ldap();
    let ((watch, _), (bob, _)) = (stack.add_party("watch", &["--name", "Disk watch"]), stack.add_party("bob", &[]));
    let authorization = format!("Bearer {}", stack.add_token(&watch));
    let send = || {
        let body = form(&[("to", &bob), ("text", "disk full")]);
        request("POST", &format!("{}/send", stack.url()), &[("Authorization", &authorization)], Some(&body))
    };
    send().expect(202);
    stack.ldap_delete(&watch);
    assert_eq!(send().expect(401)["error"], "unknown_token");
    let name = stack.sql(&format!("SELECT sender_name FROM pageboy.message WHERE sender = '{watch}'"));
    assert_eq!(name, "Disk watch", "and only one was sent");
}

#[test]
fn the_desk_lists_who_is_there_and_finds_everybody_whom_the_directory_has() {
    let stack = ldap();
    let alice = stack.new_window("alice");
    let (bob, _) = stack.add_party("bob", &["--name", "Bartholomew (Bart) Quincey"]);
    let carol = stack.new_window("carol");
    carol.post("/status", &[("status", "busy")]).expect(200);
    let found = |query: &[(&str, &str)]| {
        let page = alice.get(&format!("/desk?{}", form(query))).expect(200);
        let people = page["people"].as_array().expect("people").clone();
        let told = |one: &serde_json::Value| {
            let text = |key: &str| one[key].as_str().expect("text").to_owned();
            (text("id"), text("availability"), one["selected"] == true)
        };
        people.iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(found(&[("q", "(bart) quin")]), [(bob.clone(), "away".into(), false)]);
    assert_eq!(found(&[("q", &carol.party)]), [(carol.party.clone(), "busy".into(), false)]);
    assert_eq!(found(&[("q", "nobody-like-that")]), []);
    assert_eq!(found(&[("q", "nobody-like-that"), ("to", &bob)]), [(bob.clone(), "away".into(), true)]);
    assert!(found(&[]).contains(&(carol.party.clone(), "busy".into(), false)));
    assert_eq!((alice.availability(&bob), alice.availability(&carol.party)), ("away".into(), "busy".into()));
    assert_eq!(alice.get("/registry?party=nobody-at-all").expect(404)["error"], "no_such_party");
    let listed = alice.get(&format!("/registry?{}", form(&[("q", "(bart) quin")]))).expect(200);
    assert_eq!(listed["people"][0]["id"], bob.as_str());
    stack.ldap_delete(&bob);
    assert_eq!(found(&[("q", "(bart) quin")]), []);
}

#[test]
fn the_settings_show_what_the_entry_says_and_cannot_be_changed_here() {
    let stack = ldap();
    let (bob, password) = stack.add_party("bob", &[]);
    stack.ldap_replace(&bob, "pageboyAccept", &["party:alice", "filter:(ou=<control> room)"]);
    let bob = Window::log_in(&stack, &bob, &password);
    let page = bob.get("/settings").expect(200);
    let mut values = page["accept_values"].as_array().expect("values").clone();
    values.sort_by_key(ToString::to_string);
    assert_eq!(values, ["filter:(ou=<control> room)", "party:alice"]);
    assert_eq!(page["urgent_values"], json!(["nobody"]), "the default of this stack");
    let html = bob.get_html("/settings").text;
    assert!(
        html.contains("filter:(ou&#x3D;&lt;control&gt; room)") || html.contains("filter:(ou=&lt;control&gt; room)")
    );
    assert!(html.contains("kept in the directory") && !html.contains("name=\"accept\""));
    let answer = bob.post("/settings", &[("accept", "everyone"), ("urgent", "everyone")]);
    assert_eq!(answer.expect(403)["error"], "kept_in_directory");
    assert_eq!(bob.page()["urgent_values"], json!(["nobody"]));
}

#[test]
fn commands_for_people_say_where_people_are_kept() {
    let stack = ldap();
    let (bob, password) = stack.add_party("bob", &[]);
    for arguments in [&["party", "add", "eve"][..], &["party", "set", &bob, "--lock"], &["party", "passwd", &bob]] {
        let (worked, printed) = stack.pageboy(arguments, "long enough\n");
        assert!(!worked && printed.contains("people are kept in the directory"), "{printed}");
    }
    let (worked, printed) = stack.pageboy(&["token", "add", "nobody-at-all"], "");
    assert!(!worked && printed.contains("the directory has no party nobody-at-all"), "{printed}");
    let window = Window::log_in(&stack, &bob, &password);
    let (_, listed) = stack.pageboy(&["party", "list"], "");
    assert!(listed.contains(&format!("{bob}\t")), "whom Pageboy has seen: {listed}");
    let (worked, printed) = stack.pageboy(&["party", "remove", &bob], "");
    assert!(worked, "{printed}");
    assert_eq!(window.get("").status, 403);
}

#[test]
fn servers_are_tried_in_turn_by_starttls_ldaps_and_ldapi() {
    let stack = ldap();
    let (bob, _) = stack.add_party("bob", &[]);
    let (ldap, ldaps, ldapi) = (stack.variable("LDAP_URL"), stack.variable("LDAPS_URL"), stack.variable("LDAPI_URL"));
    for urls in [ldap, ldaps, ldapi, &format!("ldap://127.0.0.1:1 {ldaps}"), &format!("ldapi://%2Fnowhere {ldap}")] {
        let (worked, printed) = stack.pageboy_with(&[("PAGEBOY_LDAP_URLS", urls)], &["token", "add", &bob], "");
        assert!(worked, "{urls}: {printed}");
        let (worked, printed) = stack.pageboy_with(&[("PAGEBOY_LDAP_URLS", urls)], &["check"], "");
        assert_eq!(worked, !urls.contains(' '), "a server that does not answer is told of: {printed}");
        assert!(printed.contains(&format!("ok     directory: LDAP, {}", urls.rsplit(' ').next().unwrap_or_default())));
    }
    // The certificate is for 127.0.0.1 and localhost, and our authority has signed it: anything else is refused.
    let elsewhere = ldaps.replace("127.0.0.1", "127.0.0.2");
    for options in [&[("PAGEBOY_LDAP_CA_FILE", "")][..], &[("PAGEBOY_LDAP_URLS", &elsewhere)]] {
        let (worked, printed) = stack.pageboy_with(options, &["token", "add", &bob], "");
        assert!(!worked && printed.contains("directory: connect"), "{printed}");
    }
}

#[test]
fn check_says_what_is_wrong_with_the_directory() {
    let stack = ldap();
    stack.add_party("bob", &[]);
    let (worked, printed) = stack.pageboy(&["check"], "");
    assert!(worked && printed.contains("ok     directory: LDAP, ldap://"), "{printed}");
    let run = stack.variable("PAGEBOY_RUN");
    let (wrong, web) = (format!("{run}/conf/pageboy.toml"), format!("{run}/secret/web"));
    for (option, value, what, mend) in [
        ("PAGEBOY_LDAP_PASSWORD_FILE", web.as_str(), "is refused", "ldap_password_file"),
        ("PAGEBOY_LDAP_BIND_DN", "cn=nobody,dc=pageboy,dc=example", "is refused", "ldap_bind_dn"),
        ("PAGEBOY_LDAP_CA_FILE", &wrong, "ldap_ca_file", "ldap_ca_file"),
        ("PAGEBOY_LDAP_CA_FILE", "", "ldap://", "ldap_ca_file"),
        ("PAGEBOY_LDAP_BASE", "ou=nowhere,dc=pageboy,dc=example", "result 32", "ldap_base"),
        ("PAGEBOY_LDAP_FILTER", "(uid=nobody-at-all)", "nobody below", "ldap_filter"),
        ("PAGEBOY_LDAP_URLS", "ldap://127.0.0.1:1", "Connection refused", "ldap_urls"),
        ("PAGEBOY_LDAP_URLS", "http://127.0.0.1", "ldap_urls must name servers", "configuration"),
        ("PAGEBOY_DIRECTORY", "sql", "the configuration says sql", "pageboy migrate"),
    ] {
        let (worked, printed) = stack.pageboy_with(&[(option, value)], &["check"], "");
        let found = printed.split("WRONG").nth(1).unwrap_or_default();
        assert!(!worked && found.contains(what) && found.contains(mend), "{option}={value}: {printed}");
    }
}

#[test]
fn ten_thousand_entries_do_not_slow_a_page_that_lists_fifty() {
    const MANY: usize = 10_000;
    let stack = Stack::start("ldap-many", &[("WITH", "ldap"), ("PARTIES", "")]);
    let alice = stack.new_window("alice");
    let median = |query: &str| {
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let begun = Instant::now();
                alice.get(query).expect(200);
                begun.elapsed()
            })
            .collect();
        times.sort();
        times[10]
    };
    let few = (median("/desk"), median("/desk?q=ali"));
    let base = stack.variable("LDAP_BASE");
    let entries: String = (0..MANY)
        .map(|number| {
            format!(
                "dn: uid=worker{number},ou=people,{base}\nobjectClass: inetOrgPerson\nuid: worker{number}\n\
                 cn: Worker Number {number}\nsn: {number}\n\n"
            )
        })
        .collect();
    stack.ldap_add(&entries);
    let many = (median("/desk"), median("/desk?q=number"));
    println!("the desk with 1 entry in LDAP: {few:?}; with {MANY}: {many:?} (everybody, a search that all match)");
    let page = alice.get("/desk").expect(200);
    assert_eq!((page["people"].as_array().map(Vec::len), &page["more"]), (Some(50), &json!(true)));
    assert!(
        page["people"].as_array().expect("people").iter().any(|one| one["id"] == alice.party.as_str()),
        "who is there"
    );
    let found = alice.get("/desk?q=worker9999").expect(200);
    assert_eq!((&found["people"][0]["id"], &found["more"]), (&json!("worker9999"), &json!(false)));
    // Where more are there than a page lists, whom Alice writes to is on it all the same, also when only LDAP knows it.
    stack.sql(
        "INSERT INTO pageboy.party (id, name, dn) SELECT 'here-' || n, 'Here ' || n, 'x' FROM generate_series(1, 60) n;
         INSERT INTO pageboy.registry (party) SELECT 'here-' || n FROM generate_series(1, 60) n;
         INSERT INTO pageboy.session (sid, party, alive_until, expires)
         SELECT lpad(n::text, 43, 'h'), 'here-' || n, now() + interval '1 hour', now() + interval '1 hour'
         FROM generate_series(1, 60) n",
    );
    alice.post("/draft", &[("page", "desk"), ("to", "worker77"), ("text", "Dear")]).expect(204);
    let chosen = |page: &Value| {
        let people = page["people"].as_array().expect("people").clone();
        people.into_iter().find(|one| one["selected"] == true).map(|one| (one["id"].clone(), one["name"].clone()))
    };
    assert_eq!(chosen(&alice.get("/desk").expect(200)), Some((json!("worker77"), json!("Worker Number 77"))));
    end(stack.pid("SLAPD_PID"), Signal::SIGKILL);
    let page = alice.get("/desk").expect(200);
    assert_eq!((chosen(&page), &page["directory_down"]), (Some((json!("worker77"), json!("worker77"))), &json!(true)));

    let limit = Duration::from_millis(250);
    assert!(many.0 < few.0 * 5 + limit && many.1 < few.1 * 5 + limit, "{few:?}, {many:?}");
}
