//! Reading a value as the type of its field.

use super::{FieldDefinition, FieldType, FieldValue, Value};
use crate::{Body, FileName, Line, Reason, Slug};
use std::collections::BTreeSet;

pub(super) fn field(
    definition: &FieldDefinition,
    value: &Value,
) -> Result<Option<FieldValue>, Reason> {
    match definition.field_type {
        FieldType::Choices => choices(definition, value),
        FieldType::Resource if definition.multiple => resources(definition, &list(value)),
        FieldType::Number => number(definition, value),
        _ => match single(definition, value)?.trim() {
            "" => Ok(None),
            text => text_field(definition, text).map(Some),
        },
    }
}

fn text_field(definition: &FieldDefinition, text: &str) -> Result<FieldValue, Reason> {
    match definition.field_type {
        FieldType::Markdown => markdown(definition, text),
        FieldType::Range => range(definition, text),
        FieldType::Duration => duration(text).map(FieldValue::Duration),
        FieldType::Date => text
            .parse()
            .map(FieldValue::Date)
            .map_err(|_| Reason::NotADate),
        FieldType::Choice => one_choice(definition, text).map(FieldValue::Choice),
        FieldType::Resource => Slug::parse(text).map(|slug| FieldValue::Resources(vec![slug])),
        FieldType::Place => line(definition, text).map(FieldValue::Place),
        FieldType::Url => url(text).map(FieldValue::Url),
        FieldType::Email => email(text).map(FieldValue::Email),
        FieldType::File => FileName::parse(text).map(|name| FieldValue::File(name.into())),
        FieldType::Text | FieldType::Number | FieldType::Choices => {
            line(definition, text).map(FieldValue::Text)
        }
    }
}

fn single(definition: &FieldDefinition, value: &Value) -> Result<String, Reason> {
    match value {
        Value::Text(text) => Ok(text.clone()),
        Value::Whole(number) if definition.field_type != FieldType::Markdown => {
            Ok(number.to_string())
        }
        _ => Err(Reason::WrongType {
            expected: definition.field_type.name().to_owned(),
        }),
    }
}

fn list(value: &Value) -> Vec<String> {
    let texts = value.texts().into_iter().map(|text| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

fn line(definition: &FieldDefinition, text: &str) -> Result<String, Reason> {
    let line = Line::parse(text)?;
    check_length(definition, line.as_str())?;
    Ok(line.into())
}

fn markdown(definition: &FieldDefinition, text: &str) -> Result<FieldValue, Reason> {
    let body = Body::parse(text)?;
    check_length(definition, body.as_str())?;
    Ok(FieldValue::Markdown(body.as_str().to_owned()))
}

fn check_length(definition: &FieldDefinition, text: &str) -> Result<(), Reason> {
    match (definition.max_length, text.chars().count()) {
        (Some(max), actual) if actual > max => Err(Reason::TooLong { max, actual }),
        _ => Ok(()),
    }
}

fn number(definition: &FieldDefinition, value: &Value) -> Result<Option<FieldValue>, Reason> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers of sessions and of years are far below 2^53"
    )]
    let number = match value {
        Value::Whole(number) => *number as f64,
        Value::Decimal(number) => *number,
        Value::Text(text) if text.trim().is_empty() => return Ok(None),
        Value::Text(text) => {
            let plain = text
                .trim()
                .replace(',', ".")
                .replace([' ', '\u{a0}', '\u{202f}'], "");
            plain.parse().map_err(|_| Reason::NotANumber)?
        }
        Value::List(_) => return Err(Reason::NotANumber),
    };
    if !number.is_finite() {
        return Err(Reason::NotANumber);
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "bounds in a kind's file are small"
    )]
    let outside = definition.min.is_some_and(|min| number < min as f64)
        || definition.max.is_some_and(|max| number > max as f64);
    if outside {
        Err(out_of_range(definition))
    } else {
        Ok(Some(FieldValue::Number(number)))
    }
}

fn out_of_range(definition: &FieldDefinition) -> Reason {
    Reason::OutOfRange {
        min: definition.min,
        max: definition.max,
    }
}

