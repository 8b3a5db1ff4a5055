//! Files and changes come back from a backup.

use crate::bench::{receive, sheet};
use crate::checking::{checked, kinds};
use crate::disk::{archive, attach, damage_record, entries, file_at, furnished, on_disk};
use library::{Backup, FaultKind, Silent, repair_plan};
use model::Seq;
use std::path::Path;
use storage::Embedded;

#[tokio::test(flavor = "multi_thread")]
async fn files_that_rotted_or_are_gone_come_back_from_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (library, _) = furnished(&data).await;
    let slug = sheet(&library, "Autre", "trois").await;
    let other = receive(&library, "b.txt", b"d'autres octets, oui").await;
    attach(&library, &slug, &other).await;
    let path = folder.path().join("s.zip");
    library.backup(&path, &Silent).await.unwrap();
    let files = Backup::open(&path).unwrap().files();
    std::fs::write(file_at(&data, files[0]), "rotten").unwrap();
    std::fs::remove_file(file_at(&data, files[1])).unwrap();

    let report = checked(&library).await;
    assert_eq!(kinds(&report), [FaultKind::File, FaultKind::File]);
    for (fault, sha256) in report.faults.iter().zip(&files) {
        assert!(fault.place.contains(&sha256.to_string()), "{fault:?}");
        assert!(fault.detail.contains("names it"), "{fault:?}");
    }
    let plan = repair_plan(&report);
    assert!(plan.files && plan.needs_backup() && !plan.journal);
    let mut backup = Backup::open(&path).unwrap();
    assert_eq!(library.mend_files(&mut backup, &Silent).await.unwrap(), 2);
    assert_eq!(library.mend_files(&mut backup, &Silent).await.unwrap(), 0);
    assert_eq!(checked(&library).await.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_the_backup_has_damaged_as_well_is_not_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (library, _) = furnished(&data).await;
    let path = folder.path().join("s.zip");
    library.backup(&path, &Silent).await.unwrap();
    let sha256 = Backup::open(&path).unwrap().files()[0];
    let mut damaged = entries(&path);
    damaged[1].1[3] ^= 1;
    archive(&path, &damaged);
    std::fs::remove_file(file_at(&data, sha256)).unwrap();
    let mut backup = Backup::open(&path).unwrap();
    assert_eq!(library.mend_files(&mut backup, &Silent).await.unwrap(), 0);
    let report = checked(&library).await;
    assert_eq!(kinds(&report), [FaultKind::File]);
    assert_eq!(
        (report.files, report.unnamed_files),
        (0, 0),
        "nothing else was stored"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_come_back_from_a_backup_that_has_a_gap_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (library, parts) = furnished(&data).await;
    let whole = folder.path().join("whole.zip");
    library.backup(&whole, &Silent).await.unwrap();
    library.close().await.unwrap();
    drop((library, parts));
    damage_record(&data, 2);
    let (library, parts) = on_disk(&data).await;
    let path = folder.path().join("gap.zip");
    assert_eq!(
        library
            .backup(&path, &Silent)
            .await
            .unwrap()
            .missing_changes,
        1
    );
    library.close().await.unwrap();
    drop((library, parts));
    damage_record(&data, 4);
    let mend = |path: &Path| {
        let mut backup = Backup::open(path).unwrap();
        let mut changes = backup
            .changes()
            .map(|change| change.map_err(|error| storage::Error::Index(error.to_string())));
        Embedded::mend(&data, &mut changes, &|_| ()).unwrap()
    };
    let mended = mend(&path);
    // what neither has is told, with what followed from it
    let lost = |fault: &storage::Fault| !fault.detail.contains("change 4");
    assert_eq!(mended.mended, 1);
    assert!(!mended.faults.is_empty() && mended.faults.iter().all(lost));
    let (library, parts) = on_disk(&data).await;
    assert_eq!(
        parts.records.changes_after(Seq(2), 9).await.unwrap().len(),
        2
    );
    let faults = checked(&library).await.faults;
    assert!(
        faults
            .iter()
            .all(|fault| !fault.detail.contains("change 4")),
        "{faults:?}"
    );
    library.close().await.unwrap();
    drop((library, parts));
    assert_eq!(mend(&whole).faults, []);
    let (library, _) = on_disk(&data).await;
    assert_eq!(checked(&library).await.faults, []);
}
