//! Words as they are written elsewhere, not as a page is set.

use std::iter::Peekable;
use std::ops::RangeInclusive;
use std::str::CharIndices;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

/// Latin ligatures of Unicode's "Alphabetic Presentation Forms".
const LIGATURES: RangeInclusive<char> = '\u{FB00}'..='\u{FB06}';

/// Words before which a hyphen stands for what two words share: "pré- et
/// post-test".
const SHARING: [&str; 6] = ["et", "ou", "à", "and", "or", "to"];

/// The text with ligatures spelled out, accents set on their letters, and words
/// that were cut at the end of a line joined. The rest of what NFKC folds
/// (exponents, fractions) says something, and stays.
pub(super) fn whole_words(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c == '-' && whole.ends_with(char::is_lowercase) && is_cut(&text[at + 1..]) {
            pass_space(&mut rest);
        } else if LIGATURES.contains(&c) {
            decompose_compatible(c, |letter| whole.push(letter));
        } else {
            whole.push(c);
        }
    }
    whole.nfc().collect()
}

/// Whether what follows a hyphen is the rest of a word, a line further. A
/// compound that was cut at its own hyphen cannot be told from that; joined it is
/// found as well, as search joins neighbours.
fn is_cut(after: &str) -> bool {
    let next = after.trim_start_matches('\n');
    let Some(rest) = next
        .strip_prefix(' ')
        .or((next.len() < after.len()).then_some(next))
    else {
        return false;
    };
    let end = rest.find(|c: char| !c.is_alphabetic());
    let word = &rest[..end.unwrap_or(rest.len())];
    word.starts_with(char::is_lowercase) && !SHARING.contains(&word)
}

fn pass_space(rest: &mut Peekable<CharIndices<'_>>) {
    while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
}

#[cfg(test)]
mod tests {
    use super::whole_words;

    #[test]
    fn ligatures_and_loose_accents_become_letters() {
        assert_eq!(
            whole_words("eﬃcace, ﬂuide, e\u{301}té"),
            "efficace, fluide, été"
        );
        assert_eq!(whole_words("m² ½ œil"), "m² ½ œil");
    }

    #[test]
    fn words_cut_at_the_end_of_a_line_are_joined() {
        for (cut, whole) in [
            ("la manip- ulation", "la manipulation"),
            ("la pré-\nvention", "la prévention"),
            ("un proche-aidant", "un proche-aidant"),
            ("pré- et post-test", "pré- et post-test"),
            ("15- 20 minutes", "15- 20 minutes"),
            ("voir B- carte", "voir B- carte"),
            ("fin- Début", "fin- Début"),
            ("fin-", "fin-"),
            ("a-  b", "a-  b"),
        ] {
            assert_eq!(whole_words(cut), whole);
        }
    }
}
