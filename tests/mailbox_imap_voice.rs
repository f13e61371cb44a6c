//! Voice messages in IMAP mailboxes: as another mail program finds them, and played from there once they are nowhere
//! else.

use crate::common::imap::{Dovecot, Mailbox, SENT, has_flag, header, wait_for_empty_spool};
use crate::common::voice::{Fetched, fetch, noise, post, recording};
use crate::common::{LONG, Stack, Window, wait_until};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

const WITH_IMAP: [(&str, &str); 2] = [("WITH", "imap"), ("PAGEBOY_REQUEST_SECONDS", "10")];

#[track_caller]
fn send(sender: &Window, other: &Window, words: &str, voice: &[u8]) -> (String, Value) {
    let fields = [("to", other.party.as_str()), ("text", words), ("nonce", words)];
    let receipt = post(sender, "/send", &fields, voice).expect(201);
    (receipt["message"].as_str().expect("an id").to_owned(), receipt)
}

fn play(window: &Window, message: &str, headers: &[(&str, &str)]) -> Fetched {
    fetch(window, "GET", &format!("{}/voice/{message}", window.path), headers)
}

#[track_caller]
fn assert_refused(fetched: &Fetched, status: u16, code: &str) {
    assert_eq!(fetched.answer.status, status, "{:?}", fetched.answer);
    assert!(fetched.answer.text.contains(code), "{:?}", fetched.answer);
}

/// The words and the recording of a mail.
#[track_caller]
fn parts(mail: &Value) -> (String, Vec<u8>) {
    let content = |number: usize| {
        let part = &mail["parts"][number];
        assert_eq!(part["defects"], json!([]), "{part}");
        STANDARD.decode(part["content"].as_str().expect("a part")).expect("base64")
    };
    (String::from_utf8(content(0)).expect("UTF-8").replace("\r\n", "\n").trim().to_owned(), content(1))
}

/// An hour and more goes by, after which recordings are in mailboxes only.
#[track_caller]
fn let_go(stack: &Stack, sender: &Window, others: &[&Window]) {
    wait_for_empty_spool(stack);
    for window in others.iter().chain([&sender]) {
        window.get("/desk").expect(200);
    }
    let party = &sender.party;
    stack.sql(&format!("UPDATE pageboy.message SET sent = sent - interval '2 hours' WHERE sender = '{party}'"));
    let (worked, printed) = stack.pageboy(&["sweep"], "");
    assert!(worked, "{printed}");
    let left = "SELECT count(*) FROM pageboy.voice v JOIN pageboy.message m ON m.id = v.message
                WHERE v.bytes IS NOT NULL AND sender = ";
    assert_eq!(stack.sql(&format!("{left} '{party}'")), "0", "the recordings have left the database");
}

