//! Puts a library together from the backends of this program.

use crate::embedded;
use crate::marker::{self, Marker};
use crate::settings::Settings;
use crate::worker::{copier, extractor};
use anyhow::{Context, bail};
use jiff::Timestamp;
use library::{Clock, Copies, Ids, Library, LibraryParts, Limits, Statistics, Texts};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use storage::{Embedded, EmbeddedRecords};
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Folder of the search index within the data folder.
const INDEX: &str = "search";
/// Folder of what is on its way within the data folder; what a kill leaves there goes at the next start.
const INCOMING: &str = "files/incoming";
/// Folder of what was found in files within the data folder.
const TEXTS: &str = "texts";

/// Whether a data folder may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// It is made when it is not there.
    MayBeNew,
    /// A command that only reads would make an empty library out of a misspelt name, or of somebody's own folder.
    MustExist,
    /// It is made as for [`MayBeNew`](Self::MayBeNew), and what an interrupted restore left in it goes.
    ForRestore,
}

/// The clock of the machine.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Identifiers from time and chance.
struct RandomIds;

impl Ids for RandomIds {
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn secret(&self) -> Uuid {
        Uuid::new_v4()
    }
}

/// A library, and what only this backend can tell of it.
pub struct Opened {
    /// The library.
    pub library: Arc<Library>,
    /// Its records.
    pub records: Arc<EmbeddedRecords>,
}

/// Opens the library of the data folder.
///
/// # Errors
/// When the folder is in use, holds no library where there must be one or half of one, or cannot be read.
pub async fn open(settings: &Settings, folder: Folder) -> anyhow::Result<Arc<Library>> {
    Ok(open_telling(settings, folder, |_, _| {}).await?.library)
}

/// The same; `tell` is told how many bytes of how many are read while the records index is built anew.
///
/// # Errors
/// As for [`open`].
pub async fn open_telling(
    settings: &Settings,
    folder: Folder,
    tell: impl Fn(u64, u64) + Send + Sync + 'static,
) -> anyhow::Result<Opened> {
    allow(&settings.data, folder)?;
    open_folder(&settings.data, settings.limits(), tell).await
}

/// Opens the library in a folder, whatever its state; the folder is made when it is not there.
///
/// # Errors
/// When the folder is in use or cannot be read or written.
pub async fn open_folder(
    folder: &Path,
    limits: Limits,
    tell: impl Fn(u64, u64) + Send + Sync + 'static,
) -> anyhow::Result<Opened> {
    let data = folder.to_owned();
    let (store, index) = tokio::task::spawn_blocking(move || open_parts(&data, tell)).await??;
    let records = Arc::clone(&store.records);
    let library = Library::new(LibraryParts {
        records: store.records,
        files: store.files,
        drafts: store.drafts,
        index: Arc::new(index),
        texts: Arc::new(Texts::new(extractor()?).kept_in(&folder.join(TEXTS))),
        copies: Arc::new(Copies::new(copier(&folder.join(INCOMING))?)),
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        limits,
    });
    let library = Arc::new(library.await?);
    Ok(Opened { library, records })
}

/// The counts of what people search for and read, kept in that file.
pub fn statistics(file: PathBuf) -> Statistics {
    Statistics::open(Some(file), Arc::new(SystemClock), Arc::new(RandomIds))
}

/// Whether there is a library in a folder, whole or not.
pub fn is_library(data: &Path) -> bool {
    data.join("FORMAT").is_file() || data.join("journal").is_dir()
}

/// Whether a library was not opened because another program has it open.
pub fn is_in_use(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref::<storage::Error>(),
        Some(storage::Error::Locked(_))
    )
}

/// Whether the folder may be opened for that; nothing is made before this is known.
fn allow(data: &Path, folder: Folder) -> anyhow::Result<()> {
    if data.exists() && !data.is_dir() {
        bail!(
            "{} is a file; the data of a library are a folder",
            data.display()
        );
    }
    if Marker::restoring(data).stands() {
        if folder == Folder::ForRestore {
            println!("an earlier restore was interrupted: starting over");
            return marker::start_over(data);
        }
        bail!(
            "a restore into {} was interrupted, or is under way, and the library there is not whole: run `restore` again, it starts over",
            data.display()
        );
    }
    if folder == Folder::MustExist && !is_library(data) {
        bail!("there is no library in {}", data.display());
    }
    Ok(())
}

/// The store is opened first: it holds the lock of the folder.
fn open_parts(
    data: &Path,
    tell: impl Fn(u64, u64) + Send + Sync,
) -> anyhow::Result<(Embedded, search::Index)> {
    let store = Embedded::open_with_progress(data, tell).map_err(|error| explained(data, error))?;
    let folder = data.join(INDEX);
    let index = search::Index::open(&folder)
        .with_context(|| format!("the search index in {}", folder.display()))?;
    index.set_default_lexicon(&embedded::lexicon());
    Ok((store, index))
}

/// What keeps a folder from being opened at all, in words that say what to do.
fn explained(data: &Path, error: storage::Error) -> anyhow::Error {
    let data = data.display();
    let context = match &error {
        storage::Error::DiskFull => format!("there is no room for the data folder {data}"),
        storage::Error::Io { source, .. } if may_not_write(source.kind()) => format!(
            "the data folder {data} cannot be written; it must be on a disk that can, and belong to the user who runs this"
        ),
        storage::Error::Io { .. } => format!("the data folder {data} cannot be opened"),
        _ => return error.into(),
    };
    anyhow::Error::from(error).context(context)
}

fn may_not_write(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
    )
}

/// Closes a library in good order; `follower` is the task that kept its index up to date.
///
/// # Errors
/// When the store cannot be closed.
pub async fn close(library: &Library, follower: Option<JoinHandle<()>>) -> anyhow::Result<()> {
    library.close().await?;
    if let Some(follower) = follower {
        follower
            .await
            .context("the index did not stop in good order")?;
    }
    Ok(())
}

/// How many characters [`run_name`] has.
pub const RUN_CHARS: usize = 4;

/// A few hexadecimal digits that tell this run of the program from others.
pub fn run_name() -> String {
    let chance = Uuid::new_v4().simple().to_string();
    chance.chars().take(RUN_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_have_short_names_of_their_own() {
        assert_eq!(run_name().len(), RUN_CHARS);
        let names: std::collections::BTreeSet<String> = (0..20).map(|_| run_name()).collect();
        assert!(names.len() > 15);
    }

    #[test]
    fn identifiers_sort_by_time() {
        let (first, second) = (RandomIds.next(), RandomIds.next());
        assert!(first < second);
        assert_eq!(first.get_version_num(), 7);
    }
}
