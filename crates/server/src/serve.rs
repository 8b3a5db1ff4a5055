//! Starting and stopping the server.

use crate::error::answers;
use crate::guard::{numbered, readable_address, same_origin, security_headers};
use crate::meters::Meters;
use crate::routes::routes;
use crate::site::Site;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use jiff::tz::TimeZone;
use library::Library;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use theming::Theme;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};

/// How long a request may take to arrive, its head alone: slow senders hold a connection no longer.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);

/// How long requests under way may take to finish when the server stops.
const STOP_SECONDS: u64 = 20;

/// Everything that a server needs to be told.
pub struct ServeOptions {
    /// Address and port; port 0 takes one that is free.
    pub listen: SocketAddr,
    /// Threads that answer; at least 1.
    pub workers: usize,
    /// What can be done.
    pub library: Arc<Library>,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// The library's name.
    pub site_name: String,
    /// The address by which the world knows it, `https://exemple.fr`; that of each request when `None`.
    pub public_url: Option<String>,
    /// The zone in which times are read.
    pub time_zone: TimeZone,
    /// The most bytes of one file, as the forms tell it; the same as in the library's limits.
    pub max_file_bytes: u64,
    /// A few characters that tell this run of the program from others, in front of request numbers.
    pub run: String,
}

/// Why a server could not start, or stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be listened on.
    #[error("cannot listen on {listen}: {source}")]
    Listen {
        /// the address
        listen: SocketAddr,
        /// the system's word
        source: std::io::Error,
    },
    /// The server stopped by itself.
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// Serves until the process is asked to stop (SIGTERM, SIGINT): requests under way are finished then.
///
/// `ready` is told the address when connections are taken. The library stays open: closing it is for whoever opened it.
///
/// # Errors
/// [`Error::Listen`] when the address is taken or not ours.
pub async fn serve(options: ServeOptions, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let (listen, workers) = (options.listen, options.workers.max(1));
    let site = web::Data::new(Site::from(options));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(site.clone())
            // the last one wrapped is the first to see a request
            .wrap(from_fn(readable_address))
            .wrap(from_fn(same_origin))
            .wrap(from_fn(answers))
            .wrap(Compress::default())
            .wrap(from_fn(security_headers))
            .wrap(from_fn(numbered))
            .configure(routes)
    });
    let stop = stop_signal().map_err(Error::Stopped)?;
    let server = server
        .workers(workers)
        .client_request_timeout(HEAD_TIMEOUT)
        .shutdown_timeout(STOP_SECONDS)
        .shutdown_signal(stop)
        .bind(listen)
        .map_err(|source| Error::Listen { listen, source })?;
    ready(server.addrs().first().copied().unwrap_or(listen));
    Ok(server.run().await?)
}

/// Comes when the process is asked to stop. The system's signals are caught from now on, not from when this is first
/// waited for: whoever has just read that we are ready may ask at once.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
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
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        // without a signal to wait for, only the system ends us
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

impl From<ServeOptions> for Site {
    fn from(options: ServeOptions) -> Self {
        Self {
            library: options.library,
            theme: options.theme,
            meters: Meters::default(),
            name: options.site_name,
            public_url: options
                .public_url
                .map(|url| url.trim_end_matches('/').to_owned()),
            max_file_bytes: options.max_file_bytes,
            time_zone: options.time_zone,
            run: options.run,
        }
    }
}
