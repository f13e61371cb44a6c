//! Recordings for the tests: speech made by espeak-ng, in every format by ffmpeg, and whether two of them sound the
//! same. What is posted and fetched is bytes here, not text.

use super::{Answer, Window, raw};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// What is spoken.
const WORDS: &str = "Can you come to room seven?";
/// Enough for speech, and quick to compare.
const SAMPLES_PER_SECOND: usize = 4000;

/// The formats that are accepted: a name, what ffmpeg is asked for, and the type that is served. What browsers
/// record is made while nobody knows how long it gets, so there is each of them as a stream, too.
pub const FORMATS: [(&str, &str, &str); 11] = [
    ("webm", "-c:a libopus -f webm", "audio/webm"),
    ("live.webm", "-c:a libopus -f webm -live 1", "audio/webm"),
    ("ogg", "-c:a libopus -f ogg", "audio/ogg"),
    ("m4a", "-c:a aac -f mp4 -movflags +faststart", "audio/mp4"),
    ("live.m4a", "-c:a aac -f mp4 -movflags empty_moov+default_base_moof -frag_duration 500000", "audio/mp4"),
    ("wav", "-c:a pcm_s16le -f wav -bitexact", "audio/wav"),
    ("mp3", "-c:a libmp3lame -f mp3", "audio/mpeg"),
    ("opus.m4a", "-c:a libopus -f mp4", "audio/mp4"),
    ("flac", "-f flac", "audio/flac"),
    ("aac", "-c:a aac -f adts", "audio/aac"),
    ("bare.mp3", "-c:a libmp3lame -f mp3 -write_xing 0 -id3v2_version 0", "audio/mpeg"),
];

/// The words as espeak-ng speaks them: a WAV file that was written into a pipe.
pub fn speech() -> &'static [u8] {
    static SPEECH: OnceLock<Vec<u8>> = OnceLock::new();
    SPEECH.get_or_init(|| pipe("espeak-ng", &["--stdout", "-s", "200", WORDS], b""))
}

/// The speech in one of [`FORMATS`]. Containers have random numbers in them, so each is made once.
#[track_caller]
pub fn recording(format: &str) -> Vec<u8> {
    static MADE: [OnceLock<Vec<u8>>; FORMATS.len()] = [const { OnceLock::new() }; FORMATS.len()];
    let number = FORMATS.iter().position(|(name, ..)| *name == format).expect("a format");
    MADE[number].get_or_init(|| made("pipe:0", FORMATS[number].1, speech())).clone()
}

/// What ffmpeg makes of an input. Some containers can only be written to a file.
#[track_caller]
pub fn made(input: &str, arguments: &str, bytes: &[u8]) -> Vec<u8> {
    static NUMBER: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("voice-{}-{number}", std::process::id()));
    let path = file.to_str().expect("a path");
    let source = if input.starts_with("pipe:") { vec!["-i", input] } else { vec!["-f", "lavfi", "-i", input] };
    let arguments: Vec<&str> = source.into_iter().chain(arguments.split(' ')).chain(["-y", path]).collect();
    pipe("ffmpeg", &[&["-v", "error"], arguments.as_slice()].concat(), bytes);
    let made = std::fs::read(&file).expect("ffmpeg wrote it");
    std::fs::remove_file(&file).expect("it is ours");
    made
}

/// What a program makes of its standard input.
#[track_caller]
pub fn pipe(program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = Command::new(program);
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; `make deps-test` installs it"));
    let mut stdin = child.stdin.take().expect("piped");
    std::thread::scope(|scope| {
        // A program that has heard enough closes its input.
        scope.spawn(move || drop(stdin.write_all(input)));
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    })
}

/// A recording's sound, whatever its format.
#[track_caller]
fn sound(recording: &[u8]) -> Vec<f64> {
    let rate = SAMPLES_PER_SECOND.to_string();
    let arguments = ["-v", "error", "-i", "pipe:0", "-ac", "1", "-ar", &rate, "-f", "s16le", "pipe:1"];
    let samples = pipe("ffmpeg", &arguments, recording);
    samples.chunks_exact(2).map(|pair| f64::from(i16::from_le_bytes([pair[0], pair[1]]))).collect()
}

/// How long a recording is heard, by ffmpeg's measure.
#[track_caller]
pub fn seconds(recording: &[u8]) -> f64 {
    sound(recording).len() as f64 / SAMPLES_PER_SECOND as f64
}

