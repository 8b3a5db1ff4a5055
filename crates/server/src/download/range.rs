//! `Range` of a download: one range of bytes (RFC 9110 §14.1.2).

use std::ops::Range;

/// What a client wants of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: there is no range, or one that is not understood and has to be passed over.
    All,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that do not exist.
    OutOfReach,
}

/// Reads the header's value for a file of that size. Several ranges at once are answered with the whole, which the
/// standard allows.
pub(super) fn wanted(header: Option<&str>, size: u64) -> Wanted {
    let Some(spec) = header.and_then(|value| value.trim().strip_prefix("bytes=")) else {
        return Wanted::All;
    };
    let Some((first, last)) = spec.split_once('-').filter(|_| !spec.contains(',')) else {
        return Wanted::All;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let range = match (first.trim(), last.trim()) {
        ("", suffix) => number(suffix).map(|length| size.saturating_sub(length)..size),
        (first, "") => number(first).map(|first| first..size),
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => {
                Some(first..last.saturating_add(1).min(size))
            }
            _ => None,
        },
    };
    match range {
        None => Wanted::All,
        Some(range) if range.start < range.end => Wanted::Part(range),
        Some(_) => Wanted::OutOfReach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (header, expected) in [
            ("bytes=0-4", Wanted::Part(0..5)),
            ("bytes=5-", Wanted::Part(5..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-30", Wanted::Part(0..10)),
            ("bytes=8-99", Wanted::Part(8..10)),
            ("bytes=10-", Wanted::OutOfReach),
            ("bytes=-0", Wanted::OutOfReach),
            ("bytes=5-4", Wanted::All),
            ("bytes=a-b", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("lines=1-2", Wanted::All),
            (
                "bytes=18446744073709551615-18446744073709551615",
                Wanted::OutOfReach,
            ),
        ] {
            assert_eq!(wanted(Some(header), 10), expected, "{header}");
        }
        assert_eq!(wanted(None, 10), Wanted::All);
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::OutOfReach);
    }
}
