//! Voice messages: a recording interrupts, is listened to, and is answered by another one.

use crate::common::voice::{
    FORMATS, Fetched, fetch, likeness, made, noise, post, post_form, recording, speech, with_files,
};
use crate::common::{Answer, Events, LONG, Stack, Window, at_once, raw, wait_until};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

fn messages_of(stack: &Stack, window: &Window) -> String {
    stack.sql(&format!("SELECT count(*) FROM pageboy.mailbox WHERE party = '{}'", window.party))
}

#[track_caller]
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

/// Sends a recording up to the open interruption; the recipient's window there, and the message on its page.
#[track_caller]
fn interrupt(sender: &Window, other: &Window, voice: &[u8]) -> (Window, Value) {
    let receipt = post(sender, "/send", &[("to", &other.party), ("text", "")], voice).expect(201);
    sender.notify(&receipt);
    let interruption = other.at_interruption(&receipt);
    let page = interruption.page();
    assert_eq!(page["page"], "message");
    (interruption, page["message"].clone())
}

fn get(window: &Window, path: &str, headers: &[(&str, &str)]) -> Fetched {
    fetch(window, "GET", path, headers)
}

#[test]
fn a_recording_of_every_format_interrupts_and_is_played_as_it_was_spoken() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    for (format, _, media_type) in FORMATS {
        let spoken = recording(format);
        let (interruption, message) = interrupt(&alice, &bob, &spoken);
        assert_eq!((&message["kind"], &message["text"]), (&json!("voice"), &json!("")), "{format}");
        assert_eq!(message["voice_type"], media_type, "{format}");
        let seconds = message["voice_seconds"].as_f64().expect("seconds");
        assert!((1.0..3.0).contains(&seconds), "{format}: {seconds}");
        let heard = get(&interruption, text(&message["voice"]), &[]);
        assert_eq!(heard.answer.status, 200, "{format}");
        assert_eq!(heard.answer.header("content-type"), Some(media_type), "{format}");
        assert!(heard.bytes == spoken, "{format} has changed on its way");
        let likeness = likeness(&heard.bytes, speech());
        assert!(likeness > 0.8, "{format}: {likeness}");
        interruption.resume();
    }
    // Names may be longer than a page of Ogg.
    let wordy = made("pipe:0", &format!("-c:a libopus -f ogg -metadata comment={}", "x".repeat(90_000)), speech());
    let (interruption, _) = interrupt(&alice, &bob, &wordy);
    interruption.resume();
    // What espeak-ng writes into a pipe does not know its own length.
    let (_, message) = interrupt(&alice, &bob, speech());
    assert_eq!(message["voice_type"], "audio/wav");
}

#[test]
fn recordings_are_taken_as_other_programs_write_them() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    for arguments in [
        "-c:a libmp3lame -b:a 64k -f mp3 -id3v2_version 3 -write_id3v1 1 -metadata title=Hello",
        "-c:a libmp3lame -b:a 64k -f mp3 -id3v2_version 4 -write_apetag 1 -metadata title=Hello",
        "-c:a libmp3lame -q:a 4 -ac 2 -f mp3",
        "-c:a libmp3lame -ar 16000 -f mp3",
        "-c:a libmp3lame -ar 8000 -f mp3 -write_xing 0",
        "-c:a pcm_s24le -f wav",
        "-c:a pcm_s32le -ac 2 -f wav",
        "-c:a pcm_f32le -f wav",
        "-c:a pcm_u8 -ar 8001 -f wav",
        "-c:a pcm_mulaw -f wav",
        "-c:a pcm_s16le -write_bext 1 -metadata description=Hello -f wav",
        "-c:a aac -f mp4 -metadata title=Hello",
        "-c:a aac -f ipod -movflags +faststart",
        "-c:a libopus -f webm -cues_to_front 1 -metadata title=Hello",
        "-c:a libopus -f ogg -page_duration 20000 -frame_duration 60",
        "-c:a libopus -ac 2 -f ogg",
    ] {
        let answer = post(&alice, "/send", &[("to", &bob.party)], &made("pipe:0", arguments, speech()));
        assert_eq!(answer.status, 201, "{arguments}: {answer:?}");
    }
}

