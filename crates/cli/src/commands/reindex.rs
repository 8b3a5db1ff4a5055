//! `reindex`: builds the search index again.

use super::count_of;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};

/// Runs it.
pub async fn run(settings: &Settings) -> anyhow::Result<bool> {
    let library = wiring::open(settings, Folder::MustExist).await?;
    let progress = Shown::new();
    let indexed = library.reindex(&progress).await;
    progress.finish();
    wiring::close(&library, None).await?;
    println!("indexed: {}", count_of(indexed?, "resource"));
    Ok(true)
}
