//! A message as a mail (RFC 5322, RFC 2045): built here, and read here again. Nothing else knows headers. A voice
//! message is a mail of two parts: first a sentence for people and the words, then the recording.

use crate::voice;
use bytes::Bytes;
use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::{DateTime, HeaderName, MessageParser};
use serde::Deserialize;

/// The header by which Pageboy finds its messages in a folder. Whose message it is, the database knows.
pub const HEADER: &str = "X-Pageboy-Message";

/// The part of a mail that is the recording (RFC 3501 section 6.4.5).
pub const RECORDING_PART: u32 = 2;

/// What a mail is of (RFC 3458): words, or a voice.
const CONTEXT: &str = "Message-Context";
const TEXT_MESSAGE: &str = "text-message";
const VOICE_MESSAGE: &str = "voice-message";

/// The longest subject, in characters (RFC 5322 section 2.1.1 likes lines of 78).
const SUBJECT_MAX: usize = 69;

/// What a mail is made of, as the spool has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    /// The message's id.
    pub id: String,
    from: Correspondent,
    to: Correspondent,
    text: String,
    /// Seconds since 1970.
    sent: i64,
    urgent: bool,
    /// The messages that led to this one, the oldest first.
    references: Vec<String>,
    /// Its recording.
    pub voice: Option<Voice>,
}

/// A message's recording.
#[derive(Clone, Debug, Deserialize)]
pub struct Voice {
    media_type: String,
    milliseconds: u32,
    /// The sound itself, which comes by another way.
    #[serde(skip)]
    pub bytes: Bytes,
}

#[derive(Clone, Debug, Deserialize)]
struct Correspondent {
    id: String,
    name: String,
    /// The address, or empty for one that is made of the id.
    mail: String,
}

/// The mail of a message. Text goes through the builder's typed headers and encodings only, so nothing that
/// anybody writes can begin a header.
#[must_use]
pub fn build(mail: &Mail, domain: &str) -> Vec<u8> {
    let mut builder = MessageBuilder::new()
        .from(mail.from.address(domain))
        .to(mail.to.address(domain))
        .subject(subject(&mail.title()))
        .date(mail.sent)
        .message_id(message_id(&mail.id, domain))
        .header(CONTEXT, word(if mail.voice.is_some() { VOICE_MESSAGE } else { TEXT_MESSAGE }))
        .header(HEADER, word(&mail.id));
    if let Some(answered) = mail.references.last() {
        let thread = mail.references.iter().map(|id| message_id(id, domain));
        builder = builder.in_reply_to(message_id(answered, domain)).references(MessageId::new_list(thread));
    }
    if mail.urgent {
        builder = builder.header("Importance", word("high")).header("X-Priority", word("1"));
    }
    let text = |text: &str| MimePart::new("text/plain", text.replace('\n', "\r\n"));
    builder = match &mail.voice {
        None => builder.body(text(&mail.text)),
        Some(voice) => {
            let spoken = text(&format!("{}\n\n{}", mail.sentence(voice), mail.text));
            // The id was made after the words, so no line of theirs is the boundary (RFC 2046 section 5.1.1).
            let container = ContentType::new("multipart/mixed").attribute("boundary", format!("voice-{}", mail.id));
            builder.body(MimePart::new(container, vec![spoken, voice.part(&mail.id)]))
        }
    };
    let mut raw = Vec::new();
    builder.serialize(&mut raw);
    raw
}

/// The words in a mail, or in the beginning of one.
#[must_use]
pub fn words(raw: &[u8]) -> String {
    let parsed = MessageParser::default().parse(raw);
    let text = parsed.as_ref().and_then(|message| message.body_text(0)).unwrap_or_default();
    let text = text.replace("\r\n", "\n").replace('\0', "");
    let context = parsed.as_ref().and_then(|message| message.header_raw(HeaderName::MessageContext)).map(str::trim);
    let words = match context {
        // Our own sentence is the first paragraph.
        Some(VOICE_MESSAGE) => text.split_once("\n\n").map_or("", |(_, words)| words),
        _ => &text,
    };
    words.trim().to_owned()
}

/// The recording in the part of a mail that holds it, as that is sent.
#[must_use]
pub fn recording(part: &[u8]) -> Option<Vec<u8>> {
    base64_decode(part)
}

/// The most bytes that the part with a recording of `size` bytes may have: base64 in lines of 76 (RFC 2045 section
/// 6.8), and some more for whoever breaks them elsewhere.
#[must_use]
pub fn part_max(size: usize) -> usize {
    size / 2 * 3 + 1024
}