/// `8-20`, `8 à 20`, `8–20`, `8`, `8-`.
fn range(definition: &FieldDefinition, text: &str) -> Result<FieldValue, Reason> {
    let plain = text.replace(['–', '—', 'à'], "-");
    let whole = |text: &str| text.trim().parse::<i64>().map_err(|_| Reason::NotARange);
    let (from, to) = match plain.split_once('-') {
        None => (whole(&plain)?, Some(whole(&plain)?)),
        Some((from, to)) if to.trim().is_empty() => (whole(from)?, None),
        Some((from, to)) => (whole(from)?, Some(whole(to)?)),
    };
    let low = definition.min.unwrap_or(0);
    if to.is_some_and(|to| to < from) {
        Err(Reason::NotARange)
    } else if from < low || definition.max.is_some_and(|max| to.unwrap_or(from) > max) {
        Err(Reason::OutOfRange {
            min: Some(low),
            max: definition.max,
        })
    } else {
        Ok(FieldValue::Range(from, to))
    }
}

/// Minutes of `45 min`, `45`, `1 h`, `1h30`, `1 h 30 min`, `1,5 h`, `1:30`; at most 100 days.
fn duration(text: &str) -> Result<u32, Reason> {
    let plain: String = text
        .to_lowercase()
        .replace("heures", "h")
        .replace("heure", "h")
        .replace("minutes", "m")
        .replace("minute", "m")
        .replace("min", "m")
        .replace("mn", "m")
        .replace(':', "h")
        .replace(',', ".")
        .split_whitespace()
        .collect::<String>()
        .replace(['\u{a0}', '\u{202f}'], "");
    let (hours, minutes) = match plain.split_once('h') {
        None => ("0", plain.trim_end_matches('m')),
        Some((hours, minutes)) => (hours, minutes.trim_end_matches('m')),
    };
    let read = |text: &str| {
        if text.is_empty() {
            Ok(0.0)
        } else {
            text.parse::<f64>()
        }
    };
    let (Ok(hours), Ok(minutes), false) = (read(hours), read(minutes), plain.is_empty()) else {
        return Err(Reason::NotADuration);
    };
    let total = (hours * 60.0 + minutes).round();
    let sane = hours >= 0.0 && minutes >= 0.0 && (1.0..=144_000.0).contains(&total);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked just above"
    )]
    if sane {
        Ok(total as u32)
    } else {
        Err(Reason::NotADuration)
    }
}

fn one_choice(definition: &FieldDefinition, text: &str) -> Result<String, Reason> {
    match definition.choice(text) {
        Some(choice) => Ok(choice.value.clone()),
        None => Err(Reason::NotAChoice {
            given: text.chars().take(80).collect(),
            allowed: definition.choices.iter().map(|c| c.value.clone()).collect(),
        }),
    }
}

fn choices(definition: &FieldDefinition, value: &Value) -> Result<Option<FieldValue>, Reason> {
    let given = list(value);
    for text in &given {
        one_choice(definition, text)?;
    }
    let in_order = definition.choices.iter().map(|choice| choice.value.clone());
    let chosen: Vec<String> = in_order.filter(|value| given.contains(value)).collect();
    Ok((!chosen.is_empty()).then_some(FieldValue::Choices(chosen)))
}

fn resources(definition: &FieldDefinition, given: &[String]) -> Result<Option<FieldValue>, Reason> {
    let mut slugs = given
        .iter()
        .map(|text| Slug::parse(text))
        .collect::<Result<Vec<_>, _>>()?;
    if definition.collection {
        let mut seen = BTreeSet::new();
        slugs.retain(|slug| seen.insert(slug.clone()));
        let max = FieldDefinition::MAX_MEMBERS;
        if slugs.len() > max {
            return Err(Reason::TooMany { max });
        }
    }
    Ok((!slugs.is_empty()).then_some(FieldValue::Resources(slugs)))
}

/// Endings of the files that people deposit here. None but `md` is a domain of the web, and that one is seldom meant.
const FILE_ENDINGS: [&str; 30] = [
    "pdf", "doc", "docx", "odt", "rtf", "txt", "md", "xls", "xlsx", "ods", "csv", "ppt", "pptx",
    "odp", "epub", "htm", "html", "jpg", "jpeg", "png", "gif", "webp", "svg", "mp3", "mp4", "ogg",
    "webm", "wav", "avi", "xml",
];

