//! Checks find what is wrong and say what mends it.

use crate::bench::{draft, indexed, library, load, sheet};
use crate::disk::{attach, damage_record, furnished, log, on_disk};
use bytes::Bytes;
use library::{
    CheckReport, DraftSource, FaultKind, Library, Purpose, RepairPlan, Silent, repair_plan,
};
use model::{Actor, Event, ResourceId, Seq};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub async fn checked(library: &Library) -> CheckReport {
    library.check(&Silent).await.unwrap()
}

pub fn kinds(report: &CheckReport) -> Vec<FaultKind> {
    report.faults.iter().map(|fault| fault.kind).collect()
}

async fn keep_draft(library: &Library) {
    let purpose = Purpose::Revise {
        resource: ResourceId(uuid::Uuid::nil()),
        base: 1,
    };
    let kept = library.keep_draft(None, purpose, draft("Brouillon", ""), "", "");
    kept.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_library_has_a_seal_and_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = furnished(folder.path()).await;
    keep_draft(&library).await;
    let report = checked(&library).await;
    assert_eq!(
        (report.faults.as_slice(), report.notices.as_slice()),
        (&[][..], &[][..])
    );
    assert_eq!(
        (report.changes, report.resources, report.revisions),
        (4, 2, 3)
    );
    assert_eq!(
        (report.files, report.unnamed_files, report.drafts),
        (1, 0, 1)
    );
    assert_eq!(report.position, Seq(4));
    assert!(report.seal.is_some());
    assert_eq!(report.seal, parts.records.seal(Seq(4)).await.unwrap());
    assert_eq!(repair_plan(&report), RepairPlan::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_write_meanwhile_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = furnished(folder.path()).await;
    let follower = library.follow();
    let stop = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (library, stop) = (Arc::clone(&library), Arc::clone(&stop));
        async move {
            let mut written = 0;
            while !stop.load(Ordering::Relaxed) {
                let slug = sheet(&library, &format!("Fiche {written}"), "un").await;
                let mut upload = library.receive().await.unwrap();
                upload
                    .write(Bytes::from(format!("octets {written}")))
                    .await
                    .unwrap();
                let file = upload.finish("a.txt").await.unwrap();
                attach(&library, &slug, &file).await;
                let by = Actor::Anonymous;
                if written % 3 == 0 {
                    library.withdraw(&by, &slug, "doublon").await.unwrap();
                } else {
                    library
                        .rename(&by, &slug, &format!("autre-{written}"))
                        .await
                        .unwrap();
                }
                written += 1;
            }
        }
    });
    let (mut before, mut checks) = (0, 0);
    while before < 60 || checks < 10 {
        let report = checked(&library).await;
        assert_eq!(report.faults, []);
        assert!(report.changes >= before);
        before = report.changes;
        checks += 1;
    }
    stop.store(true, Ordering::Relaxed);
    writer.await.unwrap();
    indexed(&library).await;
    assert_eq!(checked(&library).await.faults, []);
    library.close().await.unwrap();
    follower.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_record_is_named_with_its_revision() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = furnished(folder.path()).await;
    let changes = log(&*parts.records).await;
    assert!(matches!(changes[2].event, Event::Revised { .. }));
    library.close().await.unwrap();
    drop((library, parts));
    damage_record(folder.path(), 3);
    let (library, _) = on_disk(folder.path()).await;
    library.catch_up(&Silent).await.unwrap();
    let report = checked(&library).await;
    assert!(
        report
            .faults
            .iter()
            .all(|fault| fault.kind == FaultKind::Journal),
        "{report:?}"
    );
    let of_revision = report
        .faults
        .iter()
        .find(|f| f.place == "brise-glace revision 2");
    assert!(
        of_revision
            .unwrap()
            .detail
            .contains("check --repair --from")
    );
    let plan = repair_plan(&report);
    assert!(plan.journal && !plan.index && !plan.search && !plan.files);
    assert_eq!(report.position, Seq(4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_draft_is_a_fault_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (library, _) = furnished(folder.path()).await;
    keep_draft(&library).await;
    let drafts = folder.path().join("drafts");
    let entry = drafts.read_dir().unwrap().next().unwrap().unwrap();
    let mut bytes = std::fs::read(entry.path()).unwrap();
    bytes[40] ^= 1;
    std::fs::write(entry.path(), bytes).unwrap();
    let report = checked(&library).await;
    assert_eq!((kinds(&report), report.drafts), (vec![FaultKind::Draft], 1));
    assert_eq!(repair_plan(&report), RepairPlan::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_is_withdrawn_or_not_there_is_worth_a_notice() {
    let library = library().await;
    let source = sheet(&library, "Source", "un").await;
    let made_from = |slug: &str| library::Draft {
        derived_from: vec![DraftSource {
            resource: slug.to_owned(),
            ..DraftSource::default()
        }],
        ..draft(&format!("De {slug}"), "deux")
    };
    let made = library.create(&Actor::Anonymous, made_from(&source), None, "");
    made.await.unwrap();
    // only an import brings a source that is not there
    let folder = tempfile::tempdir().unwrap();
    let page = "---\ntitle: De nulle part\nkind: fiche\nlicence: CC-BY-SA-4.0\nderived_from:\n  - resource: nulle-part\n---\ndeux\n";
    std::fs::write(folder.path().join("de-nulle-part.md"), page).unwrap();
    let report = load(&library, folder.path()).await;
    assert_eq!((report.added, report.refused.len()), (1, 0));
    let notices = |report: &CheckReport| -> Vec<String> {
        report
            .notices
            .iter()
            .map(|notice| notice.place.clone())
            .collect()
    };
    let report = checked(&library).await;
    assert_eq!(
        (report.faults.as_slice(), notices(&report)),
        (&[][..], vec!["nulle-part".to_owned()])
    );
    library
        .withdraw(&Actor::Anonymous, &source, "doublon")
        .await
        .unwrap();
    let report = checked(&library).await;
    assert_eq!(report.faults, []);
    assert_eq!(notices(&report), ["nulle-part", "source"]);
}
