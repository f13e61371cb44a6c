//! What people's recorders, messengers and scripts write: what plays is taken, as long as it is heard; of what is not
//! taken the sender is told what it seems to be.

use crate::common::browser::Browser;
use crate::common::speaking::log_in;
use crate::common::stack::root;
use crate::common::voice::{FORMATS, made, post, recording, seconds, speech};
use crate::common::{Stack, Window};
use serde_json::{Value, json};

/// A name, the file, and what it is served as.
type File = (String, Vec<u8>, &'static str);

fn spoken(arguments: &str) -> Vec<u8> {
    made("pipe:0", arguments, speech())
}

/// Where the last page of an Ogg file begins.
fn last_page(ogg: &[u8]) -> usize {
    ogg.windows(4).rposition(|part| part == b"OggS").expect("a page")
}

fn ogg_files() -> Vec<File> {
    let paged = spoken("-c:a libopus -f ogg -page_duration 200000");
    let without_end = paged[..last_page(&paged)].to_vec();
    let chained = [paged.clone(), spoken("-c:a libopus -f ogg -serial_offset 7")].concat();
    // A page that ends in the middle of a packet, which is never heard.
    let mut torn = without_end.clone();
    torn.extend([b"OggS\0\x01".as_slice(), &[0xff; 8], &paged[14..18], &[9, 0, 0, 0]].concat());
    let checksum = torn.len();
    torn.extend([0, 0, 0, 0, 1, 255]);
    torn.extend([7; 255]);
    let sum = ogg_checksum(&torn[checksum - 22..]);
    torn[checksum..checksum + 4].copy_from_slice(&sum.to_le_bytes());
    [("no end", without_end), ("chained", chained), ("torn", torn)]
        .map(|(name, file)| (format!("Ogg, {name}"), file, "audio/ogg"))
        .to_vec()
}

/// The checksum of a page in which it is still zero (RFC 3533 section 6).
fn ogg_checksum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum, byte| {
        (0..8)
            .fold(sum ^ u32::from(*byte) << 24, |sum, _| if sum >> 31 == 1 { sum << 1 ^ 0x04c1_1db7 } else { sum << 1 })
    })
}

fn wav_files() -> Vec<File> {
    let wav = recording("wav");
    let piped = |length: u32| {
        let mut file = wav.clone();
        file[4..8].copy_from_slice(&length.to_le_bytes());
        file[40..44].copy_from_slice(&length.to_le_bytes());
        file
    };
    let mut files: Vec<_> = [0, 0x7fff_ffff, 0x8000_0000, u32::MAX]
        .map(|length| (format!("WAV of {length:#x} bytes"), piped(length), "audio/wav"))
        .to_vec();
    let chunks = b"LIST\x0b\0\0\0INFOabcdxyz\0id3 \x03\0\0\0abc\0";
    for (name, file) in [
        ("extensible", spoken("-c:a pcm_s24le -ac 2 -ar 48000 -f wav")),
        ("A-law", spoken("-c:a pcm_alaw -ar 8000 -f wav")),
        ("with chunks behind", [&wav[..], chunks].concat()),
    ] {
        files.push((format!("WAV, {name}"), file, "audio/wav"));
    }
    files
}

fn mp3_files() -> Vec<File> {
    let (mp3, bare) = (recording("mp3"), recording("bare.mp3"));
    let tag = [b"ID3\x04\0\0\0\x1e\x42\x20".as_slice(), &vec![0; 500_000]].concat();
    let mut files = Vec::new();
    for (name, file) in [
        ("cut in its last frame", mp3[..mp3.len() - 40].to_vec()),
        ("cut, without a header", bare[..bare.len() / 2 + 1].to_vec()),
        ("begun in mid-frame", bare[100..].to_vec()),
        ("begun and cut", bare[33..bare.len() - 33].to_vec()),
        ("with a tag of 500 kB", [&tag[..], &bare].concat()),
        ("with an APE tag", spoken("-c:a libmp3lame -f mp3 -write_apetag 1 -metadata title=Hello")),
        ("of a changing rate", spoken("-c:a libmp3lame -q:a 4 -ac 2 -f mp3")),
    ] {
        files.push((format!("MP3, {name}"), file, "audio/mpeg"));
    }
    files
}

