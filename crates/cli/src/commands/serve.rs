//! `serve`: opens the library, fills an empty one, then answers until it is asked to stop.

mod prepare;

use crate::control::{Door, Works};
use crate::counting::Counting;
use crate::embedded;
use crate::fault;
use crate::schedule::Schedule;
use crate::settings::Settings;
use crate::stop::Stop;
use crate::wiring;
use anyhow::Context;
use library::Library;
use server::{ServeOptions, serve};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use theming::{Source, Theme};
use tokio::net::TcpSocket;

/// The theme of the folder of themes that is used.
const THEME: &str = "default";

/// Connections that may wait to be taken: many, for they wait while the library opens.
const BACKLOG: u32 = 1024;

/// Runs it.
pub async fn run(settings: &Settings) -> anyhow::Result<bool> {
    let stop = Stop::catch()?;
    if settings.limits_off {
        tracing::warn!(
            "limits are off: nothing slows anybody down; do not leave this on a public server"
        );
    }
    let theme = Arc::new(theme(settings)?);
    let listener = listen(settings.listen)?;
    let Some(opened) = prepare::library(settings, &listener, &theme, &stop).await? else {
        return Ok(true);
    };
    let library = Arc::clone(&opened.library);
    let follower = library.follow();
    let works = Arc::new(Works::new(opened, settings.limits()));
    let door = open_door(settings, &works, &stop);
    let schedule = Schedule::begin(settings, &works, &stop);
    let counting = Counting::begin(&settings.data, &stop);
    let options = options(settings, &library, &counting, theme);
    let served = serve(listener, options, stop.asked(), ready).await;
    tracing::info!("stopping");
    stop.ask();
    if let Some(door) = door {
        door.close().await;
    }
    schedule.ended().await;
    counting.ended().await;
    wiring::close(&library, Some(follower)).await?;
    served.context("the server stopped")?;
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

/// The address is taken before the library is opened: who comes meanwhile is not refused.
fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listen = || {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        // connections of a server that has just ended do not keep the next from starting
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)?.into_std()
    };
    listen().with_context(|| format!("cannot listen on {address}"))
}

/// Commands reach this server from now on. One that they cannot reach serves all the same.
fn open_door(settings: &Settings, works: &Arc<Works>, stop: &Stop) -> Option<Door> {
    match Door::open(&settings.data, Arc::clone(works), stop.clone()) {
        Ok(door) => Some(door),
        Err(error) => {
            let error = fault::sentence(&error);
            tracing::warn!(
                error,
                "no control socket: backup, check and rehearse need this server stopped"
            );
            None
        }
    }
}

fn options(
    settings: &Settings,
    library: &Arc<Library>,
    counting: &Counting,
    theme: Arc<Theme>,
) -> ServeOptions {
    ServeOptions {
        workers: settings.workers,
        library: Arc::clone(library),
        statistics: counting.statistics(),
        theme,
        site_name: settings.name.clone(),
        public_url: settings.public_url.clone(),
        time_zone: settings.time_zone.clone(),
        max_file_bytes: settings.max_file_bytes,
        run: wiring::run_name(),
        backups: settings.backups.folder.clone(),
    }
}

/// The line that people and scripts wait for.
fn ready(address: SocketAddr) {
    println!("listening on http://{address}");
    // a closed stdout is no reason not to serve
    let _ = std::io::stdout().flush();
}
