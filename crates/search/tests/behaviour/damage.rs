//! Damage to a closed index: it is the same index in all that it answers, or it is begun anew.

use crate::shelf::{ask, found, id, put, sheet};
use model::Seq;
use search::{Index, Query, Sort, Update};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// Everything that an index says of itself and of some questions.
fn answers(index: &Index) -> String {
    let mut said = format!("{} {:?}", index.position(), index.resources().unwrap());
    for text in [
        "",
        "atelier",
        "\"un atelier\"",
        "sommeil profond",
        "ateleir",
    ] {
        for sort in [Sort::Relevance, Sort::Updated, Sort::Title] {
            let query = Query {
                text: text.to_owned(),
                limit: 10,
                sort,
                ..Query::default()
            };
            said += &format!("{:?}", index.search(&query).unwrap());
        }
    }
    said + &format!(
        "{:?}{:?}",
        index.suggest("ate", 5).unwrap(),
        index.related(id(1), 5).unwrap()
    )
}

/// A small index of two segments, one with a removed sheet.
fn whole() -> (TempDir, String) {
    let folder = tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let sheets = [
        sheet(1, "Un atelier", "Parler du sommeil profond."),
        sheet(2, "Deux ateliers", "Un atelier, puis un autre."),
        sheet(3, "Trois", "À retirer."),
    ];
    put(&index, sheets, 41);
    let updates = [
        Update::Remove(id(3)),
        Update::Put(Box::new(sheet(4, "Quatre", "Le sommeil."))),
    ];
    index.apply(&updates, Seq(42)).unwrap();
    let said = answers(&index);
    index.close().unwrap();
    (folder, said)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Puts another content (or none) in the place of a file, opens, and judges what is there; says whether it was begun anew.
fn judged(folder: &Path, said: &str, file: &Path, content: Option<&[u8]>, what: &str) -> bool {
    let copy = tempdir().unwrap();
    for other in files(folder) {
        fs::copy(&other, copy.path().join(other.file_name().unwrap())).unwrap();
    }
    let target = copy.path().join(file.file_name().unwrap());
    match content {
        Some(content) => fs::write(target, content).unwrap(),
        None => fs::remove_file(target).unwrap(),
    }
    let index = Index::open(copy.path()).unwrap_or_else(|error| panic!("{what}: {error}"));
    let anew = index.position() == Seq(0);
    if anew {
        assert_eq!(index.count(), 0, "{what}");
    } else {
        assert!(
            answers(&index) == said,
            "{what}: another answer than before"
        );
    }
    put(&index, [sheet(9, "Neuf", "")], 43);
    assert_eq!(found(&index, "neuf "), ["Neuf"], "{what}");
    anew
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

/// A sample of places in a file, all of them in a short one.
fn places(length: usize, most: usize) -> impl Iterator<Item = usize> {
    (0..length).step_by(length.div_ceil(most).max(1))
}

#[test]
fn a_flipped_bit_anywhere_changes_no_answer() {
    let (folder, said) = whole();
    for file in files(folder.path()) {
        let bytes = fs::read(&file).unwrap();
        let list = name(&file).ends_with(".json");
        for at in places(bytes.len(), if list { 16 } else { 6 }) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            let what = format!("{}, bit {} of byte {at}", name(&file), at % 8);
            let anew = judged(folder.path(), &said, &file, Some(&flipped), &what);
            assert!(anew || !list, "{what}: not seen");
        }
    }
}

#[test]
fn a_file_cut_short_zeroed_or_missing_changes_no_answer() {
    let (folder, said) = whole();
    for file in files(folder.path()) {
        let bytes = fs::read(&file).unwrap();
        for length in places(bytes.len(), 3) {
            let what = format!("{}, cut to {length} bytes", name(&file));
            judged(folder.path(), &said, &file, Some(&bytes[..length]), &what);
            let mut zeroed = bytes.clone();
            let end = (length + 512).min(zeroed.len());
            zeroed[length..end].fill(0);
            let what = format!("{}, zeroed at {length}", name(&file));
            judged(folder.path(), &said, &file, Some(&zeroed), &what);
        }
        let longer = [&bytes[..], b"0\n"].concat();
        judged(
            folder.path(),
            &said,
            &file,
            Some(&longer),
            &format!("{}, longer", name(&file)),
        );
        judged(
            folder.path(),
            &said,
            &file,
            None,
            &format!("{}, missing", name(&file)),
        );
    }
}

#[test]
fn an_older_list_beside_newer_segments_changes_no_answer() {
    let folder = tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    put(&index, [sheet(1, "Un atelier", "")], 1);
    let list = folder.path().join(".managed.json");
    let older = fs::read(&list).unwrap();
    put(&index, [sheet(2, "Deux ateliers", "")], 2);
    let said = answers(&index);
    index.close().unwrap();
    assert!(judged(
        folder.path(),
        &said,
        &list,
        Some(&older),
        "an older list"
    ));
}

#[test]
fn an_index_that_was_begun_anew_is_filled_again() {
    let (folder, _) = whole();
    fs::write(folder.path().join("meta.json"), "{}").unwrap();
    let index = Index::open(folder.path()).unwrap();
    put(&index, [sheet(1, "Un atelier", "")], 1);
    index.close().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(
        (index.position(), ask(&index, "atelier").total),
        (Seq(1), 1)
    );
}
