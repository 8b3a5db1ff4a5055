//! Marks by another process, which may die of the file.

use crate::{Error, Limits, Mark};
use confinement::{Ended, fill};
use std::ffi::OsString;
use std::fs::File;
use std::io::Seek;
use std::path::{self, Path, PathBuf};
use std::process::Command;

/// A program started for each file, with limits on time, memory and what it writes.
///
/// Nothing bounds how many run at once: whoever calls does.
#[derive(Clone, Debug)]
pub struct Worker {
    program: PathBuf,
    arguments: Vec<OsString>,
    limits: Limits,
    folder: PathBuf,
}

impl Worker {
    /// `program` is run with `arguments`, then the file's path, which is absolute, and its media type; it must call
    /// [`work`](crate::work) with the same limits. Copies are written in `folder`, as files without a name.
    #[must_use]
    pub fn new(
        program: PathBuf,
        arguments: Vec<OsString>,
        limits: Limits,
        folder: PathBuf,
    ) -> Self {
        Self {
            program,
            arguments,
            limits,
            folder,
        }
    }

    /// A marked copy of the file at `path`, to be read from its beginning; it is gone when it is closed. Blocks,
    /// [`Limits::time`] at most and a moment more.
    ///
    /// # Errors
    /// As for [`mark`](crate::mark), also when the process dies of the file; [`Error::Interrupted`] when somebody else ends it,
    /// [`Error::Failed`] when it cannot be started or do its work.
    pub fn mark(&self, path: &Path, media_type: &str, mark: &Mark) -> Result<File, Error> {
        let told = serde_json::to_vec(mark).map_err(std::io::Error::from)?;
        let mut copy = tempfile::tempfile_in(&self.folder)?;
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .arg(path::absolute(path)?)
            .arg(media_type.replace('\0', ""));
        let (ended, complaint) = fill(&mut command, told, &copy, self.limits.time)?;
        if let Ended::Answered(_) = ended {
            copy.rewind()?;
            return Ok(copy);
        }
        tracing::warn!(path = %path.display(), %ended, complaint, "a file was not marked");
        Err(why(&ended, &complaint))
    }
}

fn why(ended: &Ended, complaint: &str) -> Error {
    match ended {
        Ended::Died(status) if let Some(code) = status.code() => {
            Error::of_exit_code(code, complaint)
        }
        ended if ended.is_by_others() => Error::Interrupted(ended.to_string()),
        Ended::Late | Ended::Talkative => Error::TooLarge(ended.to_string()),
        Ended::Died(_) | Ended::Answered(_) => Error::Damaged(ended.to_string()),
    }
}
