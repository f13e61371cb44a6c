//! A message as a mail (RFC 5322, RFC 2045): built here, and read here again. Nothing else knows headers.

use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_parser::MessageParser;
use serde::Deserialize;

/// The header by which Pageboy finds its messages in a folder. Whose message it is, the database knows.
pub const HEADER: &str = "X-Pageboy-Message";

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
        .subject(subject(&mail.text))
        .date(mail.sent)
        .message_id(message_id(&mail.id, domain))
        .header("Message-Context", word("text-message"))
        .header(HEADER, word(&mail.id));
    if let Some(answered) = mail.references.last() {
        let thread = mail.references.iter().map(|id| message_id(id, domain));
        builder = builder.in_reply_to(message_id(answered, domain)).references(MessageId::new_list(thread));
    }
    if mail.urgent {
        builder = builder.header("Importance", word("high")).header("X-Priority", word("1"));
    }
    let mut raw = Vec::new();
    builder.text_body(mail.text.replace('\n', "\r\n")).serialize(&mut raw);
    raw
}

/// The words in a mail, or in the beginning of one.
#[must_use]
pub fn words(raw: &[u8]) -> String {
    let parsed = MessageParser::default().parse(raw);
    let text = parsed.as_ref().and_then(|message| message.body_text(0)).unwrap_or_default();
    text.replace("\r\n", "\n").replace('\0', "").trim().to_owned()
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

impl Correspondent {
    fn address(&self, domain: &str) -> Address<'static> {
        let name: String = self.name.chars().map(printable).collect();
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
        }
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
