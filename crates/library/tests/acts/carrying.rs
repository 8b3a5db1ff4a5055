//! Taking the library in and out: import, export, backup, check.

use crate::bench::{content_folder, draft, empty, library, load, receive, sheet};
use library::{Described, Error, ImportSource, Library, Silent};
use model::Actor;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Every file below a folder, by relative path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

pub async fn exported(library: &Library) -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    library.export(folder.path(), &Silent).await.unwrap();
    let files = tree(folder.path());
    (folder, files)
}

fn shelf() -> std::sync::Arc<Library> {
    empty(10_000_000)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shipped_content_is_taken_whole_and_comes_out_the_same_twice() {
    let first = library_of_content().await;
    let (folder, files) = exported(&first).await;
    assert!(files.len() > 40, "{:?}", files.keys());
    let second = shelf();
    let report = load(&second, folder.path()).await;
    assert_eq!(report.refused, []);
    let (_again, same) = exported(&second).await;
    assert!(files == same, "an export differs after import");
    let third = load(&second, folder.path()).await;
    assert_eq!((third.added, third.updated), (0, 0));
}

async fn library_of_content() -> std::sync::Arc<Library> {
    let library = shelf();
    let report = load(&library, &content_folder()).await;
    assert_eq!(report.refused, []);
    assert!(report.added >= 30 && report.kinds == 7, "{report:?}");
    library
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_listed_and_the_rest_is_taken() {
    let library = library().await;
    let files: [(&str, &[u8]); 6] = [
        (
            "bonne.md",
            b"---\ntitle: Bonne\nkind: fiche\nlicence: CC-BY-SA-4.0\n---\nTexte.\n",
        ),
        ("sans-licence.md", b"# Sans licence\n"),
        ("mauvaise.md", b"---\ntitle: [\n---\n"),
        ("latin1.md", b"# Caf\xe9\n"),
        (
            "genre.md",
            b"---\ntitle: A\nkind: inconnu\nlicence: CC0-1.0\n---\n",
        ),
        (
            "fichier.md",
            b"---\ntitle: A\nkind: fiche\nlicence: CC0-1.0\nfiles:\n  - path: ../etc/passwd\n---\n",
        ),
    ];
    let files = files
        .map(|(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes)))
        .to_vec();
    let report = library
        .import(ImportSource::Embedded(files), None, &Silent)
        .await
        .unwrap();
    assert_eq!(report.added, 1);
    let refused: Vec<(&str, Option<u64>)> = report
        .refused
        .iter()
        .map(|r| (r.file.as_str(), r.line))
        .collect();
    let expected = [
        ("fichier.md", Some(6)),
        ("genre.md", Some(3)),
        ("latin1.md", Some(1)),
        ("mauvaise.md", None),
        ("sans-licence.md", None),
    ];
    assert_eq!(
        refused.iter().map(|r| r.0).collect::<Vec<_>>(),
        expected.map(|e| e.0)
    );
    for at in [0, 1, 2, 4] {
        assert_eq!(refused[at], expected[at]);
    }
    let reason = &report.refused[1].reason;
    assert!(
        reason.starts_with("there is no kind \"inconnu\"; known kinds: "),
        "{reason}"
    );
    assert!(report.refused[4].reason.contains("--licence"));
}

#[tokio::test(flavor = "multi_thread")]
async fn older_addresses_and_unknown_keys_survive_the_journey() {
    let library = library().await;
    let text = "---\ntitle: A\nkind: fiche\nlicence: CC0-1.0\nredirects: [ancien]\nniveau:\n  - 1\n  - deux\n---\nX\n";
    let files = vec![("a.md".to_owned(), Cow::Borrowed(text.as_bytes()))];
    library
        .import(ImportSource::Embedded(files), None, &Silent)
        .await
        .unwrap();
    assert!(library.read("ancien").await.unwrap().moved);
    let (folder, files) = exported(&library).await;
    let other = shelf();
    load(&other, folder.path()).await;
    assert!(other.read("ancien").await.unwrap().moved);
    assert_eq!(exported(&other).await.1, files);
}

#[tokio::test(flavor = "multi_thread")]
async fn values_of_a_field_that_its_kind_lost_survive_the_journey() {
    let library = library().await;
    let text = "---\ntitle: A\nkind: fiche\nlicence: CC0-1.0\nfields:\n  seances: 3\n---\nX\n";
    let files = vec![("a.md".to_owned(), Cow::Borrowed(text.as_bytes()))];
    let report = library
        .import(ImportSource::Embedded(files), None, &Silent)
        .await
        .unwrap();
    assert_eq!((report.refused.as_slice(), report.added), (&[][..], 1));
    let (folder, files) = exported(&library).await;
    assert!(String::from_utf8_lossy(&files["fiche/a.md"]).contains("seances: 3"));
    let other = shelf();
    load(&other, folder.path()).await;
    assert_eq!(exported(&other).await.1, files);
    let again = load(&other, folder.path()).await;
    assert_eq!((again.unchanged, again.updated), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_never_writes_among_other_files() {
    let library = library().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("précieux.txt"), "x").unwrap();
    assert!(matches!(
        library.export(folder.path(), &Silent).await,
        Err(Error::Outside { .. })
    ));
    assert_eq!(tree(folder.path()).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_back_the_same_log_and_the_same_files() {
    let library = library().await;
    let slug = sheet(&library, "A", "un").await;
    let file = receive(&library, "a.txt", b"octets").await;
    library
        .attach(&Actor::Anonymous, &slug, &file, Described::default(), None)
        .await
        .unwrap();
    library
        .revise(&Actor::Anonymous, &slug, 2, draft("B", "deux"), "Mieux")
        .await
        .unwrap();
    library.rename(&Actor::Anonymous, &slug, "b").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sauvegarde.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    assert_eq!((report.changes, report.files), (5, 1));
    assert!(matches!(
        library.backup(&path, &Silent).await,
        Err(Error::Outside { .. })
    ));

    let other = shelf();
    other.restore_backup(&path, &Silent).await.unwrap();
    assert_eq!(
        other.changes_after(0, 100).await.unwrap(),
        library.changes_after(0, 100).await.unwrap()
    );
    assert_eq!(exported(&other).await.1, exported(&library).await.1);
    assert_eq!(other.check(&Silent).await.unwrap().faults, []);
    assert!(matches!(
        other.restore_backup(&path, &Silent).await,
        Err(Error::Outside { .. })
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_is_refused_before_anything_is_written() {
    let library = library().await;
    sheet(&library, "A", &"Texte. ".repeat(100)).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.zip");
    library.backup(&path, &Silent).await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        let other_path = folder.path().join(format!("{at}.zip"));
        std::fs::write(&other_path, damaged).unwrap();
        let other = shelf();
        if other.restore_backup(&other_path, &Silent).await.is_err() {
            assert_eq!(other.positions().await.unwrap().store.0, 0, "byte {at}");
        } else {
            // a byte that says nothing about the contents, such as a time in an archive's header
            assert_eq!(
                exported(&other).await.1,
                exported(&library).await.1,
                "byte {at}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_of_a_sound_library_finds_nothing() {
    let library = library_of_content().await;
    let report = library.check(&Silent).await.unwrap();
    assert_eq!(report.faults, []);
    assert!(report.revisions >= 30 && report.files >= 3);
}
