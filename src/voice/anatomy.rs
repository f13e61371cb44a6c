//! What a file consists of. A container's reader stops quietly at the end of a file that was cut, and passes over
//! whatever somebody has put before, between or behind the sound; the file's own structure tells. A file that is
//! something else as well, such as a page or an archive, is no recording.

use memchr::memmem;

/// A file that is whole: its structure ends where the file ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Anatomy<'a> {
    /// How many bytes are where the sound is.
    pub sound: usize,
    /// The other parts: headers, tables, names, padding.
    pub besides: Vec<&'a [u8]>,
}

impl<'a> Anatomy<'a> {
    /// Is there something in it that other programs would take the file for?
    pub fn is_something_else(&self) -> bool {
        self.besides.iter().any(|part| {
            let text = part.to_ascii_lowercase();
            MARKUP.iter().any(|tag| memmem::find(&text, tag.as_bytes()).is_some())
                || MAGIC.iter().any(|magic| memmem::find(part, magic).is_some())
        })
    }

    fn add(&mut self, part: &'a [u8]) {
        if !part.is_empty() {
            self.besides.push(part);
        }
    }
}

/// What a page begins with, or what runs in one. XML alone is none: recorders write it into their files.
const MARKUP: [&str; 19] = [
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<script",
    "<style",
    "<svg",
    "<iframe",
    "<object",
    "<embed",
    "<img",
    "<audio",
    "<video",
    "<meta",
    "<link",
    "<base",
    "<math",
    "<form",
    "<?php",
];
/// What archives, documents and programs begin with; an archive may begin anywhere.
const MAGIC: [&[u8]; 6] = [b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"%PDF-", b"\x7fELF"];

const SEGMENT: u64 = 0x1853_8067;
const CLUSTER: u64 = 0x1f43_b675;
const BLOCK_GROUP: u64 = 0xa0;
const BLOCK: u64 = 0xa1;
const SIMPLE_BLOCK: u64 = 0xa3;
/// Track, time and flags before the sound in a block (RFC 9559 section 10.1).
const BLOCK_HEAD: usize = 4;

/// WebM: elements one after the other until the very end. What a browser records has segment and clusters of unknown
/// size (RFC 8794 section 6.2), so those are gone into as if they were not there.
pub fn webm(mut bytes: &[u8]) -> Option<Anatomy<'_>> {
    let mut anatomy = Anatomy::default();
    while !bytes.is_empty() {
        let (id, rest) = element_id(bytes)?;
        let (size, content) = element_size(rest)?;
        bytes = match (id, size) {
            (SEGMENT | CLUSTER | BLOCK_GROUP, None) => content,
            (SEGMENT | CLUSTER | BLOCK_GROUP, Some(size)) if size <= content.len() => content,
            (_, size) => {
                let size = size?;
                let (element, rest) = bytes.split_at_checked((bytes.len() - content.len()).checked_add(size)?)?;
                match id {
                    BLOCK | SIMPLE_BLOCK => anatomy.sound += size.saturating_sub(BLOCK_HEAD),
                    _ => anatomy.add(element),
                }
                rest
            }
        };
    }
    Some(anatomy)
}

/// An element's id, with its length marker as it is usually written.
fn element_id(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let length = bytes.first()?.leading_zeros() as usize + 1;
    let (id, rest) = bytes.split_at_checked(length).filter(|_| length <= 4)?;
    Some((id.iter().fold(0, |id, byte| id << 8 | u64::from(*byte)), rest))
}

/// An element's size; `None` in it for an unknown one.
fn element_size(bytes: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let length = bytes.first()?.leading_zeros() as usize + 1;
    let (size, rest) = bytes.split_at_checked(length).filter(|_| length <= 8)?;
    let size = size.iter().fold(0_u64, |size, byte| size << 8 | u64::from(*byte));
    let unknown = (1 << (7 * length)) - 1;
    match size & unknown {
        size if size == unknown => Some((None, rest)),
        size => Some((Some(usize::try_from(size).ok()?), rest)),
    }
}

/// Ogg: pages one after the other until the very end (RFC 3533 section 6). Those of the headers are at time 0; on some
/// no packet ends, and they have no time at all.
pub fn ogg(mut bytes: &[u8]) -> Option<Anatomy<'_>> {
    let mut anatomy = Anatomy::default();
    let mut in_headers = true;
    while !bytes.is_empty() {
        let (head, rest) = bytes.split_at_checked(27)?;
        let (segments, rest) = rest.split_at_checked(usize::from(head[26]))?;
        let (content, rest) = rest.split_at_checked(segments.iter().map(|length| usize::from(*length)).sum())?;
        if !head.starts_with(b"OggS") {
            return None;
        }
        in_headers &= head[6..14] == [0; 8] || head[6..14] == [0xff; 8];
        if in_headers {
            anatomy.add(content);
        } else {
            anatomy.sound += content.len();
        }
        bytes = rest;
    }
    Some(anatomy)
}

