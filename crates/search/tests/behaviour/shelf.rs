//! A small library to search in.

use jiff::Timestamp;
use model::{ResourceId, Seq, Slug};
use search::{Document, Index, Query, Results, Update};
use uuid::Uuid;

/// The identifier that the sheet of that number has.
pub fn id(number: u32) -> ResourceId {
    ResourceId(Uuid::from_u128(u128::from(number)))
}

/// The address that the sheet of that number has.
pub fn slug(number: u32) -> Slug {
    Slug::parse(&format!("fiche-{number}")).unwrap()
}

/// A sheet; the greater its number, the later it was written.
pub fn sheet(number: u32, title: &str, body: &str) -> Document {
    let at = Timestamp::from_second(1_700_000_000 + i64::from(number) * 60).unwrap();
    Document {
        resource: id(number),
        seq: Seq(u64::from(number)),
        slug: slug(number),
        title: title.to_owned(),
        kind: "fiche-methode".to_owned(),
        kind_labels: vec!["Fiche méthode".to_owned(), "Method sheet".to_owned()],
        licence: "CC-BY-SA-4.0".to_owned(),
        language: "fr".to_owned(),
        tags: Vec::new(),
        authors: Vec::new(),
        year: 2025,
        headings: Vec::new(),
        body: body.to_owned(),
        about: Vec::new(),
        fields: Vec::new(),
        facets: Vec::new(),
        links: Vec::new(),
        made_from: Vec::new(),
        to_judge: false,
        files: Vec::new(),
        aside: false,
        created_at: at,
        updated_at: at,
    }
}

/// An index of the sheets.
pub fn shelf(sheets: impl IntoIterator<Item = Document>) -> Index {
    let index = Index::in_memory().unwrap();
    put(&index, sheets, 1);
    index
}

/// An index of sheets with these titles, numbered from 1.
pub fn titles(titles: &[&str]) -> Index {
    shelf(
        (1..)
            .zip(titles)
            .map(|(number, title)| sheet(number, title, "")),
    )
}

/// Puts sheets into an index.
pub fn put(index: &Index, sheets: impl IntoIterator<Item = Document>, position: u64) {
    let updates = sheets
        .into_iter()
        .map(|sheet| Update::Put(Box::new(sheet)))
        .collect::<Vec<_>>();
    index.apply(&updates, Seq(position)).unwrap();
}

/// The results of a question.
pub fn ask(index: &Index, text: &str) -> Results {
    let query = Query {
        text: text.to_owned(),
        limit: 100,
        ..Query::default()
    };
    index.search(&query).unwrap()
}

/// The titles that a question finds, the best first.
pub fn found(index: &Index, text: &str) -> Vec<String> {
    ask(index, text)
        .hits
        .into_iter()
        .map(|hit| hit.title)
        .collect()
}
