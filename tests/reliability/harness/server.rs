//! A running server on a free port.

use super::client::Client;
use super::program::command;
use anyhow::{Context, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long a start may take in a debug build on a busy machine.
const START: Duration = Duration::from_secs(120);

/// How a server is started.
pub struct Launch {
    command: Command,
    data: PathBuf,
    log: PathBuf,
}

impl Launch {
    /// A server of that data folder; what it says is added to `server.log` beside it.
    pub fn new(data: &Path) -> Self {
        let mut command = command();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data);
        let log = data.with_file_name("server.log");
        Self {
            command,
            data: data.to_path_buf(),
            log,
        }
    }

    /// With that content for an empty folder; without it the shipped content is loaded.
    pub fn content(mut self, content: &Path) -> Self {
        self.command.arg("--content").arg(content);
        self
    }

    /// With that in its environment.
    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Writing its log to that file.
    pub fn log(mut self, log: &Path) -> Self {
        self.log = log.to_path_buf();
        self
    }

    /// Starts it and does not wait.
    pub fn begin(mut self) -> anyhow::Result<Starting> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.log)?;
        let begun = Instant::now();
        let mut child = self.command.stderr(log).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().context("no output")?;
        Ok(Starting {
            child,
            listening: listen(out),
            data: self.data,
            log: self.log,
            begun,
        })
    }

    /// Starts it and waits until it is ready.
    pub fn start(self) -> anyhow::Result<Server> {
        self.begin()?.ready()
    }
}

/// Reads what the server prints, to its end; gives the address that it announces.
fn listen(out: std::process::ChildStdout) -> Receiver<String> {
    let (send, listening) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(address) = line.strip_prefix("listening on ") {
                // nobody may be waiting any more
                let _ = send.send(address.to_owned());
            }
        }
    });
    listening
}

/// A server that is not ready yet. Dropped, it is killed.
pub struct Starting {
    child: Child,
    listening: Receiver<String>,
    data: PathBuf,
    log: PathBuf,
    begun: Instant,
}

impl Starting {
    /// Waits until it listens.
    pub fn ready(mut self) -> anyhow::Result<Server> {
        let address = match self.listening.recv_timeout(START) {
            Ok(address) => address,
            Err(error) => {
                if error == RecvTimeoutError::Timeout {
                    self.child.kill()?;
                }
                let status = self.child.wait()?;
                bail!("the server did not start ({status}): {}", end_of(&self.log));
            }
        };
        Ok(Server {
            opened_in: self.begun.elapsed(),
            client: Client::new(&address),
            data: std::mem::take(&mut self.data),
            starting: self,
        })
    }

    /// `kill -9`; gives whether it had become ready.
    pub fn kill(mut self) -> anyhow::Result<bool> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(self.listening.try_recv().is_ok())
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        // both fail when it has ended, which is what is wanted
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server that listens. Dropped, it is killed.
pub struct Server {
    starting: Starting,
    client: Client,
    /// Its data folder.
    pub data: PathBuf,
    /// From its start until it listened.
    pub opened_in: Duration,
}

impl Server {
    /// Starts a server of that data folder and waits until it is ready.
    pub fn start(data: &Path) -> anyhow::Result<Self> {
        Launch::new(data).start()
    }

    /// Whoever speaks to it; cheap to clone.
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// `kill -9`, and waits until the process is gone.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.starting.child.kill()?;
        self.starting.child.wait()?;
        Ok(())
    }

    /// Asks it to end, as `systemctl stop` does; it must end well.
    pub fn stop(mut self) -> anyhow::Result<()> {
        kill_process(Pid::from_child(&self.starting.child), Signal::TERM)?;
        let status = self.starting.child.wait()?;
        ensure!(status.success(), "it ended with {status}: {}", self.log());
        Ok(())
    }

    /// The end of what it said.
    pub fn log(&self) -> String {
        end_of(&self.starting.log)
    }
}

/// The last lines of a log.
fn end_of(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
