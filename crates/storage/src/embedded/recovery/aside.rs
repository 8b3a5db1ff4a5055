//! Indexes that are of no use any more are kept for whoever wants to know what happened to them.

use crate::Error;
use std::io::ErrorKind;
use std::path::Path;

/// That many are kept.
const MOST: u32 = 3;

/// Gives an index another name; the first one kept goes when there are too many.
pub(super) fn put_aside(folder: &Path, why: &str) -> Result<(), Error> {
    let aside = |number: u32| folder.with_extension(format!("aside-{number}"));
    let free = (1..=MOST).map(aside).find(|path| !path.exists());
    let aside = free.unwrap_or_else(|| aside(1));
    tracing::warn!(%why, aside = %aside.display(), "the records index is put aside and built anew from the journal");
    let replaced = match std::fs::remove_dir_all(&aside) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => std::fs::rename(folder, &aside),
    };
    replaced.map_err(|error| Error::io(folder.display(), error))
}
