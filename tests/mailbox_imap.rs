//! Messages in IMAP, as another mail program finds them, and as Pageboy shows what was done there.

use crate::common::imap::{Mailbox, SENT, has_flag, header, wait_for_empty_spool};
use crate::common::{LONG, Stack, Window, wait_until};
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// One stack for all tests of this file that run at the same time.
fn imap_stack() -> Arc<Stack> {
    static RUNNING: Mutex<Weak<Stack>> = Mutex::new(Weak::new());
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.upgrade().unwrap_or_else(|| {
        let stack = Arc::new(Stack::start("imap", &[("WITH", "imap"), ("PAGEBOY_REQUEST_SECONDS", "10")]));
        *running = Arc::downgrade(&stack);
        stack
    })
}

/// Alice, and Bob, who is busy, so that nothing interrupts him.
fn alice_and_busy_bob(stack: &Stack) -> (Window, Window) {
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    (alice, bob)
}

fn id_of(receipt: &Value) -> String {
    receipt["message"].as_str().expect("an id").to_owned()
}

fn column(page: &Value, name: &str) -> Vec<String> {
    let lines = page["messages"].as_array().expect("messages");
    lines.iter().map(|line| line[name].as_str().expect(name).to_owned()).collect()
}

fn text(mail: &Value) -> &str {
    mail["text"].as_str().expect("text").trim_end_matches('\n')
}

#[test]
fn another_mail_program_finds_the_message_as_a_proper_mail_and_the_senders_copy() {
    let stack = imap_stack();
    let (alice, password) = stack.add_party("alice", &["--name", "Zoë \"Ace\" Größer", "--mail", "zoe@example.org"]);
    let (alice, bob) = (Window::log_in(&stack, &alice, &password), stack.new_window("bob"));
    let words = "Grüße!\nCan you come to the boiler room?\n.\nFrom here it is cold.";
    let id = id_of(&alice.send(&bob.party, words));

    let mail = Mailbox::of(&stack, &bob.party).wait_for("INBOX", 1).remove(0);
    assert_eq!((text(&mail), has_flag(&mail, "\\Seen")), (words, false));
    assert_eq!(mail["addresses"]["from"], serde_json::json!([["Zoë \"Ace\" Größer", "zoe@example.org"]]));
    let address = format!("{}@pageboy.example", bob.party);
    assert_eq!(mail["addresses"]["to"][0][1], address);
    assert_eq!(header(&mail, "message-id"), format!("<{id}@pageboy.example>"));
    assert_eq!(header(&mail, "subject"), "Grüße!");
    assert_eq!((header(&mail, "message-context"), header(&mail, "x-pageboy-message")), ("text-message", id.as_str()));
    assert!(header(&mail, "date").ends_with("+0000"), "{mail}");
    assert_eq!((header(&mail, "in-reply-to"), header(&mail, "references")), ("", ""));
    assert_eq!(mail["defects"], serde_json::json!([]));

    let copy = Mailbox::of(&stack, &alice.party).wait_for(SENT, 1).remove(0);
    assert_eq!((&copy["text"], &copy["headers"]), (&mail["text"], &mail["headers"]));
    assert!(has_flag(&copy, "\\Seen"));
    assert!(Mailbox::of(&stack, &alice.party).list("INBOX").is_empty());
    assert!(Mailbox::of(&stack, &bob.party).list(SENT).is_empty());
}

