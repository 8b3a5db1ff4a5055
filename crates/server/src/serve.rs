//! Starting and stopping the server.

use crate::error::answers;
use crate::guard::{numbered, readable_address, same_origin, security_headers};
use crate::meters::Meters;
use crate::routes::routes;
use crate::site::Site;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use jiff::tz::TimeZone;
use library::{Library, Statistics};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use theming::Theme;

/// How long a request may take to arrive, its head alone: slow senders hold a connection no longer.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);

/// How long requests under way may take to finish when the server stops.
const STOP_SECONDS: u64 = 20;

/// Everything that a server needs to be told.
pub struct ServeOptions {
    /// Threads that answer; at least 1.
    pub workers: usize,
    /// What can be done.
    pub library: Arc<Library>,
    /// Counts what people search for and read; written to its file by whoever opened it.
    pub statistics: Arc<Statistics>,
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
    /// The folder of scheduled backups, listed on the page that tells how the library is; `None` when none are made.
    pub backups: Option<PathBuf>,
}

/// Serves on a listener until `stop` comes: requests under way are finished then.
///
/// `ready` is told the address when connections are taken. The library stays open: closing it is for whoever opened it.
///
/// # Errors
/// When the listener cannot be used, or the server stops by itself.
pub async fn serve(
    listener: TcpListener,
    options: ServeOptions,
    stop: impl Future<Output = ()> + Send + 'static,
    ready: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let (address, workers) = (listener.local_addr()?, options.workers.max(1));
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
    let server = server
        .workers(workers)
        // a compressed body follows its head in a second packet, which Nagle's algorithm would hold back until the
        // browser's delayed acknowledgement of the first, 40 ms later
        .tcp_nodelay(true)
        .client_request_timeout(HEAD_TIMEOUT)
        .shutdown_timeout(STOP_SECONDS)
        .shutdown_signal(stop)
        .listen(listener)?;
    ready(address);
    server.run().await
}

impl From<ServeOptions> for Site {
    fn from(options: ServeOptions) -> Self {
        Self {
            library: options.library,
            theme: options.theme,
            meters: Meters::default(),
            statistics: options.statistics,
            name: options.site_name,
            public_url: options
                .public_url
                .map(|url| url.trim_end_matches('/').to_owned()),
            max_file_bytes: options.max_file_bytes,
            time_zone: options.time_zone,
            run: options.run,
            backups: options.backups,
        }
    }
}