/// How much two recordings sound the same: the correlation of their waves, 1 for the same and about 0 for two
/// different ones, where they are shifted so as to fit best (encoders put some silence before).
#[track_caller]
pub fn likeness(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (sound(one), sound(other));
    let reach = SAMPLES_PER_SECOND as isize / 8;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let norm = (product(&one, &one) * product(&other, &other)).sqrt();
    let at = |shift: isize| match usize::try_from(shift) {
        Ok(shift) => product(one.get(shift..).unwrap_or_default(), &other),
        Err(_) => product(&one, other.get(shift.unsigned_abs()..).unwrap_or_default()),
    };
    (-reach..=reach).map(at).fold(f64::MIN, f64::max) / norm
}

/// A WAV file of this many bytes: noise that does not repeat.
pub fn noise(bytes: usize) -> Vec<u8> {
    let samples = bytes - 44;
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(bytes - 8).expect("short").to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend(44_100_u32.to_le_bytes());
    file.extend(88_200_u32.to_le_bytes());
    file.extend(b"\x02\0\x10\0data");
    file.extend(u32::try_from(samples).expect("short").to_le_bytes());
    let mut seed: u32 = 2_463_534_242;
    file.extend((0..samples).map(|_| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        (seed >> 24) as u8
    }));
    file
}

/// The type of [`multipart`] bodies.
pub const MULTIPART: &str = "multipart/form-data; boundary=----PageboyTest7MA4YWxkTrZu0gW";

/// A form as browsers send it, with a file in its field `voice` that calls itself a picture; without a name where
/// nothing was chosen.
pub fn multipart(fields: &[(&str, &str)], voice: Option<&[u8]>) -> Vec<u8> {
    let name = if voice.is_some_and(<[u8]>::is_empty) { "" } else { "picture.png" };
    let files: Vec<_> = voice.into_iter().map(|voice| ("voice", name, voice)).collect();
    with_files(fields, &files)
}

/// A form with files: the field, the file's name, and its content.
pub fn with_files(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let boundary = MULTIPART.split_once('=').expect("a boundary").1;
    let mut body = Vec::new();
    let mut add = |parameters: &str, content: &[u8]| {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; {parameters}\r\n\r\n");
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    };
    for (name, value) in fields {
        add(&format!("name=\"{name}\""), value.as_bytes());
    }
    for (field, name, content) in files {
        add(&format!("name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: image/png"), content);
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    body
}

/// A request with a body of bytes, written out.
pub fn post_bytes(path: &str, host: &str, headers: &[(&str, &str)], media_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let own = [("Content-Type", media_type), ("Content-Length", length.as_str())];
    let mut request = raw::bytes("POST", path, host, &[headers, &own].concat(), None);
    request.extend_from_slice(body);
    request
}

/// Posts a form with a recording below a window's session, with JSON for an answer.
#[track_caller]
pub fn post(window: &Window, below: &str, fields: &[(&str, &str)], voice: &[u8]) -> Answer {
    post_form(window, below, &multipart(fields, Some(voice)))
}

/// Posts such a form.
#[track_caller]
pub fn post_form(window: &Window, below: &str, body: &[u8]) -> Answer {
    let headers = [("Accept", "application/json"), ("Cookie", window.cookie.as_str())];
    let path = format!("{}{below}", window.path);
    let request = post_bytes(&path, raw::authority(&window.site), &headers, MULTIPART, body);
    raw::exchange(&window.site, &request).expect("an answer")
}

/// What a request for bytes was answered.
pub struct Fetched {
    /// Status and headers.
    pub answer: Answer,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

/// Asks for a path of the window's site with its credential.
#[track_caller]
pub fn fetch(window: &Window, method: &str, path: &str, headers: &[(&str, &str)]) -> Fetched {
    let headers = [&[("Cookie", window.cookie.as_str())], headers].concat();
    let request = raw::bytes(method, path, raw::authority(&window.site), &headers, None);
    let mut stream = raw::connect(&window.site).expect("a server");
    stream.write_all(&request).expect("it reads");
    let mut whole = Vec::new();
    stream.read_to_end(&mut whole).expect("it answers");
    let answer = raw::parse(&whole, method == "HEAD").expect("an answer");
    let begin = whole.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") + 4;
    let bytes = match answer.header("transfer-encoding") {
        Some("chunked") => raw::unchunked(&whole[begin..]).expect("a whole body"),
        _ => whole.split_off(begin),
    };
    Fetched { answer, bytes }
}
