//! Filters and counts.

use crate::shelf::{ask, sheet, shelf, titles};
use proptest::prelude::*;
use search::{Document, FacetCount, Index, Query, Results};
use std::collections::BTreeMap;

type Filters = BTreeMap<String, Vec<String>>;

fn filters(filters: &[(&str, &[&str])]) -> Filters {
    let owned = |values: &[&str]| values.iter().map(ToString::to_string).collect();
    filters
        .iter()
        .map(|(name, values)| ((*name).to_owned(), owned(values)))
        .collect()
}

fn narrowed(index: &Index, text: &str, filters: Filters) -> Results {
    index
        .search(&Query {
            text: text.to_owned(),
            filters,
            limit: 100,
            ..Query::default()
        })
        .unwrap()
}

fn count(results: &Results, name: &str, value: &str) -> usize {
    let values = results.facets.get(name).map_or(&[][..], Vec::as_slice);
    values
        .iter()
        .find(|count| count.value == value)
        .map_or(0, |count| count.count)
}

fn three() -> Index {
    let mut one = sheet(1, "Un atelier", "");
    one.tags = vec!["Sommeil".to_owned(), "groupe".to_owned()];
    one.facets = vec![("public".to_owned(), "adultes".to_owned())];
    let mut two = sheet(2, "Deux ateliers", "");
    two.kind = "outil".to_owned();
    two.tags = vec!["sommeil".to_owned()];
    let mut three = sheet(3, "Trois choses", "");
    three.kind = "outil".to_owned();
    three.licence = "CC0-1.0".to_owned();
    shelf([one, two, three])
}

#[test]
fn values_of_one_facet_add_up_and_facets_narrow_each_other() {
    let index = three();
    let total = |chosen: &[(&str, &[&str])]| narrowed(&index, "", filters(chosen)).total;
    assert_eq!(total(&[("kind", &["outil"])]), 2);
    assert_eq!(total(&[("kind", &["outil", "fiche-methode"])]), 3);
    assert_eq!(total(&[("kind", &["outil"]), ("tag", &["SOMMEIL"])]), 1);
    assert_eq!(total(&[("public", &["adultes"])]), 1);
    assert_eq!(total(&[("kind", &["Outil"])]), 0, "identifiers are exact");
    assert_eq!(
        total(&[("inconnu", &["x"])]),
        0,
        "what is unknown finds nothing"
    );
    assert_eq!(total(&[("kind", &[])]), 3, "no value chosen is no filter");
    assert_eq!(total(&[("kind\0outil", &["x"]), ("", &[""])]), 0);
}

#[test]
fn a_facet_is_counted_as_if_it_were_not_filtered() {
    let results = narrowed(&three(), "atelier", filters(&[("kind", &["outil"])]));
    assert_eq!(results.total, 1);
    assert_eq!(
        count(&results, "kind", "fiche-methode"),
        1,
        "what a second choice would add"
    );
    assert_eq!(count(&results, "kind", "outil"), 1);
    assert_eq!(
        count(&results, "tag", "sommeil"),
        1,
        "themes follow the choice"
    );
    assert_eq!(count(&results, "public", "adultes"), 0);
    assert_eq!(count(&results, "year", "2025"), 1);
}

#[test]
fn values_are_listed_most_frequent_first_and_not_without_end() {
    let sheets = (0..300).map(|number| {
        let mut sheet = sheet(number, "Fiche", "");
        sheet.authors = vec![format!("Auteur {number:03}"), "Équipe".to_owned()];
        sheet
    });
    let authors = ask(&shelf(sheets), "").facets.remove("author").unwrap();
    assert_eq!(authors.len(), 200);
    assert_eq!(
        authors[0],
        FacetCount {
            value: "Équipe".to_owned(),
            count: 300
        }
    );
    assert_eq!(authors[1].value, "Auteur 000");
}

#[test]
fn nothing_found_counts_nothing() {
    let results = ask(&titles(&["Un"]), "introuvable");
    assert_eq!(results.total, 0);
    assert!(results.facets.is_empty() && results.hits.is_empty());
}

const NAMES: [&str; 4] = ["kind", "tag", "licence", "public"];

fn values_of(document: &Document, name: &str) -> Vec<String> {
    match name {
        "kind" => vec![document.kind.clone()],
        "tag" => document.tags.clone(),
        "licence" => vec![document.licence.clone()],
        _ => document
            .facets
            .iter()
            .map(|(_, value)| value.clone())
            .collect(),
    }
}

