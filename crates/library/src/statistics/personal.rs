//! Words that are never kept, for they may be a person's.

/// The most characters of a search that is counted: a longer one is a text that somebody pasted.
const MAX_CHARS: usize = 80;

/// From so many digits in a row on it may be a telephone number, a date of birth or the number of an insured person. A
/// year is counted; a span of two is left out with them.
const NUMBER_DIGITS: usize = 8;

/// What people write for the sign of an e-mail address, and the sign.
const AT: [&str; 5] = ["@", "＠", "[at]", "(at)", "arobase"];

/// The words as they may be counted, white space made even; nothing when they must not be, or when there are none.
pub(super) fn countable(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let text: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let text = text.join(" ");
    let too_long = text.chars().count() > MAX_CHARS;
    let says_something = text.chars().any(char::is_alphanumeric);
    (says_something && !too_long && !is_personal(&text)).then_some(text)
}

/// Whether it has an e-mail address or a long number, however its digits are parted.
fn is_personal(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut digits = 0;
    let has_number = text.chars().any(|c| {
        if c.is_numeric() {
            digits += 1;
        } else if c.is_alphabetic() {
            digits = 0;
        }
        digits >= NUMBER_DIGITS
    });
    has_number || AT.iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_of_people_are_not_counted() {
        for text in [
            "amel@exemple.fr",
            "écrire à amel@exemple.fr",
            "amel [at] exemple.fr",
            "Amel (AT) exemple.fr",
            "amel＠exemple.fr",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "tel:+33(0)6-12-34-56-78",
            "0612345678",
            "٠٦١٢٣٤٥٦٧٨",
            "née le 01/02/1985",
            "1 85 02 75 123 456 78",
        ] {
            assert_eq!(countable(text), None, "{text}");
        }
    }

    #[test]
    fn what_people_look_for_is_counted() {
        for text in [
            "sommeil",
            "ETP",
            "débat \"mouvant\" -enfants",
            "HPST 2009",
            "groupe de 8 à 12, 1 h 30",
            "arrêté du 14 janvier 2015",
        ] {
            assert_eq!(countable(text).as_deref(), Some(text));
        }
        assert_eq!(countable("  a\t b\n").as_deref(), Some("a b"));
        for nothing in ["", "  ", "?", "\"\" -"] {
            assert_eq!(countable(nothing), None);
        }
        assert_eq!(countable(&"mot ".repeat(30)), None, "pasted");
    }
}
