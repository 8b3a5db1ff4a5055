//! How long something lasts is one word, however it is written: `1h30`, `1 h 30`, `90 min` and `90 minutes` are the same.

use super::Word;
use compact_str::format_compact;

/// More hours than these are no duration.
const MAX_HOURS: u32 = 999;

/// What a word may be within a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Number(u32),
    Hours,
    Minutes,
}

/// The words with those of each duration made one.
pub fn joined(text: &str, words: Vec<Word>) -> Vec<Word> {
    let durations = durations(text, &words);
    if durations.is_empty() {
        return words;
    }
    let mut read = Vec::with_capacity(words.len());
    let mut after = 0;
    for (at, taken, minutes) in durations {
        read.extend_from_slice(&words[after..at]);
        after = at + taken;
        read.push(whole(&words[at..after], minutes));
    }
    read.extend_from_slice(&words[after..]);
    for (position, word) in (0..).zip(&mut read) {
        word.position = position;
    }
    read
}

/// Where durations begin among the words, how many words each takes, and its minutes.
fn durations(text: &str, words: &[Word]) -> Vec<(usize, usize, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let taken = duration(text, &words[at..]).map_or(1, |(minutes, taken)| {
            found.push((at, taken, minutes));
            taken
        });
        at += taken;
    }
    found
}

/// One word for all of these.
fn whole(words: &[Word], minutes: u32) -> Word {
    let start = words[0].range.start;
    let end = words[words.len() - 1].range.end;
    Word {
        range: start..end,
        folded: format_compact!("{minutes}min"),
        position: 0,
        joined: Vec::new(),
        capitals: false,
    }
}

/// The minutes of the duration with which the words begin, and how many words say it.
fn duration(text: &str, words: &[Word]) -> Option<(u32, usize)> {
    if !words
        .first()?
        .folded
        .starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    // the longest way to write one is `1 h 30 min`
    let mut said = Vec::new();
    for (at, word) in words.iter().take(4).enumerate() {
        if at > 0 && !stand_together(text, &words[at - 1], word) {
            break;
        }
        match pieces(&word.folded) {
            Some(pieces) => said.extend(pieces.into_iter().map(|piece| (piece, at + 1))),
            None => break,
        }
    }
    let piece = |number: usize| said.get(number).map(|(piece, _)| *piece);
    let through = |number: usize| said[number - 1].1;
    let (minutes, used) = match (piece(0)?, piece(1)?, piece(2), piece(3)) {
        (Piece::Number(minutes), Piece::Minutes, _, _) => (minutes, 2),
        (Piece::Number(hours @ 0..=MAX_HOURS), Piece::Hours, more, unit) => match (more, unit) {
            (Some(Piece::Number(minutes @ 0..60)), Some(Piece::Minutes)) => {
                (hours * 60 + minutes, 4)
            }
            (Some(Piece::Number(minutes @ 0..60)), _) if two_digits(text, words, through(3)) => {
                (hours * 60 + minutes, 3)
            }
            _ => (hours * 60, 2),
        },
        _ => return None,
    };
    // what goes on within the last word belongs to something else: `2h30x`
    let taken = through(used);
    said.get(used)
        .is_none_or(|(_, at)| *at > taken)
        .then_some((minutes, taken))
}

/// Minutes after hours have two digits: `1 h 30`, not `2 h 8 personnes`.
fn two_digits(text: &str, words: &[Word], taken: usize) -> bool {
    let written = &text[words[taken - 1].range.clone()];
    let digits = written.bytes().rev().take_while(u8::is_ascii_digit).count();
    digits == 2
}

/// Whether nothing but one space stands between two words.
fn stand_together(text: &str, before: &Word, word: &Word) -> bool {
    let between = &text[before.range.end..word.range.start];
    matches!(between, " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
}

/// The numbers and units that make up a word; `None` when it is made of anything else.
fn pieces(folded: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = folded;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letters = rest[digits..]
            .bytes()
            .take_while(|b| b.is_ascii_lowercase());
        let length = if digits > 0 { digits } else { letters.count() };
        let (piece, after) = rest.split_at_checked(length).filter(|_| length > 0)?;
        pieces.push(match piece {
            "h" | "hr" | "heure" | "heures" => Piece::Hours,
            "min" | "mn" | "mins" | "minute" | "minutes" => Piece::Minutes,
            number => Piece::Number(number.parse().ok()?),
        });
        rest = after;
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use crate::analysis::words;

    fn folded(text: &str) -> Vec<String> {
        words(text)
            .into_iter()
            .map(|word| word.folded.into())
            .collect()
    }

    #[test]
    fn a_duration_is_one_word_however_it_is_written() {
        for text in [
            "1h30",
            "1 h 30",
            "1H30",
            "1h 30",
            "1 h 30 min",
            "1h30mn",
            "90 min",
            "90min",
            "90 mn",
            "90 minutes",
            "1 heure 30",
            "1\u{a0}h\u{a0}30",
            "1\u{202f}h\u{202f}30",
        ] {
            assert_eq!(folded(text), ["90min"], "{text}");
        }
        assert_eq!(
            folded("20min, 45mn ou 2h"),
            ["20min", "45min", "ou", "120min"]
        );
        assert_eq!(folded("de 20 à 30 minutes"), ["de", "20", "a", "30min"]);
        assert_eq!(folded("1 h 05"), ["65min"]);
    }

    #[test]
    fn what_is_no_duration_stays_as_it_is() {
        for (text, words) in [
            ("2 h 8 personnes", &["120min", "8", "personnes"][..]),
            ("2024", &["2024"]),
            ("h1n1", &["h1n1"]),
            ("2h30x", &["2h30x"]),
            ("30. Minutes", &["30", "minutes"]),
            ("12\nminutes", &["12", "minutes"]),
            ("h 30 min", &["h", "30min"]),
            ("99999999999 min", &["99999999999", "min"]),
            ("1 h 75", &["60min", "75"]),
            ("5 10", &["5", "10"]),
        ] {
            assert_eq!(folded(text), words, "{text}");
        }
    }

    #[test]
    fn places_go_on_after_a_duration() {
        let found = words("Atelier de 1 h 30 assis");
        let said: Vec<_> = found
            .iter()
            .map(|word| (word.position, &*word.folded))
            .collect();
        assert_eq!(
            said,
            [(0, "atelier"), (1, "de"), (2, "90min"), (3, "assis")]
        );
        assert_eq!(found[2].range, 11..17);
    }
}