#[test]
fn another_sound_is_told_apart() {
    let other = made("sine=frequency=440:duration=2", "-c:a libopus -f ogg", b"");
    assert!(likeness(&other, speech()) < 0.3);
    assert!(likeness(&recording("ogg"), speech()) > 0.8);
}

#[test]
fn who_is_interrupted_by_a_voice_answers_by_voice() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (interruption, _) = interrupt(&alice, &bob, &recording("webm"));
    let receipt = post(&interruption, "/reply", &[("text", "and in words")], &recording("ogg")).expect(201);
    interruption.notify(&receipt);
    let page = alice.at_interruption(&receipt).page();
    assert_eq!((&page["message"]["kind"], &page["message"]["text"]), (&json!("voice"), &json!("and in words")));
    assert!(get(&alice.at_interruption(&receipt), text(&page["message"]["voice"]), &[]).bytes == recording("ogg"));
    let sent = interruption.page();
    assert_eq!((&sent["page"], &sent["message"]["kind"]), (&json!("sent"), &json!("voice")));
}

#[test]
fn the_sender_is_told_apart_what_was_opened_and_what_was_heard() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let (interruption, message) = interrupt(&alice, &bob, &recording("ogg"));
    let id = text(&message["id"]);
    let sent = alice.page();
    let name = text(&sent["message"]["to"]["name"]).to_owned();
    assert_eq!(sent["heard"], Value::Null);
    assert_eq!(sent["words"], format!("{name} has your message on the screen."));
    assert!(sent["opened"].is_string());
    assert!(get(&alice, text(&sent["message"]["voice"]), &[]).bytes == recording("ogg"), "the sender may listen, too");

    // Neither its sender nor anybody else can say that it was heard.
    alice.post("/heard", &[("message", id)]).expect(404);
    stack.new_window("eve").post("/heard", &[("message", id)]).expect(404);
    interruption.post("/heard", &[("message", "nothing")]).expect(404);
    assert_eq!(alice.page()["heard"], Value::Null);

    let events = Events::open(&alice);
    assert_eq!(interruption.post("/heard", &[("message", id)]).status, 204);
    assert_eq!(events.expect("status")["message"], id);
    let sent = alice.page();
    assert_eq!(sent["words"], format!("{name} has listened to your message."));
    let heard = sent["heard"].clone();
    assert!(heard.is_string());
    assert_eq!(interruption.page()["message"]["heard"], heard);

    // Once more changes nothing, and after an answer that is what counts.
    assert_eq!(interruption.post("/heard", &[("message", id)]).status, 204);
    assert_eq!(alice.page()["heard"], heard);
    interruption.post("/reply", &[("text", "Yes")]).expect(201);
    let told = stack.sql(&format!("SELECT answered IS NOT NULL FROM pageboy.message WHERE id = '{id}'"));
    assert_eq!(told, "t");
}

#[test]
fn the_inbox_lists_and_plays_voice_messages() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let receipt = post(&alice, "/send", &[("to", &bob.party), ("text", "")], &recording("mp3")).expect(201);
    alice.send(&bob.party, "only words");
    let id = text(&receipt["message"]);
    let page = bob.get("/inbox").expect(200);
    let lines: Vec<(&Value, &Value)> = page["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|line| (&line["kind"], &line["voice_type"]))
        .collect();
    assert_eq!(lines, [(&json!("text"), &Value::Null), (&json!("voice"), &json!("audio/mpeg"))]);
    let line = &page["messages"][1];
    assert!(get(&bob, text(&line["voice"]), &[]).bytes == recording("mp3"));
    let open = bob.get(&format!("/inbox/{id}")).expect(200)["open"].clone();
    assert_eq!((&open["kind"], &open["voice"]), (&json!("voice"), &line["voice"]));
    assert_eq!(alice.page()["page"], "sent");
    let words = || text(&bob_was_told(stack, id)).to_owned();
    assert_eq!(words(), "f");
    assert_eq!(bob.post("/heard", &[("message", id)]).status, 204);
    assert_eq!(words(), "t");

    // What its recipient has deleted, only its sender can still listen to.
    bob.post(&format!("/inbox/{id}/delete"), &[]).expect(200);
    assert_eq!(get(&bob, text(&line["voice"]), &[]).answer.status, 404);
    assert_eq!(get(&alice, &format!("{}/voice/{id}", alice.path), &[]).answer.status, 200);
}

