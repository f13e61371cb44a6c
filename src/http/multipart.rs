//! Fields and one file of a form: `multipart/form-data` (RFC 7578). Everything is taken apart where it lies: a
//! file is a part of the body's own memory and no copy of it. `memchr` finds the boundaries and `httparse` reads
//! the parts' headers, as they do in the crate `multer`, which reads a body into buffers of its own.

use super::form::{FIELDS_MAX, Form, FormError};
use bytes::Bytes;
use memchr::memmem;

/// The most headers of one part; browsers send two.
const HEADERS_MAX: usize = 8;
/// The most bytes in the headers of one part.
const HEADERS_BYTES_MAX: usize = 4096;
/// The longest boundary (RFC 2046 section 5.1.1).
const BOUNDARY_MAX: usize = 70;

/// A form with a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// The fields, in their order.
    pub form: Form,
    /// The file's bytes; `None` without a file, and from a file field in which nothing was chosen: that sends an
    /// empty file without a name.
    pub file: Option<Bytes>,
}

/// Takes `body` apart. The field `file` holds the file, whatever its name and declared type; all others together have
/// at most `fields_bytes` bytes.
///
/// # Errors
/// [`FormError::WrongType`] without a usable boundary, [`FormError::TooManyFields`] over [`FIELDS_MAX`],
/// [`FormError::TooLong`] over `fields_bytes`, [`FormError::TooManyFiles`] for a second file, [`FormError::OtherFile`]
/// for one in another field, [`FormError::NotText`] for a field that is not UTF-8, and [`FormError::Damaged`] for a
/// body that is cut or is none of this kind.
pub fn parse(body: &Bytes, content_type: &str, file: &str, fields_bytes: usize) -> Result<Posted, FormError> {
    let boundary = boundary(content_type).ok_or(FormError::WrongType)?;
    let delimiter = [b"\r\n--", boundary.as_bytes()].concat();
    let finder = memmem::Finder::new(&delimiter);
    // The first delimiter may stand at the very beginning, without an end of line before it.
    let mut at = match body.strip_prefix(&delimiter[2..]) {
        Some(_) => delimiter.len() - 2,
        None => finder.find(body).ok_or(FormError::Damaged)? + delimiter.len(),
    };
    let (mut fields, mut found, mut bytes, mut parts) = (Vec::new(), None, 0, 0);
    loop {
        let rest = &body[at..];
        if rest.starts_with(b"--") {
            return Ok(Posted { form: fields.into_iter().collect(), file: found });
        }
        parts += 1;
        if parts > FIELDS_MAX {
            return Err(FormError::TooManyFields);
        }
        // Blanks may follow a boundary (transport padding).
        let padding = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let headers = rest[padding..].strip_prefix(b"\r\n").ok_or(FormError::Damaged)?;
        let Part { name, file_name, length } = part(headers)?;
        let begin = body.len() - headers.len() + length;
        let end = begin + finder.find(&body[begin..]).ok_or(FormError::Damaged)?;
        if name == file {
            let chosen = begin < end || file_name.is_some_and(|name| !name.is_empty());
            match (chosen, &found) {
                (false, _) => {}
                (true, None) => found = Some(body.slice(begin..end)),
                (true, Some(_)) => return Err(FormError::TooManyFiles),
            }
        } else {
            // A field's words may come from a file, but a recording is not taken for words that are too long.
            let value = std::str::from_utf8(&body[begin..end]);
            if value.is_err() && file_name.is_some() {
                return Err(FormError::OtherFile);
            }
            bytes += name.len() + end - begin;
            if bytes > fields_bytes {
                return Err(FormError::TooLong);
            }
            fields.push((name, value.map_err(|_| FormError::NotText)?.to_owned()));
        }
        at = end + delimiter.len();
    }
}

/// What the headers of a part say, and their length.
struct Part {
    name: String,
    file_name: Option<String>,
    length: usize,
}

/// The part whose headers these bytes begin with.
fn part(headers: &[u8]) -> Result<Part, FormError> {
    let mut buffer = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let head = &headers[..headers.len().min(HEADERS_BYTES_MAX)];
    let Ok(httparse::Status::Complete((length, headers))) = httparse::parse_headers(head, &mut buffer) else {
        return Err(FormError::Damaged);
    };
    let disposition = headers.iter().find(|header| header.name.eq_ignore_ascii_case("Content-Disposition"));
    let disposition = disposition.ok_or(FormError::Damaged)?;
    let disposition = std::str::from_utf8(disposition.value).map_err(|_| FormError::NotText)?;
    let (kind, parameters) = disposition.split_once(';').ok_or(FormError::Damaged)?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return Err(FormError::Damaged);
    }
    let name = parameter(parameters, "name").ok_or(FormError::Damaged)?;
    Ok(Part { name, file_name: parameter(parameters, "filename"), length })
}

/// The boundary that a media type names.
fn boundary(content_type: &str) -> Option<String> {
    let boundary = parameter(content_type.split_once(';')?.1, "boundary")?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte);
    let usable = (1..=BOUNDARY_MAX).contains(&boundary.len()) && boundary.bytes().all(fits);
    usable.then_some(boundary)
}

/// One of the parameters `a=b; c="d"`. Browsers write a quote in a name as `%22`; curl puts a backslash before it.
fn parameter(mut text: &str, wanted: &str) -> Option<String> {
    loop {
        let (name, rest) = text.split_once('=')?;
        let (value, after) = match rest.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let end = rest.find(';').unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), &rest[end..])
            }
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        text = after.trim_start().strip_prefix(';')?;
    }
}

