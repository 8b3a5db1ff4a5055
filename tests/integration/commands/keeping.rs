//! Backups, damage, restarts: nothing is lost.

use super::{run, run_on};
use crate::harness::{Server, Tree, raw, ressourcotheque};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Something of everything: revisions, a merge, a file, a rename, a withdrawal.
fn history(server: &Server) {
    let slug = server.create_page("Histoire", "Un.\n\nDeux.\n");
    let path = format!("/ressources/{slug}/modifier");
    let old = server.open(&path).form(&path);
    old.clone()
        .fill("body", "Un bis.\n\nDeux.\n")
        .fill("nom", "Amel")
        .press(server, "save")
        .expect(303);
    old.fill("body", "Un.\n\nDeux bis.\n")
        .press(server, "save")
        .expect(303);
    let form = server.open(&path).form(&path);
    form.choose("files", "piece.txt", "text/plain", b"jointe\n")
        .press(server, "save")
        .expect(303);
    server
        .send_form(
            &format!("/ressources/{slug}/renommer"),
            &[("slug", "histoire-vraie")],
        )
        .expect(303);
    server
        .send_form("/ressources/blason/retirer", &[("reason", "Essai")])
        .expect(303);
}

#[test]
fn a_backup_brings_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let server = Server::on(&at("data"));
    history(&server);
    let log = server.changes();
    server.stop();
    run("backup", &at("backup.zip"), &at("data"))
        .ends(0)
        .says(&[&log.len().to_string()]);
    run("backup", &at("backup.zip"), &at("data"))
        .ends(1)
        .says(&["backup.zip"]);
    run("restore", &at("backup.zip"), &at("restored")).ends(0);
    run("restore", &at("backup.zip"), &at("restored"))
        .ends(1)
        .says(&["empty"]);
    run_on("check", &at("restored")).ends(0);

    run("export", &at("one"), &at("data")).ends(0);
    run("export", &at("two"), &at("restored")).ends(0);
    Tree::read(&at("one")).same_as(&Tree::read(&at("two")));
    let again = Server::on(&at("restored"));
    assert_eq!(again.changes(), log);
    again
        .open("/ressources/histoire-vraie/revisions/1")
        .shows(&["Un.", "Deux."]);
    assert_eq!(
        again
            .get("/ressources/histoire-vraie/fichiers/piece.txt")
            .body,
        b"jointe\n"
    );
    assert_eq!(
        again.get("/ressources/histoire").location(),
        "/ressources/histoire-vraie"
    );
    again.get("/ressources/blason").expect(410);
    assert_eq!(again.found("\"Deux bis\""), ["histoire-vraie"]);
}

#[test]
fn a_damaged_backup_is_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    Server::on(&at("data")).stop();
    run("backup", &at("backup.zip"), &at("data")).ends(0);
    let mut bytes = std::fs::read(at("backup.zip")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    std::fs::write(at("flipped.zip"), &bytes).unwrap();
    std::fs::write(at("cut.zip"), &bytes[..middle]).unwrap();
    for name in ["flipped.zip", "cut.zip"] {
        run("restore", &at(name), &at("restored"))
            .ends(1)
            .says(&[name]);
    }
    run("restore", &at("backup.zip"), &at("restored")).ends(0);
    run_on("check", &at("restored")).ends(0);
}

/// The largest file below a folder.
fn largest(folder: &Path) -> std::path::PathBuf {
    let tree = Tree::read(folder);
    let (path, _) = tree.0.iter().max_by_key(|(_, bytes)| bytes.len()).unwrap();
    folder.join(path)
}

#[test]
fn check_finds_what_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::on(&data).stop();
    run_on("check", &data).ends(0);

    let file = largest(&data.join("files"));
    let whole = std::fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    std::fs::write(&file, flipped).unwrap();
    run_on("check", &data).ends(1).says(&["hash"]);
    std::fs::remove_file(&file).unwrap();
    run_on("check", &data).ends(1).says(&["is not there"]);
    std::fs::write(&file, &whole).unwrap();
    run_on("check", &data).ends(0);

    let journal = largest(&data.join("journal"));
    let mut bytes = std::fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&journal, bytes).unwrap();
    let run = run_on("check", &data).ends(1);
    assert!(run.said().lines().count() < 40, "{}", run.said());
}

