//! Addresses that people paste where the name of a resource is asked for.

use super::Pairs;
use std::collections::BTreeMap;

/// Where the addresses of resources begin.
const RESOURCES: &str = "/ressources/";

/// Makes of an address of this library, in an input `derived_from[0].resource`, the slug of the resource and, when it
/// names one, the number of the revision. An address of another site moves to `derived_from[0].url`.
///
/// `origin` is scheme and host of this library.
pub(super) fn sort_out(pairs: &mut Pairs, origin: &str) {
    let pasted: Vec<(usize, String)> = pairs
        .iter()
        .enumerate()
        .filter_map(|(place, (name, _))| Some((place, row(name)?)))
        .collect();
    for (place, row) in pasted {
        let value = pairs[place].1.trim().to_owned();
        let mut parts = BTreeMap::new();
        if let Some((slug, revision)) = ours(&value, origin) {
            pairs[place].1 = slug.to_owned();
            if !revision.is_empty() {
                parts.insert(format!("{row}.revision"), revision.to_owned());
            }
        } else if is_address(&value) {
            pairs[place].1.clear();
            parts.insert(format!("{row}.url"), value);
        }
        for (name, value) in parts {
            fill(pairs, name, value);
        }
    }
}

/// `derived_from[0]` of `derived_from[0].resource`.
fn row(name: &str) -> Option<String> {
    let row = name.strip_suffix(".resource")?;
    row.starts_with("derived_from[").then(|| row.to_owned())
}

fn is_address(value: &str) -> bool {
    value.starts_with("https://") || value.starts_with("http://")
}

/// Slug and number of the revision, empty when none is named.
fn ours<'a>(value: &'a str, origin: &str) -> Option<(&'a str, &'a str)> {
    let path = value.strip_prefix(origin).unwrap_or(value);
    let path = path.strip_prefix(RESOURCES)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (slug, rest) = path.split_once('/').unwrap_or((path, ""));
    let revision = rest.strip_prefix("revisions/").unwrap_or_default();
    Some((slug, revision.trim_end_matches('/')))
}

/// Writes what was pasted last, in place of what may have stood there of another work.
fn fill(pairs: &mut Pairs, name: String, value: String) {
    match pairs.iter_mut().find(|(other, _)| *other == name) {
        Some((_, written)) => *written = value,
        None => pairs.push((name, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://exemple.fr";

    fn sorted(given: &[(&str, &str)]) -> Vec<(String, String)> {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let mut pairs: Pairs = given.iter().map(pair).collect();
        sort_out(&mut pairs, ORIGIN);
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }

    fn pair(part: &str, value: &str) -> (String, String) {
        (format!("derived_from[3].{part}"), value.to_owned())
    }

    #[test]
    fn an_address_of_ours_names_a_resource_and_its_revision() {
        for (pasted, revision) in [
            ("brise-glace", None),
            ("/ressources/brise-glace", None),
            (
                "https://exemple.fr/ressources/brise-glace?depose=1#suite",
                None,
            ),
            (
                " https://exemple.fr/ressources/brise-glace/revisions/4 ",
                Some("4"),
            ),
        ] {
            let mut expected = vec![pair("resource", "brise-glace")];
            expected.extend(revision.map(|number| pair("revision", number)));
            let given = [
                ("derived_from[3].resource", pasted),
                ("derived_from[3].revision", ""),
            ];
            assert_eq!(sorted(&given), expected, "{pasted}");
        }
    }

    #[test]
    fn an_address_from_elsewhere_is_one_of_a_work_from_elsewhere() {
        let far = "https://ailleurs.example/ressources/brise-glace";
        assert_eq!(
            sorted(&[("derived_from[3].resource", far)]),
            [pair("url", far)]
        );
        let both = [
            ("derived_from[3].resource", far),
            ("derived_from[3].url", "https://autre.example/"),
        ];
        // what was pasted last is what is meant; nothing pasted is dropped unseen
        assert_eq!(sorted(&both), [pair("url", far)]);
    }

    #[test]
    fn other_inputs_are_left_alone() {
        let given = [
            ("body", "https://exemple.fr/ressources/x"),
            ("fields.resource", "/ressources/x"),
        ];
        let expected: Vec<_> = given
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        assert_eq!(sorted(&given), expected);
    }
}
