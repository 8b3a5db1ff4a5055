//! The real program, run and served: shared by what measures it.

use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The program, serving.
pub struct Program {
    /// Its process.
    pub child: Child,
    /// `ADDR:PORT`.
    pub address: String,
}

impl Program {
    /// Serves the library in the folder `data` of a folder; comes back when it is ready.
    pub fn serve(folder: &Path) -> Self {
        let mut child = command(folder, &["serve", "--listen", "127.0.0.1:0"])
            .env("RESSOURCOTHEQUE_LIMITS", "off")
            .stdout(Stdio::piped())
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

    /// Ends it as a service is ended.
    pub fn stop(mut self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

/// Runs a command of the program on that library to its end.
pub fn run(folder: &Path, arguments: &[&str]) {
    let ended = command(folder, arguments).stdout(Stdio::null()).status();
    assert!(ended.unwrap().success(), "{arguments:?}");
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command
        .args(arguments)
        .args(["--data", "data"])
        .current_dir(folder)
        // where samples are is no setting of the program
        .env_remove("RESSOURCOTHEQUE_SHARED")
        .stderr(Stdio::null());
    command
}