#[test]
fn answers_hold_together_as_a_thread_and_the_first_message_is_marked_as_answered() {
    let stack = imap_stack();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let receipt = alice.send(&bob.party, "one");
    let first = id_of(&receipt);
    let at = bob.at_interruption(&receipt);
    at.page();
    let receipt = at.post("/reply", &[("text", "two")]).expect(201);
    let second = id_of(&receipt);
    let at = alice.at_interruption(&receipt);
    at.page();
    at.post("/reply", &[("text", "three")]).expect(201);

    let reference = |id: &str| format!("<{id}@pageboy.example>");
    let bobs = Mailbox::of(&stack, &bob.party).wait_for("INBOX", 2);
    let alices = Mailbox::of(&stack, &alice.party).wait_for("INBOX", 1);
    assert_eq!(header(&alices[0], "in-reply-to"), reference(&first));
    let third = bobs.iter().find(|mail| text(mail) == "three").expect("the answer to the answer");
    assert_eq!(header(third, "in-reply-to"), reference(&second));
    let references: Vec<&str> = header(third, "references").split_whitespace().collect();
    assert_eq!(references, [reference(&first), reference(&second)]);
    wait_until("both are marked", LONG, || {
        let marked = |party: &str, id: &str| {
            let mails = Mailbox::of(&stack, party).list("INBOX");
            let mail = mails.iter().find(|mail| header(mail, "x-pageboy-message") == id).expect("the message").clone();
            has_flag(&mail, "\\Answered") && has_flag(&mail, "\\Seen")
        };
        marked(&bob.party, &first) && marked(&alice.party, &second)
    });
}

#[test]
fn what_is_read_in_one_place_is_read_in_the_other() {
    let stack = imap_stack();
    let (alice, bob) = alice_and_busy_bob(&stack);
    let ids = ["one", "two", "three"].map(|words| id_of(&alice.send(&bob.party, words)));
    let mailbox = Mailbox::of(&stack, &bob.party);
    mailbox.wait_for("INBOX", 3);
    bob.get(&format!("/inbox/{}", ids[0])).expect(200);
    let seen = |number: usize| {
        let mails = mailbox.list("INBOX");
        let mail = mails.iter().find(|mail| header(mail, "x-pageboy-message") == ids[number]).expect("it is there");
        has_flag(mail, "\\Seen")
    };
    wait_until("what was opened in Pageboy is seen", LONG, || seen(0));
    assert!(!seen(1) && !seen(2), "a list shows no words, and its lines stay unread");
    wait_for_empty_spool(&stack);

    let two = mailbox.list("INBOX").into_iter().find(|mail| text(mail) == "two").expect("two");
    mailbox.store("INBOX", &two, "+FLAGS (\\Seen)");
    let page = bob.get("/inbox").expect(200);
    assert_eq!(
        (column(&page, "summary"), &page["unread"]),
        (vec!["three".into(), "two".into(), "one".into()], &1.into())
    );
    assert_eq!(bob.get("/desk").expect(200)["unread"], 1, "the other pages count the same");
    let sent = alice.page();
    assert!(sent["opened"].is_null(), "this is another message");
    mailbox.store("INBOX", &two, "-FLAGS (\\Seen)");
    assert_eq!(bob.get("/inbox").expect(200)["unread"], 2);
}

#[test]
fn what_is_deleted_in_one_place_is_gone_in_the_other_and_what_comes_back_is_back() {
    let stack = imap_stack();
    let (alice, bob) = alice_and_busy_bob(&stack);
    let ids = ["one", "two", "three"].map(|words| id_of(&alice.send(&bob.party, words)));
    let mailbox = Mailbox::of(&stack, &bob.party);
    mailbox.wait_for("INBOX", 3);
    bob.post(&format!("/inbox/{}/delete", ids[0]), &[]).expect(200);
    let trash = mailbox.wait_for("Trash", 1).remove(0);
    assert_eq!(text(&trash), "one");
    wait_for_empty_spool(&stack);
    let mails = mailbox.list("INBOX");
    let find = |words: &str| mails.iter().find(|mail| text(mail) == words).expect("a mail");
    mailbox.expunge("INBOX", find("two"));
    mailbox.drag("INBOX", find("three"), "Trash");
    let page = bob.get("/inbox").expect(200);
    assert_eq!((column(&page, "id"), &page["unread"]), (vec![], &0.into()));
    assert_eq!(bob.get(&format!("/inbox/{}", ids[1])).expect(404)["error"], "no_such_message");

    mailbox.drag("Trash", &mailbox.list("Trash")[1], "INBOX");
    assert_eq!(column(&bob.get("/inbox").expect(200), "id"), [ids[2].clone()]);
    assert_eq!(bob.get(&format!("/inbox/{}", ids[2])).expect(200)["open"]["text"], "three");
}

