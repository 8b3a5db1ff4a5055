//! A search index that is of no use is built anew while everybody goes on reading, and the page says so.

use crate::harness::{Server, ressourcotheque, write_tree};
use serde_json::Value;
use std::path::Path;

/// Enough that building the index takes longer than asking.
const SHEETS: usize = 500;

/// A library of that many sheets, not running.
fn library(folder: &Path) -> std::path::PathBuf {
    let data = folder.join("data");
    Server::empty_on(&data).stop();
    let sheets: Vec<(String, String)> = (0..SHEETS).map(sheet).collect();
    let files: Vec<(&str, &[u8])> = sheets
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    write_tree(&folder.join("fiches"), &files);
    let import = [
        "import",
        "fiches",
        "--licence",
        "CC-BY-SA-4.0",
        "--data",
        "data",
    ];
    let path = |word: &&str| match *word {
        "fiches" | "data" => folder.join(word).into_os_string(),
        other => other.into(),
    };
    ressourcotheque(import.iter().map(path)).ends(0);
    data
}

fn sheet(number: usize) -> (String, String) {
    let text =
        format!("# Fiche {number}\n\nOn y parle de xylographie et de sommeil, {number} fois.\n");
    (format!("fiche-{number}.md"), text)
}

fn state(server: &Server) -> Value {
    let answer = server.get("/api/v1/resources?q=xylographie");
    answer.expect(200).json()
}

#[test]
fn the_library_serves_while_its_index_is_built_anew() {
    let folder = tempfile::tempdir().unwrap();
    let data = library(folder.path());
    std::fs::remove_dir_all(data.join("search")).unwrap();
    let server = Server::on(&data);
    let page = server.open("/recherche?q=xylographie");
    page.shows(&["index de recherche est en cours de reconstruction"]);
    let during = state(&server);
    assert!(
        during["indexing"]
            .as_u64()
            .is_some_and(|percent| percent < 100),
        "{during}"
    );
    server.open("/ressources/fiche-499").shows(&["xylographie"]);
    server.open("/").shows(&["Fiche"]);
    server.until("everything is found again", |server| {
        let now = state(server);
        now["indexing"].is_null() && now["total"] == SHEETS
    });
    let page = server.open("/recherche?q=xylographie");
    assert!(!page.text().contains("reconstruction"));
}