/// MP4: boxes one after the other until the very end (ISO/IEC 14496-12 section 4.2).
pub fn mp4(mut bytes: &[u8]) -> Option<Anatomy<'_>> {
    let mut anatomy = Anatomy::default();
    while !bytes.is_empty() {
        let size = u32::from_be_bytes(*bytes.first_chunk()?);
        let kind = bytes.get(4..8)?;
        let (head, size) = match size {
            // The box goes to the end of the file.
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?)).ok()?),
            size => (8, usize::try_from(size).ok()?),
        };
        let (whole, rest) = bytes.split_at_checked(size)?;
        let content = whole.get(head..)?;
        match kind {
            b"mdat" => anatomy.sound += content.len(),
            _ => anatomy.add(whole),
        }
        bytes = rest;
    }
    Some(anatomy)
}

/// WAV: chunks one after the other until the very end. A program that writes into a pipe cannot announce how long the
/// sound gets, so it may end with the file.
pub fn wav(bytes: &[u8]) -> Option<Anatomy<'_>> {
    let mut anatomy = Anatomy::default();
    let mut rest = bytes.get(12..)?;
    // A chunk has a head of eight bytes; fewer zeros are padding.
    while rest.len() >= 8 || rest.iter().any(|byte| *byte != 0) {
        let (head, content) = rest.split_at_checked(8)?;
        let size = usize::try_from(u32::from_le_bytes(*head.last_chunk()?)).ok()?;
        let is_sound = head.starts_with(b"data");
        let Some(behind) = content.get(size..) else {
            anatomy.sound += content.len();
            return is_sound.then_some(anatomy);
        };
        if is_sound {
            anatomy.sound += size;
        } else {
            anatomy.add(&rest[..8 + size]);
        }
        // Chunks begin at even places.
        rest = if size % 2 == 1 { behind.get(1..).unwrap_or_default() } else { behind };
    }
    Some(anatomy)
}

/// MP3: one frame after the other (ISO/IEC 11172-3 section 2.4.1), the last one no less whole than the others, between
/// tags (ID3v2.4 section 3.1) with their padding and a tag of one of the kinds that stand behind.
pub fn mp3(bytes: &[u8]) -> Option<Anatomy<'_>> {
    let mut anatomy = Anatomy::default();
    let mut rest = bytes;
    while let Some(length) = id3_length(rest) {
        let (tag, behind) = rest.split_at_checked(length)?;
        anatomy.add(tag);
        rest = behind;
    }
    let padding = rest.iter().take_while(|byte| **byte == 0).count();
    rest = &rest[padding..];
    while let Some(length) = frame_length(rest) {
        rest = rest.get(length..)?;
        anatomy.sound += length;
    }
    anatomy.add(rest);
    let tags = [b"TAG".as_slice(), b"APETAGEX", b"LYRICSBEGIN", b"ID3"];
    let is_tag = rest.iter().all(|byte| *byte == 0) || tags.iter().any(|name| rest.starts_with(name));
    is_tag.then_some(anatomy)
}

/// The length of the tag that these bytes begin with, its footer included.
fn id3_length(bytes: &[u8]) -> Option<usize> {
    let [b'I', b'D', b'3', _, _, flags, size @ ..] = bytes else { return None };
    let size = size.first_chunk::<4>()?.iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    Some(size + if flags & 0x10 == 0 { 10 } else { 20 })
}

