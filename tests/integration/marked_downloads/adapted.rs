//! Files that came with the resource from which another was made.

use super::{attach, desk, exiftool, marked, pdf, refuses};
use crate::harness::follow;

#[test]
fn a_copy_of_a_file_names_whoever_made_the_file() {
    let server = desk();
    attach(&server, "guide.pdf", &pdf(), &[("title", "Le guide")]);
    attach(&server, "table.csv", b"a;b\n1;2\n", &[]);
    let form = server
        .open("/ressources/la-ligne-de-vie/adapter")
        .form("/deposer/page")
        .fill("title", "La ligne courte")
        .fill("authors[0].name", "Chloé")
        .stating_own();
    follow(&server, &form.press(&server, "publish")).shows(&["La ligne courte", "guide.pdf"]);
    let path = "/ressources/la-ligne-courte/fichiers/guide.pdf";
    let copy = server.get(&marked(path)).expect(200);
    if let Some(read) = exiftool("guide.pdf", &copy.body) {
        let read = read.replace('\u{A0}', " ");
        for said in [
            "« Le guide – La ligne de vie » par Pôle A et Awa <M.>",
            "/ressources/la-ligne-de-vie/revisions/3",
            "Adapté de « La source » par Réseau B",
        ] {
            assert!(read.contains(said), "{said} is not in\n{read}");
        }
        assert!(!read.contains("Chloé"), "{read}");
    }
    let table = "/ressources/la-ligne-courte/fichiers/table.csv";
    refuses(&server, table, 415, "table.csv – La ligne de vie");
}
