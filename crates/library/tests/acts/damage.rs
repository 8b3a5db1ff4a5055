//! A damaged record of a real data folder harms its own resource and nothing else.

use crate::bench::{KIND, draft, rendering};
use crate::disk::{damage_record, on_disk};
use library::search::Query;
use library::{Error, Library, Listed, Revised, Silent};
use model::{Actor, Seq};
use std::path::Path;
use std::sync::Arc;

const NOBODY: Actor = Actor::Anonymous;

/// Change 1: the kind; 2 and 6: revisions 1 and 2 of `a`; 3 and 5: `b`, which links to `a`, and its revision 2; 4: `c`;
/// 7: `c` becomes `d`; 8 and 9: `e` comes and goes.
async fn furnish(folder: &Path) {
    let (library, _) = on_disk(folder).await;
    library.define_kind(&Actor::System, KIND).await.unwrap();
    let create = |title: &'static str, body: &'static str| {
        let library = Arc::clone(&library);
        async move {
            library
                .create(&NOBODY, draft(title, body), None, "")
                .await
                .unwrap()
        }
    };
    create("A", "Parler du sommeil.").await;
    create("B", "Voir [[a]]. Le sommeil aussi.").await;
    create("C", "Encore le sommeil.").await;
    library
        .revise(
            &NOBODY,
            "b",
            1,
            draft("B", "Voir [[a]] ou [[c]]. Le sommeil."),
            "",
        )
        .await
        .unwrap();
    library
        .revise(
            &NOBODY,
            "a",
            1,
            draft("A", "Parler du sommeil, et de la nuit."),
            "",
        )
        .await
        .unwrap();
    library.rename(&NOBODY, "c", "d").await.unwrap();
    create("E", "").await;
    library.withdraw(&NOBODY, "e", "Doublon").await.unwrap();
    library.close().await.unwrap();
}

/// The library opened again, with that change damaged.
async fn damaged(folder: &Path, seq: usize, index_too: bool) -> Arc<Library> {
    furnish(folder).await;
    damage_record(folder, seq);
    if index_too {
        std::fs::remove_dir_all(folder.join("index")).unwrap();
    }
    let (library, _) = on_disk(folder).await;
    library.catch_up(&Silent).await.unwrap();
    library
}

fn is_damage<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::Storage(storage::Error::Damaged { .. })))
}

fn places<T>(entries: &[Listed<T>]) -> Vec<Option<Seq>> {
    entries.iter().map(Listed::damaged).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_goes_on_past_any_damaged_change() {
    for seq in 1..=9 {
        for index_too in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let library = damaged(folder.path(), seq, index_too).await;
            let what = format!("change {seq}, index lost: {index_too}");
            let expected = |at: usize| (at == seq).then_some(Seq(at as u64));
            let forwards = library.changes_after(0, 100).await.unwrap();
            assert_eq!(
                places(&forwards),
                (1..=9).map(expected).collect::<Vec<_>>(),
                "{what}"
            );
            let backwards = library.latest_changes(None, 100).await.unwrap();
            assert_eq!(
                places(&backwards),
                (1..=9).rev().map(expected).collect::<Vec<_>>(),
                "{what}"
            );
            // as a program reads it, page by page
            let (mut at, mut read) = (0, 0);
            while let Some(last) = library.changes_after(at, 2).await.unwrap().last() {
                at = last.seq().0;
                read += 1;
            }
            assert_eq!((at, read), (9, 5), "{what}");
            assert_eq!(library.positions().await.unwrap().index, Seq(9), "{what}");
            assert_eq!(library.unread(), 1, "{what}");
            library.close().await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_others_are_read_found_and_written_as_before() {
    for seq in [1, 2, 4, 6, 7, 8, 9] {
        let folder = tempfile::tempdir().unwrap();
        let library = damaged(folder.path(), seq, false).await;
        let sheet = library.read("b").await.unwrap();
        let rendered = library
            .render(sheet.content(), sheet.kind.as_deref(), &rendering())
            .await
            .unwrap();
        assert!(
            rendered.body.contains("/ressources/a"),
            "change {seq}: {}",
            rendered.body
        );
        assert_eq!(
            library.history("b", None, 10).await.unwrap().changes.len(),
            2
        );
        let found = library
            .find(Query {
                text: "sommeil".into(),
                limit: 9,
                ..Query::default()
            })
            .await
            .unwrap();
        assert!(
            found.hits.iter().any(|hit| hit.slug.as_str() == "b"),
            "change {seq}"
        );
        library.related(sheet.head.resource, 5).await.unwrap();
        library.backlinks(&sheet.head).await.unwrap();
        library.suggest("som", 5).await.unwrap();
        let saved = library
            .revise(&NOBODY, "b", 2, draft("B", "Nouveau."), "")
            .await;
        assert_eq!(
            seq == 1,
            matches!(saved, Err(Error::Invalid(_))),
            "change {seq}: {saved:?}"
        );
        library.close().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_latest_revision_harms_its_page_until_an_older_one_is_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let library = damaged(folder.path(), 6, false).await;
    assert!(is_damage(&library.read("a").await));
    assert!(is_damage(&library.compare("a", 1, 2).await));
    assert_eq!(
        library
            .read_revision("a", 1)
            .await
            .unwrap()
            .content()
            .title
            .as_str(),
        "A"
    );
    let history = library.history("a", None, 10).await.unwrap();
    assert_eq!(places(&history.changes), [Some(Seq(6)), None]);
    assert_eq!(history.title, "A");
    let first = library.history("a", None, 1).await.unwrap();
    assert_eq!(
        (places(&first.changes), first.next),
        (vec![Some(Seq(6))], Some(Seq(6)))
    );
    assert_eq!(first.title, "a", "nothing of this page says another");
    let restored = library.restore(&NOBODY, "a", 1, "").await.unwrap();
    assert!(matches!(restored, Revised::Saved { revision, .. } if revision.0 == 3));
    assert_eq!(
        library.read("a").await.unwrap().content().body.as_str(),
        "Parler du sommeil.\n"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_older_revision_harms_only_its_own_page() {
    let folder = tempfile::tempdir().unwrap();
    let library = damaged(folder.path(), 2, false).await;
    library.read("a").await.unwrap();
    assert!(is_damage(&library.read_revision("a", 1).await));
    let history = library.history("a", None, 10).await.unwrap();
    assert_eq!(places(&history.changes), [None, Some(Seq(2))]);
    let saved = library
        .revise(&NOBODY, "a", 2, draft("A", "Trois."), "")
        .await
        .unwrap();
    assert!(matches!(saved, Revised::Saved { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exports_carry_all_that_can_be_read() {
    for seq in 1..=9 {
        let folder = tempfile::tempdir().unwrap();
        let library = damaged(folder.path(), seq, false).await;
        let mut stream = Vec::new();
        let report = library.export_history(&mut stream, &Silent).await.unwrap();
        assert_eq!(
            (report.commits, report.faults[0].place.as_str()),
            (8, format!("change {seq}").as_str())
        );
        assert!(stream.ends_with(b"done\n"));
        let out = tempfile::tempdir().unwrap();
        let plain = library.export(out.path(), &Silent).await.unwrap();
        assert_eq!(
            plain.resources,
            if [4, 5, 6].contains(&seq) { 2 } else { 3 },
            "change {seq}"
        );
    }
}
