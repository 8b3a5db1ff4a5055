//! Rehearsals of a restore: they pass for a backup that is whole, and for no other.

mod gaps;

use crate::bench::{draft, empty, library, receive, sheet};
use crate::disk::{Entries, archive, attach, damage_record, entries, furnished, on_disk};
use library::{Error, Library, Rehearsal, Silent};
use model::{Actor, Sha256};
use sha2::{Digest, Sha256 as Hasher};
use std::path::Path;
use std::sync::Arc;

async fn rehearse(library: &Library, path: &Path) -> Rehearsal {
    let aside = empty(10_000_000);
    library.rehearse(path, &aside, &Silent).await.unwrap()
}

/// A library with two files, and a backup of it.
async fn backed_up(folder: &Path) -> (Arc<Library>, Entries) {
    let (library, _) = furnished(&folder.join("data")).await;
    let slug = sheet(&library, "Autre", "trois").await;
    let other = receive(&library, "b.txt", b"d'autres octets, oui").await;
    attach(&library, &slug, &other).await;
    let path = folder.join("s.zip");
    library.backup(&path, &Silent).await.unwrap();
    let entries = entries(&path);
    assert_eq!(entries.len(), 4);
    (library, entries)
}

/// Gives the entries the manifest that they would have: damage that no hash tells.
fn signed(mut entries: Entries) -> Entries {
    let (_, text) = entries.pop().unwrap();
    let mut manifest: serde_json::Value = serde_json::from_slice(&text).unwrap();
    manifest["sha256"] = entries
        .iter()
        .map(|(name, bytes)| {
            let hash = Sha256(Hasher::digest(bytes).into());
            (name.clone(), serde_json::Value::from(hash.to_string()))
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let lines = entries[0].1.split(|byte| *byte == b'\n').count() - 1;
    manifest["changes"] = lines.into();
    manifest["position"] = lines.into();
    let files = entries
        .iter()
        .filter(|(name, _)| name.starts_with("files/"));
    manifest["files"] = files.count().into();
    entries.push((
        "manifest.json".to_owned(),
        serde_json::to_vec(&manifest).unwrap(),
    ));
    entries
}

fn lines(entries: &mut Entries, change: impl FnOnce(&mut Vec<String>)) {
    let text = String::from_utf8(entries[0].1.clone()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    entries[0].1 = (lines.join("\n") + "\n").into_bytes();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_whole_is_sound_also_when_the_library_went_on() {
    let folder = tempfile::tempdir().unwrap();
    let (library, entries) = backed_up(folder.path()).await;
    sheet(&library, "Plus tard", "…").await;
    let path = folder.path().join("s.zip");
    let rehearsal = rehearse(&library, &path).await;
    assert!(rehearsal.sound, "{}", rehearsal.detail);
    assert_eq!((rehearsal.changes, rehearsal.files), (6, 2));
    // the bench itself changes nothing
    let again = folder.path().join("again.zip");
    archive(&again, &signed(entries));
    assert!(rehearse(&library, &again).await.sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flipped_bit_in_any_entry_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (library, entries) = backed_up(folder.path()).await;
    let path = folder.path().join("damaged.zip");
    for entry in 0..entries.len() {
        for at in (0..entries[entry].1.len()).step_by(41) {
            let mut damaged = entries.clone();
            damaged[entry].1[at] ^= 0x10;
            archive(&path, &damaged);
            let rehearsal = rehearse(&library, &path).await;
            // a word of the manifest that means nothing for the restore may be another one
            let harmless = entry == 3 && told_only(&entries[3].1, &damaged[3].1);
            assert!(
                !rehearsal.sound || harmless,
                "{} byte {at}: {}",
                entries[entry].0,
                rehearsal.detail
            );
        }
    }
}

/// Whether two manifests differ in nothing but what is told and not proved: time, version, seal, space between words.
fn told_only(a: &[u8], b: &[u8]) -> bool {
    let read = |bytes: &[u8]| -> Option<serde_json::Value> {
        let mut value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        let keys = ["changes", "files", "format", "position", "sha256"];
        value
            .as_object_mut()?
            .retain(|key, _| keys.contains(&key.as_str()));
        // a key of its own that is lost counts as an older backup
        value.as_object_mut()?.remove("position");
        Some(value)
    };
    read(a) == read(b)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_lost_or_strange_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (library, entries) = backed_up(folder.path()).await;
    let path = folder.path().join("damaged.zip");
    for entry in 0..entries.len() {
        let mut without = entries.clone();
        without.remove(entry);
        archive(&path, &without);
        let rehearsal = rehearse(&library, &path).await;
        assert!(!rehearsal.sound, "without {}", entries[entry].0);
        if (1..3).contains(&entry) {
            archive(&path, &signed(without));
            let rehearsal = rehearse(&library, &path).await;
            assert!(
                !rehearsal.sound,
                "without {} and without a trace",
                entries[entry].0
            );
        }
    }
    let digits = "0".repeat(64);
    for name in [
        "../../etc/passwd",
        "files/../x",
        "/files",
        "Files/a",
        &format!("files/{digits}"),
    ] {
        let mut more = entries.clone();
        more.insert(1, (name.to_owned(), b"x".to_vec()));
        archive(&path, &more);
        assert!(!rehearse(&library, &path).await.sound, "{name}");
        archive(&path, &signed(more));
        assert!(!rehearse(&library, &path).await.sound, "{name}, signed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_that_are_lost_turned_or_changed_are_found_though_every_hash_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let (library, entries) = backed_up(folder.path()).await;
    let path = folder.path().join("damaged.zip");
    type Damage = fn(&mut Vec<String>);
    let damages: [(&str, Damage); 6] = [
        ("turned", |lines| lines.swap(1, 2)),
        ("lost in the middle", |lines| drop(lines.remove(2))),
        ("lost at the beginning", |lines| drop(lines.remove(0))),
        ("there twice", |lines| lines.insert(2, lines[2].clone())),
        ("another word", |lines| {
            lines[3] = lines[3].replace("deux", "trois")
        }),
        ("no change at all", |lines| lines.push("{}".to_owned())),
    ];
    for (name, damage) in damages {
        let mut damaged = entries.clone();
        lines(&mut damaged, damage);
        assert_ne!(damaged[0].1, entries[0].1, "{name}");
        archive(&path, &signed(damaged));
        let rehearsal = rehearse(&library, &path).await;
        assert!(!rehearsal.sound, "{name}");
        assert!(
            rehearsal.detail.contains("change"),
            "{name}: {}",
            rehearsal.detail
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_in_each_others_place_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let (library, mut entries) = backed_up(folder.path()).await;
    let path = folder.path().join("damaged.zip");
    let bytes = entries[1].1.clone();
    entries[1].1 = std::mem::replace(&mut entries[2].1, bytes);
    archive(&path, &entries);
    assert!(!rehearse(&library, &path).await.sound);
    archive(&path, &signed(entries));
    assert!(!rehearse(&library, &path).await.sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_backup_of_another_library_and_of_a_longer_one_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, _) = backed_up(folder.path()).await;
    let other = library().await;
    let slug = sheet(&other, "Ailleurs", "un").await;
    let path = folder.path().join("other.zip");
    other.backup(&path, &Silent).await.unwrap();
    let rehearsal = rehearse(&mine, &path).await;
    assert!(!rehearsal.sound && rehearsal.detail.contains("another library"));
    let aside = empty(10_000_000);
    let alone = library::rehearse_alone(&path, &aside, &Silent)
        .await
        .unwrap();
    assert!(alone.sound, "{}", alone.detail);

    let early = library().await;
    sheet(&early, "Ailleurs", "un").await;
    other
        .revise(&Actor::Anonymous, &slug, 1, draft("Ailleurs", "deux"), "")
        .await
        .unwrap();
    let path = folder.path().join("longer.zip");
    other.backup(&path, &Silent).await.unwrap();
    let rehearsal = rehearse(&early, &path).await;
    assert!(
        !rehearsal.sound && rehearsal.detail.contains("lost its end"),
        "{}",
        rehearsal.detail
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn half_of_a_backup_is_not_sound_and_none_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = backed_up(folder.path()).await;
    let whole = std::fs::read(folder.path().join("s.zip")).unwrap();
    let path = folder.path().join("half.zip");
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(!rehearse(&library, &path).await.sound, "{length} bytes");
    }
    let aside = empty(1000);
    let none = folder.path().join("none.zip");
    let error = library.rehearse(&none, &aside, &Silent).await.unwrap_err();
    assert!(matches!(error, Error::Outside { .. }));
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let error = library.rehearse(&pipe, &aside, &Silent).await.unwrap_err();
    assert!(error.to_string().contains("no file"), "{error}");
    let full = crate::bench::library().await;
    let whole = folder.path().join("s.zip");
    let error = library.rehearse(&whole, &full, &Silent).await.unwrap_err();
    assert!(error.to_string().contains("not empty"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_library_cannot_read_any_more_does_not_speak_against_its_backup() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (library, parts) = furnished(&data).await;
    let path = folder.path().join("s.zip");
    library.backup(&path, &Silent).await.unwrap();
    library.close().await.unwrap();
    drop((library, parts));
    damage_record(&data, 2);
    let (library, _) = on_disk(&data).await;
    let rehearsal = rehearse(&library, &path).await;
    assert!(rehearsal.sound, "{}", rehearsal.detail);
    assert!(
        rehearsal.detail.contains("change 2, 1 in all"),
        "{}",
        rehearsal.detail
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_no_change_names_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (library, mut entries) = backed_up(folder.path()).await;
    let bytes = vec![0; 1_000_000];
    let name = format!("files/{}", Sha256(Hasher::digest(&bytes).into()));
    entries.insert(1, (name, bytes));
    let path = folder.path().join("more.zip");
    archive(&path, &signed(entries));
    let rehearsal = rehearse(&library, &path).await;
    assert!(
        !rehearsal.sound && rehearsal.detail.contains("no change names it"),
        "{}",
        rehearsal.detail
    );
}
