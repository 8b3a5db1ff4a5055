//! The search holds what the store has, as it stands, and a check tells when it does not.

use crate::bench::{KIND, body, draft, library, parts, sheet};
use crate::checking::{checked, kinds};
use crate::disk::{damage_record, furnished, names};
use library::search::Query;
use library::{CheckFault, Error, FaultKind, Library, LibraryParts, Silent, repair_plan};
use model::{Actor, ResourceId, Seq};
use search::Update;
use std::path::Path;
use std::sync::Arc;

const NOBODY: Actor = Actor::Anonymous;

#[tokio::test(flavor = "multi_thread")]
async fn a_search_index_that_is_behind_is_no_fault() {
    let library = library().await;
    sheet(&library, "A", "un").await;
    assert_eq!(checked(&library).await.faults, []);
    library.catch_up(&Silent).await.unwrap();
    sheet(&library, "B", "deux").await;
    assert_eq!(checked(&library).await.faults, []);
}

async fn resource(parts: &LibraryParts, seq: u64) -> ResourceId {
    let changes = parts.records.changes_after(Seq(seq - 1), 1).await.unwrap();
    changes[0].event.resource().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_that_the_search_lost_is_a_fault_that_reindexing_mends() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = furnished(folder.path()).await;
    library.catch_up(&Silent).await.unwrap();
    let lost = resource(&parts, 2).await;
    let position = parts.index.position();
    parts
        .index
        .apply(&[Update::Remove(lost)], position)
        .unwrap();
    let report = checked(&library).await;
    assert_eq!(kinds(&report), [FaultKind::SearchIndex]);
    assert!(
        report.faults[0].detail.contains("brise-glace"),
        "{:?}",
        report.faults
    );
    let plan = repair_plan(&report);
    assert!(plan.search && !plan.needs_backup());
    library.reindex(&Silent).await.unwrap();
    assert_eq!(checked(&library).await.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_that_the_search_alone_knows_is_a_fault() {
    let longer = parts(1000);
    let library = Library::new(longer.clone()).await.unwrap();
    library.define_kind(&Actor::System, KIND).await.unwrap();
    sheet(&library, "A", "un").await;
    sheet(&library, "B", "un").await;
    library.catch_up(&Silent).await.unwrap();

    let shorter = parts(1000);
    let library = Library::new(shorter.clone()).await.unwrap();
    library.define_kind(&Actor::System, KIND).await.unwrap();
    let slug = sheet(&library, "A", "un").await;
    let better = draft("A", "deux");
    library.revise(&NOBODY, &slug, 1, better, "").await.unwrap();

    let mixed = LibraryParts {
        index: longer.index,
        ..shorter
    };
    let library = Library::new(mixed).await.unwrap();
    let report = checked(&library).await;
    // of the same place of another log, so that nothing else gives it away
    assert!(
        kinds(&report).contains(&FaultKind::SearchIndex),
        "{report:?}"
    );
    assert!(repair_plan(&report).search);
    library.reindex(&Silent).await.unwrap();
    assert_eq!(checked(&library).await.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_that_the_search_holds_as_it_does_not_stand_is_a_fault() {
    let other = parts(1000);
    let library = Library::new(other.clone()).await.unwrap();
    let define = async |library: &Library, kind: &str| {
        let defined = library.define_kind(&Actor::System, kind);
        defined.await.unwrap();
    };
    define(&library, KIND).await;
    sheet(&library, "A", "un").await;
    define(&library, &KIND.replace("teal", "amber")).await;
    library.catch_up(&Silent).await.unwrap();

    let own = parts(1000);
    let library = Library::new(own.clone()).await.unwrap();
    define(&library, KIND).await;
    let slug = sheet(&library, "A", "un").await;
    let better = draft("A", "deux");
    let revised = library.revise(&NOBODY, &slug, 1, better, "");
    revised.await.unwrap();

    // the same resource, and an index at the same place of a log without seals
    let mixed = LibraryParts {
        index: other.index,
        ..own
    };
    let library = Library::new(mixed).await.unwrap();
    let report = checked(&library).await;
    assert_eq!(kinds(&report), [FaultKind::SearchIndex]);
    let detail = &report.faults[0].detail;
    assert!(detail.contains("as they stand: a (1 in all)"), "{detail}");
    assert!(repair_plan(&report).search);
    library.reindex(&Silent).await.unwrap();
    assert_eq!(checked(&library).await.faults, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_is_compared_though_a_change_after_its_place_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let (library, parts) = furnished(folder.path()).await;
    let lost = resource(&parts, 2).await;
    library.catch_up(&Silent).await.unwrap();
    parts.index.apply(&[Update::Remove(lost)], Seq(3)).unwrap();
    damage_record(folder.path(), 4);
    let report = checked(&library).await;
    let of_search = |fault: &&CheckFault| fault.kind == FaultKind::SearchIndex;
    let named: Vec<_> = report.faults.iter().filter(of_search).collect();
    assert_eq!(named.len(), 1, "{report:?}");
    assert!(named[0].detail.contains("brise-glace"), "{named:?}");
    assert!(kinds(&report).contains(&FaultKind::Journal), "{report:?}");
}

/// The library in a data folder, with a search index that is kept there too.
async fn with_search(folder: &Path) -> Library {
    let store = storage::Embedded::open(folder).unwrap();
    let parts = LibraryParts {
        records: store.records,
        files: store.files,
        drafts: store.drafts,
        index: Arc::new(search::Index::open(&folder.join("search")).unwrap()),
        ..parts(1000)
    };
    let library = Library::new(parts).await.unwrap();
    library.catch_up(&Silent).await.unwrap();
    library
}

/// Cuts some bytes off the log's last record, as a disk does that lost its latest write.
fn cut_the_end(data: &Path) {
    let journal = data.join("journal");
    let mut segments = names(&journal);
    segments.retain(|name| name.ends_with(".log"));
    segments.sort();
    let path = journal.join(segments.last().unwrap());
    let file = std::fs::File::options().write(true).open(path).unwrap();
    let length = file.metadata().unwrap().len();
    file.set_len(length - 5).unwrap();
}

async fn found(library: &Library, text: &str) -> Vec<String> {
    let query = Query {
        text: format!("\"{text}\""),
        limit: 9,
        ..Query::default()
    };
    let hits = library.find(query).await.unwrap().hits;
    hits.into_iter().map(|hit| hit.slug.to_string()).collect()
}

/// Only the log is at fault after a check: the search holds what the store has.
async fn assert_the_log_alone_is_at_fault(library: &Library) {
    let faults = library.check(&Silent).await.unwrap().faults;
    let of_log = |fault: &CheckFault| fault.kind == FaultKind::Journal;
    assert!(
        !faults.is_empty() && faults.iter().all(of_log),
        "{faults:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_lost_with_the_end_of_the_log_is_not_found_either() {
    let folder = tempfile::tempdir().unwrap();
    let library = with_search(folder.path()).await;
    library.define_kind(&Actor::System, KIND).await.unwrap();
    sheet(&library, "F1", "Parler du sommeil.").await;
    let later = draft("F1", "Parler de nutrition.");
    library.revise(&NOBODY, "f1", 1, later, "").await.unwrap();
    library.catch_up(&Silent).await.unwrap();
    assert_eq!(found(&library, "nutrition").await, ["f1"]);
    library.close().await.unwrap();
    drop(library);
    cut_the_end(folder.path());

    let library = with_search(folder.path()).await;
    assert_eq!(body(&library, "f1").await, "Parler du sommeil.\n");
    assert_eq!(found(&library, "nutrition").await, [""; 0]);
    assert_eq!(found(&library, "sommeil").await, ["f1"]);
    assert_the_log_alone_is_at_fault(&library).await;
    // and the place that is lost is not mistaken for another at the next start
    let later = draft("F1", "Parler de tabac.");
    library.revise(&NOBODY, "f1", 1, later, "").await.unwrap();
    library.catch_up(&Silent).await.unwrap();
    library.close().await.unwrap();
    drop(library);
    let library = with_search(folder.path()).await;
    assert_eq!(found(&library, "tabac").await, ["f1"]);
    assert_eq!(library.unread(), 1);
    assert_eq!(found(&library, "sommeil").await, [""; 0]);
    assert_the_log_alone_is_at_fault(&library).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_lost_with_the_end_of_the_log_is_not_found_either() {
    let folder = tempfile::tempdir().unwrap();
    let library = with_search(folder.path()).await;
    library.define_kind(&Actor::System, KIND).await.unwrap();
    sheet(&library, "Gardée", "Parler du sommeil.").await;
    sheet(&library, "Perdue", "Parler du sommeil aussi.").await;
    library.catch_up(&Silent).await.unwrap();
    assert_eq!(found(&library, "sommeil").await.len(), 2);
    library.close().await.unwrap();
    drop(library);
    cut_the_end(folder.path());

    let library = with_search(folder.path()).await;
    assert!(matches!(
        library.read("perdue").await,
        Err(Error::NotFound(_))
    ));
    assert_eq!(found(&library, "sommeil").await, ["gardee"]);
    assert_the_log_alone_is_at_fault(&library).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mended_change_is_found_again_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let library = with_search(folder.path()).await;
    library.define_kind(&Actor::System, KIND).await.unwrap();
    sheet(&library, "Abîmée", "Parler du sommeil.").await;
    sheet(&library, "Autre", "Parler du sommeil aussi.").await;
    library.close().await.unwrap();
    drop(library);
    for unread in [1, 0] {
        // the second time the byte is as it was
        damage_record(folder.path(), 2);
        for start in 0..2 {
            let library = with_search(folder.path()).await;
            let found = found(&library, "sommeil").await;
            assert_eq!(found.len() as u64, 2 - unread, "start {start}: {found:?}");
            assert_eq!(library.unread(), unread, "start {start}");
            library.close().await.unwrap();
        }
    }
}
