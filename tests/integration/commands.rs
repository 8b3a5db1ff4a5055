//! An administrator of a small association: start it, back it up, forget it.

mod interrupted;
mod keeping;
mod starting;

use crate::harness::{Run, Server, ressourcotheque, write_tree};
use std::path::Path;
use std::process::Command;

fn run(name: &str, path: &Path, data: &Path) -> Run {
    ressourcotheque([
        name.as_ref(),
        path.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ])
}

fn run_on(name: &str, data: &Path) -> Run {
    ressourcotheque([name.as_ref(), "--data".as_ref(), data.as_os_str()])
}

/// Runs the program in a folder with an environment.
fn run_in(folder: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command
        .env_clear()
        .envs(environment.iter().copied())
        .current_dir(folder)
        .args(arguments);
    command.output().unwrap().into()
}

#[test]
fn wrong_arguments_are_explained() {
    for arguments in [
        &["serv"][..],
        &["import"],
        &["export"],
        &["serve", "--port", "80"],
        &["serve", "--listen", "nulle part"],
    ] {
        let run = ressourcotheque(arguments).ends(2);
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    let help = ressourcotheque(["--help"]).ends(0);
    for command in [
        "serve", "import", "export", "backup", "backups", "rehearse", "restore", "check", "reindex",
    ] {
        assert!(
            help.out.contains(command),
            "{command} is not in {}",
            help.out
        );
    }
    assert!(help.out.starts_with("A library of "), "{}", help.out);
    assert!(
        ressourcotheque(["--version"])
            .ends(0)
            .out
            .contains(env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    run("import", &folder.path().join("absent"), &data)
        .ends(1)
        .says(&["absent"]);
    run("restore", &folder.path().join("absent.zip"), &data)
        .ends(1)
        .says(&["absent.zip"]);
}

#[test]
fn a_folder_in_use_is_refused_in_one_sentence() {
    let server = Server::empty();
    let folder = tempfile::tempdir().unwrap();
    for run in [
        run_on("reindex", &server.data),
        run("export", &folder.path().join("out"), &server.data),
        run("import", folder.path(), &server.data),
        ressourcotheque([
            "serve".as_ref(),
            "--listen".as_ref(),
            "127.0.0.1:0".as_ref(),
            "--data".as_ref(),
            server.data.as_os_str(),
        ]),
    ] {
        let run = run.ends(1);
        let lines: Vec<_> = run
            .err
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        assert!(
            lines.len() <= 2 && lines.join(" ").contains("in use"),
            "{}",
            run.err
        );
    }
    server.get("/healthz").expect(200);
}

#[test]
fn an_unknown_setting_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let unknown = |run: Run, name: &str, meant: &str| {
        assert!([1, 2].contains(&run.code), "{}: {}", run.code, run.said());
        run.says(&[name, meant]);
    };
    unknown(
        run_in(
            folder.path(),
            &[("RESSOURCOTHEQUE_LISEN", "127.0.0.1:0")],
            &["check"],
        ),
        "RESSOURCOTHEQUE_LISEN",
        "listen",
    );
    write_tree(
        folder.path(),
        &[("autre.toml", b"lisen = \"127.0.0.1:0\"\n")],
    );
    unknown(
        run_in(folder.path(), &[], &["serve", "--config", "autre.toml"]),
        "lisen",
        "listen",
    );
    write_tree(
        folder.path(),
        &[("ressourcotheque.toml", b"datas = \"x\"\n")],
    );
    unknown(run_in(folder.path(), &[], &["serve"]), "datas", "data");
    assert!(!folder.path().join("data").exists(), "nothing was begun");
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    write_tree(
        folder.path(),
        &[
            ("ressourcotheque.toml", b"data = \"of-file\"\n"),
            ("sheets/a.md", b"# A\n"),
        ],
    );
    let import = |environment: &[(&str, &str)], more: &[&str]| {
        let arguments: Vec<_> = ["import", "sheets", "--licence", "CC0-1.0"]
            .iter()
            .chain(more)
            .copied()
            .collect();
        run_in(folder.path(), environment, &arguments)
    };
    import(&[], &[]);
    assert!(folder.path().join("of-file").is_dir());
    let environment = [("RESSOURCOTHEQUE_DATA", "of-environment")];
    import(&environment, &[]);
    assert!(folder.path().join("of-environment").is_dir());
    import(&environment, &["--data", "of-flag"]);
    assert!(folder.path().join("of-flag").is_dir());
}
