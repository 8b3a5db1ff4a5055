//! Faults of the disk at every operation of a commit.

mod faulty;

use super::sealed::Sealed;
use super::*;
use crate::{Document, Query};
use faulty::{Faults, Faulty};
use jiff::Timestamp;
use model::{ResourceId, Sha256, Slug};
use tantivy::directory::RamDirectory;
use uuid::Uuid;

fn sheet(number: u32, title: &str) -> Update {
    Update::Put(Box::new(Document {
        resource: resource(number),
        seq: Seq(u64::from(number)),
        slug: Slug::from_title(title),
        title: title.to_owned(),
        kind: "fiche".to_owned(),
        kind_labels: Vec::new(),
        licence: "CC0-1.0".to_owned(),
        language: "fr".to_owned(),
        tags: Vec::new(),
        authors: Vec::new(),
        year: 2026,
        headings: Vec::new(),
        body: format!("Le corps de {title}."),
        about: Vec::new(),
        fields: Vec::new(),
        facets: Vec::new(),
        links: Vec::new(),
        made_from: Vec::new(),
        to_judge: false,
        files: Vec::new(),
        aside: false,
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
    }))
}

fn resource(number: u32) -> ResourceId {
    ResourceId(Uuid::from_u128(u128::from(number)))
}

fn titles(index: &Index) -> Vec<String> {
    let everything = Query {
        limit: 100,
        sort: crate::Sort::Title,
        ..Query::default()
    };
    let hits = index.search(&everything).unwrap().hits;
    hits.into_iter().map(|hit| hit.title).collect()
}

fn opened(directory: &RamDirectory, faults: &Faults, new: bool) -> Index {
    let (fields, schema) = Fields::new();
    let faulty = Sealed::new(Faulty::new(directory.clone(), faults.clone()));
    let index = if new {
        tantivy::Index::create(faulty, schema, IndexSettings::default())
    } else {
        tantivy::Index::open(faulty)
    };
    Index::with(&index.unwrap(), PathBuf::new(), fields).unwrap()
}

/// Fails the n-th operation, and every later one until the fault is over if it `lasts`; `false` when there is no n-th.
fn survives(nth: u64, lasts: bool) -> bool {
    let (directory, faults) = (RamDirectory::create(), Faults::default());
    let index = opened(&directory, &faults, true);
    let sheets = (1..=9).map(|number| sheet(number, &format!("Fiche {number}")));
    let sheets: Vec<Update> = sheets.collect();
    // several segments, and after every other number of faults enough that the engine merges them
    let at_once = if nth.is_multiple_of(4) { 1 } else { 3 };
    for some in sheets.chunks(at_once) {
        index.apply(some, Seq(9)).unwrap();
    }
    let before = titles(&index);
    let updates = [
        sheet(1, "Remplacée"),
        Update::Remove(resource(2)),
        sheet(20, "Nouvelle"),
    ];
    faults.arm(nth, lasts);
    let answer = index.apply(&updates, Seq(12));
    let failed = faults.disarm();
    match answer {
        Ok(()) => assert_eq!(index.position(), Seq(12), "operation {nth}"),
        Err(_) => {
            assert!(failed, "operation {nth}: an error without a fault");
            assert_eq!(titles(&index), before, "operation {nth}: half applied");
            assert_eq!(index.position(), Seq(9));
            index.apply(&updates, Seq(12)).unwrap();
        }
    }
    let expected = [3, 4, 5, 6, 7, 8, 9].map(|number| format!("Fiche {number}"));
    let mut expected = expected.to_vec();
    expected.extend(["Nouvelle".to_owned(), "Remplacée".to_owned()]);
    assert_eq!(titles(&index), expected, "operation {nth}");
    index.apply(&[sheet(30, "Zèbre")], Seq(13)).unwrap();
    expected.push("Zèbre".to_owned());
    let _ = index.close();
    drop(index);
    let again = opened(&directory, &faults, false);
    assert_eq!(
        (titles(&again), again.position()),
        (expected, Seq(13)),
        "operation {nth}"
    );
    assert_eq!(again.resources().unwrap().len(), again.count());
    failed
}

#[test]
fn a_fault_at_any_operation_leaves_nothing_half_applied_and_the_next_work_succeeds() {
    for lasts in [false, true] {
        let mut nth = 0;
        while survives(nth, lasts) {
            nth += if lasts { 6 } else { 1 };
        }
        assert!(nth > 20, "a commit has more operations than {nth}");
    }
}

#[test]
fn the_resources_are_those_that_stand_each_with_its_place_in_the_log() {
    let index = Index::in_memory().unwrap();
    index
        .apply(&[sheet(1, "Un"), sheet(2, "Deux")], Seq(1))
        .unwrap();
    index
        .apply(
            &[
                Update::Remove(resource(1)),
                sheet(2, "Deux bis"),
                sheet(3, "Trois"),
            ],
            Seq(2),
        )
        .unwrap();
    assert_eq!(
        index.resources().unwrap(),
        [(resource(2), Seq(2)), (resource(3), Seq(3))].into()
    );
    let of_kind = index.of_kind("fiche").unwrap();
    assert_eq!(of_kind, [resource(2), resource(3)].into());
    assert!(index.of_kind("fich").unwrap().is_empty());
}

#[test]
fn every_flipped_bit_of_the_lists_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.apply(&[sheet(1, "Un")], Seq(7)).unwrap();
    index.close().unwrap();
    for name in ["meta.json", ".managed.json"] {
        let whole = std::fs::read(folder.path().join(name)).unwrap();
        assert!(sealed::unseal(whole.clone()).is_some());
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(sealed::unseal(flipped), None, "{name}, bit {bit}");
        }
    }
}

#[test]
fn the_seal_of_the_log_and_what_was_not_read_are_kept_with_the_position() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.reached(), Reached::default());
    let mut reached = Reached {
        seal: Some(Sha256([7; 32])),
        ..Reached::default()
    };
    reached.pass_over(Seq(7));
    index.apply(&[sheet(1, "Un")], reached.clone()).unwrap();
    assert_eq!(index.reached(), reached);
    index.close().unwrap();
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.reached(), reached);
    index.clear().unwrap();
    assert_eq!(index.reached(), Reached::default());
}