#[test]
fn voice_messages_are_mails_that_play_in_a_mail_program_and_play_here_from_the_mailbox_alone() {
    let stack = Stack::start("imap-voice", &WITH_IMAP);
    let (alice, password) = stack.add_party("alice", &["--name", "Zoë Archer"]);
    let (alice, bob) = (Window::log_in(&stack, &alice, &password), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let spoken = recording("ogg");
    let (id, _) = send(&alice, &bob, "", &spoken);
    let (worded, _) = send(&alice, &bob, "Grüße!\n\nThe boiler.", &recording("m4a"));
    let played = play(&bob, &id, &[]);
    assert!(played.answer.status == 200 && played.bytes == spoken);

    let (inbox, sent) = (Mailbox::of(&stack, &bob.party), Mailbox::of(&stack, &alice.party));
    let mails = inbox.wait_for("INBOX", 2);
    let mail = mails.iter().find(|mail| header(mail, "x-pageboy-message") == id).expect("the mail").clone();
    let other = mails.iter().find(|mail| header(mail, "x-pageboy-message") == worded).expect("the other mail");
    assert_eq!((header(&mail, "message-context"), &mail["defects"]), ("voice-message", &json!([])));
    let subject = header(&mail, "subject");
    assert!(subject.starts_with("Voice message from Zoë Archer (0:0"), "{subject}");
    assert!(header(&mail, "content-type").starts_with("multipart/mixed"), "{mail}");
    let (words, sound) = parts(&mail);
    assert!(words.starts_with("Voice message from Zoë Archer, ") && words.ends_with(" UTC."), "{words}");
    assert!(sound == spoken, "every byte is the one that was sent");
    let described = &mail["parts"][1];
    assert_eq!(
        (&described["type"], &described["disposition"], &described["name"]),
        (&json!("audio/ogg"), &json!("inline"), &json!(format!("voice-{id}.ogg")))
    );
    let seconds = format!("SELECT round(milliseconds / 1000.0) FROM pageboy.voice WHERE message = '{id}'");
    assert_eq!(described["duration"], stack.sql(&seconds));
    let (words, sound) = parts(other);
    assert!(words.ends_with(" UTC.\n\nGrüße!\n\nThe boiler.") && sound == recording("m4a"), "{words}");
    assert_eq!((header(other, "subject"), &other["parts"][1]["type"]), ("Grüße!", &json!("audio/mp4")));
    let copies = sent.wait_for(SENT, 2);
    assert!(copies.iter().any(|copy| copy["parts"] == mail["parts"]), "the sender has the same");

    let_go(&stack, &alice, &[&bob]);
    let page = bob.get("/inbox").expect(200);
    let told = |line: &Value| json!([line["id"], line["kind"], line["summary"], line["voice_type"], line["heard"]]);
    assert_eq!(
        page["messages"].as_array().expect("messages").iter().map(told).collect::<Vec<_>>(),
        [
            json!([worded, "voice", "Grüße!\n\nThe boiler.", "audio/mp4", null]),
            json!([id, "voice", "", "audio/ogg", null]),
        ]
    );
    let open = bob.get(&format!("/inbox/{worded}")).expect(200)["open"].clone();
    assert_eq!((&open["text"], &open["kind"]), (&json!("Grüße!\n\nThe boiler."), &json!("voice")));
    assert_eq!(open["voice"], format!("{}/voice/{worded}", bob.path));
    for (window, why) in [(&bob, "from the inbox"), (&alice, "from what she has sent")] {
        let again = play(window, &id, &[]);
        assert!(again.answer.status == 200 && again.bytes == spoken, "{why}: {:?}", again.answer.status);
        for name in ["content-type", "etag", "accept-ranges", "cache-control", "content-disposition", "content-length"]
        {
            assert_eq!(again.answer.header(name), played.answer.header(name), "{why}");
        }
    }
    let part = play(&bob, &id, &[("Range", "bytes=100-299")]);
    assert!(part.answer.status == 206 && part.bytes == spoken[100..300]);
    let range = format!("bytes 100-299/{}", spoken.len());
    assert_eq!(part.answer.header("content-range"), Some(range.as_str()));
    assert_eq!(play(&bob, &id, &[("Range", "bytes=99999999-")]).answer.status, 416);
    assert_eq!(play(&bob, &id, &[("If-None-Match", "*")]).answer.status, 304);
    assert!(play(&bob, &worded, &[]).bytes == recording("m4a"));
    assert_refused(&play(&stack.new_window("eve"), &id, &[]), 404, "no such recording");

    // A retry is still told from another recording, and what was heard is told.
    let fields = [("to", bob.party.as_str()), ("text", "Grüße!\n\nThe boiler."), ("nonce", "Grüße!\n\nThe boiler.")];
    assert_eq!(post(&alice, "/send", &fields, &recording("m4a")).expect(201)["message"], worded.as_str());
    assert_eq!(post(&alice, "/send", &fields, &spoken).expect(422)["error"], "nonce_used");
    assert_eq!(bob.post("/heard", &[("message", &worded)]).status, 204);
    assert!(bob.get(&format!("/inbox/{worded}")).expect(200)["open"]["heard"].is_string());

    // Once the mail is gone there is nothing, whatever else says that it is this message.
    let forged = format!(
        "From: eve@example.org\r\nSubject: forged\r\nMessage-ID: <{id}@pageboy.example>\r\nX-Pageboy-Message: {id}\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nforged\r\n--b\r\n\
         Content-Type: audio/ogg\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--\r\n",
        STANDARD.encode(b"something else")
    );
    inbox.append("INBOX", &forged);
    assert!(play(&bob, &id, &[]).bytes == spoken);
    inbox.expunge("INBOX", &mail);
    assert_refused(&play(&bob, &id, &[]), 404, "no such recording");
    assert!(play(&alice, &id, &[]).bytes == spoken, "the sender's copy is another mail");
    for copy in copies {
        sent.expunge(SENT, &copy);
    }
    assert_refused(&play(&alice, &id, &[]), 404, "no such recording");

    bob.post(&format!("/inbox/{worded}/delete"), &[]).expect(200);
    assert!(parts(&inbox.wait_for("Trash", 1)[0]).1 == recording("m4a"), "what is deleted is in the trash");
    assert_refused(&play(&bob, &worded, &[]), 404, "no such recording");
}

#[test]
fn while_imap_is_down_a_voice_interrupts_and_plays_and_is_delivered_once_afterwards() {
    let stack = Stack::start("imap-voice-outage", &WITH_IMAP);
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let mailbox = Mailbox::of(&stack, &bob.party);
    bob.post("/status", &[("status", "busy")]).expect(200);
    // As large as one may be.
    let large = noise(4 * 1024 * 1024);
    let (old, _) = send(&alice, &bob, "old", &large);
    mailbox.wait_for("INBOX", 1);
    let_go(&stack, &alice, &[&bob]);
    bob.post("/status", &[("status", "available")]).expect(200);

    let mut dovecot = Dovecot::of(&stack);
    dovecot.kill();
    let unavailable = play(&bob, &old, &[]);
    assert_refused(&unavailable, 503, "mailbox cannot be reached");
    assert_eq!(unavailable.answer.header("retry-after"), Some("5"));
    assert_eq!(play(&bob, &old, &[("If-None-Match", "*")]).answer.status, 304, "what is known needs no mailbox");

    let (id, receipt) = send(&alice, &bob, "", &recording("webm"));
    assert_eq!(receipt["outcome"], "ringing");
    let at = bob.at_interruption(&receipt);
    assert_eq!(at.page()["message"]["kind"], "voice");
    assert!(play(&at, &id, &[]).bytes == recording("webm"));
    wait_until("Alice is told that it is kept", LONG, || alice.get("?follow=1").expect(200)["kept"] == true);
    let (worked, printed) = stack.pageboy(&["sweep"], "");
    assert!(worked && printed.contains("wait in the spool"), "{printed}");

    dovecot.start();
    let (worked, printed) = stack.pageboy(&["sweep"], "");
    assert!(worked, "{printed}");
    wait_for_empty_spool(&stack);
    let mails = mailbox.list("INBOX");
    let new: Vec<&Value> = mails.iter().filter(|mail| header(mail, "x-pageboy-message") == id).collect();
    assert_eq!((mails.len(), new.len()), (2, 1));
    assert!(parts(new[0]).1 == recording("webm") && has_flag(new[0], "\\Seen"), "it was on the screen before");
    assert_eq!(Mailbox::of(&stack, &alice.party).list(SENT).len(), 2);
    assert!(play(&at.resume(), &old, &[("Range", "bytes=2000000-2999999")]).bytes == large[2_000_000..3_000_000]);
    assert!(play(&bob, &old, &[]).bytes == large);
}
