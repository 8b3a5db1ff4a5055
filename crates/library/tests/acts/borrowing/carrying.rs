//! What is borrowed goes out and comes back with an export.

use super::pictures::with_file;
use super::{LENDER, change, pin, pin_of, pins, shown};
use crate::bench::{library, load, sheet};
use crate::carrying::exported;

#[tokio::test(flavor = "multi_thread")]
async fn an_export_comes_back_with_what_it_showed() {
    let first = library().await;
    sheet(&first, "Prêteuse", LENDER).await;
    let painter = with_file(&first, "Cartes", b"\x89PNG un", "").await;
    // an import reads this one before those that it borrows from
    let body = format!("![[preteuse#Quand]]\n\n![A](/ressources/{painter}/fichiers/carte.png)\n");
    sheet(&first, "Abécédaire", &body).await;
    let (folder, files) = exported(&first).await;
    let second = library().await;
    assert_eq!(load(&second, folder.path()).await.refused, []);
    assert_eq!(exported(&second).await.1, files);
    assert_eq!(
        pins(&second, "abecedaire").await,
        [
            pin_of("preteuse", 1, &["Quand"]),
            pin("cartes", 1, Some("carte.png"))
        ]
    );
    let again = load(&second, folder.path()).await;
    assert_eq!((again.added, again.updated), (0, 0));

    // a file that says nothing of revisions shows the latest, and is owed all the same
    let text = "---\ntitle: Sans épingle\nkind: fiche\nlicence: CC-BY-SA-4.0\n---\n![[preteuse]]\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    load(&second, folder.path()).await;
    assert!(shown(&second, "a").await.contains("En cercle."));
    let content = second.read("a").await.unwrap().content().clone();
    assert_eq!(second.used_works(&content).await.unwrap().works.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_of_another_library_shows_the_latest() {
    let library = library().await;
    sheet(&library, "Prêteuse", LENDER).await;
    let text = "---\ntitle: Loin\nkind: fiche\nlicence: CC-BY-SA-4.0\nborrowed:\n  - resource: preteuse\n    revision: 7\n---\n![[preteuse]]\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("loin.md"), text).unwrap();
    load(&library, folder.path()).await;
    assert!(shown(&library, "loin").await.contains("En cercle."));
    change(&library, "loin", |draft| {
        draft.title = "Plus près".to_owned()
    })
    .await;
    assert_eq!(pins(&library, "loin").await, [pin("preteuse", 1, None)]);
}
