//! Puts a library together from the backends of this program.

use crate::marker::{self, Marker};
use crate::settings::Settings;
use anyhow::{Context, bail};
use jiff::Timestamp;
use library::{Clock, Ids, Library, LibraryParts, Limits};
use std::path::Path;
use std::sync::Arc;
use storage::Embedded;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// Folder of the search index within the data folder.
const INDEX: &str = "search";

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

/// Opens the library of the data folder.
///
/// # Errors
/// When the folder is in use, holds no library where there must be one or half of one, or cannot be read.
pub async fn open(settings: &Settings, folder: Folder) -> anyhow::Result<Arc<Library>> {
    let data = settings.data.as_path();
    allow(data, folder)?;
    let (store, index) = open_parts(data)?;
    let library = Library::new(LibraryParts {
        records: store.records,
        files: store.files,
        drafts: store.drafts,
        index: Arc::new(index),
        clock: Arc::new(SystemClock),
        ids: Arc::new(RandomIds),
        limits: Limits {
            file_bytes: settings.max_file_bytes,
        },
    });
    Ok(Arc::new(library.await?))
}

/// Whether the folder may be opened for that; nothing is made before this is known.
fn allow(data: &Path, folder: Folder) -> anyhow::Result<()> {
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
    let is_library = data.join("FORMAT").is_file() || data.join("journal").is_dir();
    if folder == Folder::MustExist && !is_library {
        bail!("there is no library in {}", data.display());
    }
    Ok(())
}

/// The store is opened first: it holds the lock of the folder.
fn open_parts(data: &Path) -> anyhow::Result<(Embedded, search::Index)> {
    let store = Embedded::open(data)?;
    let folder = data.join(INDEX);
    let index = search::Index::open(&folder)
        .with_context(|| format!("the search index in {}", folder.display()))?;
    Ok((store, index))
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

/// A few characters that tell this run of the program from others.
pub fn run_name() -> String {
    let chance = Uuid::new_v4().simple().to_string();
    chance.chars().take(4).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_have_short_names_of_their_own() {
        assert_eq!(run_name().len(), 4);
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
