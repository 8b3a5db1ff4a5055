//! Marks that lead nowhere and so stayed in the text: `[^1]` whose note stands in another field, `[[`, `![[` and `]]`.

/// The text without them, what stands between double brackets kept.
pub fn without_marks(text: &str) -> String {
    let mut readable = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[^") {
        readable.push_str(&rest[..at]);
        rest = &rest[at..];
        let label = rest.find(']').filter(|end| is_label(&rest[2..*end]));
        let length = label.map_or(2, |end| end + 1);
        if label.is_none() {
            readable.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    readable.push_str(rest);
    let marks = ["![[", "[[", "]]"];
    marks
        .iter()
        .fold(readable, |text, mark| text.replace(mark, ""))
}

/// Labels of notes have no spaces.
fn is_label(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '[')
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, readable) in [
            ("Un renvoi[^1], un autre[^note-2].", "Un renvoi, un autre."),
            ("[[fiche]] et ![[image]]", "fiche et image"),
            ("[^", "[^"),
            ("[^ pas une note ]", "[^ pas une note ]"),
            ("[^é]", ""),
            ("tableau[0]", "tableau[0]"),
        ] {
            assert_eq!(without_marks(text), readable, "{text}");
        }
    }
}
