//! `check --repair`: what can be mended is mended, what cannot is told, nothing is deleted.

use crate::harness::{Run, Server, Tree, ressourcotheque};
use std::path::{Path, PathBuf};

/// A small library, stopped, and its backup.
struct Place {
    folder: tempfile::TempDir,
    log: Vec<serde_json::Value>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::empty_on(&folder.path().join("data"));
        for (title, attached) in [
            ("Un", &b"un\n"[..]),
            ("Deux", &[7; 5000]),
            ("Trois", b"3\n"),
        ] {
            let slug = server.create_page(title, "Un débat.\n");
            let path = format!("/ressources/{slug}/modifier");
            let form = server.open(&path).form(&path);
            form.choose("files", "piece.txt", "text/plain", attached)
                .press(&server, "save")
                .expect(303);
        }
        let log = server.changes();
        server.stop();
        let place = Self { folder, log };
        place.run("backup", &["backup.zip"]).ends(0);
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command; names that are files of this place are meant.
    fn run(&self, command: &str, arguments: &[&str]) -> Run {
        let path = |name: &&str| match name.starts_with("--") {
            true => PathBuf::from(name),
            false => self.at(name),
        };
        let data = self.at("data");
        let more = [PathBuf::from("--data"), data];
        let all = std::iter::once(PathBuf::from(command))
            .chain(arguments.iter().map(path))
            .chain(more);
        ressourcotheque(all.map(PathBuf::into_os_string))
    }

    /// It is again what it was.
    #[track_caller]
    fn is_whole(&self) {
        self.run("check", &[]).ends(0);
        assert_eq!(Server::on(&self.at("data")).changes(), self.log);
    }

    /// Changes a byte in the middle of a file.
    fn flip(&self, path: &Path) {
        let mut bytes = std::fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(path, bytes).unwrap();
    }

    /// The files of the library, by their size.
    fn files(&self) -> Vec<PathBuf> {
        let tree = Tree::read(&self.at("data/files")).0;
        let mut files: Vec<_> = tree.iter().collect();
        files.sort_by_key(|(_, bytes)| bytes.len());
        let path = |(path, _): (&String, _)| self.at("data/files").join(path);
        files.into_iter().map(path).collect()
    }
}

#[test]
fn of_a_sound_library_nothing_is_touched() {
    let place = Place::new();
    let before = Tree::read(&place.at("data/journal"));
    place
        .run("check", &["--repair"])
        .ends(0)
        .says(&["nothing to mend", "0 faults"]);
    Tree::read(&place.at("data/journal")).same_as(&before);
}

#[test]
fn damaged_changes_come_back_from_a_backup() {
    let place = Place::new();
    place.flip(&place.at("data/journal/00000000000000000001.log"));
    place.run("check", &[]).ends(1);
    place
        .run("check", &["--repair"])
        .ends(1)
        .says(&["give --from BACKUP"]);
    place
        .run("check", &["--repair", "--from", "backup.zip"])
        .ends(0)
        .says(&["journal: 1 change brought back", "0 faults"]);
    place.is_whole();
}

#[test]
fn damaged_and_missing_files_come_back_from_a_backup() {
    let place = Place::new();
    let files = place.files();
    place.flip(files.last().unwrap());
    std::fs::remove_file(&files[0]).unwrap();
    place
        .run("check", &["--repair"])
        .ends(1)
        .says(&["is not there", "give --from BACKUP"]);
    place
        .run("check", &["--repair", "--from", "backup.zip"])
        .ends(0)
        .says(&["files: 2 files brought back"]);
    place.is_whole();
}

#[test]
fn a_damaged_backup_touches_nothing() {
    let place = Place::new();
    place.flip(&place.at("data/journal/00000000000000000001.log"));
    place.flip(&place.at("backup.zip"));
    let before = Tree::read(&place.at("data"));
    place
        .run("check", &["--repair", "--from", "backup.zip"])
        .ends(1)
        .says(&["backup.zip"]);
    Tree::read(&place.at("data")).same_as(&before);
}

#[test]
fn the_search_index_of_another_library_is_built_anew() {
    let place = Place::new();
    let other = place.at("other");
    let server = Server::empty_on(&other);
    for number in 0..9 {
        server.create_page(&format!("Zanzibar {number}"), "Une autre bibliothèque.\n");
    }
    server.stop();
    std::fs::remove_dir_all(place.at("data/search")).unwrap();
    std::fs::rename(other.join("search"), place.at("data/search")).unwrap();
    place
        .run("check", &["--repair"])
        .ends(0)
        .says(&["0 faults"]);
    place.is_whole();
    let server = Server::on(&place.at("data"));
    assert!(server.found("zanzibar").is_empty());
    assert!(!server.found("débat").is_empty());
}

#[test]
fn a_folder_in_use_is_not_mended() {
    let place = Place::new();
    let server = Server::on(&place.at("data"));
    place.run("check", &["--repair"]).ends(1).says(&["in use"]);
    place
        .run("check", &["--repair", "--from", "backup.zip"])
        .ends(1)
        .says(&["in use"]);
    server.get("/healthz").expect(200);
}
