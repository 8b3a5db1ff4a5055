//! `serve`: fills an empty library, then answers until it is asked to stop.

use super::import::tell;
use crate::embedded;
use crate::marker::Marker;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use anyhow::Context;
use library::{ImportSource, Library};
use server::{ServeOptions, serve};
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use theming::{Source, Theme};

/// The theme of the folder of themes that is used.
const THEME: &str = "default";

/// Runs it.
pub async fn run(settings: &Settings) -> anyhow::Result<bool> {
    if settings.limits_off {
        tracing::warn!(
            "limits are off: nothing slows anybody down; do not leave this on a public server"
        );
    }
    let theme = Arc::new(theme(settings)?);
    let library = wiring::open(settings, Folder::MayBeNew).await?;
    if !first_resources(&library, settings).await? {
        tracing::info!("stopped while loading the first resources; the next start goes on");
        wiring::close(&library, None).await?;
        return Ok(true);
    }
    let follower = library.follow();
    let served = serve(options(settings, &library, theme), ready).await;
    tracing::info!("stopping");
    wiring::close(&library, Some(follower)).await?;
    served?;
    Ok(true)
}

/// The shipped theme, and over it the one of the folder.
fn theme(settings: &Settings) -> anyhow::Result<Theme> {
    let folder = settings
        .themes
        .as_ref()
        .map(|themes| Source::folder(themes.join(THEME)));
    let sources = folder
        .into_iter()
        .chain([Source::embedded(embedded::theme())])
        .collect();
    Theme::load(sources).context("the theme")
}

/// Loads the first resources into a library that has nothing, or whose loading was interrupted before it was served:
/// what was taken then is found unchanged. Gives false when the program was asked to stop meanwhile.
async fn first_resources(library: &Library, settings: &Settings) -> anyhow::Result<bool> {
    let mark = Marker::filling(&settings.data);
    if library.positions().await?.store.0 > 0 && !mark.stands() {
        return Ok(true);
    }
    let mut stop = std::pin::pin!(stop_signal()?);
    mark.set()?;
    tokio::select! {
        filled = fill(library, settings) => filled?,
        () = &mut stop => return Ok(false),
    }
    mark.remove()?;
    // nobody else listens to the signal before the server does
    Ok(tokio::select! {
        biased;
        () = stop => false,
        () = std::future::ready(()) => true,
    })
}

/// Comes when the process is asked to stop; caught from now on.
#[cfg(unix)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Comes when the process is asked to stop.
#[cfg(not(unix))]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        // without a signal to wait for, only the system ends us
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
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

fn options(settings: &Settings, library: &Arc<Library>, theme: Arc<Theme>) -> ServeOptions {
    ServeOptions {
        listen: settings.listen,
        workers: settings.workers,
        library: Arc::clone(library),
        theme,
        site_name: settings.name.clone(),
        public_url: settings.public_url.clone(),
        time_zone: settings.time_zone.clone(),
        max_file_bytes: settings.max_file_bytes,
        run: wiring::run_name(),
    }
}

/// The line that people and scripts wait for.
fn ready(address: SocketAddr) {
    println!("listening on http://{address}");
    // a closed stdout is no reason not to serve
    let _ = std::io::stdout().flush();
}
