//! Which part of something is asked for (RFC 9110 section 14): one range of bytes, or all of it.

use std::ops::Range;

/// What to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it (200).
    Whole,
    /// These bytes (206).
    Part(Range<usize>),
    /// There are no such bytes (416).
    Nothing,
}

/// What the headers `Range` and `If-Range` ask for of `length` bytes with this entity tag. What is not understood, or
/// asks for several ranges, or for a part of something that has changed, gets the whole.
#[must_use]
pub fn wanted(range: Option<&str>, if_range: Option<&str>, tag: &str, length: usize) -> Wanted {
    let Some(range) = range.filter(|_| if_range.is_none_or(|known| known.trim() == tag)) else {
        return Wanted::Whole;
    };
    let Ok(parsed) = http_range_header::parse_range_header(range.trim()) else {
        return Wanted::Whole;
    };
    match parsed.validate(length as u64).as_deref() {
        Ok([one]) => {
            let (first, last) = (*one.start() as usize, *one.end() as usize);
            Wanted::Part(first..last + 1)
        }
        Ok(_) => Wanted::Whole,
        Err(_) => Wanted::Nothing,
    }
}

/// Does `If-None-Match` name this entity tag?
#[must_use]
pub fn is_known(if_none_match: Option<&str>, tag: &str) -> bool {
    let names =
        |list: &str| list.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag);
    if_none_match.is_some_and(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = "\"t\"";

    #[test]
    fn one_range_is_answered_with_it() {
        for (range, part) in [
            ("bytes=0-", 0..1000),
            ("bytes=0-0", 0..1),
            ("bytes=10-19", 10..20),
            ("bytes=990-5000", 990..1000),
            ("bytes=-10", 990..1000),
            ("bytes=999-", 999..1000),
        ] {
            assert_eq!(wanted(Some(range), None, TAG, 1000), Wanted::Part(part), "{range}");
        }
    }

    #[test]
    fn what_is_not_there_is_told_apart_from_what_is_not_understood() {
        for range in ["bytes=1000-", "bytes=5000-6000", "bytes=-0"] {
            assert_eq!(wanted(Some(range), None, TAG, 1000), Wanted::Nothing, "{range}");
        }
        for range in ["", "bytes", "bytes=", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=--1"] {
            assert_eq!(wanted(Some(range), None, TAG, 1000), Wanted::Whole, "{range}");
        }
        assert_eq!(wanted(None, None, TAG, 1000), Wanted::Whole);
    }

    #[test]
    fn a_part_of_something_else_is_not_wanted() {
        assert_eq!(wanted(Some("bytes=0-9"), Some(TAG), TAG, 1000), Wanted::Part(0..10));
        for other in ["\"u\"", "W/\"t\"", "Wed, 21 Oct 2015 07:28:00 GMT"] {
            assert_eq!(wanted(Some("bytes=0-9"), Some(other), TAG, 1000), Wanted::Whole, "{other}");
        }
    }

    #[test]
    fn entity_tags_are_compared() {
        for known in [TAG, "*", "W/\"t\"", "\"a\", \"t\""] {
            assert!(is_known(Some(known), TAG), "{known}");
        }
        assert!(!is_known(Some("\"u\""), TAG) && !is_known(None, TAG));
    }
}