fn bob_was_told(stack: &Stack, message: &str) -> Value {
    stack.sql(&format!("SELECT heard IS NOT NULL FROM pageboy.voice WHERE message = '{message}'")).into()
}

#[test]
fn only_the_parties_to_a_message_can_listen_to_it() {
    let stack = Stack::shared();
    let (alice, bob, eve) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("eve"));
    let (interruption, message) = interrupt(&alice, &bob, &recording("ogg"));
    let (id, url) = (text(&message["id"]), text(&message["voice"]));
    let foreign = [
        (fetch(&eve, "GET", url, &[]), 403),
        (fetch(&eve, "GET", &format!("{}/voice/{id}", eve.path), &[]), 404),
        (fetch(&eve, "GET", &format!("{}/voice/{}", bob.path, id), &[("Range", "bytes=0-9")]), 403),
        (fetch(&bob, "GET", &format!("{}/voice/{}", interruption.path, "x".repeat(22)), &[]), 404),
        (fetch(&bob, "GET", &format!("{}/voice/{id}x", interruption.path), &[]), 404),
        (fetch(&Window { cookie: String::new(), ..bob.clone() }, "GET", url, &[]), 403),
        // The session that is suspended turns to what suspends it, as with everything else.
        (fetch(&bob, "GET", &format!("{}/voice/{id}", bob.path), &[]), 303),
        (fetch(&bob, "GET", &format!("{}/voice/{id}", bob.path), &[("Sec-Fetch-Dest", "document")]), 303),
        // And nobody embeds it elsewhere.
        (fetch(&bob, "GET", url, &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "audio")]), 403),
    ];
    let spoken = recording("ogg");
    for (number, (fetched, status)) in foreign.iter().enumerate() {
        assert_eq!(fetched.answer.status, *status, "{number}: {:?}", fetched.answer);
        assert!(!fetched.bytes.windows(64).any(|part| part == &spoken[..64]), "{number}");
    }
    assert_eq!(get(&bob, url, &[]).answer.status, 200);
}

#[test]
fn what_a_page_fetches_for_itself_goes_on_while_it_is_suspended_and_opens_no_message_unseen() {
    let stack = Stack::shared();
    let (alice, bob, carol) = (stack.new_window("alice"), stack.new_window("bob"), stack.new_window("carol"));
    let spoken = recording("ogg");
    let (interruption, message) = interrupt(&alice, &bob, &spoken);
    interruption.resume();
    let heard = format!("{}/voice/{}", bob.path, text(&message["id"]));
    let receipt = carol.send(&bob.party, "Unseen");
    let second = bob.at_interruption(&receipt);
    let unopened = || {
        let statement = format!(
            "SELECT outcome, opened IS NULL FROM pageboy.message WHERE id = '{}'",
            receipt["message"].as_str().expect("an id")
        );
        assert_eq!(stack.sql(&statement), "ringing|t");
    };
    for wanted in ["audio", "video", "empty"] {
        let played = get(&bob, &heard, &[("Sec-Fetch-Dest", wanted)]);
        assert_eq!((played.answer.status, played.bytes.len()), (200, spoken.len()), "{wanted}");
        // Nor does a player that was sent on to the interruption open it.
        assert_eq!(get(&second, &second.path, &[("Sec-Fetch-Dest", wanted)]).answer.status, 200, "{wanted}");
        unopened();
    }
    for purpose in ["prefetch", "prefetch;prerender"] {
        let headers = [("Sec-Purpose", purpose), ("Sec-Fetch-Dest", "document"), ("Accept", "application/json")];
        assert_eq!(get(&second, &second.path, &headers).answer.expect(403)["error"], "in_advance", "{purpose}");
        unopened();
    }
    assert_eq!(second.page()["message"]["text"], "Unseen");
    assert_eq!(carol.page()["outcome"], "interrupted");
}