/// A checksum in every frame of ADTS, which players pass over.
fn with_checksums(adts: &[u8]) -> Vec<u8> {
    let (mut rest, mut made) = (adts, Vec::new());
    while let [_, second, third, fourth, fifth, sixth, seventh, ..] = *rest {
        let length = usize::from(fourth & 3) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
        let more = u16::try_from(length + 2).expect("13 bits");
        let [high, low] = (more << 5 | u16::from(sixth & 31)).to_be_bytes();
        let highest = fourth & 0xfc | u8::try_from(more >> 11).expect("two bits");
        made.extend([0xff, second & 0xfe, third, highest, high, low, seventh, 0, 0]);
        made.extend(&rest[7..length]);
        rest = &rest[length..];
    }
    made
}

fn other_files() -> Vec<File> {
    let (flac, aac) = (recording("flac"), recording("aac"));
    let picture = made("testsrc=size=64x64:duration=1", "-frames:v 1 -f image2 -c:v png", b"");
    let content = [
        [0, 0, 0, 3, 0, 0, 0, 9].as_slice(),
        b"image/png",
        &[0; 20],
        &u32::try_from(picture.len()).expect("small").to_be_bytes(),
        &picture,
    ]
    .concat();
    let size = u32::try_from(content.len()).expect("small").to_be_bytes();
    // The first block is fLaC's own, of 34 bytes.
    let covered = [&flac[..42], &[6, size[1], size[2], size[3]], &content, &flac[42..]].concat();
    vec![
        ("FLAC with a cover".to_owned(), covered, "audio/flac"),
        ("FLAC from a pipe".to_owned(), pipe_flac(), "audio/flac"),
        ("FLAC of 24 bits".to_owned(), spoken("-f flac -sample_fmt s32 -ac 2"), "audio/flac"),
        ("ADTS with checksums".to_owned(), with_checksums(&aac), "audio/aac"),
        ("ADTS cut".to_owned(), aac[..aac.len() - 20].to_vec(), "audio/aac"),
    ]
}

/// An encoder that writes into a pipe cannot go back to say how many samples there are.
fn pipe_flac() -> Vec<u8> {
    let arguments = ["-v", "error", "-i", "pipe:0", "-f", "flac", "pipe:1"];
    crate::common::voice::pipe("ffmpeg", &arguments, speech())
}

fn files() -> Vec<File> {
    let plain = FORMATS.map(|(format, _, media_type)| (format.to_owned(), recording(format), media_type));
    [plain.to_vec(), ogg_files(), wav_files(), mp3_files(), other_files()].concat()
}

/// Sends it; the message's id.
#[track_caller]
fn send(alice: &Window, bob: &str, name: &str, file: &[u8]) -> String {
    let answer = post(alice, "/send", &[("to", bob), ("text", name)], file);
    assert_eq!(answer.status, 201, "{name}: {answer:?}");
    answer.json()["message"].as_str().expect("an id").to_owned()
}

#[test]
fn what_plays_is_taken_and_is_as_long_as_it_is_heard() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    bob.post("/status", &[("status", "busy")]).expect(200);
    for (name, file, media_type) in files() {
        let id = send(&alice, &bob.party, &name, &file);
        let stored = stack.sql(&format!("SELECT media_type, milliseconds FROM pageboy.voice WHERE message = '{id}'"));
        let (stored_type, milliseconds) = stored.split_once('|').expect("two");
        assert_eq!(stored_type, media_type, "{name}");
        let (told, heard) = (milliseconds.parse::<f64>().expect("a number") / 1000.0, seconds(&file));
        assert!((told - heard).abs() < 0.15, "{name}: {told} s, heard for {heard} s");
    }
}

