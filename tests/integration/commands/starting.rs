//! From the start to the first answer, and starts that come to nothing.

use super::run_on;
use crate::harness::{Run, Server};
use rustix::process::{Pid, Signal, getuid, kill_process};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// An address that nobody listens on.
fn free_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}

fn serve(data: &Path, address: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command
        .env_clear()
        .args(["serve", "--listen", address, "--data"]);
    let command = command
        .arg(data)
        .stderr(Stdio::null())
        .stdout(Stdio::piped());
    command.spawn().unwrap()
}

/// Head and body of an answer, as soon as there is one.
fn answer(address: &str, path: &str) -> String {
    let begun = Instant::now();
    let mut stream = loop {
        match TcpStream::connect(address) {
            Ok(stream) => break stream,
            Err(error) => assert!(begun.elapsed() < Duration::from_secs(20), "{error}"),
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Loading the first resources takes a while, as does building an index anew.
#[test]
fn who_comes_early_is_asked_to_wait_and_nobody_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = free_address();
    let mut child = serve(&folder.path().join("data"), &address);
    // taken into the queue at once, answered when it is known that it takes long
    let early = answer(&address, "/");
    if !cfg!(debug_assertions) && early.starts_with("HTTP/1.1 200 ") {
        eprintln!("skipped: an optimised program is ready before anybody waits");
        stop(&mut child).ends(0);
        return;
    }
    assert!(early.starts_with("HTTP/1.1 503 "), "{early}");
    assert!(early.contains("retry-after: 5") && early.contains("La bibliothèque se prépare"));
    assert!(answer(&address, "/healthz").contains("\"starting\""));
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ready = false;
    while !ready {
        // every answer is one or the other, none is refused
        let answer = answer(&address, "/");
        let waits = answer.starts_with("HTTP/1.1 503 ");
        assert!(waits || answer.starts_with("HTTP/1.1 200 "), "{answer}");
        ready = !waits;
    }
    assert!(said.any(|line| line.unwrap().starts_with("listening on http://")));
    stop(&mut child).ends(0);
}

#[test]
fn a_stop_while_others_wait_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let (data, address) = (folder.path().join("data"), free_address());
    let mut child = serve(&data, &address);
    let waits = answer(&address, "/").starts_with("HTTP/1.1 503 ");
    assert!(waits || !cfg!(debug_assertions));
    let run = stop(&mut child).ends(0);
    assert!(!waits || !run.out.contains("listening"), "{}", run.out);
    // the next start goes on
    Server::on(&data).open("/ressources/debat-mouvant");
}

fn stop(child: &mut Child) -> Run {
    kill_process(Pid::from_child(child), Signal::TERM).unwrap();
    let mut out = String::new();
    if let Some(mut stdout) = child.stdout.take() {
        stdout.read_to_string(&mut out).unwrap();
    }
    Run {
        code: child.wait().unwrap().code().unwrap_or(-1),
        out,
        err: String::new(),
    }
}

/// The only line of a command that failed.
#[track_caller]
fn sentence(run: Run) -> String {
    let run = run.ends(1);
    let lines: Vec<_> = run.err.lines().collect();
    assert_eq!(lines.len(), 1, "{}", run.err);
    assert!(lines[0].starts_with("error: ") && run.out.is_empty());
    lines[0].to_owned()
}

/// `serve` and `check` on a folder, each on its own.
fn both(data: &Path) -> [Run; 2] {
    let serve = [
        "serve".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    [
        crate::harness::ressourcotheque(serve),
        run_on("check", data),
    ]
}

#[test]
fn a_folder_that_cannot_be_used_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("file"), "x").unwrap();
    for run in both(&at("file")) {
        assert!(sentence(run).contains("is a file"));
    }
    Server::empty_on(&at("newer")).stop();
    std::fs::write(at("newer/FORMAT"), "99\n").unwrap();
    for run in both(&at("newer")) {
        let said = sentence(run);
        assert!(
            said.contains("has format 99") && said.contains("use a newer program"),
            "{said}"
        );
    }
}

#[test]
fn a_disk_that_cannot_be_written_is_told_in_one_sentence() {
    if !getuid().is_root() {
        eprintln!("skipped: needs root to mount a small tmpfs");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path(), "size=64m");
    let data = folder.path().join("data");
    Server::empty_on(&data).stop();
    disk.option("remount,ro");
    for data in [data, folder.path().join("new")] {
        let said = sentence(both(&data).into_iter().next().unwrap());
        assert!(said.contains("cannot be written"), "{said}");
    }
    disk.option("remount,rw");
    drop(disk);

    let disk = Disk::mount(folder.path(), "size=16k");
    let filler = vec![0; 16 * 1024];
    // the last byte finds no room, which is what is wanted
    let _ = std::fs::write(folder.path().join("filler"), filler);
    let said = sentence(both(&folder.path().join("new")).into_iter().next().unwrap());
    assert!(said.contains("no room"), "{said}");
    drop(disk);
}

/// A file system in memory; unmounted at the end.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(at: &'a Path, options: &str) -> Self {
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", options, "none"]).arg(at);
        assert!(command.status().unwrap().success());
        Self(at)
    }

    fn option(&self, options: &str) {
        let mut command = Command::new("mount");
        assert!(
            command
                .args(["-o", options])
                .arg(self.0)
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()) || std::thread::panicking());
    }
}