/// Without its order: how rare a word is depends on what an index has seen come and go.
fn sorted(mut slugs: Vec<String>) -> Vec<String> {
    slugs.sort();
    slugs
}

#[test]
fn whatever_follows_the_journal_may_be_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::on(&data);
    history(&server);
    let (log, found) = (server.changes(), sorted(server.found("groupe")));
    server.stop();
    let kept: [&OsStr; 4] = ["journal", "files", "FORMAT", "lock"].map(AsRef::as_ref);
    for entry in data.read_dir().unwrap() {
        let entry = entry.unwrap();
        if !kept.contains(&entry.file_name().as_os_str()) {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    let as_before = |server: &Server| {
        assert_eq!(server.changes(), log);
        server.until("all is found again", |server| {
            sorted(server.found("groupe")) == found
        });
    };
    let server = Server::on(&data);
    as_before(&server);
    server.stop();
    run_on("reindex", &data).ends(0);
    as_before(&Server::on(&data));
}

#[test]
fn a_restart_keeps_every_word() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::on(&data);
    history(&server);
    let log = server.changes();
    server.stop();
    let server = Server::on(&data);
    assert_eq!(server.changes(), log, "nothing is loaded twice");
    assert_eq!(server.found("\"Un bis\""), ["histoire-vraie"]);
}

#[test]
fn a_save_under_way_is_finished_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let server = Server::on(&data);
    let body = r#"{"title": "Juste à temps", "kind": "page", "licence": "CC0-1.0"}"#;
    let (first, second) = body.as_bytes().split_at(20);
    let head = format!(
        "POST /api/v1/resources HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let rest = std::iter::once_with(|| {
        // the server has begun to read when it is asked to stop
        std::thread::sleep(Duration::from_millis(800));
        server.ask_to_stop();
        std::thread::sleep(Duration::from_millis(200));
        second.to_vec()
    });
    let answer = raw(
        &server,
        head.as_bytes(),
        std::iter::once(first.to_vec()).chain(rest),
    );
    assert_eq!(answer.status, 201, "{}", answer.text);
    server.stop();
    Server::on(&data).open("/ressources/juste-a-temps");
}

#[test]
fn the_history_is_one_that_git_takes() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let server = Server::on(&at("data"));
    history(&server);
    let changes = server.changes().len();
    server.stop();
    let export = |to: &OsStr| {
        let data = at("data");
        ressourcotheque([
            "export".as_ref(),
            "--history".as_ref(),
            to,
            "--data".as_ref(),
            data.as_os_str(),
        ])
    };
    let stream = at("stream");
    export(stream.as_os_str())
        .ends(0)
        .says(&[&format!("exported: {changes} commits")]);
    export(stream.as_os_str())
        .ends(1)
        .says(&["is there already"]);
    let printed = export("-".as_ref()).ends(0);
    assert!(printed.err.contains("commits"), "{}", printed.err);
    let written = std::fs::read(&stream).unwrap();
    assert!(printed.out == String::from_utf8_lossy(&written));

    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(at("git")).args(arguments);
        command
    };
    std::fs::create_dir(at("git")).unwrap();
    let Ok(begun) = git(&["init", "--quiet"]).status() else {
        eprintln!("skipped: git is not installed");
        return;
    };
    assert!(begun.success());
    let mut import = git(&["fast-import", "--quiet"]);
    import.stdin(std::fs::File::open(&stream).unwrap());
    assert!(import.status().unwrap().success());
    let count = git(&["rev-list", "--count", "main"]).output().unwrap();
    assert_eq!(
        String::from_utf8(count.stdout).unwrap().trim(),
        changes.to_string()
    );
}