#[test]
fn a_browser_plays_every_format_to_its_end() {
    let stack = Stack::shared();
    let alice = stack.new_window("alice");
    let bob = Browser::start();
    let bobs_id = log_in(stack, &bob, "Bob");
    bob.click("form.status button[value=busy]");
    bob.wait_for("form.status button[value=busy][aria-pressed=true]");
    let session = bob.session();
    let mut unlike = Vec::new();
    for (name, _, media_type) in FORMATS {
        let file = recording(name);
        let id = send(&alice, &bobs_id, name, &file);
        let played = bob.run_async(&format!(
            "const player = new Audio('{session}/voice/{id}');
             if (!player.canPlayType('{media_type}')) throw new Error('it says that it cannot');
             const over = new Promise((resolve, reject) => {{
               player.addEventListener('ended', () => resolve(player.currentTime));
               player.addEventListener('error', () => reject(player.error));
               setTimeout(() => reject(new Error(`still at ${{player.currentTime}}`)), 10_000);
             }});
             player.playbackRate = 4;
             await player.play();
             return await over;"
        ));
        let heard = seconds(&file);
        if !played.as_f64().is_some_and(|seconds| (seconds - heard).abs() < 0.3) {
            unlike.push(format!("{name}: {played} of {heard} s"));
        }
    }
    assert_eq!(unlike, Vec::<String>::new());
}

#[test]
fn a_refusal_says_what_the_file_seems_to_be_and_what_is_taken() {
    let stack = Stack::shared();
    let (alice, bob) = (stack.new_window("alice"), stack.new_window("bob"));
    let cut = |format: &str| recording(format)[..recording(format).len() / 2].to_vec();
    let words = std::fs::read(root().join("Cargo.toml")).expect("a file");
    for (file, like) in [
        ([b"#!AMR\n".as_slice(), &[0x3c; 900]].concat(), "an AMR recording"),
        (spoken("-c:a pcm_s16be -f caf"), "a CAF recording"),
        (spoken("-f aiff"), "an AIFF recording"),
        (spoken("-f au"), "an AU recording"),
        (spoken("-c:a wmav2 -f asf"), "a Windows Media (WMA) recording"),
        (spoken("-c:a vorbis -strict -2 -ac 2 -f ogg"), "an Ogg Vorbis recording"),
        (spoken("-c:a flac -f ogg"), "FLAC in Ogg"),
        (spoken("-c:a alac -f mp4"), "an Apple Lossless (ALAC) recording"),
        (spoken("-rf64 always -f wav"), "an RF64 file, which is a WAV for very long recordings"),
        (made("testsrc=size=64x64:duration=1", "-c:v libvpx -f webm", b""), "a video"),
        (made("testsrc=size=64x64:duration=1", "-frames:v 1 -f image2 -c:v png", b""), "a picture"),
        (cut("ogg"), "an Ogg file, but it is damaged, cut, or not just Opus"),
        (recording("aac")[50..].to_vec(), "no recording"),
        (cut("wav"), "a WAV file, but it is damaged, cut, or not just plain sound"),
        (words, "a text"),
        (b"<!doctype html><html>".to_vec(), "a web page or a drawing"),
        (b"PK\x03\x04\x14\0\0\0".to_vec(), "an archive or an office document"),
    ] {
        let told = post(&alice, "/send", &[("to", &bob.party)], &file).expect(422);
        let sentence = format!(
            "This looks like {like}; what is taken is Opus in WebM, Ogg or MP4, AAC in MP4 (M4A) or ADTS, MP3, FLAC and WAV."
        );
        assert_eq!((&told["error"], &told["message"]), (&json!("bad_voice"), &json!(sentence)));
        assert_eq!(alice.page()["draft_voice"], Value::Null);
    }
}

#[test]
fn on_a_phone_a_file_can_be_chosen_as_well_as_recorded() {
    let stack = Stack::shared();
    let alice = Browser::start();
    log_in(stack, &alice, "Alice");
    assert_eq!(alice.property("#voice", "accept"), "audio/*");
    assert!(!alice.has("#voice[capture]"), "with it a phone offers its recorder alone");
}