/// A quoted value without its quotes, and what comes after it.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &quoted[at + 1..])),
            // Only these two need a backslash; browsers leave the one in a Windows path as it is.
            '\\' if quoted[at + 1..].starts_with(['"', '\\']) => value.extend(characters.next().map(|(_, next)| next)),
            _ => value.push(character),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=----Form7";

    fn parts(parts: &[(&str, &[u8])]) -> Bytes {
        let mut body = Vec::new();
        for (headers, content) in parts {
            body.extend(format!("------Form7\r\n{headers}\r\n\r\n").into_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"------Form7--\r\n");
        body.into()
    }

    fn read(body: &Bytes) -> Result<Posted, FormError> {
        parse(body, TYPE, "voice", 100)
    }

    const FILE: &str = "Content-Disposition: form-data; name=\"voice\"; filename=\"a.ogg\"\r\nContent-Type: audio/ogg";

    #[test]
    fn fields_and_the_file_are_found() {
        let body = parts(&[
            ("Content-Disposition: form-data; name=\"to\"", b"bob"),
            ("content-disposition:form-data; filename=x; name=text", "a\r\n--b é".as_bytes()),
            (FILE, b"\0\xff\r\n----\r\nOgg"),
            ("Content-Disposition: form-data; name=\"urgent\"", b""),
        ]);
        let posted = read(&body).unwrap();
        let fields: Vec<_> = posted.form.fields().collect();
        assert_eq!(fields, [("to", "bob"), ("text", "a\r\n--b é"), ("urgent", "")]);
        let file = posted.file.unwrap();
        assert_eq!(file, b"\0\xff\r\n----\r\nOgg".as_slice());
        assert!(body.as_ptr_range().contains(&file.as_ptr()), "the file is no copy");
    }

    #[test]
    fn where_nothing_was_chosen_there_is_no_file_and_of_an_empty_one_nothing_but_its_name() {
        let nothing = "Content-Disposition: form-data; name=\"voice\"; filename=\"\"";
        assert_eq!(read(&parts(&[(nothing, b"")])).unwrap().file, None);
        assert_eq!(read(&parts(&[(FILE, b"")])).unwrap().file.unwrap(), b"".as_slice());
        assert_eq!(read(&parts(&[(nothing, b""), (FILE, b"one")])).unwrap().file.unwrap(), b"one".as_slice());
    }

    #[test]
    fn names_are_read_however_they_are_quoted() {
        for (parameters, name) in [
            (r#"name="a\"b""#, "a\"b"),
            (r#"name="a\\b"; filename="c:\temp""#, "a\\b"),
            (r#"filename="; name=x"; name="y""#, "y"),
            ("NAME=z", "z"),
        ] {
            let body = parts(&[(&format!("Content-Disposition: form-data; {parameters}"), b"v")]);
            assert_eq!(read(&body).unwrap().form.get(name), Some("v"), "{parameters}");
        }
    }

    #[test]
    fn a_body_that_is_cut_anywhere_is_damaged() {
        let whole = parts(&[("Content-Disposition: form-data; name=\"to\"", b"bob"), (FILE, b"\0\xff\r\nOgg")]);
        let end = whole.len() - 2;
        assert!(read(&whole.slice(..end)).is_ok(), "what follows the last boundary does not matter");
        for length in 0..end {
            assert!(read(&whole.slice(..length)).is_err(), "{length}");
        }
    }

    #[test]
    fn hostile_bodies_are_refused() {
        let long = "x".repeat(HEADERS_BYTES_MAX);
        let many = vec![("Content-Disposition: form-data; name=a", b"".as_slice()); FIELDS_MAX + 1];
        for (body, expected) in [
            (parts(&[("Content-Disposition: form-data; name=a", &[b'x'; 101])]), FormError::TooLong),
            (parts(&[("Content-Disposition: form-data; name=a", b"\xff")]), FormError::NotText),
            (parts(&many), FormError::TooManyFields),
            (parts(&[(FILE, b"one"), (FILE, b"two")]), FormError::TooManyFiles),
            (parts(&[(&FILE.replace("voice", "file"), &[b'\xff'; 200])]), FormError::OtherFile),
            (parts(&[("Content-Type: text/plain", b"x")]), FormError::Damaged),
            (parts(&[("Content-Disposition: attachment; name=a", b"x")]), FormError::Damaged),
            (parts(&[("Content-Disposition: form-data; name=\"a", b"x")]), FormError::Damaged),
            (parts(&[(&format!("X: {long}\r\nContent-Disposition: form-data; name=a"), b"x")]), FormError::Damaged),
            (parts(&[(&"X: y\r\n".repeat(HEADERS_MAX + 1), b"x")]), FormError::Damaged),
            (Bytes::from_static(b"to=bob"), FormError::Damaged),
            (Bytes::new(), FormError::Damaged),
        ] {
            assert_eq!(read(&body), Err(expected), "{body:?}");
        }
    }

    #[test]
    fn a_boundary_is_one_of_the_rfc() {
        assert_eq!(boundary("multipart/form-data; charset=utf-8; boundary=\"a b\"").as_deref(), Some("a b"));
        for wrong in
            ["multipart/form-data", "x; boundary=", "x; boundary=\"\"", "x; boundary=\"a\nb\"", "x; boundary=é"]
        {
            assert_eq!(boundary(wrong), None, "{wrong}");
        }
        assert_eq!(boundary(&format!("x; boundary={}", "b".repeat(71))), None);
    }
}
