//! Numbers as a language writes them.

use fluent_bundle::FluentValue;

/// What stands between groups of three digits, and before decimals.
#[derive(Debug, Clone, Copy)]
struct Separators {
    group: &'static str,
    decimal: char,
}

/// French as the Imprimerie nationale writes it: narrow no-break space and comma.
const FRENCH: Separators = Separators {
    group: "\u{202f}",
    decimal: ',',
};

const ENGLISH: Separators = Separators {
    group: ",",
    decimal: '.',
};

/// A number with at most two decimals. Languages without rules of their own get the French ones.
pub(crate) fn number(language: &str, value: f64) -> String {
    written(value, separators(language))
}

/// Writes numbers inside messages, for Fluent.
pub(crate) fn formatter<M>(language: &str) -> fn(&FluentValue<'_>, &M) -> Option<String> {
    match language {
        "en" => |value, _| fluent(value, ENGLISH),
        _ => |value, _| fluent(value, FRENCH),
    }
}

fn separators(language: &str) -> Separators {
    match language {
        "en" => ENGLISH,
        _ => FRENCH,
    }
}

fn fluent(value: &FluentValue<'_>, separators: Separators) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written(number.value, separators)),
        _ => None,
    }
}

fn written(value: f64, separators: Separators) -> String {
    let rounded = format!("{:.2}", value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut text = String::new();
    if value < 0.0 {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(separators.group);
        }
        text.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        text.push(separators.decimal);
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_separators() {
        for (value, fr, en) in [
            (0.0, "0", "0"),
            (999.0, "999", "999"),
            (1234.5, "1\u{202f}234,5", "1,234.5"),
            (1_234_567.0, "1\u{202f}234\u{202f}567", "1,234,567"),
            (-12.346, "−12,35", "−12.35"),
        ] {
            assert_eq!(number("fr", value), fr);
            assert_eq!(number("en", value), en);
        }
    }
}