/// An address of the web as it was meant: one that was typed without its beginning, such as `www.exemple.fr/a`, gets
/// `https://`. Anything else stays as it is, the name of a file too.
#[must_use]
pub fn web_address(text: &str) -> String {
    let text = text.trim();
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let right = |label: &&str| {
        let known = |c: char| c.is_alphanumeric() || c == '-';
        !label.is_empty() && label.chars().all(known)
    };
    let last = labels.last().copied().unwrap_or_default();
    let named = last.chars().count() > 1 && last.chars().all(char::is_alphabetic);
    let file =
        labels.first() != Some(&"www") && FILE_ENDINGS.contains(&last.to_lowercase().as_str());
    if labels.len() > 1 && named && !file && labels.iter().all(right) {
        format!("https://{text}")
    } else {
        text.to_owned()
    }
}

/// An `http(s)` address with a host and nothing that breaks out of an attribute or a line.
fn url(text: &str) -> Result<String, Reason> {
    let text = &*web_address(text);
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host_given =
        rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']));
    let clean = !text
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c));
    if host_given && clean && text.len() <= 2000 {
        Ok(text.to_owned())
    } else {
        Err(Reason::NotAUrl)
    }
}

fn email(text: &str) -> Result<String, Reason> {
    let line = Line::parse(text).map_err(|_| Reason::NotAnEmail)?;
    let right = match line.as_str().split_once('@') {
        Some((name, host)) => {
            let wrong = |c: char| c.is_whitespace() || "<>()[],;:\\\"@".contains(c);
            !name.is_empty()
                && !name.contains(wrong)
                && host.contains('.')
                && !host.contains(wrong)
                && !host.starts_with('.')
                && !host.ends_with('.')
        }
        None => false,
    };
    if right {
        Ok(line.into())
    } else {
        Err(Reason::NotAnEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Label;
    use proptest::prelude::*;

    fn definition(field_type: FieldType) -> FieldDefinition {
        FieldDefinition {
            name: "f".to_owned(),
            field_type,
            label: Label::both("F"),
            help: None,
            required: false,
            facet: false,
            card: false,
            min: None,
            max: None,
            max_length: None,
            unit: None,
            unit_one: None,
            choices: Vec::new(),
            kinds: Vec::new(),
            multiple: false,
            collection: false,
        }
    }

    fn canonical(field_type: FieldType, text: &str) -> Option<Value> {
        let value = definition(field_type).parse(&text.into()).ok()??;
        Some(value.canonical(false))
    }

    #[test]
    fn durations_are_read_as_people_write_them() {
        for (written, form) in [
            ("45 min", "45 min"),
            ("45", "45 min"),
            ("90 min", "1 h 30"),
            ("1h30", "1 h 30"),
            ("1 h 05", "1 h 05"),
            ("1:30", "1 h 30"),
            ("1,5 h", "1 h 30"),
            ("2 heures", "2 h"),
            ("1 h 30 min", "1 h 30"),
        ] {
            assert_eq!(
                canonical(FieldType::Duration, written),
                Some(form.into()),
                "{written}"
            );
        }
        for wrong in ["longtemps", "-5 min", "0", "h", "1e9 h", "nan"] {
            assert_eq!(canonical(FieldType::Duration, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ranges_are_read_as_people_write_them() {
        for (written, form) in [
            ("8-20", "8-20"),
            ("8 à 20", "8-20"),
            ("8–20", "8-20"),
            ("8", "8"),
            ("8-", "8-"),
        ] {
            assert_eq!(
                canonical(FieldType::Range, written),
                Some(form.into()),
                "{written}"
            );
        }
        for wrong in ["20-8", "beaucoup", "-3", "8-x"] {
            assert_eq!(canonical(FieldType::Range, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn addresses_are_checked() {
        assert!(canonical(FieldType::Url, "https://www.has-sante.fr/x?y=1").is_some());
        for (typed, meant) in [
            ("www.exemple.fr/a?b=1", "https://www.exemple.fr/a?b=1"),
            (" exemple.fr ", "https://exemple.fr"),
            ("http://exemple.fr", "http://exemple.fr"),
        ] {
            assert_eq!(web_address(typed), meant);
        }
        let files = ["fichier.pdf", "Guide.PDF", "un.tableau.xlsx", "notes.md"];
        let others = ["une page", "1.5", "a..fr", "mailto:a@b.fr", "Voir p. 3"];
        assert_eq!(web_address("www.notes.md"), "https://www.notes.md");
        for other in files.into_iter().chain(others) {
            assert_eq!(web_address(other), other);
        }
        for wrong in [
            "javascript:alert(1)",
            "https://",
            "http:///x",
            "https://a b",
            "ftp://a",
            "fichier.pdf",
            "https://a\"b",
        ] {
            assert_eq!(canonical(FieldType::Url, wrong), None, "{wrong}");
        }
        assert!(canonical(FieldType::Email, "a.b@c.fr").is_some());
        assert_eq!(canonical(FieldType::Email, "a b@c.fr"), None);
    }

    #[test]
    fn empty_is_no_value_and_a_wrong_type_is_told() {
        assert_eq!(definition(FieldType::Date).parse(&" ".into()), Ok(None));
        assert_eq!(
            definition(FieldType::Text).parse(&Value::List(vec!["a".into()])),
            Err(Reason::WrongType {
                expected: "text".into()
            })
        );
        assert_eq!(
            canonical(FieldType::Number, "3,5"),
            Some(Value::Decimal(3.5))
        );
        assert_eq!(canonical(FieldType::Number, "3.0"), Some(Value::Whole(3)));
        assert_eq!(canonical(FieldType::Number, "inf"), None);
    }

    #[test]
    fn a_collection_keeps_its_order_and_names_nothing_twice() {
        let field = FieldDefinition {
            multiple: true,
            collection: true,
            ..definition(FieldType::Resource)
        };
        let list = |slugs: &[&str]| Value::List(slugs.iter().map(|slug| (*slug).into()).collect());
        let read = field
            .parse(&list(&["b", " a ", "b", "", "c"]))
            .unwrap()
            .unwrap();
        assert_eq!(read.canonical(true), list(&["b", "a", "c"]));
        let many: Vec<String> = (0..=FieldDefinition::MAX_MEMBERS)
            .map(|n| format!("r{n}"))
            .collect();
        let max = FieldDefinition::MAX_MEMBERS;
        assert_eq!(
            field.parse(&Value::List(many)),
            Err(Reason::TooMany { max })
        );
    }

    #[test]
    fn units_agree_with_their_number() {
        let mut field = definition(FieldType::Number);
        assert_eq!(field.unit_for(1.0, "fr"), None);
        field.unit = Some(Label::both("séances"));
        assert_eq!(field.unit_for(1.0, "fr"), Some("séances"));
        field.unit_one = Some(Label::both("séance"));
        for (number, language, unit) in [
            (1.0, "fr", "séance"),
            (1.5, "fr", "séance"),
            (2.0, "fr", "séances"),
            (1.0, "en", "séance"),
            (0.0, "en", "séances"),
        ] {
            assert_eq!(
                field.unit_for(number, language),
                Some(unit),
                "{number} {language}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_canonical_form_is_read_back(text in "\\PC{0,30}", minutes in 1u32..144_000, a in 0i64..99, b in 0i64..99) {
            let all = [FieldType::Text, FieldType::Markdown, FieldType::Number, FieldType::Range, FieldType::Duration,
                       FieldType::Date, FieldType::Url, FieldType::Email, FieldType::Place, FieldType::File, FieldType::Resource];
            for (field_type, text) in all.iter().map(|t| (*t, text.clone()))
                .chain([(FieldType::Duration, format!("{minutes} min")), (FieldType::Range, format!("{a}-{b}"))]) {
                let field = definition(field_type);
                if let Ok(Some(value)) = field.parse(&Value::Text(text)) {
                    prop_assert_eq!(field.parse(&value.canonical(false)), Ok(Some(value)));
                }
            }
        }
    }
}
