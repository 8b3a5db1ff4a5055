//! The program, filled and running.

use rustix::process::{Pid, Signal, kill_process};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The program.
pub struct Program {
    child: Child,
    /// `ADDR:PORT`.
    pub address: String,
}

impl Program {
    /// Imports the folder `source` and serves it.
    pub fn start(folder: &Path) -> Self {
        let begun = Instant::now();
        import(folder);
        println!("imported in {:.1} s", begun.elapsed().as_secs_f64());
        Self::serve(folder)
    }

    /// Serves the library of a folder; comes back when it is ready.
    pub fn serve(folder: &Path) -> Self {
        let mut serve = command(folder, "serve");
        serve
            .args(["--listen", "127.0.0.1:0"])
            .env("RESSOURCOTHEQUE_LIMITS", "off");
        let mut child = serve
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let address = lines
            .find_map(|line| line.strip_prefix("listening on http://").map(str::to_owned))
            .unwrap();
        // whatever it still says must find a reader
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a power cut of the process would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it as a service is ended.
    pub fn stop(mut self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

/// Imports the folder `source`.
pub fn import(folder: &Path) {
    run(command(folder, "import").arg("source"));
}

/// Indexes everything anew.
pub fn reindex(folder: &Path) {
    run(&mut command(folder, "reindex"));
}

fn run(command: &mut Command) {
    let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(ended.unwrap().success());
}

fn command(folder: &Path, name: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command
        .arg(name)
        .current_dir(folder)
        // where samples are is no setting of the program
        .env_remove("RESSOURCOTHEQUE_SHARED")
        .args(["--data", "data"]);
    command
}

/// How long this disk takes to keep four kilobytes: no durable save is faster, unless several share a flush.
pub fn sync_time(folder: &Path) -> Duration {
    let mut file = File::create(folder.join("probe")).unwrap();
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let begun = Instant::now();
            file.write_all(&[0; 4096]).unwrap();
            file.sync_data().unwrap();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Bytes of memory of a process, from a line of `/proc/PID/status`; `None` once it has ended.
pub fn memory_of(process: u32, line: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let value = status.lines().find_map(|text| text.strip_prefix(line))?;
    let kilobytes: u64 = value.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
