//! Sound that is one frame after the other without a container: MP3 (ISO/IEC 11172-3 section 2.4.1) and AAC in ADTS
//! (ISO/IEC 13818-7 section 6.2). A recorder may be cut in the middle of a frame, and players pass over that; of MP3 it
//! may begin in one, too. (ADTS that does so is played from very different places.)

use super::anatomy::Anatomy;

/// A frame: its whole length in bytes, and how many of them are its head and not in a reader's packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    length: usize,
    head: usize,
}

/// One of the two kinds.
#[derive(Clone, Copy)]
struct Kind {
    frame_at: fn(&[u8]) -> Option<Frame>,
    /// It may begin in a frame that has less than this before the first whole one.
    part_max: usize,
}

/// Its longest frame has so many bytes.
const MP3: Kind = Kind { frame_at: mp3_frame, part_max: 1441 };
const ADTS: Kind = Kind { frame_at: adts_frame, part_max: 0 };

/// So many frames in a row are no accident.
const SURE: usize = 3;
/// The tags that stand behind the sound.
const TAGS: [&[u8]; 4] = [b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3"];

/// Does it consist of MP3's frames?
pub fn is_mp3(bytes: &[u8]) -> bool {
    begin(bytes, MP3).is_some()
}

/// Does it consist of the frames of ADTS?
pub fn is_adts(bytes: &[u8]) -> bool {
    begin(bytes, ADTS).is_some()
}

/// MP3: frames between tags (ID3v2.4 section 3.1) with their padding and a tag of one of the kinds that stand behind.
pub fn mp3(bytes: &[u8]) -> Option<Anatomy<'_>> {
    anatomy(bytes, MP3)
}

/// ADTS, with the same tags.
pub fn adts(bytes: &[u8]) -> Option<Anatomy<'_>> {
    anatomy(bytes, ADTS)
}

fn anatomy(bytes: &[u8], kind: Kind) -> Option<Anatomy<'_>> {
    let before = begin(bytes, kind)?;
    let mut anatomy = Anatomy { before, ..Anatomy::default() };
    anatomy.add(&bytes[..before]);
    let mut rest = &bytes[before..];
    let mut is_cut = false;
    while let Some(frame) = (kind.frame_at)(rest) {
        let Some(behind) = rest.get(frame.length..) else {
            is_cut = true;
            break;
        };
        anatomy.sound += frame.length - frame.head;
        rest = behind;
    }
    anatomy.add(rest);
    anatomy.behind = rest.len();
    let is_tag = rest.iter().all(|byte| *byte == 0) || TAGS.iter().any(|name| rest.starts_with(name));
    // A head may be cut itself.
    let is_head = rest.len() < 7 && rest.first() == Some(&0xff);
    (is_cut || is_tag || is_head).then_some(anatomy)
}

/// Where the first whole frame is: behind tags and padding, or behind the rest of a frame that was begun elsewhere.
fn begin(bytes: &[u8], kind: Kind) -> Option<usize> {
    let mut at = 0;
    while let Some(length) = id3_length(&bytes[at..]) {
        at = at.checked_add(length).filter(|at| *at <= bytes.len())?;
    }
    at += bytes[at..].iter().take_while(|byte| **byte == 0).count();
    let rest = &bytes[at..];
    if (kind.frame_at)(rest).is_some_and(|frame| frame.length <= rest.len()) {
        return Some(at);
    }
    (1..kind.part_max.min(rest.len())).find(|part| has_frames(&rest[*part..], kind)).map(|part| at + part)
}

fn has_frames(mut bytes: &[u8], kind: Kind) -> bool {
    (0..SURE).all(|_| {
        let behind = (kind.frame_at)(bytes).and_then(|frame| bytes.get(frame.length..));
        bytes = behind.unwrap_or_default();
        behind.is_some()
    })
}

/// The length of the tag that these bytes begin with, its footer included.
fn id3_length(bytes: &[u8]) -> Option<usize> {
    let [b'I', b'D', b'3', _, _, flags, size @ ..] = bytes else { return None };
    let size = size.first_chunk::<4>()?.iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    Some(size + if flags & 0x10 == 0 { 10 } else { 20 })
}

