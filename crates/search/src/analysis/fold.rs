//! Accents, case and ligatures do not count.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters that stand within words without being read: soft hyphen, zero-width characters, the mark of a damaged
/// character.
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fffd}'
    )
}

/// The word in lower case, without accents, `œ` as `oe`: what *Éducation*, *education* and *éducation* have in common.
pub fn fold(word: &str) -> String {
    fold_word(word).into()
}

/// The same for one of the many words of a text.
pub fn fold_word(word: &str) -> CompactString {
    let mut folded = CompactString::with_capacity(word.len());
    if word.chars().all(|c| push_latin(c, &mut folded)) {
        return folded;
    }
    folded.clear();
    let letters = word
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_ignorable(*c));
    for c in letters.flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// Adds a letter of French or of ASCII, folded, without the tables of all that Unicode knows; false for any other character.
fn push_latin(c: char, folded: &mut CompactString) -> bool {
    folded.push_str(match c {
        'à' | 'á' | 'â' | 'ä' | 'À' | 'Á' | 'Â' | 'Ä' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'í' | 'î' | 'ï' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ó' | 'ô' | 'ö' | 'Ó' | 'Ô' | 'Ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        c if c.is_ascii() => {
            folded.push(c.to_ascii_lowercase());
            return true;
        }
        _ => return false,
    });
    true
}

/// A whole line folded, its words parted by single spaces: how titles are sorted.
pub fn fold_line(line: &str) -> String {
    let folded = fold(line);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_ligatures_and_damage_do_not_count() {
        for (written, folded) in [
            ("Éducation", "education"),
            ("e\u{301}ducation", "education"),
            ("CŒUR", "coeur"),
            ("ex æquo", "ex aequo"),
            ("naïf", "naif"),
            ("ﬁche", "fiche"),
            ("for\u{ad}ma\u{fffd}tion", "formation"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn the_short_way_says_what_the_tables_say() {
        for c in (0..0x250).filter_map(char::from_u32) {
            let mut short = CompactString::default();
            if push_latin(c, &mut short) {
                // a combining mark that stands alone sends the word the long way, and leaves nothing of itself
                assert_eq!(short, fold(&format!("{c}\u{301}")), "{c}");
            }
        }
    }

    #[test]
    fn a_line_is_sorted_by_its_words() {
        assert_eq!(fold_line("« L’Été », à l'île"), "l ete a l ile");
    }
}
