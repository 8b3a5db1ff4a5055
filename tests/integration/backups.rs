//! Backups that are made by themselves.

mod own;
mod place;

use crate::harness::{Run, Server, ressourcotheque, write_tree};
use place::{ONE_DAY, Place, at_another_time, date_back, until};
use std::path::Path;

/// What a crash leaves of a backup.
const UNFINISHED: &str = "ressourcotheque-2026-11-22T031500Z-7-3f3f3f3f.backup.zip.partial";

#[test]
fn the_first_backup_is_made_at_once_rehearsed_and_listed() {
    let place = Place::new("");
    write_tree(
        &place.at("backups"),
        &[
            (".rehearsal-dead/RESTORED-ASIDE", b""),
            (".rehearsal-dead/data/journal/x", b""),
            (UNFINISHED, b""),
            // not ours, however it is named
            (".rehearsal-theirs/x", b"mine"),
            ("x.backup.zip.partial", b"mine"),
        ],
    );
    let server = place.serve();
    until(&server, "made and rehearsed");
    let name = place.backup();
    let note = format!("{name}.rehearsal.json");
    assert_eq!(
        place.names(),
        [".rehearsal-theirs", &name, &note, "x.backup.zip.partial"]
    );
    place
        .run(&["backups"])
        .ends(0)
        .says(&[&name, "sound", "1 backup in"]);
    server.stop();

    // a restart does not start over
    let server = place.serve();
    server.create_page("Nouvelle", "Pas encore sauvegardée.\n");
    server.stop();
    assert_eq!(place.backup(), name);
}

#[test]
fn a_backup_is_made_when_the_newest_is_old_and_something_was_changed() {
    let place = Place::new(ONE_DAY);
    let server = place.serve();
    until(&server, "made and rehearsed");
    server.stop();
    date_back(&place, &place.backup(), "2026-01-15T031500Z");
    let old = place.backup();

    let server = place.serve();
    until(&server, "nothing was changed");
    assert_eq!(place.backup(), old);
    server.create_page("Nouvelle", "À sauvegarder.\n");
    server.stop();

    let server = place.serve();
    until(&server, "made and rehearsed");
    // one day is kept
    server.until("the old one is removed with its note", |_| {
        !place.names().iter().any(|name| name.starts_with(&old))
    });
    assert_eq!(place.names().len(), 2, "{:?}", place.names());
    let backup = place.at("backups").join(place.backup());
    let log = server.changes();
    let restored = place.at("restored");
    let run = |data: &Path| {
        ressourcotheque([
            "restore".as_ref(),
            backup.as_os_str(),
            "--data".as_ref(),
            data.as_os_str(),
        ])
    };
    run(&restored).ends(0);
    assert_eq!(Server::on(&restored).changes(), log);
}

#[test]
fn old_backups_go_although_there_is_no_room_for_another() {
    let place = Place::new(ONE_DAY);
    let server = place.serve();
    until(&server, "made and rehearsed");
    server.create_page("Nouvelle", "À sauvegarder.\n");
    server.stop();
    date_back(&place, &place.backup(), "2026-01-15T031500Z");
    let kept = place.backup();
    let older = at_another_time(&kept, "2026-01-14T031500Z");
    let path = |name: &str| place.at("backups").join(name);
    std::fs::copy(path(&kept), path(&older)).unwrap();
    // of a size that no disk has
    let huge = std::fs::File::create(place.at("data/files/huge")).unwrap();
    huge.set_len(1 << 43).unwrap();

    let server = place.serve();
    until(&server, "failed: not enough room");
    assert_eq!(place.backup(), kept, "the older one is gone by then");
    place.run(&["status"]).ends(1).says(&[
        "scheduled backups: failed: not enough room",
        "next scheduled backup: 20",
    ]);
}

#[test]
fn a_stop_while_one_is_made_leaves_nothing_half_done() {
    let place = Place::new("");
    for _ in 0..3 {
        // the first is begun when the server is ready
        place.serve().stop();
        for name in place.names() {
            assert!(name.starts_with("ressourcotheque-"), "{name}");
            assert!(name.ends_with(".zip") || name.ends_with(".json"), "{name}");
        }
    }
    let server = place.serve();
    server.until("one is made and rehearsed", |_| place.names().len() == 2);
}

#[test]
fn a_rehearsal_finds_what_is_damaged() {
    let place = Place::new("backup_rehearse = \"off\"\n");
    let server = place.serve();
    until(&server, "made");
    let name = place.backup();
    let path = place.at("backups").join(&name);
    assert_eq!(place.names().len(), 1, "it was not rehearsed");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    place
        .run(&["rehearse", path.to_str().unwrap()])
        .ends(1)
        .says(&["NOT sound"]);
    place.run(&["backups"]).ends(0).says(&["NOT sound"]);
    let note = format!("{name}.rehearsal.json");
    assert_eq!(place.names(), [name, note], "nothing is left aside");
}

#[test]
fn a_backup_is_rehearsed_without_its_library_too() {
    let place = Place::new("");
    let server = place.serve();
    until(&server, "made and rehearsed");
    server.stop();
    let backup = place.at("backups").join(place.backup());
    let (elsewhere, aside) = (place.at("elsewhere"), place.at("aside"));
    std::fs::create_dir(&aside).unwrap();
    ressourcotheque([
        "rehearse".as_ref(),
        backup.as_os_str(),
        "--aside".as_ref(),
        aside.as_os_str(),
        "--data".as_ref(),
        elsewhere.as_os_str(),
    ])
    .ends(0)
    .says(&["no library to compare"]);
    assert_eq!(aside.read_dir().unwrap().count(), 0);
    assert!(!elsewhere.exists());
}

#[test]
fn a_folder_that_cannot_be_made_stops_nothing() {
    let place = Place::new("");
    std::fs::write(place.at("backups"), "a file").unwrap();
    let server = place.serve();
    until(&server, "failed: ");
    server.create_page("Malgré tout", "On écrit.\n");
}

#[test]
fn nothing_is_listed_without_a_folder() {
    ressourcotheque(["backups"]).ends(1).says(&["backup_dir"]);
    let inside = ["backups", "--config", "x.toml"];
    let folder = tempfile::tempdir().unwrap();
    write_tree(
        folder.path(),
        &[("x.toml", b"data = \"d\"\nbackup_dir = \"d/b\"\n")],
    );
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command.env_clear().current_dir(folder.path()).args(inside);
    Run::from(command.output().unwrap())
        .ends(2)
        .says(&["backup_dir: d/b is inside the data folder"]);
}