/// The frame of layer III that these bytes begin with.
fn mp3_frame(bytes: &[u8]) -> Option<Frame> {
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
    Some(Frame { length: bytes_each_hertz * kilobits / hertz + usize::from(third >> 1 & 1), head: 0 })
}

/// The frame of ADTS that these bytes begin with; with a checksum its head is two bytes longer.
fn adts_frame(bytes: &[u8]) -> Option<Frame> {
    let [0xff, second, third, fourth, fifth, sixth, _, ..] = *bytes else { return None };
    let head = if second & 1 == 0 { 9 } else { 7 };
    let length = usize::from(fourth & 3) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
    let is_frame = second & 0xf6 == 0xf0 && third >> 2 & 15 < 13 && length > head;
    is_frame.then_some(Frame { length, head })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(bytes: &[u8]) -> Option<(usize, usize, usize)> {
        mp3(bytes).map(|anatomy| (anatomy.before, anatomy.sound, anatomy.behind))
    }

    #[test]
    fn an_mp3_file_may_begin_and_end_in_a_frame_but_has_nothing_else_around_it() {
        // 32 kbit/s at 44.1 kHz are 104 bytes, of MPEG 2.5 at 8 kHz with 8 kbit/s 72.
        let frame = [b"\xff\xfb\x10\0".as_slice(), &[1; 100]].concat();
        let low = [b"\xff\xe3\x18\0".as_slice(), &[1; 68]].concat();
        let length = |bytes: &[u8]| mp3_frame(bytes).map(|frame| frame.length);
        assert_eq!((length(&frame), length(&low), length(b"\xff\xfb\xf0\0")), (Some(104), Some(72), None));
        let id3 = b"ID3\x04\0\0\0\0\0\x02xx".as_slice();
        let with_footer = b"ID3\x04\0\x10\0\0\0\x023DI4567890xx".as_slice();
        let file = [id3, with_footer, &[0; 7], &frame, &frame, &frame].concat();
        let before = id3.len() + with_footer.len() + 7;
        assert_eq!(sound(&file), Some((before, 312, 0)));
        assert_eq!(sound(&[&frame[..], b"TAGx"].concat()), Some((0, 104, 4)));
        assert_eq!(sound(&file[..file.len() - 1]), Some((before, 208, 103)), "its last frame is cut");
        assert_eq!(sound(&file[..file.len() - 102]), Some((before, 208, 2)), "in its head");
        let begun = [&frame[40..], &frame, &frame, &frame].concat();
        assert_eq!(sound(&begun), Some((64, 312, 0)));
        assert_eq!(sound(&[&[1; 2000], &begun[..]].concat()), None, "that was no frame");
        assert_eq!(sound(&[&frame[40..], &frame, b"no frame"].concat()), None);
        assert_eq!(sound(&[&file[..], b"<html>"].concat()), None);
        assert_eq!(sound(b"ID3\x04\0\0\x7f\x7f\x7f\x7f"), None);
        assert_eq!(sound(&frame[..50]), None);
    }

    #[test]
    fn an_adts_file_is_told_from_mp3_and_its_heads_are_no_sound() {
        let frame = |checked: bool| {
            let head = [0xff, if checked { 0xf0 } else { 0xf1 }, 0x50, 0x80, 5, 0x1f, 0xfc];
            [head.as_slice(), &[1; 33]].concat()
        };
        let file = [frame(false), frame(true), frame(false)].concat();
        let anatomy = adts(&file).unwrap();
        assert_eq!((anatomy.before, anatomy.sound, anatomy.behind), (0, 33 + 31 + 33, 0));
        assert!(is_adts(&file) && !is_mp3(&file) && !is_adts(b"\xff\xf1\x50"));
        assert_eq!(adts(&file[10..]), None, "it begins in mid-frame");
        assert!(adts(&[&file[..], b"PK\x03\x04"].concat()).is_none());
    }
}
