//! What a server may say before a parser sees it. The parser of IMAP calls itself for each parenthesis, reads a line from
//! its beginning whenever more of it has come, and makes room for a literal as soon as it is announced.

/// The most bytes that a server may send in one connection: the largest page of the inbox, with the ids of
/// a very full folder, is a small part of that.
const ALL_MAX: usize = 32 << 20;

/// The most bytes of one response that are in no literal: the numbers of more than 100,000 messages.
const WORDS_MAX: usize = 1 << 20;

/// The most opening parentheses in one response that are in no string. Nothing that is asked for here has more than a few.
const PARENTHESES_MAX: usize = 64;

/// Follows what a server says from response to response (RFC 3501 section 7).
#[derive(Debug)]
pub struct Guard {
    left: usize,
    /// How much of a literal is still to come.
    literal: usize,
    /// The response's first bytes; enough to know what kind it is.
    start: Vec<u8>,
    words: usize,
    parentheses: usize,
    quoted: Quoted,
    announced: Announced,
}

/// Whether a byte of data is in a quoted string, which ends with its line at the latest.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Quoted {
    Not,
    Inside,
    Escaped,
}

/// How far a literal's length, such as `{12}`, has been read.
#[derive(Clone, Copy, Debug)]
enum Announced {
    Not,
    Digits(usize),
    Whole(usize),
}

impl Guard {
    /// Nothing has been said yet.
    #[must_use]
    pub fn new() -> Guard {
        Guard {
            left: ALL_MAX,
            literal: 0,
            start: Vec::new(),
            words: 0,
            parentheses: 0,
            quoted: Quoted::Not,
            announced: Announced::Not,
        }
    }

    /// Looks at what has come.
    ///
    /// # Errors
    /// Why none of it may go any further.
    pub fn admit(&mut self, mut bytes: &[u8]) -> Result<(), &'static str> {
        self.left = self.left.checked_sub(bytes.len()).ok_or("the server says too much")?;
        while let Some((byte, rest)) = bytes.split_first() {
            if self.literal > 0 {
                let skipped = self.literal.min(bytes.len());
                self.literal -= skipped;
                bytes = &bytes[skipped..];
            } else {
                self.word(*byte, rest.len())?;
                bytes = rest;
            }
        }
        Ok(())
    }

    /// One byte outside literals, behind which `here` more have come already.
    fn word(&mut self, byte: u8, here: usize) -> Result<(), &'static str> {
        self.words += 1;
        self.parentheses += usize::from(byte == b'(' && self.quoted == Quoted::Not);
        if self.words > WORDS_MAX {
            return Err("the server's answer has no end");
        }
        if self.parentheses > PARENTHESES_MAX {
            return Err("the server's answer is nested too deep");
        }
        if self.start.len() < 6 {
            self.start.push(byte);
        }
        self.quoted = match (self.quoted, byte) {
            (Quoted::Not, b'"') if self.is_fetched() => Quoted::Inside,
            (Quoted::Inside, b'\\') => Quoted::Escaped,
            (Quoted::Inside, b'"') => Quoted::Not,
            (Quoted::Escaped, _) => Quoted::Inside,
            (quoted, _) => quoted,
        };
        self.announced = match (self.announced, byte) {
            (_, b'{') => Announced::Digits(0),
            (Announced::Digits(length), b'0'..=b'9') => {
                Announced::Digits(length.saturating_mul(10).saturating_add(usize::from(byte - b'0')))
            }
            (Announced::Digits(length), b'}') | (Announced::Whole(length), b'\r') => Announced::Whole(length),
            (Announced::Whole(length), b'\n') => return self.begin_literal(length, here),
            _ => Announced::Not,
        };
        if byte == b'\n' {
            *self = Guard { left: self.left, ..Guard::new() };
        }
        Ok(())
    }

    /// Where words of people may follow, as in `* OK`, the parser takes such a length for one of them, so there must be
    /// none: what came after it would not be looked at.
    fn begin_literal(&mut self, length: usize, here: usize) -> Result<(), &'static str> {
        if !self.is_fetched() && !self.start.eq_ignore_ascii_case(b"* LIST") {
            return Err("the server's answer has a literal where none belongs");
        }
        if length > self.left + here {
            return Err("the server announces too much");
        }
        (self.literal, self.announced) = (length, Announced::Not);
        Ok(())
    }

    /// The response is about a message by its number.
    fn is_fetched(&self) -> bool {
        self.start.strip_prefix(b"* ").is_some_and(|data| data.first().is_some_and(u8::is_ascii_digit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(parts: &[&[u8]]) -> Result<(), &'static str> {
        let mut guard = Guard::new();
        parts.iter().try_for_each(|part| guard.admit(part))
    }

    #[test]
    fn what_servers_say_goes_through_however_it_is_cut() {
        let text = [
            "* OK [CAPABILITY IMAP4rev1] Dovecot (Debian) ready {.\r\n* LIST (\\HasNoChildren \\Sent) \"/\" {4}\r\n((((\r\n",
            "* 1 FETCH (UID 7 FLAGS (\\Seen) BODY[HEADER.FIELDS (X-Pageboy-Message)] {200}\r\n",
            &"(".repeat(200),
            " BODY[1] \"",
            &"\\\"(".repeat(200),
            "\" BODY[] \"\")\r\n+ \r\nA1 OK done\r\n",
        ]
        .concat()
        .repeat(50);
        assert_eq!(said(&[text.as_bytes()]), Ok(()));
        for size in [1, 2, 7, 4096] {
            assert_eq!(said(&text.as_bytes().chunks(size).collect::<Vec<_>>()), Ok(()), "{size}");
        }
    }

    #[test]
    fn what_would_harm_the_parser_is_refused() {
        let deep = "(".repeat(65);
        for (text, why) in [
            (format!("* 1 FETCH (BODYSTRUCTURE {deep}"), "nested"),
            (format!("* 1 FETCH (BODY[] \"\\\"\" BODYSTRUCTURE {deep}"), "nested"),
            (format!("* OK \" {deep}"), "nested"),
            (format!("* 1 FETCH (BODY[] {{3}}\r\n((( BODYSTRUCTURE {deep}"), "nested"),
            (format!("* OK x {{2000}}\r\n* 1 FETCH (BODYSTRUCTURE {deep}"), "a literal where none belongs"),
            (format!("A1 NO [BADCHARSET ({{2000}}\r\n{deep}"), "a literal where none belongs"),
            ("* 1 FETCH (BODY[] {4294967295}\r\n".to_owned(), "announces too much"),
            (format!("* 1 FETCH (BODY[] {{{}}}\r\n", "9".repeat(99)), "announces too much"),
            (format!("* OK {}", "x".repeat(WORDS_MAX)), "no end"),
            (format!("* 1 FETCH ({}", "BODY[] {1}\r\nx ".repeat(100_000)), "no end"),
            ("* OK\r\n".repeat(6 << 20), "too much"),
        ] {
            let start: String = text.chars().take(60).collect();
            assert!(said(&[text.as_bytes()]).is_err_and(|told| told.contains(why)), "{start}: {why}");
        }
    }
}
