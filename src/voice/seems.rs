//! What a file that is not taken seems to be, so that its sender can be told and knows what to do with it.

use memchr::memmem;

/// What files of a kind have at a place, and the kind; the first that fits is told.
const BEGINNINGS: [(usize, &[u8], &str); 37] = [
    (0, b"#!AMR", "an AMR recording"),
    (0, b"caff", "a CAF recording"),
    (0, b"RF64", "an RF64 file, which is a WAV for very long recordings"),
    (8, b"AIFF", "an AIFF recording"),
    (8, b"AIFC", "an AIFF recording"),
    (0, b".snd", "an AU recording"),
    (0, b"MAC ", "a Monkey's Audio recording"),
    (0, b"wvpk", "a WavPack recording"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media (WMA) recording"),
    (0, b"MThd", "a MIDI file, which has notes and no sound"),
    (8, b"AVI ", "a video"),
    (0, b"\0\0\x01\xba", "a video"),
    (0, b"FLV\x01", "a video"),
    (0, b"\x89PNG", "a picture"),
    (0, b"\xff\xd8\xff", "a picture"),
    (0, b"GIF8", "a picture"),
    (8, b"WEBP", "a picture"),
    (4, b"ftypheic", "a picture"),
    (4, b"ftypavif", "a picture"),
    (0, b"BM", "a picture"),
    (0, b"II*\0", "a picture"),
    (0, b"MM\0*", "a picture"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "an archive or an office document"),
    (0, b"Rar!\x1a\x07", "an archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive"),
    (0, b"\x1f\x8b", "an archive"),
    (0, b"BZh", "an archive"),
    (0, b"\xfd7zXZ", "an archive"),
    (0, b"\x28\xb5\x2f\xfd", "an archive"),
    (257, b"ustar", "an archive"),
    (0, b"\xd0\xcf\x11\xe0", "an office document"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"#!", "a program"),
    (0, b"\0asm", "a program"),
];

/// What stands near the beginning of a container, and what that has in it.
const CONTENTS: [(&[u8], &[u8], &str); 11] = [
    (b"OggS", b"\x01vorbis", "an Ogg Vorbis recording"),
    (b"OggS", b"Speex   ", "an Ogg Speex recording"),
    (b"OggS", b"\x7fFLAC", "FLAC in Ogg"),
    (b"OggS", b"\x80theora", "a video"),
    (b"\x1a\x45\xdf\xa3", b"V_VP", "a video"),
    (b"\x1a\x45\xdf\xa3", b"V_AV1", "a video"),
    (b"\x1a\x45\xdf\xa3", b"V_MPEG", "a video"),
    (b"ftyp", b"vide", "a video"),
    (b"ftyp", b"samr", "an AMR recording"),
    (b"ftyp", b"alac", "an Apple Lossless (ALAC) recording"),
    (b"ftyp", b"ac-3", "a Dolby (AC-3) recording"),
];

/// Containers whose contents say nothing better: the file is damaged, cut, of a codec that is not known here, or has
/// something in it that does not belong there.
const CONTAINERS: [(usize, &[u8], &str); 6] = [
    (0, b"OggS", "an Ogg file, but it is damaged, cut, or not just Opus"),
    (0, b"\x1a\x45\xdf\xa3", "a WebM or Matroska file, but it is damaged, cut, or not just Opus"),
    (4, b"ftyp", "an MP4 file, but it is damaged, cut, or not just AAC or Opus"),
    (0, b"RIFF", "a WAV file, but it is damaged, cut, or not just plain sound"),
    (0, b"fLaC", "a FLAC file, but it is damaged, cut, or not just sound"),
    (0, b"ID3", "an MP3 file, but it is damaged, cut, or not just sound"),
];

/// So far the contents of a container are looked for.
const LOOK_BYTES: usize = 64 * 1024;

/// In words that follow "This looks like".
pub fn like(bytes: &[u8]) -> &'static str {
    other(bytes)
        .or_else(|| {
            let look = &bytes[..bytes.len().min(LOOK_BYTES)];
            let has = |begins: &[u8], part: &[u8]| {
                let is_container =
                    look.starts_with(begins) || look.get(4..).is_some_and(|from| from.starts_with(begins));
                is_container && memmem::find(look, part).is_some()
            };
            CONTENTS.iter().find(|(begins, part, _)| has(begins, part)).map(|(_, _, name)| *name)
        })
        .or_else(|| find(&CONTAINERS, bytes))
        .unwrap_or(match bytes {
            [] => "an empty file",
            _ if super::frames::is_mp3(bytes) => "an MP3 file, but it is damaged, cut, or not just sound",
            _ if super::frames::is_adts(bytes) => "an AAC file, but it is damaged, cut, or not just sound",
            _ => "no recording",
        })
}

/// What a file is that is certainly no recording for us.
pub fn other(bytes: &[u8]) -> Option<&'static str> {
    find(&BEGINNINGS, bytes).or_else(|| text(bytes))
}

fn find(table: &[(usize, &'static [u8], &'static str)], bytes: &[u8]) -> Option<&'static str> {
    let fits = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|from| from.starts_with(magic));
    table.iter().find(|(at, magic, _)| fits(*at, magic)).map(|(_, _, name)| *name)
}

/// Words are known by their having no control characters but those of lines.
fn text(bytes: &[u8]) -> Option<&'static str> {
    let look = &bytes[..bytes.len().min(64)];
    let is_text = !look.is_empty() && !look.iter().any(|byte| matches!(byte, 0..9 | 11 | 14..32 | 127..));
    let is_page = memmem::find(&look.to_ascii_lowercase(), b"<html").is_some()
        || [b"<!doctype".as_slice(), b"<svg", b"<?xml"].iter().any(|tag| look.to_ascii_lowercase().starts_with(tag));
    is_text.then_some(if is_page { "a web page or a drawing" } else { "a text" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_what_it_begins_with_or_has_in_it() {
        for (bytes, expected) in [
            (b"#!AMR\n\x3c".as_slice(), "an AMR recording"),
            (b"#!/bin/sh\n", "a program"),
            (b"\0\0\0\x18ftyp3gp4 ... samr", "an AMR recording"),
            (b"\0\0\0\x18ftypM4A ", "an MP4 file, but it is damaged, cut, or not just AAC or Opus"),
            (b"OggS\0\x02..\x01vorbis", "an Ogg Vorbis recording"),
            (b"RIFF\0\0\0\0AVI LIST", "a video"),
            (b"FORM\0\0\0\0AIFF", "an AIFF recording"),
            (b"PK\x03\x04\x14\0", "an archive or an office document"),
            (b"<!DOCTYPE html>", "a web page or a drawing"),
            (b"hello", "a text"),
            (b"", "an empty file"),
            (b"\x01\x02\x03\xf0", "no recording"),
        ] {
            assert_eq!(like(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