#[test]
fn a_message_that_is_deleted_before_it_could_be_delivered_ends_in_the_trash() {
    let stack = imap_stack();
    let (alice, bob) = alice_and_busy_bob(&stack);
    let id = id_of(&alice.send(&bob.party, "quick"));
    bob.post(&format!("/inbox/{id}/delete"), &[]).expect(200);
    let mailbox = Mailbox::of(&stack, &bob.party);
    mailbox.wait_for("Trash", 1);
    assert!(mailbox.list("INBOX").is_empty());
}

#[test]
fn other_mail_is_not_listed_even_with_headers_that_say_it_is_a_message() {
    let stack = imap_stack();
    let (alice, bob) = alice_and_busy_bob(&stack);
    let carol = stack.new_window("carol");
    let id = id_of(&alice.send(&bob.party, "genuine"));
    let foreign = id_of(&alice.send(&carol.party, "for Carol"));
    let mailbox = Mailbox::of(&stack, &bob.party);
    mailbox.wait_for("INBOX", 1);
    wait_for_empty_spool(&stack);
    let forge = |message: &str| {
        let mail = format!(
            "From: Boss <boss@example.org>\r\nTo: Bob <bob@example.org>\r\nSubject: x\r\n\
             Message-ID: <{message}@pageboy.example>\r\nX-Pageboy-Message: {message}\r\n\r\nforged\r\n"
        );
        mailbox.append("INBOX", &mail);
    };
    // Made up, somebody else's, the genuine one's, nonsense.
    for message in ["AAAAAAAAAAAAAAAAAAAAAA", &foreign, &id, "'; DROP TABLE message; --", ""] {
        forge(message);
    }
    mailbox.append("INBOX", "From: a@example.org\r\nSubject: an ordinary mail\r\n\r\nHello\r\n");
    let page = bob.get("/inbox").expect(200);
    assert_eq!((column(&page, "id"), column(&page, "summary")), (vec![id.clone()], vec!["genuine".to_owned()]));
    let page = bob.get(&format!("/inbox/{id}")).expect(200);
    assert_eq!((&page["open"]["text"], &page["open"]["from"]["id"]), (&"genuine".into(), &alice.party.as_str().into()));
    assert_eq!(bob.get("/inbox/AAAAAAAAAAAAAAAAAAAAAA").status, 404);
    assert_eq!(column(&bob.get("/inbox?q=forged").expect(200), "id"), Vec::<String>::new());
    assert_eq!(mailbox.list("INBOX").len(), 7, "and nobody touches it");
}

