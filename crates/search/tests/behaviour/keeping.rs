//! The index follows the library, and may be lost at any moment.

use crate::shelf::{ask, found, id, put, sheet};
use model::Seq;
use search::{Error, Index, Query, Update};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn filled(folder: &Path) {
    let index = Index::open(folder).unwrap();
    put(
        &index,
        [
            sheet(1, "Un atelier", "texte"),
            sheet(2, "Deux ateliers", "texte"),
        ],
        42,
    );
    index.close().unwrap();
}

#[test]
fn what_is_put_is_found_at_once_replaced_and_removed() {
    let index = Index::in_memory().unwrap();
    assert_eq!((index.position(), index.count()), (Seq(0), 0));
    put(
        &index,
        [sheet(1, "Premier jet", ""), sheet(2, "Autre", "")],
        1,
    );
    assert_eq!(found(&index, "jet "), ["Premier jet"]);
    put(&index, [sheet(1, "Version revue", "")], 2);
    assert_eq!((ask(&index, "jet ").total, index.count()), (0, 2));
    assert_eq!(found(&index, "revue"), ["Version revue"]);
    let both = [
        Update::Remove(id(1)),
        Update::Put(Box::new(sheet(3, "Nouvelle", ""))),
    ];
    index.apply(&both, Seq(4)).unwrap();
    assert_eq!(
        (ask(&index, "revue ").total, index.count(), index.position()),
        (0, 2, Seq(4))
    );
    index.apply(&[Update::Remove(id(77))], Seq(5)).unwrap();
    assert_eq!((index.count(), index.position()), (2, Seq(5)));
}

#[test]
fn the_last_of_several_updates_of_a_resource_holds() {
    let index = Index::in_memory().unwrap();
    put(&index, [sheet(1, "Avant", ""), sheet(1, "Après", "")], 2);
    assert_eq!(found(&index, ""), ["Après"]);
    let steps = [
        Update::Put(Box::new(sheet(1, "Encore", ""))),
        Update::Remove(id(1)),
    ];
    index.apply(&steps, Seq(4)).unwrap();
    assert_eq!(index.count(), 0);
}

#[test]
fn an_index_opened_again_goes_on_where_it_was() {
    let folder = tempdir().unwrap();
    filled(folder.path());
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.position(), index.count()), (Seq(42), 2));
    assert_eq!(found(&index, "deux "), ["Deux ateliers"]);
    index.clear().unwrap();
    assert_eq!((index.position(), index.count()), (Seq(0), 0));
    put(&index, [sheet(3, "Trois", "")], 1);
    assert_eq!(found(&index, ""), ["Trois"]);
}

#[test]
fn a_damaged_index_is_begun_anew() {
    for number in 0.. {
        let folder = tempdir().unwrap();
        filled(folder.path());
        let mut files = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect::<Vec<_>>();
        files.retain(|file| {
            fs::metadata(file).unwrap().len() > 0 && !file.ends_with(".managed.json")
        });
        files.sort();
        let Some(file) = files.get(number) else { break };
        let mut bytes = fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x5a;
        fs::write(file, bytes).unwrap();
        let index = Index::open(folder.path()).unwrap();
        assert_eq!(
            (index.position(), index.count()),
            (Seq(0), 0),
            "{}",
            file.display()
        );
        put(&index, [sheet(1, "Un", "")], 1);
        assert_eq!(found(&index, "un "), ["Un"]);
    }
}

#[test]
fn an_index_cut_short_or_of_another_version_is_begun_anew() {
    let spoil: [fn(&Path); 3] = [
        |folder| fs::write(folder.join("meta.json"), "{").unwrap(),
        |folder| fs::remove_file(folder.join("meta.json")).unwrap(),
        |folder| {
            let meta = fs::read_to_string(folder.join("meta.json")).unwrap();
            let start = meta.find("\"payload\"").unwrap();
            let (before, after) = meta.split_at(start);
            // the fingerprint is the first word of the payload
            fs::write(
                folder.join("meta.json"),
                format!("{before}{}", after.replacen(": \"", ": \"f", 1)),
            )
            .unwrap();
        },
    ];
    for spoil in spoil {
        let folder = tempdir().unwrap();
        filled(folder.path());
        spoil(folder.path());
        let index = Index::open(folder.path()).unwrap();
        assert_eq!((index.position(), index.count()), (Seq(0), 0));
    }
}

#[test]
fn a_folder_of_something_else_is_left_as_it_is() {
    let folder = tempdir().unwrap();
    filled(folder.path());
    fs::write(folder.path().join("meta.json"), "{").unwrap();
    fs::write(folder.path().join("thèse.odt"), "dix ans de travail").unwrap();
    let before = fs::read_dir(folder.path()).unwrap().count();
    assert!(
        matches!(Index::open(folder.path()), Err(Error::ForeignFile(file)) if file.ends_with("thèse.odt"))
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
}

#[test]
fn a_folder_is_written_by_one_index_at_a_time() {
    let folder = tempdir().unwrap();
    filled(folder.path());
    let first = Index::open(folder.path()).unwrap();
    assert!(matches!(Index::open(folder.path()), Err(Error::InUse(_))));
    first.close().unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().count(), 2);
    assert!(matches!(first.apply(&[], Seq(50)), Err(Error::Closed)));
    assert_eq!(
        first
            .search(&Query {
                limit: 5,
                ..Query::default()
            })
            .unwrap()
            .total,
        2,
        "searching goes on"
    );
}

#[test]
fn searching_goes_on_while_it_is_written() {
    let index = Index::in_memory().unwrap();
    put(&index, [sheet(0, "Toujours là", "")], 1);
    std::thread::scope(|threads| {
        let writer = threads
            .spawn(|| (1..20).for_each(|n| put(&index, [sheet(n, "Atelier", "")], u64::from(n))));
        while !writer.is_finished() {
            assert_eq!(found(&index, "toujours"), ["Toujours là"]);
        }
    });
    assert_eq!(index.count(), 20);
}
