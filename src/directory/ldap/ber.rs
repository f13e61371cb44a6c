//! BER (X.690) as LDAP uses it (RFC 4511 section 5.1): as much as is needed to look at a message before a parser does,
//! which calls itself for each level and makes a structure of each element, however small.

/// The deepest that elements may be inside each other; an entry found needs six levels.
const DEPTH_MAX: usize = 16;

/// A sequence, which every message is.
pub const SEQUENCE: u8 = 0x30;
/// A choice of few.
pub const ENUMERATED: u8 = 0x0a;
/// `ExtendedResponse`, which answers StartTLS.
pub const EXTENDED_RESPONSE: u8 = 0x78;
/// Set in the type of an element that is made of elements.
const CONSTRUCTED: u8 = 0x20;

/// How many bytes of length follow this first one, and the length as far as the first one says it; `None` for more than
/// four, and for a length that is not said.
#[must_use]
pub fn length(first: u8) -> Option<(usize, usize)> {
    match first {
        0..=0x7f => Some((0, first.into())),
        0x81..=0x84 => Some((usize::from(first & 0x7f), 0)),
        _ => None,
    }
}

/// The first element's type and content, and what is behind it.
#[must_use]
pub fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[kind, first], rest) = bytes.split_first_chunk()?;
    let (more, short) = length(first)?;
    let (digits, rest) = rest.split_at_checked(more)?;
    let length = digits.iter().fold(short, |length, digit| length << 8 | usize::from(*digit));
    let (content, rest) = rest.split_at_checked(length)?;
    Some((kind, content, rest))
}

/// How many elements there are, at all levels; `None` when they are not well-formed or too deep.
#[must_use]
pub fn count(bytes: &[u8]) -> Option<usize> {
    count_below(bytes, DEPTH_MAX)
}

fn count_below(mut bytes: &[u8], depth: usize) -> Option<usize> {
    let mut elements = 0;
    while !bytes.is_empty() {
        let (kind, content, rest) = element(bytes)?;
        let inside = if kind & CONSTRUCTED == 0 { 0 } else { count_below(content, depth.checked_sub(1)?)? };
        elements += 1 + inside;
        bytes = rest;
    }
    Some(elements)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTEGER: u8 = 0x02;
    const OCTETS: u8 = 0x04;

    fn sequence(content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&[SEQUENCE, 0x84], &length[..], content].concat()
    }

    #[test]
    fn elements_are_found_and_counted() {
        let bytes = [&[INTEGER, 1, 7], &sequence(&[OCTETS, 2, b'h', b'i', 5, 0])[..]].concat();
        let (kind, content, rest) = element(&bytes).expect("an element");
        assert_eq!((kind, content, rest.len()), (INTEGER, &[7][..], 12));
        assert_eq!(count(&bytes), Some(4));
        assert_eq!(count(&[]), Some(0));
    }

    #[test]
    fn what_is_cut_deep_or_without_a_length_is_none() {
        for bytes in [&[OCTETS][..], &[OCTETS, 2, 1], &[OCTETS, 0x80], &[OCTETS, 0x85, 0, 0, 0, 0, 0], &[0x30, 2, 4, 1]]
        {
            assert_eq!(count(bytes), None, "{bytes:?}");
        }
        let nested = |depth: usize| (0..depth).fold(Vec::new(), |inside, _| sequence(&inside));
        assert_eq!(count(&nested(16)), Some(16));
        assert_eq!(count(&nested(17)), None);
        assert_eq!(count(&nested(1000)), None);
    }
}
