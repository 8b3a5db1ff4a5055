//! Commands that go through the server which has the library open.

use crate::harness::{Run, Server, ressourcotheque};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

/// Runs a command on a data folder.
fn on(data: &Path, arguments: &[&OsStr]) -> Run {
    ressourcotheque([arguments, &["--data".as_ref(), data.as_os_str()]].concat())
}

/// What the server of a data folder answers to a line, all of it.
pub fn ask(data: &Path, request: &Value) -> Vec<Value> {
    let mut stream = UnixStream::connect(data.join("control")).unwrap();
    writeln!(stream, "{request}").unwrap();
    let lines = BufReader::new(stream).lines().map(Result::unwrap);
    lines
        .map(|line| serde_json::from_str(&line).unwrap())
        .collect()
}

#[test]
fn a_library_is_backed_up_checked_and_rehearsed_while_it_serves() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let server = Server::on(&at("data"));
    server.create_page("Pendant", "Le serveur répond.\n");
    let (log, backup) = (server.changes(), at("backup.zip"));
    let through = "through the running server";
    on(&server.data, &["backup".as_ref(), backup.as_os_str()])
        .ends(0)
        .says(&[through, &format!("{} changes", log.len())]);
    server.create_page("Ensuite", "Après la sauvegarde.\n");
    on(&server.data, &["rehearse".as_ref(), backup.as_os_str()])
        .ends(0)
        .says(&[through, "the backup is sound"]);
    on(&server.data, &["check".as_ref()]).ends(0).says(&[
        through,
        "0 faults",
        &format!("seal of change {}: ", log.len() + 1),
    ]);
    let left: Vec<_> = folder.path().read_dir().unwrap().collect();
    assert_eq!(left.len(), 2, "only data and backup: {left:?}");

    on(&at("restored"), &["restore".as_ref(), backup.as_os_str()]).ends(0);
    assert_eq!(Server::on(&at("restored")).changes(), log);
}

#[test]
fn a_path_is_the_callers_not_the_servers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::empty();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command.env_clear().current_dir(folder.path());
    command
        .args(["backup", "b.zip", "--data"])
        .arg(&server.data);
    Run::from(command.output().unwrap()).ends(0);
    assert!(folder.path().join("b.zip").is_file());
    // and it is the server that may write there or not
    on(&server.data, &["backup".as_ref(), "/proc/b.zip".as_ref()])
        .ends(1)
        .says(&["the running server answers: /proc/b.zip"]);
    server.get("/healthz").expect(200);
}

#[test]
fn a_data_folder_may_lie_deep() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("dossier/".repeat(20)).join("data");
    let server = Server::empty_on(&data);
    assert!(data.as_os_str().len() > 150);
    on(&data, &["check".as_ref()])
        .ends(0)
        .says(&["through the running server"]);
    server.stop();
    assert!(!data.join("control").exists());
}

#[test]
fn only_its_owner_reaches_the_server_and_a_stale_socket_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::empty_on(&data).stop();
    // as a server that was killed leaves it
    drop(UnixListener::bind(data.join("control")).unwrap());
    on(&data, &["check".as_ref()]).ends(0);
    let server = Server::empty_on(&data);
    let mode = data
        .join("control")
        .metadata()
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    on(&server.data, &["check".as_ref()])
        .ends(0)
        .says(&["through the running server"]);
}

#[test]
fn the_lines_are_for_programs_too() {
    let server = Server::empty();
    let status = ask(&server.data, &json!({"request": "status"}));
    let said = &status.last().unwrap()["done"]["said"];
    assert_eq!(said[0], format!("log: change {}", server.position()));
    for wrong in [json!({"request": "forget"}), json!([1])] {
        let answer = ask(&server.data, &wrong);
        assert!(answer[0]["error"].is_string(), "{answer:?}");
    }
}

#[test]
fn status_tells_how_the_server_is_at_any_time() {
    let server = Server::empty();
    let data = server.data.clone();
    on(&data, &["status".as_ref()]).ends(0).says(&[
        &format!("log: change {}", server.position()),
        "scheduled backups: none, for backup_dir names no folder",
        "writing: changes are taken",
        "records index: on the disk",
        "serving: since 20",
    ]);
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("none");
    on(&nowhere, &["status".as_ref()])
        .ends(1)
        .says(&["no server has"]);
    assert!(!nowhere.exists());
}

#[test]
fn a_pipe_is_no_backup_and_keeps_nobody_waiting() {
    let server = Server::empty();
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let request = json!({"request": "rehearse", "path": pipe});
    let answer = ask(&server.data, &request);
    let error = answer.last().unwrap()["error"].as_str().unwrap();
    assert!(error.contains("it is no file"), "{error}");
}

#[test]
fn guests_who_say_nothing_and_read_nothing_do_not_keep_a_server_from_stopping() {
    let server = Server::with_content();
    let connect = || UnixStream::connect(server.data.join("control")).unwrap();
    let silent = connect();
    let mut deaf = connect();
    writeln!(deaf, "{}", json!({"request": "check"})).unwrap();
    let begun = std::time::Instant::now();
    server.stop();
    assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
    drop((silent, deaf));
}

#[test]
fn requests_wait_for_each_other_and_a_hang_up_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_content();
    for number in 0..4 {
        let path = folder.path().join(format!("{number}.zip"));
        let mut stream = UnixStream::connect(server.data.join("control")).unwrap();
        writeln!(stream, "{}", json!({"request": "backup", "path": path})).unwrap();
    }
    // it comes after them
    let check = ask(&server.data, &json!({"request": "check"}));
    assert_eq!(check.last().unwrap()["done"]["sound"], true, "{check:?}");
    for entry in folder.path().read_dir().unwrap() {
        let path = entry.unwrap().path();
        assert!(path.extension().is_some_and(|end| end == "zip"), "{path:?}");
        on(&server.data, &["rehearse".as_ref(), path.as_os_str()]).ends(0);
    }
}
