//! From a data folder to a library that can be served, with a page for those who come too early.

use super::super::import::tell;
use crate::embedded;
use crate::marker::Marker;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::stop::Stop;
use crate::wiring::{self, Folder, Opened};
use library::{ImportSource, Library};
use server::{Waiting, WaitingRoom};
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use theming::Theme;
use tokio::sync::watch;

/// Within this time nobody notices that they wait.
const UNNOTICED: Duration = Duration::from_millis(500);

/// The library, opened and not empty; `None` when the program was asked to stop meanwhile. While it takes long, whoever
/// comes is asked to wait.
pub(super) async fn library(
    settings: &Settings,
    listener: &TcpListener,
    theme: &Arc<Theme>,
    stop: &Stop,
) -> anyhow::Result<Option<Opened>> {
    let (tell, percent) = watch::channel(None);
    let mut prepared = std::pin::pin!(prepare(settings, tell, stop));
    if let Ok(prepared) = tokio::time::timeout(UNNOTICED, &mut prepared).await {
        return prepared;
    }
    tracing::info!("getting ready takes a while: who comes is asked to wait");
    let room = WaitingRoom {
        theme: Arc::clone(theme),
        site_name: settings.name.clone(),
        percent,
    };
    let waiting = Waiting::begin(listener.try_clone()?, room)?;
    let prepared = prepared.await;
    waiting.end().await;
    prepared
}

/// `tell` is told the percentage of the journal that was read, while that takes long.
async fn prepare(
    settings: &Settings,
    tell: watch::Sender<Option<u8>>,
    stop: &Stop,
) -> anyhow::Result<Option<Opened>> {
    let tell = move |done, total| {
        tell.send_replace(percentage(done, total));
    };
    let opening = wiring::open_telling(settings, Folder::MayBeNew, tell);
    let opened = tokio::select! {
        opened = opening => opened?,
        // what is given up here is begun again by the next start, as after a crash
        () = stop.asked() => {
            tracing::info!("stopped while opening the library; the next start goes on");
            return Ok(None);
        }
    };
    if !first_resources(&opened.library, settings, stop).await? {
        tracing::info!("stopped while loading the first resources; the next start goes on");
        wiring::close(&opened.library, None).await?;
        return Ok(None);
    }
    Ok(Some(opened))
}

/// Of nothing no percentage is known.
fn percentage(done: u64, total: u64) -> Option<u8> {
    let percent = done.saturating_mul(100).checked_div(total)?;
    u8::try_from(percent.min(100)).ok()
}

/// Loads the first resources into a library that has nothing, or whose loading was interrupted before it was served:
/// what was taken then is found unchanged. Gives false when the program was asked to stop meanwhile.
async fn first_resources(
    library: &Library,
    settings: &Settings,
    stop: &Stop,
) -> anyhow::Result<bool> {
    let mark = Marker::filling(&settings.data);
    if library.positions().await?.store.0 > 0 && !mark.stands() {
        return Ok(true);
    }
    mark.set()?;
    tokio::select! {
        filled = fill(library, settings) => filled?,
        () = stop.asked() => return Ok(false),
    }
    mark.remove()?;
    Ok(true)
}

/// Loads the first resources. What cannot be taken is told; the rest is served all the same.
async fn fill(library: &Library, settings: &Settings) -> anyhow::Result<()> {
    let (source, origin) = match &settings.content {
        Some(folder) => (
            ImportSource::Path(folder.clone()),
            folder.display().to_string(),
        ),
        None => (
            ImportSource::Embedded(embedded::content()),
            "the program".to_owned(),
        ),
    };
    println!(
        "{} has no resources yet: loading the first from {origin}",
        settings.data.display()
    );
    let progress = Shown::new();
    let report = library.import(source, None, &progress).await;
    let indexed = library.catch_up(&progress).await;
    progress.finish();
    tell(&report?);
    Ok(indexed?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_stay_within_bounds() {
        assert_eq!(percentage(0, 0), None);
        assert_eq!(percentage(1, 3), Some(33));
        assert_eq!(percentage(5, 3), Some(100));
        assert_eq!(percentage(u64::MAX, u64::MAX), Some(1));
    }
}
