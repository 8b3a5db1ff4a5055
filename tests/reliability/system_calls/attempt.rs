//! One attempt at one point: its folder, and the control of its program.

use crate::faults::{Control, Hit, Order, Way};
use crate::harness::{Launch, Run, command};
use anyhow::ensure;
use std::path::PathBuf;

/// An attempt.
pub struct Try {
    /// Calls on paths below it are counted.
    pub case: PathBuf,
    /// The data folder in it.
    pub data: PathBuf,
    /// What the program says.
    pub log: PathBuf,
    /// The control of its program.
    pub control: Control,
    /// What is done.
    pub order: Order,
    /// At which call.
    pub n: u64,
}

impl Try {
    /// A server with the library of faults.
    pub fn launch(&self) -> Launch {
        let environment = self.control.environment();
        let launch = Launch::new(&self.data).log(&self.log);
        environment
            .into_iter()
            .fold(launch, |launch, (name, value)| launch.env(name, value))
    }

    /// Runs a command with the fault armed from its first call.
    pub fn run(&self, arguments: &[&std::ffi::OsStr]) -> anyhow::Result<Run> {
        self.control.arm(self.order, self.n)?;
        let mut command = command();
        command.args(arguments).arg("--data").arg(&self.data);
        let output = command.envs(self.control.environment()).output()?;
        self.control.disarm()?;
        std::fs::write(&self.log, &output.stderr)?;
        Ok(Run {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Nothing in its log is a panic.
    pub fn no_panic(&self) -> anyhow::Result<()> {
        let said = std::fs::read(&self.log)?;
        let said = String::from_utf8_lossy(&said);
        let panic = said.lines().find(|line| line.contains("panicked at"));
        ensure!(panic.is_none(), "it panicked: {panic:?}");
        Ok(())
    }

    /// Whether the fault is a kill.
    pub fn kills(&self) -> bool {
        matches!(self.order.way, Way::KillBefore | Way::KillHalf)
    }

    /// The call that was hit, for people.
    pub fn what_was_hit(&self) -> String {
        match self.control.hit() {
            Ok(Some(Hit { call, path })) => {
                let path = path.strip_prefix(&self.case).unwrap_or(&path);
                format!("{call} of {} ({})", path.display(), self.case.display())
            }
            _ => format!("no call was hit ({})", self.case.display()),
        }
    }
}
