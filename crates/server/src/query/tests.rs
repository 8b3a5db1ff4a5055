//! Searches in addresses.

use super::*;

fn sent(given: &[(&str, &str)]) -> Pairs {
    given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn an_address_gives_the_search_that_gave_it() {
    let query = of_page(
        &sent(&[
            ("q", " débat "),
            ("tag", "a"),
            ("tag", "b"),
            ("tag", "a"),
            ("sort", "title"),
            ("literal", "true"),
            ("page", "3"),
        ]),
        &[],
    );
    assert_eq!(query.offset, 40);
    assert_eq!(query.filters["tag"], ["a", "b"]);
    let address = address("/recherche", &query, 3);
    assert_eq!(
        address,
        "/recherche?q=d%C3%A9bat&tag=a&tag=b&sort=title&literal=true&page=3"
    );
    let again = crate::form::pairs(address.split_once('?').unwrap().1.as_bytes()).unwrap();
    assert_eq!(of_page(&again, &[]), query);
}

#[test]
fn behind_the_end_is_the_last_page() {
    let on = |page: &str| of_page(&sent(&[("page", page)]), &[]);
    assert_eq!(last_page_if_past(&on("600"), 41), Some(3));
    assert_eq!(last_page_if_past(&on("2"), 20), Some(1));
    assert_eq!(last_page_if_past(&on("2"), 0), Some(1));
    assert_eq!(last_page_if_past(&on("2"), 21), None);
    assert_eq!(last_page_if_past(&on("1"), 0), None);
}

#[test]
fn a_page_passes_over_what_it_does_not_know() {
    let query = of_page(
        &sent(&[
            ("utm", "x"),
            ("sort", "x"),
            ("page", "-1"),
            ("kind", ""),
            ("literal", "1"),
        ]),
        &[],
    );
    assert_eq!(
        query,
        Query {
            limit: PAGE_HITS,
            ..Query::default()
        }
    );
}

#[test]
fn the_api_tells_every_wrong_parameter() {
    let wrong = sent(&[
        ("tags", "x"),
        ("sort", "best"),
        ("limit", "0"),
        ("offset", "x"),
        ("literal", "1"),
    ]);
    let problems = of_api(&wrong, &[]).unwrap_err();
    let fields: Vec<&str> = problems
        .0
        .iter()
        .map(|problem| problem.field.as_str())
        .collect();
    assert_eq!(fields, ["tags", "sort", "limit", "offset", "literal"]);
    assert_eq!(
        of_api(&sent(&[("limit", "100"), ("kind", "")]), &[])
            .unwrap()
            .limit,
        100
    );
}

#[test]
fn a_filter_is_added_and_taken_away() {
    let query = of_page(&sent(&[("q", "x"), ("page", "2")]), &[]);
    let with = toggled(&query, "tag", "a");
    assert_eq!((with.offset, with.filters["tag"].len()), (0, 1));
    assert!(toggled(&with, "tag", "a").filters.is_empty());
}
