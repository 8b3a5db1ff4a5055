//! Work that was killed half-way is finished by the next start, or refused aloud.

use super::{run, run_on};
use crate::harness::{Server, ressourcotheque, write_tree};

#[test]
fn half_of_a_restore_is_never_taken_for_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let server = Server::on(&at("data"));
    let log = server.changes();
    server.stop();
    run("backup", &at("backup.zip"), &at("data")).ends(0);

    // what a restore that was killed leaves: its mark, and a part of the log that is sound in itself
    Server::empty_on(&at("half")).stop();
    std::fs::write(at("half/RESTORING"), "").unwrap();
    for run in [
        run_on("serve", &at("half")),
        run_on("check", &at("half")),
        run_on("reindex", &at("half")),
        run("import", &at("data"), &at("half")),
        run("export", &at("out"), &at("half")),
        run("backup", &at("half.zip"), &at("half")),
    ] {
        run.ends(1).says(&["restore", "interrupted"]);
    }
    run("restore", &at("backup.zip"), &at("half"))
        .ends(0)
        .says(&["starting over"]);
    assert_eq!(Server::on(&at("half")).changes(), log);
}

#[test]
fn a_restore_that_is_refused_leaves_a_whole_library() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    Server::empty_on(&at("data")).stop();
    run("backup", &at("backup.zip"), &at("data")).ends(0);
    run("restore", &at("backup.zip"), &at("data"))
        .ends(1)
        .says(&["empty"]);
    run_on("check", &at("data")).ends(0);
    std::fs::write(at("cut.zip"), "PK").unwrap();
    run("restore", &at("cut.zip"), &at("new"))
        .ends(1)
        .says(&["nothing was restored", "cut.zip"]);
    // or the next start would fill it with the shipped resources
    assert!(!at("new").exists());
}

#[test]
fn an_interrupted_loading_is_finished_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    // as a kill after the kinds leaves it
    Server::empty_on(&data).stop();
    std::fs::write(data.join("FILLING"), "").unwrap();
    let server = Server::on(&data);
    server.open("/ressources/debat-mouvant");
    assert!(!data.join("FILLING").exists());
    let log = server.changes();
    server.stop();
    // it is loaded once
    assert_eq!(Server::on(&data).changes(), log);
}

#[test]
fn a_folder_that_is_no_library_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    write_tree(&at("own"), &[("photo.txt", b"x")]);
    for run in [
        run_on("check", &at("own")),
        run_on("reindex", &at("own")),
        run("export", &at("out"), &at("own")),
        run("backup", &at("backup.zip"), &at("own")),
        run_on("check", &at("absent")),
    ] {
        run.ends(1).says(&["there is no library in"]);
    }
    assert_eq!(at("own").read_dir().unwrap().count(), 1);
    assert!(!at("absent").exists() && !at("backup.zip").exists());
}

#[test]
fn a_wrong_licence_is_an_argument_that_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    write_tree(folder.path(), &[("a.md", b"# A\n")]);
    for (given, said) in [("MIT", "MIT"), ("CC-BY-SA", "CC BY-SA 4.0")] {
        ressourcotheque([
            "import".as_ref(),
            folder.path().as_os_str(),
            "--licence".as_ref(),
            given.as_ref(),
            "--data".as_ref(),
            data.as_os_str(),
        ])
        .ends(2)
        .says(&["--licence", said]);
    }
    assert!(!data.exists(), "nothing was begun");
}

#[test]
fn what_is_damaged_does_not_keep_the_rest_from_being_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let server = Server::empty_on(&at("data"));
    let journal = at("data/journal/00000000000000000001.log");
    server.create_page("Abimee", "Un texte.\n");
    // its record ends here
    let end = std::fs::read(&journal).unwrap().len();
    server.create_page("Saine", "Un autre.\n");
    server.stop();
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes[end - 5] ^= 1;
    std::fs::write(&journal, bytes).unwrap();
    run("export", &at("out"), &at("data"))
        .ends(1)
        .says(&["not exported: abimee"]);
    assert!(at("out/page/saine.md").is_file() && !at("out/page/abimee.md").exists());
}