#[test]
fn a_recording_is_served_in_parts_as_players_ask_for_them() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let spoken = noise(1_500_000);
    let (interruption, message) = interrupt(&alice, &bob, &spoken);
    let url = text(&message["voice"]);
    let whole = get(&interruption, url, &[]);
    assert!(whole.bytes == spoken);
    assert_eq!(whole.answer.header("accept-ranges"), Some("bytes"));
    let tag = whole.answer.header("etag").expect("a tag").to_owned();

    for (range, first, end) in [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=1499990-", 1_499_990, 1_500_000),
        ("bytes=-7", 1_499_993, 1_500_000),
        ("bytes=1000000-9999999", 1_000_000, 1_500_000),
        ("bytes=0-", 0, 1_500_000),
        // So does a download that goes on where it broke off.
        ("bytes=400000-", 400_000, 1_500_000),
    ] {
        let part = get(&interruption, url, &[("Range", range)]);
        assert_eq!(part.answer.status, 206, "{range}");
        let content_range = format!("bytes {first}-{}/1500000", end - 1);
        assert_eq!(part.answer.header("content-range"), Some(content_range.as_str()), "{range}");
        assert!(part.bytes == spoken[first..end], "{range}");
        assert_eq!(part.answer.header("etag"), Some(tag.as_str()));
    }
    for range in ["bytes=1500000-", "bytes=-0", "bytes=2000000-2000001"] {
        let none = get(&interruption, url, &[("Range", range)]);
        assert_eq!(
            (none.answer.status, none.answer.header("content-range")),
            (416, Some("bytes */1500000")),
            "{range}"
        );
    }
    for range in ["bytes=0-1,5-9", "bytes=x-y", "seconds=1-2", "bytes=", "bytes=1--2"] {
        let all = get(&interruption, url, &[("Range", range)]);
        assert_eq!((all.answer.status, all.bytes.len()), (200, spoken.len()), "{range}");
    }
    for (if_range, status) in [(tag.as_str(), 206), ("\"another\"", 200)] {
        let part = get(&interruption, url, &[("Range", "bytes=0-9"), ("If-Range", if_range)]);
        assert_eq!(part.answer.status, status, "{if_range}");
    }
    for known in [tag.clone(), format!("\"x\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        let unchanged = get(&interruption, url, &[("If-None-Match", &known)]);
        assert_eq!((unchanged.answer.status, unchanged.bytes.len()), (304, 0), "{known}");
    }
    assert_eq!(get(&interruption, url, &[("If-None-Match", "\"x\"")]).answer.status, 200);
    for headers in [&[][..], &[("Range", "bytes=0-9")]] {
        let head = fetch(&interruption, "HEAD", url, headers);
        assert_eq!((head.answer.status, head.bytes.len()), (200, 0));
        assert_eq!(head.answer.header("content-length"), Some("1500000"));
    }
}

