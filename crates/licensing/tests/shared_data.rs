//! The catalogue and the rules, held against tables made from the licence texts.
//!
//! The tables are looked for in `$RESSOURCOTHEQUE_SHARED`, or in `shared` beside
//! the workspace; without them these tests say so and pass.

#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../../../tests/shared.rs"]
mod shared;

use std::collections::BTreeSet;
use std::fs;

use licensing::{Family, Licence, LicenceId, adaptation_licences, catalogue, compatibility};

/// The rows of a table without its heading.
fn rows(table: &str) -> Option<Vec<Vec<String>>> {
    let text = fs::read_to_string(shared::shared("licences")?.join(table)).unwrap();
    Some(
        text.lines()
            .skip(1)
            .map(|l| l.split('\t').map(str::to_owned).collect())
            .collect(),
    )
}

fn id(text: &str) -> LicenceId {
    let id = LicenceId::parse(text).unwrap();
    assert_eq!(id.as_str(), text);
    id
}

fn ids(cell: &str) -> BTreeSet<LicenceId> {
    cell.split(',')
        .filter(|text| *text != "-")
        .map(id)
        .collect()
}

fn yes(cell: &str) -> bool {
    cell == "yes"
}

fn set(ids: &[LicenceId]) -> BTreeSet<LicenceId> {
    assert!(
        ids.iter().collect::<BTreeSet<_>>().len() == ids.len(),
        "repeated: {ids:?}"
    );
    ids.iter().copied().collect()
}

#[test]
fn the_catalogue_is_that_of_the_table() {
    let Some(rows) = rows("facts.tsv") else {
        return;
    };
    let expected: BTreeSet<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let found: BTreeSet<&str> = catalogue().iter().map(|l| l.id().as_str()).collect();
    assert_eq!(found, expected);
    assert_eq!(found.len(), catalogue().len());
    for row in &rows {
        let licence = id(&row[0]).licence();
        assert_eq!(described(licence), row[1..5], "{}", row[0]);
    }
}

/// Family, elements, version and port as the table writes them; it leaves out
/// the versions of the families that have only one.
fn described(licence: &Licence) -> [String; 4] {
    let family = match licence.family() {
        Family::CreativeCommons => "cc",
        Family::PublicDomain => "pd",
        Family::Etalab => "etalab",
        Family::FreeArt => "lal",
        Family::Gfdl => "gfdl",
        Family::Gpl => "gpl",
    };
    let codes: Vec<String> = licence.elements().codes().map(str::to_uppercase).collect();
    let dash = |text: String| {
        if text.is_empty() {
            "-".to_owned()
        } else {
            text
        }
    };
    let version = match family {
        "cc" | "lal" => licence.version().map(|v| v.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    [
        family.to_owned(),
        dash(codes.join("+")),
        dash(version),
        dash(licence.port().unwrap_or_default().to_owned()),
    ]
}

#[test]
fn spdx_knows_every_id_that_claims_it() {
    for licence in catalogue() {
        let bare = licence.id().as_str().trim_start_matches("LicenseRef-");
        let listed = spdx::license_id(bare).map(|l| l.name);
        assert_eq!(licence.spdx(), listed, "{bare}");
    }
}

#[test]
fn single_licences_are_as_in_the_table() {
    let Some(rows) = rows("facts.tsv") else {
        return;
    };
    for row in &rows {
        let source = id(&row[0]);
        assert_eq!(licensing::redistribute(source), yes(&row[5]), "{source}");
        assert_eq!(
            licensing::redistribute_non_commercial(source),
            yes(&row[6]),
            "{source}"
        );
        let alone = compatibility(&[source]);
        assert_eq!(alone.adaptation.allowed, yes(&row[7]), "{source}");
        assert_eq!(set(&adaptation_licences(source)), ids(&row[8]), "{source}");
    }
}

#[test]
fn pairs_are_as_in_the_table() {
    let Some(rows) = rows("matrix.tsv") else {
        return;
    };
    assert_eq!(rows.len(), 2_211);
    for row in &rows {
        let found = compatibility(&[id(&row[0]), id(&row[1])]);
        let pair = format!("{} + {}", row[0], row[1]);
        assert_eq!(found.collection.allowed, yes(&row[2]), "{pair}");
        assert_eq!(found.collection.non_commercial, yes(&row[3]), "{pair}");
        assert_eq!(set(&found.collection.unchanged), ids(&row[4]), "{pair}");
        assert_eq!(found.collection.lal_article_4, yes(&row[5]), "{pair}");
        assert_eq!(found.adaptation.allowed, yes(&row[6]), "{pair}");
        assert_eq!(set(&found.adaptation.licences), ids(&row[7]), "{pair}");
    }
}