#[test]
fn hostile_words_and_names_break_neither_headers_nor_commands() {
    let stack = imap_stack();
    let name = "Eve\r\nBcc: all@example.org\r\n\r\n =?utf-8?q?x?= \u{202e}evE\"<>,;";
    let (eve, password) = stack.add_party("eve", &["--name", name]);
    let (eve, bob) = (Window::log_in(&stack, &eve, &password), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let long = "schön ".repeat(2300).trim().to_owned();
    let hostile = [
        "a\nBcc: all@example.org\nA1 LOGOUT\n.\nb",
        "=?utf-8?q?=0D=0ABcc:_all?= =?utf-8?B?QmNjOiBhbGw=?=",
        "\u{202e}txet\u{202c} שלום 🛎 \u{1b}[31m \u{7f}",
        "{5}\n) \\ \" * % (\\Deleted)",
        "a\rb",
        &long,
    ];
    for words in hostile {
        eve.send(&bob.party, words);
    }
    let mailbox = Mailbox::of(&stack, &bob.party);
    let mails = mailbox.wait_for("INBOX", hostile.len());
    let names = &mails[0]["names"];
    for mail in &mails {
        assert_eq!(&mail["names"], names);
        assert!(!names.as_array().expect("names").iter().any(|name| name == "bcc"));
        assert_eq!(mail["addresses"]["from"].as_array().map(Vec::len), Some(1), "{mail}");
        assert_eq!(mail["addresses"]["from"][0][1], format!("{}@pageboy.example", eve.party));
        let longest = mail["raw"].as_str().expect("raw").lines().map(str::len).max();
        assert!(longest <= Some(998), "{longest:?}");
    }
    wait_for_empty_spool(&stack);
    let page = bob.get("/inbox").expect(200);
    let mut shown: Vec<String> = column(&page, "id");
    shown.reverse();
    let read: Vec<String> = shown
        .iter()
        .map(|id| bob.get(&format!("/inbox/{id}")).expect(200)["open"]["text"].as_str().expect("text").to_owned())
        .collect();
    assert_eq!(read, hostile, "every word comes back from IMAP as it was sent");
    for search in ["%22%20OR%20ALL", "%0D%0AA1%20LOGOUT", "%7B5%7D", "%5C%20%22%20*%20%25", "%29"] {
        bob.get(&format!("/inbox?q={search}")).expect(200);
    }
}

#[test]
fn words_that_are_only_in_imap_are_listed_found_and_opened_from_there() {
    let stack = imap_stack();
    let (alice, bob) = alice_and_busy_bob(&stack);
    let long = "Überlange Wörter ".repeat(40).trim().to_owned();
    let nonce = [("to", bob.party.as_str()), ("text", &long), ("nonce", "again")];
    let id = id_of(&alice.post("/send", &nonce).expect(201));
    let other = id_of(&alice.send(&bob.party, "The BOILER is cold"));
    Mailbox::of(&stack, &bob.party).wait_for("INBOX", 2);
    Mailbox::of(&stack, &alice.party).wait_for(SENT, 2);
    wait_for_empty_spool(&stack);
    alice.get("/desk").expect(200);
    stack.sql(&format!("UPDATE pageboy.message SET sent = sent - interval '2 hours' WHERE sender = '{}'", alice.party));
    let (worked, printed) = stack.pageboy(&["sweep"], "");
    assert!(worked, "{printed}");
    let kept = format!("SELECT count(*) FROM pageboy.message WHERE sender = '{}' AND text <> ''", alice.party);
    assert_eq!(stack.sql(&kept), "0", "the words have left the database");

    let page = bob.get("/inbox").expect(200);
    assert_eq!(column(&page, "id"), [other.clone(), id.clone()]);
    let summaries = column(&page, "summary");
    assert_eq!(summaries[0], "The BOILER is cold");
    assert!(summaries[1].chars().count() == 120 && summaries[1].ends_with('…'), "{summaries:?}");
    assert_eq!(column(&bob.get("/inbox?q=boiler").expect(200), "id"), [other.as_str()]);
    assert_eq!(column(&bob.get("/inbox?q=%C3%BCBERLANGE").expect(200), "id"), [id.as_str()]);
    assert_eq!(bob.get(&format!("/inbox/{id}")).expect(200)["open"]["text"], long.as_str());
    // A retry is still told from other words.
    assert_eq!(id_of(&alice.post("/send", &nonce).expect(201)), id);
    let other_words = [("to", bob.party.as_str()), ("text", "other"), ("nonce", "again")];
    assert_eq!(alice.post("/send", &other_words).expect(422)["error"], "nonce_used");
}

#[test]
fn a_mailbox_may_have_another_name_than_its_party() {
    let stack = imap_stack();
    let alice = stack.new_window("alice");
    let name = format!("Robert.{}", alice.party);
    let (bob, password) = stack.add_party("bob", &["--mailbox", &name]);
    let bob = Window::log_in(&stack, &bob, &password);
    alice.send(&bob.party, "Hello");
    assert_eq!(text(&Mailbox::of(&stack, &name).wait_for("INBOX", 1)[0]), "Hello");
    for wrong in ["carol*pageboy", "../carol", "a b", "%n"] {
        let (worked, printed) = stack.pageboy(&["party", "set", &bob.party, "--mailbox", wrong], "");
        assert!(!worked && printed.contains("mailbox's name"), "{printed}");
    }
    let (worked, printed) = stack.pageboy(&["party", "set", &bob.party, "--mail", "Bob <bob@x>"], "");
    assert!(!worked && printed.contains("bob@example.org"), "{printed}");
}

#[test]
fn people_read_their_mailbox_with_their_own_password() {
    let stack = imap_stack();
    let accounts = std::fs::read_to_string(format!("{}/accounts", stack.variable("PAGEBOY_RUN"))).expect("accounts");
    let password = accounts.lines().find_map(|line| line.strip_prefix("carol ")).expect("carol");
    let alice = stack.new_window("alice");
    alice.send("carol", &format!("from {}", alice.party));
    let mailbox = Mailbox::own(&stack, "carol", password);
    wait_for_empty_spool(&stack);
    wait_until("it is there", LONG, || mailbox.list("INBOX").iter().any(|mail| text(mail).ends_with(&alice.party)));
}

#[test]
fn check_tries_the_server_over_each_kind_of_connection() {
    let stack = imap_stack();
    let check = |options: &[(&str, &str)]| {
        let (_, printed) = stack.pageboy_with(options, &["check"], "");
        let line = printed.lines().find(|line| line.contains("  mailbox: ")).unwrap_or_default();
        assert!(!line.is_empty(), "{printed}");
        line.to_owned()
    };
    let tls = format!("imaps://127.0.0.1:{}", stack.variable("IMAPS_PORT"));
    let named = format!("imaps://localhost:{}", stack.variable("IMAPS_PORT"));
    for options in [
        &[][..],
        &[("PAGEBOY_IMAP_URL", tls.as_str())],
        &[("PAGEBOY_IMAP_URL", named.as_str())],
        &[("PAGEBOY_IMAP_STARTTLS", "always")],
    ] {
        assert!(check(options).starts_with("ok     mailbox: IMAP at"), "{options:?}: {}", check(options));
    }
    let other_authorities = ("PAGEBOY_IMAP_CA_FILE", "/etc/ssl/certs/ca-certificates.crt");
    for connection in [("PAGEBOY_IMAP_URL", tls.as_str()), ("PAGEBOY_IMAP_STARTTLS", "always")] {
        let line = check(&[connection, other_authorities]);
        assert!(line.starts_with("WRONG") && line.contains("certificate"), "{line}");
    }
    let wrong = std::env::temp_dir().join(format!("pageboy-wrong-imap-password-{}", std::process::id()));
    std::fs::write(&wrong, "wrong\n").expect("a file");
    let line = check(&[("PAGEBOY_IMAP_PASSWORD_FILE", wrong.to_str().expect("a path"))]);
    std::fs::remove_file(&wrong).expect("the file");
    assert!(line.starts_with("WRONG") && line.contains("log in as") && !line.contains("wrong"), "{line}");
    let line = check(&[("PAGEBOY_MAILBOX", "sql")]);
    assert!(line.starts_with("WRONG") && line.contains("the records say imap"), "{line}");
    let folders = stack.sql("SELECT min(id) FROM pageboy.party WHERE NOT locked");
    let home = format!("{}/dovecot/mail/{folders}/Maildir", stack.variable("PAGEBOY_RUN"));
    let left = std::fs::read_dir(home)
        .expect("a mailbox")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().contains("pageboy-check"));
    assert_eq!(left.count(), 0, "nothing is left of the test folders");
}