#[test]
fn what_is_no_recording_is_refused_and_what_was_typed_beside_it_stays() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let cut = |format: &str, keep: usize| recording(format)[..recording(format).len() * keep / 10].to_vec();
    let zip = [b"PK\x03\x04\x14\0\0\0\x08\0".as_slice(), &noise(30_000)].concat();
    let mp3 = recording("bare.mp3");
    let lavfi = |arguments: &str| made("sine=duration=1", arguments, b"");
    let page = b"<html><script>alert(1)</script></html>";
    let comment = "-metadata comment=<html><script>alert(1)</script></html>";
    let with = |format: &str, part: &[u8]| [recording(format).as_slice(), part].concat();
    let boxed = |kind: &[u8], content: &[u8]| {
        let size = u32::try_from(8 + content.len()).expect("short").to_be_bytes();
        [size.as_slice(), kind, content].concat()
    };
    let id3 = |content: &[u8]| {
        let size = [14, 7, 0].map(|bits| u8::try_from(content.len() >> bits & 0x7f).expect("seven bits"));
        [b"ID3\x04\0\0\0".as_slice(), &size, content].concat()
    };
    let picture = made("testsrc=size=64x64:duration=1", "-c:v libvpx -f webm", b"");
    for (what, file) in [
        ("words", b"hello".to_vec()),
        ("SVG", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec()),
        ("HTML", b"<!doctype html><script>alert(1)</script>".repeat(100)),
        ("ZIP behind an ID3 tag", [b"ID3\x04\0\0\0\0\0\0".as_slice(), &zip].concat()),
        ("ZIP behind a frame", [&mp3[..600], &zip].concat()),
        ("ZIP behind an MP3", [&mp3[..], &zip].concat()),
        ("a short ZIP behind an MP3", with("bare.mp3", &zip[..3000])),
        ("ZIP in an ID3 tag", [id3(&zip[..3000]), mp3.clone()].concat()),
        ("HTML in a comment of a WAV", lavfi(&format!("-c:a pcm_s16le -f wav {comment}"))),
        ("HTML in a comment of an MP4", lavfi(&format!("-c:a aac -f mp4 {comment}"))),
        ("HTML in a comment of an Ogg", lavfi(&format!("-c:a libopus -f ogg {comment}"))),
        ("HTML in a comment of a WebM", lavfi(&format!("-c:a libopus -f webm {comment}"))),
        ("HTML behind an Ogg", with("ogg", page)),
        ("HTML behind a WAV", with("wav", page)),
        ("ZIP behind a WAV", with("wav", &zip)),
        ("ZIP in an MP4", with("m4a", &boxed(b"free", &zip))),
        ("ZIP among the sound of an MP4", with("m4a", &boxed(b"mdat", &zip))),
        ("ZIP in a second sound of a WAV", {
            let size = u32::try_from(zip.len()).expect("short").to_le_bytes();
            with("wav", &[b"data".as_slice(), &size, &zip].concat())
        }),
        ("a page in another track of a WebM", with("webm", &[b"\xa3\xa9\x82\0\0\x80".as_slice(), page].concat())),
        ("a program in the headers of a WebM", with("webm", &[b"<sc\x72i\x00".as_slice(), &[b'x'; 40]].concat())),
        ("ZIP in a WebM", with("webm", &[b"\xec\x4b\xb8".as_slice(), &zip[..3000]].concat())),
        ("a moving picture", picture),
        ("FLAC in Ogg", lavfi("-c:a flac -f ogg")),
        ("HTML in a comment of a FLAC", lavfi(&format!("-f flac {comment}"))),
        ("HTML behind a FLAC", with("flac", page)),
        ("ZIP behind a FLAC", with("flac", &zip)),
        ("ZIP behind an ADTS", with("aac", &zip)),
        ("HTML before an MP3", [page, &mp3[..]].concat()),
        ("a script before an MP3", [b"#!/bin/sh\nexit\n".as_slice(), &mp3].concat()),
        ("ZIP before an ADTS", [&zip[..1000], &recording("aac")].concat()),
        ("half a FLAC", cut("flac", 5)),
        ("Vorbis", lavfi("-c:a vorbis -strict -2 -ac 2 -f ogg")),
        ("ALAC", lavfi("-c:a alac -f mp4")),
        ("PCM in Matroska", lavfi("-c:a pcm_s16le -f matroska")),
        ("a header of silence", noise(44)),
        ("half a WebM", cut("webm", 5)),
        ("half a stream of WebM", cut("live.webm", 5)),
        ("half an Ogg", cut("ogg", 5)),
        ("half an MP4", cut("m4a", 5)),
        ("half a stream of MP4", cut("live.m4a", 7)),
        ("half a WAV", cut("wav", 5)),
        ("half an MP3", cut("mp3", 5)),
        ("the end of a WebM", recording("webm")[200..].to_vec()),
        ("one byte", vec![0x1a]),
        ("nothing", Vec::new()),
    ] {
        let fields = [("to", bob.party.as_str()), ("text", what)];
        let answer = post_form(&alice, "/send", &with_files(&fields, &[("voice", "hello.ogg", &file)]));
        assert_eq!(answer.status, 422, "{what}: {answer:?}");
        assert_eq!(answer.json()["error"], "bad_voice", "{what}");
        let page = alice.page();
        assert_eq!((&page["draft"]["text"], &page["draft_voice"]), (&json!(what), &Value::Null));
    }
    assert_eq!(messages_of(stack, &bob), "0");
    assert_eq!(stack.sql(&format!("SELECT count(*) FROM pageboy.voice_draft WHERE sid = '{}'", alice.sid())), "0");
}

