//! One process: heard within limits, killed at its time.

use std::fmt;
use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::Limits;

/// How much of what the process complains of is kept for the log.
const COMPLAINT_BYTES: u64 = 2 * 1024;

/// How long the rest of a complaint is waited for once the process is gone.
const COMPLAINT_TIME: Duration = Duration::from_millis(200);

/// How often a process that has said all is looked after.
const LOOK: Duration = Duration::from_millis(2);

/// How it ended.
pub(super) enum Ended {
    /// By itself, with success, having said this.
    Answered(Vec<u8>),
    /// Killed at the end of its time.
    Late,
    /// Killed as it said more than any answer has.
    Talkative,
    /// By a signal, or with a failure.
    Died(ExitStatus),
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(_) => f.write_str("it answered with something else"),
            Self::Late => f.write_str("it took too long"),
            Self::Talkative => f.write_str("it said too much"),
            Self::Died(status) => write!(f, "it ended with {status}"),
        }
    }
}

/// Whether the file that it looked into has no part in such an end: it said by
/// itself that it could not do its work, or got a signal that no fault of a
/// program raises, as from a system that is short of memory or stops.
#[cfg(unix)]
pub(super) fn is_by_others(status: ExitStatus) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;

    const OF_OTHERS: [Signal; 5] = [
        Signal::KILL,
        Signal::TERM,
        Signal::INT,
        Signal::HUP,
        Signal::QUIT,
    ];
    status.signal().is_none_or(|signal| {
        let same = |other: &Signal| other.as_raw() == signal;
        OF_OTHERS.iter().any(same)
    })
}

/// Elsewhere an end by a fault is not told from others.
#[cfg(not(unix))]
pub(super) fn is_by_others(_status: ExitStatus) -> bool {
    true
}

/// Runs the command to its end, or kills it. With how it ended, the beginning of
/// what it wrote to its standard error.
pub(super) fn run(command: &mut Command, limits: &Limits) -> io::Result<(Ended, String)> {
    let deadline = Instant::now() + limits.time;
    let mut process = Process::start(command)?;
    let most = limits.answer_bytes();
    let answer = listen(process.0.stdout.take(), most + 1)?;
    let complaint = listen(process.0.stderr.take(), COMPLAINT_BYTES)?;
    let ended = match answer.recv_timeout(limits.time) {
        Ok(said) if said.len() as u64 > most => Ended::Talkative,
        Ok(said) => process.end(said, deadline)?,
        Err(RecvTimeoutError::Timeout) => Ended::Late,
        Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("nobody listens")),
    };
    drop(process);
    let complaint = complaint.recv_timeout(COMPLAINT_TIME).unwrap_or_default();
    Ok((ended, String::from_utf8_lossy(&complaint).into_owned()))
}

/// Reads at most so many bytes in a thread of its own, and sends them when the
/// pipe is closed or more came. What comes later is read and dropped, so that
/// nobody waits for a full pipe.
fn listen(pipe: Option<impl Read + Send + 'static>, most: u64) -> io::Result<Receiver<Vec<u8>>> {
    let (said, heard) = channel();
    let mut pipe = pipe.ok_or_else(|| io::Error::other("no pipe"))?;
    thread::Builder::new().spawn(move || {
        let mut bytes = Vec::new();
        // what was read before a fault is judged like any answer cut short
        let _ = (&mut pipe).take(most).read_to_end(&mut bytes);
        // nobody may wait for it any more
        let _ = said.send(bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
    })?;
    Ok(heard)
}

/// A process that does not outlive this value, nor do those that it started.
struct Process(Child);

impl Process {
    fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        command.spawn().map(Self)
    }

    /// Waits until the process is gone, which it is as a rule at once, having
    /// closed its output.
    fn end(&mut self, said: Vec<u8>, deadline: Instant) -> io::Result<Ended> {
        loop {
            match self.0.try_wait()? {
                Some(status) if status.success() => return Ok(Ended::Answered(said)),
                Some(status) => return Ok(Ended::Died(status)),
                None if Instant::now() >= deadline => return Ok(Ended::Late),
                None => thread::sleep(LOOK),
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // one that is gone already has been waited for: its number may be another's
        if let Ok(None) = self.0.try_wait() {
            #[cfg(unix)]
            kill_group(&self.0);
            // neither fails but for a process that is gone
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

/// Kills the process with all that it started.
#[cfg(unix)]
fn kill_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}
