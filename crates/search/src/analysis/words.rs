//! How a text falls into words: elisions cut, compounds split *and* joined, durations made one.

use super::durations;
use super::fold::{fold_word, is_ignorable};
use compact_str::CompactString;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Longer words are not words: encoded data, chains of damage.
const MAX_WORD_BYTES: usize = 64;

/// What stands before an apostrophe and is cut, folded.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
    "entr",
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The word without case and accents.
    pub folded: CompactString,
    /// Its number within the text.
    pub position: u32,
    /// Compounds of two and three parts that begin with it: `proche-aidant` gives `procheaidant`.
    pub joined: Vec<CompactString>,
    /// Two to six letters, all capitals: perhaps an acronym.
    pub capitals: bool,
}

/// What stands between a part and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Gap,
    Hyphen,
    Apostrophe,
    /// as in `patient·e·s`
    Point,
}

struct Part {
    range: Range<usize>,
    joint: Joint,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let parts = parts(text);
    let mut words = Vec::with_capacity(parts.len());
    for chain in parts.chunk_by(|_, next| next.joint != Joint::Gap) {
        read_chain(text, chain, &mut words);
    }
    durations::joined(text, words)
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_combining_mark(c) || is_ignorable(c)
}

fn joint(c: char) -> Joint {
    match c {
        '-' | '\u{2010}' | '\u{2011}' => Joint::Hyphen,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '＇' => Joint::Apostrophe,
        '·' | '‧' | '•' => Joint::Point,
        _ => Joint::Gap,
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut between = Joint::Gap;
    for (at, c) in text.char_indices() {
        if is_letter(c) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            parts.push(Part {
                range: start..at,
                joint: between,
            });
            between = joint(c);
        } else if between != Joint::Hyphen || !matches!(c, '\n' | '\r') {
            // a hyphen at the end of a line goes on joining: the word was cut there
            between = Joint::Gap;
        }
    }
    if let Some(start) = start {
        parts.push(Part {
            range: start..text.len(),
            joint: between,
        });
    }
    parts
}

/// Reads parts that are joined by hyphens, apostrophes and points.
fn read_chain(text: &str, chain: &[Part], words: &mut Vec<Word>) {
    let first = words.len();
    for (number, part) in chain.iter().enumerate() {
        if part.joint == Joint::Point && words.len() > first {
            // feminine and plural of inclusive writing belong to the word
            if let Some(word) = words.last_mut() {
                word.range.end = part.range.end;
            }
            continue;
        }
        let before_apostrophe = chain
            .get(number + 1)
            .is_some_and(|next| next.joint == Joint::Apostrophe);
        push_part(text, part, before_apostrophe, words);
    }
    join(&mut words[first..]);
}

fn push_part(text: &str, part: &Part, before_apostrophe: bool, words: &mut Vec<Word>) {
    let written = &text[part.range.clone()];
    if written.len() > MAX_WORD_BYTES {
        return;
    }
    let folded = fold_word(written);
    let elided = before_apostrophe && ELIDED.contains(&folded.as_str());
    if folded.is_empty() || elided {
        return;
    }
    if folded == "hui"
        && part.joint == Joint::Apostrophe
        && let Some(last) = words.last_mut()
        && last.folded == "aujourd"
    {
        last.folded.push_str("hui");
        last.range.end = part.range.end;
        return;
    }
    let position = words.last().map_or(0, |word| word.position + 1);
    let capitals = (2..=6).contains(&written.len()) && written.chars().all(char::is_uppercase);
    words.push(Word {
        range: part.range.clone(),
        folded,
        position,
        joined: Vec::new(),
        capitals,
    });
}

fn join(chain: &mut [Word]) {
    for at in 0..chain.len() {
        let mut joined = chain[at].folded.clone();
        for next in at + 1..chain.len().min(at + 3) {
            joined.push_str(&chain[next].folded);
            chain[at].joined.push(joined.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<CompactString> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn elisions_are_cut_with_every_apostrophe() {
        for text in [
            "l'autonomie",
            "l’autonomie",
            "L`Autonomie",
            "jusqu’l'autonomie",
        ] {
            assert_eq!(folded(text), ["autonomie"], "{text}");
        }
        assert_eq!(folded("aujourd’hui l'eau"), ["aujourdhui", "eau"]);
        assert_eq!(folded("prud'hommes"), ["prud", "hommes"]);
    }

    #[test]
    fn compounds_are_split_and_joined() {
        let found = words("Le proche-aidant");
        assert_eq!(found[1].folded, "proche");
        assert_eq!(found[1].joined, ["procheaidant"]);
        assert_eq!(found[2].position, 2);
        assert_eq!(words("vis-à-vis")[0].joined, ["visa", "visavis"]);
        assert_eq!(words("forma-\ntion")[0].joined, ["formation"]);
        assert!(words("avant - après")[0].joined.is_empty());
    }

    #[test]
    fn inclusive_writing_is_one_word() {
        let text = "les patient·e·s experts";
        let found = words(text);
        assert_eq!(folded(text), ["les", "patient", "experts"]);
        assert_eq!(&text[found[1].range.clone()], "patient·e·s");
    }

    #[test]
    fn capitals_are_noticed_and_long_junk_is_not_read() {
        let found = words(&format!("ETP Etp A {} fin", "x".repeat(400)));
        let capitals = found.iter().map(|word| word.capitals).collect::<Vec<_>>();
        assert_eq!(capitals, [true, false, false, false]);
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn any_text_is_read_and_ranges_lie_on_characters() {
        for text in [
            "",
            "'",
            "-’-",
            "\u{301}",
            "é'",
            "a\u{fffd}b",
            "🙂-🙂",
            "l'",
            "·a·",
        ] {
            for word in words(text) {
                assert!(text.get(word.range.clone()).is_some(), "{text}");
            }
        }
    }
}