#[test]
fn whatever_is_in_a_recording_it_is_served_as_sound_and_in_a_sandbox() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let words = "-c:a pcm_s16le -f wav -metadata comment=<a/href=https://pageboy.example>";
    let file = made("pipe:0", words, speech());
    assert!(file.windows(8).any(|part| part == b"<a/href="));
    let (interruption, message) = interrupt(&alice, &bob, &file);
    let fetched = get(&interruption, text(&message["voice"]), &[("Accept", "text/html")]);
    assert!(fetched.bytes == file);
    let name = format!("inline; filename=\"voice-{}.wav\"", text(&message["id"]));
    for (header, value) in [
        ("content-type", "audio/wav"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("content-disposition", &name),
        ("cache-control", "private, no-store"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "no-referrer"),
    ] {
        let values: Vec<_> = fetched.answer.headers.iter().filter(|(known, _)| known == header).collect();
        assert_eq!(values, [&(header.to_owned(), value.to_owned())], "{header}");
    }
}

#[test]
fn a_message_has_words_a_recording_or_both() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    let to = ("to", bob.party.as_str());
    // A file field in which nothing was chosen is sent as an empty file.
    assert_eq!(post(&alice, "/send", &[to, ("text", " ")], b"").expect(422)["error"], "no_text");
    post(&alice, "/send", &[to, ("text", "words")], b"").expect(201);
    post(&alice, "/send", &[to], &recording("ogg")).expect(201);
    post(&alice, "/send", &[to, ("text", "both")], &recording("ogg")).expect(201);
    let page = bob.get("/inbox").expect(200);
    let listed: Vec<_> = page["messages"]
        .as_array()
        .expect("messages")
        .iter()
        .map(|line| (text(&line["kind"]), text(&line["summary"])))
        .collect();
    assert_eq!(listed, [("voice", "both"), ("voice", ""), ("text", "words")]);
    // A second recording is no surprise for its sender, nor one in another field.
    let spoken = recording("ogg");
    for (files, code) in [
        ([("voice", "a.ogg", &spoken[..]), ("voice", "b.ogg", &spoken)], "too_many_recordings"),
        ([("voice", "", b""), ("file", "a.ogg", &spoken)], "wrong_field"),
        ([("voice", "", b""), ("file", "a.wav", &noise(100_000))], "wrong_field"),
    ] {
        assert_eq!(post_form(&alice, "/send", &with_files(&[to], &files)).expect(422)["error"], code);
    }
    // But words may come from a file, as with `curl -F text=@words.txt`.
    let words = with_files(&[to], &[("text", "words.txt", b"from a file")]);
    let stranger = Window { cookie: String::new(), ..alice.clone() };
    let two = with_files(&[to], &[("voice", "a.ogg", &spoken), ("voice", "b.ogg", &spoken)]);
    assert_eq!(post_form(&stranger, "/send", &two).expect(403)["error"], "not_yours");
    post_form(&alice, "/send", &words).expect(201);
    let long = "x".repeat(16_385);
    assert_eq!(post(&alice, "/send", &[to, ("text", &long)], &recording("ogg")).expect(413)["error"], "text_too_long");
    assert_eq!(messages_of(stack, &bob), "4");
}

