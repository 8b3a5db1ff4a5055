//! Lists in a form: inputs named `authors[0].name`, `files[1].title`.

use crate::form::Pairs;
use std::collections::BTreeMap;

/// Writes the parts of a row that hold something.
pub(super) fn push(pairs: &mut Pairs, list: &str, index: usize, values: &[(&str, &String)]) {
    let named = values.iter().filter(|(_, value)| !value.is_empty());
    pairs.extend(named.map(|(name, value)| (format!("{list}[{index}].{name}"), (*value).clone())));
}

/// The values of one row, by the names of its parts.
pub(super) type Row = BTreeMap<String, String>;

/// What the rows of a list make, in the order of their numbers.
pub(super) fn rows<T>(pairs: &Pairs, list: &str, make: impl Fn(&Row) -> Option<T>) -> Vec<T> {
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (name, value) in pairs {
        let Some((index, part)) = row_name(name, list) else {
            continue;
        };
        rows.entry(index)
            .or_default()
            .insert(part.to_owned(), value.clone());
    }
    rows.values().filter_map(make).collect()
}

/// `authors[2].name` is row 2, part `name` of `authors`.
pub(super) fn row_name<'a>(name: &'a str, list: &str) -> Option<(usize, &'a str)> {
    let (index, part) = name
        .strip_prefix(list)?
        .strip_prefix('[')?
        .split_once("].")?;
    Some((index.parse().ok()?, part))
}

/// A part of a row, empty when it is not there.
pub(super) fn part(row: &Row, name: &str) -> String {
    row.get(name)
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}
