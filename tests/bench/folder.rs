//! The whole folder at once: how long import, export, backup, restore, check and reindex take, with how much memory, and
//! how long the program takes to open what it finds after a clean stop, after a kill, and without its records index.

use crate::corpus;
use crate::memory::memory_of;
use crate::program::Program;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many resources the folder has, when nothing else is said.
pub const RESOURCES: usize = 20_000;
/// How many revisions each of them has.
const REVISIONS: usize = 5;
/// How often the memory of a program under way is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Fills a folder and measures.
pub fn measure(resources: usize) {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench {
        folder: folder.path().to_owned(),
        resources,
    };
    println!("| work | seconds | resources/s | peak memory, MB |");
    println!("|---|---:|---:|---:|");
    for revision in 0..REVISIONS {
        corpus::write_revision(&bench.folder.join("source"), resources, revision);
        let what = ["import, new", "import, revised"][usize::from(revision > 0)];
        bench.row(what, &["import", "source"]);
    }
    bench.row("export", &["export", "exported"]);
    bench.row(
        "export with history",
        &["export", "--history", "history.git-stream"],
    );
    bench.row("backup", &["backup", "one.backup.zip"]);
    bench.row("check", &["check"]);
    bench.row("reindex", &["reindex"]);
    bench.row(
        "restore",
        &["restore", "one.backup.zip", "--data", "restored"],
    );
    bench.sizes();
    bench.openings();
}

struct Bench {
    folder: PathBuf,
    resources: usize,
}

impl Bench {
    fn row(&self, what: &str, arguments: &[&str]) {
        let (time, peak) = run(&self.folder, arguments);
        let seconds = time.as_secs_f64();
        println!(
            "| {what} | {seconds:.1} | {:.0} | {:.0} |",
            self.resources as f64 / seconds,
            peak as f64 / 1e6
        );
    }

    fn sizes(&self) {
        println!("\n| part | MB |\n|---|---:|");
        for part in [
            "source",
            "data/journal",
            "data/index",
            "data/search",
            "one.backup.zip",
        ] {
            println!(
                "| {part} | {:.0} |",
                size(&self.folder.join(part)) as f64 / 1e6
            );
        }
    }

    /// From the start of the process to the line that says that it is ready.
    fn openings(&self) {
        println!("\n| opening | seconds | memory when ready, MB |\n|---|---:|---:|");
        let open = |what: &str| {
            let begun = Instant::now();
            let program = Program::serve(&self.folder);
            let seconds = begun.elapsed().as_secs_f64();
            let memory = memory_of(program.child.id(), "VmRSS:").unwrap_or_default() as f64 / 1e6;
            println!("| {what} | {seconds:.2} | {memory:.0} |");
            program
        };
        open("after a command that ended well").stop();
        kill(open("after a clean stop"));
        open("after SIGKILL").stop();
        std::fs::remove_dir_all(self.folder.join("data/index")).unwrap();
        open("without the records index").stop();
    }
}

/// Ends it at once, as a power cut of the process would.
fn kill(mut program: Program) {
    program.child.kill().unwrap();
    program.child.wait().unwrap();
}

/// Runs a command of the program; how long it took and the most memory that it had.
fn run(folder: &Path, arguments: &[&str]) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"))
        .args(arguments)
        // for the benches, not for the program, which refuses settings that it does not know
        .env_remove("RESSOURCOTHEQUE_SHARED")
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = 0;
    let status = loop {
        peak = peak.max(memory_of(child.id(), "VmHWM:").unwrap_or_default());
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(LOOK_EVERY),
        }
    };
    assert!(status.success(), "{arguments:?}");
    (begun.elapsed(), peak)
}

/// Bytes of a file, or of all files of a folder.
pub fn size(path: &Path) -> u64 {
    if path.is_file() {
        return path.metadata().unwrap().len();
    }
    let entries = path.read_dir().unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| size(&path)).sum()
}
