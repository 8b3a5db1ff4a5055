//! One process: heard within limits, killed at its time.

use crate::Ended;
use std::fs::File;
use std::io::{self, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How much of what the process complains of is kept for the log.
const COMPLAINT_BYTES: u64 = 2 * 1024;

/// How long the rest of a complaint is waited for once the process is gone.
const COMPLAINT_TIME: Duration = Duration::from_millis(200);

/// How often a process is looked after that has said all, or says nothing.
const LOOK: Duration = Duration::from_millis(2);

/// Runs the command, without environment and input, to its end, or kills it: at the end of its time, or when it says more
/// than `most` bytes. With how it ended, the beginning of what it wrote to its standard error.
///
/// # Errors
/// When the process cannot be started or watched.
pub fn hear(command: &mut Command, time: Duration, most: u64) -> io::Result<(Ended, String)> {
    let deadline = Instant::now() + time;
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut process = Process::start(command)?;
    let answer = listen(process.0.stdout.take(), most.saturating_add(1))?;
    let complaint = listen(process.0.stderr.take(), COMPLAINT_BYTES)?;
    let ended = match answer.recv_timeout(time) {
        Ok(said) if said.len() as u64 > most => Ended::Talkative,
        Ok(said) => process.end(said, deadline)?,
        Err(RecvTimeoutError::Timeout) => Ended::Late,
        Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("nobody listens")),
    };
    Ok(process.told(ended, &complaint))
}

/// Runs the command, without environment and with that input, to its end, or kills it at the end of its time; what it says
/// goes into `output`, and nothing here bounds how much: [`confine`](crate::confine) does. Otherwise as [`hear`].
///
/// # Errors
/// As for [`hear`].
pub fn fill(
    command: &mut Command,
    input: Vec<u8>,
    output: &File,
    time: Duration,
) -> io::Result<(Ended, String)> {
    let deadline = Instant::now() + time;
    command.stdin(Stdio::piped()).stdout(output.try_clone()?);
    let mut process = Process::start(command)?;
    tell(process.0.stdin.take(), input)?;
    let complaint = listen(process.0.stderr.take(), COMPLAINT_BYTES)?;
    let ended = process.end(Vec::new(), deadline)?;
    Ok(process.told(ended, &complaint))
}

/// Writes the input in a thread of its own: nobody waits for a process that does not read.
fn tell(pipe: Option<ChildStdin>, input: Vec<u8>) -> io::Result<()> {
    let mut pipe = pipe.ok_or_else(|| io::Error::other("no pipe"))?;
    thread::Builder::new().spawn(move || {
        // a process that ends before it has heard all is judged by its end
        let _ = pipe.write_all(&input);
    })?;
    Ok(())
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
        command.env_clear().stderr(Stdio::piped());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        command.spawn().map(Self)
    }

    /// Waits until the process is gone, which one that has closed its output is as a rule at once.
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

    /// Kills what is left of it, and adds what it complained of.
    fn told(self, ended: Ended, complaint: &Receiver<Vec<u8>>) -> (Ended, String) {
        drop(self);
        let complaint = complaint.recv_timeout(COMPLAINT_TIME).unwrap_or_default();
        (ended, String::from_utf8_lossy(&complaint).into_owned())
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
