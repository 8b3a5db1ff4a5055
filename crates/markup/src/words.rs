//! Words: the smallest thing that two versions of a text are compared by.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text, with each blank, line feed and sign between them: together they are the text.
/// Boundaries are Unicode's (UAX 29), and one after each apostrophe: French elides, so that
/// "l’eau" is two words.
pub(crate) fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds()
        .flat_map(|word| word.split_inclusive(['\'', '’']))
        .collect()
}

/// The words of a text, each with the blanks that follow it on its line.
pub(crate) fn spaced_words(text: &str) -> Vec<&str> {
    let mut spaced = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for word in words(text) {
        let attaches = end > start && is_blank(word) && !text[start..end].ends_with('\n');
        if !attaches && end > start {
            spaced.push(&text[start..end]);
            start = end;
        }
        end += word.len();
    }
    if end > start {
        spaced.push(&text[start..end]);
    }
    spaced
}

fn is_blank(word: &str) -> bool {
    word.chars().all(|c| c.is_whitespace() && c != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elided_words_are_apart_and_nothing_is_lost() {
        let text = "L’eau d'ici : 3,5 l !\n\n👩‍⚕️ e\u{301}te\u{301}";
        let words = words(text);
        assert_eq!(words.concat(), text);
        assert_eq!(words[..4], ["L’", "eau", " ", "d'"]);
        for whole in ["3,5", "👩‍⚕️", "e\u{301}te\u{301}"] {
            assert!(words.contains(&whole), "{whole}");
        }
    }

    #[test]
    fn blanks_go_with_the_word_before_them() {
        assert_eq!(
            spaced_words(" a  b. \n c"),
            [" ", "a  ", "b", ". ", "\n", " ", "c"]
        );
        assert!(spaced_words("").is_empty());
    }
}