#[test]
fn what_is_too_long_or_too_large_is_refused_with_the_limit_in_the_sentence() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let page = alice.page();
    assert_eq!((&page["voice_seconds_max"], &page["voice_bytes_max"]), (&json!(120), &json!(4_194_304)));
    let to = [("to", bob.party.as_str()), ("text", "kept")];
    let long = made("sine=frequency=200:duration=121", "-c:a libopus -b:a 6k -f ogg", b"");
    let refused = |answer: Answer, code: &str, sentence: &str| {
        let told = answer.expect(413);
        assert_eq!((&told["error"], &told["message"]), (&json!(code), &json!(sentence)));
    };
    refused(post(&alice, "/send", &to, &long), "voice_too_long", "The recording is too long; at most 120 seconds.");
    assert_eq!(alice.page()["draft"]["text"], "kept");
    let too_large = "The recording is too large; at most 4 MiB.";
    // By the worker, which knows how large the rest of the form is, and by nginx, which does not.
    refused(post(&alice, "/send", &to, &noise(4_194_305)), "voice_too_large", too_large);
    refused(post(&alice, "/send", &to, &noise(4_300_000)), "voice_too_large", too_large);
    post(&alice, "/send", &to, &noise(4_194_304)).expect(201);
    assert_eq!(messages_of(stack, &bob), "1");
    // What encoders put before and behind two minutes does not count.
    for codec in ["-c:a libopus -b:a 6k -f ogg", "-c:a libmp3lame -b:a 16k -f mp3", "-c:a aac -b:a 16k -f mp4"] {
        post(&alice, "/send", &to, &made("sine=frequency=200:duration=120", codec, b"")).expect(201);
    }
    // A browser without JavaScript reads the same on a page.
    let headers = [("Cookie", alice.cookie.as_str()), ("Accept", "text/html")];
    let body = crate::common::voice::multipart(&to, Some(&noise(4_300_000)));
    let host = raw::authority(&alice.site);
    let path = format!("{}/send", alice.path);
    let request = crate::common::voice::post_bytes(&path, host, &headers, crate::common::voice::MULTIPART, &body);
    let answer = raw::exchange(&alice.site, &request).expect("an answer");
    assert_eq!(answer.status, 413);
    assert!(answer.text.contains(too_large), "{answer:?}");
}

#[test]
fn a_recording_that_is_submitted_twice_is_one_message_and_another_one_is_none() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let fields = [("to", bob.party.as_str()), ("text", ""), ("nonce", "once")];
    let spoken = recording("ogg");
    let answers = at_once(&[(); 8], |()| post(&alice, "/send", &fields, &spoken).expect(201));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(messages_of(stack, &bob), "1");
    for (fields, voice) in [
        (fields, recording("mp3")),
        ([fields[0], ("text", "words"), fields[2]], spoken.clone()),
        ([fields[0], ("text", "words"), fields[2]], Vec::new()),
    ] {
        assert_eq!(post(&alice, "/send", &fields, &voice).expect(422)["error"], "nonce_used");
    }
    assert_eq!(messages_of(stack, &bob), "1");
    alice.post("/send", &[fields[0], ("text", "no voice"), ("nonce", "twice")]).expect(201);
    let answer = post(&alice, "/send", &[fields[0], ("text", "no voice"), ("nonce", "twice")], &spoken);
    assert_eq!(answer.expect(422)["error"], "nonce_used");
}

