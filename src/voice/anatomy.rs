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
    /// How many bytes a reader has no need of at the beginning.
    pub before: usize,
    /// And at the end.
    pub behind: usize,
    /// Where a length stands that is not true, and what it should be.
    pub lengths: Vec<(usize, u32)>,
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

    /// Adds a part that is no sound.
    pub fn add(&mut self, part: &'a [u8]) {
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

/// Ogg: pages one after the other until the very end (RFC 3533 section 6), of one stream or of several in a chain; the
/// last need not say that it is. Pages of the headers are at time 0; on some no packet ends, and they have no time at all.
pub fn ogg(mut bytes: &[u8]) -> Option<Anatomy<'_>> {
    const IS_FIRST: u8 = 2;
    let mut anatomy = Anatomy::default();
    let mut in_headers = true;
    // What is begun at the end and not ended is never heard.
    let mut unended = 0;
    while !bytes.is_empty() {
        let (head, rest) = bytes.split_at_checked(27)?;
        let (segments, rest) = rest.split_at_checked(usize::from(head[26]))?;
        let (content, rest) = rest.split_at_checked(segments.iter().map(|length| usize::from(*length)).sum())?;
        if !head.starts_with(b"OggS") {
            return None;
        }
        in_headers |= head[5] & IS_FIRST != 0;
        in_headers &= head[6..14] == [0; 8] || head[6..14] == [0xff; 8];
        if in_headers {
            anatomy.add(content);
        } else {
            anatomy.sound += content.len();
            let open = segments.iter().rev().take_while(|length| **length == 255).count();
            unended = if open == segments.len() { unended } else { 0 } + 255 * open;
        }
        bytes = rest;
    }
    anatomy.sound -= unended.min(anatomy.sound);
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

/// WAV: chunks one after the other until the very end. A program that writes into a pipe cannot know how long the sound
/// gets: it announces nothing, or as much as there can be, and then the sound ends with the file.
pub fn wav(bytes: &[u8]) -> Option<Anatomy<'_>> {
    /// Two gibibytes, less what programs leave for their headers.
    const ENDLESS: usize = 0x7fff_0000;
    let mut anatomy = Anatomy::default();
    let mut at = 12;
    // A chunk has a head of eight bytes; fewer zeros are padding.
    while let Some(rest) = bytes.get(at..).filter(|rest| rest.len() >= 8 || rest.iter().any(|byte| *byte != 0)) {
        let (head, content) = rest.split_at_checked(8)?;
        let size = usize::try_from(u32::from_le_bytes(*head.last_chunk()?)).ok()?;
        let is_sound = head.starts_with(b"data");
        if is_sound && anatomy.sound == 0 && (size == 0 || size >= ENDLESS) {
            anatomy.sound = content.len();
            anatomy.lengths = vec![(4, true_length(bytes.len() - 8)?), (at + 4, true_length(content.len())?)];
            return Some(anatomy);
        }
        if content.len() < size {
            return None;
        }
        if is_sound {
            anatomy.sound += size;
        } else {
            anatomy.add(&rest[..8 + size]);
        }
        // Chunks begin at even places.
        at += 8 + size + size % 2;
    }
    let announced = usize::try_from(u32::from_le_bytes(*bytes.get(4..8)?.first_chunk()?)).ok()?;
    if announced == 0 || announced >= ENDLESS {
        anatomy.lengths = vec![(4, true_length(bytes.len() - 8)?)];
    }
    Some(anatomy)
}

fn true_length(length: usize) -> Option<u32> {
    u32::try_from(length).ok()
}

/// FLAC: a chain of blocks that are no sound (RFC 9639 section 8), and then frames. Where these end only their reader
/// knows; a tag may stand behind them.
pub fn flac(bytes: &[u8]) -> Option<Anatomy<'_>> {
    const TAG_BYTES: usize = 128;
    let mut anatomy = Anatomy::default();
    let mut rest = bytes.get(4..)?;
    loop {
        let (head, content) = rest.split_at_checked(4)?;
        let size = usize::try_from(u32::from_be_bytes([0, head[1], head[2], head[3]])).ok()?;
        let (_, behind) = content.split_at_checked(size)?;
        anatomy.add(&rest[..4 + size]);
        rest = behind;
        if head[0] & 0x80 != 0 {
            break;
        }
    }
    if let Some(tag) = rest.len().checked_sub(TAG_BYTES).map(|at| &rest[at..]).filter(|tag| tag.starts_with(b"TAG")) {
        anatomy.add(tag);
        anatomy.behind = TAG_BYTES;
    }
    anatomy.sound = rest.len() - anatomy.behind;
    Some(anatomy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(sound: usize, besides: &[&'a [u8]]) -> Option<Anatomy<'a>> {
        Some(Anatomy { sound, besides: besides.to_vec(), ..Anatomy::default() })
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
        let unended = [b"OggS\0\0".as_slice(), &[9; 8], &[0; 12], &[2, 3, 255], &[1; 258]].concat();
        assert_eq!(ogg(&[&file[..], &unended].concat()), of(8, &[b"OpusHead"]));
        let mut next = page(0, b"OpusHead");
        next[5] = 2;
        assert_eq!(ogg(&[&file[..], &next, &page(9, b"sound")].concat()), of(10, &[b"OpusHead", b"OpusHead"]));
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
    fn a_wav_file_ends_with_a_chunk_and_with_its_sound_where_a_pipe_wrote_it() {
        let file = b"RIFF\x20\0\0\0WAVELIST\x03\0\0\0abc\0data\x04\0\0\0\x01\x02\x03\x04";
        let list = b"LIST\x03\0\0\0abc".as_slice();
        assert_eq!(wav(file), of(4, &[list]));
        assert_eq!(wav(&[&file[..], b"cue \x02\0\0\0xy\0\0"].concat()), of(4, &[list, b"cue \x02\0\0\0xy"]));
        assert_eq!(wav(&file[..file.len() - 1]), None);
        for size in [0, 0x7fff_f000, 0x7fff_ffff, 0x8000_0000, u32::MAX] {
            let mut file = file.to_vec();
            file[28..32].copy_from_slice(&size.to_le_bytes());
            let lengths = vec![(4, 28), (28, 4)];
            assert_eq!(wav(&file), Some(Anatomy { lengths, ..of(4, &[list]).unwrap() }), "{size:x}");
        }
        assert_eq!(wav(&[&file[..], b"PK\x03\x04\x14\0\0\0\x08\0"].concat()), None);
        assert_eq!(wav(&[&file[..], b"<p>"].concat()), None);
    }

    #[test]
    fn a_flac_file_begins_with_blocks_and_may_end_with_a_tag() {
        let tag = [b"TAG".as_slice(), &[b'x'; 125]].concat();
        let file = [b"fLaC\0\0\0\x02ab\x84\0\0\x01cframes".as_slice(), &tag].concat();
        let expected = Anatomy { behind: 128, ..of(6, &[b"\0\0\0\x02ab", b"\x84\0\0\x01c", &tag]).unwrap() };
        assert_eq!(flac(&file), Some(expected));
        assert_eq!((flac(&file[..14]), flac(b"fLaC\0\xff\xff\xffab")), (None, None));
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
            let anatomy = Anatomy { besides: vec![b"x", part], ..Anatomy::default() };
            assert_eq!(anatomy.is_something_else(), expected, "{}", String::from_utf8_lossy(part));
        }
    }
}
