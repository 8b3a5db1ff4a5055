//! The side of the server.

use super::address::{self, Address};
use super::{Answer, Request, Step, Works};
use crate::fault;
use crate::stop::Stop;
use anyhow::{Context, anyhow};
use library::Progress;
use std::fs::Permissions;
use std::io::ErrorKind;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixSocket, UnixStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// How often those who wait are told how far their work is; it is also how soon a hang-up is noticed.
const TELL_EVERY: Duration = Duration::from_millis(500);

/// How long a request may take to arrive.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a guest may take to read a line when the socket holds no more. Work stands still meanwhile, and others wait
/// for it; whoever is stopped (Ctrl-Z) or does not read is taken for gone.
const TELL_TIMEOUT: Duration = Duration::from_secs(2);

/// How long guests are waited for when everything stops: long enough to be told so.
const LEAVE_TIMEOUT: Duration = Duration::from_secs(4);

/// The most bytes of a request: two paths and some words.
const REQUEST_BYTES: u64 = 64 * 1024;

/// Commands that may wait at once.
const BACKLOG: u32 = 16;

/// The open socket.
#[derive(Debug)]
pub struct Door {
    file: PathBuf,
    task: JoinHandle<()>,
}

impl Door {
    /// Listens in the data folder until it is asked to stop. The caller holds the folder's lock: a socket that is there
    /// was left by a server that is no more.
    ///
    /// # Errors
    /// When the socket cannot be made.
    pub fn open(data: &Path, works: Arc<Works>, stop: Stop) -> anyhow::Result<Self> {
        let file = address::file(data);
        let listener = listen(data, &file).with_context(|| file.display().to_string())?;
        let task = tokio::spawn(accept(listener, works, stop));
        Ok(Self { file, task })
    }

    /// Waits until nobody is served any more (everything was asked to stop before) and takes the socket away.
    pub async fn close(self) {
        let _ = self.task.await;
        if let Err(error) = std::fs::remove_file(&self.file) {
            tracing::debug!(%error, "the control socket was gone already");
        }
    }
}

/// Nobody can connect before `listen`: by then only its owner may.
fn listen(data: &Path, file: &Path) -> std::io::Result<UnixListener> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let address = Address::of(data)?;
    let socket = UnixSocket::new_stream()?;
    socket.bind(&address.path)?;
    std::fs::set_permissions(file, Permissions::from_mode(0o600))?;
    socket.listen(BACKLOG)
}

async fn accept(listener: UnixListener, works: Arc<Works>, stop: Stop) {
    let mut guests = JoinSet::new();
    let mut asked = std::pin::pin!(stop.asked());
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    guests.spawn(talk(stream, Arc::clone(&works), stop.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "the control socket takes nobody");
                    tokio::time::sleep(TELL_EVERY).await;
                }
            },
            Some(_) = guests.join_next() => {}
            () = &mut asked => break,
        }
    }
    let left = async { while guests.join_next().await.is_some() {} };
    // those who stay are dropped with the set
    if tokio::time::timeout(LEAVE_TIMEOUT, left).await.is_err() {
        tracing::warn!("a command that does not leave is not waited for");
    }
}

/// One request. Nobody is there to be told when this fails.
async fn talk(stream: UnixStream, works: Arc<Works>, stop: Stop) {
    if let Err(error) = answer(stream, &works, &stop).await {
        tracing::debug!(%error, "a command hung up");
    }
}

async fn answer(stream: UnixStream, works: &Works, stop: &Stop) -> anyhow::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    let mut read = BufReader::new(read.take(REQUEST_BYTES));
    tokio::select! {
        read = tokio::time::timeout(REQUEST_TIMEOUT, read.read_line(&mut line)) => read??,
        () = stop.asked() => return Ok(()),
    };
    let last = match serde_json::from_str(&line) {
        Ok(request) => done(&request, works, stop, &mut write).await?,
        Err(error) => Answer::Error(format!("not a request: {error}")),
    };
    tell(&mut write, &last).await
}

/// Does what is asked, and tells how far it is. Returning early drops the work, which leaves nothing half done.
async fn done(
    request: &Request,
    works: &Works,
    stop: &Stop,
    write: &mut OwnedWriteHalf,
) -> anyhow::Result<Answer> {
    tracing::info!(?request, "asked by a command");
    let (latest, steps) = watch::channel(Step::default());
    let latest = Latest(latest);
    let mut work = std::pin::pin!(works.perform(request, &latest));
    let mut asked = std::pin::pin!(stop.asked());
    let mut often = tokio::time::interval(TELL_EVERY);
    let told = loop {
        tokio::select! {
            told = &mut work => break told,
            // a command that was killed is noticed here
            _ = often.tick() => {
                let step = steps.borrow().clone();
                tell(write, &Answer::Progress(step)).await?;
            }
            () = &mut asked => break Err(anyhow!("the server is being stopped; nothing was done")),
        }
    };
    Ok(match told {
        Ok(told) => Answer::Done(told),
        Err(error) => {
            let error = fault::sentence(&error);
            tracing::warn!(?request, error, "not done");
            Answer::Error(error)
        }
    })
}

/// Gives up on a guest who does not read.
async fn tell(write: &mut OwnedWriteHalf, answer: &Answer) -> anyhow::Result<()> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    let told = tokio::time::timeout(TELL_TIMEOUT, write.write_all(&line)).await;
    Ok(told.context("it does not read what it is told")??)
}

/// Keeps the latest step for whoever tells it on.
struct Latest(watch::Sender<Step>);

impl Progress for Latest {
    fn step(&self, done: u64, total: Option<u64>, what: &str) {
        self.0.send_replace(Step {
            done,
            total,
            what: what.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::Told;
    use std::time::Instant;

    #[tokio::test]
    async fn a_guest_who_does_not_read_is_not_waited_for() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let (_read, mut write) = ours.into_split();
        let long = Answer::Done(Told {
            said: vec!["x".repeat(4 << 20)],
            sound: true,
        });
        let begun = Instant::now();
        let told = tell(&mut write, &long).await.unwrap_err();
        assert!(told.to_string().contains("does not read"), "{told:#}");
        assert!(begun.elapsed() < 2 * TELL_TIMEOUT);
        drop(theirs);
    }
}
