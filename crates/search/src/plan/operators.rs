//! What in a text is an operator: `-word`, `-"words"`, `name:value`, `name:"value"`.

use std::ops::Range;

/// The most characters of a name.
const MAX_NAME: usize = 40;
/// The most operators that are read.
const MAX_OPERATORS: usize = 20;

/// An operator. Whether its name means anything is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Whether it excludes.
    pub excludes: bool,
    /// What stands before the colon.
    pub name: Option<String>,
    /// Where its value stands in the text, without quotation marks.
    pub value: Range<usize>,
}

/// The operators of a text, in order. They begin at the beginning of a word; whatever is not quite one is none.
pub fn operators(text: &str) -> Vec<Operator> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < MAX_OPERATORS {
        let Some(start) = text[at..].find(|c: char| !c.is_whitespace()) else {
            break;
        };
        let start = at + start;
        at = match operator(text, start) {
            Some(operator) => {
                let end = operator.range.end;
                found.push(operator);
                end
            }
            None => start + end_of_piece(&text[start..]),
        };
    }
    found
}

/// The end of what begins the text, up to white space; a quotation is passed over whole.
fn end_of_piece(text: &str) -> usize {
    match quotation(text) {
        Some(quoted) => quoted.end + 1,
        None => text.find(char::is_whitespace).unwrap_or(text.len()),
    }
}

fn operator(text: &str, start: usize) -> Option<Operator> {
    let rest = &text[start..];
    let excludes = rest.starts_with(['-', '−']);
    let after = rest.trim_start_matches(|c| excludes && matches!(c, '-' | '−'));
    // two dashes are a dash between words
    let marks = rest[..rest.len() - after.len()].chars().count();
    if marks > 1 {
        return None;
    }
    let at = start + rest.len() - after.len();
    let name = name(after);
    if name.is_none() && !excludes {
        return None;
    }
    let value_at = at + name.map_or(0, |name| name.len() + 1);
    let value = &text[value_at..];
    let (value, end) = match quotation(value) {
        Some(quoted) => (quoted.clone(), quoted.end + 1),
        None => {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            (0..end, end)
        }
    };
    let value = value_at + value.start..value_at + value.end;
    let says_something = text[value.clone()].contains(char::is_alphanumeric)
        && !text[value.clone()].starts_with(['-', ':', '/', '\'', '’']);
    says_something.then(|| Operator {
        range: start..value_at + end,
        excludes,
        name: name.map(ToOwned::to_owned),
        value,
    })
}

/// What stands before a colon that is directly followed by something.
fn name(text: &str) -> Option<&str> {
    let (name, value) = text.split_once(':')?;
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let fits = name.starts_with(char::is_alphabetic)
        && name.chars().all(of_name)
        && name.chars().count() <= MAX_NAME;
    (fits && value.starts_with(|c: char| !c.is_whitespace())).then_some(name)
}

/// What stands between the quotation marks with which the text begins.
fn quotation(text: &str) -> Option<Range<usize>> {
    let inside = text.strip_prefix('"')?;
    Some(1..1 + inside.find('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(bool, Option<&str>, &str)> {
        let found: &'static [Operator] = Vec::leak(operators(text));
        found
            .iter()
            .map(|found| {
                (
                    found.excludes,
                    found.name.as_deref(),
                    &text[found.value.clone()],
                )
            })
            .collect()
    }

    #[test]
    fn exclusions_and_names_are_read() {
        assert_eq!(
            read("sommeil -nuit −\"apnée du sommeil\" thème:relaxation -auteur:\"Marie Curie\""),
            [
                (true, None, "nuit"),
                (true, None, "apnée du sommeil"),
                (false, Some("thème"), "relaxation"),
                (true, Some("auteur"), "Marie Curie"),
            ]
        );
        assert_eq!(read("-world-café"), [(true, None, "world-café")]);
    }

    #[test]
    fn what_is_not_quite_an_operator_is_none() {
        for text in [
            "",
            "-",
            "--atelier--",
            "proche-aidant",
            "avant - après",
            "Diabète : manger",
            "Diabète: manger",
            "10:30",
            "\"-nuit thème:x\"",
            "https://exemple.fr",
            "thème:",
            "-\"",
            "-'x",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }
}
