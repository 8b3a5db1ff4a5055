//! What was found in a file is kept, and read again by nobody.

use super::{attach, below};
use crate::harness::Server;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What is kept in a data folder: each entry with its number in the file system, which a new one does not have.
fn entries(data: &Path) -> BTreeMap<PathBuf, u64> {
    let number = |path: &PathBuf| path.metadata().unwrap().ino();
    let paths = below(&data.join("texts")).into_iter();
    paths.map(|path| (path.clone(), number(&path))).collect()
}

/// A server that builds its search index anew.
fn indexing_anew(data: &Path, slug: &str) -> Server {
    std::fs::remove_dir_all(data.join("search")).unwrap();
    let server = Server::on(data);
    server.until("the text in the file is found again", |server| {
        server.found("xylographie") == [slug]
    });
    server
}

#[test]
fn neither_a_start_nor_a_new_index_reads_a_file_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::empty_on(&data);
    let slug = server.create_page("Un compte rendu", "Voir le fichier.\n");
    attach(&server, &slug, "a.md", b"# Titre\n\nUne xylographie.\n");
    // a file without text is kept as such
    attach(
        &server,
        &slug,
        "b.pdf",
        b"%PDF-1.7\nnothing of a PDF follows",
    );
    server.until("the text in the file is found", |server| {
        server.found("xylographie") == [slug.as_str()]
    });
    server.stop();
    let before = entries(&data);
    assert_eq!(before.len(), 2, "{before:?}");
    indexing_anew(&data, &slug).stop();
    assert_eq!(entries(&data), before);

    // what is damaged is found again, and nothing else
    let text = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "md");
    let damaged = before.keys().find(text).unwrap();
    std::fs::write(damaged, "{}").unwrap();
    indexing_anew(&data, &slug).stop();
    let after = entries(&data);
    assert!(
        std::fs::read_to_string(damaged)
            .unwrap()
            .contains("xylographie")
    );
    let others = |entries: &BTreeMap<PathBuf, u64>| {
        let mut others = entries.clone();
        others.remove(damaged);
        others
    };
    assert_eq!(others(&after), others(&before));

    // without any of it the library is whole (a server that stops is checked), and what is found again is kept again
    std::fs::remove_dir_all(data.join("texts")).unwrap();
    let server = Server::on(&data);
    assert_eq!(server.found("xylographie"), [slug.as_str()]);
    server.until("every file was looked into", |_| {
        entries(&data).keys().eq(before.keys())
    });
    server.stop();
}

#[test]
fn what_another_version_found_is_searched_until_it_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::empty_on(&data);
    let slug = server.create_page("Un compte rendu", "Voir le fichier.\n");
    attach(&server, &slug, "a.md", b"# Titre\n\nUne xylographie.\n");
    server.until("the text in the file is found", |server| {
        server.found("xylographie") == [slug.as_str()]
    });
    server.stop();
    let texts = data.join("texts");
    let folders = || -> Vec<PathBuf> {
        let entries = texts.read_dir().unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    };
    let [version] = folders().try_into().unwrap();
    std::fs::rename(&version, texts.join("0")).unwrap();
    let server = Server::on(&data);
    assert_eq!(server.found("xylographie"), [slug.as_str()]);
    server.until("what another version found is gone", |_| {
        folders() == [version.clone()]
    });
    assert_eq!(server.found("xylographie"), [slug.as_str()]);
    server.stop();
    assert_eq!(entries(&data).len(), 1);
}
