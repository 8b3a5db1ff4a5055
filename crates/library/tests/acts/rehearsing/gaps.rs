//! Changes that a backup lacks.

use super::rehearse;
use crate::bench::empty;
use crate::disk::{Entries, archive, damage_record, entries, furnished, on_disk};
use library::{Library, Silent};
use std::path::Path;
use std::sync::Arc;

/// A library whose second change is damaged, a backup of it, and that one's entries.
async fn with_gap(folder: &Path) -> (Arc<Library>, Entries) {
    let data = folder.join("data");
    let (library, parts) = furnished(&data).await;
    library
        .backup(&folder.join("whole.zip"), &Silent)
        .await
        .unwrap();
    library.close().await.unwrap();
    drop((library, parts));
    damage_record(&data, 2);
    let (library, _) = on_disk(&data).await;
    let path = folder.join("gap.zip");
    let report = library.backup(&path, &Silent).await.unwrap();
    assert_eq!((report.changes, report.missing_changes), (3, 1));
    let entries = entries(&path);
    (library, entries)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_that_the_library_has_too_is_told_and_one_of_the_backup_alone_is_not_sound() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = with_gap(folder.path()).await;
    let path = folder.path().join("gap.zip");
    let rehearsal = rehearse(&library, &path).await;
    assert!(rehearsal.sound, "{}", rehearsal.detail);
    assert_eq!(rehearsal.changes, 3);
    assert!(
        rehearsal
            .detail
            .contains("not in it either (change 2, 1 in all)"),
        "{}",
        rehearsal.detail
    );
    let aside = empty(10_000_000);
    let alone = library::rehearse_alone(&path, &aside, &Silent)
        .await
        .unwrap();
    assert!(
        alone.sound && alone.detail.contains("1 changes could not be read"),
        "{}",
        alone.detail
    );
    // a library that has what the backup lacks
    let whole = empty(10_000_000);
    whole
        .restore_backup(&folder.path().join("whole.zip"), &Silent)
        .await
        .unwrap();
    let rehearsal = rehearse(&whole, &path).await;
    assert!(
        !rehearsal.sound && rehearsal.detail.contains("not change 2"),
        "{}",
        rehearsal.detail
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_gaps_that_the_manifest_names_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (library, entries) = with_gap(folder.path()).await;
    let path = folder.path().join("s.zip");
    let manifest: serde_json::Value = serde_json::from_slice(&entries.last().unwrap().1).unwrap();
    let gap = serde_json::json!([{ "first": 2, "last": 2 }]);
    assert_eq!(
        (&manifest["format"], &manifest["missing_changes"]),
        (&2.into(), &gap)
    );
    let list = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    for (format, gaps, position) in [
        (2, "[]", 4),
        (1, r#"[{"first":2,"last":2}]"#, 4),
        (3, r#"[{"first":2,"last":2}]"#, 4),
        (2, r#"[{"first":2,"last":3}]"#, 4),
        (2, r#"[{"first":1,"last":2}]"#, 4),
        (2, r#"[{"first":2,"last":1}]"#, 4),
        (2, r#"[{"first":0,"last":0},{"first":2,"last":2}]"#, 4),
        (2, r#"[{"first":2,"last":2},{"first":2,"last":2}]"#, 4),
        (2, r#"[{"first":2,"last":2},{"first":5,"last":6}]"#, 4),
        (2, r#"[{"first":2,"last":2},{"first":6,"last":6}]"#, 6),
        (
            2,
            r#"[{"first":2,"last":2},{"first":5,"last":18446744073709551615}]"#,
            u64::MAX,
        ),
        (2, r#"[{"first":2,"last":2}]"#, 5),
    ] {
        let mut told = manifest.clone();
        told["format"] = format.into();
        told["missing_changes"] = list(gaps);
        told["position"] = position.into();
        let mut changed = entries.clone();
        changed.last_mut().unwrap().1 = serde_json::to_vec(&told).unwrap();
        archive(&path, &changed);
        assert!(
            !rehearse(&library, &path).await.sound,
            "{format} {gaps} {position}"
        );
    }
    archive(&path, &entries);
    assert!(
        rehearse(&library, &path).await.sound,
        "the bench changes nothing"
    );
}
