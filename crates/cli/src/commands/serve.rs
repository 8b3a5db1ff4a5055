//! `serve`: fills an empty library, then answers until it is asked to stop.

use super::import::tell;
use crate::embedded;
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
    if library.positions().await?.store.0 == 0 {
        fill(&library, settings).await?;
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
        "{} is empty: loading the first resources from {origin}",
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