/// `curl` as a script has it, with a recording on its standard input.
#[track_caller]
fn curl(arguments: &[&str], input: &[u8]) -> (u16, Value) {
    let mut child = Command::new("curl")
        .args(["--silent", "--show-error", "--noproxy", "*", "--write-out", "\n%{http_code}"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("curl runs");
    child.stdin.take().expect("piped").write_all(input).expect("curl reads");
    let output = child.wait_with_output().expect("curl ends");
    let printed = String::from_utf8(output.stdout).expect("text");
    let (body, status) = printed.rsplit_once('\n').expect("a status");
    (status.parse().expect("a status"), serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}")))
}

#[test]
fn a_script_sends_a_recording_with_one_line_of_curl() {
    let stack = Stack::shared();
    let (watch, bob) = (stack.add_party("watch", &[]).0, stack.new_window("bob"));
    let authorization = format!("Authorization: Bearer {}", stack.add_token(&watch));
    let (to, to_bob) = (format!("to={}", bob.party), format!("{}/send/{}", stack.url(), bob.party));
    let site = format!("{}/send", stack.url());
    let events = Events::open(&bob);
    let (status, receipt) = curl(&["-H", &authorization, "-F", "voice=@-", "-F", &to, &site], &recording("ogg"));
    assert_eq!((status, &receipt["outcome"]), (201, &json!("interrupted")));
    let interruption = bob.at(text(&events.expect("interrupt")["url"]));
    let message = interruption.page()["message"].clone();
    assert_eq!((&message["kind"], &message["from"]["id"]), (&json!("voice"), &json!(watch)));
    assert!(get(&interruption, text(&message["voice"]), &[]).bytes == recording("ogg"));
    let arguments = ["-H", &authorization, "-F", "voice=@-", "-F", "text=disk full", &to_bob];
    let (status, receipt) = curl(&arguments, &recording("wav"));
    assert_eq!((status, &receipt["outcome"]), (202, &json!("queued")));

    for (arguments, expected) in [
        (["-H", &authorization, "-F", "voice=hello", &to_bob].as_slice(), (422, "bad_voice")),
        (&["-H", &authorization, "-F", "text=", &to_bob], (422, "no_text")),
        (&["-H", "Authorization: Bearer x", "-F", "voice=@-", &to_bob], (401, "unknown_token")),
        (&["-F", "voice=@-", &to_bob], (401, "unknown_token")),
        (&["-H", &authorization, "-H", "Content-Type: multipart/form-data", "-d", "x", &to_bob], (415, "wrong_type")),
        (
            &["-H", &authorization, "-H", "Content-Type: multipart/form-data; boundary=b", "-d", "x", &to_bob],
            (400, "bad_request"),
        ),
    ] {
        let (status, told) = curl(arguments, if arguments.contains(&"voice=@-") { speech() } else { b"" });
        assert_eq!((status, text(&told["error"])), expected, "{arguments:?}");
    }
    wait_until("both are there", LONG, || messages_of(stack, &bob) == "2");
}

#[test]
fn who_must_not_send_or_sends_too_much_does_not_by_voice_either() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/settings", &[("accept", "nobody"), ("urgent", "nobody")]).expect(200);
    let to = [("to", bob.party.as_str())];
    assert_eq!(post(&alice, "/send", &to, &recording("ogg")).expect(403)["error"], "not_accepted");
    assert_eq!(
        post(&alice, "/send", &[("to", "nobody-at-all")], &recording("ogg")).expect(404)["error"],
        "no_such_party"
    );
    // Elsewhere a form is no place for a file.
    assert_eq!(post(&alice, "/draft", &to, &recording("ogg")).expect(415)["error"], "wrong_type");
    let eve = stack.new_window("eve");
    let stolen = Window { cookie: eve.cookie.clone(), ..alice.clone() };
    assert_eq!(post(&stolen, "/send", &to, &recording("ogg")).expect(403)["error"], "not_yours");
    let kept = format!("SELECT count(*) FROM pageboy.voice_draft WHERE sid IN ('{}', '{}')", eve.sid(), alice.sid());
    assert_eq!(stack.sql(&kept), "1", "what Alice could not send is kept for her, and nothing of Eve's");
    assert_eq!(messages_of(stack, &bob), "0");
    let carol = stack.new_window("carol");
    stack.sql(&format!(
        "INSERT INTO pageboy.message (id, sender, sender_name, origin, nonce, recipient, text, urgent, accepted_as, outcome)
         SELECT left(md5('{0}' || n), 22), '{0}', 'Alice', 'test', '{0}' || n, '{1}', 'x', false, 'mailbox', 'mailbox'
         FROM generate_series(1, 120) n",
        alice.party, carol.party
    ));
    let answer = post(&alice, "/send", &[("to", &carol.party)], &recording("ogg"));
    assert_eq!(answer.expect(429)["error"], "too_many_messages");
}