fn passes(document: &Document, filters: &Filters, but: Option<&str>) -> bool {
    let others = filters
        .iter()
        .filter(|(name, values)| Some(name.as_str()) != but && !values.is_empty());
    others.into_iter().all(|(name, values)| {
        values_of(document, name)
            .iter()
            .any(|value| values.contains(value))
    })
}

/// A sheet in which each bit says whether a word or a value is there.
fn random_sheet(number: u32, words: u8, choice: u8) -> Document {
    let vocabulary = ["atelier", "sommeil", "groupe", "douleur", "image", "sucre"];
    let said = vocabulary
        .iter()
        .enumerate()
        .filter(|(bit, _)| words >> bit & 1 == 1)
        .map(|(_, word)| *word);
    let mut sheet = sheet(number, "Fiche", &said.collect::<Vec<_>>().join(" "));
    sheet.kind = format!("kind{}", choice & 1);
    sheet.licence = format!("licence{}", choice >> 1 & 3);
    sheet.tags = (0..3)
        .filter(|bit| choice >> (3 + bit) & 1 == 1)
        .map(|bit| format!("tag{bit}"))
        .collect();
    sheet.facets = (0..2)
        .filter(|bit| choice >> (6 + bit) & 1 == 1)
        .map(|bit| ("public".to_owned(), format!("public{bit}")))
        .collect();
    sheet
}

fn random_filters() -> impl Strategy<Value = Filters> {
    let values = prop::collection::vec(0..4_u8, 0..3);
    prop::collection::btree_map(prop::sample::select(&NAMES), values, 0..4).prop_map(|chosen| {
        let named = |(name, values): (&str, Vec<u8>)| {
            (
                name.to_owned(),
                values
                    .iter()
                    .map(|value| format!("{name}{value}"))
                    .collect(),
            )
        };
        chosen.into_iter().map(named).collect()
    })
}

fn check(
    index: &Index,
    sheets: &[Document],
    text: &str,
    filters: &Filters,
) -> Result<(), TestCaseError> {
    let whole = narrowed(index, text, Filters::new()).hits;
    let whole = whole
        .iter()
        .filter_map(|hit| sheets.iter().find(|sheet| sheet.resource == hit.resource));
    let whole = whole.collect::<Vec<_>>();
    let results = narrowed(index, text, filters.clone());
    prop_assert_eq!(
        results.total,
        whole
            .iter()
            .filter(|sheet| passes(sheet, filters, None))
            .count()
    );
    prop_assert_eq!(results.hits.len(), results.total);
    for name in NAMES {
        let mut counts = BTreeMap::new();
        for sheet in whole
            .iter()
            .filter(|sheet| passes(sheet, filters, Some(name)))
        {
            values_of(sheet, name)
                .into_iter()
                .for_each(|value| *counts.entry(value).or_insert(0) += 1);
        }
        let told = results.facets.get(name).cloned().unwrap_or_default();
        let told = told
            .into_iter()
            .map(|count| (count.value, count.count))
            .collect::<BTreeMap<_, _>>();
        prop_assert_eq!(told, counts, "{}", name);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_those_of_counting_one_by_one(
        sheets in prop::collection::vec(any::<(u8, u8)>(), 1..40),
        again in prop::collection::vec(any::<(u8, u8)>(), 0..20),
        questions in prop::collection::vec((0..7_usize, random_filters()), 1..8),
    ) {
        let mut sheets = (0..).zip(sheets).map(|(n, (words, choice))| random_sheet(n, words, choice)).collect::<Vec<_>>();
        let index = shelf(sheets.clone());
        let texts = ["", "atelier", "sommeil groupe", "douleur image sucre", "le sucre", "introuvable", "atelier sucre"];
        for revised in [false, true] {
            if revised {
                // the first sheets are written again, so that the engine holds deleted ones
                let newer = (0..).zip(&again).map(|(n, (words, choice))| random_sheet(n, *words, *choice));
                let newer = newer.collect::<Vec<_>>();
                crate::shelf::put(&index, newer.clone(), 2);
                sheets.retain(|sheet| newer.iter().all(|newer| newer.resource != sheet.resource));
                sheets.extend(newer);
            }
            for (text, filters) in &questions {
                check(&index, &sheets, texts[*text], filters)?;
            }
        }
    }
}
