//! The program, run as a command.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a command said, and how it ended.
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Everything that was said.
    pub fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// The same run, which must have ended with that code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.said());
        self
    }

    /// The same run, which must have said each of those words.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        let said = self.said();
        for word in words {
            assert!(said.contains(word), "{word:?} is not in:\n{said}");
        }
        self
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("ended by a signal"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The program, about to run in a folder of its own with nothing of the caller's environment.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command
        .env_clear()
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a command to its end, in an empty working folder.
pub fn ressourcotheque<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let folder = tempfile::tempdir().unwrap();
    command(folder.path())
        .args(arguments)
        .output()
        .unwrap()
        .into()
}