/// The length of the frame of layer III that these bytes begin with.
fn frame_length(bytes: &[u8]) -> Option<usize> {
    const KILOBITS: [[usize; 14]; 2] = [
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    ];
    const HERTZ: [usize; 3] = [44_100, 48_000, 32_000];
    let [0xff, second, third, _, ..] = *bytes else { return None };
    // MPEG 1, 2, or 2.5, which halves the rate once more.
    let (is_first, halvings) = match (second & 0xe6, second >> 3 & 3) {
        (0xe2, 3) => (true, 0),
        (0xe2, 2) => (false, 1),
        (0xe2, 0) => (false, 2),
        _ => return None,
    };
    let kilobits = KILOBITS[usize::from(is_first)].get(usize::from(third >> 4).checked_sub(1)?)?;
    let hertz = HERTZ.get(usize::from(third >> 2 & 3))? >> halvings;
    let bytes_each_hertz = if is_first { 144_000 } else { 72_000 };
    Some(bytes_each_hertz * kilobits / hertz + usize::from(third >> 1 & 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(sound: usize, besides: &[&'a [u8]]) -> Option<Anatomy<'a>> {
        Some(Anatomy { sound, besides: besides.to_vec() })
    }

    /// A header, a segment and a cluster of unknown size, and in it a time and a block.
    const LIVE: &[u8] = b"\x1a\x45\xdf\xa3\x81x\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\
        \x1f\x43\xb6\x75\xff\xe7\x81\0\xa3\x40\x07\x81\0\0\0abc";

    #[test]
    fn a_webm_file_ends_with_an_element() {
        assert_eq!(webm(LIVE), of(3, &[b"\x1a\x45\xdf\xa3\x81x", b"\xe7\x81\0"]));
        let ends = [0, 6, 18, 23, 26, LIVE.len()];
        for length in 0..=LIVE.len() {
            assert_eq!(webm(&LIVE[..length]).is_some(), ends.contains(&length), "{length}");
        }
        assert_eq!(webm(b"\0\0"), None);
        // Nothing else may be of unknown size, or it could hide anything.
        assert_eq!(webm(b"\xa3\xffPK"), None);
    }

    #[test]
    fn an_ogg_file_ends_with_a_page() {
        let page = |time: u8, content: &[u8]| {
            let head = [b"OggS\0\0".as_slice(), &[time], &[0; 19], &[1, u8::try_from(content.len()).unwrap()]].concat();
            [&head, content].concat()
        };
        let file = [page(0, b"OpusHead"), page(9, b"sound")].concat();
        assert_eq!(ogg(&file), of(5, &[b"OpusHead"]));
        let endless = [b"OggS\0\0".as_slice(), &[0xff; 8], &[0; 12], &[1, 4], b"Tags"].concat();
        assert_eq!(
            ogg(&[&page(0, b"OpusHead"), &endless[..], &page(9, b"sound"), &endless].concat()),
            of(9, &[b"OpusHead", b"Tags"])
        );
        for length in [1, 27, 35, 37, file.len() - 1] {
            assert_eq!(ogg(&file[..length]), None, "{length}");
        }
        assert_eq!(ogg(&[&file[..], b"<p>"].concat()), None);
        assert_eq!(ogg(&[&file[..], &[0; 40]].concat()), None);
    }

    #[test]
    fn an_mp4_file_ends_with_a_box() {
        let file = b"\0\0\0\x0cftypM4A \0\0\0\x01mdat\0\0\0\0\0\0\0\x11x\0\0\0\0freePK";
        assert_eq!(mp4(file), of(1, &[b"\0\0\0\x0cftypM4A ", b"\0\0\0\0freePK"]));
        for length in [1, 8, 11, 13, 20, 28, 30] {
            assert_eq!(mp4(&file[..length]), None, "{length}");
        }
        assert!(mp4(&file[..12]).is_some() && mp4(&file[..29]).is_some());
        assert_eq!(mp4(b"\0\0\0\x04ftyp"), None);
        assert_eq!(mp4(b"\0\0\0\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff"), None);
    }

    #[test]
    fn a_wav_file_ends_with_a_chunk_or_with_its_sound() {
        let file = b"RIFF\0\0\0\0WAVELIST\x03\0\0\0abc\0data\x04\0\0\0\x01\x02\x03\x04";
        let list = b"LIST\x03\0\0\0abc".as_slice();
        assert_eq!(wav(file), of(4, &[list]));
        assert_eq!(wav(&[&file[..], b"cue \x02\0\0\0xy\0\0"].concat()), of(4, &[list, b"cue \x02\0\0\0xy"]));
        assert_eq!(wav(&file[..file.len() - 1]), of(3, &[list]));
        assert_eq!(wav(&[&file[..], b"PK\x03\x04\x14\0\0\0\x08\0"].concat()), None);
        assert_eq!(wav(&[&file[..], b"<p>"].concat()), None);
    }

    #[test]
    fn an_mp3_file_ends_with_a_frame_or_a_tag() {
        // 32 kbit/s at 44.1 kHz are 104 bytes, of MPEG 2.5 at 8 kHz with 8 kbit/s 72.
        let frame = [b"\xff\xfb\x10\0".as_slice(), &[1; 100]].concat();
        let low = [b"\xff\xe3\x18\0".as_slice(), &[1; 68]].concat();
        assert_eq!((frame_length(&frame), frame_length(&low)), (Some(104), Some(72)));
        assert_eq!(frame_length(b"\xff\xfb\xf0\0"), None);
        let id3 = b"ID3\x04\0\0\0\0\0\x02xx".as_slice();
        let with_footer = b"ID3\x04\0\x10\0\0\0\x023DI4567890xx".as_slice();
        let file = [id3, with_footer, &[0; 7], &frame, &frame].concat();
        assert_eq!(mp3(&file), of(208, &[id3, with_footer]));
        assert_eq!(mp3(&[&frame[..], b"TAGx"].concat()), of(104, &[b"TAGx"]));
        assert_eq!(mp3(&file[..file.len() - 1]), None, "its last frame is cut");
        assert_eq!(mp3(&[&file[..], b"<html>"].concat()), None);
        assert_eq!(mp3(b"ID3\x04\0\0\x7f\x7f\x7f\x7f"), None);
    }

    #[test]
    fn a_file_that_is_a_page_or_an_archive_as_well_is_something_else() {
        for (part, expected) in [
            (b"INFOIART\x04\0\0\0Anna".as_slice(), false),
            (b"INFOICMT<HTML><script>alert(1)</script>", true),
            (b"comment=<Svg onload=alert(1)>", true),
            (b"a < b, and I <3 you", false),
            (b"\0\0PK\x03\x04\x14\0", true),
            (b"<?xml version=\"1.0\"?><BWFXML/>", false),
        ] {
            let anatomy = Anatomy { sound: 0, besides: vec![b"x", part] };
            assert_eq!(anatomy.is_something_else(), expected, "{}", String::from_utf8_lossy(part));
        }
    }
}
