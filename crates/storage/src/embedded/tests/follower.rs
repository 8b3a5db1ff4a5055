//! The index follows the journal, whatever happens to it.

use super::*;
use crate::conformance::samples::{create, resource};
use crate::embedded::table;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_deleted_index_is_built_anew() {
    let folder = told().await;
    without_index(folder.path());
    let records = open(folder.path());
    assert_sound(&*records, ACTS).await;
    one(&*records, create(9, "neuf")).await;
    assert_eq!(check(&*records).await.faults, []);
}

#[tokio::test]
async fn an_older_index_catches_up() {
    let folder = tempfile::tempdir().unwrap();
    let records = open_short(folder.path());
    let mut older = Vec::new();
    for proposal in story() {
        older.push(copied(folder.path()));
        one(&*records, proposal).await;
    }
    records.close().await.unwrap();
    for older in older {
        let mixed = copied(folder.path());
        without_index(mixed.path());
        copy(&older.path().join("index"), &mixed.path().join("index"));
        assert_sound(&*open(mixed.path()), ACTS).await;
    }
}

#[tokio::test]
async fn garbage_in_any_file_of_the_index_costs_nothing() {
    let folder = told().await;
    let index = folder.path().join("index");
    for file in files_of(&index) {
        let name = file.strip_prefix(&index).unwrap();
        let length = std::fs::metadata(&file).unwrap().len() as usize;
        for at in [0, 1, 3, 7] {
            let damaged = copied(folder.path());
            edit(&damaged.path().join("index").join(name), |bytes| {
                let start = length * at / 8;
                for byte in bytes.iter_mut().skip(start).take(64) {
                    *byte ^= 0x5a;
                }
            });
            assert_sound(&*open(damaged.path()), ACTS).await;
        }
        let damaged = copied(folder.path());
        edit(&damaged.path().join("index").join(name), Vec::clear);
        assert_sound(&*open(damaged.path()), ACTS).await;
    }
}

#[tokio::test]
async fn an_index_that_lost_or_changed_an_entry_is_built_anew() {
    let wrong = serde_json::to_vec(&"?").unwrap();
    for value in [None, Some(wrong)] {
        let folder = told().await;
        let db = sled::open(folder.path().join("index")).unwrap();
        let key = table::head(resource(2));
        match value {
            None => db.remove(key).unwrap(),
            Some(value) => db.insert(key, value).unwrap(),
        };
        db.flush().unwrap();
        drop(db);
        assert_sound(&*open(folder.path()), ACTS).await;
        assert!(folder.path().join("index.aside-1").is_dir());
    }
}

#[tokio::test]
async fn an_index_of_another_format_is_built_anew() {
    let folder = told().await;
    let db = sled::open(folder.path().join("index")).unwrap();
    db.insert([table::META], b"something else").unwrap();
    drop(db);
    assert_sound(&*open(folder.path()), ACTS).await;
}

#[tokio::test]
async fn an_index_of_another_library_is_built_anew() {
    let folder = told().await;
    let other = tempfile::tempdir().unwrap();
    let records = open(other.path());
    one(&*records, create(7, "autre")).await;
    records.close().await.unwrap();
    without_index(folder.path());
    copy(&other.path().join("index"), &folder.path().join("index"));
    assert_sound(&*open(folder.path()), ACTS).await;
}

#[tokio::test]
async fn a_check_names_an_entry_that_is_not_what_follows() {
    let folder = told().await;
    let records = open(folder.path());
    let shared = &records.shared;
    let key = table::slug(&crate::conformance::samples::slug("un"));
    let wrong = BTreeMap::from([(key, table::resource_value(resource(2)))]);
    let end = shared
        .with_index(|index| Ok(index.applied().clone()))
        .unwrap();
    shared.advance(wrong, end).unwrap();
    let faults = check(&*records).await.faults;
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].place, "index, address un");
}

#[tokio::test]
async fn of_damaged_indexes_a_few_are_kept() {
    let folder = told().await;
    for _ in 0..5 {
        let db = sled::open(folder.path().join("index")).unwrap();
        db.insert([table::META], b"something else").unwrap();
        drop(db);
        let records = open(folder.path());
        assert_sound(&*records, ACTS).await;
        // Its threads end after it is dropped; the next round takes sled's lock.
        records.close().await.unwrap();
    }
    let names = std::fs::read_dir(folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut aside: Vec<_> = names.filter(|name| name.contains("aside")).collect();
    aside.sort();
    assert_eq!(aside, ["index.aside-1", "index.aside-2", "index.aside-3"]);
}
