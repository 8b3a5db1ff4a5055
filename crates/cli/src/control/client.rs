//! The side of a command.

use super::address::{self, Address};
use super::{Answer, Request, Told};
use anyhow::{Context, anyhow, bail};
use library::Progress;
use std::io::ErrorKind;
use std::path::Path;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

/// Asks the server that has a data folder open; `None` when none listens there.
///
/// # Errors
/// When the server may not be asked, goes away, or answers that it cannot.
pub async fn ask(
    data: &Path,
    request: &Request,
    progress: &dyn Progress,
) -> anyhow::Result<Option<Told>> {
    let Some(mut stream) = connect(data).await? else {
        return Ok(None);
    };
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    stream.write_all(&line).await?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await? {
        let answer = serde_json::from_str(&line)
            .context("the running server answers in another way: is it of the same version?")?;
        match answer {
            Answer::Progress(step) => progress.step(step.done, step.total, &step.what),
            Answer::Done(told) => return Ok(Some(told)),
            Answer::Error(error) => bail!("the running server answers: {error}"),
        }
    }
    Err(anyhow!("the running server went away before it was done"))
}

async fn connect(data: &Path) -> anyhow::Result<Option<UnixStream>> {
    let address = Address::of(data)?;
    match UnixStream::connect(&address.path).await {
        Ok(stream) => Ok(Some(stream)),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::ConnectionRefused
            ) =>
        {
            Ok(None)
        }
        Err(error) => {
            let place = address::file(data).display().to_string();
            Err(error).context(format!("{place}: run this as the user who runs the server"))
        }
    }
}
