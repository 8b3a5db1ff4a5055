//! Looks into files by another process, which may die of them.

use std::ffi::OsString;
use std::path::{self, Path, PathBuf};
use std::process::Command;

use crate::inspect::{open, without_reading};
use crate::media_type::identify;
use crate::{Error, Inspection, Limits, Note};
use confinement::{Ended, hear};

/// A program started for each file, with limits on time, memory and output.
///
/// Nothing bounds how many run at once: whoever calls does.
#[derive(Clone, Debug)]
pub struct Worker {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
}

impl Worker {
    /// `program` is run with `arguments`, then the file's path, which is
    /// absolute, and its name, which may be any text (one that begins with a
    /// hyphen, too); it must call [`work`](crate::work) with the same limits. It
    /// gets no environment and no input.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<OsString>, limits: Limits) -> Self {
        Self {
            program,
            arguments,
            limits,
        }
    }

    /// Tells what is in the file at `path`, as [`inspect`](crate::inspect) does.
    /// Blocks, [`Limits::time`] at most and a moment more. A file on which the
    /// process dies, hangs or says too much has an answer with a [`Note`]. Files
    /// of types from which no text is read need no process.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] when the file cannot be read; [`Error::Worker`] when the
    /// process cannot be started or watched.
    pub fn inspect(&self, path: &Path, name: &str) -> Result<Inspection, Error> {
        let (_, head) = open(path)?;
        let media_type = identify(&head, name);
        if let Some(note) = without_reading(&head, media_type) {
            return Ok(Inspection::without_text(media_type, note));
        }
        let mut command = self.command(&path::absolute(path)?, name);
        let heard = hear(&mut command, self.limits.time, self.limits.answer_bytes());
        let (ended, complaint) = heard.map_err(Error::Worker)?;
        let note = match &ended {
            Ended::Answered(answer) => match serde_json::from_slice(answer) {
                Ok(inspection) => return Ok(inspection),
                Err(_) => Note::Failed,
            },
            Ended::Late => Note::TimedOut,
            ended if ended.is_by_others() => Note::Interrupted,
            Ended::Talkative | Ended::Died(_) => Note::Failed,
        };
        tracing::warn!(path = %path.display(), %ended, complaint, "a file was given up");
        Ok(Inspection::without_text(media_type, note))
    }

    fn command(&self, path: &Path, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .arg(path)
            // no argument can hold a zero byte
            .arg(name.replace('\0', ""));
        command
    }
}
