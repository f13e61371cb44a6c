//! Does a file reach its own end? Where a container's reader stops quietly at the end of a file that was cut, or at
//! something else that somebody has put behind the sound, the file's own structure tells.

/// Tags that may stand beside an MP3's frames: names, a picture's leftovers, padding.
pub const MP3_TAGS_MAX: usize = 4096;

const SEGMENT: u64 = 0x1853_8067;
const CLUSTER: u64 = 0x1f43_b675;

/// WebM: are the elements of the file one after the other until its very end? What a browser records has segment
/// and clusters of unknown size (RFC 8794 section 6.2); their elements follow as if they were not there.
pub fn webm(mut bytes: &[u8]) -> bool {
    while !bytes.is_empty() {
        let Some((id, rest)) = element_id(bytes) else { return false };
        let Some((size, rest)) = element_size(rest) else { return false };
        bytes = match size {
            None if matches!(id, SEGMENT | CLUSTER) => rest,
            Some(size) if size <= rest.len() => &rest[size..],
            _ => return false,
        };
    }
    true
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

/// MP4: do the boxes of the file end where it ends (ISO/IEC 14496-12 section 4.2)?
pub fn mp4(mut bytes: &[u8]) -> bool {
    while let Some((size, _)) = bytes.split_first_chunk::<4>() {
        let size = match u32::from_be_bytes(*size) {
            // The box goes to the end of the file.
            0 => return true,
            1 => bytes.get(8..16).and_then(|size| size.try_into().ok()).map_or(0, u64::from_be_bytes),
            size => size.into(),
        };
        match usize::try_from(size).ok().filter(|size| *size >= 8).and_then(|size| bytes.get(size..)) {
            Some(rest) => bytes = rest,
            None => return false,
        }
    }
    bytes.is_empty()
}

/// MP3: how many bytes there are without the tags before the sound (ID3v2.4 section 3.1) and after it (ID3v1).
pub fn without_id3(bytes: &[u8]) -> usize {
    let before = match bytes {
        [b'I', b'D', b'3', _, _, _, size @ ..] if size.len() >= 4 => {
            10 + size[..4].iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f))
        }
        _ => 0,
    };
    let after = if bytes.len() > 128 && bytes[bytes.len() - 128..].starts_with(b"TAG") { 128 } else { 0 };
    bytes.len().saturating_sub(before + after)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header, a segment and a cluster of unknown size, and in it a time and a block.
    const LIVE: &[u8] = b"\x1a\x45\xdf\xa3\x81x\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\
        \x1f\x43\xb6\x75\xff\xe7\x81\0\xa3\x40\x03abc";

    #[test]
    fn a_webm_file_ends_with_an_element() {
        assert!(webm(LIVE));
        let ends = [0, 6, 18, 23, 26, LIVE.len()];
        for length in 0..=LIVE.len() {
            assert_eq!(webm(&LIVE[..length]), ends.contains(&length), "{length}");
        }
        assert!(!webm(b"\0\0"));
        // Nothing else may be of unknown size, or it could hide anything.
        assert!(!webm(b"\xa3\xffPK"));
    }

    #[test]
    fn an_mp4_file_ends_with_a_box() {
        let file = b"\0\0\0\x0cftypM4A \0\0\0\x01mdat\0\0\0\0\0\0\0\x11x\0\0\0\0free";
        assert!(mp4(file));
        for length in [1, 8, 11, 13, 20, 28, 30] {
            assert!(!mp4(&file[..length]), "{length}");
        }
        assert!(mp4(&file[..12]) && mp4(&file[..29]));
        assert!(!mp4(b"\0\0\0\x04ftyp") && !mp4(b"\0\0\0\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff"));
    }

    #[test]
    fn tags_do_not_count() {
        assert_eq!(without_id3(b"ID3\x04\0\0\0\0\x01\x02"), 0);
        let tagged = [b"ID3\x04\0\0\0\0\0\x02xx".as_slice(), &[b'f'; 50], b"TAG", &[0; 125]].concat();
        assert_eq!(without_id3(&tagged), 50);
        assert_eq!(without_id3(b"ff"), 2);
    }
}