/// The id in the one header that was fetched of a mail; `None` when it cannot be one of ours.
#[must_use]
pub fn id_in_header(header: &[u8]) -> Option<String> {
    let header = std::str::from_utf8(header).ok()?;
    let (name, value) = header.lines().next()?.split_once(':')?;
    let value = value.trim();
    (name.eq_ignore_ascii_case(HEADER) && crate::secret::is_short_identifier(value)).then(|| value.to_owned())
}

/// The Message-ID of a message, without its angle brackets.
fn message_id(id: &str, domain: &str) -> String {
    format!("{id}@{domain}")
}

fn word(text: &str) -> HeaderType<'static> {
    HeaderType::Raw(Raw::new(text.to_owned()))
}

/// The first line of the words, as far as it fits.
fn subject(text: &str) -> String {
    let line: String = text.lines().next().unwrap_or_default().chars().map(printable).collect();
    if line.chars().count() <= SUBJECT_MAX {
        return line.trim().to_owned();
    }
    let start: String = line.chars().take(SUBJECT_MAX - 1).collect();
    format!("{}…", start.trim_end())
}

fn printable(character: char) -> char {
    if character.is_control() { ' ' } else { character }
}

impl Mail {
    /// The words; where there are none, who speaks and for how long, as a clock has it.
    fn title(&self) -> String {
        match &self.voice {
            Some(voice) if self.text.is_empty() => {
                let (minutes, seconds) = (voice.seconds() / 60, voice.seconds() % 60);
                format!("Voice message from {} ({minutes}:{seconds:02})", self.from.printable_name())
            }
            _ => self.text.clone(),
        }
    }

    /// What a mail program shows above the words.
    fn sentence(&self, voice: &Voice) -> String {
        let DateTime { year, month, day, hour, minute, .. } = DateTime::from_timestamp(self.sent);
        let parts = [(voice.seconds() / 60, "minute"), (voice.seconds() % 60, "second")];
        let told = parts.into_iter().filter(|(count, _)| *count > 0);
        let length: Vec<String> =
            told.map(|(count, unit)| format!("{count} {unit}{}", if count > 1 { "s" } else { "" })).collect();
        let (name, length) = (self.from.printable_name(), length.join(" "));
        format!("Voice message from {name}, {length}, sent {year}-{month:02}-{day:02} {hour:02}:{minute:02} UTC.")
    }
}

impl Voice {
    /// Whole seconds, one at least.
    fn seconds(&self) -> u32 {
        (self.milliseconds / 1000).max(1)
    }

    /// The recording for a mail program to play, with its length (RFC 3803) and a file name of our own.
    fn part(&self, id: &str) -> MimePart<'_> {
        let media_type = voice::media_type(&self.media_type).unwrap_or("application/octet-stream");
        let name = format!("voice-{id}.{}", voice::ending(media_type).unwrap_or("bin"));
        MimePart::new(media_type, &self.bytes[..])
            .header("Content-Disposition", ContentType::new("inline").attribute("filename", name))
            .header("Content-Duration", word(&self.seconds().to_string()))
    }
}

impl Correspondent {
    fn printable_name(&self) -> String {
        self.name.chars().map(printable).collect()
    }

    fn address(&self, domain: &str) -> Address<'static> {
        let name = self.printable_name();
        let own = [&self.mail, &self.id].into_iter().find(|address| is_address(address));
        let address = own.cloned().unwrap_or_else(|| format!("{}@{domain}", local_part(&self.id)));
        Address::new_address(Some(name), address)
    }
}

/// An id as the part before the `@`: where it is no dot-atom (RFC 5322 section 3.2.3), in quotes.
fn local_part(id: &str) -> String {
    let plain = !id.contains("..") && !id.ends_with('.') && !id.contains('@');
    if plain { id.to_owned() } else { format!("\"{id}\"") }
}

