//! A data folder written by an earlier program is read for ever: `tests/samples/data-format-1` stays as it is.
//!
//! It holds the kind `page`; the page `une-fiche` with a file; `une-autre`, renamed to `autre-nom` and revised; and
//! `une-troisieme`, withdrawn. What follows from the journal was left out.

use crate::harness::{Server, Tree, repository, ressourcotheque, write_tree};

#[test]
fn a_data_folder_of_format_1_is_read() {
    let kept = Tree::read(&repository().join("tests/samples/data-format-1"));
    assert_eq!(kept.0["FORMAT"], b"1\n");
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for (path, bytes) in &kept.0 {
        write_tree(&data, &[(path, bytes)]);
    }
    ressourcotheque(["check".as_ref(), "--data".as_ref(), data.as_os_str()])
        .ends(0)
        .says(&["7 changes, 3 resources, 4 revisions, 1 file", "0 faults"]);

    let server = Server::on(&data);
    server.open("/ressources/une-fiche").shows(&["Une fiche"]);
    assert_eq!(
        server.get("/ressources/une-fiche/fichiers/liste.txt").body,
        b"un\ndeux\n"
    );
    assert_eq!(
        server.get("/ressources/une-autre").location(),
        "/ressources/autre-nom"
    );
    server.open("/ressources/autre-nom").shows(&["Après."]);
    server
        .open("/ressources/autre-nom/revisions/1")
        .shows(&["Avant."]);
    server.get("/ressources/une-troisieme").expect(410);
    assert_eq!(server.changes().len(), 7);
    server.create_page("Une nouvelle", "Écrite aujourd’hui.\n");
}
