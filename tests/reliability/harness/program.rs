//! The program, run as a command.

use anyhow::ensure;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Run {
    /// Exit code; `None` when a signal ended it.
    pub code: Option<i32>,
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
    pub fn ends(self, code: i32) -> anyhow::Result<Self> {
        ensure!(
            self.code == Some(code),
            "ended with {:?}, not {code}: {}",
            self.code,
            self.said()
        );
        Ok(self)
    }
}

/// The program, about to run with nothing of the caller's environment.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    command
        .env_clear()
        .env("RESSOURCOTHEQUE_LIMITS", "off")
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs a command on a data folder to its end.
pub fn ressourcotheque<S: AsRef<OsStr>>(
    data: &Path,
    arguments: impl IntoIterator<Item = S>,
) -> anyhow::Result<Run> {
    let output = command().args(arguments).arg("--data").arg(data).output()?;
    Ok(Run {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Runs `check` on a data folder that nobody uses: it must find no fault.
pub fn sound(data: &Path) -> anyhow::Result<()> {
    let run = ressourcotheque(data, ["check"])?;
    ensure!(
        run.code == Some(0),
        "check of {} ended with {:?}: {}",
        data.display(),
        run.code,
        run.said()
    );
    ensure!(
        run.out.contains("0 faults"),
        "check did not count its faults: {}",
        run.said()
    );
    Ok(())
}