/// Is this an address that can stand in a header as it is?
#[must_use]
pub fn is_address(text: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty()
            && part.split('.').all(|atom| {
                !atom.is_empty() && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
            })
    };
    text.len() <= 254 && text.split_once('@').is_some_and(|(local, domain)| atom(local) && atom(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(name: &str, text: &str) -> Mail {
        Mail {
            id: "aaaaaaaaaaaaaaaaaaaaa1".into(),
            from: Correspondent { id: "alice".into(), name: name.into(), mail: "a.archer@example.org".into() },
            to: Correspondent { id: "bob".into(), name: "Bob".into(), mail: String::new() },
            text: text.into(),
            sent: 1_700_000_000,
            urgent: true,
            references: vec!["aaaaaaaaaaaaaaaaaaaaa2".into(), "aaaaaaaaaaaaaaaaaaaaa3".into()],
            voice: None,
        }
    }

    /// A voice message of so many bytes.
    fn spoken(name: &str, text: &str, milliseconds: u32, bytes: usize) -> Mail {
        let sound: Vec<u8> = (0..bytes).map(|number| (number * number % 251) as u8).collect();
        let voice = Voice { media_type: "audio/ogg".into(), milliseconds, bytes: sound.into() };
        Mail { voice: Some(voice), ..mail(name, text) }
    }

    const HOSTILE: [&str; 12] = [
        "Hello",
        "a\nb\n\n.\nFrom here\n--\nc",
        "\r\nBcc: eve@example.org\r\n\r\nbody",
        "a\rBcc: eve@example.org",
        "x\u{2028}y\u{85}z\u{b}w",
        "=?utf-8?q?=0D=0ABcc:_eve?= =?utf-8?B?QmNjOiBldmU=?=",
        "\u{202e}txet\u{202c} שלום مرحبا 🛎\u{200d}",
        "\"; <eve@example.org>, \\\" (x",
        "tab\tand  spaces   \nat the end   \nof lines",
        "ünïcödé = equals == signs =20 =\n",
        "\u{1}\u{7f}\u{1b}[31m",
        "a . long line",
    ];

    #[test]
    fn a_mail_has_the_headers_of_its_message() {
        let raw = String::from_utf8(build(&mail("Alice Archer", "Can you come?"), "example.org")).unwrap();
        for header in [
            "From: \"Alice Archer\" <a.archer@example.org>",
            "To: \"Bob\" <bob@example.org>",
            "Subject: Can you come?",
            "Date: Tue, 14 Nov 2023 22:13:20 +0000",
            "Message-ID: <aaaaaaaaaaaaaaaaaaaaa1@example.org>",
            "In-Reply-To: <aaaaaaaaaaaaaaaaaaaaa3@example.org>",
            "References: <aaaaaaaaaaaaaaaaaaaaa2@example.org>",
            "Message-Context: text-message",
            "X-Pageboy-Message: aaaaaaaaaaaaaaaaaaaaa1",
            "Importance: high",
            "Content-Type: text/plain; charset=\"utf-8\"",
        ] {
            assert!(raw.contains(&format!("{header}\r\n")), "{header} is not in\n{raw}");
        }
    }

    #[test]
    fn whatever_is_written_is_read_again_and_is_no_header() {
        let long = "Wörter und Wörter ".repeat(900);
        let line = "x".repeat(16_000);
        for text in HOSTILE.into_iter().chain([long.as_str(), line.as_str()]) {
            // As messages are stored: see `message::words`.
            let text = text.replace("\r\n", "\n").trim().to_owned();
            let raw = build(&mail(&text, &text), "example.org");
            assert_eq!(words(&raw), text, "{}", String::from_utf8_lossy(&raw));
            let parsed = MessageParser::default().parse(&raw).expect("a mail");
            let names: Vec<&str> = parsed.headers().iter().map(|header| header.name()).collect();
            let expected = [
                "From",
                "To",
                "Subject",
                "Date",
                "Message-ID",
                HEADER,
                "In-Reply-To",
                "References",
                "Importance",
                "X-Priority",
                "MIME-Version",
                "Content-Type",
                "Content-Transfer-Encoding",
                "Message-Context",
            ];
            assert!(names.iter().all(|name| expected.contains(name)), "{names:?}");
            assert_eq!(parsed.from().map(|from| from.iter().count()), Some(1));
            assert_eq!(
                parsed.from().and_then(|from| from.first()).and_then(|from| from.address()),
                Some("a.archer@example.org")
            );
            let text = raw.split(|byte| *byte == b'\n').map(|line| line.len()).max().unwrap_or(0);
            assert!(text <= 999, "no line is longer than RFC 5322 allows");
        }
    }

    #[test]
    fn the_beginning_of_a_mail_gives_the_beginning_of_its_words() {
        let text = "Grüße an alle. ".repeat(500);
        let raw = build(&mail("Alice", &text), "example.org");
        assert!(words(&raw[..4096]).starts_with(&text[..1000]));
    }

    #[test]
    fn a_voice_message_has_a_sentence_the_words_and_the_recording_to_play() {
        let mail = spoken("Alice Archer", "Can you come?", 7340, 100_000);
        let raw = build(&mail, "example.org");
        let text = String::from_utf8(raw.clone()).unwrap();
        for header in [
            "Subject: Can you come?",
            "Message-Context: voice-message",
            "Content-Type: multipart/mixed; boundary=\"voice-aaaaaaaaaaaaaaaaaaaaa1\"",
            "Content-Type: audio/ogg",
            "Content-Disposition: inline; filename=\"voice-aaaaaaaaaaaaaaaaaaaaa1.ogg\"",
            "Content-Duration: 7",
        ] {
            assert!(text.contains(&format!("{header}\r\n")), "{header} is not in\n{text}");
        }
        let parsed = MessageParser::default().parse(&raw).expect("a mail");
        let sentence = "Voice message from Alice Archer, 7 seconds, sent 2023-11-14 22:13 UTC.";
        let shown = parsed.body_text(0).expect("words").replace("\r\n", "\n");
        assert_eq!(shown.trim(), format!("{sentence}\n\nCan you come?"));
        assert_eq!(words(&raw), "Can you come?");
        let sound = parsed.parts.last().expect("a recording").contents();
        assert!(sound == &mail.voice.expect("a voice").bytes[..]);
    }

    #[test]
    fn without_words_who_speaks_and_how_long_is_the_subject() {
        for (milliseconds, clock, length) in [
            (6600, "0:06", "6 seconds"),
            (300, "0:01", "1 second"),
            (60_000, "1:00", "1 minute"),
            (125_000, "2:05", "2 minutes 5 seconds"),
        ] {
            let mail = spoken("Alice\r\nBcc: eve@example.org", "", milliseconds, 3);
            let raw = build(&mail, "example.org");
            let parsed = MessageParser::default().parse(&raw).expect("a mail");
            let name = "Alice  Bcc: eve@example.org";
            assert_eq!(parsed.subject(), Some(format!("Voice message from {name} ({clock})").as_str()));
            let sentence = format!("Voice message from {name}, {length}, sent 2023-11-14 22:13 UTC.");
            assert_eq!(parsed.body_text(0).expect("a sentence").trim(), sentence);
            assert_eq!((words(&raw), parsed.bcc()), (String::new(), None));
        }
    }

    #[test]
    fn what_is_written_beside_a_recording_stays_words() {
        let boundary = "--voice-bbbbbbbbbbbbbbbbbbbbb1\n\nVoice message from Bob.\n\nand more";
        for text in HOSTILE.into_iter().chain(["Voice message from Bob.\n\nHello", boundary]) {
            let text = text.replace("\r\n", "\n").trim().to_owned();
            for mail in [spoken(&text, &text, 1000, 5000), mail(&text, &text)] {
                let raw = build(&mail, "example.org");
                assert_eq!(words(&raw), text, "{}", String::from_utf8_lossy(&raw));
                assert_eq!(words(&raw[..raw.len().min(6144)]), text);
                let parsed = MessageParser::default().parse(&raw).expect("a mail");
                assert_eq!(parsed.parts.len(), if mail.voice.is_some() { 3 } else { 1 });
                assert_eq!(parsed.headers().iter().filter(|header| header.name() == "Bcc").count(), 0);
                assert!(raw.split(|byte| *byte == b'\n').all(|line| line.len() <= 999));
            }
        }
    }

    #[test]
    fn the_part_of_a_recording_is_decoded_and_never_longer_than_is_asked_for() {
        for size in [1, 2, 3, 57, 58, 5000, 300_000] {
            let mail = spoken("Alice", "x", 1000, size);
            let raw = build(&mail, "example.org");
            let text = String::from_utf8(raw).unwrap();
            let part = text.rsplit_once("base64\r\n\r\n").expect("the last part").1;
            let part = part.split_once("\r\n--voice-").expect("an end").0;
            assert!(part.len() <= part_max(size), "{size}");
            assert!(recording(part.as_bytes()).expect("base64") == mail.voice.expect("a voice").bytes, "{size}");
        }
        assert_eq!(recording(b"<html>"), None);
    }

    #[test]
    fn mails_of_others_are_read_however_deep_and_long_they_are() {
        let deep = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(5000);
        let in_each_other = "Content-Type: message/rfc822\r\n\r\n".repeat(8000);
        let encoded =
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".repeat(3500);
        let comments = format!("From: {}x\r\n\r\nHello", "(".repeat(250_000));
        let long = format!("Subject: {}\r\n\r\nHello", "x".repeat(250_000));
        let many = format!("{}\r\nHello", "X-Y: z\r\n".repeat(30_000));
        for raw in [deep, in_each_other, encoded] {
            assert!(words(raw.as_bytes()).len() < raw.len());
        }
        for raw in [comments, long, many] {
            assert_eq!(words(raw.as_bytes()), "Hello");
        }
    }

    #[test]
    fn addresses_are_taken_as_they_are_only_when_they_are_ones() {
        for address in ["bob@example.org", "b.o'b+x@ex-ample"] {
            assert!(is_address(address), "{address}");
        }
        for address in ["bob", "bob@", "@x", "a b@x", "a@x\r\nBcc: y@z", "<a@x>", "a..b@x", "a@x,b@y", "a@b@c"] {
            assert!(!is_address(address), "{address}");
        }
        assert_eq!(local_part("a..b"), "\"a..b\"");
    }
}
